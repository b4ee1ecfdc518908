#!/usr/bin/env python3
"""readme.py CTM README: the model that README.md builds step by step does what README.md says.

The ctm blocks are put one below the other. After each block the file has to check without errors
and to be in canonical layout, and where a comment `<!-- NAME holds, NAME fails -->` stands behind
the block the assertions have to come out like that.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

DAY = "2026-12-01"  # acceptances of the README are in force
SKIP = 77


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def check_block(ctm, file, expected):
    status, verdicts, messages = run(ctm, "check", "--as-of", DAY, "--format", "tsv", file)
    if status > 1:
        return [f"ctm check ended with {status}", messages]
    faults = []
    if expected is not None:
        wanted = sorted(line.strip().replace(" ", "\t") for line in expected.split(","))
        if verdicts.splitlines() != wanted:
            faults.append(f"expected {wanted}, got {verdicts.splitlines()}")
    status, _, messages = run(ctm, "fmt", "--check", file)
    if status != 0:
        faults += [f"ctm fmt --check ended with {status}", messages]
    return faults


def main():
    ctm, readme = sys.argv[1:]
    if not pathlib.Path(ctm).exists() or not run(ctm, "--version")[1]:
        print("ctm is not built or has no commands yet")
        return SKIP
    text = pathlib.Path(readme).read_text(encoding="utf-8")
    blocks = re.findall(r"```ctm\n(.*?)```\n(?:<!-- (.*?) -->)?", text, re.S)
    if not blocks:
        print("no ctm block was found")
        return 1
    model, failed = [], False
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "webshop.ctm"
        for number, (block, expected) in enumerate(blocks, 1):
            model.append(block)
            file.write_text("\n".join(model), encoding="utf-8")
            for fault in check_block(ctm, str(file), expected or None):
                failed = True
                print(f"block {number}: {fault}")
    print(f"{len(blocks)} blocks")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

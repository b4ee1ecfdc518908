#!/usr/bin/env python3
"""Every command that an answer tells its reader to run is run as it is printed: it must be a command
of ctm, and one that shows a way must show one.

usage: hints.py CTM ROOT
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PRINTED = re.compile(r"`(ctm [^`]+)`|^    (ctm .+)$", re.M)
SINGLE = re.compile(r"--to [A-Z]|MODEL|THING|PERSON")


def models(root):
    yield from sorted(root.glob("examples/*/*.ctm"))
    yield from sorted(root.glob("examples/*/*/*.ctm"))
    yield from sorted((HERE / "answers").glob("*.ctm"))


def first_machine(run, model):
    for line in run(f"ctm reach {model} --format tsv").stdout.splitlines():
        thing, _, privilege = line.split("\t")[1].rpartition(".")
        if privilege == "exec":
            return thing
    return None


def questions(run, model):
    yield f"ctm check {model}"
    for more in ("", " --despite all", " --world careless", " --assume-plans", " --has ssrf@all"):
        yield f"ctm reach {model}{more}"
    for more in ("", " --despite all", " --world careless", " --world inherent", " --assume-plans"):
        yield f"ctm choke {model}{more}"
    yield f"ctm slips {model}"
    yield f"ctm slips {model} --world planned --has known-vulnerability@all"
    machine = first_machine(run, model)
    if machine:
        yield f"ctm blast {model} '{machine}'"
        yield f"ctm blast {model} '{machine}' --without read-only@all"


def main():
    ctm, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    faults, done = [], {}
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "ctm").symlink_to(ctm)
        env = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "SOURCE_DATE_EPOCH": "1796083200"}

        def run(command):
            return subprocess.run(["sh", "-c", command], cwd=root, env=env, capture_output=True,
                                  text=True, check=False)

        for model in models(root):
            name = os.path.relpath(model, root)
            for question in questions(run, name):
                answer = run(question)
                for match in PRINTED.finditer(answer.stdout + answer.stderr):
                    hint = match.group(1) or match.group(2)
                    if SINGLE.search(hint):
                        faults.append(f"{question}: left for the reader to fill in: {hint}")
                    if hint in done:
                        continue
                    done[hint] = run(hint)
                    if done[hint].returncode > 1:
                        faults.append(f"{question}: {hint}: {done[hint].stderr[:200]}")
                    if hint.startswith("ctm paths") and "no way" in done[hint].stdout:
                        faults.append(f"{question}: {hint}: shows no way")
    print("\n".join(faults[:40]))
    print(f"{len(done)} commands, {len(faults)} faults")
    return 1 if faults or len(done) < 20 else 0


if __name__ == "__main__":
    sys.exit(main())

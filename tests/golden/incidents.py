#!/usr/bin/env python3
"""incidents.py CTM ROOT: the incidents of examples/incidents happen in their models as they did,
and what would have stopped them stops them there; incidents.tsv says each state. What their
comments suggest to try is a command that works."""
import pathlib
import re
import shlex
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def is_reached(ctm, model, attacker, state, supposed):
    asked = [] if supposed == "-" else ["--with", supposed]
    done = subprocess.run([ctm, "reach", model, attacker, *asked, "--format", "tsv"],
                          capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{model} {attacker} {supposed}: {done.stderr}")
    return any(line.split("\t")[1] == state for line in done.stdout.splitlines())


def suggested(ctm, folder):
    count = 0
    for file in sorted(folder.glob("*.ctm")):
        for words in re.findall(r"^#.*?\bctm ([a-z]+ [^;|\n]+)", file.read_text("utf-8"), re.M):
            done = subprocess.run([ctm, *shlex.split(words)], cwd=folder, capture_output=True,
                                  text=True, check=False)
            count += 1
            if done.returncode > 1:
                yield f"{file.name}: ctm {words}: {done.stderr}"
    if count < 10:
        yield f"only {count} commands were found in the comments"


def main():
    ctm, folder = sys.argv[1], pathlib.Path(sys.argv[2]) / "examples" / "incidents"
    rows = [line.split("\t") for line in (HERE / "incidents.tsv").read_text("utf-8").splitlines()
            if not line.startswith("#")]
    unasked = {file.stem for file in folder.glob("*.ctm")} - {row[0] for row in rows}
    faults = [f"nothing is asked of {name}" for name in sorted(unasked)]
    faults += suggested(pathlib.Path(ctm).resolve(), folder.resolve())
    for name, attacker, state, supposed, reached in rows:
        got = is_reached(ctm, folder / f"{name}.ctm", attacker, state, supposed)
        if got != (reached == "yes"):
            faults.append(f"{name}: {attacker} {state} {supposed}: "
                          f"{'reached' if got else 'not reached'}")
    print("\n".join(faults) or f"{len(rows)} states as expected")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""states.py CTM ROOT: what each party reaches, in every world, is what states/*.tsv say, byte for
byte; and what the assertions of the examples say behind them (# holds, # fails) is so."""
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MODELS = ("webshop", "swarm", "payments")
WORLDS = ("residual", "inherent", "planned", "evidenced", "careless", "despite")


def ask(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return done.stdout


def states(ctm, root):
    for model in MODELS:
        for world in WORLDS:
            wanted = (HERE / "states" / f"{model}.{world}.states.tsv").read_text(encoding="utf-8")
            asked = ["--despite", "all"] if world == "despite" else ["--world", world]
            got = ask(ctm, "reach", root / "examples" / model / f"{model}.ctm", *asked,
                      "--format", "tsv")
            for line in sorted(set(got.splitlines()) ^ set(wanted.splitlines())):
                sign = "+" if line in got.splitlines() else "-"
                yield f"{model}.{world}: {sign} {line}"
            if sorted(got.splitlines()) == sorted(wanted.splitlines()) and got != wanted:
                yield f"{model}.{world}: the order differs"


def verdicts(ctm, root):
    for model in MODELS:
        file = root / "examples" / model / f"{model}.ctm"
        got = dict(line.split("\t") for line in
                   ask(ctm, "check", file, "--format", "tsv").splitlines())
        said = re.findall(r"^assert (\S+)[^#]*?# (holds|fails)", file.read_text(encoding="utf-8"),
                          re.M | re.S)
        for name, verdict in said:
            if got.get(name) != verdict:
                yield f"{model}: {name} {got.get(name)}, and the file says {verdict}"


def main():
    ctm, root = sys.argv[1], pathlib.Path(sys.argv[2])
    faults = [*states(ctm, root), *verdicts(ctm, root)]
    print("\n".join(faults) or f"{len(MODELS) * len(WORLDS)} tables as expected")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

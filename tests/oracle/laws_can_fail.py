#!/usr/bin/env python3
"""Each law of laws.py is seen to be broken where ctm's answers depend on what they must not.

  laws_can_fail.py CTM

ctm's answers are spoilt on their way: some lines are dropped, by a hash of the line and of all that
was asked. So every two questions differ in a way that no law allows."""
import hashlib
import pathlib
import sys
import tempfile

import generate
import laws
import oracle

SEEDS = range(1, 40)
asked = oracle.run


def spoilt(*command):
    """What ctm says, less some of it; the text of the model is part of the question."""
    said = asked(*command)
    if command[1] not in ("reach", "check") or "tsv" not in command:
        return said
    text = pathlib.Path(command[2]).read_text() + repr(command[3:])
    lines = []
    for line in said.splitlines():
        dice = hashlib.sha256((text + line).encode()).digest()[0]
        if dice % 8:
            lines.append(line)
    return "".join(f"{line}\n" for line in lines)


def is_broken(ctm, law):
    for seed in SEEDS:
        files, _ = generate.model(seed)
        with tempfile.TemporaryDirectory() as folder:
            how, _ = law(laws.Case(ctm, files, pathlib.Path(folder), seed))
        if how:
            return seed, how
    return None


def main():
    oracle.run = spoilt
    bad = 0
    for law in laws.ALL:
        found = is_broken(sys.argv[1], law)
        bad += found is None
        print(f"{law.__name__}: " + (f"broken by seed {found[0]}: {found[1][:90]}" if found else
                                     "NOT SEEN"))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""What an estate must be for the figures to mean something: the size that was asked for, the same
for the same seed, a model without errors, and one that attackers get somewhere in.

usage: estate_test.py CTM ESTATE
"""
import subprocess
import sys
import tempfile
from pathlib import Path

ERRORS = 2
NEAR = 0.05  # of the size asked for


def run(*command, status=(0,)):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in status:
        sys.exit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stderr[:2000]}")
    return done.stdout


def files_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    ctm, estate = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for wanted in (500, 2000, 21000):
            model = folder / f"{wanted}/estate.ctm"
            things = int(run(estate, str(wanted), model.parent).split()[1])
            assert abs(things - wanted) < NEAR * wanted + 100, f"{things} things, not {wanted}"
            run(ctm, "check", model, status=(0, 1))
        run(estate, "2000", folder / "again")
        run(estate, "2000", folder / "other", "2")
        assert files_of(folder / "again") == files_of(folder / "2000"), "not the same again"
        assert files_of(folder / "other") != files_of(folder / "2000"), "every seed is the same"
        rows = run(ctm, "reach", folder / "21000/estate.ctm", "--format", "tsv").splitlines()
        for attacker, least in (("internet.eve", 10000), ("internet.apt", 50000)):
            count = sum(row.startswith(attacker + "\t") for row in rows)
            assert count > least, f"{attacker} reaches no more than {count} states"
        assert any(row.startswith("internet.kid\t") for row in rows)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Chokes are what they are by definition: on every model of the tree and on random ones, what is
said to be passed is taken away, and what is said to close is put in place (chokes.c).

  chokes.py CHOKES ROOT [--count N] [--seed S]   N random models from seed S on; without --count 60,
                                                 and 500 where CTM_LONG is set
"""
import argparse
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile

import generate

FOLDERS = ["examples/*/*.ctm", "tests/oracle/regressions/*.ctm"]


def check(chokes, paths):
    done = subprocess.run([chokes, *paths], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines = done.stdout.splitlines()
    return done.returncode, lines[:-1], int(lines[-1].split()[2]) if lines else 0


def check_seed(chokes, seed):
    with tempfile.TemporaryDirectory() as folder:
        files, _ = generate.model(seed)
        status, lines, count = check(chokes, [files.write(pathlib.Path(folder))])
        # Whether every random model has a meaning is asked by run.py; one without is only counted.
        if any(line.endswith("cannot be read") for line in lines):
            return seed, [], None
        # A model in which nobody does harm has nothing to compare: that is no fault.
        return seed, [] if status == 0 or (count == 0 and not lines) else lines, count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chokes")
    parser.add_argument("root")
    parser.add_argument("--count", type=int, default=500 if os.environ.get("CTM_LONG") else 60)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    trees = sorted(path for pattern in FOLDERS for path in pathlib.Path(args.root).glob(pattern))
    status, lines, of_tree = check(args.chokes, trees)
    print("\n".join(lines))
    bad, total, senseless = (status != 0), 0, 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for seed, lines, count in pool.map(lambda s: check_seed(args.chokes, s),
                                           range(args.seed, args.seed + args.count)):
            total += count or 0
            senseless += count is None
            bad += bool(lines)
            if lines:
                print(f"seed {seed}:", *lines, sep="\n  ")
    print(f"{len(trees)} models of the tree, {of_tree} comparisons; {args.count} random models from "
          f"seed {args.seed} on, {total} comparisons, {senseless} without meaning; {bad} bad")
    return 1 if bad or not of_tree or not total or senseless * 20 > args.count else 0


if __name__ == "__main__":
    sys.exit(main())

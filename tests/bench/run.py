#!/usr/bin/env python3
"""Prints ratios against peers measured in the same run; nothing here passes or fails by time.

usage: run.py CTM BENCH ESTATE   (both of a release build: scripts/bench makes them)
"""
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "examples/payments/payments.ctm"


def best_of(runs, command, **options):
    """Wall time of whole processes: the least of several, in seconds."""
    least = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
        least = min(least, time.perf_counter() - start)
    return least


def pictures(ctm, bench, folder):
    graph = folder / "graph.dot"
    graph.write_bytes(subprocess.run([bench, "dot", MODEL], stdout=subprocess.PIPE, check=True).stdout)
    peer = best_of(20, ["dot", "-Tsvg", graph, "-o", folder / "peer.svg"])
    one = best_of(20, [ctm, "render", MODEL, "-o", folder / "one.svg"])
    svg = best_of(10, [ctm, "build", MODEL, "-d", folder / "svg", "-f", "svg"])
    whole = best_of(5, [ctm, "build", MODEL, "-d", folder / "all"])
    check = best_of(20, [ctm, "check", MODEL])
    start = best_of(20, ["dot", "-V"])
    sheets = len(list((folder / "svg").glob("*.svg")))
    print(f"dot -Tsvg on the DOT of the overview            {peer * 1e3:7.1f} ms")
    print(f"ctm render, the overview as SVG                 {one * 1e3:7.1f} ms   {one / peer:5.2f} x dot   (aim: under 3)")
    print(f"ctm build -f svg, {sheets} sheets                     {svg * 1e3:7.1f} ms   {svg / peer / sheets:5.2f} x dot a sheet")
    print(f"ctm build, all formats                          {whole * 1e3:7.1f} ms   {whole / peer:5.2f} x dot")
    print(f"ctm check                                       {check * 1e3:7.1f} ms   {check / start:5.2f} x `dot -V`")


def engine(bench, estate, folder):
    for wanted in (10_000, 100_000):
        model = folder / str(wanted) / "estate.ctm"
        subprocess.run([estate, str(wanted), model.parent], stdout=subprocess.DEVNULL, check=True)
        out = subprocess.run([bench, "engine", model], stdout=subprocess.PIPE, check=True, text=True)
        things, steps, built, grounding, world, _, size, reached, states = map(float, out.stdout.split())
        print(
            f"{int(things):7d} things, {int(steps):8d} ground steps: text to model {built * 1e3:5.0f} ms,"
            f" grounding {grounding / steps * 1e9:5.0f} ns a step,"
            f" one attacker's world with proofs {world / steps * 1e9:5.0f} ns a step"
            f" ({int(reached)} of {int(states)} states), {size / steps:5.1f} bytes a step"
        )


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    ctm, bench, estate = (Path(argument).resolve() for argument in sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        pictures(ctm, bench, Path(folder))
        engine(bench, estate, Path(folder))


if __name__ == "__main__":
    main()

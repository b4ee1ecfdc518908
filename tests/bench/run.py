#!/usr/bin/env python3
"""Prints what ctm takes beside what peers take, measured in this one run, and how it grows. Nothing
here passes or fails: figures are read beside their aims.

usage: run.py [--quick] CTM BENCH ESTATE   (of a release build: scripts/bench makes them)

--quick takes fewer samples, leaves out a million things, and asks gringo of 10,000.
"""
import math
import shutil
import sys
import tempfile
from pathlib import Path

import measure
import shapes
from measure import cpu_seconds, figures, interleaved, sampled

ROOT = Path(__file__).resolve().parents[2]
PAYMENTS = ROOT / "examples/payments/payments.ctm"
ATTACKER = "internet.apt"  # of skill 4, who gets furthest


class Bench:
    def __init__(self, quick, programs, folder):
        self.quick = quick
        self.ctm, self.program, self.estate = (Path(path).resolve() for path in programs)
        self.folder = folder
        self.models = {}

    def model(self, things):
        if things not in self.models:
            folder = self.folder / str(things)
            cpu_seconds([self.estate, str(things), folder])
            self.models[things] = folder / "estate.ctm"
        return self.models[things]


def say(what, figure, aim=""):
    print(f"{what:48} {figure:44} {aim}", flush=True)


def heading(text):
    print(f"\n{text}\n")


# --- against gringo -----------------------------------------------------------------------------

def facts_of(bench, model):
    """The exported program, of one attacker alone."""
    path = bench.folder / "facts.lp"
    with open(path, "wb") as out:
        cpu_seconds([bench.ctm, "export", "--format", "datalog", model], out)
    lines = path.read_text().splitlines(keepends=True)
    wanted = f'attacker("{ATTACKER}").\n'
    path.write_text("".join(x for x in lines if x == wanted or not x.startswith('attacker("')))
    return path


def against_gringo(bench):
    if not shutil.which("gringo"):
        return say("text → states of one attacker", "no gringo here")
    things = 10_000 if bench.quick else 100_000
    model = bench.model(things)
    facts = facts_of(bench, model)
    peer = interleaved(2, gringo=["gringo", facts])["gringo"]
    ours = interleaved(7, ctm=[bench.ctm, "reach", model, ATTACKER, "--format", "tsv"])["ctm"]
    say(f"text → states of one attacker, {things:,} things", ours.text("s", 2))
    say("  gringo on the exported facts", peer.text("s", 1))
    say("  so much faster", f"{peer.middle / ours.middle:.0f} ×", "≥ 10 ×")
    return None


# --- phase by phase, and how it grows -----------------------------------------------------------

def phases(bench):
    """{things: figures}"""
    sizes = {10_000: 3, 100_000: 3} if bench.quick else {10_000: 9, 100_000: 7, 1_000_000: 3}
    return {size: sampled(runs, [bench.program, "phases", bench.model(size), ATTACKER])
            for size, runs in sizes.items()}


def steps(found):
    of = found[100_000]
    a_step = 1e9 / of["steps"].middle
    say("grounding, 100,000 things", of["ground"].scaled(a_step).text("ns a step", 0), "≤ 250")
    say("closure", of["closure"].scaled(a_step).text("ns a step", 1), "≤ 4")
    say("closure with proofs", of["reach"].scaled(a_step).text("ns a step", 0), "≤ 40")
    per_step = of["step-bytes"].middle / of["steps"].middle
    say("memory a ground step, with proofs", f"{per_step:.1f} bytes", "≤ 28")
    for size, figures_of in found.items():
        per_thing = figures_of["peak"].middle / figures_of["things"].middle
        say(f"memory a thing at the peak, {size:,}", f"{per_thing / 1000:.2f} kB", "≤ 1.2")


def growth(found):
    columns = ("things", "steps", "states", "reached", "build", "ground", "reach", "whole")
    print("".join(f"{name:>12}" for name in columns))
    for figures_of in found.values():
        print("".join(f"{figures_of[name].middle:12,.0f}" for name in columns[:4])
              + "".join(f"{figures_of[name].middle * 1e3:9,.1f} ms" for name in columns[4:]))
    least, most = found[min(found)], found[max(found)]
    ratio = math.log(most["things"].middle / least["things"].middle)

    def exponent(name):
        return math.log(most[name].middle / least[name].middle) / ratio
    print(f"{'exponent':>48}" + "".join(f"{exponent(name):9.2f}   " for name in columns[4:]))
    say("growth of the whole", f"{exponent('whole'):.2f}", "≤ 1.15")


# --- whole commands -----------------------------------------------------------------------------

def commands(bench):
    """Of all attackers, with everything that is printed."""
    sizes = (10_000,) if bench.quick else (10_000, 100_000)
    for what, options in (("reach", ["--format", "tsv"]), ("check", []),
                          ("build", ["-f", "xml", "-d", bench.folder / "register"])):
        for size in sizes:
            if what == "build" and size > 10_000:  # a register of a gigabyte
                continue
            command = [bench.ctm, what, bench.model(size), *options]
            took = interleaved(1 if bench.quick else 3, one=command)["one"]
            say(f"ctm {what} {' '.join(map(str, options[:2]))}, {size:,} things", took.text("s", 2))


# --- questions ----------------------------------------------------------------------------------

def questions(bench):
    model = bench.model(10_000)
    pairs = 20
    for what, name, aim in (("cut", "cut", "≤ 20"), ("ten ways", "ways", "≤ 200")):
        took = figures([bench.program, name, model, str(pairs)])[name]
        say(f"{what}, {pairs} pairs, 10,000 things", took.scaled(1e3).text("ms"), aim)
    chokes = figures([bench.program, "choke", model])
    say("all chokes of one attacker", chokes["landmarks"].scaled(1e3).text("ms"), "≤ 10")
    say("  with single controls, each proved by a run", chokes["choke"].scaled(1e3).text("ms"))


def odd_shapes(bench):
    sizes = (2_000, 8_000) if bench.quick else (4_000, 16_000)
    for shape in shapes.ALL:
        took = []
        for size in sizes:
            path = bench.folder / f"{shape.__name__}-{size}.ctm"
            path.write_text(shape(size))
            took.append(min(cpu_seconds([bench.ctm, "check", path]) for _ in range(2)))
        name = shape.__name__.replace("_", " ")
        say(f"ctm check, {name}: {sizes[0]:,} → {sizes[1]:,}",
            f"{took[0] * 1e3:.0f} → {took[1] * 1e3:.0f} ms, × {took[1] / took[0]:.1f}",
            "near × 4" if shape is shapes.ALL[0] else "")


# --- small things -------------------------------------------------------------------------------

def parsing(bench):
    found = sampled(5 if bench.quick else 15, [bench.program, "parse", bench.model(100_000)])
    speed = measure.Spread(size / took / 1e6 for size, took in zip(found["bytes"], found["parse"]))
    say("lexing and parsing", speed.text("MB/s", 0), "≥ 60")


def small_model(bench):
    took = interleaved(15 if bench.quick else 41, check=[bench.ctm, "check", PAYMENTS],
                       dot=["dot", "-V"])
    check, dot = (took[name].scaled(1e3) for name in ("check", "dot"))
    say("ctm check, the payments example", check.text("ms"), "≤ 15")
    say("  dot -V", dot.text("ms"))
    say("  so much longer", f"{check.middle / dot.middle:.2f} ×", "< 2 ×")


def pictures(bench):
    graph, out = bench.folder / "graph.dot", bench.folder / "pictures"
    with open(graph, "wb") as file:
        cpu_seconds([bench.program, "dot", PAYMENTS], file)
    took = interleaved(
        5 if bench.quick else 15,
        dot=["dot", "-Tsvg", graph, "-o", bench.folder / "peer.svg"],
        one=[bench.ctm, "render", PAYMENTS, "-o", bench.folder / "one.svg"],
        svg=[bench.ctm, "build", PAYMENTS, "-d", out, "-f", "svg"])
    peer, one, svg = (took[name].scaled(1e3) for name in ("dot", "one", "svg"))
    sheets = len(list(out.glob("*.svg")))
    say("ctm render, an overview as SVG", one.text("ms"))
    say("  dot -Tsvg on the same cards and flows", peer.text("ms"))
    say("  so much longer", f"{one.middle / peer.middle:.2f} ×", "< 3 ×")
    say(f"ctm build -f svg, {sheets} sheets", svg.text("ms"))
    say("  a sheet, of dot -Tsvg", f"{svg.middle / sheets / peer.middle:.2f} ×")


def main():
    arguments = [a for a in sys.argv[1:] if a != "--quick"]
    if len(arguments) != 3:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench("--quick" in sys.argv, arguments, Path(folder))
        print(f"{measure.machine()}; {measure.load()}")
        versions = [measure.first_line(bench.ctm, "--version"), measure.first_line("dot", "-V"),
                    measure.first_line("gringo", "--version")]
        print("; ".join(version for version in versions if version))
        print("CPU time: the median of several runs, in brackets the least and the greatest")
        heading("One attacker, from text to states")
        against_gringo(bench)
        found = phases(bench)
        steps(found)
        heading("Growth")
        growth(found)
        heading("Questions")
        questions(bench)
        heading("Whole commands")
        commands(bench)
        heading("Growth of odd shapes")
        odd_shapes(bench)
        heading("Small models")
        parsing(bench)
        small_model(bench)
        pictures(bench)
        print(f"\n{measure.load()} at the end")


if __name__ == "__main__":
    main()

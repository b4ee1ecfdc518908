#!/usr/bin/env python3
"""Holds what ctm says is the best against the optimum that clasp finds, over the steps that horn.py
grounds (so neither the grounding nor the search is ctm's):

  optima.py CTM ROOT examples [--estate PROGRAM]
                                         every example, and an estate of 500 things that the program
                                         (tests/bench/estate.c) writes
  optima.py CTM ROOT random [--count N] [--seed S] [--save DIR]

- `ctm cut`: no smaller set of controls closes every way, in the worlds residual, planned and
  careless and despite careless people; with those that it names nothing is reached; whoever is
  stuck has a way with everything in place that may be.
- `ctm paths --exact`: no way takes less effort.
- `ctm paths -k`: every way is sound; where these are said to be all, whatever controls stop them
  stop every way there is.

An answer set is founded, so that a derivation in one is a proof; #minimize does the rest. Ends with
77 where there is no gringo or clasp."""
import argparse
import collections
import functools
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import generate
import horn
import oracle
import replay
from library import PRIVILEGES

SKIPPED = 77
NORMAL, LONG = 40, 400  # models
TARGETS = 2             # of a random model


class Program:
    """Facts and rules of one question, its atoms numbered."""

    def __init__(self):
        self.lines, self.numbers = [], collections.defaultdict(dict)

    def number(self, what, key):
        return self.numbers[what].setdefault(key, len(self.numbers[what]))

    def fact(self, name, *keys):
        self.lines.append(f"{name}({','.join(str(k) for k in keys)}).")

    def rules(self, text):
        self.lines.append(text)

    def solve(self):
        """(least cost, the atoms shown) or None: there is no answer set. No optimum in the time that
        it has is trouble."""
        ground = subprocess.run(["gringo"], input="\n".join(self.lines), capture_output=True,
                                text=True, timeout=120, check=False)
        if ground.returncode or ground.stderr.strip():
            raise oracle.Trouble(f"gringo: {ground.stderr[:800]}")
        done = subprocess.run(["clasp", "--outf=2", "--opt-strategy=usc", "--time-limit=120"],
                              input=ground.stdout, capture_output=True, text=True, check=False)
        said = json.loads(done.stdout)
        if said["Result"] == "UNSATISFIABLE":
            return None
        if said["Result"] not in ("SATISFIABLE", "OPTIMUM FOUND"):
            raise oracle.Trouble(f"clasp: {said['Result']}")
        witness = said["Call"][0]["Witnesses"][-1]
        return witness.get("Costs", [0])[0], witness["Value"]


# --- parts of programs ---------------------------------------------------------------------------

class Part:
    """One who takes steps, `who` of the program: the steps that are of use to get at some facts."""

    def __init__(self, asked, world, goals):
        self.asked, self.world = asked, world
        given = asked.model.given | world.slips
        reached = set(asked.reach(world)) | {(world.start, "exec")} | given
        self.free = given | {(world.start, "exec")}
        self.goals = goals & reached
        self.steps = self.backwards(asked.ground, asked.costs(world.counted), reached)

    def backwards(self, ground, costs, reached):
        number_of = {id(s): n for n, s in enumerate(ground.steps)}
        found, seen, todo = [], set(self.goals), list(self.goals)
        while todo:
            fact = todo.pop()
            if fact in self.free:
                continue
            for step in ground.by_gain[fact]:
                number = number_of[id(step)]
                if (costs[number] is None or not self.world.knows(step.rule)
                        or not step.premises <= reached):
                    continue
                found.append((number, step, costs[number]))
                todo += step.premises - seen
                seen |= step.premises
        return found

    def write(self, program, who, free=None):
        """may, gain, needs, start, goal."""
        free, needed = self.free if free is None else free, set(self.goals)
        number = lambda fact: program.number("fact", fact)
        for step_number, step, _ in self.steps:
            program.fact("may", who, step_number)
            program.fact("gain", step_number, number(step.gain))
            for premise in step.premises:
                program.fact("needs", step_number, number(premise))
            needed |= step.premises
        for fact in needed & free:
            program.fact("start", who, number(fact))
        for fact in self.goals:
            program.fact("goal", who, number(fact))


# Reaching; `stopped(S)` is what the question leaves out.
REACH = """#defined start/2. #defined goal/2. #defined may/2. #defined gain/2. #defined needs/2.
#defined stopped/1.
got(A,F) :- start(A,F).
got(A,F) :- may(A,S), not stopped(S), gain(S,F), got(A,P) : needs(S,P)."""

# Controls added (`add(C,X)`), what they come to, and which steps that stops. A machine is with what
# every flow drawn to it is with, if that may stand there.
STOP = """#defined base/2. #defined is/2. #defined door/2. #defined lent/2. #defined look/2.
#defined at/4. #defined candidate/2.
{ add(C,X) : candidate(C,X) }.
own(X,C) :- base(X,C).
own(X,D) :- add(C,X), is(C,D).
counts(X,D) :- own(X,D).
lacks(T,C) :- lent(T,C), door(T,F), not own(F,C).
counts(T,D) :- lent(T,C), not lacks(T,C), is(C,D).
has(S,L,N) :- at(S,L,N,X), look(S,L,C), counts(X,C).
open(S,L) :- at(S,L,N,_), not has(S,L,N).
stopped(S) :- look(S,L,_), not open(S,L).
#minimize { 1,C,X : add(C,X) }.
#show add/2.
#defined look/3."""


class Controls:
    """What may be added, as far as the steps look for it."""

    def __init__(self, asked, program, counted):
        self.asked, self.program = asked, program
        self.own = {x: asked.model.own_controls(x, counted) for x in asked.model.kind}
        self.doors = collections.defaultdict(list)
        for flow, (_, target) in asked.model.ends.items():
            self.doors[target].append(flow)
        self.wanted, self.seen, self.looked = [], set(), set()

    def control(self, name):
        return self.program.number("control", name)

    def thing(self, name):
        return self.program.number("thing", name)

    def look(self, number, step):
        """Where a step looks for which controls: each of the things (N) or a place around it (X)."""
        if number in self.looked:
            return
        self.looked.add(number)
        for l, (control, things, is_within) in enumerate(step.stops):
            if not things:
                continue
            self.program.fact("look", number, l, self.control(control))
            for n, thing in enumerate(things):
                places = self.asked.model.within(thing) if is_within else [thing]
                for place in places:
                    self.program.fact("at", number, l, n, self.thing(place))
                    self.want(place, control)
                if not places:  # nowhere: never there
                    self.program.fact("at", number, l, n, self.thing("nowhere"))

    def want(self, thing, control):
        if (thing, control) in self.seen:
            return
        self.seen.add((thing, control))
        terms, kind = self.asked.model.terms, self.asked.model.kind
        for name in terms.controls:
            if control not in terms.controls_of(name):
                continue
            if terms.stands_at(name) and terms.may_stand(name, kind[thing]):
                self.candidate(name, thing)
            if self.doors[thing] and terms.may_stand(name, kind[thing]):
                self.lend(name, thing)

    def candidate(self, name, thing):
        if name in self.own[thing]:
            return
        self.program.fact("candidate", self.control(name), self.thing(thing))

    def lend(self, name, machine):
        """What all flows drawn to it are with; on a flow whatever is it may stand for it."""
        self.program.fact("lent", self.thing(machine), self.control(name))
        for flow in self.doors[machine]:
            self.program.fact("door", self.thing(machine), self.thing(flow))
            self.want(flow, name)

    def finish(self):
        terms = self.asked.model.terms
        for thing, controls in self.own.items():
            for control in controls:
                self.program.fact("base", self.thing(thing), self.control(control))
        for name in terms.controls:
            for other in terms.controls_of(name):
                self.program.fact("is", self.control(name), self.control(other))
        self.program.lines = list(dict.fromkeys(self.program.lines))


# --- the least effort ----------------------------------------------------------------------------

def least_effort(asked, world, goals):
    """Of any way to one of the goals; None without one."""
    part, program = Part(asked, world, goals), Program()
    if not part.goals:
        return None
    part.write(program, 0)
    for number, _, cost in part.steps:
        program.fact("cost", number, cost)
    program.rules(REACH + """
#defined cost/2.
{ taken(S) : cost(S,E), E > 0 }.
stopped(S) :- cost(S,E), E > 0, not taken(S).
:- not got(0,F) : goal(0,F).
#minimize { E,S : taken(S), cost(S,E) }.
#show.""")
    return program.solve()[0]


# --- cuts ----------------------------------------------------------------------------------------

class Cutting:
    """The cuts between some people and some facts; slips of others come first."""

    def __init__(self, asked, people, despite=(), counted="placed"):
        """people: [(world, goals)]"""
        self.asked, self.program = asked, Program()
        self.controls = Controls(asked, self.program, counted)
        slips = set(asked.slips(despite))
        for number, (world, goals) in enumerate(people):
            self.add(Part(asked, world, goals), number, slips)
        for number, person in enumerate(despite, len(people)):
            self.err(person, number, len(people))
        self.controls.finish()
        self.program.rules(REACH)
        self.program.rules(STOP)

    def add(self, part, who, slips):
        part.write(self.program, who, part.free - slips)
        for number, step, _ in part.steps:
            self.controls.look(number, step)

    def err(self, person, who, others):
        """What mistakes bring about, the rules alone in the model as it is left out, is there for
        everybody who attacks."""
        brought = self.asked.slips([person])
        world = self.asked.erring(person)
        self.add(Part(self.asked, world, set(brought)), who, set())
        for fact in brought:
            slip = self.program.number("fact", fact)
            for other in range(others):
                self.program.rules(f"got({other},{slip}) :- got({who},{slip}).")

    def solve(self, who, rules="", is_reached=False):
        """The cheapest controls with which nobody of `who` gets there, or with which somebody does."""
        program = Program()
        program.lines = self.program.lines + [rules]
        people = ";".join(str(w) for w in who)
        program.rules(f"asked({people}). won :- got(A,F), goal(A,F), asked(A).")
        program.rules(":- not won." if is_reached else ":- won.")
        return program.solve()

    def fixed(self, names):
        """Rules that add these controls and no others."""
        known = self.program.numbers
        pairs = [(known["control"][c], known["thing"][x]) for c, x in names]
        return "\n".join([":- add(C,X), not chosen(C,X).", "#defined chosen/2."]
                         + [f"chosen({c},{x}). :- not add({c},{x})." for c, x in pairs])


# --- one model -----------------------------------------------------------------------------------

class Judge:
    def __init__(self, ctm, path, seed):
        self.asked = replay.Asked(ctm, path)
        self.random = random.Random(seed)
        self.count = collections.Counter()
        self.wrong = []

    def say(self, *words):
        self.wrong.append(" ".join(str(w) for w in words))

    def careless_world(self, person, goals):
        less = set(self.asked.reach(horn.World(person, techniques=False)))
        return self.asked.erring(person), goals - less

    def people(self, said, world, goals, slips=frozenset()):
        if world == "careless":
            return [self.careless_world(p, goals) for p in said]
        return [(self.asked.attacker(p, world, slips), goals) for p in said]

    def cut(self, thing, world, despite=()):
        options = ["--despite", ",".join(despite)] if despite else ["--world", world]
        said = self.asked.json("cut", "--to", thing, *options)
        slips = self.asked.slips(despite)
        counted = horn.COUNTED.get(world, "placed")
        people = self.people(said["from"], world, self.asked.harming(thing), slips)
        cutting = Cutting(self.asked, people, despite, counted)
        where = ("cut --to", thing, *options)
        stuck = {s["attacker"] for s in said["stuck"]}
        for number, name in enumerate(said["from"]):
            if (cutting.solve([number]) is None) != (name in stuck):
                self.say(*where, name, "is stuck:", name not in stuck)
                return
        others = [n for n, name in enumerate(said["from"]) if name not in stuck]
        self.count[f"cut of {len(said['controls'])}"] += 1
        if not others:
            return
        best = cutting.solve(others)[0]
        if said["verdict"] != "bounded" and best != len(said["controls"]):
            self.say(*where, "says", len(said["controls"]), "and not", best)
        if not said["lower"] <= best <= len(said["controls"]):
            self.say(*where, "says between", said["lower"], "and", len(said["controls"]),
                     "and not", best)
        fixed = cutting.fixed([(c["control"], c["thing"]) for c in said["controls"]])
        if cutting.solve(others, fixed) is None:
            self.say(*where, "does not hold")
        for member in said["controls"]:
            self.otherwise(cutting, others, said, member, where)

    def otherwise(self, cutting, people, said, member, where):
        """Another cut, as small, without that member."""
        other = [(c["control"], c["thing"]) for c in member["otherwise"]]
        if not other:
            return
        self.count["otherwise"] += 1
        without = [(c, member["thing"]) for c in [member["control"]] + member["instead"]]
        if len(other) != len(said["controls"]) or set(other) & set(without):
            self.say(*where, "is not as small, or has it:", other)
        if cutting.solve(people, cutting.fixed(other)) is None:
            self.say(*where, "does not hold:", other)

    def exact(self, thing, world, options, slips=frozenset()):
        """`ctm paths --exact -k` of all who are asked about."""
        said = self.asked.json("paths", "--to", thing, "--exact", "-k", "4", *options)
        for way in said["ways"]:
            (asked, goals), = self.people([way["attacker"]], world, self.asked.harming(thing),
                                          slips)
            where = ("paths --exact --to", thing, *options, "of", way["attacker"] + ":")
            least = least_effort(self.asked, asked, goals)
            if way["is_there"] != (least is not None):
                self.say(*where, "is there:", least is not None)
            elif way["is_there"]:
                self.count["easier than the engine's" if least < min(
                    e for f, e in self.asked.reach(asked).items() if f in goals) else
                           "as easy"] += 1
                if not way["proved"] or not way["least"] == way["effort"] == least:
                    self.say(*where, "says", way["least"], way["effort"], "and not", least)
                self.others(way, asked, goals, world, where)

    def others(self, way, world, goals, name, where):
        """Each is sound; whatever stops all that are shown, stops every way."""
        shown = [way] + way["others"]
        try:
            for one in shown:
                slips = [tuple(s.rsplit(".", 1)) for s in one["slips"]]
                gained, _, _ = replay.Replay(self.asked, world).steps(one["proof"], slips)
                replay.need(not gained or gained[-1] in goals, "it ends with", gained[-1:])
        except replay.Unsound as unsound:
            self.say(*where, unsound)
            return
        self.count["others: " + way["rest"]] += 1
        if way["rest"] != "all" or world.slips or name == "inherent":
            return
        cutting = Cutting(self.asked, [(world, goals)], (), world.counted)
        rules = ["#defined stopped_way/1."]
        for number, one in enumerate(shown):
            for said in one["proof"]:
                same = self.instances(world, said)
                if all(n in cutting.controls.looked for n in same):
                    rules.append(f"stopped_way({number}) :- "
                                 + ", ".join(f"stopped({n})" for n in same) + ".")
            rules.append(f":- not stopped_way({number}).")
        if cutting.solve([0], "\n".join(rules), is_reached=True) is not None:
            self.say(*where, "there is another way")

    def instances(self, world, said):
        """Numbers of the ground steps that a printed one may be."""
        premises = frozenset((p["thing"], p["gained"]) for p in said["premises"])
        return [n for n, s in enumerate(self.asked.ground.steps)
                if s.gain == (said["thing"], said["gained"]) and s.rule.name == said["rule"]
                and s.at == said["at"] and s.premises == premises
                and self.asked.costs(world.counted)[n] is not None]

    def targets(self, most):
        """Things that somebody hostile gets at, and a few others."""
        things = self.asked.worth_asking()
        got = {f[0] for p in self.asked.model.actors("hostile")
               for f in self.asked.reach(self.asked.attacker(p)) if f[1] in PRIVILEGES}
        known = [x for x in things if x in got and self.asked.model.root[x] != "actor"]
        self.random.shuffle(known)
        return known[:most]

    def all(self, targets):
        careless = self.asked.model.actors("careless")
        slips = self.asked.slips(careless)
        for thing in targets:
            for world in ("residual", "planned", "careless"):
                self.cut(thing, world)
            if careless:
                self.cut(thing, "residual", careless)
                self.exact(thing, "residual", ["--despite", "all"], slips)
            for world in ("residual", "inherent", "planned", "evidenced", "careless"):
                self.exact(thing, world, ["--world", world])
        return self


# --- many models ---------------------------------------------------------------------------------

def worth(asked):
    """What an example is about: some of its assets and secrets."""
    kinds = ("asset", "secret", "password", "token", "key", "certificate")
    return [x for x in asked.worth_asking() if asked.model.kind[x] in kinds][:4]


def judge_example(ctm, path):
    try:
        judge = Judge(ctm, str(path), 0)
        judge.all(worth(judge.asked) + judge.targets(2))
        return path, judge.wrong, judge.count
    except oracle.Trouble as trouble:
        return path, [str(trouble)], collections.Counter()


def judge_estate(ctm, program, seed):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "500", folder, str(seed)], stdout=subprocess.DEVNULL, check=True)
        try:
            judge = Judge(ctm, f"{folder}/estate.ctm", seed)
            for thing in judge.targets(2):
                judge.cut(thing, "residual")
                judge.exact(thing, "residual", ["--world", "residual"])
            wrong, count = judge.wrong, judge.count
        except oracle.Trouble as trouble:
            wrong, count = [str(trouble)], collections.Counter()
    return f"estate {seed}", wrong, count


def judge_seed(ctm, save, seed):
    files, _ = generate.model(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = files.write(pathlib.Path(folder) / "model")
        try:
            judge = Judge(ctm, str(path), seed)
            judge.all(judge.targets(TARGETS))
            wrong, count = judge.wrong, judge.count
        except oracle.Trouble as trouble:
            wrong, count = [str(trouble)], collections.Counter()
    if wrong:
        wrong.append(f"saved: {files.write(pathlib.Path(save) / f'optima-{seed}')}")
    return f"seed {seed}", wrong, count


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ctm")
    parser.add_argument("root")
    parser.add_argument("what", choices=["examples", "random"])
    parser.add_argument("--count", type=int, default=LONG if os.environ.get("CTM_LONG") else NORMAL)
    parser.add_argument("--estate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", default="oracle-failures")
    args = parser.parse_args()
    if not oracle.gringo() or not shutil.which("clasp"):
        print("gringo or clasp is not installed (Debian: gringo, clasp): skipped")
        return SKIPPED
    if args.what == "examples":
        items = sorted(pathlib.Path(args.root).glob("examples/*/*.ctm"))
        results = list(oracle.in_parallel(functools.partial(judge_example, args.ctm), items))
        if args.estate:
            items.append(args.estate)
            results.append(judge_estate(args.ctm, args.estate, args.seed))
    else:
        items = range(args.seed, args.seed + args.count)
        results = oracle.in_parallel(functools.partial(judge_seed, args.ctm, args.save), items)
    bad, total = 0, collections.Counter()
    for name, wrong, count in results:
        total += count
        bad += bool(wrong)
        for line in wrong[:6]:
            print(f"{name}: {line}")
    said = ", ".join(f"{what}: {total[what]}" for what in sorted(total))
    print(f"{len(items)} models; {said}; {bad} bad")
    return 1 if bad or not total else 0


if __name__ == "__main__":
    sys.exit(main())

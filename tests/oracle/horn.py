"""The semantics of attacker reachability once more, in Python, for comparison: shares no code with
ctm and none with its Datalog program.

Rules, kinds, controls and weaknesses it reads itself, from dsl/std and the model's files
(reader.py), because what `ctm export` says of them comes from the very tables that ctm grounds. The
things of a model and what is said of each it takes from the facts of `ctm export`: names, templates
and `any` are another question, which run.py asks by saying the same model plainly.

Steps are grounded rule by rule, conclusion by conclusion: a variable for each different path, every
way to fill them. An effort is the least fixpoint of: own effort and the sum of the distinct
premises' (Knuth 1977). Slow and plain on purpose; a model has some hundred things."""
import collections
import heapq
import re

import oracle
import reader
from library import PRIVILEGES

MOST = 2 ** 32 - 1
SLOWING = 2
FACT = re.compile(r'^(\w+)\(((?:"(?:\\.|[^"\\])*"|\d+)(?:,(?:"(?:\\.|[^"\\])*"|\d+))*)\)\.$', re.M)
ARGUMENT = re.compile(r'"((?:\\.|[^"\\])*)"|(\d+)')
COUNTED = {"inherent": "none", "planned": "planned", "evidenced": "evidenced"}
Step = collections.namedtuple("Step", "rule at premises gain stops slows")


def facts_of(program):
    """{name: [arguments]} of the facts of a program."""
    found = collections.defaultdict(list)
    for name, said in FACT.findall(program):
        found[name].append(tuple(re.sub(r"\\(.)", r"\1", text) if not number else int(number)
                                 for text, number in ARGUMENT.findall(said)))
    return found


def table(pairs):
    found = collections.defaultdict(list)
    for a, b in pairs:
        if b not in found[a]:
            found[a].append(b)
    return found


def inverse(pairs):
    return table((b, a) for a, b in pairs)


class Model:
    """Things, and the paths between them."""

    def __init__(self, terms, facts):
        self.terms = terms
        self.kind = dict(facts["kind_of"])
        self.root = {x: terms.root(k) for x, k in self.kind.items()}
        self.nested = dict(facts["nested"])
        self.ends = {f: (s, t) for f, s, t in facts["flow"]}
        self.protocol = dict(facts["over"])
        self.facts = facts
        self.skill, self.resources = dict(facts["skill"]), dict(facts["resources"])
        self.stance = dict(facts["stance"])
        self.paths = self.make_paths()
        self.given = self.make_given()
        self.controls = {c: self.make_controls(c) for c in ("none", "placed", "planned",
                                                             "evidenced")}

    # --- things ---

    def of(self, *roots):
        return [x for x, root in self.root.items() if root in roots]

    def around(self, thing):
        found = []
        while thing in self.nested:
            thing = self.nested[thing]
            found.append(thing)
        return found

    def within(self, thing):
        """The places in which it is, itself included if it is one; a flow is in those of both
        ends."""
        if thing in self.ends:
            source, target = self.ends[thing]
            return [p for p in self.within(source) if p in self.within(target)]
        own = [thing] if self.root[thing] in reader.PLACES else []
        return own + self.around(thing)

    # --- paths ---

    def make_paths(self):
        facts, nested = self.facts, list(self.nested.items())
        doers, data = self.of("machine", "actor"), self.of("data")
        flows = self.ends.items()
        of_doers = [(x, h) for x, h in facts["on"] if x in doers]
        paths = {
            "place": table(nested),
            "members": inverse([(x, p) for x, p in nested if x in doers] + facts["joins"]),
            "inners": inverse((x, p) for x, p in nested if self.root[x] == "boundary"),
            "networks": table(facts["joins"]), "guests": inverse(of_doers),
            "hosts": table(of_doers + self.hosts_of_boundaries()),
            "holds": table(facts["holds"] + [(p, d) for d, p in nested if d in data]),
            "source": table((f, s) for f, (s, _) in flows),
            "target": table((f, t) for f, (_, t) in flows),
            "outgoing": table((s, f) for f, (s, _) in flows),
            "incoming": table((t, f) for f, (_, t) in flows),
            "callees": table((s, t) for _, (s, t) in flows),
            "callers": table((t, s) for _, (s, t) in flows),
            "flows": self.flows_over(),
        }
        for word, tie, back in (("image", "runs", "instances"), ("registry", "from", "images"),
                                ("bases", "base", "derived"), ("sources", "takes", "takers"),
                                ("products", "builds", "builders"), ("signs", "signs", "signers"),
                                ("mounts", "mounts", "mounters"), ("opens", "opens", "keys"),
                                ("owns", "owns", "owners"), ("governs", "governs", "governors"),
                                ("as", "as", None), ("breached", "breached", None),
                                ("carries", "carries", None)):
            paths[word] = table(facts[tie])
            if back:
                paths[back] = inverse(facts[tie])
        paths["holders"] = inverse((x, d) for x, ds in paths["holds"].items() for d in ds)
        return paths

    def hosts_of_boundaries(self):
        """Those of the machines in it, at any depth; and the machines with machines on them that
        are in it or, if it has none, in the nearest place around it that has."""
        guests = [(m, h) for m, h in self.facts["on"] if self.root[m] == "machine"]
        hosting = {h for _, h in guests}
        found = []
        for b in self.of("boundary"):
            found += [(b, h) for m, h in guests if b in self.around(m)]
            for place in [b] + self.around(b):
                inside = [h for h in hosting if place in self.around(h)]
                if inside:
                    found += [(b, h) for h in sorted(inside)]
                    break
        return found

    def flows_over(self):
        """Over the places in which both ends are, or else over those of either."""
        joined = table(self.facts["joins"])

        def lies(x):
            return ([self.nested[x]] if x in self.nested else []) + joined[x]
        pairs = []
        for flow, (s, t) in self.ends.items():
            shared = [p for p in lies(s) if p in lies(t)]
            pairs += [(p, flow) for p in shared or lies(s) + lies(t)]
        return table(pairs)

    def walk(self, thing, path):
        """All things at the end of a path."""
        things = [thing]
        for word in path:
            things = list(dict.fromkeys(y for x in things for y in self.paths[word].get(x, ())))
        return things

    # --- weaknesses and controls ---

    def said(self, thing, key, stated):
        """What the thing says, its kinds and the protocol of a flow."""
        found = [v for x, v in self.facts[stated] if x == thing]
        for kind in self.terms.kinds_of(self.kind[thing]):
            if kind in self.terms.kinds:
                found += self.terms.kinds[kind].values(key)
        protocol = self.protocol.get(thing)
        while protocol:
            found += self.terms.protocols[protocol].values(key)
            protocol = self.terms.protocols[protocol].one("is")
        return found

    def make_given(self):
        """(thing, weakness) of all that has it in the model, with all that it is."""
        undigested = {x for x, in self.facts["no_digest"]}
        observed = [w for w, d in self.terms.weaknesses.items() if d.values("observed")]
        return {(x, v) for x in self.kind
                for w in self.said(x, "has", "has") + (observed if x in undigested else [])
                for v in self.terms.weaknesses_of(w)}

    def make_controls(self, counted):
        """{thing: what it is with}, where such controls count."""
        own = {x: self.own_controls(x, counted) for x in self.kind}
        found = {x: set(c) for x, c in own.items()}
        incoming = inverse((f, t) for f, (_, t) in self.ends.items())
        for machine, flows in incoming.items():
            for control in set.intersection(*(own[f] for f in flows)):
                if self.terms.may_stand(control, self.kind[machine]):
                    found[machine] |= self.terms.controls_of(control)
        return found

    def own_controls(self, thing, counted):
        if counted == "none":
            return set()
        said = self.said(thing, "with", "with")
        if counted == "planned":
            said += self.said(thing, "plans", "plans")
        found = {d for c in said for d in self.terms.controls_of(c)}
        if counted != "evidenced":
            return found
        shown = {c for x, c in self.facts["evidence"] if x == thing}
        return {e for d in found & shown for e in self.terms.controls_of(d)}

    # --- who ---

    def actors(self, stance):
        return [x for x in self.of("actor") if self.stance.get(x) == stance]

    def greatest(self):
        hostile = self.actors("hostile")
        if not hostile:
            return 4, 4
        return max(self.skill[x] for x in hostile), max(self.resources[x] for x in hostile)

    def mistakes_of(self, person):
        """Names of rules, or None: all."""
        if self.stance.get(person) != "careless" or (person,) in self.facts["makes_all"]:
            return None
        return {m for x, m in self.facts["makes"] if x == person}


# --- grounding ----------------------------------------------------------------------------------

class Ground:
    """All steps of a model. A look is (control, things, is_within)."""

    def __init__(self, model):
        self.model, self.steps = model, []
        self.by_gain = collections.defaultdict(list)
        for rule in model.terms.rules:
            subjects = [x for x, k in model.kind.items() if rule.at in model.terms.kinds_of(k)]
            for gain in rule.gains:
                for subject in subjects:
                    self.conclude(rule, gain, subject)
        for step in self.steps:
            self.by_gain[step.gain].append(step)

    def conclude(self, rule, gain, subject):
        ends = {path for path, _ in rule.premises + [gain]}
        paths = sorted({path[:n] for path in ends for n in range(len(path) + 1)}, key=len)
        self.fill(rule, gain, paths, 0, {(): subject})

    def fill(self, rule, gain, paths, number, filled):
        if number < len(paths) and paths[number] in filled:
            self.fill(rule, gain, paths, number + 1, filled)
        elif number < len(paths):
            path = paths[number]
            for thing in self.model.walk(filled[path[:-1]], path[-1:]):
                self.fill(rule, gain, paths, number + 1, {**filled, path: thing})
        else:
            self.add(rule, gain, filled)

    def add(self, rule, gain, filled):
        facts = [(filled[path], word) for path, word in rule.premises + [gain]]
        roots = self.model.root
        if any(word in PRIVILEGES and roots[x] not in PRIVILEGES[word] for x, word in facts):
            return
        thing, word = facts.pop()
        words = [word] if word in PRIVILEGES else self.model.terms.weaknesses_of(word)
        for word in words:
            self.steps.append(Step(rule, filled[()], frozenset(facts), (thing, word),
                                   [self.look(f, filled) for f in rule.stops],
                                   [self.look(f, filled) for f in rule.slows]))

    def look(self, factor, filled):
        """From the longest part of its path that this very step walks, all related things."""
        path, control = factor
        is_within = path[-1:] == ("within",)
        path = path[:-1] if is_within else path
        known = max(n for n in range(len(path) + 1) if path[:n] in filled)
        return control, self.model.walk(filled[path[:known]], path[known:]), is_within

    def is_in_place(self, look, counted):
        return self.is_there(look, self.model.controls[counted])

    def is_there(self, look, with_):
        """`with_`: {thing: controls}"""
        control, things, is_within = look
        if is_within:
            return bool(things) and all(any(control in with_[p] for p in self.model.within(x))
                                        for x in things)
        return bool(things) and all(control in with_[x] for x in things)

    def is_stopped(self, step, counted):
        return any(self.is_in_place(look, counted) for look in step.stops)

    def effort(self, step, counted):
        return step.rule.effort + SLOWING * sum(self.is_in_place(l, counted) for l in step.slows)


# --- worlds -------------------------------------------------------------------------------------

class World:
    """Which steps somebody may take. `mistakes`: names, None for all; `techniques`: whether."""

    def __init__(self, start, counted="placed", skill=0, resources=0, techniques=True,
                 mistakes=(), slips=frozenset()):
        self.start, self.counted, self.skill, self.resources = start, counted, skill, resources
        self.techniques, self.mistakes, self.slips = techniques, mistakes, slips

    def knows(self, rule):
        if rule.type == "technique":
            return (self.techniques and rule.skill <= self.skill
                    and rule.resources <= self.resources)
        return rule.type == "rule" or self.mistakes is None or rule.name in self.mistakes

    def allows(self, ground, step):
        return self.knows(step.rule) and not ground.is_stopped(step, self.counted)


class Answers:
    """Who gets where, in which world, with what effort."""

    def __init__(self, ctm, path, options=()):
        program = oracle.exported(ctm, path, tuple(options))
        self.model = Model(reader.terms(path), facts_of(program))
        self.ground = Ground(self.model)
        self.cost = {}     # by what counts: of each step, None where it is stopped
        self.known = {}

    def costs(self, counted):
        if counted not in self.cost:
            g = self.ground
            self.cost[counted] = [None if g.is_stopped(s, counted) else g.effort(s, counted)
                                  for s in g.steps]
        return self.cost[counted]

    def reach(self, world):
        """{fact: effort} of what is derived; given weaknesses are not among them."""
        given = self.model.given | world.slips
        costs, uses = self.costs(world.counted), collections.defaultdict(list)
        waiting, sums = [], []
        queue = [(0, (world.start, "exec"))]
        for number, step in enumerate(self.ground.steps):
            waiting.append(len(step.premises - given))
            sums.append(costs[number])
            if costs[number] is None or not world.knows(step.rule):
                continue
            for premise in step.premises - given:
                uses[premise].append(number)
            if not waiting[number]:
                queue.append((costs[number], step.gain))
        heapq.heapify(queue)
        found = {}
        while queue:
            effort, fact = heapq.heappop(queue)
            if fact in found or fact in given:
                continue
            found[fact] = effort
            for number in uses[fact]:
                waiting[number] -= 1
                sums[number] = min(MOST, sums[number] + effort)
                if not waiting[number]:
                    heapq.heappush(queue, (sums[number], self.ground.steps[number].gain))
        return found

    def attacker(self, who, world="residual", slips=frozenset()):
        """The world of anybody who attacks: with their own skill, or, a thing, the greatest."""
        skill, resources = self.model.greatest()
        if self.model.root[who] == "actor":
            skill, resources = self.model.skill[who], self.model.resources[who]
        return World(who, COUNTED.get(world, "placed"), skill, resources, slips=slips)

    def erring(self, person):
        return World(person, techniques=False, mistakes=self.model.mistakes_of(person))

    def careless(self, person):
        """What mistakes bring about, less what rules alone give."""
        alone = self.reach(World(person, techniques=False))
        erring = self.reach(self.erring(person))
        return {f: e for f, e in erring.items() if f not in alone}

    def slips(self, people):
        return frozenset(f for p in people for f in self.careless(p) if f[1] not in PRIVILEGES)

    def states(self, who, found):
        return {(who, *fact): effort for fact, effort in found.items() if fact[1] in PRIVILEGES}

    def world(self, name, despite=(), breached=None):
        """{(who, thing, privilege): effort} of everybody whom `ctm reach` shows."""
        if name == "careless":
            return {k: v for p in self.model.actors("careless")
                    for k, v in self.states(p, self.careless(p)).items()}
        slips = self.slips(despite)
        people = self.model.actors("hostile")
        if breached:
            skill, resources = self.model.greatest()
            return self.states(breached, self.reach(World(
                breached, COUNTED.get(name, "placed"), skill, resources, slips=slips)))
        return {k: v for p in people
                for k, v in self.states(p, self.reach(self.attacker(p, name, slips))).items()}

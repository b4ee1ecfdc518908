"""Replays every proof that ctm prints, step by step, on the steps that horn.py grounds by itself.

  replay.py CTM MODEL…   all that `paths`, `slips`, `check` and `cut` say of the models

Of each step: some ground step of that rule, at that thing, with those premises and that gain
exists; its premises are gained by the very steps that are named, or there from the start; the
attacker has the skill and the resources; none of its controls is in place; its effort and the
boundary that it crosses are as printed. Of the whole: it ends with what is claimed, no step and no
slip is superfluous, nothing is gained twice, the sum and the number of boundaries are as printed,
and its effort is at most that of Knuth's derivation. Where ctm says that there is no way, there is
none; and the thing that is gained is the cheapest of what was asked for."""
import json
import sys

import horn
import oracle
from library import PRIVILEGES

TOUCHING = ("inside", "read", "write", "use", "deploy", "exec", "admin")


class Enough(Exception):
    """Something is wrong; no need to look for more."""


class Unsound(Exception):
    """What is wrong with a proof."""


def need(is_right, *words):
    if not is_right:
        raise Unsound(" ".join(str(w) for w in words))


# --- boundaries ---------------------------------------------------------------------------------

def entered(model, step):
    """The boundaries that a step gets into, the innermost first: those around its gain in which
    none of the states that it needs lies. Data and flows are in nobody's way."""
    thing = step.gain[0]
    states = [x for x, word in step.premises if word in PRIVILEGES]
    if model.root[thing] in ("data", "flow") or not states:
        return []
    own = [thing] if model.root[thing] == "boundary" else []
    found = []
    for place in own + model.around(thing):
        if model.root[place] == "boundary":
            if any(place in model.within(x) for x in states):
                break
            found.append(place)
    return found


# --- one proof ----------------------------------------------------------------------------------

class Replay:
    def __init__(self, answers, world):
        self.model, self.ground, self.world = answers.model, answers.ground, world
        self.answers = answers

    def premise(self, said, number, gained, slips):
        fact = (said["thing"], said["gained"])
        if "step" in said:
            need(1 <= said["step"] < number, "step", number, "needs a later one for", fact)
            need(gained[said["step"] - 1] == fact, "step", said["step"], "does not gain", fact)
        else:
            need(fact == (self.world.start, "exec") or fact in self.model.given or fact in slips,
                 "step", number, "takes for granted", fact)
        return fact

    def instance(self, said, number, premises):
        """The ground step."""
        gain = (said["thing"], said["gained"])
        same = [s for s in self.ground.by_gain[gain] if s.rule.name == said["rule"]
                and s.at == said["at"] and s.premises == premises]
        need(same, "step", number, "is no instance of", said["rule"], "at", said["at"])
        known = [s for s in same if self.world.knows(s.rule)]
        need(known, "step", number, said["rule"], "is beyond", self.world.start)
        free = [s for s in known if self.world.allows(self.ground, s)]
        need(free, "step", number, said["rule"], "is stopped at", said["at"])
        priced = [s for s in free
                  if self.ground.effort(s, self.world.counted) == said["effort"]]
        need(priced, "step", number, said["rule"], "costs other than", said["effort"])
        return priced[0]

    def steps(self, proof, slips):
        gained, used, crossed = [], set(), []
        for number, said in enumerate(proof, 1):
            premises = [self.premise(p, number, gained, slips) for p in said["premises"]]
            need(len(set(premises)) == len(premises), "step", number, "names a premise twice")
            step = self.instance(said, number, frozenset(premises))
            need(step.gain not in gained and step.gain not in self.model.given
                 and step.gain != (self.world.start, "exec"), "step", number, "gains it again")
            for remedy in said.get("stopped_by", ()):
                self.remedy(step, number, remedy)
            into = entered(self.model, step)
            need(said.get("crosses") == (into[0] if into else None), "step", number, "crosses",
                 into[:1], "not", said.get("crosses"))
            crossed += into
            gained.append(step.gain)
            used |= step.premises
        return gained, used, set(crossed)

    def remedy(self, step, number, said):
        """Put in place where it says, a control stops the step by itself."""
        control, things = said["control"], said["things"]
        terms, model = self.model.terms, self.model
        need(said["wanted"] in terms.controls_of(control), "step", number, control, "is no",
             said["wanted"])
        need(all(terms.stands_at(control) and terms.may_stand(control, model.kind[x])
                 for x in things), "step", number, control, "cannot stand at", things)
        other = self.answers.guarded(control, tuple(things))
        need(any(look[0] == said["wanted"] and self.ground.is_there(look, other)
                 for look in step.stops), "step", number, control, "stops nothing at", things)

    def none_stops(self, proof):
        for number, said in enumerate(proof, 1):
            step = self.instance(said, number, frozenset((p["thing"], p["gained"])
                                                         for p in said["premises"]))
            for look in step.stops:
                need(not self.may_be_put(look), "step", number, "would be stopped by", look[0])

    def may_be_put(self, look):
        """Whether a control, or one that is it, can be added wherever it is looked for."""
        control, things, is_within = look
        terms, kind = self.model.terms, self.model.kind
        standing = [c for c in terms.controls if control in terms.controls_of(c)
                    and terms.stands_at(c)]
        return bool(things) and all(
            any(terms.may_stand(c, kind[p]) for c in standing
                for p in (self.model.within(x) if is_within else [x])) for x in things)

    def check(self, way, goals, is_stuck=False, is_easiest=True):
        """Raises Unsound. `way`: "proof", "slips" and perhaps "effort" and "crossed". A stuck way
        is one that nothing which may be added stops."""
        slips = [tuple(s.rsplit(".", 1)) for s in way["slips"]]
        for slip in slips:
            need(slip in self.world.slips and slip not in self.model.given, slip, "is no slip")
        gained, used, crossed = self.steps(way["proof"], slips)
        goal = gained[-1] if gained else (self.world.start, "exec")
        need(goal in goals, "it ends with", goal)
        for number, fact in enumerate(gained[:-1], 1):
            need(fact in used, "step", number, "is superfluous")
        for slip in slips:
            need(slip in used, slip, "is superfluous")
        total = sum(said["effort"] for said in way["proof"])
        need(way.get("effort", total) == total, "its sum is", total)
        need(way.get("crossed", len(crossed)) == len(crossed), "it crosses", len(crossed))
        derived = self.answers.reached(self.world)[goal]
        need(total <= derived or not is_easiest, "a derivation costs", derived, "and it", total)
        if is_stuck:
            self.none_stops(way["proof"])
        return goal, derived


# --- all that ctm prints ------------------------------------------------------------------------

class Asked(horn.Answers):
    """What is asked of one model, and everything that was said wrong."""

    def __init__(self, ctm, path):
        super().__init__(ctm, path)
        self.ctm, self.path = ctm, path
        self.proofs, self.wrong, self.is_first_enough = 0, [], False

    def say(self, text):
        self.wrong.append(text)
        if self.is_first_enough:
            raise Enough

    def reached(self, world):
        key = (world.start, world.counted, world.skill, world.resources, world.techniques,
               world.mistakes and frozenset(world.mistakes), world.slips)
        if key not in self.known:
            self.known[key] = self.reach(world)
        return self.known[key]

    def guarded(self, control, things):
        """What everything is with, that control being in place there as well."""
        key = control, things
        if key not in self.known:
            kept = self.model.facts["with"]
            self.model.facts["with"] = kept + [(x, control) for x in things]
            self.known[key] = self.model.make_controls("placed")
            self.model.facts["with"] = kept
        return self.known[key]

    def json(self, *command):
        return json.loads(oracle.run(self.ctm, command[0], self.path, *command[1:], "--format",
                                     "json"))

    def replay(self, world, way, goals, *where, is_stuck=False, is_easiest=True):
        """(goal, effort of the derivation), None if it is unsound."""
        try:
            self.proofs += 1
            return Replay(self, world).check(way, goals, is_stuck, is_easiest)
        except Unsound as unsound:
            self.say(" ".join([*where, str(unsound)]))
            return None

    def worth_asking(self):
        """All but flows, which are asked about by their ends."""
        return [x for x in self.model.kind if x not in self.model.ends]

    def harming(self, thing, privileges=TOUCHING + ("deny",)):
        """The states that harm a thing: of a boundary, of all within it too."""
        model = self.model
        inside = [thing]
        if model.root[thing] == "boundary":
            inside += [x for x in model.kind if x != thing and thing in model.within(x)]
        return {(x, p) for x in inside for p in privileges if model.root[x] in PRIVILEGES[p]
                and (p != "inside" or model.root[x] == "boundary")}

    def ways(self, thing, options=(), world="residual", slips=frozenset(), breached=None):
        """`ctm paths --to thing`, of all attackers or all careless people."""
        said = self.json("paths", "--to", thing, *options)
        for way in said["ways"]:
            who, less = way["attacker"], set()
            if world == "careless":
                asked = self.erring(who)
                less = set(self.reached(horn.World(who, techniques=False)))
            elif breached:
                skill, resources = self.model.greatest()
                asked = horn.World(breached, "placed", skill, resources, slips=slips)
            else:
                asked = self.attacker(who, world, slips)
            self.way(way, asked, self.harming(thing) - less, thing, options)

    def way(self, way, world, goals, thing, options):
        where = ("paths", thing, *options, "of", way["attacker"] + ":")
        best = min((e for f, e in self.reached(world).items() if f in goals), default=None)
        if way["is_there"] != (best is not None):
            self.say(" ".join([*where, f"is there: {best is not None}"]))
        elif way["is_there"]:
            goal = tuple(way["gained"].rsplit(".", 1))
            found = self.replay(world, way, goals & {goal}, *where)
            if found and found[1] != best:
                self.say(" ".join([*where, f"something costs {best}"]))

    def other_ways(self, thing, most=4):
        """`ctm paths -k`: every one is a way, and no two have the same stoppable steps."""
        seen = {}
        for way in self.json("paths", "--to", thing, "-k", str(most))["ways"]:
            if not way["is_there"]:
                continue
            who = way["attacker"]
            self.replay(self.attacker(who), way, self.harming(thing), "paths -k", thing, "of",
                        who + ":", is_easiest=False)
            stoppable = {(s["rule"], s["at"], s["thing"], s["gained"]) for s in way["proof"]
                         if s["stopped_by"]}
            if stoppable in seen.setdefault(who, []):
                self.say(f"paths -k {thing}: the same way of {who} twice")
            seen[who].append(stoppable)

    def exact_ways(self, thing):
        """`ctm paths --exact`: no dearer than what is shown without it."""
        shown = {w["attacker"]: w for w in self.json("paths", "--to", thing)["ways"]}
        for way in self.json("paths", "--to", thing, "--exact")["ways"]:
            who, easy = way["attacker"], shown[way["attacker"]]
            if way["is_there"]:
                self.replay(self.attacker(who), way, self.harming(thing), "paths --exact", thing,
                            "of", who + ":", is_easiest=False)
            dearer = way["is_there"] and not way["least"] <= way["effort"] <= easy["effort"]
            if way["is_there"] != easy["is_there"] or dearer or (
                    way.get("proved") and way["least"] != way["effort"]):
                self.say(f"paths --exact {thing}: of {who}: not the least")

    def slip_proofs(self):
        """`ctm slips`: what each careless person breaks alone and opens to whom."""
        for person in self.json("slips")["people"]:
            who = person["id"]
            brings = self.slips([who])
            if {tuple(w.rsplit(".", 1)) for w in person["weaknesses"]} != brings:
                self.say(f"slips: {who} brings about others")
            for fall in person["falls"]:
                attacker = fall.get("attacker")
                world, less = self.erring(who), horn.World(who, techniques=False)
                if attacker:
                    world, less = self.attacker(attacker, slips=brings), self.attacker(attacker)
                goals = {tuple(g.rsplit(".", 1)) for g in fall["gained"]}
                where = ("slips", who, "to", attacker or "nobody:")
                if any(g in self.reached(less) or g not in self.reached(world) for g in goals):
                    self.say(" ".join([*where, "not what the slip gives"]))
                self.replay(world, fall, goals, *where)

    def counter_examples(self, despite=()):
        """`ctm check`; `despite` gives the people of an assertion."""
        for said in self.json("check")["assertions"]:
            breach = next(iter(said.get("breaches", ())), None)
            if not breach or "gained" not in breach:
                continue
            people = despite(said["id"]) if despite else ()
            world = self.judged(breach["subject"], self.slips(people))
            goal = tuple(breach["gained"].rsplit(".", 1))
            self.replay(world, said, {goal}, "check", said["id"] + ":")

    def judged(self, subject, slips):
        """Whose world an assertion is about: a careless one's slips, anybody's attack."""
        if self.model.stance.get(subject) == "careless":
            return self.erring(subject)
        return self.attacker(subject, slips=slips)

    def stuck_ways(self, thing, options=(), world="residual", slips=frozenset()):
        """`ctm cut`: the ways that no control stops."""
        for stuck in self.json("cut", "--to", thing, *options)["stuck"]:
            asked = self.attacker(stuck["attacker"], world, slips)
            self.replay(asked, stuck, self.harming(thing), "cut", thing, "of",
                        stuck["attacker"] + ":", is_stuck=True, is_easiest=False)

    def everything(self, things=None, breached=None):
        """To some things in every world. Of all things: data in every world, the rest as it is."""
        for thing in self.worth_asking() if things is None else things:
            if things is None and self.model.root[thing] != "data":
                self.ways(thing)
            else:
                self.all_ways(thing, breached)
        self.slip_proofs()
        self.counter_examples(self.despite)
        return self

    def all_ways(self, thing, breached):
        brought = self.slips(self.model.actors("careless"))
        for world in ("residual", "inherent", "planned", "evidenced", "careless"):
            self.ways(thing, ("--world", world), world)
        self.ways(thing, ("--despite", "all"), "residual", brought)
        if breached:
            self.ways(thing, ("--breached", breached), breached=breached)
        self.other_ways(thing)
        self.exact_ways(thing)
        self.stuck_ways(thing)
        self.stuck_ways(thing, ("--despite", "all"), "residual", brought)

    def despite(self, assertion):
        """The people whose mistakes an assertion supposes."""
        name = assertion.rsplit(".", 1)[-1]
        found = []
        for d in self.model.terms.assertions:
            if d.head[1] == name:
                for value in d.values("despite"):
                    found += self.people(value)
        return found

    def people(self, value):
        word = value.split()[-1]
        model = self.model
        if value.startswith("any "):
            return [x for x in model.of("actor") if model.stance.get(x) == word
                    or word in model.terms.kinds_of(model.kind[x])]
        return [x for x in model.of("actor") if x == word or x.endswith("." + word)][:1]


def main():
    total = bad = 0
    for model in sys.argv[2:]:
        asked = Asked(sys.argv[1], model).everything()
        total += asked.proofs
        bad += len(asked.wrong)
        for wrong in asked.wrong[:20]:
            print(f"{model}: {wrong}")
    print(f"{total} proofs replayed, {bad} wrong")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

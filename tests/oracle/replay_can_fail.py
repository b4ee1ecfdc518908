#!/usr/bin/env python3
"""The checker of proofs refuses proofs that are spoilt, each in every place where that can be.

  replay_can_fail.py CTM ROOT"""
import copy
import sys

import replay


def dearer(way, step, asked):
    step["effort"] += 1


def summed_wrong(way, step, asked):
    way["effort"] += 1


def counted_wrong(way, step, asked):
    way["crossed"] += 1


def left_out(way, step, asked):
    """A step is left out; who needs it takes it for granted."""
    number = way["proof"].index(step) + 1
    way["proof"].remove(step)
    for later in way["proof"]:
        for premise in later["premises"]:
            if premise.get("step") == number:
                del premise["step"]
            elif premise.get("step", 0) > number:
                premise["step"] -= 1


def said_twice(way, step, asked):
    way["proof"].insert(way["proof"].index(step), copy.deepcopy(step))


def with_less(way, step, asked):
    if not step["premises"]:
        return False
    step["premises"].pop()


def of_another_rule(way, step, asked):
    step["rule"] = "escape-privileged" if step["rule"] != "escape-privileged" else "call"


def at_another_thing(way, step, asked):
    step["at"] = next(x for x in asked.model.kind if x != step["at"])


def of_another_thing(way, step, asked):
    step["thing"] = next(x for x in asked.model.kind if x != step["thing"])


def crossing_nothing(way, step, asked):
    if "crosses" not in step:
        return False
    del step["crosses"]


def crossing_more(way, step, asked):
    if "crosses" in step:
        return False
    step["crosses"] = asked.model.of("boundary")[0]


def from_a_later_step(way, step, asked):
    if not step["premises"]:
        return False
    step["premises"][0]["step"] = len(way["proof"]) + 1


def with_a_detour(way, step, asked):
    """A true step more that nothing needs."""
    ours = way["proof"]
    gained = {(s["thing"], s["gained"]): n for n, s in enumerate(ours[:-1], 1)}
    world = asked.attacker(way["attacker"])
    for extra in asked.ground.steps:
        if extra.premises and extra.premises <= set(gained) and world.allows(asked.ground, extra) \
                and extra.gain not in {(s["thing"], s["gained"]) for s in ours}:
            into = replay.entered(asked.model, extra)
            said = {"thing": extra.gain[0], "gained": extra.gain[1], "rule": extra.rule.name,
                    "at": extra.at, "effort": asked.ground.effort(extra, "placed"),
                    "premises": [{"thing": t, "gained": g, "step": gained[t, g]}
                                 for t, g in extra.premises]}
            ours.insert(len(ours) - 1, {**said, **({"crosses": into[0]} if into else {})})
            way["effort"] += said["effort"]
            del way["crossed"]
            return None
    return False


def without_skill(way, step, asked):
    """A world in which the attacker knows less than the step takes."""
    rule = next(r for r in asked.model.terms.rules if r.name == step["rule"])
    if not rule.skill:
        return False
    asked.model.skill[way["attacker"]] = rule.skill - 1


def guarded(way, step, asked):
    """A world in which a control of the step is in place."""
    rule = next(r for r in asked.model.terms.rules if r.name == step["rule"])
    here = [control for path, control in rule.stops if not path]
    if not here:
        return False
    asked.model.controls["placed"][step["at"]] = {here[0]}


def with_a_slip(way, step, asked):
    way["slips"] = [f"{step['at']}.exposed"]


def with_a_remedy_elsewhere(way, step, asked):
    if not step["stopped_by"]:
        return False
    step["stopped_by"][0]["things"] = [asked.model.of("boundary")[0]]


def with_another_remedy(way, step, asked):
    """A control that may stand there and that the step does not look for."""
    if not step["stopped_by"]:
        return False
    said, terms = step["stopped_by"][0], asked.model.terms
    looked_for = {control for s in asked.ground.by_gain[step["thing"], step["gained"]]
                  for control, _, _ in s.stops}
    said["control"] = said["wanted"] = next(
        c for c in terms.controls if not terms.controls_of(c) & looked_for and terms.stands_at(c)
        and all(terms.may_stand(c, asked.model.kind[x]) for x in said["things"]))


# How each is seen: a part of what the checker says.
SPOILING = {
    dearer: "costs other", summed_wrong: "its sum", counted_wrong: "it crosses", left_out: "",
    said_twice: "gains it again", with_less: "is no instance", of_another_rule: "is no instance",
    at_another_thing: "is no instance", of_another_thing: "", crossing_nothing: "crosses",
    crossing_more: "crosses", from_a_later_step: "needs a later", with_a_detour: "is superfluous",
    without_skill: "is beyond", guarded: "is stopped", with_a_slip: "is no slip",
    with_a_remedy_elsewhere: "", with_another_remedy: "stops nothing",
}


def spoilt(asked, spoil, way, goals):
    """(how often it could be spoilt, how often that was not seen)"""
    tried = missed = 0
    for number in range(len(way["proof"])):
        other = copy.deepcopy(way)
        kept = dict(asked.model.skill), dict(asked.model.controls["placed"])
        if spoil(other, other["proof"][number], asked) is not False:
            tried += 1
            asked.known.clear()
            try:
                replay.Replay(asked, asked.attacker(way["attacker"])).check(other, goals)
                missed += 1
                print(f"{spoil.__name__}, step {number + 1} of {way['attacker']}: not seen")
            except replay.Unsound as unsound:
                if SPOILING[spoil] not in str(unsound):
                    missed += 1
                    print(f"{spoil.__name__}: seen as {unsound}")
        asked.model.skill, asked.model.controls["placed"] = kept
    return tried, missed


def main():
    asked = replay.Asked(sys.argv[1], f"{sys.argv[2]}/examples/payments/payments.ctm")
    goals = asked.harming("ledger")
    ways = [w for w in asked.json("paths", "--to", "ledger")["ways"] if w["is_there"]]
    bad = 0
    for spoil in SPOILING:
        found = [spoilt(asked, spoil, way, goals) for way in ways]
        tried, missed = (sum(n) for n in zip(*found))
        bad += missed or not tried
        print(f"{spoil.__name__}: {tried} proofs spoilt, {missed} not seen")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

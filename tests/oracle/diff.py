#!/usr/bin/env python3
"""Laws of `ctm diff`, over all examples and over random models:

- of a model with itself nothing is different;
- from A to B and from B to A are mirror images: what is new in one is gone in the other;
- states that are new or gone are the difference of what `ctm reach --format tsv` prints of both, in
  every world and with what is supposed; verdicts are those of `ctm check --format tsv`; flows those
  of `ctm export`;
- threats, scenarios, controls and weaknesses that are new, gone or changed are the difference of the
  two registers (`ctm build -f xml`);
- ways are among the new states, each with a proof that ends there; a closed one's is lost somewhere;
- things that were renamed and say so leave nothing different but names.

  diff.py CTM ROOT [--count N] [--seed S]
"""
import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

import generate
import laws
import oracle
import own
import tell
import own
import tell
from source import Line

LISTS = ["flows", "exposures", "things", "assertions", "scenarios", "threats", "acceptances",
         "controls", "weaknesses"]
SECTIONS = {"threat": "threats", "scenario": "scenarios", "control": "controls",
            "weakness": "weaknesses", "acceptance": "acceptances", "assertion": "assertions"}
NAMED = ("acceptance", "assertion")  # by what they say; else by a place
MIRROR = {"new": "gone", "gone": "new", "changed": "changed"}
FLOW = re.compile(r'^flow\("((?:\\.|[^"\\])*)",', re.M)
DAY = ["--as-of", "2026-11-24"]


class Broken(Exception):
    """A law that does not hold."""


def diff(ctm, a, b, *options):
    """The JSON answer; the exit status agrees with it."""
    done = subprocess.run([ctm, "diff", a, b, "--format", "json", *DAY, *options],
                          capture_output=True, text=True, timeout=120)
    if done.returncode not in (oracle.OK, oracle.FINDINGS):
        raise oracle.Trouble(f"diff {a} {b} {' '.join(options)}: exit {done.returncode}\n"
                             f"{done.stderr[:1000]}")
    answer = json.loads(done.stdout)
    if answer["is_worse"] != (done.returncode == oracle.FINDINGS):
        raise Broken("the exit status is not what the answer says")
    return answer


# --- nothing is different ------------------------------------------------------------------------

def anything(answer, but_names=False):
    """What is different, or None."""
    for key in ("new", "closed"):
        if answer["ways"][key]:
            return f"ways: {key}: {answer['ways'][key][0]['thing']}"
    for key in ("new", "gone"):
        if answer["states"][key]:
            return f"states: {key}: {answer['states'][key][0]}"
    for key in LISTS:
        for row in answer[key]:
            is_name = key == "things" and row["is_renamed"] and (
                row["before"]["kind"] == row["after"]["kind"])
            if not (but_names and is_name):
                return f"{key}: {row}"
    return None


def is_itself(ctm, model):
    found = anything(diff(ctm, model, model))
    if found:
        raise Broken(f"different from itself: {found}")
    text = oracle.run(ctm, "diff", model, model)
    if not text.startswith("nothing changed\n"):
        raise Broken(f"different from itself: {text.splitlines()[0]}")


# --- mirror images -------------------------------------------------------------------------------

def seen(value):
    return json.dumps(value, sort_keys=True)


def ways_of(answer, key):
    return sorted(seen([sorted(w["attackers"]), w["thing"], w["gained"], w["impact"], w["effort"],
                        w.get("risk"), [s["gain"] for s in w["proof"]]])
                  for w in one_each(answer["ways"][key]))


def one_each(ways):
    """Ways by attacker: who is grouped with whom may hang on where the other model loses the way."""
    for way in ways:
        for attacker in way["attackers"]:
            yield {**way, "attackers": [attacker], "proof": []}


def rows_of(answer, key, is_mirrored):
    rows = []
    for row in answer[key]:
        sides = [row.get("before"), row.get("after")]
        change = row["change"]
        if is_mirrored:
            sides.reverse()
            change = MIRROR[change]
        rest = {k: v for k, v in row.items() if k in ("boundary", "thing", "is_renamed",
                                                      "is_implied")}
        if "attackers" in row:
            rest["attackers"] = sorted(row["attackers"])
        rows.append(seen([change, sides, rest]))
    return sorted(rows)


def are_mirrored(there, back):
    pairs = [("ways", ways_of(there, "new"), ways_of(back, "closed")),
             ("ways", ways_of(there, "closed"), ways_of(back, "new")),
             ("states", sorted(map(seen, there["states"]["new"])),
              sorted(map(seen, back["states"]["gone"]))),
             ("states", sorted(map(seen, there["states"]["gone"])),
              sorted(map(seen, back["states"]["new"])))]
    pairs += [(key, rows_of(there, key, False), rows_of(back, key, True)) for key in LISTS]
    for key, a, b in pairs:
        if a != b:
            odd = sorted(set(a) ^ set(b)) or ["one that is there twice"]
            raise Broken(f"no mirror images: {key}: {odd[0][:300]}")


# --- the same as asked of each ---------------------------------------------------------------------

def states_of(rows):
    return {(r["attacker"], r["thing"], r["privilege"]) for r in rows}


def compare_states(ctm, a, b, answer, *options):
    before, after = oracle.ours(ctm, a, options), oracle.ours(ctm, b, options)
    for key, wanted in (("new", after - before), ("gone", before - after)):
        got = states_of(answer["states"][key])
        if got != wanted:
            raise Broken(f"{' '.join(options)}: states that are {key}: {sorted(got ^ wanted)[:3]}")
    check_ways(answer, before, after)
    return len(before | after)


def verdicts(ctm, model):
    lines = oracle.run(ctm, "check", model, "--format", "tsv", *DAY).splitlines()
    return dict(line.split("\t") for line in lines)


def compare_verdicts(ctm, a, b, answer):
    """Accepted failures fail."""
    before, after = verdicts(ctm, a), verdicts(ctm, b)
    wanted = {(i, before.get(i), after.get(i)) for i in before.keys() | after.keys()
              if before.get(i) != after.get(i)}
    fails = {"holds": "holds", None: None}
    got = {(r.get("after", r.get("before"))["id"],
            *(fails.get(r.get(side, {}).get("status"), "fails") for side in ("before", "after")))
           for r in answer["assertions"]}
    got = {row for row in got if row[1] != row[2]}
    if got != wanted:
        raise Broken(f"assertions: {sorted(got ^ wanted, key=str)[:3]}")


def register_rows(ctm, model, folder):
    """{(section, id): (status, level)} of register.xml, of rows that have one id each."""
    oracle.run(ctm, "build", model, "-f", "xml", "-d", str(folder), *DAY)
    rows = {}
    for element in tree.parse(folder / "register.xml").iter():
        tag = element.tag.rpartition("}")[2]
        # A word of the vocabulary has no place: no row.
        name = element.get("id", "")
        if tag not in SECTIONS or not name or not (tag in NAMED or {"@", ">"} & set(name)):
            continue
        status = element.get("status") or element.get("state") or "present"
        is_held = status in ("mitigated", "latent", "controlled")
        level = next((e.get("level") for e in element
                      if e.tag.endswith("inherent" if is_held else "residual")), None)
        rows.setdefault((SECTIONS[tag], name), []).append((status, level))
    return {key: of[0] if len(of) == 1 else tuple(of) for key, of in rows.items()}


def compare_rows(ctm, a, b, answer, folder):
    """As the two registers have them; evidence aside, which stands deeper in them."""
    before, after = register_rows(ctm, a, folder), register_rows(ctm, b, folder)
    wanted = {(*key, before.get(key), after.get(key)) for key in before.keys() | after.keys()
              if before.get(key) != after.get(key)}
    got = {}
    for section in SECTIONS.values():
        for row in answer[section]:
            sides = [row.get(side) for side in ("before", "after")]
            of = [side and (side["status"], side.get("risk")) for side in sides]
            if of[0] != of[1]:
                got.setdefault((section, (sides[1] or sides[0])["id"]), []).append(tuple(of))
    twice = {key for key, of in got.items() if len(of) > 1}
    got = {(*key, *of[0]) for key, of in got.items() if key not in twice}
    wanted = {w for w in wanted if w[:2] not in twice}
    if got != wanted:
        raise Broken(f"rows of the register: {sorted(got ^ wanted, key=str)[:2]}")


def flows(ctm, model):
    return {laws.plain_text(i) for i in FLOW.findall(oracle.run(ctm, "export", model))}


def compare_flows(ctm, a, b, answer):
    before, after = flows(ctm, a), flows(ctm, b)
    for change, side, wanted in (("new", "after", after - before), ("gone", "before", before - after)):
        got = {r[side]["id"] for r in answer["flows"] if r["change"] == change}
        if got != wanted:
            raise Broken(f"flows that are {change}: {sorted(got ^ wanted)[:3]}")


def check_turn(way, known):
    """What comes before the step is there in both models; what it gains is not."""
    gains = [(s["thing"], s["gained"]) for s in way["proof"]]
    are_known = [any((a, *gain) in known for a in way["attackers"]) for gain in gains]
    if way["turn"] > len(gains) or are_known.index(True) + 1 != way["turn"]:
        raise Broken(f"the way to {way['thing']} parts elsewhere than at step {way['turn']}")


def check_ways(answer, before, after):
    """`before` and `after`: the states of the two models."""
    others = {"new": {s[0] for s in before}, "closed": {s[0] for s in after}}
    for key, states in (("new", "new"), ("closed", "gone")):
        known = states_of(answer["states"][states])
        for way in answer["ways"][key]:
            for attacker in way["attackers"]:
                for gained in way["gained"]:
                    if (attacker, way["thing"], gained) not in known:
                        raise Broken(f"a way to {way['thing']}.{gained} that is not {key}")
            last = way["proof"][-1] if way["proof"] else None
            if not last or (last["thing"], last["gained"]) != (way["thing"], way["to"]):
                raise Broken(f"the proof does not lead to {way['thing']}.{way['to']}")
            if "turn" in way:
                check_turn(way, known)
            elif way["attackers"][0] in others[key]:
                raise Broken(f"the way to {way['thing']} parts nowhere")


# --- two models that differ ------------------------------------------------------------------------

def promised(files, case, rng):
    """The same with assertions about its things."""
    things = [t for t, k in case.things() if "->" not in t and not t.startswith('"')]
    for number, thing in enumerate(rng.sample(things, min(3, len(things)))):
        verb = rng.choice(["touches", "harms"])
        next(iter(files.files.values())).append(
            Line(f"assert promise{number} never any hostile {verb} {thing}"))
    return files


def with_flow(case, files, rng):
    words = own.LIBRARY
    roots = {t: words.root(k) for t, k in case.things() if k in words.kinds and "->" not in t}
    doers = [t for t, r in roots.items() if r in ("machine", "actor")]
    machines = [t for t, r in roots.items() if r == "machine"]
    actors = [t for t, r in roots.items() if r == "actor"]
    if not actors or not machines:
        return
    source, target = rng.choice(rng.choice([doers, actors])), rng.choice(machines)
    if source != target:
        protocol = rng.choice(sorted(words.protocols))
        next(iter(files.files.values())).append(
            Line(f"added{rng.randrange(10**6)}: {source} -> {target}",
                 [["over", [f"{protocol}/1"]]]))


def tied(files, things, rng):
    """Somebody's code runs somewhere, or something holds what it did not."""
    words = own.LIBRARY
    by_root = {}
    for thing, kind in things:
        if "->" not in thing and not thing.startswith('"'):
            by_root.setdefault(words.root(kind), []).append(thing)
    hostile = [t for t, k in things if k in generate.HOSTILE]
    machines, data = by_root.get("machine"), by_root.get("data")
    if hostile and machines and rng.random() < 0.5:
        more(files, rng.choice(hostile), "breached", rng.choice(machines))
    elif machines and data:
        more(files, rng.choice(machines), "holds", rng.choice(data))


def changed(case, rng):
    """Another model: more is said, lines, clauses and controls are gone, somebody learned."""
    files = case.files.copy()
    words = own.LIBRARY
    things = [t for t in case.things() if t[1] in words.kinds]
    for _ in range(rng.randint(1, 10)):
        what = rng.choice(["flow", "flow", "weakness", "weakness", "control", "plans", "line",
                           "clause", "unguarded", "learned", "tie", "tie"])
        thing, kind = rng.choice(things) if things else (None, None)
        if what == "flow":
            with_flow(case, files, rng)
        elif what == "weakness" and thing:
            more(files, thing, "has", rng.choice(own.WEAKNESSES_FAVOURED))
        elif what in ("control", "plans") and thing:
            fitting = [c for c in words.controls if words.stands(c, kind)]
            if fitting:
                more(files, thing, "with" if what == "control" else "plans", rng.choice(fitting))
        elif what == "tie":
            tied(files, things, rng)
        elif what == "unguarded":
            for line in files.all_lines():
                if rng.random() < 0.5:
                    line.clauses = [c for c in line.clauses if c[0] not in ("with", "evidence")]
        elif what == "learned":
            for line in files.all_lines():
                line.clauses = [[k, ["4"] if k in ("skill", "resources") and rng.random() < 0.5
                                 and not line.head.startswith("technique") else v]
                                for k, v in line.clauses]
        elif what == "line":
            lines = rng.choice([some for some in files.all_lists() if some] or [[None]])
            del lines[rng.randrange(len(lines))]
        else:
            said = [line for line in files.all_lines() if line.clauses]
            if said:
                clauses = rng.choice(said).clauses
                del clauses[rng.randrange(len(clauses))]
    return files


def more(files, thing, key, value):
    subject = thing.replace("->", " -> ")
    if thing.startswith('"'):
        subject = '"' + re.sub(r'(["\\])', r"\\\1", thing[1:-1]) + '"'
    next(iter(files.files.values())).append(Line(f"extend {subject}", [[key, [value]]]))


def supposed(case, seed):
    """One what-if a model, of all kinds in turn."""
    asked = [["--world", "planned"], ["--world", "evidenced"], ["--world", "inherent"],
             ["--world", "careless"], ["--despite", "all"], ["--has", "known-vulnerability@all"],
             ["--without", "tls@all"], ["--with", "non-root@all"], ["--assume-plans"]]
    return asked[seed % len(asked)]


def is_fine(ctm, model):
    return subprocess.run([ctm, "check", model, *DAY], capture_output=True,
                          timeout=120).returncode in (oracle.OK, oracle.FINDINGS)


def compare_two(ctm, a, b, options):
    """The laws of two models; how many states were compared."""
    there, back = diff(ctm, a, b), diff(ctm, b, a)
    are_mirrored(there, back)
    compare_verdicts(ctm, a, b, there)
    compare_flows(ctm, a, b, there)
    with tempfile.TemporaryDirectory() as folder:
        compare_rows(ctm, a, b, there, pathlib.Path(folder))
    count = compare_states(ctm, a, b, there)
    for answer in (diff(ctm, a, b, *options),):
        are_mirrored(answer, diff(ctm, b, a, *options))
        count += compare_states(ctm, a, b, answer, *options)
    return count


# --- renames ---------------------------------------------------------------------------------------

def renamed(seed, rng):
    """A model, and the same with some of its things renamed (or moved along)."""
    maker = generate.Maker(seed).make()
    before = tell.Teller(maker, False, seed).all()
    named = [t for t in maker.things if t.name]
    for number, thing in enumerate(rng.sample(named, min(rng.randint(1, 4), len(named)))):
        thing.said.append(["was", [thing.name]])
        thing.name = f"renamed{number}"
    return before, tell.Teller(maker, False, seed).all()


def check_renamed(ctm, seed, rng, folder):
    before, after = renamed(seed, rng)
    a, b = before.write(folder / "before"), after.write(folder / "after")
    for answer in (diff(ctm, a, b), diff(ctm, b, a)):
        found = anything(answer, but_names=True)
        if found:
            raise Broken(f"more than names is different: {found[:400]}")
        if not any(row["is_renamed"] for row in answer["things"]):
            raise Broken("a rename is not listed")


# --- running ---------------------------------------------------------------------------------------

def check_random(ctm, seed):
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        files, _ = generate.model(seed)
        case = laws.Case(ctm, files, folder, seed)
        is_itself(ctm, case.path)
        check_renamed(ctm, seed, rng, folder)
        case.files = promised(files.copy(), case, rng)
        a = case.files.write(folder / "a")
        for _ in range(8):
            b = changed(case, rng).write(folder / "b")
            if is_fine(ctm, b):
                return compare_two(ctm, a, b, supposed(case, seed)), 1
        return 0, 0


def check_pair(ctm, a, b):
    is_itself(ctm, a)
    return compare_two(ctm, a, b, ["--has", "known-vulnerability@all"]), 1


def checked(work):
    """(states compared, pairs of models, fault); of two models or of a seed."""
    check, *args = work
    try:
        return (*check(*args), None)
    except (Broken, oracle.Trouble) as trouble:
        return 0, 0, str(trouble)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ctm")
    parser.add_argument("root")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    ctm, root = str(pathlib.Path(args.ctm).resolve()), pathlib.Path(args.root)
    models = sorted(root.glob("examples/*/*.ctm"))
    pairs = list(zip(models, models[1:] + models[:1]))
    work = [(check_pair, ctm, str(a), str(b)) for a, b in pairs]
    work += [(check_random, ctm, seed) for seed in range(args.seed, args.seed + args.count)]
    bad = states = compared = 0
    for item, (count, pair, fault) in zip(work, oracle.in_parallel(checked, work)):
        states += count
        compared += pair
        if fault:
            bad += 1
            print(f"{' '.join(map(str, item[2:]))}: {fault}")
    print(f"{compared} pairs of models, {states} states, {bad} bad")
    few = compared < len(work) * 3 // 4
    if few:
        print("too few of the changed models were without errors")
    return 1 if bad or few else 0


if __name__ == "__main__":
    sys.exit(main())

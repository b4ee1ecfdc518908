#!/usr/bin/env python3
"""Compares ctm with two engines that share no code with it, replays its proofs, and asks for laws
that hold of every model.

  run.py CTM ROOT examples            every example and every regression, in every world
  run.py CTM ROOT accept              writes the states of the regressions, if all engines agree
  run.py CTM ROOT random [--count N] [--replayed N] [--seed S] [--shrunk N] [--save DIR]
                                      N random models from seed S on; of the first, proofs too

gringo must derive the same states from `ctm export`, horn.py the same states with the same efforts:
in the worlds residual, inherent, planned, evidenced and careless, despite everybody, despite one
who may be anybody, and from a breached machine. replay.py goes over every proof. What is wrong is
shrunk and saved. A regression is a model beside its states (one
`WORLD<TAB>ATTACKER<TAB>THING.PRIVILEGE` a line). Ends with 77 where there is no gringo."""
import argparse
import collections
import functools
import os
import pathlib
import random
import sys
import tempfile

import generate
import horn
import laws
import oracle
import own
import replay
import shrink

SKIPPED = 77
SHRUNK = 3          # failures that are made small; each takes its time
SELDOM = 40         # a law that has no effect in one model of so many is not tested
EVERY_LAW = [f"law {law.__name__}" for law in laws.ALL]
IS_LONG = bool(os.environ.get("CTM_LONG"))  # else every second what-if of a model
NORMAL, LONG = (200, 40), (2000, 300)  # models, and those whose proofs are replayed


# --- one model: {what is wrong: how} ------------------------------------------------------------

def some(states):
    return ", ".join(f"{a}: {t}.{p}" for a, t, p in sorted(states)[:4])


def differing(ours, theirs, name):
    """In words, or None."""
    texts = [f"{len(states)} that only {who} has: {some(states)}"
             for who, states in (("ctm", ours - theirs), (name, theirs - ours)) if states]
    return "; ".join(texts) or None


def other_efforts(ours, theirs):
    found = [f"{a}: {t}.{p} costs {ours[a, t, p]}, not {e}"
             for (a, t, p), e in sorted(theirs.items()) if ours.get((a, t, p), e) != e]
    return f"{len(found)}: {'; '.join(found[:4])}" if found else None


class Worlds:
    """What is asked of a model: {name: (options, what horn.py is asked)}."""

    def __init__(self, answers, seed):
        model, self.asked = answers.model, {}
        careless = model.actors("careless")
        for name, options in oracle.WORLDS.items():
            world = "residual" if name == "despite" else name
            self.add(name, options, world, careless if name == "despite" else ())
        actors, machines = model.of("actor"), model.of("machine")
        if actors:
            who = actors[seed % len(actors)]
            self.add("despite one", ["--despite", who], "residual", (who,))
        if machines:
            what = machines[seed % len(machines)]
            self.add("breached", ["--breached", what], "residual", (), what)

    def add(self, name, options, world, despite, breached=None):
        self.asked[name] = (options, functools.partial(
            horn.Answers.world, name=world, despite=despite, breached=breached))


def supposed(model, seed):
    """What-ifs: on one thing and on all, of controls, categories and weaknesses, in some world."""
    words, rng = own.LIBRARY, random.Random(seed)
    known = [(x, k) for x, k in sorted(model.kind.items()) if k in words.kinds]
    controls, weaknesses = sorted(words.controls), sorted(words.weaknesses)
    said = sorted({c for _, c in model.facts["with"] if c in words.controls}) or controls
    placed = []
    for thing, kind in rng.sample(known, min(3, len(known))):
        fitting = [c for c in controls if words.stands(c, kind)]
        if fitting:
            placed += ["--with", f"{rng.choice(fitting)}@{thing}"]
        placed += ["--has", f"{rng.choice(weaknesses)}@{thing}"]
    guarded = [(x, c) for x, c in sorted(model.facts["with"])
               if model.kind[x] in words.kinds and c in words.controls]
    if guarded:
        thing, control = rng.choice(guarded)
        placed += ["--without", f"{control}@{thing}"]
    everywhere = ["--with", f"{rng.choice(controls)}@all", "--without", f"{rng.choice(said)}@all",
                  "--has", f"{rng.choice(weaknesses)}@all"]
    world = rng.choice(["residual", "inherent", "planned", "evidenced", "careless"])
    yield [*placed, "--world", world]
    yield everywhere
    yield ["--without", f"{rng.choice(controls)}@all", "--despite", "all"]
    machines, actors = model.of("machine"), model.of("actor")
    if machines and actors:
        yield ["--breached", rng.choice(machines), *everywhere]
    if machines or actors:
        yield ["--from", rng.choice(machines or actors)]
    if machines and actors:
        yield ["--breached", rng.choice(machines), "--from", rng.choice(actors)]


def compare(ctm, path, seed, only=None):
    """({what differs: how}, states compared). `only`: one of what may differ."""
    answers, found, count = horn.Answers(ctm, path), {}, 0
    engine, _, world = (only or "").partition(" ")
    for name, (options, ask) in Worlds(answers, seed).asked.items():
        if only and name != world:
            continue
        ours, theirs = oracle.known_efforts(ctm, path, tuple(options)), ask(answers)
        count += len(ours)
        found[f"horn {name}"] = differing(set(ours), set(theirs), "horn.py")
        found[f"effort {name}"] = other_efforts(ours, theirs)
        if engine in ("", "gringo"):
            found[f"gringo {name}"] = differing(
                set(ours), oracle.theirs(ctm, path, options), "gringo")
    for number, options in enumerate(supposed(answers.model, seed)):
        if world != " ".join(options) if only else (number + seed) % 2 and not IS_LONG:
            continue
        # `ctm reach` takes whom it is about as an operand.
        ours = oracle.ours(ctm, path, [o for o in options if o != "--from"])
        count += len(ours)
        found[f"gringo {' '.join(options)}"] = differing(
            ours, oracle.theirs(ctm, path, options), "gringo")
    return {what: how for what, how in found.items() if how}, count


def replayed(ctm, path, seed, most=None, is_first_enough=False):
    """What is wrong with its proofs; of `most` things, of all without."""
    asked = replay.Asked(ctm, path)
    asked.is_first_enough = is_first_enough
    things, machines = None, asked.model.of("machine")
    if most:
        things = asked.worth_asking()
        things = [things[(seed + 7 * i) % len(things)] for i in range(most)]
    try:
        asked.everything(things, machines[seed % len(machines)] if machines else None)
    except replay.Enough:
        pass
    return {"proof": "; ".join(asked.wrong[:4])} if asked.wrong else {}, asked.proofs


# --- examples and regressions -------------------------------------------------------------------

def all_lines(ctm, model):
    return [line for world, options in oracle.WORLDS.items() for line in sorted(
        f"{world}\t{a}\t{t}.{p}" for a, t, p in oracle.ours(ctm, str(model), options))]


def check_regression(ctm, model):
    """The states that are written beside it."""
    expected = model.with_suffix(".tsv")
    if expected.exists() and all_lines(ctm, model) != expected.read_text().splitlines():
        return {"states": f"others than in {expected.name}"}
    return {}


def check_example(ctm, model):
    try:
        found, count = compare(ctm, str(model), 1)
        unsound, proofs = replayed(ctm, str(model), 1)
        return model, {**found, **unsound, **check_regression(ctm, model)}, count, proofs
    except oracle.Trouble as trouble:
        return model, {"trouble": str(trouble)}, 0, 0


def show(title, found):
    print("\n".join([f"{title}:"] + [f"  {what}: {how}" for what, how in found.items()]))


def examples(args):
    root = pathlib.Path(args.root)
    models = sorted(root.glob("examples/*/*.ctm")) + sorted(
        root.glob("tests/oracle/regressions/*.ctm"))
    bad = states = proofs = 0
    for model, found, count, replays in oracle.in_parallel(
            functools.partial(check_example, args.ctm), models):
        states, proofs, bad = states + count, proofs + replays, bad + bool(found)
        if found:
            show(model.relative_to(root), found)
    print(f"{len(models)} models, {states} states, {proofs} proofs, {bad} bad")
    return 1 if bad else 0


def accept(args):
    for model in sorted(pathlib.Path(args.root).glob("tests/oracle/regressions/*.ctm")):
        found, _ = compare(args.ctm, str(model), 1)
        if found:
            show(model.name, found)
            return 1
        model.with_suffix(".tsv").write_text("\n".join(all_lines(args.ctm, model)) + "\n")
    return 0


# --- random models ------------------------------------------------------------------------------

def said_plainly(ctm, files, plain, folder):
    """Templates, extensions and `any` say what the same words say in the thing itself."""
    if plain is None:
        return {}
    a = oracle.run(ctm, "reach", files.write(folder / "said"), "--format", "tsv")
    b = oracle.run(ctm, "reach", plain.write(folder / "plain"), "--format", "tsv")
    return {} if a == b else {"plain": "said plainly, it is another model"}


def broken_laws(ctm, files, folder, seed, names=None):
    """({law: how it is broken}, the laws that had something to see)"""
    case = laws.Case(ctm, files, folder, seed)
    found = {f"law {law.__name__}": law(case) for law in laws.ALL
             if names is None or f"law {law.__name__}" in names}
    return ({name: how for name, (how, _) in found.items() if how},
            [name for name, (_, seen) in found.items() if seen])


def check_all(ctm, files, folder, seed):
    """What makes trouble, if anything does."""
    compare(ctm, files.write(folder / "model"), seed)
    broken_laws(ctm, files, folder, seed)


def check_seed(ctm, replays, last, seed):
    """(seed, model, what is wrong, what was seen: states, proofs, laws that had an effect)"""
    seen = collections.Counter()
    files, plain = generate.model(seed)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        try:
            path = files.write(folder / "model")
            found, seen["states"] = compare(ctm, path, seed)
            broken, effective = broken_laws(ctm, files, folder, seed)
            found.update(broken)
            seen.update(effective)
            found.update(said_plainly(ctm, files, plain, folder))
            if seed < last:
                unsound, seen["proofs"] = replayed(ctm, path, seed, replays)
                found.update(unsound)
            return seed, files, found, seen
        except oracle.Trouble as trouble:
            return seed, files, {"trouble": str(trouble), "kind": trouble.kind}, seen


def still_fails(ctm, seed, what, kind):
    """Whether a model shows what another has shown."""
    def fails(files):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            path = files.write(folder / "model")
            try:
                if what.startswith("law "):
                    return any(broken_laws(ctm, files, folder, s, {what})[0]
                               for s in range(seed, seed + 3))
                if what == "proof":
                    return bool(replayed(ctm, path, seed, None, True)[0])
                if what == "trouble":
                    check_all(ctm, files, folder, seed)
                return what in compare(ctm, path, seed, what)[0]
            except oracle.Trouble as trouble:
                return what == "trouble" and trouble.kind == kind
    return fails


def save(args, seed, files, found):
    what = next(iter(found))
    if what not in ("plain", "law split"):
        files = shrink.shrink(files, still_fails(args.ctm, seed, what, found.get("kind")))
    path = files.write(pathlib.Path(args.save) / str(seed))
    print(f"  `{what}`, as small as it got: {path}")
    print("".join(f"    {line}\n" for line in pathlib.Path(path).read_text().splitlines()[:40]))


def random_models(args):
    bad, seen = 0, collections.Counter()
    check = functools.partial(check_seed, args.ctm, 4, args.seed + args.replayed)
    seeds = range(args.seed, args.seed + args.count)
    for seed, files, found, counted in oracle.in_parallel(check, seeds):
        bad += bool(found)
        seen.update(counted)
        if found:
            show(f"seed {seed}", found)
            if bad <= args.shrunk:
                save(args, seed, files, found)
    print(f"{args.count} models from seed {args.seed} on, {seen['states']} states, "
          f"{seen['proofs']} proofs, {bad} bad")
    rare = [law for law in EVERY_LAW if seen[law] * SELDOM < args.count]
    print("laws that had an effect: " + ", ".join(f"{law[4:]} in {seen[law]}" for law in EVERY_LAW))
    if rare and args.count >= SELDOM:
        print(f"too seldom: {', '.join(rare)}")
        bad += 1
    return 1 if bad else 0


def main():
    count, replays = LONG if IS_LONG else NORMAL
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ctm")
    parser.add_argument("root")
    parser.add_argument("what", choices=["examples", "accept", "random"])
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--replayed", type=int, default=replays)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shrunk", type=int, default=SHRUNK)
    parser.add_argument("--save", default="oracle-failures")
    args = parser.parse_args()
    if not oracle.gringo():
        print("gringo is not installed (Debian: gringo): skipped")
        return SKIPPED
    return {"examples": examples, "accept": accept, "random": random_models}[args.what](args)


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Compares our engine with gringo, state by state, and asks for laws that hold of every model.

  run.py CTM ROOT examples            every example and every regression, in every world
  run.py CTM ROOT accept              writes the states of the regressions, if both engines agree
  run.py CTM ROOT random [--count N] [--seed S] [--save DIR]
                                      N random models from seed S on

In the worlds residual, inherent, planned, evidenced and careless, despite everybody, and despite one
who may be anybody. What differs is shrunk and saved. A regression is a model beside its states (one
`WORLD<TAB>ATTACKER<TAB>THING.PRIVILEGE` a line), which both engines must give. Ends with 77 where
there is no gringo."""
import argparse
import pathlib
import sys
import tempfile

import generate
import laws
import oracle
import shrink

SKIPPED = 77


def lines_of(states, world):
    return sorted(f"{world}\t{a}\t{t}.{p}" for a, t, p in states)


def show(found):
    for world, (ours, theirs) in found.items():
        for name, states in (("ctm", ours), ("gringo", theirs)):
            if states:
                text = ", ".join(f"{a}: {t}.{p}" for a, t, p in states[:4])
                print(f"  {world}: {len(states)} that only {name} has: {text}")


# --- examples and regressions -------------------------------------------------------------------

def all_lines(ctm, model):
    return [line for world, options in oracle.WORLDS.items()
            for line in lines_of(oracle.ours(ctm, str(model), options), world)]


def check_regression(ctm, model):
    """The states that are written beside it."""
    expected = model.with_suffix(".tsv")
    if expected.exists() and all_lines(ctm, model) != expected.read_text().splitlines():
        return f"other states than in {expected.name}"
    return None


def check_example(ctm, model):
    try:
        found, count = oracle.differences(ctm, str(model))
        return model, found, check_regression(ctm, model), count
    except oracle.Trouble as trouble:
        return model, {}, str(trouble), 0


def examples(args):
    root = pathlib.Path(args.root)
    models = sorted(root.glob("examples/*/*.ctm")) + sorted(
        root.glob("tests/oracle/regressions/*.ctm"))
    bad = total = 0
    for model, found, trouble, count in oracle.in_parallel(
            lambda m: check_example(args.ctm, m), models):
        total += count
        if not found and not trouble:
            continue
        bad += 1
        print(f"{model.relative_to(root)}: {trouble or 'the engines differ'}")
        show(found)
    print(f"{len(models)} models, {total} states, {bad} bad")
    return 1 if bad else 0


def accept(args):
    for model in sorted(pathlib.Path(args.root).glob("tests/oracle/regressions/*.ctm")):
        found, _ = oracle.differences(args.ctm, str(model))
        if found:
            print(f"{model.name}: the engines differ")
            show(found)
            return 1
        model.with_suffix(".tsv").write_text("\n".join(all_lines(args.ctm, model)) + "\n")
    return 0


# --- random models ------------------------------------------------------------------------------

def one_who_errs(case, seed):
    """Somebody, careless or not, who errs first."""
    actors = case.actors()
    return {"despite one": ["--despite", actors[seed % len(actors)]]} if actors else {}


def compare(ctm, files, folder, seed):
    """(differences, broken laws, states compared)."""
    case = laws.Case(ctm, files, folder, seed)
    found, count = {}, 0
    for world, options in {**oracle.WORLDS, **one_who_errs(case, seed)}.items():
        ours, theirs = case.states(*options), oracle.theirs(ctm, case.path, options)
        count += len(ours)
        if ours != theirs:
            found[world] = (sorted(ours - theirs), sorted(theirs - ours))
    broken = {law: law(case) for law in laws.ALL}
    return found, {law: how for law, how in broken.items() if how}, count


def said_plainly(ctm, files, plain, folder):
    """Templates, extensions and `any` say what the same words say in the thing itself."""
    if plain is None:
        return None
    a = oracle.run(ctm, "reach", files.write(folder / "said"), "--format", "tsv")
    b = oracle.run(ctm, "reach", plain.write(folder / "plain"), "--format", "tsv")
    return None if a == b else "said plainly, it is another model"


def check_seed(args, seed):
    files, plain = generate.model(seed)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        try:
            found, broken, count = compare(args.ctm, files, folder, seed)
            how = said_plainly(args.ctm, files, plain, folder)
            if how:
                broken[said_plainly] = how
            return seed, files, found, broken, count
        except oracle.Trouble as trouble:
            return seed, files, {}, {"trouble": str(trouble)}, 0


def still_fails(args, seed, world, law):
    """Whether a model shows that difference, or breaks that law."""
    def fails(files):
        with tempfile.TemporaryDirectory() as folder:
            case_folder = pathlib.Path(folder)
            try:
                if world is None:
                    return bool(law(laws.Case(args.ctm, files, case_folder, seed)))
                path = files.write(case_folder)
                options = oracle.WORLDS[world]
                return oracle.ours(args.ctm, path, options) != oracle.theirs(args.ctm, path, options)
            except oracle.Trouble:
                return False
    return fails


def save(args, seed, files, found, broken):
    world = next((w for w in found if w in oracle.WORLDS), None)
    law = next((law for law in broken if law in laws.ALL), None)
    if world or law:
        files = shrink.shrink(files, still_fails(args, seed, world, law))
    path = files.write(pathlib.Path(args.save) / str(seed))
    print(f"  saved: {path}")


def random_models(args):
    bad = total = 0
    seeds = range(args.seed, args.seed + args.count)
    for seed, files, found, broken, count in oracle.in_parallel(
            lambda s: check_seed(args, s), seeds):
        total += count
        if not found and not broken:
            continue
        bad += 1
        print(f"seed {seed}:")
        show(found)
        for law, how in broken.items():
            print(f"  {getattr(law, '__name__', law)}: {how}")
        if bad <= 3:
            save(args, seed, files, found, broken)
    print(f"{args.count} models from seed {args.seed} on, {total} states, {bad} bad")
    return 1 if bad else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ctm")
    parser.add_argument("root")
    parser.add_argument("what", choices=["examples", "accept", "random"])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", default="oracle-failures")
    args = parser.parse_args()
    if not oracle.gringo():
        print("gringo is not installed (Debian: gringo): skipped")
        return SKIPPED
    return {"examples": examples, "accept": accept, "random": random_models}[args.what](args)


if __name__ == "__main__":
    sys.exit(main())

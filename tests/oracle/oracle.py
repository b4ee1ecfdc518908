"""Asks both engines the same question: ours (`ctm reach`) and gringo (of `ctm export`)."""
import concurrent.futures
import os
import shutil
import subprocess

WORLDS = {
    "residual": [],
    "inherent": ["--world", "inherent"],
    "planned": ["--world", "planned"],
    "evidenced": ["--world", "evidenced"],
    "careless": ["--world", "careless"],
    "despite": ["--despite", "all"],
}
OK, FINDINGS = 0, 1


class Trouble(Exception):
    """A program failed; its words."""


def gringo():
    return shutil.which("gringo")


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if done.returncode not in (OK, FINDINGS):
        raise Trouble(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr[:2000]}")
    return done.stdout


def ours(ctm, model, options):
    """The states that ctm says are reached: {(attacker, thing, privilege)}."""
    states = set()
    for line in run(ctm, "reach", model, "--format", "tsv", *options).splitlines():
        attacker, state, _ = line.split("\t")
        states.add((attacker, *state.rsplit(".", 1)))
    return states


def arguments(atom):
    """The texts of state("a","b","c")."""
    texts, at = [], len("state(")
    while atom[at:at + 1] == '"':
        text = ""
        at += 1
        while atom[at] != '"':
            if atom[at] == "\\":
                at += 1
            text += atom[at]
            at += 1
        texts.append(text)
        at += 2
    return tuple(texts)


def theirs(ctm, model, options, program=None):
    """The same of gringo. What it shows is a fact or our program is not stratified."""
    program = program or run(ctm, "export", "--format", "datalog", model, *options)
    done = subprocess.run([gringo()], input=program, capture_output=True, text=True, timeout=120)
    if done.returncode != 0 or done.stderr.strip():
        raise Trouble(f"gringo: exit {done.returncode}\n{done.stderr[:2000]}")
    states = set()
    for line in done.stdout.splitlines():
        if not line.startswith("4 "):
            continue
        _, size, rest = line.split(" ", 2)
        # The size counts bytes.
        atom = rest.encode()[:int(size)].decode()
        if rest.encode()[int(size):].strip() != b"0":
            raise Trouble(f"{atom} is no fact")
        states.add(arguments(atom))
    return states


def differences(ctm, model, worlds=None):
    """{world: (ours alone, theirs alone)} where there are any; and how many states were compared."""
    found, count = {}, 0
    for world, options in WORLDS.items():
        if worlds and world not in worlds:
            continue
        a, b = ours(ctm, model, options), theirs(ctm, model, options)
        count += len(a)
        if a != b:
            found[world] = (sorted(a - b), sorted(b - a))
    return found, count


def in_parallel(function, items):
    """The results in order, as they come."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(function, items)

"""Asks both engines the same question: ours (`ctm reach`) and gringo (of `ctm export`)."""
import concurrent.futures
import functools
import os
import re
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
    """A program failed; its words. `kind` tells one such trouble from another."""

    def __init__(self, text, kind=None):
        super().__init__(text)
        self.kind = kind or text


def gringo():
    return shutil.which("gringo")


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if done.returncode not in (OK, FINDINGS):
        codes = sorted(set(re.findall(r"error\[(\w+)\]", done.stderr)))
        raise Trouble(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr[:2000]}",
                      f"{command[1]}: exit {done.returncode} {' '.join(codes)}")
    return done.stdout


def efforts(ctm, model, options):
    """What ctm says is reached, and with what effort: {(attacker, thing, privilege): effort}."""
    found = {}
    for line in run(ctm, "reach", model, "--format", "tsv", *options).splitlines():
        attacker, state, effort = line.split("\t")
        found[(attacker, *state.rsplit(".", 1))] = int(effort)
    return found


@functools.lru_cache(maxsize=32)
def known_efforts(ctm, model, options):
    """The same of a model that is not written anew at that path: laws ask what was compared."""
    return efforts(ctm, model, options)


def ours(ctm, model, options):
    """The states alone."""
    return set(efforts(ctm, model, options))


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


@functools.lru_cache(maxsize=4)
def exported(ctm, model, options):
    """The program of a model that is not written anew at that path."""
    return run(ctm, "export", "--format", "datalog", model, *options)


def theirs(ctm, model, options, program=None):
    """The same of gringo. What it shows is a fact or our program is not stratified."""
    program = program or exported(ctm, model, tuple(options))
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


def in_parallel(function, items):
    """The results in order, as they come; on all cores."""
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(function, items)

#!/usr/bin/env python3
"""Every JSON answer against its schema in templates/answers: all questions, what-ifs and worlds over
all examples and over the models in tests/golden/answers. Besides: the schemas are strict (a property
that they do not know is refused wherever it stands), every property has a title and a description,
and every property is seen in some answer, so that none outlives what it described.

usage: answers.py CTM ROOT
"""
import concurrent.futures
import copy
import json
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not there")
    sys.exit(77)

HERE = pathlib.Path(__file__).resolve().parent
COMMON = "common.schema.json"
DAY = ["--as-of", "2026-11-24"]


# --- schemas ---------------------------------------------------------------------------------------

def rename(node, prefix):
    """References within one file, now those of a bundle."""
    if isinstance(node, dict):
        out = {key: rename(value, prefix) for key, value in node.items()}
        ref = out.get("$ref", "")
        if ref.startswith(COMMON):
            out["$ref"] = "#/$defs/common." + ref.rsplit("/", 1)[1]
        elif ref.startswith("#/$defs/"):
            out["$ref"] = f"#/$defs/{prefix}{ref.rsplit('/', 1)[1]}"
        return out
    return [rename(item, prefix) for item in node] if isinstance(node, list) else node


def bundles(folder):
    """By format: the schema with the common parts in it, so that nothing is looked up elsewhere."""
    common = json.loads((folder / COMMON).read_text())["$defs"]
    shared = {f"common.{name}": rename(part, "common.") for name, part in common.items()}
    found = {}
    for file in sorted(folder.glob("*.schema.json")):
        if file.name == COMMON:
            continue
        schema = rename(json.loads(file.read_text()), "")
        schema["$defs"] = {**schema.get("$defs", {}), **shared}
        jsonschema.Draft202012Validator.check_schema(schema)
        found[schema["properties"]["format"]["const"]] = schema
    return found


def resolve(schema, node):
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rsplit("/", 1)[1]]
    return node


def properties_of(schema):
    """(pointer, property) of every property that the schema describes."""
    def walk(node, pointer, seen):
        node = resolve(schema, node)
        if id(node) in seen:
            return
        seen.add(id(node))
        for name, part in node.get("properties", {}).items():
            yield id(node), name, part, f"{pointer}/{name}"
            yield from walk(part, f"{pointer}/{name}", seen)
        if "items" in node:
            yield from walk(node["items"], f"{pointer}[]", seen)
    yield from walk(schema, "", set())


def undocumented(name, schema):
    for _, _, part, pointer in properties_of(schema):
        target = resolve(schema, part)
        for word in ("title", "description"):
            if not part.get(word, target.get(word)):
                yield f"{name}: {pointer} has no {word}"


def mark(schema, node, value, seen):
    """Notes which properties a valid answer has."""
    node = resolve(schema, node)
    if isinstance(value, dict):
        for name, item in value.items():
            if name in node.get("properties", {}):
                seen.add((id(node), name))
                mark(schema, node["properties"][name], item, seen)
    elif isinstance(value, list):
        for item in value:
            mark(schema, node.get("items", {}), item, seen)


def objects(value):
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from objects(item)
    elif isinstance(value, list):
        for item in value[:3]:
            yield from objects(item)


def is_lax(schema, answer):
    """Where an answer may have a property that nobody described."""
    validator = jsonschema.Draft202012Validator(schema)
    answer = copy.deepcopy(answer)
    for part in objects(answer):
        part["no-such-property"] = 1
        if validator.is_valid(answer):
            return ", ".join(sorted(part))
        del part["no-such-property"]
    return None


# --- questions -------------------------------------------------------------------------------------

def machines_and_assets(register):
    names = {"machines": [], "worth": []}
    space = "{urn:ctm:register:1}"
    for element in tree.fromstring(register).iter():
        if element.tag == space + "element" and element.get("root") == "machine":
            names["machines"].append(element.get("id"))
        if element.tag == space + "asset" and element.get("confidentiality"):
            names["worth"].append(element.get("id"))
    return names


def questions_of(model, names):
    yield ["check", model]
    for level in ("low", "lint"):
        yield ["check", model, "--fail-on", level]
    worlds = [["--world", w] for w in ("residual", "inherent", "planned", "evidenced", "careless")]
    more = [["--despite", "all"], ["--has", "known-vulnerability@all"], ["--without", "tls@all"],
            ["--with", "non-root@all", "--without", "backup@all"]]
    for supposed in worlds + more:
        yield ["reach", model, *supposed]
        yield ["choke", model, *supposed]
    for supposed in [[], *more[1:3], ["--assume-plans"]]:
        yield ["slips", model, *supposed]
    for machine in names["machines"][:6]:
        yield ["blast", model, machine]
        yield ["reach", model, machine]
    for thing in names["worth"][:4]:
        for supposed in worlds + more:
            yield ["paths", model, "--to", thing, *supposed]
        for supposed in [*worlds[::2], more[0]]:
            yield ["paths", model, "--to", thing, "-k", "3", "--exact", *supposed]
        for supposed in [[], worlds[2], worlds[4], *more]:
            yield ["cut", model, "--to", thing, *supposed]


def comparisons():
    """Of two models, there and back, in several worlds."""
    older, newer = str(HERE / "answers/diff-old.ctm"), str(HERE / "answers/diff-new.ctm")
    yield ["diff", older, older]
    for pair in ([older, newer], [newer, older]):
        for supposed in ([], ["--world", "planned"], ["--world", "careless"], ["--despite", "all"],
                         ["--fail-on", "low"], ["--from", "eve"]):
            yield ["diff", *pair, *supposed]


def ask(ctm, root, words):
    command = [ctm, *words, "--format", "json", *DAY]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1, 2):
        return f"{' '.join(words)}: status {done.returncode}: {done.stderr[-300:]}", None
    try:
        return "", json.loads(done.stdout)
    except ValueError as error:
        return f"{' '.join(words)}: {error}", None


def all_questions(ctm, root):
    models = sorted(root.glob("examples/*/*.ctm")) + sorted((HERE / "answers").glob("*.ctm"))
    for model in models:
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([ctm, "build", model, "-f", "xml", "-d", folder, *DAY],
                                  cwd=root, capture_output=True, check=False)
            if done.returncode > 1:  # errors: that is an answer, too
                yield ["check", str(model)]
                continue
            register = (pathlib.Path(folder) / "register.xml").read_bytes()
        yield from questions_of(str(model), machines_and_assets(register))
    yield from comparisons()


def main():
    ctm, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    schemas = bundles(root / "templates/answers")
    faults = [fault for name, schema in schemas.items() for fault in undocumented(name, schema)]
    seen, lax, count = set(), {}, 0
    version = subprocess.run([ctm, "--version", "--json"], capture_output=True, check=False).stdout
    asked = list(all_questions(ctm, root))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda words: ask(ctm, root, words), asked))
    answers.append(("", json.loads(version)))
    for words, (fault, answer) in zip(asked + [["--version"]], answers):
        faults += [fault] if fault else []
        if answer is None:
            continue
        count += 1
        schema = schemas[answer["format"]]
        errors = list(jsonschema.Draft202012Validator(schema).iter_errors(answer))
        faults += [f"{' '.join(words)}: {e.json_path}: {e.message[:200]}" for e in errors[:3]]
        mark(schema, schema, answer, seen)
        lax.setdefault(answer["format"], is_lax(schema, answer))
    faults += [f"{name}: takes a property that it does not describe beside {where}"
               for name, where in lax.items() if where]
    faults += [f"{name}: no answer has {pointer}" for name, schema in schemas.items()
               for node, prop, _, pointer in properties_of(schema) if (node, prop) not in seen]
    print("\n".join(faults[:60]))
    print(f"{count} answers, {len(schemas)} schemas, {len(faults)} faults")
    return 1 if faults or not count else 0


if __name__ == "__main__":
    sys.exit(main())

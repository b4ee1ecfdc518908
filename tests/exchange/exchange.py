#!/usr/bin/env python3
"""Files for other programs (`ctm build -f sarif,…`) of every example and of a model with odd names:
valid by their schemas, the same bytes whatever the machine's habits, and with the same threats, in
the same status and at the same level of risk, as the register.

usage: exchange.py CTM ROOT
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as tree

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not there")
    sys.exit(77)

HERE = pathlib.Path(__file__).resolve().parent
REG = "{urn:ctm:register:1}"
POSSIBLE = ("open", "accepted", "expired")
HABITS = [{"TZ": "UTC", "LC_ALL": "C"}, {"TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8", "HOME": "/"}]


def build(ctm, root, model, folder, formats, habits):
    command = [ctm, "build", model, "-f", formats, "-d", folder, "--as-of", "2026-11-24"]
    done = subprocess.run(command, cwd=root, env={**os.environ, **habits}, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        return [f"{model}: status {done.returncode}: {done.stderr[-400:]}"]
    return []


# --- the register, which all else is held against -------------------------------------------------

class Register:
    def __init__(self, file):
        self.top = tree.parse(file).getroot()
        self.threats = {}
        for t in self.top.iter(REG + "threat"):
            if t.get("status") is None:
                continue  # a reference
            level = t.find(REG + ("residual" if t.get("status") in POSSIBLE else "inherent")).get("level")
            self.threats[t.get("id")] = (t.get("status"), level)
        self.titles = {t.get("id"): t.get("title") for t in self.top.iter(REG + "threat") if t.get("status")}
        self.fingerprints = {t.get("id"): t.get("fingerprint") for t in self.top.iter(REG + "threat") if t.get("status")}
        self.assertions = {a.get("id"): a.get("status") for a in self.top.iter(REG + "assertion") if a.get("status")}
        self.acceptances = {a.get("id"): a.get("state") for a in self.top.iter(REG + "acceptance") if a.get("state")}
        self.accepted = {t.get("id") for t in self.top.iter(REG + "threat") if t.find(REG + "acceptance") is not None}


def by_schema(name, document):
    schema = json.loads((HERE / "schemas" / name).read_text())
    validator = jsonschema.validators.validator_for(schema)(schema)
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in validator.iter_errors(document)]


def differences(what, got, wanted):
    keys = sorted(k for k in set(got) | set(wanted) if got.get(k) != wanted.get(k))
    return [f"{what}: {k}: {got.get(k)}, but the register says {wanted.get(k)}" for k in keys[:5]]


# --- findings.sarif ---------------------------------------------------------------------------------

LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}


def sarif_places(root, result):
    """Every place is a line of a file that is there, seen from where the program was called."""
    places = [l["physicalLocation"] for l in result.get("locations", []) if "physicalLocation" in l]
    for flow in result.get("codeFlows", []):
        for step in flow["threadFlows"][0]["locations"]:
            places += [step["location"]["physicalLocation"]] if "physicalLocation" in step["location"] else []
    faults = []
    for place in places:
        file = root / urllib.parse.unquote(place["artifactLocation"]["uri"])
        if not file.is_file() or place["region"]["startLine"] > len(file.read_text().splitlines()):
            faults.append(f"no such place: {place}")
    return faults if places else [f"{result['ruleId']} has no place"]


def sarif(root, file, register):
    document = json.loads(file.read_text())
    faults = by_schema("sarif-schema-2.1.0.json", document)
    run = document["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    got, assertions = {}, {}
    for result in run["results"]:
        own, status = result.get("properties", {}), result.get("properties", {}).get("status")
        faults += sarif_places(root, result)
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            faults.append(f"{result['ruleId']}: its index is another rule's")
        if "assertion" in own:
            assertions[own["assertion"]] = status
        if "threat" not in own:
            continue
        name, possible = own["threat"], status in POSSIBLE
        got[name] = (status, own["residual" if possible else "inherent"])
        level = LEVELS[own["residual"]] if possible else "none"
        if result["level"] != level or (result["kind"] == "fail") != possible:
            faults.append(f"{name}: {result['level']} {result['kind']} for {status} {own['residual']}")
        if result["partialFingerprints"]["ctmThreat/v1"] != register.fingerprints[name]:
            faults.append(f"{name}: another fingerprint")
        if bool(result.get("suppressions")) != (name in register.accepted):
            faults.append(f"{name}: its acceptance is not its suppression")
        for s in result.get("suppressions", []):
            if (s["status"] == "accepted") != (status == "accepted"):
                faults.append(f"{name}: suppressed as {s['status']}, but {status}")
    for relation in (t for r in rules for t in r.get("relationships", [])):
        target = relation["target"]
        taxon = run["taxonomies"][target["toolComponent"]["index"]]["taxa"][target["index"]]
        if taxon["id"] != target["id"]:
            faults.append(f"the taxon {target['id']} is not where it is said to be")
    wanted = {k: v for k, v in register.assertions.items() if v != "holds"}
    if register.threats and not any(r.get("codeFlows") for r in run["results"]):
        faults.append("no result has a way")
    return faults + differences("threat", got, register.threats) + differences("assertion", assertions, wanted)


FILES = {"sarif": ("findings.sarif", sarif)}


# --- all of it ----------------------------------------------------------------------------------------

def examine(ctm, root, model):
    faults = []
    formats = ",".join(["xml", *FILES])
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        one, two = pathlib.Path(one), pathlib.Path(two)
        for folder, habits in zip((one, two), HABITS):
            faults += build(ctm, root, model, folder, formats, habits)
        if faults:
            return faults
        register = Register(one / "register.xml")
        for name, look in FILES.values():
            if (one / name).read_bytes() != (two / name).read_bytes():
                faults.append(f"{name}: other bytes under other habits")
            faults += [f"{name}: {fault}" for fault in look(root, one / name, register)]
        command = [ctm, "check", model, "--as-of", "2026-11-24", "--format"]
        for word in [w for w in ("sarif", "junit", "codequality") if w in FILES]:
            done = subprocess.run(command + [word], cwd=root, capture_output=True)
            if done.stdout != (one / FILES[word][0]).read_bytes():
                faults.append(f"check --format {word}: not what build writes")
    return [f"{model}: {fault}" for fault in faults]


def main():
    ctm, root = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    models = [f"examples/{n}/{n}.ctm" for n in ("payments", "webshop", "swarm")]
    models += sorted(str(f.relative_to(root)) for f in (root / "examples/incidents").glob("*.ctm"))
    models += [str((HERE / "models" / "odd names.ctm").relative_to(root))]
    faults = [fault for model in models for fault in examine(ctm, root, model)]
    print("\n".join(faults[:40]))
    print(f"{len(models)} models, {len(FILES)} files each, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

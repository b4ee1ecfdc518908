#!/usr/bin/env python3
"""What `ctm build` writes of every example: the register byte for byte, valid by its schema; pictures
that are well-formed, with unique ids and links that lead to something; PDFs that are whole and
searchable. The register's expectation lies in tests/golden/registers/; CTM_BLESS=1 renews it.

usage: outputs.py CTM ROOT
"""
import difflib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as tree

HERE = pathlib.Path(__file__).resolve().parent
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")


def build(ctm, root, name, folder):
    command = [ctm, "build", f"examples/{name}/{name}.ctm", "-d", folder, "--as-of", "2026-11-24"]
    done = subprocess.run(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return [] if done.returncode in (0, 1) else [f"{name}: status {done.returncode}: {done.stderr[-400:]}"]


def register(root, name, folder):
    got = (folder / "register.xml").read_text()
    file = HERE / "registers" / f"{name}.xml"
    if os.environ.get("CTM_BLESS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(got)
    wanted = file.read_text() if file.exists() else ""
    faults = list(difflib.unified_diff(wanted.splitlines(), got.splitlines(), str(file), "got", "", "", 1, ""))[:40]
    schema = ["xmllint", "--nonet", "--noout", "--schema", root / "templates/register.xsd", folder / "register.xml"]
    done = subprocess.run(schema, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return faults + ([] if done.returncode == 0 else [done.stderr[-800:]])


def pictures(name, folder):
    known = {e.get("id") for e in tree.parse(folder / "register.xml").iter() if e.get("id")}
    faults = []
    for file in sorted(folder.glob("*.svg")):
        ids, links = [], []
        for element in tree.parse(file).iter():
            ids += [element.get("id")] if element.get("id") else []
            links += [element.get(a) for a in HREFS if element.get(a)]
        faults += [f"{name}/{file.name}: the id {i} stands twice" for i in set(ids) if ids.count(i) > 1]
        for link in links:
            target, _, part = link.partition("#")
            part = urllib.parse.unquote(part)
            fine = part in ids if not target else part in known if target == "register.xml" else (folder / target).exists()
            faults += [] if fine else [f"{name}/{file.name}: {link} leads nowhere"]
        faults += [] if links else [f"{name}/{file.name}: no links"]
    return faults


def documents(name, folder, words):
    faults = []
    for file in sorted(folder.glob("*.pdf")):
        check = subprocess.run(["qpdf", "--check", file], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        faults += [] if check.returncode == 0 else [f"{name}/{file.name}: {check.stdout[-400:]}"]
    text = subprocess.run(["pdftotext", folder / "overview.pdf", "-"], stdout=subprocess.PIPE, text=True).stdout
    return faults + [f"{name}/overview.pdf: no `{word}`" for word in words if word not in text]


def main():
    ctm, root = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    missing = [tool for tool in ("xmllint", "qpdf", "pdftotext") if not shutil.which(tool)]
    if missing:
        print("skipped: not installed:", ", ".join(missing))
        return 77
    examples = {"webshop": ["Customer orders", "cAdvisor"], "swarm": ["Traefik", "Patient portal"],
                "payments": ["Payments API", "Hurried operator"]}
    faults = []
    for name, words in examples.items():
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder)
            faults += build(ctm, root, name, out) or register(root, name, out) + pictures(name, out) + documents(name, out, words)
    print("\n".join(faults))
    print(f"{len(examples)} examples built, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

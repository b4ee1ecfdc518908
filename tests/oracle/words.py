#!/usr/bin/env python3
"""Does the generator use the language, all of it? Counts, in the text of its models, every word of
the tables: keys in every context where they may stand (src/model/keys.def), declarations, the words
that a key is confined to, relations from and to every root, paths, privileges, and every kind,
control, weakness, protocol, mistake, technique and standard of dsl/std.

  words.py ROOT [COUNT]   over the seeds 1 to COUNT (200); names what is never used"""
import collections
import pathlib
import re
import sys

import generate
import library
import reader

CONTEXTS = {"IN_RULES": ["rule", "technique", "mistake"],
            "IN_THING": ["boundary", "machine", "actor", "data", "flow"],
            "IN_ACTOR_KIND": ["kind of actor"], "IN_IMAGE": ["image"], "IN_ALL": []}
SYNTAX = ["named flow", "unnamed flow", "flow as a value", "any", "image as text",
          "image by digest", "import as", "import of an import", "shadowed name", "doc",
          "comment", "broken list",
          "windows lines", "title", "extend from afar", "template of an import", "template of a "
          "template", "word as a name", "`any` as a name", "clauses in a header"]


def contexts(text):
    """The words behind IN_A | IN_B."""
    found = []
    for name in re.findall(r"IN_\w+", text):
        found += CONTEXTS.get(name, [name[3:].lower()])
    return found


def defined(root, file, macro):
    text = (root / file).read_text()
    return [[a.strip() for a in re.split(r",(?![^\"]*\"\s*(?:,|$))", said)]
            for said in re.findall(rf"^{macro}\(([^\n]*)\)$", text, re.M)]


def wanted(root):
    """All that there is: (what, word)."""
    keys = {k[0]: k[1].strip('"') for k in defined(root, "src/syntax/words.def", "KEY")}
    found = {("key", word) for word in keys.values()}
    found |= {("declaration", d[1].strip('"'))
              for d in defined(root, "src/syntax/words.def", "DECLARE")}
    for macro in ("MAY", "MAY_AS"):
        for key, said, *_ in defined(root, "src/model/keys.def", macro):
            found |= {("key", f"{keys[key]} of {context}") for context in contexts(said)}
    for key, words in defined(root, "src/model/keys.def", "ONE_OF"):
        found |= {("word", f"{keys[key]} {w}") for w in words.strip('"').split()}
    found |= {("path", p[1].strip('"')) for p in defined(root, "src/model/roots.def", "PATHWORD")}
    found |= {("privilege", p[1].strip('"'))
              for p in defined(root, "src/model/roots.def", "PRIVILEGE")}
    for key, (start, end, _) in library.TIES.items():
        found |= {("relation", f"{root} {key}") for root in start}
        found |= {("relation", f"{key} {root}") for root in end}
    found |= {("syntax", s) for s in SYNTAX}
    return found | of_library()


def of_library():
    found = set()
    for d in reader.library():
        word, name = d.head[0], d.head[1]
        if word in ("kind", "weakness", "protocol", "mistake", "technique", "standard"):
            found.add((word, name))
        if word == "control" and reader.Terms(reader.library()).stands_at(name):
            found.add((word, name))  # a category is placed nowhere
    return found


# --- what a model uses --------------------------------------------------------------------------

class Used:
    def __init__(self, seed):
        self.found = collections.Counter()
        self.files, _ = generate.model(seed)
        texts = {n: "ctm 1\n" + "".join(line.text() for line in lines)
                 for n, lines in self.files.files.items()}
        self.trees = {name: reader.read(text) for name, text in texts.items()}
        self.terms = reader.Terms(reader.library() + [d for t in self.trees.values() for d in t])
        self.templates = {d.head[1] for t in self.trees.values() for d in t
                          if d.head[0] == "template"}
        self.roots = {}
        for tree in self.trees.values():
            self.know(tree)
        for name, tree in self.trees.items():
            self.text(texts[name])
            for d in tree:
                self.declaration(d)
        self.imports()

    def add(self, what, word):
        self.found[what, word] += 1

    def know(self, tree, names=()):
        """The roots of things, by the last part of their names."""
        for d in tree:
            if d.head[0] in self.terms.kinds or d.head[0] in library.ANY:
                root = self.terms.root(d.head[0])
                if d.head[1] in names:
                    self.add("syntax", "shadowed name")
                self.roots.setdefault(d.head[1], set()).add(root)
                self.know(d.inner, names + (d.head[1],))
            elif ":" in d.head[1:2]:
                self.roots.setdefault(d.head[0], set()).add("flow")

    def text(self, text):
        for pattern, word in ((r"^ *##", "doc"), (r"^ *# ", "comment"),
                              (r",  # and\n", "broken list"), (r"@sha256:", "image by digest"),
                              (r"^ *extend \w+\.", "extend from afar"),
                              (r"^(?!extend)[^\n#{]*\w \w[^\n{]* (has|with|on) [^\n]*\n",
                               "clauses in a header")):
            if re.search(pattern, text, re.M):
                self.add("syntax", word)
        if self.files.newline == "\r\n":
            self.add("syntax", "windows lines")

    def imports(self):
        importers = {n for n, t in self.trees.items() if any(d.head[0] == "import" for d in t)}
        if len(importers) > 1:
            self.add("syntax", "import of an import")

    # --- declarations ---

    def context(self, d):
        """What it is, in the words of keys.def."""
        word = d.head[0]
        if "->" in d.head and word not in ("accept", "extend"):
            return ["flow"]
        if word == "extend":
            return []
        if word == "kind":
            of_actor = self.terms.root(d.head[1]) == "actor"
            return ["kind"] + (["kind of actor"] if of_actor else [])
        if word in self.terms.kinds or word in library.ANY:
            kinds = self.terms.kinds_of(word)
            return [self.terms.root(word)] + (["image"] if "image" in kinds else [])
        return [word]

    def declaration(self, d):
        found = self.context(d)
        if found == ["flow"]:
            self.add("syntax", "named flow" if ":" in d.head else "unnamed flow")
        elif d.head[0] in self.terms.kinds:
            self.add("kind", d.head[0])
            if d.head[1] in generate.WORDS:
                self.add("syntax", "word as a name")
            if d.head[1] == "any":
                self.add("syntax", "`any` as a name")
        else:
            self.add("declaration", d.head[0])
        if d.head[-1].startswith('"') and len(d.head) > 2:
            self.add("syntax", "title")
        if d.head[0] in ("accept", "treat"):
            self.add(self.rule_type(d.head[1]), d.head[1])
        for key, values in d.said:
            self.clause(d, key, values, found)
        for inner in d.inner:
            self.declaration(inner)

    def rule_type(self, name):
        return next((r.type for r in self.terms.rules if r.name == name), "lint")

    def clause(self, d, key, values, found):
        self.add("key", key)
        for context in found:
            self.add("key", f"{key} of {context}")
        if key in library.TIES and found:
            self.relation(key, values, found[0])
        for value in values:
            self.value(d, key, value, found)

    def relation(self, key, values, root):
        if root in library.ANY:
            self.add("relation", f"{root} {key}")
            for value in values:
                for end in self.roots.get(value.split()[-1].split(".")[-1], ()):
                    self.add("relation", f"{key} {end}")

    def value(self, d, key, value, found):
        self.add("word", f"{key} {value}")
        if value.startswith("any "):
            self.add("syntax", "any")
        if " -> " in value:
            self.add("syntax", "flow as a value")
        if value.startswith('"') and key in ("runs", "base"):
            self.add("syntax", "image as text")
        if key == "as" and d.head[0] == "import":
            self.add("syntax", "import as")
        if key == "is" and value.split(".")[-1] in self.templates:
            if "." in value:
                self.add("syntax", "template of an import")
            if d.head[0] == "template":
                self.add("syntax", "template of a template")
        is_thing = found and found[0] in library.ANY or d.head[0] in ("template", "extend")
        kind = {"has": "weakness", "with": "control", "plans": "control", "over": "protocol",
                "makes": "mistake", "maps": "standard"}.get(key)
        if kind and (is_thing or key in ("makes", "maps")):
            self.add(kind, value.split("/")[0])
        if key in ("from", "needs", "gains", "stopped-by", "slowed-by") and found[:1] and \
                found[0] in ("rule", "technique", "mistake"):
            *path, last = value.split(".")
            for word in path:
                self.add("path", word)
            self.add("privilege", last)


def main():
    root, count = pathlib.Path(sys.argv[1]), int((sys.argv[2:] or [200])[0])
    found = collections.Counter()
    for seed in range(1, count + 1):
        found.update(Used(seed).found.keys())
    found["declaration", "ctm"] = count
    every = wanted(root)
    missing = sorted(every - set(found))
    for what, word in missing:
        print(f"never used in {count} models: {what} `{word}`")
    rare = sorted((found[w], w) for w in every if found[w])[:5]
    print(f"{len(every)} words, {len(missing)} never used; seldom: "
          + ", ".join(f"{what} `{word}` in {n}" for n, (what, word) in rare))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

"""Random models, the same for the same seed. They use every word of the language (words.py counts
them): all kinds, controls, weaknesses, protocols, parties and mistakes of the library and terms of
their own (own.py), relations, `any`, templates, `extend`, files that import one another, names that
shadow one another, images as text, evidence, plans, and all that is claimed or told of a model
(claims.py).

  generate.py SEED [FOLDER]   writes the model (or prints its files)

A model is made of things with what is said of them; how it is said (in the thing, by a template, by
an extension, with `any`, in which file) is chosen afterwards (tell.py), so that the same model can
be said plainly, or cut in two files."""
import pathlib
import sys

import library
import own
import tell
from claims import Claims
from library import PLACES, TIES

WORDS = ["with", "end", "model", "exec", "hosts", "place", "holds", "container", "extend", "is",
         "any", "never", "as", "import", "high"]
TOP = ["internet", "site", "cluster", "account", "boundary", "network", "namespace"]
INNER = ["boundary", "network", "namespace", "pod", "site"]
MACHINES = ["container", "sidecar", "job", "service", "gateway", "database", "cache", "bucket",
            "host", "node", "runner", "workstation", "metadata", "orchestrator", "console",
            "swarm-manager", "gitops-agent", "cluster-store", "registry", "repository", "pipeline",
            "vault", "machine", "store"]
DATA = ["asset", "password", "token", "key", "certificate", "secret", "image", "volume", "data"]
HOSTILE = ["hacker", "nation-state", "malicious-insider", "script-kiddie", "hostile-tenant",
           "botnet-operator", "disgruntled-employee", "malware-creator", "departed-employee"]
CARELESS = ["careless-user", "careless-developer", "careless-operator", "forgetful-patcher",
            "unreliable"]
OTHERS = ["user", "developer", "operator", "automation", "role", "person", "actor", "party"]
REFS = ['"r/i:1"', '"r/i@sha256:00"', '"r.example/i"', '"r/i:1@sha256:00"']
FILES = ["model.ctm", "lib.ctm", "parts/deep.ctm", "leaf.ctm"]
# {(importer, imported): what it may be called there}; the first name is the stem.
IMPORTS = {(0, 1): ["lib", "far"], (1, 2): ["deep", "below"], (2, 3): ["leaf", "tip"]}
ALSO = {(0, 2): ["deep", "under"], (0, 3): ["leaf", "end-leaf"], (1, 3): ["leaf"]}


class Any:
    """A value: every thing of a kind or stance in the nearest place around that has some."""

    def __init__(self, word, things):
        self.word, self.things = word, things


class Thing:
    def __init__(self, name, kind, root, place, file):
        self.name, self.kind, self.root, self.place, self.file = name, kind, root, place, file
        self.said = []  # [key, [values]]: Things, Any or words
        self.ends = None  # of a flow: (source, target)
        self.scope = place  # in whose braces it is written
        self.prefix = None  # of an image as text: its text

    def path(self):
        """From the top of its file."""
        return (self.scope.path() if self.scope else []) + [self.name]

    def around(self):
        place = self.scope
        while place:
            yield place
            place = place.scope

    def top(self):
        return self.scope.top() if self.scope else self

    def says(self, key):
        return any(k == key for k, _ in self.said)

    def add(self, key, values):
        """Adds to what is said; nothing is named twice by the thing itself."""
        known = [v for k, vs in self.said if k == key for v in vs]
        values = [v for v in values if v not in known]
        if values:
            self.said.append([key, values])


class Maker(own.OwnWords, Claims):
    def __init__(self, seed):
        super().__init__(seed)
        self.seed = seed
        self.things = []
        self.nested_names = []
        self.free_words = WORDS[:]
        self.make_files()

    def make_files(self):
        count = self.random.choices([1, 2, 3, 4], [50, 25, 13, 12])[0]
        self.files = FILES[:count]
        self.imports = {}  # {(importer, imported): its name there}, the importers in order
        for ends, names in {**IMPORTS, **ALSO}.items():
            if max(ends) < count and (ends in IMPORTS or self.chance(0.4)):
                self.imports[FILES[ends[0]], FILES[ends[1]]] = self.pick(names)

    # --- names -----------------------------------------------------------------------------

    def name(self, stem, scope=None):
        """A new name; in braces, perhaps one that stands elsewhere, too, in braces. What the
        language means otherwise may be the name of a thing."""
        if self.free_words and self.chance(0.03):
            return self.free_words.pop(self.random.randrange(len(self.free_words)))
        if scope is None:
            return self.new_name(stem)
        near = {t.name for t in self.things if t.scope is scope}
        others = [n for n in self.nested_names if n not in near]
        if others and self.chance(0.25):
            return self.pick(others)
        self.nested_names.append(self.new_name(stem))
        return self.nested_names[-1]

    # --- things ----------------------------------------------------------------------------

    def kind_of(self, favoured, root):
        own = [k for k in self.own_names.get("kind", []) if self.words.root(k) == root]
        if own and self.chance(0.3):
            return self.pick(own)
        return self.pick(self.words.of_root({root}) if self.chance(0.3) else favoured)

    def add(self, kind, place, file=None):
        file = place.file if place else file or self.pick(self.files)
        thing = Thing(self.name("n", place), kind, self.words.root(kind), place, file)
        self.things.append(thing)
        return thing

    def of(self, roots):
        return [t for t in self.things if t.root in roots]

    def make_places(self):
        for _ in range(self.random.randint(1, 3)):
            self.add(self.kind_of(TOP, "boundary"), None)
        for _ in range(self.random.randint(0, 5)):
            near = self.of(PLACES)
            if self.chance(0.15) and self.of({"machine"}):
                near = self.of({"machine"})
            if self.chance(0.7):
                self.add(self.kind_of(INNER, "boundary"), self.pick(near))
            else:
                self.add(self.kind_of(["host", "node"], "machine"), self.pick(near))

    def place_or_none(self, p=0.1):
        return None if self.chance(p) else self.pick(self.of(PLACES))

    def make_things(self):
        for kinds, root, least, most, at_top in (
                (MACHINES, "machine", 3, 10, 0.1), (DATA, "data", 2, 8, 0.6),
                (HOSTILE, "actor", 1, 3, 0.2), (CARELESS, "actor", 0, 2, 0.2),
                (OTHERS, "actor", 0, 3, 0.3)):
            for _ in range(self.random.randint(least, most)):
                self.add(self.kind_of(kinds, root), self.place_or_none(at_top))
        for _ in range(self.random.randint(0, 2)):
            text = self.pick(["a/b:1", "reg.io/x y:2", "c@sha256:0a", 'q\\"t\\\\', "img"]) \
                + str(self.random.randint(0, 1))
            if not any(t.prefix == text for t in self.things):
                image = Thing(None, "image", "data", None, None)
                image.prefix = text
                self.things.append(image)

    def make_musts(self):
        """Each seed uses some words of the library for sure, the next seed the next ones."""
        words = own.LIBRARY

        def nth(items):
            items = list(items)
            return items[self.seed % len(items)]
        self.must_rule = nth(n for n, (word, _) in words.rules.items() if word != "rule")
        control = nth(c for c in words.controls if words.at(c))
        kinds = [nth(k for k in words.kinds if k not in library.ANY), words.at(control)[0],
                 words.rules[self.must_rule][1]]
        for kind in kinds:
            if kind not in ("place", "flow"):
                self.add(kind, self.place_or_none(0.2))
                if self.words.stands(control, kind):
                    self.things[-1].add("with", [control])

    def make_flows(self):
        drawn = set()
        for _ in range(self.random.randint(1, 9)):
            source, target = self.pick(self.of(library.DOERS)), self.pick(self.of({"machine"}))
            homes = [f for f in self.files if self.sees(f, source) and self.sees(f, target)]
            if source is target or not homes:
                continue
            flow = Thing(None, "flow", "flow", None, self.pick(homes))
            flow.ends = (source, target)
            flow.scope = self.pick([None] + [p for p in self.of(PLACES) if p.file == flow.file])
            if self.chance(0.4) or (source, target) in drawn:
                flow.name = self.name("f", flow.scope)
            drawn.add((source, target))
            if self.chance(0.8):
                port = self.pick(["443", "8080", "5432", "any"])
                flow.said.append(["over", [f"{self.pick(self.words.protocols)}/{port}"]])
            self.things.append(flow)

    # --- what is said of them --------------------------------------------------------------

    def sees(self, file, thing):
        """Whether a file can name the thing: its own, and an importer its import's."""
        return (thing.prefix is not None or thing.file == file
                or (file, thing.file) in self.imports)

    def nameable(self, thing):
        return thing.ends is None or thing.name is not None

    def teller_of(self, thing):
        """A file that says something of a thing: its own, or one that imports it and extends it."""
        own = thing.file or self.files[0]
        others = [f for f in self.files if f != own and self.sees(f, thing)]
        is_said_there = others and self.nameable(thing) and thing.prefix is None
        return self.pick(others) if is_said_there and self.chance(0.4) else own

    def tie(self, thing, key):
        _, to, most = TIES[key]
        file = self.teller_of(thing)
        ends = [t for t in self.of(to) if t is not thing and self.nameable(t)
                and self.sees(file, t)
                and (t.prefix is None or key in ("runs", "base"))]
        if thing.says(key) or not ends:
            return
        if key == "on" and self.chance(0.7):
            ends = [e for e in ends if self.words.is_a(e.kind, "host")] or ends
        if key == "governs" and self.chance(0.3):
            ends = [e for e in ends if e in thing.around()] or ends
        most = self.pick([1, 1, most])
        values = self.random.sample(ends, min(most, len(ends)))
        may_be_any = key not in ("runs", "from") and thing.ends is None
        if most > 1 and may_be_any and self.chance(0.3):
            values = values[1:] + [self.any_value(thing, self.pick(ends))]
        thing.add(key, [v for v in values if v is not None])

    def any_value(self, thing, example):
        """`any` of the kind of an example."""
        if example.ends is not None:
            return None
        kind = self.pick([k for k in self.words.ancestors(example.kind) if k != "place"])
        fitting = [t for t in self.things if t.ends is None and t is not thing
                   and self.words.is_a(t.kind, kind)]
        for place in [thing] + list(thing.around()):
            near = [t for t in fitting if place in t.around()]
            if near:
                return Any(kind, near)
        return Any(kind, fitting) if fitting else None

    def make_ties(self):
        for thing in [t for t in self.things if t.prefix is None]:
            for key, (start, _, _) in TIES.items():
                likely = {"on": 0.5, "runs": 0.4, "holds": 0.4, "opens": 0.6, "carries": 0.5,
                          "owns": 0.3, "governs": 0.3, "joins": 0.25, "from": 0.4, "base": 0.3,
                          "mounts": 0.25}.get(key, 0.12)
                if thing.root in start and self.chance(likely):
                    self.tie(thing, key)

    def make_traits(self):
        for thing in self.things:
            if self.chance(0.4):
                thing.add("has", [self.weakness() for _ in range(self.pick([1, 1, 2]))])
            for key, p in (("with", 0.5), ("plans", 0.2)):
                if self.chance(0.7 if thing.ends and key == "with" else p):
                    found = [self.control_at(thing.kind) for _ in range(self.pick([1, 1, 2, 3]))]
                    thing.add(key, [c for c in dict.fromkeys(found) if c])
            for key, values in list(thing.said):
                for value in values:
                    if key in ("with", "has") and self.chance(0.5):
                        thing.said.append(["evidence", [value, '"seen"']])
            if self.chance(0.1):
                control = self.control_at(thing.kind)
                if control:
                    thing.said.append(["evidence", [control, '"unstated"']])
            if thing.root == "actor" and self.chance(0.3):
                thing.said += self.party()
            if thing.kind == "image" and thing.prefix is None and self.chance(0.5):
                thing.said.append(["ref", [self.pick(REFS).replace("i", thing.name)]])

    def make(self):
        for step in (self.make_standards, self.make_weaknesses, self.make_controls,
                     self.make_kinds, self.make_protocols, self.make_rules, self.make_shapes,
                     self.make_places, self.make_things, self.make_musts,
                     self.make_flows, self.make_ties, self.make_traits):
            step()
        # A text names an image only where something runs it or is built on it.
        named = {id(v) for t in self.things for k, vs in t.said for v in vs}
        self.things = [t for t in self.things if t.prefix is None or id(t) in named]
        self.make_told()
        self.make_claims()
        return self


def model(seed):
    """The model, and the same said plainly (None where that cannot be)."""
    maker = Maker(seed).make()
    plain = tell.Teller(maker, True, seed)
    files = plain.all()
    return tell.Teller(maker, False, seed).all(), files if plain.is_possible else None


def split(seed):
    """A model in one file, and the same with a part of it in a file of its own (None where nothing
    can be parted from the rest), which bears PART before its ids."""
    maker = Maker(seed).make()
    if len(maker.files) > 1:
        return None
    whole = tell.Teller(maker, False, seed).all()
    return (whole, tell.Teller(maker, False, seed).all()) if tell.part(maker) else None


def main():
    files, _ = model(int(sys.argv[1]))
    if len(sys.argv) > 2:
        print(files.write(pathlib.Path(sys.argv[2])))
    else:
        for name, lines in files.files.items():
            print(f"# {name}\nctm 1\n" + "".join(line.text() for line in lines))


if __name__ == "__main__":
    main()

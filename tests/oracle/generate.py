"""Random models, the same for the same seed. Each uses words of all of the language: kinds,
relations, `any`, templates, `extend`, imports, images as text, evidence, plans, and terms and rules
of its own.

  generate.py SEED [FOLDER]   writes the model (or prints its root file)

A model is made of things with what is said of them; how it is said (in the thing, by a template, by
an extension, with `any`) is chosen afterwards, so that the same model can be said plainly."""
import pathlib
import random
import sys

import library
from library import PATHS, PLACES, PRIVILEGES, TIES
from source import Files, Line

HERE = pathlib.Path(__file__).resolve().parent
LIBRARY = library.load(HERE.parent.parent)
WORDS = ["with", "end", "model", "exec", "hosts", "place", "holds", "container", "extend", "is"]
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
WEAKNESSES_FAVOURED = ["privileged", "docker-socket", "known-vulnerability", "default-credentials",
                       "ssrf", "exposed", "leaked", "can-deploy", "cluster-admin", "policy-gap",
                       "runs-what-it-fetches", "embedded-secret", "vulnerable-runtime",
                       "unpatched-kernel", "host-network", "executable-volume", "phishable"]
SHAPES = [
    ("flow", "target.hide", "within.*"), ("flow", "source.keep", "source.within.*"),
    ("boundary", "hosts.hide", "hosts.*"), ("boundary", "keep", "hosts.*"),
    ("machine", "hide", "*"), ("machine", "hosts.keep", "hosts.guests.*"),
    ("machine", "hide", "outgoing.within.*"), ("place", "flows.source.keep", "flows.target.*"),
]
FAVOURED_PATHS = ["hosts", "flows", "outgoing", "incoming", "takers", "callers", "inners",
                   "keys"]


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

    def says(self, key):
        return any(k == key for k, _ in self.said)

    def add(self, key, values):
        """Adds to what is said; nothing is named twice by the thing itself."""
        known = [v for k, vs in self.said if k == key for v in vs]
        values = [v for v in values if v not in known]
        if values:
            self.said.append([key, values])


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.words = LIBRARY.copy()
        self.own = []  # lines of its own vocabulary
        self.own_names = {"control": [], "weakness": [], "mistake": [], "protocol": []}
        self.things = []
        self.count = 0
        self.free_words = WORDS[:]
        self.files = ["model.ctm"]
        if self.chance(0.35):
            self.files.append("lib.ctm")
        self.alias = self.random.choice(["lib", "far"])
        self.templates = []

    # --- dice ------------------------------------------------------------------------------

    def chance(self, p):
        return self.random.random() < p

    def some(self, items, most):
        items = list(items)
        return self.random.sample(items, min(len(items), self.random.randint(0, most)))

    def pick(self, items):
        return self.random.choice(list(items))

    def name(self, stem):
        """A new name. What the language means elsewhere may be the name of a thing."""
        self.count += 1
        if stem in ("n", "f") and self.free_words and self.chance(0.03):
            return self.free_words.pop()
        return f"{stem}{self.count}"

    # --- a vocabulary of its own -----------------------------------------------------------

    def weakness(self):
        favoured = self.own_names["weakness"] * 3 + WEAKNESSES_FAVOURED * 2
        return self.pick(favoured + list(self.words.weaknesses))

    def favoured(self, fitting):
        """One of these controls, more likely one of its own, most likely the first."""
        own = [c for c in fitting if c in self.own_names["control"]]
        if own and self.chance(0.6):
            return own[0] if self.chance(0.4) else self.pick(own)
        return self.pick(fitting) if fitting else None

    def control_at(self, kind):
        return self.favoured([c for c in self.words.controls if self.words.stands(c, kind)])

    def control_seen(self, roots):
        """A control, or a category, that something of these roots may be with."""
        return self.favoured([c for c in self.words.controls
                              if self.words.control_roots(c) & roots])

    def declare(self, word, name, clauses):
        self.own.append(Line(f"{word} {name}", clauses))
        self.own_names.setdefault(word, []).append(name)

    def make_weaknesses(self):
        for _ in range(self.random.randint(0, 3)):
            name = self.name("weak")
            parent = self.weakness() if self.chance(0.6) else None
            self.words.weaknesses[name] = parent
            self.declare("weakness", name, [["is", [parent]]] if parent else [])
        if self.chance(0.2):
            name = self.name("weak")
            self.words.weaknesses[name] = None
            self.declare("weakness", name, [["observed", ["no-digest"]]])

    def make_controls(self):
        broad = ["machine", "flow", "place", "boundary", "data", "actor"]
        for i in range(self.random.randint(0, 6)):
            name = self.name("guard")
            parents = self.some(self.words.controls, 2)
            kinds = self.some([k for k in self.words.kinds], 2) if self.chance(0.7) else []
            if kinds and self.chance(0.5):
                kinds = list(dict.fromkeys(kinds + self.some(broad, 3)))
            if i == 0:
                parents, kinds = [], broad
            self.make_control(name, parents, kinds)
        if self.chance(0.5):
            # What flows and machines are asked for: the weakest door. With a place of its own it
            # is no category, and flows do not lend it to their target.
            category = self.name("guard")
            self.make_control(category, [], self.pick([[], ["flow"]]))
            self.make_control(self.name("guard"), [category], ["flow"])
            self.make_control(self.name("guard"), [category], ["flow", "container"])

    def make_control(self, name, parents, kinds):
        self.words.controls[name] = (parents, kinds)
        clauses = ([["is", parents]] if parents else []) + ([["at", kinds]] if kinds else [])
        self.declare("control", name, clauses)

    def defaults(self, kind):
        clauses = []
        for key, p in (("has", 0.3), ("with", 0.4), ("plans", 0.2)):
            if not self.chance(p):
                continue
            value = self.weakness() if key == "has" else self.control_at(kind)
            if value:
                clauses.append([key, [value]])
        return clauses

    def party(self):
        clauses = []
        if self.chance(0.5):
            clauses.append(["skill", [str(self.random.randint(0, 4))]])
        if self.chance(0.5):
            clauses.append(["resources", [str(self.random.randint(0, 4))]])
        if self.chance(0.3):
            clauses.append(["stance", [self.pick(["hostile", "careless", "legitimate"])]])
        if self.chance(0.3):
            clauses.append(["makes", self.some(self.words.mistakes, 5) or ["forget-patch"]])
        return clauses

    def make_kinds(self):
        for _ in range(self.random.randint(0, 4)):
            parent = self.pick([k for k in self.words.kinds if k != "flow"])
            name = self.name("sort")
            self.words.kinds[name] = parent
            clauses = [["is", [parent]]] + self.defaults(name)
            if self.words.root(name) == "actor":
                clauses += self.party()
            self.declare("kind", name, clauses)

    def make_protocols(self):
        for _ in range(self.random.randint(0, 2)):
            name = self.name("wire")
            parent = self.pick(self.words.protocols) if self.chance(0.6) else None
            self.words.protocols[name] = parent
            self.declare("protocol", name, ([["is", [parent]]] if parent else [])
                         + self.defaults("flow"))

    # --- rules -----------------------------------------------------------------------------

    def hop(self, roots, many=None):
        words = [w for w, (is_many, start, _) in PATHS.items()
                 if start & roots and (many is None or is_many == many)]
        words += [w for w in words if w in FAVOURED_PATHS] * 2
        return self.pick(words) if words else None

    def chain(self, roots, hops):
        """[(hops so far, roots there)], from no hop on."""
        steps = [((), roots)]
        for _ in range(hops):
            word = self.hop(steps[-1][1])
            if not word:
                break
            steps.append((steps[-1][0] + (word,), PATHS[word][2]))
        return steps

    def along(self, chain):
        """A path whose part behind its last many-valued hop may leave the chain."""
        hops, roots = self.pick(chain)
        if self.chance(0.25):
            word = self.hop(roots, False)
            if word:
                return hops + (word,), PATHS[word][2]
        return hops, roots

    def factor(self, chain, is_weakness):
        hops, roots = self.along(chain)
        fitting = [p for p, of in PRIVILEGES.items() if of & roots]
        return ".".join((*hops, self.weakness() if is_weakness else self.pick(fitting)))

    def look(self, chain):
        """A control anywhere: on the walk, beside it, behind it, around it."""
        hops, roots = self.along(chain)
        for _ in range(self.pick([0, 0, 1, 1, 2])):
            word = self.hop(roots)
            if not word:
                break
            hops, roots = hops + (word,), PATHS[word][2]
        within = ()
        if self.chance(0.5 if "flow" in roots else 0.25):
            within, roots = ("within",), PLACES
        control = self.control_seen(roots)
        return ".".join((*hops, *within, control)) if control and len(hops) <= 8 else None

    def easy_clauses(self, kind, roots):
        """A technique that anybody can take, to something that leads nowhere: whether a path or a
        control is right shows at once."""
        chain = self.chain(roots, self.pick([1, 1, 2, 3]))
        hops, ends = self.along(chain)
        hidden = [p for p in ("keep", "hide", "deny") if PRIVILEGES[p] & ends]
        gains = self.pick(hidden or [p for p, of in PRIVILEGES.items() if of & ends])
        looks = sorted({self.look(chain) for _ in range(self.pick([0, 1, 1, 1, 2]))} - {None})
        needs = [self.factor(chain, True)] if self.chance(0.2) else []
        return [c for c in (["at", [kind]], ["needs", needs], ["gains", [".".join((*hops, gains))]],
                            ["stopped-by", looks]) if c[1]]

    def rule_clauses(self, kind, word):
        roots = PLACES if kind == "place" else frozenset((self.words.root(kind),))
        if word == "technique" and self.chance(0.6):
            return self.easy_clauses(kind, roots)
        chain = self.chain(roots, self.pick([0, 1, 1, 1, 2, 2, 3]))
        shared = chain[:self.random.randint(1, len(chain))]
        premises = {self.factor(shared, self.chance(0.1))
                    for _ in range(self.pick([0, 1, 1, 1, 1, 2, 2, 3] if word != "rule"
                                             else [1, 1, 1, 2, 2, 3, 4]))}
        needs = {self.factor(shared, True) for _ in range(self.pick([0, 0, 0, 1, 1, 2]))} - premises
        gains = {self.factor(chain, self.chance(0.5 if word == "mistake" else 0.15))
                 for _ in range(self.pick([1, 1, 2, 3]))}
        looks = {self.look(chain) for _ in range(self.pick([0, 1, 1, 2, 3]))} - {None}
        clauses = [["from", sorted(premises)], ["needs", sorted(needs)], ["gains", sorted(gains)],
                   ["stopped-by", sorted(looks)]]
        if word == "technique":
            slows = {self.look(chain) for _ in range(self.pick([0, 0, 1, 2]))} - {None} - looks
            clauses += [["slowed-by", sorted(slows)], ["skill", [str(self.random.randint(0, 4))]],
                        ["resources", [str(self.random.randint(0, 3))]],
                        ["effort", [str(self.random.randint(0, 9))]]]
        return [["at", [kind]]] + [c for c in clauses if c[1]]

    def make_rules(self):
        for _ in range(self.random.randint(0, 16)):
            word = self.pick(["rule", "technique", "technique", "technique", "mistake"])
            kind = self.pick(["machine", "machine", "place", "boundary", "actor", "data", "data", "flow",
                              "flow", "host", "workload", "secret", "image", "person",
                              self.pick(self.words.kinds)])
            name = self.name("law")
            self.declare(word, name, self.rule_clauses(kind, word))
            self.words.rules.add(name)
            if word == "mistake":
                self.words.mistakes.add(name)

    def make_shapes(self):
        """Techniques that anybody can take, of the shapes that chance seldom finds."""
        for at, gains, stopped in SHAPES:
            looks = [c for c in self.own_names["control"]
                     if self.words.control_roots(c) & library.MACHINE]
            if looks and self.chance(0.25):
                self.declare("technique", self.name("law"), [
                    ["at", [at]], ["gains", [gains]],
                    ["stopped-by", [stopped.replace("*", self.pick(looks))]]])

    # --- things ----------------------------------------------------------------------------

    def kind_of(self, favoured, root):
        own = [k for k in self.own_names.get("kind", []) if self.words.root(k) == root]
        return self.pick(own) if own and self.chance(0.3) else self.pick(favoured)

    def add(self, kind, place, file=None):
        file = place.file if place else file or self.pick(self.files)
        thing = Thing(self.name("n"), kind, self.words.root(kind), place, file)
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
        for _ in range(self.random.randint(3, 10)):
            self.add(self.kind_of(MACHINES, "machine"), self.place_or_none())
        for _ in range(self.random.randint(2, 8)):
            self.add(self.kind_of(DATA, "data"), self.place_or_none(0.6))
        for _ in range(self.random.randint(1, 3)):
            self.add(self.kind_of(HOSTILE, "actor"), self.place_or_none(0.2))
        for _ in range(self.random.randint(0, 2)):
            self.add(self.kind_of(CARELESS, "actor"), self.place_or_none(0.2))
        for _ in range(self.random.randint(0, 3)):
            self.add(self.kind_of(OTHERS, "actor"), self.place_or_none(0.3))
        for _ in range(self.random.randint(0, 2)):
            text = self.pick(["a/b:1", "reg.io/x y:2", "c@sha256:0a", 'q\\"t\\\\', "img"]) \
                + str(self.random.randint(0, 1))
            if not any(t.prefix == text for t in self.things):
                image = Thing(None, "image", "data", None, None)
                image.prefix = text
                self.things.append(image)

    def make_flows(self):
        drawn = set()
        for _ in range(self.random.randint(1, 9)):
            source, target = self.pick(self.of(library.DOERS)), self.pick(self.of({"machine"}))
            if source is target or not self.sees(source.file, target):
                continue
            flow = Thing(None, "flow", "flow", None, source.file)
            flow.ends = (source, target)
            if self.chance(0.4) or (source, target) in drawn:
                flow.name = self.name("f")
            drawn.add((source, target))
            flow.scope = self.pick([None] + [p for p in self.of(PLACES) if p.file == flow.file])
            if self.chance(0.8):
                flow.said.append(["over", [f"{self.pick(self.words.protocols)}/443"]])
            self.things.append(flow)

    # --- what is said of them --------------------------------------------------------------

    def sees(self, file, thing):
        """Whether a file can name the thing: its own, and the root file its import's."""
        return thing.prefix is not None or thing.file == file or file == self.files[0]

    def nameable(self, thing):
        return thing.ends is None or thing.name is not None

    def tie(self, thing, key):
        _, to, most = TIES[key]
        file = thing.file or self.files[0]
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
        if most > 1 and key not in ("runs", "from", "base", "joins", "as") and thing.ends is None and self.chance(0.3):
            values = [v for v in values[1:]] + [self.any_value(thing, self.pick(ends))]
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
                thing.said.append(["ref", [self.pick(['"r/i:1"', '"r/i@sha256:00"'])
                                           .replace("i", thing.name)]])

    def make(self):
        for step in (self.make_weaknesses, self.make_controls, self.make_kinds,
                     self.make_protocols, self.make_rules, self.make_shapes, self.make_places, self.make_things,
                     self.make_flows, self.make_ties, self.make_traits):
            step()
        # A text names an image only where something runs it or is built on it.
        named = {id(v) for t in self.things for k, vs in t.said for v in vs}
        self.things = [t for t in self.things if t.prefix is None or id(t) in named]
        return self


# --- how it is said -----------------------------------------------------------------------------

class Teller:
    """Writes a made model: plainly, or with templates, extensions and `any`."""

    def __init__(self, maker, is_plain, seed):
        self.m, self.is_plain, self.is_possible = maker, is_plain, True
        self.random = random.Random(seed)
        self.lines = {file: [] for file in maker.files}
        self.count = 0

    def chance(self, p):
        return self.random.random() < p

    def reference(self, thing, scope, file):
        """A name of the thing, as seen from inside a scope (a Thing or None) of a file."""
        if thing.prefix is not None:
            return f'"{thing.prefix}"'
        path = thing.path()
        if thing.file != file:
            return ".".join([self.m.alias] + path)
        while scope and self.chance(0.7):
            around = scope.path()
            if path[:len(around)] == around and len(path) > len(around):
                return ".".join(path[len(around):])
            scope = scope.scope
        return ".".join(path)

    def values(self, key, values, scope, file):
        told = []
        for value in values:
            if isinstance(value, Any) and self.is_plain:
                things = [t for t in value.things if t in self.m.things]
                # A text names no thing here, and an import cannot name what its importer has.
                self.is_possible &= all(t.prefix is None and self.m.sees(file, t) for t in things)
                told += [self.reference(t, scope, file) for t in things if t not in values]
            elif isinstance(value, Any):
                told.append(f"any {value.word}")
            elif isinstance(value, Thing):
                told.append(self.reference(value, scope, file))
            else:
                told.append(value)
        return list(dict.fromkeys(told))

    def split(self, thing):
        """What the thing says itself, by a template, by an extension."""
        shares = {"own": [], "template": [], "extend": []}
        for key, values in thing.said:
            where = "own"
            if not self.is_plain and key not in ("ref", "was"):
                where = self.random.choices(["own", "template", "extend"], [6, 1, 2])[0]
            if thing.prefix is not None:
                where = "extend"
            # A template of the same file alone; `any` is of the thing either way.
            shares[where].append([key, values])
        return shares

    def template(self, thing, said):
        """Its name; often the one of a template that is itself another."""
        name = f"lent{self.next()}"
        clauses = [[k, self.values(k, v, None, thing.file)] for k, v in said]
        half = len(clauses) // 2
        if half and self.chance(0.5):
            base = f"lent{self.next()}"
            self.lines[thing.file].append(Line(f"template {base}", clauses[:half]))
            clauses = clauses[half:] + [["is", [base]]]
        self.lines[thing.file].append(Line(f"template {name}", clauses))
        return name

    def next(self):
        self.count += 1
        return self.count

    def header(self, thing, scope):
        if thing.ends is None:
            return f"{thing.kind} {thing.name}" + (' "Title"' if self.chance(0.2) else "")
        source, target = (self.reference(end, scope, thing.file) for end in thing.ends)
        return (f"{thing.name}: " if thing.name else "") + f"{source} -> {target}"

    def subject(self, thing, file):
        """A thing behind `extend`."""
        if thing.prefix is not None:
            return f'"{thing.prefix}"'
        if thing.ends is not None and thing.name is None:
            # The ends as the file calls them; a flow of an import is extended there.
            return " -> ".join(self.reference(end, None, file) for end in thing.ends)
        return self.reference(thing, None, file)

    def tell(self, thing):
        shares = self.split(thing)
        file = thing.file or self.m.files[0]
        if shares["extend"]:
            inside = thing if thing.ends is None else thing.scope
            if thing.prefix is not None:
                inside = None
            clauses = [[k, self.values(k, v, inside, file)] for k, v in shares["extend"]]
            clauses = [c for c in clauses if c[1]]
            if clauses:
                self.lines[file].append(Line(f"extend {self.subject(thing, file)}", clauses))
        if thing.prefix is not None:
            return None
        inside = thing if thing.ends is None else thing.scope
        clauses = [[k, self.values(k, v, inside, file)] for k, v in shares["own"]]
        if shares["template"]:
            clauses.append(["is", [self.template(thing, shares["template"])]])
        inner = [self.tell(t) for t in self.m.things if t.scope is thing]
        line = Line(self.header(thing, thing.scope), [c for c in clauses if c[1]],
                    [i for i in inner if i])
        line.inline = not self.is_plain and len(line.clauses) < 4 and self.chance(0.3)
        return line

    def all(self):
        for thing in self.m.things:
            if thing.scope is None:
                line = self.tell(thing)
                if line:
                    self.lines[thing.file].append(line)
        vocabulary = [line.copy() for line in self.m.own]
        for line in vocabulary:
            self.lines[self.random.choice(self.m.files)].append(line)
        if not self.is_plain:
            for lines in self.lines.values():
                self.random.shuffle(lines)
        if len(self.m.files) > 1:
            name = "" if self.m.alias == "lib" else f" as {self.m.alias}"
            self.lines[self.m.files[0]].insert(0, Line(f'import "lib.ctm"{name}'))
        return Files(self.lines)


def model(seed):
    """The model, and the same said plainly (None where that cannot be)."""
    maker = Maker(seed).make()
    plain = Teller(maker, True, seed)
    files = plain.all()
    return Teller(maker, False, seed).all(), files if plain.is_possible else None


def main():
    files, _ = model(int(sys.argv[1]))
    if len(sys.argv) > 2:
        print(files.write(pathlib.Path(sys.argv[2])))
    else:
        for name, lines in files.files.items():
            print(f"# {name}\nctm 1\n" + "".join(line.text() for line in lines))


if __name__ == "__main__":
    main()

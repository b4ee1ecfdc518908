"""A vocabulary of its own for a random model: weaknesses, controls, kinds, protocols, a standard,
and rules of every form that ctm takes."""
import random

import library
from library import PATHS, PLACES, PRIVILEGES, TIES
from source import Line

LIBRARY = library.load()
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
STRIDE = ["spoof", "tamper", "repudiate", "disclose", "deny", "elevate"]
AIMS = ["confidentiality", "integrity", "availability", "resources", "foothold"]
GLYPHS = ["container", "host", "asset", "person", "robot", "service", "gateway"]


class Dice:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def chance(self, p):
        return self.random.random() < p

    def some(self, items, most):
        items = list(items)
        return self.random.sample(items, min(len(items), self.random.randint(0, most)))

    def pick(self, items):
        return self.random.choice(list(items))


class OwnWords(Dice):
    def __init__(self, seed):
        super().__init__(seed)
        self.words = LIBRARY.copy()
        self.own = []  # lines of its own vocabulary
        self.own_names = {"control": [], "weakness": [], "mistake": [], "protocol": []}
        self.tables = {}  # of its own standards: {file name: text}
        self.entries = list(LIBRARY.entries)  # what `maps` may name
        self.count = 0

    def new_name(self, stem):
        self.count += 1
        return f"{stem}{self.count}"

    # --- words ---------------------------------------------------------------------------------

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
        """What may stand at a kind; what is made for few kinds is not rarer than what is for
        many."""
        fitting = [c for c in self.words.controls if self.words.stands(c, kind)]
        if fitting and self.chance(0.4):
            near = self.pick([k for k in self.words.ancestors(kind)
                              if any(k in self.words.at(c) for c in fitting)])
            return self.pick([c for c in fitting if near in self.words.at(c)])
        return self.favoured(fitting)

    def control_seen(self, roots):
        """A control, or a category, that something of these roots may be with."""
        return self.favoured([c for c in self.words.controls
                              if self.words.control_roots(c) & roots])

    def declare(self, word, name, clauses):
        title = ' "Their own"' if self.chance(0.3) else ""
        clauses = clauses + self.learned(word)
        self.own.append(Line(f"{word} {name}{title}", clauses))
        self.own_names.setdefault(word, []).append(name)

    def learned(self, word):
        """What a reader wants to know of a word, and the analysis does not."""
        may = {"link": ["kind", "control", "weakness", "protocol", "rule", "technique", "mistake"],
               "maps": ["control", "weakness", "rule", "technique", "mistake"],
               "assumes": ["control", "rule", "technique", "mistake"],
               "proves": ["control", "weakness"], "stride": ["technique"]}
        clauses = []
        for key, words in may.items():
            if word not in words or not self.chance(0.3):
                continue
            values = {"maps": lambda: sorted({self.pick(self.entries) for _ in range(2)}),
                      "stride": lambda: [s for s in STRIDE if self.chance(0.4)] or ["deny"],
                      "link": lambda: ['"https://example.org/a"', '"https://example.org/b"'],
                      "assumes": lambda: ['"It is so."'],
                      "proves": lambda: ['"compose: x"', '"kubernetes: y"']}[key]()
            clauses.append([key, values])
        return clauses

    def make_standards(self):
        """Now and then a table of requirements of its own, beside the root file."""
        if not self.chance(0.2):
            return
        name = self.new_name("house")
        self.tables[f"{name}.tsv"] = "# Ours\nid\ttitle\nR.1\tFirst\nR.2\tSecond\n"
        self.own.append(Line(f'standard {name} "House rules"', [
            ["version", ['"2"']], ["url", ['"https://example.org/rules"']],
            ["titles", [f'"{name}.tsv"']], ["link", ['"https://example.org/why"']]]))
        self.entries = [f"{name}/R.1", f"{name}/R.2"] * 20 + self.entries

    def make_weaknesses(self):
        for _ in range(self.random.randint(0, 3)):
            name = self.new_name("weak")
            parent = self.weakness() if self.chance(0.6) else None
            self.words.weaknesses[name] = parent
            self.declare("weakness", name, [["is", [parent]]] if parent else [])
        if self.chance(0.2):
            name = self.new_name("weak")
            self.words.weaknesses[name] = None
            self.declare("weakness", name, [["observed", ["no-digest"]]])

    def make_controls(self):
        broad = ["machine", "flow", "place", "boundary", "data", "actor"]
        for i in range(self.random.randint(0, 6)):
            name = self.new_name("guard")
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
            category = self.new_name("guard")
            self.make_control(category, [], self.pick([[], ["flow"]]))
            self.make_control(self.new_name("guard"), [category], ["flow"])
            self.make_control(self.new_name("guard"), [category], ["flow", "container"])

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
        if self.chance(0.3):
            clauses.append(["aims", self.random.sample(AIMS, self.random.randint(1, 3))])
        return clauses

    def make_kinds(self):
        for _ in range(self.random.randint(0, 4)):
            parent = self.pick([k for k in self.words.kinds if k != "flow"])
            name = self.new_name("sort")
            self.words.kinds[name] = parent
            clauses = [["is", [parent]]] + self.defaults(name)
            if self.chance(0.2):
                clauses.append(["glyph", [self.pick(GLYPHS)]])
            ties = [k for k, (start, _, _) in TIES.items() if self.words.root(name) in start]
            if ties and self.chance(0.3):
                clauses.append(["expects", self.random.sample(ties, min(2, len(ties)))])
            if self.words.root(name) == "actor":
                clauses += self.party()
            self.declare("kind", name, clauses)

    def make_protocols(self):
        for _ in range(self.random.randint(0, 2)):
            name = self.new_name("wire")
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
            kind = self.pick(["machine", "machine", "place", "boundary", "actor", "data", "data",
                              "flow", "flow", "host", "workload", "secret", "image", "person",
                              self.pick(self.words.kinds)])
            name = self.new_name("law")
            self.declare(word, name, self.rule_clauses(kind, word))
            self.words.add_rule(word, name, kind)

    def make_shapes(self):
        """Techniques that anybody can take, of the shapes that chance seldom finds."""
        for at, gains, stopped in SHAPES:
            looks = [c for c in self.own_names["control"]
                     if self.words.control_roots(c) & library.MACHINE]
            if looks and self.chance(0.25):
                self.declare("technique", self.new_name("law"), [
                    ["at", [at]], ["gains", [gains]],
                    ["stopped-by", [stopped.replace("*", self.pick(looks))]]])

"""What the library declares, as a generator asks for it: names, what they are, where they stand.
And the tables of the design: roots, privileges, paths, relations."""
import reader

PLACES = frozenset(("boundary", "machine"))
DOERS = frozenset(("machine", "actor"))
DATA = frozenset(("data",))
MACHINE = frozenset(("machine",))
BOUNDARY = frozenset(("boundary",))
ACTOR = frozenset(("actor",))
FLOW = frozenset(("flow",))
ANY = PLACES | DOERS | DATA | FLOW

PRIVILEGES = {
    "call": PLACES, "inside": PLACES, "reach": DOERS, "use": DOERS | DATA | FLOW,
    "exec": PLACES | ACTOR, "admin": PLACES, "deny": MACHINE | DATA, "deploy": PLACES,
    "read": PLACES | DATA | FLOW, "write": MACHINE | DATA | FLOW, "keep": PLACES, "hide": MACHINE,
}
# word: (is many-valued, from, to)
PATHS = {
    "place": (False, PLACES | ACTOR | DATA, PLACES), "members": (True, PLACES, DOERS),
    "inners": (True, PLACES, BOUNDARY), "networks": (True, MACHINE, BOUNDARY),
    "hosts": (True, DOERS | BOUNDARY, MACHINE), "guests": (True, MACHINE, DOERS),
    "image": (False, MACHINE, DATA), "instances": (True, DATA, MACHINE),
    "registry": (False, DATA, MACHINE), "images": (True, MACHINE, DATA),
    "bases": (True, DATA, DATA), "derived": (True, DATA, DATA),
    "sources": (True, MACHINE, MACHINE), "takers": (True, MACHINE, MACHINE),
    "products": (True, MACHINE, DATA), "builders": (True, DATA, MACHINE),
    "signs": (True, DATA, DATA), "signers": (True, DATA, DATA),
    "mounts": (True, MACHINE, DATA), "mounters": (True, DATA, MACHINE),
    "holds": (True, ANY, DATA), "holders": (True, DATA, ANY),
    "opens": (True, DATA, DOERS | DATA), "keys": (True, DOERS | DATA, DATA),
    "owns": (True, ACTOR | DATA, ANY), "owners": (True, ANY, ACTOR | DATA),
    "governs": (True, DOERS, BOUNDARY), "governors": (True, BOUNDARY, DOERS),
    "as": (True, ACTOR, ACTOR), "breached": (True, ACTOR, MACHINE),
    "source": (False, FLOW, DOERS), "target": (False, FLOW, MACHINE),
    "carries": (True, FLOW, DATA), "outgoing": (True, DOERS, FLOW),
    "incoming": (True, MACHINE, FLOW), "callees": (True, DOERS, MACHINE),
    "callers": (True, MACHINE, DOERS), "flows": (True, PLACES, FLOW),
}
# key: (from, to, how many)
TIES = {
    "joins": (MACHINE, BOUNDARY, 2), "on": (DOERS, MACHINE, 2), "runs": (MACHINE, DATA, 1),
    "from": (DATA, MACHINE, 1), "base": (DATA, DATA, 2), "takes": (MACHINE, MACHINE, 2),
    "builds": (MACHINE, DATA, 2), "signs": (DATA, DATA, 2), "mounts": (MACHINE, DATA, 2),
    "holds": (ANY, DATA, 3), "opens": (DATA, DOERS | DATA, 2), "owns": (ACTOR | DATA, ANY, 2),
    "governs": (DOERS, BOUNDARY, 2), "as": (ACTOR, ACTOR, 1), "breached": (ACTOR, MACHINE, 1),
    "carries": (FLOW, DATA, 2),
}


class Vocabulary:
    def __init__(self):
        self.kinds = {root: None for root in ("boundary", "machine", "actor", "data", "flow")}
        self.controls = {}    # name: (what it is, kinds of its own `at`)
        self.weaknesses = {}  # name: parent
        self.protocols = {}
        self.rules = {}       # name: (rule, technique or mistake, the kind it is at)
        self.mistakes = {}    # names alone
        self.entries = {}     # what `maps` names: STANDARD/CODE

    def declare(self, d):
        word, name = d.head[0], d.head[1]
        if word == "kind":
            self.kinds[name] = d.one("is")
        elif word == "control":
            self.controls[name] = (d.values("is"), d.values("at"))
        elif word in ("weakness", "protocol"):
            known = self.weaknesses if word == "weakness" else self.protocols
            known[name] = d.one("is")
        elif word in ("rule", "technique", "mistake"):
            self.add_rule(word, name, d.one("at"))
        self.entries.update(dict.fromkeys(d.values("maps")))

    def add_rule(self, word, name, kind):
        self.rules[name] = (word, kind)
        if word == "mistake":
            self.mistakes[name] = None

    def copy(self):
        other = Vocabulary()
        for name in vars(self):
            setattr(other, name, getattr(self, name).copy())
        return other

    def ancestors(self, kind):
        while kind:
            yield kind
            parent = self.kinds[kind]
            if not parent and kind in PLACES:
                yield "place"
            kind = parent

    def root(self, kind):
        return [a for a in self.ancestors(kind) if a != "place"][-1]

    def is_a(self, kind, ancestor):
        return ancestor in self.ancestors(kind)

    def of_root(self, roots):
        return [k for k in self.kinds if k not in ANY and self.root(k) in roots]

    def at(self, control):
        parents, own = self.controls[control]
        return own or [k for p in parents for k in self.at(p)]

    def stands(self, control, kind):
        return any(self.is_a(kind, k) for k in self.at(control))

    def all_that_are(self, control):
        return [c for c in self.controls if control in self.closure(c)]

    def closure(self, control):
        found = {control}
        for parent in self.controls[control][0]:
            found |= self.closure(parent)
        return found

    def control_roots(self, control):
        roots = set()
        for c in self.all_that_are(control):
            for kind in self.at(c):
                roots |= PLACES if kind == "place" else {self.root(kind)}
        return roots


def load():
    """What dsl/std declares."""
    v = Vocabulary()
    for d in reader.library():
        v.declare(d)
    return v

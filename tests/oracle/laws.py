"""Laws that hold of every model, whatever it says: each returns None, or how it is broken."""
import random
import re

import own
import oracle
from source import Line

ACTORS = re.compile(r'^skill\("((?:\\.|[^"\\])*)",', re.M)
KINDS = re.compile(r'^kind_of\("((?:\\.|[^"\\])*)","([^"]*)"\)', re.M)


def plain_text(quoted):
    return re.sub(r"\\(.)", r"\1", quoted)


class Case:
    """A model written to a folder, and what was asked of it already."""

    def __init__(self, ctm, files, folder, seed):
        self.ctm, self.files, self.folder = ctm, files, folder
        self.random = random.Random(seed)
        self.path = files.write(folder / "model")
        self.known = {}

    def export(self):
        return oracle.run(self.ctm, "export", self.path)

    def states(self, *options):
        if options not in self.known:
            self.known[options] = oracle.ours(self.ctm, self.path, options)
        return self.known[options]

    def tsv_of(self, files, name):
        return oracle.run(self.ctm, "reach", files.write(self.folder / name), "--format", "tsv")

    def tsv(self):
        return oracle.run(self.ctm, "reach", self.path, "--format", "tsv")

    def things(self):
        """(id, kind) of all."""
        return [(plain_text(i), k) for i, k in KINDS.findall(self.export())]

    def actors(self):
        return [plain_text(i) for i in ACTORS.findall(self.export())]

    def extended(self, thing, key, value):
        """The same model with one more thing said."""
        files = self.files.copy()
        root = next(iter(files.files.values()))
        subject = thing.replace("->", " -> ")
        if thing.startswith('"'):  # an id has its text as it is, a file has it escaped
            subject = '"' + re.sub(r'(["\\\\])', r"\\\1", thing[1:-1]) + '"'
        root.append(Line(f"extend {subject}", [[key, [value]]]))
        return files

    def states_of(self, files, name):
        return oracle.ours(self.ctm, files.write(self.folder / name), ())


def difference(name, more, less):
    gone = sorted(less - more)
    return f"{name}: {gone[:3]} of {len(gone)}" if gone else None


def same(name, a, b):
    return difference(name, a, b) or difference(name, b, a)


def worlds(case):
    """No control counted, those with evidence, those in place, those to come: each gives less."""
    order = ["inherent", "evidenced", "residual", "planned"]
    found = [case.states(*oracle.WORLDS[w]) for w in order]
    for i in range(3):
        broken = difference(f"{order[i]} lacks what {order[i + 1]} has", found[i], found[i + 1])
        if broken:
            return broken
    return difference("a slip takes away", case.states("--despite", "all"), found[2])


def order(case):
    """The order of lines means nothing, of declarations in braces neither."""
    files = case.files.copy()
    for name, lines in files.files.items():
        imports = [line for line in lines if line.head.startswith("import ")]
        rest = [line for line in lines if not line.head.startswith("import ")]
        case.random.shuffle(rest)
        files.files[name] = imports + rest
    for line in files.all_lines():
        case.random.shuffle(line.inner)
    if case.tsv_of(files, "shuffled") != case.tsv():
        return "another order of lines, another answer"
    return None


def skill(case):
    """Nobody gets further for knowing less."""
    files = case.files.copy()
    for line in files.all_lines():
        if not line.head.startswith(("rule ", "technique ", "mistake ")):
            line.clauses = [[k, ["0"] if k in ("skill", "resources") else v]
                            for k, v in line.clauses]
    return difference("less skill, more states", case.states(), case.states_of(files, "unskilled"))


def control(case):
    """One more control adds no state; supposed or said, it is the same."""
    words = own.LIBRARY
    thing, kind = case.random.choice([t for t in case.things() if t[1] in words.kinds] or [(0, 0)])
    fitting = [c for c in words.controls if thing and words.stands(c, kind)]
    if not fitting:
        return None
    name = case.random.choice(fitting)
    supposed = case.states("--with", f"{name}@{thing}")
    return difference(f"with {name}@{thing}: more states", case.states(), supposed) or same(
        f"with {name}@{thing}: said and supposed differ", supposed,
        case.states_of(case.extended(thing, "with", name), "guarded"))


def control_taken(case):
    """One less control takes no state away."""
    words = own.LIBRARY
    used = {v for line in case.files.all_lines() for k, vs in line.clauses if k == "with"
            for v in vs if v in words.controls}
    if not used:
        return None
    name = case.random.choice(sorted(used))
    return difference(f"without {name}@all: fewer states",
                      case.states("--without", f"{name}@all"), case.states())


def weakness(case):
    """One more weakness takes no state away; supposed or said, it is the same."""
    thing, _ = case.random.choice(case.things())
    name = case.random.choice(own.WEAKNESSES_FAVOURED)
    supposed = case.states("--has", f"{name}@{thing}")
    return difference(f"has {name}@{thing}: fewer states", supposed, case.states()) or same(
        f"has {name}@{thing}: said and supposed differ", supposed,
        case.states_of(case.extended(thing, "has", name), "weakened"))


def held(case):
    """One thing more that is held takes no state away. Rules of the model's own may well look for a
    control on all that is held, and only the library's do not."""
    if any(line.head.startswith(("rule ", "technique ", "mistake ")) and
           any("hold" in v for k, vs in line.clauses if k in ("stopped-by",) for v in vs)
           for line in case.files.all_lines()):
        return None
    words = own.LIBRARY
    data = [t for t, k in case.things() if k in words.kinds and words.root(k) == "data"
            and not t.startswith('"')]
    holder, _ = case.random.choice(case.things())
    value = case.random.choice([d for d in data if d != holder] or [None])
    return value and difference(f"{holder} holds {value}: fewer states", case.states_of(
        case.extended(holder, "holds", value), "holding"), case.states())


ALL = [worlds, order, skill, control, control_taken, weakness, held]

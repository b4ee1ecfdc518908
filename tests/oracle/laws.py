"""Laws that hold of every model, whatever it says. Each returns (how it is broken or None, whether
there was anything to see): a law that never has an effect proves nothing, and run.py says so.

More controls, less skill and fewer resources never give a state, nor an easier one; more
weaknesses, one more secret that is held, one more slip never take one. The order of lines means
nothing but for which of two equally easy ways is shown: states, efforts, verdicts and the
register's rows are the same. A file that is cut in two with `import` and `extend` says the same,
under other names."""
import random
import re
import xml.etree.ElementTree as ElementTree

import generate
import oracle
import own
import tell
from source import Line

ACTORS = re.compile(r'^skill\("((?:\\.|[^"\\])*)",', re.M)
HOSTILE = re.compile(r'^stance\("((?:\\.|[^"\\])*)","hostile"\)', re.M)
KINDS = re.compile(r'^kind_of\("((?:\\.|[^"\\])*)","([^"]*)"\)', re.M)
RULES = ("rule ", "technique ", "mistake ")
ROWS = ("threat", "scenario", "mistake", "assertion", "acceptance", "treatment")
TOLD = ("id", "fingerprint", "status", "state", "harm", "aim", "holds-on-evidence",
        "holds-with-plans", "owner", "until")
DAY = ("--as-of", "2026-11-24")
NOTHING = (None, False)


def plain_text(quoted):
    return re.sub(r"\\(.)", r"\1", quoted)


class Case:
    """A model written to a folder, and what was asked of it already."""

    def __init__(self, ctm, files, folder, seed):
        self.ctm, self.files, self.folder, self.seed = ctm, files, folder, seed
        self.random = random.Random(seed)
        self.path = files.write(folder / "model")
        self.known, self.program = {}, None

    def export(self):
        if self.program is None:
            self.program = oracle.exported(self.ctm, self.path, ())
        return self.program

    def states(self, *options):
        """{state: effort}"""
        if options not in self.known:
            self.known[options] = oracle.known_efforts(self.ctm, self.path, options)
        return self.known[options]

    def states_of(self, files, name, *options):
        return oracle.efforts(self.ctm, files.write(self.folder / name), options)

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


def difference(name, more, less):
    """What `less` has and `more` has not, or only dearer; and whether `more` has more or
    cheaper."""
    gone = sorted(s for s in less if s not in more)
    dearer = sorted(s for s in less if s in more and more[s] > less[s])
    if gone:
        return f"{name}: {len(gone)} gone: {gone[:3]}", True
    if dearer:
        return f"{name}: {len(dearer)} dearer: {dearer[:3]}", True
    return None, more != less


def same(name, a, b):
    return None if a == b else f"{name}: {sorted(set(a.items()) ^ set(b.items()))[:3]}"


def first_broken(found):
    """Of several differences the first that is broken, else whether any saw something."""
    seen = False
    for broken, is_seen in found:
        seen |= is_seen
        if broken:
            return broken, True
    return None, seen


# --- worlds and slips ---------------------------------------------------------------------------

def worlds(case):
    """No control counted, those with evidence, those in place, those to come: each gives less."""
    names = ["inherent", "evidenced", "residual", "planned"]
    found = [case.states(*oracle.WORLDS[w]) for w in names]
    return first_broken(difference(f"{names[i]} against {names[i + 1]}", found[i], found[i + 1])
                        for i in range(3))


def slip(case):
    """One more who errs takes nothing away."""
    everybody, nobody = case.states("--despite", "all"), case.states()
    who = case.random.choice(case.actors() or [None])
    if who is None:
        return difference("all err", everybody, nobody)
    alone = case.states("--despite", who)
    both = case.states("--despite", "all", "--despite", who)
    return first_broken([difference("all err", everybody, nobody),
                         difference(f"{who} errs", alone, nobody),
                         difference(f"{who} errs, too", both, everybody),
                         difference(f"all but {who} err, too", both, alone)])


def skill(case):
    """Nobody gets further for knowing less or having less."""
    files = case.files.copy()
    key = case.random.choice(["skill", "resources"])
    for line in files.all_lines():
        if not line.head.startswith(RULES):
            line.clauses = [[k, [str(max(0, int(v[0]) - 1))] if k == key else v]
                            for k, v in line.clauses]
    found = [difference(f"less {key}", case.states(), case.states_of(files, "unskilled"))]
    # What a kind of the library gives, the thing itself may take away.
    hostile = [plain_text(i) for i in HOSTILE.findall(case.export())]
    files, said = case.files.copy(), {k for line in files.all_lines() for k, _ in line.clauses}
    if hostile and not said & {"skill", "resources"}:
        for who in hostile:
            next(iter(files.files.values())).append(Line(f"extend {who}", [[key, ["0"]]]))
        found.append(difference(f"no {key}", case.states(), case.states_of(files, "unable")))
    return first_broken(found)


# --- controls, weaknesses, secrets --------------------------------------------------------------

def control(case):
    """One more control gives nothing; supposed or said, it is the same."""
    words = own.LIBRARY
    fitting = {}
    for thing, kind in case.things():
        if kind in words.kinds:
            for name in words.controls:
                if words.stands(name, kind):
                    fitting.setdefault(name, []).append(thing)
    # Of some controls, put everywhere they may stand, one that stops something, if there is one.
    broken, seen, name = None, False, None
    for name in case.random.sample(sorted(fitting), min(4, len(fitting))):
        broken, seen = difference(f"with {name}@all", case.states(),
                                  case.states("--with", f"{name}@all"))
        if broken or seen:
            break
    if broken or not name:
        return broken, seen
    thing = case.random.choice(fitting[name])
    supposed = case.states("--with", f"{name}@{thing}")
    broken, is_seen = difference(f"with {name}@{thing}", case.states(), supposed)
    return broken or same(f"with {name}@{thing}, said and supposed", supposed, case.states_of(
        case.extended(thing, "with", name), "guarded")), seen or is_seen


def control_taken(case):
    """One less control takes nothing away."""
    used = {v for line in case.files.all_lines() for k, vs in line.clauses if k == "with"
            for v in vs if v in own.LIBRARY.controls}
    return first_broken(difference(f"without {name}@all",
                                   case.states("--without", f"{name}@all"), case.states())
                        for name in case.random.sample(sorted(used), min(3, len(used))))


def weakness(case):
    """One more weakness takes nothing away; supposed or said, it is the same."""
    if not case.things():
        return NOTHING
    thing, _ = case.random.choice(case.things())
    name = case.random.choice(own.WEAKNESSES_FAVOURED)
    supposed = case.states("--has", f"{name}@{thing}")
    broken, seen = difference(f"has {name}@{thing}", supposed, case.states())
    everywhere = difference(f"has {name}@all", case.states("--has", f"{name}@all"), supposed)
    return first_broken([(broken, seen), everywhere, (same(
        f"has {name}@{thing}, said and supposed", supposed,
        case.states_of(case.extended(thing, "has", name), "weakened")), False)])


def held(case):
    """One thing more that is held takes nothing away. A model's own rules may look for a control on
    all that is held, and then the new one may be the one that lacks it or has it: not asked."""
    if any(line.head.startswith(RULES) and any("hold" in v for k, vs in line.clauses
                                               if k in ("stopped-by", "slowed-by") for v in vs)
           for line in case.files.all_lines()):
        return NOTHING
    words = own.LIBRARY
    roots = {t: words.root(k) for t, k in case.things() if k in words.kinds}
    data = [t for t, root in roots.items() if root == "data" and not t.startswith('"')]
    holders = [t for t, root in roots.items() if root in ("machine", "actor")]
    for number in range(3 if data and holders else 0):
        holder, value = case.random.choice(holders), case.random.choice(data)
        broken, seen = difference(f"{holder} holds {value}", case.states_of(
            case.extended(holder, "holds", value), f"holding{number}"), case.states())
        if broken or seen:
            return broken, seen
    return NOTHING


# --- order and files ----------------------------------------------------------------------------

def shuffled(case):
    """Lines, clauses and values in another order; only the first of the former names is an id's."""
    files = case.files.copy()
    for name, lines in files.files.items():
        imports = [line for line in lines if line.head.startswith("import ")]
        rest = [line for line in lines if not line.head.startswith("import ")]
        case.random.shuffle(rest)
        files.files[name] = imports + rest
    for line in files.all_lines():
        case.random.shuffle(line.inner)
        case.random.shuffle(line.clauses)
        for key, values in line.clauses:
            if key not in ("evidence", "was"):
                case.random.shuffle(values)
    return files


def told(case, path, name):
    """Verdicts, and the register's rows without their places, ways and order."""
    verdicts = oracle.run(case.ctm, "check", path, "--format", "tsv", *DAY).splitlines()
    folder = case.folder / name
    oracle.run(case.ctm, "build", path, "-d", str(folder), "-f", "xml", *DAY)
    rows = set()
    for e in ElementTree.parse(folder / "register.xml").iter():
        tag = e.tag.split("}")[1]
        if tag in ROWS and "id" in e.attrib:
            rows.add((tag, *(f"{k} {e.get(k)}" for k in TOLD if e.get(k))))
    return {("verdict", v) for v in verdicts} | rows


def two_worlds(case):
    """As it is, and the others in turn."""
    others = list(oracle.WORLDS)[1:]
    return [(w, oracle.WORLDS[w]) for w in ("residual", others[case.seed % len(others)])]


def order(case):
    path = shuffled(case).write(case.folder / "shuffled")
    for world, options in two_worlds(case):
        broken = same(world, case.states(*options), oracle.efforts(case.ctm, path, options))
        if broken:
            return broken, True
    before, after = told(case, case.path, "told"), told(case, path, "told-again")
    found = sorted(before ^ after)
    return (f"{len(found)} told otherwise: {found[:4]}" if found else None), bool(before)


def split(case):
    """A part in a file of its own, which the rest imports and extends."""
    files = generate.split(case.seed)
    if not files:
        return NOTHING
    paths = [f.write(case.folder / n) for f, n in zip(files, ("whole", "parted"))]
    seen = False
    for world, options in two_worlds(case):
        whole, parted = (oracle.efforts(case.ctm, p, options) for p in paths)
        renamed = {tuple(map(unparted, s)): e for s, e in parted.items()}
        seen |= renamed.keys() != parted.keys()
        broken = same(f"in two files, {world}", whole, renamed)
        if broken:
            return broken, True
    return None, seen


def unparted(text):
    """An id without the name of the part."""
    return re.sub(rf"(^|->){tell.PART}\.", r"\1", text)


ALL = [worlds, slip, skill, control, control_taken, weakness, held, order, split]

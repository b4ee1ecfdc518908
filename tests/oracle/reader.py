"""Reads .ctm text as dsl/ctm.ebnf says it, with nothing of ctm: declarations as a tree, and the
vocabulary that they make. It trusts that the text is right; what is wrong with one, ctm says."""
import functools
import pathlib
import re

GRAMMAR = pathlib.Path(__file__).resolve().parent.parent.parent / "dsl" / "ctm.ebnf"
TOKEN = re.compile(r'[ \t]+|#[^\n]*|(?P<text>"(?:\\.|[^"\\])*")|(?P<day>\d{4}-\d\d-\d\d)'
                   r'|(?P<number>\d+)|(?P<arrow>->)'
                   r'|(?P<path>[A-Za-z_]\w*(?:-\w+)*(?:\.[A-Za-z_]\w*(?:-\w+)*)*'
                   r'(?P<code>/[\w.()-]+)?)|(?P<sign>[{},:])|(?P<line>\r?\n)')
PLACES = ("boundary", "machine")


@functools.cache
def keys():
    """The words that begin a clause."""
    rule = re.search(r"^KEY = (.*?) ;", GRAMMAR.read_text(), re.M | re.S).group(1)
    return frozenset(re.findall(r'"([\w-]+)" \(\*', rule))


def tokens(text):
    at, found = 0, []
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise ValueError(f"no token: {text[at:at + 40]!r}")
        at = match.end()
        if match.lastgroup:
            word = match.group()
            found.append("\n" if word == "\r\n" else word)
    return found


def unquoted(text):
    return re.sub(r"\\(.)", r"\1", text[1:-1])


class Declaration:
    """Its words before the clauses, what it says ([key, [values]]; a flow's or an arrow's value is
    one text `a -> b`), and what stands in its braces."""

    def __init__(self, head):
        self.head, self.said, self.inner = head, [], []

    def values(self, key):
        return [v for k, values in self.said if k == key for v in values]

    def one(self, key, default=None):
        return next(iter(self.values(key)), default)


class Reader:
    def __init__(self, text):
        self.tokens, self.at = tokens(text) + ["\n"], 0

    def peek(self, ahead=0):
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def value(self):
        words = [self.take()]
        if words[0] == "any":
            words.append(self.take())
        if self.peek() == "->":
            words += [self.take(), self.take()]
        return " ".join(words)

    def clauses(self, said):
        while self.peek() in keys():
            key, values = self.take(), [self.value()]
            if key == "evidence":
                self.take()
                values.append(self.take())
            while self.peek() == ",":
                self.take()
                while self.peek() == "\n":
                    self.take()
                values.append(self.value())
            said.append([key, values])

    def declaration(self):
        found = Declaration([self.take()])
        is_flow = self.peek() in ("->", ":")
        while self.peek() not in ("{", "\n") and (
                self.peek() not in keys() or self.is_name(found, is_flow)):
            found.head.append(self.take())
        self.clauses(found.said)
        if self.peek() == "{":
            self.take()
            self.lines(found)
            self.take()
        return found

    def is_name(self, found, is_flow):
        """What a key spells is a name where one has to stand."""
        return len(found.head) == 1 if not is_flow else found.head[-1] in ("->", ":")

    def lines(self, into):
        while self.peek() != "}" and self.at < len(self.tokens):
            if self.peek() == "\n":
                self.take()
            elif self.peek() in keys() and self.peek(1) not in ("->", ":"):
                self.clauses(into.said)
            else:
                into.inner.append(self.declaration())


def read(text):
    top = Declaration([])
    Reader(text).lines(top)
    return top.inner


def read_all(path, seen=None):
    """The declarations of a file and of all that it imports."""
    seen = set() if seen is None else seen
    path = pathlib.Path(path).resolve()
    if path in seen:
        return []
    seen.add(path)
    found = read(path.read_text())
    for d in list(found):
        if d.head[0] == "import":
            found += read_all(path.parent / unquoted(d.head[1]), seen)
    return found


# --- the vocabulary -----------------------------------------------------------------------------

class Rule:
    def __init__(self, d):
        self.type, self.name, self.at = d.head[0], d.head[1], d.one("at")
        self.skill, self.resources, self.effort = (int(d.one(k, 0))
                                                   for k in ("skill", "resources", "effort"))
        self.premises = [factor(v) for v in d.values("from") + d.values("needs")]
        self.gains = [factor(v) for v in d.values("gains")]
        self.stops = [factor(v) for v in d.values("stopped-by")]
        self.slows = [factor(v) for v in d.values("slowed-by")]


def factor(text):
    """(path, word)"""
    *path, word = text.split(".")
    return tuple(path), word


class Terms:
    """What some declarations say: kinds, controls, weaknesses, protocols, rules."""

    def __init__(self, declarations):
        self.kinds, self.controls, self.weaknesses, self.protocols = {}, {}, {}, {}
        self.rules, self.assertions = [], []
        for d in declarations:
            known = {"kind": self.kinds, "control": self.controls, "weakness": self.weaknesses,
                     "protocol": self.protocols}.get(d.head[0])
            if known is not None:
                known[d.head[1]] = d
            elif d.head[0] in ("rule", "technique", "mistake"):
                self.rules.append(Rule(d))
            elif d.head[0] == "assert":
                self.assertions.append(d)

    def kinds_of(self, kind):
        """It and all that it is, outwards."""
        found = []
        while kind:
            found.append(kind)
            kind = self.kinds[kind].one("is") if kind in self.kinds else None
        return found + (["place"] if found[-1] in PLACES else [])

    def root(self, kind):
        return [k for k in self.kinds_of(kind) if k != "place"][-1]

    def weaknesses_of(self, weakness):
        found = []
        while weakness:
            found.append(weakness)
            weakness = self.weaknesses[weakness].one("is")
        return found

    def controls_of(self, control):
        found = {control}
        for parent in self.controls[control].values("is"):
            found |= self.controls_of(parent)
        return found

    def stands_at(self, control):
        d = self.controls[control]
        return d.values("at") or [k for p in d.values("is") for k in self.stands_at(p)]

    def may_stand(self, control, kind):
        """A category is asked for, never placed: it may count anywhere."""
        at = self.stands_at(control)
        return not at or any(k in self.kinds_of(kind) for k in at)


@functools.cache
def library():
    return [d for file in sorted(GRAMMAR.parent.glob("std/*.ctm")) for d in read(file.read_text())]


def terms(model):
    """The vocabulary of a model: the library's and its own."""
    return Terms(library() + read_all(model))

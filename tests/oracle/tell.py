"""How a made model is said: plainly, or with templates, extensions and `any`, in several files."""
import posixpath
import random

from source import Files, Line

PART = "part"
SINGLE = ("ref", "was")  # said in the thing itself


def is_any(value):
    return hasattr(value, "things")


def is_thing(value):
    return hasattr(value, "said")


class Teller:
    def __init__(self, maker, is_plain, seed):
        self.m, self.is_plain, self.is_possible = maker, is_plain, True
        self.random = random.Random(seed)
        self.lines = {file: [] for file in maker.files}
        self.inner = {}  # {scope (None: top): {name: thing}}
        for thing in maker.things:
            self.inner.setdefault(id(thing.scope), {})[thing.name] = thing
        self.count = 0

    def chance(self, p):
        return self.random.random() < p

    # --- names -----------------------------------------------------------------------------

    def under(self, scope, names):
        for name in names:
            scope = self.inner.get(id(scope), {}).get(name)
            if scope is None:
                return None
        return scope

    def found(self, names, scope):
        """What a path means inside a scope: the first that has all of it, outwards."""
        while scope:
            thing = self.under(scope, names)
            if thing:
                return thing
            scope = scope.scope
        return None

    def reference(self, thing, scope, file):
        """A name of the thing, as seen from inside a scope (a Thing or None) of a file."""
        if thing.prefix is not None:
            return f'"{thing.prefix}"'
        path = thing.path()
        if thing.file != file:
            return ".".join([self.m.imports[file, thing.file]] + path)
        around = scope
        while around and self.chance(0.8):
            outer = around.path()
            inside = path[len(outer):]
            if inside and path[:len(outer)] == outer and self.found(inside, scope) is thing:
                return ".".join(inside)
            around = around.scope
        return ".".join(path)

    def word(self, value, scope, file):
        """A value as it is written; `Claim`s write themselves."""
        if hasattr(value, "word"):
            return f"any {value.word}"
        if is_thing(value):
            return self.reference(value, scope, file)
        if isinstance(value, tuple):  # parts with what stands between them
            return "".join(self.word(part, scope, file) for part in value)
        return value

    def values(self, values, scope, file):
        told = []
        for value in values:
            if is_any(value) and self.is_plain:
                things = [t for t in value.things if t in self.m.things]
                # A text names no thing here, and a file cannot name what it does not import.
                self.is_possible &= all(t.prefix is None and self.m.sees(file, t) for t in things)
                told += [self.reference(t, scope, file) for t in things
                         if t not in values and self.m.sees(file, t)]
            else:
                told.append(self.word(value, scope, file))
        return list(dict.fromkeys(told))

    # --- where something is said -----------------------------------------------------------

    def home(self, thing, values):
        """The file that can name a thing and these values: its own, if that one can."""
        own = thing.file or self.m.files[0]
        things = [v for v in values if is_thing(v)] + [thing]
        return next(f for f in [own] + self.m.files if all(self.m.sees(f, t) for t in things))

    def split(self, thing):
        """What is said of it where: {(how, file): clauses}."""
        shares = {}
        for key, values in thing.said:
            file, how = self.home(thing, values), "own"
            if thing.prefix is not None or file != (thing.file or self.m.files[0]):
                how = "extend"
            elif not self.is_plain and key not in SINGLE:
                how = self.random.choices(["own", "template", "extend"], [6, 1, 2])[0]
            if how == "extend" and not self.is_plain and self.is_told_afar(thing, values):
                file = self.random.choice(self.afar(thing, values))
            shares.setdefault((how, file), []).append([key, values])
        return shares

    def afar(self, thing, values):
        things = [v for v in values if is_thing(v)] + [thing]
        return [f for f in self.m.files if all(self.m.sees(f, t) for t in things)]

    def is_told_afar(self, thing, values):
        named = self.m.nameable(thing) and thing.prefix is None
        return named and not any(is_any(v) for v in values) and self.chance(0.3)

    def template(self, thing, said):
        """Its name, as the thing's file calls it; often the one of a template that is another."""
        name, file = f"lent{self.next()}", thing.file
        values = [v for _, vs in said for v in vs]
        lenders = [f for (importer, f) in self.m.imports if importer == file
                   and all(self.m.sees(f, v) for v in values if is_thing(v))]
        prefix = ""
        if lenders and self.chance(0.4):
            file = self.random.choice(lenders)
            prefix = self.m.imports[thing.file, file] + "."
        clauses = [[k, self.values(v, None, file)] for k, v in said]
        half = len(clauses) // 2
        if half and self.chance(0.5):
            base = f"lent{self.next()}"
            self.lines[file].append(Line(f"template {base}", clauses[:half]))
            clauses = clauses[half:] + [["is", [base]]]
        self.lines[file].append(Line(f"template {name}", clauses))
        return prefix + name

    def next(self):
        self.count += 1
        return self.count

    # --- lines -----------------------------------------------------------------------------

    def header(self, thing, scope):
        if thing.ends is None:
            return f"{thing.kind} {thing.name}" + (' "Title"' if self.chance(0.2) else "")
        source, target = (self.reference(end, scope, thing.file) for end in thing.ends)
        title = ' "calls"' if self.chance(0.2) else ""
        return (f"{thing.name}: " if thing.name else "") + f"{source} -> {target}" + title

    def subject(self, thing, file):
        """A thing behind `extend`."""
        if thing.ends is not None and thing.name is None:
            # The ends as the file calls them; a flow of an import is extended there.
            return " -> ".join(self.reference(end, None, file) for end in thing.ends)
        return self.reference(thing, None, file)

    def extend(self, thing, file, said):
        """Names in its braces are those of the thing's places, then those of the file."""
        inside = thing if thing.ends is None else thing.scope
        if thing.prefix is not None or file != thing.file:
            inside = None
        clauses = [[k, self.values(v, inside, file)] for k, v in said]
        clauses = [c for c in clauses if c[1]]
        if clauses:
            line = Line(f"extend {self.subject(thing, file)}", clauses)
            self.lines[file].append(self.laid_out(line))

    def tell(self, thing):
        shares = self.split(thing)
        for (how, file), said in shares.items():
            if how == "extend":
                self.extend(thing, file, said)
        if thing.prefix is not None:
            return None
        inside = thing if thing.ends is None else thing.scope
        own, lent = (shares.get((how, thing.file), []) for how in ("own", "template"))
        clauses = [[k, self.values(v, inside, thing.file)] for k, v in own]
        if lent:
            clauses.append(["is", [self.template(thing, lent)]])
        inner = [self.tell(t) for t in self.m.things if t.scope is thing]
        return self.laid_out(Line(self.header(thing, thing.scope), [c for c in clauses if c[1]],
                                  [i for i in inner if i]))

    def laid_out(self, line):
        """The same in another layout."""
        if not self.is_plain:
            # `any` before the word of a clause would be that before a kind.
            is_clear = all(values[-1] != "any" for _, values in line.clauses)
            line.inline = len(line.clauses) < 4 and is_clear and self.chance(0.3)
            line.is_broken = self.chance(0.1)
            if self.chance(0.1):
                line.doc = self.random.choice(["## What it is.\n## And more.", "# A note."])
        return line

    def claims(self):
        for file, claim in self.m.claims:
            clauses = [[k, self.values(v, None, file) if k != "evidence" else v]
                       for k, v in claim.clauses]
            head = "".join(self.word(part, None, file) for part in claim.head)
            self.lines[file].append(self.laid_out(Line(head, [c for c in clauses if c[1]])))

    def imports(self):
        """`import` of each file, by its stem or `as` another name."""
        for (importer, file), name in reversed(self.m.imports.items()):
            path = posixpath.relpath(file, posixpath.dirname(importer) or ".")
            clauses = [] if name == posixpath.basename(file)[:-4] else [["as", [name]]]
            if self.chance(0.2):
                clauses.append(["link", ['"https://example.org/it"']])
            line = Line(f'import "{path}"', clauses)
            line.inline = True
            self.lines[importer].insert(0, line)

    def all(self):
        for thing in self.m.things:
            if thing.scope is None:
                line = self.tell(thing)
                if line:
                    self.lines[thing.file].append(line)
        for line in self.m.own:
            # A table lies beside the file that names it.
            is_ours = line.head.startswith("standard ")
            file = self.m.files[0] if is_ours else self.random.choice(self.m.files)
            self.lines[file].append(line.copy())
        self.claims()
        if not self.is_plain:
            for lines in self.lines.values():
                self.random.shuffle(lines)
        self.imports()
        files = Files(self.lines, self.m.tables)
        if not self.is_plain and self.chance(0.1):
            files.newline = "\r\n"
        return files


# --- in two files -------------------------------------------------------------------------------

def part(maker):
    """Moves some of what stands at the top into a file of its own, where that can be: all that is
    written in the braces of a thing goes with it, so no flow in them may lead elsewhere. What such
    a thing says of others is then said in the root file. Whether something was moved."""
    tops = [t for t in maker.things if t.scope is None and t.ends is None and t.prefix is None]
    chosen = {id(t) for t in tops if maker.chance(0.5)}
    flows = [t for t in maker.things if t.ends is not None and t.scope is not None]
    before = None
    while before != chosen:
        before = set(chosen)
        for flow in flows:
            if any(id(end.top()) not in chosen for end in flow.ends):
                chosen.discard(id(flow.top()))
    if not chosen:
        return False
    file = f"{PART}.ctm"
    maker.files.append(file)
    maker.imports[maker.files[0], file] = PART
    for thing in maker.things:
        if thing.prefix is None and id(thing.top()) in chosen:
            thing.file = file
    return True

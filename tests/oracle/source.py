"""Models as trees of lines, and their text."""


class Line:
    """A declaration or flow: its header, clauses [key, [values]], lines in its braces."""

    def __init__(self, head, clauses=(), inner=()):
        self.head = head
        self.clauses = [[key, list(values)] for key, values in clauses]
        self.inner = list(inner)
        self.inline = False
        self.doc = None         # above it, with its # or ##
        self.is_broken = False  # behind each comma a new line

    def copy(self):
        other = Line(self.head, self.clauses, [line.copy() for line in self.inner])
        other.inline, other.doc, other.is_broken = self.inline, self.doc, self.is_broken
        return other

    def text(self, depth=0):
        space = "  " * depth
        comma = f",  # and\n\n{space}    " if self.is_broken else ", "
        clauses = [f"{key} {comma.join(values) if key != 'evidence' else ', '.join(values)}"
                   for key, values in self.clauses]
        if self.doc:
            return f"{space}{self.doc}\n" + self.bare(space, clauses, depth)
        return self.bare(space, clauses, depth)

    def bare(self, space, clauses, depth):
        if self.inline:
            head, clauses = " ".join([self.head, *clauses]), []
        else:
            head = self.head
        if not clauses and not self.inner:
            return f"{space}{head}\n"
        inner = "".join(f"{space}  {clause}\n" for clause in clauses)
        inner += "".join(line.text(depth + 1) for line in self.inner)
        return f"{space}{head} {{\n{inner}{space}}}\n"


class Files:
    """{file name: lines}; the first is the root file. `tables` are other files: {name: text}."""

    def __init__(self, files, tables=()):
        self.files, self.tables = files, dict(tables)
        self.newline = "\n"

    def copy(self):
        other = Files({name: [line.copy() for line in lines]
                       for name, lines in self.files.items()}, self.tables)
        other.newline = self.newline
        return other

    def write(self, folder):
        texts = {name: "ctm 1\n" + "".join(line.text() for line in lines)
                 for name, lines in self.files.items()}
        for name, text in {**texts, **self.tables}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.replace("\n", self.newline).encode())
        return str(folder / next(iter(self.files)))

    def all_lists(self):
        """Every list of lines in it."""
        def inside(lines):
            yield lines
            for line in lines:
                yield from inside(line.inner)
        for lines in self.files.values():
            yield from inside(lines)

    def all_lines(self):
        return [line for lines in self.all_lists() for line in lines]

"""Models as trees of lines, and their text."""


class Line:
    """A declaration or flow: its header, clauses [key, [values]], lines in its braces."""

    def __init__(self, head, clauses=(), inner=()):
        self.head = head
        self.clauses = [[key, list(values)] for key, values in clauses]
        self.inner = list(inner)
        self.inline = False

    def copy(self):
        other = Line(self.head, self.clauses, [line.copy() for line in self.inner])
        other.inline = self.inline
        return other

    def text(self, depth=0):
        space = "  " * depth
        clauses = [f"{key} {', '.join(values)}" for key, values in self.clauses]
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
    """{file name: lines}; the first is the root file."""

    def __init__(self, files):
        self.files = files

    def copy(self):
        return Files({name: [line.copy() for line in lines]
                      for name, lines in self.files.items()})

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, lines in self.files.items():
            text = "ctm 1\n" + "".join(line.text() for line in lines)
            (folder / name).write_text(text)
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

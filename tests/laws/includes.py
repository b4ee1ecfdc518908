#!/usr/bin/env python3
"""The laws of the tree that a compiler does not check (ARCHITECTURE.md).

  includes.py ROOT        complains of each breach in ROOT/src and ROOT/include, one a line; exit 1
  includes.py --self-test breaks each law in a tiny tree and expects its complaint
"""
import pathlib
import re
import sys
import tempfile

# A folder may include itself and the folders before it.
ORDER = ("base source diagnose syntax library model analyse register draw write evidence bring "
         "serve api command").split()

# Foreign headers and who may include them: a folder ("draw/") or one file.
FOREIGN = [
    (r"graphviz/|gvc\.h|gvplugin|cgraph\.h|cdt\.h", ["draw/layout.c"]),
    (r"cairo|pango/|glib|fontconfig/", ["draw/"]),
    (r"libxml/xmlwriter\.h", ["base/xml.c"]),
    (r"libxml/", ["base/xml.c", "write/html.c", "draw/pictogram.c"]),
    (r"libxslt/|libexslt/", ["write/html.c"]),
    (r"yaml", ["bring/"]),
]

# Words that print or end the program, and the files below command/ that may use them.
SPEAKING = {
    "printf": [], "vprintf": [], "puts": [], "putchar": [], "perror": [], "stdout": [],
    "stderr": ["base/arena.c"],
    "exit": ["base/arena.c"],
    "_exit": ["draw/layout.c", "draw/layout_ask.c"],  # in forked children
    "_Exit": [], "quick_exit": [], "abort": [],
}
CALLED = [word for word in SPEAKING if word not in ("stdout", "stderr")]

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.M)
NOISE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def without_noise(text):
    """Comments, strings and characters blanked, lines kept."""
    return NOISE.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def may(file, allowed):
    return any(file == a or (a.endswith("/") and file.startswith(a)) for a in allowed)


def check_includes(file, text):
    folder = file.split("/")[0]
    # A comment may hold an include; blank comments alone, the names in quotes are needed.
    bare = re.sub(r"/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m.group()), text, flags=re.S)
    for match in INCLUDE.finditer(bare):
        quote, name = match.groups()
        where = line_of(bare, match.start())
        other = name.split("/")[0] if "/" in name else None
        if other == "ctm":
            if folder not in ("api", "command"):
                yield where, f"{folder}/ includes the public header {name}"
        elif quote == '"':
            if other is None:
                yield where, f'"{name}" is named without its folder'
            elif other not in ORDER:
                yield where, f'"{name}": {other}/ is no folder of src'
            elif ORDER.index(other) > ORDER.index(folder):
                yield where, f"{folder}/ includes {name}: {other}/ is a later folder"
        if other in ORDER:
            continue
        for pattern, allowed in FOREIGN:
            if re.match(pattern, name):
                if not may(file, allowed):
                    yield where, f"{name} may be included by {' and '.join(allowed)} alone"
                break


def check_speech(file, text):
    if file.startswith("command/"):
        return
    bare = without_noise(text)
    for word, allowed in SPEAKING.items():
        # Calls alone: in format(printf, 2, 3) it is a word of the compiler's.
        call = r"\s*\(" if word in CALLED else ""
        for match in re.finditer(rf"(?<![\w.>]){word}\b{call}", bare):
            if not may(file, allowed):
                yield line_of(bare, match.start()), f"{word} below command/"


def check_tree(root):
    src = root / "src"
    complaints = []
    for path in sorted(src.rglob("*.[ch]")) + sorted(src.rglob("*.def")):
        file = path.relative_to(src).as_posix()
        text = path.read_text(encoding="utf-8")
        folder = file.split("/")[0]
        if folder not in ORDER:
            complaints.append(f"src/{file}: {folder}/ is not in the order of folders")
            continue
        for where, what in [*check_includes(file, text), *check_speech(file, text)]:
            complaints.append(f"src/{file}:{where}: {what}")
    for path in sorted((root / "include").rglob("*.h")) if (root / "include").is_dir() else []:
        file = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            if match.group(1) == '"' and not match.group(2).startswith("ctm/"):
                complaints.append(f"{file}:{line_of(text, match.start())}: a public header "
                                  f"includes {match.group(2)}")
    return complaints


# file, text, what is complained of (None: nothing)
BREACHES = [
    ("src/base/a.c", '#include "model/model.h"\n', "later folder"),
    ("src/model/a.h", '#include "base/str.h"\n#  include "draw/draw.h"\n', "a.h:2: model/ includes"),
    ("src/model/a.c", '#include "model/model.h"\n#include "base/str.h"\n#include <stdio.h>\n', None),
    ("src/model/a.c", '#include "str.h"\n', "without its folder"),
    ("src/model/a.c", '#include "other/str.h"\n', "no folder of src"),
    ("src/model/a.c", '/*\n#include "api/a.h" */\n', None),
    ("src/model/a.c", "#include <ctm/unit.h>\n", "public header"),
    ("src/api/a.c", "#include <ctm/unit.h>\n", None),
    ("src/other/a.c", "", "not in the order"),
    ("src/draw/svg.c", "#include <graphviz/gvc.h>\n", "draw/layout.c alone"),
    ("src/draw/svg.c", "#include <cgraph.h>\n", "draw/layout.c alone"),
    ("src/draw/layout.c", "#include <graphviz/gvc.h>\nvoid f(void) { _exit(0); }\n", None),
    ("src/write/a.c", "#include <cairo.h>\n", "draw/ alone"),
    ("src/write/a.c", "#include <pango/pangocairo.h>\n", "draw/ alone"),
    ("src/draw/a.c", "#include <cairo/cairo.h>\n", None),
    ("src/write/a.c", "#include <libxml/xmlwriter.h>\n", "base/xml.c alone"),
    ("src/base/xml.c", "#include <libxml/xmlwriter.h>\n", None),
    ("src/bring/a.c", "#include <yaml.h>\n", None),
    ("src/syntax/a.c", "#include <yaml.h>\n", "bring/ alone"),
    ("src/api/a.c", 'void f(void)\n{\n  printf("x");\n}\n', "a.c:3: printf"),
    ("src/api/a.c", "void f(void) { exit (1); }\n", "exit below"),
    ("src/api/a.c", "void f(void) { fputs(x, stderr); }\n", "stderr below"),
    ("src/draw/svg.c", "void f(void) { _exit(1); }\n", "_exit below"),
    ("src/api/a.c", '/* exit(1) */ // puts("x")\nchar *s = "exit(1) stderr";\n', None),
    ("src/api/a.c", "int f(int) __attribute__((format(printf, 1, 2)));\n", None),
    ("src/api/a.c", "void f(void) { a.exit(1); on_exit(2); vsnprintf(a, b, c, d); }\n", None),
    ("src/base/arena.c", "void f(void) { fprintf(stderr, x); exit(70); }\n", None),
    ("src/command/main.c", "void f(void) { puts(x); exit(0); }\n", None),
    ("include/ctm/a.h", '#include "ctm/b.h"\n#include <stddef.h>\n', None),
    ("include/ctm/a.h", '#include "model/model.h"\n', "a public header"),
]


def self_test():
    failures = 0
    for file, text, expected in BREACHES:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / file).parent.mkdir(parents=True)
            (root / file).write_text(text, encoding="utf-8")
            complaints = check_tree(root)
        good = not complaints if expected is None else (
            len(complaints) == 1 and expected in complaints[0])
        if not good:
            failures += 1
            print(f"{file}: {text!r}\n  expected: {expected}\n  got: {complaints}")
    print(f"{len(BREACHES) - failures} of {len(BREACHES)} as expected")
    return failures


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    if sys.argv[1] == "--self-test":
        return 1 if self_test() else 0
    complaints = check_tree(pathlib.Path(sys.argv[1]))
    print("\n".join(complaints) or "the tree keeps its laws")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())

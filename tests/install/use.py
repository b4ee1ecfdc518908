#!/usr/bin/env python3
"""What `cmake --install` leaves behind, used by another project: by find_package with Ninja and with
Makefiles, by pkg-config, and its models by ctm_add_model, whose edits are followed.

usage: use.py BUILD WORK
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FAULTS = []


def run(*words, cwd=None, status=0, **env):
    done = subprocess.run([str(word) for word in words], cwd=cwd, env={**os.environ, **env},
                          capture_output=True, text=True, check=False)
    if status is not None and done.returncode != status:
        FAULTS.append(f"{' '.join(map(str, words))}: status {done.returncode}\n"
                      f"{(done.stdout + done.stderr)[-1500:]}")
    return done


def expect(is_so, fault):
    if not is_so:
        FAULTS.append(fault)


# --- what is there ---------------------------------------------------------------------------------

def symbols(library, *options):
    lines = run("nm", *options, "--defined-only", library).stdout.splitlines()
    return {line.split()[2].split("@")[0] for line in lines if len(line.split()) == 3}


def check_symbols(libdir, include):
    """Both libraries show what the headers promise, all of it and nothing else."""
    promised = set()
    for header in include.glob("ctm/*.h"):
        promised |= set(re.findall(r"\b(ctm_\w+)\(", re.sub(r"/\*.*?\*/", "", header.read_text(), flags=re.S)))
    for name, options in (("libctm.so", ["-D"]), ("libctm.a", ["-g"])):
        shown = symbols(libdir / name, *options)
        expect(shown == promised, f"{name}: {sorted(shown ^ promised)[:10]} differ from the headers")


def check_files(prefix, libdir):
    link = os.readlink(libdir / "libctm.so")
    expect(re.fullmatch(r"libctm\.so\.\d+", link), f"libctm.so leads to {link}")
    for name in ("std/core.ctm", "catalog/cwe_containers.tsv", "ctm.ebnf", "templates/report.xsl",
                 "schemas/register.xsd", "schemas/answers/check.schema.json"):
        expect((prefix / "share/ctm" / name).is_file(), f"share/ctm/{name} is missing")
    for file in prefix.rglob("*"):
        if file.is_file() and file.suffix in (".pc", ".cmake"):
            expect(str(HERE.parents[1]) not in file.read_text(), f"{file} names the source folder")
    for file in (prefix / "bin/ctm", libdir / "libctm.so"):
        dynamic = run("readelf", "-d", file).stdout
        expect("RUNPATH" not in dynamic and "RPATH" not in dynamic, f"{file} has a search path")
    library = subprocess.run("sha256sum std/core.ctm $(ls std/*.ctm | grep -v core.ctm) catalog/*.tsv | "
                             "sha256sum", shell=True, cwd=prefix / "share/ctm", capture_output=True,
                             text=True, check=False, env={**os.environ, "LC_ALL": "C"}).stdout[:64]
    version = run(prefix / "bin/ctm", "--version", "--json").stdout
    expect(library in version, "share/ctm is not the library that ctm has in it")


# --- programs --------------------------------------------------------------------------------------

def pkg_config(work, libdir):
    env = {"PKG_CONFIG_PATH": str(libdir / "pkgconfig")}
    model = work / "project/my models/shop.ctm"
    for name, options in (("shared", []), ("static", ["--static"])):
        flags = run("pkg-config", *options, "--cflags", "--libs", "ctm", **env).stdout.split()
        if name == "static":
            flags = ["-l:libctm.a" if flag == "-lctm" else flag for flag in flags]
        program = work / f"by-pkg-config-{name}"
        run("cc", work / "project/main.c", "-o", program, *flags)
        needed = run("readelf", "-d", program).stdout
        expect(("libctm.so" in needed) == (name == "shared"), f"{program} links the other library")
        said = run(program, model, LD_LIBRARY_PATH=str(libdir)).stdout
        expect("a picture" in said, f"{program}: {said}")


# --- models ----------------------------------------------------------------------------------------

class Project:
    def __init__(self, work, prefix, generator):
        self.source, self.build = work / "project", work / f"build {generator}"
        self.name = generator
        run("cmake", "-S", self.source, "-B", self.build, "-G", generator, f"-DCMAKE_PREFIX_PATH={prefix}")

    def make(self, target="all", status=0):
        return run("cmake", "--build", self.build, "--target", target, status=status)

    def stamp(self, target):
        return (self.build / f"{target}.stamp").stat().st_mtime_ns

    def remade(self, text=None, file=None):
        """Whether `pictures` and `report` are made again after an edit."""
        before = [self.stamp(target) for target in ("pictures", "report")]
        if file:
            file.write_text(text)
            os.utime(file)
        self.make()
        return [self.stamp(target) != old for target, old in zip(("pictures", "report"), before)]


def follow_edits(project):
    models = project.source / "my models"
    part, unrelated, template = models / "parts/net.ctm", models / "other.ctm", models / "mine.xsl"
    old, style = part.read_text(), template.read_text()
    register = project.build / "pictures/register.xml"
    name = project.name
    project.make()
    expect(project.remade() == [False, False], f"{name}: made again without an edit")
    expect(project.remade("ctm 1\n", unrelated) == [False, False], f"{name}: made again for nothing")
    expect("edge.second" not in register.read_text(), f"{name}: a register from elsewhere")
    new = old.replace("}\n", '  container second "Second" runs "acme/web:2"\n}\n')
    expect(project.remade(new, part) == [True, False], f"{name}: an import's edit is not followed")
    expect("edge.second" in register.read_text(), f"{name}: the edit of an import is not in the register")
    expect(project.remade(style + "<!-- -->\n", template) == [False, True],
           f"{name}: a template's edit is not followed")
    # A file that is gone stops nothing once nobody imports it.
    root = models / "shop.ctm"
    text = root.read_text()
    part.unlink()
    expect(project.remade(text.replace('import "parts/net.ctm"\n', ""), root) == [True, False],
           f"{name}: an import that is gone stops the build")
    part.write_text(old)
    root.write_text(text)
    template.write_text(style)
    unrelated.unlink()


def check_outputs(project):
    made = (project.build / "made.txt").read_text().split("\n")
    made = [line for line in made if line]
    there = {str(file) for file in (project.build / "pictures").iterdir()}
    expect(set(made) == there and len(made) >= 2, f"{project.name}: OUT_VAR is {made}, made is {there}")


def check_findings(project):
    said = project.make("gate", status=None)
    expect(said.returncode != 0, f"{project.name}: FAIL_ON findings let a failed assertion pass")
    project.make("strict")
    expect((project.build / "elsewhere/register.xml").is_file(), f"{project.name}: DIRECTORY is not heeded")
    tests = run("ctest", "--test-dir", project.build, status=None).stdout
    for test, passes in (("shared", True), ("static", True), ("report", False), ("strict", True)):
        verdict = re.search(rf"\b{test} \.+ *(\**\w+)", tests)
        expect(verdict and (verdict[1] == "Passed") == passes, f"{project.name}: test {test}: {tests}")


def main():
    build, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(HERE / "project", work / "project")
    run("cmake", "--install", build, "--prefix", work / "first")
    prefix = work / "prefix"  # what is installed may be moved
    (work / "first").rename(prefix)
    libdir = next(prefix.glob("lib*/**/libctm.so")).parent
    check_symbols(libdir, prefix / "include")
    check_files(prefix, libdir)
    pkg_config(work, libdir)
    for generator in ("Ninja", "Unix Makefiles"):
        project = Project(work, prefix, generator)
        follow_edits(project)
        project.make()
        check_outputs(project)
        check_findings(project)
    print("\n".join(FAULTS) or "installed, and of use to others")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())

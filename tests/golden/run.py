#!/usr/bin/env python3
"""Golden tests of the command line.

  run.py CTM ROOT [NAME…]   runs cases/NAME (all without a name) and compares
  CTM_BLESS=1 run.py …      writes what came out as what is expected

A case is a folder: `cmd` is a script for sh in which `ctm` is the program, `out` and `err` are what
it prints, `status` is how it ends (no file: 0), every other file is input. It runs in a fresh folder
that holds copies of the inputs, of examples/ and of dsl/, on the day of SOURCE_DATE_EPOCH below.
Each case runs twice: the second time in a folder of another name with another locale, time zone
and home, and the bytes must be the same.
"""
import concurrent.futures
import difflib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
OWN = ("cmd", "out", "err", "status")
DAY = "1796083200"  # 2026-12-01
PLAIN = {"LC_ALL": "C", "TZ": "UTC"}
OTHER = {"LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "Pacific/Kiritimati", "COLUMNS": "40"}


def run(case, ctm, root, name, extra):
    with tempfile.TemporaryDirectory() as top:
        work = pathlib.Path(top) / name
        work.mkdir()
        shutil.copytree(root / "examples", work / "examples")
        shutil.copytree(root / "dsl", work / "dsl")
        for file in case.iterdir():
            if file.name not in OWN:
                shutil.copy(file, work / file.name)
        bin_folder = pathlib.Path(top) / "bin"
        bin_folder.mkdir()
        (bin_folder / "ctm").symlink_to(ctm)
        env = {"PATH": f"{bin_folder}:{os.environ['PATH']}", "HOME": str(work),
               "SOURCE_DATE_EPOCH": DAY, **extra}
        for key, value in os.environ.items():
            if key.endswith("SAN_OPTIONS"):
                env[key] = value
        env["LSAN_OPTIONS"] = env.get("LSAN_OPTIONS", "") + ":print_suppressions=0"
        done = subprocess.run(["sh", str(case / "cmd")], cwd=work, env=env, capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=300, check=False)
        return {"out": done.stdout, "err": done.stderr, "status": f"{done.returncode}\n".encode()}


def expected(case, part):
    file = case / part
    if file.exists():
        return file.read_bytes()
    return b"0\n" if part == "status" else b""


def bless(case, got):
    for part, content in got.items():
        file = case / part
        if content and content != (b"0\n" if part == "status" else b""):
            file.write_bytes(content)
        elif file.exists():
            file.unlink()


def show(case, part, wanted, got):
    lines = [text.decode("utf-8", "replace").splitlines(keepends=True) for text in (wanted, got)]
    diff = difflib.unified_diff(*lines, f"{case.name}/{part}", "got")
    return "".join(line if line.endswith("\n") else line + "\n" for line in diff)


def check(case, ctm, root):
    got = run(case, ctm, root, "work", PLAIN)
    other = run(case, ctm, root, "elsewhere-2", OTHER)
    faults = ""
    for part in got:
        if got[part] != other[part]:
            faults += f"{case.name}: another environment, other bytes\n"
            faults += show(case, part, got[part], other[part])
    if os.environ.get("CTM_BLESS"):
        bless(case, got)
        return faults
    for part in got:
        if got[part] != expected(case, part):
            faults += show(case, part, expected(case, part), got[part])
    return faults


def main():
    ctm, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    names = sys.argv[3:]
    cases = [case for case in sorted((HERE / "cases").iterdir())
             if (case / "cmd").exists() and (not names or case.name in names)]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for faults in pool.map(lambda case: check(case, ctm, root), cases):
            failed += bool(faults)
            sys.stdout.write(faults)
    print(f"{len(cases) - failed} of {len(cases)} cases as expected")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())

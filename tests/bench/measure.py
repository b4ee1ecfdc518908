"""Samples and what is said of them. Times are CPU seconds, user and system: on a machine that others
use, they change far less than the clock's, and the programs measured here compute on one thread."""
import os
import statistics
import subprocess

DEVNULL = subprocess.DEVNULL


class Spread(list):
    """Samples of one figure."""

    @property
    def middle(self):
        return statistics.median(self)

    def scaled(self, factor):
        return Spread(value * factor for value in self)

    def text(self, unit, digits=1):
        """The median, and in brackets the least and the greatest."""
        figures = [f"{value:,.{digits}f}" for value in (self.middle, min(self), max(self))]
        return f"{figures[0]} {unit} ({figures[1]}–{figures[2]})"


def cpu_seconds(command, output=DEVNULL):
    """Of a whole process and all that it started."""
    process = subprocess.Popen(command, stdout=output, stderr=DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(map(str, command))}: exit {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def interleaved(runs, **commands):
    """Each command in turn, over and over: what disturbs one disturbs the other."""
    taken = {name: Spread() for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(cpu_seconds(command))
    return taken


def figures(command):
    """What one run of bench_ctm prints: {name: [values]}."""
    out = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    found = {}
    for line in out.splitlines():
        name, value = line.split()
        found.setdefault(name, Spread()).append(float(value))
    return found


def sampled(runs, command):
    """The same, of several runs."""
    found = {}
    for _ in range(runs):
        for name, values in figures(command).items():
            found.setdefault(name, Spread()).extend(values)
    return found


def first_line(*command):
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except FileNotFoundError:
        return None
    return (done.stdout.splitlines() or [""])[0]


def machine():
    with open("/proc/cpuinfo") as info:
        models = [line.split(":")[1].strip() for line in info if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} × {models[0] if models else os.uname().machine}, {memory:.0f} GiB"


def load():
    return f"load {os.getloadavg()[0]:.1f}"

"""The check of this machine by `run.py doctor`: everything a search needs, and the cost of each missing thing."""

import os
import platform
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

GOOD, NOTE, FAILS = "ok", "note", "fails"
NEEDED = ("gmpy2", "jax", "jaxlib", "matplotlib", "mpmath", "msgspec", "numba", "numpy", "rich", "tomli-w", "typer")
PYTHONS = ((3, 11), (3, 13))
LEAST_DISK_GB, LEAST_MEMORY_GB, LEAST_SHARED_GB = 2.0, 3.0, 0.2
NOISY = 0.02
"""A difference of one kernel from itself beyond this part makes verdicts on time unsure."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        name: What.
        verdict: GOOD, NOTE or FAILS.
        found: What there is.
        costs: What its lack costs and what to do; empty where nothing lacks.
    """

    name: str
    verdict: str
    found: str
    costs: str = ""


def _judged(name: str, good: bool, found: str, costs: str, verdict: str = NOTE) -> Finding:
    return Finding(name, GOOD, found) if good else Finding(name, verdict, found, costs)


def python() -> list[Finding]:
    """The interpreter's version."""
    here, (first, last) = sys.version_info[:2], PYTHONS
    costs = "the packages are pinned for Python 3.11 to 3.13: `uv sync` makes an environment"
    return [_judged("Python", first <= here <= last, platform.python_version(), costs, FAILS)]


def packages() -> list[Finding]:
    """Packages that searches cannot do without, and Ray."""
    from evaluators.backends.machine import versions

    there = dict(versions(*NEEDED, "ray"))
    missing = [name for name in NEEDED if name not in there]
    found = ", ".join(f"{name} {there[name]}" for name in NEEDED if name in there)
    lack = f"missing: {', '.join(missing)}; `uv sync` installs them"
    ray = _judged("Ray", "ray" in there, there.get("ray", "none"), "campaigns run on one machine: --executor local")
    return [_judged("packages", not missing, found, lack, FAILS), ray]


def devices() -> list[Finding]:
    """Devices that jax computes on."""
    import jax

    names = ", ".join(f"{d.platform} {d.device_kind}" for d in jax.devices())
    accelerator = any(d.platform != "cpu" for d in jax.devices())
    costs = "no accelerator: --backend gpu is refused; searches, sweeps and records are made on the CPU and need none"
    return [_judged("jax devices", accelerator, names, costs)]


def processor() -> list[Finding]:
    """Instruction set, contraction, flush-to-zero and vector width of XLA's code."""
    from evaluators.backends.jax_backend import fingerprint
    from evaluators.backends.machine import cpu_name, isa

    extensions, mark = isa(), fingerprint()
    wide = "avx512f" in extensions
    contracts = _contracts()
    return [
        _judged("processor", "avx2" in extensions or "asimd" in extensions, f"{cpu_name()}: {extensions}", _SLOW),
        _judged("FMA contraction", contracts, "XLA contracts a*b + c" if contracts else "none", _NO_FMA),
        _judged("flush-to-zero", mark.ftz and mark.daz, f"results {mark.ftz}, inputs {mark.daz}", _NO_FTZ),
        _judged("vector width", wide, "512 bits, XLA prefers 256" if wide else "256 bits or less", _NARROW),
    ]


_SLOW = "no 256-bit vectors: times differ from those on record, and sweeps take several times as long"
_NO_FMA = "records are verified with contraction: here kernels round otherwise; run `verify` before trusting a bound"
_NO_FTZ = "records are judged under flush-to-zero: here subnormal results differ; run `verify` before trusting a bound"
_NARROW = "--vector-bits 512 compares nothing that this processor has"


def _contracts() -> bool:
    """True if (1 + 2**-12)**2 - (1 + 2**-11) keeps its last term, 2**-24, which only an fma does."""
    import jax

    x = np.full(64, 1 + 2.0**-12, np.float32)
    got = np.asarray(jax.jit(lambda a, b, c: a * b + c)(x, x, np.full(64, -(1 + 2.0**-11), np.float32)))
    return bool(np.all(got == np.float32(2.0**-24)))


def room() -> list[Finding]:
    """Cores, memory, shared memory and disk."""
    memory, disk = _available_gb(), shutil.disk_usage(".").free / 1e9
    shared = shutil.disk_usage("/dev/shm").free / 1e9 if Path("/dev/shm").exists() else 0.0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return [
        _judged("cores", cores > 1, str(cores), "one core: timing and search take turns"),
        _judged(
            "memory",
            memory >= LEAST_MEMORY_GB,
            f"{memory:.1f} GB free",
            "a sweep and a Ray worker take about 1 GB each",
        ),
        _judged(
            "shared memory",
            shared >= LEAST_SHARED_GB,
            f"{shared:.1f} GB free",
            "Ray writes its objects to disk and is slower",
        ),
        _judged(
            "disk", disk >= LEAST_DISK_GB, f"{disk:.1f} GB free", "a run of 8 islands keeps up to 100 MB of checkpoints"
        ),
    ]


def _available_gb() -> float:
    info = Path("/proc/meminfo")
    for line in info.read_text().splitlines() if info.exists() else ():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) / 1e6
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_AVPHYS_PAGES") / 1e9


def peers() -> list[Finding]:
    """Libraries and tools that comparisons use where they are there."""
    from evaluators.timing.c_libraries import left_out

    compiler, mca = shutil.which("cc") or shutil.which("gcc"), shutil.which("llvm-mca")
    lacking = left_out(256)
    return [
        _judged(
            "C compiler", compiler is not None, compiler or "none", "libm is sampled a call at a time, and not timed"
        ),
        _judged(
            "SLEEF and libmvec", not lacking, "both" if not lacking else "; ".join(lacking), "not in the comparison"
        ),
        _judged("llvm-mca", mca is not None, mca or "none", "no column of predicted cycles (Debian package llvm)"),
    ]


def timer() -> list[Finding]:
    """Timing difference of one kernel from itself."""
    from results.bench.bench import aa_rows

    rows = aa_rows(runs=3)
    least = next(row.value for row in rows if row.name.endswith("smallest significant difference"))
    costs = "close programs, or use --aa of `bench` to see which differences mean something"
    return [_judged("timer", least <= NOISY, f"differences above {least:.1%} mean something", costs)]


# fmt: off
CHECKS: tuple[tuple[str, Callable[[], list[Finding]], bool], ...] = (
    # what, check, whether it takes more than a few seconds
    ("Python",                python,    False),
    ("packages",              packages,  False),
    ("room",                  room,      False),
    ("devices",               devices,   False),
    ("the processor",         processor, False),
    ("libraries and tools",   peers,     False),
    ("the timer",             timer,     True),
)
# fmt: on


def checkup(quick: bool, progress: Callable[[str], None]) -> list[Finding]:
    """All findings; a check that fails to run is a finding too."""
    findings: list[Finding] = []
    for what, check, slow in CHECKS:
        if slow and quick:
            continue
        progress(what)
        try:
            findings += check()
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            findings.append(Finding(what, FAILS, f"{type(error).__name__}: {error}", "nothing that needs it runs"))
    return findings

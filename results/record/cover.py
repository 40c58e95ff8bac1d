"""The check that a kernel's record covers this process: nothing differs that could change a bit of its results.

A kernel is IEEE additions, products, quotients, roots and integer operations, whose fused forms it fixes itself. What can
change its bits is another compiler (the versions of jax and jaxlib, XLA's flags), another architecture, a processor
without fused multiply-add, other flushing, another backend. The width of vectors and the processor's name cannot.
"""

import functools
from collections.abc import Sequence

from evaluators import project
from evaluators.report import Fingerprint

_COMPILERS = ("jax", "jaxlib")
_HARMLESS = ("--xla_force_host_platform_device_count", "--xla_dump", "--xla_cpu_prefer_vector_width")


@functools.cache
def here() -> Fingerprint:
    """The fingerprint of this process."""
    from evaluators.backends.jax_backend import fingerprint

    return fingerprint()


def differences(recorded: Sequence[Fingerprint], process: Fingerprint) -> tuple[str, ...]:
    """Differences of a process from the nearest of a kernel's verifications; empty where one covers it."""
    if not recorded:
        return ("its record is missing",)
    return min((_between(row, process) for row in recorded), key=len)


def remedy(recorded: Sequence[Fingerprint], differ: Sequence[str]) -> str:
    """One sentence: ways to use kernels although `differ` separates this process from their verifications."""
    ways, versions = [], sorted({dict(row.versions).get("jax", "") for row in recorded} - {""})
    if versions and any(row.startswith(_COMPILERS) for row in differ):
        ways.append(f"install jax {' or '.join(versions)}")
    if not project.INSTALLED:  # the records of an installed copy are not written
        ways.append("verify it here with `run.py verify RECORD --reverify` (all: `run.py export all --verify`)")
    sentence = ", or ".join([*ways, "pass anyway=True"])
    return f"{sentence[0].upper()}{sentence[1:]}."


def _between(recorded: Fingerprint, process: Fingerprint) -> tuple[str, ...]:
    rows = zip(_decisive(recorded), _decisive(process), strict=True)
    return tuple(f"{name} {there} on record, {now} here" for (name, there), (_, now) in rows if there != now)


def _decisive(row: Fingerprint) -> list[tuple[str, str]]:
    """(name, value) of what decides bits, in one order."""
    words, versions = row.isa.split(), dict(row.versions)
    flags = [flag for flag in row.flags if not flag.startswith(_HARMLESS)]
    fused = "with" if {"fma", "asimd", "sve"} & set(words) else "without"
    return [
        ("backend", row.backend),
        *((name, versions.get(name, "missing")) for name in _COMPILERS),
        ("architecture", words[0]),
        ("processor", f"{fused} fused multiply-add"),
        ("XLA_FLAGS", " ".join(flags) or "none"),
        ("flush-to-zero", str(row.ftz)),
        ("denormals-are-zero", str(row.daz)),
    ]

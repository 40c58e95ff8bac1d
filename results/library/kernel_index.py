"""The kernel library's index: which generated file holds which kernel, with what bound and speed; needs no records."""

import hashlib
import importlib.util
import math
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from evaluators import project
from evaluators.report import Fingerprint
from evaluators.timing.contexts import CALL, CONTEXTS, LOOP, USES
from results.record.record_seals import read_object
from results.record.report_rules import REPORT_RULES
from search_spaces.field_rules import (
    FLAG,
    NAME,
    ULPS,
    Many,
    Named,
    Nested,
    Relation,
    Rule,
    Rules,
    Table,
    check,
    count,
    fault,
    hex_digits,
    line,
    matching,
    one_of,
    real,
)
from search_spaces.suggestions import hint

KERNELS = Path(__file__).resolve().parents[1] / "kernels"
INDEX = "index.json"
IN_A_LOOP, AS_A_CALL = CONTEXTS[LOOP].title, CONTEXTS[CALL].title
_BOUNDED = re.compile(r"(?P<target>\w+)_f32_(?P<whole>\d+)u(?P<tenth>\d)")


class KernelError(ValueError):
    """A kernel that is not there or is not what was asked for, or a generated file that was changed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class ListedKernel:
    """One generated file.

    Attributes:
        name: The target's name for the kernel that meets its row of results/record/bars.py; others end in their bound in ulp,
            rounded up to a tenth: `exp2_f32_0u9`.
        target: Name of the target row.
        format: Export format.
        file: Path below the folder of the index.
        record: Hash of the record it is made from.
        max_ulp: Largest error that the record states in this format; inf where none is stated.
        exhaustive: Whether that is over every float32.
        ratio: Stock's time over the kernel's in its record, compiled by XLA; 0 where it was not measured.
        timed_on: The instruction set that is of; empty where it was not measured.
        fingerprints: Where the record was verified in this format and has at most this error.
        sha256: Of the file.
        arguments: How many the function takes.
        ratio_as: Where ratio was measured: IN_A_LOOP, as records state it, or AS_A_CALL (results/library/speeds.py).
        fused: The same ratio in 0.5 f(x) + x; 0 where it was not measured.
        in_loop: The ratio in a loop, of a kernel whose ratio is that as a call.
    """

    name: str
    target: str
    format: str
    file: str
    record: str
    max_ulp: float
    exhaustive: bool
    ratio: float
    timed_on: str
    fingerprints: tuple[Fingerprint, ...] = field(repr=False)
    sha256: str = field(repr=False)
    arguments: int = 1
    ratio_as: str = IN_A_LOOP
    fused: float = 0.0
    in_loop: float = 0.0

    @property
    def called(self) -> bool:
        """True if a call of it was measured."""
        return self.ratio_as == AS_A_CALL

    @property
    def speed(self) -> float:
        """The ratio by which it is judged: the worse of call and fused, where a call was measured."""
        return min(self.ratio, self.fused) if self.called and self.fused else self.ratio

    @property
    def speeds(self) -> str:
        """Its ratios for people, as a call first."""
        if not self.called:
            return f"{self.ratio:.2f}x {IN_A_LOOP}"
        ratios = ((self.ratio, AS_A_CALL), (self.fused, "fused"), (self.in_loop, IN_A_LOOP))
        return ", ".join(f"{ratio:.2f}x {where}" for ratio, where in ratios if ratio)

    @property
    def installable(self) -> bool:
        """True if install() and pick() may take it: its bound is over every float32, or over pairs, which have no sweep."""
        return self.exhaustive or self.arguments > 1

    @property
    def standard(self) -> bool:
        """True if it is the kernel of the target's row."""
        return self.name == self.target


_NONE = Rule("0: an index states speeds in a loop alone", lambda value: value == 0)
_END = Rule("a finite number", lambda value: type(value) in (int, float) and math.isfinite(value))
_DOMAINS = Named(Many(2, _END, 2))

# fmt: off
ENTRY_RULES: Table = REPORT_RULES | {
    ListedKernel: Rules(
        {
            "name":         NAME,
            "target":       NAME,
            "format":       one_of("jax", "python", "c"),
            "file":         matching(r"[a-z]+/[A-Za-z0-9_]+\.(py|h)", "FORMAT/NAME.py or FORMAT/NAME.h"),
            "record":       hex_digits(16),
            "max_ulp":      ULPS,
            "exhaustive":   FLAG,
            "ratio":        real(),
            "timed_on":     line(1000),
            "fingerprints": Many(256, Nested()),
            "sha256":       hex_digits(64),
            "arguments":    count(1, 2),
            "ratio_as":     one_of(IN_A_LOOP),
            "fused":        _NONE,
            "in_loop":      _NONE,
        },
        (Relation("file", "a file of the entry's format, of the entry's name",
                  lambda entry: entry.file.rpartition(".")[0] == f"{entry.format}/{entry.name}"),),
    ),
}
# fmt: on


@cache
def entries(folder: Path = KERNELS) -> tuple[ListedKernel, ...]:
    """All files of the index.

    Raises:
        KernelError: There is no index, or it cannot be read.
    """
    try:
        rows = read_object(folder / INDEX)["kernels"]
        return tuple(_entry(row, f"kernels[{number}]") for number, row in enumerate(rows))
    except (OSError, ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise KernelError(f"no kernels in {str(folder)!r} ({error}): write them with `run.py export all`") from None


def _entry(row: dict[str, Any], place: str) -> ListedKernel:
    fingerprints = tuple(_fingerprint(value) for value in row["fingerprints"])
    max_ulp = float("inf") if row["max_ulp"] == "inf" else row["max_ulp"]
    entry = ListedKernel(**{**row, "max_ulp": max_ulp, "fingerprints": fingerprints})
    check(entry, ENTRY_RULES, place)
    return entry


def _fingerprint(value: dict[str, Any]) -> Fingerprint:
    versions = tuple((name, version) for name, version in value["versions"])
    return Fingerprint(**{**value, "versions": versions, "flags": tuple(value["flags"])})


@cache
def timing_domains(folder: Path = KERNELS) -> dict[str, tuple[float, float]]:
    """The inputs on which each function is timed, by target.

    Raises:
        KernelError: The index has none, or something else in their place.
    """
    try:
        domains = read_object(folder / INDEX)["timing_domains"]
        if found := fault(domains, _DOMAINS, place="timing_domains"):
            raise ValueError(found)
        return {name: (low, high) for name, (low, high) in domains.items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KernelError(
            f"no timing domains in {str(folder)!r} ({error}): write them with `run.py export all`"
        ) from None


@cache
def jax_kernels(folder: Path = KERNELS) -> tuple[ListedKernel, ...]:
    """Every JAX kernel, by target, the most accurate first.

    Raises:
        KernelError: There is no index, or it cannot be read.
    """
    rows = (entry for entry in entries(folder) if entry.format == "jax")
    return tuple(sorted(rows, key=lambda row: (row.target, row.max_ulp, row.record)))


def find(name: str, export_format: str = "jax", folder: Path = KERNELS) -> ListedKernel:
    """The file of a name: a target, a file's own name, or TARGET_f32_AuB for the fastest kernel within A.B ulp.

    Raises:
        KernelError: There is none; the message offers the nearest.
    """
    rows = {entry.name: entry for entry in entries(folder) if entry.format == export_format}
    if name in rows:
        return rows[name]
    asked = _BOUNDED.fullmatch(name)
    mine = [entry for entry in rows.values() if asked and entry.target == asked["target"]]
    if asked is None or not mine:
        raise KernelError(f"no {export_format} kernel {name!r}.{hint(name, rows)} Known: {', '.join(rows)}")
    bound = float(f"{asked['whole']}.{asked['tenth']}")
    within = [entry for entry in mine if entry.max_ulp <= bound]
    if not within:
        nearest = min(mine, key=lambda entry: entry.max_ulp)
        raise KernelError(
            f"no kernel of {asked['target']} within {bound} ulp; the most accurate has {nearest.max_ulp:.4f}: {nearest.name}"
        )
    from results.library.speeds import shipped  # which reads the index

    def speed(entry: ListedKernel) -> float:
        uses = [min(ratios.values()) for use in USES if (ratios := shipped(use).get(entry.record))]
        return min(uses, default=0.0)

    return max(within, key=lambda entry: (speed(entry), entry.ratio, -entry.max_ulp))


def load(entry: ListedKernel, folder: Path = KERNELS) -> ModuleType:
    """The module of a generated Python file, imported once.

    Raises:
        KernelError: The file is missing, or was changed since it was generated.
    """
    name, path = project.module(f"results.kernels.{entry.format}.{entry.name}"), folder / entry.file
    if folder == KERNELS and name in sys.modules:
        return sys.modules[name]
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"
    if digest != entry.sha256:
        raise KernelError(f"{str(path)!r} is not the file that was generated: run `run.py export all`")
    return _imported(name if folder == KERNELS else f"kernels_{digest}", path)


def _imported(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise KernelError(f"{str(path)!r} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules[name] = module
    return module


def function(name: str, folder: Path = KERNELS) -> Callable[..., Any]:
    """The JAX function of a name, as `find` reads it.

    Raises:
        KernelError: There is none, or its file was changed.
    """
    entry = find(name, "jax", folder)
    return getattr(load(entry, folder), entry.target)

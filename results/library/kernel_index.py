"""The kernel library's index: which generated file holds which kernel, with what bound and speed; needs no records."""

import hashlib
import importlib.util
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
from results.record.record_seals import read_object
from results.record.report_rules import REPORT_RULES
from search_spaces.field_rules import (
    FLAG,
    NAME,
    ULPS,
    Many,
    Nested,
    Relation,
    Rules,
    Table,
    check,
    count,
    hex_digits,
    line,
    matching,
    one_of,
    real,
)
from search_spaces.suggestions import hint

KERNELS = Path(__file__).resolve().parents[1] / "kernels"
INDEX = "index.json"
IN_A_LOOP, AS_A_CALL = "in a loop", "as a call"
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

    @property
    def installable(self) -> bool:
        """True if install() and pick() may take it: its bound is over every float32, or over pairs, which have no sweep."""
        return self.exhaustive or self.arguments > 1

    @property
    def standard(self) -> bool:
        """True if it is the kernel of the target's row."""
        return self.name == self.target


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
    return max(within, key=lambda entry: (entry.ratio, -entry.max_ulp))


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

"""The kernels that can be put under jax: the files of results/kernels/jax with what their records say of them."""

import ast
import difflib
import functools
import importlib.util
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from evaluators.backends.machine import isa
from evaluators.report import Fingerprint

HERE = Path(__file__).resolve().parent
KERNELS, RECORDS = HERE / "kernels" / "jax", HERE / "records"
_FACT = re.compile(r"^(TARGET|MAX_ULP|EXHAUSTIVE|RECORD|DOMAIN) = ([^#\n]+)", re.MULTILINE)


class KernelError(ValueError):
    """No kernel is what was asked for; the message says what was given, what there is and what to do."""


@dataclass(frozen=True)
class Kernel:
    """One exported kernel on the whole float line.

    Attributes:
        target: Name of the target row.
        record: Hash of its record.
        max_ulp: Largest error in ulp; `exhaustive` says over what.
        exhaustive: Over all 2**32 inputs; else over a sample.
        ratio: Stock jax's time over the kernel's, as recorded: on this instruction set, or else where first verified.
        timed_on: The instruction set it was timed on.
        file: The exported module.
        fingerprints: Where it was verified.
        standard: Whether it is the kernel of the target's row: the file named after the target.
    """

    target: str
    record: str
    max_ulp: float
    exhaustive: bool
    ratio: float
    timed_on: str
    file: Path
    fingerprints: tuple[Fingerprint, ...]
    standard: bool


@functools.cache
def menu(folder: Path = KERNELS, records: Path = RECORDS) -> tuple[Kernel, ...]:
    """Every kernel on the whole line, by target, the most accurate first.

    Raises:
        KernelError: The folder holds none.
    """
    found = [row for path in sorted(folder.glob("*.py")) if (row := _kernel(path, records)) is not None]
    if not found:
        raise KernelError(f"no kernels in {folder}: make them with `run.py export all`")
    unique = {(row.target, row.record): row for row in sorted(found, key=lambda row: row.standard)}
    return tuple(sorted(unique.values(), key=lambda row: (row.target, row.max_ulp, row.record)))


def nearest_names(name: str, known: Iterable[str]) -> str:
    """A hint with the names nearest to a wrong one, or nothing."""
    near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.5)
    return f" Did you mean {' or '.join(repr(n) for n in near)}?" if near else ""


@functools.cache
def module_of(kernel: Kernel) -> ModuleType:
    """The exported module, imported once.

    Raises:
        KernelError: The file is gone, or is of another record than when the menu was read.
    """
    spec = importlib.util.spec_from_file_location(f"_kernel_{kernel.file.stem}_{kernel.record}", kernel.file)
    if spec is None or spec.loader is None or not kernel.file.is_file():
        raise KernelError(f"no file {kernel.file}: make it with `run.py export all`")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if kernel.record != module.RECORD:
        raise KernelError(f"{kernel.file} is of record {module.RECORD}, not {kernel.record}: start again")
    return module


def _kernel(path: Path, records: Path) -> Kernel | None:
    """The kernel in a file; None where it is none on the whole line, or its record is not there."""
    facts = {name: ast.literal_eval(value.strip()) for name, value in _FACT.findall(path.read_text(encoding="utf-8"))}
    if "DOMAIN" in facts or not {"TARGET", "MAX_ULP", "RECORD"} <= set(facts):
        return None
    record = records / facts["TARGET"] / f"{facts['RECORD']}.json"
    rows = json.loads(record.read_text(encoding="utf-8"))["verifications"] if record.is_file() else []
    rows = [row for row in rows if row["format"] == "jax"]
    return Kernel(
        *(facts["TARGET"], facts["RECORD"], facts["MAX_ULP"], facts.get("EXHAUSTIVE", False), *_ratio(rows)),
        *(path, tuple(_fingerprint(row["fingerprint"]) for row in rows), path.stem == facts["TARGET"]),
    )


def _ratio(rows: Iterable[Mapping[str, Any]]) -> tuple[float, str]:
    """Speed against stock, and on which instruction set: this one's if it was timed here; 0 where it never was."""
    timed = [(row["cost"]["ratio_to_stock"], row["fingerprint"]["isa"]) for row in rows if row["cost"]]
    timed = [row for row in timed if row[0] is not None]
    here = isa()
    return next((row for row in timed if row[1] == here), timed[0] if timed else (0.0, ""))


def _fingerprint(value: dict[str, Any]) -> Fingerprint:
    versions = tuple((name, version) for name, version in value["versions"])
    return Fingerprint(**{**value, "versions": versions, "flags": tuple(value["flags"])})

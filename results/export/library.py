"""results/kernels: every swept format of every target's kernels, generated from the records; the same records, the same files."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from evaluators.files import write_atomic
from evaluators.project import require_writable
from evaluators.report import EXHAUSTIVE, Fingerprint, to_json
from results.export.table import FORMATS, SWEPT
from results.library.kernel_index import INDEX, KERNELS, ListedKernel
from results.record.bars import bars_of, nearest, ranked
from results.record.listing import kernel_names
from results.record.record import CLASSICAL, Record, Subject, Verification, committed, jax_ulp
from results.record.record_speeds import speeds_of
from search_spaces.composed import ROWS


def meeting(records: list[Record]) -> Record:
    """The kernel that meets the target's first row of results/record/bars.py, or is nearest to it; the most accurate without one."""
    for bar in bars_of(records[0].target) if records[0].subject == Subject() else ():
        found = nearest(bar, records).record
        if found is not None:
            return found
    return min(records, key=jax_ulp)


def bounded_name(target: str, max_ulp: float) -> str:
    """`exp2_f32_0u9` for 0.802 ulp: the bound rounded up to a tenth."""
    whole, tenth = divmod(-(-Fraction(max_ulp) * 10 // 1), 10)
    return f"{target}_f32_{whole}u{tenth}"


def menu(records: Iterable[Record]) -> dict[str, Record]:
    """Kernels by name: a target's own, then those that no other beats in both largest error and speed against stock in use."""
    able = [r for r in records if r.kind != CLASSICAL and r.subject == Subject()]
    if not able:
        return {}
    main = meeting(able)
    chosen, fastest = {main.target: main}, 0.0
    for ulp, ratio, record in sorted(ranked(able), key=lambda row: (row[0], -row[1], row[2].hash)):
        if ratio > fastest:
            fastest = ratio
            chosen[bounded_name(record.target, ulp)] = record  # of two with one name the faster stays
    return {name: record for name, record in chosen.items() if name == main.target or record != main}


def generate(folder: Path = KERNELS, names: Iterable[str] | None = None) -> list[Path]:
    """Write all swept formats of the targets' kernels with their index, and remove what else stands in the formats' folders.

    Raises:
        RecordError: A record cannot be read or exported.
        OSError: The folder cannot be written.
    """
    require_writable(folder)
    rows: list[tuple[ListedKernel, str]] = []
    for target in kernel_names() if names is None else names:
        records = committed(target)
        for export_format in SWEPT:
            able = [r for r in records if r.verification(export_format) is not None]
            rows += [_exported(name, record, export_format) for name, record in menu(able).items()]
    wanted = {folder / entry.file for entry, _ in rows}
    for entry, text in rows:
        write_atomic(folder / entry.file, text)
    stale = {path for name in SWEPT for path in (folder / name).glob("*") if path.is_file()} - wanted
    for path in stale:
        path.unlink()
    listed = sorted((_listed(entry) for entry, _ in rows), key=lambda row: row["file"])
    domains = {
        name: list(ROWS[name].timing_domain) for name in sorted({entry.target for entry, _ in rows} & ROWS.keys())
    }
    index = {"kernels": listed, "timing_domains": domains}
    write_atomic(folder / INDEX, json.dumps(index, indent=1, allow_nan=False) + "\n")
    return [*sorted(wanted), folder / INDEX]


def _exported(name: str, record: Record, export_format: str) -> tuple[ListedKernel, str]:
    row = FORMATS[export_format]
    text, verification = row.export(record), record.verification(export_format)
    bound = float("inf") if verification is None else verification.error.max_ulp
    entry = ListedKernel(
        name=name,
        target=record.target,
        format=export_format,
        file=f"{export_format}/{name}{row.suffix}",
        record=record.hash,
        max_ulp=bound,
        exhaustive=verification is not None and verification.error.mode == EXHAUSTIVE,
        ratio=speeds_of(record).loop or 0.0,
        timed_on=_timed_on(record),
        fingerprints=_fingerprints(record.verifications, export_format, bound),
        sha256="",
        arguments=record.arguments,
    )
    return replace(entry, sha256=hashlib.sha256(text.encode()).hexdigest()), text


def _listed(entry: ListedKernel) -> dict[str, Any]:
    """An entry as the index holds it, which says how many arguments where it is not one; ratios are those of records."""
    row = to_json(entry)
    left_out = ("ratio_as", "fused", "in_loop")
    return {name: value for name, value in row.items() if name not in left_out and (name, value) != ("arguments", 1)}


def _fingerprints(rows: Iterable[Verification], export_format: str, bound: float) -> tuple[Fingerprint, ...]:
    return tuple(v.fingerprint for v in rows if v.format == export_format and v.error.max_ulp <= bound)


def _timed_on(record: Record) -> str:
    timed = record.timed()
    return timed.fingerprint.isa if timed else ""

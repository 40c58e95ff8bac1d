"""Records whose outputs hash is of the older kind, swept again: the same outputs by the old hash, then known by the new one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from evaluators.backends import jax_backend
from evaluators.callbacks import CountCallback
from evaluators.project import require_writable
from evaluators.reference.oracle import build_oracle
from evaluators.reference.oracle_build import BOUND_ULP
from evaluators.report import BLAKE3, EXHAUSTIVE, SHA256, ErrorReport
from evaluators.sweep.accuracy import sweep
from evaluators.sweep.judge import SweepOptions
from results.library.kernel_index import entries
from results.record.cover import differences, here
from results.record.record import RECORDS, Record, Verification, committed, write
from results.record.subjects import target_of

COMPARED = ("max_ulp", "witness", "wrong_count", "histogram", "monotone_violations", "special_failures")
"""Fields of an error that a sweep must find again."""


class RehashError(RuntimeError):
    """A record that does not hold here as it stands."""


def outdated(record: Record) -> list[Verification]:
    """Verifications over every float32 whose hash is of the older kind."""
    return [v for v in record.verifications if v.error.mode == EXHAUSTIVE and v.error.outputs_hash_kind == SHA256]


def rehashed(record: Record, jobs: int | None = None, progress: CountCallback | None = None) -> Record:
    """The record with the new hash in each verification whose outputs are those of its kernel here; the old one stays beside it.

    Args:
        record: A record of one argument.
        jobs: Threads; None is one a core.
        progress: Of the sweep.

    Raises:
        RehashError: Its kernel gives other outputs or errors here than the record says for this process.
        HashPackageError: blake3 is not here.
    """
    old = [v for v in outdated(record) if v.format == "jax" and not differences([v.fingerprint], here())]
    if not old:
        return record
    options = SweepOptions(ftz=True, daz=True, threads=jobs, hashes=(BLAKE3, SHA256))
    run = jax_backend.compile_program(record.program())
    found = sweep({"jax": run}, build_oracle(target_of(record)), options, progress)["jax"]
    for verification in old:
        _compare(record, verification.error, found)
    return replace(record, verifications=tuple(_renewed(v, found) for v in record.verifications))


def _compare(record: Record, kept: ErrorReport, found: ErrorReport) -> None:
    names = {"outputs_hash": "outputs_sha256"} | {name: name for name in COMPARED}
    if 0 < kept.max_ulp - found.max_ulp <= BOUND_ULP:
        # More inputs than a sweep keeps lie within the filter's bound of the largest error: it may name another of them.
        del names["max_ulp"], names["witness"]
    if kept.undecided and found.undecided and _moved(kept, found) <= max(kept.undecided, found.undecided):
        # Nobody says on which side of an edge an undecided input lies.
        del names["histogram"]
    for name, now in names.items():
        if getattr(kept, name) != getattr(found, now):
            raise RehashError(
                f"record {record.hash} of {record.target!r} has {name} {getattr(kept, name)}, a sweep here finds "
                f"{getattr(found, now)}: nothing was written; `run.py verify RECORD --exhaustive` shows the rest"
            )


def _moved(kept: ErrorReport, found: ErrorReport) -> int:
    """The fewest inputs that lie in other bins now."""
    return sum(abs(one - other) for one, other in zip(kept.histogram, found.histogram, strict=True)) // 2


def _renewed(verification: Verification, found: ErrorReport) -> Verification:
    error = verification.error
    if error.outputs_hash_kind != SHA256 or error.outputs_hash != found.outputs_sha256 or error.outputs_hash is None:
        return verification
    kept = replace(
        error, outputs_hash=found.outputs_hash, outputs_hash_kind=BLAKE3, outputs_sha256=found.outputs_sha256
    )
    return replace(verification, error=kept)


def rehash_all(tell: Callable[[str], None], jobs: int | None = None, folder: Path = RECORDS) -> None:
    """Every record whose hash here is of the older kind, swept again and written, exported kernels first; what is done is passed over.

    Raises:
        PermissionError: This is an installed copy.
        RecordError: A record cannot be read.
        RehashError: The first one of `rehashed`; all other records are written.
    """
    require_writable(folder)
    refused: list[RehashError] = []
    for record in _exported_first(folder):
        try:
            whole = rehashed(record, jobs) if outdated(record) else record
        except RehashError as error:
            refused.append(error)
            tell(str(error))
            continue
        if whole != record:
            write(whole, folder / record.target / f"{record.hash}.json")
            rest = len(outdated(whole))
            left = f"; {rest} verified elsewhere keep the old hash" if rest else ""
            tell(f"{record.target} {record.hash}: same outputs, new hash{left}")
    if refused:
        raise refused[0]


def _exported_first(folder: Path) -> list[Record]:
    """All records, first those whose kernels the library has: a sweep of all takes an hour."""
    exported = {entry.record for entry in entries()}
    targets = sorted(path.name for path in folder.iterdir() if path.is_dir())
    records = [record for target in targets for record in committed(target, folder)]
    return sorted(records, key=lambda record: record.hash not in exported)

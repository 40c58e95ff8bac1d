"""Verifications that a record lacks: of its kernel where it runs now, of its NumPy form on a sample, of its C form."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from evaluators.backends import c_backend, jax_backend, numpy_backend
from evaluators.callbacks import CountCallback
from evaluators.project import require_writable
from evaluators.reference.oracle import Oracle, build_oracle
from evaluators.report import EXHAUSTIVE, ErrorReport, Fingerprint
from evaluators.sweep.accuracy import SweepOptions, UnaryKernel, sample, sweep
from evaluators.sweep.outputs import outputs_hash, same_outputs
from results.composed import verify as composed
from results.export import c_format
from results.export.library import menu
from results.record.bars import BARS, Bar, nearest
from results.record.cover import differences, here
from results.record.listing import recorded_names
from results.record.record import (
    RECORDS,
    Record,
    RecordError,
    Verification,
    brief,
    committed,
    read,
    with_verification,
    write,
)
from results.record.subjects import target_of
from results.verification.c_header import array_function
from results.verification.pieces import in_pieces
from search_spaces.flushing import flushed
from search_spaces.programs.program import Program

AS_THE_RECORD = SweepOptions(ftz=True, daz=True)
"""Files of every format flush subnormals as XLA on the CPU does, so their errors are counted like its own."""


def of_jax(record: Record, progress: CountCallback | None = None) -> Verification:
    """The kernel as XLA compiles it here, over every float32.

    Where its outputs are those on record bit for bit, so are its errors. Times measured under the same fingerprint are kept.
    """
    run = jax_backend.compile_program(record.program())
    kept = record.verification("jax")
    if (
        kept is not None
        and kept.error.mode == EXHAUSTIVE
        and _hash_of(run, kept.error, progress) == kept.error.outputs_hash
    ):
        return Verification(format="jax", fingerprint=here(), error=kept.error, cost=None, lengths=())
    report = sweep({"jax": run}, build_oracle(target_of(record)), AS_THE_RECORD, progress)["jax"]
    same = record.under("jax", here())
    return Verification(
        format="jax",
        fingerprint=here(),
        error=brief(report),
        cost=same and same.cost,
        lengths=same.lengths if same else (),
        uses=same.uses if same else (),
    )


def uncovered(record: Record) -> tuple[str, ...]:
    """Differences of this process from the nearest verification of the compiled kernel; empty where one covers it."""
    return differences([v.fingerprint for v in record.verifications if v.format == "jax"], here())


def of_python(program: Program, oracle: Oracle) -> Verification:
    """A sample: NumPy takes a nanosecond an operation and element. `verify --exhaustive` takes the rest."""
    run = in_pieces(numpy_backend.compile_program(flushed(program)))
    return _sampled(run, "python", numpy_backend.fingerprint(), oracle)


def of_c(program: Program, oracle: Oracle) -> Verification:
    """A sample of the compiled text.

    Raises:
        RuntimeError: There is no C compiler that works here.
    """
    return _sampled(c_backend.compile_program(flushed(program)), "c", c_backend.fingerprint(), oracle)


def _sampled(run: UnaryKernel, name: str, fingerprint: Fingerprint, oracle: Oracle) -> Verification:
    report = sample(kernels={name: run}, oracle=oracle, options=AS_THE_RECORD, near=(), rng=np.random.default_rng(0))[
        name
    ]
    return Verification(format=name, fingerprint=fingerprint, error=brief(report), cost=None, lengths=())


def of_c_exhaustive(record: Record, progress: CountCallback | None = None) -> Verification:
    """The exported header, compiled for this machine, over every float32.

    Where its outputs are those of the record's XLA-compiled kernel bit for bit, so are its errors.

    Raises:
        ValueError: There is no C compiler that takes it.
    """
    run = array_function(c_format.code(record), c_format.function_name(record))
    compiled = record.verification("jax")
    if compiled is not None and compiled.error.mode == EXHAUSTIVE and _same(run, record, compiled, progress):
        return Verification(
            format="c", fingerprint=c_backend.fingerprint(), error=compiled.error, cost=None, lengths=()
        )
    report = sweep({"c": run}, build_oracle(target_of(record)), AS_THE_RECORD, progress)["c"]
    return Verification(format="c", fingerprint=c_backend.fingerprint(), error=brief(report), cost=None, lengths=())


def _same(run: UnaryKernel, record: Record, compiled: Verification, progress: CountCallback | None) -> bool:
    """True if outputs are those of a record's verification: beside XLA's own where its fingerprint holds, else by hash."""
    if jax_backend.fingerprint() == compiled.fingerprint:
        return same_outputs(run, jax_backend.compile_program(record.program()), progress)
    return _hash_of(run, compiled.error, progress) == compiled.error.outputs_hash


def _hash_of(run: UnaryKernel, error: ErrorReport, progress: CountCallback | None) -> str:
    """Hash of a kernel's outputs, of the kind on record."""
    return outputs_hash(run, error.outputs_hash_kind, progress)


def reverify(path: Path, progress: CountCallback | None = None) -> Record:
    """The record in a file with its kernel verified over every float32 where this runs; it is written there.

    Raises:
        RecordError: The record cannot be read.
        OSError: It cannot be written.
    """
    record = read(path)
    whole = with_verification(record, of_jax(record, progress)) if uncovered(record) else record
    if whole != record:
        write(whole, path)
    return whole


def lacking(record: Record, thorough: bool = True) -> list[str]:
    """The formats to be measured still: jax where no record covers this process, python, c; thorough: c over every float32."""
    python, c = record.verification("python"), record.verification("c")
    stale = python is None or not python.error.daz  # measured before flushing was written out
    unswept = c is None or (thorough and c.error.mode != EXHAUSTIVE)
    return ["jax"] * bool(uncovered(record)) + ["python"] * stale + ["c"] * unswept


def complete(record: Record, thorough: bool = True, progress: CountCallback | None = None) -> Record:
    """The record with what it lacked, written to its place among the records.

    Raises:
        RecordError: It is not among the records.
        RuntimeError, ValueError: There is no C compiler.
    """
    path = RECORDS / record.target / f"{record.hash}.json"
    if not path.exists():
        raise RecordError(
            f"record {record.hash} of {record.target!r} is not in {str(RECORDS)!r}: `run.py record` adds it"
        )
    wanted, whole = lacking(record, thorough), record
    if "jax" in wanted:
        whole = with_verification(whole, of_jax(record, progress))
    if "python" in wanted:
        others = tuple(v for v in whole.verifications if v.format != "python")
        kept = of_python(record.program(), build_oracle(target_of(record)))
        whole = replace(whole, verifications=(*others, kept))
    if "c" in wanted:
        kept = (
            of_c_exhaustive(record, progress) if thorough else of_c(record.program(), build_oracle(target_of(record)))
        )
        whole = with_verification(whole, kept)
    if whole != record:
        write(whole, path)
    return whole


def rival_unswept(bar: Bar, records: Sequence[Record]) -> Record | None:
    """The hand-made record beside a row of the table of kernels if its error is a sample's."""
    found = nearest(bar, records)
    return None if found.rival_swept else found.rival_record


def sweep_rivals(tell: Callable[[str], None]) -> None:
    """The hand-made kernels of the table over every float32; what turns out worse may give its place to another."""
    for bar in BARS:
        while (rival := rival_unswept(bar, committed(bar.target))) is not None:
            tell(f"{bar.target}, hand-made: jax")
            write(with_verification(rival, of_jax(rival)), RECORDS / rival.target / f"{rival.hash}.json")


def complete_library(tell: Callable[[str], None]) -> None:
    """All that the records of the library's kernels lack, and the sample of each composed function; then every kernel is covered here.

    Raises:
        PermissionError: This is an installed copy.
    """
    require_writable(RECORDS)
    named = [(name, r) for target in recorded_names() for name, r in menu(committed(target)).items()]
    for name, record in sorted(named, key=lambda pair: pair[0] != pair[1].target):
        thorough = name == record.target
        wanted = lacking(record, thorough)
        if wanted:
            tell(f"{name}: {', '.join(wanted)}")
            complete(record, thorough)
    composed.complete(tell)
    sweep_rivals(tell)

"""Measuring composed functions for their records."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from evaluators.backends import jax_backend, numpy_backend
from evaluators.callbacks import CountCallback
from evaluators.timing.baselines import stock_function
from results.bench.comparison import RUNS
from results.composed.measure import sample, timed, timed_in_use
from results.composed.statement import composed, kernel_of, path_of
from results.export.library import meeting
from results.record.cover import differences, here
from results.record.record import Record, RecordError, Verification, committed, read, write
from results.verification.pieces import in_pieces
from search_spaces.composed import COMPOSED
from search_spaces.flushing import flushed

SEED = 0


def uncovered(record: Record) -> tuple[str, ...]:
    """Reasons not to compare a record here: none, because verifying its file takes its whole sample again."""
    return ()


def reverify(path: Path, progress: CountCallback | None = None) -> Record:
    """A record measured anew where this runs, around the core of the kernel that meets its row; it is written there.

    What was measured under other fingerprints stays where the kernel is still the same and the file could be read; one that
    was timed there is not timed here.

    Raises:
        OSError: It cannot be written.
    """
    jax_backend.dispatch_inline()
    row = COMPOSED[path.stem]
    core = meeting([record for record in committed(row.around) if record.reduction in row.reductions])
    program, made = kernel_of(row.name, core), composed(row.name, core, SEED)
    kept = _kept(path)
    if kept is not None and replace(kept, verifications=()) == made:
        made = kept
    compiled = jax_backend.compile_program(program)
    kernel = jax_backend.load(jax_backend.print_program(program).module)["kernel"]
    jax_error = sample(compiled, row, SEED, progress)
    known, mine = made.timed(), jax_backend.fingerprint()
    elsewhere = known is not None and known.fingerprint != mine
    cost = None if elsewhere else timed(kernel, stock_function(row), row.timing_domain)
    uses = () if elsewhere else timed_in_use(kernel, stock_function(row), row.timing_domain, RUNS)
    python = sample(in_pieces(numpy_backend.compile_program(flushed(program))), row, SEED, progress)
    kept_rows = (
        Verification("jax", mine, jax_error, cost, (), uses),
        Verification("python", numpy_backend.fingerprint(), python, None, ()),
    )
    made = with_verifications(made, kept_rows)
    write(made, path)
    return made


def complete(tell: Callable[[str], None]) -> None:
    """Measure every composed function that was not verified in this environment.

    Raises:
        RecordError: A record cannot be read.
        OSError: One cannot be written.
    """
    for record in [record for name in COMPOSED for record in committed(name)]:
        if differences([v.fingerprint for v in record.verifications if v.format == "jax"], here()):
            tell(f"{record.target}: jax")
            reverify(path_of(record.target))


def with_verifications(record: Record, kept: tuple[Verification, ...]) -> Record:
    """The record with verifications at the end; those of the same format and fingerprint are replaced."""
    keys = {(row.format, row.fingerprint) for row in kept}
    others = tuple(row for row in record.verifications if (row.format, row.fingerprint) not in keys)
    return replace(record, verifications=(*others, *kept))


def _kept(path: Path) -> Record | None:
    try:
        return read(path)
    except RecordError:
        return None

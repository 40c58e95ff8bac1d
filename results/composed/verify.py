"""Measuring composed functions for their statements."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from evaluators.backends import jax_backend, numpy_backend
from evaluators.callbacks import CountCallback
from evaluators.timing.baselines import stock_function
from results.composed.measure import sample, timed
from results.composed.statement import (
    Statement,
    kernel_of,
    path_of,
    read_statement,
    statements,
    with_verifications,
    write_statement,
)
from results.export.library import meeting
from results.record.cover import differences, here
from results.record.record import RecordError, Verification, committed
from results.verification.pieces import in_pieces
from search_spaces.composed import COMPOSED
from search_spaces.flushing import flushed

SEED = 0


def reverify(path: Path, progress: CountCallback | None = None) -> Statement:
    """A statement measured anew where this runs, around the core of the kernel that meets its row; it is written there.

    What was measured under other fingerprints stays where the kernel is still the same and the file could be read; one that
    was timed there is not timed here.

    Raises:
        OSError: It cannot be written.
    """
    jax_backend.dispatch_inline()
    row = COMPOSED[path.stem]
    record = meeting([record for record in committed(row.around) if record.reduction in row.reductions])
    program = kernel_of(row, record)
    made = Statement(row.name, record.hash, program.hash(), SEED, ())
    kept = _kept(path)
    if kept is not None and replace(kept, verifications=()) == made:
        made = kept
    compiled = jax_backend.compile_program(program)
    kernel = jax_backend.load(jax_backend.print_program(program).module)["kernel"]
    jax_error = sample(compiled, row, SEED, progress)
    known, mine = made.timed(), jax_backend.fingerprint()
    elsewhere = known is not None and known.fingerprint != mine
    cost = None if elsewhere else timed(kernel, stock_function(row), row.timing_domain)
    python = sample(in_pieces(numpy_backend.compile_program(flushed(program))), row, SEED, progress)
    kept_rows = (
        Verification("jax", mine, jax_error, cost, ()),
        Verification("python", numpy_backend.fingerprint(), python, None, ()),
    )
    made = with_verifications(made, kept_rows)
    write_statement(made, path)
    return made


def complete(tell: Callable[[str], None]) -> None:
    """Measure every composed function whose statement does not cover what runs here.

    Raises:
        RecordError: A statement cannot be read.
        OSError: One cannot be written.
    """
    for statement in statements():
        if differences([v.fingerprint for v in statement.verifications if v.format == "jax"], here()):
            tell(f"{statement.name}: jax")
            reverify(path_of(statement.name))


def _kept(path: Path) -> Statement | None:
    try:
        return read_statement(path)
    except RecordError:
        return None

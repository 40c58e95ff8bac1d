"""Measuring composed functions: for their statements, and exported files of them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from evaluators.backends import jax_backend, numpy_backend
from evaluators.baselines import stock_function
from evaluators.report import Fingerprint
from results.composed.measure import Kernel, decided, named, sample, timed
from results.composed.statement import Statement, kernel_of, read_statement, with_verifications, write_statement
from results.library import meeting
from results.pieces import in_pieces
from results.record import RecordError, Verification, committed
from results.verify import VerifyReport, judge
from search_spaces.composed import COMPOSED
from search_spaces.flushing import flushed

SEED = 0
Progress = Callable[[int, int], None]


def reverify(path: Path, progress: Progress | None = None) -> Statement:
    """A statement measured anew where this runs, around the core of the kernel that meets its row; it is written there.

    What was measured under other fingerprints stays where the kernel is still the same and the file could be read.

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
    cost = timed(kernel, stock_function(row), row.timing_domain)
    python = sample(in_pieces(numpy_backend.compile_program(flushed(program))), row, SEED, progress)
    kept_rows = (
        Verification("jax", jax_backend.fingerprint(), jax_error, cost, ()),
        Verification("python", numpy_backend.fingerprint(), python, None, ()),
    )
    made = with_verifications(made, kept_rows)
    write_statement(made, path)
    return made


def _kept(path: Path) -> Statement | None:
    try:
        return read_statement(path)
    except RecordError:
        return None


def verify_file(module: Any, path: Path, kernel: Kernel, fingerprint: Fingerprint) -> VerifyReport:
    """The report of an exported file: its sample again, and the pair that it says is the worst."""
    row, seed = COMPOSED[module.TARGET], getattr(module, "SEED", SEED)
    error, witness = sample(kernel, row, seed), getattr(module, "WITNESS", None)
    max_ulp, worst = error.max_ulp, error.witness
    if isinstance(witness, str):
        given = named(witness)
        got = np.asarray(kernel(*(np.array([value], np.float32) for value in given)))
        max_ulp, worst = max((max_ulp, worst), (decided(row, given, float(got[0])), witness))
    failures = tuple(f"{row.name}({f.given}) = {f.got}, not {f.expected}" for f in error.special_failures)
    stated = {"max_ulp": getattr(module, "MAX_ULP", None), "outputs_hash": None}
    measured = {"max_ulp": max_ulp, "witness": worst, "outputs_hash": None, "special_failures": failures}
    ok, reason = judge(measured, stated)
    return VerifyReport(
        target=row.name,
        file=str(path),
        backend=fingerprint.backend,
        mode=error.mode,
        inputs=error.inputs,
        max_ulp=max_ulp,
        witness=worst,
        wrong_count=error.wrong_count,
        recorded_max_ulp=stated["max_ulp"],
        outputs_hash=None,
        recorded_outputs_hash=None,
        length_differences=(),
        special_failures=failures,
        ok=ok,
        reason=reason,
        fingerprint=fingerprint,
    )

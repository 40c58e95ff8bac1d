"""Flush to zero written out, against the interpreter and against XLA, which flushes by itself."""

import numpy as np
import pytest

from evaluators.backends import jax_backend
from evaluators.compiled.kernel import run_float32
from results.library.kernel_index import entries
from results.record.record import Record, committed
from search_spaces.flushing import flushed
from search_spaces.programs.lowering import ordinary
from search_spaces.programs.parsing import parse
from search_spaces.targets import TARGETS

MAIN = [e for e in entries() if e.format == "jax" and e.name in TARGETS]


def inputs(count: int = 1 << 16) -> np.ndarray:
    """All binades alike, a quarter of them subnormal numbers of both signs."""
    rng = np.random.default_rng(0)
    words = rng.integers(0, 2**32, count, dtype=np.uint64).astype(np.uint32)
    words[: count // 4] &= 0x807FFFFF
    return words.view(np.float32)


def words(y: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(y), np.int32(0x7FC00000), y.view(np.int32))


def outputs_of(record: Record, export_format: str) -> str | None:
    verification = record.verification(export_format)
    return None if verification is None else verification.error.outputs_hash


@pytest.mark.parametrize("entry", MAIN, ids=[e.name for e in MAIN])
def test_a_recorded_kernel_gives_xlas_bits_with_gradual_underflow(entry):
    (record,) = (r for r in committed(entry.target) if r.hash == entry.record)
    x = inputs()
    got = words(run_float32(flushed(record.program()), [x], flush=False)[0])
    want = words(jax_backend.compile_program(record.program())(x))
    if outputs_of(record, "c") not in (None, outputs_of(record, "jax")):
        return  # measured over every float32 on its own: a value in between underflows
    bad = np.flatnonzero(got != want)
    assert not len(bad), f"x = {float(x[bad[0]]).hex()}: {got[bad[0]]:#x} is not {want[bad[0]]:#x}, {len(bad)} differ"


def test_subnormal_operands_become_zeros_and_keep_their_sign_while_moved_words_stay():
    doubled = parse("program float32 (x: float) -> (y: float)\ny = add(x, x)\nreturn y=y\n")
    moved = parse("program float32 (x: float) -> (y: float)\ny = neg(x)\nreturn y=y\n")
    small = np.array([2.0**-127, -(2.0**-127), 2.0**-126, np.nan, np.inf, -0.0], np.float32)
    with np.errstate(invalid="ignore"):
        (y,) = run_float32(flushed(doubled), [small], flush=False)
    np.testing.assert_array_equal(y, np.array([0.0, -0.0, 2.0**-125, np.nan, np.inf, -0.0], np.float32))
    assert np.signbit(y[[1, 5]]).all()
    assert not np.signbit(y[0])
    assert flushed(moved) == moved


def test_subnormal_results_become_zeros_on_their_way_out():
    text = "program float32 (x: float) -> (y: float)\nc: float = 0x1p-20\nt = mul(x, c)\nb = bits(t)\nf = from_bits(b)\nreturn y=f\n"
    x = np.array([2.0**-106, 2.0**-107, -(2.0**-107)], np.float32)
    (y,) = run_float32(flushed(parse(text)), [x], flush=False)
    assert words(y).tolist() == words(np.array([2.0**-126, 0.0, -0.0], np.float32)).tolist()


def test_the_cold_part_stays_where_it_was():
    (entry,) = (e for e in MAIN if e.name == "sin")
    (program,) = (r.program() for r in committed("sin") if r.hash == entry.record)
    assert program.cold is not None
    both = flushed(program)
    assert both.cold is not None
    assert both.cold.threshold == program.cold.threshold
    x = np.random.default_rng(1).uniform(-1e4, 1e4, 4096).astype(np.float32)
    np.testing.assert_array_equal(run_float32(ordinary(both), [x])[0], run_float32(both, [x])[0])

import itertools
from typing import Any

import mpmath
import numpy as np
import pytest

from evaluators.compiled.kernel import run_float32
from search_spaces.ops import FLOAT
from search_spaces.program import FLOAT32, Program, ProgramError, identity, parse
from search_spaces.reductions import REDUCTIONS, Reduction, reductions_of
from search_spaces.targets import TARGETS

ROWS = list(REDUCTIONS.values())
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
CORE = parse("program float32 (t: float) -> (w: float)\nc: float = 0x1p+0\nw = fma(t, c, c)\nreturn w=w\n")


def rounded(row: Reduction, r: np.ndarray) -> np.ndarray:
    """The core's function, each value the float32 nearest to mpmath's."""
    context: Any = mpmath.MPContext()
    context.prec = 120
    reference = TARGETS[row.core_target].reference
    values = [reference(context, context.mpf(float(v))) if np.isfinite(v) else context.nan for v in r]
    return np.array([float(v) for v in values]).astype(np.float32)  # twice rounded: 2^-29 of a tie at most


def through(row: Reduction, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(r, result) of a kernel whose core is exact but for one rounding."""
    named = dict(zip((o.name for o in row.prologue.outputs), run_float32(row.prologue, [x]), strict=True))
    known = {**named, "x": x, "y": rounded(row, named["r"])}
    inputs = [known[port.name] for port in row.epilogue.inputs]
    return named["r"], run_float32(row.epilogue, inputs)[0]


def ordinary(row: Reduction) -> np.ndarray:
    """Inputs of all sizes on the timing domain of the target, and floats around halves, where the reduction turns."""
    low, high = TARGETS[row.target].timing_domain
    rng = np.random.default_rng(5)
    halves = np.arange(np.ceil(low), np.floor(high), 0.5).astype(np.float32)
    around = [halves, np.nextafter(halves, np.float32(np.inf)), np.nextafter(halves, np.float32(-np.inf))]
    return np.concatenate([rng.uniform(low, high, 4000).astype(np.float32), *around])


@each_row
def test_a_row_is_typed_and_serves_rows_of_the_target_table(row):
    assert REDUCTIONS[row.name] is row
    assert row in reductions_of(row.target)
    assert {row.target, row.core_target} <= set(TARGETS)
    assert row.prologue.number_format == row.epilogue.number_format == FLOAT32
    assert [(port.name, port.type) for port in row.prologue.inputs] == [("x", FLOAT)]
    assert [output.name for output in row.epilogue.outputs] == ["result"]
    low, high = row.core_domain
    assert low < high
    assert all(low <= point <= high for point in row.exact_points)
    assert row.why.strip()


@each_row
def test_every_row_composes_with_a_core_whatever_its_names(row):
    kernel = row.kernel(CORE)
    assert isinstance(kernel, Program)
    assert [port.name for port in kernel.inputs] == ["x"]
    assert [output.name for output in kernel.outputs] == ["result"]
    assert kernel.types()[kernel.outputs[0].value] == FLOAT
    assert parse(str(kernel)) == kernel


@each_row
def test_a_core_of_another_shape_is_refused(row):
    with pytest.raises(ProgramError, match="one input and one output"):
        row.kernel(row.prologue)
    with pytest.raises(ProgramError, match="cannot compose"):
        row.kernel(identity())


@each_row
def test_the_cores_argument_stays_on_its_domain(row):
    x = ordinary(row)
    r, _ = through(row, x)
    low, high = row.core_domain
    outside = np.flatnonzero((r < low) | (r > high))
    assert not len(outside), f"x = {float(x[outside[0]]).hex()} gives r = {float(r[outside[0]]).hex()}"


@each_row
def test_an_exact_core_makes_a_kernel_that_is_off_by_half_an_ulp_at_most(row):
    """Both tables' reductions are exact, so that one rounding, the core's, is all there is."""
    context: Any = mpmath.MPContext()
    context.prec = 120
    x = ordinary(row)[::7]
    _, got = through(row, x)
    for given, value in zip(x, got, strict=True):
        exact = TARGETS[row.target].reference(context, context.mpf(float(given)))
        ulps = abs(context.mpf(float(value)) - exact) / context.mpf(float(np.spacing(np.abs(value))))
        assert ulps <= 0.5 + 2.0**-20, f"x = {float(given).hex()}: {float(ulps)} ulp"


@each_row
def test_special_values_come_out_exactly(row):
    target = TARGETS[row.target]
    x = np.array([float.fromhex(given) for given, _ in target.specials], np.float32)
    want = np.array([float.fromhex(value) for _, value in target.specials], np.float32)
    _, got = through(row, x)
    bad = np.flatnonzero((got.view(np.int32) != want.view(np.int32)) & ~(np.isnan(got) & np.isnan(want)))
    assert not len(bad), (
        f"f({target.specials[bad[0]][0]}) = {float(got[bad[0]]).hex()}, not {target.specials[bad[0]][1]}"
    )


@each_row
def test_results_below_the_normal_range_are_zero_where_the_row_says_so(row):
    if row.target != "exp2" or not row.flushes:
        pytest.skip("not of this row")
    x = np.array([-126.0, np.nextafter(np.float32(-126), np.float32(-200)), -127.0, -149.0, -1e30], np.float32)
    assert through(row, x)[1].tolist() == [2.0**-126, 0.0, 0.0, 0.0, 0.0]


@pytest.mark.parametrize("target", sorted({row.target for row in ROWS}))
def test_rows_of_one_target_are_one_function_where_their_domains_agree(target):
    rows = reductions_of(target)
    x = ordinary(rows[0])
    for first, second in itertools.pairwise(rows):
        if (first.core_target, first.core_domain) == (second.core_target, second.core_domain):
            assert np.array_equal(through(first, x)[1], through(second, x)[1])


def test_a_target_without_a_reduction_has_none():
    assert reductions_of("airy_ai7") == ()

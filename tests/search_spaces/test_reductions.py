import itertools
from functools import cache
from typing import Any

import mpmath
import numpy as np
import pytest

from evaluators.compiled.kernel import run_float32
from evaluators.minimax.smooth import Smooth
from evaluators.reference.oracle_build import BUILD_BITS, value_at
from evaluators.ulp import ulp_error
from search_spaces.ops import FLOAT
from search_spaces.programs.parsing import parse
from search_spaces.programs.parts import FLOAT32, ProgramError
from search_spaces.programs.program import Program, identity
from search_spaces.reductions import REDUCTIONS, reductions_of
from search_spaces.slots import Reduction, Slot
from search_spaces.targets import TARGETS
from tests.search_spaces.row_bounds import BOUNDS, most_ulp
from tests.sentences import whole

ROWS = list(REDUCTIONS.values())
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
TWO = parse("program float32 (t: float) -> (v: float, w: float)\nv = neg(t)\nw = add(t, t)\nreturn v, w\n")
CORE = parse("program float32 (t: float) -> (w: float)\nc: float = 0x1p+0\nw = fma(t, c, c)\nreturn w=w\n")


@cache
def smooth(name: str, domain: tuple[float, float]) -> Smooth:
    """The function of slots with this name and domain, right to 2^-44: rounded to float32 it is twice rounded near ties."""
    slots = (slot for row in ROWS for slot in row.slots if (slot.target.name, slot.domain) == (name, domain))
    return Smooth(next(slots).target.reference, domain)


def rounded(slot: Slot, r: np.ndarray) -> np.ndarray:
    """The core's function, each value the float32 nearest to it; beyond its domain a core may give any number."""
    low, high = slot.domain
    inside = (low <= r) & (r <= high)
    values = smooth(slot.target.name, slot.domain)(np.where(inside, r, low)).astype(np.float32)
    return np.where(inside, values, np.where(np.isnan(r), r, np.float32(1e30)))


def through(row: Reduction, x: np.ndarray) -> tuple[list[np.ndarray], np.ndarray]:
    """(arguments of the cores, result) of a kernel whose cores are exact but for one rounding."""
    known, arguments = {"x": x}, []
    for stage, slot in itertools.zip_longest(row.stages, row.slots):
        outputs = run_float32(stage, [known[port.name] for port in stage.inputs], flush=True)
        known |= dict(zip((o.name for o in stage.outputs), outputs, strict=True))
        if slot is not None:
            arguments.append(known[slot.argument])
            known[slot.name] = rounded(slot, arguments[-1])
    return arguments, known["result"]


def ordinary(target: str) -> np.ndarray:
    """Inputs of all sizes on the timing domain of a target, and floats around halves, where the reductions turn."""
    low, high = TARGETS[target].timing_domain
    rng = np.random.default_rng(5)
    halves = np.arange(np.ceil(low), np.floor(high), 0.5).astype(np.float32)
    around = [halves, np.nextafter(halves, np.float32(np.inf)), np.nextafter(halves, np.float32(-np.inf))]
    return np.concatenate([rng.uniform(low, high, 4000).astype(np.float32), *around])


@cache
def exact_values(target: str) -> tuple[np.ndarray, np.ndarray]:
    """Some of the ordinary inputs of a target, and its values there: from mpmath, for a filter takes seconds to build."""
    x = ordinary(target)[::7]
    context: Any = mpmath.MPContext()
    context.prec = BUILD_BITS
    return x, np.array([float(value_at(TARGETS[target], context, given)) for given in x.tolist()])


@each_row
def test_a_row_is_typed_and_serves_a_row_of_the_target_table(row):
    assert REDUCTIONS[row.name] is row
    assert row in reductions_of(row.target)
    assert row.target in TARGETS
    assert len(row.stages) == len(row.slots) + 1
    assert {stage.number_format for stage in row.stages} == {FLOAT32}
    assert [(port.name, port.type) for port in row.stages[0].inputs] == [("x", FLOAT)]
    assert "result" in [output.name for output in row.stages[-1].outputs]
    for slot in row.slots:
        low, high = slot.domain
        assert low < high
        assert all(low <= point <= high for point in slot.exact_points)
    assert row.why.strip()
    assert "\\" not in row.why, "a backslash that should have joined lines"


@each_row
def test_every_row_composes_with_a_core_whatever_its_names(row):
    kernel = row.kernel(*[CORE] * len(row.slots))
    assert isinstance(kernel, Program)
    assert [port.name for port in kernel.inputs] == ["x"]
    assert [output.name for output in kernel.outputs] == ["result"]
    assert kernel.types()[kernel.outputs[0].value] == FLOAT
    assert str(parse(str(kernel))) == str(kernel)


@each_row
def test_a_core_of_another_shape_is_refused(row):
    with pytest.raises(ProgramError, match=whole("a core has one input and one output, this has ... and ...")):
        row.kernel(*[TWO] * len(row.slots))
    with pytest.raises(ProgramError, match="lower the real one first"):
        row.kernel(*[identity()] * len(row.slots))
    with pytest.raises(
        ProgramError,
        match=whole(f"reduction {row.name!r} takes {len(row.slots)} cores, was given {len(row.slots) + 1}"),
    ):
        row.kernel(*[CORE] * (len(row.slots) + 1))


@each_row
def test_exact_cores_make_a_kernel_that_is_off_by_few_ulp(row):
    """The core's value must not matter where an argument leaves the core's domain.

    What is left is the rounding of the stages.
    """
    x, exact = exact_values(row.target)
    errors = ulp_error(through(row, x)[1], exact, ftz=True, least=TARGETS[row.target].least_ulp_at)
    worst = int(np.argmax(errors))
    assert errors[worst] <= most_ulp(row), f"x = {float(x[worst]).hex()}: {errors[worst]} ulp"


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


def test_every_bound_is_of_a_row():
    assert set(BOUNDS) <= set(REDUCTIONS)


def test_a_target_without_a_reduction_has_none():
    assert reductions_of("airy_ai7") == ()

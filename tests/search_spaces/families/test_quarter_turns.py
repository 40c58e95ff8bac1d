"""The first stages of sin, cos and tan: right quarter turns, and a remainder that is right however near to a multiple of pi/2."""

from typing import Any

import mpmath
import numpy as np
import pytest

from evaluators.compiled.kernel import run_float32
from search_spaces.families import quarter_turns
from search_spaces.families.quarter_turns import MOST_R, THRESHOLD, TWO_OVER_PI, moderate
from search_spaces.programs.program import Program
from search_spaces.programs.tracing import Float, Outputs, trace
from search_spaces.reductions import REDUCTIONS
from tests.evaluators.reference.test_waves import hardest

SEED = 20
MP: Any = mpmath.MPContext()
MP.prec = 400


def moderate_stage(turn: int) -> Program:
    def stage(x: Float) -> Outputs:
        r, lack, q = moderate(x, turn)
        return {"r": r, "lack": lack, "q": q}

    return trace(stage)


def inputs() -> np.ndarray:
    """Random bit patterns, ordinary numbers, the inputs nearest to multiples of pi/2, and the two sides of the threshold."""
    rng = np.random.default_rng(SEED)
    random = rng.integers(0, 255 << 23, 4000, dtype=np.uint32).view(np.float32)
    ordinary = rng.uniform(0, THRESHOLD, 4000).astype(np.float32)
    multiples = (np.arange(1, 4000) * (np.pi / 2)).astype(np.float32)
    edge = np.float32(THRESHOLD)
    edges = np.array([edge, np.nextafter(edge, np.float32(0)), np.finfo(np.float32).max], np.float32)
    x = np.concatenate([random, ordinary, multiples, hardest("sin").view(np.float32), edges])
    x = x[x >= 2.0**-100]
    return np.concatenate([x, -x])


@pytest.mark.parametrize("turn", [0, 1])
def test_quarter_turns_and_remainder_are_right_for_every_size_of_x(turn: int) -> None:
    x = inputs()
    r, lack, q, cold, _ = run_float32(quarter_turns.quarter_turns(turn), [x], flush=True)
    assert np.array_equal(cold, np.abs(x) >= THRESHOLD)
    assert np.abs(r).max() <= MOST_R
    worst = 0.0
    for given, high, low, quarter in zip(x.tolist(), r.tolist(), lack.tolist(), q.tolist(), strict=True):
        got = MP.mpf(high) - MP.mpf(low)
        turns = MP.nint((MP.mpf(given) - got) * 2 / MP.pi)
        assert (int(turns) + turn - quarter) % 4 == 0, given.hex()
        error = abs((MP.mpf(given) - turns * MP.pi / 2 - got) / got)
        worst = max(worst, float(error))
        assert abs(low) <= 2.0**-24 * abs(high) + 2.0**-31, given.hex()
    assert worst <= 2.0**-25.5


def test_both_stages_give_the_same_bits_below_the_threshold_and_nan_where_there_is_no_angle() -> None:
    x = np.concatenate([inputs(), np.array([0.0, -0.0, 2.0**-126, np.inf, -np.inf, np.nan], np.float32)])
    below = ~(np.abs(x) >= THRESHOLD) | np.isinf(x)
    for turn in (0, 1):
        exact = run_float32(quarter_turns.quarter_turns(turn), [x], flush=True)[:3]
        moderate = run_float32(moderate_stage(turn), [x], flush=True)
        for mine, other in zip(exact, moderate, strict=True):
            same = mine[below].view(np.int32) == other[below].view(np.int32)
            assert (same | (np.isnan(mine[below]) & np.isnan(other[below]))).all()
        assert np.isnan(exact[0][-3:]).all()


def test_minus_zero_keeps_its_sign_and_lacks_plus_zero() -> None:
    r, lack, *_ = run_float32(quarter_turns.quarter_turns(0), [np.array([-0.0, 0.0], np.float32)])
    assert np.signbit(r).tolist() == [True, False]
    assert not np.signbit(lack).any()


def test_constants_are_what_their_comments_say() -> None:
    assert int(MP.floor(2 / MP.pi * MP.mpf(2) ** 224)) == TWO_OVER_PI
    first, second, above, third = (
        getattr(quarter_turns, f"HALF_PI_{name}") for name in ("FIRST", "SECOND", "ABOVE_SECOND", "THIRD")
    )
    assert abs(MP.pi / 2 - first - above - third) < 2.0**-70
    assert float(np.nextafter(np.float32(second), np.float32(1))) == above
    unit = MP.pi / 2 * MP.mpf(2) ** -30
    assert abs(sum(MP.mpf(part) for part in quarter_turns.UNIT_PARTS) - unit) < 2.0**-77
    assert float(np.float32(float(unit))) == quarter_turns.UNIT
    c = quarter_turns.TWO_OVER_PI_NEAREST
    assert MP.pi / 2 * (0.5 + THRESHOLD * abs(c - 2 / MP.pi)) <= MOST_R


@pytest.mark.parametrize(
    ("name", "turn", "offset"), [("sin_half_turns", 2, 0), ("cos_half_turns", 2, 1), ("tan_quarter_turns_short", 1, 0)]
)
def test_short_turns_leave_a_remainder_that_is_right_to_some_units_in_its_last_place(
    name: str, turn: int, offset: int
) -> None:
    """`turn` in quarter turns; `offset` quarter turns are added to x first, with its sign where that is huge: cos is even."""
    x = inputs()
    stage, slot = REDUCTIONS[name].stages[0], REDUCTIONS[name].slots[0]
    outputs = dict(zip((out.name for out in stage.outputs), run_float32(stage, [x], flush=True), strict=True))
    r, q, cold, s = (outputs[value] for value in ("r", "q", "cold", "s"))
    assert np.array_equal(cold, np.abs(x) >= THRESHOLD)
    assert s.max() <= slot.domain[1]
    assert np.array_equal(s, np.where(r * r < 2.0**-126, 0, r * r))
    for given, got, turns, is_cold in zip(x.tolist(), r.tolist(), q.tolist(), cold.tolist(), strict=True):
        angle = MP.mpf(abs(given) if is_cold and offset else given) + offset * MP.pi / 2
        taken = MP.nint((angle - got) / (turn * MP.pi / 2))
        assert (int(taken) - turns) % 2 == 0, given.hex()
        assert abs(angle - taken * turn * MP.pi / 2 - got) <= 2.0**-22 * abs(got) + 2.0**-50, given.hex()

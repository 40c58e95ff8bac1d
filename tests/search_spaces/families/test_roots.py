"""The starts of the roots leave an e that is right to the bounds of their docstrings, which are no larger than needed."""

from fractions import Fraction

import numpy as np
import pytest

from evaluators.compiled.kernel import run_float32
from search_spaces.families import roots
from search_spaces.programs.tracing import Float, Outputs, from_bits, stage


@stage()
def of_the_square_root(x: Float) -> Outputs:
    """t = x^(-1/2), roughly."""
    return {"t": roots._rough_inverse_root(x)}


@stage()
def of_the_cube_root(x: Float) -> Outputs:
    """t = x^(-1/3), roughly."""
    return {"t": from_bits(roots._word_of_inverse_cube_root(x))}


@stage(roots._COARSE)
def of_the_cube_root_in_12_bits(x: Float) -> Outputs:
    """t = x^(-1/3), roughly."""
    return {"t": from_bits(roots._word_of_inverse_cube_root(x) & roots._COARSE)}


def column(program, name, x):
    outputs = run_float32(program, [x])
    return [Fraction(value.item()) for value in outputs[[out.name for out in program.outputs].index(name)]]


@pytest.mark.parametrize(
    ("program", "start", "power", "most", "within"),
    [
        (roots._rsqrt_start, of_the_square_root, 2, 2.0**-27, 0.0685),
        (roots._rsqrt_start_short, of_the_square_root, 2, 2.0**-24, 0.0685),
        (roots._rsqrt_start_lean, of_the_square_root, 2, 2.0**-24, 0.0685),
        (roots._cbrt_start, of_the_cube_root_in_12_bits, 3, 2.0**-27, 0.103),
        (roots._cbrt_start_short, of_the_cube_root, 3, 2.0**-23, 0.103),
    ],
    ids=["rsqrt", "rsqrt, short", "rsqrt, lean", "cbrt", "cbrt, short"],
)
def test_e_is_right_to_its_bound(program, start, power, most, within):
    x = np.arange(0x3F800000, 0x41000000, 1009, dtype=np.int32).view(np.float32)
    exact = [1 - Fraction(a.item()) * t**power for a, t in zip(x, column(start, "t", x), strict=True)]
    errors = [abs(float(e - one)) for e, one in zip(column(program, "e", x), exact, strict=True)]
    worst = int(np.argmax(errors))
    assert most / 2 < errors[worst] <= most, f"x = {x[worst].item().hex()}"
    assert max(abs(float(e)) for e in exact) <= within
    assert f"to 2^{round(np.log2(most))}, within {within}" in program.instrs[0].label.block

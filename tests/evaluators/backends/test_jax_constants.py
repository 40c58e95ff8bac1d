import re

import numpy as np
import pytest

from evaluators.backends import jax_backend
from evaluators.backends.contexts import ALONE, BLOCK, CONTEXTS, ROWS, WIDTHS, Comparison, changed
from results.record.record import committed
from search_spaces.programs.parsing import parse

KERNEL = """program float32 (x: float) -> (y: float)
c: float = 0x1.8p+1
d: float = 0x1.4ccccep+0
s = fma(x, c, d)
t = sub(s, d)
y = fma(t, t, c)
return y=y
"""


def inputs(low: float = -60.0, high: float = 60.0) -> np.ndarray:
    return np.random.default_rng(3).uniform(low, high, BLOCK).astype(np.float32)


def test_floats_stand_in_one_array_behind_one_barrier():
    text = jax_backend.print_program(parse(KERNEL)).function
    before, behind = text.split("lax.optimization_barrier(np.array((")
    assert "fromhex" not in before
    assert behind.partition(")))")[0].count("fromhex") == 2


def test_one_by_one_each_is_an_argument_of_its_own():
    text = jax_backend.print_program(parse(KERNEL), one_by_one=True).function
    assert "lax.optimization_barrier((" in text
    assert "np.array" not in text


@pytest.mark.parametrize("name", ["exp2", "log", "tanh"])
def test_a_kernel_of_the_library_keeps_its_bits_in_every_use(name):
    kernel = next(record for record in committed(name) if record.kind == "evolved").program()
    found = changed(kernel, [np.abs(inputs()) if name == "log" else inputs()], WIDTHS[len(name) % 2])
    assert set(found) == {*CONTEXTS, "length 1", "length 7", ROWS}
    assert not any(found.values()), found


def test_literals_would_change_bits_and_the_comparison_shows_it():
    """A sum with zero is dropped, and -0 stays -0."""
    root = "program float32 (x: float) -> (y: float)\nz: float = 0x0.0p+0\np = add(x, z)\ny = sqrt(p)\nreturn y=y\n"
    right = jax_backend.print_program(parse(root), one_by_one=True).module
    literal = re.sub(r"    #.*\n|lax\.optimization_barrier", "", right)
    assert "barrier" not in literal
    x = np.resize(np.array([0.0, -0.0, 1.0, 2.0], np.float32), BLOCK)
    assert Comparison(literal, right, [x], 256).changed()[ALONE] == BLOCK // 4

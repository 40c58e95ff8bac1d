import numpy as np

from evaluators.compiled.kernel import run_float32
from search_spaces.families import gelu_tanh


def test_nothing_on_the_way_is_flushed_where_the_result_is_not():
    """The least results that are normal: gelu(x) is x / 2 there, with 2^w = 1."""
    x = np.ldexp(np.linspace(1.0, 2.0, 4097, endpoint=False), -125).astype(np.float32)
    given = {"y": np.ones_like(x), "t": np.full_like(x, gelu_tanh._MAGIC), "x": x}
    program = gelu_tanh._quotient
    (y,) = run_float32(program, [given[value.name] for value in program.inputs], flush=True)
    assert np.array_equal(y, x / 2)

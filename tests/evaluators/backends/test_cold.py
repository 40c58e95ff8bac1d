"""Kernels with a cold part: one answer whatever else the array holds, on every backend, under vmap, in a loop, under grad."""

import numpy as np
import pytest

from evaluators.backends import jax_backend
from evaluators.backends.table import BACKENDS
from evaluators.compiled.kernel import run_float32
from search_spaces.programs.lowering import ordinary
from search_spaces.programs.parsing import parse
from search_spaces.programs.parts import ProgramError
from search_spaces.programs.program import Program
from search_spaces.reductions import REDUCTIONS
from tests.sentences import whole

TEXT = """\
program float32 (x: float) -> (y: float)
t: float = 0x1p+10
c: float = 0x1.8p+0
inf: float = inf
a = abs(x)
above = lt(t, a)
below = lt(a, inf)
far = both(above, below)
p = fma(x, c, c)
s = sqrt(a)
y = select(far, s, p)
cold far from 0x1p+10
return y=y
"""
SEED = 4


def core(*coefficients: float) -> Program:
    lines = ["program float32 (s: float) -> (w: float)"]
    lines += [f"c{i}: float = {float(np.float32(c)).hex()}" for i, c in enumerate(coefficients)]
    steps = [
        f"h{i} = fma({f'h{i + 1}' if i + 2 < len(coefficients) else f'c{i + 1}'}, s, c{i})"
        for i in range(len(coefficients) - 1)
    ]
    return parse("\n".join([*lines, *reversed(steps), "return w=h0\n"]))


SIN, COS = core(1 / 6, -1 / 120, 1 / 5040), core(-1 / 2, 1 / 24, -1 / 720, 1 / 40320)
TAN = core(-1 / 3, -2 / 15, -17 / 315)
KERNELS = {
    "sin": REDUCTIONS["sin_quarter_turns"].kernel(SIN, COS),
    "cos": REDUCTIONS["cos_quarter_turns"].kernel(SIN, COS),
    "tan": REDUCTIONS["tan_quarter_turns"].kernel(TAN),
    "short sin": REDUCTIONS["sin_half_turns"].kernel(core(1, -1 / 6, 1 / 120, -1 / 5040)),
    "text": parse(TEXT),
}
each = pytest.mark.parametrize("kernel", KERNELS.values(), ids=KERNELS)
PAIRS = [(backend, name) for backend in BACKENDS for name in KERNELS]


def mixed(count: int = 4096) -> np.ndarray:
    """Ordinary numbers with huge ones, infinities and nan among them, shuffled."""
    rng = np.random.default_rng(SEED)
    x = np.where(rng.random(count) < 0.5, rng.uniform(-1000, 1000, count), rng.uniform(-1e5, 1e5, count))
    x = x.astype(np.float32)
    x[: count // 8] = rng.integers(0x48000000, 0x7F800000, count // 8).astype(np.uint32).view(np.float32)
    x[-3:] = np.inf, -np.inf, np.nan
    return rng.permutation(x)


def same(got: np.ndarray, want: np.ndarray) -> None:
    different = np.flatnonzero((got.view(np.int32) != want.view(np.int32)) & ~(np.isnan(got) & np.isnan(want)))
    assert not len(different), f"{len(different)} differ, the first at {different[0]}"


@each
def test_text_keeps_the_cold_part_and_its_place(kernel: Program) -> None:
    assert kernel.cold is not None
    again = parse(str(kernel))
    assert again == kernel
    assert again.hash() == kernel.hash()
    assert "\ncold v" in str(kernel)


@each
def test_the_ordinary_program_is_smaller_and_has_the_same_bits_below_the_threshold(kernel: Program) -> None:
    assert kernel.cold is not None
    plain = ordinary(kernel)
    assert plain.cold is None
    assert ordinary(plain) == plain
    assert plain.op_count() < kernel.op_count()
    x = mixed()
    x = x[(np.abs(x) < kernel.cold.threshold) | ~np.isfinite(x)]
    same(run_float32(plain, [x], flush=True)[0], run_float32(kernel, [x], flush=True)[0])


@pytest.mark.parametrize(("backend", "name"), PAIRS, ids=str)
def test_an_element_has_one_result_whatever_else_the_array_holds(backend: str, name: str) -> None:
    kernel = KERNELS[name]
    assert kernel.cold is not None
    run = BACKENDS[backend].compile_program(kernel)
    flush = BACKENDS[backend].fingerprint().ftz
    x = mixed()
    want = run_float32(kernel, [x], flush=flush)[0]
    same(run(x), want)
    small = (np.abs(x) < kernel.cold.threshold) | ~np.isfinite(x)
    same(run(x[small]), want[small])
    same(run(x[~small]), want[~small])
    for length in (0, 1, 7, 17, 100):
        same(run(x[:length]), want[:length])


@each
def test_vmap_loops_and_grad_outside_see_the_same_function(kernel: Program) -> None:
    import jax
    import jax.numpy as jnp
    from jax import lax

    function = jax_backend.load(jax_backend.print_program(kernel).module)["kernel"]
    x = mixed(2048).reshape(4, 16, 32)
    want = run_float32(kernel, [x], flush=True)[0]
    same(np.asarray(jax.jit(function)(x)), want)
    same(np.asarray(jax.jit(jax.vmap(jax.vmap(function)))(x)), want)
    same(np.asarray(jax.vmap(function, in_axes=1, out_axes=1)(x)), want)
    same(np.asarray(jax.jit(lambda a: lax.map(function, a))(x)), want)
    same(np.asarray(jax.jit(lambda a: lax.scan(lambda c, row: (c, function(row)), 0, a)[1])(x)), want)

    @jax.custom_jvp
    def differentiable(a):
        return function(a)

    differentiable.defjvp(lambda primals, tangents: (differentiable(*primals), tangents[0] * 2.0))
    slopes = jax.jit(jax.vmap(jax.grad(differentiable)))(jnp.asarray(x.ravel()))
    assert np.asarray(slopes).tolist() == [2.0] * x.size
    value, slope = jax.jit(jax.value_and_grad(lambda a: differentiable(jax.vmap(differentiable)(a)).sum()))(x[0])
    assert value.shape == ()
    assert slope.shape == x[0].shape


@each
def test_under_vmap_one_condition_decides_for_the_whole_batch(kernel: Program) -> None:
    import jax

    function = jax_backend.load(jax_backend.print_program(kernel).module)["kernel"]
    text = str(jax.make_jaxpr(jax.vmap(jax.vmap(function)))(mixed(64).reshape(8, 8)))
    assert text.count("cond[") == 1


def test_a_cold_part_must_be_a_bool_of_a_program_of_one_float() -> None:
    with pytest.raises(
        ProgramError, match=whole("value ... is said to be true for huge inputs alone; it must be a bool")
    ):
        parse(TEXT.replace("cold far", "cold p"))
    with pytest.raises(ProgramError, match="'fear' is not defined"):
        parse(TEXT.replace("cold far", "cold fear"))
    with pytest.raises(ProgramError, match="'1024' is not a hex float"):
        parse(TEXT.replace("from 0x1p+10", "from 1024"))
    with pytest.raises(ProgramError, match="a cold part begins at a positive float32, was given"):
        parse(TEXT.replace("from 0x1p+10", "from -0x1p+0"))
    with pytest.raises(ProgramError, match="a program with a cold part has one input, a float"):
        parse(TEXT.replace("(x: float)", "(x: float, z: float)"))

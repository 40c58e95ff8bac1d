"""Exported JAX files in a user's program: dtypes, weak types, shapes, transformations."""

import itertools

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from evaluators.timing.baselines import stock_function
from results.library.kernel_index import entries, function
from search_spaces.targets import TARGETS
from tests.evaluators.representatives import representatives

NAMES = sorted(e.name for e in entries() if e.format == "jax" and e.name in TARGETS)
COLD = "sin"
"""A kernel with a part for huge arguments, whose conditional must survive every transformation."""
PLAIN = "exp2"
KERNELS = [PLAIN, COLD]
each_kernel = pytest.mark.parametrize("name", KERNELS)

# fmt: off
INPUTS = {
    "float16":          np.linspace(-2, 2, 7, dtype=np.float16),
    "bfloat16":         np.linspace(-2, 2, 7).astype(jnp.bfloat16),
    "float64":          np.linspace(-2, 2, 7),
    "int8":             np.arange(-3, 4, dtype=np.int8),
    "int32":            np.arange(-3, 4, dtype=np.int32),
    "uint8":            np.arange(7, dtype=np.uint8),
    "bool":             np.array([True, False]),
    "complex64":        np.linspace(-1, 1, 5).astype(np.complex64) * (1 + 1j),
    "python int":       3,
    "python bool":      True,
    "python complex":   1 + 2j,
    "numpy int":        np.int64(2),
    "numpy float64":    np.float64(0.75),
}
REFUSED = {"list": [1.0, 2.0], "none": None, "text": "1.0", "object": np.array([None, 1.0], object)}
# fmt: on


def outcome(f, x):
    """The value with its dtype and weak type, or the kind of error."""
    try:
        y = f(x)
    except Exception as error:  # noqa: BLE001  whichever stock raises, the kernel must raise
        return type(error)
    return np.asarray(y).tobytes(), y.dtype, y.shape, y.weak_type


@pytest.mark.parametrize("x64", [False, True])
@pytest.mark.parametrize("promotion", ["standard", "strict"])
@each_kernel
def test_other_dtypes_are_stocks_own_bit_for_bit(name, promotion, x64):
    stock, kernel = stock_function(TARGETS[name]), function(name)
    with jax.enable_x64(x64), jax.numpy_dtype_promotion(promotion):
        for label, x in {**INPUTS, **REFUSED}.items():
            wants_float32 = not isinstance(x, (list, str, type(None))) and np.asarray(x).dtype != object
            if wants_float32 and jnp.result_type(x) == np.float32:
                assert kernel(x).dtype == np.float32, label  # float64 without x64 is float32 to jax
                continue
            assert outcome(kernel, x) == outcome(stock, x), label


@pytest.mark.parametrize("name", representatives(NAMES, 3))
def test_every_kernel_takes_halves_and_integers_as_its_stock_function_does(name):
    stock = stock_function(TARGETS[name])
    for label in ("float16", "bfloat16", "int32"):
        assert outcome(function(name), INPUTS[label]) == outcome(stock, INPUTS[label]), label


@each_kernel
def test_a_python_number_stays_weak_and_has_the_kernels_value(name):
    f = function(name)
    whole = np.asarray(f(np.array([0.75], np.float32)))[0]
    for call in (f, jax.jit(f)):
        y = call(0.75)
        assert (y.dtype, y.weak_type, y.shape) == (np.float32, True, ())
        assert np.asarray(y) == whole
        assert (y + np.ones(2, np.float16)).dtype == np.float16
    assert not f(np.float32(0.75)).weak_type
    slope = np.asarray(jax.grad(f)(np.float32(0.75)))
    assert np.asarray(jax.grad(f)(0.75)) == slope != 0.0


def words(y) -> np.ndarray:
    return np.asarray(y).view(np.int32)


@each_kernel
def test_every_shape_gives_the_bits_of_one_long_vector_up_to_what_is_on_record(name):
    f = jax.jit(function(name))
    x = np.random.default_rng(0).uniform(-60, 60, (16, 33, 5)).astype(np.float32)
    want = words(f(x.reshape(-1)))
    np.testing.assert_array_equal(words(f(x)).reshape(-1), want)
    np.testing.assert_array_equal(words(f(np.asfortranarray(x))), want.reshape(x.shape))
    np.testing.assert_array_equal(words(f(x[::2, ::-3, 1:4])), want.reshape(x.shape)[::2, ::-3, 1:4])
    np.testing.assert_array_equal(words(f(jnp.asarray(x).transpose(2, 0, 1))), want.reshape(x.shape).transpose(2, 0, 1))
    for shape in ((), (1,), (0,), (0, 4), (7,), (1, 1, 3)):
        size = int(np.prod(shape))
        got = f(x.reshape(-1)[:size].reshape(shape))
        assert (got.shape, got.dtype) == (shape, np.float32)
        np.testing.assert_array_equal(words(got).reshape(-1), want[:size])


@pytest.mark.parametrize("name", representatives(NAMES, 3))
def test_inside_a_loop_every_kernel_gives_the_bits_that_it_gives_alone(name):
    """There XLA moves constants out, knows them, and simplifies what they are part of."""
    f = function(name)
    bits = np.random.default_rng(0).integers(0, 2**32, (16, 1024), dtype=np.uint32)
    near = np.random.default_rng(1).uniform(*TARGETS[name].timing_domain, (16, 1024))
    x = np.concatenate([bits.view(np.float32), near.astype(np.float32)])
    alone = np.asarray(jax.jit(f)(x))
    np.testing.assert_array_equal(np.asarray(jax.jit(lambda x: jax.lax.map(f, x))(x)), alone)


@each_kernel
def test_a_donated_buffer_changes_nothing(name):
    f = function(name)
    x = np.linspace(-50, 50, 4096, dtype=np.float32)
    want = words(f(x))
    np.testing.assert_array_equal(words(jax.jit(f, donate_argnums=0)(jnp.array(x))), want)


@each_kernel
def test_mapping_scanning_and_branching_keep_the_bits(name):
    f = function(name)
    x = np.random.default_rng(1).uniform(-50, 50, (8, 32)).astype(np.float32)
    x[3, 5] = 1e9 if name == COLD else 3.0
    want = words(f(x))
    for axis in (0, 1):
        np.testing.assert_array_equal(words(jax.vmap(f, in_axes=axis, out_axes=axis)(x)), want)
    np.testing.assert_array_equal(words(jax.vmap(jax.vmap(f))(x)), want)
    np.testing.assert_array_equal(words(jax.pmap(f)(x[None]))[0], want)
    np.testing.assert_array_equal(words(jax.lax.map(f, x)), want)
    scanned = jax.jit(lambda x: jax.lax.scan(lambda c, row: (c + 1, f(row)), 0, x)[1])
    np.testing.assert_array_equal(words(scanned(x)), want)
    branched = jax.jit(lambda flag, x: jax.lax.cond(flag, f, lambda x: x, x))
    np.testing.assert_array_equal(words(branched(True, x)), want)
    np.testing.assert_array_equal(words(branched(False, x)), words(x))
    checkpointed = jax.grad(lambda x: jax.checkpoint(f)(x).sum())
    np.testing.assert_array_equal(words(checkpointed(x)), words(jax.grad(lambda x: f(x).sum())(x)))


@each_kernel
def test_derivatives_of_every_order_and_mode_agree(name):
    f = function(name)
    exact = {PLAIN: lambda x, n: np.log(2.0) ** n * np.exp2(x), COLD: lambda x, n: np.sin(x + n * np.pi / 2)}[name]
    x = np.linspace(-3, 3, 11, dtype=np.float32)
    forward = lambda g: lambda x: jax.jvp(g, (x,), (jnp.ones_like(x),))[1]  # noqa: E731
    reverse = lambda g: jax.grad(lambda x: g(x).sum())  # noqa: E731
    for order in (1, 2, 3):
        for modes in itertools.product((forward, reverse), repeat=order):
            g = f
            for mode in modes:
                g = mode(g)
            np.testing.assert_allclose(jax.jit(g)(x), exact(x.astype(float), order), rtol=2e-6, atol=2e-6)
    hessian = jax.hessian(lambda x: f(x).sum())(x)
    np.testing.assert_allclose(np.diag(hessian), exact(x.astype(float), 2), rtol=2e-6, atol=2e-6)
    inside = jax.jit(lambda x: jax.lax.scan(lambda c, v: (c, jax.grad(f)(v)), 0.0, x)[1])
    np.testing.assert_allclose(inside(x), exact(x.astype(float), 1), rtol=2e-6, atol=2e-6)

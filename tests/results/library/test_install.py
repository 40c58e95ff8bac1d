import functools
import sys
import threading
from types import ModuleType

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from results.kernels import pick
from results.library.choice import MOST_ULPS
from results.library.install import install, installed, uninstall
from results.library.jax_places import context, primitive_of
from results.library.kernel_index import jax_kernels, load
from results.library.places import PLACES
from search_spaces.composed import COMPOSED

X = np.linspace(0.1, 0.9, 37, dtype=np.float32)
ACCURATE = {"prefer": "accuracy", "anyway": True}


@pytest.fixture(autouse=True)
def stock_before_and_after(nothing_measured):
    """Nothing measured on this machine decides, and nothing stays installed."""
    yield
    uninstall()


def in_effect():
    """The targets that a kernel computes in this thread."""
    made = installed()
    return set() if made is None else {kernel.target for kernel in made.kernels}


def functions():
    """(place, jax's function) of every function that has a kernel within what install() takes unasked."""
    have = {kernel.target for kernel in jax_kernels() if kernel.installable and kernel.max_ulp <= MOST_ULPS}
    return [(place, jax_function(place)) for place in PLACES if place.target in have]


def jax_function(place):
    module, _, name = place.functions[0].rpartition(".")
    return of_one(
        place.target, lambda *x: getattr(sys.modules[module], name)(*x, **dict([place.option] if place.option else []))
    )


def of_one(target, function):
    """A function of two arguments along a line."""
    return function if target not in COMPOSED else lambda x: function(x, 0.3 - x)


def values(x):
    """Every function by its name in jax, each at arguments inside its domain."""
    shift = {"acosh": 1}
    return {place.target: function(x + shift.get(place.target, 0)) for place, function in functions()}


def bits(tree):
    return {name: np.asarray(y).view(np.uint32).tolist() for name, y in tree.items()}


def tables():
    from jax._src.interpreters import mlir
    from jax.interpreters import ad

    names = {f.rpartition(".")[0]: sys.modules[f.rpartition(".")[0]] for place in PLACES for f in place.functions}
    held = {name: dict(vars(module)) for name, module in names.items()}
    return dict(mlir._platform_specific_lowerings["cpu"]), dict(ad.primitive_jvps), held


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.target)
def test_every_place_is_where_the_table_says(place):
    assert primitive_of(place) is not None or place.functions
    for name in place.functions:
        module, _, attribute = name.rpartition(".")
        __import__(module)
        assert callable(getattr(sys.modules[module], attribute, None)), name


def test_every_function_with_a_kernel_computes_by_it_in_a_function_compiled_before_and_by_stock_after():
    compiled = jax.jit(values)
    stock = bits(compiled(X))
    made = install(**ACCURATE)
    mine = bits(compiled(X))
    exported = {k.target: of_one(k.target, vars(load(k))[k.target]) for k in made.kernels}
    assert {kernel.target for kernel in made.kernels} == set(exported) == set(mine)
    expected = bits(jax.jit(lambda x: {n: f(x + (1 if n == "acosh" else 0)) for n, f in exported.items()})(X))
    assert [name for name in mine if mine[name] != expected[name]] == []
    assert sum(mine[name] != stock[name] for name in mine) > len(mine) / 2
    assert uninstall()
    assert bits(compiled(X)) == stock


def test_what_stood_in_jax_before_stands_there_after():
    import jax.scipy.special

    before = tables()

    @install(**ACCURATE)
    def decorated(x):
        return jax.nn.gelu(x)

    def check():
        for was, now in zip(before, tables(), strict=True):
            assert was == now

    check()
    install(**ACCURATE)
    assert tables() != before
    uninstall()
    check()
    with install(**ACCURATE):
        assert tables() != before
    check()
    decorated(X)
    check()


def test_installing_twice_is_installing_once_and_uninstalling_nothing_does_nothing():
    assert not uninstall()
    first, second = install(only=["sin"], **ACCURATE), install(only=["sin"], **ACCURATE)
    assert first == second
    assert first.plan is second.plan
    assert uninstall()
    assert installed() is None
    assert not uninstall()


def test_the_last_install_decides_a_block_for_itself_and_a_function_for_its_calls():
    @install(only=["cos"], **ACCURATE)
    def decorated():
        return in_effect()

    assert installed() is None
    install(only=["sin"], **ACCURATE)
    install(only=["exp"], **ACCURATE)
    assert in_effect() == {"exp"}
    with install(only=["tan"], **ACCURATE) as made:
        assert installed() is made
        assert context().value is made.plan
        assert decorated() == {"cos"}
        assert installed() is made
    assert in_effect() == {"exp"}


def test_threads_have_blocks_of_their_own():
    sine, x = jax.jit(jnp.sin), np.linspace(0, 9, 4096, dtype=np.float32)  # enough for kernel and stock to differ
    stock = np.asarray(sine(x)).tobytes()
    with install(only=["sin"], **ACCURATE):
        kernel = np.asarray(sine(x)).tobytes()
    assert kernel != stock
    wrong, barrier = [], threading.Barrier(4)

    def work(names, expected):
        barrier.wait()
        for _ in range(5):
            with install(only=names, **ACCURATE):
                if np.asarray(sine(x)).tobytes() != expected:
                    wrong.append(names)

    threads = [
        threading.Thread(target=work, args=row)
        for row in ((["sin"], kernel), (["cos"], stock), (["sin", "cos"], kernel), (["exp"], stock))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert installed() is None
    assert np.asarray(sine(x)).tobytes() == stock


FEW = ("sin", "exp", "tanh", "log10", "silu", "softplus", "gelu", "gelu_tanh")


def few(x):
    return {place.target: function(x) for place, function in functions() if place.target in FEW}


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float64"])
def test_other_dtypes_keep_stock_bit_for_bit(dtype):
    with jax.enable_x64(dtype == "float64"):
        x = jnp.asarray(X, dtype)
        stock = jax.jit(few)(x)
        with install(**ACCURATE):
            mine = jax.jit(few)(x)
    for name, y in stock.items():
        assert y.dtype == mine[name].dtype == x.dtype
        assert np.asarray(y).tobytes() == np.asarray(mine[name]).tobytes(), name


def outcome(function, x):
    """The dtype and weak type that a function gives, and its value; or the error that it raises."""
    try:
        y = function(x)
    except TypeError as error:
        return str(error)
    return y.dtype, y.weak_type, float(np.round(np.float64(y), 3))


@pytest.mark.parametrize("given", [2, 0.5, np.int8(2), True, np.float64(0.25)], ids=repr)
@pytest.mark.parametrize("x64", [False, True])
def test_numbers_of_other_types_give_what_stock_gives(given, x64):
    rows = [(place.target, f) for place, f in functions() if place.target in ("sin", "log10", "silu", "gelu_tanh")]
    with jax.enable_x64(x64):
        stock = [(name, outcome(f, value)) for name, f in rows for value in (given, jnp.asarray(given))]
        with install(**ACCURATE):
            mine = [(name, outcome(f, value)) for name, f in rows for value in (given, jnp.asarray(given))]
    assert mine == stock


def test_values_and_gradients_pass_strict_promotion():
    with jax.numpy_dtype_promotion("strict"), install(**ACCURATE):
        slopes = jax.jit(jax.grad(lambda x: sum(jnp.sum(y) for y in few(x).values())))(X)
    assert np.all(np.isfinite(slopes))


@pytest.mark.parametrize("target", ["sin", "tanh", "gelu"])
def test_transformations_give_what_the_exported_kernel_gives(target):
    function = next(f for place, f in functions() if place.target == target)
    made = install(only=[target], **ACCURATE)
    exported = vars(load(next(k for k in made.kernels if k.target == target)))[target]
    x = jnp.asarray(X[:36]).reshape(6, 6)

    def looped(f, x):
        def body(carry, row):
            return lax.cond(row[0] > 0.3, f, jnp.negative, carry * 0.5 + row), row

        return lax.scan(body, x[0], x)[0]

    def all_of(f):
        slope = jax.vmap(jax.vmap(jax.grad(f)))(x)
        second = jax.jvp(lambda x: jax.jvp(f, (x,), (jnp.ones_like(x),))[1], (x,), (jnp.ones_like(x),))[1]
        return jax.vmap(f, 1, 1)(x), slope, second, looped(f, x), jax.pmap(f)(x[None])[0]

    mine, theirs = (jax.jit(functools.partial(all_of, f))() for f in (function, exported))
    for got, expected in zip(mine, theirs, strict=True):
        np.testing.assert_allclose(got, expected, rtol=2**-22)  # fused otherwise, sums may round otherwise


def test_a_donated_array_may_be_overwritten():
    with install(only=["sin"], **ACCURATE):
        expected = np.asarray(jnp.sin(X))
        assert np.asarray(jax.jit(jnp.sin, donate_argnums=0)(jnp.asarray(X))).tobytes() == expected.tobytes()


@pytest.mark.parametrize("shape", [(), (0,), (1,), (7,), (3, 5)])
def test_shapes_are_those_of_stock(shape):
    x = np.full(shape, 0.5, np.float32)
    with install(only=["sin", "gelu"], **ACCURATE):
        for y in (jnp.sin(x), jax.nn.gelu(x), jnp.sin(jnp.asarray(x).T)):
            assert y.dtype == np.float32
            assert y.shape in (shape, shape[::-1])


def test_names_imported_before_are_reported_and_those_after_are_reached(monkeypatch):
    module = ModuleType("written_before")
    vars(module)["mine"] = jax.nn.mish
    monkeypatch.setitem(sys.modules, module.__name__, module)
    made = install(**ACCURATE)
    assert "written_before.mine" in made.out_of_reach
    assert "written_before.mine" in str(made)
    from jax.nn import mish

    assert mish is not vars(module)["mine"]
    exported = pick("mish", ulps=100, anyway=True)
    assert np.asarray(mish(X)).shape == np.asarray(exported(X)).shape


def test_an_option_that_no_kernel_serves_keeps_stock():
    stock = jax.nn.gelu(X, approximate=False)
    with install(only=["gelu_tanh"], **ACCURATE):
        assert np.asarray(jax.nn.gelu(X, approximate=False)).tobytes() == np.asarray(stock).tobytes()
        with pytest.raises(TypeError):
            vars(jax.nn)["gelu"](X, wrong=1)


def test_a_replaced_function_can_do_what_a_compiled_one_can():
    lowered = vars(jax.nn)["silu"].lower(X).as_text()
    with install(**ACCURATE):
        assert vars(jax.nn)["silu"].lower(X).as_text() != lowered
        assert jax.nn.silu.__name__ == "silu"
        assert "SiLU" in str(jax.nn.silu.__doc__)

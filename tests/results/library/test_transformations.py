"""Every function, installed and as an exported file, under every transformation of jax: a sixth by default, all if slow."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import export, lax
from jax.experimental import jet
from jax.sharding import Mesh, PartitionSpec

from results.library.install import install, uninstall
from results.library.jax_places import primitive_of
from results.library.kernel_index import ListedKernel, jax_kernels, load
from results.library.places import PLACES
from tests.results.library.test_install import functions, of_one

Function = Callable[[Any], Any]
X = np.array([0.0625, 0.25, 0.5, 0.875], np.float32)
SHIFT = {"acosh": 1.0}
PART = 6
"""By default a transformation takes every sixth function, each transformation others."""
COLD = ("sin", "cos", "tan")


def derivative(f: Function) -> Function:
    """f' of an array, element by element."""
    return jax.vmap(jax.grad(f))


def second(f: Function) -> Function:
    """f'' of an array, element by element."""
    return derivative(jax.grad(f))


def two_slopes(f: Function) -> Function:
    """f' and f'' of an array."""
    return lambda x: (derivative(f)(x), second(f)(x))


def exported(f: Function, shape: str) -> Function:
    """The function through jax.export, of arrays with symbolic dimensions, which jax takes to be 1 or more."""
    given = jax.ShapeDtypeStruct(export.symbolic_shape(shape), np.float32)
    return export.export(jax.jit(f))(given).call


def rows_of_four(f: Function, x: Any) -> Any:
    return exported(f, "b, 4")(np.stack([x] * 3))[1]


def two_dimensions(f: Function, x: Any) -> Any:
    call = exported(f, "a - 1, b")
    assert call(np.zeros((0, 5), np.float32)).shape == (0, 5)
    return call(np.stack([x] * 20))[11]


def mapped_rows(f: Function, x: Any) -> Any:
    return exported(jax.vmap(f), "b, 4")(np.stack([x] * 5))[3]


def slopes(f: Function, x: Any) -> Any:
    return exported(two_slopes(f), "b")(x)


def sharded(f: Function, x: Any) -> Any:
    mesh, rows = Mesh(np.array(jax.devices()[:1]), ("i",)), PartitionSpec("i")
    return jax.jit(jax.shard_map(f, mesh=mesh, in_specs=rows, out_specs=rows))(x)


def loops(f: Function, x: Any) -> Any:
    loop = jax.vmap(lambda rows: lax.scan(lambda count, row: (count + 1, f(row)), 0, rows)[1])
    return jax.jit(loop)(np.stack([x] * 6).reshape(2, 3, 4))[1, 2]


def uncompiled(f: Function, x: Any) -> Any:
    with jax.disable_jit():
        return f(jnp.asarray(x))


def without_nans(f: Function, x: Any) -> Any:
    with jax.debug_nans(True):
        return two_slopes(f)(x)


def wide(f: Function, x: Any) -> Any:
    with jax.enable_x64(True):
        y = jax.jit(f)(x)
    assert y.dtype == np.float32
    return y


def rematerialised(f: Function, x: Any) -> Any:
    return jax.jit(jax.grad(lambda x: jax.checkpoint(f)(x).sum()))(x)


def series(f: Function, x: Any) -> Any:
    y, (first, _) = jet.jet(f, (jnp.asarray(x),), ((jnp.ones_like(x), jnp.zeros_like(x)),))
    np.testing.assert_allclose(first, derivative(f)(x), rtol=1e-5)
    return y


def value(f: Function, x: Any) -> Any:
    return jax.jit(f)(x)


# fmt: off
TRANSFORMATIONS: dict[str, tuple[Any, Any, float]] = {
    # name: (what is transformed, what it must equal, the difference allowed)
    "symbolic rows of four":     (rows_of_four,   value,                                     0.0),
    "two symbolic dimensions":   (two_dimensions, value,                                     0.0),
    "vmap of symbolic rows":     (mapped_rows,    value,                                     0.0),
    "slopes of symbolic arrays": (slopes,         lambda f, x: two_slopes(f)(x),             1e-5),
    "shard_map":                 (sharded,        value,                                     0.0),
    "pmap":                      (lambda f, x: jax.pmap(f)(x[None])[0], value,               0.0),
    "vmap of scan":              (loops,          value,                                     0.0),
    "donation":                  (lambda f, x: jax.jit(f, donate_argnums=0)(jnp.array(x)), value, 0.0),
    "disable_jit":               (uncompiled,     value,                                     1e-5),
    "debug_nans":                (without_nans,   lambda f, x: two_slopes(f)(x),             1e-5),
    "x64":                       (wide,           value,                                     0.0),
    "remat":                     (rematerialised, lambda f, x: derivative(f)(x),             1e-5),
    "jet":                       (series, value, 1e-5),  # whose rules have formulas of their own
}
SYMBOLIC = (
    (lambda f: f,    "b"),
    (lambda f: f,    "a - 1, 2*b, 4"),
    (jax.vmap,       "a, b"),
    (two_slopes,     "b"),
)
"""Exported functions, and the shapes of their inputs."""
# fmt: on


@contextmanager
def installed() -> Iterator[list[tuple[str, Function]]]:
    """Every function that jax has, by its kernel."""
    with install(prefer="accuracy", anyway=True) as made:
        assert len(made.kernels) > 30
        yield [(place.target, function) for place, function in functions()]
    uninstall()


@contextmanager
def as_files() -> Iterator[list[tuple[str, Function]]]:
    """Every exported function of the table of kernels."""
    yield [(entry.name, of_file(entry)) for entry in jax_kernels() if entry.standard]


def of_file(entry: ListedKernel) -> Function:
    return of_one(entry.target, vars(load(entry))[entry.target])


def failures(name: str, subjects: list[tuple[str, Function]]) -> dict[str, str]:
    """Error text of each function that fails under a transformation, by its name."""
    transformed, plain, allowed = TRANSFORMATIONS[name]
    found = {}
    for target, f in subjects:
        x = X + np.float32(SHIFT.get(target.partition("_f32")[0], 0.0))
        try:
            got, wanted = transformed(f, x), plain(f, x)
            jax.tree.map(lambda a, b: np.testing.assert_allclose(a, b, rtol=allowed, atol=allowed), got, wanted)
        except Exception as error:  # noqa: BLE001  every kind of failure is listed beside its function
            found[target] = f"{type(error).__name__}: {error}"
    return found


def has_jet(target: str) -> bool:
    """True if jax.experimental.jet has a rule for a function's primitive; through custom_jvp it sees nothing."""
    place = next(place for place in PLACES if place.target == target)
    return primitive_of(place) in jet.jet_rules


def sixth(subjects: list[tuple[str, Function]], start: int) -> list[tuple[str, Function]]:
    """Every sixth function."""
    return subjects[start::PART]


def taken(name: str, subjects: list[tuple[str, Function]], every: bool) -> list[tuple[str, Function]]:
    """The functions of one test: all, or a sixth, which differs from one transformation to the next."""
    start = list(TRANSFORMATIONS).index(name) % PART
    rows = [row for row in subjects if name != "jet" or has_jet(row[0])]
    return rows if every else sixth(rows, start)


def refused(subjects: list[tuple[str, Function]]) -> list[str]:
    """The functions that jax.export refuses, with the shape and the reason."""
    found = []
    for target, f in subjects:
        for of, shape in SYMBOLIC:
            try:
                exported(of(f), shape)
            except Exception as error:  # noqa: BLE001  as above
                found.append(f"{target} of {shape}: {type(error).__name__}: {error}")
    return found


def test_installed_functions_are_exported_with_symbolic_dimensions(nothing_measured):
    with installed() as subjects:
        assert refused(sixth(subjects, 0)) == []


def test_exported_files_are_exported_with_symbolic_dimensions():
    with as_files() as subjects:
        assert refused(sixth(subjects, 3)) == []


@pytest.mark.slow
def test_every_installed_function_is_exported_with_symbolic_dimensions(nothing_measured):
    with installed() as subjects:
        assert refused(subjects) == []


@pytest.mark.slow
def test_every_exported_file_is_exported_with_symbolic_dimensions():
    with as_files() as subjects:
        assert refused(subjects) == []


@pytest.mark.parametrize("name", TRANSFORMATIONS)
def test_installed_functions_give_under_a_transformation_what_they_give_without(name, nothing_measured):
    with installed() as subjects:
        assert failures(name, taken(name, subjects, every=False)) == {}


@pytest.mark.parametrize("name", [name for name in TRANSFORMATIONS if name != "jet"])
def test_exported_files_give_under_a_transformation_what_they_give_without(name):
    with as_files() as subjects:
        assert failures(name, taken(name, subjects, every=False)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", TRANSFORMATIONS)
def test_every_installed_function_gives_under_every_transformation_what_it_gives_without(name, nothing_measured):
    with installed() as subjects:
        assert failures(name, taken(name, subjects, every=True)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in TRANSFORMATIONS if name != "jet"])
def test_every_exported_file_gives_under_every_transformation_what_it_gives_without(name):
    assert failures(name, [(entry.name, of_file(entry)) for entry in jax_kernels()]) == {}


def test_a_cold_part_stays_a_conditional_of_arrays_with_symbolic_dimensions():
    x = np.array([0.5, 1e9, -3e38, 2.0], np.float32)
    for entry in (entry for entry in jax_kernels() if entry.standard and entry.target in COLD):
        f = of_file(entry)
        call = exported(f, "b")
        np.testing.assert_array_equal(call(x), jax.jit(f)(x))
        np.testing.assert_array_equal(call(X), jax.jit(f)(X))
        lowered = jax.jit(f).lower(jax.ShapeDtypeStruct((4096,), np.float32)).as_text()
        assert "stablehlo.case" in lowered, entry.name

import shutil

import numpy as np
import pytest

from evaluators.timing import c_libraries as module
from evaluators.timing.c_libraries import (
    LANES,
    VECTOR_NAMES,
    _loaded,
    _pointer,
    left_out,
    library_version,
    scalar_function,
    symbols,
    vector_functions,
)
from evaluators.timing.interleaved import VECTOR_BITS

here = pytest.mark.skipif(bool(left_out(256)), reason="; ".join(left_out(256)))


def test_every_width_that_can_be_asked_for_has_a_row():
    assert tuple(LANES) == VECTOR_BITS


@pytest.mark.parametrize("bits", LANES)
@pytest.mark.parametrize("target", VECTOR_NAMES)
def test_every_symbol_of_the_table_is_in_its_library_where_that_is_installed(target, bits):
    for symbol in symbols(target, LANES[bits]):
        if _loaded(symbol.file) is not None:
            assert _pointer(symbol) is not None, f"{symbol.file} has no {symbol.symbol}"


@pytest.mark.parametrize("bits", LANES)
@pytest.mark.parametrize("target", VECTOR_NAMES)
def test_every_vector_function_of_the_table_is_the_scalar_one(target, bits):
    scalar = scalar_function(VECTOR_NAMES[target].name or "lgammaf")
    if scalar is None:
        pytest.skip("no C compiler")
    low, high = (1.25, 1.75) if target in ("acosh", "lgamma") else (0.25, 0.75)
    x = np.linspace(low, high, 4 * 16 + 3, dtype=np.float32)  # a tail of three
    expected = scalar(x)
    for name, library, function in vector_functions(target, bits):
        np.testing.assert_allclose(function(x), expected, rtol=1e-5, atol=1e-6, err_msg=f"{name}, {library}")


@here
def test_a_repeated_function_writes_one_row_a_pass():
    _, _, function = next(vector_functions("exp2", 256))
    x, y = np.arange(2 * 24, dtype=np.float32).reshape(2, 24), np.zeros((2, 24), np.float32)
    function.repeat(x, y, 0)
    assert not y.any()
    function.repeat(x, y, 1)
    assert not y[1].any()
    np.testing.assert_allclose(y[0], np.exp2(x[0]))
    function.repeat(x, y, 3)
    np.testing.assert_allclose(y, np.exp2(x))


@here
def test_a_library_says_its_version():
    assert all(any(digit.isdigit() for digit in library) for _, library, _ in vector_functions("exp2", 256))
    assert "libm" in library_version("libm")


def test_a_target_without_vector_functions_has_none():
    assert list(vector_functions("airy_ai7", 256)) == []


def test_what_is_missing_is_left_out_and_said(monkeypatch):
    monkeypatch.setattr(module, "_loaded", lambda file: None)
    assert list(vector_functions("exp2", 256)) == []
    monkeypatch.setattr(module.machine, "isa", lambda: "x86_64 avx")
    assert list(vector_functions("exp2", 256)) == []
    assert left_out(256) == ["libmvec and SLEEF at 256 bits: this processor has no avx2, fma"]
    monkeypatch.setattr(module.machine, "isa", lambda: "x86_64 avx2 fma")
    monkeypatch.setattr(shutil, "which", lambda *_: None)
    assert left_out(256) == ["libmvec and SLEEF: no C compiler that works here"]
    assert scalar_function("expf") is None


@here
def test_a_library_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setattr(module, "_loaded", lambda file: None)
    assert left_out(256) == ["libmvec: no libmvec.so.1 here", "SLEEF: no libsleef.so.3 here"]

import shutil

import numpy as np
import pytest

from evaluators.backends import c_backend
from evaluators.backends.whole import words_c
from evaluators.timing.baselines import KINDS, LIBRARY, STOCK, baselines, jax_implementation, stock_function
from evaluators.timing.c_libraries import vector_functions
from evaluators.timing.interleaved import time_blocks, timing_inputs
from search_spaces.programs.parsing import parse
from search_spaces.targets import TARGETS
from search_spaces.whole.words import parse_words
from tests.sentences import whole

EXP2 = TARGETS["exp2"]
X = np.array([0.0, 1.0, -2.5, 10.25, np.inf, -np.inf], np.float32)


def by_name(target=EXP2):
    return {row.name: row for row in baselines(target)}


@pytest.mark.parametrize("target", TARGETS.values(), ids=lambda row: row.name)
def test_every_baseline_of_a_target_is_that_function(target):
    low, high = target.timing_domain
    x = np.linspace(low, high, 64, dtype=np.float32)
    found = baselines(target)
    expected = sum(name is not None for name in (target.stock, target.numpy_name, target.c_name))
    assert len(found) == expected + len(list(vector_functions(target.name, 256)))
    values = [row.evaluate(x) for row in found]
    for row, value in zip(found, values, strict=True):
        assert row.kind in KINDS
        assert row.library
        assert value.dtype == np.float32
        assert value.shape == x.shape
        np.testing.assert_allclose(value, values[0], rtol=1e-3, atol=1e-5, err_msg=f"{target.name}: {row.name}")


def test_stock_comes_first_and_libraries_do_not_flush():
    found = baselines(EXP2)
    assert [row.kind for row in found[:3]] == [STOCK, LIBRARY, LIBRARY]
    assert found[0].flushes
    assert not any(row.flushes for row in found[1:])


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")
def test_the_c_library_runs_in_a_compiled_loop_where_there_is_a_compiler():
    row = by_name()["libm exp2f"]
    assert row.vectorised
    assert row.block is not None
    np.testing.assert_allclose(row.evaluate(X)[:4], np.exp2(X[:4].astype(np.float64)), rtol=2.0**-23)
    assert row.evaluate(X)[4:].tolist() == [np.inf, 0.0]
    row.block(timing_inputs(EXP2.timing_domain, np.random.default_rng(0))).run(3)


def test_without_a_compiler_the_c_library_is_called_value_by_value_and_not_timed(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda *_: None)
    row = by_name()["libm exp2f"]
    assert not row.vectorised
    assert row.block is None
    assert row.evaluate(X[:2]).tolist() == [1.0, 2.0]
    assert np.isinf(row.evaluate(X)[4])


def test_a_compiler_that_fails_is_as_good_as_none(monkeypatch, tmp_path):
    broken = tmp_path / "cc"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(shutil, "which", lambda *_: str(broken))
    row = by_name()["libm exp2f"]
    assert not row.vectorised


def test_a_target_without_any_library_has_no_baseline():
    assert baselines(TARGETS["airy_ai7"]) == []
    with pytest.raises(
        ValueError, match=whole("target 'airy_ai7' has no stock function: no function of jax computes it")
    ):
        stock_function(TARGETS["airy_ai7"])


@pytest.mark.parametrize(
    "compile_here",
    [
        lambda: c_backend.compile_program(parse("program float32 (x: float) -> (y: float)\nreturn y=x\n")),
        c_backend.fingerprint,
        lambda: words_c.compile_all([parse_words("words x\na = neg(x)\nreturn a\n")]),
    ],
    ids=["program", "fingerprint", "words"],
)
def test_without_a_compiler_it_is_said_what_to_install(compile_here, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda *_: None)
    said = "no C compiler that works here: install gcc or clang, or name one in CC"
    with pytest.raises(RuntimeError, match=whole(said)):
        compile_here()


def test_any_traceable_function_is_an_implementation():
    row = jax_implementation("double", STOCK, lambda x: x + x)
    assert row.evaluate(X[:3]).tolist() == [0.0, 2.0, -5.0]
    assert row.block is not None
    timings = time_blocks({"double": row.block(timing_inputs((0.0, 1.0), np.random.default_rng(0)))}, 30)
    assert timings["double"].rounds >= 30

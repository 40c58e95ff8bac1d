"""Functions of two arguments: files, what is on record of them, and what install() makes of them."""

from dataclasses import replace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from results.composed import statement as kept
from results.composed.measure import check_specials, decided, judge, named
from results.composed.pairs import STRATA, pairs
from results.composed.statement import kernel_of, path_of, read_statement, statements
from results.export.composed_format import export
from results.install import install, uninstall
from results.kernel_index import find, function, load
from results.kernels import pick
from results.record import RecordError, committed
from search_spaces.composed import COMPOSED

ROW = COMPOSED["atan2"]
FORMATS = ("jax", "python")
FIRST = [0, *np.cumsum([stratum.chunks for stratum in STRATA])[:-1].tolist()]
"""The first chunk of every stratum."""


def kernel(export_format):
    run = load(find("atan2", export_format))._kernel

    def computed(y, x):
        with np.errstate(all="ignore"):
            return np.asarray(run(y, x))

    return computed


@pytest.mark.parametrize("export_format", FORMATS)
def test_special_values_are_the_standards(export_format):
    assert len(ROW.specials) > 60
    assert check_specials(kernel(export_format), ROW) == ()


@pytest.mark.parametrize("export_format", FORMATS)
def test_a_part_of_every_stratum_of_the_sample_is_within_the_stated_bound(export_format):
    bound = find("atan2", export_format).max_ulp
    assert bound < 1.0
    worst = 0.0
    for chunk in FIRST:
        y, x = pairs(chunk, 0)
        judged = judge(kernel(export_format), ROW, (y[:20_000], x[:20_000]))
        at = int(np.argmax(judged.errors))
        pair = float(judged.first[at]), float(judged.second[at])
        worst = max(worst, exact := decided(ROW, pair, float(judged.got[at])))
        assert exact == pytest.approx(judged.errors[at], abs=1e-5)  # what float64 said
    assert 0.6 < worst <= bound


@pytest.mark.parametrize("export_format", FORMATS)
def test_the_worst_pair_on_record_has_the_error_on_record(export_format):
    error = read_statement(path_of("atan2")).verification(export_format).error
    y, x = named(error.witness)
    got = kernel(export_format)(np.full(8, y, np.float32), np.full(8, x, np.float32))
    assert decided(ROW, (y, x), float(got[0])) == error.max_ulp
    assert error.mode == "sampled"
    assert sum(error.histogram) == error.inputs >= 10_000_000


def test_files_are_what_the_statement_gives_and_say_that_they_are_sampled():
    for export_format in FORMATS:
        entry = find("atan2", export_format)
        text = load(entry).__doc__ or ""
        assert export(read_statement(path_of("atan2")), export_format).startswith(f'"""{text}'[:200])
        assert "sampled pairs" in text
        assert "every one of the 2**32" not in text
        assert not entry.exhaustive


def test_the_core_is_that_of_the_kernel_that_stands_in_the_table():
    made = read_statement(path_of("atan2"))
    assert made.core == find("atan").record
    assert made.program().hash() == made.hash


# fmt: off
GIVEN = {
    "broadcast":     (np.linspace(-1, 1, 6, dtype=np.float32).reshape(3, 2), np.float32(0.5)),
    "scalars":       (np.float32(-1.0), np.float32(-2.0)),
    "empty":         (np.zeros((0, 3), np.float32), np.ones((1, 3), np.float32)),
    "with a Python number": (np.ones(3, np.float32), -2.0),
    "Python numbers": (1.0, -2.0),
    "integers":      (np.arange(3), np.arange(1, 4)),
    "bfloat16":      (np.ones(3, jnp.bfloat16), np.ones(3, jnp.bfloat16)),
    "float16 and float32": (np.ones(3, np.float16), np.ones(3, np.float32)),
    "every other":   (np.linspace(-1, 1, 9, dtype=np.float32)[::2], np.ones(5, np.float32)),
}
# fmt: on


@pytest.mark.parametrize("name", GIVEN)
def test_arguments_are_taken_as_jax_takes_them(name):
    y, x = GIVEN[name]
    got, stock = function("atan2")(y, x), jnp.arctan2(y, x)
    assert (got.dtype, got.shape, got.weak_type) == (stock.dtype, stock.shape, stock.weak_type)
    np.testing.assert_allclose(np.asarray(got, np.float64), np.asarray(stock, np.float64), rtol=3e-7)


def test_derivatives_neither_overflow_nor_cancel():
    rng = np.random.default_rng(0)
    size = np.exp2(rng.integers(-120, 120, 4000))
    y = (rng.normal(size=4000) * size).astype(np.float32)
    x = (rng.normal(size=4000) * size).astype(np.float32)
    slopes = jax.vmap(jax.grad(function("atan2"), (0, 1)))(y, x)
    wide_y, wide_x = y.astype(np.float64), x.astype(np.float64)
    square = wide_x**2 + wide_y**2
    for got, exact in zip(slopes, (wide_x / square, -wide_y / square), strict=True):
        normal = (np.abs(exact) >= 2.0**-125) & (np.abs(exact) < 2.0**127)
        ulps = np.abs(np.asarray(got, np.float64) - exact) / (np.abs(exact) * 2.0**-24)
        assert np.max(ulps[normal]) <= 2 * 4.0  # in half ulps at worst


def test_second_derivatives_are_those_of_stock():
    def second(f):
        return jax.grad(jax.grad(f, 0), 1)(0.3, -0.7)

    np.testing.assert_allclose(second(function("atan2")), second(jnp.arctan2), rtol=1e-5)


def test_install_puts_it_under_jax_and_uninstall_takes_it_away():
    y, x = pairs(0, 1)[0][:4096], pairs(0, 1)[1][:4096]
    stock = np.asarray(jnp.arctan2(y, x))
    try:
        made = install(only=["atan2"], prefer="accuracy", anyway=True)
        assert [k.target for k in made.kernels] == ["atan2"]
        assert "atan2" in str(made)
        assert "sampled" in str(made)
        mine = kernel("jax")(y, x)
        for computed in (jnp.arctan2(y, x), lax.atan2(y, x), jax.jit(jnp.arctan2)(y, x), jax.vmap(jnp.arctan2)(y, x)):
            assert np.array_equal(np.asarray(computed).view(np.uint32), mine.view(np.uint32))
    finally:
        uninstall()
    assert np.array_equal(np.asarray(jnp.arctan2(y, x)).view(np.uint32), stock.view(np.uint32))
    assert np.any(mine.view(np.uint32) != stock.view(np.uint32))


def test_pick_finds_it_within_a_bound():
    found = pick("atan2", ulps=1)
    assert found.kernel.max_ulp < 1
    assert float(found(jnp.float32(1), jnp.float32(-1))) == np.float32(3 * np.pi / 4)


def test_what_is_said_of_a_core_that_does_not_fit_and_of_a_statement_that_does_not_hold(tmp_path, monkeypatch):
    other = replace(committed("exp2")[0], reduction="exponent_split_round")
    with pytest.raises(RecordError, match="atan2 takes a core of atan_reciprocal_exact or atan_reciprocal_short; "):
        kernel_of(ROW, other)
    made = read_statement(path_of("atan2"))
    with pytest.raises(RecordError, match="was measured around another core or by other stages: run `run"):
        replace(made, core="00").record()
    with pytest.raises(RecordError, match="atan2 is measured as jax, python, not as 'c'"):
        made.verification("c")
    with pytest.raises(RecordError, match="atan2 is written as jax or python, not as 'c'"):
        export(made, "c")
    with pytest.raises(RecordError, match=r"no statement at .*atan2\.json"):
        read_statement(tmp_path / "atan2.json")
    monkeypatch.setattr(kept, "FOLDER", tmp_path)
    assert statements() == []


def test_a_kernel_of_another_type_is_refused():
    def wide(y: Any, x: Any) -> Any:
        return np.arctan2(y, x).astype(np.float64)

    with pytest.raises(TypeError, match=r"atan2 returned float64\(2,\) for two float32\(2,\)"):
        judge(wide, ROW, (np.ones(2, np.float32), np.ones(2, np.float32)))


def test_there_is_no_sweep_over_pairs(capfd):
    from run import main

    with pytest.raises(SystemExit) as ended:
        main(["verify", "results/kernels/jax/atan2.py", "--exhaustive"])
    assert ended.value.code == 1
    assert "atan2 takes pairs, which have no sweep: leave out --exhaustive" in capfd.readouterr().err

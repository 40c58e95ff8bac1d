"""Files of functions of two arguments: the sample, the measuring, dtypes, both modes of derivatives, install() with them."""

import dataclasses
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from evaluators.ulp import ulp_error
from results.commands.collect import export_to
from results.composed import measure, verify
from results.composed.measure import judge, named, sample
from results.composed.pairs import CHUNK, pairs
from results.composed.statement import kernel_of, path_of
from results.library.install import install
from results.library.kernel_index import KERNELS, entries, load
from results.record.record import PAIRS, RecordError, committed, fields_of, read, write
from results.verification.paths import verify_path
from results.verification.report import VerifyError
from results.verification.verify import verify_in_child
from search_spaces.composed import COMPOSED, ROWS, arguments_of
from search_spaces.targets import TARGETS

ON_RECORD = {name: committed(name) for name in COMPOSED}
ROW, (STATED,) = COMPOSED["atan2"], ON_RECORD["atan2"]
assert STATED.around is not None
SEED = STATED.around.seed
MODULES = {entry.format: load(entry) for entry in entries() if entry.target == "atan2"}
JAX, PYTHON = MODULES["jax"], MODULES["python"]
RUN = {"jax": jax.jit(JAX.atan2), "python": PYTHON.atan2}
each_file = pytest.mark.parametrize("form", RUN)
FEW = slice(0, CHUNK, 512)


def some(chunk: int) -> tuple[np.ndarray, np.ndarray]:
    """Two thousand pairs of a chunk of the sample on record."""
    first, second = pairs(chunk, SEED)
    return first[FEW], second[FEW]


def test_every_row_is_on_record_and_none_has_the_name_of_a_target():
    assert not set(COMPOSED) & set(TARGETS)
    for name, row in COMPOSED.items():
        assert ROWS[name] is row
        assert ROWS[row.around] is TARGETS[row.around]
        assert (arguments_of(name), arguments_of(row.around), arguments_of("planck")) == (2, 1, 1)
        assert path_of(name).is_file()
        (record,) = ON_RECORD[name]
        (core,) = (r for r in committed(row.around) if record.around is not None and r.hash == record.around.core)
        assert record.program().hash() == kernel_of(name, core).hash() == record.hash
        assert (record.target, record.arguments, core.arguments) == (name, 2, 1)
        assert (record.core, record.source, record.provenance) == (core.core, core.source, core.provenance)


def test_a_record_of_two_arguments_is_written_as_its_file_stands_and_one_of_one_argument_without_the_field(tmp_path):
    path = tmp_path / "atan2.json"
    write(STATED, path)
    assert path.read_bytes() == path_of("atan2").read_bytes()
    (core,) = (record for record in committed("atan") if STATED.around and record.hash == STATED.around.core)
    assert "around" not in fields_of(core)
    assert set(fields_of(core)) == {field.name for field in dataclasses.fields(core)} - {"around"}


def test_the_special_values_of_the_table_are_those_of_c():
    for y, x, result in ROW.specials:
        assert np.array_equal(np.float32(result), np.float32(np.arctan2(y, x)), equal_nan=True), (y, x)
        assert np.signbit(result) == np.signbit(np.arctan2(y, x)) or np.isnan(result), (y, x)
    given = {(str(y), str(x)) for y, x, _ in ROW.specials}
    ends = ("0.0", "-0.0", "inf", "-inf")
    assert {(y, x) for y in ends for x in ends} | {("nan", "1.0"), ("inf", "nan"), ("nan", "inf")} <= given


def test_pairs_repeat_and_hold_all_quadrants_and_all_binades():
    first, second = pairs(0, 0)
    again, other = pairs(0, 0), pairs(0, 1)
    assert np.array_equal(first, again[0])
    assert not np.array_equal(first, other[0])
    assert {(y, x) for y, x in zip(np.sign(first[:99]), np.sign(second[:99]), strict=True)} == {
        *((1, 1), (1, -1), (-1, 1), (-1, -1))
    }
    quotients = np.concatenate([np.float64(y) / x for y, x in (some(chunk) for chunk in range(32, 44))])
    with np.errstate(divide="ignore"):
        exponents = np.floor(np.log2(np.abs(quotients[np.isfinite(quotients)])))
    assert set(range(-126, 127)) <= set(exponents.tolist())


def test_a_sample_counts_what_is_wrong_and_names_the_worst(monkeypatch):
    monkeypatch.setattr(measure, "CHUNKS", 2)
    monkeypatch.setattr(measure, "pairs", lambda chunk, seed: some(8 * chunk))
    told = []

    def spoiled(y, x):
        got = np.array(RUN["jax"](y, x))
        got[7] *= np.float32(1.0 + 2.0**-20)
        return got

    def spoilt(y: Any, x: Any) -> Any:
        return np.arctan2(y, x).astype(np.float64)

    right = sample(RUN["jax"], ROW, 0, lambda done, whole: told.append((done, whole)))
    wrong = sample(spoiled, ROW, 0)
    assert told == [(1, 2), (2, 2)]
    assert right.max_ulp < 1 < wrong.max_ulp
    assert wrong.wrong_count in (right.wrong_count + 1, right.wrong_count + 2)
    assert named(wrong.witness) in [tuple(float(v[7]) for v in some(chunk)) for chunk in (0, 8)]
    with pytest.raises(TypeError, match=r"atan2 returned float64\(2048,\) for two float32\(2048,\)"):
        judge(spoilt, ROW, some(0))


@pytest.mark.parametrize("x64", [False, True])
def test_other_types_are_stocks_own_and_float32_meets_the_kernel(x64):
    half, single = np.linspace(-2, 2, 6, dtype=np.float16), np.linspace(-3, 3, 6, dtype=np.float32)
    with jax.enable_x64(x64):
        for y, x in ((half, half), (np.arange(6), 2), (single, np.float64(2) if x64 else half), (1, 2), (True, half)):
            if jnp.result_type(y, x) == np.float32:
                continue
            got, stock = JAX.atan2(y, x), jnp.arctan2(y, x)
            assert (got.dtype, got.weak_type) == (stock.dtype, stock.weak_type)
            assert np.asarray(got).tobytes() == np.asarray(stock).tobytes()
        for y, x in (
            (single, half),
            (single, 2),
            (0.5, single),
            (np.int32(3), single),
            (single[:, None], single),
            (0.5, 2.0),
        ):
            got, stock = JAX.atan2(y, x), jnp.arctan2(y, x)
            assert (got.dtype, got.shape, got.weak_type) == (stock.dtype, stock.shape, stock.weak_type)
            if got.dtype == np.float32:
                wide = [np.broadcast_to(np.asarray(v, np.float32), got.shape) for v in (y, x)]
                assert np.array_equal(np.asarray(got), np.asarray(RUN["jax"](*wide)))
        for bad in (None, "1", [1.0]):
            with pytest.raises(TypeError):
                JAX.atan2(bad, single)


def test_the_numpy_file_broadcasts_and_refuses_other_dtypes():
    single = np.linspace(-3, 3, 6, dtype=np.float32)
    got = PYTHON.atan2(single[:, None], single)
    assert (got.shape, got.dtype) == ((6, 6), np.float32)
    assert float(PYTHON.atan2(1, 1.0)) == float(np.float32(np.pi / 4))
    with pytest.raises(TypeError, match="atan2 takes float32 arrays, was given float64"):
        PYTHON.atan2(single.astype(np.float64), single)


def slopes(y, x):
    """The partial derivatives as the file computes them."""
    one, none = jnp.ones_like(y), jnp.zeros_like(y)
    return tuple(jax.jvp(JAX.atan2, (y, x), tangents)[1] for tangents in ((one, none), (none, one)))


@pytest.mark.parametrize("chunk", [0, 32, 44, 52])
def test_derivatives_are_right_to_four_ulp_wherever_they_are_normal(chunk):
    y, x = some(chunk)
    wide = [array.astype(np.float64) for array in (y, x)]
    square = wide[0] ** 2 + wide[1] ** 2
    for got, exact in zip(jax.jit(slopes)(y, x), (wide[1] / square, -wide[0] / square), strict=True):
        inside = (np.abs(exact) > 2.0**-125) & (np.abs(exact) < 2.0**127) & (square >= 2.0**-252)
        error = ulp_error(np.asarray(got)[inside], exact[inside], ftz=True)
        assert error.max() <= 4, f"chunk {chunk}: {y[inside][error.argmax()]}, {x[inside][error.argmax()]}"
        assert inside.sum() > 1000


def test_second_derivatives_and_both_modes_agree():
    y, x = np.float32(0.7), np.float32(-1.9)
    square = float(y) ** 2 + float(x) ** 2
    for mode in (jax.jacfwd, jax.jacrev):
        (yy, yx), (xy, xx) = mode(jax.grad(JAX.atan2, (0, 1)), (0, 1))(y, x)
        np.testing.assert_allclose([yy, xx], [-2 * y * x / square**2, 2 * y * x / square**2], rtol=1e-6)
        np.testing.assert_allclose([yx, xy], [(float(y) ** 2 - float(x) ** 2) / square**2] * 2, rtol=1e-6)
    for given in ((1.0, np.inf), (np.inf, 1.0)):
        assert np.array_equal(jax.grad(JAX.atan2, (0, 1))(*map(np.float32, given)), (0.0, 0.0))


def second_partials(f):
    """Second partial derivatives of arrays, all four, along the last axis."""
    gradient = lambda y, x: jnp.stack(jax.grad(f, (0, 1))(y, x))  # noqa: E731
    return jax.jit(jax.vmap(lambda y, x: jnp.stack(jax.jacfwd(gradient, (0, 1))(y, x)).reshape(-1)))


def test_second_partials_are_right_to_their_size_and_numbers_wherever_those_of_stock_are():
    sizes = [0.0, 2.0**-126, 1e-30, 1e-19, 1e-10, 1e-3, 0.7, 1.0, 1.9, 1e3, 1e10, 1e19, 1e30, 3e38, np.inf]
    values = np.array([*sizes, *(-size for size in sizes)], np.float32)
    y, x = (grid.ravel() for grid in np.meshgrid(values, values))
    mine, stock = (np.asarray(second_partials(f)(y, x)) for f in (JAX.atan2, jnp.arctan2))
    assert not (np.isnan(mine) & np.isfinite(stock)).any()
    assert np.isfinite(stock).sum() > 1000
    size = np.hypot(y.astype(float), x.astype(float))
    inside = (size > 1e-15) & (size < 1e15)
    sine, cosine = y[inside] / size[inside], x[inside] / size[inside]
    exact = np.stack([-2 * sine * cosine, sine**2 - cosine**2, sine**2 - cosine**2, 2 * sine * cosine], axis=-1)
    np.testing.assert_allclose(mine[inside] * size[inside, None] ** 2, exact, rtol=0, atol=1e-6)


def test_installed_it_serves_jit_vmap_grad_and_every_name_of_jax_and_leaves_other_dtypes(nothing_measured):
    y, x = (array.reshape(32, 64) for array in some(0))
    stock, mine = np.asarray(jax.jit(jnp.arctan2)(y, x)), np.asarray(RUN["jax"](y, x))
    compiled, half = jax.jit(jnp.arctan2), np.linspace(-2, 2, 64, dtype=np.float16)
    wanted = np.asarray(jnp.arctan2(half, half[::-1]))
    assert not np.array_equal(stock, mine)
    with install(only=["arctan2"], anyway=True) as made:
        assert [kernel.target for kernel in made.kernels] == ["atan2"]
        assert " ulp sampled, " in str(made)
        assert made.reached == ("jax.lax.atan2_p",)
        for got in (compiled(y, x), jax.lax.atan2(y, x), jnp.atan2(y, x), jax.vmap(jnp.arctan2)(y, x)):
            assert np.array_equal(np.asarray(got), mine)
        assert np.array_equal(np.asarray(jax.vmap(jnp.arctan2, (1, None))(y, x[:, 0])), RUN["jax"](y.T, x[:, 0]))
        assert np.asarray(jnp.arctan2(half, half[::-1])).tobytes() == wanted.tobytes()
        with jax.enable_x64(True):
            assert jnp.arctan2(y.astype(np.float64), x).dtype == np.float64
        got = jax.jit(jax.grad(lambda y, x: jnp.sum(jnp.arctan2(y, x)), (0, 1)))(y, x)
        theirs = jax.jit(jax.grad(lambda y, x: jnp.sum(JAX.atan2(y, x)), (0, 1)))(y, x)
        for one, other in zip(got, theirs, strict=True):
            np.testing.assert_allclose(one, other, rtol=2**-22)
        assert (jnp.arctan2(0.5, 2.0) + np.ones(2, np.float16)).dtype == np.float16
        assert np.isfinite(jax.grad(jnp.arctan2)(0.5, x[0, 0]))
        assert np.isfinite(jax.grad(jnp.arctan2)(0.5, 2.0))
    assert np.array_equal(np.asarray(compiled(y, x)), stock)


@each_file
def test_an_exported_file_is_what_stands_in_the_library(form, tmp_path):
    (path,) = export_to("atan2", form, None, tmp_path)
    assert path.read_bytes() == (KERNELS / form / "atan2.py").read_bytes()
    assert "sampled pairs" in path.read_text().partition("\n")[0]
    with pytest.raises(RecordError, match="atan2 is written as jax or python, not as 'c'"):
        export_to("atan2", "c", None, tmp_path)


@pytest.mark.parametrize("target", ["exp2", "atan2"])
def test_a_file_with_a_name_of_its_own_leaves_the_one_with_the_functions_name(target, tmp_path):
    (tmp_path / f"{target}.py").write_text("mine")
    (path,) = export_to(target, "jax", None, tmp_path / "other.py")
    assert path.read_bytes() == (KERNELS / "jax" / f"{target}.py").read_bytes()
    assert (tmp_path / f"{target}.py").read_text() == "mine"


def test_a_bound_holds_for_a_function_of_two_arguments_too(tmp_path):
    assert export_to("atan2", "jax", 1.0, tmp_path) == [tmp_path / "atan2.py"]
    with pytest.raises(RecordError, match=r"atan2: no kernel within 0\.5 ulp; the most accurate has 0\.9"):
        export_to("atan2", "jax", 0.5, tmp_path)


def test_a_statement_is_measured_anew_and_keeps_what_other_machines_found(tmp_path, monkeypatch):
    path = tmp_path / "atan2.json"
    (first, *others) = STATED.verifications
    elsewhere = dataclasses.replace(first, fingerprint=dataclasses.replace(first.fingerprint, device="another"))
    write(dataclasses.replace(STATED, verifications=(elsewhere, first, *others)), path)
    monkeypatch.setattr(measure, "CHUNKS", 1)
    monkeypatch.setattr(measure, "CHUNK", CHUNK // FEW.step)
    monkeypatch.setattr(measure, "pairs", lambda chunk, seed: some(chunk))
    monkeypatch.setattr(verify, "timed", lambda *_: first.cost)
    monkeypatch.setattr(verify, "timed_in_use", lambda *_: first.uses)
    made = verify.reverify(path)
    assert made == read(path)
    assert elsewhere in made.verifications
    assert {v.error.inputs for v in made.verifications if v != elsewhere} >= {CHUNK // FEW.step}
    write(dataclasses.replace(STATED, hash="0" * 16), path)
    assert elsewhere not in verify.reverify(path).verifications
    path.write_text("cut")
    assert verify.reverify(path) == read(path)
    assert Path(verify.__file__).parent == PAIRS


def test_times_are_beside_stock(monkeypatch):
    from evaluators.timing.interleaved import Timing

    monkeypatch.setattr(
        "evaluators.timing.interleaved.time_blocks",
        lambda blocks, rounds: {
            name: Timing({"kernel": 1.0, "stock": 8.0}[name], 0.01, rounds, 5) for name, block in blocks.items()
        },
    )
    cost = measure.timed(JAX._kernel, jnp.arctan2, ROW.timing_domain)
    assert (cost.ratio_to_stock, cost.baseline_ns_per_element) == (8.0, 8.0)


def test_a_sweep_of_pairs_is_refused_and_so_is_a_file_without_the_function(tmp_path):
    path = KERNELS / "jax" / "atan2.py"
    with pytest.raises(VerifyError, match="atan2 takes pairs, which have no sweep: leave out --exhaustive"):
        verify_in_child(path, None, True, "cpu")
    empty = tmp_path / "atan2.py"
    empty.write_text('TARGET = "atan2"\nFORMAT = "python"\nMAX_ULP = 1.0\n')
    with pytest.raises(VerifyError, match="the file defines no function 'atan2'"):
        verify_in_child(empty, None, False, "cpu")


@pytest.mark.slow
def test_the_statement_on_record_holds_where_this_runs():
    report, verification = verify_path(path_of("atan2"), None, False, "cpu"), STATED.verification("jax")
    assert report["ok"], report["reason"]
    assert verification is not None
    assert report["inputs"] == verification.error.inputs
    assert report["max_ulp"] == report["recorded_max_ulp"]

import dataclasses
import importlib.util
import re
from types import ModuleType

import numpy as np
import pytest

from evaluators.compiled.kernel import run_float32
from results.export.header import hash_of, name_of
from results.export.slope_text import derivative_text
from results.export.table import FORMATS, SWEPT, write_export
from results.record.record import RecordError
from results.verification.c_header import load_header
from search_spaces.targets import TARGETS
from tests.results.small import small_record
from tests.sentences import whole
from tests.test_command_line import call

X = np.random.default_rng(0).uniform(-140.0, 140.0, 4096).astype(np.float32)
X[:6] = (0.0, -0.0, np.inf, -np.inf, np.nan, 128.0)
each_format = pytest.mark.parametrize("name", SWEPT)


def load(name: str, folder) -> ModuleType:
    path = write_export(small_record(), name, folder)
    assert path.name == "exp2" + FORMATS[name].suffix
    if path.suffix == ".h":
        return load_header(path)
    spec = importlib.util.spec_from_file_location(f"exported_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@each_format
def test_an_exported_file_computes_the_records_kernel_bit_for_bit(name, tmp_path):
    module = load(name, tmp_path)
    got = np.asarray(module.exp2(X))
    (want,) = run_float32(small_record().program(), [X])
    assert got.dtype == np.float32
    assert got.shape == X.shape
    same = (got.view(np.int32) == want.view(np.int32)) | (np.isnan(got) & np.isnan(want))
    bad = np.flatnonzero(~same)
    assert not len(bad), f"x = {float(X[bad[0]]).hex()}: {float(got[bad[0]]).hex()} is not {float(want[bad[0]]).hex()}"


@each_format
def test_an_exported_file_states_the_facts_of_its_verification(name, tmp_path):
    module, record = load(name, tmp_path), small_record()
    verification = record.verification(name)
    assert verification is not None
    error = verification.error
    assert ("exp2", name, record.hash) == (module.TARGET, module.FORMAT, module.RECORD)
    assert (error.max_ulp, error.witness) == (module.MAX_ULP, module.WITNESS)
    assert (module.EXHAUSTIVE, module.OUTPUTS_HASH, module.FTZ) == (False, None, True)
    text = module.__doc__ or ""
    for words in ("sampled inputs", error.witness, record.provenance.command, "Reduction exponent_split_round", "C17"):
        assert words in text
    assert "2**32 float32 inputs" not in text


@each_format
def test_every_constant_is_a_hex_float_in_the_text(name):
    text = FORMATS[name].export(small_record())
    for const in small_record().program().consts:
        if isinstance(const.value, float) and np.isfinite(const.value) and const.value not in (0.0, 1.0):
            assert const.value.hex().split("p")[0].rstrip("0").rstrip(".") in text


@each_format
def test_the_text_is_a_function_of_the_record_alone(name):
    record = small_record()
    assert FORMATS[name].export(record) == FORMATS[name].export(dataclasses.replace(record))
    assert "evaluators" not in FORMATS[name].export(record)
    if FORMATS[name].suffix == ".py":
        compile(FORMATS[name].export(record), "exp2.py", "exec")


@pytest.mark.parametrize("name", ["jax", "python"])
def test_numbers_are_taken_and_any_shape(name, tmp_path):
    module = load(name, tmp_path)
    three = np.asarray(module.exp2(np.array([3.0], np.float32)))[0]
    assert float(module.exp2(3.0)) == float(three)
    assert module.exp2(np.zeros((2, 3), np.float32)).shape == (2, 3)
    assert module.exp2(np.zeros((0,), np.float32)).shape == (0,)


@pytest.mark.parametrize("given", [np.arange(3, dtype=np.int32), np.zeros(3, np.float16), np.zeros(3)])
def test_other_dtypes_are_refused_by_the_python_file(given, tmp_path):
    with pytest.raises(TypeError, match="takes float32 arrays, was given"):
        load("python", tmp_path).exp2(given)


def test_the_jax_file_can_be_jitted_mapped_and_differentiated_twice(tmp_path):
    import jax

    f = load("jax", tmp_path).exp2
    x = np.linspace(-2.0, 2.0, 8, dtype=np.float32)
    value, slope, ln2 = np.asarray(f(x)), np.log(2.0), np.log(2.0)
    assert np.array_equal(np.asarray(jax.jit(f)(x)), value)
    assert np.array_equal(np.asarray(jax.vmap(f)(x)), value)
    first = np.asarray(jax.vmap(jax.grad(f))(x))
    np.testing.assert_allclose(first, slope * np.exp2(x), rtol=1e-3)
    second = np.asarray(jax.vmap(jax.grad(jax.grad(f)))(x))
    np.testing.assert_allclose(second, ln2 * ln2 * np.exp2(x), rtol=1e-3)
    _, tangent = jax.jvp(f, (x,), (np.full_like(x, 2.0),))
    np.testing.assert_allclose(tangent, 2 * first, rtol=1e-6)


def test_hex_constants_of_a_derivative_become_float32_literals():
    text = derivative_text(TARGETS["exp2"].derivative)
    assert text.startswith('_hex("0x1.62e42fefa39efp-1")')
    assert text.endswith("* y")


def test_a_record_without_a_verification_of_the_format_cannot_be_exported(tmp_path):
    bare = dataclasses.replace(small_record(), verifications=())
    with pytest.raises(
        RecordError, match=whole(f"record {bare.hash} was never verified as 'jax'; run `run.py verify` on it first")
    ):
        write_export(bare, "jax", tmp_path)
    with pytest.raises(ValueError, match=whole("unknown export format 'fortran'. Known formats: jax, python, c...")):
        write_export(bare, "fortran", tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"target": "exp 2"}, "record '...' has the target 'exp 2'; allowed: ..."),
        ({"hash": "../x"}, "a record of 'exp2' has the hash '../x'; allowed: letters, digits and _"),
    ],
)
def test_names_that_no_text_can_hold_are_not_written(change, said):
    record = dataclasses.replace(small_record(), **change)
    with pytest.raises(RecordError, match=whole(said)):
        (name_of if "target" in change else hash_of)(record)


def test_the_help_of_export_names_every_format(capsys):
    code, out, _ = call(capsys, "export", "--help")
    formats = re.search(r"Format: ([\w,\s]+)\.", out)
    assert formats, code
    assert set(re.split(r",\s*|\s+or\s+", formats[1])) == set(FORMATS)

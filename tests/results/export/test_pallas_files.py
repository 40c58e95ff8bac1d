"""Exported Pallas files: the record's bits in interpret mode, text that lowers for GPU and TPU, honest headers."""

import dataclasses
import functools

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from evaluators.backends.jax_backend import load
from evaluators.compiled.kernel import run_float32
from results.export import pallas_format
from results.export.library import meeting
from results.export.table import FORMATS, SWEPT, write_export
from results.record.record import CLASSICAL, Record, RecordError, Subject, committed
from results.verification.paths import verify_path
from tests.results.small import small_record
from tests.results.small_bounded import bounded_record
from tests.sentences import whole

SELECTION = ("exp2", "log2", "tanh", "cbrt", "lgamma", "sin")
"""Short, with a quotient, with products that must not be shared, with a rounding, with a part for huge arguments."""
each_target = pytest.mark.parametrize("target", SELECTION)


def record_of(target: str) -> Record:
    return meeting([r for r in committed(target) if r.kind != CLASSICAL and r.subject == Subject()])


@functools.cache
def text_of(target: str) -> str:
    return FORMATS["pallas"].export(record_of(target))


def words(y) -> np.ndarray:
    y = np.asarray(y)
    return np.where(np.isnan(y), np.int32(0x7FC00000), y.view(np.int32))


def test_the_points_hold_every_exponent_of_both_signs_and_the_specials():
    x = pallas_format.points()
    assert (x.size, x.dtype) == (pallas_format.POINTS, np.float32)
    assert len(np.unique(x.view(np.uint32) >> 16)) == pallas_format.POINTS
    for special in (0.0, -0.0, np.inf, -np.inf):
        assert np.float32(special).tobytes() in {value.tobytes() for value in x[x == np.float32(special)]}
    assert np.isnan(x).any()


@each_target
def test_interpreted_a_file_gives_the_records_bits_on_all_kinds_of_inputs(target):
    x = pallas_format.points()
    got = load(text_of(target))[target](x, interpret=True)
    want = run_float32(record_of(target).program(), [x], flush=True)[0]
    bad = np.flatnonzero(words(got) != words(want))
    assert not len(bad), f"{len(bad)} differ, first x = {float(x[bad[0]]).hex()}"


@pytest.mark.parametrize("outside", ["nan", "clamp"])
def test_a_kernel_on_a_domain_keeps_it(outside):
    record = bounded_record("bell", outside)
    module = load(FORMATS["pallas"].export(record))
    assert (module["DOMAIN"], module["OUTSIDE"], module["EXPRESSION"]) == (
        record.subject.domain,
        outside,
        "exp(-x*x)",
    )
    x = np.linspace(-2, 2, 1000, dtype=np.float32)
    np.testing.assert_array_equal(words(module["bell"](x)), words(run_float32(record.program(), [x], flush=True)[0]))


DEVICES = {"tpu": ("TPU v5 lite", 1), "cuda": ("NVIDIA H200", 132)}


@pytest.mark.filterwarnings("ignore:The Pallas Triton backend is deprecated")
@pytest.mark.parametrize("platform", DEVICES)
@each_target
def test_a_file_lowers_for_a_device_that_is_not_here(target, platform):
    if jax.__version_info__ < (0, 12):
        pytest.skip("this version of jax lowers Pallas only where the device is")
    from jax._src.mesh import AbstractDevice

    kind, cores = DEVICES[platform]
    device = AbstractDevice(device_kind=kind, num_cores=cores, platform=platform)
    function = jax.jit(functools.partial(load(text_of(target))[target], interpret=False))
    with jax.sharding.use_abstract_mesh(jax.sharding.AbstractMesh((1,), ("one",), abstract_device=device)):
        lowered = function.trace(np.zeros(3000, np.float32)).lower(lowering_platforms=(platform,)).as_text()
    assert {"tpu": "tpu_custom_call", "cuda": "triton"}[platform] in lowered


def test_any_shape_and_number_is_taken_and_other_dtypes_are_refused():
    f = load(text_of("exp2"))["exp2"]
    x = np.random.default_rng(0).uniform(-140, 140, (3, 700)).astype(np.float32)
    whole = words(f(x.reshape(-1)))
    np.testing.assert_array_equal(words(f(x)).reshape(-1), whole)
    np.testing.assert_array_equal(words(jax.jit(f)(x)).reshape(-1), whole)
    for shape in ((), (1,), (0,), (0, 4)):
        assert f(np.zeros(shape, np.float32)).shape == shape
    assert float(f(3.0)) == float(f(np.float32(3.0)))
    assert jnp.asarray(f(3)).dtype == np.float32
    with pytest.raises(TypeError, match="takes float32 arrays, was given int32"):
        f(np.arange(3, dtype=np.int32))


def test_a_header_claims_what_was_compared_and_no_sweep_of_its_own():
    record, text = record_of("exp2"), text_of("exp2")
    compiled = record.verification("jax")
    assert compiled is not None
    head = " ".join(text.split('"""')[1].split())
    assert "Not verified exhaustively in this form." in head
    assert f"{compiled.error.max_ulp:.4f} ulp over every one of the 2**32 float32 inputs" in head
    assert "bit for bit, on 65,536 inputs" in head
    assert "On a GPU or TPU nothing was measured" in head
    assert record.provenance.command in head
    module = load(text)
    assert (module["FORMAT"], module["EXHAUSTIVE"], module["OUTPUTS_HASH"]) == ("pallas", False, None)
    assert (module["RECORD"], module["MAX_ULP"]) == (record.hash, compiled.error.max_ulp)
    assert "pallas" not in SWEPT


def test_records_that_have_no_such_file_are_refused_with_the_reason(monkeypatch, tmp_path):
    with pytest.raises(RecordError, match="was never verified as 'jax'"):
        write_export(dataclasses.replace(small_record(), verifications=()), "pallas", tmp_path)
    monkeypatch.setattr(pallas_format, "_CALL", pallas_format._CALL.replace("call(jnp.pad(", "1 + call(jnp.pad("))
    said = (
        f"record {small_record().hash} cannot be exported as 'pallas': interpreted, ... of 65,536 outputs are not those of the "
        "compiled kernel, the first at x = ..."
    )
    with pytest.raises(RecordError, match=whole(said)):
        write_export(small_record(), "pallas", tmp_path)
    assert not list(tmp_path.iterdir())


def test_verify_measures_a_file(tmp_path):
    report = verify_path(write_export(small_record(), "pallas", tmp_path), None, False, "cpu")
    stated = small_record().verification("jax")
    assert stated is not None
    assert (report["target"], report["recorded_max_ulp"]) == ("exp2", stated.error.max_ulp)
    assert 0.9 * stated.error.max_ulp <= report["max_ulp"] < np.inf

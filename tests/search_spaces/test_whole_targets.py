import ml_dtypes
import numpy as np
import pytest

from search_spaces.whole.whole_targets import NARROW, default_posed, inputs_of
from tests.sentences import whole

CASTS = {
    "to_bfloat16": ml_dtypes.bfloat16,
    "to_float16": np.float16,
    "to_e4m3fn": ml_dtypes.float8_e4m3fn,
    "to_e5m2": ml_dtypes.float8_e5m2,
    "to_e2m1": ml_dtypes.float4_e2m1fn,
}


def inputs() -> np.ndarray:
    rng = np.random.default_rng(1)
    words = rng.integers(0, 2**32, 200_000, np.uint32)
    near = (words & np.uint32(0xFFF00000)) + rng.integers(-2, 3, len(words)).astype(np.uint32)
    tame = (rng.normal(size=100_000) * 10.0 ** rng.integers(-8, 6, 100_000)).astype(np.float32)
    x = np.concatenate([words.view(np.float32), near.view(np.float32), tame])
    return x[~np.isnan(x)]


@pytest.mark.parametrize("name", sorted(CASTS))
def test_conversions_are_the_casts_of_ml_dtypes(name: str):
    x = inputs()
    with np.errstate(over="ignore", invalid="ignore"):
        wanted = x.astype(CASTS[name]).astype(np.float32)
    got = NARROW[name](x).astype(np.float32)
    bad = ~((wanted == got) & (np.signbit(wanted) == np.signbit(got)) | (np.isnan(wanted) & np.isnan(got)))
    assert not bad.any(), (x[bad][0].item().hex(), wanted[bad][0], got[bad][0])


def test_the_saturating_conversion_differs_beyond_the_largest_value_alone():
    x = inputs()
    plain, saturating = NARROW["to_e4m3fn"](x), NARROW["to_e4m3fn_sat"](x)
    same = np.isfinite(plain)
    assert np.array_equal(plain[same], saturating[same])
    assert np.all(np.abs(saturating[~same]) == 448.0)


def test_inputs_and_defaults_are_those_of_the_table():
    assert inputs_of("to_e4m3fn", "normal") == ((-448.0, -(2.0**-6)), (2.0**-6, 448.0))
    assert default_posed("to_e5m2").error == "wrong"
    assert default_posed("rsqrt").error == "relative"
    with pytest.raises(ValueError, match=whole("inputs is 'some'; allowed: normal, finite, all.")):
        inputs_of("to_e5m2", "some")

"""silu for float32 arrays: max error 1.2041 ulp over 277,653 sampled inputs.

Witness of the bound: x = -0x1.2e57280000000p+4. Results that are not correctly rounded: 8,022.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: x / (1 + e^-x); Elfwing, Uchibe and Doya, arXiv 1702.03118.

Kernel 51324551f27df8de, 34 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search silu --seed 0 --evaluations 300000 --max-ops 16

Reduction silu_mended:
    All of it is scaled by 2^-12, so that d holds e^95: the result leaves the normal range at -91.9 only. x is
    clamped to -95 from below, in the numerator too, and in the exponent to 40 from above. c / d times 2^-12
    is flushed to -0 beyond the range (so is silu(-inf)); where c / d overflows, the bound decides: the result
    is at most x for x > 0, at most -0 otherwise. With s = 2^k, d = s + (1 + s r y); `lost` is the error of
    both of its roundings, to a few percent where it matters. h = c / d becomes h - h (v lost), v near 1 / d
    (to 5.1 %: its bits mirrored); nan, of an infinite h, gives way to the bound.
"""

import numpy as np

TARGET = "silu"
FORMAT = "python"
MAX_ULP = 1.2041284640799281
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.2e57280000000p+4"
OUTPUTS_HASH = None
RECORD = "51324551f27df8de"


def _fma(a, b, c):
    """a * b + c, rounded once to float32.

    The product is exact in float64. Rounding the sum to float64 first does no harm unless it lands on the midpoint of
    two float32, or below their normal range; there it is rounded to odd instead: where TwoSum's error is not zero and
    the last bit is even, it moves to the odd neighbour on the side of the exact value.
    """
    p = np.multiply(a, b, dtype=np.float64)
    s = np.asarray(p + c)
    y = s.astype(np.float32)
    bits = s.view(np.int64)
    if not (((bits & 0x1FFFFFFF) == 0x10000000).any() or (np.abs(y) < np.float32(2.0**-126)).any()):
        return y
    t = s - p
    e = (p - (s - t)) + (c - t)
    away = np.where((e > 0) == (s > 0), np.int64(1), np.int64(-1))
    odd = np.where((e != 0) & (e == e) & ((bits & 1) == 0), bits + away, bits)
    return odd.view(np.float64).astype(np.float32)


def _kernel(x):
    least = np.float32(float.fromhex("-0x1.7cp+6"))  # -95
    most = np.float32(float.fromhex("0x1.4p+5"))  # 40
    minus_log2_e = np.float32(float.fromhex("-0x1.715476p+0"))  # -1.44269502
    magic = np.float32(float.fromhex("0x1.8000e6p+23"))  # 12583027
    ln2_high = np.float32(float.fromhex("0x1.62e4p-1"))  # 0.693145752
    ln2_low = np.float32(float.fromhex("0x1.7f7d1cp-20"))  # 1.42860677e-06
    y_coefficient_1 = np.float32(float.fromhex("0x1.1469dp-6"))  # 0.0168709308
    y_coefficient_2 = np.float32(float.fromhex("-0x1.2cff3p-3"))  # -0.146971107
    y_coefficient_3 = np.float32(float.fromhex("0x1.641aaep-2"))  # 0.347758025
    y_coefficient_4 = np.float32(float.fromhex("-0x1.8ada56p-1"))  # -0.771197021
    y_coefficient_5 = np.float32(float.fromhex("-0x1.849d92p-3"))  # -0.189753667
    minus_one = np.float32(float.fromhex("-0x1p+0"))  # -1
    width = np.int32(23)
    unit = np.float32(float.fromhex("0x1p-12"))  # 0.000244140625
    minus_zero = np.float32(float.fromhex("-0x0p+0"))  # -0
    mirror = np.int32(2129859011)
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: -x = k ln 2 - r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -95 to 40: k is nearest to
    # -x log2 e, and the low bits of t hold k + 115.
    c = np.where(x_flushed < least, least, x_flushed)
    inner = np.where(most < c, most, c)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = _fma(inner, minus_log2_e, magic)
    n = t - magic
    # cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of
    # high + low.
    after_high = _fma(n, ln2_high, inner)
    r = _fma(n, ln2_low, after_high)
    # Core y(r), a polynomial, r in [-0.346577, 0.346577]: e^-r = 1 + r y.
    y1 = _fma(r, _fma(r, y_coefficient_1, y_coefficient_2), y_coefficient_3)
    y = _fma(-r, _fma(y1, _fma(-y1, y1, y_coefficient_4), y_coefficient_5), minus_one)
    # Reconstruction: x / (1 + e^-x) = h - h (v lost), h = c / d, d = s + (1 + s r y), s = 2^k, y = (e^-r - 1)
    # / r: `lost` is the rounding error of d, v near 1 / d.
    # |y| is -y, for y is about -1, in other words, so that s r y is in neither fma a product that both share.
    # power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0.
    s = np.left_shift(t.view(np.int32), width).view(np.float32)
    sr = s * r
    addend = _fma(sr, y, unit)
    d = addend + s
    addend_kept = d - s
    left = unit - addend_kept
    size = np.abs(y)
    lost = _fma(-sr, size, left)
    share = ((mirror - d.view(np.int32)).view(np.float32)) * lost
    h = _fma(c / d, unit, minus_zero)
    mended = _fma(-h, share, h)
    mended_subnormal = np.abs(mended) < smallest_normal
    mended_zero = mended * zero
    mended_flushed = np.where(mended_subnormal, mended_zero, mended)
    # at_most: The value, but at most x for x > 0 and at most -0 otherwise: x for nan and values too large.
    bound = np.where(x_flushed < minus_zero, minus_zero, x_flushed)
    result = np.where(mended_flushed < bound, mended_flushed, bound)
    return result


def silu(x):
    """silu of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"silu takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

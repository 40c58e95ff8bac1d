"""silu for float32 arrays: max error 2.0620 ulp over 277,653 sampled inputs.

Witness of the bound: x = -0x1.8317da0000000p+2. Results that are not correctly rounded: 10,552.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: x / (1 + e^-x); Elfwing, Uchibe and Doya, arXiv 1702.03118.

Kernel 9b804d959ecb0c9f, 24 operations, 8 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search silu --seed 0 --evaluations 200000 --max-ops 16

Reduction silu_quotient:
    All of it is scaled by 2^-12, so that d holds e^95: the result leaves the normal range at -91.9 only. x is
    clamped to -95 from below, in the numerator too, and in the exponent to 40 from above. c / d times 2^-12
    is flushed to -0 beyond the range (so is silu(-inf)); where c / d overflows, the bound decides: the result
    is at most x for x > 0, at most -0 otherwise. With s = 2^k the denominator is s + 1 + s r y. head = s + 1
    loses `lost`, found exactly for all s that matter (2^-24 and more; below, it is 0 and head is 1); d = head
    + (s r y + lost) has one rounding of size. The error of the division, up to 1 ulp of the quotient, stays.
"""

import numpy as np

TARGET = "silu"
FORMAT = "python"
MAX_ULP = 2.0619776661282923
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.8317da0000000p+2"
OUTPUTS_HASH = None
RECORD = "9b804d959ecb0c9f"


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
    y_coefficient_1 = np.float32(float.fromhex("0x1.23dd5cp-5"))  # 0.0356280133
    y_coefficient_2 = np.float32(float.fromhex("-0x1.f1f924p-3"))  # -0.243150979
    y_coefficient_3 = np.float32(float.fromhex("0x1.0da33ap-1"))  # 0.526635945
    y_coefficient_4 = np.float32(float.fromhex("0x1.396ac4p+0"))  # 1.22428536
    y_coefficient_5 = np.float32(float.fromhex("-0x1.ac6a4ep-3"))  # -0.209187135
    width = np.int32(23)
    unit = np.float32(float.fromhex("0x1p-12"))  # 0.000244140625
    minus_zero = np.float32(float.fromhex("-0x0p+0"))  # -0
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
    y = _fma(-_fma(y1, y1, y_coefficient_4), y1, y_coefficient_5)
    # Reconstruction: c / d, d = s + 1 + s r y, s = 2^k, y = (e^-r - 1) / r, all in units of 2^12.
    # power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0.
    number = np.left_shift(t.view(np.int32), width).view(np.float32)
    sr = number * r
    head = number + unit
    # lost_by: b - (total - a): rounding error of the sum of a and b, exactly where a is 0 or b in no higher
    # binade (Fast2Sum, Dekker 1971).
    back = head - number
    lost = unit - back
    tail = _fma(sr, y, lost)
    d = head + tail
    total = _fma(c / d, unit, minus_zero)
    subnormal = np.abs(total) < smallest_normal
    signed_zero = total * zero
    flushed = np.where(subnormal, signed_zero, total)
    # at_most: The value, but at most x for x > 0 and at most -0 otherwise: x for nan and values too large.
    bound = np.where(x_flushed < minus_zero, minus_zero, x_flushed)
    result = np.where(flushed < bound, flushed, bound)
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

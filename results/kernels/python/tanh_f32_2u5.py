"""tanh for float32 arrays: max error 2.1736 ulp over 277,515 sampled inputs.

Witness of the bound: x = -0x1.000f9c0000000p-4. Results that are not correctly rounded: 10,507.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.28; C17 7.12.5.6 and F.10.2.6.

Kernel a2c8e8efff556b31, 25 operations, 8 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search tanh --seed 0 --evaluations 200000 --max-ops 16

Reduction tanh_quotient:
    |x| is clamped to 9.25, where tanh is 1 to 2^-25. E, E + 2 and the quotient round once each; rest is left
    out.
"""

import numpy as np

TARGET = "tanh"
FORMAT = "python"
MAX_ULP = 2.173602821974635
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.000f9c0000000p-4"
OUTPUTS_HASH = None
RECORD = "a2c8e8efff556b31"


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
    most = np.float32(float.fromhex("0x1.28p+3"))  # 9.25
    twice_log2_e = np.float32(float.fromhex("0x1.715476p+1"))  # 2.88539004
    magic = np.float32(float.fromhex("0x1.8000fep+23"))  # 12583039
    minus_half_ln2_high = np.float32(float.fromhex("-0x1.62e4p-2"))  # -0.346572876
    minus_half_ln2_low = np.float32(float.fromhex("-0x1.7f7d1cp-21"))  # -7.14303383e-07
    y_coefficient_1 = np.float32(float.fromhex("0x1.b62e64p-4"))  # 0.106977835
    y_coefficient_2 = np.float32(float.fromhex("0x1.ddba52p-2"))  # 0.466531068
    y_coefficient_3 = np.float32(float.fromhex("0x1.1b04fcp-1"))  # 0.552772403
    y_coefficient_4 = np.float32(float.fromhex("0x1.f0f894p+0"))  # 1.941293
    y_coefficient_5 = np.float32(float.fromhex("0x1.8418fcp-1"))  # 0.758003116
    width = np.int32(23)
    sign_bit = np.int32(-2147483648)
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    two = np.float32(float.fromhex("0x1p+1"))  # 2
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    # Reduction: 2 |x| = k ln 2 + 2 r, |r| <= ln 2 / 4 + 2^-20 (Cody and Waite), |x| up to 9.25: k is nearest
    # to 2 |x| log2 e, and the low bits of t hold k + 127.
    size = np.abs(x)
    subnormal = np.abs(size) < smallest_normal
    signed_zero = size * zero
    flushed = np.where(subnormal, signed_zero, size)
    c = np.where(most < flushed, most, flushed)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = _fma(c, twice_log2_e, magic)
    n = t - magic
    # cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of
    # high + low.
    after_high = _fma(n, minus_half_ln2_high, c)
    r = _fma(n, minus_half_ln2_low, after_high)
    z = r * r
    # Core y(r), a polynomial, r in [-0.173288, 0.173288]: e^2r = 1 + 2 r + r^2 y.
    y1 = _fma(r, _fma(r, y_coefficient_1, y_coefficient_2), y_coefficient_3)
    y = _fma(_fma(y1, y1, y_coefficient_4), y1, y_coefficient_5)
    # Reconstruction: tanh |x| = E / (E + 2), E = e^2|x| - 1 = s - 1 + s (2 r + r^2 y), s = 2^k; the sign is
    # that of x.
    # power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0.
    s = np.left_shift(t.view(np.int32), width).view(np.float32)
    twice_r = r + r
    less = s - one
    numerator = _fma(s, _fma(z, y, twice_r), less)
    denominator = numerator + two
    quotient = numerator / denominator
    quotient_subnormal = np.abs(quotient) < smallest_normal
    quotient_zero = quotient * zero
    quotient_flushed = np.where(quotient_subnormal, quotient_zero, quotient)
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = x.view(np.int32) & sign_bit
    result = (quotient_flushed.view(np.int32) | sign).view(np.float32)
    return result


def tanh(x):
    """tanh of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"tanh takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

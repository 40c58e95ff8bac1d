"""atanh for float32 arrays: max error 1.1607 ulp over 277,549 sampled inputs.

Witness of the bound: x = -0x1.c3f32a0000000p-2. Results that are not correctly rounded: 683.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.37; C17 7.12.5.3 and F.10.2.3.

Kernel 27700837355e2453, 36 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atanh --seed 0 --evaluations 300000 --max-ops 16

Reduction atanh_shift_short:
    atanh a = 1/2 log((1 + a) / (1 - a)). For a < 1/3 k is 0 and s is a itself. s z p is below 0.05 of s. The
    roundings of the sums, of the division and of s + k ln(2) / 2 stay: about half an ulp each at worst. 1
    gives inf, more nan; the largest float below 1 is as far as c is needed.
"""

import numpy as np

TARGET = "atanh"
FORMAT = "python"
MAX_ULP = 1.160723564357643
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.c3f32a0000000p-2"
OUTPUTS_HASH = None
RECORD = "27700837355e2453"


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
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    two = np.float32(float.fromhex("0x1p+1"))  # 2
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    most = np.float32(float.fromhex("0x1.fffffcp-1"))  # 0.999999881
    second_one = np.int32(1065353216)
    width = np.int32(23)
    p_coefficient_1 = np.float32(float.fromhex("0x1.0e049ep-1"))  # 0.527378976
    p_coefficient_2 = np.float32(float.fromhex("0x1.53f2e8p-3"))  # 0.165990651
    p_coefficient_3 = np.float32(float.fromhex("0x1.301ap-2"))  # 0.296974182
    p_coefficient_4 = np.float32(float.fromhex("0x1.1e2b3ap-2"))  # 0.279461771
    step_nearest_high = np.float32(float.fromhex("0x1.62e43p-2"))  # 0.346573591
    step_nearest_low = np.float32(float.fromhex("-0x1.05c61p-30"))  # -9.52327106e-10
    last = np.float32(float.fromhex("0x1.fffffep-1"))  # 0.99999994
    infinity = np.float32(float.fromhex("inf"))  # inf
    nan = np.float32(float.fromhex("nan"))  # nan
    sign_bit = np.int32(-2147483648)
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    # Reduction: atanh |x| = k ln(2) / 2 + atanh(s), z = s^2 below 0.14.
    # a = |x|, (1 + a) / (1 - a) = 2^k (1 + s) / (1 - s), s = top / bottom, top = a + t exactly, bottom = 2 +
    # (a - t), t = c a + 1 - c, c = 2^k.
    a = np.abs(x)
    a_subnormal = np.abs(a) < smallest_normal
    a_zero = a * zero
    a_flushed = np.where(a_subnormal, a_zero, a)
    bounded = np.where(most < a_flushed, most, a_flushed)
    plus = a_flushed + one
    minus = one - bounded
    k = np.right_shift(plus.view(np.int32) - minus.view(np.int32), width)
    second_k = k.astype(np.float32)
    c = (np.left_shift(k, width) + second_one).view(np.float32)
    rest = one - c
    t = _fma(c, a_flushed, rest)
    top = a_flushed + t
    m = a_flushed - t
    bottom = m + two
    s = top / bottom
    z = _fma(s, s, zero)
    # Core p(z), a polynomial, z in [0, 0.14]: atanh s = s + s z p, z = s^2.
    p1 = _fma(z, p_coefficient_1, p_coefficient_2)
    p = _fma(_fma(p1, p1, p_coefficient_3), p1, p_coefficient_4)
    # Reconstruction: atanh |x| = k ln(2) / 2 + (s + s z p), p = (atanh s / s - 1) / s^2.
    zp = z * p
    low = second_k * step_nearest_low
    atanh_s = s + _fma(s, zp, low)
    total = _fma(second_k, step_nearest_high, atanh_s)
    subnormal = np.abs(total) < smallest_normal
    signed_zero = total * zero
    flushed = np.where(subnormal, signed_zero, total)
    end = last < a_flushed
    outside = one < a_flushed
    pole = np.where(outside, nan, infinity)
    magnitude = np.where(end, pole, flushed)
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = x.view(np.int32) & sign_bit
    result = (magnitude.view(np.int32) | sign).view(np.float32)
    return result


def atanh(x):
    """atanh of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"atanh takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

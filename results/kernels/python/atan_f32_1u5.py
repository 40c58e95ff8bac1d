"""atan for float32 arrays: max error 1.1996 ulp over 277,515 sampled inputs.

Witness of the bound: x = -0x1.7a42c80000000p+1. Results that are not correctly rounded: 15,971.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
numpy, numpy 2.5.5.
Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.

Kernel fb8ad44948485838, 25 operations, 14 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atan --seed 0 --evaluations 30000 --max-ops 16 --set 'cores=["atan_tail:0,1"]'

Reduction atan_reciprocal_lean:
    The second term is below 0.215 (Muller, Elementary Functions, chapter 11). The quotient counts as exact,
    and pi / 2 as a float32 (0.37 ulp of the result at most): t, the cube, the sum and the difference from pi
    / 2 round once each.
"""

import numpy as np

TARGET = "atan"
FORMAT = "python"
MAX_ULP = 1.1995546656584484
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.7a42c80000000p+1"
OUTPUTS_HASH = None
RECORD = "fb8ad44948485838"


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
    magnitude_bits = np.int32(2147483647)
    p_coefficient_1 = np.float32(float.fromhex("-0x1.45f1fcp-5"))  # -0.0397882387
    p_coefficient_2 = np.float32(float.fromhex("0x1.1c1f22p-3"))  # 0.138731256
    p_coefficient_3 = np.float32(float.fromhex("-0x1.31dde6p-3"))  # -0.149349019
    p_coefficient_4 = np.float32(float.fromhex("0x1.0d5754p-1"))  # 0.526056886
    p_coefficient_5 = np.float32(float.fromhex("-0x1.0e28fcp-3"))  # -0.131914109
    p_coefficient_6 = np.float32(float.fromhex("0x1.5aa904p-2"))  # 0.338535368
    p_coefficient_7 = np.float32(float.fromhex("0x1.5daf4ap-4"))  # 0.0853722468
    p_coefficient_8 = np.float32(float.fromhex("-0x1.55555ep-2"))  # -0.333333462
    half_pi_high = np.float32(float.fromhex("0x1.921fb6p+0"))  # 1.57079637
    sign_bit = np.int32(-2147483648)
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    # Reduction: t = |x| up to 1, 1 / |x| beyond, 0 where that is below 2^-126; z = t^2.
    size = np.abs(x)
    subnormal = np.abs(size) < smallest_normal
    signed_zero = size * zero
    flushed = np.where(subnormal, signed_zero, size)
    big = one < flushed
    numerator = np.where(big, one, x)
    denominator = np.where(big, x, one)
    numerator_subnormal = np.abs(numerator) < smallest_normal
    numerator_zero = numerator * zero
    numerator_flushed = np.where(numerator_subnormal, numerator_zero, numerator)
    denominator_subnormal = np.abs(denominator) < smallest_normal
    denominator_zero = denominator * zero
    denominator_flushed = np.where(denominator_subnormal, denominator_zero, denominator)
    # magnitude_of_quotient: The size of a quotient, exactly, by its word.
    t = (((numerator_flushed / denominator_flushed).view(np.int32)) & magnitude_bits).view(np.float32)
    z = t * t
    # Core p(z), a polynomial, z in [0, 1]: atan t = t + t z p, z = t^2.
    p1 = _fma(z, _fma(z, p_coefficient_1, p_coefficient_2), p_coefficient_3)
    p2 = _fma(z, _fma(_fma(z, p1, p_coefficient_4), p1, p_coefficient_5), p_coefficient_6)
    p = _fma(z, _fma(p2, p2, p_coefficient_7), p_coefficient_8)
    # Reconstruction: atan |x| = atan t up to 1, pi / 2 - atan t beyond, atan t = t + t z p; the sign is that
    # of x.
    cube = t * z
    angle = _fma(cube, p, t)
    angle_subnormal = np.abs(angle) < smallest_normal
    angle_zero = angle * zero
    angle_flushed = np.where(angle_subnormal, angle_zero, angle)
    rest = half_pi_high - angle_flushed
    rest_subnormal = np.abs(rest) < smallest_normal
    rest_zero = rest * zero
    rest_flushed = np.where(rest_subnormal, rest_zero, rest)
    chosen = np.where(big, rest_flushed, angle_flushed)
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = x.view(np.int32) & sign_bit
    result = (chosen.view(np.int32) | sign).view(np.float32)
    return result


def atan(x):
    """atan of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"atan takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

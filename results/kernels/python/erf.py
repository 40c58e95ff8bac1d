"""erf for float32 arrays: max error 0.8339 ulp over 277,515 sampled inputs.

Witness of the bound: x = 0x1.7ca2b80000000p-9. Results that are not correctly rounded: 2,719.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 7.2; C17 7.12.8.1 and F.10.5.1.

Kernel 3c2274cba7e10cb0, 31 operations, 26 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erf --seed 0 --evaluations 360000 --max-ops 16

Reduction erf_square:
    c runs from 0.128 at x = 0 down to -0.210, so an ulp of c is a small part of an ulp of the result; the
    centre halves |s|, and with it the roundings of x^2 and of c's inner terms. erfc(1.125) = 0.112, so
    relative errors of q^2 weigh 0.112 at most; q(r) begins at r = 0 because they weigh most there. At |x| = 4
    q^2 is 2^-25.9: the difference is 1 from there on, and at infinity. A root of erfc is easier for a
    polynomial than erfc itself: its logarithm falls 2 times slower.
"""

import numpy as np

TARGET = "erf"
FORMAT = "python"
MAX_ULP = 0.8338700761404305
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.7ca2b80000000p-9"
OUTPUTS_HASH = None
RECORD = "3c2274cba7e10cb0"


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
    minus_centre = np.float32(float.fromhex("-0x1.4p-1"))  # -0.625
    c_coefficient_1 = np.float32(float.fromhex("-0x1.fe2c6cp-12"))  # -0.000486539386
    c_coefficient_2 = np.float32(float.fromhex("0x1.84f068p-8"))  # 0.00593473949
    c_coefficient_3 = np.float32(float.fromhex("-0x1.2943cep-5"))  # -0.0362872146
    c_coefficient_4 = np.float32(float.fromhex("0x1.4361ap-4"))  # 0.0789505243
    c_coefficient_5 = np.float32(float.fromhex("-0x1.d61ad4p+0"))  # -1.83634686
    c_coefficient_6 = np.float32(float.fromhex("-0x1.df847ap-4"))  # -0.117069699
    c_coefficient_7 = np.float32(float.fromhex("-0x1.1868dcp-4"))  # -0.0684593767
    turn = np.float32(float.fromhex("0x1.2p+0"))  # 1.125
    most = np.float32(float.fromhex("0x1.7p+1"))  # 2.875
    q_coefficient_1 = np.float32(float.fromhex("0x1.1f8706p+0"))  # 1.12315404
    q_coefficient_2 = np.float32(float.fromhex("0x1.f87e5p-1"))  # 0.985338688
    q_coefficient_3 = np.float32(float.fromhex("-0x1.c913e8p+7"))  # -228.538879
    q_coefficient_4 = np.float32(float.fromhex("0x1.371dc2p+8"))  # 311.116241
    q_coefficient_5 = np.float32(float.fromhex("0x1.afb26cp+18"))  # 442057.688
    q_coefficient_6 = np.float32(float.fromhex("-0x1.6618a4p+17"))  # -183345.281
    q_coefficient_7 = np.float32(float.fromhex("0x1.27e4bp+0"))  # 1.15583324
    q_coefficient_8 = np.float32(float.fromhex("0x1.5619fap-2"))  # 0.334083468
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    sign_bit = np.int32(-2147483648)
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: s = x^2 - 0.625, rounded once.
    s = _fma(x_flushed, x_flushed, minus_centre)
    # Core c(s), a polynomial, s in [-0.625, 0.640625]: erf x = x + x c, s = x^2 - 0.625.
    c1 = _fma(s, _fma(s, _fma(s, c_coefficient_1, c_coefficient_2), c_coefficient_3), c_coefficient_4)
    c = _fma(s, _fma(c1, _fma(s, c1, c_coefficient_5), c_coefficient_6), c_coefficient_7)
    # Next argument: r = |x| - 1.125, up to |x| = 4: exact, because 1.125 has few bits.
    size = np.abs(x)
    subnormal = np.abs(size) < smallest_normal
    signed_zero = size * zero
    flushed = np.where(subnormal, signed_zero, size)
    difference = flushed - turn
    r = np.where(most < difference, most, difference)
    # Core q(r), r in [0, 2.875]: erfc(1.125 + r) = q^2.
    q1 = q_coefficient_1 - r
    q2 = _fma(q1, _fma(-q1, _fma(-r, q1, q_coefficient_2), q_coefficient_3), q_coefficient_4)
    q3 = (r / _fma(q2, q2, q_coefficient_5)) * q_coefficient_6
    q = _fma(q3 + q_coefficient_7, q3, q_coefficient_8)
    # Reconstruction: erf x = x + x c below |x| = 1.125, c = erf x / x - 1; from there on 1 - q^2 with the
    # sign of x, q = erfc(|x|)^(1/2).
    near_part = _fma(x_flushed, c, x_flushed)
    near_part_subnormal = np.abs(near_part) < smallest_normal
    near_part_zero = near_part * zero
    near_part_flushed = np.where(near_part_subnormal, near_part_zero, near_part)
    far_part = _fma(-q, q, one)
    far_part_subnormal = np.abs(far_part) < smallest_normal
    far_part_zero = far_part * zero
    far_part_flushed = np.where(far_part_subnormal, far_part_zero, far_part)
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = x.view(np.int32) & sign_bit
    signed_far = (far_part_flushed.view(np.int32) | sign).view(np.float32)
    result = np.where(r < zero, near_part_flushed, signed_far)
    return result


def erf(x):
    """erf of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"erf takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

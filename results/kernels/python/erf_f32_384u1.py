"""erf for float32 arrays: max error 383.3209 ulp over 277,515 sampled inputs.

Witness of the bound: x = 0x1.fffff20000000p-1. Results that are not correctly rounded: 276,386.
Domain: the whole float line. Special values that differ: f(inf) = 0x1.ffffd60000000p-1, not
0x1.0000000000000p+0, f(-inf) = -0x1.ffffd60000000p-1, not -0x1.0000000000000p+0.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 7.2; C17 7.12.8.1 and F.10.5.1.

Kernel 619b6dba8f78ffef, 23 operations, 12 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erf --seed 0 --evaluations 360000 --max-ops 16

Reduction erf_eighth_power:
    c runs from 0.128 at x = 0 down to -0.157, so an ulp of c is a small part of an ulp of the result; the
    centre halves |s|, and with it the roundings of x^2 and of c's inner terms. erfc(1.0) = 0.157, so relative
    errors of q^8 weigh 0.157 at most; q(r) begins at r = 0 because they weigh most there. At |x| = 4 q^8 is
    2^-25.9: the difference is 1 from there on, and at infinity. A root of erfc is easier for a polynomial
    than erfc itself: its logarithm falls 8 times slower.
"""

import numpy as np

TARGET = "erf"
FORMAT = "python"
MAX_ULP = 383.32093494918263
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.fffff20000000p-1"
OUTPUTS_HASH = None
RECORD = "619b6dba8f78ffef"


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
    minus_half = np.float32(float.fromhex("-0x1p-1"))  # -0.5
    c_coefficient_1 = np.float32(float.fromhex("0x1.2dc9dcp-6"))  # 0.0184197091
    c_coefficient_2 = np.float32(float.fromhex("-0x1.48f8e6p-4"))  # -0.080315493
    c_coefficient_3 = np.float32(float.fromhex("0x1.e84b9ap+3"))  # 15.2592287
    c_coefficient_4 = np.float32(float.fromhex("-0x1.4296fp+0"))  # -1.26011562
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    three = np.float32(float.fromhex("0x1.8p+1"))  # 3
    q_coefficient_1 = np.float32(float.fromhex("-0x1.211356p-3"))  # -0.141150162
    q_coefficient_2 = np.float32(float.fromhex("0x1.24f644p-3"))  # 0.143047839
    q_coefficient_3 = np.float32(float.fromhex("-0x1.211864p-2"))  # -0.282319605
    q_coefficient_4 = np.float32(float.fromhex("0x1.96502ep-1"))  # 0.793580472
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    sign_bit = np.int32(-2147483648)
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: s = x^2 - 0.5, rounded once.
    s = _fma(x_flushed, x_flushed, minus_half)
    # Core c(s), a polynomial, s in [-0.5, 0.5]: erf x = x + x c, s = x^2 - 0.5.
    c1 = _fma(s, c_coefficient_1, c_coefficient_2)
    c = _fma(-c1, _fma(s, s, c_coefficient_3), c_coefficient_4)
    # Next argument: r = |x| - 1, up to |x| = 4: exact, because 1 has few bits.
    size = np.abs(x)
    subnormal = np.abs(size) < smallest_normal
    signed_zero = size * zero
    flushed = np.where(subnormal, signed_zero, size)
    difference = flushed - one
    r = np.where(three < difference, three, difference)
    # Core q(r), a polynomial, r in [0, 3]: erfc(1 + r) = q^8.
    q1 = _fma(r, q_coefficient_1, q_coefficient_2)
    q = _fma(r, _fma(q1, q1, q_coefficient_3), q_coefficient_4)
    # Reconstruction: erf x = x + x c below |x| = 1, c = erf x / x - 1; from there on 1 - q^8 with the sign of
    # x, q = erfc(|x|)^(1/8).
    near_part = _fma(x_flushed, c, x_flushed)
    near_part_subnormal = np.abs(near_part) < smallest_normal
    near_part_zero = near_part * zero
    near_part_flushed = np.where(near_part_subnormal, near_part_zero, near_part)
    product = q * q
    root = product * product
    far_part = _fma(-root, root, one)
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

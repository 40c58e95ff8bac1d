"""exp2 for float32 arrays: max error 1601.4794 ulp over 277,525 sampled inputs.

Witness of the bound: x = 0x1.3ffff20000000p+1. Results that are not correctly rounded: 148,625.
Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.fffe700000000p-1, not
0x1.0000000000000p+0, f(-0x0.0p+0) = 0x1.fffe700000000p-1, not 0x1.0000000000000p+0, f(-0x1.f800000000000p+6)
= 0x1.fffce00000000p-127, not 0x1.0000000000000p-126, f(0x1.0000000000000p+0) = 0x1.fffe700000000p+0, not
0x1.0000000000000p+1, f(0x1.fc00000000000p+6) = 0x1.fffe700000000p+126, not 0x1.0000000000000p+127. Results
below 2**-126 are flushed to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.2 and F.10.3.2.

Kernel 306e71d78efd5f7c, 16 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search exp2 --seed 1 --evaluations 200000 --max-ops 16

Reduction exponent_split_magic:
    y lies in [2^-1/2, 2^1/2], so adding k to its exponent field multiplies by 2^k without rounding as long as
    the result is normal: -126 <= x < 128. From 2^7 on x + inf is inf, and nan for nan; below -126 the result
    is flushed to zero. x + 1.5*2^23 is rounded to an integer whose low bits are k; a shift by 23 drops the
    rest.
"""

import numpy as np

TARGET = "exp2"
FORMAT = "python"
MAX_ULP = 1601.479425373384
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.3ffff20000000p+1"
OUTPUTS_HASH = None
RECORD = "306e71d78efd5f7c"


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
    magic = np.float32(float.fromhex("0x1.8p+23"))  # 12582912
    y_coefficient_1 = np.float32(float.fromhex("0x1.afcec2p-5"))  # 0.0527108945
    y_coefficient_2 = np.float32(float.fromhex("0x1.f06d78p-3"))  # 0.242396295
    y_coefficient_3 = np.float32(float.fromhex("0x1.a5218cp+3"))  # 13.1603451
    y_coefficient_4 = np.float32(float.fromhex("-0x1.1852eep+1"))  # -2.19003081
    width = np.int32(23)
    infinity = np.float32(float.fromhex("inf"))  # inf
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    two_to_7 = np.float32(float.fromhex("0x1p+7"))  # 128
    least_exponent = np.float32(float.fromhex("-0x1.f8p+6"))  # -126
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: x = k + r, |r| <= 1/2, exactly for |x| < 2^22 (Sterbenz): t holds k in its low bits.
    t = x_flushed + magic
    n = t - magic
    r = x_flushed - n
    k = t.view(np.int32)
    # Core y(r), a polynomial, r in [-0.5, 0.5]: y = 2^r.
    y = _fma(_fma(r, y_coefficient_1, y_coefficient_2), _fma(r, r, y_coefficient_3), y_coefficient_4)
    # Reconstruction: 2^x = 2^k y, y = 2^r from 2^-1/2 to 2^1/2: k is added to its exponent field, exactly for
    # -126 <= x < 128.
    shifted = np.left_shift(k, width)
    # moved_exponent: y 2^k with shift = 2^23 k, exactly, where y and the result are in the normal range.
    scaled = (y.view(np.int32) + shifted).view(np.float32)
    above = x_flushed + infinity
    above_subnormal = np.abs(above) < smallest_normal
    above_zero = above * zero
    above_flushed = np.where(above_subnormal, above_zero, above)
    upper = np.where(x_flushed < two_to_7, scaled, above_flushed)
    result = np.where(x_flushed < least_exponent, zero, upper)
    return result


def exp2(x):
    """exp2 of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"exp2 takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

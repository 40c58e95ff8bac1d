"""exp for float32 arrays: max error 942.9795 ulp over 277,576 sampled inputs.

Witness of the bound: x = -0x1.482aec0000000p+6. Results that are not correctly rounded: 145,375.
Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.fff9120000000p-1, not
0x1.0000000000000p+0, f(-0x0.0p+0) = 0x1.fff9120000000p-1, not 0x1.0000000000000p+0. Results below 2**-126 are
flushed to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.1 and F.10.3.1.

Kernel 20b8da1e316c585e, 16 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search exp --seed 0 --evaluations 200000 --max-ops 16

Reduction exp_clamped_one_step:
    One step with ln 2 rounded to float32, which is off by 2^-29: r is off by up to 128 * 2^-29 + 2^-26. x is
    first clamped to [-87.9, 89]: k = -127 with y > 1, or k = -126 with y < 1, leaves the field 0, a subnormal
    pattern, which the last fma, adding 0 c, flushes to zero while it carries nan; k = 128 with y < 1 is a
    number below 2^128, and any pattern above that of inf is cut to it.
"""

import numpy as np

TARGET = "exp"
FORMAT = "python"
MAX_ULP = 942.9794921190144
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.482aec0000000p+6"
OUTPUTS_HASH = None
RECORD = "20b8da1e316c585e"


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
    least = np.float32(float.fromhex("-0x1.5f999ap+6"))  # -87.9000015
    most = np.float32(float.fromhex("0x1.64p+6"))  # 89
    log2_e = np.float32(float.fromhex("0x1.715476p+0"))  # 1.44269502
    magic = np.float32(float.fromhex("0x1.8p+23"))  # 12582912
    minus_ln2_nearest_high = np.float32(float.fromhex("-0x1.62e43p-1"))  # -0.693147182
    y_coefficient_1 = np.float32(float.fromhex("0x1.51e6a4p-3"))  # 0.164990693
    y_coefficient_2 = np.float32(float.fromhex("0x1.027098p-1"))  # 0.504765272
    y_coefficient_3 = np.float32(float.fromhex("0x1.83fe82p+2"))  # 6.06240892
    y_coefficient_4 = np.float32(float.fromhex("-0x1.07b2ep+1"))  # -2.06014633
    width = np.int32(23)
    infinity = np.int32(2139095040)
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: x = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -87.9 to 89: k is nearest to
    # x log2 e, and the low bits of t hold k.
    raised = np.where(x_flushed < least, least, x_flushed)
    c = np.where(most < raised, most, raised)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = _fma(c, log2_e, magic)
    n = t - magic
    r = _fma(n, minus_ln2_nearest_high, c)
    # Core y(r), a polynomial, r in [-0.346577, 0.346577]: y = e^r.
    y = _fma(_fma(r, y_coefficient_1, y_coefficient_2), _fma(r, r, y_coefficient_3), y_coefficient_4)
    # Reconstruction: e^x = 2^k y, y = e^r from 2^-1/2 to 2^1/2, exactly, cut to inf; 0 c flushes what is
    # subnormal and carries nan.
    shift = np.left_shift(t.view(np.int32), width)
    moved = y.view(np.int32) + shift
    cut = np.where(moved < infinity, moved, infinity)
    number = cut.view(np.float32)
    result = _fma(c, zero, number)
    result_subnormal = np.abs(result) < smallest_normal
    result_zero = result * zero
    result_flushed = np.where(result_subnormal, result_zero, result)
    return result_flushed


def exp(x):
    """exp of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"exp takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

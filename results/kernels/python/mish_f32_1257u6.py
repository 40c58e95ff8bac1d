"""mish for float32 arrays: max error 1252.2016 ulp over 277,671 sampled inputs.

Witness of the bound: x = -0x1.0783ce0000000p+6. Results that are not correctly rounded: 141,234.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: x tanh(log(1 + e^x)); Misra, arXiv 1908.08681.

Kernel 014178cebb7cb94b, 22 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search mish --seed 0 --evaluations 200000 --max-ops 16

Reduction mish_quotient:
    In the exponent x is clamped to 20, where the quotient is 1, and everywhere to -95 from below. e = 2^12
    e^x and n in units of 2^-12 keep x e^x in the normal range as far as -91.9; the last product brings the
    result back and flushes it to -0 beyond (so is mish(-inf)). Where x n overflows, the bound decides: the
    result is at most x for x > 0, at most -0 otherwise. n, n + 2, x n and the quotient round once each.
"""

import numpy as np

TARGET = "mish"
FORMAT = "python"
MAX_ULP = 1252.2016456797812
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.0783ce0000000p+6"
OUTPUTS_HASH = None
RECORD = "014178cebb7cb94b"


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
    most = np.float32(float.fromhex("0x1.4p+4"))  # 20
    log2_e = np.float32(float.fromhex("0x1.715476p+0"))  # 1.44269502
    magic = np.float32(float.fromhex("0x1.800116p+23"))  # 12583051
    minus_ln2_high = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    minus_ln2_low = np.float32(float.fromhex("-0x1.7f7d1cp-20"))  # -1.42860677e-06
    y_coefficient_1 = np.float32(float.fromhex("0x1.53495ep-3"))  # 0.165667281
    y_coefficient_2 = np.float32(float.fromhex("0x1.028a9p-1"))  # 0.504963398
    y_coefficient_3 = np.float32(float.fromhex("0x1.826144p+2"))  # 6.03718662
    y_coefficient_4 = np.float32(float.fromhex("-0x1.063984p+1"))  # -2.04863024
    width = np.int32(23)
    two = np.float32(float.fromhex("0x1p+1"))  # 2
    scale = np.float32(float.fromhex("0x1p-12"))  # 0.000244140625
    minus_zero = np.float32(float.fromhex("-0x0p+0"))  # -0
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: x = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -95 to 20: k is nearest to x
    # log2 e, and the low bits of t hold k + 139.
    raised = np.where(x_flushed < least, least, x_flushed)
    c = np.where(most < raised, most, raised)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = _fma(c, log2_e, magic)
    n = t - magic
    # cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of
    # high + low.
    after_high = _fma(n, minus_ln2_high, c)
    r = _fma(n, minus_ln2_low, after_high)
    # Core y(r), a polynomial, r in [-0.346577, 0.346577]: y = e^r.
    y = _fma(_fma(r, y_coefficient_1, y_coefficient_2), _fma(r, r, y_coefficient_3), y_coefficient_4)
    # Reconstruction: mish x = x n / (n + 2), n = e^x (e^x + 2), e = 2^12 e^x = 2^(k + 12) y, y = e^r.
    e = (np.left_shift(t.view(np.int32), width).view(np.float32)) * y
    scaled = _fma(e, scale, minus_zero)
    total = e + e
    second_n = _fma(e, scaled, total)
    denominator = _fma(second_n, scale, two)
    numerator = _fma(raised, second_n, minus_zero)
    quotient = _fma(numerator / denominator, scale, minus_zero)
    quotient_subnormal = np.abs(quotient) < smallest_normal
    quotient_zero = quotient * zero
    quotient_flushed = np.where(quotient_subnormal, quotient_zero, quotient)
    # at_most: The value, but at most x for x > 0 and at most -0 otherwise: x for nan and values too large.
    bound = np.where(x_flushed < minus_zero, minus_zero, x_flushed)
    result = np.where(quotient_flushed < bound, quotient_flushed, bound)
    return result


def mish(x):
    """mish of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"mish takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

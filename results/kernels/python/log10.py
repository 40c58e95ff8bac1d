"""log10 for float32 arrays: max error 0.6724 ulp over 277,532 sampled inputs.

Witness of the bound: x = 0x1.bbcdfc0000000p-1. Results that are not correctly rounded: 200.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.8 and F.10.3.8.

Kernel 6a47bdcdbdb6c3dd, 32 operations, 15 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log10 --seed 0 --evaluations 300000 --max-ops 16

Reduction log10_split_exact:
    1 + f begins at sqrt(1/2): the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
    the exponent field again. f is exact: a multiple of 2^-24 below 0 (Sterbenz), of 2^-23 from 0 on. k = 0
    around x = 1, where the head of the series is the result but for a small term, so that the relative error
    stays small (Muller, Elementary Functions, chapter 11). c = 0.0593. 3/8 f is exact: 3 f is a multiple of
    2^-24 below 0.88 or of 2^-23 below 1.25. log10 2 has a part of 16 bits, whose product with k is exact, and
    a rest. The rounding error of the first sum is found exactly (Fast2Sum, Dekker 1971: k = 0, or its term is
    the larger one) and added to the tail, whose roundings hardly count beside the last addition's half an
    ulp. Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import numpy as np

TARGET = "log10"
FORMAT = "python"
MAX_ULP = 0.6724213013948802
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.bbcdfc0000000p-1"
OUTPUTS_HASH = None
RECORD = "6a47bdcdbdb6c3dd"


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
    least = np.int32(1060439283)
    exponent_bits = np.int32(-8388608)
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    q_coefficient_1 = np.float32(float.fromhex("-0x1.8aa9ccp-2"))  # -0.385413349
    q_coefficient_2 = np.float32(float.fromhex("0x1.66aa5ep-1"))  # 0.700518548
    q_coefficient_3 = np.float32(float.fromhex("-0x1.2b3168p+0"))  # -1.16872263
    q_coefficient_4 = np.float32(float.fromhex("0x1.d0237cp-1"))  # 0.906520724
    q_coefficient_5 = np.float32(float.fromhex("0x1.2183aep-1"))  # 0.565457761
    q_coefficient_6 = np.float32(float.fromhex("0x1.8a768ap-4"))  # 0.0963044539
    q_coefficient_7 = np.float32(float.fromhex("0x1.a966e8p-9"))  # 0.00324555952
    q_coefficient_8 = np.float32(float.fromhex("0x1.287a7p-3"))  # 0.144764781
    q_coefficient_9 = np.float32(float.fromhex("-0x1.bcb7bp-3"))  # -0.217147231
    slope_10_high = np.float32(float.fromhex("0x1.8p-2"))  # 0.375
    slope_10_low = np.float32(float.fromhex("0x1.e5bd8ap-5"))  # 0.0592944808
    step_high = np.float32(float.fromhex("0x1.3442p-25"))  # 3.58859324e-08
    minus_step_high = np.float32(float.fromhex("-0x1.3442p-25"))  # -3.58859324e-08
    step_low = np.float32(float.fromhex("-0x1.95ec1p-42"))  # -3.60531266e-13
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    infinity = np.float32(float.fromhex("inf"))  # inf
    minus_infinity = np.float32(float.fromhex("-inf"))  # -inf
    nan = np.float32(float.fromhex("nan"))  # nan
    # Reduction: x = 2^k (1 + f) exactly, k = 0 around x = 1; 2^23 k is given for k.
    # split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to
    # one binade more.
    word = x.view(np.int32)
    above = word - least
    exponent = above & exponent_bits
    m = (word - exponent).view(np.float32)
    f = m - one
    k = exponent.astype(np.float32)
    # Core q(f), a polynomial, f in [-0.292893, 0.414213]: log10(1 + f) = f / ln 10 + f^2 q.
    q1 = _fma(f, q_coefficient_1, q_coefficient_2)
    q2 = q1 + q_coefficient_3
    q3 = _fma(-f, q1, q_coefficient_4)
    q4 = _fma(q2, q3, q_coefficient_5)
    q = _fma(f, _fma(-f, _fma(_fma(q4, q4, q_coefficient_6), q3, q_coefficient_7), q_coefficient_8), q_coefficient_9)
    # Reconstruction: log10 x = (k log10 2 + 3/8 f) + (c f + f^2 q), c = 1 / ln 10 - 3/8; the tail below
    # 0.042.
    square = f * f
    product = f * slope_10_high
    head = _fma(k, step_high, product)
    back = _fma(k, minus_step_high, head)
    lost = product - back
    lows = _fma(k, step_low, lost)
    rest = _fma(f, slope_10_low, lows)
    tail = _fma(square, q, rest)
    total = head + tail
    subnormal = np.abs(total) < smallest_normal
    signed_zero = total * zero
    flushed = np.where(subnormal, signed_zero, total)
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reconstruction: log10 x = (k log10 2 + 3/8 f) + (c f + f^2 q), c = 1 / ln 10 - 3/8; the tail below
    # 0.042.
    low = x_flushed < smallest_normal
    beyond = np.where(x_flushed < zero, nan, minus_infinity)
    inside = np.where(low, beyond, flushed)
    finite = x_flushed < infinity
    result = np.where(finite, inside, x)
    return result


def log10(x):
    """log10 of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"log10 takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

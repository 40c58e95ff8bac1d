"""log2 for float32 arrays: max error 0.6610 ulp over 277,532 sampled inputs.

Witness of the bound: x = 0x1.75a6460000000p-1. Results that are not correctly rounded: 166.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.10 and F.10.3.10.

Kernel cdf2261261f10944, 31 operations, 12 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log2 --seed 0 --evaluations 300000 --max-ops 16

Reduction log2_split_cubic:
    1 + f begins at 2/3: the bits of x less those of 2/3 hold k above bit 23, and k is taken from the exponent
    field again. f is exact: a multiple of 2^-24 below 0 (Sterbenz), of 2^-23 from 0 on. k = 0 around x = 1,
    where the head of the series is the result but for a small term, so that the relative error stays small
    (Muller, Elementary Functions, chapter 11). c = -0.0573. 1.5 f is exact: 3 f is a multiple of 2^-24 below
    1. The rounding error of the first sum is found exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the
    larger one) and added to the tail, whose roundings hardly count beside the last addition's half an ulp.
    The core's term is below 0.03, so that its roundings hardly count; d f is rounded, d f^2 within its fma is
    not again. Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import numpy as np

TARGET = "log2"
FORMAT = "python"
MAX_ULP = 0.6610014556285889
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.75a6460000000p-1"
OUTPUTS_HASH = None
RECORD = "cdf2261261f10944"


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
    least = np.int32(1059760811)
    exponent_bits = np.int32(-8388608)
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    q_coefficient_1 = np.float32(float.fromhex("0x1.4c3efcp-2"))  # 0.324459016
    q_coefficient_2 = np.float32(float.fromhex("0x1.01f88ep+0"))  # 1.00769889
    q_coefficient_3 = np.float32(float.fromhex("0x1.9f9242p+0"))  # 1.62332547
    q_coefficient_4 = np.float32(float.fromhex("-0x1.0235bep-4"))  # -0.0630395338
    q_coefficient_5 = np.float32(float.fromhex("0x1.7439ccp-3"))  # 0.181750864
    q_coefficient_6 = np.float32(float.fromhex("0x1.fa0f74p-4"))  # 0.123549893
    q_coefficient_7 = np.float32(float.fromhex("0x1.e2c178p-3"))  # 0.235720575
    three_halves = np.float32(float.fromhex("0x1.8p+0"))  # 1.5
    slope_2_low = np.float32(float.fromhex("-0x1.d57136p-5"))  # -0.0573049597
    unit = np.float32(float.fromhex("0x1p-23"))  # 1.1920929e-07
    minus_unit = np.float32(float.fromhex("-0x1p-23"))  # -1.1920929e-07
    bend = np.float32(float.fromhex("-0x1.715476p-1"))  # -0.721347511
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
    # Core q(f), a polynomial, f in [-0.333333, 0.333333]: log2(1 + f) = (f - f^2 / 2) / ln 2 + f^3 q.
    q1 = f * f
    q2 = q1 + q_coefficient_1
    q = _fma(_fma(_fma(q2, q2, q_coefficient_2), q2, q_coefficient_3), _fma(-f, _fma(f, q_coefficient_4, q_coefficient_5), q_coefficient_6), q_coefficient_7)
    # Reconstruction: log2 x = (k + 1.5 f) + (c f - d f^2 + f^3 q), c = 1 / ln 2 - 1.5, d = 1 / (2 ln 2); f^3
    # q below 0.03.
    cube = q1 * f
    product = f * three_halves
    head = _fma(k, unit, product)
    back = _fma(k, minus_unit, head)
    lost = product - back
    lows = _fma(f, slope_2_low, lost)
    rest = _fma(cube, q, lows)
    tail = _fma(f, f * bend, rest)
    total = head + tail
    subnormal = np.abs(total) < smallest_normal
    signed_zero = total * zero
    flushed = np.where(subnormal, signed_zero, total)
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reconstruction: log2 x = (k + 1.5 f) + (c f - d f^2 + f^3 q), c = 1 / ln 2 - 1.5, d = 1 / (2 ln 2); f^3
    # q below 0.03.
    low = x_flushed < smallest_normal
    beyond = np.where(x_flushed < zero, nan, minus_infinity)
    inside = np.where(low, beyond, flushed)
    finite = x_flushed < infinity
    result = np.where(finite, inside, x)
    return result


def log2(x):
    """log2 of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"log2 takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

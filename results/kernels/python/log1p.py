"""log1p for float32 arrays: max error 0.7532 ulp over 277,556 sampled inputs.

Witness of the bound: x = 0x1.eae3f20000000p-2. Results that are not correctly rounded: 263.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.9 and F.10.3.9.

Kernel b8b2b10e91a3e6b7, 40 operations, 16 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log1p --seed 0 --evaluations 200000 --max-ops 16

Reduction log1p_split_exact:
    k is from the bits of the rounded sum and f from x itself: f = 2^-k x + (2^-k - 1), in which 2^-k is 2^(2
    - k) / 4 so that k = 128 stays in the normal range. f = x for k = 0. It is exact for others up to |x| =
    2^24, as k = 1 begins at x = 1/2 and k = -1 ends at x = -1/4: 2^-k x is a multiple of 2^-25 for x in [1/2,
    1), where f is in [-1/4, 0), and of 2^-24 elsewhere, with |f| < 1/2. Beyond, its error is below 2^-25,
    with results above 16. ln 2 has a part of 16 bits, whose product with k is exact, and a rest. The rounding
    error of the first sum is found exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
    added to the tail, whose roundings hardly count beside the last addition's half an ulp. Below 2^-30 the
    result is x, within 2^-31 of itself, and so are inf, nan and zeros; -1 gives -inf, and an x below it nan.
"""

import numpy as np

TARGET = "log1p"
FORMAT = "python"
MAX_ULP = 0.7532274524285265
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.eae3f20000000p-2"
OUTPUTS_HASH = None
RECORD = "b8b2b10e91a3e6b7"


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
    three_quarters = np.int32(1061158912)
    width = np.int32(23)
    word_of_four = np.int32(1082130432)
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    minus_one = np.float32(float.fromhex("-0x1p+0"))  # -1
    quarter = np.float32(float.fromhex("0x1p-2"))  # 0.25
    q_coefficient_1 = np.float32(float.fromhex("-0x1.e3af7cp-3"))  # -0.236174554
    q_coefficient_2 = np.float32(float.fromhex("0x1.e72fc4p-2"))  # 0.475768149
    q_coefficient_3 = np.float32(float.fromhex("0x1.6c6cccp-6"))  # 0.0222427361
    q_coefficient_4 = np.float32(float.fromhex("-0x1.90b7d2p-1"))  # -0.782652438
    q_coefficient_5 = np.float32(float.fromhex("0x1.d2726ep-4"))  # 0.11387866
    q_coefficient_6 = np.float32(float.fromhex("-0x1.a55f58p-6"))  # -0.0257185325
    q_coefficient_7 = np.float32(float.fromhex("-0x1.9df89ep-1"))  # -0.808537424
    q_coefficient_8 = np.float32(float.fromhex("-0x1.4005cap-2"))  # -0.312522084
    minus_half = np.float32(float.fromhex("-0x1p-1"))  # -0.5
    ln2_high = np.float32(float.fromhex("0x1.62e4p-1"))  # 0.693145752
    ln2_low = np.float32(float.fromhex("0x1.7f7d1cp-20"))  # 1.42860677e-06
    magnitude_bits = np.int32(2147483647)
    tiny = np.int32(-1333788672)
    span = np.int32(-822083584)
    last = np.float32(float.fromhex("-0x1.fffffep-1"))  # -0.99999994
    minus_infinity = np.float32(float.fromhex("-inf"))  # -inf
    nan = np.float32(float.fromhex("nan"))  # nan
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: 1 + x = 2^k (1 + f), 1 + f in [3/4, 3/2), f = 2^-k x + (2^-k - 1) from x itself: exact up to
    # 2^24, to 2^-25 beyond.
    above = ((x_flushed + one).view(np.int32)) - three_quarters
    exponent = np.right_shift(above, width)
    scale = (word_of_four - np.left_shift(exponent, width)).view(np.float32)
    second_quarter = x_flushed * quarter
    offset = _fma(scale, quarter, minus_one)
    f = _fma(second_quarter, scale, offset)
    k = exponent.astype(np.float32)
    # Core q(f), a polynomial, f in [-0.25, 0.5]: log(1 + f) = f + f^2 q.
    q1 = _fma(f, q_coefficient_1, q_coefficient_2)
    q2 = _fma(q1, q1, q_coefficient_3)
    q3 = _fma(f, _fma(-q2, _fma(f, q2, q_coefficient_4), q_coefficient_5), q_coefficient_6)
    q = _fma(-f, _fma(-_fma(-q3, q3, q_coefficient_7), q3, q_coefficient_8), minus_half)
    # Reconstruction: log(1 + x) = (k ln 2 + f) + f^2 q, q = (log(1 + f) - f) / f^2.
    square = f * f
    product = k * ln2_high
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    head = product + f
    back = head - product
    lost = f - back
    rest = _fma(k, ln2_low, lost)
    tail = _fma(square, q, rest)
    total = head + tail
    subnormal = np.abs(total) < smallest_normal
    signed_zero = total * zero
    flushed = np.where(subnormal, signed_zero, total)
    magnitude = x.view(np.int32) & magnitude_bits
    ordinary = (magnitude - tiny) < span
    inside = np.where(ordinary, flushed, x)
    outside = x_flushed < minus_one
    beyond = np.where(outside, nan, minus_infinity)
    low = x_flushed < last
    result = np.where(low, beyond, inside)
    return result


def log1p(x):
    """log1p of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"log1p takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

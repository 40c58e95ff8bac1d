"""log for float32 arrays: max error 0.5802 ulp over 277,532 sampled inputs.

Witness of the bound: x = 0x1.607cd40000000p-1. Results that are not correctly rounded: 115.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.7 and F.10.3.7.

Kernel a3ae0c6bff6076d3, 34 operations, 14 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log --seed 0 --evaluations 300000 --max-ops 16

Reduction log_split_cubic:
    1 + f begins at 0x1.64p-1: the bits of x less those of 0x1.64p-1 hold k above bit 23, and k is taken from
    the exponent field again. f is exact: a multiple of 2^-24 below 0 (Sterbenz), of 2^-23 from 0 on. k = 0
    around x = 1, where the head of the series is the result but for a small term, so that the relative error
    stays small (Muller, Elementary Functions, chapter 11). ln 2 has a part of 16 bits, whose product with k
    is exact, and a rest. The rounding error of the first sum is found exactly (Fast2Sum, Dekker 1971: k = 0,
    or its term is the larger one) and added to the tail, whose roundings hardly count beside the last
    addition's half an ulp. The core's term is below 0.02, so that its roundings hardly count, and f^2 / 2 is
    exact within its fma: the one other rounding, that of a tail below 0.066, is 1/8 ulp of results from
    0.3296 on. Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import numpy as np

TARGET = "log"
FORMAT = "python"
MAX_ULP = 0.580221544005999
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.607cd40000000p-1"
OUTPUTS_HASH = None
RECORD = "a3ae0c6bff6076d3"


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
    least = np.int32(1060241408)
    width = np.int32(23)
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    q_coefficient_1 = np.float32(float.fromhex("-0x1.5ba948p-3"))  # -0.169756472
    q_coefficient_2 = np.float32(float.fromhex("0x1.189c34p-2"))  # 0.274033368
    q_coefficient_3 = np.float32(float.fromhex("0x1.27f16ap-2"))  # 0.289006859
    q_coefficient_4 = np.float32(float.fromhex("0x1.170a9cp-1"))  # 0.545002818
    q_coefficient_5 = np.float32(float.fromhex("-0x1.d8c2fcp-4"))  # -0.115420327
    q_coefficient_6 = np.float32(float.fromhex("0x1.839fcep-1"))  # 0.757078588
    q_coefficient_7 = np.float32(float.fromhex("-0x1.871bf8p-4"))  # -0.0954856575
    q_coefficient_8 = np.float32(float.fromhex("0x1.34a094p-2"))  # 0.301393807
    ln2_high = np.float32(float.fromhex("0x1.62e4p-1"))  # 0.693145752
    ln2_low = np.float32(float.fromhex("0x1.7f7d1cp-20"))  # 1.42860677e-06
    minus_half = np.float32(float.fromhex("-0x1p-1"))  # -0.5
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    infinity = np.float32(float.fromhex("inf"))  # inf
    minus_infinity = np.float32(float.fromhex("-inf"))  # -inf
    nan = np.float32(float.fromhex("nan"))  # nan
    # Reduction: x = 2^k (1 + f) exactly, k = 0 around x = 1.
    # split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to
    # one binade more.
    word = x.view(np.int32)
    above = word - least
    exponent = np.right_shift(above, width)
    field = np.left_shift(exponent, width)
    m = (word - field).view(np.float32)
    f = m - one
    k = exponent.astype(np.float32)
    # Core q(f), a polynomial, f in [-0.304688, 0.390625]: log(1 + f) = (f - f^2 / 2) + f^3 q.
    q1 = _fma(-f, _fma(f, q_coefficient_1, q_coefficient_2), q_coefficient_3)
    q2 = _fma(q1, _fma(-f, q1, q_coefficient_4), q_coefficient_5)
    q = _fma(_fma(q2, q2, q_coefficient_6), _fma(f, q_coefficient_7, q2), q_coefficient_8)
    # Reconstruction: log x = (k ln 2 + f) + (f^3 q - f^2 / 2), q = (log(1 + f) - f + f^2 / 2) / f^3; f^3 q
    # below 0.02.
    square = f * f
    cube = square * f
    product = k * ln2_high
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    head = product + f
    back = head - product
    lost = f - back
    lows = _fma(k, ln2_low, lost)
    rest = _fma(cube, q, lows)
    tail = _fma(f, f * minus_half, rest)
    total = head + tail
    subnormal = np.abs(total) < smallest_normal
    signed_zero = total * zero
    flushed = np.where(subnormal, signed_zero, total)
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reconstruction: log x = (k ln 2 + f) + (f^3 q - f^2 / 2), q = (log(1 + f) - f + f^2 / 2) / f^3; f^3 q
    # below 0.02.
    low = x_flushed < smallest_normal
    beyond = np.where(x_flushed < zero, nan, minus_infinity)
    inside = np.where(low, beyond, flushed)
    finite = x_flushed < infinity
    result = np.where(finite, inside, x)
    return result


def log(x):
    """log of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"log takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

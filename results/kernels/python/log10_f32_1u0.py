"""log10 for float32 arrays: max error 0.8412 ulp over 277,532 sampled inputs.

Witness of the bound: x = 0x1.7c795a0000000p-2. Results that are not correctly rounded: 916.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.8 and F.10.3.8.

Kernel 600c0fadd9a0480a, 27 operations, 14 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log10 --seed 0 --evaluations 300000 --max-ops 16

Reduction log10_split_short:
    1 + f begins at sqrt(1/2): the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
    the exponent field again. f is exact: a multiple of 2^-24 below 0 (Sterbenz), of 2^-23 from 0 on. k = 0
    around x = 1, where the head of the series is the result but for a small term, so that the relative error
    stays small (Muller, Elementary Functions, chapter 11). c = 0.0593, log10 2 in two parts. The outer
    bracket is below 0.1506 and rounded to 2^-27 at worst; beside k = 1 or -1, where the result is as small as
    0.1505, that is half an ulp more. Inputs below 2^-126 give -inf, or nan if negative; inf and nan give
    themselves.
"""

import numpy as np

TARGET = "log10"
FORMAT = "python"
MAX_ULP = 0.8411666474561115
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.7c795a0000000p-2"
OUTPUTS_HASH = None
RECORD = "600c0fadd9a0480a"


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
    q_coefficient_1 = np.float32(float.fromhex("0x1.78f814p-6"))  # 0.0230083652
    q_coefficient_2 = np.float32(float.fromhex("-0x1.2ae08ep-5"))  # -0.0364840291
    q_coefficient_3 = np.float32(float.fromhex("0x1.91c3dp-2"))  # 0.392348528
    q_coefficient_4 = np.float32(float.fromhex("0x1.5d564cp+0"))  # 1.36459804
    q_coefficient_5 = np.float32(float.fromhex("-0x1.584bfcp+1"))  # -2.68981886
    q_coefficient_6 = np.float32(float.fromhex("0x1.b6853ep-8"))  # 0.00669129146
    q_coefficient_7 = np.float32(float.fromhex("0x1.2c262p-4"))  # 0.0732785463
    q_coefficient_8 = np.float32(float.fromhex("-0x1.7e4f82p-3"))  # -0.186675087
    slope_10_high = np.float32(float.fromhex("0x1.8p-2"))  # 0.375
    slope_10_low = np.float32(float.fromhex("0x1.e5bd8ap-5"))  # 0.0592944808
    step_nearest_high = np.float32(float.fromhex("0x1.344136p-25"))  # 3.58855736e-08
    step_nearest_low = np.float32(float.fromhex("-0x1.ec10cp-50"))  # -1.70719491e-15
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
    q2 = f * f
    q3 = q2 + q_coefficient_3
    q4 = _fma(-_fma(q3, q3, q_coefficient_4), q3, q_coefficient_5)
    q = _fma(_fma(q1, q4, q_coefficient_6), _fma(q4, q_coefficient_7, f), q_coefficient_8)
    # Reconstruction: log10 x = k log10 2 + (3/8 f + (c f + f^2 q)), c = 1 / ln 10 - 3/8, q = (log10(1 + f) -
    # f / ln 10) / f^2.
    product = f * slope_10_low
    tail = _fma(q2, q, product)
    log_mantissa = _fma(f, slope_10_high, tail)
    with_low = _fma(k, step_nearest_low, log_mantissa)
    total = _fma(k, step_nearest_high, with_low)
    subnormal = np.abs(total) < smallest_normal
    signed_zero = total * zero
    flushed = np.where(subnormal, signed_zero, total)
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reconstruction: log10 x = k log10 2 + (3/8 f + (c f + f^2 q)), c = 1 / ln 10 - 3/8, q = (log10(1 + f) -
    # f / ln 10) / f^2.
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

"""log for float32 arrays: max error 844.0968 ulp over 277,532 sampled inputs.

Witness of the bound: x = 0x1.2211f40000000p+0. Results that are not correctly rounded: 95,167.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.7 and F.10.3.7.

Kernel 0e17a316b16feb64, 22 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log --seed 0 --evaluations 300000 --max-ops 16

Reduction log_split_short:
    1 + f begins at sqrt(1/2): the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
    the exponent field again. f is exact: a multiple of 2^-24 below 0 (Sterbenz), of 2^-23 from 0 on. k = 0
    around x = 1, where the head of the series is the result but for a small term, so that the relative error
    stays small (Muller, Elementary Functions, chapter 11). ln 2 is in two parts. The bracket is below 0.3466
    and rounded to 2^-26 at worst; beside k = 1 or -1, where the result is as small as 0.3466, that is half an
    ulp more. Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import numpy as np

TARGET = "log"
FORMAT = "python"
MAX_ULP = 844.096804197615
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.2211f40000000p+0"
OUTPUTS_HASH = None
RECORD = "0e17a316b16feb64"


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
    width = np.int32(23)
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    q_coefficient_1 = np.float32(float.fromhex("-0x1.72f3c4p-3"))  # -0.181129009
    q_coefficient_2 = np.float32(float.fromhex("0x1.1439c8p-2"))  # 0.269751668
    q_coefficient_3 = np.float32(float.fromhex("0x1.d9dfa4p+0"))  # 1.85106874
    q_coefficient_4 = np.float32(float.fromhex("-0x1.ddecdep-13"))  # -0.000227892524
    ln2_nearest_high = np.float32(float.fromhex("0x1.62e43p-1"))  # 0.693147182
    ln2_nearest_low = np.float32(float.fromhex("-0x1.05c61p-29"))  # -1.90465421e-09
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
    # Core q(f), a polynomial, f in [-0.292893, 0.414213]: log(1 + f) = f + f^2 q.
    q1 = _fma(f, q_coefficient_1, q_coefficient_2)
    q2 = f * f
    q = _fma(-q1, q2 + q_coefficient_3, q_coefficient_4)
    # Reconstruction: log x = k ln 2 + (f + f^2 q), q = (log(1 + f) - f) / f^2.
    log_mantissa = _fma(q2, q, f)
    with_low = _fma(k, ln2_nearest_low, log_mantissa)
    total = _fma(k, ln2_nearest_high, with_low)
    subnormal = np.abs(total) < smallest_normal
    signed_zero = total * zero
    flushed = np.where(subnormal, signed_zero, total)
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reconstruction: log x = k ln 2 + (f + f^2 q), q = (log(1 + f) - f) / f^2.
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

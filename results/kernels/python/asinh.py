"""asinh for float32 arrays: max error 0.7140 ulp over 277,563 sampled inputs.

Witness of the bound: x = -0x1.28599e0000000p+0. Results that are not correctly rounded: 1,081.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.37; C17 7.12.5.2 and F.10.2.2.

Kernel d3ad9c98757972c5, 62 operations, 24 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search asinh --seed 0 --evaluations 160000 --max-ops 16

Reduction asinh_two_pieces:
    Below 3/4 a z p(z) is below 0.08 of a. Above, asinh a = log(a + sqrt(a^2 + 1)): an eighth of both is
    added, so that nothing overflows, as w and its rounding error (Fast2Sum, the root is the larger one;
    beyond 2^60, where a^2 would overflow later on, a stands for it, which is exact). A term `rest` beside w
    is rest / w in the logarithm, the division to 5.1 % through the bits of w. The result is 0.69 and more.
    The root's own error is (1 + (a - root) (a + root)) / (2 root), all of it known by two fma. k ln 2 comes
    in two parts, so that only the roundings of the last two additions remain. Infinity and nan give
    themselves; the sign is that of x.
"""

import numpy as np

TARGET = "asinh"
FORMAT = "python"
MAX_ULP = 0.713993458757277
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.28599e0000000p+0"
OUTPUTS_HASH = None
RECORD = "d3ad9c98757972c5"


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
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    three_quarters = np.float32(float.fromhex("0x1.8p-1"))  # 0.75
    two_to_60 = np.float32(float.fromhex("0x1p+60"))  # 1.1529215e+18
    half = np.float32(float.fromhex("0x1p-1"))  # 0.5
    eighth = np.float32(float.fromhex("0x1p-3"))  # 0.125
    even = np.int32(2129858560)
    second_eighth = np.int32(1035273459)
    width = np.int32(23)
    eight = np.float32(float.fromhex("0x1p+3"))  # 8
    minus_one = np.float32(float.fromhex("-0x1p+0"))  # -1
    p_coefficient_1 = np.float32(float.fromhex("-0x1.2d6a7ep-6"))  # -0.0183969717
    p_coefficient_2 = np.float32(float.fromhex("0x1.70d73ep-4"))  # 0.0900490209
    p_coefficient_3 = np.float32(float.fromhex("0x1.cebc66p-3"))  # 0.225945279
    p_coefficient_4 = np.float32(float.fromhex("0x1.85e1f4p-4"))  # 0.0951861888
    p_coefficient_5 = np.float32(float.fromhex("0x1.38023ep-2"))  # 0.304696053
    p_coefficient_6 = np.float32(float.fromhex("-0x1.182b22p-3"))  # -0.136801019
    q_coefficient_1 = np.float32(float.fromhex("-0x1.9a00bp-3"))  # -0.200196624
    q_coefficient_2 = np.float32(float.fromhex("0x1.d73188p-2"))  # 0.460149884
    q_coefficient_3 = np.float32(float.fromhex("0x1.41f5c8p-3"))  # 0.157207072
    q_coefficient_4 = np.float32(float.fromhex("-0x1.5039f8p-3"))  # -0.164173067
    q_coefficient_5 = np.float32(float.fromhex("0x1.8db304p-3"))  # 0.194189101
    q_coefficient_6 = np.float32(float.fromhex("0x1.471312p-1"))  # 0.63881737
    q_coefficient_7 = np.float32(float.fromhex("0x1.6f315p-1"))  # 0.7171731
    q_coefficient_8 = np.float32(float.fromhex("-0x1.715914p-2"))  # -0.360691369
    ln2_nearest_high = np.float32(float.fromhex("0x1.62e43p-1"))  # 0.693147182
    ln2_nearest_low = np.float32(float.fromhex("-0x1.05c61p-29"))  # -1.90465421e-09
    infinity = np.float32(float.fromhex("inf"))  # inf
    sign_bit = np.int32(-2147483648)
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    # Reduction: a = |x|; z = a^2 up to 3/4; (a + sqrt(a^2 + 1)) / 8 = w + rest, the root's own error known:
    # 2^k (1 + f) e^shift / 8.
    # Beyond 2^60 a stands for the root.
    a = np.abs(x)
    a_subnormal = np.abs(a) < smallest_normal
    a_zero = a * zero
    a_flushed = np.where(a_subnormal, a_zero, a)
    inner = np.where(three_quarters < a_flushed, three_quarters, a_flushed)
    z = inner * inner
    bounded = np.where(two_to_60 < a_flushed, two_to_60, a_flushed)
    root = np.sqrt(_fma(bounded, bounded, one))
    longer = np.where(root < a_flushed, a_flushed, root)
    more = longer * eighth
    less = a_flushed * eighth
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    w = more + less
    back = w - more
    lost = less - back
    shorter = a_flushed - longer
    residual_high = _fma(shorter, w, eighth)
    residual = _fma(shorter, lost, residual_high)
    root_lost = residual * ((even - root.view(np.int32)).view(np.float32))
    rest = _fma(root_lost, half, lost)
    word = w.view(np.int32)
    # split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to
    # one binade more.
    above = word - second_eighth
    exponent = np.right_shift(above, width)
    field = np.left_shift(exponent, width)
    m = (word - field).view(np.float32)
    f = _fma(m, eight, minus_one)
    k = exponent.astype(np.float32)
    shift = rest * ((even - word).view(np.float32))
    # Core p(z), a polynomial, z in [0, 0.5625]: asinh a = a + a z p, z = a^2.
    p1 = _fma(-z, _fma(-z, _fma(z, p_coefficient_1, p_coefficient_2), p_coefficient_3), p_coefficient_4)
    p = _fma(-_fma(p1, p1, p_coefficient_5), p1, p_coefficient_6)
    # Next argument: asinh a = a + a z p below 3/4, p = (asinh a / a - 1) / a^2.
    series = _fma(a_flushed, z * p, a_flushed)
    series_subnormal = np.abs(series) < smallest_normal
    series_zero = series * zero
    series_flushed = np.where(series_subnormal, series_zero, series)
    # Core q(f), a polynomial, f in [-0.292893, 0.414213]: log(1 + f) = f + f^2 q.
    q1 = _fma(f, q_coefficient_1, q_coefficient_2)
    q2 = _fma(f, _fma(q1, q1, q_coefficient_3), q_coefficient_4)
    q3 = _fma(f, q2, q_coefficient_5)
    q = _fma(_fma(_fma(q3, q3, q_coefficient_6), q3, q_coefficient_7), q2, q_coefficient_8)
    # Reconstruction: asinh a = k ln 2 + (f + (f^2 q + k ln2_low + shift)) from 3/4 on, q = (log(1 + f) - f) /
    # f^2.
    square = f * f
    lows = _fma(k, ln2_nearest_low, shift)
    log_mantissa = f + _fma(square, q, lows)
    large = _fma(k, ln2_nearest_high, log_mantissa)
    large_subnormal = np.abs(large) < smallest_normal
    large_zero = large * zero
    large_flushed = np.where(large_subnormal, large_zero, large)
    beside = a_flushed < three_quarters
    inside = np.where(beside, series_flushed, large_flushed)
    finite = a_flushed < infinity
    magnitude = np.where(finite, inside, a)
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = x.view(np.int32) & sign_bit
    result = (magnitude.view(np.int32) | sign).view(np.float32)
    return result


def asinh(x):
    """asinh of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"asinh takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""atan for float32 arrays: max error 0.6394 ulp over 277,515 sampled inputs.

Witness of the bound: x = 0x1.f9a90e0000000p-2. Results that are not correctly rounded: 82.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.

Kernel a724b148d8c92aba, 43 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atan --seed 0 --evaluations 400000 --max-ops 16

Reduction atan_eighth_turns:
    a = |x| is bounded by 2^40, beyond which the result is pi / 2 rounded. a - 1 is exact (Sterbenz); a + 1 is
    rounded, and `over_lost` is its rounding error: below 2, a is in no higher binade than 1, and 2 + 1 is
    exact. The residue of the quotient, under - t over, is exact in one fma; both are added, divided by a + 1
    to 5.1 % through its bits. The rounding error of the sum of n pi / 4, in two parts, and t is found exactly
    (Fast2Sum, Dekker 1971), so that the last addition's is the one rounding of size. The sign of x is put
    back at the end.
"""

import numpy as np

TARGET = "atan"
FORMAT = "python"
MAX_ULP = 0.6394169686897081
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.f9a90e0000000p-2"
OUTPUTS_HASH = None
RECORD = "a724b148d8c92aba"


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
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    half = np.float32(float.fromhex("0x1p-1"))  # 0.5
    two = np.float32(float.fromhex("0x1p+1"))  # 2
    two_to_40 = np.float32(float.fromhex("0x1p+40"))  # 1.09951163e+12
    rough = np.int32(2129859015)
    eighth_turn_high = np.float32(float.fromhex("0x1.921fb6p-1"))  # 0.785398185
    eighth_turn_low = np.float32(float.fromhex("-0x1.777a5cp-26"))  # -2.18556941e-08
    p_coefficient_1 = np.float32(float.fromhex("-0x1.3c06f8p-4"))  # -0.0771550834
    p_coefficient_2 = np.float32(float.fromhex("0x1.382dacp-4"))  # 0.0762154311
    p_coefficient_3 = np.float32(float.fromhex("0x1.0b13a6p-2"))  # 0.26081714
    p_coefficient_4 = np.float32(float.fromhex("-0x1.1838d8p-2"))  # -0.273654342
    p_coefficient_5 = np.float32(float.fromhex("0x1.003946p-3"))  # 0.12510924
    p_coefficient_6 = np.float32(float.fromhex("-0x1.555552p-2"))  # -0.333333284
    sign_bit = np.int32(-2147483648)
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    # Reduction: atan |x| = n pi/4 + atan t: n = 0, t = a up to 1/2; n = 1, t = (a - 1) / (a + 1) up to 2; n =
    # 2, t = -1 / a beyond.
    # a = |x| up to 2^40, z = t^2 below 1/4. base + low = n pi/4 and the residue of the quotient, which is
    # divided by `over` to 5.1 %.
    size = np.abs(x)
    subnormal = np.abs(size) < smallest_normal
    signed_zero = size * zero
    flushed = np.where(subnormal, signed_zero, size)
    a = np.where(two_to_40 < flushed, two_to_40, flushed)
    beyond = half < a
    beyond_two = two < a
    larger_part = np.where(beyond, a, zero)
    unit = np.where(beyond_two, zero, one)
    over = larger_part + unit
    # lost_by: b - (total - a): rounding error of the sum of a and b, exactly where a is 0 or b in no higher
    # binade (Fast2Sum, Dekker 1971).
    back = over - unit
    over_lost = larger_part - back
    first = np.where(beyond_two, zero, a)
    second = np.where(beyond, one, zero)
    under = first - second
    t = under / over
    z = t * t
    minus = -t
    residual = _fma(minus, over, under)
    rest = _fma(minus, over_lost, residual)
    # rough_reciprocal: 1 / x to 5.1 % for x > 0: its word from that of 1, mirrored. A turn less by 2^23 k
    # gives 2^-k / x.
    inverse = (rough - over.view(np.int32)).view(np.float32)
    eighths = (second - unit) + one
    base = eighths * eighth_turn_high
    lost = rest * inverse
    low = _fma(eighths, eighth_turn_low, lost)
    # Core p(z), a polynomial, z in [0, 0.25]: atan t = t + t z p, z = t^2.
    p1 = _fma(z, _fma(-z, _fma(z, p_coefficient_1, p_coefficient_2), p_coefficient_3), p_coefficient_4)
    p = _fma(z, _fma(p1, p1, p_coefficient_5), p_coefficient_6)
    # Reconstruction: atan |x| = base + low + t (1 + z p), p = (atan t / t - 1) / t^2, t z p below 0.037; the
    # sign is that of x.
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    high = base + t
    second_back = high - base
    second_lost = t - second_back
    lows = low + second_lost
    tail = _fma(t, z * p, lows)
    total = high + tail
    second_subnormal = np.abs(total) < smallest_normal
    second_signed_zero = total * zero
    second_flushed = np.where(second_subnormal, second_signed_zero, total)
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = x.view(np.int32) & sign_bit
    result = (second_flushed.view(np.int32) | sign).view(np.float32)
    return result


def atan(x):
    """atan of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"atan takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

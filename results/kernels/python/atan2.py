"""atan2(y, x) for float32 arrays: max error 0.9200 ulp over 67,108,864 sampled pairs.

Worst of the sample: y, x = -0x1.8d26600000000p+20, 0x1.9598560000000p+20. Not correctly rounded: 1,408,348.
The bound is a sample's: 2^64 pairs have no sweep. Seed 0: 50 % even angles; 18.75 % every binade of the
quotient; 12.5 % quotients down to 2^-30 and up to 2^30; 6.25 % within 64 ulp of the diagonals; 6.25 % the
ends of the range, subnormals among them; 6.25 % any bit patterns.
Special values (84 pairs of zeros, infinities, nan and ends of the range): all are exact. Subnormal numbers
count as zeros, results below 2**-126 are flushed to zero.
Measured against float64, the worst by mpmath, on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl
avx512dq), numpy, numpy 2.5.5.
Definition: C17 7.12.4.4 and F.10.1.4.

Composed: the core of atan's kernel a08700767550ad94, 16 real operations, found by search. Given: the quotient
with its remainder, the octants' reconstruction, the special values, the signs.
Kernel d63e3a4b0e4c57c1, 63 operations.
The core again: run.py search atan --seed 0 --evaluations 400000 --max-ops 16
The sample again: run.py verify FILE

t = min(|x|, |y|) / max(|x|, |y|), z = t^2, atan t = t + t z p(z); the angle is atan t, pi / 2 - atan t where |y| > |x|, and for
x < 0 (or -0) pi minus it: base + atan t or base - atan t, base one of 0, pi / 2 and pi. Signs are bits: that of t is x's, turned
where |y| > |x|; that of the result is y's.
Both arguments are scaled by one power of 2^64, so that the larger one is in [1, 2^64): nothing overflows, the smaller one is
flushed to zero only where t is, and zero over zero becomes zero over one, inf over inf one over one.
The rounding of the quotient is corrected: r = min - t max is exact in one fma, atan(t + r / max) = atan t + r / (max + t min) up to
r^2; the inverse of that divisor is taken from its bits alone, 5.1 % off: little above 1/20 ulp at most.
pi and pi / 2 are in two parts, and the rounding error of their sum with t is found exactly (Fast2Sum, Dekker 1971), so
that besides the last addition only the second term's roundings count, as in the kernel of atan.
"""

import numpy as np

TARGET = "atan2"
FORMAT = "python"
MAX_ULP = 0.919964413615121
EXHAUSTIVE = False
PAIRS = 67108864
SEED = 0
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether subnormal arguments may count as zeros, as the kernel takes them
WITNESS = "-0x1.8d26600000000p+20, 0x1.9598560000000p+20"
OUTPUTS_HASH = None
RECORD = "d63e3a4b0e4c57c1"
CORE = "a08700767550ad94"  # the record of atan whose core it is


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


def _kernel(y, x):
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    beyond = np.float32(float.fromhex("0x1p+64"))  # 1.84467441e+19
    exponents = np.int32(1610612736)
    most = np.int32(2130706432)
    rough = np.int32(2129859015)
    p_coefficient_1 = np.float32(float.fromhex("0x1.b45ecap-2"))  # 0.426142842
    p_coefficient_2 = np.float32(float.fromhex("-0x1.4a946p-2"))  # -0.322831631
    p_coefficient_3 = np.float32(float.fromhex("0x1.a23da6p-4"))  # 0.102109574
    p_coefficient_4 = np.float32(float.fromhex("0x1.003d12p-2"))  # 0.250232965
    p_coefficient_5 = np.float32(float.fromhex("0x1.7a3b68p-3"))  # 0.184683621
    p_coefficient_6 = np.float32(float.fromhex("0x1.b111eep-5"))  # 0.0528649949
    p_coefficient_7 = np.float32(float.fromhex("0x1.6c2edcp-3"))  # 0.177823752
    p_coefficient_8 = np.float32(float.fromhex("-0x1.fda6a4p-1"))  # -0.995411992
    p_coefficient_9 = np.float32(float.fromhex("-0x1.b397bp-3"))  # -0.212691665
    sign_bit = np.int32(-2147483648)
    integer_0 = np.int32(0)
    pi_parts_high = np.float32(float.fromhex("0x1.921fb6p+1"))  # 3.14159274
    pi_parts_low = np.float32(float.fromhex("-0x1.777a5cp-24"))  # -8.74227766e-08
    half_pi_high = np.float32(float.fromhex("0x1.921fb6p+0"))  # 1.57079637
    half_pi_low = np.float32(float.fromhex("-0x1.777a5cp-25"))  # -4.37113883e-08
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    # Reduction: t = min(|x|, |y|) / max(|x|, |y|), z = t^2, low the residue of t; both are scaled by a power
    # of 2^64 so that the larger is in [1, 2^64).
    a = np.abs(y)
    b = np.abs(x)
    b_subnormal = np.abs(b) < smallest_normal
    b_zero = b * zero
    b_flushed = np.where(b_subnormal, b_zero, b)
    a_subnormal = np.abs(a) < smallest_normal
    a_zero = a * zero
    a_flushed = np.where(a_subnormal, a_zero, a)
    steep = b_flushed < a_flushed
    lesser = np.where(steep, b, a)
    greater = np.where(steep, a, b)
    sixty_fours = greater.view(np.int32) & exponents
    scale = (most - sixty_fours).view(np.float32)
    lesser_subnormal = np.abs(lesser) < smallest_normal
    lesser_zero = lesser * zero
    lesser_flushed = np.where(lesser_subnormal, lesser_zero, lesser)
    above = lesser_flushed * scale
    greater_subnormal = np.abs(greater) < smallest_normal
    greater_zero = greater * zero
    greater_flushed = np.where(greater_subnormal, greater_zero, greater)
    scaled = greater_flushed * scale
    below = np.where(scaled < one, one, scaled)
    infinite = beyond < above
    even = np.where(one < below, one, below)
    upper = np.where(infinite, one, above)
    lower = np.where(infinite, even, below)
    t = upper / lower
    z = _fma(t, t, zero)
    missing = _fma(-t, lower, upper)
    divisor = _fma(upper, t, lower)
    rest = missing * ((rough - divisor.view(np.int32)).view(np.float32))
    some = zero < t
    low = np.where(some, rest, zero)
    # Core p(z), a polynomial, as in atan.
    p1 = _fma(z, p_coefficient_1, p_coefficient_2)
    p2 = _fma(p1, p1, p_coefficient_3)
    p = _fma(_fma(_fma(p2, _fma(p2, p2, p_coefficient_4), p_coefficient_5), _fma(z, p_coefficient_6, p2), p_coefficient_7), _fma(p2, p_coefficient_8, p1), p_coefficient_9)
    # Reconstruction: The angle, base + low + head (1 + z p): head is t, turned where |y| > |x| and where x <
    # 0, base 0, pi / 2 or pi; the sign is y's.
    x_word = x.view(np.int32)
    left = x_word < integer_0
    x_sign = x_word & sign_bit
    turned = np.where(steep, sign_bit, integer_0)
    flip = x_sign ^ turned
    # flip_sign: -y where the word `sign` is the sign bit, y where it is 0: exact.
    head = (t.view(np.int32) ^ flip).view(np.float32)
    second_rest = (low.view(np.int32) ^ flip).view(np.float32)
    left_base = np.where(left, pi_parts_high, zero)
    far_low = np.where(left, pi_parts_low, zero)
    base = np.where(steep, half_pi_high, left_base)
    base_low = np.where(steep, half_pi_low, far_low)
    total = base_low + second_rest
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    high = base + head
    back = high - base
    lost = head - back
    lows = total + lost
    tail = _fma(head, z * p, lows)
    angle = high + tail
    angle_subnormal = np.abs(angle) < smallest_normal
    angle_zero = angle * zero
    angle_flushed = np.where(angle_subnormal, angle_zero, angle)
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = y.view(np.int32) & sign_bit
    result = (angle_flushed.view(np.int32) | sign).view(np.float32)
    return result


def atan2(y, x):
    """atan2(y, x) of float32 arrays (or Python numbers), as float32 of the shape that they broadcast to.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    y, x = (np.asarray(v, dtype=np.float32) if isinstance(v, (int, float)) else np.asarray(v) for v in (y, x))
    for given in (y, x):
        if given.dtype != np.float32:
            raise TypeError(f"atan2 takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(*np.broadcast_arrays(y, x)), dtype=np.float32)

"""digamma for float32 arrays: max error 1.8985 ulp over 277,566 sampled inputs.

Witness of the bound: x = -0x1.867c620000000p+0. Results that are not correctly rounded: 2,410.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: gamma'(x) / gamma(x); DLMF 5.2 and 5.7.6; scipy.special.digamma.

Kernel 8650855279781635, 82 operations, 57 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search digamma --seed 0 --evaluations 200000 --max-ops 16

Reduction digamma_reflected:
    P(a) = digamma(1 + a): digamma(x) = P(a) - 1/a for x > 0, and for x < 0 by reflection (DLMF 5.5.4) P(a) +
    pi cot(pi a) = P(a) + 1/d + d b, d = a - rint(a), which is exact. The logarithm, from 1 on (DLMF 5.11.2),
    is in two parts. The pole v, 1/d or -1/a, and its quotient's remainder are two numbers as well, and the
    head of the logarithm plus v is one with its rounding error (Knuth's TwoSum): beside the zeros between the
    poles they cancel from a size of up to 16 to one of 1 or less, in whose ulp, that of 1, errors count. What
    is left is of size 2: three roundings and that of b, 2^-24 each. At a negative integer d is 0, and
    infinity times 0 gives nan; below 2^-126 -1/x is the result, infinite at zeros with the sign of -1/x;
    infinity gives itself.
"""

import numpy as np

TARGET = "digamma"
FORMAT = "python"
MAX_ULP = 1.8984919643528368
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.867c620000000p+0"
OUTPUTS_HASH = None
RECORD = "8650855279781635"


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
    root_half = np.int32(1060439283)
    exponent_bits = np.int32(-8388608)
    width = np.int32(23)
    c_coefficient_1 = np.float32(float.fromhex("-0x1.49c102p-2"))  # -0.322025329
    c_coefficient_2 = np.float32(float.fromhex("0x1.a0b5dcp-2"))  # 0.406943738
    c_coefficient_3 = np.float32(float.fromhex("0x1.b3135cp-4"))  # 0.106219634
    c_coefficient_4 = np.float32(float.fromhex("-0x1.d7fd48p-2"))  # -0.460927129
    c_coefficient_5 = np.float32(float.fromhex("-0x1.37e448p-2"))  # -0.304581761
    c_coefficient_6 = np.float32(float.fromhex("0x1.3c8822p-2"))  # 0.309113055
    c_coefficient_7 = np.float32(float.fromhex("0x1.8c7ac2p-3"))  # 0.193593517
    c_coefficient_8 = np.float32(float.fromhex("-0x1.fffff6p-2"))  # -0.499999851
    q_coefficient_1 = np.float32(float.fromhex("0x1.a9eedep+0"))  # 1.66380107
    q_coefficient_2 = np.float32(float.fromhex("0x1.239214p+1"))  # 2.27789545
    q_coefficient_3 = np.float32(float.fromhex("-0x1.0c7b9ep+1"))  # -2.0975225
    q_coefficient_4 = np.float32(float.fromhex("-0x1.b25d2cp-8"))  # -0.00662786793
    q_coefficient_5 = np.float32(float.fromhex("0x1.207244p+10"))  # 1153.7854
    q_coefficient_6 = np.float32(float.fromhex("-0x1.a147bep+7"))  # -208.640121
    q_coefficient_7 = np.float32(float.fromhex("0x1.a01b6ep+6"))  # 104.026787
    q_coefficient_8 = np.float32(float.fromhex("0x1.de9e64p-1"))  # 0.934802175
    q_coefficient_9 = np.float32(float.fromhex("0x1.2aed04p-5"))  # 0.036489971
    r_coefficient_1 = np.float32(float.fromhex("-0x1.24f344p-4"))  # -0.0715210587
    r_coefficient_2 = np.float32(float.fromhex("0x1.97e874p-3"))  # 0.199173838
    r_coefficient_3 = np.float32(float.fromhex("0x1.efdf76p-6"))  # 0.0302656796
    r_coefficient_4 = np.float32(float.fromhex("0x1.5c8a3ap-9"))  # 0.00265914877
    r_coefficient_5 = np.float32(float.fromhex("-0x1.19955ep-7"))  # -0.00859324541
    r_coefficient_6 = np.float32(float.fromhex("0x1.eb592p-15"))  # 5.85732632e-05
    r_coefficient_7 = np.float32(float.fromhex("0x1.554f3cp-4"))  # 0.0833275169
    r_coefficient_8 = np.float32(float.fromhex("0x1.fffff2p-2"))  # 0.499999791
    b_coefficient_1 = np.float32(float.fromhex("-0x1.7dcafcp+0"))  # -1.49137855
    b_coefficient_2 = np.float32(float.fromhex("0x1.213cbap-2"))  # 0.282458216
    b_coefficient_3 = np.float32(float.fromhex("0x1.2d6456p+0"))  # 1.17731225
    b_coefficient_4 = np.float32(float.fromhex("0x1.2a4dcap+0"))  # 1.16524947
    b_coefficient_5 = np.float32(float.fromhex("0x1.62b3b6p+0"))  # 1.38555467
    b_coefficient_6 = np.float32(float.fromhex("-0x1.14930ep+1"))  # -2.16073775
    b_coefficient_7 = np.float32(float.fromhex("-0x1.e5130ap+1"))  # -3.78964353
    ln2_high = np.float32(float.fromhex("0x1.62e4p-1"))  # 0.693145752
    minus_ln2_high = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    ln2_low = np.float32(float.fromhex("0x1.7f7d1cp-20"))  # 1.42860677e-06
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    largest = np.float32(float.fromhex("0x1.fffffep+127"))  # 3.40282347e+38
    # Reduction: a = |x| = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2), d = a - rint(a), s = d^2, z = a - 1/2, u
    # = 1 / a.
    # 1 / pole is 1/d for x < 0 and -1/x for x > 0; beside 0 both are -1/x. a, f and d are exact.
    a = np.abs(x)
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: a = |x| = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2), d = a - rint(a), s = d^2, z = a - 1/2, u
    # = 1 / a.
    # 1 / pole is 1/d for x < 0 and -1/x for x > 0; beside 0 both are -1/x. a, f and d are exact.
    negative = x_flushed < zero
    nearest = np.rint(a)
    a_subnormal = np.abs(a) < smallest_normal
    a_zero = a * zero
    a_flushed = np.where(a_subnormal, a_zero, a)
    d = a_flushed - nearest
    s = d * d
    opposite = -x
    pole = np.where(negative, d, opposite)
    # split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to
    # one binade more.
    word = a.view(np.int32)
    above = word - root_half
    exponent = np.right_shift(above, width)
    field = above & exponent_bits
    m = (word - field).view(np.float32)
    f = m - one
    k = exponent.astype(np.float32)
    z = a_flushed - half
    u = one / a_flushed
    # Core c(f), a polynomial, f in [-0.292894, 0.414215]: log(1 + f) = f + f^2 c.
    c1 = _fma(f, _fma(-f, _fma(f, c_coefficient_1, c_coefficient_2), c_coefficient_3), c_coefficient_4)
    c2 = _fma(_fma(-c1, c1, f), c_coefficient_5, c_coefficient_6)
    c = _fma(f, _fma(c2, c2, c_coefficient_7), c_coefficient_8)
    # Core q(z), z in [-0.5, 0.5]: digamma(1 + a) = q, z = a - 1/2.
    q1 = z / (z + q_coefficient_1)
    q2 = q1 + q_coefficient_2
    q3 = _fma(q2, q2, q_coefficient_3)
    q4 = q1 * q_coefficient_4
    q5 = q3 * q4
    q = _fma(z, _fma(_fma(q5, _fma(q5, q_coefficient_5, q_coefficient_6), z) + q_coefficient_7, q4, q_coefficient_8), q_coefficient_9)
    # Core r(u), a polynomial, u in [0, 1]: digamma(1 + a) - log a = r, about u / 2 - u^2 / 12, u = 1 / a.
    r1 = _fma(u, r_coefficient_1, r_coefficient_2)
    r2 = _fma(u, _fma(r1, r1, r_coefficient_3), r_coefficient_4)
    r3 = _fma(-u, _fma(u, _fma(u, _fma(r2, r2, r_coefficient_5), r_coefficient_6), r_coefficient_7), r_coefficient_8)
    r = u * r3
    # Core b(s), a polynomial, s in [0, 0.25]: pi d cot(pi d) = 1 + s b, s = d^2.
    b1 = _fma(s, b_coefficient_1, b_coefficient_2)
    b2 = s * _fma(s, s, b_coefficient_3)
    b = _fma(-b1, _fma(b1, _fma(b2, b2 + b_coefficient_4, b_coefficient_5), b_coefficient_6), b_coefficient_7)
    # Reconstruction: digamma x = P(a) + 1/pole (+ d b for x < 0), P(a) = digamma(1 + a) = q below 1, log a +
    # r beyond; large terms in two parts.
    first = _fma(k, ln2_high, f)
    back = _fma(k, minus_ln2_high, first)
    lost = f - back
    lost_and_tail = _fma(f * f, c, lost)
    second = _fma(k, ln2_low, lost_and_tail)
    below_one = a_flushed < one
    beyond = second + r
    head = np.where(below_one, zero, first)
    rest = np.where(below_one, q, beyond)
    # Reduction: a = |x| = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2), d = a - rint(a), s = d^2, z = a - 1/2, u
    # = 1 / a.
    # 1 / pole is 1/d for x < 0 and -1/x for x > 0; beside 0 both are -1/x. a, f and d are exact.
    pole_subnormal = np.abs(pole) < smallest_normal
    pole_zero = pole * zero
    pole_flushed = np.where(pole_subnormal, pole_zero, pole)
    # Reconstruction: digamma x = P(a) + 1/pole (+ d b for x < 0), P(a) = digamma(1 + a) = q below 1, log a +
    # r beyond; large terms in two parts.
    v = one / pole_flushed
    v_subnormal = np.abs(v) < smallest_normal
    v_zero = v * zero
    v_flushed = np.where(v_subnormal, v_zero, v)
    residual = _fma(-v_flushed, pole_flushed, one)
    # two_sum: (total, lost): a + b rounded and its rounding error, exactly (Knuth).
    total = head + v_flushed
    part_b = total - head
    part_a = total - part_b
    lost_b = v_flushed - part_b
    lost_a = head - part_a
    second_lost = lost_b + lost_a
    bend = np.where(negative, d, zero)
    bent = _fma(bend, b, rest)
    sharp = _fma(v_flushed, residual, bent)
    value = total + (sharp + second_lost)
    value_subnormal = np.abs(value) < smallest_normal
    value_zero = value * zero
    value_flushed = np.where(value_subnormal, value_zero, value)
    tiny = a_flushed < smallest_normal
    inner = np.where(tiny, v_flushed, value_flushed)
    huge = largest < x_flushed
    result = np.where(huge, x, inner)
    return result


def digamma(x):
    """digamma of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"digamma takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""lgamma for float32 arrays: max error 3.7376 ulp over 277,685 sampled inputs.

Witness of the bound: x = -0x1.6000020000000p+3. Results that are not correctly rounded: 14,964.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.

Kernel d427fc3b4da83102, 108 operations, 48 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search lgamma --seed 0 --evaluations 240000 --max-ops 16

Reduction lgamma_reflected:
    x > 0: z = a + 1 with h = -1 below 3/2, else z = a with h = 0 below 5/2, and log gamma(z) = (z - 1)(z - 2)
    q vanishes exactly where it must. From 5/2 on Stirling's formula (DLMF 5.11.1), in which nothing cancels.
    x < 0: reflection (DLMF 5.5.3), log |gamma(x)| = -log |d| + s b(s) - log gamma(1 + a); log gamma(1 + a) is
    the same with h + 1 for h, and log(2 pi)/2 + 1/2. Beside the poles down to -12 two numbers of size 2 to 15
    cancel to one of size 1 or less, in whose ulp, that of 1, errors count: so both logarithms are two numbers
    each, the product h log a is one with its rounding error (h is there twice, in different words, because a
    compiler would take the two products for one; `dropped` is the rounding error of h), the large parts are
    subtracted first, exactly where they cancel, and the constant, a multiple of 2^-20, is added exactly to
    their difference. d is exact; at a pole it is 0 and the result infinite. From 0x1.895f1ap+121 on, one
    float32 before log gamma itself overflows, the result is infinite, where the error counts as 1.6 ulp.
"""

import numpy as np

TARGET = "lgamma"
FORMAT = "python"
MAX_ULP = 3.7375948165797936
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.6000020000000p+3"
OUTPUTS_HASH = None
RECORD = "d427fc3b4da83102"


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
    root_half = np.int32(1060439283)
    exponent_bits = np.int32(-8388608)
    width = np.int32(23)
    c_coefficient_1 = np.float32(float.fromhex("0x1.446b7ep-4"))  # 0.079204075
    c_coefficient_2 = np.float32(float.fromhex("-0x1.1fa11ep-4"))  # -0.0702220127
    c_coefficient_3 = np.float32(float.fromhex("0x1.a1d202p-1"))  # 0.816055357
    c_coefficient_4 = np.float32(float.fromhex("0x1.0fc1a4p+2"))  # 4.24619389
    c_coefficient_5 = np.float32(float.fromhex("-0x1.55b69cp-4"))  # -0.083426103
    c_coefficient_6 = np.float32(float.fromhex("-0x1.441b54p-2"))  # -0.316510499
    e_coefficient_1 = np.float32(float.fromhex("-0x1.43823p-4"))  # -0.0789815784
    e_coefficient_2 = np.float32(float.fromhex("0x1.1d3c5ep-4"))  # 0.0696376488
    e_coefficient_3 = np.float32(float.fromhex("-0x1.958bep-1"))  # -0.792082787
    e_coefficient_4 = np.float32(float.fromhex("0x1.e0dc36p+1"))  # 3.7567203
    e_coefficient_5 = np.float32(float.fromhex("0x1.c7eadcp-5"))  # 0.0556539819
    e_coefficient_6 = np.float32(float.fromhex("0x1.9fddc4p-3"))  # 0.203059703
    e_coefficient_7 = np.float32(float.fromhex("-0x1.000016p-1"))  # -0.500000656
    three_halves = np.float32(float.fromhex("0x1.8p+0"))  # 1.5
    three_quarters = np.float32(float.fromhex("0x1.8p-1"))  # 0.75
    upper_centre = np.float32(float.fromhex("0x1.cp+0"))  # 1.75
    q_coefficient_1 = np.float32(float.fromhex("0x1.b2be2ap-11"))  # 0.000829206139
    q_coefficient_2 = np.float32(float.fromhex("-0x1.693a76p-10"))  # -0.00137797685
    q_coefficient_3 = np.float32(float.fromhex("0x1.0e47f8p+0"))  # 1.05578566
    q_coefficient_4 = np.float32(float.fromhex("0x1.d5ef1ep+3"))  # 14.6854391
    q_coefficient_5 = np.float32(float.fromhex("-0x1.64f934p+7"))  # -178.486725
    q_coefficient_6 = np.float32(float.fromhex("0x1.9a701ep-4"))  # 0.10020458
    q_coefficient_7 = np.float32(float.fromhex("0x1.416826p-2"))  # 0.313873857
    r_coefficient_1 = np.float32(float.fromhex("0x1.a25ba8p-7"))  # 0.0127672739
    r_coefficient_2 = np.float32(float.fromhex("-0x1.a15b9p-4"))  # -0.101893961
    r_coefficient_3 = np.float32(float.fromhex("0x1.a2bf2cp-2"))  # 0.408932388
    r_coefficient_4 = np.float32(float.fromhex("-0x1.567a2ap-3"))  # -0.167225197
    b_coefficient_1 = np.float32(float.fromhex("-0x1.29f8a8p-2"))  # -0.290987611
    b_coefficient_2 = np.float32(float.fromhex("-0x1.18f88ep-1"))  # -0.548771322
    b_coefficient_3 = np.float32(float.fromhex("-0x1.fa264cp-5"))  # -0.0617858395
    b_coefficient_4 = np.float32(float.fromhex("-0x1.f2d6c4p-1"))  # -0.974294782
    b_coefficient_5 = np.float32(float.fromhex("0x1.95a23p+0"))  # 1.58450603
    minus_one = np.float32(float.fromhex("-0x1p+0"))  # -1
    half = np.float32(float.fromhex("0x1p-1"))  # 0.5
    ln2_high = np.float32(float.fromhex("0x1.62e4p-1"))  # 0.693145752
    minus_ln2_high = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    ln2_low = np.float32(float.fromhex("0x1.7f7d1cp-20"))  # 1.42860677e-06
    five_halves = np.float32(float.fromhex("0x1.4p+1"))  # 2.5
    minus_three_sixteenths = np.float32(float.fromhex("-0x1.8p-3"))  # -0.1875
    stirling = np.float32(float.fromhex("0x1.acfe4p-2"))  # 0.418938637
    infinity = np.float32(float.fromhex("inf"))  # inf
    huge = np.float32(float.fromhex("0x1.895f1ap+121"))  # 4.08500311e+36
    large = np.float32(float.fromhex("0x1p+127"))  # 1.70141183e+38
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    # Reduction: a = |x|, d = a - rint(a), t = |d|, s = d^2; a = 2^k (1 + f) and t = 2^j (1 + g), sqrt(1/2) <=
    # 1 + f, 1 + g < sqrt(2).
    # All but s is exact.
    a = np.abs(x)
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: a = |x|, d = a - rint(a), t = |d|, s = d^2; a = 2^k (1 + f) and t = 2^j (1 + g), sqrt(1/2) <=
    # 1 + f, 1 + g < sqrt(2).
    # All but s is exact.
    negative = x_flushed < zero
    nearest = np.rint(a)
    a_subnormal = np.abs(a) < smallest_normal
    a_zero = a * zero
    a_flushed = np.where(a_subnormal, a_zero, a)
    d = a_flushed - nearest
    t = np.abs(d)
    s = d * d
    # split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to
    # one binade more.
    word = a.view(np.int32)
    above = word - root_half
    exponent = np.right_shift(above, width)
    field = above & exponent_bits
    f = ((word - field).view(np.float32)) - one
    k = exponent.astype(np.float32)
    second_word = t.view(np.int32)  # split_mantissa
    second_above = second_word - root_half
    second_exponent = np.right_shift(second_above, width)
    second_field = second_above & exponent_bits
    mantissa = (second_word - second_field).view(np.float32)
    g = mantissa - one
    j = second_exponent.astype(np.float32)
    # Core c(f), a polynomial, f in [-0.292894, 0.414215]: log(1 + f) = f + f^2 c.
    c1 = _fma(f, c_coefficient_1, c_coefficient_2)
    c2 = f * f
    c3 = c2 + c_coefficient_3
    c4 = _fma(c1, _fma(c3, c3, c_coefficient_4), c_coefficient_5)
    c = _fma(-c4, c4, c_coefficient_6)
    # Core e(g), a polynomial, g in [-0.292894, 0.414215]: log(1 + g) = g + g^2 e.
    e1 = _fma(g, e_coefficient_1, e_coefficient_2)
    e2 = g * g
    e3 = e_coefficient_3 - e2
    e4 = _fma(e1, _fma(e3, e3, e_coefficient_4), e_coefficient_5)
    e = _fma(g, _fma(e4, e4, e_coefficient_6), e_coefficient_7)
    # Next argument: z = a + 1 below 3/2, else a, less 7/4, the middle of [1, 5/2]: exact but for a < 1/4,
    # where 2^-25 is little beside the result.
    close = a_flushed < three_halves
    centre = np.where(close, three_quarters, upper_centre)
    z = a_flushed - centre
    # Core q(z), a polynomial, z in [-0.75, 0.75]: log gamma(z + 7/4) = (z + 3/4)(z - 1/4) q.
    q1 = _fma(z, q_coefficient_1, q_coefficient_2)
    q2 = _fma(z, z, q_coefficient_3)
    q3 = _fma(q1, _fma(-_fma(q2, q2, q_coefficient_4), q2, q_coefficient_5), q_coefficient_6)
    q = _fma(q3, q3, q_coefficient_7)
    # Next argument: u = 1 / a.
    u = one / a_flushed
    # Core r(u), a polynomial, u in [0, 0.4]: log gamma(a) = (a - 1/2)(log a - 1) + log(2 pi)/2 - 1/2 + r, u =
    # 1 / a, r about u / 12 - u^3 / 360.
    r1 = _fma(-u, _fma(u, r_coefficient_1, r_coefficient_2), r_coefficient_3)
    r = _fma(r1, r1, r_coefficient_4)
    # Core b(s), a polynomial, s in [0, 0.25]: log(pi d / sin(pi d)) = s b, s = d^2.
    b1 = _fma(s, _fma(s, b_coefficient_1, b_coefficient_2), b_coefficient_3)
    b = _fma(b1, _fma(-b1, b1, b_coefficient_4), b_coefficient_5)
    # Reconstruction: x > 0: h log a + m; x < 0: s b - log |d| - ((h + 1) log a + m); every large term in two
    # parts.
    # Below 5/2 h is 0 or -1 and m = (z + 3/4)(z - 1/4) q = log gamma(z + 7/4); from there on h = a - 1/2, m =
    # r + log(2 pi)/2 - 1/2, log a less 1.
    first = _fma(k, ln2_high, f)
    back = _fma(k, minus_ln2_high, first)
    lost = f - back
    lost_and_tail = _fma(c2, c, lost)
    second = _fma(k, ln2_low, lost_and_tail)
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    high = first + second
    second_back = high - first
    low = second - second_back
    deep = _fma(j, ln2_high, g)
    third_back = _fma(j, minus_ln2_high, deep)
    second_lost = g - third_back
    second_lost_and_tail = _fma(e2, e, second_lost)
    rest = _fma(j, ln2_low, second_lost_and_tail)
    below_edge = a_flushed < five_halves
    reflected = np.where(negative, one, zero)
    opposite = np.where(negative, minus_one, zero)
    step = np.where(close, minus_one, zero)
    beyond = a_flushed - half
    factor = np.where(below_edge, step, beyond)
    h = factor + reflected
    taken = h - reflected
    dropped = factor - taken
    same_h = factor - opposite
    high_less = high - one
    log_a = np.where(below_edge, high, high_less)
    product = h * log_a
    # product_error: a b - product, exactly where it is 2^-149 or more; the product is a b rounded.
    product_low = _fma(same_h, log_a, -product)
    parabola = _fma(z, z + half, minus_three_sixteenths)
    core = parabola * q
    m = np.where(below_edge, core, r)
    low_and_product = _fma(h, low, product_low)
    lows = _fma(dropped, log_a, low_and_product)
    tail = lows + m
    base = reflected + stirling
    offset = np.where(below_edge, zero, base)
    raised = offset + tail
    right = product + raised
    right_subnormal = np.abs(right) < smallest_normal
    right_zero = right * zero
    right_flushed = np.where(right_subnormal, right_zero, right)
    second_large = (product + deep) + offset
    minus = -(tail + rest)
    bent = _fma(s, b, minus)
    left = bent - second_large
    left_subnormal = np.abs(left) < smallest_normal
    left_zero = left * zero
    left_flushed = np.where(left_subnormal, left_zero, left)
    value = np.where(negative, left_flushed, right_flushed)
    distance = np.where(negative, t, a)
    distance_subnormal = np.abs(distance) < smallest_normal
    distance_zero = distance * zero
    distance_flushed = np.where(distance_subnormal, distance_zero, distance)
    regular = zero < distance_flushed
    opened = np.where(regular, value, infinity)
    over = a_flushed * large
    over_subnormal = np.abs(over) < smallest_normal
    over_zero = over * zero
    over_flushed = np.where(over_subnormal, over_zero, over)
    finite = a_flushed < huge
    result = np.where(finite, opened, over_flushed)
    return result


def lgamma(x):
    """lgamma of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"lgamma takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

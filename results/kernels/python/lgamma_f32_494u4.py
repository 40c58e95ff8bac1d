"""lgamma for float32 arrays: max error 493.5456 ulp over 277,685 sampled inputs.

Witness of the bound: x = 0x1.7ffffa0000000p+0. Results that are not correctly rounded: 82,268.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.

Kernel f7e8ae4847e80ec5, 74 operations, 28 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search lgamma --seed 0 --evaluations 240000 --max-ops 16

Reduction lgamma_reflected_short:
    As lgamma_reflected, with the same cores. Every logarithm is one number, and every sum is rounded: beside
    the poles two numbers of size 2 to 15 cancel, and leave an error of some 2^-20.
"""

import numpy as np

TARGET = "lgamma"
FORMAT = "python"
MAX_ULP = 493.54564566037715
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.7ffffa0000000p+0"
OUTPUTS_HASH = None
RECORD = "f7e8ae4847e80ec5"


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
    c_coefficient_1 = np.float32(float.fromhex("-0x1.610db6p-3"))  # -0.172389433
    c_coefficient_2 = np.float32(float.fromhex("0x1.b4e0c6p-3"))  # 0.213319346
    c_coefficient_3 = np.float32(float.fromhex("0x1.26722p-1"))  # 0.575089455
    c_coefficient_4 = np.float32(float.fromhex("0x1.9a62cp+0"))  # 1.60306931
    c_coefficient_5 = np.float32(float.fromhex("-0x1.66e1eap-4"))  # -0.0876177922
    e_coefficient_1 = np.float32(float.fromhex("-0x1.5f77dcp-3"))  # -0.171615332
    e_coefficient_2 = np.float32(float.fromhex("0x1.b2a07cp-3"))  # 0.212220162
    e_coefficient_3 = np.float32(float.fromhex("0x1.28562cp-1"))  # 0.578782439
    e_coefficient_4 = np.float32(float.fromhex("0x1.9b7f02p+0"))  # 1.60740674
    e_coefficient_5 = np.float32(float.fromhex("-0x1.6815bcp-4"))  # -0.0879113525
    three_halves = np.float32(float.fromhex("0x1.8p+0"))  # 1.5
    three_quarters = np.float32(float.fromhex("0x1.8p-1"))  # 0.75
    upper_centre = np.float32(float.fromhex("0x1.cp+0"))  # 1.75
    q_coefficient_1 = np.float32(float.fromhex("0x1.256404p-6"))  # 0.0179071464
    q_coefficient_2 = np.float32(float.fromhex("-0x1.8e294cp-5"))  # -0.0486036763
    q_coefficient_3 = np.float32(float.fromhex("-0x1.ad6aa2p+2"))  # -6.70963335
    q_coefficient_4 = np.float32(float.fromhex("0x1.fabb78p-4"))  # 0.12371394
    r_coefficient_1 = np.float32(float.fromhex("0x1.538ep-4"))  # 0.0828990936
    r_coefficient_2 = np.float32(float.fromhex("0x1.26521cp-15"))  # 3.50857663e-05
    b_coefficient_1 = np.float32(float.fromhex("0x1.01bd14p-1"))  # 0.503395677
    b_coefficient_2 = np.float32(float.fromhex("0x1.070ee6p-1"))  # 0.513785541
    b_coefficient_3 = np.float32(float.fromhex("0x1.a57572p+0"))  # 1.64632332
    minus_one = np.float32(float.fromhex("-0x1p+0"))  # -1
    half = np.float32(float.fromhex("0x1p-1"))  # 0.5
    ln2_nearest_high = np.float32(float.fromhex("0x1.62e43p-1"))  # 0.693147182
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
    c = _fma(-c1, _fma(c3, c3, c_coefficient_4), c_coefficient_5)
    # Core e(g), a polynomial, g in [-0.292894, 0.414215]: log(1 + g) = g + g^2 e.
    e1 = _fma(g, e_coefficient_1, e_coefficient_2)
    e2 = g * g
    e3 = e2 + e_coefficient_3
    e = _fma(-e1, _fma(e3, e3, e_coefficient_4), e_coefficient_5)
    # Next argument: z = a + 1 below 3/2, else a, less 7/4, the middle of [1, 5/2]: exact but for a < 1/4,
    # where 2^-25 is little beside the result.
    close = a_flushed < three_halves
    centre = np.where(close, three_quarters, upper_centre)
    z = a_flushed - centre
    # Core q(z), a polynomial, z in [-0.75, 0.75]: log gamma(z + 7/4) = (z + 3/4)(z - 1/4) q.
    q = _fma(_fma(z, q_coefficient_1, q_coefficient_2), _fma(-z, z, q_coefficient_3), q_coefficient_4)
    # Next argument: u = 1 / a.
    u = one / a_flushed
    # Core r(u), a polynomial, u in [0, 0.4]: log gamma(a) = (a - 1/2)(log a - 1) + log(2 pi)/2 - 1/2 + r, u =
    # 1 / a, r about u / 12 - u^3 / 360.
    r = _fma(u, r_coefficient_1, r_coefficient_2)
    # Core b(s), a polynomial, s in [0, 0.25]: log(pi d / sin(pi d)) = s b, s = d^2.
    b = _fma(s, _fma(s, b_coefficient_1, b_coefficient_2), b_coefficient_3)
    # Reconstruction: x > 0: h log a + m; x < 0: s b - log |d| - ((h + 1) log a + m).
    # Below 5/2 h is 0 or -1 and m = (z + 3/4)(z - 1/4) q = log gamma(z + 7/4); from there on h = a - 1/2, m =
    # r + log(2 pi)/2 - 1/2, log a less 1.
    total = _fma(c2, c, f)
    log_a = _fma(k, ln2_nearest_high, total)
    log_mantissa = _fma(e2, e, g)
    log_d = _fma(j, ln2_nearest_high, log_mantissa)
    below_edge = a_flushed < five_halves
    reflected = np.where(negative, one, zero)
    step = np.where(close, minus_one, zero)
    beyond = a_flushed - half
    factor = np.where(below_edge, step, beyond)
    h = factor + reflected
    less = log_a - one
    logarithm = np.where(below_edge, log_a, less)
    parabola = _fma(z, z + half, minus_three_sixteenths)
    core = parabola * q
    base = reflected + stirling
    series = base + r
    m = np.where(below_edge, core, series)
    right = _fma(h, logarithm, m)
    right_subnormal = np.abs(right) < smallest_normal
    right_zero = right * zero
    right_flushed = np.where(right_subnormal, right_zero, right)
    both = right_flushed + log_d
    bent = s * b
    left = bent - both
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

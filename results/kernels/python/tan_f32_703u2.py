"""tan for float32 arrays: max error 701.4884 ulp over 277,515 sampled inputs.

Witness of the bound: x = -0x1.3b5d2c0000000p+91. Results that are not correctly rounded: 276,308.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.14; C17 7.12.4.7 and F.10.1.7.

Kernel 538ebb5369e5ab7f, 82 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search tan --seed 0 --evaluations 400000 --max-ops 16

Reduction tan_quarter_turns_short:
    tan x = tan r, or -1/tan r where n is odd, x = n pi/2 + r. n = x c rounded, c the inverse of a turn; a
    turn is P1 + P2 + P3, all three positive, so that -0 stays -0; x - n P1 is exact, and each further fma
    rounds once. From 2^17 on, below infinity, Payne and Hanek in words as in the rows of quarter turns: x
    2/pi = (f + g) 2^-30 modulo 4, and r is f's fraction, rounded to 24 bits, and g, times K = 2^-30 pi/2. inf
    - inf makes nan of infinities.
"""

import numpy as np

TARGET = "tan"
FORMAT = "python"
MAX_ULP = 701.4883756384783
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.3b5d2c0000000p+91"
OUTPUTS_HASH = None
RECORD = "538ebb5369e5ab7f"


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


def _to_int(a):
    """A rounded float32 as int32; any value where it does not fit."""
    return np.where(np.abs(a) < np.float32(2.0**31), a, np.float32(0)).astype(np.int32)


def _kernel_ordinary(x):
    magic = np.float32(float.fromhex("0x1.8p+23"))  # 12582912
    minus_turn_first = np.float32(float.fromhex("-0x1.921fb4p+0"))  # -1.57079625
    minus_turn_second = np.float32(float.fromhex("-0x1.4442dp-24"))  # -7.54978942e-08
    minus_turn_third = np.float32(float.fromhex("-0x1.84698ap-48"))  # -5.39030295e-15
    per = np.float32(float.fromhex("0x1.45f306p-1"))  # 0.636619747
    integer_0 = np.int32(0)
    integer_31 = np.int32(31)
    p_coefficient_1 = np.float32(float.fromhex("-0x1.d35c3ep-2"))  # -0.456406564
    p_coefficient_2 = np.float32(float.fromhex("-0x1.79fd3ap-3"))  # -0.184565023
    p_coefficient_3 = np.float32(float.fromhex("-0x1.4437b4p-1"))  # -0.633237481
    p_coefficient_4 = np.float32(float.fromhex("0x1.c0ebap-1"))  # 0.876797676
    minus_one = np.float32(float.fromhex("-0x1p+0"))  # -1
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: x = n P + r, P = pi/2, |r| <= P/2 or hardly more; q holds n, s = r^2.
    # Cody and Waite in three parts below 2^17, Payne and Hanek beyond: r is right to few units of 2^-24 of
    # itself and 2^-54.
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = _fma(x_flushed, per, magic)
    n = t - magic
    after_first = _fma(n, minus_turn_first, x_flushed)
    after_second = _fma(n, minus_turn_second, after_first)
    moderate_r = _fma(n, minus_turn_third, after_second)
    moderate_q = t.view(np.int32)
    s = moderate_r * moderate_r
    # Core p(s), a polynomial, s in [0, 0.626953]: tan r = r p, s = r^2.
    p1 = _fma(s, p_coefficient_1, p_coefficient_2)
    p = _fma(p1, _fma(-p1, p1, p_coefficient_3), p_coefficient_4)
    # Reconstruction: tan r = r p, p = tan r / r; -1 over that where q is odd.
    y = moderate_r * p
    y_subnormal = np.abs(y) < smallest_normal
    y_zero = y * zero
    y_flushed = np.where(y_subnormal, y_zero, y)
    cotangent = minus_one / y_flushed
    cotangent_subnormal = np.abs(cotangent) < smallest_normal
    cotangent_zero = cotangent * zero
    cotangent_flushed = np.where(cotangent_subnormal, cotangent_zero, cotangent)
    odd = np.left_shift(moderate_q, integer_31) < integer_0
    result = np.where(odd, cotangent_flushed, y_flushed)
    return result


def _kernel_whole(x):
    magic = np.float32(float.fromhex("0x1.8p+23"))  # 12582912
    minus_turn_first = np.float32(float.fromhex("-0x1.921fb4p+0"))  # -1.57079625
    minus_turn_second = np.float32(float.fromhex("-0x1.4442dp-24"))  # -7.54978942e-08
    minus_turn_third = np.float32(float.fromhex("-0x1.84698ap-48"))  # -5.39030295e-15
    per = np.float32(float.fromhex("0x1.45f306p-1"))  # 0.636619747
    word_a2 = np.int32(162)
    word_f9836e4e = np.int32(-108827058)
    word_441529fc = np.int32(1142237692)
    word_2757d1f5 = np.int32(660066805)
    word_34ddc0db = np.int32(886948059)
    word_6295993c = np.int32(1653971260)
    word_4e441529 = np.int32(1313084713)
    word_fc2757d1 = np.int32(-64530479)
    word_f534ddc0 = np.int32(-181084736)
    word_db629599 = np.int32(-614296167)
    word_3c439041 = np.int32(1011060801)
    integer_0 = np.int32(0)
    integer_1 = np.int32(1)
    integer_2 = np.int32(2)
    integer_3 = np.int32(3)
    integer_4 = np.int32(4)
    integer_8 = np.int32(8)
    width = np.int32(23)
    integer_30 = np.int32(30)
    integer_31 = np.int32(31)
    word_7fffff = np.int32(8388607)
    minus_exponent_bits = np.int32(8388608)
    word_3f000000 = np.int32(1056964608)
    word_31000000 = np.int32(822083584)
    word_20000000 = np.int32(536870912)
    sign_bit = np.int32(-2147483648)
    magnitude_bits = np.int32(2147483647)
    word_487fffff = np.int32(1216348159)
    minus_twice_exponent_bits = np.float32(float.fromhex("0x1p+24"))  # 16777216
    quarter_quarter = np.float32(float.fromhex("0x1p+28"))  # 268435456
    unit = np.float32(float.fromhex("0x1.921fb6p-30"))  # 1.46291812e-09
    p_coefficient_1 = np.float32(float.fromhex("-0x1.d35c3ep-2"))  # -0.456406564
    p_coefficient_2 = np.float32(float.fromhex("-0x1.79fd3ap-3"))  # -0.184565023
    p_coefficient_3 = np.float32(float.fromhex("-0x1.4437b4p-1"))  # -0.633237481
    p_coefficient_4 = np.float32(float.fromhex("0x1.c0ebap-1"))  # 0.876797676
    minus_one = np.float32(float.fromhex("-0x1p+0"))  # -1
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: x = n P + r, P = pi/2, |r| <= P/2 or hardly more; q holds n, s = r^2.
    # Cody and Waite in three parts below 2^17, Payne and Hanek beyond: r is right to few units of 2^-24 of
    # itself and 2^-54.
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = _fma(x_flushed, per, magic)
    n = t - magic
    after_first = _fma(n, minus_turn_first, x_flushed)
    after_second = _fma(n, minus_turn_second, after_first)
    moderate_r = _fma(n, minus_turn_third, after_second)
    moderate_q = t.view(np.int32)
    word = x.view(np.int32)
    shift = ((word.view(np.uint32) >> width.view(np.uint32)).view(np.int32)) & integer_31
    back = shift ^ integer_31
    by_sixty_four = np.left_shift(word, integer_2) < integer_0
    by_thirty_two = np.left_shift(word, integer_3) < integer_0
    head_by_sixty_four_0 = np.where(by_sixty_four, word_441529fc, word_a2)
    head_by_sixty_four_1 = np.where(by_sixty_four, word_2757d1f5, word_f9836e4e)
    head_by_sixty_four_2 = np.where(by_sixty_four, word_34ddc0db, word_441529fc)
    head_by_sixty_four_3 = np.where(by_sixty_four, word_6295993c, word_2757d1f5)
    head_0 = np.where(by_thirty_two, head_by_sixty_four_1, head_by_sixty_four_0)
    head_1 = np.where(by_thirty_two, head_by_sixty_four_2, head_by_sixty_four_1)
    head_2 = np.where(by_thirty_two, head_by_sixty_four_3, head_by_sixty_four_2)
    tail_by_sixty_four_0 = np.where(by_sixty_four, word_f534ddc0, word_4e441529)
    tail_by_sixty_four_1 = np.where(by_sixty_four, word_db629599, word_fc2757d1)
    tail_by_sixty_four_2 = np.where(by_sixty_four, word_3c439041, word_f534ddc0)
    tail_0 = np.where(by_thirty_two, tail_by_sixty_four_1, tail_by_sixty_four_0)
    tail_1 = np.where(by_thirty_two, tail_by_sixty_four_2, tail_by_sixty_four_1)
    head_half_0 = (head_1.view(np.uint32) >> integer_1.view(np.uint32)).view(np.int32)
    head_half_1 = (head_2.view(np.uint32) >> integer_1.view(np.uint32)).view(np.int32)
    tail_half = (tail_1.view(np.uint32) >> integer_1.view(np.uint32)).view(np.int32)
    word_of_quadrant = np.left_shift(head_0, shift) | ((head_half_0.view(np.uint32) >> back.view(np.uint32)).view(np.int32))
    word_of_fraction = np.left_shift(head_1, shift) | ((head_half_1.view(np.uint32) >> back.view(np.uint32)).view(np.int32))
    next_bits = ((word_of_fraction.view(np.uint32) >> integer_8.view(np.uint32)).view(np.int32)).astype(np.float32)
    word_of_rest = np.left_shift(tail_0, shift) | ((tail_half.view(np.uint32) >> back.view(np.uint32)).view(np.int32))
    last_bits = ((word_of_rest.view(np.uint32) >> integer_4.view(np.uint32)).view(np.int32)).astype(np.float32)
    low_bits = word & word_7fffff
    m = low_bits | minus_exponent_bits
    m_high = (low_bits | word_3f000000).view(np.float32)
    m_low = (low_bits | word_31000000).view(np.float32)
    product = m * word_of_quadrant
    shifted = _fma(m_high, next_bits, minus_twice_exponent_bits)
    minus_even = minus_twice_exponent_bits - shifted
    scaled = next_bits * quarter_quarter
    exact = _fma(m_low, scaled, minus_even)
    g = _fma(m_low, last_bits, exact)
    f = product - _to_int(minus_even)
    huge_q = np.right_shift(f + word_20000000, integer_30)
    fraction = np.right_shift(np.left_shift(f, integer_2), integer_2)
    angle = fraction.astype(np.float32) * unit
    total = _fma(g, unit, angle)
    masked = word & sign_bit
    # flip_sign: -y where the word `sign` is the sign bit, y where it is 0: exact.
    huge_r = (total.view(np.int32) ^ masked).view(np.float32)
    cold = word_487fffff < ((word & magnitude_bits) + minus_exponent_bits)
    r = np.where(cold, huge_r, moderate_r)
    q = np.where(cold, huge_q, moderate_q)
    s = r * r
    # Core p(s), a polynomial, s in [0, 0.626953]: tan r = r p, s = r^2.
    p1 = _fma(s, p_coefficient_1, p_coefficient_2)
    p = _fma(p1, _fma(-p1, p1, p_coefficient_3), p_coefficient_4)
    # Reconstruction: tan r = r p, p = tan r / r; -1 over that where q is odd.
    y = r * p
    y_subnormal = np.abs(y) < smallest_normal
    y_zero = y * zero
    y_flushed = np.where(y_subnormal, y_zero, y)
    cotangent = minus_one / y_flushed
    cotangent_subnormal = np.abs(cotangent) < smallest_normal
    cotangent_zero = cotangent * zero
    cotangent_flushed = np.where(cotangent_subnormal, cotangent_zero, cotangent)
    odd = np.left_shift(q, integer_31) < integer_0
    result = np.where(odd, cotangent_flushed, y_flushed)
    return result


def _kernel(x):
    size = np.abs(x)
    cold = (size >= np.float32(float.fromhex("0x1.0000000000000p+17"))) & (size < np.inf)
    return _kernel_whole(x) if cold.any() else _kernel_ordinary(x)


def tan(x):
    """tan of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"tan takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

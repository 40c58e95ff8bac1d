"""cos for float32 arrays: max error 1708.7683 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.8fbfa20000000p+76. Results that are not correctly rounded: 4,277,742,320.
Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.0004b00000000p+0, not
0x1.0000000000000p+0, f(-0x0.0p+0) = 0x1.0004b00000000p+0, not 0x1.0000000000000p+0.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.14; C17 7.12.4.5 and F.10.1.5.

Kernel 195a0090ef828f86, 79 operations, 4 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search cos --seed 0 --evaluations 300000 --max-ops 16

Reduction cos_half_turns:
    cos x = (-1)^m sin r, x = n pi + r, n = m - 1/2, m = x c + 1/2 rounded. n = x c rounded, c the inverse of
    a turn; a turn is P1 + P2 + P3, all three positive, so that -0 stays -0; x - n P1 is exact, and each
    further fma rounds once. From 2^17 on, below infinity, Payne and Hanek in words as in the rows of quarter
    turns: x 2/pi = (f + g) 2^-30 modulo 4, and r is f's fraction, rounded to 24 bits, and g, times K = 2^-30
    pi/2. inf - inf makes nan of infinities.
"""

import functools

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.custom_batching import custom_vmap

TARGET = "cos"
FORMAT = "jax"
MAX_ULP = 1708.7682976573706
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.8fbfa20000000p+76"
OUTPUTS_HASH = "71dc2a9420fba15a3058a9e819a5a9310cde05fac1663a4e98b04e5b15991bff"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "195a0090ef828f86"


def _kernel_ordinary(x):
    integer_31 = np.int32(31)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        magic, half, minus_turn_first, minus_turn_second, minus_turn_third, per, p_coefficient_1,
        p_coefficient_2, p_coefficient_3,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.8p+23")),  # magic: 12582912
        np.float32(float.fromhex("0x1p-1")),  # half: 0.5
        np.float32(float.fromhex("-0x1.921fb4p+1")),  # minus_turn_first: -3.1415925
        np.float32(float.fromhex("-0x1.4442dp-23")),  # minus_turn_second: -1.50995788e-07
        np.float32(float.fromhex("-0x1.84698ap-47")),  # minus_turn_third: -1.07806059e-14
        np.float32(float.fromhex("0x1.45f306p-2")),  # per: 0.318309873
        np.float32(float.fromhex("0x1.f0f206p-8")),  # p_coefficient_1: 0.0075827851
        np.float32(float.fromhex("-0x1.53cf34p-3")),  # p_coefficient_2: -0.165922552
        np.float32(float.fromhex("0x1.fff2aap-1")),  # p_coefficient_3: 0.999898255
    )))
    # Reduction: x = n P + r, P = pi, |r| <= P/2 or hardly more; q holds m = n + 1/2, s = r^2.
    # Cody and Waite in three parts below 2^17, Payne and Hanek beyond: r is right to few units of 2^-24 of
    # itself and 2^-54.
    t = (x * per + half) + magic
    n = (t - magic) - half
    after_first = n * minus_turn_first + x
    after_second = n * minus_turn_second + after_first
    moderate_r = n * minus_turn_third + after_second
    moderate_q = lax.bitcast_convert_type(t, jnp.int32)
    s = moderate_r * moderate_r
    # Core p(s), a polynomial, s in [0, 2.5]: sin r = r p, s = r^2.
    p = s * (s * p_coefficient_1 + p_coefficient_2) + p_coefficient_3
    # Reconstruction: (-1)^q r p, p = sin r / r.
    y = moderate_r * p
    shifted = lax.shift_left(moderate_q, integer_31)
    # flip_sign: -y where the word `sign` is the sign bit, y where it is 0: exact.
    result = lax.bitcast_convert_type(lax.bitcast_convert_type(y, jnp.int32) ^ shifted, jnp.float32)
    return result


def _kernel_whole(x):
    quarter = np.int32(1073741824)
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
    integer_31 = np.int32(31)
    word_7fffff = np.int32(8388607)
    minus_exponent_bits = np.int32(8388608)
    word_3f000000 = np.int32(1056964608)
    word_31000000 = np.int32(822083584)
    magnitude_bits = np.int32(2147483647)
    word_487fffff = np.int32(1216348159)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        magic, half, minus_turn_first, minus_turn_second, minus_turn_third, per, minus_twice_exponent_bits,
        quarter_quarter, unit, p_coefficient_1, p_coefficient_2, p_coefficient_3,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.8p+23")),  # magic: 12582912
        np.float32(float.fromhex("0x1p-1")),  # half: 0.5
        np.float32(float.fromhex("-0x1.921fb4p+1")),  # minus_turn_first: -3.1415925
        np.float32(float.fromhex("-0x1.4442dp-23")),  # minus_turn_second: -1.50995788e-07
        np.float32(float.fromhex("-0x1.84698ap-47")),  # minus_turn_third: -1.07806059e-14
        np.float32(float.fromhex("0x1.45f306p-2")),  # per: 0.318309873
        np.float32(float.fromhex("0x1p+24")),  # minus_twice_exponent_bits: 16777216
        np.float32(float.fromhex("0x1p+28")),  # quarter_quarter: 268435456
        np.float32(float.fromhex("0x1.921fb6p-30")),  # unit: 1.46291812e-09
        np.float32(float.fromhex("0x1.f0f206p-8")),  # p_coefficient_1: 0.0075827851
        np.float32(float.fromhex("-0x1.53cf34p-3")),  # p_coefficient_2: -0.165922552
        np.float32(float.fromhex("0x1.fff2aap-1")),  # p_coefficient_3: 0.999898255
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: x = n P + r, P = pi, |r| <= P/2 or hardly more; q holds m = n + 1/2, s = r^2.
    # Cody and Waite in three parts below 2^17, Payne and Hanek beyond: r is right to few units of 2^-24 of
    # itself and 2^-54.
    t = (x * per + half) + magic
    n = (t - magic) - half
    after_first = n * minus_turn_first + x
    after_second = n * minus_turn_second + after_first
    moderate_r = n * minus_turn_third + after_second
    moderate_q = lax.bitcast_convert_type(t, jnp.int32)
    word = lax.bitcast_convert_type(x, jnp.int32)
    shift = lax.shift_right_logical(word, width) & integer_31
    back = shift ^ integer_31
    by_sixty_four = lax.shift_left(word, integer_2) < integer_0
    by_thirty_two = lax.shift_left(word, integer_3) < integer_0
    head_by_sixty_four_0 = jnp.where(by_sixty_four, word_441529fc, word_a2)
    head_by_sixty_four_1 = jnp.where(by_sixty_four, word_2757d1f5, word_f9836e4e)
    head_by_sixty_four_2 = jnp.where(by_sixty_four, word_34ddc0db, word_441529fc)
    head_by_sixty_four_3 = jnp.where(by_sixty_four, word_6295993c, word_2757d1f5)
    head_0 = jnp.where(by_thirty_two, head_by_sixty_four_1, head_by_sixty_four_0)
    head_1 = jnp.where(by_thirty_two, head_by_sixty_four_2, head_by_sixty_four_1)
    head_2 = jnp.where(by_thirty_two, head_by_sixty_four_3, head_by_sixty_four_2)
    tail_by_sixty_four_0 = jnp.where(by_sixty_four, word_f534ddc0, word_4e441529)
    tail_by_sixty_four_1 = jnp.where(by_sixty_four, word_db629599, word_fc2757d1)
    tail_by_sixty_four_2 = jnp.where(by_sixty_four, word_3c439041, word_f534ddc0)
    tail_0 = jnp.where(by_thirty_two, tail_by_sixty_four_1, tail_by_sixty_four_0)
    tail_1 = jnp.where(by_thirty_two, tail_by_sixty_four_2, tail_by_sixty_four_1)
    head_half_0 = lax.shift_right_logical(head_1, integer_1)
    head_half_1 = lax.shift_right_logical(head_2, integer_1)
    tail_half = lax.shift_right_logical(tail_1, integer_1)
    word_of_quadrant = lax.shift_left(head_0, shift) | lax.shift_right_logical(head_half_0, back)
    word_of_fraction = lax.shift_left(head_1, shift) | lax.shift_right_logical(head_half_1, back)
    next_bits = lax.convert_element_type(lax.shift_right_logical(word_of_fraction, integer_8), jnp.float32)
    word_of_rest = lax.shift_left(tail_0, shift) | lax.shift_right_logical(tail_half, back)
    last_bits = lax.convert_element_type(lax.shift_right_logical(word_of_rest, integer_4), jnp.float32)
    low_bits = word & word_7fffff
    m = low_bits | minus_exponent_bits
    m_high = lax.bitcast_convert_type(low_bits | word_3f000000, jnp.float32)
    m_low = lax.bitcast_convert_type(low_bits | word_31000000, jnp.float32)
    product = m * word_of_quadrant
    shifted = m_high * next_bits + minus_twice_exponent_bits
    minus_even = minus_twice_exponent_bits - shifted
    scaled = next_bits * quarter_quarter
    exact = m_low * scaled + minus_even
    g = m_low * last_bits + exact
    f = product - lax.convert_element_type(minus_even, jnp.int32)
    second_f = f + quarter
    huge_q = lax.shift_right_arithmetic(second_f + quarter, integer_31)
    fraction = lax.shift_right_arithmetic(lax.shift_left(second_f, integer_1), integer_1)
    angle = lax.max(lax.convert_element_type(fraction, jnp.float32) * unit, -np.float32(float.fromhex('0x1.fffffep+127')))
    huge_r = g * unit + angle
    cold = word_487fffff < ((word & magnitude_bits) + minus_exponent_bits)
    r = jnp.where(cold, huge_r, moderate_r)
    q = jnp.where(cold, huge_q, moderate_q)
    s = r * r
    # Core p(s), a polynomial, s in [0, 2.5]: sin r = r p, s = r^2.
    p = s * (s * p_coefficient_1 + p_coefficient_2) + p_coefficient_3
    # Reconstruction: (-1)^q r p, p = sin r / r.
    y = r * p
    second_shifted = lax.shift_left(q, integer_31)
    # flip_sign: -y where the word `sign` is the sign bit, y where it is 0: exact.
    result = lax.bitcast_convert_type(lax.bitcast_convert_type(y, jnp.int32) ^ second_shifted, jnp.float32)
    return result


def _kernel_is_cold(x):
    """True if an element needs the whole kernel; by slices, which XLA turns into vector code."""
    # Infinities and nan do not: adding 2**23 wraps them below zero.
    bits = (lax.bitcast_convert_type(x, jnp.int32) & np.int32(0x7FFFFFFF)) + np.int32(0x00800000)
    if all(isinstance(length, int) for length in x.shape):  # symbolic lengths, of jax.export, cannot be compared
        bits = bits.reshape(-1)
        while bits.size > 16:
            width = -(-bits.size // 8)
            starts = (min(i * width, bits.size - width) for i in range(8))
            bits = functools.reduce(jnp.maximum, [lax.slice(bits, (i,), (i + width,)) for i in starts])
            bits = lax.optimization_barrier(bits)  # two rounds in one loop would read 64 places far apart
    return jnp.any(bits >= np.int32(1216348160))


@custom_vmap
def _kernel_by_size(x):
    y = _kernel_ordinary(x)
    return lax.cond(_kernel_is_cold(x), lambda x, y: _kernel_whole(x), lambda x, y: y, x, y)


@_kernel_by_size.def_vmap
def _kernel_batched(axis_size, in_batched, x):
    return _kernel_by_size(x), True


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    return _kernel_by_size(x)


def _slope(x, y):
    return (
        -jnp.sin(x)
    )


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * _slope(x, y)


def cos(x):
    """cos as jax.numpy.cos takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.cos itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.cos(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""cos for float32 arrays: max error 0.8948 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.a4b0980000000p+108. Results that are not correctly rounded: 83,383,200.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.14; C17 7.12.4.5 and F.10.1.5.

Kernel 5941c7d094a8553a, 113 operations, 12 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search cos --seed 0 --evaluations 300000 --max-ops 16

Reduction cos_quarter_turns:
    sin x = +-sin(r - lack) or +-cos(r - lack) by n mod 4; for cos x, n + 1 stands for n. In the sine 1 - cos
    r <= 0.3 of the lack, half an ulp of r at most, is left out; in the cosine r stands for sin r beside the
    lack, off by 0.08 of it. The last operation is the only rounding of size in both: r s p <= 0.08; r c +
    lack, up to 0.38, is rounded by 2^-26 and counts 0.79 of that.
    n = x c rounded, with c = 2/pi rounded: adding 1.5*2^23 (+ 1, where the quadrant is to be one more)
    rounds, and the last bits of the sum are n's. |x| < 2^17, so |n| < 2^16.4. Cody and Waite with a third
    part: pi/2 = P1 + P2 + P3 (half_pi_first, _second, _third). P1 = 0x1.921fb4p+0 has 24 bits, so x - n P1 is
    a multiple of 2^-24 below 1, and its fma exact. after_first = x - n P1, less = -n P2 rounded, r =
    after_first + less rounded. moved = r - after_first is exact: by Fast2Sum (Dekker) where |less| is the
    smaller one, and otherwise everything is a multiple of 2^-41 below 2^-6. moved + n P2' with P2' the float
    above P2 = 0x1.4442d2p-24 (another constant, so that no product occurs twice) is exact too: a multiple of
    2^-47 below 2^-24. n P4 with P4 = pi/2 - P1 - P2' rounded completes the lack to 2^-25 of itself or 2^-54;
    the part cut off is n 2^-71. P1 lies below pi/2, so P2 is positive, and x = -0 gives r = -0 and lack = +0.
    inf - inf makes nan of infinities.
    From 2^17 on, below infinity, Payne and Hanek (SIGNUM Newsl. 18, 1983) in words: x = M 2^(E-23) with 2^23
    <= M < 2^24, so of 2/pi only the bits from weight 2^(24-E) down matter modulo 4. A row of 24 zeros and the
    bits of 2/pi is cut from bit field - 128 on (field = E + 127, so 16 to 126): two comparisons choose words
    (by 64, by 32), shifts move by the last five bits of the field. word_of_quadrant is the first 32 bits: its
    product with M modulo 2^32 is exact, two bits of quadrant and 30 of fraction. next_bits are 24: M
    next_bits 2^-24 = -minus_even + exact, minus_even an even integer by 2^24 added and taken off, `exact` an
    fma, exact because it is a multiple of 2^-24 up to 1 (its factors are scaled by 2^-28 and 2^28, so that no
    product occurs twice). last_bits are 28: their rounding and the bits cut off move g = exact + M last_bits
    2^-52 by 2^-25 at most beside its own rounding, 2^-25. So x 2/pi = (f + g) 2^-30 modulo 4, with errors of
    2^-54 of a quarter turn; f's last 30 bits as a signed number are a + b, a rounded to 24 bits. No float32
    comes nearer than 2^-30 to a multiple of a quarter turn. angle = a K, K = 2^-30 pi/2 as products and fmas:
    low = angle - (a + b + g) K; then low is subtracted, and the part of it that rounding leaves stays as the
    lack.
"""

import functools

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.custom_batching import custom_vmap

TARGET = "cos"
FORMAT = "jax"
MAX_ULP = 0.8948159255087376
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.a4b0980000000p+108"
OUTPUTS_HASH = "1b261110d2a7ba53fef6ce28b1024193af15eadbe70650312601d5304c471a1c"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "5941c7d094a8553a"


def _kernel_ordinary(x):
    integer_0 = np.int32(0)
    integer_30 = np.int32(30)
    integer_31 = np.int32(31)
    sign_bit = np.int32(-2147483648)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        magic, two_over_pi_nearest, minus_half_pi_first, minus_half_pi_second, half_pi_above_second,
        half_pi_third, p_coefficient_1, p_coefficient_2, p_coefficient_3, p_coefficient_4, c_coefficient_1,
        c_coefficient_2, c_coefficient_3, minus_half, one,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.800002p+23")),  # magic: 12582913
        np.float32(float.fromhex("0x1.45f306p-1")),  # two_over_pi_nearest: 0.636619747
        np.float32(float.fromhex("-0x1.921fb4p+0")),  # minus_half_pi_first: -1.57079625
        np.float32(float.fromhex("-0x1.4442d2p-24")),  # minus_half_pi_second: -7.54979013e-08
        np.float32(float.fromhex("0x1.4442d4p-24")),  # half_pi_above_second: 7.54979084e-08
        np.float32(float.fromhex("-0x1.3dcb3cp-47")),  # half_pi_third: -8.82055219e-15
        np.float32(float.fromhex("-0x1.b99facp-10")),  # p_coefficient_1: -0.00168466079
        np.float32(float.fromhex("0x1.e2b58cp-5")),  # p_coefficient_2: 0.0589244589
        np.float32(float.fromhex("0x1.3e96e2p-8")),  # p_coefficient_3: 0.00486128824
        np.float32(float.fromhex("0x1.555556p-3")),  # p_coefficient_4: 0.166666672
        np.float32(float.fromhex("0x1.43d27p-8")),  # c_coefficient_1: 0.00494113192
        np.float32(float.fromhex("-0x1.1fcbcap-3")),  # c_coefficient_2: -0.140525416
        np.float32(float.fromhex("0x1.671ffcp-6")),  # c_coefficient_3: 0.0219192468
        np.float32(float.fromhex("-0x1p-1")),  # minus_half: -0.5
        np.float32(float.fromhex("0x1p+0")),  # one: 1
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: x = n pi/2 + r - lack, |r| <= pi/4 or hardly more: q holds n, or n + 1 for the cosine, modulo
    # 4; s = r^2.
    # Cody and Waite in three parts below 2^17, Payne and Hanek beyond: r - lack is right to 2^-25 of itself
    # at worst.
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = x * two_over_pi_nearest + magic
    n = t - magic
    after_first = n * minus_half_pi_first + x
    less = lax.max(n * minus_half_pi_second, -np.float32(float.fromhex('0x1.fffffep+127')))
    moderate_r = after_first + less
    moved = moderate_r - after_first
    moved_less = n * half_pi_above_second + moved
    moderate_lack = n * half_pi_third + moved_less
    moderate_q = lax.bitcast_convert_type(t, jnp.int32)
    s = moderate_r * moderate_r
    # Core p(s), a polynomial, s in [0, 0.625488]: sin r = r - r s p, s = r^2.
    p1 = s * p_coefficient_1 + p_coefficient_2
    p = (-s) * (p1 * p1 + p_coefficient_3) + p_coefficient_4
    # Next argument: sin(r - lack) = r - (r s p + lack), p = (r - sin r) / r^3, r s p below 0.08.
    tail = (moderate_r * s) * p + moderate_lack
    odd = moderate_r - tail
    # Core c(s), a polynomial, s in [0, 0.625488]: cos r = 1 + s c, s = r^2.
    c1 = s * c_coefficient_1 + c_coefficient_2
    c = s * (c1 * c1 + c_coefficient_3) + minus_half
    # Reconstruction: cos(r - lack) = 1 + r (r c + lack), c = (cos r - 1) / r^2; the last bit of q chooses it,
    # the next one is the sign.
    slope = moderate_r * c + moderate_lack
    even = moderate_r * slope + one
    cosine = lax.shift_left(moderate_q, integer_31) < integer_0
    y = jnp.where(cosine, even, odd)
    sign = lax.shift_left(moderate_q, integer_30) & sign_bit
    # flip_sign: -y where the word `sign` is the sign bit, y where it is 0: exact.
    result = lax.bitcast_convert_type(lax.bitcast_convert_type(y, jnp.int32) ^ sign, jnp.float32)
    return result


def _kernel_whole(x):
    heads_0 = np.int32(162)
    heads_1 = np.int32(-108827058)
    heads_2 = np.int32(1142237692)
    heads_3 = np.int32(660066805)
    heads_4 = np.int32(886948059)
    heads_5 = np.int32(1653971260)
    tails_0 = np.int32(1313084713)
    tails_1 = np.int32(-64530479)
    tails_2 = np.int32(-181084736)
    tails_3 = np.int32(-614296167)
    tails_4 = np.int32(1011060801)
    integer_0 = np.int32(0)
    turn = np.int32(1)
    integer_2 = np.int32(2)
    integer_3 = np.int32(3)
    integer_4 = np.int32(4)
    integer_8 = np.int32(8)
    width = np.int32(23)
    integer_30 = np.int32(30)
    integer_31 = np.int32(31)
    significand = np.int32(8388607)
    implicit = np.int32(8388608)
    word_of_half = np.int32(1056964608)
    word_of_two_to_minus_29 = np.int32(822083584)
    half_quarter = np.int32(536870912)
    sign_bit = np.int32(-2147483648)
    magnitude = np.int32(2147483647)
    last_ordinary = np.int32(1216348159)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        magic, two_over_pi_nearest, minus_half_pi_first, minus_half_pi_second, half_pi_above_second,
        half_pi_third, big, scale, unit, minus_unit_parts_high, minus_unit_parts_low, minus_unit,
        p_coefficient_1, p_coefficient_2, p_coefficient_3, p_coefficient_4, c_coefficient_1, c_coefficient_2,
        c_coefficient_3, minus_half, one,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.800002p+23")),  # magic: 12582913
        np.float32(float.fromhex("0x1.45f306p-1")),  # two_over_pi_nearest: 0.636619747
        np.float32(float.fromhex("-0x1.921fb4p+0")),  # minus_half_pi_first: -1.57079625
        np.float32(float.fromhex("-0x1.4442d2p-24")),  # minus_half_pi_second: -7.54979013e-08
        np.float32(float.fromhex("0x1.4442d4p-24")),  # half_pi_above_second: 7.54979084e-08
        np.float32(float.fromhex("-0x1.3dcb3cp-47")),  # half_pi_third: -8.82055219e-15
        np.float32(float.fromhex("0x1p+24")),  # big: 16777216
        np.float32(float.fromhex("0x1p+28")),  # scale: 268435456
        np.float32(float.fromhex("0x1.921fb6p-30")),  # unit: 1.46291812e-09
        np.float32(float.fromhex("-0x1.921fb8p-30")),  # minus_unit_parts_high: -1.46291823e-09
        np.float32(float.fromhex("0x1.5dde98p-53")),  # minus_unit_parts_low: 1.51731712e-16
        np.float32(float.fromhex("-0x1.921fb6p-30")),  # minus_unit: -1.46291812e-09
        np.float32(float.fromhex("-0x1.b99facp-10")),  # p_coefficient_1: -0.00168466079
        np.float32(float.fromhex("0x1.e2b58cp-5")),  # p_coefficient_2: 0.0589244589
        np.float32(float.fromhex("0x1.3e96e2p-8")),  # p_coefficient_3: 0.00486128824
        np.float32(float.fromhex("0x1.555556p-3")),  # p_coefficient_4: 0.166666672
        np.float32(float.fromhex("0x1.43d27p-8")),  # c_coefficient_1: 0.00494113192
        np.float32(float.fromhex("-0x1.1fcbcap-3")),  # c_coefficient_2: -0.140525416
        np.float32(float.fromhex("0x1.671ffcp-6")),  # c_coefficient_3: 0.0219192468
        np.float32(float.fromhex("-0x1p-1")),  # minus_half: -0.5
        np.float32(float.fromhex("0x1p+0")),  # one: 1
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: x = n pi/2 + r - lack, |r| <= pi/4 or hardly more: q holds n, or n + 1 for the cosine, modulo
    # 4; s = r^2.
    # Cody and Waite in three parts below 2^17, Payne and Hanek beyond: r - lack is right to 2^-25 of itself
    # at worst.
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = x * two_over_pi_nearest + magic
    n = t - magic
    after_first = n * minus_half_pi_first + x
    less = lax.max(n * minus_half_pi_second, -np.float32(float.fromhex('0x1.fffffep+127')))
    moderate_r = after_first + less
    moved = moderate_r - after_first
    moved_less = n * half_pi_above_second + moved
    moderate_lack = n * half_pi_third + moved_less
    moderate_q = lax.bitcast_convert_type(t, jnp.int32)
    word = lax.bitcast_convert_type(x, jnp.int32)
    shift = lax.shift_right_logical(word, width) & integer_31
    back = shift ^ integer_31
    by_sixty_four = lax.shift_left(word, integer_2) < integer_0
    by_thirty_two = lax.shift_left(word, integer_3) < integer_0
    head_by_sixty_four_0 = jnp.where(by_sixty_four, heads_2, heads_0)
    head_by_sixty_four_1 = jnp.where(by_sixty_four, heads_3, heads_1)
    head_by_sixty_four_2 = jnp.where(by_sixty_four, heads_4, heads_2)
    head_by_sixty_four_3 = jnp.where(by_sixty_four, heads_5, heads_3)
    head_0 = jnp.where(by_thirty_two, head_by_sixty_four_1, head_by_sixty_four_0)
    head_1 = jnp.where(by_thirty_two, head_by_sixty_four_2, head_by_sixty_four_1)
    head_2 = jnp.where(by_thirty_two, head_by_sixty_four_3, head_by_sixty_four_2)
    tail_by_sixty_four_0 = jnp.where(by_sixty_four, tails_2, tails_0)
    tail_by_sixty_four_1 = jnp.where(by_sixty_four, tails_3, tails_1)
    tail_by_sixty_four_2 = jnp.where(by_sixty_four, tails_4, tails_2)
    tail_0 = jnp.where(by_thirty_two, tail_by_sixty_four_1, tail_by_sixty_four_0)
    tail_1 = jnp.where(by_thirty_two, tail_by_sixty_four_2, tail_by_sixty_four_1)
    head_half_0 = lax.shift_right_logical(head_1, turn)
    head_half_1 = lax.shift_right_logical(head_2, turn)
    tail_half = lax.shift_right_logical(tail_1, turn)
    word_of_quadrant = lax.shift_left(head_0, shift) | lax.shift_right_logical(head_half_0, back)
    word_of_fraction = lax.shift_left(head_1, shift) | lax.shift_right_logical(head_half_1, back)
    next_bits = lax.convert_element_type(lax.shift_right_logical(word_of_fraction, integer_8), jnp.float32)
    word_of_rest = lax.shift_left(tail_0, shift) | lax.shift_right_logical(tail_half, back)
    last_bits = lax.convert_element_type(lax.shift_right_logical(word_of_rest, integer_4), jnp.float32)
    low_bits = word & significand
    m = low_bits | implicit
    m_high = lax.bitcast_convert_type(low_bits | word_of_half, jnp.float32)
    m_low = lax.bitcast_convert_type(low_bits | word_of_two_to_minus_29, jnp.float32)
    product = m * word_of_quadrant
    shifted = m_high * next_bits + big
    minus_even = big - shifted
    scaled = next_bits * scale
    exact = m_low * scaled + minus_even
    g = m_low * last_bits + exact
    f = product - lax.convert_element_type(minus_even, jnp.int32)
    quarters = lax.shift_right_arithmetic(f + half_quarter, integer_30)
    fraction = lax.shift_right_arithmetic(lax.shift_left(f, integer_2), integer_2)
    a = lax.convert_element_type(fraction, jnp.float32)
    rest = lax.convert_element_type(fraction - lax.convert_element_type(a, jnp.int32), jnp.float32) + g
    angle = a * unit
    excess = a * minus_unit_parts_high + angle
    excess_two = a * minus_unit_parts_low + excess
    low = rest * minus_unit + excess_two
    size_of_r = angle - low
    size_of_lack = low - (angle - size_of_r)
    sign = word & sign_bit
    # flip_sign: -y where the word `sign` is the sign bit, y where it is 0: exact.
    huge_r = lax.bitcast_convert_type(lax.bitcast_convert_type(size_of_r, jnp.int32) ^ sign, jnp.float32)
    huge_lack = lax.bitcast_convert_type(lax.bitcast_convert_type(size_of_lack, jnp.int32) ^ sign, jnp.float32)
    minus = lax.shift_right_arithmetic(word, integer_31)
    huge_q = ((quarters ^ minus) - minus) + turn
    cold = last_ordinary < ((word & magnitude) + implicit)
    r = jnp.where(cold, huge_r, moderate_r)
    lack = jnp.where(cold, huge_lack, moderate_lack)
    q = jnp.where(cold, huge_q, moderate_q)
    s = r * r
    # Core p(s), a polynomial, s in [0, 0.625488]: sin r = r - r s p, s = r^2.
    p1 = s * p_coefficient_1 + p_coefficient_2
    p = (-s) * (p1 * p1 + p_coefficient_3) + p_coefficient_4
    # Next argument: sin(r - lack) = r - (r s p + lack), p = (r - sin r) / r^3, r s p below 0.08.
    tail = (r * s) * p + lack
    odd = r - tail
    # Core c(s), a polynomial, s in [0, 0.625488]: cos r = 1 + s c, s = r^2.
    c1 = s * c_coefficient_1 + c_coefficient_2
    c = s * (c1 * c1 + c_coefficient_3) + minus_half
    # Reconstruction: cos(r - lack) = 1 + r (r c + lack), c = (cos r - 1) / r^2; the last bit of q chooses it,
    # the next one is the sign.
    slope = r * c + lack
    even = r * slope + one
    cosine = lax.shift_left(q, integer_31) < integer_0
    y = jnp.where(cosine, even, odd)
    second_sign = lax.shift_left(q, integer_30) & sign_bit
    result = lax.bitcast_convert_type(lax.bitcast_convert_type(y, jnp.int32) ^ second_sign, jnp.float32)  # flip_sign
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

"""The named steps that reductions are made of, each with its bound.

Bounds are for results in the normal range; u stands for 2^-24, the largest relative error of one rounding.
"""

from typing import NamedTuple

from search_spaces.programs.tracing import Float, Int, Number, bits, fma, from_bits, larger, smaller

SIGN_BIT, EXPONENT_BITS, MAGNITUDE_BITS = -(2**31), -(2**23), 2**31 - 1
"""Masks: the sign, (sign and) exponent field, and all but the sign of a word."""
WIDTH = 23
"""Bits below the exponent field."""

INFINITY, ONE = 0x7F800000, 0x3F800000
"""The words of infinity and 1."""
MAGIC = 1.5 * 2.0**23
"""Adding it to a smaller number than 2^22 rounds to an integer, which the low bits of the sum hold."""
ROOT_HALF = 0x3F3504F3
"""Word of the float32 below sqrt(1/2)."""

LOG2_E = float.fromhex("0x1.715476p+0")


class Parts(NamedTuple):
    """A constant as a sum: `high` has few bits, `low` is the rest, rounded."""

    high: float
    low: float

    def times(self, factor: float) -> "Parts":
        """Both parts times a power of two, or its negative: exact."""
        return Parts(self.high * factor, self.low * factor)


LN2 = Parts(float.fromhex("0x1.62e4p-1"), float.fromhex("0x1.7f7d1cp-20"))
"""ln 2 to 2^-44: products of `high`, 16 bits, with integers up to 2^8 are exact."""
LN2_NEAREST = Parts(float.fromhex("0x1.62e43p-1"), float.fromhex("-0x1.05c61p-29"))
"""ln 2 to 2^-53, `high` the float32 nearest to it."""
HALF_PI = Parts(float.fromhex("0x1.921fb6p+0"), float.fromhex("-0x1.777a5cp-25"))
"""pi / 2 to 2^-49, `high` the float32 nearest to it."""


def clamp(x: Float, least: float, most: float) -> Float:
    """The number of [least, most] nearest to x, exactly; nan for nan."""
    raised = larger(x, least)
    return smaller(raised, most)


def nearest_integer_shifted(x: Float, per: float, magic: float) -> tuple[Float, Float]:
    """(t, n): n is the integer nearest to x times `per`, and t = magic + n holds it in its low bits.

    x per is off by x times the error of per. magic is 1.5 * 2^23 and an integer, |x per| < 2^22: the fma rounds to an integer, and
    t - magic is exact.
    """
    t = fma(x, per, magic)
    n = t - magic
    return t, n


def cody_waite(x: Float, n: Float, parts: Parts) -> Float:
    """x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of high + low."""
    after_high = fma(n, parts.high, x)
    return fma(n, parts.low, after_high)


def cody_waite_and_rest(x: Float, n: Float, parts: Parts) -> tuple[Float, Float]:
    """(r, rest): x + n (high + low) to 2^-48 of itself, rest the rounding error of r (Fast2Sum), where x + n high is exact and n low hardly the larger one."""
    after_high = fma(n, parts.high, x)
    lower = n * parts.low
    r = after_high + lower
    return r, left_by(r, after_high, lower)


def word_of(x: Float | Int) -> Int:
    """The word of a number; a word itself, where that is known already."""
    return x if isinstance(x, Int) else bits(x)


def power_of_two(t: Float) -> Float:
    """2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0."""
    return from_bits(bits(t) << WIDTH)


def moved_exponent(y: Float, shift: Int) -> Float:
    """y 2^k with shift = 2^23 k, exactly, where y and the result are in the normal range."""
    return from_bits(bits(y) + shift)


SHIFTED, MASKED, FIELD = "shifted", "masked", "field"


def split_mantissa(x: Float | Int, least: int, how: str = SHIFTED) -> tuple[Float, Int]:
    """(m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to one binade more.

    Args:
        x: The number, or its word.
        least: Word of the least mantissa.
        how: The operations that take k from the word: SHIFTED or MASKED; FIELD gives 2^23 k instead, as its field holds it.
    """
    word = word_of(x)
    above = word - least
    if how == FIELD:
        exponent = field = above & EXPONENT_BITS
    else:
        exponent = above >> WIDTH
        field = exponent << WIDTH if how == SHIFTED else above & EXPONENT_BITS
    return from_bits(word - field), exponent


def lost_by(total: Float, a: Float, b: Number) -> Float:
    """b - (total - a): rounding error of the sum of a and b, exactly where a is 0 or b in no higher binade (Fast2Sum, Dekker 1971)."""
    back = total - a
    return b - back


def left_by(total: Float, a: Number, b: Float) -> Float:
    """(a - total) + b: rounding error of the sum of a and b, as `lost_by` gives it, under the same condition."""
    back = a - total
    return back + b


def fast_two_sum(a: Float, b: Float) -> tuple[Float, Float]:
    """(total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no higher binade (Dekker 1971)."""
    total = a + b
    return total, lost_by(total, a, b)


def two_sum(a: Float, b: Float) -> tuple[Float, Float]:
    """(total, lost): a + b rounded and its rounding error, exactly (Knuth)."""
    total = a + b
    part_b = total - a
    part_a = total - part_b
    lost_b = b - part_b
    lost_a = a - part_a
    return total, lost_b + lost_a


def product_error(product: Float, a: Float, b: Float) -> Float:
    """a b - product, exactly where it is 2^-149 or more; the product is a b rounded.

    One factor stands in the product in other words (a value that is always equal), for a compiler would take two equal
    products for one, and round it.
    """
    return fma(a, b, -product)


ROUGH, EVEN = 2129859015, 2129858560
"""Words from which those of a number are taken off, for its reciprocal."""


def rough_reciprocal(x: Float | Int, turn: int = EVEN) -> Float:
    """1 / x to 5.1 % for x > 0: its word from that of 1, mirrored. A turn less by 2^23 k gives 2^-k / x."""
    return from_bits(turn - word_of(x))


def magnitude_of_quotient(quotient: Float) -> Float:
    """The size of a quotient, exactly, by its word.

    XLA gives a division that is used several times a loop of its own, and looks through abs, but not through a mask.
    """
    return from_bits(bits(quotient) & MAGNITUDE_BITS)


def with_sign_of(magnitude: Float, x: Float | Int) -> Float:
    """The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros."""
    sign = word_of(x) & SIGN_BIT
    return from_bits(bits(magnitude) | sign)


def flip_sign(y: Float, sign: Int) -> Float:
    """-y where the word `sign` is the sign bit, y where it is 0: exact."""
    return from_bits(bits(y) ^ sign)


def mended_quotient(numerator: tuple[Float, Float], denominator: tuple[Float, Float]) -> Float:
    """(n + n_low) / (d + d_low) to 1/2 ulp and 2^-46 of itself, d > 0, where the lows are below 2^-24 of n and d, or little more.

    1 / d is used several times, but only once as a quotient (abs changes nothing): XLA then keeps all of it in one loop.
    """
    (n, n_low), (d, d_low) = numerator, denominator
    inverse = abs(1.0 / d)
    quotient = fma(n, inverse, -0.0)
    minus = -quotient
    residual = fma(minus, d, n)
    residual_low = fma(minus, d_low, residual + n_low)
    return fma(residual_low, inverse, quotient)


def at_most(x: Float, value: Float) -> Float:
    """The value, but at most x for x > 0 and at most -0 otherwise: x for nan and values too large."""
    bound = larger(x, -0.0)
    return smaller(bound, value)

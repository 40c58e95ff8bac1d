"""First stages of trigonometric reductions: x = n pi/2 + r, |r| <= pi/4 or hardly more, as x -> (r, lack, q).

r is x less n pi/2 as a float32 and `lack` the amount by which it is too large: x = n pi/2 + (r - lack), to 2^-25 of r - lack
for the few huge inputs that lie nearest to multiples of pi/2 and far better elsewhere. q is an integer whose last two bits
are those of n + `turn`.
"""

from typing import NamedTuple

from search_spaces.programs.program import Program
from search_spaces.programs.tracing import (
    Bool,
    Float,
    Int,
    Outputs,
    bits,
    fma,
    from_bits,
    select,
    select_word,
    stage,
    to_float,
    to_int,
    unsigned_shift,
)
from search_spaces.steps import MAGIC, SIGN_BIT, WIDTH, Parts, flip_sign, nearest_integer_shifted

THRESHOLD = 2.0**17
"""|x| from which the moderate stage is not right; inf and nan are its business nevertheless."""

MOST_R = float.fromhex("0x1.94d6p-1")
"""|r| <= pi/2 (1/2 + 2^17 |c - 2/pi|) = 0.790686 where c = 0x1.45f306p-1 is 2/pi rounded."""

TWO_OVER_PI = 0xA2F9836E4E441529FC2757D1F534DDC0DB6295993C439041FE5163AB
"""floor(2/pi * 2^224)."""

_BITS, _ZEROS, _WORD = 224, 24, 32

MODERATE_WHY = """\
n = x c rounded, with c = 2/pi rounded: adding 1.5*2^23 (+ 1, where the quadrant is to be one more) rounds, and the last bits
of the sum are n's. |x| < 2^17, so |n| < 2^16.4. Cody and Waite with a third part: pi/2 = P1 + P2 + P3 (half_pi_first, _second, _third).
P1 = 0x1.921fb4p+0 has 24 bits, so x - n P1 is a multiple of 2^-24 below 1, and its fma exact.
after_first = x - n P1, less = -n P2 rounded, r = after_first + less rounded. moved = r - after_first is exact: by Fast2Sum (Dekker) where |less| is the
smaller one, and otherwise everything is a multiple of 2^-41 below 2^-6. moved + n P2' with P2' the float above P2 = 0x1.4442d2p-24 (another
constant, so that no product occurs twice) is exact too: a multiple of 2^-47 below 2^-24. n P4 with
P4 = pi/2 - P1 - P2' rounded completes the lack to 2^-25 of itself or 2^-54; the part cut off is n 2^-71.
P1 lies below pi/2, so P2 is positive, and x = -0 gives r = -0 and lack = +0. inf - inf makes nan of infinities."""


TWO_OVER_PI_NEAREST = float.fromhex("0x1.45f306p-1")
HALF_PI_FIRST, HALF_PI_SECOND = float.fromhex("0x1.921fb4p+0"), float.fromhex("0x1.4442d2p-24")
HALF_PI_ABOVE_SECOND, HALF_PI_THIRD = float.fromhex("0x1.4442d4p-24"), float.fromhex("-0x1.3dcb3cp-47")
"""P1 and P2, the beginning of pi/2; P2' is the float above P2, P4 the rest beyond P1 + P2'."""


def moderate(x: Float, turn: int) -> tuple[Float, Float, Int]:
    """(r, lack, q) for |x| < THRESHOLD; nan for infinities and nan.

    Args:
        x: The argument.
        turn: 0, or 1 where q is to be n + 1: the quadrant of cos x = sin(x + pi/2).
    """
    t, n = nearest_integer_shifted(x, TWO_OVER_PI_NEAREST, MAGIC + turn)
    after_first = fma(n, -HALF_PI_FIRST, x)
    less = n * -HALF_PI_SECOND
    r = after_first + less
    moved = r - after_first
    moved_less = fma(n, HALF_PI_ABOVE_SECOND, moved)
    lack = fma(n, HALF_PI_THIRD, moved_less)
    return r, lack, bits(t)


def _stream(start: int) -> int:
    """32 bits of 24 zeros followed by the bits of 2/pi, from bit `start` on, as an int32."""
    word = TWO_OVER_PI >> (_BITS + _ZEROS - start - _WORD) & (1 << _WORD) - 1
    return word - (1 << _WORD if word >> (_WORD - 1) else 0)


_HEADS, _TAILS = [_stream(32 * k) for k in range(6)], [_stream(56 + 32 * k) for k in range(5)]
_SIGNIFICAND, _IMPLICIT = 0x7FFFFF, 0x800000
"""Mask, and the bit that words leave out."""
_WORD_OF_HALF, _WORD_OF_TWO_TO_MINUS_29 = 126 << WIDTH, 98 << WIDTH
"""Words of 1/2 and of 2^-29: with a significand's bits M 2^-24 and M 2^-52."""
_HALF_QUARTER, _MAGNITUDE = 1 << 29, 2**31 - 1
_PAST = 1 << WIDTH
_LAST_ORDINARY = ((127 + 17) << WIDTH) + _PAST - 1
"""Magnitudes of words plus the first are above the second from THRESHOLD on, below infinity."""
_BIG, _SCALE = 2.0**24, 2.0**28
UNIT = float.fromhex("0x1.921fb6p-30")
UNIT_PARTS = Parts(float.fromhex("0x1.921fb8p-30"), float.fromhex("-0x1.5dde98p-53"))
"""2^-30 pi/2: rounded, and to 2^-77, from the float above, so that no product occurs twice."""


def words_constants(turn: int) -> tuple[float, ...]:
    """Constants of `turns_of` and of the stage around it, in the order of the kernels on record."""
    small = (0, 1, 2, 3, 4, 8, 23, 30, 31)
    masks = (
        _SIGNIFICAND,
        _IMPLICIT,
        _WORD_OF_HALF,
        _WORD_OF_TWO_TO_MINUS_29,
        _HALF_QUARTER,
        SIGN_BIT,
        _MAGNITUDE,
        _PAST,
        _LAST_ORDINARY,
    )
    return (*_HEADS, *_TAILS, *small, *masks, turn, _BIG, _SCALE, UNIT, -UNIT_PARTS.high, -UNIT_PARTS.low, -UNIT)


class Turns(NamedTuple):
    """|x| 2/pi = (f + g) 2^-30 modulo 4, and the word of x."""

    word: Int
    f: Int
    g: Float

    def is_cold(self) -> Bool:
        """THRESHOLD <= |x| < inf."""
        return ((self.word & _MAGNITUDE) + _PAST) > _LAST_ORDINARY

    def sign(self) -> Int:
        """The sign bit of x."""
        return self.word & SIGN_BIT


def turns_of(x: Float) -> Turns:
    """Payne and Hanek (SIGNUM Newsl. 18, 1983) in words, for THRESHOLD <= |x| < inf.

    The field of x says which words of 2/pi count (by 64, by 32) and by how many of 32 bits they are shifted.
    """
    word = bits(x)
    shift = unsigned_shift(word, WIDTH) & 31
    back = shift ^ 31
    by_sixty_four = (word << 2) < 0
    by_thirty_two = (word << 3) < 0
    head_by_sixty_four = [select_word(by_sixty_four, _HEADS[i + 2], _HEADS[i]) for i in range(4)]
    head = [select_word(by_thirty_two, head_by_sixty_four[i + 1], head_by_sixty_four[i]) for i in range(3)]
    tail_by_sixty_four = [select_word(by_sixty_four, _TAILS[i + 2], _TAILS[i]) for i in range(3)]
    tail = [select_word(by_thirty_two, tail_by_sixty_four[i + 1], tail_by_sixty_four[i]) for i in range(2)]
    head_half = [unsigned_shift(head[1], 1), unsigned_shift(head[2], 1)]
    tail_half = unsigned_shift(tail[1], 1)
    word_of_quadrant = (head[0] << shift) | unsigned_shift(head_half[0], back)
    word_of_fraction = (head[1] << shift) | unsigned_shift(head_half[1], back)
    next_bits = to_float(unsigned_shift(word_of_fraction, 8))
    word_of_rest = (tail[0] << shift) | unsigned_shift(tail_half, back)
    last_bits = to_float(unsigned_shift(word_of_rest, 4))
    low_bits = word & _SIGNIFICAND
    m = low_bits | _IMPLICIT
    m_high = from_bits(low_bits | _WORD_OF_HALF)  # M 2^-24
    m_low = from_bits(low_bits | _WORD_OF_TWO_TO_MINUS_29)  # M 2^-52
    product = m * word_of_quadrant
    shifted = fma(m_high, next_bits, _BIG)
    minus_even = _BIG - shifted
    scaled = next_bits * _SCALE
    exact = fma(m_low, scaled, minus_even)
    g = fma(m_low, last_bits, exact)
    f = product - to_int(minus_even)
    return Turns(word, f, g)


def _exact(turns: Turns, turn: int) -> tuple[Float, Float, Int]:
    """(r, lack, q) from x 2/pi: r - lack is the fraction of (f + g) 2^-30 times pi/2, with the sign of x."""
    quarters = (turns.f + _HALF_QUARTER) >> 30
    fraction = (turns.f << 2) >> 2
    a = to_float(fraction)
    rest = to_float(fraction - to_int(a)) + turns.g
    angle = a * UNIT
    excess = fma(a, -UNIT_PARTS.high, angle)
    excess_two = fma(a, -UNIT_PARTS.low, excess)
    low = fma(rest, -UNIT, excess_two)
    size_of_r = angle - low
    size_of_lack = low - (angle - size_of_r)
    sign = turns.sign()
    signed_r = flip_sign(size_of_r, sign)
    signed_lack = flip_sign(size_of_lack, sign)
    minus = turns.word >> 31
    q = ((quarters ^ minus) - minus) + turn
    return signed_r, signed_lack, q


EXACT_WHY = """\
From 2^17 on, below infinity, Payne and Hanek (SIGNUM Newsl. 18, 1983) in words: x = M 2^(E-23) with 2^23 <= M < 2^24, so of 2/pi
only the bits from weight 2^(24-E) down matter modulo 4. A row of 24 zeros and the bits of 2/pi is cut from bit field - 128
on (field = E + 127, so 16 to 126): two comparisons choose words (by 64, by 32), shifts move by the last five bits of the
field. word_of_quadrant is the first 32 bits: its product with M modulo 2^32 is exact, two bits of quadrant and 30 of fraction.
next_bits are 24: M next_bits 2^-24 = -minus_even + exact, minus_even an even integer by 2^24 added and taken off, `exact` an fma,
exact because it is a multiple of 2^-24 up to 1 (its factors are scaled by 2^-28 and 2^28, so that no product occurs twice).
last_bits are 28: their rounding and the bits cut off move g = exact + M last_bits 2^-52 by 2^-25 at most beside its own rounding, 2^-25.
So x 2/pi = (f + g) 2^-30 modulo 4, with errors of 2^-54 of a quarter turn; f's last 30 bits as a signed number are a + b, a rounded to 24
bits. No float32 comes nearer than 2^-30 to a multiple of a quarter turn. angle = a K, K = 2^-30 pi/2 as products and fmas:
low = angle - (a + b + g) K; then low is subtracted, and the part of it that rounding leaves stays as the lack."""


def quarter_turns(turn: int) -> Program:
    """x -> (r, lack, q, cold, s) for every x, s = r^2; cold says THRESHOLD <= |x| < inf, and elsewhere the moderate bits come out."""
    first = (MAGIC + turn, TWO_OVER_PI_NEAREST, -HALF_PI_FIRST, -HALF_PI_SECOND, HALF_PI_ABOVE_SECOND, HALF_PI_THIRD)

    @stage(*first, *words_constants(turn))
    def reduced(x: Float) -> Outputs:
        """x = n pi/2 + r - lack, |r| <= pi/4 or hardly more: q holds n, or n + 1 for the cosine, modulo 4; s = r^2.

        Cody and Waite in three parts below 2^17, Payne and Hanek beyond: r - lack is right to 2^-25 of itself at worst.
        """
        moderate_r, moderate_lack, moderate_q = moderate(x, turn)
        turns = turns_of(x)
        huge_r, huge_lack, huge_q = _exact(turns, turn)
        cold = turns.is_cold()
        r = select(cold, huge_r, moderate_r)
        lack = select(cold, huge_lack, moderate_lack)
        q = select_word(cold, huge_q, moderate_q)
        return {"r": r, "lack": lack, "q": q, "cold": cold, "s": r * r}

    return reduced

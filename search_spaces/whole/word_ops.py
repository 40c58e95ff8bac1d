"""Operations on untyped 32-bit words: one row an operation, total on every word; NumPy is the definition.

A word is read as float32 or as int32, as the operation wants; that is a renaming and costs nothing. Rules for every word:

- Arithmetic (add sub mul fma div sqrt min max round, and lt, to_int, which only read) takes subnormal words for zeros of their sign.
- Arithmetic rounds once, to nearest even. A result that, rounded to 24 bits with exponents without bound, lies below
  2**-126 is a zero of its sign: this is how x86 flushes. Only products differ from rounding to a subnormal word first.
- A NaN that arithmetic makes or hands on is the word 0x7fc00000.
- neg, abs and select move words, IEEE 754-2019 5.5.1: they change the sign bit or nothing.
- to_int goes toward zero and saturates; NaN gives 0. Shift counts are taken modulo 32.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint32]
FLOAT_WORD, INT_WORD = "f", "i"
NAN = 0x7FC00000
SIGN = 0x80000000
LEAST_WORD = 0x00800000
"""2**-126, the least normal float32."""
TINY = 2.0**-126 * (1.0 - 2.0**-25)
"""Exact results below this round, with exponents without bound, to less than 2**-126."""


@dataclass(frozen=True, slots=True)
class WordOp:
    """One operation.

    Attributes:
        name: Its name in program text; that of the operation table (search_spaces/ops.py) with the same meaning.
        args: How each operand is read: FLOAT_WORD or INT_WORD; a word that is only moved counts as what it holds most often.
        result: How the result is written, in the same letters.
        commutative: Exchanging the first two operands changes no bit.
        define: The words of the result, from words of the operands.
        meaning: The same in words.
    """

    name: str
    args: str
    result: str
    commutative: bool
    define: Callable[..., Words]
    meaning: str


def flushed(words: Words) -> Words:
    """Words with subnormals replaced by zeros of their sign."""
    sign = words & np.uint32(SIGN)
    return np.where(words & np.uint32(0x7F800000), words, sign)


def _float(words: Words) -> NDArray[np.float32]:
    return flushed(words).view(np.float32)


def _word(values: NDArray[np.float32]) -> Words:
    """The words of results of arithmetic: no subnormals, one NaN."""
    values = np.asarray(values, np.float32)
    return np.where(np.isnan(values), np.uint32(NAN), flushed(values.view(np.uint32)))


def _signed(words: Words) -> NDArray[np.int32]:
    return words.view(np.int32)


def _rounded(exact: NDArray[np.float64]) -> Words:
    """The word of a result known exactly, or rounded to odd, in float64."""
    word = _word(exact.astype(np.float32))
    tiny = np.abs(exact) < TINY
    return np.where(tiny, word & np.uint32(SIGN), word)


def _mul(a: Words, b: Words) -> Words:
    return _rounded(_float(a).astype(np.float64) * _float(b).astype(np.float64))


def _fma(a: Words, b: Words, c: Words) -> Words:
    """The product is exact in float64; its sum with c is rounded to odd, so rounding it again to float32 is rounding once."""
    p = _float(a).astype(np.float64) * _float(b).astype(np.float64)
    z = _float(c).astype(np.float64)
    s = p + z
    t = s - p
    rest = (p - (s - t)) + (z - t)
    even = (s.view(np.uint64) & np.uint64(1)) == 0
    inexact = np.isfinite(s) & (rest != 0.0) & even & np.isfinite(rest)
    odd = np.nextafter(s, np.where(rest > 0.0, np.inf, -np.inf))
    return _rounded(np.where(inexact, odd, s))


def _to_int(a: Words) -> Words:
    x = np.trunc(_float(a).astype(np.float64))
    x = np.where(np.isnan(x), 0.0, x)
    return np.clip(x, -(2.0**31), 2.0**31 - 1.0).astype(np.int32).view(np.uint32)


def _count(b: Words) -> Words:
    return b & np.uint32(31)


def _lesser(a: Words, b: Words) -> Words:
    return _word(np.where(_float(b) < _float(a), _float(b), _float(a)))


def _greater(a: Words, b: Words) -> Words:
    return _word(np.where(_float(a) < _float(b), _float(b), _float(a)))


# fmt: off
_ROWS = (
    #      name       args   result commutes  definition                                                     meaning
    WordOp("add",      "ff",  "f",  True,  lambda a, b: _word(_float(a) + _float(b)),                        "a + b, rounded"),
    WordOp("sub",      "ff",  "f",  False, lambda a, b: _word(_float(a) - _float(b)),                        "a - b, rounded"),
    WordOp("mul",      "ff",  "f",  True,  _mul,                                                             "a * b, rounded"),
    WordOp("fma",      "fff", "f",  True,  _fma,                                                             "a * b + c, rounded once"),
    WordOp("div",      "ff",  "f",  False, lambda a, b: _word(_float(a) / _float(b)),                        "a / b, rounded"),
    WordOp("sqrt",     "f",   "f",  False, lambda a: _word(np.sqrt(_float(a))),                              "square root of a, rounded"),
    WordOp("neg",      "f",   "f",  False, lambda a: a ^ np.uint32(SIGN),                                    "a with its sign bit changed"),
    WordOp("abs",      "f",   "f",  False, lambda a: a & np.uint32(~SIGN & 0xFFFFFFFF),                      "a with its sign bit cleared"),
    WordOp("min",      "ff",  "f",  False, _lesser,                                                          "b if b < a else a"),
    WordOp("max",      "ff",  "f",  False, _greater,                                                         "b if a < b else a"),
    WordOp("round",    "f",   "f",  False, lambda a: _word(np.rint(_float(a))),                              "nearest integer, ties to even"),
    WordOp("to_int",   "f",   "i",  False, _to_int,                                                          "a as int32, toward zero, saturated; 0 for NaN"),
    WordOp("to_float", "i",   "f",  False, lambda a: _signed(a).astype(np.float32).view(np.uint32),          "a as float32, rounded"),
    WordOp("iadd",     "ii",  "i",  True,  lambda a, b: a + b,                                               "a + b modulo 2**32"),
    WordOp("isub",     "ii",  "i",  False, lambda a, b: a - b,                                               "a - b modulo 2**32"),
    WordOp("shl",      "ii",  "i",  False, lambda a, b: a << _count(b),                                      "a * 2**(b mod 32) modulo 2**32"),
    WordOp("shr",      "ii",  "i",  False, lambda a, b: (_signed(a) >> _signed(_count(b))).view(np.uint32),  "floor(a / 2**(b mod 32))"),
    WordOp("ushr",     "ii",  "i",  False, lambda a, b: a >> _count(b),                                      "floor(a / 2**(b mod 32)) of a without sign"),
    WordOp("iand",     "ii",  "i",  True,  lambda a, b: a & b,                                               "a and b, bit by bit"),
    WordOp("ior",      "ii",  "i",  True,  lambda a, b: a | b,                                               "a or b, bit by bit"),
    WordOp("ixor",     "ii",  "i",  True,  lambda a, b: a ^ b,                                               "a exclusive-or b, bit by bit"),
    WordOp("lt",       "ff",  "i",  False, lambda a, b: (_float(a) < _float(b)).astype(np.uint32),           "1 if a < b else 0; 0 for NaN"),
    WordOp("select",   "iff", "f",  False, lambda a, b, c: np.where(a != 0, b, c),                           "the word b unless the word a is 0, then c"),
)
# fmt: on
WORD_OPS: dict[str, WordOp] = {row.name: row for row in _ROWS}
BY_OPTION = ("div", "sqrt")
DEFAULT_OPS = tuple(name for name in WORD_OPS if name not in BY_OPTION)
SHIFTS = ("shl", "shr", "ushr")
MASKS = ("iand", "ior", "ixor")

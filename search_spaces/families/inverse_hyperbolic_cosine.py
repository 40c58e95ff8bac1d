"""Reductions of the inverse hyperbolic cosine: one logarithm, from 1 on, of a sum whose roundings are kept or not."""

import math
from typing import Any

from search_spaces.programs.program import Program
from search_spaces.programs.tracing import (
    Float,
    Outputs,
    bits,
    fma,
    from_bits,
    larger,
    select,
    smaller,
    sqrt,
    stage,
    to_float,
)
from search_spaces.slots import Family, hole, part
from search_spaces.steps import EVEN, EXPONENT_BITS, LN2_NEAREST, rough_reciprocal

_DOMAIN = (-0.25, 0.5)

_LEAST, _WORD_OF_EIGHT = 1035993088, 1090519040
"""Words of 3/4 / 8 and of 8."""
_SIXTEENTH = EVEN - (4 << 23)
"""Turns the word of a root into that of 1 / (16 root)."""


_NOTHING, _ROOT, _ALL = (
    "",
    "the errors of the root and of the last sum are in shift, divided by 2^k for 1 + S",
    "the errors of all sums and of the root are in shift, to 5.1 %",
)
_CONSTANTS = (1.0, 2.0**60, 0.125)
_SPLIT_CONSTANTS = (-1.0, 0.125, _LEAST, _WORD_OF_EIGHT, EXPONENT_BITS)


def _logarithm_of(kept: str) -> Program:
    """x -> (f, k, w), with `shift` where something is kept: w = S / 8, and 2^23 k goes on as k."""
    constants = (
        (-0.125, _SIXTEENTH, *_SPLIT_CONSTANTS, EVEN) if kept == _ALL else (-0.125, _SIXTEENTH, *_SPLIT_CONSTANTS)
    )
    power, told = (" e^shift", f": {kept}") if kept else ("", "")

    @stage(*_CONSTANTS, *(constants if kept else _SPLIT_CONSTANTS), power=power, told=told)
    def split(x: Float) -> Outputs:
        """1 + S = 2^k (1 + f){power}, S = t + root, root = sqrt(t |t| + 2 t), t = x - 1{told}.

        Beyond 2^60 t stands for the root. 1 + f is from 3/4 to 3/2, k from the exponent field of u = 1/8 + w, w = S / 8.
        """
        t = x - 1.0
        bounded = smaller(t, 2.0**60)
        twice_t = bounded + bounded
        size = abs(bounded)
        v = fma(bounded, size, twice_t)
        root = sqrt(v)
        longer = larger(root, t)
        less = t * 0.125
        w = fma(longer, 0.125, less)
        rest = None
        if kept:
            residual = fma(-root, root, v if kept == _ROOT else twice_t)
            if kept == _ALL:
                left = residual
                residual = fma(bounded, size, left)
            share = rough_reciprocal(root, _SIXTEENTH)
            back = fma(longer, -0.125, w)
            lost = less - back
            rest = fma(residual, share, lost)
        u = w + 0.125
        field = (bits(u) - _LEAST) & EXPONENT_BITS
        scale = from_bits(_WORD_OF_EIGHT - field)  # 8 * 2^-k
        offset = fma(scale, 0.125, -1.0)
        given = {"f": fma(w, scale, offset), "k": to_float(field), "w": w}
        if rest is not None:
            given["shift"] = rest * (scale if kept == _ROOT else rough_reciprocal(u))
        return given

    return split


def _of_sum(mp: Any, f: Any) -> Any:
    return mp.log1p(f) if f > 0 else mp.log1p(f) + mp.ln2


_STEP = LN2_NEAREST.high * 2.0**-23
"""Of k, which is given as 2^23 k."""


def _ends(large: Float, w: Float) -> Float:
    """inf and nan come through w."""
    ordinary = w < math.inf
    return select(ordinary, large, w)


@stage(_STEP, math.inf)
def _end(q: Float, f: Float, k: Float, w: Float) -> Outputs:
    """acosh x = k ln 2 + f q, q = log(1 + f) / f; inf and nan come through w."""
    large = fma(k, _STEP, f * q)
    return {"result": _ends(large, w)}


@stage(_STEP, math.inf)
def _end_shifted(q: Float, f: Float, k: Float, shift: Float, w: Float) -> Outputs:
    """acosh x = k ln 2 + (f + (f^2 q + shift)), q = (log(1 + f) - f) / f^2; inf and nan come through w."""
    log_mantissa = f + fma(f * f, q, shift)
    large = fma(k, _STEP, log_mantissa)
    return {"result": _ends(large, w)}


# fmt: off
_TAIL = hole("q(f)", "log(1 + f) = f + f^2 q", part("log_tail", lambda mp, f: (mp.log1p(f) - f) / f**2, _DOMAIN, (-0.5, 2)),
             factor=lambda mp, f: f**2, result=_of_sum)
_RATIO = hole("q(f)", "log(1 + f) = f q", part("log1p_over_f", lambda mp, f: mp.log1p(f) / f, _DOMAIN, (1.0, 1)),
              factor=lambda mp, f: f, result=_of_sum)

_ACOSH = Family("acosh", """\
acosh x = log(1 + S), and t = x - 1 is exact from 1 to 2^24 (Sterbenz and beyond). Below 1 the root is
nan, and so is the result; so infinity and nan come through S. S is divided by 8, so that nothing overflows. f is
from S itself, without rounding up to 2^24: 2^-k S + (2^-k - 1), f = S where k = 0. ln 2 is one part,
whose error is 1/15 ulp at worst.
{}""", (_TAIL,), points=((1.0, 1.7), (1.0, 6.0)))

ROWS = (
    _ACOSH.row("acosh_one_piece_exact", _logarithm_of(_ALL), _end_shifted, why="""\
The error of the root and of the sum below it is the residual t |t| + (2 t - root^2) over twice the root, the division to 5.1 %
through the root's bits; the square's rounding and the residual's stay, 1/8 ulp of the result (sampled). That of t + root is
found exactly (Fast2Sum, the root is the larger one). Both are divided by 1 + S to 5.1 % through its bits and join the core's term."""),
    _ACOSH.row("acosh_one_piece_near", _logarithm_of(_ROOT), _end_shifted, why="""\
The errors of the root and of t + root are kept as in acosh_one_piece_exact, but divided by 2^k instead of 1 + S: up to a half too
much, where the result is an ulp of S and more. The error of the sum below the root stays, 1/4 2^-23 of the root at worst."""),
    _ACOSH.row("acosh_one_piece", _logarithm_of(_NOTHING), _end, slots=(_RATIO,), why="""\
S is rounded three times, so that it is off by 1.25 2^-23 of itself at worst; log(1 + f) is one product, f q(f)."""),
)
# fmt: on

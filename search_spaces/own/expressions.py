"""Expressions in x as targets: a user's own function with its parity and its limits, and the domain of a search."""

import functools
import math
from typing import Any

import mpmath

from search_spaces.functions.row import SIGNED_ZERO
from search_spaces.own.formulas import Formula, parsed
from search_spaces.own.language import ExpressionError, parse, shown
from search_spaces.own.parity import parity_of
from search_spaces.own.singular import singular_points
from search_spaces.own.value_limits import in_time
from search_spaces.targets import ARITHMETIC, NO_PARITY, ODD, RELATIVE, Target

KNOWN_SECONDS = 20.0
"""Most processor time of looking for parity and limits: some hundred values for each divisor."""


@functools.lru_cache(maxsize=64)
def known_of(text: str, domain: tuple[float, float]) -> tuple[str, tuple[str, ...]]:
    """The parity of an expression on a domain, and in words what is taken of it beside its text: parity and limits.

    A parity counts where the domain holds 0; it is that of the expression on both sides of it.
    """
    low, high = domain
    if not (low < high and math.isfinite(high - low)):
        return NO_PARITY, ()
    context: Any = mpmath.MPContext()
    made, middle = Formula(text), context.mpf((low + high) / 2)
    return made.within_reach(context, middle, lambda: _known_of(made, domain), KNOWN_SECONDS)


def _known_of(made: Formula, domain: tuple[float, float]) -> tuple[str, tuple[str, ...]]:
    (low, high), read, context = domain, parsed(made.text), mpmath.MPContext()
    parity, ground = parity_of(read.tree, made, max(-low, high), context) if low <= 0.0 <= high else (NO_PARITY, "")
    raw, *divisors = (
        lambda mp, x, g=part: made.within_reach(mp, x, lambda: g(mp, {"x": x})) for part in (read.value, *read.divisors)
    )
    limits = singular_points(raw, divisors, made.limit, domain)
    words = [f"at x = {x:.9g} its limit {float(found.value):.9g}, {found.sides}" for x, found in limits]
    return parity, (*([] if parity == NO_PARITY else [f"{parity}, {ground}"]), *words)


def parse_expression(
    text: str,
    name: str = "expression",
    domain: tuple[float, float] = (0.0, 1.0),
    error: str = RELATIVE,
    ops: tuple[str, ...] = ARITHMETIC,
) -> Target:
    """A target row from a user's expression in x; whether it can be searched is for `evaluators.minimax.posed` to say.

    Args:
        text: The expression.
        name: Of the target in tables and files.
        domain: Closed interval of the search.
        error: RELATIVE or ABSOLUTE.
        ops: Operations of the search.

    Raises:
        ExpressionError: As for `parse`.
    """
    parse(text)
    parity, words = known_of(text, domain)
    return Target(
        name=name,
        reference=Formula(text),
        derivative="",
        real_domain=domain,
        error=error,
        parity=parity,
        specials=SIGNED_ZERO if parity == ODD else (),
        monotone=False,
        timing_domain=domain,
        stock=None,
        c_name=None,
        numpy_name=None,
        citation="; ".join([f"given as {text}", *words]),
        ops=ops,
    )


def parse_domain(text: str) -> tuple[float, float]:
    """Two numbers `A,B`, each an expression of constants such as -pi/4, as the float64 nearest to it.

    Raises:
        ExpressionError: Not two such numbers.
    """
    parts = text.split(",")
    if len(parts) != 2:
        raise ExpressionError(f"a domain is A,B, two numbers such as 0,1 or -pi/4,pi/4; was given {shown(text)}")
    low, high = (_number_of(part) for part in parts)
    return low, high


def _number_of(text: str) -> float:
    context: Any = mpmath.MPContext()
    context.prec = 120
    try:
        return float(in_time(lambda: parse(text, ())(context, {})))
    except (ArithmeticError, TypeError) as error:
        raise ExpressionError(
            f"{shown(text)} is not a finite real number: {str(error) or 'a division by zero'}"
        ) from None

"""The value of an expression at a point: settled between two precisions, within time, a limit where there is no value."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import mpmath

from search_spaces.own.language import Evaluate, ExpressionError, read, shown
from search_spaces.own.singular import Limit, limit_at
from search_spaces.own.value_limits import VALUE_SECONDS, Endless, OutOfReach, TooLargeError, TooSlowError, in_time


class OutOfReachError(ExpressionError, OutOfReach):
    """An expression whose value at a point is too large, or is not found."""


class EndlessError(OutOfReachError, Endless):
    """An expression whose value at a point takes too long."""


class PrecisionError(ExpressionError):
    """An expression that cancels every bit of any precision tried, such as one that is zero by an identity."""


GUARD_BITS, GUARD_ORDER, MOST_BITS = 32, 4, 20_000
"""Bits beyond those wanted: an expression such as (1 - cos(x)) / x**2 loses 2 log2(1/x) of them near 0, so at least four
times log2(1/x) are there from the first evaluation on; no more than MOST_BITS are tried."""


@dataclass(frozen=True, slots=True)
class Formula:
    """The reference of a user's target; equal texts are equal functions."""

    text: str

    def __call__(self, mp: Any, x: Any) -> Any:
        """The value at one of the context's numbers, real or not, right to the context's precision.

        Where the expression has none, as sin(x)/x at 0, the limit, if it has one (search_spaces/own/singular.py).

        Raises:
            PrecisionError: No two evaluations agree.
            ZeroDivisionError, ValueError: A pole.
        """
        try:
            value = self.settled(mp, x)
        except ExpressionError:
            raise
        except (ZeroDivisionError, ValueError):
            found = self.limit(mp, x)
            if found is None:
                raise
            return found.value
        found = self.limit(mp, x) if mp.isfinite(x) and not mp.isfinite(value) else None
        return value if found is None else found.value

    def evaluate(self) -> Evaluate:
        """The expression as it stands, on a context and its numbers by variable."""
        return parsed(self.text).value

    def limit(self, mp: Any, x: Any) -> Limit | None:
        """The limit at a number, where there is one."""
        found = _limit_of(self, x._mpf_, mp.prec) if isinstance(x, mp.mpf) else None
        return found and Limit(mp.make_mpf(found.value._mpf_), found.sides)

    def settled(self, mp: Any, x: Any, beside: int = 0) -> Any:
        """The expression's value: two evaluations agree, the second with at least twice the guard bits of the first.

        Args:
            mp: A context.
            x: One of its numbers.
            beside: Bits by which x lies closer to a point where terms cancel than to 0.

        Raises:
            PrecisionError: No two do.
            OutOfReachError: The value, or one on the way to it, is too large or takes too long.
        """
        return self.within_reach(mp, x, lambda: self._settled(mp, x, beside))

    def within_reach(self, mp: Any, x: Any, compute: Callable[[], Any], seconds: float = VALUE_SECONDS) -> Any:
        """Value that `compute` makes of the expression at x, within a limit of processor time.

        Raises:
            OutOfReachError: It is too large, is not found, or takes too long (EndlessError).
        """
        what, where = f"expression {shown(self.text)}", f"at x = {mp.nstr(x, 17)}"
        try:
            return in_time(compute, seconds)
        except (TooLargeError, OverflowError, MemoryError) as error:
            raise OutOfReachError(f"{what} overflows {where}: {error}") from None
        except mp.NoConvergence as error:
            raise OutOfReachError(f"{what} has no value that mpmath can find {where}: {error}") from None
        except TooSlowError as error:
            raise EndlessError(
                f"{what} takes too long {where}: {error}, and a search needs thousands of values. Choose smaller parameters"
            ) from None

    def _settled(self, mp: Any, x: Any, beside: int) -> Any:
        evaluate, wanted = parsed(self.text).value, mp.prec
        guard = GUARD_BITS + GUARD_ORDER * max(beside, -int(mp.mag(x)) if x else 0, 0)
        with mp.workprec(wanted + guard):
            coarse = evaluate(mp, {"x": x})
        while guard < max(MOST_BITS, 3 * GUARD_ORDER * beside):
            guard = 2 * guard + wanted
            with mp.workprec(wanted + guard):
                fine = evaluate(mp, {"x": x})
                settled = _agree(mp, coarse, fine, wanted)
            if settled:
                return +fine
            coarse = fine
        raise PrecisionError(
            f"expression {shown(self.text)} loses all of {guard} bits to cancellation at x = {mp.nstr(x, 17)}. "
            "Is it zero there by an identity? Write it so that nothing cancels"
        )


def _agree(mp: Any, coarse: Any, fine: Any, bits: int) -> bool:
    if coarse == fine or (mp.isnan(coarse) and mp.isnan(fine)):
        return True
    return bool(abs(coarse - fine) <= mp.ldexp(abs(fine), -bits))


parsed = functools.lru_cache(maxsize=64)(read)
"""`read`, of texts that come again and again."""


@functools.lru_cache(maxsize=256)
def _limit_of(formula: Formula, x: Any, bits: int) -> Limit | None:
    """The limit at a number given as mpmath keeps it, to so many bits."""
    context: Any = mpmath.MPContext()
    context.prec = bits
    try:
        return limit_at(formula.settled, context, context.make_mpf(x))
    except PrecisionError:
        return None

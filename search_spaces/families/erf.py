"""Reductions of the error function."""

import math

from search_spaces.families.tails import erf_quotient
from search_spaces.program import Program
from search_spaces.slots import Reduction, Slot, Weigh, part
from search_spaces.steps import SIGN_BIT, with_sign_of
from search_spaces.tracing import Float, Outputs, fma, select, smaller, stage


def _erfc_root(turn: float, power: int) -> Weigh:
    return lambda mp, r: mp.root(mp.erfc(turn + r), power)


def _moved_by_power(turn: float, power: int) -> Weigh:
    """d/dq of 1 - q^power at q = erfc(turn + r)^(1/power), up to its sign."""
    root = _erfc_root(turn, power)
    return lambda mp, r: power * root(mp, r) ** (power - 1)


def _small_slot(turn: float, centre: float) -> Slot:
    """erf(x) = x + x c(x^2 - centre) for |x| < turn."""
    domain = (-centre, turn * turn - centre)
    quotient = part("erf_quotient", erf_quotient(centre), domain)
    root: Weigh = lambda mp, r: mp.sqrt(r + centre)  # noqa: E731
    return Slot("c", "s", quotient, domain, factor=root, result=lambda mp, r: mp.erf(root(mp, r)))


def _large_slot(turn: float, power: int) -> Slot:
    """erf(turn + r) = 1 - q^power for 0 <= r <= 4 - turn."""
    domain = (0.0, 4.0 - turn)
    root = part(f"erfc_root{power}", _erfc_root(turn, power), domain)
    factor = _moved_by_power(turn, power)
    return Slot("q", "r", root, domain, factor=factor, result=lambda mp, r: mp.erf(turn + r))


def _centred_square(centre: float) -> Program:
    @stage(centre=centre)
    def centred(x: Float) -> Outputs:
        """s = x^2 - {centre:.6g}, rounded once."""
        return {"s": fma(x, x, -centre)}

    return centred


def _beyond(turn: float) -> Program:
    @stage(turn=turn)
    def beyond(x: Float) -> Outputs:
        """r = |x| - {turn:.6g}, up to |x| = 4: exact, because {turn:.6g} has few bits."""
        return {"r": smaller(abs(x) - turn, 4.0 - turn)}

    return beyond


def _joined(turn: float, power: int) -> Program:
    @stage(0.0, 1.0, SIGN_BIT, turn=turn, power=power)
    def joined(x: Float, c: Float, r: Float, q: Float) -> Outputs:
        """erf x = x + x c below |x| = {turn:.6g}, c = erf x / x - 1; from there on 1 - q^{power} with the sign of x, q = erfc(|x|)^(1/{power})."""
        near = fma(x, c, x)
        root = q
        for _ in range(power.bit_length() - 2):
            root = root * root
        far = fma(-root, root, 1.0)
        signed = with_sign_of(far, x)
        return {"result": select(r < 0.0, near, signed)}

    return joined


_ERF_WHY = """\
|x| < {turn}: erf(x) = x + x c(s), s = x^2 - {centre}. c runs from 0.128 at x = 0 down to {least:.3f}, so an ulp of c is a small part
of an ulp of the result; the centre halves |s|, and with it what the rounding of x^2 and of c's inner terms adds.
{turn} <= |x|: erf(x) = 1 - q(r)^{power}, q(r) = erfc({turn} + r)^(1/{power}), r = min(|x| - {turn}, {reach}), which is exact; the sign of x goes
into the sign bit. erfc({turn}) = {rest:.3f}, so relative errors of q^{power} weigh {rest:.3f} at most; q(r) begins at r = 0 because they weigh
most there. At |x| = 4 q^{power} is 2^-25.9: the difference is 1 from there on, and at infinity. A root of erfc is easier for a
polynomial than erfc itself: its logarithm falls {power} times slower."""


def _erf_row(name: str, turn: float, centre: float, power: int) -> Reduction:
    stages = (_centred_square(centre), _beyond(turn), _joined(turn, power))
    least, rest = math.erf(turn) / turn - 1, math.erfc(turn)
    why = _ERF_WHY.format(turn=turn, centre=centre, least=least, power=power, rest=rest, reach=4.0 - turn)
    slots = (_small_slot(turn, centre), _large_slot(turn, power))
    return Reduction(name, "erf", stages, slots, flushes=False, why=why, points=((-4.5, 4.5),))


ROWS: tuple[Reduction, ...] = (
    _erf_row("erf_square", 1.125, 0.625, 2),
    _erf_row("erf_fourth_power", 1.125, 0.625, 4),
    _erf_row("erf_eighth_power", 1.0, 0.5, 8),
    _erf_row("erf_sixteenth_power", 1.0, 0.5, 16),
)

"""Reductions of the error function."""

import math

from search_spaces.families.tails import erf_quotient
from search_spaces.programs.program import Program
from search_spaces.programs.tracing import Float, Outputs, fma, select, smaller, stage
from search_spaces.slots import Family, Reduction, Slot, Weigh, hole, part
from search_spaces.steps import SIGN_BIT, with_sign_of


def _small_slot(turn: float, centre: float) -> Slot:
    quotient = part("erf_quotient", erf_quotient(centre), (-centre, turn * turn - centre))
    root: Weigh = lambda mp, s: mp.sqrt(s + centre)  # noqa: E731
    return hole("c(s)", f"erf x = x + x c, s = x^2 - {centre:.6g}", quotient, root, lambda mp, s: mp.erf(root(mp, s)))


def _large_slot(turn: float, power: int) -> Slot:
    """An error of q moves q^power by power q^(power - 1) times it."""
    root: Weigh = lambda mp, r: mp.root(mp.erfc(turn + r), power)  # noqa: E731
    target = part(f"erfc_root{power}", root, (0.0, 4.0 - turn))
    factor: Weigh = lambda mp, r: power * root(mp, r) ** (power - 1)  # noqa: E731
    return hole("q(r)", f"erfc({turn:.6g} + r) = q^{power}", target, factor, lambda mp, r: mp.erf(turn + r))


def _centred_square(centre: float) -> Program:
    @stage(centre=centre)
    def centred(x: Float) -> Outputs:
        """s = x^2 - {centre:.6g}, rounded once."""
        return {"s": fma(x, x, -centre)}

    return centred


def _beyond(turn: float) -> Program:
    @stage(turn=turn, most=4.0 - turn)
    def beyond(x: Float) -> Outputs:
        """r = |x| - {turn:.6g}, up to |x| = 4: exact, because {turn:.6g} has few bits."""
        return {"r": smaller(abs(x) - turn, 4.0 - turn)}

    return beyond


def _joined(turn: float, power: int) -> Program:
    @stage(0.0, 1.0, SIGN_BIT, turn=turn, power=power)
    def joined(x: Float, c: Float, r: Float, q: Float) -> Outputs:
        """erf x = x + x c below |x| = {turn:.6g}, c = erf x / x - 1; from there on 1 - q^{power} with the sign of x, q = erfc(|x|)^(1/{power})."""
        near_part = fma(x, c, x)
        root = q
        for _ in range(power.bit_length() - 2):
            root = root * root
        far_part = fma(-root, root, 1.0)
        signed_far = with_sign_of(far_part, x)
        return {"result": select(r < 0.0, near_part, signed_far)}

    return joined


_WHY = """\
c runs from 0.128 at x = 0 down to {least:.3f}, so an ulp of c is a small part of an ulp of the result; the centre halves |s|, and with it
the roundings of x^2 and of c's inner terms.
erfc({turn}) = {rest:.3f}, so relative errors of q^{power} weigh {rest:.3f} at most; q(r) begins at r = 0 because they weigh most there. At
|x| = 4 q^{power} is 2^-25.9: the difference is 1 from there on, and at infinity. A root of erfc is easier for a polynomial than erfc
itself: its logarithm falls {power} times slower."""


def _row(name: str, turn: float, centre: float, power: int) -> Reduction:
    why = _WHY.format(turn=turn, least=math.erf(turn) / turn - 1, power=power, rest=math.erfc(turn))
    family = Family("erf", why, (_small_slot(turn, centre), _large_slot(turn, power)), points=((-4.5, 4.5),))
    return family.row(name, _centred_square(centre), _beyond(turn), _joined(turn, power))


ROWS = (
    _row("erf_square", 1.125, 0.625, 2),
    _row("erf_fourth_power", 1.125, 0.625, 4),
    _row("erf_eighth_power", 1.0, 0.5, 8),
    _row("erf_sixteenth_power", 1.0, 0.5, 16),
)

"""Shares of the kinds of head among the turns of breeding prologues: few, and more where a kind leads.

Linear heads without a sign have a turn unless another kind is drawn. A prologue bred in a turn of a kind has a parent of
that kind where there is one.
"""

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.word_heads import KINDS, RATIONAL, SIGNED
from evo.compiled.rng import below, uniform
from evo.compiled.whole.whole_store import WORST, best_error

LINEAR_TURN, RATIO_TURN, SIGNED_TURN, SIGNED_RATIO_TURN, SHIFTED_TURN = range(5)
TURNS = 5
LEAST_SHARE = 0.015
"""Of a kind that has not paid yet."""
FOUND_SHARE = 0.1
"""The same of rational heads where found kernels are operations: they pay under heads."""
SHIFTED_SHARE = 0.04
"""The same of heads with a shift."""
LEADING_SHARE = 0.3
"""More where a kind leads at every cost."""
LEADS = 0.7
"""An error below this share of the least that linear heads have at the same cost, or less, leads."""


@strict
def is_of_turn(kind, turn):
    """True if prologues with this kind of head are bred in this kind of turn."""
    rational = 1 if kind % SIGNED == RATIONAL else 0
    return turn == SIGNED_TURN * (kind // SIGNED) + RATIO_TURN * rational


@strict
def leading_share(prologues, turn):
    """Share of the costs with prologues of a turn at which their least error leads that of linear heads."""
    linear = WORST
    least = WORST
    costs = 0
    leads = 0
    for cost in range(len(prologues.size) // KINDS):
        here = WORST
        for kind in range(KINDS):
            error = best_error(prologues, cost * KINDS + kind)
            if is_of_turn(kind, turn):
                here = min(here, error)
            if is_of_turn(kind, LINEAR_TURN):
                linear = min(linear, error)
        least = min(least, here)
        if least < WORST:
            costs += 1
            leads += 1 if least < LEADS * linear else 0
    return leads / costs if costs > 0 else 0.0


@strict
def has_both_signs(points):
    """True if the target is negative and positive on the sample."""
    negative = 0
    positive = 0
    for j in range(len(points.x)):
        negative += 1 if points.f[j] < 0.0 else 0
        positive += 1 if points.f[j] > 0.0 else 0
    return negative > 0 and positive > 0


@strict
def share_turns(prologues, rules, points, shares):
    """Fill the shares of kinds of turns: none for rational heads that could not be expanded, nor for signs of what has one sign."""
    rational = rules.rational and (rules.has_division or len(rules.divisions.length) > 0)
    signed = rules.signed and has_both_signs(points)
    for turn in range(1, TURNS):
        least = FOUND_SHARE if turn == RATIO_TURN and len(rules.found.length) > 0 else LEAST_SHARE
        least = SHIFTED_SHARE if turn == SHIFTED_TURN else least
        shares[turn] = least + LEADING_SHARE * leading_share(prologues, turn)
        is_sign = turn in (SIGNED_TURN, SIGNED_RATIO_TURN)
        if (
            (is_rational_turn(turn) and not rational)
            or (is_sign and not signed)
            or (turn == SHIFTED_TURN and not rules.shifted)
        ):
            shares[turn] = 0.0
    shares[LINEAR_TURN] = 1.0 - shares[1:].sum()


@strict
def is_rational_turn(turn):
    """True for turns of rational heads, with a sign or without."""
    return turn % 2 == 1


@strict
def draw_turn(shares, rng):
    """A kind of turn."""
    u = uniform(rng)
    for turn in range(TURNS - 1, 0, -1):
        if u < shares[turn]:
            return turn
        u -= shares[turn]
    return LINEAR_TURN


@strict
def pick_niche_of(shelf, turn, rng):
    """A random niche of a kind of turn that is not empty, or of linear heads; -1 where there is none."""
    for attempt in range(2):
        wanted = turn if attempt == 0 else LINEAR_TURN
        chosen = -1
        seen = 0
        for niche in range(len(shelf.size)):
            if shelf.size[niche] > 0 and is_of_turn(niche % KINDS, wanted):
                seen += 1
                if below(rng, seen) == 0:
                    chosen = niche
        if chosen >= 0:
            return chosen
    return -1


@strict
def pick_front_of(shelf, turn, rng):
    """A random niche among those whose best is better than all before, of a kind of turn or of linear heads; -1 if none."""
    for attempt in range(2):
        wanted = turn if attempt == 0 else LINEAR_TURN
        chosen = -1
        seen = 0
        best = WORST
        for niche in range(len(shelf.size)):
            error = best_error(shelf, niche) if is_of_turn(niche % KINDS, wanted) else WORST
            if error < 0.95 * best:
                best = error
                seen += 1
                if below(rng, seen) == 0:
                    chosen = niche
        if chosen >= 0:
            return chosen
    return -1

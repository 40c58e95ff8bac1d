import numpy as np
import pytest

from evaluators.compiled.whole.word_heads import ADDED, KINDS, RATIONAL, SCALED, SHIFTED, SIGNED
from evo.compiled.whole.head_shares import FOUND_SHARE, LEADING_SHARE, LEAST_SHARE, SHIFTED_SHARE, TURNS, share_turns
from evo.compiled.whole.whole_store import make_shelf
from evo.whole.domain import domain_of
from evo.whole.epoch import rules_of
from evo.whole.problem import WholeProblem, WholeSettings
from evo.whole.sample import points_of
from search_spaces.whole.words import parse_words

PROGRAM = (parse_words("words x\na = isub(0x7ef311c3, x)\nreturn a\n"),)
X = np.linspace(-2.0, 3.0, 64).astype(np.float32)
LEADING = {(1, SCALED): 1.0, (2, SCALED): 0.5, (1, RATIONAL): 0.1}
"""Least errors by cost and kind."""


def shares(errors: dict[tuple[int, int], float], f: np.ndarray, **given) -> list[float]:
    settings = WholeSettings(ops=given.pop("ops", ("add", "mul")), **given.pop("settings", {}))
    problem = WholeProblem(domain_of([(-2.0, 3.0)]), "absolute", np.sin, settings, None, **given)
    shelf, out = make_shelf(3 * KINDS, 2), np.zeros(TURNS)
    for (cost, kind), error in errors.items():
        shelf.error[cost * KINDS + kind, 0], shelf.size[cost * KINDS + kind] = error, 1
    share_turns(shelf, rules_of(problem), points_of(X, f, "absolute"), out)
    return out.tolist()


@pytest.mark.parametrize(
    ("errors", "f", "given", "wanted"),
    [
        ({}, X * X, {}, (0.0, 0.0, 0.0)),
        ({}, X * X, {"divisions": PROGRAM}, (LEAST_SHARE, 0.0, 0.0)),
        ({}, X, {"ops": ("div",)}, (LEAST_SHARE, LEAST_SHARE, LEAST_SHARE)),
        ({}, X, {"ops": ("div",), "settings": {"rational": False}}, (0.0, LEAST_SHARE, 0.0)),
        ({}, X, {"ops": ("div",), "settings": {"signed": False}}, (LEAST_SHARE, 0.0, 0.0)),
        ({}, X, {"divisions": PROGRAM, "found": PROGRAM}, (FOUND_SHARE, LEAST_SHARE, LEAST_SHARE)),
        (LEADING, X * X, {"divisions": PROGRAM}, (LEAST_SHARE + LEADING_SHARE, 0.0, 0.0)),
        ({(1, SCALED): 0.1, (1, RATIONAL): 0.1}, X * X, {"divisions": PROGRAM}, (LEAST_SHARE, 0.0, 0.0)),
        ({(1, SCALED): 1.0, (2, SIGNED + SCALED): 0.5}, X, {}, (0.0, LEAST_SHARE + LEADING_SHARE, 0.0)),
    ],
)
def test_a_kind_of_head_has_few_turns_and_more_where_it_leads(errors, f, given, wanted):
    got = shares(errors, f, **given)
    assert got[1:] == pytest.approx((*wanted, SHIFTED_SHARE))
    assert sum(got) == pytest.approx(1.0)


def test_heads_with_a_shift_have_more_turns_where_they_lead_and_none_where_they_are_off():
    errors = {(1, SCALED): 1.0, (2, SHIFTED + ADDED): 0.5}
    assert shares(errors, X)[-1] == pytest.approx(SHIFTED_SHARE + LEADING_SHARE)
    assert shares(errors, X, settings={"shifted": False})[-1] == 0.0

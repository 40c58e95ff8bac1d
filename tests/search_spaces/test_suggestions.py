"""Suggestions in place of a wrong name, and none where nothing is near."""

import pytest

from results.library.places import PLACES
from search_spaces.ops import OPS
from search_spaces.own.expressions import parse_domain
from search_spaces.own.language import CONSTANTS, FUNCTIONS, ExpressionError, parse
from search_spaces.programs.parsing import parse as parse_program
from search_spaces.programs.parts import ProgramError
from search_spaces.suggestions import ALIASES, ELSEWHERE, edits, hint, nearest
from search_spaces.targets import TARGETS, find_target

UNDER_INSTALL = [name for place in PLACES for name in place.names]

# fmt: off
OFFERED = [
    # given              known                        offered first, or None
    ("loggamma",         TARGETS,                     "lgamma"),
    ("gammaln",          TARGETS,                     "lgamma"),
    ("lgamma",           FUNCTIONS,                   "loggamma"),
    ("gammaln",          FUNCTIONS,                   "loggamma"),
    ("sigmoid",          TARGETS,                     "logistic"),
    ("arcsin",           TARGETS,                     "asin"),
    ("arctanh",          FUNCTIONS,                   "atanh"),
    ("ln",               TARGETS,                     "log"),
    ("ln",               FUNCTIONS,                   "log"),
    ("Sin",              TARGETS,                     "sin"),
    ("EXP",              FUNCTIONS,                   "exp"),
    ("PI",               CONSTANTS,                   "pi"),
    ("snh",              TARGETS,                     "sinh"),
    ("tahn",             TARGETS,                     "tanh"),
    ("sinn",             FUNCTIONS,                   "sin"),
    ("sqr",              FUNCTIONS,                   "sqrt"),
    ("erfinv",           TARGETS,                     "erf_inv"),
    ("erf_inv",          FUNCTIONS,                   "erfinv"),
    ("probit",           TARGETS,                     "ndtri"),
    ("swish",            TARGETS,                     "silu"),
    ("j0",               FUNCTIONS,                   "besselj"),
    ("psi",              TARGETS,                     "digamma"),
    ("addd",             OPS,                         "add"),
    ("multiply",         OPS,                         "mul"),
    ("sinus",            UNDER_INSTALL,               "sin"),
    ("loggamma",         UNDER_INSTALL,               "lgamma"),
    ("logistc",          UNDER_INSTALL,               "logistic"),
    ("dawson",           TARGETS,                     None),
    ("dawsn",            UNDER_INSTALL,               None),
    ("spence",           TARGETS,                     None),
    ("softsign",         TARGETS,                     None),
    ("-inf",             FUNCTIONS,                   None),
    ("inf",              FUNCTIONS,                   None),
    ("nan",              [*FUNCTIONS, *TARGETS],      None),
    ("q",                [*FUNCTIONS, "x"],           None),
    ("zzzzzz",           TARGETS,                     None),
    ("",                 TARGETS,                     None),
]
# fmt: on


@pytest.mark.parametrize(("given", "known", "offered"), OFFERED, ids=lambda v: v if isinstance(v, str) else "")
def test_a_wrong_name_is_answered_with_the_one_that_it_means_or_with_none(given, known, offered):
    found = nearest(given, known)
    assert (found[0] if found else None) == offered, found
    assert hint(given, known).startswith(f" Did you mean {offered!r}" if offered else "")
    assert bool(hint(given, known)) == (offered is not None)


def test_every_alias_leads_to_a_name_that_is_here_and_is_none_itself_of_what_it_leads_to():
    here = {*TARGETS, *FUNCTIONS, *CONSTANTS, *OPS, *UNDER_INSTALL}
    for alias, names in ALIASES.items():
        assert alias == alias.lower()
        assert set(names) <= here, alias
        assert alias not in names


@pytest.mark.parametrize("name", sorted(ELSEWHERE))
def test_a_function_of_another_library_that_is_not_here_is_no_slip_for_one_that_is(name):
    if name not in TARGETS and name not in ALIASES:
        with pytest.raises(ValueError, match="unknown target") as error:
            find_target(name)
        assert "Did you mean" not in str(error.value)


def test_the_distance_counts_edits_and_exchanged_neighbours():
    pairs = {("sin", "sin"): 0, ("sinn", "sin"): 1, ("tahn", "tanh"): 1, ("", "abc"): 3, ("kitten", "sitting"): 3}
    assert {pair: edits(*pair) for pair in pairs} == pairs


def test_what_the_language_says_otherwise_is_written_out():
    with pytest.raises(ExpressionError, match=r"unknown function 'log2'\. Write log\(x, 2\)\. Known: "):
        parse("log2(x)")
    with pytest.raises(ExpressionError, match=r"unknown function 'lgamma'\. Did you mean 'loggamma'\?"):
        parse("lgamma(x)")
    with pytest.raises(ExpressionError, match=r"unknown function 'np\.arcsin'\. Did you mean 'asin'\?"):
        parse("np.arcsin(x)")


def test_an_infinite_end_of_a_domain_is_named_as_such():
    with pytest.raises(ExpressionError, match=r"'inf' is not a finite number\. Known: pi, ") as error:
        parse_domain("-inf,1")
    assert "Did you mean" not in str(error.value)


def test_an_unknown_operation_of_a_program_is_answered_with_the_nearest():
    text = "program float32 (x: float) -> (y: float)\nv0 = addd(x, x)\nreturn y=v0\n"
    with pytest.raises(ProgramError, match=r"unknown op 'addd'\. Did you mean 'add'"):
        parse_program(text)

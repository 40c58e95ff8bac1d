"""Targets that can be searched are smooth and finite; others are refused with the fault and its place."""

import pytest

from evaluators.minimax.posed import PosedError, require_posed
from search_spaces.own.expressions import parse_expression
from search_spaces.targets import ABSOLUTE, RELATIVE, TARGETS
from tests.sentences import whole

UNIT, SYMMETRIC = (0.0, 1.0), (-1.0, 1.0)


# fmt: off
REFUSED: list[tuple[str, tuple[float, float], str, str]] = [
    ("1/(x - 0.3)",         UNIT,       ABSOLUTE, r"target 'f' has a pole near x = 0\.3: its values grow without bound there\. Choose a domain without this point$"),
    ("1/(x - 0.3)**2",      UNIT,       ABSOLUTE, "has a pole near x = 0.3"),
    ("tan(x)",              (0.0, 3.0), ABSOLUTE, "has a pole near x = 1.5708"),
    ("1/x",                 SYMMETRIC,  ABSOLUTE, "^at x = 0: .*, because of a pole, because it has no limit there, or because f is not real there. Choose a domain without this point$"),
    ("1/x",                 UNIT,       RELATIVE, "at x = 0: .* because of a pole"),
    ("gamma(x)",            (-0.5, 2.), ABSOLUTE, "at x = 0: .*gamma function pole"),
    ("log(x)",              SYMMETRIC,  ABSOLUTE, "at x = -1: .* not real there. Choose a domain without"),
    ("sqrt(x)",             SYMMETRIC,  ABSOLUTE, "at x = -1: .* not real there"),
    ("exp(x)**1e400",       UNIT,       ABSOLUTE, "at x = "),
    ("abs(x - 0.3)",        UNIT,       ABSOLUTE, r"target 'f' has a kink, its slope jumps, near x = 0\.3: the error of interpolation falls only by 2\*\*.* when a cell is halved, where a smooth function has 2\*\*.*\. Split the domain there$"),
    ("abs(x)",              SYMMETRIC,  ABSOLUTE, "has a kink, its slope jumps, near x = "),
    ("floor(3*x)",          UNIT,       ABSOLUTE, "jumps or is unbounded near x = 0.[36]"),
    ("sign(x - 0.5) + 2",   UNIT,       RELATIVE, "jumps or is unbounded near x = 0.5"),
    ("log(abs(x - 0.4))",   UNIT,       ABSOLUTE, "unbounded near x = 0.4|pole near x = 0.4"),
    ("x - 0.3",             UNIT,       RELATIVE, r"^target 'f' is zero at x = 0\.3, inside the domain \[0, 1\], where a relative error has no meaning\. Use the absolute error \(--error absolute\), or"),
    ("(x - 0.3)**2",        UNIT,       RELATIVE, "zero at x = 0.3, inside"),
    ("x - 0.5",             UNIT,       RELATIVE, "zero at x = 0.5, inside"),
    ("sin(x)*exp(x)",       SYMMETRIC,  RELATIVE, "zero at x = 0, inside"),
    ("x - x",               UNIT,       ABSOLUTE, r"^target 'f' is zero on all of \[0, 1\]: choose another target or domain$"),
    ("x + 1",               (1.0, 0.0), ABSOLUTE, "^a domain is two finite numbers, low < high; was given 1.0, 0.0$"),
    ("x + 1",               (0.0, 0.0), ABSOLUTE, "low < high"),
]
# fmt: on


@pytest.mark.parametrize(("text", "domain", "error", "message"), REFUSED)
def test_what_no_search_can_approximate_is_refused(
    text: str, domain: tuple[float, float], error: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        require_posed(parse_expression(text, "f", domain, error), domain, error)


@pytest.mark.parametrize(
    ("text", "domain", "error"),
    [
        ("x - 0.3", UNIT, ABSOLUTE),
        ("sin(x)", UNIT, RELATIVE),
        ("sqrt(x)", UNIT, RELATIVE),
        ("exp(50*x)", UNIT, RELATIVE),
        ("1/(1 + 2500*x*x)", SYMMETRIC, RELATIVE),
        ("x*abs(x)", SYMMETRIC, ABSOLUTE),
        ("3", UNIT, RELATIVE),
        ("sin(1/x)", (0.01, 1.0), ABSOLUTE),
        ("lambertw(x)", (0.1, 1.0), RELATIVE),
    ],
)
def test_smooth_targets_pass(text: str, domain: tuple[float, float], error: str) -> None:
    assert require_posed(parse_expression(text, "f", domain, error), domain, error) is None  # it raises otherwise


def test_the_zero_of_an_odd_row_counts_by_its_limit_and_other_zeros_are_refused() -> None:
    require_posed(TARGETS["sin"], SYMMETRIC, RELATIVE)
    with pytest.raises(
        PosedError,
        match=whole(
            "target 'sin' is zero at x = 3.14159, inside the domain [-1, 4], where a relative error has no meaning. Use ..."
        ),
    ):
        require_posed(TARGETS["sin"], (-1.0, 4.0), RELATIVE)
    with pytest.raises(PosedError, match="zero at x = 1, inside"):
        require_posed(TARGETS["log2"], (0.5, 2.0), RELATIVE)

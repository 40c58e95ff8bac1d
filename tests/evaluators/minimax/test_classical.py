"""Classical forms: the known digits of 2**x on [0, 1], equioscillation, and the programs' shapes."""

import math
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from gmpy2 import mpfr

from evaluators.minimax import sketches
from evaluators.minimax.certify import outputs_float64
from evaluators.minimax.classical import (
    ApproximationProblem,
    ClassicalForm,
    NoFormError,
    certified,
    estrin,
    fit_sketch,
    horner,
    minimax_polynomial,
)
from evaluators.minimax.classical_table import classical_forms, fitted_form
from evaluators.minimax.drafting import squared
from evaluators.minimax.fitting import alternations, free_constants
from evaluators.minimax.sketches import Sketch, fraction, polynomial, rational, symmetric
from search_spaces.programs.program import identity
from search_spaces.targets import ABSOLUTE, EVEN, NO_PARITY, ODD, RELATIVE, TARGETS
from tests.sentences import whole

EXP2 = ApproximationProblem(TARGETS["exp2"], (0.0, 1.0), RELATIVE)
ROW = replace(TARGETS["exp2"], parity=NO_PARITY)
SIN = ApproximationProblem(
    replace(ROW, name="sin", parity=ODD, reference=lambda mp, x: mp.sin(x)), (-0.75, 0.75), RELATIVE
)
COS = ApproximationProblem(
    replace(ROW, name="cos", parity=EVEN, reference=lambda mp, x: mp.cos(x)), (-0.75, 0.75), RELATIVE
)
LOG2 = ApproximationProblem(replace(ROW, name="log2", reference=lambda mp, x: mp.log(x, 2)), (1.0, 2.0), RELATIVE)


def minimax(problem: ApproximationProblem, sketch: Sketch) -> ClassicalForm:
    return certified(problem, fit_sketch(problem, sketch))


# fmt: off
KNOWN_DIGITS: list[tuple[str, Callable[[], ClassicalForm], int, str]] = [
    ("polynomial 1",        lambda: minimax_polynomial(EXP2, 1),       2,  "1.53"),
    ("polynomial 2",        lambda: minimax_polynomial(EXP2, 2),       4,  "2.76"),
    ("polynomial 3",        lambda: minimax_polynomial(EXP2, 3),       6,  "4.13"),
    ("polynomial 4",        lambda: minimax_polynomial(EXP2, 4),       8,  "5.59"),
    ("polynomial 5",        lambda: minimax_polynomial(EXP2, 5),       10, "7.13"),
    ("polynomial 6",        lambda: minimax_polynomial(EXP2, 6),       12, "8.73"),
    ("polynomial 7",        lambda: minimax_polynomial(EXP2, 7),       14, "10.40"),
    ("polynomial 4 ^ 4",    lambda: minimax_polynomial(EXP2, 4, 2),    10, "7.99"),
    ("rational (2,2)",      lambda: minimax(EXP2, rational(EXP2, (2, 2))),    9,  "6.36"),
    ("fraction (1,1)",      lambda: minimax(EXP2, fraction(EXP2, 1)),         3,  "3.06"),
    ("fraction (2,2)",      lambda: minimax(EXP2, fraction(EXP2, 2)),         6,  "6.36"),
    ("fraction (3,3)",      lambda: minimax(EXP2, fraction(EXP2, 3)),         9,  "10.03"),
    ("fraction (2,2) ^ 16", lambda: minimax(EXP2, fraction(EXP2, 2, 4)),      10, "11.18"),
    ("fraction (3,3) ^ 2",  lambda: minimax(EXP2, fraction(EXP2, 3, 1)),      10, "11.84"),
    ("symmetric",           lambda: minimax(EXP2, symmetric(EXP2)),           5,  "5.36"),
    ("symmetric ^ 2",       lambda: minimax(EXP2, symmetric(EXP2, 1)),        6,  "6.56"),
    ("symmetric ^ 4",       lambda: minimax(EXP2, symmetric(EXP2, 2)),        7,  "7.77"),
    ("symmetric ^ 8",       lambda: minimax(EXP2, symmetric(EXP2, 3)),        8,  "8.97"),
    ("symmetric ^ 16",      lambda: minimax(EXP2, symmetric(EXP2, 4)),        9,  "10.17"),
    ("symmetric ^ 32",      lambda: minimax(EXP2, symmetric(EXP2, 5)),        10, "11.38"),
]
# fmt: on


@pytest.mark.parametrize(
    ("build", "ops", "digits"), [row[1:] for row in KNOWN_DIGITS], ids=[r[0] for r in KNOWN_DIGITS]
)
def test_every_form_has_its_known_digits_and_equioscillates(
    build: Callable[[], ClassicalForm], ops: int, digits: str
) -> None:
    form = build()
    assert form.ops == ops
    assert f"{-math.log10(form.certificate.max_error):.2f}" == digits, form
    assert form.equioscillates, form
    # A rational in Horner form stores q(0) = 1, which its fit leaves to the others.
    assert form.coefficients == len(free_constants(form.program)) - ("rational" in form.name)


@pytest.mark.parametrize("count", range(1, 10))
def test_horner_and_estrin_are_the_same_polynomial(count: int) -> None:
    coefficients = [Decimal(k * k - 7) / 4 for k in range(count)]
    points = np.linspace(-1.0, 1.0, 9)
    expected = np.polynomial.polynomial.polyval(points, [float(c) for c in coefficients])
    for program in (horner(coefficients), estrin(coefficients)):
        np.testing.assert_allclose(outputs_float64(program, points), expected, rtol=1e-14, atol=1e-13)
    assert horner(coefficients).op_count() == 2 * (count - 1)


def test_squaring_is_appended_to_the_result() -> None:
    program = squared(identity(), 3)
    assert program.op_count() == 3
    assert outputs_float64(program, np.array([1.5]))[0] == 1.5**8


def test_a_form_that_does_not_exist_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoFormError, match=whole("polynomial 3, Horner has 6 operations; allowed: at most 2")):
        fit_sketch(EXP2, polynomial(EXP2, 3), 2)
    said = "the form divides by x and takes its limit at 0, which is outside [0.5, 1.0]"
    with pytest.raises(NoFormError, match=whole(said)):
        symmetric(EXP2).start(replace(EXP2, domain=(0.5, 1.0)))
    said = "the interpolant that starts the fit does not exist: a row is zero"
    with pytest.raises(NoFormError, match=whole(said)):
        sketches._solve([[mpfr(0)]], [mpfr(1)])
    monkeypatch.setattr(sketches, "_solve", lambda rows, right: [mpfr(1), mpfr(0)])
    with pytest.raises(NoFormError, match=whole("the denominator of the interpolant is zero at 0")):
        sketches._interpolant(EXP2, sketches.shape_of(EXP2), (0, 1), 0)


def test_a_kept_fit_that_is_none_is_refused() -> None:
    program = "program real (x: float) -> (y: float)\nreturn y=x\n"
    read = fitted_form(polynomial(EXP2, 1)).read
    for count in (-1, "3"):
        said = (
            f"the kept fit has {count!r} alternations and an error of 3 characters; allowed: a count, and at most ..."
        )
        with pytest.raises(ValueError, match=whole(said)):
            read([program, "0.1", count])


def test_a_target_that_changes_sign_has_no_form_with_squarings() -> None:
    with pytest.raises(NoFormError, match=r"target .* is zero at x = 0x0\.0p\+0: it has no root to square"):
        minimax_polynomial(SIN, 3, 1)
    shifted = replace(ROW, name="dip", reference=lambda mp, x: x * x - mp.mpf("0.3"))
    with pytest.raises(NoFormError, match=r"target .* is not positive at x = .*: it has no root to square"):
        minimax_polynomial(replace(EXP2, target=shifted, error=ABSOLUTE), 3, 1)


@pytest.mark.parametrize(
    ("problem", "build", "ops", "coefficients"),
    [
        (SIN, lambda: minimax_polynomial(SIN, 1), 4, 2),
        (SIN, lambda: minimax_polynomial(SIN, 2), 6, 3),
        (COS, lambda: minimax_polynomial(COS, 2), 5, 3),
        (COS, lambda: minimax(COS, fraction(COS, 1)), 4, 3),
        (SIN, lambda: minimax(SIN, fraction(SIN, 1)), 5, 3),
        (LOG2, lambda: minimax_polynomial(LOG2, 3), 8, 4),
        (LOG2, lambda: minimax(LOG2, fraction(LOG2, 1)), 5, 3),
    ],
)
def test_parities_and_zeros_of_the_target_are_built_in(
    problem: ApproximationProblem, build: Callable[[], ClassicalForm], ops: int, coefficients: int
) -> None:
    form = build()
    assert form.ops == ops, form.program
    assert form.equioscillates, form
    assert form.coefficients == coefficients
    half = (max(problem.domain[0], 0.0), problem.domain[1])
    assert alternations(form.program, problem.target, half, RELATIVE) > coefficients, form


def test_a_domain_without_zero_has_no_symmetric_form() -> None:
    with pytest.raises(NoFormError, match="outside"):
        symmetric(replace(EXP2, domain=(0.5, 1.0))).start(replace(EXP2, domain=(0.5, 1.0)))


def test_the_table_of_a_target_lists_what_exists_within_the_operations_allowed() -> None:
    forms = classical_forms(SIN, 6)
    assert {form.name for form in forms} >= {"polynomial 3, Horner", "polynomial 5, Horner"}
    assert all(form.ops <= 6 and form.equioscillates for form in forms)
    assert [form.ops for form in forms] == sorted(form.ops for form in forms)


def test_a_target_that_begins_like_a_square_root_has_forms_with_one() -> None:
    row = TARGETS["bessel_i_half"]
    forms = classical_forms(ApproximationProblem(row, row.real_domain, row.error), 4)
    assert [form.ops for form in forms] == [4]
    assert any(instr.op == "sqrt" for instr in forms[0].program.instrs)
    assert forms[0].certificate.max_error < 0.03


def test_the_best_forms_of_every_operation_count_are_in_the_table() -> None:
    forms = classical_forms(EXP2, 7)
    best: dict[int, float] = {}
    for form in forms:
        best.setdefault(form.ops, form.certificate.max_error)
    expected = {2: "1.53", 3: "3.06", 4: "3.66", 5: "5.36", 6: "6.56", 7: "7.77"}
    assert {ops: f"{-math.log10(error):.2f}" for ops, error in best.items()} == expected
    assert {form.name for form in forms} >= {"polynomial 3, Horner", "rational (1,1), Horner", "polynomial 3, Estrin"}
    assert len({(form.ops, form.name) for form in forms}) == len(forms)

"""The classical competitors of a target at every operation count."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from gmpy2 import mpfr

from evaluators.minimax import extended as ext
from evaluators.minimax.certify import Certificate
from evaluators.minimax.classical import ClassicalForm, Fitted, certified, fit_sketch
from evaluators.minimax.ledger import Ledger, ValueCodec
from evaluators.minimax.meter import Meter
from evaluators.minimax.sketches import (
    ESTRIN,
    ApproximationProblem,
    NoFormError,
    Sketch,
    fraction,
    polynomial,
    rational,
    symmetric,
)
from evaluators.report import to_json
from search_spaces.programs.parsing import parse
from search_spaces.programs.program import Program

CERTIFICATE = 300_000
"""Operations of a certificate, but for the first of a problem, which evaluates the target 20,480 times."""
ERROR_DIGITS = 80


def classical_forms(problem: ApproximationProblem, max_ops: int, ledger: Ledger | None = None) -> list[ClassicalForm]:
    """The best of each family at each operation count up to `max_ops`, of those that exist and equioscillate.

    Within a family and an operation count, degrees and squarings compete; only the best are certified. Forms without
    squarings come first. What the ledger's budget does not reach is left out, and stands in the ledger.
    """
    ledger = ledger or Ledger()
    groups: dict[tuple[int, str], list[Fitted]] = {}
    for fitted in _fits(problem, max_ops, ledger):
        groups.setdefault((fitted.ops, fitted.sketch.family), []).append(fitted)
    forms = [form for group in groups.values() if (form := _first_finite(problem, group, ledger)) is not None]
    return sorted(forms, key=lambda form: (form.ops, form.certificate.max_error))


def _first_finite(problem: ApproximationProblem, group: list[Fitted], ledger: Ledger) -> ClassicalForm | None:
    """The best that has no pole between the points of its fit."""
    for fitted in sorted(group, key=lambda f: (f.error, f.sketch.name)):
        form = ledger.take(
            f"certificate of {fitted.sketch.name}",
            lambda meter, fitted=fitted: _measured(problem, fitted, meter),
            _certificate_form(fitted),
            needed=True,
        )
        if form is not None and form.certificate.ok:
            return form
    return None


def _measured(problem: ApproximationProblem, fitted: Fitted, meter: Meter) -> ClassicalForm:
    meter.add(CERTIFICATE)
    return certified(problem, fitted)


def _certificate_form(fitted: Fitted) -> ValueCodec[ClassicalForm]:
    sketch = fitted.sketch

    def read(value: dict[str, Any]) -> ClassicalForm:
        float.fromhex(value["witness"])
        certificate = Certificate(
            max_error=float(value["max_error"]),
            max_error_float64=float(value["max_error_float64"]),
            witness=value["witness"],
            limit_points=tuple(map(float, value["limit_points"])),
            inner_poles=tuple(map(float, value["inner_poles"])),
            reason=str(value["reason"]),
        )
        return ClassicalForm(
            name=sketch.name,
            program=fitted.program,
            certificate=certificate,
            coefficients=sketch.coefficients,
            alternations=fitted.alternations,
        )

    return ValueCodec(lambda form: to_json(form.certificate), read)


def _fits(problem: ApproximationProblem, max_ops: int, ledger: Ledger) -> Iterator[Fitted]:
    for sketch in sketches_of(problem, max_ops):
        fitted = ledger.take(
            sketch.name, lambda meter, sketch=sketch: fit_or_none(problem, sketch, max_ops, meter), fitted_form(sketch)
        )
        if fitted is not None and fitted.equioscillates:
            yield fitted


def sketches_of(problem: ApproximationProblem, max_ops: int) -> list[Sketch]:
    """The forms that are tried, those without squarings first; what has no sketch at all is left out."""
    found = list[Sketch]()
    for build in _builders(problem, max_ops):
        with suppress(NoFormError):
            found.append(build())
    return found


def fit_or_none(problem: ApproximationProblem, sketch: Sketch, max_ops: int | None, meter: Meter) -> Fitted | None:
    """The fit of a sketch, or None where its form does not exist."""
    try:
        return fit_sketch(problem, sketch, max_ops, meter)
    except NoFormError:
        return None


def fitted_form(sketch: Sketch) -> ValueCodec[Fitted | None]:
    """Codec of a sketch's fit: the text of its program, its error to all bits, its alternations."""

    def write(fitted: Fitted | None) -> Any:
        if fitted is None:
            return None
        return [str(fitted.program), f"{fitted.error:.{ERROR_DIGITS}e}", fitted.alternations]

    def read(value: Any) -> Fitted | None:
        if value is None:
            return None
        text, error, count = value
        if not isinstance(count, int) or count < 0 or len(error) > 2 * ERROR_DIGITS:
            raise ValueError(
                f"the kept fit has {count!r} alternations and an error of {len(error)} characters; allowed: a count, and at "
                f"most {2 * ERROR_DIGITS}"
            )
        with ext.extended():
            return Fitted(sketch=sketch, program=real_program(text), error=mpfr(error), alternations=count)

    return ValueCodec(write, read)


def real_program(text: str) -> Program:
    """A real program of one input and one output from its text.

    Raises:
        ValueError: It is none.
    """
    program = parse(text)
    ext.require_real(program)
    return program


def _builders(problem: ApproximationProblem, max_ops: int) -> Iterator[Callable[[], Sketch]]:
    for k in range(max_ops):
        rest = max_ops - k
        for n in range(1, rest // 2 + 1):
            yield lambda n=n, k=k: polynomial(problem, n, k)
            if n >= 3 and 2 * n < rest:  # below degree 3 Estrin's scheme is Horner's; a power costs one operation more
                yield lambda n=n, k=k: polynomial(problem, n, k, ESTRIN)
        for n in range(1, (rest - 1) // 4 + 1):
            yield lambda n=n, k=k: rational(problem, (n, n), k)
        for n in range(1, rest // 3 + 1):
            yield lambda n=n, k=k: fraction(problem, n, k)
        if rest >= 5:
            yield lambda k=k: symmetric(problem, k)

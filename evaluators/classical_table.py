"""The classical competitors of a target at every operation count."""

from collections.abc import Callable, Iterator

from evaluators.classical import ClassicalForm, Fitted, certified, fit_sketch
from evaluators.sketches import (
    ESTRIN,
    ApproximationProblem,
    NoFormError,
    Sketch,
    fraction,
    polynomial,
    rational,
    symmetric,
)


def classical_forms(problem: ApproximationProblem, max_ops: int) -> list[ClassicalForm]:
    """The best of each family at each operation count up to `max_ops`, of those that exist and equioscillate.

    Within a family and an operation count, degrees and squarings compete; only the best are certified.
    """
    groups: dict[tuple[int, str], list[Fitted]] = {}
    for fitted in _fits(problem, max_ops):
        groups.setdefault((fitted.ops, fitted.sketch.family), []).append(fitted)
    forms = [form for group in groups.values() if (form := _first_finite(problem, group)) is not None]
    return sorted(forms, key=lambda form: (form.ops, form.certificate.max_error))


def _first_finite(problem: ApproximationProblem, group: list[Fitted]) -> ClassicalForm | None:
    """The best that has no pole between the points of its fit."""
    for fitted in sorted(group, key=lambda f: (f.error, f.sketch.name)):
        form = certified(problem, fitted)
        if form.certificate.ok:
            return form
    return None


def _fits(problem: ApproximationProblem, max_ops: int) -> Iterator[Fitted]:
    for build in _builders(problem, max_ops):
        try:
            fitted = fit_sketch(problem, build(), max_ops)
        except NoFormError:
            continue
        if fitted.equioscillates:
            yield fitted


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

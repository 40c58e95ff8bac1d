"""The hand-made competitors: minimax polynomials as float32 cores, on the grid by the same search as evolved ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import mpmath

from evaluators.float_grid import GridTask
from evaluators.minimax.classical import Fitted, estrin, fit_sketch
from evaluators.minimax.classical_table import fitted_form, real_program
from evaluators.minimax.drafting import Draft
from evaluators.minimax.fitting import fit
from evaluators.minimax.floors import first_degree
from evaluators.minimax.ledger import Ledger, ValueCodec
from evaluators.minimax.meter import Meter
from evaluators.minimax.sketches import ESTRIN, HORNER, ApproximationProblem, polynomial
from results.finish.cores import TRIED, Core, best_of_starts, core_form, grid_task
from search_spaces.own.bounded import Shifted, is_zero_at_zero
from search_spaces.programs.lowering import lower, to_float32
from search_spaces.programs.program import Program
from search_spaces.space import SearchSpace
from search_spaces.targets import NO_PARITY, RELATIVE, RealFunction

FAST_ULP, GOOD_ULP = 4.0, 1.0
MAX_DEGREE = 20
GAIN = 0.95
"""A degree that leaves more than this share of the error of the one before is the last: rounding is what remains."""

ULPS = 2.0**24
"""A relative error of 2**-24 is an ulp at most."""


@dataclass(frozen=True)
class _Aim:
    """Facts that the cores of one space share; `label` tells forms of one problem from those of another."""

    space: SearchSpace
    problem: ApproximationProblem
    task: GridTask
    seed: int
    ledger: Ledger
    label: str = ""

    def core(self, name: str, program: Program) -> Core | None:
        """A real program as a core on the grid; None where the budget does not reach so far."""

        def make(meter: Meter) -> Core:
            return best_of_starts(
                name=name, core=lower(program), task=self.task, seeds=range(self.seed, self.seed + TRIED), meter=meter
            )

        return self.ledger.take(f"{name}, on the float grid", make, core_form(name))

    def fitted(self, degree: int, scheme: str = HORNER) -> Fitted | None:
        """The minimax polynomial of a degree in its variable; None where the budget does not reach so far."""
        sketch = polynomial(self.problem, degree, 0, scheme)

        def make(meter: Meter) -> Fitted:
            return fit_sketch(self.problem, sketch, None, meter)

        return self.ledger.take(f"{sketch.name}{self.label}", make, fitted_form(sketch))

    def first_degree(self) -> int:
        """Least degree of a polynomial that may be accurate enough; beyond MAX_DEGREE where none may."""
        ulps = ULPS if self.problem.error == RELATIVE else 1.0

        def make(meter: Meter) -> int:
            return first_degree(self.problem, FAST_ULP / ulps, MAX_DEGREE, meter)

        return self.ledger.take(f"polynomials{self.label}", make, _DEGREE) or MAX_DEGREE + 1


_DEGREES = range(1, MAX_DEGREE + 2)
_DEGREE = ValueCodec(_DEGREES.index, _DEGREES.__getitem__)
_PROGRAM = ValueCodec(str, real_program)


def classical_cores(space: SearchSpace, seed: int, ledger: Ledger | None = None) -> list[Core]:
    """The hand-made competitors, cheapest first.

    Horner's form from the first degree below FAST_ULP on, up to the first below GOOD_ULP or that gains nothing, and
    Estrin's form of the last. Where f(x) = x + ... near 0, also with that x as it is: no constant is rounded for it, and
    only the last addition rounds at small x. What the ledger's budget does not reach is left out, and stands in the ledger.
    """
    error = RELATIVE if is_zero_at_zero(space.target) else space.error
    aim = _Aim(
        space, ApproximationProblem(space.target, space.domain, error), grid_task(space), seed, ledger or Ledger()
    )
    cores = list[Core]()
    for name, fitted, degree in _horner(aim):
        if not _added(cores, aim.core(name, fitted.program)):
            break
        if _is_last(cores):
            if cores[-1].grid_ulp <= FAST_ULP:
                _add_estrin(cores, aim, (name, fitted.program, degree))
            break
    return cores + _with_exact_slope(aim) + (_centred(aim) if _far_from_good(cores) else [])


def _added(cores: list[Core], core: Core | None) -> bool:
    """Add a core where there is one; True if there is."""
    cores += [] if core is None else [core]
    return core is not None


def _far_from_good(cores: list[Core]) -> bool:
    return min((core.grid_ulp for core in cores), default=0.0) > GOOD_ULP


def _centred(aim: _Aim) -> list[Core]:
    """Polynomials in x - m, m the middle of the domain, where those in x lose digits to their large coefficients."""
    target, (low, high) = aim.problem.target, aim.problem.domain
    middle = to_float32(Decimal((low + high) / 2))
    if target.parity != NO_PARITY or is_zero_at_zero(target) or abs(middle) < (high - low) / 8:
        return []
    moved = replace(target, reference=Shifted(target.reference, middle), real_domain=(low - middle, high - middle))
    problem = ApproximationProblem(moved, moved.real_domain, aim.problem.error)
    cores = list[Core]()
    for name, fitted, _ in _horner(replace(aim, problem=problem, label=", centred")):
        draft = Draft()
        draft.variable = draft.op("sub", "x", draft.const(Decimal(middle)))
        coefficients = [Decimal(const.value) for const in fitted.program.consts]
        core = aim.core(f"{name}, centred", draft.program(draft.horner(coefficients)))
        if not _added(cores, core) or _is_last(cores):
            break
    return cores


def _is_last(cores: list[Core]) -> bool:
    """True if a higher degree is not worth trying."""
    return cores[-1].grid_ulp <= GOOD_ULP or (len(cores) > 1 and cores[-1].grid_ulp > GAIN * cores[-2].grid_ulp)


def _horner(aim: _Aim) -> Iterator[tuple[str, Fitted, int]]:
    """Name, minimax polynomial and degree in its variable, from the first degree that is accurate enough on."""
    for degree in range(aim.first_degree(), MAX_DEGREE + 1):
        fitted = aim.fitted(degree)
        if fitted is None:
            return
        if fitted.error * (ULPS if aim.problem.error == RELATIVE else 1.0) < FAST_ULP:
            (in_x,) = re.findall(r"\d+", fitted.sketch.name)
            yield f"Horner, degree {in_x}", fitted, degree


def _add_estrin(cores: list[Core], aim: _Aim, horner: tuple[str, Program, int]) -> None:
    name, program, degree = horner
    if aim.problem.target.parity == NO_PARITY and aim.problem.error != RELATIVE:
        program = estrin([Decimal(const.value) for const in program.consts])
    else:
        fitted = aim.fitted(degree, ESTRIN)
        if fitted is None:
            return
        program = fitted.program
    _added(cores, aim.core(name.replace("Horner", "Estrin"), program))


def _with_exact_slope(aim: _Aim) -> list[Core]:
    """x + x u q(u) with u = x**2 for an odd target, else x, at the degrees up to the first within GOOD_ULP."""
    if not _slope_is_one(aim.problem.target):
        return []
    cores = list[Core]()
    for horner, fitted, degree in _horner(aim):
        coefficients = [Decimal(const.value) for const in fitted.program.consts[1 : degree + 1]]
        start, name = _exact_slope(coefficients, aim.problem.target), f"{horner}, exact slope"
        program = aim.ledger.take(name, lambda meter, start=start: fit(start, *_where(aim.problem), meter), _PROGRAM)
        if program is None or not _added(cores, aim.core(name, program)) or _is_last(cores):
            break
    return cores


def _where(problem: ApproximationProblem) -> tuple[RealFunction, tuple[float, float], str]:
    return problem.target, problem.domain, problem.error


def _exact_slope(coefficients: list[Decimal], target: RealFunction) -> Program:
    draft = Draft()
    draft.variable = "x" if target.parity == NO_PARITY else draft.op("mul", "x", "x")
    cube = draft.op("mul", "x", draft.variable)
    return draft.program(draft.op("add", draft.op("mul", cube, draft.horner(coefficients)), "x"))


def _slope_is_one(target: RealFunction) -> bool:
    """True if f(x) = x (1 + O(x)) near 0."""
    if not is_zero_at_zero(target):
        return False
    context: Any = mpmath.MPContext()
    context.prec = 200
    x = context.ldexp(1, -60) * (1 if target.real_domain[1] > 0.0 else -1)
    return bool(abs(target.reference(context, x) / x - 1) < context.ldexp(1, -50))

"""The hand-made competitors: minimax polynomials as float32 cores, on the grid by the same search as evolved ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import mpmath

from evaluators.classical import ApproximationProblem, estrin, fit_sketch
from evaluators.drafting import Draft
from evaluators.fitting import fit
from evaluators.float_grid import GridTask
from evaluators.sketches import ESTRIN, polynomial
from results.cores import Core, best_of_starts, grid_task
from search_spaces.bounded import Shifted, is_zero_at_zero
from search_spaces.lowering import lower, to_float32
from search_spaces.program import Program
from search_spaces.space import SearchSpace
from search_spaces.targets import NO_PARITY, RELATIVE, Target

FAST_ULP, GOOD_ULP = 4.0, 1.0
MAX_DEGREE = 20
GAIN = 0.95
"""A degree that leaves more than this share of the error of the one before is the last: rounding is what remains."""

ULPS = 2.0**24
"""A relative error of 2**-24 is an ulp at most."""


@dataclass(frozen=True)
class _Aim:
    """What the cores of one space have in common."""

    space: SearchSpace
    problem: ApproximationProblem
    task: GridTask
    seed: int

    def core(self, name: str, program: Program) -> Core:
        """A real program as a core on the grid."""
        return best_of_starts(name, lower(program), self.task, self.seed)


def classical_cores(space: SearchSpace, seed: int) -> list[Core]:
    """The hand-made competitors, cheapest first.

    Horner's form from the first degree below FAST_ULP on, up to the first below GOOD_ULP or that gains nothing, and
    Estrin's form of the last. Where f(x) = x + ... near 0, also with that x as it is: no constant is rounded for it, and
    only the last addition rounds at small x.
    """
    error = RELATIVE if is_zero_at_zero(space.target) else space.error
    aim = _Aim(space, ApproximationProblem(space.target, space.domain, error), grid_task(space), seed)
    cores = list[Core]()
    for name, program, degree in _horner(aim):
        cores.append(aim.core(name, program))
        if _is_last(cores):
            if cores[-1].grid_ulp <= FAST_ULP:
                cores.append(aim.core(name.replace("Horner", "Estrin"), _estrin(aim.problem, program, degree)))
            break
    return cores + _with_exact_slope(aim) + (_centred(aim) if _far_from_good(cores) else [])


def _far_from_good(cores: list[Core]) -> bool:
    return min((core.grid_ulp for core in cores), default=0.0) > GOOD_ULP


def _centred(aim: _Aim) -> list[Core]:
    """Polynomials in x - m, m the middle of the domain, where those in x lose digits to their large coefficients."""
    target, (low, high) = aim.problem.target, aim.problem.domain
    middle = to_float32(Decimal((low + high) / 2))
    if target.parity != NO_PARITY or is_zero_at_zero(target) or abs(middle) < (high - low) / 8:
        return []
    moved = replace(target, reference=Shifted(target.reference, middle), real_domain=(low - middle, high - middle))
    cores = list[Core]()
    for name, program, _ in _horner(
        replace(aim, problem=ApproximationProblem(moved, moved.real_domain, aim.problem.error))
    ):
        draft = Draft()
        draft.variable = draft.op("sub", "x", draft.const(Decimal(middle)))
        coefficients = [Decimal(const.value) for const in program.consts]
        cores.append(aim.core(f"{name}, centred", draft.program(draft.horner(coefficients))))
        if _is_last(cores):
            break
    return cores


def _is_last(cores: list[Core]) -> bool:
    """Whether a higher degree is not worth trying."""
    return cores[-1].grid_ulp <= GOOD_ULP or (len(cores) > 1 and cores[-1].grid_ulp > GAIN * cores[-2].grid_ulp)


def _horner(aim: _Aim) -> Iterator[tuple[str, Program, int]]:
    """Name, minimax polynomial and degree in its variable, from the first degree that is accurate enough on."""
    for degree in range(1, MAX_DEGREE + 1):
        fitted = fit_sketch(aim.problem, polynomial(aim.problem, degree))
        if fitted.error * (ULPS if aim.problem.error == RELATIVE else 1.0) < FAST_ULP:
            (in_x,) = re.findall(r"\d+", fitted.sketch.name)
            yield f"Horner, degree {in_x}", fitted.program, degree


def _estrin(problem: ApproximationProblem, program: Program, degree: int) -> Program:
    if problem.target.parity == NO_PARITY and problem.error != RELATIVE:
        return estrin([Decimal(const.value) for const in program.consts])
    return fit_sketch(problem, polynomial(problem, degree, 0, ESTRIN)).program


def _with_exact_slope(aim: _Aim) -> list[Core]:
    """x + x u q(u) with u = x**2 for an odd target, else x, at the degrees up to the first within GOOD_ULP."""
    if not _slope_is_one(aim.problem.target):
        return []
    cores = list[Core]()
    for name, program, degree in _horner(aim):
        coefficients = [Decimal(const.value) for const in program.consts[1 : degree + 1]]
        fitted = fit(_exact_slope(coefficients, aim.problem.target), *_where(aim.problem))
        cores.append(aim.core(f"{name}, exact slope", fitted))
        if _is_last(cores):
            break
    return cores


def _where(problem: ApproximationProblem) -> tuple[Target, tuple[float, float], str]:
    return problem.target, problem.domain, problem.error


def _exact_slope(coefficients: list[Decimal], target: Target) -> Program:
    draft = Draft()
    draft.variable = "x" if target.parity == NO_PARITY else draft.op("mul", "x", "x")
    cube = draft.op("mul", "x", draft.variable)
    return draft.program(draft.op("add", draft.op("mul", cube, draft.horner(coefficients)), "x"))


def _slope_is_one(target: Target) -> bool:
    """Whether f(x) = x (1 + O(x)) near 0."""
    if not is_zero_at_zero(target):
        return False
    context: Any = mpmath.MPContext()
    context.prec = 200
    x = context.ldexp(1, -60) * (1 if target.real_domain[1] > 0.0 else -1)
    return bool(abs(target.reference(context, x) / x - 1) < context.ldexp(1, -50))

"""The hand-made competitors of cores that fill a slot: polynomials in Horner's and Estrin's form, weighted as the slot says."""

from decimal import Decimal

import numpy as np
from numpy.polynomial import chebyshev

from evaluators.float_grid import GridTask
from evaluators.minimax.classical import estrin
from evaluators.minimax.drafting import Draft
from evaluators.minimax.meter import Meter
from evaluators.minimax.smooth import Smooth
from results.finish.cores import LEAST, PARTS_TRIED, Core, SlotWeight, best_of_starts, slot_weight
from search_spaces.ops import FLOAT
from search_spaces.programs.lowering import lower
from search_spaces.programs.parts import REAL, Const, Output, Port
from search_spaces.programs.program import Program
from search_spaces.slots import Slot

MAX_DEGREE = 14
FIRST_ULP, GAIN = 4096.0, 0.95
"""Degrees are tried from the first below FIRST_ULP on, up to the first that is as good as rounding or gains less than this."""
NODES, ROUNDS = 400, 60


def classical_parts(slot: Slot, task: GridTask, seed: int, meter: Meter | None = None) -> list[Core]:
    """Horner's form of each degree on the float grid, and Estrin's of the last, cheapest first."""
    cores, coefficients = list[Core](), list[Decimal]()
    value, weight = Smooth(slot.target.reference, slot.domain), slot_weight(slot)
    aim = task, range(seed, seed + PARTS_TRIED), meter
    least = 2 * LEAST[task.weights is not None]
    for degree in range(MAX_DEGREE + 1):
        coefficients, error = minimax(value, weight, degree)
        if error > FIRST_ULP:
            continue
        core = best_of_starts(f"Horner, degree {degree}", lower(horner(coefficients)), *aim)
        if cores and core.grid_ulp > GAIN * cores[-1].grid_ulp:
            break
        cores.append(core)
        if core.grid_ulp <= least:
            break
    if len(coefficients) > 4:
        cores.append(best_of_starts("Estrin", lower(estrin(coefficients)), *aim))
    return sorted(cores, key=lambda core: (core.cost, core.grid_ulp))


def minimax(function: Smooth, weight: SlotWeight, degree: int) -> tuple[list[Decimal], float]:
    """Coefficients of a polynomial, constant first, and its largest weighted error: Lawson's iteration in float64.

    Float64 is enough: where rounding is what remains, coefficients need some 30 bits.
    """
    low, high = function.domain
    t = np.cos(np.pi * (np.arange(NODES) + 0.5) / NODES)
    r = 0.5 * (low + high) + 0.5 * (high - low) * t
    value, weights = function(r), weight(r)
    basis, ripple = chebyshev.chebvander(t, degree), np.full(NODES, 1.0 / NODES)
    fitted, error = np.zeros(degree + 1), np.inf
    for _ in range(ROUNDS):
        scale = weights * np.sqrt(ripple)
        fitted = np.linalg.lstsq(basis * scale[:, None], value * scale, rcond=None)[0]
        errors = np.abs(basis @ fitted - value) * weights
        error = float(errors.max())
        ripple *= errors / max(error, 1e-300) + 1e-3
        ripple /= ripple.sum()
    in_r = chebyshev.Chebyshev(fitted, domain=(low, high)).convert(kind=np.polynomial.Polynomial).coef
    return [Decimal(float(c)) for c in np.pad(in_r, (0, degree + 1 - len(in_r)))], error


def horner(coefficients: list[Decimal]) -> Program:
    """The polynomial of these coefficients, constant first."""
    if len(coefficients) == 1:
        return Program(REAL, (Port("x", FLOAT),), (Const(FLOAT, coefficients[0]),), (), (Output("y", 1),))
    draft = Draft()
    return draft.program(draft.horner(coefficients))

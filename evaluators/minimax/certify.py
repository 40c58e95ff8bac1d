"""The largest error of a real program over a domain, in extended precision and in float64."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import gmpy2
import numpy as np
from gmpy2 import mpfr

from evaluators.minimax import extended as ext
from evaluators.minimax.critical import (
    Claim,
    Grid,
    refine_maxima,
    sample_grid,
    special_points,
    zeros_of_divisors,
)
from search_spaces.programs.program import Program
from search_spaces.targets import RELATIVE, RealFunction, require_domain

ROUND_UP = 1.0 + 2.0**-20
"""Factor on the reported maximum. Between neighbours a distance h apart, near a maximum of a lobe w wide, a sample
misses at most (pi h / w)**2 / 8 of it; after `refine_maxima` h / w < 2**-12 for a lobe wider than 16 grid points."""

CANCELLATION = 1e-3
"""A change of value by this part of the largest error means that the working precision was too small."""

UNRESOLVED = 2.0**-160
"""Errors below this (1e-48) are not told apart from 0: a program equal to its target shows only rounding."""

LARGEST_PRECISION, CHECK_PRECISION = 2048, 8192
"""Bits: the working precision doubles up to the first; the second unmasks constants beyond 10**600, whose sums lose
every working bit."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The largest error of a real program on [low, high]: relative, absolute, or in float32 ulp of the target.

    Attributes:
        max_error: Supremum over the domain with the constants as stored, to 1 % from above (20,480 points, every zero
            of a divisor, every edge of a binade for ulp, local maximisation); inf where the program has a pole or NaN.
        max_error_float64: The same with float64 constants and arithmetic, sampled on the same points.
        witness: Hex float of the x with the largest error in extended precision.
        limit_points: End points, and under relative error zeros of the target, that count by their limit: an inner
            value is infinite there and the program's value finite by IEEE rules, or NaN at a zero of the target.
        inner_poles: The same at other points inside the domain: there a scalar float division raises an exception, although
            the program has a finite limit.
        reason: Why max_error is inf; empty otherwise.
    """

    max_error: float
    max_error_float64: float
    witness: str
    limit_points: tuple[float, ...]
    inner_poles: tuple[float, ...]
    reason: str

    @property
    def ok(self) -> bool:
        """True if the program is finite on the whole domain."""
        return math.isfinite(self.max_error)


def certify(program: Program, target: RealFunction, domain: tuple[float, float], error: str) -> Certificate:
    """The largest error of a real program over a domain.

    At a zero of the target the relative error counts by its limit.

    Raises:
        ValueError: The program is not a real one of one input and one output; the domain is empty; the kind of error
            is unknown; the target has no finite value somewhere on the grid.
    """
    ext.require_real(program)
    require_domain(domain)
    ext.require_error(error)
    precision = ext.PRECISION
    while True:
        certificate, trusted = _certify_at(
            Claim(program=program, target=target, domain=domain, error=error, precision=precision)
        )
        if trusted:
            return certificate
        if precision >= LARGEST_PRECISION:
            reason = f"the program cancels {precision} bits at x = {certificate.witness}"
            return replace(certificate, max_error=math.inf, reason=reason)
        precision *= 2


def _certify_at(claim: Claim) -> tuple[Certificate, bool]:
    """The certificate at one precision, and whether a far higher one gives the same values."""
    grid = sample_grid(claim.target, claim.domain, claim.error, claim.precision)
    with ext.extended(claim.precision):
        consts = ext.constants(claim.program)
        columns = ext.values(claim.program, consts, grid.points)
        sampled = {x: e for x, e in zip(grid.points, _grid_errors(claim, grid, columns), strict=True) if e is not None}
        poles = zeros_of_divisors(claim, grid, columns)
        special = special_points(claim, grid, poles)
        sampled.update(zip(special, claim.errors(special), strict=True))
        failure = _failure(claim, sampled, poles)
        refine_maxima(claim, sampled)
        worst = max(sampled, key=lambda x: sampled[x]) if failure is None else failure[0]
        max_error = float(sampled[worst]) * ROUND_UP if failure is None else math.inf
        limits, inner = _infinities(claim, grid, columns, poles)
        reason = failure[1] if failure else "" if math.isfinite(max_error) else "the error is beyond float64"
    certificate = Certificate(max_error, _max_error_float64(claim, grid), float(worst).hex(), limits, inner, reason)
    return certificate, failure is not None or _confirmed(claim, grid, worst, sampled[worst])


def _confirmed(claim: Claim, grid: Grid, worst: mpfr, found: mpfr) -> bool:
    """True if the program's values at the witness and a few more points hold at `CHECK_PRECISION`."""
    points = [worst, *grid.points[:: len(grid.points) // 8]]
    with ext.extended(claim.precision):
        got = ext.outputs(claim.program, ext.constants(claim.program), points)
        units = [ext.unit(f, claim.error) for f in ext.references(claim.target, points)]
    with ext.extended(CHECK_PRECISION):
        again = ext.outputs(claim.program, ext.constants(claim.program), points)
        return all(
            abs(p - q) <= max(CANCELLATION * found, mpfr(UNRESOLVED)) * abs(u)
            for p, q, u in zip(got, again, units, strict=True)
            if u != 0 and gmpy2.is_finite(p)
        )


def _grid_errors(claim: Claim, grid: Grid, columns: list[ext.Column]) -> list[mpfr | None]:
    """|error| on the grid; None at a zero of the target under relative error, where `special_points` steps in."""
    got = ext.spread(columns[claim.program.outputs[0].value], len(grid.points))
    return [abs((p - f) / u) if u != 0 else None for p, f, u in zip(got, grid.exact, grid.units, strict=True)]


def _failure(claim: Claim, sampled: dict[mpfr, mpfr], poles: list[tuple[mpfr, mpfr]]) -> tuple[mpfr, str] | None:
    """A point where the program has no finite value or a pole, and the reason; None where there is none."""
    for x, e in sampled.items():
        if not gmpy2.is_finite(e):
            return x, f"the value at x = {float(x).hex()} is not a finite number"
    # Within 16 tiny widths a finite limit changes by less than 2**-58 (even as steep as a square root); a pole that
    # changes less has a residue below 2**-160.
    jump = gmpy2.div_2exp(mpfr(1), claim.precision // 8)
    for left, right in poles:
        for near, far in ((left, left - 15 * claim.tiny), (right, right + 15 * claim.tiny)):
            if near in sampled and far in sampled and sampled[near] - sampled[far] > jump * (1 + sampled[far]):
                return near, f"the program has a pole at x = {float(near).hex()}"
    if claim.error == RELATIVE:
        return _mismatched_zero(claim, sampled)
    return None


def _mismatched_zero(claim: Claim, sampled: dict[mpfr, mpfr]) -> tuple[mpfr, str] | None:
    """A zero of the target where the program is not zero: beside it the error exceeds 1 / sqrt(tiny)."""
    bound = gmpy2.mul_2exp(mpfr(1), claim.precision // 4)
    for x, e in sampled.items():
        if e > bound:
            return x, f"the target has a zero at x = {float(x).hex()} and the program has none"
    return None


def _infinities(
    claim: Claim, grid: Grid, columns: list[ext.Column], poles: list[tuple[mpfr, mpfr]]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Points that count by their limit, and other points where an inner value is infinite."""
    found: set[float] = set()
    for column in columns:
        if isinstance(column, list):
            found.update(float(x) for x, v in zip(grid.points, column, strict=True) if not gmpy2.is_finite(v))
    on_grid = set(grid.points)
    # A bracket that a grid point closes is that point.
    found.update(float(right if right in on_grid else left) for left, right in poles)
    limits = {*claim.domain, *(float(x) for x, u in zip(grid.points, grid.units, strict=True) if u == 0)}
    return tuple(sorted(found & limits)), tuple(sorted(found - limits))


def _max_error_float64(claim: Claim, grid: Grid) -> float:
    """Largest error of float64 constants and arithmetic on the grid; inf where the value is not finite.

    At a zero of the target under relative error the value must be 0, or undefined: there it counts by its limit.
    """
    got = outputs_float64(claim.program, grid.floats)
    units = np.array(grid.units, dtype=np.float64)
    with np.errstate(all="ignore"):
        errors = np.abs(((got - grid.high) - grid.low) / units)
    errors[(units == 0.0) & ((got == 0.0) | np.isnan(got))] = 0.0
    return float(np.max(np.where(np.isfinite(errors), errors, math.inf)))


def outputs_float64(program: Program, points: np.ndarray) -> np.ndarray:
    """The program's float64 values: constants rounded to float64, every operation rounded once."""
    arrays: list[Any] = [points, *(np.float64(const.value) for const in program.consts)]
    arrays += [np.full_like(points, math.nan)] * len(program.instrs)
    with np.errstate(all="ignore"):
        for index, instr in ext.live_instrs(program):
            arrays[index] = _float64_operation(instr.op)(*(arrays[arg] for arg in instr.args))
    return np.broadcast_to(arrays[program.outputs[0].value], points.shape)


def _float64_operation(name: str) -> Callable[..., np.ndarray]:
    return np.sqrt if name == "sqrt" else ext.scalar_operation(name)

"""Float32 kernels on a bounded domain: the function they compute, and the reductions that guard its ends.

On a domain [a, b] a kernel is a core between the outermost float32 inside it. Outside, it returns NaN, or with CLAMP
the value at the nearest end; NaN gives NaN. Both are rows like any other: a Target with `outside` set, and Reductions.
"""

import dataclasses
import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import mpmath

from search_spaces.formats import FLOAT32_FORMAT
from search_spaces.own.folding import FOLDED_WHY, QUIET, folded_epilogue, folded_prologue
from search_spaces.own.language import ExpressionError
from search_spaces.programs.lowering import to_float32
from search_spaces.programs.program import Program
from search_spaces.programs.tracing import Float, Outputs, constant, from_bits, select, stage
from search_spaces.slots import Reduction, Slot
from search_spaces.targets import CLAMP, EVEN, NAN, NO_PARITY, ODD, OUTSIDE, RealFunction, Target, require_domain

Ends = tuple[float, float]

SHIFT_BITS = 200
"""More bits for x = z + r than for r: |r| >= 2**-149 is 173 bits below 2**24, so that the sum keeps every bit of r."""


def float32_ends(domain: Ends) -> Ends:
    """The outermost float32 inside a closed real domain.

    Raises:
        ValueError: The domain is empty, reversed or infinite, ends beyond the float32 numbers or at a subnormal one, or holds
            fewer than two.
    """
    require_domain(domain)
    low, high = domain
    for end in domain:
        if abs(end) > FLOAT32_FORMAT.largest:
            raise ValueError(
                f"the domain ends at {end!r}, beyond the largest float32, {FLOAT32_FORMAT.largest.hex()} or about "
                f"{FLOAT32_FORMAT.largest:.9g}: end it there, or search in the reals (--real)"
            )
    first, last = (to_float32(Decimal(end)) for end in domain)
    first = next_float32(first, math.inf) if first < low else first
    last = next_float32(last, -math.inf) if last > high else last
    if not first < last:
        raise ValueError(
            f"the domain [{low!r}, {high!r}] holds fewer than two float32: a kernel there is a constant. Widen it"
        )
    for given, end in zip(domain, (first, last), strict=True):
        if 0.0 < abs(end) < FLOAT32_FORMAT.smallest_normal:
            raise ValueError(
                f"the domain ends at {given!r}, which is subnormal: compiled kernels take it as zero. End at 0 or 2**-126"
            )
    return first + 0.0, last + 0.0  # -0 as +0: both zeros lie in a domain that ends at zero


def next_float32(value: float, toward: float) -> float:
    """The float32 next to a float32 in the direction of `toward`; both zeros are one number."""
    if value == toward:
        return value
    bits = struct.unpack("<i", struct.pack("<f", value))[0]
    if value == 0.0:
        return math.copysign(FLOAT32_FORMAT.ulp(FLOAT32_FORMAT.e_min), toward)
    away = (value > 0) == (toward > value)
    return struct.unpack("<f", struct.pack("<i", bits + (1 if away else -1)))[0]


def bounded_target(row: Target, domain: Ends, outside: str) -> Target:
    """The function of a kernel on a bounded domain; `real_domain` of the result are its float32 ends.

    Raises:
        ValueError: `outside` is unknown, or as for `float32_ends`.
    """
    if outside not in OUTSIDE:
        raise ValueError(f"outside is {outside!r}; allowed: {', '.join(OUTSIDE)}")
    ends = float32_ends(domain)
    return dataclasses.replace(
        row,
        real_domain=ends,
        timing_domain=ends,
        outside=outside,
        specials=_specials(row, ends, outside),
        waves=None,
        poles=None,
    )


def _specials(row: Target, ends: Ends, outside: str) -> tuple[tuple[str, str], ...]:
    """Exact results of a bounded kernel: the row's own inside the domain, and NaN."""
    low, high = ends
    kept = [(x, y) for x, y in row.specials if low <= float.fromhex(x) <= high and math.isfinite(float.fromhex(y))]
    given = [math.nan]
    if outside == NAN:
        given += [
            math.inf,
            -math.inf,
            FLOAT32_FORMAT.largest,
            -FLOAT32_FORMAT.largest,
            _beyond(low, -math.inf),
            _beyond(high, math.inf),
        ]
    beyond = dict.fromkeys(x.hex() for x in given if not low <= x <= high)
    return (*kept, *((x, "nan") for x in beyond))


def _beyond(end: float, toward: float) -> float:
    """The float32 next to an end, outside; next to zero the first normal one, for subnormal numbers count as zero."""
    near = next_float32(end, toward)
    return (
        math.copysign(FLOAT32_FORMAT.smallest_normal, near)
        if 0.0 < abs(near) < FLOAT32_FORMAT.smallest_normal
        else near
    )


@dataclass(frozen=True, slots=True)
class Shifted:
    """The reference r -> f(z + r)."""

    reference: Callable[[Any, Any], Any]
    zero: float

    def __call__(self, mp: Any, r: Any) -> Any:
        """The value at one of the context's numbers, right to the context's precision."""
        with mp.workprec(mp.prec + SHIFT_BITS):
            value = self.reference(mp, r + self.zero)
        return +value


def zero_at_an_end(target: RealFunction) -> float | None:
    """The end of the domain at which the function is exactly zero, if there is one."""
    context: Any = mpmath.MPContext()
    context.prec = 120
    for end in target.real_domain:
        try:
            if target.reference(context, context.mpf(end)) == 0:
                return end
        except ExpressionError:
            raise  # too large or too slow: the same at every further try
        except (ZeroDivisionError, ValueError):
            continue  # a pole; whether the target can be searched is for evaluators.minimax.posed to say
    return None


def is_zero_at_zero(target: RealFunction) -> bool:
    """True if 0 lies in the domain and the function is zero there: results there are as small as inputs."""
    low, high = target.real_domain
    return low <= 0.0 <= high and (target.parity == ODD or zero_at_an_end(target) == 0.0)


def folded(target: Target) -> Target | None:
    """An even or odd function on the upper half of its symmetric domain, which determines the lower; else None."""
    low, high = target.real_domain
    if target.parity not in (EVEN, ODD) or low != -high:
        return None
    specials = tuple((x, y) for x, y in target.specials if not float.fromhex(x) < 0.0)
    return dataclasses.replace(target, real_domain=(0.0, high), timing_domain=(0.0, high), specials=specials)


def core_of(target: Target) -> RealFunction:
    """Function that the core of a bounded kernel computes: f, the upper half of an even or odd f, or f(z + r) around a zero z.

    Where the function is zero at an end z of that, r = x - z is exact for x between z/2 and 2z (Sterbenz), and it is what
    keeps results near that zero relatively accurate: a core in x would have to cancel to the last bit.
    """
    return _around_zero(folded(target) or target)


def _around_zero(target: Target) -> RealFunction:
    zero = zero_at_an_end(target)
    if not zero:
        return target
    low, high = (to_float32(Decimal(end) - Decimal(zero)) for end in target.real_domain)
    return RealFunction(
        name=target.name,
        reference=Shifted(target.reference, zero),
        real_domain=(low, high),
        parity=NO_PARITY,
        specials=_moved(target.specials, zero),
        ops=target.ops,
        outside=NAN,
        least_ulp_at=target.least_ulp_at,
    )


def _moved(specials: tuple[tuple[str, str], ...], zero: float) -> tuple[tuple[str, str], ...]:
    rows = ((float.fromhex(x) - zero, y) for x, y in specials if y != "nan")
    return tuple((r.hex(), y) for r, y in rows)


def exact_points(core: RealFunction) -> tuple[float, ...]:
    """Inputs at which a core must return the rounded exact value: the row's special values, and a zero at 0."""
    points = {float.fromhex(x) + 0.0 for x, y in core.specials if y != "nan"}
    return tuple(sorted(points | ({0.0} if is_zero_at_zero(core) else set())))


def bounded_reductions(target: Target) -> tuple[Reduction, ...]:
    """The ways around a core of a bounded target: the guarded ends and, where f is odd, also with +-0 put through.

    A core of an odd function may return +0 for -0; the second row mends that at the price of two selects. On a symmetric
    domain the last row gives the core |x|, and an odd function's result the sign of x: f(-x) = +-f(x) bit for bit whatever
    the core. The rows before it have that only around a core that has it itself (search_spaces/own/parity.py).
    """
    low, high = target.real_domain
    rows = [_reduction(target, False)]
    if target.parity == ODD and low <= 0.0 <= high:
        rows.append(_reduction(target, True))
    half = folded(target)
    return (*rows, *([] if half is None else [_folded_reduction(target, half)]))


def searched_reductions(target: Target) -> tuple[Reduction, ...]:
    """The rows that share the core of `core_of`, the one that serves any core first."""
    *rows, last = bounded_reductions(target)
    core = last.slots[0].target
    return (last, *(row for row in rows if row.slots[0].target.reference == core.reference))


def needs_parity(reduction: Reduction, target: Target) -> bool:
    """True if kernels of the reduction are even or odd, as the target is, only around a core that is so itself."""
    return folded(target) is not None and not reduction.name.endswith(f"_{target.parity}")


def _folded_reduction(target: Target, half: Target) -> Reduction:
    core, zero = _around_zero(half), zero_at_an_end(half) or 0.0
    return Reduction(
        name=f"bounded_{target.outside}_{target.parity}",
        target=target.name,
        stages=(folded_prologue(half, zero), folded_epilogue(half)),
        slots=(Slot("y", "r", core, core.real_domain, exact_points(core)),),
        flushes=False,
        why=_why(target, zero, False) + FOLDED_WHY[target.parity],
    )


def _reduction(target: Target, signed: bool) -> Reduction:
    core, zero = _around_zero(target), zero_at_an_end(target)
    return Reduction(
        name=f"bounded_{target.outside}" + ("_signed_zero" if signed else ""),
        target=target.name,
        stages=(_prologue(target, zero or 0.0), _epilogue(target, signed)),
        slots=(Slot("y", "r", core, core.real_domain, exact_points(core)),),
        flushes=False,
        why=_why(target, zero or 0.0, signed),
    )


def _prologue(target: Target, zero: float) -> Program:
    low, high = target.real_domain
    clamps = target.outside == CLAMP

    @stage(*((low, high) if clamps else ()))
    def argument(x: Float) -> Outputs:
        """The argument of the core, as it is or moved to the nearest end, less a zero of the function."""
        t = x
        if clamps:
            below = x < low
            raised = select(below, low, x)
            above = raised > high
            t = select(above, high, raised)
        return {"r": t - zero if zero else t}

    return argument


def _epilogue(target: Target, signed: bool) -> Program:
    low, high = target.real_domain

    @stage(*((0.0,) if signed else ()), *((low, high, QUIET) if target.outside == NAN else ()))
    def result(y: Float, x: Float) -> Outputs:
        """The core's value, its zeros signed as x, and nan outside of the domain."""
        value = _zeros_of(x, y) if signed else y
        if target.outside == NAN:
            nan = from_bits(constant(QUIET, x))
            above = x > high
            upper = select(above, nan, value)
            below = x < low
            value = select(below, nan, upper)
        return {"result": value}

    return result


def _zeros_of(x: Float, y: Float) -> Float:
    """y, but x where that is a zero."""
    positive = x > 0.0
    right = select(positive, y, x)
    negative = x < 0.0
    return select(negative, y, right)


def _why(target: Target, zero: float, signed: bool) -> str:
    low, high = target.real_domain
    lines = [f"The domain is [{low.hex()}, {high.hex()}], about [{low:.9g}, {high:.9g}]."]
    if target.outside == CLAMP:
        lines.append("Outside, x is first moved to the nearest end; NaN passes both comparisons and stays NaN.")
    else:
        lines.append("Outside, the result is NaN; a NaN x fails both comparisons and passes through the core.")
    if zero:
        lines.append(f"f({zero.hex()}) = 0, so the core works in r = x - {zero.hex()}, exact for x up to a factor of 2")
        lines.append("from there (Sterbenz): results near the zero keep their relative accuracy.")
    if signed:
        lines.append("f(+-0) = +-0: the sign of zero is that of x.")
    return "\n".join(lines) + "\n"

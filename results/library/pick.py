"""pick(): the fastest kernel of a function that is accurate enough, as a JAX function.

Accurate enough is StableHLO's inequality |exact - got| <= max(|exact| max(rtol, ulps eps), atol) with eps = 2^-23, on results
in the normal range. A kernel's bound m is in ulps of the exact value, and ulp(e) <= |e| eps; so m <= max(rtol / eps, ulps)
suffices. Where |f| never exceeds a bound B, so does m ulp(B) <= atol. Results below 2^-126 are flushed to zero, as XLA does.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from results.library.choice import Left
from results.library.kernel_index import KernelError, ListedKernel, load
from results.library.speeds import timed_menu
from results.record.cover import differences, here, remedy
from results.record.naming import short
from search_spaces.suggestions import hint

EPS = 2.0**-23

# fmt: off
LARGEST = {
    # target      sup |f|
    "sin":        1.0,
    "cos":        1.0,
    "sinc":       1.0,
    "tanh":       1.0,
    "erf":        1.0,
    "logistic":   1.0,
    "erfc":       2.0,
    "bessel_i0e": 1.0,
    "bessel_i1e": 0.2191,
    "asin":       math.pi / 2,
    "atan":       math.pi / 2,
    "acos":       math.pi,
    "atan2":      math.pi,
}
"""Functions that are bounded: what an absolute tolerance means for them."""
# fmt: on


@dataclass(frozen=True, repr=False)
class Picked:
    """A kernel and its JAX function; calling it calls the function.

    Attributes:
        kernel: The kernel with its bound and recorded speed.
        function: As exported: float32 through the kernel, jit, vmap and grad.
        passed_over: Faster kernels within the tolerance that were not taken, and why.
    """

    kernel: ListedKernel
    function: Callable[..., Any]
    passed_over: tuple[Left, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        """Name, bound, speed and where it was verified; `kernel` has the details."""
        row = self.kernel
        over = "over every float32" if row.exhaustive else "over sampled pairs"
        verified = sorted({f"jax {dict(where.versions)['jax']} on {where.backend}" for where in row.fingerprints})
        lines = [
            f"{row.name}: kernel {short(row.record)}, at most {row.max_ulp:.4g} ulp {over}, times stock {row.speeds}",
            f"verified under {', '.join(verified)}",
        ]
        return "\n".join([*lines, *(f"passed over {left.name}: {left.reason}" for left in self.passed_over)])

    def __repr__(self) -> str:
        """One line."""
        row = self.kernel
        return f"Picked({row.name}, {short(row.record)}, {row.max_ulp:.4g} ulp, {row.speeds})"

    def __call__(self, *x: Any) -> Any:
        """The function of x."""
        return self.function(*x)


def pick(
    name: str, ulps: float | None = None, rtol: float | None = None, atol: float | None = None, anyway: bool = False
) -> Picked:
    """The fastest kernel of a target within a tolerance among those verified in this environment.

    Args:
        name: Of the target, such as "exp".
        ulps: Largest error in units of eps |f(x)|.
        rtol: Largest error relative to |f(x)|.
        atol: Largest absolute error; of use for functions that are bounded (LARGEST).
        anyway: Although the record does not cover this backend or this version of jax.

    Raises:
        KernelError: No such target, no tolerance, none of the kernels is within it (the nearest is named), or none of
            those within it was verified in this environment.
    """
    rows = _kernels_of(name)
    bound = most_ulps(name, ulps, rtol, atol)
    within = [row for row in rows if row.max_ulp <= bound]
    if not within:
        raise KernelError(_refusal(name, bound, rows))
    passed: list[Left] = []
    for row in sorted(within, key=lambda row: (row.called, row.speed, -row.max_ulp, row.record), reverse=True):
        differ = () if anyway else differences(row.fingerprints, here())
        if not differ:
            return Picked(row, vars(load(row))[name], tuple(passed))
        passed.append(Left(row.name, f"{row.speeds}, {'; '.join(differ)}"))
    nearest = min(within, key=lambda row: len(differences(row.fingerprints, here())))
    differ = differences(nearest.fingerprints, here())
    raise KernelError(
        f"{name}: no kernel was verified in this environment; of the nearest, {nearest.name}: {'; '.join(differ)}. {remedy(nearest.fingerprints, differ)}"
    )


def _kernels_of(target: str) -> list[ListedKernel]:
    """The kernels that may be taken, the most accurate first."""
    rows = [row for row in timed_menu() if row.installable]
    known = sorted({row.target for row in rows})
    if target not in known:
        raise KernelError(f"no kernel of {target!r}.{hint(target, known)} Kernels: {', '.join(known)}.")
    return sorted((row for row in rows if row.target == target), key=lambda row: (row.max_ulp, row.record))


def most_ulps(name: str, ulps: float | None, rtol: float | None, atol: float | None) -> float:
    """The largest bound in ulp with which a kernel meets the inequality.

    Raises:
        KernelError: No tolerance is given, or one is negative or not a number.
    """
    given = {"ulps": ulps, "rtol": rtol, "atol": atol}
    if all(value is None for value in given.values()):
        raise KernelError(f"pick({name!r}) needs a tolerance: ulps=1, rtol=2**-20 or atol=1e-6")
    for word, value in given.items():
        if value is not None and not value >= 0:
            raise KernelError(f"{word} is {value!r}; allowed: a number from 0")
    return max(ulps or 0.0, (rtol or 0.0) / EPS, _ulps_of(name, atol or 0.0))


def _ulps_of(name: str, atol: float) -> float:
    """An absolute tolerance in ulps of the largest value."""
    if name not in LARGEST:
        return 0.0
    return atol / (2.0 ** math.floor(math.log2(LARGEST[name])) * EPS)


def _refusal(name: str, bound: float, rows: list[ListedKernel]) -> str:
    nearest = rows[0]
    return (
        f"no kernel of {name} is within {bound:.6g} ulp. The nearest has {nearest.max_ulp:.6g} ulp at {nearest.speed:.2f}x "
        f"stock: pick({name!r}, ulps={math.ceil(nearest.max_ulp * 100) / 100:g})."
    )

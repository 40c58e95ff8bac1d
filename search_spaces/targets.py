"""The target table: one row a function, everything the project knows about it."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

RELATIVE, ABSOLUTE, ULP = "relative", "absolute", "ulp"
EVEN, ODD, NO_PARITY = "even", "odd", "none"


@dataclass(frozen=True, slots=True)
class Target:
    """A function to approximate.

    Attributes:
        name: Its name, that of jax.numpy or scipy.special where there is one.
        reference: The function on an mpmath context and one of its numbers, right to the context's precision.
        derivative: Its derivative as an expression in x and y = f(x) with hex-float constants, over + - * / and
            parentheses; what an exported kernel's grad computes.
        real_domain: Closed interval of the search in the reals.
        error: Kind of error that search minimises: RELATIVE or ABSOLUTE.
        parity: EVEN, ODD or NO_PARITY.
        specials: Exact results of a float32 kernel as (input, output) hex floats; the sign of zero counts.
        monotone: Whether f never decreases on the whole line.
        timing_domain: Inputs of timing loops are uniform on this interval.
        stock: Dotted name of the jax function a kernel stands against, or None.
        c_name: The C library's float32 function, or None.
        numpy_name: NumPy's function, or None.
        citation: Where the definition and its properties stand.
    """

    name: str
    reference: Callable[[Any, Any], Any]
    derivative: str
    real_domain: tuple[float, float]
    error: str
    parity: str
    specials: tuple[tuple[str, str], ...]
    monotone: bool
    timing_domain: tuple[float, float]
    stock: str | None
    c_name: str | None
    numpy_name: str | None
    citation: str


# fmt: off
_ROWS = (
    Target(
        name="exp2",
        reference=lambda mp, x: mp.power(2, x),
        derivative="0x1.62e42fefa39efp-1 * y",  # ln 2
        real_domain=(0.0, 1.0), error=RELATIVE, parity=NO_PARITY,
        # C17 Annex F.10.3.2; overflow from 2**7 on, and below -126 the flush-to-zero rule of the reduction.
        specials=(("0x0.0p+0", "0x1.0p+0"), ("-0x0.0p+0", "0x1.0p+0"), ("inf", "inf"), ("-inf", "0x0.0p+0"),
                  ("nan", "nan"), ("0x1.0p+7", "inf"), ("0x1.fffffep+127", "inf"), ("-0x1.fffffep+127", "0x0.0p+0"),
                  ("-0x1.f8p+6", "0x1.0p-126"), ("0x1.0p+0", "0x1.0p+1"), ("0x1.fcp+6", "0x1.0p+127")),
        monotone=True, timing_domain=(-100.0, 100.0), stock="jax.numpy.exp2", c_name="exp2f", numpy_name="exp2",
        citation="DLMF 4.2; C17 7.12.6.2 and F.10.3.2",
    ),
)
# fmt: on
TARGETS: dict[str, Target] = {row.name: row for row in _ROWS}


def find_target(name: str) -> Target:
    """The row of a target.

    Raises:
        ValueError: No row has that name; the message offers the nearest ones.
    """
    if name in TARGETS:
        return TARGETS[name]
    near = difflib.get_close_matches(name, TARGETS, n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(repr(n) for n in near)}?" if near else ""
    raise ValueError(f"unknown target {name!r}.{hint} Known targets: {', '.join(sorted(TARGETS))}.")

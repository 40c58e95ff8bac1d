"""The target table: one row a function, everything the project knows about it."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

RELATIVE, ABSOLUTE, ULP = "relative", "absolute", "ulp"
EVEN, ODD, NO_PARITY = "even", "odd", "none"
NAN, CLAMP = "nan", "clamp"
OUTSIDE = (NAN, CLAMP)
ARITHMETIC = ("add", "sub", "mul", "div")


@dataclass(frozen=True, slots=True)
class Target:
    """A function to approximate.

    Attributes:
        name: Its name, that of jax.numpy or scipy.special where there is one.
        reference: The function on an mpmath context and one of its numbers, right to the context's precision.
        derivative: Its derivative as an expression in x and y = f(x), in the language of search_spaces/expressions.py
            with hex-float constants; what an exported kernel's grad computes.
        real_domain: Closed interval of the search in the reals. Relative error at a zero of f is the limit of the
            ratio, so a domain is in effect open at an end where f = 0.
        error: Kind of error that search minimises: RELATIVE or ABSOLUTE.
        parity: EVEN, ODD or NO_PARITY.
        specials: Exact results of a float32 kernel as (input, output) hex floats; the sign of zero counts.
        monotone: Whether f never decreases wherever it is real.
        timing_domain: Inputs of timing loops are uniform on this interval.
        stock: Dotted name of the jax function a kernel stands against, or None.
        c_name: The C library's float32 function, or None.
        numpy_name: NumPy's function, or None.
        citation: Where the definition and its properties stand.
        ops: Operations of a search in the reals, rows of the op table.
        outside: What a float32 kernel returns outside `real_domain`: NAN, or CLAMP for the value at the nearest end
            (search_spaces/bounded.py); None where the kernel serves the whole line, as for every row of the table.
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
    ops: tuple[str, ...] = ARITHMETIC
    outside: str | None = None


_HALF_LN2 = float.fromhex("0x1.62e42fefa39efp-2")
_QUARTER_PI = float.fromhex("0x1.921fb54442d18p-1")
_NAN = (("nan", "nan"),)
_SIGNED_ZERO = (("0x0.0p+0", "0x0.0p+0"), ("-0x0.0p+0", "-0x0.0p+0"))
_TO_ONE = (("inf", "0x1.0p+0"), ("-inf", "-0x1.0p+0"))
_LOG = (
    ("0x0.0p+0", "-inf"),
    ("-0x0.0p+0", "-inf"),
    ("0x1.0p+0", "0x0.0p+0"),
    ("-0x1.0p+0", "nan"),
    ("-inf", "nan"),
    ("inf", "inf"),
)

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
    Target(
        name="exp",
        reference=lambda mp, x: mp.exp(x),
        derivative="y",
        real_domain=(-_HALF_LN2, _HALF_LN2), error=RELATIVE, parity=NO_PARITY,
        specials=(*_NAN, ("0x0.0p+0", "0x1.0p+0"), ("-0x0.0p+0", "0x1.0p+0"), ("inf", "inf"), ("-inf", "0x0.0p+0"),
                  ("0x1.fffffep+127", "inf"), ("-0x1.fffffep+127", "0x0.0p+0")),
        monotone=True, timing_domain=(-80.0, 80.0), stock="jax.numpy.exp", c_name="expf", numpy_name="exp",
        citation="DLMF 4.2; C17 7.12.6.1 and F.10.3.1",
    ),
    Target(
        name="log2",
        reference=lambda mp, x: mp.log(x, 2),
        derivative="0x1.71547652b82fep+0 / x",  # 1 / ln 2
        real_domain=(1.0, 2.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*_NAN, *_LOG, ("0x1.0p+1", "0x1.0p+0"), ("0x1.0p-1", "-0x1.0p+0"), ("0x1.0p+127", "0x1.fcp+6"),
                  ("0x1.0p-126", "-0x1.f8p+6")),
        monotone=True, timing_domain=(2.0**-10, 2.0**10), stock="jax.numpy.log2", c_name="log2f", numpy_name="log2",
        citation="DLMF 4.2; C17 7.12.6.10 and F.10.3.10",
    ),
    Target(
        name="log",
        reference=lambda mp, x: mp.log(x),
        derivative="0x1.0p+0 / x",
        real_domain=(0.5, 1.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*_NAN, *_LOG),
        monotone=True, timing_domain=(2.0**-10, 2.0**10), stock="jax.numpy.log", c_name="logf", numpy_name="log",
        citation="DLMF 4.2; C17 7.12.6.7 and F.10.3.7",
    ),
    Target(
        name="sin",
        reference=lambda mp, x: mp.sin(x),
        derivative="cos(x)",
        real_domain=(-_QUARTER_PI, _QUARTER_PI), error=RELATIVE, parity=ODD,
        specials=(*_NAN, *_SIGNED_ZERO, ("inf", "nan"), ("-inf", "nan")),
        monotone=False, timing_domain=(-100.0, 100.0), stock="jax.numpy.sin", c_name="sinf", numpy_name="sin",
        citation="DLMF 4.14; C17 7.12.4.6 and F.10.1.6",
    ),
    Target(
        name="cos",
        reference=lambda mp, x: mp.cos(x),
        derivative="-sin(x)",
        real_domain=(-_QUARTER_PI, _QUARTER_PI), error=RELATIVE, parity=EVEN,
        specials=(*_NAN, ("0x0.0p+0", "0x1.0p+0"), ("-0x0.0p+0", "0x1.0p+0"), ("inf", "nan"), ("-inf", "nan")),
        monotone=False, timing_domain=(-100.0, 100.0), stock="jax.numpy.cos", c_name="cosf", numpy_name="cos",
        citation="DLMF 4.14; C17 7.12.4.5 and F.10.1.5",
    ),
    Target(
        name="tan",
        reference=lambda mp, x: mp.tan(x),
        derivative="0x1.0p+0 + y * y",
        real_domain=(-_QUARTER_PI, _QUARTER_PI), error=RELATIVE, parity=ODD,
        specials=(*_NAN, *_SIGNED_ZERO, ("inf", "nan"), ("-inf", "nan")),
        monotone=False, timing_domain=(-100.0, 100.0), stock="jax.numpy.tan", c_name="tanf", numpy_name="tan",
        citation="DLMF 4.14; C17 7.12.4.7 and F.10.1.7",
    ),
    Target(
        name="atan",
        reference=lambda mp, x: mp.atan(x),
        derivative="0x1.0p+0 / (0x1.0p+0 + x * x)",
        real_domain=(-1.0, 1.0), error=RELATIVE, parity=ODD,
        specials=(*_NAN, *_SIGNED_ZERO, ("inf", "0x1.921fb6p+0"), ("-inf", "-0x1.921fb6p+0")),  # pi / 2, rounded
        monotone=True, timing_domain=(-100.0, 100.0), stock="jax.numpy.arctan", c_name="atanf", numpy_name="arctan",
        citation="DLMF 4.23; C17 7.12.4.3 and F.10.1.3",
    ),
    Target(
        name="tanh",
        reference=lambda mp, x: mp.tanh(x),
        derivative="0x1.0p+0 - y * y",
        real_domain=(-1.0, 1.0), error=RELATIVE, parity=ODD,
        specials=(*_NAN, *_SIGNED_ZERO, *_TO_ONE),
        monotone=True, timing_domain=(-10.0, 10.0), stock="jax.numpy.tanh", c_name="tanhf", numpy_name="tanh",
        citation="DLMF 4.28; C17 7.12.5.6 and F.10.2.6",
    ),
    Target(
        name="erf",
        reference=lambda mp, x: mp.erf(x),
        derivative="0x1.20dd750429b6dp+0 * exp(-x * x)",  # 2 / sqrt(pi)
        real_domain=(0.0, 2.0), error=RELATIVE, parity=ODD,
        specials=(*_NAN, *_SIGNED_ZERO, *_TO_ONE),
        monotone=True, timing_domain=(-4.0, 4.0), stock="jax.scipy.special.erf", c_name="erff", numpy_name=None,
        citation="DLMF 7.2; C17 7.12.8.1 and F.10.5.1",
    ),
    Target(
        name="erfcx_scaled",
        reference=lambda mp, x: x * mp.exp(x * x) * mp.erfc(x),
        derivative="y / x + 0x1.0p+1 * x * y - 0x1.20dd750429b6dp+0 * x",  # 2 / sqrt(pi)
        real_domain=(1.0, 10.0), error=RELATIVE, parity=NO_PARITY, specials=(),
        monotone=True, timing_domain=(1.0, 10.0), stock=None, c_name=None, numpy_name=None,
        citation="x exp(x^2) erfc(x); DLMF 7.2 and 7.12.1 (its limit is 1 / sqrt(pi))",
    ),
    Target(
        name="airy_ai7",
        reference=lambda mp, x: mp.airyai(-7 * x),
        derivative="-0x1.cp+2 * airyai(-0x1.cp+2 * x, 0x1.0p+0)",
        real_domain=(0.0, 1.0), error=ABSOLUTE, parity=NO_PARITY, specials=(),
        monotone=False, timing_domain=(0.0, 1.0), stock=None, c_name=None, numpy_name=None,
        citation="Ai(-7 x); DLMF 9.2; arXiv 2312.08472",
    ),
    Target(
        name="bessel_i_half",
        reference=lambda mp, x: mp.sqrt(2 / (mp.pi * x)) * mp.sinh(x) if x != 0 else mp.zero,
        derivative="y * (0x1.0p+0 / tanh(x) - 0x1.0p-1 / x)",
        real_domain=(0.0, 1.0), error=RELATIVE, parity=NO_PARITY, specials=(),
        monotone=True, timing_domain=(2.0**-10, 1.0), stock=None, c_name=None, numpy_name=None,
        citation="I_1/2(x) = sqrt(2 / (pi x)) sinh x; DLMF 10.39.1; arXiv 2312.08472",
        ops=(*ARITHMETIC, "sqrt"),
    ),
    Target(
        name="gamma",
        reference=lambda mp, x: mp.gamma(x),
        derivative="y * digamma(x)",
        real_domain=(1.0, 2.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*_NAN, ("0x0.0p+0", "inf"), ("-0x0.0p+0", "-inf"), ("inf", "inf"), ("-inf", "nan"),
                  ("-0x1.0p+0", "nan"), ("-0x1.fffffep+127", "nan"), ("0x1.0p+0", "0x1.0p+0"), ("0x1.0p+1", "0x1.0p+0"),
                  ("0x1.8p+1", "0x1.0p+1"), ("0x1.0p+2", "0x1.8p+2"), ("0x1.fffffep+127", "inf")),
        monotone=False, timing_domain=(0.5, 30.0), stock="jax.scipy.special.gamma", c_name="tgammaf", numpy_name=None,
        citation="DLMF 5.2; C17 7.12.8.4 and F.10.5.4",
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

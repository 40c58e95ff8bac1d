"""A row of the target table, and the properties that every function approximated by a program has."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

RELATIVE, ABSOLUTE, ULP = "relative", "absolute", "ulp"
EVEN, ODD, NO_PARITY = "even", "odd", "none"
NAN, CLAMP = "nan", "clamp"
OUTSIDE = (NAN, CLAMP)
ARITHMETIC = ("add", "sub", "mul", "div")


SINE, TANGENT = "sine", "tangent"
LOG_GAMMA, DIGAMMA = "log gamma", "digamma"


@dataclass(frozen=True, slots=True)
class Waves:
    """f(x) = wave(pi (c x + shift)), divided by pi x where `over_pi_x`.

    Attributes:
        half_turns: c on an mpmath context, right to its precision.
        wave: SINE or TANGENT.
        shift: In half turns, a multiple of 2**-28.
        over_pi_x: As for sin(pi x) / (pi x).
        from_log2: The float64 filter evaluates this form for |x| >= 2**from_log2 (evaluators/reference/waves.py).
    """

    half_turns: Callable[[Any], Any]
    wave: str
    shift: float = 0.0
    over_pi_x: bool = False
    from_log2: int = 3

    def holds(self, negative: bool, log2: int) -> bool:
        """True if the filter evaluates this form in the binade 2**log2 <= |x| < 2**(log2 + 1) of a sign."""
        return log2 >= self.from_log2


@dataclass(frozen=True, slots=True)
class Poles:
    """log |gamma(x)| or its derivative, with a pole at every integer that is not positive.

    Attributes:
        function: LOG_GAMMA or DIGAMMA.
        from_log2: The float64 filter reflects for x <= -2**from_log2 (evaluators/reference/reflection.py); from -2**23 downwards
            every float32 is a pole.
    """

    function: str = LOG_GAMMA
    from_log2: int = 3

    def holds(self, negative: bool, log2: int) -> bool:
        """As for `Waves`."""
        return negative and self.from_log2 <= log2 < 23


@dataclass(frozen=True, slots=True)
class RealFunction:
    """A function that programs approximate and oracles evaluate: a target, or the function of a kernel's core.

    Attributes:
        name: Its name.
        reference: The function on an mpmath context and one of its numbers, right to the context's precision.
        real_domain: Closed interval of the search in the reals, of a core its arguments. Relative error at a zero of f is the
            limit of the ratio, so a domain is in effect open at an end where f = 0.
        parity: EVEN, ODD or NO_PARITY.
        specials: Exact results of a float32 kernel as (input, output) hex floats; the sign of zero counts.
        ops: Operations of a search in the reals, rows of the op table.
        outside: What a float32 kernel returns outside `real_domain`: NAN, or CLAMP for the value at the nearest end
            (search_spaces/own/bounded.py); None where the kernel serves the whole line, as for every row of the table.
        waves: The form of a function that oscillates faster than float32 resolves, for large arguments.
        poles: Likewise of one whose poles lie too close for polynomials.
        least_ulp_at: Errors of a float32 kernel are counted in ulp(max(|f|, this)): 1 where f passes through zero as a
            difference of large terms, and a small relative error there is of no use.
    """

    name: str
    reference: Callable[[Any, Any], Any]
    real_domain: tuple[float, float]
    parity: str
    specials: tuple[tuple[str, str], ...]
    ops: tuple[str, ...] = ARITHMETIC
    outside: str | None = None
    waves: Waves | None = None
    poles: Poles | None = None
    least_ulp_at: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(RealFunction):
    """A function to search kernels for: a row of the table, or a user's own.

    Attributes:
        derivative: Its derivative as an expression in x and y = f(x), in the language of search_spaces/own/language.py
            with hex-float constants; what an exported kernel's grad computes.
        second_derivative: f'' in x, y and s = f'(x), where differentiating `derivative` loses digits or overflows; else empty.
        error: Kind of error that search minimises: RELATIVE or ABSOLUTE.
        monotone: Whether f never decreases wherever it is real.
        timing_domain: Inputs of timing loops are uniform on this interval.
        stock: Dotted name of the jax function a kernel stands against, or None.
        stock_options: Keyword arguments of the stock function, such as (("approximate", False),).
        c_name: The C library's float32 function, or None.
        numpy_name: NumPy's function, or None.
        citation: Where the definition and its properties stand.
    """

    derivative: str
    second_derivative: str = ""
    error: str
    monotone: bool
    timing_domain: tuple[float, float]
    stock: str | None
    stock_options: tuple[tuple[str, bool], ...] = ()
    c_name: str | None
    numpy_name: str | None
    citation: str


HALF_LN2 = float.fromhex("0x1.62e42fefa39efp-2")
QUARTER_PI = float.fromhex("0x1.921fb54442d18p-1")
AT_NAN = (("nan", "nan"),)
SIGNED_ZERO = (("0x0.0p+0", "0x0.0p+0"), ("-0x0.0p+0", "-0x0.0p+0"))
TO_ONE = (("inf", "0x1.0p+0"), ("-inf", "-0x1.0p+0"))
AT_LOG = (
    ("0x0.0p+0", "-inf"),
    ("-0x0.0p+0", "-inf"),
    ("0x1.0p+0", "0x0.0p+0"),
    ("-0x1.0p+0", "nan"),
    ("-inf", "nan"),
    ("inf", "inf"),
)

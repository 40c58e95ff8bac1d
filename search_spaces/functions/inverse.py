"""Inverses of trigonometric and hyperbolic functions."""

from typing import Any

from search_spaces.functions import slopes, slopes_second
from search_spaces.functions.row import AT_NAN, NO_PARITY, ODD, RELATIVE, SIGNED_ZERO, Target

_OUTSIDE_ONE = (
    ("0x1.000002p+0", "nan"),
    ("-0x1.000002p+0", "nan"),
    ("0x1.fffffep+127", "nan"),
    ("-0x1.fffffep+127", "nan"),
    ("inf", "nan"),
    ("-inf", "nan"),
)


def _acosh(mp: Any, x: Any) -> Any:
    """log(x + sqrt(x^2 - 1)) with t = x - 1, which keeps every bit beside 1; mpmath's loses half of them there."""
    if x < 1:
        return mp.nan
    t = x - 1
    return mp.log1p(t + mp.sqrt(t * (t + 2)))


# fmt: off
ROWS = (
    Target(
        name="asin",
        reference=lambda mp, x: mp.asin(x),
        derivative="0x1.0p+0 / sqrt((0x1.0p+0 - x) * (0x1.0p+0 + x))",
        second_derivative=slopes_second.ASIN,
        real_domain=(-0.5, 0.5), error=RELATIVE, parity=ODD,
        specials=(*AT_NAN, *SIGNED_ZERO, *_OUTSIDE_ONE,
                  ("0x1.0p+0", "0x1.921fb6p+0"), ("-0x1.0p+0", "-0x1.921fb6p+0")),  # pi / 2, rounded
        monotone=True, timing_domain=(-1.0, 1.0), stock="jax.numpy.arcsin", c_name="asinf", numpy_name="arcsin",
        citation="DLMF 4.23; C17 7.12.4.2 and F.10.1.2",
    ),
    Target(
        name="acos",
        reference=lambda mp, x: mp.acos(x),
        derivative="-0x1.0p+0 / sqrt((0x1.0p+0 - x) * (0x1.0p+0 + x))",
        second_derivative=slopes_second.ACOS,
        real_domain=(-0.5, 0.5), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, *_OUTSIDE_ONE, ("0x1.0p+0", "0x0.0p+0"), ("-0x1.0p+0", "0x1.921fb6p+1"),  # pi, rounded
                  ("0x0.0p+0", "0x1.921fb6p+0"), ("-0x0.0p+0", "0x1.921fb6p+0")),
        monotone=False, timing_domain=(-1.0, 1.0), stock="jax.numpy.arccos", c_name="acosf", numpy_name="arccos",
        citation="DLMF 4.23; C17 7.12.4.1 and F.10.1.1",
    ),
    Target(
        name="atan",
        reference=lambda mp, x: mp.atan(x),
        derivative="0x1.0p+0 / (0x1.0p+0 + x * x)",
        second_derivative=slopes_second.ATAN,
        real_domain=(-1.0, 1.0), error=RELATIVE, parity=ODD,
        specials=(*AT_NAN, *SIGNED_ZERO, ("inf", "0x1.921fb6p+0"), ("-inf", "-0x1.921fb6p+0")),  # pi / 2, rounded
        monotone=True, timing_domain=(-100.0, 100.0), stock="jax.numpy.arctan", c_name="atanf", numpy_name="arctan",
        citation="DLMF 4.23; C17 7.12.4.3 and F.10.1.3",
    ),
    Target(
        name="asinh",
        reference=lambda mp, x: mp.asinh(x),
        derivative=slopes.ASINH,
        second_derivative=slopes_second.ASINH,
        real_domain=(-1.0, 1.0), error=RELATIVE, parity=ODD,
        specials=(*AT_NAN, *SIGNED_ZERO, ("inf", "inf"), ("-inf", "-inf")),
        monotone=True, timing_domain=(-100.0, 100.0), stock="jax.numpy.arcsinh", c_name="asinhf", numpy_name="arcsinh",
        citation="DLMF 4.37; C17 7.12.5.2 and F.10.2.2",
    ),
    Target(
        name="acosh",
        reference=_acosh,
        derivative="0x1.0p+0 / (sqrt(x - 0x1.0p+0) * sqrt(x + 0x1.0p+0))",
        second_derivative=slopes_second.ACOSH,
        real_domain=(1.5, 3.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, ("0x1.0p+0", "0x0.0p+0"), ("0x1.fffffep-1", "nan"), ("0x0.0p+0", "nan"), ("-0x0.0p+0", "nan"),
                  ("-0x1.0p+0", "nan"), ("-0x1.fffffep+127", "nan"), ("inf", "inf"), ("-inf", "nan")),
        monotone=True, timing_domain=(1.0, 100.0), stock="jax.numpy.arccosh", c_name="acoshf", numpy_name="arccosh",
        citation="DLMF 4.37; C17 7.12.5.1 and F.10.2.1",
    ),
    Target(
        name="atanh",
        reference=lambda mp, x: mp.atanh(x),
        derivative="0x1.0p+0 / ((0x1.0p+0 - x) * (0x1.0p+0 + x))",
        second_derivative=slopes_second.ATANH,
        real_domain=(-0.5, 0.5), error=RELATIVE, parity=ODD,
        specials=(*AT_NAN, *SIGNED_ZERO, *_OUTSIDE_ONE, ("0x1.0p+0", "inf"), ("-0x1.0p+0", "-inf")),
        monotone=True, timing_domain=(-1.0, 1.0), stock="jax.numpy.arctanh", c_name="atanhf", numpy_name="arctanh",
        citation="DLMF 4.37; C17 7.12.5.3 and F.10.2.3",
    ),
)
# fmt: on

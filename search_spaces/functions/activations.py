"""Activation functions of neural networks that are made of the exponential."""

from typing import Any

from search_spaces.functions import slopes, slopes_second
from search_spaces.functions.row import AT_NAN, NO_PARITY, RELATIVE, SIGNED_ZERO, Target


def _logistic(mp: Any, x: Any) -> Any:
    return 1 / (1 + mp.exp(-x))


def _softplus(mp: Any, x: Any) -> Any:
    """log(1 + e^x); from 0 on x is taken out, so that no power of e is large."""
    return x + mp.log1p(mp.exp(-x)) if x > 0 else mp.log1p(mp.exp(x))


def _mish(mp: Any, x: Any) -> Any:
    """x tanh(log(1 + e^x)) = x n / (n + 2) with n = e^x (e^x + 2): no difference anywhere."""
    n = mp.exp(x) * (mp.exp(x) + 2)
    return x * (n / (n + 2))


def _gelu_tanh(mp: Any, x: Any) -> Any:
    """x (1 + tanh u) / 2 = x / (1 + e^-2u) with u = sqrt(2/pi) (x + 0.044715 x^3)."""
    twice = mp.sqrt(8 / mp.pi) * x * (1 + x * x * 44715 / 1000000)
    return x * _logistic(mp, twice)


_TAIL = (
    ("inf", "inf"),
    ("-inf", "-0x0.0p+0"),
    ("0x1.fffffep+127", "0x1.fffffep+127"),
    ("-0x1.fffffep+127", "-0x0.0p+0"),
)
"""From x itself down to a zero that keeps the sign of its approach."""

# fmt: off
ROWS = (
    Target(
        name="logistic",
        reference=_logistic,
        derivative=slopes.LOGISTIC,
        second_derivative=slopes_second.LOGISTIC,
        real_domain=(-4.0, 4.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, ("0x0.0p+0", "0x1.0p-1"), ("-0x0.0p+0", "0x1.0p-1"), ("inf", "0x1.0p+0"), ("-inf", "0x0.0p+0"),
                  ("0x1.fffffep+127", "0x1.0p+0"), ("-0x1.fffffep+127", "0x0.0p+0")),
        monotone=True, timing_domain=(-10.0, 10.0), stock="jax.nn.sigmoid", c_name=None, numpy_name=None,
        citation="1 / (1 + e^-x); scipy.special.expit",
    ),
    Target(
        name="silu",
        reference=lambda mp, x: x * _logistic(mp, x),
        derivative=slopes.SILU,
        second_derivative=slopes_second.SILU,
        real_domain=(0.0, 4.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, *SIGNED_ZERO, *_TAIL),
        monotone=False, timing_domain=(-10.0, 10.0), stock="jax.nn.silu", c_name=None, numpy_name=None,
        citation="x / (1 + e^-x); Elfwing, Uchibe and Doya, arXiv 1702.03118",
    ),
    Target(
        name="softplus",
        reference=_softplus,
        derivative=slopes.SOFTPLUS,
        second_derivative=slopes_second.SOFTPLUS,
        real_domain=(-4.0, 4.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, ("0x0.0p+0", "0x1.62e43p-1"), ("-0x0.0p+0", "0x1.62e43p-1"), ("inf", "inf"),  # ln 2, rounded
                  ("-inf", "0x0.0p+0"), ("0x1.fffffep+127", "0x1.fffffep+127"), ("-0x1.fffffep+127", "0x0.0p+0")),
        monotone=True, timing_domain=(-10.0, 10.0), stock="jax.nn.softplus", c_name=None, numpy_name=None,
        citation="log(1 + e^x); Dugas et al., NIPS 2000",
    ),
    Target(
        name="mish",
        reference=_mish,
        derivative=slopes.MISH,
        second_derivative=slopes_second.MISH,
        real_domain=(0.0, 4.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, *SIGNED_ZERO, *_TAIL),
        monotone=False, timing_domain=(-10.0, 10.0), stock="jax.nn.mish", c_name=None, numpy_name=None,
        citation="x tanh(log(1 + e^x)); Misra, arXiv 1908.08681",
    ),
    Target(
        name="gelu_tanh",
        reference=_gelu_tanh,
        derivative=slopes.GELU_TANH,
        second_derivative=slopes_second.GELU_TANH,
        real_domain=(0.0, 4.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, *SIGNED_ZERO, *_TAIL),
        monotone=False, timing_domain=(-10.0, 10.0), stock="jax.nn.gelu", c_name=None, numpy_name=None,
        citation="x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2; Hendrycks and Gimpel, arXiv 1606.08415",
    ),
)
# fmt: on

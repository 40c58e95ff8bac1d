"""Logarithms and roots."""

from typing import Any

from search_spaces.functions import slopes_second
from search_spaces.functions.row import AT_LOG, AT_NAN, NO_PARITY, ODD, RELATIVE, SIGNED_ZERO, Target


def _cbrt(mp: Any, x: Any) -> Any:
    """The real cube root; mpmath's is complex for x < 0."""
    return -mp.cbrt(-x) if x < 0 else mp.cbrt(x)


# fmt: off
ROWS = (
    Target(
        name="log2",
        reference=lambda mp, x: mp.log(x, 2),
        derivative="0x1.71547652b82fep+0 / x",  # 1 / ln 2
        second_derivative=slopes_second.LOG2,
        real_domain=(1.0, 2.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, *AT_LOG, ("0x1.0p+1", "0x1.0p+0"), ("0x1.0p-1", "-0x1.0p+0"), ("0x1.0p+127", "0x1.fcp+6"),
                  ("0x1.0p-126", "-0x1.f8p+6")),
        monotone=True, timing_domain=(2.0**-10, 2.0**10), stock="jax.numpy.log2", c_name="log2f", numpy_name="log2",
        citation="DLMF 4.2; C17 7.12.6.10 and F.10.3.10",
    ),
    Target(
        name="log",
        reference=lambda mp, x: mp.log(x),
        derivative="0x1.0p+0 / x",
        second_derivative=slopes_second.LOG,
        real_domain=(0.5, 1.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, *AT_LOG),
        monotone=True, timing_domain=(2.0**-10, 2.0**10), stock="jax.numpy.log", c_name="logf", numpy_name="log",
        citation="DLMF 4.2; C17 7.12.6.7 and F.10.3.7",
    ),
    Target(
        name="log10",
        reference=lambda mp, x: mp.log10(x),
        derivative="0x1.bcb7b1526e50ep-2 / x",  # 1 / ln 10
        second_derivative=slopes_second.LOG10,
        real_domain=(1.0, 10.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, *AT_LOG),
        monotone=True, timing_domain=(2.0**-10, 2.0**10), stock="jax.numpy.log10", c_name="log10f", numpy_name="log10",
        citation="DLMF 4.2; C17 7.12.6.8 and F.10.3.8",
    ),
    Target(
        name="log1p",
        reference=lambda mp, x: mp.log1p(x),
        derivative="0x1.0p+0 / (0x1.0p+0 + x)",
        second_derivative=slopes_second.LOG1P,
        real_domain=(0.0, 1.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, *SIGNED_ZERO, ("-0x1.0p+0", "-inf"), ("-0x1.000002p+0", "nan"), ("-0x1.fffffep+127", "nan"),
                  ("-inf", "nan"), ("inf", "inf")),
        monotone=True, timing_domain=(-0.5, 4.0), stock="jax.numpy.log1p", c_name="log1pf", numpy_name="log1p",
        citation="DLMF 4.2; C17 7.12.6.9 and F.10.3.9",
    ),
    Target(
        name="cbrt",
        reference=_cbrt,
        derivative="0x1.5555555555555p-2 / (y * y)",  # 1 / 3
        second_derivative=slopes_second.CBRT,
        real_domain=(1.0, 8.0), error=RELATIVE, parity=ODD,
        specials=(*AT_NAN, *SIGNED_ZERO, ("inf", "inf"), ("-inf", "-inf"), ("0x1.0p+0", "0x1.0p+0"),
                  ("-0x1.0p+0", "-0x1.0p+0"), ("0x1.0p+3", "0x1.0p+1"), ("0x1.bp+4", "0x1.8p+1"),
                  ("0x1.0p-126", "0x1.0p-42"), ("0x1.0p+126", "0x1.0p+42")),
        monotone=True, timing_domain=(-100.0, 100.0), stock="jax.numpy.cbrt", c_name="cbrtf", numpy_name="cbrt",
        citation="C17 7.12.7.1 and F.10.4.1",
    ),
    Target(
        name="rsqrt",
        reference=lambda mp, x: 1 / mp.sqrt(x),
        derivative="-0x1.0p-1 * y / x",
        second_derivative=slopes_second.RSQRT,
        real_domain=(0.5, 2.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, ("0x0.0p+0", "inf"), ("-0x0.0p+0", "-inf"), ("inf", "0x0.0p+0"), ("-inf", "nan"),
                  ("-0x1.0p+0", "nan"), ("-0x1.fffffep+127", "nan"), ("0x1.0p+0", "0x1.0p+0"), ("0x1.0p+2", "0x1.0p-1"),
                  ("0x1.0p-126", "0x1.0p+63"), ("0x1.0p+126", "0x1.0p-63")),
        monotone=False, timing_domain=(2.0**-10, 2.0**10), stock="jax.lax.rsqrt", c_name=None, numpy_name=None,
        citation="C23 7.12.7.9 and F.10.4.9",
    ),
)
# fmt: on

"""Modified Bessel functions of the first kind, scaled by e^-|x|."""

from typing import Any

from search_spaces.functions import slopes_bessel
from search_spaces.functions.references import bessel_ie
from search_spaces.functions.row import AT_NAN, EVEN, ODD, RELATIVE, SIGNED_ZERO, Target


def _bessel_i0e(mp: Any, x: Any) -> Any:
    return bessel_ie(mp, 0, x)


def _bessel_i1e(mp: Any, x: Any) -> Any:
    return bessel_ie(mp, 1, x)


# fmt: off
ROWS = (
    Target(
        name="bessel_i0e",
        reference=_bessel_i0e,
        derivative=slopes_bessel.BESSEL_I0E,
        second_derivative=slopes_bessel.BESSEL_I0E_SECOND,
        real_domain=(0.0, 2.0), error=RELATIVE, parity=EVEN,
        specials=(*AT_NAN, ("0x0.0p+0", "0x1.0p+0"), ("-0x0.0p+0", "0x1.0p+0"), ("inf", "0x0.0p+0"), ("-inf", "0x0.0p+0")),
        monotone=False, timing_domain=(-20.0, 20.0), stock="jax.scipy.special.i0e", c_name=None, numpy_name=None,
        citation="e^-|x| I_0(x); DLMF 10.25; scipy.special.i0e",
    ),
    Target(
        name="bessel_i1e",
        reference=_bessel_i1e,
        derivative=slopes_bessel.BESSEL_I1E,
        second_derivative=slopes_bessel.BESSEL_I1E_SECOND,
        real_domain=(0.0, 2.0), error=RELATIVE, parity=ODD,
        specials=(*AT_NAN, *SIGNED_ZERO, ("inf", "0x0.0p+0"), ("-inf", "-0x0.0p+0")),
        monotone=False, timing_domain=(-20.0, 20.0), stock="jax.scipy.special.i1e", c_name=None, numpy_name=None,
        citation="e^-|x| I_1(x); DLMF 10.25; scipy.special.i1e",
    ),
)
# fmt: on

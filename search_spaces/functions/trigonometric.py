"""Trigonometric functions and their inverses."""

from search_spaces.functions import slopes, slopes_second
from search_spaces.functions.row import (
    AT_NAN,
    EVEN,
    ODD,
    QUARTER_PI,
    RELATIVE,
    SIGNED_ZERO,
    SINE,
    TANGENT,
    Target,
    Waves,
)

# fmt: off
ROWS = (
    Target(
        name="sin",
        reference=lambda mp, x: mp.sin(x),
        derivative="cos(x)",
        real_domain=(-QUARTER_PI, QUARTER_PI), error=RELATIVE, parity=ODD,
        specials=(*AT_NAN, *SIGNED_ZERO, ("inf", "nan"), ("-inf", "nan")),
        monotone=False, timing_domain=(-100.0, 100.0), stock="jax.numpy.sin", c_name="sinf", numpy_name="sin",
        citation="DLMF 4.14; C17 7.12.4.6 and F.10.1.6",
        waves=Waves(lambda mp: 1 / mp.pi, SINE),
    ),
    Target(
        name="cos",
        reference=lambda mp, x: mp.cos(x),
        derivative="-sin(x)",
        real_domain=(-QUARTER_PI, QUARTER_PI), error=RELATIVE, parity=EVEN,
        specials=(*AT_NAN, ("0x0.0p+0", "0x1.0p+0"), ("-0x0.0p+0", "0x1.0p+0"), ("inf", "nan"), ("-inf", "nan")),
        monotone=False, timing_domain=(-100.0, 100.0), stock="jax.numpy.cos", c_name="cosf", numpy_name="cos",
        citation="DLMF 4.14; C17 7.12.4.5 and F.10.1.5",
        waves=Waves(lambda mp: 1 / mp.pi, SINE, shift=0.5),
    ),
    Target(
        name="tan",
        reference=lambda mp, x: mp.tan(x),
        derivative="0x1.0p+0 + y * y",
        real_domain=(-QUARTER_PI, QUARTER_PI), error=RELATIVE, parity=ODD,
        specials=(*AT_NAN, *SIGNED_ZERO, ("inf", "nan"), ("-inf", "nan")),
        monotone=False, timing_domain=(-100.0, 100.0), stock="jax.numpy.tan", c_name="tanf", numpy_name="tan",
        citation="DLMF 4.14; C17 7.12.4.7 and F.10.1.7",
        waves=Waves(lambda mp: 1 / mp.pi, TANGENT),
    ),
    Target(
        name="sinc",
        reference=lambda mp, x: mp.sincpi(x),
        derivative=slopes.SINC,
        second_derivative=slopes_second.SINC,
        real_domain=(-0.5, 0.5), error=RELATIVE, parity=EVEN,
        # At infinities as sin(pi x) / (pi x) in IEEE arithmetic, which is what NumPy and JAX compute.
        specials=(*AT_NAN, ("0x0.0p+0", "0x1.0p+0"), ("-0x0.0p+0", "0x1.0p+0"), ("inf", "nan"), ("-inf", "nan")),
        monotone=False, timing_domain=(-10.0, 10.0), stock="jax.numpy.sinc", c_name=None, numpy_name="sinc",
        citation="sin(pi x) / (pi x), 1 at 0; numpy.sinc",
        waves=Waves(lambda mp: mp.mpf(1), SINE, over_pi_x=True, from_log2=2),
    ),
)
# fmt: on

"""The exponentials and the hyperbolic functions."""

from search_spaces.functions import slopes, slopes_second
from search_spaces.functions.row import AT_NAN, EVEN, HALF_LN2, NO_PARITY, ODD, RELATIVE, SIGNED_ZERO, TO_ONE, Target

_AT_ZERO = (("0x0.0p+0", "0x1.0p+0"), ("-0x0.0p+0", "0x1.0p+0"))

# fmt: off
ROWS = (
    Target(
        name="exp2",
        reference=lambda mp, x: mp.power(2, x),
        derivative="0x1.62e42fefa39efp-1 * y",  # ln 2
        second_derivative=slopes_second.EXP2,
        real_domain=(0.0, 1.0), error=RELATIVE, parity=NO_PARITY,
        # C17 Annex F.10.3.2; overflow from 2**7 on, and below -126 the flush-to-zero rule of the reduction.
        specials=(*_AT_ZERO, ("inf", "inf"), ("-inf", "0x0.0p+0"),
                  ("nan", "nan"), ("0x1.0p+7", "inf"), ("0x1.fffffep+127", "inf"), ("-0x1.fffffep+127", "0x0.0p+0"),
                  ("-0x1.f8p+6", "0x1.0p-126"), ("0x1.0p+0", "0x1.0p+1"), ("0x1.fcp+6", "0x1.0p+127")),
        monotone=True, timing_domain=(-100.0, 100.0), stock="jax.numpy.exp2", c_name="exp2f", numpy_name="exp2",
        citation="DLMF 4.2; C17 7.12.6.2 and F.10.3.2",
    ),
    Target(
        name="exp",
        reference=lambda mp, x: mp.exp(x),
        derivative="y",
        real_domain=(-HALF_LN2, HALF_LN2), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, *_AT_ZERO, ("inf", "inf"), ("-inf", "0x0.0p+0"),
                  ("0x1.fffffep+127", "inf"), ("-0x1.fffffep+127", "0x0.0p+0")),
        monotone=True, timing_domain=(-80.0, 80.0), stock="jax.numpy.exp", c_name="expf", numpy_name="exp",
        citation="DLMF 4.2; C17 7.12.6.1 and F.10.3.1",
    ),
    Target(
        name="expm1",
        reference=lambda mp, x: mp.expm1(x),
        derivative=slopes.EXPM1,
        second_derivative=slopes_second.EXPM1,
        real_domain=(0.0, 1.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, *SIGNED_ZERO, ("inf", "inf"), ("-inf", "-0x1.0p+0"),
                  ("0x1.fffffep+127", "inf"), ("-0x1.fffffep+127", "-0x1.0p+0")),
        monotone=True, timing_domain=(-20.0, 80.0), stock="jax.numpy.expm1", c_name="expm1f", numpy_name="expm1",
        citation="DLMF 4.2; C17 7.12.6.3 and F.10.3.3",
    ),
    Target(
        name="sinh",
        reference=lambda mp, x: mp.sinh(x),
        derivative=slopes.SINH,
        second_derivative=slopes_second.SINH,
        real_domain=(-1.0, 1.0), error=RELATIVE, parity=ODD,
        specials=(*AT_NAN, *SIGNED_ZERO, ("inf", "inf"), ("-inf", "-inf"),
                  ("0x1.fffffep+127", "inf"), ("-0x1.fffffep+127", "-inf")),
        monotone=True, timing_domain=(-10.0, 10.0), stock="jax.numpy.sinh", c_name="sinhf", numpy_name="sinh",
        citation="DLMF 4.28; C17 7.12.5.5 and F.10.2.5",
    ),
    Target(
        name="cosh",
        reference=lambda mp, x: mp.cosh(x),
        derivative=slopes.COSH,
        second_derivative=slopes_second.COSH,
        real_domain=(-1.0, 1.0), error=RELATIVE, parity=EVEN,
        specials=(*AT_NAN, *_AT_ZERO, ("inf", "inf"), ("-inf", "inf"),
                  ("0x1.fffffep+127", "inf"), ("-0x1.fffffep+127", "inf")),
        monotone=False, timing_domain=(-10.0, 10.0), stock="jax.numpy.cosh", c_name="coshf", numpy_name="cosh",
        citation="DLMF 4.28; C17 7.12.5.4 and F.10.2.4",
    ),
    Target(
        name="tanh",
        reference=lambda mp, x: mp.tanh(x),
        derivative=slopes.TANH,
        second_derivative=slopes_second.TANH,
        real_domain=(-1.0, 1.0), error=RELATIVE, parity=ODD,
        specials=(*AT_NAN, *SIGNED_ZERO, *TO_ONE),
        monotone=True, timing_domain=(-10.0, 10.0), stock="jax.numpy.tanh", c_name="tanhf", numpy_name="tanh",
        citation="DLMF 4.28; C17 7.12.5.6 and F.10.2.6",
    ),
)
# fmt: on

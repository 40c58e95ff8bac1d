"""Special functions: error functions, gamma, Bessel and Airy."""

from search_spaces.functions import slopes
from search_spaces.functions.references import erf_inv, gelu, log_gamma
from search_spaces.functions.row import (
    ABSOLUTE,
    ARITHMETIC,
    AT_NAN,
    NO_PARITY,
    ODD,
    RELATIVE,
    SIGNED_ZERO,
    TO_ONE,
    Poles,
    Target,
)

# fmt: off
ROWS = (
    Target(
        name="erf",
        reference=lambda mp, x: mp.erf(x),
        derivative=slopes.ERF,
        real_domain=(0.0, 2.0), error=RELATIVE, parity=ODD,
        specials=(*AT_NAN, *SIGNED_ZERO, *TO_ONE),
        monotone=True, timing_domain=(-4.0, 4.0), stock="jax.scipy.special.erf", c_name="erff", numpy_name=None,
        citation="DLMF 7.2; C17 7.12.8.1 and F.10.5.1",
    ),
    Target(
        name="erfc",
        reference=lambda mp, x: mp.erfc(x),
        derivative=slopes.ERFC,
        real_domain=(0.0, 2.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, ("0x0.0p+0", "0x1.0p+0"), ("-0x0.0p+0", "0x1.0p+0"), ("inf", "0x0.0p+0"),
                  ("-inf", "0x1.0p+1"), ("0x1.4p+3", "0x0.0p+0"), ("-0x1.4p+3", "0x1.0p+1")),
        monotone=False, timing_domain=(-4.0, 8.0), stock="jax.scipy.special.erfc", c_name="erfcf", numpy_name=None,
        citation="DLMF 7.2; C17 7.12.8.2 and F.10.5.2",
    ),
    Target(
        name="erf_inv",
        reference=erf_inv,
        derivative=slopes.ERF_INV,
        real_domain=(0.0, 0.75), error=RELATIVE, parity=ODD,
        specials=(*AT_NAN, *SIGNED_ZERO, ("0x1.0p+0", "inf"), ("-0x1.0p+0", "-inf"), ("0x1.000002p+0", "nan"),
                  ("-0x1.000002p+0", "nan"), ("inf", "nan"), ("-inf", "nan")),
        monotone=True, timing_domain=(-1.0, 1.0), stock="jax.scipy.special.erfinv", c_name=None, numpy_name=None,
        citation="the inverse of erf; DLMF 7.17",
    ),
    Target(
        name="gelu",
        reference=gelu,
        derivative=slopes.GELU,
        real_domain=(0.0, 4.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, *SIGNED_ZERO, ("inf", "inf"), ("-inf", "-0x0.0p+0"), ("-0x1.cp+3", "-0x0.0p+0"),
                  ("0x1.cp+3", "0x1.cp+3"), ("-0x1.fffffep+127", "-0x0.0p+0")),
        monotone=False, timing_domain=(-6.0, 6.0), stock="jax.nn.gelu", c_name=None, numpy_name=None,
        citation="x times the normal distribution function; arXiv 1606.08415", stock_options=(("approximate", False),),
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
        name="lgamma",
        reference=log_gamma,
        derivative="digamma(x)",
        real_domain=(2.5, 8.0), error=ABSOLUTE, parity=NO_PARITY,
        specials=(*AT_NAN, ("0x0.0p+0", "inf"), ("-0x0.0p+0", "inf"), ("inf", "inf"), ("-inf", "inf"),
                  ("-0x1.0p+0", "inf"), ("-0x1.0p+1", "inf"), ("-0x1.8p+4", "inf"), ("-0x1.0p+23", "inf"),
                  ("-0x1.fffffep+127", "inf"), ("0x1.0p+0", "0x0.0p+0"), ("0x1.0p+1", "0x0.0p+0"),
                  ("0x1.fffffep+127", "inf")),
        monotone=False, timing_domain=(-10.0, 30.0), stock="jax.scipy.special.gammaln", c_name="lgammaf",
        numpy_name=None, citation="log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3", poles=Poles(), least_ulp_at=1.0,
    ),
    Target(
        name="gamma",
        reference=lambda mp, x: mp.gamma(x),
        derivative="y * digamma(x)",
        real_domain=(1.0, 2.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, ("0x0.0p+0", "inf"), ("-0x0.0p+0", "-inf"), ("inf", "inf"), ("-inf", "nan"),
                  ("-0x1.0p+0", "nan"), ("-0x1.fffffep+127", "nan"), ("0x1.0p+0", "0x1.0p+0"), ("0x1.0p+1", "0x1.0p+0"),
                  ("0x1.8p+1", "0x1.0p+1"), ("0x1.0p+2", "0x1.8p+2"), ("0x1.fffffep+127", "inf")),
        monotone=False, timing_domain=(0.5, 30.0), stock="jax.scipy.special.gamma", c_name="tgammaf", numpy_name=None,
        citation="DLMF 5.2; C17 7.12.8.4 and F.10.5.4",
    ),
)
# fmt: on

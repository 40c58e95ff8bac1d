"""Second derivatives that float32 arithmetic gets right: expressions in x, y = f(x) and s = f'(x), as those of slopes.py.

A slope that neither cancels nor overflows need not have such a derivative: 1 - y^2 in powers of e^-2|x| has one that is 0
beside zero. So grad of grad computes an expression of its own, mostly a product of s and factors that are right to an ulp.
Where f'' passes through zero, the factor that does is a polynomial around the float32 next to that zero, fitted with a
weight of 1 / max(|factor|, 2^-10) and rounded as in slopes.py. Higher derivatives differentiate these expressions, s as here.
"""

from search_spaces.functions import slopes
from search_spaces.functions.slopes import ONE, choice

TWO, FOUR = "0x1.0p+1", "0x1.0p+2"


def _within(at: str, low: str, high: str) -> str:
    return f"max(min({at}, {high}), {low})"


_FAR = _within("x", "-0x1.0p+64", "0x1.0p+64")
"""x, but finite: beyond it all that multiplies it is zero."""

# ln2^2 2^x; from 127 on as 2^128 e^(ln2 (x - 128)), because f'' is finite where 2^x is not.
_ABOVE = f"({_within('x', '0x1.f8p+6', '0x1.08p+7')} - 0x1.0p+7)"
EXP2 = choice(
    (("0x1.fcp+6", "0x1.ebfbdff82c58fp-2 * y"),),
    f"0x1.ebfbdff82c58fp+126 * exp(0x1.62e42fefa39efp-1 * {_ABOVE})",
)
EXPM1, SOFTPLUS = "s", slopes.LOGISTIC
SINH = COSH = "y"
# No 1 / (x x), which is infinite or zero too soon.
LOG = f"-({ONE} / x) * ({ONE} / x)"
LOG2 = f"-0x1.71547652b82fep+0 * ({ONE} / x) * ({ONE} / x)"  # 1 / ln 2
LOG10 = f"-0x1.bcb7b1526e50ep-2 * ({ONE} / x) * ({ONE} / x)"  # 1 / ln 10
LOG1P = "-s * s"
CBRT = f"-0x1.c71c71c71c71cp-3 * ({ONE} / y) ** 3 * ({ONE} / y) ** 2"  # 2/9 y^-5
RSQRT = "0x1.8p-1 * y ** 3 * y ** 2"
TANH = f"-{TWO} * y * s"
LOGISTIC = "-tanh(0x1.0p-1 * x) * s"
# From left to right: no partial product is zero or infinite before f'' is.
ASIN = "x * s * s * s"
ACOS = "x * s * s * s"
ATAN = f"-{TWO} * {_FAR} * s * s"
ASINH = f"-{_FAR} * s * s * s"
ACOSH = f"-{_FAR} * s * s * s"
ATANH = f"{TWO} * x * s * s"
_NEAR = _within("x", "-0x1.4p+5", "0x1.4p+5")
ERF = f"times_gauss(-0x1.20dd750429b6dp+1 * {_NEAR}, x, {ONE})"  # 4 / sqrt(pi)
ERFC = f"times_gauss(0x1.20dd750429b6dp+1 * {_NEAR}, x, {ONE})"
_TWICE = choice((("0x1.0p-64", "0x1.c5bf891b4ef6bp+0 * x"),), f"{TWO} * y", at="abs(x)")  # y is flushed before f'' is
ERF_INV = f"{_TWICE} * s * s"
NDTRI = "y * s * s"
# y (2 + 4 x^2) - 4/sqrt(pi) x for x < 0; else u^3 times a polynomial, u = 1 / (1 + x) on [0, 1], fitted around 1/2.
_LEFT = f"max(min(x, {ONE}), -0x1.0p+62)"
_U = f"({ONE} / ({ONE} + max(x, -0x1.0p-1)))"
ERFCX = choice(
    (("0x0.0p+0", f"y * ({TWO} + {FOUR} * {_LEFT} * {_LEFT}) - 0x1.20dd750429b6dp+1 * {_LEFT}"),),
    f"{_U} * {_U} * {_U} * horner({_U} - 0x1.0p-1, 0x1.3c2728p+1, 0x1.91508ep-2, -0x1.2cfd0ap+2, 0x1.17f764p+2, "
    "0x1.37fa62p+1, -0x1.678e26p+3, 0x1.b0311ap+3, -0x1.99400ap+1, -0x1.029fecp+4, 0x1.535c32p+5, -0x1.3276eap+6, "
    "0x1.266222p+4, 0x1.cd9f7ep+7, -0x1.085214p+8, -0x1.81c46ap+7, 0x1.3a0adp+8)",
)

# Even functions: in t = |x|.
_T = "min(abs(x), 0x1.0p+8)"
# f'' = g e^-t / (1 + e^-t)^2 with g = 2 - t tanh(t/2), which is zero at 2.399.
_SILU = choice(
    (
        ("0x1.8p+0", f"{TWO} - {_T} * tanh(0x1.0p-1 * {_T})"),
        (
            "0x1.cp+1",
            f"horner({_within('abs(x)', '0x1.0p+0', '0x1.0p+2')} - 0x1.331e24p+1, -0x1.8b5578p-25, -0x1.331e24p+0, "
            "0x1.7c7f54p-25, 0x1.f3e26p-6, -0x1.a0b29ep-7, 0x1.268cacp-9, 0x1.065eecp-13, -0x1.7d93f2p-13, 0x1.760c2p-15, "
            "-0x1.bbcdb8p-19)",
        ),
    ),
    f"{TWO} - {_T} * tanh(0x1.0p-1 * {_T})",
    at="abs(x)",
)
SILU = f"times_exp(({_SILU}) / ({ONE} + exp(-abs(x))) ** 2, -abs(x))"
# Normal density times 2 - t^2, the polynomial in t - sqrt(2).
GELU = (
    "times_gauss(0x1.9884533d43651p-2 * horner(min(abs(x), 0x1.4p+5) - 0x1.6a09e6p+0, 0x1.26055cp-24, -0x1.6a09e6p+1, "
    f"-{ONE}), x, 0x1.0p-1)"
)
# With w = t (a + b t^2) and w' = a + 3 b t^2: f'' = g e^-w / (1 + e^-w)^2, g = 2 a + 12 b t^2 - t w'^2 tanh(w/2), zero at 1.4185.
_V = "min(abs(x), 0x1.8p+3)"
_W = f"{_V} * (0x1.9884533d43651p+0 + 0x1.2444f2a4d8b4bp-4 * {_V} * {_V})"
_DW = f"(0x1.9884533d43651p+0 + 0x1.b6676bf7450f0p-3 * {_V} * {_V})"
_CLOSED = f"0x1.9884533d43651p+1 + 0x1.b6676bf7450f0p-1 * {_V} * {_V} - {_V} * {_DW} * {_DW} * tanh(0x1.0p-1 * {_W})"
_GELU_TANH = choice(
    (
        (ONE, _CLOSED),
        (
            TWO,
            f"horner({_within('abs(x)', '0x1.8p-1', '0x1.2p+1')} - 0x1.6b2314p+0, 0x1.bb4084p-25, -0x1.6bae1p+2, "
            "-0x1.dc2116p+1, -0x1.4e50aap+0, -0x1.5dd6b8p-2, -0x1.00b9fp-4, -0x1.e5b566p-8, 0x1.d3b24p-9, 0x1.3d5b32p-11)",
        ),
    ),
    _CLOSED,
    at="abs(x)",
)
GELU_TANH = f"times_gelu_tanh(({_GELU_TANH}) / ({ONE} + exp(-{_W})) ** 2, x)"
# With w = e^x, 4 w n / (2 + w (2 + w))^3, n = 4 + 8 w + 6 w^2 + 2 w^3 + x (2 + 2 w - 3 w^2 - 2 w^3), zero at -2.2564; and with
# e = e^-x the same as 4 e^2 m / (1 + 2 e (1 + e))^3, m = 2 + 6 e + 8 e^2 + 4 e^3 - x (2 + 3 e - 2 e^2 - 2 e^3), zero at 1.4906.
_A = "max(min(x, 0x1.8p+0), -0x1.9p+7)"  # x on [-200, 1.5]
_B = "min(max(x, -0x1.0p+0), 0x1.9p+7)"
_EA, _EB = f"exp({_A})", f"exp(-{_B})"
_N = (
    f"({FOUR} + {TWO} * {_A} + {_EA} * (0x1.0p+3 + {TWO} * {_A} + {_EA} * (0x1.8p+2 - 0x1.8p+1 * {_A} "
    f"+ {TWO} * {_EA} * ({ONE} - {_A}))))"
)
_M = (
    f"({TWO} - {TWO} * {_B} + {_EB} * (0x1.8p+2 - 0x1.8p+1 * {_B} + {_EB} * (0x1.0p+3 + {TWO} * {_B} "
    f"+ {TWO} * {_EB} * ({TWO} + {_B}))))"
)
_LEFT_OF_ZERO = choice(
    (
        ("-0x1.0p+2", _N),
        (
            f"-{ONE}",
            f"horner({_within('x', '-0x1.2p+2', '-0x1.0p-1')} - -0x1.20d0f2p+1, -0x1.4b366ep-22, 0x1.6bc782p+1, "
            "0x1.442af6p-1, 0x1.3d4cp-2, 0x1.d52182p-4, 0x1.1b1ceap-5, 0x1.21e426p-7, 0x1.fd8496p-10, 0x1.602188p-12, "
            "0x1.655f7ap-17, -0x1.3f6822p-16, -0x1.2b846p-18)",
        ),
    ),
    _N,
)
_RIGHT_OF_ZERO = choice(
    (
        (
            "0x1.4p+1",
            f"horner({_within('x', '0x1.0p-1', '0x1.8p+1')} - 0x1.7d9612p+0, 0x1.5cf7e8p-23, -0x1.0ff36ep+2, 0x1.065958p+1, "
            "-0x1.30f89ep+0, 0x1.0f198ep-1, -0x1.920ed4p-3, 0x1.024abcp-4, -0x1.22974ep-6, 0x1.147f44p-8, -0x1.51493cp-11)",
        ),
    ),
    _M,
)
MISH = choice(
    (
        (
            "0x1.8p-1",
            f"times_exp({FOUR} * {_LEFT_OF_ZERO} / ({TWO} + {_EA} * ({TWO} + {_EA})) ** 3, min(x, {ONE}))",
        ),
    ),
    f"times_exp({FOUR} * {_RIGHT_OF_ZERO} / ({ONE} + {TWO} * {_EB} * ({ONE} + {_EB})) ** 3, -{TWO} * max(x, 0x1.0p-1))",
)
# On [0, 1] around the first zero; beyond, integers are taken off exactly (results/export/slope_text.py).
SINC = choice(
    (
        (
            ONE,
            "horner(min(abs(x), 0x1.4p+0) - 0x1.533e8p-1, -0x1.a854a2p-29, 0x1.d20944p+2, -0x1.91883ap+0, -0x1.010c54p+3, "
            "0x1.65ad7cp+0, 0x1.7abeaep+1, -0x1.b8e41ap-2, -0x1.1b6fdp-1, 0x1.0d9922p-4, 0x1.0128f8p-4)",
        ),
    ),
    "sinc_second(x)",
    at="abs(x)",
)
LGAMMA, DIGAMMA = "trigamma(x)", "tetragamma(x)"

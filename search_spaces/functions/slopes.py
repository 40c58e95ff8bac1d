"""Derivatives that float32 arithmetic gets right: expressions in x and y = f(x) that neither cancel nor overflow.

They use a few functions beside those of mpmath, whose exact meaning is OWN and whose float32 form is in
results/export/slope_text.py. Where a derivative passes through zero it is a polynomial around the float32 next to that zero,
fitted on [-2, 0] with a weight of 1 / ulp(max(|f'|, 2^-10)) and rounded coefficient by coefficient, lowest first, each
time refitting the rest. Every branch of a choice is finite for every x, its argument bounded a little beyond its piece, so that
derivatives of derivatives are right as well: at its very end the slope of a bound is one half.
"""

from typing import Any


def _horner(mp: Any, t: Any, *coefficients: Any) -> Any:
    value = mp.zero
    for coefficient in reversed(coefficients):
        value = value * t + coefficient
    return value


def _times_gelu_tanh(mp: Any, s: Any, x: Any) -> Any:
    return s * mp.exp(-mp.sqrt(8 / mp.pi) * abs(x) * (1 + x * x * 44715 / 1000000))


def _sinc_slope(mp: Any, x: Any) -> Any:
    return (mp.cospi(x) - mp.sincpi(x)) / x


def _sinc_second(mp: Any, x: Any) -> Any:
    return -mp.pi * mp.sinpi(x) / x - 2 * _sinc_slope(mp, x) / x


OWN = {
    "min": (2, 2, lambda mp, a, b: min(a, b)),
    "max": (2, 2, lambda mp, a, b: max(a, b)),
    "if_less": (4, 4, lambda mp, a, b, then, otherwise: then if a < b else otherwise),
    "horner": (2, 20, _horner),
    "times_exp": (2, 2, lambda mp, s, x: s * mp.exp(x)),
    "times_gauss": (3, 3, lambda mp, s, x, k: s * mp.exp(-k * x * x)),
    "erfcx": (1, 1, lambda mp, x: mp.exp(x * x) * mp.erfc(x)),
    "erfcx_right": (1, 1, lambda mp, x: mp.exp(x * x) * mp.erfc(x)),
    "trigamma": (1, 1, lambda mp, x: mp.psi(1, x)),
    "tetragamma": (1, 1, lambda mp, x: mp.psi(2, x)),
    "times_gelu_tanh": (2, 2, _times_gelu_tanh),
    "sinc_slope": (1, 1, _sinc_slope),
    "sinc_second": (1, 1, _sinc_second),
}
"""Least and most arguments, and the meaning on an mpmath context: the smaller; the larger; a choice by a < b; the polynomial
in t, lowest coefficient first; s e^x for x <= 0; s e^(-k x^2) for k of 1/2 or 1; e^(x^2) erfc(x); the same for 0.45 <= x <= 16; the first and
second derivative of digamma; s e^-w with w = |x| (a + b x^2), a = sqrt(8/pi), b = 0.044715 a; the first and second
derivative of sin(pi x) / (pi x), for |x| >= 1."""


def choice(steps: tuple[tuple[str, str], ...], last: str, at: str = "x") -> str:
    """The text of a function in pieces: (end of the piece, its text), ascending, and what holds from the last end on."""
    text = last
    for end, piece in reversed(steps):
        text = f"if_less({at}, {end}, {piece}, {text})"
    return text


def _around_zero(zero: str, *coefficients: str, at: str = "x") -> str:
    """A polynomial in the distance from a derivative's zero, on [-2, 0]."""
    return f"horner(max(min({at}, {ONE}), -0x1.8p+1) - {zero}, {', '.join(coefficients)})"


ONE = "0x1.0p+0"
# e^-2|x| and e^-|x| keep every bit that 1 - y^2 and 1 - y lose.
_E2 = "exp(-0x1.0p+1 * abs(x))"
TANH = f"times_exp(0x1.0p+2 / ({ONE} + {_E2}) ** 2, -0x1.0p+1 * abs(x))"
LOGISTIC = f"times_exp({ONE} / ({ONE} + exp(-abs(x))) ** 2, -abs(x))"
SOFTPLUS = choice(
    (("0x0.0p+0", f"times_exp({ONE} / ({ONE} + exp(min(x, {ONE}))), min(x, {ONE}))"),),
    f"{ONE} / ({ONE} + exp(-max(x, -{ONE})))",
)
# On [0, 1] the series, beyond it integers are taken off exactly (results/export/slope_text.py).
SINC = choice(
    (
        (
            ONE,
            f"x * horner(min(x * x, {ONE}), -0x1.a51a66p+1, 0x1.9f9cbp+1, -0x1.24fe64p+0, 0x1.ac5ecap-3, -0x1.7fbf42p-6, "
            "0x1.c6a70ep-10, -0x1.1e41f6p-14, -0x1.e7a3acp-19)",
        ),
    ),
    "sinc_slope(x)",
    at="abs(x)",
)
EXPM1 = choice((("0x0.0p+0", f"exp(min(x, {ONE}))"),), f"{ONE} + y")
SINH = f"hypot({ONE}, y)"
ASINH = f"{ONE} / hypot({ONE}, x)"
_SMALL = f"min(abs(x), {ONE})"
COSH = choice(  # sinh x by its series, or y - e^-|x|
    (
        (
            ONE,
            f"x * horner({_SMALL} * {_SMALL}, {ONE}, 0x1.555556p-3, 0x1.111112p-7, 0x1.a01a02p-13, 0x1.71de3ap-19, "
            "0x1.ae6456p-26)",
        ),
    ),
    "sign(x) * (y - exp(-abs(x)))",
    at="abs(x)",
)
ERF = "times_gauss(0x1.20dd750429b6dp+0, x, 0x1.0p+0)"  # 2 / sqrt(pi)
ERFC = "times_gauss(-0x1.20dd750429b6dp+0, x, 0x1.0p+0)"
# sqrt(pi)/2 e^(y^2); from 1/2 on erfc(y) = 1 - |x|, so that e^(y^2) = erfcx(y) / (1 - |x|), which hardly depends on y. jax's own erfcx errs
# by 9 ulp before its version 0.12.
_POWER = "0x1.c5bf891b4ef6bp-1 * exp(y * y)"
ERF_INV = choice(
    (("0x1.0p-1", _POWER), (ONE, f"0x1.c5bf891b4ef6bp-1 * erfcx_right(abs(y)) / ({ONE} - abs(x))")), _POWER, at="abs(x)"
)
# 2 x y - 2/sqrt(pi) for x < 0; else u^2 times a polynomial, u = 1 / (1 + x) on [0, 1], fitted around 1/2.
_U = f"({ONE} / ({ONE} + max(x, -0x1.0p-1)))"
ERFCX = choice(
    (("0x0.0p+0", "0x1.0p+1 * x * y - 0x1.20dd750429b6dp+0"),),
    f"{_U} * {_U} * horner({_U} - 0x1.0p-1, -0x1.17c4e4p+0, -0x1.23125p-1, 0x1.504758p+0, -0x1.783d36p-2, -0x1.44bdf6p+0, "
    "0x1.07e51ep+1, -0x1.1349d8p+0, -0x1.40a23p+0, 0x1.ebb136p+1, -0x1.992612p+2, 0x1.9abab8p+1, 0x1.d06acep+3, "
    "-0x1.577b4ep+4, -0x1.302cfp+3, 0x1.62e2dap+4)",
)
# sqrt(2 pi) e^(y^2/2); where t = min(x, 1 - x) < 1/4, t is the distribution function at -|y|, Mills' ratio times the density.
_T = f"min(x, {ONE} - x)"
NDTRI = choice(
    (("0x1.0p-2", f"0x1.40d931ff62705p+0 * erfcx_right(0x1.6a09e667f3bcdp-1 * min(abs(y), 0x1.0p+4)) / {_T}"),),
    "0x1.40d931ff62705p+1 * exp(0x1.0p-1 * y * y)",
    at=_T,
)

_FAR = "max(min(x, -0x1.0p+0), -0x1.9p+7)"  # x on [-200, -1]
_RIGHT = "min(max(x, -0x1.0p+0), 0x1.9p+6)"  # x on [-1, 100]
# a (1 + x b) with a = e/(1 + e), b = 1 - a and e = e^x: far left (1 + x) - x a, where nothing cancels.
SILU = choice(
    (
        (
            "-0x1.0p+1",
            f"times_exp((({ONE} + {_FAR}) - {_FAR} * exp({_FAR}) / ({ONE} + exp({_FAR}))) / ({ONE} + exp({_FAR})), {_FAR})",
        ),
        (
            "0x0.0p+0",
            _around_zero(
                *(
                    "-0x1.474974p+0",
                    "-0x1.848b9ep-29",
                    "0x1.be141p-3",
                    "0x1.2c563p-3",
                    "0x1.353eccp-6",
                    "-0x1.f2cb2ep-7",
                ),
                *("-0x1.b10326p-8", "0x1.0145b6p-13", "0x1.a4eeb6p-11", "0x1.96b11ep-13", "-0x1.b3a8a8p-15"),
                *("-0x1.1e86d2p-15", "0x1.d2c82p-18"),
            ),
        ),
    ),
    f"({ONE} + {_RIGHT} * exp(-{_RIGHT}) / ({ONE} + exp(-{_RIGHT}))) / ({ONE} + exp(-{_RIGHT}))",
)
# With w = e^x: w (4 (x + 1) + w (4 x + 6 + w (4 + w))) / (2 + w (2 + w))^2; for x > 0 in e = e^-x, where all terms are positive.
_W, _E = f"exp({_FAR})", f"exp(-{_RIGHT})"
MISH = choice(
    (
        (
            "-0x1.0p+1",
            f"times_exp((0x1.0p+2 * ({_FAR} + {ONE}) + {_W} * (0x1.0p+2 * {_FAR} + 0x1.8p+2 + {_W} * (0x1.0p+2 + {_W})))"
            f" / (0x1.0p+1 + {_W} * (0x1.0p+1 + {_W})) ** 2, {_FAR})",
        ),
        (
            "0x0.0p+0",
            _around_zero(
                *(
                    "-0x1.31432cp+0",
                    "0x1.beb774p-31",
                    "0x1.115accp-2",
                    "0x1.a34a1ep-3",
                    "0x1.574e62p-5",
                    "-0x1.4c1cd6p-6",
                ),
                *(
                    "-0x1.032a12p-6",
                    "-0x1.b9aaep-9",
                    "0x1.1b9b8p-10",
                    "0x1.0aa1a2p-10",
                    "0x1.1a2c2p-12",
                    "-0x1.53ea0ap-14",
                ),
                *("-0x1.04458ap-14", "0x1.987942p-18"),
            ),
        ),
    ),
    f"({ONE} + {_E} * (0x1.0p+2 + {_E} * (0x1.0p+2 * {_RIGHT} + 0x1.8p+2 + 0x1.0p+2 * ({_RIGHT} + {ONE}) * {_E})))"
    f" / ({ONE} + 0x1.0p+1 * {_E} * ({ONE} + {_E})) ** 2",
)
# d(v) = P(v) + v p(v) for v = -|x|, P and p the normal distribution and its density; for x > 0 it is 1 - d(v).
# Far left d = p(v) (v - K(1/v^2) / v): Mills' ratio P/p is K/|v|, fitted for 1/v^2 on [0, 1/4] to 2^-27 of v - K/v.
_MILLS = (
    "0x1.0p+0, -0x1.ffe8e6p-1, 0x1.7d558p+1, -0x1.bf554ep+3, 0x1.300b7ep+6, -0x1.780714p+8, 0x1.665ec6p+10, "
    "-0x1.d29454p+11, 0x1.69a86cp+12, -0x1.f2fe5cp+11"
)
_V = "if_less(x, 0x0.0p+0, x, -x)"
_V_FAR = f"max(min({_V}, -0x1.0p+0), -0x1.4p+5)"
_GELU_LEFT = choice(
    (
        (
            "-0x1.0p+1",
            f"times_gauss(0x1.9884533d43651p-2 * ({_V_FAR} - horner({ONE} / ({_V_FAR} * {_V_FAR}), {_MILLS}) / {_V_FAR}), "
            f"{_V_FAR}, 0x1.0p-1)",
        ),
    ),
    _around_zero(
        *("-0x1.80ead2p-1", "-0x1.6737d8p-28", "0x1.b9d98ep-2", "0x1.8d9a94p-2", "-0x1.2a2cfep-6", "-0x1.d2fa28p-4"),
        *("-0x1.e42b16p-7", "0x1.3e2aa4p-6", "0x1.2a71b4p-8", "-0x1.23dafp-9", "-0x1.919fb2p-11", "0x1.4d6ffap-13"),
        *("0x1.8243c4p-14", "0x1.289222p-17"),
        at=_V,
    ),
    at=_V,
)
GELU = f"if_less(x, 0x0.0p+0, 0x0.0p+0, {ONE}) + if_less(x, 0x0.0p+0, {ONE}, -{ONE}) * {_GELU_LEFT}"
# w = x (a + b x^2), w' = a + 3 b x^2: (1 + x w' / (1 + e^w)) / (1 + e^-w); on [-10, -2] through y = x / (1 + e^-w), which
# knows w to more than float32; left of that w around x = -10.125, where w = -90.22, and e^w in two factors.
_G = "max(min(x, -0x1.0p+0), -0x1.6p+3)"
_G_FAR = "max(min(x, -0x1.3p+3), -0x1.5p+3)"


def _w(at: str) -> str:
    return f"{at} * (0x1.9884533d43651p+0 + 0x1.2444f2a4d8b4bp-4 * {at} * {at})"


def _dw(at: str) -> str:
    return f"(0x1.9884533d43651p+0 + 0x1.b6676bf7450f0p-3 * {at} * {at})"


GELU_TANH = choice(
    (
        (
            "-0x1.4p+3",
            f"({ONE} + {_G_FAR} * {_dw(_G_FAR)}) * exp(horner({_G_FAR} + 0x1.44p+3, 0x0.0p+0, 0x1.78a6cap+4, -0x1.156d72p+1,"
            " 0x1.2444f2p-4)) * 0x1.00c4607b62323p-84 * 0x1.c8464f7616468p-47",
        ),
        ("-0x1.0p+1", f"y * ({ONE} / {_G} + {_dw(_G)} / ({ONE} + exp({_w(_G)})))"),
        (
            "0x0.0p+0",
            _around_zero(
                *(
                    "-0x1.8142ap-1",
                    "-0x1.4f6404p-28",
                    "0x1.b8baccp-2",
                    "0x1.8cd1a6p-2",
                    "-0x1.02939ap-6",
                    "-0x1.d2b834p-4",
                ),
                *(
                    "-0x1.10691ap-6",
                    "0x1.427af2p-6",
                    "0x1.5ae80ap-8",
                    "-0x1.3b2bap-9",
                    "-0x1.01ea6p-10",
                    "0x1.af2e2p-13",
                ),
                *("0x1.3984aep-13", "0x1.3d1674p-16"),
            ),
        ),
    ),
    f"({ONE} + RIGHT * {_dw('RIGHT')} * exp(-{_w('RIGHT')}) / ({ONE} + exp(-{_w('RIGHT')})))"
    f" / ({ONE} + exp(-{_w('RIGHT')}))".replace("RIGHT", "min(max(x, -0x1.0p+0), 0x1.0p+4)"),
)

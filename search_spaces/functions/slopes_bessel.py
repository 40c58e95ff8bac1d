"""Derivatives of the scaled Bessel functions, as search_spaces/functions/slopes.py has those of others."""

from search_spaces.functions.slopes import ONE, choice

# Scaled Bessel functions: for |x| < 2 a polynomial, beyond that y v q(v) with v = 1 / (|x| + 2), and from 7 on v = 1 / |x|: what
# I_1 and I_0 leave of each other is fitted, weighted and rounded as above.
_SIZE = "abs(x)"


def _bessel(zero: str, near: str, middle: str, far: str, size: str) -> str:
    v_middle, v_far = f"{ONE} / (0x1.0p+1 + min(max({_SIZE}, {ONE}), 0x1.0p+3))", f"{ONE} / max({_SIZE}, 0x1.0p+2)"
    return choice(
        (
            ("0x1.0p+1", f"horner(min({_SIZE}, 0x1.8p+1) - {zero}, {near})"),
            ("0x1.cp+2", f"{size} * {v_middle} * horner({v_middle} - 0x1.8p-3, {middle})"),
        ),
        f"{size} * {v_far} * horner({v_far}, {far})",
        at=_SIZE,
    )


_I0E_NEAR = (
    "-0x1.08099ep-2, 0x1.3b2cc6p-2, -0x1.d4963ep-3, 0x1.ff5f24p-4, -0x1.b8c03cp-5, 0x1.39aa7ap-6, -0x1.7bc54p-8, "
    "0x1.8e99cep-10, -0x1.75be0ap-12, 0x1.52868p-14, -0x1.dec0c6p-17"
)
_I0E_MIDDLE = (
    "-0x1.cb065ep-1, -0x1.04b8a6p+2, -0x1.0d4a02p+4, -0x1.ec7cd6p-1, 0x1.09f8ap+9, 0x1.13a12ap+10, "
    "-0x1.ed53cap+13, -0x1.a9d728p+14, 0x1.717fe2p+18, 0x1.01043ep+19"
)
_I0E_FAR = "-0x1.0p-1, -0x1.00005p-3, -0x1.00294ap-3, -0x1.79c316p-3, -0x1.8ac4c2p-1, 0x1.e537a6p+1, -0x1.b37f72p+4"
BESSEL_I0E = f"sign(x) * {_bessel(ONE, _I0E_NEAR, _I0E_MIDDLE, _I0E_FAR, 'y')}"
_I1E_NEAR = (
    "-0x1.92d7b6p-31, -0x1.99d024p-5, 0x1.afc5p-5, -0x1.0de844p-5, 0x1.f28de8p-7, -0x1.7171bp-8, 0x1.cb6188p-10, "
    "-0x1.ebde14p-12, 0x1.cf0f8p-14, -0x1.b5bdcap-16, 0x1.aa94ep-20, -0x1.093998p-19"
)
_I1E_MIDDLE = (
    "-0x1.0b6bdp-1, 0x1.ed8a56p+0, 0x1.b47a6ap+4, 0x1.dc82e6p+6, -0x1.16d85p+6, -0x1.05ea52p+10, 0x1.76d792p+13, "
    "0x1.a295p+14, -0x1.78690ap+18, 0x1.94002ep+18, 0x1.342502p+23"
)
_I1E_FAR = "-0x1.0p-1, 0x1.7fff84p-2, 0x1.8070ap-2, 0x1.dc438ap-2, 0x1.8a02c2p+0, -0x1.88fc0cp+2, 0x1.4ab05ep+5"
BESSEL_I1E = _bessel("0x1.8b8d76p+0", _I1E_NEAR, _I1E_MIDDLE, _I1E_FAR, "abs(y)")

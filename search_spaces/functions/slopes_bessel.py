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

# Second derivatives: polynomials in |x| up to 4, of I_1 between 2 and 4 around the zero at 2.7815; beyond, y v^2 q(v), v = 1 / |x|.


def _bessel_second(around: str, near: str, between: str, middle: str, far: str) -> str:
    v_middle, v_far = f"({ONE} / min(max({_SIZE}, 0x1.8p+1), 0x1.2p+3))", f"({ONE} / max({_SIZE}, 0x1.cp+2))"
    return choice(
        (
            ("0x1.0p+1", f"horner(min({_SIZE}, 0x1.2p+1) - {ONE}, {near})"),
            ("0x1.0p+2", f"horner(max(min({_SIZE}, 0x1.2p+2), 0x1.cp+0) - {around}, {between})"),
            ("0x1.0p+3", f"abs(y) * {v_middle} * {v_middle} * horner({v_middle} - 0x1.8p-3, {middle})"),
        ),
        f"abs(y) * {v_far} * {v_far} * horner({v_far}, {far})",
        at=_SIZE,
    )


BESSEL_I0E_SECOND = _bessel_second(
    "0x1.8p+1",
    "0x1.3b2cc4p-2, -0x1.d49638p-2, 0x1.7f87a6p-2, -0x1.b8bfeep-3, 0x1.8809ep-4, -0x1.1ce258p-5, 0x1.5e02c4p-7, "
    "-0x1.73cb6cp-9, 0x1.60e048p-11, -0x1.3e1ed8p-13, 0x1.b04138p-16",
    "0x1.b614e2p-6, -0x1.9bb55ep-6, 0x1.f8fd1ep-7, -0x1.e1c57ap-8, 0x1.7a4acp-9, -0x1.f7979ep-11, 0x1.216142p-12, "
    "-0x1.28eee8p-14, 0x1.241fe4p-16, -0x1.b0a72ep-19",
    "0x1.b4a938p-1, 0x1.b78ddcp-1, 0x1.215e42p+1, -0x1.1c94fep+2, -0x1.41babp+6, 0x1.b47d94p+5, 0x1.149bbcp+11, "
    "-0x1.133a48p+12, -0x1.3f1648p+15",
    "0x1.7ffffep-1, 0x1.800912p-2, 0x1.05229cp-1, 0x1.64395ap+0, -0x1.5b535ep+3, 0x1.061aeap+8, -0x1.4afa82p+11, "
    "0x1.c21f3p+13, -0x1.c03f98p+14",
)
_I1E_SECOND = _bessel_second(
    "0x1.6407f6p+1",
    "-0x1.32d2e8p-3, 0x1.2a790ap-2, -0x1.15985p-2, 0x1.57521ep-3, -0x1.40222ep-4, 0x1.e0b28p-6, -0x1.2e4a96p-7, "
    "0x1.46fa82p-9, -0x1.3c8504p-11, 0x1.1ff61ap-13, -0x1.78ab1p-16",
    "0x1.0d34b2p-33, 0x1.3043e2p-7, -0x1.485fd2p-7, 0x1.99df2ep-8, -0x1.774c76p-9, 0x1.135e9cp-10, -0x1.5311c4p-12, "
    "0x1.6978fap-14, -0x1.578f16p-16, 0x1.1b16c8p-18, -0x1.25e6bap-21",
    "0x1.db5a8ap-2, -0x1.163b1cp+1, -0x1.3d8048p+2, -0x1.9feeccp-2, 0x1.88ef58p+6, 0x1.bb92f6p+5, -0x1.456568p+11, "
    "0x1.5a7604p+11, 0x1.87bd18p+15",
    "0x1.800004p-1, -0x1.2003eap+0, -0x1.59c342p+0, -0x1.5e9694p+1, 0x1.be6b7cp+3, -0x1.5f16e2p+8, 0x1.aa5a52p+11, "
    "-0x1.1aaadep+14, 0x1.11d986p+15",
)
BESSEL_I1E_SECOND = f"sign(x) * {_I1E_SECOND}"

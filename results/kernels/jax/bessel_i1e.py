"""bessel_i1e for float32 arrays: max error 3.7024 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.fff75e0000000p+0. Results that are not correctly rounded: 893,718,514.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: e^-|x| I_1(x); DLMF 10.25; scipy.special.i1e.

Kernel f888e4db55096db4, 50 operations, 45 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search bessel_i1e --seed 0 --evaluations 200000 --max-ops 16

Reduction bessel_i1e_pieces:
    c goes from 1/2 down to 0.107. a - 1 is rounded below 1/2, by 2^-25. From 2 on a f(a)^2 lies between 0.092
    and 0.16 and is a function of 1/a, smooth down to 0 with the value 1 / (2 pi) there (DLMF 10.40.1): w =
    64/a, so that neither w nor its product leaves the normal range for any a. The root halves the errors of
    quotient, core and product. Two cores share the tail because e^-2a, by which its function misses its
    asymptotic series, is not small beside 2. At infinity w is 0, and so is the root.
"""

import functools

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "bessel_i1e"
FORMAT = "jax"
MAX_ULP = 3.702406382188201
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.fff75e0000000p+0"
OUTPUTS_HASH = "c5434d64be8f66ff915ba5fa6b68226b19d90a6a29e1b77ac8ae2aee932fb996"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "f888e4db55096db4"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    sign_bit = np.int32(-2147483648)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, c_coefficient_1, c_coefficient_2, c_coefficient_3, c_coefficient_4, c_coefficient_5,
        c_coefficient_6, c_coefficient_7, scale, middle, g_coefficient_1, g_coefficient_2, g_coefficient_3,
        g_coefficient_4, g_coefficient_5, g_coefficient_6, g_coefficient_7, g_coefficient_8, h_coefficient_1,
        h_coefficient_2, h_coefficient_3, h_coefficient_4, h_coefficient_5, h_coefficient_6, h_coefficient_7,
        h_coefficient_8, six, two, eighth, nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("-0x1.010228p-5")),  # c_coefficient_1: -0.0313730985
        np.float32(float.fromhex("-0x1.2e0d56p-1")),  # c_coefficient_2: -0.589945495
        np.float32(float.fromhex("0x1.9ecc28p-2")),  # c_coefficient_3: 0.405075669
        np.float32(float.fromhex("0x1.5e8812p-3")),  # c_coefficient_4: 0.171157971
        np.float32(float.fromhex("-0x1.38670cp+0")),  # c_coefficient_5: -1.22032237
        np.float32(float.fromhex("0x1.1f395cp+1")),  # c_coefficient_6: 2.24393797
        np.float32(float.fromhex("0x1.a9ccfp-3")),  # c_coefficient_7: 0.207910419
        np.float32(float.fromhex("0x1p+6")),  # scale: 64
        np.float32(float.fromhex("0x1.5p+4")),  # middle: 21
        np.float32(float.fromhex("0x1.6f586cp+1")),  # g_coefficient_1: 2.86988592
        np.float32(float.fromhex("-0x1.80f67p+4")),  # g_coefficient_2: -24.0601654
        np.float32(float.fromhex("-0x1.f442ccp+8")),  # g_coefficient_3: -500.260925
        np.float32(float.fromhex("-0x1.bf8f1ap-13")),  # g_coefficient_4: -0.000213412757
        np.float32(float.fromhex("-0x1.1f54e6p+5")),  # g_coefficient_5: -35.9164543
        np.float32(float.fromhex("0x1.366342p+17")),  # g_coefficient_6: 158918.516
        np.float32(float.fromhex("-0x1.b7018cp-27")),  # g_coefficient_7: -1.27767574e-08
        np.float32(float.fromhex("0x1.cfeb56p-4")),  # g_coefficient_8: 0.113261543
        np.float32(float.fromhex("0x1.1fb57p-7")),  # h_coefficient_1: 0.00878017396
        np.float32(float.fromhex("-0x1.35a254p-23")),  # h_coefficient_2: -1.44184611e-07
        np.float32(float.fromhex("-0x1.e4993ap-27")),  # h_coefficient_3: -1.41036738e-08
        np.float32(float.fromhex("-0x1.433f1ap-3")),  # h_coefficient_4: -0.1578352
        np.float32(float.fromhex("-0x1.120b54p+2")),  # h_coefficient_5: -4.28194141
        np.float32(float.fromhex("0x1.eca4eap-19")),  # h_coefficient_6: 3.67048528e-06
        np.float32(float.fromhex("0x1.ed1b26p-10")),  # h_coefficient_7: 0.0018810503
        np.float32(float.fromhex("0x1.468ebp-3")),  # h_coefficient_8: 0.159451842
        np.float32(float.fromhex("0x1.8p+2")),  # six: 6
        np.float32(float.fromhex("0x1p+1")),  # two: 2
        np.float32(float.fromhex("0x1p-3")),  # eighth: 0.125
        np.float32(-0.0),  # nothing: added to a quotient or root that XLA would merge with its use
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: t = |x| - 1.
    a = jnp.abs(x)
    t = a - one
    # Core c(t), a polynomial, t in [-1, 1]: f(a) = e^-a I_1(a) = a c, t = a - 1.
    c1 = t * c_coefficient_1
    c2 = c1 + c_coefficient_3
    c3 = c2 * c2
    c4 = t * (c3 + c_coefficient_4)
    c5 = c4 * (c3 * c4 + c_coefficient_5)
    c6 = lax.min(c5 * c5, np.float32(float.fromhex('0x1.fffffep+127')))
    c7 = (t * c_coefficient_2 + c6) + c_coefficient_6
    c = c1 * (c7 * c7) + c_coefficient_7
    # Next argument: w = 64 / a, v = w - 21: w stays in the normal range for every float32, and so do its
    # products with cores near 1 / (2 pi).
    w = scale / a + nothing
    v = w - middle
    # Core g(v), a polynomial, v in [-10.3333, 11]: g = a f(a)^2, f(a) = e^-a I_1(a), a = 64 / w, v = w - 21.
    g1 = v + g_coefficient_2
    g2 = (g1 * g1) * (v * v + g_coefficient_3)
    g3 = lax.max(g2 * g_coefficient_4, -np.float32(float.fromhex('0x1.fffffep+127')))
    g4 = g_coefficient_5 - (v * g_coefficient_1 + g3)
    g = (v * ((-g4) * g4 + g_coefficient_6) + g2) * g_coefficient_7 + g_coefficient_8
    # Core h(w), a polynomial, w in [0, 10.6667]: h = a f(a)^2, f(a) = e^-a I_1(a), a = 64 / w.
    h1 = w * h_coefficient_1
    h2 = h1 * h_coefficient_2 + h_coefficient_3
    h3 = h1 + h_coefficient_4
    h4 = w * h3
    h = (w * (h2 * (w * (h4 * h4 + h_coefficient_5)) + h_coefficient_6) + h_coefficient_7) * (h3 - w) + h_coefficient_8
    # Reconstruction: f(x) = x c below 2, sqrt(w a f(a)^2) / 8 with the sign of x beyond, a f(a)^2 = g up to 6
    # and then h.
    inner = a < six
    core = jnp.where(inner, g, h)
    root = lax.sqrt(w * core) + nothing
    far_part = root * eighth
    close = a < two
    near_part = x * c
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = lax.bitcast_convert_type(x, jnp.int32) & sign_bit
    signed_far = lax.bitcast_convert_type(lax.bitcast_convert_type(far_part, jnp.int32) | sign, jnp.float32)
    result = jnp.where(close, near_part, signed_far)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


def _if_less(a, b, then, otherwise):
    return jnp.where(a < b, then, otherwise)


def _horner(t, *coefficients):
    """The polynomial in t, lowest coefficient first."""
    return functools.reduce(lambda y, c: y * t + c, reversed(coefficients))


@jax.custom_jvp
def _slope(x, y):
    return (
        _if_less(jnp.abs(x), _hex("0x1.0p+1"), _horner(jnp.minimum(jnp.abs(x), _hex("0x1.8p+1")) -
        _hex("0x1.8b8d76p+0"), _hex("-0x1.92d7b6p-31"), _hex("-0x1.99d024p-5"), _hex("0x1.afc5p-5"),
        _hex("-0x1.0de844p-5"), _hex("0x1.f28de8p-7"), _hex("-0x1.7171bp-8"), _hex("0x1.cb6188p-10"),
        _hex("-0x1.ebde14p-12"), _hex("0x1.cf0f8p-14"), _hex("-0x1.b5bdcap-16"), _hex("0x1.aa94ep-20"),
        _hex("-0x1.093998p-19")), _if_less(jnp.abs(x), _hex("0x1.cp+2"), jnp.abs(y) * _hex("0x1.0p+0") /
        (_hex("0x1.0p+1") + jnp.minimum(jnp.maximum(jnp.abs(x), _hex("0x1.0p+0")), _hex("0x1.0p+3"))) *
        _horner(_hex("0x1.0p+0") / (_hex("0x1.0p+1") + jnp.minimum(jnp.maximum(jnp.abs(x), _hex("0x1.0p+0")),
        _hex("0x1.0p+3"))) - _hex("0x1.8p-3"), _hex("-0x1.0b6bdp-1"), _hex("0x1.ed8a56p+0"),
        _hex("0x1.b47a6ap+4"), _hex("0x1.dc82e6p+6"), _hex("-0x1.16d85p+6"), _hex("-0x1.05ea52p+10"),
        _hex("0x1.76d792p+13"), _hex("0x1.a295p+14"), _hex("-0x1.78690ap+18"), _hex("0x1.94002ep+18"),
        _hex("0x1.342502p+23")), jnp.abs(y) * _hex("0x1.0p+0") / jnp.maximum(jnp.abs(x), _hex("0x1.0p+2")) *
        _horner(_hex("0x1.0p+0") / jnp.maximum(jnp.abs(x), _hex("0x1.0p+2")), _hex("-0x1.0p-1"),
        _hex("0x1.7fff84p-2"), _hex("0x1.8070ap-2"), _hex("0x1.dc438ap-2"), _hex("0x1.8a02c2p+0"),
        _hex("-0x1.88fc0cp+2"), _hex("0x1.4ab05ep+5"))))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        jnp.sign(x) * _if_less(jnp.abs(x), _hex("0x1.0p+1"), _horner(jnp.minimum(jnp.abs(x), _hex("0x1.2p+1")) -
        _hex("0x1.0p+0"), _hex("-0x1.32d2e8p-3"), _hex("0x1.2a790ap-2"), _hex("-0x1.15985p-2"),
        _hex("0x1.57521ep-3"), _hex("-0x1.40222ep-4"), _hex("0x1.e0b28p-6"), _hex("-0x1.2e4a96p-7"),
        _hex("0x1.46fa82p-9"), _hex("-0x1.3c8504p-11"), _hex("0x1.1ff61ap-13"), _hex("-0x1.78ab1p-16")),
        _if_less(jnp.abs(x), _hex("0x1.0p+2"), _horner(jnp.maximum(jnp.minimum(jnp.abs(x), _hex("0x1.2p+2")),
        _hex("0x1.cp+0")) - _hex("0x1.6407f6p+1"), _hex("0x1.0d34b2p-33"), _hex("0x1.3043e2p-7"),
        _hex("-0x1.485fd2p-7"), _hex("0x1.99df2ep-8"), _hex("-0x1.774c76p-9"), _hex("0x1.135e9cp-10"),
        _hex("-0x1.5311c4p-12"), _hex("0x1.6978fap-14"), _hex("-0x1.578f16p-16"), _hex("0x1.1b16c8p-18"),
        _hex("-0x1.25e6bap-21")), _if_less(jnp.abs(x), _hex("0x1.0p+3"), jnp.abs(y) * (_hex("0x1.0p+0") /
        jnp.minimum(jnp.maximum(jnp.abs(x), _hex("0x1.8p+1")), _hex("0x1.2p+3"))) * (_hex("0x1.0p+0") /
        jnp.minimum(jnp.maximum(jnp.abs(x), _hex("0x1.8p+1")), _hex("0x1.2p+3"))) * _horner((_hex("0x1.0p+0") /
        jnp.minimum(jnp.maximum(jnp.abs(x), _hex("0x1.8p+1")), _hex("0x1.2p+3"))) - _hex("0x1.8p-3"),
        _hex("0x1.db5a8ap-2"), _hex("-0x1.163b1cp+1"), _hex("-0x1.3d8048p+2"), _hex("-0x1.9feeccp-2"),
        _hex("0x1.88ef58p+6"), _hex("0x1.bb92f6p+5"), _hex("-0x1.456568p+11"), _hex("0x1.5a7604p+11"),
        _hex("0x1.87bd18p+15")), jnp.abs(y) * (_hex("0x1.0p+0") / jnp.maximum(jnp.abs(x), _hex("0x1.cp+2"))) *
        (_hex("0x1.0p+0") / jnp.maximum(jnp.abs(x), _hex("0x1.cp+2"))) * _horner((_hex("0x1.0p+0") /
        jnp.maximum(jnp.abs(x), _hex("0x1.cp+2"))), _hex("0x1.800004p-1"), _hex("-0x1.2003eap+0"),
        _hex("-0x1.59c342p+0"), _hex("-0x1.5e9694p+1"), _hex("0x1.be6b7cp+3"), _hex("-0x1.5f16e2p+8"),
        _hex("0x1.aa5a52p+11"), _hex("-0x1.1aaadep+14"), _hex("0x1.11d986p+15")))))
    )
    return s, tangent * second


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * _slope(x, y)


def bessel_i1e(x):
    """bessel_i1e as jax.scipy.special.i1e takes and gives it: of float32 by the kernel, of every other dtype by jax.scipy.special.i1e itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.scipy.special.i1e(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

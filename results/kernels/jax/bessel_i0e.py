"""bessel_i0e for float32 arrays: max error 4.5285 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.7bca220000000p-6. Results that are not correctly rounded: 1,975,764,120.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: e^-|x| I_0(x); DLMF 10.25; scipy.special.i0e.

Kernel 510fd226db1b0399, 39 operations, 40 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search bessel_i0e --seed 0 --evaluations 200000 --max-ops 16

Reduction bessel_i0e_pieces:
    f(0) = 1 is exact. a - 1 is rounded below 1/2, by 2^-25. From 2 on a f(a)^2 lies between 0.159 and 0.191
    and is a function of 1/a, smooth down to 0 with the value 1 / (2 pi) there (DLMF 10.40.1): w = 64/a, so
    that neither w nor its product leaves the normal range for any a. The root halves the errors of quotient,
    core and product. Two cores share the tail because e^-2a, by which its function misses its asymptotic
    series, is not small beside 2. At infinity w is 0, and so is the root.
"""

import functools

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "bessel_i0e"
FORMAT = "jax"
MAX_ULP = 4.5284886715301935
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.7bca220000000p-6"
OUTPUTS_HASH = "92c252c6518c0b900083215759bb31b7f939aeb1f591713adcb453bd8c0ea853"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "510fd226db1b0399"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, c_coefficient_1, c_coefficient_2, c_coefficient_3, c_coefficient_4, c_coefficient_5,
        c_coefficient_6, c_coefficient_7, scale, middle, g_coefficient_1, g_coefficient_2, g_coefficient_3,
        g_coefficient_4, g_coefficient_5, g_coefficient_6, g_coefficient_7, g_coefficient_8, g_coefficient_9,
        h_coefficient_1, h_coefficient_2, h_coefficient_3, h_coefficient_4, h_coefficient_5, h_coefficient_6,
        six, two, eighth, nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("-0x1.216dd8p-3")),  # c_coefficient_1: -0.141322792
        np.float32(float.fromhex("0x1.b8b7b2p-1")),  # c_coefficient_2: 0.860776484
        np.float32(float.fromhex("0x1.1896bcp+1")),  # c_coefficient_3: 2.19210005
        np.float32(float.fromhex("0x1.5719acp+0")),  # c_coefficient_4: 1.34023547
        np.float32(float.fromhex("0x1.8cc6d6p-2")),  # c_coefficient_5: 0.387477249
        np.float32(float.fromhex("0x1.d31b5cp-1")),  # c_coefficient_6: 0.91231811
        np.float32(float.fromhex("0x1.dcf016p-2")),  # c_coefficient_7: 0.465759605
        np.float32(float.fromhex("0x1p+6")),  # scale: 64
        np.float32(float.fromhex("0x1.5p+4")),  # middle: 21
        np.float32(float.fromhex("0x1.26a894p+0")),  # g_coefficient_1: 1.1510098
        np.float32(float.fromhex("-0x1.624e72p+7")),  # g_coefficient_2: -177.153214
        np.float32(float.fromhex("-0x1.666282p+13")),  # g_coefficient_3: -11468.3135
        np.float32(float.fromhex("-0x1.32c3d8p+23")),  # g_coefficient_4: -10052076
        np.float32(float.fromhex("-0x1.7206a2p+4")),  # g_coefficient_5: -23.1266193
        np.float32(float.fromhex("0x1.0b8d96p+7")),  # g_coefficient_6: 133.776535
        np.float32(float.fromhex("-0x1.6ba9cep+34")),  # g_coefficient_7: -2.44050309e+10
        np.float32(float.fromhex("-0x1.c82a58p-45")),  # g_coefficient_8: -5.06445336e-14
        np.float32(float.fromhex("0x1.6a01dp-3")),  # g_coefficient_9: 0.17676127
        np.float32(float.fromhex("0x1.fb181ep+6")),  # h_coefficient_1: 126.773552
        np.float32(float.fromhex("0x1.cbed02p+12")),  # h_coefficient_2: 7358.81299
        np.float32(float.fromhex("-0x1.9ec416p+18")),  # h_coefficient_3: -424720.344
        np.float32(float.fromhex("-0x1.4c1f3ap+25")),  # h_coefficient_4: -43531892
        np.float32(float.fromhex("-0x1.f6753ap-37")),  # h_coefficient_5: -1.42807129e-11
        np.float32(float.fromhex("0x1.45f30ap-3")),  # h_coefficient_6: 0.159154966
        np.float32(float.fromhex("0x1.8p+2")),  # six: 6
        np.float32(float.fromhex("0x1p+1")),  # two: 2
        np.float32(float.fromhex("0x1p-3")),  # eighth: 0.125
        np.float32(-0.0),  # nothing: added to a quotient or root that XLA would merge with its use
    )))
    # Reduction: t = |x| - 1.
    a = jnp.abs(x)
    t = a - one
    # Core c(t), a polynomial, t in [-1, 1]: c = f(a) = e^-a I_0(a), t = a - 1.
    c1 = t * c_coefficient_1
    c2 = c1 * c1 + c_coefficient_2
    c3 = (c1 + c_coefficient_3) * c1
    c4 = c2 * (c3 + c_coefficient_4)
    c5 = c1 * (c4 * c4 + c_coefficient_5) + c_coefficient_6
    c = (c5 * c5) * c3 + c_coefficient_7
    # Next argument: w = 64 / a, v = w - 21: w stays in the normal range for every float32, and so do its
    # products with cores near 1 / (2 pi).
    w = scale / a + nothing
    v = w - middle
    # Core g(v), a polynomial, v in [-10.3333, 11]: g = a f(a)^2, f(a) = e^-a I_0(a), a = 64 / w, v = w - 21.
    g1 = g_coefficient_1 - v
    g2 = g1 * g1 + g_coefficient_2
    g3 = (-g2) * (g1 * g2 + g_coefficient_3) + g_coefficient_4
    g4 = v * ((-g3) * (v * (v + g_coefficient_5) + g_coefficient_6) + g_coefficient_7)
    g = g4 * g_coefficient_8 + g_coefficient_9
    # Core h(w), a polynomial, w in [0, 10.6667]: h = a f(a)^2, f(a) = e^-a I_0(a), a = 64 / w.
    h1 = w * ((-w) * (w * (w * w + h_coefficient_1) + h_coefficient_2) + h_coefficient_3) + h_coefficient_4
    h = (w * h1) * h_coefficient_5 + h_coefficient_6
    # Reconstruction: f(a) = c below 2, sqrt(w a f(a)^2) / 8 beyond, a f(a)^2 = g up to 6 and then h.
    inner = a < six
    core = jnp.where(inner, g, h)
    root = lax.sqrt(w * core) + nothing
    far_part = root * eighth
    result = jnp.where(a < two, c, far_part)
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
        jnp.sign(x) * _if_less(jnp.abs(x), _hex("0x1.0p+1"), _horner(jnp.minimum(jnp.abs(x), _hex("0x1.8p+1")) -
        _hex("0x1.0p+0"), _hex("-0x1.08099ep-2"), _hex("0x1.3b2cc6p-2"), _hex("-0x1.d4963ep-3"),
        _hex("0x1.ff5f24p-4"), _hex("-0x1.b8c03cp-5"), _hex("0x1.39aa7ap-6"), _hex("-0x1.7bc54p-8"),
        _hex("0x1.8e99cep-10"), _hex("-0x1.75be0ap-12"), _hex("0x1.52868p-14"), _hex("-0x1.dec0c6p-17")),
        _if_less(jnp.abs(x), _hex("0x1.cp+2"), y * _hex("0x1.0p+0") / (_hex("0x1.0p+1") +
        jnp.minimum(jnp.maximum(jnp.abs(x), _hex("0x1.0p+0")), _hex("0x1.0p+3"))) * _horner(_hex("0x1.0p+0") /
        (_hex("0x1.0p+1") + jnp.minimum(jnp.maximum(jnp.abs(x), _hex("0x1.0p+0")), _hex("0x1.0p+3"))) -
        _hex("0x1.8p-3"), _hex("-0x1.cb065ep-1"), _hex("-0x1.04b8a6p+2"), _hex("-0x1.0d4a02p+4"),
        _hex("-0x1.ec7cd6p-1"), _hex("0x1.09f8ap+9"), _hex("0x1.13a12ap+10"), _hex("-0x1.ed53cap+13"),
        _hex("-0x1.a9d728p+14"), _hex("0x1.717fe2p+18"), _hex("0x1.01043ep+19")), y * _hex("0x1.0p+0") /
        jnp.maximum(jnp.abs(x), _hex("0x1.0p+2")) * _horner(_hex("0x1.0p+0") / jnp.maximum(jnp.abs(x),
        _hex("0x1.0p+2")), _hex("-0x1.0p-1"), _hex("-0x1.00005p-3"), _hex("-0x1.00294ap-3"),
        _hex("-0x1.79c316p-3"), _hex("-0x1.8ac4c2p-1"), _hex("0x1.e537a6p+1"), _hex("-0x1.b37f72p+4"))))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _if_less(jnp.abs(x), _hex("0x1.0p+1"), _horner(jnp.minimum(jnp.abs(x), _hex("0x1.2p+1")) -
        _hex("0x1.0p+0"), _hex("0x1.3b2cc4p-2"), _hex("-0x1.d49638p-2"), _hex("0x1.7f87a6p-2"),
        _hex("-0x1.b8bfeep-3"), _hex("0x1.8809ep-4"), _hex("-0x1.1ce258p-5"), _hex("0x1.5e02c4p-7"),
        _hex("-0x1.73cb6cp-9"), _hex("0x1.60e048p-11"), _hex("-0x1.3e1ed8p-13"), _hex("0x1.b04138p-16")),
        _if_less(jnp.abs(x), _hex("0x1.0p+2"), _horner(jnp.maximum(jnp.minimum(jnp.abs(x), _hex("0x1.2p+2")),
        _hex("0x1.cp+0")) - _hex("0x1.8p+1"), _hex("0x1.b614e2p-6"), _hex("-0x1.9bb55ep-6"),
        _hex("0x1.f8fd1ep-7"), _hex("-0x1.e1c57ap-8"), _hex("0x1.7a4acp-9"), _hex("-0x1.f7979ep-11"),
        _hex("0x1.216142p-12"), _hex("-0x1.28eee8p-14"), _hex("0x1.241fe4p-16"), _hex("-0x1.b0a72ep-19")),
        _if_less(jnp.abs(x), _hex("0x1.0p+3"), jnp.abs(y) * (_hex("0x1.0p+0") /
        jnp.minimum(jnp.maximum(jnp.abs(x), _hex("0x1.8p+1")), _hex("0x1.2p+3"))) * (_hex("0x1.0p+0") /
        jnp.minimum(jnp.maximum(jnp.abs(x), _hex("0x1.8p+1")), _hex("0x1.2p+3"))) * _horner((_hex("0x1.0p+0") /
        jnp.minimum(jnp.maximum(jnp.abs(x), _hex("0x1.8p+1")), _hex("0x1.2p+3"))) - _hex("0x1.8p-3"),
        _hex("0x1.b4a938p-1"), _hex("0x1.b78ddcp-1"), _hex("0x1.215e42p+1"), _hex("-0x1.1c94fep+2"),
        _hex("-0x1.41babp+6"), _hex("0x1.b47d94p+5"), _hex("0x1.149bbcp+11"), _hex("-0x1.133a48p+12"),
        _hex("-0x1.3f1648p+15")), jnp.abs(y) * (_hex("0x1.0p+0") / jnp.maximum(jnp.abs(x), _hex("0x1.cp+2"))) *
        (_hex("0x1.0p+0") / jnp.maximum(jnp.abs(x), _hex("0x1.cp+2"))) * _horner((_hex("0x1.0p+0") /
        jnp.maximum(jnp.abs(x), _hex("0x1.cp+2"))), _hex("0x1.7ffffep-1"), _hex("0x1.800912p-2"),
        _hex("0x1.05229cp-1"), _hex("0x1.64395ap+0"), _hex("-0x1.5b535ep+3"), _hex("0x1.061aeap+8"),
        _hex("-0x1.4afa82p+11"), _hex("0x1.c21f3p+13"), _hex("-0x1.c03f98p+14")))))
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


def bessel_i0e(x):
    """bessel_i0e as jax.scipy.special.i0e takes and gives it: of float32 by the kernel, of every other dtype by jax.scipy.special.i0e itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.scipy.special.i0e(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

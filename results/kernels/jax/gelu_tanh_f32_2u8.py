"""gelu_tanh for float32 arrays: max error 2.7025 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.403b620000000p+2. Results that are not correctly rounded: 162,863,745.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
jax-cpu, jax 0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2; Hendrycks and Gimpel, arXiv 1606.08415.

Kernel d51a1866242cc57e, 30 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search gelu_tanh --seed 0 --evaluations 30000 --max-ops 16 --set 'cores=["exp2:-0.501,0.501"]'

Reduction gelu_tanh_lean:
    w is up to 129.4 and must be right to 2^-24 for the last digits of the result: x g leaves k in one fma, so
    that the product has no rounding of size, and g_low holds what g lost, with the rounding error of z = x^2
    and the low parts of slope and bend. x is not clamped: what comes of it below -10.1016, from where the
    result is below 2^-126 and flushed, and beyond 6 is chosen away. The quarter keeps the denominator finite;
    it comes last, for a quarter of the least x would be flushed. y, the denominator and the quotient round
    once each.
"""

import functools

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "gelu_tanh"
FORMAT = "jax"
MAX_ULP = 2.7024944126605988
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.403b620000000p+2"
OUTPUTS_HASH = "17a939f62226f9fcb2a10b6d9f33cc33e85be9bc4c96c3e52f0a4e186d6d36bf"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "d51a1866242cc57e"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        least, rough_bend, slope_high, bend_high, bend_low, slope_low, magic, y_coefficient_1,
        y_coefficient_2, y_coefficient_3, y_coefficient_4, y_coefficient_5, one, quarter, minus_zero, six,
        nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("-0x1.434p+3")),  # least: -10.1015625
        np.float32(float.fromhex("-0x1.a5a7d2p-4")),  # rough_bend: -0.102943249
        np.float32(float.fromhex("-0x1.26aecp+1")),  # slope_high: -2.30220795
        np.float32(float.fromhex("-0x1.a5a7dp-4")),  # bend_high: -0.102943242
        np.float32(float.fromhex("0x1.151aaep-29")),  # bend_low: 2.01619854e-09
        np.float32(float.fromhex("-0x1.0de73ap-22")),  # slope_low: -2.5136697e-07
        np.float32(float.fromhex("0x1.8000fap+23")),  # magic: 12583037
        np.float32(float.fromhex("0x1.f07ccep-7")),  # y_coefficient_1: 0.0151515966
        np.float32(float.fromhex("0x1.3171e8p-3")),  # y_coefficient_2: 0.14914304
        np.float32(float.fromhex("0x1.dd3e2ap-2")),  # y_coefficient_3: 0.46605745
        np.float32(float.fromhex("0x1.eb0bbp-1")),  # y_coefficient_4: 0.959073544
        np.float32(float.fromhex("0x1.28d1eap-3")),  # y_coefficient_5: 0.144931629
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1p-2")),  # quarter: 0.25
        np.float32(float.fromhex("-0x0p+0")),  # minus_zero: -0
        np.float32(float.fromhex("0x1.8p+2")),  # six: 6
        np.float32(-0.0),  # nothing: added to a quotient or root that XLA would merge with its use
    )))
    # Reduction: w = x (slope + bend x^2) = k + r, |r| <= 1/2 + 2^-16, r right to 2^-24 or so from -10.1016 to
    # 6; t holds k + 125 in its low bits.
    # slope - g is exact. c is x in other words there, for a compiler would take two equal products for one,
    # and round it.
    c = jnp.where(x < least, least, x)
    z = x * c
    # product_error: a b - product, exactly where it is 2^-149 or more; the product is a b rounded.
    z_low = x * x + (-z)
    g = z * rough_bend + slope_high
    left = slope_high - g
    lost = z * bend_high + left
    lows = z * bend_low + slope_low
    lows_and_z_low = z_low * bend_high + lows
    g_low = lost + lows_and_z_low
    t = c * g + magic
    k = t - magic
    near_r = x * g + (-k)
    r = x * g_low + near_r
    # Core y(r), a polynomial, r in [-0.501, 0.501]: y = 2^r.
    y1 = r * (r * y_coefficient_1 + y_coefficient_2) + y_coefficient_3
    y = r * ((y1 * y1 + y_coefficient_4) * y1 + y_coefficient_5) + one
    # Reconstruction: x / (1 + 2^w) = x / (1/4 + s y) / 4, s = 2^(k-2), y = 2^r; x itself from 6 on, -0 below
    # -10.1016.
    d = lax.bitcast_convert_type(lax.shift_left(lax.bitcast_convert_type(t, jnp.int32), width), jnp.float32) * y + quarter
    quotient = (x / d + nothing) * quarter
    tail = jnp.where(x < least, minus_zero, quotient)
    result = jnp.where(six < x, x, tail)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


def _if_less(a, b, then, otherwise):
    return jnp.where(a < b, then, otherwise)


def _horner(t, *coefficients):
    """The polynomial in t, lowest coefficient first."""
    return functools.reduce(lambda y, c: y * t + c, reversed(coefficients))


def _times_gelu_tanh(s, x):
    """s * exp(-w), w = t (a + b t^2) with t = |x|, a = sqrt(8/pi), b = 0.044715 a: w is 87 where it underflows.

    The first 6 bits h of t have exact products with 18 bits of a, and their cube with 6 of b; t - h brings
    (t - h) (a + b (h^2 + h t + t^2)).
    """
    t = jnp.minimum(jnp.abs(x), np.float32(12))
    h = lax.stop_gradient(lax.reduce_precision(t, 8, 5))
    a, a_low = _hex("0x1.98848p+0"), _hex("-0x1.6615e4d7b9782p-19")
    b, b_low = _hex("0x1.28p-4"), _hex("-0x1.dd86ad93a5a86p-11")
    rest = h * (a_low + b_low * h * h) + (t - h) * (a + (b + b_low) * (h * h + (h + t) * t))
    return s * jnp.exp(-a * h) * jnp.exp(-b * (h * h * h)) * jnp.exp(-rest)


@jax.custom_jvp
def _slope(x, y):
    return (
        _if_less(x, _hex("-0x1.4p+3"), (_hex("0x1.0p+0") + jnp.maximum(jnp.minimum(x, _hex("-0x1.3p+3")),
        _hex("-0x1.5p+3")) * (_hex("0x1.9884533d43651p+0") + _hex("0x1.b6676bf7450f0p-3") *
        jnp.maximum(jnp.minimum(x, _hex("-0x1.3p+3")), _hex("-0x1.5p+3")) * jnp.maximum(jnp.minimum(x,
        _hex("-0x1.3p+3")), _hex("-0x1.5p+3")))) * jnp.exp(_horner(jnp.maximum(jnp.minimum(x,
        _hex("-0x1.3p+3")), _hex("-0x1.5p+3")) + _hex("0x1.44p+3"), _hex("0x0.0p+0"), _hex("0x1.78a6cap+4"),
        _hex("-0x1.156d72p+1"), _hex("0x1.2444f2p-4"))) * _hex("0x1.00c4607b62323p-84") *
        _hex("0x1.c8464f7616468p-47"), _if_less(x, _hex("-0x1.0p+1"), y * (_hex("0x1.0p+0") /
        jnp.maximum(jnp.minimum(x, _hex("-0x1.0p+0")), _hex("-0x1.6p+3")) + (_hex("0x1.9884533d43651p+0") +
        _hex("0x1.b6676bf7450f0p-3") * jnp.maximum(jnp.minimum(x, _hex("-0x1.0p+0")), _hex("-0x1.6p+3")) *
        jnp.maximum(jnp.minimum(x, _hex("-0x1.0p+0")), _hex("-0x1.6p+3"))) / (_hex("0x1.0p+0") +
        jnp.exp(jnp.maximum(jnp.minimum(x, _hex("-0x1.0p+0")), _hex("-0x1.6p+3")) *
        (_hex("0x1.9884533d43651p+0") + _hex("0x1.2444f2a4d8b4bp-4") * jnp.maximum(jnp.minimum(x,
        _hex("-0x1.0p+0")), _hex("-0x1.6p+3")) * jnp.maximum(jnp.minimum(x, _hex("-0x1.0p+0")),
        _hex("-0x1.6p+3")))))), _if_less(x, _hex("0x0.0p+0"), _horner(jnp.maximum(jnp.minimum(x,
        _hex("0x1.0p+0")), _hex("-0x1.8p+1")) - _hex("-0x1.8142ap-1"), _hex("-0x1.4f6404p-28"),
        _hex("0x1.b8baccp-2"), _hex("0x1.8cd1a6p-2"), _hex("-0x1.02939ap-6"), _hex("-0x1.d2b834p-4"),
        _hex("-0x1.10691ap-6"), _hex("0x1.427af2p-6"), _hex("0x1.5ae80ap-8"), _hex("-0x1.3b2bap-9"),
        _hex("-0x1.01ea6p-10"), _hex("0x1.af2e2p-13"), _hex("0x1.3984aep-13"), _hex("0x1.3d1674p-16")),
        (_hex("0x1.0p+0") + jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.0p+4")) *
        (_hex("0x1.9884533d43651p+0") + _hex("0x1.b6676bf7450f0p-3") * jnp.minimum(jnp.maximum(x,
        _hex("-0x1.0p+0")), _hex("0x1.0p+4")) * jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")),
        _hex("0x1.0p+4"))) * jnp.exp(-jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.0p+4")) *
        (_hex("0x1.9884533d43651p+0") + _hex("0x1.2444f2a4d8b4bp-4") * jnp.minimum(jnp.maximum(x,
        _hex("-0x1.0p+0")), _hex("0x1.0p+4")) * jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")),
        _hex("0x1.0p+4")))) / (_hex("0x1.0p+0") + jnp.exp(-jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")),
        _hex("0x1.0p+4")) * (_hex("0x1.9884533d43651p+0") + _hex("0x1.2444f2a4d8b4bp-4") *
        jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.0p+4")) * jnp.minimum(jnp.maximum(x,
        _hex("-0x1.0p+0")), _hex("0x1.0p+4")))))) / (_hex("0x1.0p+0") + jnp.exp(-jnp.minimum(jnp.maximum(x,
        _hex("-0x1.0p+0")), _hex("0x1.0p+4")) * (_hex("0x1.9884533d43651p+0") + _hex("0x1.2444f2a4d8b4bp-4") *
        jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.0p+4")) * jnp.minimum(jnp.maximum(x,
        _hex("-0x1.0p+0")), _hex("0x1.0p+4"))))))))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _times_gelu_tanh((_if_less(jnp.abs(x), _hex("0x1.0p+0"), _hex("0x1.9884533d43651p+1") +
        _hex("0x1.b6676bf7450f0p-1") * jnp.minimum(jnp.abs(x), _hex("0x1.8p+3")) * jnp.minimum(jnp.abs(x),
        _hex("0x1.8p+3")) - jnp.minimum(jnp.abs(x), _hex("0x1.8p+3")) * (_hex("0x1.9884533d43651p+0") +
        _hex("0x1.b6676bf7450f0p-3") * jnp.minimum(jnp.abs(x), _hex("0x1.8p+3")) * jnp.minimum(jnp.abs(x),
        _hex("0x1.8p+3"))) * (_hex("0x1.9884533d43651p+0") + _hex("0x1.b6676bf7450f0p-3") *
        jnp.minimum(jnp.abs(x), _hex("0x1.8p+3")) * jnp.minimum(jnp.abs(x), _hex("0x1.8p+3"))) *
        jnp.tanh(_hex("0x1.0p-1") * jnp.minimum(jnp.abs(x), _hex("0x1.8p+3")) * (_hex("0x1.9884533d43651p+0") +
        _hex("0x1.2444f2a4d8b4bp-4") * jnp.minimum(jnp.abs(x), _hex("0x1.8p+3")) * jnp.minimum(jnp.abs(x),
        _hex("0x1.8p+3")))), _if_less(jnp.abs(x), _hex("0x1.0p+1"), _horner(jnp.maximum(jnp.minimum(jnp.abs(x),
        _hex("0x1.2p+1")), _hex("0x1.8p-1")) - _hex("0x1.6b2314p+0"), _hex("0x1.bb4084p-25"),
        _hex("-0x1.6bae1p+2"), _hex("-0x1.dc2116p+1"), _hex("-0x1.4e50aap+0"), _hex("-0x1.5dd6b8p-2"),
        _hex("-0x1.00b9fp-4"), _hex("-0x1.e5b566p-8"), _hex("0x1.d3b24p-9"), _hex("0x1.3d5b32p-11")),
        _hex("0x1.9884533d43651p+1") + _hex("0x1.b6676bf7450f0p-1") * jnp.minimum(jnp.abs(x), _hex("0x1.8p+3"))
        * jnp.minimum(jnp.abs(x), _hex("0x1.8p+3")) - jnp.minimum(jnp.abs(x), _hex("0x1.8p+3")) *
        (_hex("0x1.9884533d43651p+0") + _hex("0x1.b6676bf7450f0p-3") * jnp.minimum(jnp.abs(x), _hex("0x1.8p+3"))
        * jnp.minimum(jnp.abs(x), _hex("0x1.8p+3"))) * (_hex("0x1.9884533d43651p+0") +
        _hex("0x1.b6676bf7450f0p-3") * jnp.minimum(jnp.abs(x), _hex("0x1.8p+3")) * jnp.minimum(jnp.abs(x),
        _hex("0x1.8p+3"))) * jnp.tanh(_hex("0x1.0p-1") * jnp.minimum(jnp.abs(x), _hex("0x1.8p+3")) *
        (_hex("0x1.9884533d43651p+0") + _hex("0x1.2444f2a4d8b4bp-4") * jnp.minimum(jnp.abs(x), _hex("0x1.8p+3"))
        * jnp.minimum(jnp.abs(x), _hex("0x1.8p+3"))))))) / (_hex("0x1.0p+0") + jnp.exp(-jnp.minimum(jnp.abs(x),
        _hex("0x1.8p+3")) * (_hex("0x1.9884533d43651p+0") + _hex("0x1.2444f2a4d8b4bp-4") *
        jnp.minimum(jnp.abs(x), _hex("0x1.8p+3")) * jnp.minimum(jnp.abs(x), _hex("0x1.8p+3"))))) ** 2, x)
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


def gelu_tanh(x):
    """gelu_tanh as jax.nn.gelu takes and gives it: of float32 by the kernel, of every other dtype by jax.nn.gelu itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.nn.gelu(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""gelu_tanh for float32 arrays: max error 1.9506 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.60ec3c0000000p+1. Results that are not correctly rounded: 132,612,938.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2; Hendrycks and Gimpel, arXiv 1606.08415.

Kernel c7be00cf579f7da5, 42 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search gelu_tanh --seed 0 --evaluations 200000 --max-ops 16

Reduction gelu_tanh_quotient:
    w is up to 131 at x = -10.15 and must be right to 2^-25 there, so that the argument keeps every product
    and sum to its double. All of it is scaled by 2^-12, so that d holds 137 bits: the result leaves the
    normal range at -10.1 only. x is clamped to -10.3 from below, in the numerator too, and in the exponent to
    6 from above. c / d times 2^-12 is flushed to -0 beyond the range (so is gelu_tanh(-inf)); where c / d
    overflows, the bound decides: the result is at most x for x > 0, at most -0 otherwise. With s = 2^k the
    denominator is s + 1 + s r y. head = s + 1 loses `lost`, found exactly for all s that matter (2^-24 and
    more; below, it is 0 and head is 1); d = head + (s r y + lost) has one rounding of size. The error of the
    division, up to 1 ulp of the quotient, stays.
"""

import functools

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "gelu_tanh"
FORMAT = "jax"
MAX_ULP = 1.950627850727184
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.60ec3c0000000p+1"
OUTPUTS_HASH = "a9fe8f0887b20b5bfa9848f4d8b574b77189237a153cb16e34b5b0559cbc6e9f"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "c7be00cf579f7da5"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        least, six, minus_huge, huge, slope_high, slope_low, bend_high, bend_low, magic, y_coefficient_1,
        y_coefficient_2, y_coefficient_3, y_coefficient_4, y_coefficient_5, y_coefficient_6, unit, minus_zero,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("-0x1.49999ap+3")),  # least: -10.3000002
        np.float32(float.fromhex("0x1.8p+2")),  # six: 6
        np.float32(float.fromhex("-0x1.8p+127")),  # minus_huge: -2.55211775e+38
        np.float32(float.fromhex("0x1.8p+127")),  # huge: 2.55211775e+38
        np.float32(float.fromhex("0x1.26bp+1")),  # slope_high: 2.30224609
        np.float32(float.fromhex("-0x1.3de432p-15")),  # slope_low: -3.78956065e-05
        np.float32(float.fromhex("0x1.a5a7dp-4")),  # bend_high: 0.102943242
        np.float32(float.fromhex("-0x1.151aaep-29")),  # bend_low: -2.01619854e-09
        np.float32(float.fromhex("0x1.8000e6p+23")),  # magic: 12583027
        np.float32(float.fromhex("-0x1.9fdbdep-8")),  # y_coefficient_1: -0.00634550257
        np.float32(float.fromhex("0x1.46d342p-4")),  # y_coefficient_2: 0.0797913149
        np.float32(float.fromhex("0x1.1702eap-2")),  # y_coefficient_3: 0.272472054
        np.float32(float.fromhex("0x1.e43d1cp-2")),  # y_coefficient_4: 0.472889364
        np.float32(float.fromhex("-0x1.755864p-4")),  # y_coefficient_5: -0.091148749
        np.float32(float.fromhex("-0x1.62e43p-1")),  # y_coefficient_6: -0.693147182
        np.float32(float.fromhex("0x1p-12")),  # unit: 0.000244140625
        np.float32(float.fromhex("-0x0p+0")),  # minus_zero: -0
    )))
    # Reduction: e^-2u = 2^-w, w = x (slope + bend x^2) = -k + r to 2^-25, |r| <= 1/2 + 2^-16; t holds k in
    # its low bits.
    # Every product and sum is right to its double: slope - g is exact; same_e and same_z are e and z in other
    # words.
    c = jnp.where(x < least, least, x)
    e = jnp.where(six < c, six, c)
    same_e = jnp.where(e < minus_huge, minus_huge, e)
    z = e * same_e
    # product_error: a b - product, exactly where it is 2^-149 or more; the product is a b rounded.
    z_low = e * e + (-z)
    g = z * bend_high + slope_high
    left = slope_high - g
    same_z = jnp.where(huge < z, huge, z)
    lost = same_z * bend_high + left
    total = lost + slope_low
    lost_and_z_low = z_low * bend_high + total
    g_low = z * bend_low + lost_and_z_low
    w = e * g
    w_lost = same_e * g + (-w)  # product_error
    w_low = e * g_low + w_lost
    t = magic - w
    n = t - magic
    r = (w + n) + w_low
    # Core y(r), a polynomial, r in [-0.501, 0.501]: 2^-r = 1 + r y.
    y1 = (-r) * (r * y_coefficient_1 + y_coefficient_2) + y_coefficient_3
    y = (-r) * ((-(y1 * y1 + y_coefficient_4)) * y1 + y_coefficient_5) + y_coefficient_6
    # Reconstruction: c / d, d = s + 1 + s r y, s = 2^k, y = (e^-r - 1) / r, all in units of 2^12.
    # power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0.
    number = lax.bitcast_convert_type(lax.shift_left(lax.bitcast_convert_type(t, jnp.int32), width), jnp.float32)
    sr = number * r
    head = number + unit
    # lost_by: b - (total - a): rounding error of the sum of a and b, exactly where a is 0 or b in no higher
    # binade (Fast2Sum, Dekker 1971).
    back = head - number
    second_lost = unit - back
    tail = sr * y + second_lost
    d = head + tail
    second_total = (c / d) * unit + minus_zero
    # at_most: The value, but at most x for x > 0 and at most -0 otherwise: x for nan and values too large.
    bound = jnp.where(x < minus_zero, minus_zero, x)
    result = jnp.where(second_total < bound, second_total, bound)
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

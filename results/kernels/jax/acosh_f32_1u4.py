"""acosh for float32 arrays: max error 1.3023 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.1ee5f20000000p+0. Results that are not correctly rounded: 37,131,005.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.

Kernel ca122e173f2b98f2, 41 operations, 14 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acosh --seed 1 --evaluations 300000 --max-ops 16

Reduction acosh_one_piece_near:
    acosh x = log(1 + S), and t = x - 1 is exact from 1 to 2^24 (Sterbenz and beyond). Below 1 the root is
    nan, and so is the result; so infinity and nan come through S. S is divided by 8, so that nothing
    overflows. f is from S itself, without rounding up to 2^24: 2^-k S + (2^-k - 1), f = S where k = 0. ln 2
    is one part, whose error is 1/15 ulp at worst. The errors of the root and of t + root are kept as in
    acosh_one_piece_exact, but divided by 2^k instead of 1 + S: up to a half too much, where the result is an
    ulp of S and more. The error of the sum below the root stays, 1/4 2^-23 of the root at worst.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "acosh"
FORMAT = "jax"
MAX_ULP = 1.302310423925519
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.1ee5f20000000p+0"
OUTPUTS_HASH = "e55119962a6ad3808b5d50af93a6f98e880ea39bb7a5780c0e0204a6984fd771"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "ca122e173f2b98f2"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    sixteenth = np.int32(2096304128)
    least = np.int32(1035993088)
    word_of_eight = np.int32(1090519040)
    exponent_bits = np.int32(-8388608)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, two_to_60, eighth, minus_eighth, minus_one, q_coefficient_1, q_coefficient_2, q_coefficient_3,
        q_coefficient_4, q_coefficient_5, q_coefficient_6, q_coefficient_7, q_coefficient_8, step, infinity,
        nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1p+60")),  # two_to_60: 1.1529215e+18
        np.float32(float.fromhex("0x1p-3")),  # eighth: 0.125
        np.float32(float.fromhex("-0x1p-3")),  # minus_eighth: -0.125
        np.float32(float.fromhex("-0x1p+0")),  # minus_one: -1
        np.float32(float.fromhex("-0x1.434876p-5")),  # q_coefficient_1: -0.039463263
        np.float32(float.fromhex("0x1.886df2p-3")),  # q_coefficient_2: 0.191615954
        np.float32(float.fromhex("-0x1.caf9dap-2")),  # q_coefficient_3: -0.448218733
        np.float32(float.fromhex("0x1.e12ba4p-3")),  # q_coefficient_4: 0.234946519
        np.float32(float.fromhex("-0x1.37c9dp-4")),  # q_coefficient_5: -0.0761201978
        np.float32(float.fromhex("0x1.83e024p-1")),  # q_coefficient_6: 0.757569432
        np.float32(float.fromhex("-0x1.5a82bep-1")),  # q_coefficient_7: -0.676778734
        np.float32(float.fromhex("-0x1.60f71ep-2")),  # q_coefficient_8: -0.344692677
        np.float32(float.fromhex("0x1.62e43p-24")),  # step: 8.26295832e-08
        np.float32(float.fromhex("inf")),  # infinity: inf
        np.float32(-0.0),  # nothing: added to a quotient or root that XLA would merge with its use
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: 1 + S = 2^k (1 + f) e^shift, S = t + root, root = sqrt(t |t| + 2 t), t = x - 1: the errors of
    # the root and of the last sum are in shift, divided by 2^k for 1 + S.
    # Beyond 2^60 t stands for the root. 1 + f is from 3/4 to 3/2, k from the exponent field of u = 1/8 + w, w
    # = S / 8.
    t = x - one
    bounded = jnp.where(two_to_60 < t, two_to_60, t)
    twice_t = bounded + bounded
    size = jnp.abs(bounded)
    v = bounded * size + twice_t
    root = lax.sqrt(v) + nothing
    longer = jnp.where(root < t, t, root)
    less = t * eighth
    w = longer * eighth + less
    residual = (-root) * root + v
    # rough_reciprocal: 1 / x to 5.1 % for x > 0: its word from that of 1, mirrored. A turn less by 2^23 k
    # gives 2^-k / x.
    share = lax.bitcast_convert_type(sixteenth - lax.bitcast_convert_type(root, jnp.int32), jnp.float32)
    back = longer * minus_eighth + w
    lost = less - back
    rest = residual * share + lost
    u = w + eighth
    field = (lax.bitcast_convert_type(u, jnp.int32) - least) & exponent_bits
    scale = lax.bitcast_convert_type(word_of_eight - field, jnp.float32)
    offset = scale * eighth + minus_one
    f = w * scale + offset
    k = lax.convert_element_type(field, jnp.float32)
    shift = lax.max(rest * scale, -np.float32(float.fromhex('0x1.fffffep+127')))
    # Core q(f), a polynomial, f in [-0.25, 0.5]: log(1 + f) = f + f^2 q.
    q1 = f * (f * (f * q_coefficient_1 + q_coefficient_2) + q_coefficient_3) + q_coefficient_4
    q2 = q1 * q1 + q_coefficient_5
    q = q1 * ((-(q1 * q2 + q_coefficient_6)) * q2 + q_coefficient_7) + q_coefficient_8
    # Reconstruction: acosh x = k ln 2 + (f + (f^2 q + shift)), q = (log(1 + f) - f) / f^2; inf and nan come
    # through w.
    log_mantissa = f + ((f * f) * q + shift)
    large = k * step + log_mantissa
    ordinary = w < infinity
    result = jnp.where(ordinary, large, w)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.0p+0") / (jnp.sqrt(x - _hex("0x1.0p+0")) * jnp.sqrt(x + _hex("0x1.0p+0")))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        -jnp.maximum(jnp.minimum(x, _hex("0x1.0p+64")), _hex("-0x1.0p+64")) * s * s * s
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


def acosh(x):
    """acosh as jax.numpy.arccosh takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.arccosh itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.arccosh(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

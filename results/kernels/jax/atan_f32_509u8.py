"""atan for float32 arrays: max error 509.7224 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.05774c0000000p-2. Results that are not correctly rounded: 344,736,994.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.

Kernel 58c9e36398a9e1c5, 23 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atan --seed 0 --evaluations 400000 --max-ops 16

Reduction atan_reciprocal_short:
    The second term is below 0.215 (Muller, Elementary Functions, chapter 11). |x| is bounded by 2^40, beyond
    which the result is pi / 2 rounded. The sign of x is put back at the end, zero's too. The quotient counts
    as exact: beside |x| = 1 its half ulp and that of the inner sum are half an ulp of the result each.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "atan"
FORMAT = "jax"
MAX_ULP = 509.7224087827923
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.05774c0000000p-2"
OUTPUTS_HASH = "c2d4ff092f038a5ef19d150dd067406ec1a05e41f1a95b9bfa11483b7aeb8a0e"
RECORD = "58c9e36398a9e1c5"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    sign_bit = np.int32(-2147483648)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, two_to_40, zero, p_coefficient_1, p_coefficient_2, p_coefficient_3, p_coefficient_4,
        half_pi_high, nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1p+40")),  # two_to_40: 1.09951163e+12
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("-0x1.a1cda2p-6")),  # p_coefficient_1: -0.0255006868
        np.float32(float.fromhex("0x1.86cd42p-4")),  # p_coefficient_2: 0.0954105929
        np.float32(float.fromhex("0x1.d6cafcp+2")),  # p_coefficient_3: 7.35613918
        np.float32(float.fromhex("0x1.7a79d6p-2")),  # p_coefficient_4: 0.369605392
        np.float32(float.fromhex("0x1.921fb6p+0")),  # half_pi_high: 1.57079637
        np.float32(-0.0),  # nothing: added to a quotient or root that XLA would merge with its use
    )))
    # Reduction: t = min(|x|, 1) / max(|x|, 1), |x| up to 2^40, z = t^2.
    a = jnp.abs(x)
    bounded = jnp.where(two_to_40 < a, two_to_40, a)
    upper = jnp.where(one < bounded, one, bounded)
    lower = jnp.where(bounded < one, one, bounded)
    t = upper / lower + nothing
    z = t * t + zero
    # Core p(z), a polynomial, z in [0, 1]: atan t = t + t z p, z = t^2.
    p1 = z * p_coefficient_1 + p_coefficient_2
    p = (-p1) * (z * z + p_coefficient_3) + p_coefficient_4
    # Reconstruction: atan |x| = base + head (1 + z p): head t up to 1, -t beyond with base = pi / 2.
    big = one < a
    minus = -t
    head = jnp.where(big, minus, t)
    base = jnp.where(big, half_pi_high, zero)
    tail = head * (z * p) + zero
    head_and_tail = head + tail
    total = base + head_and_tail
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = lax.bitcast_convert_type(x, jnp.int32) & sign_bit
    result = lax.bitcast_convert_type(lax.bitcast_convert_type(total, jnp.int32) | sign, jnp.float32)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.0p+0") / (_hex("0x1.0p+0") + x * x)
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _hex("-0x1.0p+1") * jnp.maximum(jnp.minimum(x, _hex("0x1.0p+64")), _hex("-0x1.0p+64")) * s * s
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


def atan(x):
    """atan as jax.numpy.arctan takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.arctan itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.arctan(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

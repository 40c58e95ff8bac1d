"""erf for float32 arrays: max error 0.9847 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.c4fa520000000p-8. Results that are not correctly rounded: 39,889,664.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 7.2; C17 7.12.8.1 and F.10.5.1.

Kernel 3c2274cba7e10cb0, 31 operations, 26 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erf --seed 0 --evaluations 360000 --max-ops 16

Reduction erf_square:
    c runs from 0.128 at x = 0 down to -0.210, so an ulp of c is a small part of an ulp of the result; the
    centre halves |s|, and with it the roundings of x^2 and of c's inner terms. erfc(1.125) = 0.112, so
    relative errors of q^2 weigh 0.112 at most; q(r) begins at r = 0 because they weigh most there. At |x| = 4
    q^2 is 2^-25.9: the difference is 1 from there on, and at infinity. A root of erfc is easier for a
    polynomial than erfc itself: its logarithm falls 2 times slower.
"""

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "erf"
FORMAT = "jax"
MAX_ULP = 0.9846928920596838
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.c4fa520000000p-8"
OUTPUTS_HASH = "92b5a7f0f2a0573cbadb99c3f3675546f235658d1b86c675c05febaee9695113"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "3c2274cba7e10cb0"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    sign_bit = np.int32(-2147483648)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        minus_centre, c_coefficient_1, c_coefficient_2, c_coefficient_3, c_coefficient_4, c_coefficient_5,
        c_coefficient_6, c_coefficient_7, turn, most, q_coefficient_1, q_coefficient_2, q_coefficient_3,
        q_coefficient_4, q_coefficient_5, q_coefficient_6, q_coefficient_7, q_coefficient_8, zero, one,
        nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("-0x1.4p-1")),  # minus_centre: -0.625
        np.float32(float.fromhex("-0x1.fe2c6cp-12")),  # c_coefficient_1: -0.000486539386
        np.float32(float.fromhex("0x1.84f068p-8")),  # c_coefficient_2: 0.00593473949
        np.float32(float.fromhex("-0x1.2943cep-5")),  # c_coefficient_3: -0.0362872146
        np.float32(float.fromhex("0x1.4361ap-4")),  # c_coefficient_4: 0.0789505243
        np.float32(float.fromhex("-0x1.d61ad4p+0")),  # c_coefficient_5: -1.83634686
        np.float32(float.fromhex("-0x1.df847ap-4")),  # c_coefficient_6: -0.117069699
        np.float32(float.fromhex("-0x1.1868dcp-4")),  # c_coefficient_7: -0.0684593767
        np.float32(float.fromhex("0x1.2p+0")),  # turn: 1.125
        np.float32(float.fromhex("0x1.7p+1")),  # most: 2.875
        np.float32(float.fromhex("0x1.1f8706p+0")),  # q_coefficient_1: 1.12315404
        np.float32(float.fromhex("0x1.f87e5p-1")),  # q_coefficient_2: 0.985338688
        np.float32(float.fromhex("-0x1.c913e8p+7")),  # q_coefficient_3: -228.538879
        np.float32(float.fromhex("0x1.371dc2p+8")),  # q_coefficient_4: 311.116241
        np.float32(float.fromhex("0x1.afb26cp+18")),  # q_coefficient_5: 442057.688
        np.float32(float.fromhex("-0x1.6618a4p+17")),  # q_coefficient_6: -183345.281
        np.float32(float.fromhex("0x1.27e4bp+0")),  # q_coefficient_7: 1.15583324
        np.float32(float.fromhex("0x1.5619fap-2")),  # q_coefficient_8: 0.334083468
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(-0.0),  # nothing: added to a quotient or root that XLA would merge with its use
    )))
    # Reduction: s = x^2 - 0.625, rounded once.
    s = x * x + minus_centre
    # Core c(s), a polynomial, s in [-0.625, 0.640625]: erf x = x + x c, s = x^2 - 0.625.
    c1 = s * (s * (s * c_coefficient_1 + c_coefficient_2) + c_coefficient_3) + c_coefficient_4
    c = s * (c1 * (s * c1 + c_coefficient_5) + c_coefficient_6) + c_coefficient_7
    # Next argument: r = |x| - 1.125, up to |x| = 4: exact, because 1.125 has few bits.
    difference = jnp.abs(x) - turn
    r = jnp.where(most < difference, most, difference)
    # Core q(r), r in [0, 2.875]: erfc(1.125 + r) = q^2.
    q1 = q_coefficient_1 - r
    q2 = q1 * ((-q1) * ((-r) * q1 + q_coefficient_2) + q_coefficient_3) + q_coefficient_4
    q3 = (r / (q2 * q2 + q_coefficient_5) + nothing) * q_coefficient_6
    q = (q3 + q_coefficient_7) * q3 + q_coefficient_8
    # Reconstruction: erf x = x + x c below |x| = 1.125, c = erf x / x - 1; from there on 1 - q^2 with the
    # sign of x, q = erfc(|x|)^(1/2).
    near_part = x * c + x
    far_part = (-q) * q + one
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = lax.bitcast_convert_type(x, jnp.int32) & sign_bit
    signed_far = lax.bitcast_convert_type(lax.bitcast_convert_type(far_part, jnp.int32) | sign, jnp.float32)
    result = jnp.where(r < zero, near_part, signed_far)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


def _times_gauss(s, x, k):
    """s * exp(-k * x * x) for k of 1/2 or 1; the square of 12 bits of x is exact, and so is 32 minus it beyond 64."""
    x = jnp.clip(x, np.float32(-40), np.float32(40))
    head = lax.stop_gradient(lax.reduce_precision(x, 8, 11))
    square = k * head * head
    far = square > np.float32(64)
    factor = jnp.where(far, np.float32(float.fromhex("0x1.c8464f7616468p-47")), np.float32(1))  # exp(-32)
    power = jnp.exp(jnp.where(far, np.float32(32) - square, -square))
    return s * factor * power * jnp.exp(k * (head - x) * (head + x))


@jax.custom_jvp
def _slope(x, y):
    return (
        _times_gauss(_hex("0x1.20dd750429b6dp+0"), x, _hex("0x1.0p+0"))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _times_gauss(_hex("-0x1.20dd750429b6dp+1") * jnp.maximum(jnp.minimum(x, _hex("0x1.4p+5")),
        _hex("-0x1.4p+5")), x, _hex("0x1.0p+0"))
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


def erf(x):
    """erf as jax.scipy.special.erf takes and gives it: of float32 by the kernel, of every other dtype by jax.scipy.special.erf itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.scipy.special.erf(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

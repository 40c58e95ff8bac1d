"""atan for float32 arrays: max error 1.1732 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.01442e0000000p+0. Results that are not correctly rounded: 5,072,732.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
jax-cpu, jax 0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.

Kernel 64a41f62ce4f329f, 35 operations, 16 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atan --seed 0 --evaluations 30000 --max-ops 16 --set 'cores=["atan_tail:0,1"]'

Reduction atan_reciprocal_exact:
    The second term is below 0.215 (Muller, Elementary Functions, chapter 11). |x| is bounded by 2^40, beyond
    which the result is pi / 2 rounded. The sign of x is put back at the end, zero's too. The rounding of the
    quotient is corrected: t max(|x|, 1) - min(|x|, 1) is exact in one fma, 0 below 1, and t itself is 1 / |x|
    beyond. The rounding error of the sum of pi / 2, in two parts, and t is found exactly (Fast2Sum, Dekker
    1971), so that besides the last addition only the second term's roundings count: 1/8 ulp each beside |x| =
    1.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "atan"
FORMAT = "jax"
MAX_ULP = 1.1731778122484684
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.01442e0000000p+0"
OUTPUTS_HASH = "491720e1400949191123a317c06317f44a7ff620b37812d946b8981c09e9c2c8"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "64a41f62ce4f329f"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    sign_bit = np.int32(-2147483648)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, two_to_40, zero, p_coefficient_1, p_coefficient_2, p_coefficient_3, p_coefficient_4,
        p_coefficient_5, p_coefficient_6, p_coefficient_7, p_coefficient_8, p_coefficient_9, half_pi_high,
        half_pi_low, nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1p+40")),  # two_to_40: 1.09951163e+12
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("-0x1.1fb068p-8")),  # p_coefficient_1: -0.00438978709
        np.float32(float.fromhex("0x1.0fe148p-5")),  # p_coefficient_2: 0.0331884772
        np.float32(float.fromhex("0x1.e56272p-4")),  # p_coefficient_3: 0.118502088
        np.float32(float.fromhex("-0x1.3f0fb2p-2")),  # p_coefficient_4: -0.31158331
        np.float32(float.fromhex("0x1.e29afcp-3")),  # p_coefficient_5: 0.235647172
        np.float32(float.fromhex("0x1.ebb4f6p-3")),  # p_coefficient_6: 0.240091249
        np.float32(float.fromhex("0x1.2b74b2p-2")),  # p_coefficient_7: 0.292437345
        np.float32(float.fromhex("0x1.d5a548p-4")),  # p_coefficient_8: 0.114659578
        np.float32(float.fromhex("-0x1.55554p-2")),  # p_coefficient_9: -0.333333015
        np.float32(float.fromhex("0x1.921fb6p+0")),  # half_pi_high: 1.57079637
        np.float32(float.fromhex("-0x1.777a5cp-25")),  # half_pi_low: -4.37113883e-08
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
    p1 = z * (z * ((-z) * (z * p_coefficient_1 + p_coefficient_2) + p_coefficient_3) + p_coefficient_4) + p_coefficient_5
    p = z * (p1 * (p1 * (p1 * p1 + p_coefficient_6) + p_coefficient_7) + p_coefficient_8) + p_coefficient_9
    # Reconstruction: atan |x| = base + low + head (1 + z p): head t up to 1, -t beyond with base + low = pi /
    # 2 and the residue of the quotient.
    big = one < a
    minus = -t
    head = jnp.where(big, minus, t)
    base = jnp.where(big, half_pi_high, zero)
    offset = jnp.where(big, half_pi_low, zero)
    excess = t * lower + (-upper)
    low = excess * t + offset
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    high = base + head
    back = high - base
    lost = head - back
    lows = low + lost
    tail = head * (z * p) + lows
    total = high + tail
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

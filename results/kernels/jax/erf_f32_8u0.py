"""erf for float32 arrays: max error 7.9536 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.b18f2e0000000p+1. Results that are not correctly rounded: 712,987,360.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
jax-cpu, jax 0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 7.2; C17 7.12.8.1 and F.10.5.1.

Kernel 22fd5b891f32611e, 20 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erf --seed 0 --evaluations 60000 --max-ops 20 --set 'cores=["erf_numerator_24.0996:0,13.5"]'

Reduction erf_pade:
    erf x / x has no poles, and no short polynomial of z = x^2 follows it as far as its end. Times d, the
    denominator of its Pade approximant [5/5] at z = 3, it is nearly a polynomial n, and one division is
    enough. x is not clamped: what comes of it beyond the edge, where f lacks 3.5 ulp to 1, is chosen away,
    nan where x^2 is inf too. Nothing is mended: x^2, n, x n, d and the quotient round once each, d in each of
    its steps.
"""

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "erf"
FORMAT = "jax"
MAX_ULP = 7.953563431277871
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.b18f2e0000000p+1"
OUTPUTS_HASH = "a83430d6c0075c6b3f981ef8b428d45a7622002eec08b0f7417cc3f6f24620bb"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "22fd5b891f32611e"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    sign_bit = np.int32(-2147483648)
    one = np.int32(1065353216)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        n_coefficient_1, n_coefficient_2, n_coefficient_3, n_coefficient_4, n_coefficient_5, n_coefficient_6,
        first, rest_0, rest_1, rest_2, rest_3, edge,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.dde102p-5")),  # n_coefficient_1: 0.0583348311
        np.float32(float.fromhex("0x1.9adecap+2")),  # n_coefficient_2: 6.41984797
        np.float32(float.fromhex("0x1.8ddcdcp+4")),  # n_coefficient_3: 24.8664207
        np.float32(float.fromhex("-0x1.760436p+1")),  # n_coefficient_4: -2.92200351
        np.float32(float.fromhex("0x1.26dbfp+7")),  # n_coefficient_5: 147.429565
        np.float32(float.fromhex("0x1.8ac392p+14")),  # n_coefficient_6: 25264.8926
        np.float32(float.fromhex("0x1.819806p+4")),  # first: 24.0996151
        np.float32(float.fromhex("0x1.35f7dep+8")),  # rest_0: 309.968231
        np.float32(float.fromhex("0x1.2d5482p+11")),  # rest_1: 2410.64087
        np.float32(float.fromhex("0x1.54a47ep+13")),  # rest_2: 10900.5615
        np.float32(float.fromhex("0x1.5dd9b6p+14")),  # rest_3: 22390.4277
        np.float32(float.fromhex("0x1.bp+3")),  # edge: 13.5
    )))
    # Reduction: z = x^2.
    z = x * x
    # Core n(z), a polynomial, z in [0, 13.5]: erf x = x n / d, z = x^2.
    n1 = z * (z * n_coefficient_1 + n_coefficient_2) + n_coefficient_3
    n2 = n_coefficient_4 - z
    n = n1 * (z * (n2 * n2 + n_coefficient_5)) + n_coefficient_6
    # Reconstruction: erf x = x n / d up to x^2 = 13.5, 1 with the sign of x beyond; d is a polynomial of
    # degree 5. nan is not beyond, and stays.
    d = ((((z + first) * z + rest_0) * z + rest_1) * z + rest_2) * z + rest_3
    quotient = (x * n) / d
    sign = lax.bitcast_convert_type(x, jnp.int32) & sign_bit
    second_one = lax.bitcast_convert_type(sign | one, jnp.float32)
    result = jnp.where(edge < z, second_one, quotient)
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

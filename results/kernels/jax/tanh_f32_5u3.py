"""tanh for float32 arrays: max error 5.2964 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.985c200000000p+2. Results that are not correctly rounded: 1,649,412,544.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
jax-cpu, jax 0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.28; C17 7.12.5.6 and F.10.2.6.

Kernel 959dc3c58d00c7ca, 20 operations, 15 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search tanh --seed 1 --evaluations 90000 --max-ops 20 --set 'cores=["tanh_numerator_95.924:0,64"]'

Reduction tanh_poles:
    Without its first poles tanh x / x is nearly a polynomial n of z = x^2, and one division is enough: d = (z
    + (pi/2)^2) (z + (3 pi/2)^2) (z + 71.25), whose last factor stands for all further poles. x is not
    clamped: what comes of it beyond the edge, where f lacks 3.8 ulp to 1, is chosen away, nan where x^2 is
    inf too. Nothing is mended: x^2, n, x n, d and the quotient round once each, d in each of its steps.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "tanh"
FORMAT = "jax"
MAX_ULP = 5.296398235484958
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.985c200000000p+2"
OUTPUTS_HASH = "111616b3585e84ad3c891ea292b890074f37d8cad670a4d44f77620c15c976d9"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "959dc3c58d00c7ca"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    sign_bit = np.int32(-2147483648)
    one = np.int32(1065353216)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        n_coefficient_1, n_coefficient_2, n_coefficient_3, n_coefficient_4, n_coefficient_5, n_coefficient_6,
        n_coefficient_7, n_coefficient_8, first, rest_0, rest_1, edge,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.4f35a6p+4")),  # n_coefficient_1: 20.9505978
        np.float32(float.fromhex("-0x1.c304f4p-38")),  # n_coefficient_2: -6.40937043e-12
        np.float32(float.fromhex("0x1.5b3e2cp-30")),  # n_coefficient_3: 1.26326216e-09
        np.float32(float.fromhex("-0x1.9822acp+12")),  # n_coefficient_4: -6530.16699
        np.float32(float.fromhex("0x1.26bd46p+23")),  # n_coefficient_5: 9658019
        np.float32(float.fromhex("-0x1.234d8cp+32")),  # n_coefficient_6: -4.88725197e+09
        np.float32(float.fromhex("0x1.791722p+38")),  # n_coefficient_7: 4.04897694e+11
        np.float32(float.fromhex("0x1.e7ff26p+11")),  # n_coefficient_8: 3903.97339
        np.float32(float.fromhex("0x1.7fb23p+6")),  # first: 95.9240112
        np.float32(float.fromhex("0x1.c53438p+10")),  # rest_0: 1812.81592
        np.float32(float.fromhex("0x1.e7ff28p+11")),  # rest_1: 3903.97363
        np.float32(float.fromhex("0x1p+6")),  # edge: 64
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: z = x^2.
    z = x * x
    # Core n(z), a polynomial, z in [0, 64]: tanh x = x n / d, z = x^2.
    n1 = lax.max((z * n_coefficient_2 + n_coefficient_3) * (z * (z * (z * (z * z + n_coefficient_4) + n_coefficient_5) + n_coefficient_6) + n_coefficient_7), -np.float32(float.fromhex('0x1.fffffep+127')))
    n = z * (z * n_coefficient_1 + n1) + n_coefficient_8
    # Reconstruction: tanh x = x n / d up to x^2 = 64, 1 with the sign of x beyond; d is a polynomial of
    # degree 3. nan is not beyond, and stays.
    d = ((z + first) * z + rest_0) * z + rest_1
    quotient = (x * n) / d
    sign = lax.bitcast_convert_type(x, jnp.int32) & sign_bit
    second_one = lax.bitcast_convert_type(sign | one, jnp.float32)
    result = jnp.where(edge < z, second_one, quotient)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


def _times_exp(s, x):
    """s * exp(x) for x <= 0, which underflows no sooner than its value: x + 32 is exact below -64."""
    far = x < np.float32(-64)
    factor = jnp.where(far, np.float32(float.fromhex("0x1.c8464f7616468p-47")), np.float32(1))  # exp(-32)
    return s * factor * jnp.exp(jnp.where(far, x + np.float32(32), x))


@jax.custom_jvp
def _slope(x, y):
    return (
        _times_exp(_hex("0x1.0p+2") / (_hex("0x1.0p+0") + jnp.exp(_hex("-0x1.0p+1") * jnp.abs(x))) ** 2,
        _hex("-0x1.0p+1") * jnp.abs(x))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _hex("-0x1.0p+1") * y * s
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


def tanh(x):
    """tanh as jax.numpy.tanh takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.tanh itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.tanh(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""rsqrt for float32 arrays: max error 469.7630 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.1157180000000p-126. Results that are not correctly rounded: 2,128,693,609.
Domain: the whole float line. Special values that differ: f(0x1.0000000000000p+0) = 0x1.ffff160000000p-1, not
0x1.0000000000000p+0, f(0x1.0000000000000p+2) = 0x1.ffff160000000p-2, not 0x1.0000000000000p-1,
f(0x1.0000000000000p-126) = 0x1.ffff160000000p+62, not 0x1.0000000000000p+63, f(0x1.0000000000000p+126) =
0x1.ffff160000000p-64, not 0x1.0000000000000p-63.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: C23 7.12.7.9 and F.10.4.9.

Kernel faa625d3b341b918, 20 operations, 2 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search rsqrt --seed 0 --evaluations 80000 --max-ops 16

Reduction rsqrt_start_short:
    The bits of t are a constant less half of those of x. x t is rounded, which moves e by 2^-24 and the
    result by 2^-25 of itself, up to half an ulp. As t e c is below 0.037 t, the roundings of c and of e c are
    below 0.04 ulp each, the last one's half an ulp. Below 2^-126 a zero gives infinity of its sign, a
    negative number nan; infinity gives 0, nan itself.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "rsqrt"
FORMAT = "jax"
MAX_ULP = 469.76303318682596
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.1157180000000p-126"
OUTPUTS_HASH = "7958085c8a31f7258fac57754713d8f64a189982a00a5d2953ca0c12483e189b"
RECORD = "faa625d3b341b918"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    rsqrt_origin = np.int32(1597458432)
    integer_1 = np.int32(1)
    sign_bit = np.int32(-2147483648)
    infinity = np.int32(2139095040)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, c_coefficient_1, c_coefficient_2, smallest_normal, largest, zero, nan,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1.84e456p-2")),  # c_coefficient_1: 0.379777282
        np.float32(float.fromhex("0x1.008af4p-1")),  # c_coefficient_2: 0.501060128
        np.float32(float.fromhex("0x1p-126")),  # smallest_normal: 1.17549435e-38
        np.float32(float.fromhex("0x1.fffffep+127")),  # largest: 3.40282347e+38
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("nan")),  # nan: nan
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: t = x^(-1/2) to 3.5 %, e = 1 - x t^2 to 2^-24, within 0.0685.
    t = lax.bitcast_convert_type(rsqrt_origin - lax.shift_right_arithmetic(lax.bitcast_convert_type(x, jnp.int32), integer_1), jnp.float32)
    h = lax.max(x * t, -np.float32(float.fromhex('0x1.fffffep+127')))
    e = (-h) * t + one
    # Core c(e), a polynomial, e in [-0.0686035, 0.0686035]: (1 - e)^(-1/2) = 1 + e c.
    c = e * c_coefficient_1 + c_coefficient_2
    # Reconstruction: x^(-1/2) = t + t e c, c = ((1 - e)^(-1/2) - 1) / e, t e c below 0.037 t; zeros give
    # infinities, x < 0 nan, inf 0.
    root = t * (e * c) + t
    huge = largest < x
    upper = jnp.where(huge, zero, root)
    sign = lax.bitcast_convert_type(x, jnp.int32) & sign_bit
    pole = lax.bitcast_convert_type(sign | infinity, jnp.float32)
    negative = x < zero
    beyond = jnp.where(negative, nan, pole)
    below_normal = x < smallest_normal
    result = jnp.where(below_normal, beyond, upper)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("-0x1.0p-1") * y / x
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _hex("0x1.8p-1") * y ** 3 * y ** 2
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


def rsqrt(x):
    """rsqrt as jax.lax.rsqrt takes and gives it: of float32 by the kernel, of every other dtype by jax.lax.rsqrt itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.lax.rsqrt(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

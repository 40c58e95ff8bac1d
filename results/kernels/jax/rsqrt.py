"""rsqrt for float32 arrays: max error 0.6118 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.00d04c0000000p-126. Results that are not correctly rounded: 25,290,018.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), jax-cpu, jax 0.12.0.1, jaxlib 0.12.0.1,
numpy 2.5.5.
Definition: C23 7.12.7.9 and F.10.4.9.

Kernel 657bd9e8e7d21558, 27 operations, 8 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search rsqrt --seed 0 --evaluations 80000 --max-ops 16

Reduction rsqrt_start_exact:
    t is about x^(-1/2): its bits are a constant less half of those of x, which keeps e = 1 - x t^2 within 0.0685 either way.
    x t is split into h and what it lost in rounding (x stands a second time as max(x, 0): two factors of one product must not look
    alike to the compiler), so that e is right to 2^-28; t^2 would leave the normal range at both ends.
    Then x^(-1/2) = t (1 - e)^(-1/2) = t + t e c(e), and as t e c(e) is below 0.037 t, its roundings are below 0.05 ulp, the last
    one's half an ulp. Below 2^-126 a zero gives infinity of its sign, a negative number nan; infinity gives 0, nan itself.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "rsqrt"
FORMAT = "jax"
MAX_ULP = 0.6118324110721204
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.00d04c0000000p-126"
OUTPUTS_HASH = "cf26ba0a2c9705e62c3a11fc14709f2cefb8242fedc64df57de95256bcd0674c"
RECORD = "657bd9e8e7d21558"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, = lax.optimization_barrier((
        np.int32(1597458432),
        np.int32(1),
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("0x1.08c9e4p-2")),  # 0.258582652
        np.float32(float.fromhex("0x1.0ec974p-1")),  # 0.528880715
        np.float32(float.fromhex("0x1.3b38dap-3")),  # 0.15391703
        np.float32(float.fromhex("0x1.46a41ep-1")),  # 0.637970865
        np.float32(float.fromhex("0x1.97b7p-2")),  # 0.398159027
        np.float32(float.fromhex("0x1p-126")),  # 1.17549435e-38
        np.float32(float.fromhex("0x1.fffffep+127")),  # 3.40282347e+38
        np.float32(float.fromhex("nan")),  # nan
        np.int32(-2147483648),
        np.int32(2139095040),
    ))
    v0 = lax.bitcast_convert_type(x, jnp.int32)
    v1 = lax.shift_right_arithmetic(v0, c1)
    v2 = c0 - v1
    v3 = lax.bitcast_convert_type(v2, jnp.float32)
    v4 = lax.max(x * v3, -np.float32(float.fromhex('0x1.fffffep+127')))
    v5 = -v4
    v6 = jnp.where(x < c3, c3, x)
    v7 = v6 * v3 + v5
    v8 = v5 * v3 + c2
    v9 = -v7
    v10 = v9 * v3 + v8
    v11 = v10 * c4 + c5
    v12 = v10 * v11 + c6
    v13 = v12 * v12 + c7
    v14 = v13 * v12 + c8
    v15 = v10 * v14
    v16 = v3 * v15 + v3
    v17 = c10 < x
    v18 = jnp.where(v17, c3, v16)
    v19 = lax.bitcast_convert_type(x, jnp.int32)
    v20 = v19 & c12
    v21 = v20 | c13
    v22 = lax.bitcast_convert_type(v21, jnp.float32)
    v23 = x < c3
    v24 = jnp.where(v23, c11, v22)
    v25 = x < c9
    v26 = jnp.where(v25, v24, v18)
    return v26


def _hex(text):
    return np.float32(float.fromhex(text))


def _slope(x, y):
    return (
        _hex("-0x1.0p-1") * y / x
    )


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

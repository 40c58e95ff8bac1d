"""cbrt for float32 arrays: max error 165.1654 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.743c5c0000000p-125. Results that are not correctly rounded: 4,160,785,898.
Domain: the whole float line. Special values that differ: f(0x1.0000000000000p+0) = 0x1.ffffae0000000p-1, not
0x1.0000000000000p+0, f(-0x1.0000000000000p+0) = -0x1.ffffae0000000p-1, not -0x1.0000000000000p+0,
f(0x1.0000000000000p+3) = 0x1.ffffae0000000p+0, not 0x1.0000000000000p+1, f(0x1.b000000000000p+4) =
0x1.8000280000000p+1, not 0x1.8000000000000p+1, f(0x1.0000000000000p-126) = 0x1.ffffae0000000p-43, not
0x1.0000000000000p-42, f(0x1.0000000000000p+126) = 0x1.ffffae0000000p+41, not 0x1.0000000000000p+42.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: C17 7.12.7.1 and F.10.4.1.

Kernel c1d274f4582e1420, 27 operations, 4 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search cbrt --seed 0 --evaluations 100000 --max-ops 16

Reduction cbrt_inverse_start:
    t is about |x|^(-1/3): its bits are 4/3 of those of 1 less a third of those of |x|, computed in float32, which is exact enough,
    and all but 12 bits of t are cleared, so that t^2 is exact. The one constant keeps e = 1 - |x| t^3 within 0.103 either way.
    u = |x| t^2 is rounded, and `low` is what it lost (|x| stands a second time as max(|x|, x): two factors of one product must not
    look alike to the compiler, and a constant in place of x would be seen through inside a loop). Then |x|^(1/3) = |x| t^2 (1 - e)^(-2/3) = u + (u e c(e) + low), as |x| t^2 = |x|^(1/3) (1 - e)^(2/3).
    e is exact to 2^-28, and the bracket is below 0.08 u: its roundings are below 0.1 ulp, the last addition's half an ulp.
    Zero gives u = 0 and e = 1; infinity and nan give themselves; nothing overflows or underflows, as t^2 is from 2^-86 to 2^85.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "cbrt"
FORMAT = "jax"
MAX_ULP = 165.16542069800198
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.743c5c0000000p-125"
OUTPUTS_HASH = "ef305431d26674e059d4a5afd8956521b17298628037ed2fac7ce2d4b5dcec90"
RECORD = "c1d274f4582e1420"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c8, = lax.optimization_barrier((
        np.float32(float.fromhex("-0x1.555556p-2")),  # -0.333333343
        np.float32(float.fromhex("0x1.5287d2p+30")),  # 1.41990003e+09
        np.int32(-4096),
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("-0x1.69be6p-1")),  # -0.706530571
        np.float32(float.fromhex("-0x1.956182p-2")),  # -0.395879775
        np.float32(float.fromhex("0x1.051aep-1")),  # 0.509970665
        np.int32(-2147483648),
        np.float32(float.fromhex("inf")),  # inf
    ))
    v0 = jnp.abs(x)
    v1 = lax.bitcast_convert_type(v0, jnp.int32)
    v2 = lax.convert_element_type(v1, jnp.float32)
    v3 = v2 * c0 + c1
    v4 = lax.convert_element_type(v3, jnp.int32)
    v5 = v4 & c2
    v6 = lax.bitcast_convert_type(v5, jnp.float32)
    v7 = v6 * v6
    v8 = v0 * v7
    v9 = -v8
    v10 = jnp.where(v0 < x, x, v0)
    v11 = v10 * v7 + v9
    v12 = v9 * v6 + c3
    v13 = -v11
    v14 = v13 * v6 + v12
    v15 = v14 * c4 + c5
    v16 = v15 * v15 + c6
    v17 = v14 * v16
    v18 = v8 * v17 + v11
    v19 = v8 + v18
    v20 = v0 < c8
    v21 = jnp.where(v20, v19, v0)
    v22 = lax.bitcast_convert_type(x, jnp.int32)
    v23 = v22 & c7
    v24 = lax.bitcast_convert_type(v21, jnp.int32)
    v25 = v24 | v23
    v26 = lax.bitcast_convert_type(v25, jnp.float32)
    return v26


def _hex(text):
    return np.float32(float.fromhex(text))


def _slope(x, y):
    return (
        _hex("0x1.5555555555555p-2") / (y * y)
    )


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * _slope(x, y)


def cbrt(x):
    """cbrt as jax.numpy.cbrt takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.cbrt itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.cbrt(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

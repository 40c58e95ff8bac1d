"""exp2 for float32 arrays: max error 12.7540 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.fff53e0000000p-2. Results that are not correctly rounded: 453,141,426.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), jax-cpu, jax 0.12.0.1, jaxlib 0.12.0.1,
numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.2 and F.10.3.2.

Kernel c1289f7ba1168146, 15 operations, 8 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search exp2 --seed 0 --evaluations 120000 --max-ops 16

Reduction exponent_split_clamped:
    x = k + r with k the nearest integer, from the low bits of x + 1.5*2^23, and |r| <= 1/2: exact (Sterbenz). x is first
    clamped to [-127, 128], so that the exponent field of 2^k y, y in [2^-1/2, 2^1/2], stays within 0 .. 255: at 128, r = 0 and
    y = 1 exactly, which makes the pattern of inf; below -126 the field is 0, a subnormal pattern, and the last fma, which adds
    0 c, flushes it to zero and carries nan.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "exp2"
FORMAT = "jax"
MAX_ULP = 12.753964986634587
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.fff53e0000000p-2"
OUTPUTS_HASH = "2fbf2dda0a11f8b1183afedd74e9aa3c90569c5eec9841bc31746f13a0134f17"
RECORD = "c1289f7ba1168146"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1.8p+23")),  # 12582912
        np.float32(float.fromhex("-0x1.fcp+6")),  # -127
        np.float32(float.fromhex("0x1p+7")),  # 128
        np.float32(float.fromhex("0x1.86da1ep-3")),  # 0.190845713
        np.float32(float.fromhex("0x1.49be02p-1")),  # 0.64402777
        np.float32(float.fromhex("0x1.6024p-2")),  # 0.343887329
        np.float32(float.fromhex("0x1.17d056p+0")),  # 1.0930227
        np.float32(float.fromhex("-0x1.104506p-2")),  # -0.265888304
        np.int32(23),
        np.float32(float.fromhex("0x0p+0")),  # 0
    ))
    v0 = jnp.where(x < c1, c1, x)
    v1 = jnp.where(c2 < v0, c2, v0)
    v2 = v1 + c0
    v3 = v2 - c0
    v4 = v1 - v3
    v5 = v4 * c3 + c4
    v6 = v5 * v5 + c5
    v7 = v6 * v6 + c6
    v8 = v6 * v7 + c7
    v9 = lax.bitcast_convert_type(v2, jnp.int32)
    v10 = lax.shift_left(v9, c8)
    v11 = lax.bitcast_convert_type(v8, jnp.int32)
    v12 = v11 + v10
    v13 = lax.bitcast_convert_type(v12, jnp.float32)
    v14 = v1 * c9 + v13
    return v14


def _hex(text):
    return np.float32(float.fromhex(text))


def _slope(x, y):
    return (
        _hex("0x1.62e42fefa39efp-1") * y
    )


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * _slope(x, y)


def exp2(x):
    """exp2 as jax.numpy.exp2 takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.exp2 itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.exp2(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

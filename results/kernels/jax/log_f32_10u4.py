"""log for float32 arrays: max error 10.3175 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.457ca80000000p+0. Results that are not correctly rounded: 104,377,255.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.7 and F.10.3.7.

Kernel 4acbccfde822dcd1, 25 operations, 11 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log --seed 0 --evaluations 120000 --max-ops 16

Reduction log_split_short:
    x = 2^k m, m = 1 + f from sqrt(1/2) up to twice that: the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
    the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
    where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
    Functions, chapter 11).
    log x = k ln 2 + (f + f^2 q(f)), ln 2 in two parts. The bracket is below 0.3466 and rounded to 2^-26 at worst; beside k = 1 or
    -1, where the result is as small as 0.3466, that is half an ulp more.
    Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "log"
FORMAT = "jax"
MAX_ULP = 10.317509904503822
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
WITNESS = "0x1.457ca80000000p+0"
OUTPUTS_HASH = "c8698df3f2a8c631dab8cd84b9f1215223526cba41a84f10551172602a21d948"
RECORD = "4acbccfde822dcd1"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, = lax.optimization_barrier((
        np.int32(1060439283),
        np.int32(23),
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1.731d26p-2")),  # 0.36241588
        np.float32(float.fromhex("-0x1.c11e2p+0")),  # -1.75436592
        np.float32(float.fromhex("0x1.017a5p+3")),  # 8.04618073
        np.float32(float.fromhex("0x1.1f8f6p-6")),  # 0.0175512731
        np.float32(float.fromhex("0x1.297d5ap-1")),  # 0.581034482
        np.float32(float.fromhex("-0x1.4d180ap+2")),  # -5.20459223
        np.float32(float.fromhex("0x1.62e43p-1")),  # 0.693147182
        np.float32(float.fromhex("-0x1.05c61p-29")),  # -1.90465421e-09
        np.float32(float.fromhex("0x1p-126")),  # 1.17549435e-38
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("inf")),  # inf
        np.float32(float.fromhex("-inf")),  # -inf
        np.float32(float.fromhex("nan")),  # nan
    ))
    v0 = lax.bitcast_convert_type(x, jnp.int32)
    v1 = v0 - c0
    v2 = lax.shift_right_arithmetic(v1, c1)
    v3 = lax.shift_left(v2, c1)
    v4 = v0 - v3
    v5 = lax.bitcast_convert_type(v4, jnp.float32)
    v6 = v5 - c2
    v7 = lax.convert_element_type(v2, jnp.float32)
    v8 = v6 * v6
    v9 = v8 * c3 + c4
    v10 = v6 * v8 + c5
    v11 = v9 * v10
    v12 = v11 * c6 + c7
    v13 = v6 - v11
    v14 = v12 * v13 + c8
    v15 = v6 * v6
    v16 = v15 * v14 + v6
    v17 = v7 * c10 + v16
    v18 = v7 * c9 + v17
    v19 = x < c11
    v20 = x < c12
    v21 = jnp.where(v20, c15, c14)
    v22 = jnp.where(v19, v21, v18)
    v23 = x < c13
    v24 = jnp.where(v23, v22, x)
    return v24


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * (np.float32(float.fromhex("0x1.0p+0")) / x)


def log(x):
    """log as jax.numpy.log takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.log itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.log(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

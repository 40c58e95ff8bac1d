"""log for float32 arrays: max error 0.8476 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.48ad060000000p+0. Results that are not correctly rounded: 2,088,090.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), jax-cpu, jax 0.12.0.1, jaxlib 0.12.0.1,
numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.7 and F.10.3.7.

Kernel 4b1dd61ac0d28c7c, 32 operations, 16 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log --seed 0 --evaluations 160000 --max-ops 16

Reduction log_split_exact:
    x = 2^k m, m = 1 + f from 0x1.64p-1 up to twice that: the bits of x less those of 0x1.64p-1 hold k above bit 23, and k is taken from
    the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
    where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
    Functions, chapter 11).
    log x = (k ln 2 + f) + f^2 q(f). ln 2 has a part of 16 bits, whose product with k is exact, and a rest. What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
    added to the tail, whose roundings hardly count beside the last addition's half an ulp. The least mantissa
    keeps f^2 q below 1/16 at both ends, where the result is from 0.3296 to 0.3634, so that its own rounding is 1/16 ulp at most.
    Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "log"
FORMAT = "jax"
MAX_ULP = 0.8476268816739321
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.48ad060000000p+0"
OUTPUTS_HASH = "2d300daa8109485a41170b484a24ddb536fd512447feea29e23aa5d4ce3b6bac"
RECORD = "4b1dd61ac0d28c7c"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, = lax.optimization_barrier((
        np.int32(1060241408),
        np.int32(23),
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1.542296p-1")),  # 0.66432637
        np.float32(float.fromhex("-0x1.098504p-3")),  # -0.129648238
        np.float32(float.fromhex("0x1.9e96d8p-4")),  # 0.101218075
        np.float32(float.fromhex("0x1.533566p-2")),  # 0.331258386
        np.float32(float.fromhex("0x1.13129p-2")),  # 0.268625498
        np.float32(float.fromhex("0x1.438d2cp-2")),  # 0.315968215
        np.float32(float.fromhex("-0x1.874a7p-2")),  # -0.382119894
        np.float32(float.fromhex("-0x1.77e74p-1")),  # -0.734186172
        np.float32(float.fromhex("-0x1.d1b3a8p-2")),  # -0.454786897
        np.float32(float.fromhex("0x1.62e4p-1")),  # 0.693145752
        np.float32(float.fromhex("0x1.7f7d1cp-20")),  # 1.42860677e-06
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
    v8 = v6 * c3 + c4
    v9 = v8 * v8 + c5
    v10 = v9 * v9 + c6
    v11 = v9 * v10 + c7
    v12 = v9 * v11
    v13 = v12 + c8
    v14 = v12 * c9 + v6
    v15 = v14 * c10 + v9
    v16 = -v13
    v17 = v16 * v15 + c11
    v18 = v6 * v6
    v19 = v7 * c12
    v20 = v19 + v6
    v21 = v20 - v19
    v22 = v6 - v21
    v23 = v7 * c13 + v22
    v24 = v18 * v17 + v23
    v25 = v20 + v24
    v26 = x < c14
    v27 = x < c15
    v28 = jnp.where(v27, c18, c17)
    v29 = jnp.where(v26, v28, v25)
    v30 = x < c16
    v31 = jnp.where(v30, v29, x)
    return v31


def _hex(text):
    return np.float32(float.fromhex(text))


def _slope(x, y):
    return (
        _hex("0x1.0p+0") / x
    )


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * _slope(x, y)


def log(x):
    """log as jax.numpy.log takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.log itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.log(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

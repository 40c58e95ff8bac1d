"""log for float32 arrays: max error 840.6850 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.8ebfc00000000p-1. Results that are not correctly rounded: 1,499,095,706.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), jax-cpu, jax 0.12.0.1, jaxlib 0.12.0.1,
numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.7 and F.10.3.7.

Kernel 3a0afde8cf269bfe, 25 operations, 6 of them real operations of the core.
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
MAX_ULP = 840.684986885637
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.8ebfc00000000p-1"
OUTPUTS_HASH = "90fd55a9ee8b6f9f582906c53e310df5dec1306c18ade22e3ce4cf0f0a4c7053"
RECORD = "3a0afde8cf269bfe"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, = lax.optimization_barrier((
        np.int32(1060241408),
        np.int32(23),
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1.892a9p-3")),  # 0.191975713
        np.float32(float.fromhex("-0x1.16568ap-2")),  # -0.271814495
        np.float32(float.fromhex("0x1.56b806p-2")),  # 0.334686369
        np.float32(float.fromhex("-0x1.ff74bep-2")),  # -0.499468774
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
    v9 = v6 * v8 + c5
    v10 = v6 * v9 + c6
    v11 = v6 * v6
    v12 = v7 * c7
    v13 = v12 + v6
    v14 = v13 - v12
    v15 = v6 - v14
    v16 = v7 * c8 + v15
    v17 = v11 * v10 + v16
    v18 = v13 + v17
    v19 = x < c9
    v20 = x < c10
    v21 = jnp.where(v20, c13, c12)
    v22 = jnp.where(v19, v21, v18)
    v23 = x < c11
    v24 = jnp.where(v23, v22, x)
    return v24


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

"""log for float32 arrays: max error 0.6819 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.469f9c0000000p+0. Results that are not correctly rounded: 1,697,277.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.7 and F.10.3.7.

Kernel a3ae0c6bff6076d3, 34 operations, 14 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log --seed 0 --evaluations 300000 --max-ops 16

Reduction log_split_cubic:
    x = 2^k m, m = 1 + f from 0x1.64p-1 up to twice that: the bits of x less those of 0x1.64p-1 hold k above bit 23, and k is taken from
    the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
    where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
    Functions, chapter 11).
    log x = (k ln 2 + f) + (f^3 q(f) - f^2 / 2). ln 2 has a part of 16 bits, whose product with k is exact, and a rest. What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
    added to the tail, whose roundings hardly count beside the last addition's half an ulp. The core's
    term is below 0.02, so that its roundings hardly count, and f^2 / 2 is exact within its fma: the one other rounding, that of a tail
    below 0.066, is 1/8 ulp of results from 0.3296 on.
    Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "log"
FORMAT = "jax"
MAX_ULP = 0.681854784488678
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.469f9c0000000p+0"
OUTPUTS_HASH = "7f304637c499e866c4975ab48f4b0bb5b5ecb9a00f20e19987a95369e4312a5b"
RECORD = "a3ae0c6bff6076d3"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c0 = np.int32(1060241408)
    c1 = np.int32(23)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("-0x1.5ba948p-3")),  # -0.169756472
        np.float32(float.fromhex("0x1.189c34p-2")),  # 0.274033368
        np.float32(float.fromhex("0x1.27f16ap-2")),  # 0.289006859
        np.float32(float.fromhex("0x1.170a9cp-1")),  # 0.545002818
        np.float32(float.fromhex("-0x1.d8c2fcp-4")),  # -0.115420327
        np.float32(float.fromhex("0x1.839fcep-1")),  # 0.757078588
        np.float32(float.fromhex("-0x1.871bf8p-4")),  # -0.0954856575
        np.float32(float.fromhex("0x1.34a094p-2")),  # 0.301393807
        np.float32(float.fromhex("0x1.62e4p-1")),  # 0.693145752
        np.float32(float.fromhex("0x1.7f7d1cp-20")),  # 1.42860677e-06
        np.float32(float.fromhex("-0x1p-1")),  # -0.5
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
    v9 = -v6
    v10 = v9 * v8 + c5
    v11 = -v6
    v12 = v11 * v10 + c6
    v13 = v10 * v12 + c7
    v14 = v13 * v13 + c8
    v15 = v6 * c9 + v13
    v16 = v14 * v15 + c10
    v17 = v6 * v6
    v18 = v17 * v6
    v19 = v7 * c11
    v20 = v19 + v6
    v21 = v20 - v19
    v22 = v6 - v21
    v23 = v7 * c12 + v22
    v24 = v18 * v16 + v23
    v25 = v6 * c13
    v26 = v6 * v25 + v24
    v27 = v20 + v26
    v28 = x < c14
    v29 = x < c15
    v30 = jnp.where(v29, c18, c17)
    v31 = jnp.where(v28, v30, v27)
    v32 = x < c16
    v33 = jnp.where(v32, v31, x)
    return v33


def _hex(text):
    return np.float32(float.fromhex(text))


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.0p+0") / x
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        -(_hex("0x1.0p+0") / x) * (_hex("0x1.0p+0") / x)
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


def log(x):
    """log as jax.numpy.log takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.log itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.log(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

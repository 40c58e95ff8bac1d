"""log10 for float32 arrays: max error 0.8778 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.5539840000000p+0. Results that are not correctly rounded: 3,147,075.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.8 and F.10.3.8.

Kernel 6a47bdcdbdb6c3dd, 32 operations, 15 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log10 --seed 0 --evaluations 300000 --max-ops 16

Reduction log10_split_exact:
    x = 2^k m, m = 1 + f from sqrt(1/2) up to twice that: the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
    the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
    where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
    Functions, chapter 11).
    log10 x = (k log10 2 + 3/8 f) + (c f + f^2 q(f)), c = 1 / ln 10 - 3/8 = 0.0593. 3/8 f is exact: 3 f is a multiple of 2^-24 below
    0.88 or of 2^-23 below 1.25. log10 2 has a part of 16 bits, whose product with k is exact, and a rest. What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
    added to the tail, whose roundings hardly count beside the last addition's half an ulp. The tail is below
    0.042.
    Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "log10"
FORMAT = "jax"
MAX_ULP = 0.877785038203001
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.5539840000000p+0"
OUTPUTS_HASH = "49b66e868cffdca0828e5ea55abbeb805d015c1a66b69bb5db2ae7459e68f955"
RECORD = "6a47bdcdbdb6c3dd"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c0 = np.int32(1060439283)
    c1 = np.int32(-8388608)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("-0x1.8aa9ccp-2")),  # -0.385413349
        np.float32(float.fromhex("0x1.66aa5ep-1")),  # 0.700518548
        np.float32(float.fromhex("-0x1.2b3168p+0")),  # -1.16872263
        np.float32(float.fromhex("0x1.d0237cp-1")),  # 0.906520724
        np.float32(float.fromhex("0x1.2183aep-1")),  # 0.565457761
        np.float32(float.fromhex("0x1.8a768ap-4")),  # 0.0963044539
        np.float32(float.fromhex("0x1.a966e8p-9")),  # 0.00324555952
        np.float32(float.fromhex("0x1.287a7p-3")),  # 0.144764781
        np.float32(float.fromhex("-0x1.bcb7bp-3")),  # -0.217147231
        np.float32(float.fromhex("0x1.8p-2")),  # 0.375
        np.float32(float.fromhex("0x1.e5bd8ap-5")),  # 0.0592944808
        np.float32(float.fromhex("0x1.3442p-25")),  # 3.58859324e-08
        np.float32(float.fromhex("-0x1.3442p-25")),  # -3.58859324e-08
        np.float32(float.fromhex("-0x1.95ec1p-42")),  # -3.60531266e-13
        np.float32(float.fromhex("0x1p-126")),  # 1.17549435e-38
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("inf")),  # inf
        np.float32(float.fromhex("-inf")),  # -inf
        np.float32(float.fromhex("nan")),  # nan
    ))
    v0 = lax.bitcast_convert_type(x, jnp.int32)
    v1 = v0 - c0
    v2 = v1 & c1
    v3 = v0 - v2
    v4 = lax.bitcast_convert_type(v3, jnp.float32)
    v5 = v4 - c2
    v6 = lax.convert_element_type(v2, jnp.float32)
    v7 = v5 * c3 + c4
    v8 = v7 + c5
    v9 = -v5
    v10 = v9 * v7 + c6
    v11 = v8 * v10 + c7
    v12 = v11 * v11 + c8
    v13 = v12 * v10 + c9
    v14 = -v5
    v15 = v14 * v13 + c10
    v16 = v5 * v15 + c11
    v17 = v5 * v5
    v18 = v5 * c12
    v19 = v6 * c14 + v18
    v20 = v6 * c15 + v19
    v21 = v18 - v20
    v22 = v6 * c16 + v21
    v23 = v5 * c13 + v22
    v24 = v17 * v16 + v23
    v25 = v19 + v24
    v26 = x < c17
    v27 = x < c18
    v28 = jnp.where(v27, c21, c20)
    v29 = jnp.where(v26, v28, v25)
    v30 = x < c19
    v31 = jnp.where(v30, v29, x)
    return v31


def _hex(text):
    return np.float32(float.fromhex(text))


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.bcb7b1526e50ep-2") / x
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _hex("-0x1.bcb7b1526e50ep-2") * (_hex("0x1.0p+0") / x) * (_hex("0x1.0p+0") / x)
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


def log10(x):
    """log10 as jax.numpy.log10 takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.log10 itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.log10(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

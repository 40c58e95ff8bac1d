"""log2 for float32 arrays: max error 0.8644 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.2f740c0000000p+0. Results that are not correctly rounded: 2,241,193.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.10 and F.10.3.10.

Kernel cdf2261261f10944, 31 operations, 12 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log2 --seed 0 --evaluations 300000 --max-ops 16

Reduction log2_split_cubic:
    x = 2^k m, m = 1 + f from 2/3 up to twice that: the bits of x less those of 2/3 hold k above bit 23, and k is taken from
    the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
    where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
    Functions, chapter 11).
    log2 x = (k + 1.5 f) + (c f - d f^2 + f^3 q(f)), c = 1 / ln 2 - 1.5 = -0.0573, d = 1 / (2 ln 2). 1.5 f is exact: 3 f is a multiple of
    2^-24 below 1. What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
    added to the tail, whose roundings hardly count beside the last addition's half an ulp.
    The core's term is below 0.03, so that its roundings hardly count; d f is rounded, d f^2 within its fma is not again.
    Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "log2"
FORMAT = "jax"
MAX_ULP = 0.86439930298402
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.2f740c0000000p+0"
OUTPUTS_HASH = "b07950fd873eeb5e2a5e6d34b9d559a27bf65a5ffd4f4b661fd340ffa1c6c2b1"
RECORD = "cdf2261261f10944"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c0 = np.int32(1059760811)
    c1 = np.int32(-8388608)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1.4c3efcp-2")),  # 0.324459016
        np.float32(float.fromhex("0x1.01f88ep+0")),  # 1.00769889
        np.float32(float.fromhex("0x1.9f9242p+0")),  # 1.62332547
        np.float32(float.fromhex("-0x1.0235bep-4")),  # -0.0630395338
        np.float32(float.fromhex("0x1.7439ccp-3")),  # 0.181750864
        np.float32(float.fromhex("0x1.fa0f74p-4")),  # 0.123549893
        np.float32(float.fromhex("0x1.e2c178p-3")),  # 0.235720575
        np.float32(float.fromhex("0x1.8p+0")),  # 1.5
        np.float32(float.fromhex("-0x1.d57136p-5")),  # -0.0573049597
        np.float32(float.fromhex("0x1p-23")),  # 1.1920929e-07
        np.float32(float.fromhex("-0x1p-23")),  # -1.1920929e-07
        np.float32(float.fromhex("-0x1.715476p-1")),  # -0.721347511
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
    v7 = v5 * v5
    v8 = v7 + c3
    v9 = v8 * v8 + c4
    v10 = v9 * v8 + c5
    v11 = v5 * c6 + c7
    v12 = -v5
    v13 = v12 * v11 + c8
    v14 = v10 * v13 + c9
    v15 = v7 * v5
    v16 = v5 * c10
    v17 = v6 * c12 + v16
    v18 = v6 * c13 + v17
    v19 = v16 - v18
    v20 = v5 * c11 + v19
    v21 = v15 * v14 + v20
    v22 = v5 * c14
    v23 = v5 * v22 + v21
    v24 = v17 + v23
    v25 = x < c15
    v26 = x < c16
    v27 = jnp.where(v26, c19, c18)
    v28 = jnp.where(v25, v27, v24)
    v29 = x < c17
    v30 = jnp.where(v29, v28, x)
    return v30


def _hex(text):
    return np.float32(float.fromhex(text))


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.71547652b82fep+0") / x
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _hex("-0x1.71547652b82fep+0") * (_hex("0x1.0p+0") / x) * (_hex("0x1.0p+0") / x)
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


def log2(x):
    """log2 as jax.numpy.log2 takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.log2 itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.log2(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""log10 for float32 arrays: max error 0.9721 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.6a0cf20000000p-2. Results that are not correctly rounded: 13,022,904.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.8 and F.10.3.8.

Kernel 600c0fadd9a0480a, 27 operations, 14 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log10 --seed 0 --evaluations 300000 --max-ops 16

Reduction log10_split_short:
    x = 2^k m, m = 1 + f from sqrt(1/2) up to twice that: the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
    the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
    where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
    Functions, chapter 11).
    log10 x = k log10 2 + (3/8 f + (c f + f^2 q(f))), c = 1 / ln 10 - 3/8 = 0.0593, log10 2 in two parts. The outer bracket is below
    0.1506 and rounded to 2^-27 at worst; beside k = 1 or -1, where the result is as small as 0.1505, that is half an ulp more.
    Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "log10"
FORMAT = "jax"
MAX_ULP = 0.9720508009195328
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.6a0cf20000000p-2"
OUTPUTS_HASH = "18539f4d6655eac71c923651d6f8254b3a201e1a3b1f6dfca5b209ff43b397ab"
RECORD = "600c0fadd9a0480a"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c0 = np.int32(1060439283)
    c1 = np.int32(-8388608)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1.78f814p-6")),  # 0.0230083652
        np.float32(float.fromhex("-0x1.2ae08ep-5")),  # -0.0364840291
        np.float32(float.fromhex("0x1.91c3dp-2")),  # 0.392348528
        np.float32(float.fromhex("0x1.5d564cp+0")),  # 1.36459804
        np.float32(float.fromhex("-0x1.584bfcp+1")),  # -2.68981886
        np.float32(float.fromhex("0x1.b6853ep-8")),  # 0.00669129146
        np.float32(float.fromhex("0x1.2c262p-4")),  # 0.0732785463
        np.float32(float.fromhex("-0x1.7e4f82p-3")),  # -0.186675087
        np.float32(float.fromhex("0x1.8p-2")),  # 0.375
        np.float32(float.fromhex("0x1.e5bd8ap-5")),  # 0.0592944808
        np.float32(float.fromhex("0x1.344136p-25")),  # 3.58855736e-08
        np.float32(float.fromhex("-0x1.ec10cp-50")),  # -1.70719491e-15
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
    v8 = v5 * v5
    v9 = v8 + c5
    v10 = v9 * v9 + c6
    v11 = -v10
    v12 = v11 * v9 + c7
    v13 = v7 * v12 + c8
    v14 = v12 * c9 + v5
    v15 = v13 * v14 + c10
    v16 = lax.max(v5 * c12, -np.float32(float.fromhex('0x1.fffffep+127')))
    v17 = v8 * v15 + v16
    v18 = v5 * c11 + v17
    v19 = v6 * c14 + v18
    v20 = v6 * c13 + v19
    v21 = x < c15
    v22 = x < c16
    v23 = jnp.where(v22, c19, c18)
    v24 = jnp.where(v21, v23, v20)
    v25 = x < c17
    v26 = jnp.where(v25, v24, x)
    return v26


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

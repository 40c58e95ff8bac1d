"""expm1 for float32 arrays: max error 0.8844 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.669ce20000000p-2. Results that are not correctly rounded: 4,237,726.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.3 and F.10.3.3.

Kernel 1851acf11d355def, 37 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search expm1 --seed 0 --evaluations 200000 --max-ops 16

Reduction expm1_compensated:
    x = k ln 2 + r + rest (Cody and Waite), k nearest to x log2 e, from the low bits of x log2 e + 1.5*2^23; |r| <= ln 2 / 2 + 2^-19.
    With s = 2^(k-1), e^x - 1 = 2 (s (1 + r + rest + r^2 c) - 1/2), the core c = (e^r - 1 - r) / r^2 about 1/2; the half in s
    keeps k = 128 below overflow, and the doubling at the end overflows where e^x does. x is first clamped to [-20, 89]: e^-20 <
    2^-25. Below 2^-24 the result is x, which keeps the sign of zero and numbers that s = 1/2 would make subnormal.
    d = s - 1/2 loses j = s - d - 1/2 (not 0 from k = 25 on); v = d + s r loses e = s r - (v - d), exactly, since s r is exact and
    |d| >= |s r| or d = 0 (Fast2Sum). v + (s (rest + r^2 c) + e + j) has one rounding of size, the last.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "expm1"
FORMAT = "jax"
MAX_ULP = 0.8844209880171964
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.669ce20000000p-2"
OUTPUTS_HASH = "2d97559d1c1fab9c20ddd38726010e0f44ac7bb2dea572c4312e1869219ccfc0"
RECORD = "1851acf11d355def"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, = lax.optimization_barrier((
        np.float32(float.fromhex("-0x1.4p+4")),  # -20
        np.float32(float.fromhex("0x1.64p+6")),  # 89
        np.float32(float.fromhex("0x1.715476p+0")),  # 1.44269502
        np.float32(float.fromhex("0x1.8000fcp+23")),  # 12583038
        np.float32(float.fromhex("-0x1.62e4p-1")),  # -0.693145752
        np.float32(float.fromhex("-0x1.7f7d1cp-20")),  # -1.42860677e-06
        np.float32(float.fromhex("0x1.519d28p+3")),  # 10.5504341
        np.float32(float.fromhex("0x1.4a8f14p+6")),  # 82.6397247
        np.float32(float.fromhex("-0x1.02e708p+13")),  # -8284.87891
        np.float32(float.fromhex("0x1.557136p+18")),  # 349636.844
        np.float32(float.fromhex("0x1.ffd626p-22")),  # 4.76684903e-07
        np.float32(float.fromhex("0x1p-1")),  # 0.5
        np.int32(23),
        np.float32(float.fromhex("0x1p-24")),  # 5.96046448e-08
    ))
    v0 = jnp.where(x < c0, c0, x)
    v1 = jnp.where(c1 < v0, c1, v0)
    v2 = v1 * c2 + c3
    v3 = v2 - c3
    v4 = v3 * c4 + v1
    v5 = v3 * c5
    v6 = v4 + v5
    v7 = v4 - v6
    v8 = v7 + v5
    v9 = v6 * v6
    v10 = v6 + c6
    v11 = v6 * v10
    v12 = v11 + c7
    v13 = -v11
    v14 = v13 * v12 + c8
    v15 = -v11
    v16 = v15 * v14 + c9
    v17 = v6 * v16
    v18 = v17 * c10 + c11
    v19 = lax.bitcast_convert_type(v2, jnp.int32)
    v20 = lax.shift_left(v19, c12)
    v21 = lax.bitcast_convert_type(v20, jnp.float32)
    v22 = v21 - c11
    v23 = v21 * v6
    v24 = v23 + v22
    v25 = v22 - v24
    v26 = v23 + v25
    v27 = v21 - v22
    v28 = v27 - c11
    v29 = v26 + v28
    v30 = v9 * v18 + v8
    v31 = v21 * v30 + v29
    v32 = v24 + v31
    v33 = v32 + v32
    v34 = jnp.abs(x)
    v35 = v34 < c13
    v36 = jnp.where(v35, x, v33)
    return v36


def _hex(text):
    return np.float32(float.fromhex(text))


def _if_less(a, b, then, otherwise):
    return jnp.where(a < b, then, otherwise)


def _slope(x, y):
    return (
        _if_less(x, _hex("0x0.0p+0"), jnp.exp(jnp.minimum(x, _hex("0x1.0p+0"))), _hex("0x1.0p+0") + y)
    )


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * _slope(x, y)


def expm1(x):
    """expm1 as jax.numpy.expm1 takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.expm1 itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.expm1(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

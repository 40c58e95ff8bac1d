"""mish for float32 arrays: max error 1.8567 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.81ec9a0000000p+5. Results that are not correctly rounded: 954,685,773.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: x tanh(log(1 + e^x)); Misra, arXiv 1908.08681.

Kernel c956cc6e431b4603, 51 operations, 13 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search mish --seed 0 --evaluations 120000 --max-ops 16

Reduction mish_corrected:
    x tanh(log(1 + e^x)) = x n / (n + 2), n = e^x (e^x + 2). x = k ln 2 + r (Cody and Waite); in the exponent x is clamped to 20, where
    the quotient is 1, and everywhere to -95 from below. e = 2^12 e^x and n in units of 2^-12 keep x e^x in the normal range as far as
    -91.9; the last product brings the result back and flushes it to -0 beyond (so is mish(-inf)). Where x n overflows, the bound
    says what the result is: at most x for x > 0, at most -0 otherwise. \
    e^r = 1 + r y, the core y = (e^r - 1) / r, has a second part, which counts 2 e + 2 in n. n + n_low and n + 2 = d + d_low by Fast2Sum, as far as their order allows (n < 2; above, the result forgives). With u = 1 / d, used
    once as a quotient (abs changes nothing), q = n u is mended by u (n + n_low - q (d + d_low)); then only x q rounds.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "mish"
FORMAT = "jax"
MAX_ULP = 1.8566670697182417
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
WITNESS = "-0x1.81ec9a0000000p+5"
OUTPUTS_HASH = "7b9ee19bcc4ad213ac5134604b96403367743517fe9d88918aac54868b939d38"
RECORD = "c956cc6e431b4603"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, = lax.optimization_barrier((
        np.float32(float.fromhex("-0x1.7cp+6")),  # -95
        np.float32(float.fromhex("0x1.4p+4")),  # 20
        np.float32(float.fromhex("0x1.715476p+0")),  # 1.44269502
        np.float32(float.fromhex("0x1.800116p+23")),  # 12583051
        np.float32(float.fromhex("-0x1.62e4p-1")),  # -0.693145752
        np.float32(float.fromhex("-0x1.7f7d1cp-20")),  # -1.42860677e-06
        np.float32(float.fromhex("-0x1.bfc746p+2")),  # -6.99653769
        np.float32(float.fromhex("-0x1.58c15p+3")),  # -10.7735977
        np.float32(float.fromhex("-0x1.3a4c9ap-5")),  # -0.0383666046
        np.float32(float.fromhex("0x1.dc9c44p-4")),  # 0.116359964
        np.float32(float.fromhex("-0x1.3c2392p-2")),  # -0.30872944
        np.float32(float.fromhex("0x1p-1")),  # 0.5
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.int32(23),
        np.float32(float.fromhex("0x1p+1")),  # 2
        np.float32(float.fromhex("0x1p-12")),  # 0.000244140625
        np.float32(float.fromhex("-0x0p+0")),  # -0
    ))
    v0 = jnp.where(x < c0, c0, x)
    v1 = jnp.where(c1 < v0, c1, v0)
    v2 = v1 * c2 + c3
    v3 = v2 - c3
    v4 = v3 * c4 + v1
    v5 = v3 * c5 + v4
    v6 = v5 + c6
    v7 = c7 / v6
    v8 = v5 * v6
    v9 = -v5
    v10 = v8 * c8 + v9
    v11 = v10 * c9 + v7
    v12 = -v5
    v13 = v12 * v11 + v5
    v14 = v13 * c10 + c11
    v15 = v5 * v14 + c12
    v16 = lax.bitcast_convert_type(v2, jnp.int32)
    v17 = lax.shift_left(v16, c13)
    v18 = lax.bitcast_convert_type(v17, jnp.float32)
    v19 = v5 * v15
    v20 = c12 + v19
    v21 = c12 - v20
    v22 = v21 + v19
    v23 = v18 * v20
    v24 = v18 * v22
    v25 = v23 * c15 + c16
    v26 = v25 + c12
    v27 = v26 + v26
    v28 = v23 + v23
    v29 = v23 * v25
    v30 = v28 + v29
    v31 = v28 - v30
    v32 = v31 + v29
    v33 = v24 * v27 + v32
    v34 = v30 * c15
    v35 = v34 + c14
    v36 = c14 - v35
    v37 = v36 + v34
    v38 = v33 * c15 + v37
    v39 = c12 / v35
    v40 = jnp.abs(v39)
    v41 = v30 * v40 + c16
    v42 = -v41
    v43 = v42 * v35 + v30
    v44 = v43 + v33
    v45 = v42 * v38 + v44
    v46 = v45 * v40 + v41
    v47 = v0 * v46 + c16
    v48 = v47 * c15 + c16
    v49 = jnp.where(x < c16, c16, x)
    v50 = jnp.where(v48 < v49, v48, v49)
    return v50


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * (np.float32(float.fromhex("0x1.0p+0")) / (np.float32(float.fromhex("0x1.0p+0")) + jnp.exp(-x)) / (np.float32(float.fromhex("0x1.0p+0")) + (np.float32(float.fromhex("0x1.0p+0")) / (np.float32(float.fromhex("0x1.0p+0")) + jnp.exp(x))) ** 2) * (np.float32(float.fromhex("0x1.0p+0")) + np.float32(float.fromhex("0x1.0p+0")) / (np.float32(float.fromhex("0x1.0p+0")) + jnp.exp(x)) + np.float32(float.fromhex("0x1.0p+2")) * x / (np.float32(float.fromhex("0x1.0p+0")) + (np.float32(float.fromhex("0x1.0p+0")) + jnp.exp(x)) ** 2)))


def mish(x):
    """mish as jax.nn.mish takes and gives it: of float32 by the kernel, of every other dtype by jax.nn.mish itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.nn.mish(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

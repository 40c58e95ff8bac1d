"""asinh for float32 arrays: max error 175.8587 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.02ac940000000p-2. Results that are not correctly rounded: 1,646,739,354.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.37; C17 7.12.5.2 and F.10.2.2.

Kernel 1d310fc1f5491952, 41 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search asinh --seed 0 --evaluations 160000 --max-ops 16

Reduction asinh_two_pieces_short:
    a = |x|. Below 3/4 asinh a = a + a z p(z), z = a^2, the last term below 0.08 of a. Above, asinh a = log(a + sqrt(a^2 + 1)): an eighth
    of both is added, so that nothing overflows, as w and what the sum lost (Fast2Sum, the root is the larger one; beyond 2^60, where
    a^2 would overflow later on, a stands for it, which is exact). The root's own error stays: 0.8 ulp of the result at a = 3/4, less above.
    8 w = 2^k (1 + f) by its bits, and a term `rest` beside w is rest / w in the logarithm, the division to 12 % through the bits of w.
    log(1 + f) = f + f^2 q(f); the result is 0.69 and more, and k ln 2 is one product inside the last fma, its constant's error below 0.2 ulp.
    Infinity and nan give themselves; the sign is that of x.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "asinh"
FORMAT = "jax"
MAX_ULP = 175.85871477797627
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.02ac940000000p-2"
OUTPUTS_HASH = "8f1fbbd2348b05d5a909f09cc78984c433ef6c81b4718c068b1eca8dfcda845e"
RECORD = "1d310fc1f5491952"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c3 = np.int32(2129858560)
    c4 = np.int32(1035273459)
    c5 = np.int32(23)
    c18 = np.int32(-2147483648)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p-6")),  # 0.015625
        np.float32(float.fromhex("0x1p+57")),  # 1.44115188e+17
        np.float32(float.fromhex("0x1p-3")),  # 0.125
        np.float32(float.fromhex("0x1p+3")),  # 8
        np.float32(float.fromhex("-0x1p+0")),  # -1
        np.float32(float.fromhex("-0x1.9192d4p-6")),  # -0.0245101042
        np.float32(float.fromhex("0x1.1d8484p-4")),  # 0.0697064549
        np.float32(float.fromhex("-0x1.547684p-3")),  # -0.166241676
        np.float32(float.fromhex("0x1.a84246p-2")),  # 0.414315313
        np.float32(float.fromhex("-0x1.4b83b2p-2")),  # -0.323744565
        np.float32(float.fromhex("0x1.1e3ac2p-1")),  # 0.559042037
        np.float32(float.fromhex("-0x1.464d38p-2")),  # -0.318653941
        np.float32(float.fromhex("0x1.62e43p-1")),  # 0.693147182
        np.float32(float.fromhex("0x1.8p-1")),  # 0.75
        np.float32(float.fromhex("inf")),  # inf
    ))
    v0 = jnp.abs(x)
    v1 = v0 * v0
    v2 = v0 * c2
    v3 = jnp.where(c1 < v2, c1, v2)
    v4 = v3 * v3 + c0
    v5 = lax.sqrt(v4)
    v6 = jnp.where(v5 < v2, v2, v5)
    v7 = v6 + v2
    v8 = v7 - v6
    v9 = v2 - v8
    v10 = lax.bitcast_convert_type(v7, jnp.int32)
    v11 = v10 - c4
    v12 = lax.shift_right_arithmetic(v11, c5)
    v13 = lax.shift_left(v12, c5)
    v14 = v10 - v13
    v15 = lax.bitcast_convert_type(v14, jnp.float32)
    v16 = v15 * c6 + c7
    v17 = lax.convert_element_type(v12, jnp.float32)
    v18 = c3 - v10
    v19 = lax.bitcast_convert_type(v18, jnp.float32)
    v20 = lax.max(v9 * v19, -np.float32(float.fromhex('0x1.fffffep+127')))
    v21 = v1 * c8 + c9
    v22 = v1 * v21 + c10
    v23 = v1 * v22
    v24 = v0 * v23 + v0
    v25 = v16 * c11 + c12
    v26 = v16 * v25 + c13
    v27 = v25 * v26 + c14
    v28 = v16 * v16
    v29 = v28 * v27 + v20
    v30 = v16 + v29
    v31 = v17 * c15 + v30
    v32 = v0 < c16
    v33 = jnp.where(v32, v24, v31)
    v34 = v0 < c17
    v35 = jnp.where(v34, v33, v0)
    v36 = lax.bitcast_convert_type(x, jnp.int32)
    v37 = v36 & c18
    v38 = lax.bitcast_convert_type(v35, jnp.int32)
    v39 = v38 | v37
    v40 = lax.bitcast_convert_type(v39, jnp.float32)
    return v40


def _hex(text):
    return np.float32(float.fromhex(text))


def _hypot(a, b):
    """sqrt(a**2 + b**2), which overflows no sooner than its value."""
    a, b = jnp.abs(a), jnp.abs(b)
    large = jnp.maximum(a, b)
    ratio = jnp.minimum(a, b) / large
    return large * jnp.sqrt(np.float32(1) + ratio * ratio)


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.0p+0") / _hypot(_hex("0x1.0p+0"), x)
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        -jnp.maximum(jnp.minimum(x, _hex("0x1.0p+64")), _hex("-0x1.0p+64")) * s * s * s
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


def asinh(x):
    """asinh as jax.numpy.arcsinh takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.arcsinh itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.arcsinh(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

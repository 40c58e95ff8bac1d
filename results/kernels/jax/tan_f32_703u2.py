"""tan for float32 arrays: max error 703.1493 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.2c40000000000p+90. Results that are not correctly rounded: 4,260,107,706.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.14; C17 7.12.4.7 and F.10.1.7.

Kernel 538ebb5369e5ab7f, 82 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search tan --seed 0 --evaluations 400000 --max-ops 16

Reduction tan_quarter_turns_short:
    tan x = tan r, or -1/tan r where n is odd, x = n pi/2 + r, and tan r = r p(s), with p near tan(r)/r, s = r^2. n = x c rounded, c the inverse of a turn; a turn is P1 + P2 + P3, all three positive,
    so that -0 stays -0; x - n P1 is exact, and each further fma rounds once: r is off by few units of 2^-24 of itself and 2^-54.
    From 2^17 on, below infinity, Payne and Hanek in words as in tan_quarter_turns: x 2/pi = (f + g) 2^-30 modulo 4, and r is f's fraction,
    rounded to 24 bits, and g, times K = 2^-30 pi/2. inf - inf makes nan of infinities.
"""

import functools

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.custom_batching import custom_vmap

TARGET = "tan"
FORMAT = "jax"
MAX_ULP = 703.1492768046949
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.2c40000000000p+90"
OUTPUTS_HASH = "ca96921567ce1936a50e7312fc6df3d2c854902aed2b1b1e6cfd7dfb58b26568"
RECORD = "538ebb5369e5ab7f"


def _kernel_ordinary(x):
    c5 = np.int32(0)
    c6 = np.int32(31)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c7, c8, c9, c10, c11, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1.8p+23")),  # 12582912
        np.float32(float.fromhex("-0x1.921fb4p+0")),  # -1.57079625
        np.float32(float.fromhex("-0x1.4442dp-24")),  # -7.54978942e-08
        np.float32(float.fromhex("-0x1.84698ap-48")),  # -5.39030295e-15
        np.float32(float.fromhex("0x1.45f306p-1")),  # 0.636619747
        np.float32(float.fromhex("-0x1.d35c3ep-2")),  # -0.456406564
        np.float32(float.fromhex("-0x1.79fd3ap-3")),  # -0.184565023
        np.float32(float.fromhex("-0x1.4437b4p-1")),  # -0.633237481
        np.float32(float.fromhex("0x1.c0ebap-1")),  # 0.876797676
        np.float32(float.fromhex("-0x1p+0")),  # -1
    ))
    v0 = x * c4 + c0
    v1 = v0 - c0
    v2 = v1 * c1 + x
    v3 = v1 * c2 + v2
    v4 = v1 * c3 + v3
    v5 = lax.bitcast_convert_type(v0, jnp.int32)
    v6 = v4 * v4
    v7 = v6 * c7 + c8
    v8 = -v7
    v9 = v8 * v7 + c9
    v10 = v7 * v9 + c10
    v11 = v4 * v10
    v12 = c11 / v11
    v13 = lax.shift_left(v5, c6)
    v14 = v13 < c5
    v15 = jnp.where(v14, v12, v11)
    return v15


def _kernel_whole(x):
    c5 = np.int32(162)
    c6 = np.int32(-108827058)
    c7 = np.int32(1142237692)
    c8 = np.int32(660066805)
    c9 = np.int32(886948059)
    c10 = np.int32(1653971260)
    c11 = np.int32(1313084713)
    c12 = np.int32(-64530479)
    c13 = np.int32(-181084736)
    c14 = np.int32(-614296167)
    c15 = np.int32(1011060801)
    c16 = np.int32(0)
    c17 = np.int32(1)
    c18 = np.int32(2)
    c19 = np.int32(3)
    c20 = np.int32(4)
    c21 = np.int32(8)
    c22 = np.int32(23)
    c23 = np.int32(30)
    c24 = np.int32(31)
    c25 = np.int32(8388607)
    c26 = np.int32(8388608)
    c27 = np.int32(1056964608)
    c28 = np.int32(822083584)
    c29 = np.int32(536870912)
    c30 = np.int32(-2147483648)
    c31 = np.int32(2147483647)
    c32 = np.int32(1216348159)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c33, c34, c35, c36, c37, c38, c39, c40, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1.8p+23")),  # 12582912
        np.float32(float.fromhex("-0x1.921fb4p+0")),  # -1.57079625
        np.float32(float.fromhex("-0x1.4442dp-24")),  # -7.54978942e-08
        np.float32(float.fromhex("-0x1.84698ap-48")),  # -5.39030295e-15
        np.float32(float.fromhex("0x1.45f306p-1")),  # 0.636619747
        np.float32(float.fromhex("0x1p+24")),  # 16777216
        np.float32(float.fromhex("0x1p+28")),  # 268435456
        np.float32(float.fromhex("0x1.921fb6p-30")),  # 1.46291812e-09
        np.float32(float.fromhex("-0x1.d35c3ep-2")),  # -0.456406564
        np.float32(float.fromhex("-0x1.79fd3ap-3")),  # -0.184565023
        np.float32(float.fromhex("-0x1.4437b4p-1")),  # -0.633237481
        np.float32(float.fromhex("0x1.c0ebap-1")),  # 0.876797676
        np.float32(float.fromhex("-0x1p+0")),  # -1
    ))
    v0 = x * c4 + c0
    v1 = v0 - c0
    v2 = v1 * c1 + x
    v3 = v1 * c2 + v2
    v4 = v1 * c3 + v3
    v5 = lax.bitcast_convert_type(v0, jnp.int32)
    v6 = lax.bitcast_convert_type(x, jnp.int32)
    v7 = lax.shift_right_logical(v6, c22)
    v8 = v7 & c24
    v9 = v8 ^ c24
    v10 = lax.shift_left(v6, c18)
    v11 = v10 < c16
    v12 = lax.shift_left(v6, c19)
    v13 = v12 < c16
    v14 = jnp.where(v11, c7, c5)
    v15 = jnp.where(v11, c8, c6)
    v16 = jnp.where(v11, c9, c7)
    v17 = jnp.where(v11, c10, c8)
    v18 = jnp.where(v13, v15, v14)
    v19 = jnp.where(v13, v16, v15)
    v20 = jnp.where(v13, v17, v16)
    v21 = jnp.where(v11, c13, c11)
    v22 = jnp.where(v11, c14, c12)
    v23 = jnp.where(v11, c15, c13)
    v24 = jnp.where(v13, v22, v21)
    v25 = jnp.where(v13, v23, v22)
    v26 = lax.shift_right_logical(v19, c17)
    v27 = lax.shift_right_logical(v20, c17)
    v28 = lax.shift_right_logical(v25, c17)
    v29 = lax.shift_left(v18, v8)
    v30 = lax.shift_right_logical(v26, v9)
    v31 = v29 | v30
    v32 = lax.shift_left(v19, v8)
    v33 = lax.shift_right_logical(v27, v9)
    v34 = v32 | v33
    v35 = lax.shift_right_logical(v34, c21)
    v36 = lax.convert_element_type(v35, jnp.float32)
    v37 = lax.shift_left(v24, v8)
    v38 = lax.shift_right_logical(v28, v9)
    v39 = v37 | v38
    v40 = lax.shift_right_logical(v39, c20)
    v41 = lax.convert_element_type(v40, jnp.float32)
    v42 = v6 & c25
    v43 = v42 | c26
    v44 = v42 | c27
    v45 = lax.bitcast_convert_type(v44, jnp.float32)
    v46 = v42 | c28
    v47 = lax.bitcast_convert_type(v46, jnp.float32)
    v48 = v43 * v31
    v49 = v45 * v36 + c33
    v50 = c33 - v49
    v51 = v36 * c34
    v52 = v47 * v51 + v50
    v53 = v47 * v41 + v52
    v54 = lax.convert_element_type(v50, jnp.int32)
    v55 = v48 - v54
    v56 = v55 + c29
    v57 = lax.shift_right_arithmetic(v56, c23)
    v58 = lax.shift_left(v55, c18)
    v59 = lax.shift_right_arithmetic(v58, c18)
    v60 = lax.convert_element_type(v59, jnp.float32)
    v61 = lax.max(v60 * c35, -np.float32(float.fromhex('0x1.fffffep+127')))
    v62 = v53 * c35 + v61
    v63 = v6 & c30
    v64 = lax.bitcast_convert_type(v62, jnp.int32)
    v65 = v64 ^ v63
    v66 = lax.bitcast_convert_type(v65, jnp.float32)
    v67 = v6 & c31
    v68 = v67 + c26
    v69 = c32 < v68
    v70 = jnp.where(v69, v66, v4)
    v71 = jnp.where(v69, v57, v5)
    v72 = v70 * v70
    v73 = v72 * c36 + c37
    v74 = -v73
    v75 = v74 * v73 + c38
    v76 = v73 * v75 + c39
    v77 = v70 * v76
    v78 = c40 / v77
    v79 = lax.shift_left(v71, c24)
    v80 = v79 < c16
    v81 = jnp.where(v80, v78, v77)
    return v81


def _kernel_is_cold(x):
    """Whether an element needs the whole kernel; by slices, which XLA turns into vector code."""
    # Infinities and nan do not: adding 2**23 wraps them below zero.
    bits = (lax.bitcast_convert_type(x, jnp.int32) & np.int32(0x7FFFFFFF)) + np.int32(0x00800000)
    if all(isinstance(length, int) for length in x.shape):  # symbolic lengths, of jax.export, cannot be compared
        bits = bits.reshape(-1)
        while bits.size > 16:
            width = -(-bits.size // 8)
            starts = (min(i * width, bits.size - width) for i in range(8))
            bits = functools.reduce(jnp.maximum, [lax.slice(bits, (i,), (i + width,)) for i in starts])
    return jnp.any(bits >= np.int32(1216348160))


@custom_vmap
def _kernel_by_size(x):
    y = _kernel_ordinary(x)
    return lax.cond(_kernel_is_cold(x), lambda x, y: _kernel_whole(x), lambda x, y: y, x, y)


@_kernel_by_size.def_vmap
def _kernel_batched(axis_size, in_batched, x):
    return _kernel_by_size(x), True


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    return _kernel_by_size(x)


def _hex(text):
    return np.float32(float.fromhex(text))


def _slope(x, y):
    return (
        _hex("0x1.0p+0") + y * y
    )


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * _slope(x, y)


def tan(x):
    """tan as jax.numpy.tan takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.tan itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.tan(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

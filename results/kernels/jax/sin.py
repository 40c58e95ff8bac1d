"""sin for float32 arrays: max error 0.8895 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.14fe740000000p+15. Results that are not correctly rounded: 103,912,578.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.14; C17 7.12.4.6 and F.10.1.6.

Kernel 1da8f6b8f5551a69, 112 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search sin --seed 0 --evaluations 300000 --max-ops 16

Reduction sin_quarter_turns:
    sin x = +-sin(r - lack) or +-cos(r - lack) by n mod 4; for cos x, n + 1 stands for n. With s = r^2 rounded, p near
    (r - sin r)/r^3 and c near (cos r - 1)/r^2: sin(r - lack) = r - (r s p + lack), where 1 - cos r <= 0.3 of the lack, half an
    ulp of r at most, is left out; cos(r - lack) = 1 + r (r c + lack), with r for sin r beside the lack, off by 0.08 of it.
    The last operation is the only rounding of size in both: r s p <= 0.08; r c + lack, up to 0.38, is rounded by 2^-26 and
    counts 0.79 of that.
    n = x c rounded, with c = 2/pi rounded: adding 1.5*2^23 (+ 1, where the quadrant is to be one more) rounds, and the last bits
    of the sum are n's. |x| < 2^17, so |n| < 2^16.4. Cody and Waite with a third part: pi/2 = P1 + P2 + P3.
    P1 = 0x1.921fb4p+0 has 24 bits, so x - n P1 is a multiple of 2^-24 below 1, and its fma exact.
    w = -n P2 rounded, r = (x - n P1) + w rounded. d = r - (x - n P1) is exact: by Fast2Sum (Dekker) where |w| is the smaller one, and
    otherwise everything is a multiple of 2^-41 below 2^-6. d + n P2' with P2' the float above P2 = 0x1.4442d2p-24 (another
    constant, so that no product occurs twice) is exact too: a multiple of 2^-47 below 2^-24. n P4 with
    P4 = pi/2 - P1 - P2' rounded completes the lack to 2^-25 of itself or 2^-54; what is cut off is n 2^-71.
    P1 lies below pi/2, so P2 is positive, and x = -0 gives r = -0 and lack = +0. inf - inf makes nan of infinities.
    From 2^17 on, below infinity, Payne and Hanek (SIGNUM Newsl. 18, 1983) in words: x = M 2^(E-23) with 2^23 <= M < 2^24, so of 2/pi
    only the bits from weight 2^(24-E) down matter modulo 4. A row of 24 zeros and the bits of 2/pi is cut from bit field - 128
    on (field = E + 127, so 16 to 126): two comparisons choose words (by 64, by 32), shifts move by the last five bits of the
    field. w0 is the first 32 bits: i = M w0 modulo 2^32 is exact, two bits of quadrant and 30 of fraction. w1 are the next 24
    bits: M w1 2^-24 = -jn + g1, jn an even integer by 2^24 added and taken off, g1 an fma, exact because |g1| <= 1 is a multiple
    of 2^-24 (its factors are scaled by 2^-28 and 2^28, so that no product occurs twice). w2 are the next 28: what they are
    rounded by and what is cut off moves g = g1 + M w2 2^-52 by 2^-25 at most beside its own rounding, 2^-25.
    So x 2/pi = (f + g) 2^-30 modulo 4, with errors of 2^-54 of a quarter turn; f's last 30 bits as a signed number are a + bi, a rounded to 24
    bits. No float32 comes nearer than 2^-30 to a multiple of a quarter turn. r = a K, K = 2^-30 pi/2 = k1 + k3 ... as products and fmas:
    lack = r - (a + bi + g) K; then the lack is taken off r, and what rounding leaves of it stays.
"""

import functools

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.custom_batching import custom_vmap

TARGET = "sin"
FORMAT = "jax"
MAX_ULP = 0.8894676007330418
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.14fe740000000p+15"
OUTPUTS_HASH = "a90be3a9ba2cd401077d5c83cfe1172209614a14acaf1a4a81cb74c82fea1939"
RECORD = "1da8f6b8f5551a69"


def _kernel_ordinary(x):
    c6 = np.int32(0)
    c7 = np.int32(30)
    c8 = np.int32(31)
    c9 = np.int32(-2147483648)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c10, c11, c12, c13, c14, c15, c16, c17, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1.8p+23")),  # 12582912
        np.float32(float.fromhex("0x1.45f306p-1")),  # 0.636619747
        np.float32(float.fromhex("-0x1.921fb4p+0")),  # -1.57079625
        np.float32(float.fromhex("-0x1.4442d2p-24")),  # -7.54979013e-08
        np.float32(float.fromhex("0x1.4442d4p-24")),  # 7.54979084e-08
        np.float32(float.fromhex("-0x1.3dcb3cp-47")),  # -8.82055219e-15
        np.float32(float.fromhex("-0x1.98d8b4p-13")),  # -0.000194953202
        np.float32(float.fromhex("0x1.1105b8p-7")),  # 0.00833198056
        np.float32(float.fromhex("0x1.55554p-3")),  # 0.166666508
        np.float32(float.fromhex("0x1.43d27p-8")),  # 0.00494113192
        np.float32(float.fromhex("-0x1.1fcbcap-3")),  # -0.140525416
        np.float32(float.fromhex("0x1.671ffcp-6")),  # 0.0219192468
        np.float32(float.fromhex("-0x1p-1")),  # -0.5
        np.float32(float.fromhex("0x1p+0")),  # 1
    ))
    v0 = x * c1 + c0
    v1 = v0 - c0
    v2 = v1 * c2 + x
    v3 = lax.max(v1 * c3, -np.float32(float.fromhex('0x1.fffffep+127')))
    v4 = v2 + v3
    v5 = v4 - v2
    v6 = v1 * c4 + v5
    v7 = v1 * c5 + v6
    v8 = lax.bitcast_convert_type(v0, jnp.int32)
    v9 = v4 * v4
    v10 = v9 * c10 + c11
    v11 = -v9
    v12 = v11 * v10 + c12
    v13 = v4 * v9
    v14 = v13 * v12 + v7
    v15 = v4 - v14
    v16 = v9 * c13 + c14
    v17 = v16 * v16 + c15
    v18 = v9 * v17 + c16
    v19 = v4 * v18 + v7
    v20 = v4 * v19 + c17
    v21 = lax.shift_left(v8, c8)
    v22 = v21 < c6
    v23 = jnp.where(v22, v20, v15)
    v24 = lax.shift_left(v8, c7)
    v25 = v24 & c9
    v26 = lax.bitcast_convert_type(v23, jnp.int32)
    v27 = v26 ^ v25
    v28 = lax.bitcast_convert_type(v27, jnp.float32)
    return v28


def _kernel_whole(x):
    c6 = np.int32(162)
    c7 = np.int32(-108827058)
    c8 = np.int32(1142237692)
    c9 = np.int32(660066805)
    c10 = np.int32(886948059)
    c11 = np.int32(1653971260)
    c12 = np.int32(1313084713)
    c13 = np.int32(-64530479)
    c14 = np.int32(-181084736)
    c15 = np.int32(-614296167)
    c16 = np.int32(1011060801)
    c17 = np.int32(0)
    c18 = np.int32(1)
    c19 = np.int32(2)
    c20 = np.int32(3)
    c21 = np.int32(4)
    c22 = np.int32(8)
    c23 = np.int32(23)
    c24 = np.int32(30)
    c25 = np.int32(31)
    c26 = np.int32(8388607)
    c27 = np.int32(8388608)
    c28 = np.int32(1056964608)
    c29 = np.int32(822083584)
    c30 = np.int32(536870912)
    c31 = np.int32(-2147483648)
    c32 = np.int32(2147483647)
    c33 = np.int32(1216348159)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c34, c35, c36, c37, c38, c39, c40, c41, c42, c43, c44, c45, c46, c47, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1.8p+23")),  # 12582912
        np.float32(float.fromhex("0x1.45f306p-1")),  # 0.636619747
        np.float32(float.fromhex("-0x1.921fb4p+0")),  # -1.57079625
        np.float32(float.fromhex("-0x1.4442d2p-24")),  # -7.54979013e-08
        np.float32(float.fromhex("0x1.4442d4p-24")),  # 7.54979084e-08
        np.float32(float.fromhex("-0x1.3dcb3cp-47")),  # -8.82055219e-15
        np.float32(float.fromhex("0x1p+24")),  # 16777216
        np.float32(float.fromhex("0x1p+28")),  # 268435456
        np.float32(float.fromhex("0x1.921fb6p-30")),  # 1.46291812e-09
        np.float32(float.fromhex("-0x1.921fb8p-30")),  # -1.46291823e-09
        np.float32(float.fromhex("0x1.5dde98p-53")),  # 1.51731712e-16
        np.float32(float.fromhex("-0x1.921fb6p-30")),  # -1.46291812e-09
        np.float32(float.fromhex("-0x1.98d8b4p-13")),  # -0.000194953202
        np.float32(float.fromhex("0x1.1105b8p-7")),  # 0.00833198056
        np.float32(float.fromhex("0x1.55554p-3")),  # 0.166666508
        np.float32(float.fromhex("0x1.43d27p-8")),  # 0.00494113192
        np.float32(float.fromhex("-0x1.1fcbcap-3")),  # -0.140525416
        np.float32(float.fromhex("0x1.671ffcp-6")),  # 0.0219192468
        np.float32(float.fromhex("-0x1p-1")),  # -0.5
        np.float32(float.fromhex("0x1p+0")),  # 1
    ))
    v0 = x * c1 + c0
    v1 = v0 - c0
    v2 = v1 * c2 + x
    v3 = lax.max(v1 * c3, -np.float32(float.fromhex('0x1.fffffep+127')))
    v4 = v2 + v3
    v5 = v4 - v2
    v6 = v1 * c4 + v5
    v7 = v1 * c5 + v6
    v8 = lax.bitcast_convert_type(v0, jnp.int32)
    v9 = lax.bitcast_convert_type(x, jnp.int32)
    v10 = lax.shift_right_logical(v9, c23)
    v11 = v10 & c25
    v12 = v11 ^ c25
    v13 = lax.shift_left(v9, c19)
    v14 = v13 < c17
    v15 = lax.shift_left(v9, c20)
    v16 = v15 < c17
    v17 = jnp.where(v14, c8, c6)
    v18 = jnp.where(v14, c9, c7)
    v19 = jnp.where(v14, c10, c8)
    v20 = jnp.where(v14, c11, c9)
    v21 = jnp.where(v16, v18, v17)
    v22 = jnp.where(v16, v19, v18)
    v23 = jnp.where(v16, v20, v19)
    v24 = jnp.where(v14, c14, c12)
    v25 = jnp.where(v14, c15, c13)
    v26 = jnp.where(v14, c16, c14)
    v27 = jnp.where(v16, v25, v24)
    v28 = jnp.where(v16, v26, v25)
    v29 = lax.shift_right_logical(v22, c18)
    v30 = lax.shift_right_logical(v23, c18)
    v31 = lax.shift_right_logical(v28, c18)
    v32 = lax.shift_left(v21, v11)
    v33 = lax.shift_right_logical(v29, v12)
    v34 = v32 | v33
    v35 = lax.shift_left(v22, v11)
    v36 = lax.shift_right_logical(v30, v12)
    v37 = v35 | v36
    v38 = lax.shift_right_logical(v37, c22)
    v39 = lax.convert_element_type(v38, jnp.float32)
    v40 = lax.shift_left(v27, v11)
    v41 = lax.shift_right_logical(v31, v12)
    v42 = v40 | v41
    v43 = lax.shift_right_logical(v42, c21)
    v44 = lax.convert_element_type(v43, jnp.float32)
    v45 = v9 & c26
    v46 = v45 | c27
    v47 = v45 | c28
    v48 = lax.bitcast_convert_type(v47, jnp.float32)
    v49 = v45 | c29
    v50 = lax.bitcast_convert_type(v49, jnp.float32)
    v51 = v46 * v34
    v52 = v48 * v39 + c34
    v53 = c34 - v52
    v54 = v39 * c35
    v55 = v50 * v54 + v53
    v56 = v50 * v44 + v55
    v57 = lax.convert_element_type(v53, jnp.int32)
    v58 = v51 - v57
    v59 = v58 + c30
    v60 = lax.shift_right_arithmetic(v59, c24)
    v61 = lax.shift_left(v58, c19)
    v62 = lax.shift_right_arithmetic(v61, c19)
    v63 = lax.convert_element_type(v62, jnp.float32)
    v64 = lax.convert_element_type(v63, jnp.int32)
    v65 = v62 - v64
    v66 = lax.convert_element_type(v65, jnp.float32)
    v67 = v66 + v56
    v68 = v63 * c36
    v69 = v63 * c37 + v68
    v70 = v63 * c38 + v69
    v71 = v67 * c39 + v70
    v72 = v68 - v71
    v73 = v68 - v72
    v74 = v71 - v73
    v75 = v9 & c31
    v76 = lax.bitcast_convert_type(v72, jnp.int32)
    v77 = v76 ^ v75
    v78 = lax.bitcast_convert_type(v77, jnp.float32)
    v79 = lax.bitcast_convert_type(v74, jnp.int32)
    v80 = v79 ^ v75
    v81 = lax.bitcast_convert_type(v80, jnp.float32)
    v82 = lax.shift_right_arithmetic(v9, c25)
    v83 = v60 ^ v82
    v84 = v83 - v82
    v85 = v84 + c17
    v86 = v9 & c32
    v87 = v86 + c27
    v88 = c33 < v87
    v89 = jnp.where(v88, v78, v4)
    v90 = jnp.where(v88, v81, v7)
    v91 = jnp.where(v88, v85, v8)
    v92 = v89 * v89
    v93 = v92 * c40 + c41
    v94 = -v92
    v95 = v94 * v93 + c42
    v96 = v89 * v92
    v97 = v96 * v95 + v90
    v98 = v89 - v97
    v99 = v92 * c43 + c44
    v100 = v99 * v99 + c45
    v101 = v92 * v100 + c46
    v102 = v89 * v101 + v90
    v103 = v89 * v102 + c47
    v104 = lax.shift_left(v91, c25)
    v105 = v104 < c17
    v106 = jnp.where(v105, v103, v98)
    v107 = lax.shift_left(v91, c24)
    v108 = v107 & c31
    v109 = lax.bitcast_convert_type(v106, jnp.int32)
    v110 = v109 ^ v108
    v111 = lax.bitcast_convert_type(v110, jnp.float32)
    return v111


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


def _slope(x, y):
    return (
        jnp.cos(x)
    )


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * _slope(x, y)


def sin(x):
    """sin as jax.numpy.sin takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.sin itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.sin(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

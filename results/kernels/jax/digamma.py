"""digamma for float32 arrays: max error 3.1478 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.8684d60000000p+0. Results that are not correctly rounded: 26,765,663.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: gamma'(x) / gamma(x); DLMF 5.2 and 5.7.6; scipy.special.digamma.

Kernel 8650855279781635, 82 operations, 57 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search digamma --seed 0 --evaluations 200000 --max-ops 16

Reduction digamma_reflected:
    a = |x|, P(a) = digamma(1 + a): digamma(x) = P(a) - 1/a for x > 0, and for x < 0 by reflection (DLMF 5.5.4) P(a) + pi cot(pi a) =
    P(a) + 1/d + d b(d^2), d = a - rint(a), which is exact. Below 1 P(a) is a core of a - 1/2, from 1 on log a + r(1/a) (DLMF 5.11.2), with
    log a = k ln 2 + f + f^2 c in two parts. The pole v, 1/d or -1/a, and its quotient's remainder are two numbers as well, and the head of the
    logarithm plus v is one with its rounding error (Knuth's TwoSum): beside the zeros between the poles they cancel from a size of up to 16 to
    one of 1 or less, in whose ulp, that of 1, errors count. What is left is of size 2: three roundings and that of b, 2^-24 each.
    At a negative integer d is 0, and infinity times 0 gives nan; below 2^-126 -1/x is the result, infinite at zeros with the sign of -1/x; infinity gives itself.
"""

import functools

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "digamma"
FORMAT = "jax"
MAX_ULP = 3.1477974387817085
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.8684d60000000p+0"
OUTPUTS_HASH = "549aecac9e5d788fedc2d8457233520f1c3efda2c789aaf7f228b88007cfe072"
RECORD = "8650855279781635"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c3 = np.int32(1060439283)
    c4 = np.int32(-8388608)
    c5 = np.int32(23)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, c39, c40, c41, c42, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1p-1")),  # 0.5
        np.float32(float.fromhex("-0x1.49c102p-2")),  # -0.322025329
        np.float32(float.fromhex("0x1.a0b5dcp-2")),  # 0.406943738
        np.float32(float.fromhex("0x1.b3135cp-4")),  # 0.106219634
        np.float32(float.fromhex("-0x1.d7fd48p-2")),  # -0.460927129
        np.float32(float.fromhex("-0x1.37e448p-2")),  # -0.304581761
        np.float32(float.fromhex("0x1.3c8822p-2")),  # 0.309113055
        np.float32(float.fromhex("0x1.8c7ac2p-3")),  # 0.193593517
        np.float32(float.fromhex("-0x1.fffff6p-2")),  # -0.499999851
        np.float32(float.fromhex("0x1.a9eedep+0")),  # 1.66380107
        np.float32(float.fromhex("0x1.239214p+1")),  # 2.27789545
        np.float32(float.fromhex("-0x1.0c7b9ep+1")),  # -2.0975225
        np.float32(float.fromhex("-0x1.b25d2cp-8")),  # -0.00662786793
        np.float32(float.fromhex("0x1.207244p+10")),  # 1153.7854
        np.float32(float.fromhex("-0x1.a147bep+7")),  # -208.640121
        np.float32(float.fromhex("0x1.a01b6ep+6")),  # 104.026787
        np.float32(float.fromhex("0x1.de9e64p-1")),  # 0.934802175
        np.float32(float.fromhex("0x1.2aed04p-5")),  # 0.036489971
        np.float32(float.fromhex("-0x1.24f344p-4")),  # -0.0715210587
        np.float32(float.fromhex("0x1.97e874p-3")),  # 0.199173838
        np.float32(float.fromhex("0x1.efdf76p-6")),  # 0.0302656796
        np.float32(float.fromhex("0x1.5c8a3ap-9")),  # 0.00265914877
        np.float32(float.fromhex("-0x1.19955ep-7")),  # -0.00859324541
        np.float32(float.fromhex("0x1.eb592p-15")),  # 5.85732632e-05
        np.float32(float.fromhex("0x1.554f3cp-4")),  # 0.0833275169
        np.float32(float.fromhex("0x1.fffff2p-2")),  # 0.499999791
        np.float32(float.fromhex("-0x1.7dcafcp+0")),  # -1.49137855
        np.float32(float.fromhex("0x1.213cbap-2")),  # 0.282458216
        np.float32(float.fromhex("0x1.2d6456p+0")),  # 1.17731225
        np.float32(float.fromhex("0x1.2a4dcap+0")),  # 1.16524947
        np.float32(float.fromhex("0x1.62b3b6p+0")),  # 1.38555467
        np.float32(float.fromhex("-0x1.14930ep+1")),  # -2.16073775
        np.float32(float.fromhex("-0x1.e5130ap+1")),  # -3.78964353
        np.float32(float.fromhex("0x1.62e4p-1")),  # 0.693145752
        np.float32(float.fromhex("-0x1.62e4p-1")),  # -0.693145752
        np.float32(float.fromhex("0x1.7f7d1cp-20")),  # 1.42860677e-06
        np.float32(float.fromhex("0x1p-126")),  # 1.17549435e-38
        np.float32(float.fromhex("0x1.fffffep+127")),  # 3.40282347e+38
        np.float32(-0.0),
    ))
    v0 = jnp.abs(x)
    v1 = x < c0
    v2 = lax.round(v0, lax.RoundingMethod.TO_NEAREST_EVEN)
    v3 = v0 - v2
    v4 = v3 * v3
    v5 = -x
    v6 = jnp.where(v1, v3, v5)
    v7 = lax.bitcast_convert_type(v0, jnp.int32)
    v8 = v7 - c3
    v9 = lax.shift_right_arithmetic(v8, c5)
    v10 = v8 & c4
    v11 = v7 - v10
    v12 = lax.bitcast_convert_type(v11, jnp.float32)
    v13 = v12 - c1
    v14 = lax.convert_element_type(v9, jnp.float32)
    v15 = v0 - c2
    v16 = c1 / v0 + nothing
    v17 = v13 * c6 + c7
    v18 = -v13
    v19 = v18 * v17 + c8
    v20 = v13 * v19 + c9
    v21 = -v20
    v22 = v21 * v20 + v13
    v23 = v22 * c10 + c11
    v24 = v23 * v23 + c12
    v25 = v13 * v24 + c13
    v26 = v15 + c14
    v27 = v15 / v26 + nothing
    v28 = v27 + c15
    v29 = v28 * v28 + c16
    v30 = v27 * c17
    v31 = v29 * v30
    v32 = v31 * c18 + c19
    v33 = v31 * v32 + v15
    v34 = v33 + c20
    v35 = v34 * v30 + c21
    v36 = v15 * v35 + c22
    v37 = v16 * c23 + c24
    v38 = v37 * v37 + c25
    v39 = v16 * v38 + c26
    v40 = v39 * v39 + c27
    v41 = v16 * v40 + c28
    v42 = v16 * v41 + c29
    v43 = -v16
    v44 = v43 * v42 + c30
    v45 = lax.max(v16 * v44, -np.float32(float.fromhex('0x1.fffffep+127')))
    v46 = v4 * c31 + c32
    v47 = v4 * v4 + c33
    v48 = v4 * v47
    v49 = v48 + c34
    v50 = v48 * v49 + c35
    v51 = v46 * v50 + c36
    v52 = -v46
    v53 = v52 * v51 + c37
    v54 = v14 * c38 + v13
    v55 = v14 * c39 + v54
    v56 = v13 - v55
    v57 = v13 * v13
    v58 = v57 * v25 + v56
    v59 = v14 * c40 + v58
    v60 = v0 < c1
    v61 = v59 + v45
    v62 = jnp.where(v60, c0, v54)
    v63 = jnp.where(v60, v36, v61)
    v64 = c1 / v6 + nothing
    v65 = -v64
    v66 = v65 * v6 + c1
    v67 = v62 + v64
    v68 = v67 - v62
    v69 = v67 - v68
    v70 = v64 - v68
    v71 = v62 - v69
    v72 = v70 + v71
    v73 = jnp.where(v1, v3, c0)
    v74 = v73 * v53 + v63
    v75 = v64 * v66 + v74
    v76 = v75 + v72
    v77 = v67 + v76
    v78 = v0 < c41
    v79 = jnp.where(v78, v64, v77)
    v80 = c42 < x
    v81 = jnp.where(v80, x, v79)
    return v81


def _horner(t, *coefficients):
    """The polynomial in t, lowest coefficient first."""
    return functools.reduce(lambda y, c: y * t + c, reversed(coefficients))


def _trigamma(x):
    """The derivative of digamma: from 8 on its asymptotic series, up to there by recurrence, for x < 0 by reflection,
    pi^2 / sin(pi d)^2 with d the distance to the nearest integer.
    """
    left = x < 0
    t = jnp.where(left, 1 - x, x)
    near = t < 8
    steps = sum((1 / (jnp.where(near, t, np.float32(1)) + np.float32(k))) ** 2 for k in reversed(range(8)))
    v = 1 / jnp.where(near, t + 8, t)
    series = _horner(v * v, *map(np.float32, (1 / 6, -1 / 30, 1 / 42, -1 / 30)))
    right = v + v * v * (np.float32(0.5) + v * series) + jnp.where(near, steps, np.float32(0))
    sine = jnp.sin(np.float32(np.pi) * jnp.where(left, x - jnp.round(x), np.float32(0.5)))
    return jnp.where(left, (np.float32(np.pi) / sine) ** 2 - right, right)


def _tetragamma(x):
    """The second derivative of digamma: as trigamma, 2 pi^3 cos(pi d) / sin(pi d)^3 being what reflection brings."""
    left = x < 0
    t = jnp.where(left, 1 - x, x)
    near = t < 8
    steps = sum((1 / (jnp.where(near, t, np.float32(1)) + np.float32(k))) ** 3 for k in reversed(range(8)))
    v = 1 / jnp.where(near, t + 8, t)
    series = _horner(v * v, *map(np.float32, (0.5, -1 / 6, 1 / 6, -0.3)))
    right = -(v + v * v * (1 + v * series)) * v - jnp.where(near, 2 * steps, np.float32(0))
    d = jnp.where(left, x - jnp.round(x), np.float32(0.25))
    sine, cosine = jnp.sin(np.float32(np.pi) * d), jnp.sin(np.float32(np.pi) * (np.float32(0.5) - jnp.abs(d)))
    return jnp.where(left, right - 2 * (np.float32(np.pi) / sine) ** 3 * cosine, right)


@jax.custom_jvp
def _slope(x, y):
    return (
        _trigamma(x)
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _tetragamma(x)
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


def digamma(x):
    """digamma as jax.scipy.special.digamma takes and gives it: of float32 by the kernel, of every other dtype by jax.scipy.special.digamma itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.scipy.special.digamma(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

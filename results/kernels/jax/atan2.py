"""atan2(y, x) for float32 arrays: max error 0.9200 ulp over 67,108,864 sampled pairs.

Worst of the sample: y, x = -0x1.8d26600000000p+20, 0x1.9598560000000p+20. Not correctly rounded: 1,385,378.
The bound is a sample's: 2^64 pairs have no sweep. Seed 0: 50 % even angles; 18.75 % every binade of the
quotient; 12.5 % quotients down to 2^-30 and up to 2^30; 6.25 % within 64 ulp of the diagonals; 6.25 % the
ends of the range, subnormals among them; 6.25 % any bit patterns.
Special values (84 pairs of zeros, infinities, nan and ends of the range): all are exact. Subnormal numbers
count as zeros, results below 2**-126 are flushed to zero.
Measured against float64, the worst by mpmath, on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl
avx512dq), jax-cpu, jax 0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: C17 7.12.4.4 and F.10.1.4.

Composed: the core of atan's kernel a08700767550ad94, 16 real operations, found by search. Given: the quotient
with its remainder, the octants' reconstruction, the special values, the signs.
Kernel d63e3a4b0e4c57c1, 63 operations.
The core again: run.py search atan --seed 0 --evaluations 400000 --max-ops 16
The sample again: run.py verify FILE

t = min(|x|, |y|) / max(|x|, |y|), z = t^2, atan t = t + t z p(z); the angle is atan t, pi / 2 - atan t where |y| > |x|, and for
x < 0 (or -0) pi minus it: base + atan t or base - atan t, base one of 0, pi / 2 and pi. Signs are bits: that of t is x's, turned
where |y| > |x|; that of the result is y's.
Both arguments are scaled by one power of 2^64, so that the larger one is in [1, 2^64): nothing overflows, the smaller one is
flushed to zero only where t is, and zero over zero becomes zero over one, inf over inf one over one.
What the quotient loses is made good: r = min - t max is exact in one fma, atan(t + r / max) = atan t + r / (max + t min) up to
r^2; of that divisor the inverse is taken from its bits alone, 5 % off: 1/20 ulp at most.
pi and pi / 2 are in two parts, and what their sum with t loses in rounding is found again exactly (Fast2Sum, Dekker 1971), so
that besides the last addition only the second term's roundings count, as in the kernel of atan.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "atan2"
FORMAT = "jax"
MAX_ULP = 0.919964413615121
EXHAUSTIVE = False
PAIRS = 67108864
SEED = 0
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether subnormal arguments may count as zeros, as the kernel takes them
WITNESS = "-0x1.8d26600000000p+20, 0x1.9598560000000p+20"
OUTPUTS_HASH = None
RECORD = "d63e3a4b0e4c57c1"
CORE = "a08700767550ad94"  # the record of atan whose core it is


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(y, x):
    c3 = np.int32(1610612736)
    c4 = np.int32(2130706432)
    c5 = np.int32(2129859015)
    c15 = np.int32(-2147483648)
    c16 = np.int32(0)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c6, c7, c8, c9, c10, c11, c12, c13, c14, c17, c18, c19, c20, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1p+64")),  # 1.84467441e+19
        np.float32(float.fromhex("0x1.b45ecap-2")),  # 0.426142842
        np.float32(float.fromhex("-0x1.4a946p-2")),  # -0.322831631
        np.float32(float.fromhex("0x1.a23da6p-4")),  # 0.102109574
        np.float32(float.fromhex("0x1.003d12p-2")),  # 0.250232965
        np.float32(float.fromhex("0x1.7a3b68p-3")),  # 0.184683621
        np.float32(float.fromhex("0x1.b111eep-5")),  # 0.0528649949
        np.float32(float.fromhex("0x1.6c2edcp-3")),  # 0.177823752
        np.float32(float.fromhex("-0x1.fda6a4p-1")),  # -0.995411992
        np.float32(float.fromhex("-0x1.b397bp-3")),  # -0.212691665
        np.float32(float.fromhex("0x1.921fb6p+1")),  # 3.14159274
        np.float32(float.fromhex("-0x1.777a5cp-24")),  # -8.74227766e-08
        np.float32(float.fromhex("0x1.921fb6p+0")),  # 1.57079637
        np.float32(float.fromhex("-0x1.777a5cp-25")),  # -4.37113883e-08
        np.float32(-0.0),
    ))
    v0 = jnp.abs(y)
    v1 = jnp.abs(x)
    v2 = v1 < v0
    v3 = jnp.where(v2, v1, v0)
    v4 = jnp.where(v2, v0, v1)
    v5 = lax.bitcast_convert_type(v4, jnp.int32)
    v6 = v5 & c3
    v7 = c4 - v6
    v8 = lax.bitcast_convert_type(v7, jnp.float32)
    v9 = v3 * v8
    v10 = v4 * v8
    v11 = jnp.where(v10 < c1, c1, v10)
    v12 = c2 < v9
    v13 = jnp.where(c1 < v11, c1, v11)
    v14 = jnp.where(v12, c1, v9)
    v15 = jnp.where(v12, v13, v11)
    v16 = v14 / v15 + nothing
    v17 = v16 * v16 + c0
    v18 = -v16
    v19 = v18 * v15 + v14
    v20 = v14 * v16 + v15
    v21 = lax.bitcast_convert_type(v20, jnp.int32)
    v22 = c5 - v21
    v23 = lax.bitcast_convert_type(v22, jnp.float32)
    v24 = v19 * v23
    v25 = c0 < v16
    v26 = jnp.where(v25, v24, c0)
    v27 = v17 * c6 + c7
    v28 = v27 * v27 + c8
    v29 = v28 * v28 + c9
    v30 = v28 * v29 + c10
    v31 = v17 * c11 + v28
    v32 = v30 * v31 + c12
    v33 = v28 * c13 + v27
    v34 = v32 * v33 + c14
    v35 = lax.bitcast_convert_type(x, jnp.int32)
    v36 = v35 < c16
    v37 = v35 & c15
    v38 = jnp.where(v2, c15, c16)
    v39 = v37 ^ v38
    v40 = lax.bitcast_convert_type(v16, jnp.int32)
    v41 = v40 ^ v39
    v42 = lax.bitcast_convert_type(v41, jnp.float32)
    v43 = lax.bitcast_convert_type(v26, jnp.int32)
    v44 = v43 ^ v39
    v45 = lax.bitcast_convert_type(v44, jnp.float32)
    v46 = jnp.where(v36, c17, c0)
    v47 = jnp.where(v36, c18, c0)
    v48 = jnp.where(v2, c19, v46)
    v49 = jnp.where(v2, c20, v47)
    v50 = v49 + v45
    v51 = v48 + v42
    v52 = v51 - v48
    v53 = v42 - v52
    v54 = v50 + v53
    v55 = v17 * v34
    v56 = v42 * v55 + v54
    v57 = v51 + v56
    v58 = lax.bitcast_convert_type(y, jnp.int32)
    v59 = v58 & c15
    v60 = lax.bitcast_convert_type(v57, jnp.int32)
    v61 = v60 | v59
    v62 = lax.bitcast_convert_type(v61, jnp.float32)
    return v62


@jax.custom_jvp
def _differentiable(y, x):
    return _kernel(y, x)


# x / (x^2 + y^2) and -y / (x^2 + y^2), by the larger of |x| and |y| and the quotient t of the two, so that no square
# overflows or is lost: one is 1 / (large (1 + t^2)), the other t times it.
@_differentiable.defjvp
def _jvp(primals, tangents):
    (y, x), (y_tangent, x_tangent) = primals, tangents
    steep = jnp.abs(x) < jnp.abs(y)
    large, small = jnp.where(steep, y, x), jnp.where(steep, x, y)
    t = small / large
    turn = jnp.where(steep, t * y_tangent - x_tangent, y_tangent - t * x_tangent)
    return _differentiable(y, x), turn / (1 + t * t) / large


def atan2(y, x):
    """atan2(y, x) as jax.numpy.arctan2 takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.arctan2 itself."""
    if not all(isinstance(v, (jax.Array, np.ndarray, np.generic, int, float)) for v in (y, x)):
        return jax.numpy.arctan2(y, x)
    if jnp.result_type(y, x) != np.float32:
        return jax.numpy.arctan2(y, x)
    y, x = jnp.broadcast_arrays(y, x)
    weak = y.weak_type and x.weak_type
    result = _differentiable(y.astype(np.float32), x.astype(np.float32))
    return y.at[...].set(result) if weak else result  # Python numbers' float32 stays weak, as in jax.numpy

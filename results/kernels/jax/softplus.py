"""softplus for float32 arrays: max error 1.6710 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.c78ab80000000p-2. Results that are not correctly rounded: 112,197,150.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: log(1 + e^x); Dugas et al., NIPS 2000.

Kernel fa75355715e369fb, 46 operations, 16 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search softplus --seed 0 --evaluations 200000 --max-ops 16

Reduction softplus_compensated:
    softplus(x) = max(x, 0) + log(1 + e), e = e^-|x| = 2^k e^r with -|x| = k ln 2 + r (Cody and Waite), |x| clamped to 88, where 2^k is
    flushed to zero. With w = e / (2 + e) <= 1/3 and z = w^2, log(1 + e) = 2 artanh w = 2 w + w z p(z), the core p about 2/3, and
    2 w = e - w e, so that it is e - w (e - z p): a head, and a correction of at most 0.44 of the result. The reciprocal is used once as
    a quotient (abs changes nothing), so that XLA keeps one loop. \
    e^r = 1 + r y, the core y = (e^r - 1) / r, and so e, has a second part by Fast2Sum; e_low counts 1 / (1 + e) = (1 - w) / (1 + w), within 0.04 of 1 - 3/2 w.
    v = max(x, 0) + e loses j (Fast2Sum of larger and smaller; bounded, for inf), and v + (j + e_low (1 - 3/2 w) - w (e - z p))
    has one rounding of size.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "softplus"
FORMAT = "jax"
MAX_ULP = 1.6709820536974078
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.c78ab80000000p-2"
OUTPUTS_HASH = "b023feadbbd4e7d852cf4f871e7fbf2db9eed128d14909819d4d5193c486aaa3"
RECORD = "fa75355715e369fb"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c11 = np.int32(23)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c12, c13, c14, c15, c16, c17, c18, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1.6p+6")),  # 88
        np.float32(float.fromhex("-0x1.715476p+0")),  # -1.44269502
        np.float32(float.fromhex("0x1.8000fep+23")),  # 12583039
        np.float32(float.fromhex("-0x1.62e4p-1")),  # -0.693145752
        np.float32(float.fromhex("-0x1.7f7d1cp-20")),  # -1.42860677e-06
        np.float32(float.fromhex("-0x1.1464cep-6")),  # -0.0168697368
        np.float32(float.fromhex("-0x1.2cf89ap-3")),  # -0.146958545
        np.float32(float.fromhex("0x1.642b22p-2")),  # 0.347820789
        np.float32(float.fromhex("-0x1.8ad60cp-1")),  # -0.771164298
        np.float32(float.fromhex("0x1.847e34p-3")),  # 0.189693838
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1p+1")),  # 2
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("0x1.0ebaa8p-1")),  # 0.528767824
        np.float32(float.fromhex("0x1.0f4618p-2")),  # 0.264915824
        np.float32(float.fromhex("0x1.3f8ee2p-1")),  # 0.624136984
        np.float32(float.fromhex("0x1.00ad1ap-1")),  # 0.50132066
        np.float32(float.fromhex("-0x1.8p+0")),  # -1.5
    ))
    v0 = jnp.abs(x)
    v1 = jnp.where(c0 < v0, c0, v0)
    v2 = -v1
    v3 = v1 * c1 + c2
    v4 = v3 - c2
    v5 = v4 * c3 + v2
    v6 = v4 * c4 + v5
    v7 = v6 * c5 + c6
    v8 = -v6
    v9 = v8 * v7 + c7
    v10 = -v9
    v11 = v10 * v9 + c8
    v12 = -v11
    v13 = v12 * v9 + c9
    v14 = v6 * v13 + c10
    v15 = lax.bitcast_convert_type(v3, jnp.int32)
    v16 = lax.shift_left(v15, c11)
    v17 = lax.bitcast_convert_type(v16, jnp.float32)
    v18 = v6 * v14
    v19 = c10 + v18
    v20 = c10 - v19
    v21 = v20 + v18
    v22 = v17 * v19
    v23 = v17 * v21
    v24 = v22 + c12
    v25 = c10 / v24
    v26 = jnp.abs(v25)
    v27 = v22 * v26 + c13
    v28 = v27 * v27
    v29 = v28 * c14 + c15
    v30 = v28 * v29 + c16
    v31 = v29 * v30 + c17
    v32 = -v28
    v33 = -v27
    v34 = v32 * v31 + v22
    v35 = jnp.where(x < c13, c13, x)
    v36 = jnp.where(v35 < v22, v22, v35)
    v37 = jnp.where(v22 < v35, v22, v35)
    v38 = v36 + v37
    v39 = v36 - v38
    v40 = v39 + v37
    v41 = jnp.where(v40 < c10, v40, c10)
    v42 = v27 * c18 + c10
    v43 = v23 * v42 + v41
    v44 = v33 * v34 + v43
    v45 = v38 + v44
    return v45


def _hex(text):
    return np.float32(float.fromhex(text))


def _if_less(a, b, then, otherwise):
    return jnp.where(a < b, then, otherwise)


def _times_exp(s, x):
    """s * exp(x) for x <= 0, which underflows no sooner than its value: x + 32 is exact below -64."""
    far = x < np.float32(-64)
    factor = jnp.where(far, np.float32(float.fromhex("0x1.c8464f7616468p-47")), np.float32(1))  # exp(-32)
    return s * factor * jnp.exp(jnp.where(far, x + np.float32(32), x))


def _slope(x, y):
    return (
        _if_less(x, _hex("0x0.0p+0"), _times_exp(_hex("0x1.0p+0") / (_hex("0x1.0p+0") + jnp.exp(jnp.minimum(x,
        _hex("0x1.0p+0")))), jnp.minimum(x, _hex("0x1.0p+0"))), _hex("0x1.0p+0") / (_hex("0x1.0p+0") +
        jnp.exp(-jnp.maximum(x, _hex("-0x1.0p+0")))))
    )


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * _slope(x, y)


def softplus(x):
    """softplus as jax.nn.softplus takes and gives it: of float32 by the kernel, of every other dtype by jax.nn.softplus itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.nn.softplus(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

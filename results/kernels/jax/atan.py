"""atan for float32 arrays: max error 0.7051 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.edec8a0000000p-2. Results that are not correctly rounded: 1,191,820.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.

Kernel a724b148d8c92aba, 43 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atan --seed 0 --evaluations 400000 --max-ops 16

Reduction atan_eighth_turns:
    a = |x| is bounded by 2^40, beyond which the result is pi / 2 rounded. a - 1 is exact (Sterbenz); a + 1 is
    rounded, and `over_lost` is its rounding error: below 2, a is in no higher binade than 1, and 2 + 1 is
    exact. The residue of the quotient, under - t over, is exact in one fma; both are added, divided by a + 1
    to 5.1 % through its bits. The rounding error of the sum of n pi / 4, in two parts, and t is found exactly
    (Fast2Sum, Dekker 1971), so that the last addition's is the one rounding of size. The sign of x is put
    back at the end.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "atan"
FORMAT = "jax"
MAX_ULP = 0.7050762586295605
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.edec8a0000000p-2"
OUTPUTS_HASH = "210995b4158d241068ff16982d2b42b9b46da48257f5a92ab458386bfbddab0d"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "a724b148d8c92aba"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    rough = np.int32(2129859015)
    sign_bit = np.int32(-2147483648)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        zero, one, half, two, two_to_40, eighth_turn_high, eighth_turn_low, p_coefficient_1, p_coefficient_2,
        p_coefficient_3, p_coefficient_4, p_coefficient_5, p_coefficient_6, nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1p-1")),  # half: 0.5
        np.float32(float.fromhex("0x1p+1")),  # two: 2
        np.float32(float.fromhex("0x1p+40")),  # two_to_40: 1.09951163e+12
        np.float32(float.fromhex("0x1.921fb6p-1")),  # eighth_turn_high: 0.785398185
        np.float32(float.fromhex("-0x1.777a5cp-26")),  # eighth_turn_low: -2.18556941e-08
        np.float32(float.fromhex("-0x1.3c06f8p-4")),  # p_coefficient_1: -0.0771550834
        np.float32(float.fromhex("0x1.382dacp-4")),  # p_coefficient_2: 0.0762154311
        np.float32(float.fromhex("0x1.0b13a6p-2")),  # p_coefficient_3: 0.26081714
        np.float32(float.fromhex("-0x1.1838d8p-2")),  # p_coefficient_4: -0.273654342
        np.float32(float.fromhex("0x1.003946p-3")),  # p_coefficient_5: 0.12510924
        np.float32(float.fromhex("-0x1.555552p-2")),  # p_coefficient_6: -0.333333284
        np.float32(-0.0),  # nothing: added to a quotient or root that XLA would merge with its use
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: atan |x| = n pi/4 + atan t: n = 0, t = a up to 1/2; n = 1, t = (a - 1) / (a + 1) up to 2; n =
    # 2, t = -1 / a beyond.
    # a = |x| up to 2^40, z = t^2 below 1/4. base + low = n pi/4 and the residue of the quotient, which is
    # divided by `over` to 5.1 %.
    size = jnp.abs(x)
    a = jnp.where(two_to_40 < size, two_to_40, size)
    beyond = half < a
    beyond_two = two < a
    larger_part = jnp.where(beyond, a, zero)
    unit = jnp.where(beyond_two, zero, one)
    over = larger_part + unit
    # lost_by: b - (total - a): rounding error of the sum of a and b, exactly where a is 0 or b in no higher
    # binade (Fast2Sum, Dekker 1971).
    back = over - unit
    over_lost = larger_part - back
    first = jnp.where(beyond_two, zero, a)
    second = jnp.where(beyond, one, zero)
    under = first - second
    t = under / over + nothing
    z = t * t
    minus = -t
    residual = minus * over + under
    rest = minus * over_lost + residual
    # rough_reciprocal: 1 / x to 5.1 % for x > 0: its word from that of 1, mirrored. A turn less by 2^23 k
    # gives 2^-k / x.
    inverse = lax.bitcast_convert_type(rough - lax.bitcast_convert_type(over, jnp.int32), jnp.float32)
    eighths = (second - unit) + one
    base = eighths * eighth_turn_high
    lost = lax.max(rest * inverse, -np.float32(float.fromhex('0x1.fffffep+127')))
    low = eighths * eighth_turn_low + lost
    # Core p(z), a polynomial, z in [0, 0.25]: atan t = t + t z p, z = t^2.
    p1 = z * ((-z) * (z * p_coefficient_1 + p_coefficient_2) + p_coefficient_3) + p_coefficient_4
    p = z * (p1 * p1 + p_coefficient_5) + p_coefficient_6
    # Reconstruction: atan |x| = base + low + t (1 + z p), p = (atan t / t - 1) / t^2, t z p below 0.037; the
    # sign is that of x.
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    high = base + t
    second_back = high - base
    second_lost = t - second_back
    lows = low + second_lost
    tail = t * (z * p) + lows
    total = high + tail
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = lax.bitcast_convert_type(x, jnp.int32) & sign_bit
    result = lax.bitcast_convert_type(lax.bitcast_convert_type(total, jnp.int32) | sign, jnp.float32)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.0p+0") / (_hex("0x1.0p+0") + x * x)
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _hex("-0x1.0p+1") * jnp.maximum(jnp.minimum(x, _hex("0x1.0p+64")), _hex("-0x1.0p+64")) * s * s
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


def atan(x):
    """atan as jax.numpy.arctan takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.arctan itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.arctan(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

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
The rounding of the quotient is corrected: r = min - t max is exact in one fma, atan(t + r / max) = atan t + r / (max + t min) up to
r^2; the inverse of that divisor is taken from its bits alone, 5.1 % off: little above 1/20 ulp at most.
pi and pi / 2 are in two parts, and the rounding error of their sum with t is found exactly (Fast2Sum, Dekker 1971), so
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
    exponents = np.int32(1610612736)
    most = np.int32(2130706432)
    rough = np.int32(2129859015)
    sign_bit = np.int32(-2147483648)
    integer_0 = np.int32(0)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        zero, one, beyond, p_coefficient_1, p_coefficient_2, p_coefficient_3, p_coefficient_4,
        p_coefficient_5, p_coefficient_6, p_coefficient_7, p_coefficient_8, p_coefficient_9, pi_parts_high,
        pi_parts_low, half_pi_high, half_pi_low, nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1p+64")),  # beyond: 1.84467441e+19
        np.float32(float.fromhex("0x1.b45ecap-2")),  # p_coefficient_1: 0.426142842
        np.float32(float.fromhex("-0x1.4a946p-2")),  # p_coefficient_2: -0.322831631
        np.float32(float.fromhex("0x1.a23da6p-4")),  # p_coefficient_3: 0.102109574
        np.float32(float.fromhex("0x1.003d12p-2")),  # p_coefficient_4: 0.250232965
        np.float32(float.fromhex("0x1.7a3b68p-3")),  # p_coefficient_5: 0.184683621
        np.float32(float.fromhex("0x1.b111eep-5")),  # p_coefficient_6: 0.0528649949
        np.float32(float.fromhex("0x1.6c2edcp-3")),  # p_coefficient_7: 0.177823752
        np.float32(float.fromhex("-0x1.fda6a4p-1")),  # p_coefficient_8: -0.995411992
        np.float32(float.fromhex("-0x1.b397bp-3")),  # p_coefficient_9: -0.212691665
        np.float32(float.fromhex("0x1.921fb6p+1")),  # pi_parts_high: 3.14159274
        np.float32(float.fromhex("-0x1.777a5cp-24")),  # pi_parts_low: -8.74227766e-08
        np.float32(float.fromhex("0x1.921fb6p+0")),  # half_pi_high: 1.57079637
        np.float32(float.fromhex("-0x1.777a5cp-25")),  # half_pi_low: -4.37113883e-08
        np.float32(-0.0),  # nothing: added to a quotient or root that XLA would merge with its use
    )))
    # Reduction: t = min(|x|, |y|) / max(|x|, |y|), z = t^2, low the residue of t; both are scaled by a power
    # of 2^64 so that the larger is in [1, 2^64).
    a = jnp.abs(y)
    b = jnp.abs(x)
    steep = b < a
    lesser = jnp.where(steep, b, a)
    greater = jnp.where(steep, a, b)
    sixty_fours = lax.bitcast_convert_type(greater, jnp.int32) & exponents
    scale = lax.bitcast_convert_type(most - sixty_fours, jnp.float32)
    above = lesser * scale
    scaled = greater * scale
    below = jnp.where(scaled < one, one, scaled)
    infinite = beyond < above
    even = jnp.where(one < below, one, below)
    upper = jnp.where(infinite, one, above)
    lower = jnp.where(infinite, even, below)
    t = upper / lower + nothing
    z = t * t + zero
    missing = (-t) * lower + upper
    divisor = upper * t + lower
    rest = missing * lax.bitcast_convert_type(rough - lax.bitcast_convert_type(divisor, jnp.int32), jnp.float32)
    some = zero < t
    low = jnp.where(some, rest, zero)
    # Core p(z), a polynomial, as in atan.
    p1 = z * p_coefficient_1 + p_coefficient_2
    p2 = p1 * p1 + p_coefficient_3
    p = ((p2 * (p2 * p2 + p_coefficient_4) + p_coefficient_5) * (z * p_coefficient_6 + p2) + p_coefficient_7) * (p2 * p_coefficient_8 + p1) + p_coefficient_9
    # Reconstruction: The angle, base + low + head (1 + z p): head is t, turned where |y| > |x| and where x <
    # 0, base 0, pi / 2 or pi; the sign is y's.
    x_word = lax.bitcast_convert_type(x, jnp.int32)
    left = x_word < integer_0
    x_sign = x_word & sign_bit
    turned = jnp.where(steep, sign_bit, integer_0)
    flip = x_sign ^ turned
    # flip_sign: -y where the word `sign` is the sign bit, y where it is 0: exact.
    head = lax.bitcast_convert_type(lax.bitcast_convert_type(t, jnp.int32) ^ flip, jnp.float32)
    second_rest = lax.bitcast_convert_type(lax.bitcast_convert_type(low, jnp.int32) ^ flip, jnp.float32)
    left_base = jnp.where(left, pi_parts_high, zero)
    far_low = jnp.where(left, pi_parts_low, zero)
    base = jnp.where(steep, half_pi_high, left_base)
    base_low = jnp.where(steep, half_pi_low, far_low)
    total = base_low + second_rest
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    high = base + head
    back = high - base
    lost = head - back
    lows = total + lost
    tail = head * (z * p) + lows
    angle = high + tail
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = lax.bitcast_convert_type(y, jnp.int32) & sign_bit
    result = lax.bitcast_convert_type(lax.bitcast_convert_type(angle, jnp.int32) | sign, jnp.float32)
    return result


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

"""expm1 for float32 arrays: max error 0.8973 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.70c0860000000p-2. Results that are not correctly rounded: 4,190,880.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.3 and F.10.3.3.

Kernel 68a8051adc91987f, 34 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search expm1 --seed 0 --evaluations 200000 --max-ops 16

Reduction expm1_compensated:
    The half in s keeps k = 128 below overflow, and the doubling at the end overflows where e^x does. x is
    first clamped to [-20, 89]: e^-20 < 2^-25. Below 2^-24 the result is x, which keeps the sign of zero and
    numbers that s = 1/2 would make subnormal. less = s - 1/2 loses lost_half = s - less - 1/2 (not 0 from k =
    25 on); head = less + s r loses `lost` = s r - (head - less), exactly, since s r is exact and |less| >= |s
    r| or less = 0 (Fast2Sum). head + (s (rest + r^2 y) + lost + lost_half) has one rounding of size, the
    last.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "expm1"
FORMAT = "jax"
MAX_ULP = 0.8973412774632378
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.70c0860000000p-2"
OUTPUTS_HASH = "d9f903774060a017c7c722e4e8e5e07a136fbc29c87967e8cc57bdb71145e22a"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "68a8051adc91987f"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        least, most, log2_e, magic, minus_ln2_high, minus_ln2_low, y_coefficient_1, y_coefficient_2,
        y_coefficient_3, y_coefficient_4, y_coefficient_5, half, two_to_minus_24,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("-0x1.4p+4")),  # least: -20
        np.float32(float.fromhex("0x1.64p+6")),  # most: 89
        np.float32(float.fromhex("0x1.715476p+0")),  # log2_e: 1.44269502
        np.float32(float.fromhex("0x1.8000fcp+23")),  # magic: 12583038
        np.float32(float.fromhex("-0x1.62e4p-1")),  # minus_ln2_high: -0.693145752
        np.float32(float.fromhex("-0x1.7f7d1cp-20")),  # minus_ln2_low: -1.42860677e-06
        np.float32(float.fromhex("-0x1.311182p-10")),  # y_coefficient_1: -0.00116374355
        np.float32(float.fromhex("-0x1.45c6f6p-8")),  # y_coefficient_2: -0.00497096544
        np.float32(float.fromhex("-0x1.3140cep-4")),  # y_coefficient_3: -0.0745246932
        np.float32(float.fromhex("0x1.1e41f8p-2")),  # y_coefficient_4: 0.279548526
        np.float32(float.fromhex("0x1.6a933ap-4")),  # y_coefficient_5: 0.0885193124
        np.float32(float.fromhex("0x1p-1")),  # half: 0.5
        np.float32(float.fromhex("0x1p-24")),  # two_to_minus_24: 5.96046448e-08
    )))
    # Reduction: x = k ln 2 + (r + rest), |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -20 to 89: k is
    # nearest to x log2 e, and the low bits of t hold k + 126.
    raised = jnp.where(x < least, least, x)
    c = jnp.where(most < raised, most, raised)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = c * log2_e + magic
    n = t - magic
    # cody_waite_and_rest: (r, rest): x + n (high + low) to 2^-48 of itself, rest the rounding error of r
    # (Fast2Sum), where x + n high is exact and n low hardly the larger one.
    after_high = n * minus_ln2_high + c
    lower = n * minus_ln2_low
    r = after_high + lower
    back = after_high - r
    rest = back + lower
    z = r * r
    # Core y(r), a polynomial, r in [-0.346577, 0.346577]: e^r = 1 + r + r^2 y.
    y1 = (-r) * (r * (r * y_coefficient_1 + y_coefficient_2) + y_coefficient_3) + y_coefficient_4
    y = r * (y1 * y1 + y_coefficient_5) + half
    # Reconstruction: e^x - 1 = 2 (s (1 + r + rest + r^2 y) - 1/2), s = 2^(k-1), y = (e^r - 1 - r) / r^2; x
    # itself below 2^-24.
    # power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0.
    s = lax.bitcast_convert_type(lax.shift_left(lax.bitcast_convert_type(t, jnp.int32), width), jnp.float32)
    less = s - half
    sr = s * r
    head = sr + less
    lost = sr + (less - head)
    lost_half = (s - less) - half
    lost_both = lost + lost_half
    tail = s * (z * y + rest) + lost_both
    second_half = head + tail
    doubled = second_half + second_half
    result = jnp.where(jnp.abs(x) < two_to_minus_24, x, doubled)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


def _if_less(a, b, then, otherwise):
    return jnp.where(a < b, then, otherwise)


@jax.custom_jvp
def _slope(x, y):
    return (
        _if_less(x, _hex("0x0.0p+0"), jnp.exp(jnp.minimum(x, _hex("0x1.0p+0"))), _hex("0x1.0p+0") + y)
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        s
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


def expm1(x):
    """expm1 as jax.numpy.expm1 takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.expm1 itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.expm1(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

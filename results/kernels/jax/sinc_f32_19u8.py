"""sinc for float32 arrays: max error 19.7842 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.5f4b980000000p+10. Results that are not correctly rounded: 450,516,906.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: sin(pi x) / (pi x), 1 at 0; numpy.sinc.

Kernel 84e41313e3d5b046, 26 operations, 4 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search sinc --seed 0 --evaluations 200000 --max-ops 16

Reduction sinc_integers:
    For |x| < 1/2, r = x, and 1 + s c is all. Otherwise sin(pi x)/(pi x) = (-1)^n (r/x) (1 + s c): q = high
    (1/x) is off by 2 ulp at most. From 2^23 on r = 0 and the result is zero; 1/x may be flushed there.
    Infinities make inf - inf = nan.
"""

import functools

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "sinc"
FORMAT = "jax"
MAX_ULP = 19.78424277342856
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.5f4b980000000p+10"
OUTPUTS_HASH = "38f404b62fbff6fa3191beeb8cd373e67c8820fa50a59046c706b793f6a989a4"
RECORD = "84e41313e3d5b046"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    integer_31 = np.int32(31)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        c_coefficient_1, c_coefficient_2, c_coefficient_3, one, half, zero, nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.6d0acep-3")),  # c_coefficient_1: 0.178243265
        np.float32(float.fromhex("-0x1.9ea85cp-1")),  # c_coefficient_2: -0.80987823
        np.float32(float.fromhex("-0x1.a51518p+0")),  # c_coefficient_3: -1.64485312
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1p-1")),  # half: 0.5
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(-0.0),  # nothing: added to a quotient or root that XLA would merge with its use
    )))
    # Reduction: x = n + r, |r| <= 1/2, exactly (Sterbenz); s = r^2.
    n = lax.round(x, lax.RoundingMethod.TO_NEAREST_EVEN)
    r = x - n
    s = r * r
    # Core c(s), a polynomial, s in [0, 0.25]: sin(pi r) / (pi r) = 1 + s c, s = r^2.
    c = (-s) * (s * c_coefficient_1 + c_coefficient_2) + c_coefficient_3
    # Reconstruction: sinc x = 1 + s c below 1/2, else (-1)^n (r + r s c) / x, c = (sinc r - 1) / r^2.
    # high + low = r + r s c exactly (Fast2Sum); e = high - q x is exact, and q + (e + low) / x is rounded
    # once of size.
    middle = s * c + one
    product = (r * s) * c
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    high = r + product
    back = high - r
    low = product - back
    inverse = one / x + nothing
    q = high * inverse + zero
    e = (-q) * x + high
    quotient = (e + low) * inverse + q
    sign = lax.shift_left(lax.convert_element_type(n, jnp.int32), integer_31)
    # flip_sign: -y where the word `sign` is the sign bit, y where it is 0: exact.
    outer = lax.bitcast_convert_type(lax.bitcast_convert_type(quotient, jnp.int32) ^ sign, jnp.float32)
    inside = jnp.abs(x) < half
    result = jnp.where(inside, middle, outer)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


def _if_less(a, b, then, otherwise):
    return jnp.where(a < b, then, otherwise)


def _horner(t, *coefficients):
    """The polynomial in t, lowest coefficient first."""
    return functools.reduce(lambda y, c: y * t + c, reversed(coefficients))


def _sine_of_sum(t, r, high, *low):
    """sin(pi p/t), p = t r + high + low(1/t^2): beside a zero t r, in parts of which the first is exact, cancels high."""
    t_head, r_head = (lax.stop_gradient(lax.reduce_precision(v, 8, 11)) for v in (t, r))
    u = 1 / t
    rest = t_head * (r - r_head) + (t - t_head) * r + _horner(u * u, *low)
    return jnp.sin(np.float32(np.pi) * ((t_head * r_head + high) + rest) * u)


def _sinc_slope(x):
    """The derivative of sin(pi x) / (pi x) for t = |x| >= 1: -(-1)^n A/t sin(pi (t - n - 1/2) + a) with n = floor(t),
    A^2 = 1 + 1 / (pi t)^2 and tan a = 1 / (pi t), so that a t/pi is 1/pi^2 and a polynomial in 1/t^2, which is small.
    """
    t = jnp.clip(jnp.abs(x), np.float32(1), _hex("0x1.0p+64"))
    n = jnp.floor(t)
    odd = n - 2 * jnp.floor(np.float32(0.5) * n)
    sine = _sine_of_sum(t, (t - n) - np.float32(0.5), _hex("0x1.9f02f6p-4"), _hex("0x1.11639p-31"), _hex("-0x1.c08712p-9"),
                        _hex("0x1.b446cp-13"), _hex("-0x1.f92554p-17"), _hex("0x1.3bd576p-20"), _hex("-0x1.61dcb8p-24"))
    u = 1 / t
    return jnp.sign(x) * (2 * odd - 1) * jnp.sqrt(1 + (_hex("0x1.45f306dc9c883p-2") * u) ** 2) * u * sine


def _sinc_second(x):
    """The second derivative of sin(pi x) / (pi x) for t = |x| >= 1: -(-1)^n B/t sin(pi (t - n) + b) with n next to t,
    B^2 = pi^2 + (2 / (pi t^2))^2 and tan b = 2 t / (pi t^2 - 2/pi), so that b t/pi is 2/pi^2 and, as above, a polynomial.
    """
    t = jnp.clip(jnp.abs(x), np.float32(1), _hex("0x1.0p+64"))
    n = jnp.round(t)
    odd = n - 2 * jnp.floor(np.float32(0.5) * n)
    sine = _sine_of_sum(t, t - n, _hex("0x1.9f02f6p-3"), _hex("0x1.11639p-30"), _hex("0x1.c08712p-7"),
                        _hex("-0x1.b446fcp-10"), _hex("-0x1.f91218p-13"), _hex("0x1.3cde96p-15"), _hex("0x1.be5d7p-18"),
                        _hex("-0x1.83132cp-20"))
    u = 1 / t
    return (2 * odd - 1) * jnp.sqrt(_hex("0x1.3bd3cc9be45dep+3") + (_hex("0x1.45f306dc9c883p-1") * u * u) ** 2) * u * sine


@jax.custom_jvp
def _slope(x, y):
    return (
        _if_less(jnp.abs(x), _hex("0x1.0p+0"), x * _horner(jnp.minimum(x * x, _hex("0x1.0p+0")),
        _hex("-0x1.a51a66p+1"), _hex("0x1.9f9cbp+1"), _hex("-0x1.24fe64p+0"), _hex("0x1.ac5ecap-3"),
        _hex("-0x1.7fbf42p-6"), _hex("0x1.c6a70ep-10"), _hex("-0x1.1e41f6p-14"), _hex("-0x1.e7a3acp-19")),
        _sinc_slope(x))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _if_less(jnp.abs(x), _hex("0x1.0p+0"), _horner(jnp.minimum(jnp.abs(x), _hex("0x1.4p+0")) -
        _hex("0x1.533e8p-1"), _hex("-0x1.a854a2p-29"), _hex("0x1.d20944p+2"), _hex("-0x1.91883ap+0"),
        _hex("-0x1.010c54p+3"), _hex("0x1.65ad7cp+0"), _hex("0x1.7abeaep+1"), _hex("-0x1.b8e41ap-2"),
        _hex("-0x1.1b6fdp-1"), _hex("0x1.0d9922p-4"), _hex("0x1.0128f8p-4")), _sinc_second(x))
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


def sinc(x):
    """sinc as jax.numpy.sinc takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.sinc itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.sinc(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""erfcx for float32 arrays: max error 2.8986 ulp over 277,566 sampled inputs.

Witness of the bound: x = 0x1.2c00060000000p+6. Results that are not correctly rounded: 31,109.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: e^(x^2) erfc(x); DLMF 7.2 and 7.12.1; scipy.special.erfcx.

Kernel 5bdfed6798e046c2, 49 operations, 24 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erfcx --seed 0 --evaluations 200000 --max-ops 16

Reduction erfcx_corrected:
    g / u goes from 1 at a = 0, where the result is exactly 1, to 1 / sqrt(pi) at infinity. The rounding
    errors of 1 + a and of the quotient are added back. For x < 0 the sum has one rounding of size, and its
    overflow is that of the result: a is cut at 9.39, beyond 9.382, from where on it is infinite, and k is 127
    there. Beyond 2^125.17 erfcx(a) is below 2^-126 and made 0.
"""

import numpy as np

TARGET = "erfcx"
FORMAT = "python"
MAX_ULP = 2.8986108472685115
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.2c00060000000p+6"
OUTPUTS_HASH = None
RECORD = "5bdfed6798e046c2"


def _fma(a, b, c):
    """a * b + c, rounded once to float32.

    The product is exact in float64. Rounding the sum to float64 first does no harm unless it lands on the midpoint of
    two float32, or below their normal range; there it is rounded to odd instead: where TwoSum's error is not zero and
    the last bit is even, it moves to the odd neighbour on the side of the exact value.
    """
    p = np.multiply(a, b, dtype=np.float64)
    s = np.asarray(p + c)
    y = s.astype(np.float32)
    bits = s.view(np.int64)
    if not (((bits & 0x1FFFFFFF) == 0x10000000).any() or (np.abs(y) < np.float32(2.0**-126)).any()):
        return y
    t = s - p
    e = (p - (s - t)) + (c - t)
    away = np.where((e > 0) == (s > 0), np.int64(1), np.int64(-1))
    odd = np.where((e != 0) & (e == e) & ((bits & 1) == 0), bits + away, bits)
    return odd.view(np.float64).astype(np.float32)


def _kernel(x):
    top = np.float32(float.fromhex("0x1.2c8p+3"))  # 9.390625
    log2_e = np.float32(float.fromhex("0x1.715476p+0"))  # 1.44269502
    magic = np.float32(float.fromhex("0x1.8000fep+23"))  # 12583039
    minus_ln2_high = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    minus_ln2_low = np.float32(float.fromhex("-0x1.7f7d1cp-20"))  # -1.42860677e-06
    w_coefficient_1 = np.float32(float.fromhex("-0x1.2485fep-5"))  # -0.0357084237
    w_coefficient_2 = np.float32(float.fromhex("-0x1.f1f13ep-3"))  # -0.243135914
    w_coefficient_3 = np.float32(float.fromhex("0x1.0d2da4p-1"))  # 0.525738835
    w_coefficient_4 = np.float32(float.fromhex("0x1.3a2c8ep+0"))  # 1.22724235
    w_coefficient_5 = np.float32(float.fromhex("0x1.ad01c6p-3"))  # 0.209476039
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    v_coefficient_1 = np.float32(float.fromhex("0x1.3e08fep-2"))  # 0.310581177
    v_coefficient_2 = np.float32(float.fromhex("-0x1.11f756p+0"))  # -1.0701803
    v_coefficient_3 = np.float32(float.fromhex("0x1.aa4d7p+0"))  # 1.6652441
    v_coefficient_4 = np.float32(float.fromhex("0x1.03e9d8p+0"))  # 1.01528692
    v_coefficient_5 = np.float32(float.fromhex("0x1.5171dcp-2"))  # 0.329535902
    v_coefficient_6 = np.float32(float.fromhex("-0x1.4e2a0ep-1"))  # -0.652664602
    v_coefficient_7 = np.float32(float.fromhex("-0x1.c0eb9cp-3"))  # -0.219199389
    v_coefficient_8 = np.float32(float.fromhex("0x1.690372p-3"))  # 0.176276103
    v_coefficient_9 = np.float32(float.fromhex("-0x1.f1cc8ep-2"))  # -0.486131877
    two = np.float32(float.fromhex("0x1p+1"))  # 2
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    width = np.int32(23)
    twice_bias = np.int32(2130706432)
    cut = np.float32(float.fromhex("0x1.20dd74p+125"))  # 4.79959391e+37
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    # Reduction: x^2 = k ln 2 + r, |r| <= ln 2 / 2, r to 2^-26, |x| <= 9.39062; the low bits of m hold k +
    # 127.
    # x^2 = s - e exactly; s - k ln2_high is exact: a multiple of 2^-24 below 1/2, ln2_high of 17 bits.
    a = np.abs(x)
    a_subnormal = np.abs(a) < smallest_normal
    a_zero = a * zero
    a_flushed = np.where(a_subnormal, a_zero, a)
    t = np.where(top < a_flushed, top, a_flushed)
    s = t * t
    minus = -a
    subnormal = np.abs(minus) < smallest_normal
    signed_zero = minus * zero
    flushed = np.where(subnormal, signed_zero, minus)
    e = _fma(flushed, t, s)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    m = _fma(s, log2_e, magic)
    k = m - magic
    after_high = _fma(k, minus_ln2_high, s)
    rest = _fma(k, minus_ln2_low, -e)
    r = after_high + rest
    # Core w(r), a polynomial, r in [-0.34668, 0.34668]: e^r = 1 + r w.
    w1 = _fma(-r, _fma(r, w_coefficient_1, w_coefficient_2), w_coefficient_3)
    w = _fma(_fma(w1, w1, w_coefficient_4), w1, w_coefficient_5)
    # Next argument: u = 1 / (1 + a).
    u = one / (a_flushed + one)
    # Core v(u), a polynomial, u in [0, 1]: erfcx a = u + u (1 - u) v.
    v1 = u * _fma(u, v_coefficient_1, v_coefficient_2)
    v2 = _fma(v1 + v_coefficient_3, v1, v_coefficient_4)
    v3 = _fma(u, _fma(u, _fma(-v2, v2, v_coefficient_5), v_coefficient_6), v_coefficient_7)
    v4 = _fma(v3, v3, v_coefficient_8)
    v = _fma(v4, v4, v_coefficient_9)
    # Reconstruction: erfcx a = g = u + u ((1 - u) v + shortfall), shortfall = 1 - u (1 + a); erfcx(-a) = 2
    # e^(a^2) - g, e^(a^2) = 2^k (1 + r w).
    # `shortfall` is the residue of the quotient and of 1 + a, 1 - u - u a; below u = 1/2 1 - u rounds, by
    # 2^-25. Beyond the cut, where g does not count, a is not infinite.
    second_minus = -u
    second_rest = one - u
    bounded = np.where(cut < a_flushed, cut, a_flushed)
    shortfall = _fma(second_minus, bounded, second_rest)
    factor = _fma(second_rest, v, shortfall)
    g = _fma(u, factor, u)
    g_subnormal = np.abs(g) < smallest_normal
    g_zero = g * zero
    g_flushed = np.where(g_subnormal, g_zero, g)
    field = np.left_shift(m.view(np.int32), width)
    scale = field.view(np.float32)
    inverse = (twice_bias - field).view(np.float32)
    less = (-g_flushed) * inverse
    rise = _fma(r + r, w, less)
    left = (rise + two) * scale
    left_subnormal = np.abs(left) < smallest_normal
    left_zero = left * zero
    left_flushed = np.where(left_subnormal, left_zero, left)
    right = np.where(cut < a_flushed, zero, g_flushed)
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reconstruction: erfcx a = g = u + u ((1 - u) v + shortfall), shortfall = 1 - u (1 + a); erfcx(-a) = 2
    # e^(a^2) - g, e^(a^2) = 2^k (1 + r w).
    # `shortfall` is the residue of the quotient and of 1 + a, 1 - u - u a; below u = 1/2 1 - u rounds, by
    # 2^-25. Beyond the cut, where g does not count, a is not infinite.
    result = np.where(x_flushed < zero, left_flushed, right)
    return result


def erfcx(x):
    """erfcx of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"erfcx takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

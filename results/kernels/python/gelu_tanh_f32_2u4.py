"""gelu_tanh for float32 arrays: max error 1.9301 ulp over 277,654 sampled inputs.

Witness of the bound: x = -0x1.ee50b40000000p-11. Results that are not correctly rounded: 9,997.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
numpy, numpy 2.5.5.
Definition: x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2; Hendrycks and Gimpel, arXiv 1606.08415.

Kernel 8e8fffbbb30fd359, 33 operations, 13 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search gelu_tanh --seed 0 --evaluations 30000 --max-ops 16 --set 'cores=["exp2:-0.501,0.501"]'

Reduction gelu_tanh_lean:
    w is up to 129.4 and must be right to 2^-24 for the last digits of the result: x g leaves k in one fma, so
    that the product has no rounding of size, and g_low holds what g lost, with the rounding error of z = x^2
    and the low parts of slope and bend. x is not clamped: what comes of it below -10.1016, from where the
    result is below 2^-126 and flushed, and beyond 6 is chosen away. The quarter keeps the denominator finite;
    it comes last, for a quarter of the least x would be flushed. y, the denominator and the quotient round
    once each.
"""

import numpy as np

TARGET = "gelu_tanh"
FORMAT = "python"
MAX_ULP = 1.9300648255791697
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.ee50b40000000p-11"
OUTPUTS_HASH = None
RECORD = "8e8fffbbb30fd359"


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
    least = np.float32(float.fromhex("-0x1.434p+3"))  # -10.1015625
    rough_bend = np.float32(float.fromhex("-0x1.a5a7d2p-4"))  # -0.102943249
    slope_high = np.float32(float.fromhex("-0x1.26aecp+1"))  # -2.30220795
    bend_high = np.float32(float.fromhex("-0x1.a5a7dp-4"))  # -0.102943242
    bend_low = np.float32(float.fromhex("0x1.151aaep-29"))  # 2.01619854e-09
    slope_low = np.float32(float.fromhex("-0x1.0de73ap-22"))  # -2.5136697e-07
    magic = np.float32(float.fromhex("0x1.8000fap+23"))  # 12583037
    y_coefficient_1 = np.float32(float.fromhex("0x1.f893a6p-4"))  # 0.123187684
    y_coefficient_2 = np.float32(float.fromhex("0x1.006e66p-1"))  # 0.500842273
    y_coefficient_3 = np.float32(float.fromhex("0x1.c4cc6cp+0"))  # 1.76874423
    y_coefficient_4 = np.float32(float.fromhex("0x1.4da4d6p+0"))  # 1.30329645
    y_coefficient_5 = np.float32(float.fromhex("0x1.cf00c8p-1"))  # 0.904302835
    y_coefficient_6 = np.float32(float.fromhex("0x1.62e43p-1"))  # 0.693147182
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    width = np.int32(23)
    quarter = np.float32(float.fromhex("0x1p-2"))  # 0.25
    minus_zero = np.float32(float.fromhex("-0x0p+0"))  # -0
    six = np.float32(float.fromhex("0x1.8p+2"))  # 6
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: w = x (slope + bend x^2) = k + r, |r| <= 1/2 + 2^-16, r right to 2^-24 or so from -10.1016 to
    # 6; t holds k + 125 in its low bits.
    # slope - g is exact. c is x in other words there, for a compiler would take two equal products for one,
    # and round it.
    c = np.where(x_flushed < least, least, x_flushed)
    z = x_flushed * c
    # product_error: a b - product, exactly where it is 2^-149 or more; the product is a b rounded.
    z_low = _fma(x_flushed, x_flushed, -z)
    g = _fma(z, rough_bend, slope_high)
    left = slope_high - g
    lost = _fma(z, bend_high, left)
    lows = _fma(z, bend_low, slope_low)
    lows_and_z_low = _fma(z_low, bend_high, lows)
    g_low = lost + lows_and_z_low
    t = _fma(c, g, magic)
    k = t - magic
    near_r = _fma(x_flushed, g, -k)
    r = _fma(x_flushed, g_low, near_r)
    # Core y(r), a polynomial, r in [-0.501, 0.501]: y = 2^r.
    y1 = r * y_coefficient_1
    y2 = y1 + y_coefficient_2
    y3 = y2 * _fma(y1, y1, y_coefficient_3)
    y = _fma(r, _fma(_fma(y2, _fma(y3, y3, y_coefficient_4), y_coefficient_5), y1, y_coefficient_6), one)
    # Reconstruction: x / (1 + 2^w) = x / (1/4 + s y) / 4, s = 2^(k-2), y = 2^r; x itself from 6 on, -0 below
    # -10.1016.
    d = _fma(np.left_shift(t.view(np.int32), width).view(np.float32), y, quarter)
    quotient = (x_flushed / d) * quarter
    quotient_subnormal = np.abs(quotient) < smallest_normal
    quotient_zero = quotient * zero
    quotient_flushed = np.where(quotient_subnormal, quotient_zero, quotient)
    tail = np.where(x_flushed < least, minus_zero, quotient_flushed)
    result = np.where(six < x_flushed, x, tail)
    return result


def gelu_tanh(x):
    """gelu_tanh of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"gelu_tanh takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""mish for float32 arrays: max error 1.4403 ulp over 277,671 sampled inputs.

Witness of the bound: x = -0x1.643a8e0000000p+6. Results that are not correctly rounded: 60,282.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: x tanh(log(1 + e^x)); Misra, arXiv 1908.08681.

Kernel 5b84f420cb2659a2, 47 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search mish --seed 0 --evaluations 200000 --max-ops 16

Reduction mish_corrected:
    In the exponent x is clamped to 20, where the quotient is 1, and everywhere to -95 from below. e = 2^12
    e^x and n in units of 2^-12 keep x e^x in the normal range as far as -91.9; the last product brings the
    result back and flushes it to -0 beyond (so is mish(-inf)). Where x n overflows, the bound decides: the
    result is at most x for x > 0, at most -0 otherwise. e has a second part, which counts 2 e + 2 in n. n +
    n_low and n + 2 = denominator + denominator_low by Fast2Sum, as far as their order allows (n < 2; above,
    the result forgives). With inverse = 1 / denominator, used once as a quotient (abs changes nothing),
    quotient = n inverse is mended by the remainder times inverse; then only x times the quotient rounds.
"""

import numpy as np

TARGET = "mish"
FORMAT = "python"
MAX_ULP = 1.440335631469577
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.643a8e0000000p+6"
OUTPUTS_HASH = None
RECORD = "5b84f420cb2659a2"


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
    least = np.float32(float.fromhex("-0x1.7cp+6"))  # -95
    most = np.float32(float.fromhex("0x1.4p+4"))  # 20
    log2_e = np.float32(float.fromhex("0x1.715476p+0"))  # 1.44269502
    magic = np.float32(float.fromhex("0x1.800116p+23"))  # 12583051
    minus_ln2_high = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    minus_ln2_low = np.float32(float.fromhex("-0x1.7f7d1cp-20"))  # -1.42860677e-06
    y_coefficient_1 = np.float32(float.fromhex("-0x1.14478cp-6"))  # -0.0168627612
    y_coefficient_2 = np.float32(float.fromhex("-0x1.2ca6b8p-3"))  # -0.146802366
    y_coefficient_3 = np.float32(float.fromhex("-0x1.64ae32p-2"))  # -0.348320752
    y_coefficient_4 = np.float32(float.fromhex("-0x1.8aecaap-1"))  # -0.771336854
    y_coefficient_5 = np.float32(float.fromhex("0x1.83357p-3"))  # 0.189066768
    y_coefficient_6 = np.float32(float.fromhex("0x1.fffffep-1"))  # 0.99999994
    width = np.int32(23)
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    two = np.float32(float.fromhex("0x1p+1"))  # 2
    scale = np.float32(float.fromhex("0x1p-12"))  # 0.000244140625
    minus_zero = np.float32(float.fromhex("-0x0p+0"))  # -0
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: x = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -95 to 20: k is nearest to x
    # log2 e, and the low bits of t hold k + 139.
    raised = np.where(x_flushed < least, least, x_flushed)
    c = np.where(most < raised, most, raised)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = _fma(c, log2_e, magic)
    n = t - magic
    # cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of
    # high + low.
    after_high = _fma(n, minus_ln2_high, c)
    r = _fma(n, minus_ln2_low, after_high)
    # Core y(r), a polynomial, r in [-0.346577, 0.346577]: e^r = 1 + r y.
    y1 = _fma(r, _fma(r, y_coefficient_1, y_coefficient_2), y_coefficient_3)
    y = _fma(r, _fma(y1, _fma(-y1, y1, y_coefficient_4), y_coefficient_5), y_coefficient_6)
    # Reconstruction: mish x = x n / (n + 2), n = e^x (e^x + 2), e + e_low = 2^12 e^x = 2^(k + 12) (1 + r y),
    # y = (e^r - 1) / r.
    # power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0.
    number = np.left_shift(t.view(np.int32), width).view(np.float32)
    ry = r * y
    head = one + ry
    # left_by: (a - total) + b: rounding error of the sum of a and b, as `lost_by` gives it, under the same
    # condition.
    back = one - head
    low = back + ry
    e = number * head
    e_low = number * low
    scaled = _fma(e, scale, minus_zero)
    half_weight = scaled + one
    weight = half_weight + half_weight
    twice = e + e
    square = e * scaled
    second_n = twice + square
    second_back = twice - second_n  # left_by
    n_lost = second_back + square
    n_low = _fma(e_low, weight, n_lost)
    n_scaled = second_n * scale
    denominator = n_scaled + two
    third_back = two - denominator  # left_by
    denominator_lost = third_back + n_scaled
    denominator_low = _fma(n_low, scale, denominator_lost)
    # mended_quotient: (n + n_low) / (d + d_low) to 1/2 ulp and 2^-46 of itself, d > 0, where the lows are
    # below 2^-24 of n and d, or little more.
    inverse = np.abs(one / denominator)
    quotient = _fma(second_n, inverse, minus_zero)
    minus = -quotient
    residual = _fma(minus, denominator, second_n)
    total = residual + n_low
    residual_low = _fma(minus, denominator_low, total)
    product = _fma(raised, _fma(residual_low, inverse, quotient), minus_zero)
    second_quotient = _fma(product, scale, minus_zero)
    quotient_subnormal = np.abs(second_quotient) < smallest_normal
    quotient_zero = second_quotient * zero
    quotient_flushed = np.where(quotient_subnormal, quotient_zero, second_quotient)
    # at_most: The value, but at most x for x > 0 and at most -0 otherwise: x for nan and values too large.
    bound = np.where(x_flushed < minus_zero, minus_zero, x_flushed)
    result = np.where(quotient_flushed < bound, quotient_flushed, bound)
    return result


def mish(x):
    """mish of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"mish takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""expm1 for float32 arrays: max error 322.7057 ulp over 277,550 sampled inputs.

Witness of the bound: x = -0x1.029ad60000000p-2. Results that are not correctly rounded: 15,192.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.3 and F.10.3.3.

Kernel 8b52bca5f35a4099, 19 operations, 4 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search expm1 --seed 0 --evaluations 200000 --max-ops 16

Reduction expm1_plain:
    The half in s keeps k = 128 below overflow, and the doubling at the end overflows where e^x does. x is
    first clamped to [-20, 89]: e^-20 < 2^-25. Below 2^-24 the result is x, which keeps the sign of zero and
    numbers that s = 1/2 would make subnormal. rest is left out: r is off by 2^-26, as is p = r + r^2 y. The
    worst k is 1: at x = 0.35, 2 p is twice the result.
"""

import numpy as np

TARGET = "expm1"
FORMAT = "python"
MAX_ULP = 322.70568740636753
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.029ad60000000p-2"
OUTPUTS_HASH = None
RECORD = "8b52bca5f35a4099"


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
    least = np.float32(float.fromhex("-0x1.4p+4"))  # -20
    most = np.float32(float.fromhex("0x1.64p+6"))  # 89
    log2_e = np.float32(float.fromhex("0x1.715476p+0"))  # 1.44269502
    magic = np.float32(float.fromhex("0x1.8000fcp+23"))  # 12583038
    minus_ln2_high = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    minus_ln2_low = np.float32(float.fromhex("-0x1.7f7d1cp-20"))  # -1.42860677e-06
    y_coefficient_1 = np.float32(float.fromhex("0x1.a18a52p-3"))  # 0.203877106
    y_coefficient_2 = np.float32(float.fromhex("0x1.a4a3ap-2"))  # 0.41078043
    y_coefficient_3 = np.float32(float.fromhex("0x1.5338ep-2"))  # 0.331271648
    width = np.int32(23)
    half = np.float32(float.fromhex("0x1p-1"))  # 0.5
    two_to_minus_24 = np.float32(float.fromhex("0x1p-24"))  # 5.96046448e-08
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: x = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -20 to 89: k is nearest to x
    # log2 e, and the low bits of t hold k + 126.
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
    z = r * r
    # Core y(r), a polynomial, r in [-0.346577, 0.346577]: e^r = 1 + r + r^2 y.
    y1 = _fma(r, y_coefficient_1, y_coefficient_2)
    y = _fma(y1, y1, y_coefficient_3)
    # Reconstruction: e^x - 1 = 2 (s (1 + p) - 1/2), s = 2^(k-1), p = r + r^2 y, y = (e^r - 1 - r) / r^2; x
    # itself below 2^-24.
    # power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0.
    s = np.left_shift(t.view(np.int32), width).view(np.float32)
    less = s - half
    p = _fma(z, y, r)
    second_half = _fma(s, p, less)
    doubled = second_half + second_half
    doubled_subnormal = np.abs(doubled) < smallest_normal
    doubled_zero = doubled * zero
    doubled_flushed = np.where(doubled_subnormal, doubled_zero, doubled)
    size = np.abs(x)
    subnormal = np.abs(size) < smallest_normal
    signed_zero = size * zero
    flushed = np.where(subnormal, signed_zero, size)
    result = np.where(flushed < two_to_minus_24, x, doubled_flushed)
    return result


def expm1(x):
    """expm1 of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"expm1 takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

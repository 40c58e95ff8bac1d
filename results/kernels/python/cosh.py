"""cosh for float32 arrays: max error 1.0492 ulp over 277,543 sampled inputs.

Witness of the bound: x = -0x1.233d880000000p+2. Results that are not correctly rounded: 4,297.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.28; C17 7.12.5.4 and F.10.2.4.

Kernel 8fad8971496940f4, 28 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search cosh --seed 0 --evaluations 200000 --max-ops 16

Reduction cosh_parts:
    |x| is clamped to 89.5. Half of sinh and of cosh, so that k = 129 stays below overflow (the doubling at
    the end overflows where they do). The cores' errors are those of corrections. s is added last and u first,
    so that neither loses the other; of the sum below s only (s - u) r + ... has a rounding of size, 2^-2 ulp,
    beside that of r.
"""

import numpy as np

TARGET = "cosh"
FORMAT = "python"
MAX_ULP = 1.0491862843742334
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.233d880000000p+2"
OUTPUTS_HASH = None
RECORD = "8fad8971496940f4"


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
    most = np.float32(float.fromhex("0x1.66p+6"))  # 89.5
    log2_e = np.float32(float.fromhex("0x1.715476p+0"))  # 1.44269502
    magic = np.float32(float.fromhex("0x1.8000fap+23"))  # 12583037
    minus_ln2_high = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    minus_ln2_low = np.float32(float.fromhex("-0x1.7f7d1cp-20"))  # -1.42860677e-06
    q_coefficient_1 = np.float32(float.fromhex("-0x1.6a237p-10"))  # -0.00138144847
    q_coefficient_2 = np.float32(float.fromhex("-0x1.555a8cp-5"))  # -0.0416691527
    q_coefficient_3 = np.float32(float.fromhex("0x1.fffff8p-2"))  # 0.499999881
    p_coefficient_1 = np.float32(float.fromhex("0x1.12400ep-7"))  # 0.00836945232
    p_coefficient_2 = np.float32(float.fromhex("0x1.55548cp-3"))  # 0.166665167
    width = np.int32(23)
    two_fields = np.int32(2097152000)
    integer_0 = np.int32(0)
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    # Reduction: |x| = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), |x| up to 89.5: k is nearest to
    # |x| log2 e, and the low bits of t hold k + 125.
    size = np.abs(x)
    subnormal = np.abs(size) < smallest_normal
    signed_zero = size * zero
    flushed = np.where(subnormal, signed_zero, size)
    c = np.where(most < flushed, most, flushed)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = _fma(c, log2_e, magic)
    n = t - magic
    # cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of
    # high + low.
    after_high = _fma(n, minus_ln2_high, c)
    r = _fma(n, minus_ln2_low, after_high)
    z = r * r
    # Core q(z), a polynomial, z in [0, 0.120116]: cosh r = 1 + z q, z = r^2.
    q = _fma(-z, _fma(z, q_coefficient_1, q_coefficient_2), q_coefficient_3)
    # Core p(z), a polynomial, z in [0, 0.120116]: sinh r = r + r z p, z = r^2.
    p = _fma(z, p_coefficient_1, p_coefficient_2)
    # Reconstruction: cosh |x| = 2 ((s + u) cosh r + (s - u) sinh r), s = 2^(k-2), u = 2^(-k-2); cosh r = 1 +
    # z q, sinh r = r + r z p, z = r^2.
    field = np.left_shift(t.view(np.int32), width)
    opposite = two_fields - field
    at_least_zero = np.where(integer_0 < opposite, opposite, integer_0)
    s = field.view(np.float32)
    u = at_least_zero.view(np.float32)
    both = s + u
    less = s - u
    first = less * r
    third = first * z
    second = both * z
    odd = _fma(third, p, u)
    even = _fma(second, q, odd)
    half = (first + even) + s
    result = half + half
    result_subnormal = np.abs(result) < smallest_normal
    result_zero = result * zero
    result_flushed = np.where(result_subnormal, result_zero, result)
    return result_flushed


def cosh(x):
    """cosh of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"cosh takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

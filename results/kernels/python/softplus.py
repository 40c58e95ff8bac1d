"""softplus for float32 arrays: max error 1.4629 ulp over 277,566 sampled inputs.

Witness of the bound: x = 0x1.0dab8c0000000p-3. Results that are not correctly rounded: 7,558.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: log(1 + e^x); Dugas et al., NIPS 2000.

Kernel c7dd179311650de7, 29 operations, 26 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search softplus --seed 0 --evaluations 300000 --max-ops 16

Reduction softplus_series:
    |x| is clamped to 88, where 2^k is flushed to zero. q goes from 1/2 down to 1 - ln 2: no division, and a
    correction of at most 0.44 of the result. e, e^2, the inner sum and the outer one round.
"""

import numpy as np

TARGET = "softplus"
FORMAT = "python"
MAX_ULP = 1.4629428618907063
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.0dab8c0000000p-3"
OUTPUTS_HASH = None
RECORD = "c7dd179311650de7"


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
    most = np.float32(float.fromhex("0x1.6p+6"))  # 88
    minus_log2_e = np.float32(float.fromhex("-0x1.715476p+0"))  # -1.44269502
    magic = np.float32(float.fromhex("0x1.8000fep+23"))  # 12583039
    minus_ln2_high = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    minus_ln2_low = np.float32(float.fromhex("-0x1.7f7d1cp-20"))  # -1.42860677e-06
    y_coefficient_1 = np.float32(float.fromhex("0x1.378b92p-7"))  # 0.00950760487
    y_coefficient_2 = np.float32(float.fromhex("0x1.2ab80ep-4"))  # 0.0729294345
    y_coefficient_3 = np.float32(float.fromhex("0x1.46814ep-3"))  # 0.159426317
    y_coefficient_4 = np.float32(float.fromhex("0x1.efd1dp+0"))  # 1.93679523
    y_coefficient_5 = np.float32(float.fromhex("0x1.87a052p-3"))  # 0.191223755
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    width = np.int32(23)
    q_coefficient_1 = np.float32(float.fromhex("-0x1.4d4176p-6"))  # -0.0203403141
    q_coefficient_2 = np.float32(float.fromhex("0x1.298b0ap-3"))  # 0.145284727
    q_coefficient_3 = np.float32(float.fromhex("-0x1.c87c72p-2"))  # -0.445787221
    q_coefficient_4 = np.float32(float.fromhex("0x1.a15b72p-3"))  # 0.203787699
    q_coefficient_5 = np.float32(float.fromhex("0x1.35cfc4p-1"))  # 0.605100751
    q_coefficient_6 = np.float32(float.fromhex("0x1.052568p-2"))  # 0.255025506
    q_coefficient_7 = np.float32(float.fromhex("0x1.1e94bp-1"))  # 0.559728146
    q_coefficient_8 = np.float32(float.fromhex("0x1.7abf34p-2"))  # 0.369870007
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    # Reduction: -|x| = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), |x| up to 88: k is nearest to
    # -|x| log2 e, and the low bits of t hold k + 127.
    size = np.abs(x)
    subnormal = np.abs(size) < smallest_normal
    signed_zero = size * zero
    flushed = np.where(subnormal, signed_zero, size)
    c = np.where(most < flushed, most, flushed)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = _fma(c, minus_log2_e, magic)
    n = t - magic
    # cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of
    # high + low.
    after_high = _fma(n, minus_ln2_high, -c)
    r = _fma(n, minus_ln2_low, after_high)
    # Core y(r), a polynomial, r in [-0.346577, 0.346577]: y = e^r.
    y1 = _fma(r, _fma(r, y_coefficient_1, y_coefficient_2), y_coefficient_3)
    y = _fma(r, _fma(r, _fma(_fma(r, y1, y_coefficient_4), y1, y_coefficient_5), one), one)
    # Next argument: e = e^-|x| = 2^k y, y = e^r.
    e = (np.left_shift(t.view(np.int32), width).view(np.float32)) * y
    # Core q(e), a polynomial, e in [0, 1.00002]: log(1 + e) = e - e^2 q.
    q1 = _fma(e, _fma(e, _fma(e, q_coefficient_1, q_coefficient_2), q_coefficient_3), q_coefficient_4)
    q = _fma(_fma(q1, _fma(q1, _fma(q1, q1, q_coefficient_5), q_coefficient_6), q_coefficient_7), q1, q_coefficient_8)
    # Reconstruction: softplus x = max(x, 0) + (e - e^2 q), q = (e - log(1 + e)) / e^2.
    logarithm = _fma(-(e * e), q, e)
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reconstruction: softplus x = max(x, 0) + (e - e^2 q), q = (e - log(1 + e)) / e^2.
    result = logarithm + np.where(x_flushed < zero, zero, x_flushed)
    result_subnormal = np.abs(result) < smallest_normal
    result_zero = result * zero
    result_flushed = np.where(result_subnormal, result_zero, result)
    return result_flushed


def softplus(x):
    """softplus of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"softplus takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""cbrt for float32 arrays: max error 0.7129 ulp over 277,563 sampled inputs.

Witness of the bound: x = 0x1.f56aea0000000p+68. Results that are not correctly rounded: 11,154.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: C17 7.12.7.1 and F.10.4.1.

Kernel 949c013804509444, 31 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search cbrt --seed 0 --evaluations 200000 --max-ops 16

Reduction cbrt_inverse_start:
    The bits of t are 4/3 of those of 1 less a third of those of |x|, computed in float32, which is exact
    enough. All but 12 bits of t are cleared, so that t^2 is exact. u = |x| t^2 is rounded, and `low` is its
    rounding error (|x| stands a second time as max(|x|, x): two factors of one product must not look alike to
    the compiler, and a constant in place of x would be seen through inside a loop). Then |x|^(1/3) = |x| t^2
    (1 - e)^(-2/3), as |x| t^2 = |x|^(1/3) (1 - e)^(2/3). The bracket is below 0.08 u: its roundings are below
    0.07 ulp each, the last addition's half an ulp; e is right to 2^-27, 0.1 ulp of the result. Zero gives u =
    0 and e = 1. Infinity and nan give themselves; nothing overflows or underflows, as t^2 is from 2^-86 to
    2^85.
"""

import numpy as np

TARGET = "cbrt"
FORMAT = "python"
MAX_ULP = 0.7128674821211326
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.f56aea0000000p+68"
OUTPUTS_HASH = None
RECORD = "949c013804509444"


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


def _to_int(a):
    """A rounded float32 as int32; any value where it does not fit."""
    return np.where(np.abs(a) < np.float32(2.0**31), a, np.float32(0)).astype(np.int32)


def _kernel(x):
    minus_third = np.float32(float.fromhex("-0x1.555556p-2"))  # -0.333333343
    cbrt_origin = np.float32(float.fromhex("0x1.5287d2p+30"))  # 1.41990003e+09
    coarse = np.int32(-4096)
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    c_coefficient_1 = np.float32(float.fromhex("-0x1.469d42p-2"))  # -0.318959266
    c_coefficient_2 = np.float32(float.fromhex("-0x1.38a018p-1"))  # -0.610596418
    c_coefficient_3 = np.float32(float.fromhex("0x1.643e52p-3"))  # 0.173946992
    c_coefficient_4 = np.float32(float.fromhex("0x1.6f8ac6p-1"))  # 0.717855632
    c_coefficient_5 = np.float32(float.fromhex("0x1.b3a27ep-2"))  # 0.425424546
    c_coefficient_6 = np.float32(float.fromhex("0x1.55555cp-1"))  # 0.666666865
    sign_bit = np.int32(-2147483648)
    infinity = np.float32(float.fromhex("inf"))  # inf
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    # Reduction: t = |x|^(-1/3) to 3.6 %, 12 bits, so that t^2 is exact; u + low = |x| t^2 exactly; e = 1 -
    # |x| t^3 to 2^-27, within 0.103.
    a = np.abs(x)
    word = _fma(a.view(np.int32).astype(np.float32), minus_third, cbrt_origin)
    t = (_to_int(word) & coarse).view(np.float32)
    square = t * t
    a_subnormal = np.abs(a) < smallest_normal
    a_zero = a * zero
    a_flushed = np.where(a_subnormal, a_zero, a)
    u = a_flushed * square
    minus_u = -u
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: t = |x|^(-1/3) to 3.6 %, 12 bits, so that t^2 is exact; u + low = |x| t^2 exactly; e = 1 -
    # |x| t^3 to 2^-27, within 0.103.
    same_a = np.where(a_flushed < x_flushed, x_flushed, a_flushed)
    low = _fma(same_a, square, minus_u)
    e_high = _fma(minus_u, t, one)
    e = _fma(-low, t, e_high)
    # Core c(e), a polynomial, e in [-0.103516, 0.103516]: (1 - e)^(-2/3) = 1 + e c.
    c1 = _fma(-e, _fma(e, c_coefficient_1, c_coefficient_2), c_coefficient_3)
    c = _fma(e, _fma(_fma(c1, c1, c_coefficient_4), c1, c_coefficient_5), c_coefficient_6)
    # Reconstruction: |x|^(1/3) = u + (u e c + low), c = ((1 - e)^(-2/3) - 1) / e, the bracket below 0.08 u;
    # inf and nan themselves, the sign that of x.
    root = u + _fma(u, e * c, low)
    root_subnormal = np.abs(root) < smallest_normal
    root_zero = root * zero
    root_flushed = np.where(root_subnormal, root_zero, root)
    finite = a_flushed < infinity
    magnitude = np.where(finite, root_flushed, a)
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = x.view(np.int32) & sign_bit
    result = (magnitude.view(np.int32) | sign).view(np.float32)
    return result


def cbrt(x):
    """cbrt of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"cbrt takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""rsqrt for float32 arrays: max error 0.8790 ulp over 277,516 sampled inputs.

Witness of the bound: x = 0x1.0810060000000p+124. Results that are not correctly rounded: 21,784.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: C23 7.12.7.9 and F.10.4.9.

Kernel 76c4a897282c9510, 26 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search rsqrt --seed 0 --evaluations 80000 --max-ops 16

Reduction rsqrt_start_exact:
    The bits of t are a constant less half of those of x. x t is split into h and its rounding error (x stands
    a second time as max(x, 0): two factors of one product must not look alike to the compiler), so that e is
    right to 2^-27, 0.07 ulp of the result; t^2 would leave the normal range at both ends. As t e c is below
    0.037 t, the roundings of c and of e c are below 0.04 ulp each, the last one's half an ulp. Below 2^-126 a
    zero gives infinity of its sign, a negative number nan; infinity gives 0, nan itself.
"""

import numpy as np

TARGET = "rsqrt"
FORMAT = "python"
MAX_ULP = 0.8790415858098048
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.0810060000000p+124"
OUTPUTS_HASH = None
RECORD = "76c4a897282c9510"


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
    rsqrt_origin = np.int32(1597458432)
    integer_1 = np.int32(1)
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    c_coefficient_1 = np.float32(float.fromhex("0x1.0c5cc4p-1"))  # 0.524145246
    c_coefficient_2 = np.float32(float.fromhex("0x1.329f9cp-2"))  # 0.299436986
    c_coefficient_3 = np.float32(float.fromhex("0x1.16b972p-1"))  # 0.544383585
    c_coefficient_4 = np.float32(float.fromhex("0x1.5913dcp-2"))  # 0.33698982
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    largest = np.float32(float.fromhex("0x1.fffffep+127"))  # 3.40282347e+38
    nan = np.float32(float.fromhex("nan"))  # nan
    sign_bit = np.int32(-2147483648)
    infinity = np.int32(2139095040)
    # Reduction: t = x^(-1/2) to 3.5 %, e = 1 - x t^2 to 2^-27, within 0.0685: h + low = x t exactly.
    t = (rsqrt_origin - np.right_shift(x.view(np.int32), integer_1)).view(np.float32)
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: t = x^(-1/2) to 3.5 %, e = 1 - x t^2 to 2^-27, within 0.0685: h + low = x t exactly.
    h = x_flushed * t
    minus_h = -h
    same_x = np.where(x_flushed < zero, zero, x_flushed)
    low = _fma(same_x, t, minus_h)
    e_high = _fma(minus_h, t, one)
    e = _fma(-low, t, e_high)
    # Core c(e), a polynomial, e in [-0.0686035, 0.0686035]: (1 - e)^(-1/2) = 1 + e c.
    c1 = _fma(e, c_coefficient_1, c_coefficient_2)
    c = _fma(c1, _fma(e, c1, c_coefficient_3), c_coefficient_4)
    # Reconstruction: x^(-1/2) = t + t e c, c = ((1 - e)^(-1/2) - 1) / e, t e c below 0.037 t; zeros give
    # infinities, x < 0 nan, inf 0.
    root = _fma(t, e * c, t)
    root_subnormal = np.abs(root) < smallest_normal
    root_zero = root * zero
    root_flushed = np.where(root_subnormal, root_zero, root)
    huge = largest < x_flushed
    upper = np.where(huge, zero, root_flushed)
    sign = x.view(np.int32) & sign_bit
    pole = (sign | infinity).view(np.float32)
    negative = x_flushed < zero
    beyond = np.where(negative, nan, pole)
    below_normal = x_flushed < smallest_normal
    result = np.where(below_normal, beyond, upper)
    return result


def rsqrt(x):
    """rsqrt of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"rsqrt takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

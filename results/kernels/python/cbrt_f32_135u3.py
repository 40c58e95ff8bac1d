"""cbrt for float32 arrays: max error 134.8235 ulp over 277,563 sampled inputs.

Witness of the bound: x = 0x1.b7ae4c0000000p-91. Results that are not correctly rounded: 275,469.
Domain: the whole float line. Special values that differ: f(0x1.0000000000000p+0) = 0x1.ffffbe0000000p-1, not
0x1.0000000000000p+0, f(-0x1.0000000000000p+0) = -0x1.ffffbe0000000p-1, not -0x1.0000000000000p+0,
f(0x1.0000000000000p+3) = 0x1.ffffbe0000000p+0, not 0x1.0000000000000p+1, f(0x1.b000000000000p+4) =
0x1.8000200000000p+1, not 0x1.8000000000000p+1, f(0x1.0000000000000p-126) = 0x1.ffffbe0000000p-43, not
0x1.0000000000000p-42, f(0x1.0000000000000p+126) = 0x1.ffffbe0000000p+41, not 0x1.0000000000000p+42.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: C17 7.12.7.1 and F.10.4.1.

Kernel f87f4175768d0d10, 18 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search cbrt --seed 0 --evaluations 200000 --max-ops 16

Reduction cbrt_inverse_start_short:
    The bits of t are 4/3 of those of 1 less a third of those of |x|, computed in float32, which is exact
    enough. x^(1/3) = x t^2 (1 - e)^(-2/3), whose sign is that of x. Infinity and nan give themselves; nothing
    overflows or underflows, as t^2 is from 2^-86 to 2^85.
"""

import numpy as np

TARGET = "cbrt"
FORMAT = "python"
MAX_ULP = 134.82351762674998
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.b7ae4c0000000p-91"
OUTPUTS_HASH = None
RECORD = "f87f4175768d0d10"


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
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    c_coefficient_1 = np.float32(float.fromhex("-0x1.f741fap-2"))  # -0.491462618
    c_coefficient_2 = np.float32(float.fromhex("-0x1.1f01b2p-1"))  # -0.560559809
    c_coefficient_3 = np.float32(float.fromhex("0x1.5b4cfp+0"))  # 1.35664272
    c_coefficient_4 = np.float32(float.fromhex("0x1.ea8554p-3"))  # 0.239512116
    infinity = np.float32(float.fromhex("inf"))  # inf
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    # Reduction: t = |x|^(-1/3) to 3.6 %, u = x t^2, e = 1 - |x| t^3 to 2^-23, within 0.103.
    a = np.abs(x)
    word = _fma(a.view(np.int32).astype(np.float32), minus_third, cbrt_origin)
    t = _to_int(word).view(np.float32)
    square = t * t
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: t = |x|^(-1/3) to 3.6 %, u = x t^2, e = 1 - |x| t^3 to 2^-23, within 0.103.
    u = x_flushed * square
    a_subnormal = np.abs(a) < smallest_normal
    a_zero = a * zero
    a_flushed = np.where(a_subnormal, a_zero, a)
    size = a_flushed * square
    e = _fma(-size, t, one)
    # Core c(e), a polynomial, e in [-0.103516, 0.103516]: c = (1 - e)^(-2/3).
    c1 = _fma(e, c_coefficient_1, c_coefficient_2)
    c = _fma(-c1, _fma(e, e, c_coefficient_3), c_coefficient_4)
    # Reconstruction: x^(1/3) = u c, c = (1 - e)^(-2/3); inf and nan themselves.
    root = u * c
    root_subnormal = np.abs(root) < smallest_normal
    root_zero = root * zero
    root_flushed = np.where(root_subnormal, root_zero, root)
    finite = a_flushed < infinity
    result = np.where(finite, root_flushed, x)
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

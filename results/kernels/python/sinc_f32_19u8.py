"""sinc for float32 arrays: max error 19.1868 ulp over 277,609 sampled inputs.

Witness of the bound: x = -0x1.462fc20000000p+22. Results that are not correctly rounded: 33,170.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
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

import numpy as np

TARGET = "sinc"
FORMAT = "python"
MAX_ULP = 19.186834226741095
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.462fc20000000p+22"
OUTPUTS_HASH = None
RECORD = "84e41313e3d5b046"


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
    c_coefficient_1 = np.float32(float.fromhex("0x1.6d0acep-3"))  # 0.178243265
    c_coefficient_2 = np.float32(float.fromhex("-0x1.9ea85cp-1"))  # -0.80987823
    c_coefficient_3 = np.float32(float.fromhex("-0x1.a51518p+0"))  # -1.64485312
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    half = np.float32(float.fromhex("0x1p-1"))  # 0.5
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    integer_31 = np.int32(31)
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    # Reduction: x = n + r, |r| <= 1/2, exactly (Sterbenz); s = r^2.
    n = np.rint(x)
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: x = n + r, |r| <= 1/2, exactly (Sterbenz); s = r^2.
    r = x_flushed - n
    s = r * r
    # Core c(s), a polynomial, s in [0, 0.25]: sin(pi r) / (pi r) = 1 + s c, s = r^2.
    c = _fma(-s, _fma(s, c_coefficient_1, c_coefficient_2), c_coefficient_3)
    # Reconstruction: sinc x = 1 + s c below 1/2, else (-1)^n (r + r s c) / x, c = (sinc r - 1) / r^2.
    # high + low = r + r s c exactly (Fast2Sum); e = high - q x is exact, and q + (e + low) / x is rounded
    # once of size.
    middle = _fma(s, c, one)
    middle_subnormal = np.abs(middle) < smallest_normal
    middle_zero = middle * zero
    middle_flushed = np.where(middle_subnormal, middle_zero, middle)
    product = (r * s) * c
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    high = r + product
    back = high - r
    low = product - back
    inverse = one / x_flushed
    q = _fma(high, inverse, zero)
    e = _fma(-q, x_flushed, high)
    quotient = _fma(e + low, inverse, q)
    quotient_subnormal = np.abs(quotient) < smallest_normal
    quotient_zero = quotient * zero
    quotient_flushed = np.where(quotient_subnormal, quotient_zero, quotient)
    sign = np.left_shift(_to_int(n), integer_31)
    # flip_sign: -y where the word `sign` is the sign bit, y where it is 0: exact.
    outer = (quotient_flushed.view(np.int32) ^ sign).view(np.float32)
    size = np.abs(x)
    subnormal = np.abs(size) < smallest_normal
    signed_zero = size * zero
    flushed = np.where(subnormal, signed_zero, size)
    inside = flushed < half
    result = np.where(inside, middle_flushed, outer)
    return result


def sinc(x):
    """sinc of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"sinc takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""asin for float32 arrays: max error 603.0898 ulp over 277,517 sampled inputs.

Witness of the bound: x = 0x1.0000020000000p-1. Results that are not correctly rounded: 8,268.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.23; C17 7.12.4.2 and F.10.1.2.

Kernel 7418f9429bfede90, 21 operations, 2 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search asin --seed 0 --evaluations 200000 --max-ops 16

Reduction asin_halves_short:
    asin x = x + x z p(z) below 1/2, sign(x) (pi / 2 - 2 asin s) from 1/2 on, s^2 = z, s in [0, 1/2] (Muller,
    Elementary Functions, chapter 11; fdlibm's e_asin.c). s z p(z) is below 0.024. The root counts as exact,
    which is half an ulp of 2 s, and the inner sum is rounded before the outer one: near |x| = 1/2 these are
    half an ulp of the result each, elsewhere less. Beyond 1, z < 0 and the root, so the result, is nan.
"""

import numpy as np

TARGET = "asin"
FORMAT = "python"
MAX_ULP = 603.0897512492527
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.0000020000000p-1"
OUTPUTS_HASH = None
RECORD = "7418f9429bfede90"


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
    half = np.float32(float.fromhex("0x1p-1"))  # 0.5
    minus_half = np.float32(float.fromhex("-0x1p-1"))  # -0.5
    p_coefficient_1 = np.float32(float.fromhex("0x1.82576ap-4"))  # 0.0943216458
    p_coefficient_2 = np.float32(float.fromhex("0x1.520e4p-3"))  # 0.165066242
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    half_pi_high = np.float32(float.fromhex("0x1.921fb6p+0"))  # 1.57079637
    half_pi_low = np.float32(float.fromhex("-0x1.777a5cp-25"))  # -4.37113883e-08
    sign_bit = np.int32(-2147483648)
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    # Reduction: z = x^2 for |x| below 1/2, otherwise flipped = (1 - |x|) / 2, exactly (Sterbenz), and its
    # root.
    a = np.abs(x)
    a_subnormal = np.abs(a) < smallest_normal
    a_zero = a * zero
    a_flushed = np.where(a_subnormal, a_zero, a)
    below_half = a_flushed < half
    flipped = _fma(a_flushed, minus_half, half)
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: z = x^2 for |x| below 1/2, otherwise flipped = (1 - |x|) / 2, exactly (Sterbenz), and its
    # root.
    square = x_flushed * x_flushed
    z = np.where(below_half, square, flipped)
    root = np.sqrt(flipped)
    # Core p(z), a polynomial, z in [0, 0.25]: asin s = s + s z p, z = s^2.
    p = _fma(z, p_coefficient_1, p_coefficient_2)
    # Reconstruction: asin |x| = base + low + head (1 + z p): head |x| below 1/2, otherwise -2 root, with base
    # + low = pi / 2.
    turned = -(root + root)
    head = np.where(below_half, a, turned)
    base = np.where(below_half, zero, half_pi_high)
    low = np.where(below_half, zero, half_pi_low)
    product = z * p
    head_subnormal = np.abs(head) < smallest_normal
    head_zero = head * zero
    head_flushed = np.where(head_subnormal, head_zero, head)
    tail = _fma(head_flushed, product, low)
    head_and_tail = head_flushed + tail
    total = base + head_and_tail
    subnormal = np.abs(total) < smallest_normal
    signed_zero = total * zero
    flushed = np.where(subnormal, signed_zero, total)
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = x.view(np.int32) & sign_bit
    result = (flushed.view(np.int32) | sign).view(np.float32)
    return result


def asin(x):
    """asin of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"asin takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

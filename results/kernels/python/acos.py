"""acos for float32 arrays: max error 0.5729 ulp over 277,493 sampled inputs.

Witness of the bound: x = 0x1.c763280000000p-1. Results that are not correctly rounded: 36.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.23; C17 7.12.4.1 and F.10.1.1.

Kernel 8a84726dd68a9ac5, 36 operations, 9 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acos --seed 0 --evaluations 200000 --max-ops 16

Reduction acos_halves_exact:
    acos x = pi / 2 - asin x below 1/2, 2 asin s from 1/2 on and pi - 2 asin s to -1/2, s^2 = z, s in [0, 1/2]
    (Muller, Elementary Functions, chapter 11; fdlibm's e_asin.c). s z p(z) is below 0.024. The rounding of
    the root is corrected: z - root^2 is exact in one fma, and 1 / root from the bits alone, 5.1 % off,
    carries it over. The rounding error of the sum of pi (or pi / 2), in two parts, and the head 2 s (or x) is
    found exactly (Fast2Sum, Dekker 1971: the first is 0 or the larger one), so that only the last addition
    has a rounding of size. Beyond 1, z < 0 and the root, so the result, is nan.
"""

import numpy as np

TARGET = "acos"
FORMAT = "python"
MAX_ULP = 0.5729055848633428
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.c763280000000p-1"
OUTPUTS_HASH = None
RECORD = "8a84726dd68a9ac5"


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
    p_coefficient_1 = np.float32(float.fromhex("-0x1.e69824p-7"))  # -0.0148496795
    p_coefficient_2 = np.float32(float.fromhex("-0x1.997d74p-6"))  # -0.0249932893
    p_coefficient_3 = np.float32(float.fromhex("0x1.3f5e86p-1"))  # 0.623768032
    p_coefficient_4 = np.float32(float.fromhex("0x1.4e50b8p+1"))  # 2.61183834
    p_coefficient_5 = np.float32(float.fromhex("0x1.55555cp-3"))  # 0.166666716
    rough = np.int32(2129859015)
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    pi_high = np.float32(float.fromhex("0x1.921fb6p+1"))  # 3.14159274
    pi_low = np.float32(float.fromhex("-0x1.777a5cp-24"))  # -8.74227766e-08
    half_pi_high = np.float32(float.fromhex("0x1.921fb6p+0"))  # 1.57079637
    half_pi_low = np.float32(float.fromhex("-0x1.777a5cp-25"))  # -4.37113883e-08
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
    p1 = _fma(z, p_coefficient_1, p_coefficient_2)
    p2 = _fma(z, z, p_coefficient_3)
    p = _fma(-z, p1 * _fma(p2, p2, p_coefficient_4), p_coefficient_5)
    # Reconstruction: acos x = base + low + head (1 + z p): -x and pi / 2 for |x| < 1/2, 2 root and 0 from 1/2
    # on, -2 root and pi to -1/2.
    residual = _fma(-root, root, flipped)
    rest = residual * ((rough - root.view(np.int32)).view(np.float32))
    twice_root = root + root
    negative = x_flushed < zero
    turned = -twice_root
    end = np.where(negative, turned, twice_root)
    minus = -x
    head = np.where(below_half, minus, end)
    far_base = np.where(negative, pi_high, zero)
    base = np.where(below_half, half_pi_high, far_base)
    missing = pi_low - rest
    far_low = np.where(negative, missing, rest)
    low = np.where(below_half, half_pi_low, far_low)
    head_subnormal = np.abs(head) < smallest_normal
    head_zero = head * zero
    head_flushed = np.where(head_subnormal, head_zero, head)
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    high = base + head_flushed
    back = high - base
    lost = head_flushed - back
    lows = low + lost
    tail = _fma(head_flushed, z * p, lows)
    result = high + tail
    result_subnormal = np.abs(result) < smallest_normal
    result_zero = result * zero
    result_flushed = np.where(result_subnormal, result_zero, result)
    return result_flushed


def acos(x):
    """acos of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"acos takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

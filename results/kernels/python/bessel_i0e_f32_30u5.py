"""bessel_i0e for float32 arrays: max error 30.2154 ulp over 277,523 sampled inputs.

Witness of the bound: x = -0x1.a68d640000000p+1. Results that are not correctly rounded: 274,091.
Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.fffffe0000000p-1, not
0x1.0000000000000p+0, f(-0x0.0p+0) = 0x1.fffffe0000000p-1, not 0x1.0000000000000p+0.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: e^-|x| I_0(x); DLMF 10.25; scipy.special.i0e.

Kernel 6d9eb996ef2dea4f, 29 operations, 30 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search bessel_i0e --seed 0 --evaluations 200000 --max-ops 16

Reduction bessel_i0e_pieces:
    f(0) = 1 is exact. a - 1 is rounded below 1/2, by 2^-25. From 2 on a f(a)^2 lies between 0.159 and 0.191
    and is a function of 1/a, smooth down to 0 with the value 1 / (2 pi) there (DLMF 10.40.1): w = 64/a, so
    that neither w nor its product leaves the normal range for any a. The root halves the errors of quotient,
    core and product. Two cores share the tail because e^-2a, by which its function misses its asymptotic
    series, is not small beside 2. At infinity w is 0, and so is the root.
"""

import numpy as np

TARGET = "bessel_i0e"
FORMAT = "python"
MAX_ULP = 30.215448018914945
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.a68d640000000p+1"
OUTPUTS_HASH = None
RECORD = "6d9eb996ef2dea4f"


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
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    c_coefficient_1 = np.float32(float.fromhex("-0x1.e81f4ap-8"))  # -0.00744815404
    c_coefficient_2 = np.float32(float.fromhex("0x1.43498ap-3"))  # 0.157855108
    c_coefficient_3 = np.float32(float.fromhex("-0x1.61505ep-1"))  # -0.690066278
    c_coefficient_4 = np.float32(float.fromhex("-0x1.49a376p-4"))  # -0.0804781541
    c_coefficient_5 = np.float32(float.fromhex("0x1.21bdc6p-1"))  # 0.565900981
    c_coefficient_6 = np.float32(float.fromhex("-0x1.1372c4p-2"))  # -0.268992484
    scale = np.float32(float.fromhex("0x1p+6"))  # 64
    middle = np.float32(float.fromhex("0x1.5p+4"))  # 21
    g_coefficient_1 = np.float32(float.fromhex("-0x1.4031eep-7"))  # -0.00977157708
    g_coefficient_2 = np.float32(float.fromhex("0x1.13e52ap-1"))  # 0.538857758
    g_coefficient_3 = np.float32(float.fromhex("0x1.04105cp-8"))  # 0.00396826025
    g_coefficient_4 = np.float32(float.fromhex("0x1.457d66p-2"))  # 0.31786117
    g_coefficient_5 = np.float32(float.fromhex("0x1.e1db68p-5"))  # 0.0588204414
    g_coefficient_6 = np.float32(float.fromhex("0x1.4e8d0ep-3"))  # 0.163354978
    h_coefficient_1 = np.float32(float.fromhex("-0x1.16c5c8p-17"))  # -8.30807039e-06
    h_coefficient_2 = np.float32(float.fromhex("-0x1.a11a44p-12"))  # -0.000397780037
    h_coefficient_3 = np.float32(float.fromhex("-0x1.cdd734p-8"))  # -0.00704712886
    h_coefficient_4 = np.float32(float.fromhex("0x1.6fe7bep+0"))  # 1.43712986
    h_coefficient_5 = np.float32(float.fromhex("0x1.5ab0dep-3"))  # 0.16928266
    six = np.float32(float.fromhex("0x1.8p+2"))  # 6
    two = np.float32(float.fromhex("0x1p+1"))  # 2
    eighth = np.float32(float.fromhex("0x1p-3"))  # 0.125
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    # Reduction: t = |x| - 1.
    a = np.abs(x)
    a_subnormal = np.abs(a) < smallest_normal
    a_zero = a * zero
    a_flushed = np.where(a_subnormal, a_zero, a)
    t = a_flushed - one
    # Core c(t), a polynomial, t in [-1, 1]: c = f(a) = e^-a I_0(a), t = a - 1.
    c1 = _fma(t, c_coefficient_1, c_coefficient_2)
    c2 = _fma(t, c1, c_coefficient_3)
    c3 = _fma(c2, c2, c_coefficient_4)
    c4 = _fma(-c3, _fma(c3, c3, c_coefficient_5), c_coefficient_6)
    c = _fma(c4, c4, c1)
    c_subnormal = np.abs(c) < smallest_normal
    c_zero = c * zero
    c_flushed = np.where(c_subnormal, c_zero, c)
    # Next argument: w = 64 / a, v = w - 21: w stays in the normal range for every float32, and so do its
    # products with cores near 1 / (2 pi).
    w = scale / a_flushed
    v = w - middle
    # Core g(v), a polynomial, v in [-10.3333, 11]: g = a f(a)^2, f(a) = e^-a I_0(a), a = 64 / w, v = w - 21.
    g1 = _fma(v, g_coefficient_1, g_coefficient_2)
    g2 = _fma(-_fma(g1, g1, g_coefficient_3), g1, g_coefficient_4)
    g = _fma(g2, _fma(g2, g2, g_coefficient_5), g_coefficient_6)
    # Core h(w), a polynomial, w in [0, 10.6667]: h = a f(a)^2, f(a) = e^-a I_0(a), a = 64 / w.
    h1 = _fma(-w, _fma(w, h_coefficient_1, h_coefficient_2), h_coefficient_3)
    h = _fma(_fma(w, h1, h_coefficient_4), h1, h_coefficient_5)
    # Reconstruction: f(a) = c below 2, sqrt(w a f(a)^2) / 8 beyond, a f(a)^2 = g up to 6 and then h.
    inner = a_flushed < six
    core = np.where(inner, g, h)
    root = np.sqrt(w * core)
    far_part = root * eighth
    far_part_subnormal = np.abs(far_part) < smallest_normal
    far_part_zero = far_part * zero
    far_part_flushed = np.where(far_part_subnormal, far_part_zero, far_part)
    result = np.where(a_flushed < two, c_flushed, far_part_flushed)
    return result


def bessel_i0e(x):
    """bessel_i0e of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"bessel_i0e takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""bessel_i1e for float32 arrays: max error 34.3311 ulp over 277,611 sampled inputs.

Witness of the bound: x = 0x1.46a8e20000000p+79. Results that are not correctly rounded: 274,477.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: e^-|x| I_1(x); DLMF 10.25; scipy.special.i1e.

Kernel 676f28d1127de550, 33 operations, 28 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search bessel_i1e --seed 0 --evaluations 200000 --max-ops 16

Reduction bessel_i1e_pieces:
    c goes from 1/2 down to 0.107. a - 1 is rounded below 1/2, by 2^-25. From 2 on a f(a)^2 lies between 0.092
    and 0.16 and is a function of 1/a, smooth down to 0 with the value 1 / (2 pi) there (DLMF 10.40.1): w =
    64/a, so that neither w nor its product leaves the normal range for any a. The root halves the errors of
    quotient, core and product. Two cores share the tail because e^-2a, by which its function misses its
    asymptotic series, is not small beside 2. At infinity w is 0, and so is the root.
"""

import numpy as np

TARGET = "bessel_i1e"
FORMAT = "python"
MAX_ULP = 34.33105334837356
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.46a8e20000000p+79"
OUTPUTS_HASH = None
RECORD = "676f28d1127de550"


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
    c_coefficient_1 = np.float32(float.fromhex("-0x1.0ef014p-8"))  # -0.00413418282
    c_coefficient_2 = np.float32(float.fromhex("0x1.6c1b6ep-7"))  # 0.0111116683
    c_coefficient_3 = np.float32(float.fromhex("-0x1.7727fp-3"))  # -0.183181643
    c_coefficient_4 = np.float32(float.fromhex("0x1.ba3e58p-2"))  # 0.431878448
    c_coefficient_5 = np.float32(float.fromhex("0x1.05ab3cp-1"))  # 0.51107204
    c_coefficient_6 = np.float32(float.fromhex("0x1.9f9ccap-4"))  # 0.101467885
    c_coefficient_7 = np.float32(float.fromhex("0x1.76720ap-5"))  # 0.0457086749
    scale = np.float32(float.fromhex("0x1p+6"))  # 64
    middle = np.float32(float.fromhex("0x1.5p+4"))  # 21
    g_coefficient_1 = np.float32(float.fromhex("-0x1.0bb5e6p-9"))  # -0.00204246934
    g_coefficient_2 = np.float32(float.fromhex("-0x1.81aab6p-6"))  # -0.0235392358
    g_coefficient_3 = np.float32(float.fromhex("0x1.23210cp-1"))  # 0.568611503
    g_coefficient_4 = np.float32(float.fromhex("0x1.9151b8p-1"))  # 0.78382659
    g_coefficient_5 = np.float32(float.fromhex("0x1.123966p-9"))  # 0.00209216471
    g_coefficient_6 = np.float32(float.fromhex("0x1.d4926ep-4"))  # 0.114397459
    h_coefficient_1 = np.float32(float.fromhex("0x1.622408p-8"))  # 0.00540375896
    h_coefficient_2 = np.float32(float.fromhex("0x1.114ce8p-5"))  # 0.0333618671
    h_coefficient_3 = np.float32(float.fromhex("-0x1.5e56cep-2"))  # -0.342128009
    h_coefficient_4 = np.float32(float.fromhex("0x1.5d671p-3"))  # 0.170606732
    six = np.float32(float.fromhex("0x1.8p+2"))  # 6
    two = np.float32(float.fromhex("0x1p+1"))  # 2
    eighth = np.float32(float.fromhex("0x1p-3"))  # 0.125
    sign_bit = np.int32(-2147483648)
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    # Reduction: t = |x| - 1.
    a = np.abs(x)
    a_subnormal = np.abs(a) < smallest_normal
    a_zero = a * zero
    a_flushed = np.where(a_subnormal, a_zero, a)
    t = a_flushed - one
    # Core c(t), a polynomial, t in [-1, 1]: f(a) = e^-a I_1(a) = a c, t = a - 1.
    c1 = _fma(t, _fma(t, _fma(t, c_coefficient_1, c_coefficient_2), c_coefficient_3), c_coefficient_4)
    c2 = _fma(c1, _fma(c1, c1, c_coefficient_5), c_coefficient_6)
    c = _fma(c2, c2, c_coefficient_7)
    # Next argument: w = 64 / a, v = w - 21: w stays in the normal range for every float32, and so do its
    # products with cores near 1 / (2 pi).
    w = scale / a_flushed
    v = w - middle
    # Core g(v), a polynomial, v in [-10.3333, 11]: g = a f(a)^2, f(a) = e^-a I_1(a), a = 64 / w, v = w - 21.
    g1 = _fma(v, _fma(v, g_coefficient_1, g_coefficient_2), g_coefficient_3)
    g2 = _fma(g1, g1, g_coefficient_4)
    g = _fma(_fma(g2, g2, -v), g_coefficient_5, g_coefficient_6)
    # Core h(w), a polynomial, w in [0, 10.6667]: h = a f(a)^2, f(a) = e^-a I_1(a), a = 64 / w.
    h1 = _fma(w, h_coefficient_1, h_coefficient_2)
    h = _fma(h1, _fma(-h1, h1, h_coefficient_3), h_coefficient_4)
    # Reconstruction: f(x) = x c below 2, sqrt(w a f(a)^2) / 8 with the sign of x beyond, a f(a)^2 = g up to 6
    # and then h.
    inner = a_flushed < six
    core = np.where(inner, g, h)
    root = np.sqrt(w * core)
    far_part = root * eighth
    far_part_subnormal = np.abs(far_part) < smallest_normal
    far_part_zero = far_part * zero
    far_part_flushed = np.where(far_part_subnormal, far_part_zero, far_part)
    close = a_flushed < two
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reconstruction: f(x) = x c below 2, sqrt(w a f(a)^2) / 8 with the sign of x beyond, a f(a)^2 = g up to 6
    # and then h.
    near_part = x_flushed * c
    near_part_subnormal = np.abs(near_part) < smallest_normal
    near_part_zero = near_part * zero
    near_part_flushed = np.where(near_part_subnormal, near_part_zero, near_part)
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = x.view(np.int32) & sign_bit
    signed_far = (far_part_flushed.view(np.int32) | sign).view(np.float32)
    result = np.where(close, near_part_flushed, signed_far)
    return result


def bessel_i1e(x):
    """bessel_i1e of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"bessel_i1e takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

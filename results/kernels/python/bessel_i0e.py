"""bessel_i0e for float32 arrays: max error 3.7458 ulp over 277,523 sampled inputs.

Witness of the bound: x = 0x1.7b44440000000p-6. Results that are not correctly rounded: 127,866.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: e^-|x| I_0(x); DLMF 10.25; scipy.special.i0e.

Kernel 510fd226db1b0399, 39 operations, 40 of them real operations of the core.
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
MAX_ULP = 3.7457535750446267
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.7b44440000000p-6"
OUTPUTS_HASH = None
RECORD = "510fd226db1b0399"


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
    c_coefficient_1 = np.float32(float.fromhex("-0x1.216dd8p-3"))  # -0.141322792
    c_coefficient_2 = np.float32(float.fromhex("0x1.b8b7b2p-1"))  # 0.860776484
    c_coefficient_3 = np.float32(float.fromhex("0x1.1896bcp+1"))  # 2.19210005
    c_coefficient_4 = np.float32(float.fromhex("0x1.5719acp+0"))  # 1.34023547
    c_coefficient_5 = np.float32(float.fromhex("0x1.8cc6d6p-2"))  # 0.387477249
    c_coefficient_6 = np.float32(float.fromhex("0x1.d31b5cp-1"))  # 0.91231811
    c_coefficient_7 = np.float32(float.fromhex("0x1.dcf016p-2"))  # 0.465759605
    scale = np.float32(float.fromhex("0x1p+6"))  # 64
    middle = np.float32(float.fromhex("0x1.5p+4"))  # 21
    g_coefficient_1 = np.float32(float.fromhex("0x1.26a894p+0"))  # 1.1510098
    g_coefficient_2 = np.float32(float.fromhex("-0x1.624e72p+7"))  # -177.153214
    g_coefficient_3 = np.float32(float.fromhex("-0x1.666282p+13"))  # -11468.3135
    g_coefficient_4 = np.float32(float.fromhex("-0x1.32c3d8p+23"))  # -10052076
    g_coefficient_5 = np.float32(float.fromhex("-0x1.7206a2p+4"))  # -23.1266193
    g_coefficient_6 = np.float32(float.fromhex("0x1.0b8d96p+7"))  # 133.776535
    g_coefficient_7 = np.float32(float.fromhex("-0x1.6ba9cep+34"))  # -2.44050309e+10
    g_coefficient_8 = np.float32(float.fromhex("-0x1.c82a58p-45"))  # -5.06445336e-14
    g_coefficient_9 = np.float32(float.fromhex("0x1.6a01dp-3"))  # 0.17676127
    h_coefficient_1 = np.float32(float.fromhex("0x1.fb181ep+6"))  # 126.773552
    h_coefficient_2 = np.float32(float.fromhex("0x1.cbed02p+12"))  # 7358.81299
    h_coefficient_3 = np.float32(float.fromhex("-0x1.9ec416p+18"))  # -424720.344
    h_coefficient_4 = np.float32(float.fromhex("-0x1.4c1f3ap+25"))  # -43531892
    h_coefficient_5 = np.float32(float.fromhex("-0x1.f6753ap-37"))  # -1.42807129e-11
    h_coefficient_6 = np.float32(float.fromhex("0x1.45f30ap-3"))  # 0.159154966
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
    c1 = t * c_coefficient_1
    c2 = _fma(c1, c1, c_coefficient_2)
    c3 = (c1 + c_coefficient_3) * c1
    c4 = c2 * (c3 + c_coefficient_4)
    c5 = _fma(c1, _fma(c4, c4, c_coefficient_5), c_coefficient_6)
    c = _fma(c5 * c5, c3, c_coefficient_7)
    c_subnormal = np.abs(c) < smallest_normal
    c_zero = c * zero
    c_flushed = np.where(c_subnormal, c_zero, c)
    # Next argument: w = 64 / a, v = w - 21: w stays in the normal range for every float32, and so do its
    # products with cores near 1 / (2 pi).
    w = scale / a_flushed
    v = w - middle
    # Core g(v), a polynomial, v in [-10.3333, 11]: g = a f(a)^2, f(a) = e^-a I_0(a), a = 64 / w, v = w - 21.
    g1 = g_coefficient_1 - v
    g2 = _fma(g1, g1, g_coefficient_2)
    g3 = _fma(-g2, _fma(g1, g2, g_coefficient_3), g_coefficient_4)
    g4 = v * _fma(-g3, _fma(v, v + g_coefficient_5, g_coefficient_6), g_coefficient_7)
    g = _fma(g4, g_coefficient_8, g_coefficient_9)
    # Core h(w), a polynomial, w in [0, 10.6667]: h = a f(a)^2, f(a) = e^-a I_0(a), a = 64 / w.
    h1 = _fma(w, _fma(-w, _fma(w, _fma(w, w, h_coefficient_1), h_coefficient_2), h_coefficient_3), h_coefficient_4)
    h = _fma(w * h1, h_coefficient_5, h_coefficient_6)
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

"""bessel_i1e for float32 arrays: max error 2.7025 ulp over 277,611 sampled inputs.

Witness of the bound: x = -0x1.f935340000000p+0. Results that are not correctly rounded: 59,551.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: e^-|x| I_1(x); DLMF 10.25; scipy.special.i1e.

Kernel f888e4db55096db4, 50 operations, 45 of them real operations of the core.
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
MAX_ULP = 2.7024812344551257
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.f935340000000p+0"
OUTPUTS_HASH = None
RECORD = "f888e4db55096db4"


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
    c_coefficient_1 = np.float32(float.fromhex("-0x1.010228p-5"))  # -0.0313730985
    c_coefficient_2 = np.float32(float.fromhex("-0x1.2e0d56p-1"))  # -0.589945495
    c_coefficient_3 = np.float32(float.fromhex("0x1.9ecc28p-2"))  # 0.405075669
    c_coefficient_4 = np.float32(float.fromhex("0x1.5e8812p-3"))  # 0.171157971
    c_coefficient_5 = np.float32(float.fromhex("-0x1.38670cp+0"))  # -1.22032237
    c_coefficient_6 = np.float32(float.fromhex("0x1.1f395cp+1"))  # 2.24393797
    c_coefficient_7 = np.float32(float.fromhex("0x1.a9ccfp-3"))  # 0.207910419
    scale = np.float32(float.fromhex("0x1p+6"))  # 64
    middle = np.float32(float.fromhex("0x1.5p+4"))  # 21
    g_coefficient_1 = np.float32(float.fromhex("0x1.6f586cp+1"))  # 2.86988592
    g_coefficient_2 = np.float32(float.fromhex("-0x1.80f67p+4"))  # -24.0601654
    g_coefficient_3 = np.float32(float.fromhex("-0x1.f442ccp+8"))  # -500.260925
    g_coefficient_4 = np.float32(float.fromhex("-0x1.bf8f1ap-13"))  # -0.000213412757
    g_coefficient_5 = np.float32(float.fromhex("-0x1.1f54e6p+5"))  # -35.9164543
    g_coefficient_6 = np.float32(float.fromhex("0x1.366342p+17"))  # 158918.516
    g_coefficient_7 = np.float32(float.fromhex("-0x1.b7018cp-27"))  # -1.27767574e-08
    g_coefficient_8 = np.float32(float.fromhex("0x1.cfeb56p-4"))  # 0.113261543
    h_coefficient_1 = np.float32(float.fromhex("0x1.1fb57p-7"))  # 0.00878017396
    h_coefficient_2 = np.float32(float.fromhex("-0x1.35a254p-23"))  # -1.44184611e-07
    h_coefficient_3 = np.float32(float.fromhex("-0x1.e4993ap-27"))  # -1.41036738e-08
    h_coefficient_4 = np.float32(float.fromhex("-0x1.433f1ap-3"))  # -0.1578352
    h_coefficient_5 = np.float32(float.fromhex("-0x1.120b54p+2"))  # -4.28194141
    h_coefficient_6 = np.float32(float.fromhex("0x1.eca4eap-19"))  # 3.67048528e-06
    h_coefficient_7 = np.float32(float.fromhex("0x1.ed1b26p-10"))  # 0.0018810503
    h_coefficient_8 = np.float32(float.fromhex("0x1.468ebp-3"))  # 0.159451842
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
    c1 = t * c_coefficient_1
    c2 = c1 + c_coefficient_3
    c3 = c2 * c2
    c4 = t * (c3 + c_coefficient_4)
    c5 = c4 * _fma(c3, c4, c_coefficient_5)
    c6 = c5 * c5
    c7 = _fma(t, c_coefficient_2, c6) + c_coefficient_6
    c = _fma(c1, c7 * c7, c_coefficient_7)
    # Next argument: w = 64 / a, v = w - 21: w stays in the normal range for every float32, and so do its
    # products with cores near 1 / (2 pi).
    w = scale / a_flushed
    v = w - middle
    # Core g(v), a polynomial, v in [-10.3333, 11]: g = a f(a)^2, f(a) = e^-a I_1(a), a = 64 / w, v = w - 21.
    g1 = v + g_coefficient_2
    g2 = (g1 * g1) * _fma(v, v, g_coefficient_3)
    g3 = g2 * g_coefficient_4
    g4 = g_coefficient_5 - _fma(v, g_coefficient_1, g3)
    g = _fma(_fma(v, _fma(-g4, g4, g_coefficient_6), g2), g_coefficient_7, g_coefficient_8)
    # Core h(w), a polynomial, w in [0, 10.6667]: h = a f(a)^2, f(a) = e^-a I_1(a), a = 64 / w.
    h1 = w * h_coefficient_1
    h2 = _fma(h1, h_coefficient_2, h_coefficient_3)
    h3 = h1 + h_coefficient_4
    h4 = w * h3
    h = _fma(_fma(w, _fma(h2, w * _fma(h4, h4, h_coefficient_5), h_coefficient_6), h_coefficient_7), h3 - w, h_coefficient_8)
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

"""bessel_i1e for float32 arrays: max error 3.4927 ulp over 277,611 sampled inputs.

Witness of the bound: x = -0x1.e832820000000p-16. Results that are not correctly rounded: 169,922.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: e^-|x| I_1(x); DLMF 10.25; scipy.special.i1e.

Kernel cbea16057285bdda, 44 operations, 40 of them real operations of the core.
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
MAX_ULP = 3.492705952519904
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.e832820000000p-16"
OUTPUTS_HASH = None
RECORD = "cbea16057285bdda"


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
    c_coefficient_1 = np.float32(float.fromhex("-0x1.dfaadcp+6"))  # -119.916855
    c_coefficient_2 = np.float32(float.fromhex("0x1.f6661ep+8"))  # 502.398895
    c_coefficient_3 = np.float32(float.fromhex("0x1.94e016p+17"))  # 207296.172
    c_coefficient_4 = np.float32(float.fromhex("-0x1.0b01c6p-33"))  # -1.21420693e-10
    c_coefficient_5 = np.float32(float.fromhex("0x1.bfa232p-7"))  # 0.0136606926
    c_coefficient_6 = np.float32(float.fromhex("-0x1.026a4cp-3"))  # -0.126179308
    c_coefficient_7 = np.float32(float.fromhex("0x1.999e1ep-2"))  # 0.400017232
    c_coefficient_8 = np.float32(float.fromhex("0x1.885e88p-5"))  # 0.0478966385
    scale = np.float32(float.fromhex("0x1p+6"))  # 64
    middle = np.float32(float.fromhex("0x1.5p+4"))  # 21
    g_coefficient_1 = np.float32(float.fromhex("0x1.6f8b4cp+1"))  # 2.8714385
    g_coefficient_2 = np.float32(float.fromhex("-0x1.813a2p+4"))  # -24.0766907
    g_coefficient_3 = np.float32(float.fromhex("-0x1.f59facp+8"))  # -501.623718
    g_coefficient_4 = np.float32(float.fromhex("-0x1.be0be4p-13"))  # -0.000212691521
    g_coefficient_5 = np.float32(float.fromhex("-0x1.21c67ep+5"))  # -36.22192
    g_coefficient_6 = np.float32(float.fromhex("0x1.36dd5ep+17"))  # 159162.734
    g_coefficient_7 = np.float32(float.fromhex("-0x1.b65a38p-27"))  # -1.27577344e-08
    g_coefficient_8 = np.float32(float.fromhex("0x1.cfe13ap-4"))  # 0.113251902
    h_coefficient_1 = np.float32(float.fromhex("0x1.ce1c82p-32"))  # 4.20287832e-10
    h_coefficient_2 = np.float32(float.fromhex("-0x1.00d396p-28"))  # -3.73731757e-09
    h_coefficient_3 = np.float32(float.fromhex("0x1.f36d34p+7"))  # 249.713287
    h_coefficient_4 = np.float32(float.fromhex("0x1.4e0d18p+13"))  # 10689.6367
    h_coefficient_5 = np.float32(float.fromhex("-0x1.14aa26p+22"))  # -4532873.5
    h_coefficient_6 = np.float32(float.fromhex("0x1.23412ep-3"))  # 0.142214164
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
    c1 = t * _fma(-t, t, c_coefficient_1)
    c2 = _fma(c1, c1 + c_coefficient_2, c_coefficient_3)
    c3 = _fma(t, _fma(_fma(c2 * c2, c_coefficient_4, t), c_coefficient_5, c_coefficient_6), c_coefficient_7)
    c = _fma(c3, c3, c_coefficient_8)
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
    h = _fma(_fma(w, h_coefficient_1, h_coefficient_2), _fma(-w, _fma(w, _fma(w, w, h_coefficient_3), h_coefficient_4), h_coefficient_5), h_coefficient_6)
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

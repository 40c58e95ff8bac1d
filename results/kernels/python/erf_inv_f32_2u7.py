"""erf_inv for float32 arrays: max error 2.0380 ulp over 277,613 sampled inputs.

Witness of the bound: x = 0x1.ed725c0000000p-1. Results that are not correctly rounded: 7,561.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: the inverse of erf; DLMF 7.17.

Kernel 000b0b0a9c7fa59f, 53 operations, 39 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erf_inv --seed 0 --evaluations 240000 --max-ops 16

Reduction erf_inv_log:
    erf_inv(x) is x times a smooth function of w, and for large w of sqrt(w), as which it grows. w inherits
    2^-25 from the rounding of 1 - x^2 at most where w is small, and there d log(erf_inv)/dw is 0.26. The
    halving is exact; d > 0 keeps the sign of zero. e lies between -0.18 and -0.15: the last rounding and
    those of w and z, halved by the root, count most. |x| = 1 gives x times infinity, and an x beyond gives
    nan.
"""

import numpy as np

TARGET = "erf_inv"
FORMAT = "python"
MAX_ULP = 2.037971058022248
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.ed725c0000000p-1"
OUTPUTS_HASH = None
RECORD = "000b0b0a9c7fa59f"


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
    root_half = np.int32(1060439283)
    exponent_bits = np.int32(-8388608)
    width = np.int32(23)
    c_coefficient_1 = np.float32(float.fromhex("-0x1.207504p-1"))  # -0.563392758
    c_coefficient_2 = np.float32(float.fromhex("0x1.157a3ep-2"))  # 0.270974129
    c_coefficient_3 = np.float32(float.fromhex("0x1.0511dp-1"))  # 0.509901524
    c_coefficient_4 = np.float32(float.fromhex("-0x1.b2dfaep-2"))  # -0.424681395
    c_coefficient_5 = np.float32(float.fromhex("0x1.118f1ap+0"))  # 1.06858981
    c_coefficient_6 = np.float32(float.fromhex("-0x1.7ca434p-1"))  # -0.74344027
    minus_ln2_nearest_high = np.float32(float.fromhex("-0x1.62e43p-1"))  # -0.693147182
    d_coefficient_1 = np.float32(float.fromhex("-0x1.a1d1e6p-7"))  # -0.0127508519
    d_coefficient_2 = np.float32(float.fromhex("0x1.c94c0cp-6"))  # 0.0279111974
    d_coefficient_3 = np.float32(float.fromhex("0x1.ad865cp-1"))  # 0.838915706
    d_coefficient_4 = np.float32(float.fromhex("0x1.66639cp-1"))  # 0.699978709
    d_coefficient_5 = np.float32(float.fromhex("0x1.68f8d2p-2"))  # 0.352511674
    d_coefficient_6 = np.float32(float.fromhex("-0x1.019da8p-2"))  # -0.251577973
    d_coefficient_7 = np.float32(float.fromhex("0x1.2921ccp-1"))  # 0.580335975
    d_coefficient_8 = np.float32(float.fromhex("0x1.4bdf7ap-1"))  # 0.648189366
    centre = np.float32(float.fromhex("0x1.ap+1"))  # 3.25
    e_coefficient_1 = np.float32(float.fromhex("0x1.53a80cp-11"))  # 0.000647843233
    e_coefficient_2 = np.float32(float.fromhex("0x1.f4831ap-7"))  # 0.0152744176
    e_coefficient_3 = np.float32(float.fromhex("0x1.1b9272p-3"))  # 0.138462916
    e_coefficient_4 = np.float32(float.fromhex("-0x1.acbc86p-4"))  # -0.104671977
    e_coefficient_5 = np.float32(float.fromhex("-0x1.32edf8p-3"))  # -0.149867952
    e_coefficient_6 = np.float32(float.fromhex("-0x1.df9dbap-4"))  # -0.117093779
    e_coefficient_7 = np.float32(float.fromhex("-0x1.156908p-4"))  # -0.0677271187
    e_coefficient_8 = np.float32(float.fromhex("-0x1.3b19dap-3"))  # -0.153857902
    turn = np.float32(float.fromhex("0x1.6p+2"))  # 5.5
    half = np.float32(float.fromhex("0x1p-1"))  # 0.5
    infinity = np.float32(float.fromhex("inf"))  # inf
    nan = np.float32(float.fromhex("nan"))  # nan
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    # Reduction: 1 - x^2, rounded once, = 2^k (1 + f) exactly, sqrt(1/2) <= 1 + f < sqrt(2).
    minus = -x
    subnormal = np.abs(minus) < smallest_normal
    signed_zero = minus * zero
    flushed = np.where(subnormal, signed_zero, minus)
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: 1 - x^2, rounded once, = 2^k (1 + f) exactly, sqrt(1/2) <= 1 + f < sqrt(2).
    q = _fma(flushed, x_flushed, one)
    # split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to
    # one binade more.
    word = q.view(np.int32)
    above = word - root_half
    exponent = np.right_shift(above, width)
    field = above & exponent_bits
    m = (word - field).view(np.float32)
    f = m - one
    k = exponent.astype(np.float32)
    # Core c(f), a polynomial, f in [-0.292894, 0.414215]: log(1 + f) = f + f^2 c.
    c1 = _fma(f, c_coefficient_1, c_coefficient_2)
    c2 = _fma(c1, c1, c_coefficient_3)
    c3 = _fma(c2, c1, c_coefficient_4)
    c = _fma(-_fma(c2, c3, c_coefficient_5), c3, c_coefficient_6)
    # Next argument: w = -log(1 - x^2) = -k ln 2 - (f + f^2 c), and its root z.
    square = f * f
    minus_log = -_fma(square, c, f)
    w = _fma(k, minus_ln2_nearest_high, minus_log)
    z = np.sqrt(w)
    # Core d(w), a polynomial, w in [0, 5.5]: erf_inv x = (x + x d) / 2.
    d1 = w * _fma(w, d_coefficient_1, d_coefficient_2)
    d2 = d1 + d_coefficient_3
    d3 = _fma(-_fma(d2, d2, d_coefficient_4), d1, d_coefficient_5)
    d4 = _fma(w, d_coefficient_6, d3)
    d5 = w * d_coefficient_7
    d = _fma(d4, d3, d5) + d_coefficient_8
    # Next argument: t = z - 3.25.
    t = z - centre
    # Core e(t), a polynomial, t in [-0.904792, 0.84]: erf_inv x = x z + x e, t = z - 3.25.
    e1 = t * t
    e2 = _fma(t, _fma(e1, _fma(t, e_coefficient_1, e_coefficient_2), e_coefficient_3), e_coefficient_4)
    e3 = _fma(t, _fma(t, e_coefficient_5, e2), e_coefficient_6)
    e = _fma(-e3, _fma(e1, e_coefficient_7, e2), e_coefficient_8)
    # Reconstruction: erf_inv x = (x + x d) / 2 where w is below 5.5, else x z + x e; x inf at |x| = 1, nan
    # beyond.
    near_part = _fma(x_flushed, d, x_flushed) * half
    near_part_subnormal = np.abs(near_part) < smallest_normal
    near_part_zero = near_part * zero
    near_part_flushed = np.where(near_part_subnormal, near_part_zero, near_part)
    product = x_flushed * e
    far_part = _fma(x_flushed, z, product)
    far_part_subnormal = np.abs(far_part) < smallest_normal
    far_part_zero = far_part * zero
    far_part_flushed = np.where(far_part_subnormal, far_part_zero, far_part)
    inner = np.where(w < turn, near_part_flushed, far_part_flushed)
    a = np.abs(x)
    a_subnormal = np.abs(a) < smallest_normal
    a_zero = a * zero
    a_flushed = np.where(a_subnormal, a_zero, a)
    inside = a_flushed < one
    outside = one < a_flushed
    end = x_flushed * infinity
    end_subnormal = np.abs(end) < smallest_normal
    end_zero = end * zero
    end_flushed = np.where(end_subnormal, end_zero, end)
    other = np.where(outside, nan, end_flushed)
    result = np.where(inside, inner, other)
    return result


def erf_inv(x):
    """erf_inv of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"erf_inv takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""ndtri for float32 arrays: max error 2.7469 ulp over 277,524 sampled inputs.

Witness of the bound: x = 0x1.0671f20000000p-12. Results that are not correctly rounded: 29,976.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: the inverse of the normal distribution function; DLMF 7.17; scipy.special.ndtri.

Kernel 743ace240e415847, 59 operations, 40 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search ndtri --seed 0 --evaluations 200000 --max-ops 16

Reduction ndtri_log:
    ndtri(p) is y times a smooth function of w = -2 log(1 - y^2) = -2 log(4 p (1 - p)), and for large w near
    sqrt(w). p (1 - p) is rounded once, for however small a p; w inherits 2^-24 from it at most where w is
    small, and there d log(ndtri)/dw is 0.13. `lack` is 0 from p = 1/4 on, where y is 0 at 1/2 exactly. e lies
    between -0.24 and -0.16: the last rounding and those of w and z, halved by the root, count most. Where p
    (1 - p) is below 2^-126, 0 and 1 give y times infinity; a p below 0 or above 1 gives nan, as does nan.
"""

import numpy as np

TARGET = "ndtri"
FORMAT = "python"
MAX_ULP = 2.7468646978673
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.0671f20000000p-12"
OUTPUTS_HASH = None
RECORD = "743ace240e415847"


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
    two = np.float32(float.fromhex("0x1p+1"))  # 2
    four = np.float32(float.fromhex("0x1p+2"))  # 4
    minus_one = np.float32(float.fromhex("-0x1p+0"))  # -1
    quarter = np.int32(1043662067)
    exponent_bits = np.int32(-8388608)
    width = np.int32(23)
    c_coefficient_1 = np.float32(float.fromhex("-0x1.6a91f6p-4"))  # -0.0885181054
    c_coefficient_2 = np.float32(float.fromhex("0x1.0b195ep-2"))  # 0.260838956
    c_coefficient_3 = np.float32(float.fromhex("-0x1.b3069ap-2"))  # -0.42482987
    c_coefficient_4 = np.float32(float.fromhex("0x1.5272fap-4"))  # 0.0826291814
    c_coefficient_5 = np.float32(float.fromhex("0x1.872a68p-1"))  # 0.763995409
    c_coefficient_6 = np.float32(float.fromhex("-0x1.becc64p-2"))  # -0.436326563
    minus_twice_ln2_nearest_high = np.float32(float.fromhex("-0x1.62e43p+0"))  # -1.38629436
    minus_two = np.float32(float.fromhex("-0x1p+1"))  # -2
    d_coefficient_1 = np.float32(float.fromhex("0x1.61bffcp-18"))  # 5.27128486e-06
    d_coefficient_2 = np.float32(float.fromhex("-0x1.4afb6p-13"))  # -0.000157824485
    d_coefficient_3 = np.float32(float.fromhex("-0x1.788488p-9"))  # -0.00287260208
    d_coefficient_4 = np.float32(float.fromhex("0x1.84c88ep-4"))  # 0.0949178264
    d_coefficient_5 = np.float32(float.fromhex("0x1.8529c6p-3"))  # 0.190021083
    d_coefficient_6 = np.float32(float.fromhex("-0x1.e65fb6p+0"))  # -1.89989793
    d_coefficient_7 = np.float32(float.fromhex("0x1.282b5ap-3"))  # 0.144613937
    d_coefficient_8 = np.float32(float.fromhex("0x1.82e60ep-1"))  # 0.755661428
    half = np.float32(float.fromhex("0x1p-1"))  # 0.5
    e_coefficient_1 = np.float32(float.fromhex("0x1.42fbaap+9"))  # 645.966125
    e_coefficient_2 = np.float32(float.fromhex("-0x1.12a51ep+9"))  # -549.289978
    e_coefficient_3 = np.float32(float.fromhex("0x1.a554a6p+7"))  # 210.665329
    e_coefficient_4 = np.float32(float.fromhex("-0x1.71d2f6p+5"))  # -46.2280083
    e_coefficient_5 = np.float32(float.fromhex("-0x1.fe3e92p+2"))  # -7.97256899
    e_coefficient_6 = np.float32(float.fromhex("0x1.4eeb1cp+0"))  # 1.30827498
    e_coefficient_7 = np.float32(float.fromhex("0x1.e2253ep+0"))  # 1.88338077
    e_coefficient_8 = np.float32(float.fromhex("-0x1.e4b858p-2"))  # -0.473359466
    e_coefficient_9 = np.float32(float.fromhex("-0x1.e4f19cp-3"))  # -0.236788958
    turn = np.float32(float.fromhex("0x1.6p+3"))  # 11
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    last_subnormal = np.float32(float.fromhex("0x1.fffffep-126"))  # 2.35098856e-38
    infinity = np.float32(float.fromhex("inf"))  # inf
    nan = np.float32(float.fromhex("nan"))  # nan
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: y = 2p - 1 and its rounding error `lack`, 0 from p = 1/4 on; q = p (1 - p), rounded once, 4 q
    # = 2^k (1 + f) exactly.
    # sqrt(1/2) <= 1 + f < sqrt(2). p beyond 2 is as good as 2.
    p = np.where(two < x_flushed, two, x_flushed)
    q = _fma(-p, p, p)
    twice_p = p + p
    y = twice_p - one
    back = y + one
    lack = twice_p - back
    # split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to
    # one binade more.
    word = q.view(np.int32)
    above = word - quarter
    exponent = np.right_shift(above, width)
    field = above & exponent_bits
    m = (word - field).view(np.float32)
    f = _fma(m, four, minus_one)
    k = exponent.astype(np.float32)
    # Core c(f), a polynomial, f in [-0.292894, 0.414215]: log(1 + f) = f + f^2 c.
    c1 = _fma(f, _fma(f, _fma(f, c_coefficient_1, c_coefficient_2), c_coefficient_3), c_coefficient_4)
    c = _fma(-c1, _fma(c1, c1, c_coefficient_5), c_coefficient_6)
    # Next argument: w = -2 log(4 q) = -2 k ln 2 - 2 (f + f^2 c), and its root z.
    square = f * f
    minus_log = _fma(square, c, f) * minus_two
    w = _fma(k, minus_twice_ln2_nearest_high, minus_log)
    z = np.sqrt(w)
    # Core d(w), a polynomial, w in [0, 11]: ndtri p = y + y d.
    d1 = _fma(w, _fma(w, _fma(w, _fma(w, d_coefficient_1, d_coefficient_2), d_coefficient_3), d_coefficient_4), d_coefficient_5)
    d2 = _fma(d1, d1, d_coefficient_6)
    d = _fma(_fma(-d2, d2, w), d_coefficient_7, d_coefficient_8)
    # Next argument: u = 1 / (z + 1/2).
    u = one / (z + half)
    # Core e(u), a polynomial, u in [0.0734214, 0.262012]: |ndtri p| = z + e, u = 1 / (z + 1/2).
    e1 = _fma(-u, _fma(u, _fma(u, _fma(u, e_coefficient_1, e_coefficient_2), e_coefficient_3), e_coefficient_4), e_coefficient_5)
    e2 = _fma(u, e1, e_coefficient_6)
    e3 = _fma(u, _fma(e2, e2, e_coefficient_7), e_coefficient_8)
    e = _fma(e3, e3, e_coefficient_9)
    # Reconstruction: ndtri p = y + (y d + lack) where w is below 11, else z + e with the sign of y; y inf at
    # 0 and 1, nan beyond.
    near_part = y + _fma(y, d, lack)
    near_part_subnormal = np.abs(near_part) < smallest_normal
    near_part_zero = near_part * zero
    near_part_flushed = np.where(near_part_subnormal, near_part_zero, near_part)
    second_above = z + e
    above_subnormal = np.abs(second_above) < smallest_normal
    above_zero = second_above * zero
    above_flushed = np.where(above_subnormal, above_zero, second_above)
    below = -above_flushed
    far_part = np.where(y < zero, below, above_flushed)
    inner = np.where(w < turn, near_part_flushed, far_part)
    end = y * infinity
    end_subnormal = np.abs(end) < smallest_normal
    end_zero = end * zero
    end_flushed = np.where(end_subnormal, end_zero, end)
    other = np.where(q < zero, nan, end_flushed)
    regular = last_subnormal < (q + q)
    result = np.where(regular, inner, other)
    return result


def ndtri(x):
    """ndtri of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"ndtri takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

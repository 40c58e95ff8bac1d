"""gelu for float32 arrays: max error 1.6510 ulp over 277,654 sampled inputs.

Witness of the bound: x = -0x1.f7b0560000000p+2. Results that are not correctly rounded: 1,305.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: x times the normal distribution function; arXiv 1606.08415.

Kernel 95f5bc883c141663, 53 operations, 32 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search gelu --seed 0 --evaluations 300000 --max-ops 16

Reduction gelu_pieces_centred:
    gelu(x) = max(x, 0) - T/2, T(a) = a erfc(a / sqrt(2)), a = |x|: for x < 0 the result is -T/2, for x > 0
    nothing cancels because T <= x. The flat tail rises to sqrt(2 / pi), most of it near |x| = 0.5: it is
    smooth in u, which has small relative and absolute errors where it is steep. Below, |x| c < 0.55; the sum
    is never below x, so max(x, sum) is the sum, and -0 for x = -0. The core gives the flat tail less 1/2,
    from -0.16 to 0.3: its rounding is a quarter of the whole's, and all but the last sum of 1/2 + (g + (r/2 +
    g r) w) are of numbers below 0.7. k is added to the exponent of the sum g + g r w, which is rounded once;
    T/2 < 2^-126 is 0. |x| is cut at 14, where all is decided, so that infinity passes.
"""

import numpy as np

TARGET = "gelu"
FORMAT = "python"
MAX_ULP = 1.6510211275281403
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.f7b0560000000p+2"
OUTPUTS_HASH = None
RECORD = "95f5bc883c141663"


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
    top = np.float32(float.fromhex("0x1.cp+3"))  # 14
    c_coefficient_1 = np.float32(float.fromhex("-0x1.23f8aap-9"))  # -0.00222756458
    c_coefficient_2 = np.float32(float.fromhex("0x1.4644b4p-6"))  # 0.019913841
    c_coefficient_3 = np.float32(float.fromhex("-0x1.10569cp-3"))  # -0.132977694
    c_coefficient_4 = np.float32(float.fromhex("0x1.98845p-1"))  # 0.797884464
    minus_half_log2_e = np.float32(float.fromhex("-0x1.715476p-1"))  # -0.721347511
    magic = np.float32(float.fromhex("0x1.8p+23"))  # 12582912
    twice_ln2_high = np.float32(float.fromhex("-0x1.62e4p+0"))  # -1.3862915
    twice_ln2_low = np.float32(float.fromhex("-0x1.7f7d1cp-19"))  # -2.85721353e-06
    w_coefficient_1 = np.float32(float.fromhex("-0x1.eb6502p-7"))  # -0.0149961719
    w_coefficient_2 = np.float32(float.fromhex("-0x1.e968cep-5"))  # -0.0597423576
    w_coefficient_3 = np.float32(float.fromhex("0x1.345d12p-5"))  # 0.0376420356
    w_coefficient_4 = np.float32(float.fromhex("0x1.02d308p-2"))  # 0.252758145
    w_coefficient_5 = np.float32(float.fromhex("0x1.f4a3ecp-5"))  # 0.0611133203
    w_coefficient_6 = np.float32(float.fromhex("0x1.000002p-1"))  # 0.50000006
    one = np.float32(float.fromhex("0x1p+0"))  # 1
    two = np.float32(float.fromhex("0x1p+1"))  # 2
    g_coefficient_1 = np.float32(float.fromhex("0x1.2303a8p+1"))  # 2.27354908
    g_coefficient_2 = np.float32(float.fromhex("-0x1.3d223cp-5"))  # -0.0387126133
    g_coefficient_3 = np.float32(float.fromhex("-0x1.998a1ap-4"))  # -0.0999852195
    g_coefficient_4 = np.float32(float.fromhex("-0x1.44dd74p-3"))  # -0.158625513
    g_coefficient_5 = np.float32(float.fromhex("0x1.038bd6p-3"))  # 0.12673156
    g_coefficient_6 = np.float32(float.fromhex("-0x1.0f0b1ap-1"))  # -0.529381573
    g_coefficient_7 = np.float32(float.fromhex("0x1.1b041cp-1"))  # 0.552765727
    g_coefficient_8 = np.float32(float.fromhex("-0x1.7d9614p-1"))  # -0.74528563
    g_coefficient_9 = np.float32(float.fromhex("0x1.7b65a4p-6"))  # 0.0231565572
    width = np.int32(23)
    cut = np.float32(float.fromhex("0x1.a4ae0ep+3"))  # 13.1462469
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    minus_zero = np.float32(float.fromhex("-0x0p+0"))  # -0
    minus_half = np.float32(float.fromhex("-0x1p-1"))  # -0.5
    half = np.float32(float.fromhex("0x1p-1"))  # 0.5
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    # Reduction: x^2 = s + e exactly, |x| <= 14; |x| stands for t in other words.
    a = np.abs(x)
    a_subnormal = np.abs(a) < smallest_normal
    a_zero = a * zero
    a_flushed = np.where(a_subnormal, a_zero, a)
    t = np.where(top < a_flushed, top, a_flushed)
    s = t * t
    # product_error: a b - product, exactly where it is 2^-149 or more; the product is a b rounded.
    e = _fma(a_flushed, t, -s)
    # Core c(s), a polynomial, s in [0, 0.25]: gelu x = (x + s c) / 2, s = x^2.
    c = _fma(s, _fma(s, _fma(s, c_coefficient_1, c_coefficient_2), c_coefficient_3), c_coefficient_4)
    # Next argument: -x^2/2 = k ln 2 + r/2, |r| <= ln 2, the small terms first, so that only the last sum has
    # a rounding of size.
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    m = _fma(s, minus_half_log2_e, magic)
    k = m - magic
    r_high = _fma(k, twice_ln2_high, -s)
    r_low = _fma(k, twice_ln2_low, -e)
    r = r_high + r_low
    # Core w(r), a polynomial, r in [-0.693359, 0.693359]: e^(r/2) = 1 + r w.
    w1 = _fma(r, w_coefficient_1, w_coefficient_2)
    w2 = _fma(r, _fma(w1, w1, w_coefficient_3), w_coefficient_4)
    w = _fma(r, _fma(w2, w2, w_coefficient_5), w_coefficient_6)
    # Next argument: u = (a - 1) / (a + 2), a up to 14.
    second_cut = np.where(top < a_flushed, top, a_flushed)
    numerator = second_cut - one
    denominator = second_cut + two
    u = numerator / denominator
    # Core g(u), a polynomial, u in [-0.2, 0.8125]: a erfc(a / sqrt(2)) e^(a^2/2) = 0.5 + g.
    g1 = g_coefficient_1 - u
    g2 = _fma(u, _fma(u, _fma(u, g_coefficient_2, g_coefficient_3), g_coefficient_4), g_coefficient_5)
    g3 = g1 * g2
    g = _fma(-u, _fma(u, _fma(-_fma(g3, g3, g_coefficient_6), g2, g_coefficient_7), g_coefficient_8), g_coefficient_9)
    # Reconstruction: gelu x = (x + x^2 c) / 2 below |x| = 0.5, max(x, -0) - T/2 beyond, T = 2^k y, y = (g +
    # 0.5) e^(r/2), e^(r/2) = 1 + r w.
    product = r * half
    centred = _fma(g, r, product)
    y = _fma(centred, w, g) + half
    scaled = (y.view(np.int32) + np.left_shift(m.view(np.int32), width)).view(np.float32)
    tail = np.where(a_flushed < cut, scaled, zero)
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reconstruction: gelu x = (x + x^2 c) / 2 below |x| = 0.5, max(x, -0) - T/2 beyond, T = 2^k y, y = (g +
    # 0.5) e^(r/2), e^(r/2) = 1 + r w.
    base = np.where(x_flushed < minus_zero, minus_zero, x_flushed)
    far_part = _fma(tail, minus_half, base)
    far_part_subnormal = np.abs(far_part) < smallest_normal
    far_part_zero = far_part * zero
    far_part_flushed = np.where(far_part_subnormal, far_part_zero, far_part)
    total = _fma(s, c, x_flushed)
    near_part = np.where(x_flushed < total, total, x_flushed) * half
    near_part_subnormal = np.abs(near_part) < smallest_normal
    near_part_zero = near_part * zero
    near_part_flushed = np.where(near_part_subnormal, near_part_zero, near_part)
    result = np.where(a_flushed < half, near_part_flushed, far_part_flushed)
    return result


def gelu(x):
    """gelu of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"gelu takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""acosh for float32 arrays: max error 0.7496 ulp over 277,516 sampled inputs.

Witness of the bound: x = 0x1.8000020000000p+0. Results that are not correctly rounded: 2,396.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.

Kernel 6cd6bd079f925398, 48 operations, 15 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acosh --seed 0 --evaluations 300000 --max-ops 16

Reduction acosh_one_piece_exact:
    acosh x = log(1 + S), and t = x - 1 is exact from 1 to 2^24 (Sterbenz and beyond). Below 1 the root is
    nan, and so is the result; so infinity and nan come through S. S is divided by 8, so that nothing
    overflows. f is from S itself, without rounding up to 2^24: 2^-k S + (2^-k - 1), f = S where k = 0. ln 2
    is one part, whose error is 1/15 ulp at worst. The error of the root and of the sum below it is the
    residual t |t| + (2 t - root^2) over twice the root, the division to 5.1 % through the root's bits; the
    square's rounding and the residual's stay, 1/8 ulp of the result (sampled). That of t + root is found
    exactly (Fast2Sum, the root is the larger one). Both are divided by 1 + S to 5.1 % through its bits and
    join the core's term.
"""

import numpy as np

TARGET = "acosh"
FORMAT = "python"
MAX_ULP = 0.7495873861229602
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.8000020000000p+0"
OUTPUTS_HASH = None
RECORD = "6cd6bd079f925398"


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
    two_to_60 = np.float32(float.fromhex("0x1p+60"))  # 1.1529215e+18
    eighth = np.float32(float.fromhex("0x1p-3"))  # 0.125
    minus_eighth = np.float32(float.fromhex("-0x1p-3"))  # -0.125
    sixteenth = np.int32(2096304128)
    minus_one = np.float32(float.fromhex("-0x1p+0"))  # -1
    least = np.int32(1035993088)
    word_of_eight = np.int32(1090519040)
    exponent_bits = np.int32(-8388608)
    even = np.int32(2129858560)
    q_coefficient_1 = np.float32(float.fromhex("-0x1.20d682p-1"))  # -0.564136565
    q_coefficient_2 = np.float32(float.fromhex("0x1.84bc1p-2"))  # 0.379623652
    q_coefficient_3 = np.float32(float.fromhex("0x1.c8c47ep-2"))  # 0.446062058
    q_coefficient_4 = np.float32(float.fromhex("-0x1.0c0804p+0"))  # -1.04699731
    q_coefficient_5 = np.float32(float.fromhex("0x1.e125fp-1"))  # 0.939742565
    q_coefficient_6 = np.float32(float.fromhex("0x1.7b1b78p-2"))  # 0.370221972
    q_coefficient_7 = np.float32(float.fromhex("0x1.1c812p-2"))  # 0.277836323
    q_coefficient_8 = np.float32(float.fromhex("0x1.95695ap-2"))  # 0.395909697
    q_coefficient_9 = np.float32(float.fromhex("-0x1.6618a8p-2"))  # -0.349703431
    step = np.float32(float.fromhex("0x1.62e43p-24"))  # 8.26295832e-08
    infinity = np.float32(float.fromhex("inf"))  # inf
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: 1 + S = 2^k (1 + f) e^shift, S = t + root, root = sqrt(t |t| + 2 t), t = x - 1: the errors of
    # all sums and of the root are in shift, to 5.1 %.
    # Beyond 2^60 t stands for the root. 1 + f is from 3/4 to 3/2, k from the exponent field of u = 1/8 + w, w
    # = S / 8.
    t = x_flushed - one
    bounded = np.where(two_to_60 < t, two_to_60, t)
    twice_t = bounded + bounded
    size = np.abs(bounded)
    product = bounded * size
    v = product + twice_t
    root = np.sqrt(v)
    longer = np.where(root < t, t, root)
    less = t * eighth
    w = _fma(longer, eighth, less)
    w_subnormal = np.abs(w) < smallest_normal
    w_zero = w * zero
    w_flushed = np.where(w_subnormal, w_zero, w)
    left = _fma(-root, root, twice_t)
    residual = product + left
    # rough_reciprocal: 1 / x to 5.1 % for x > 0: its word from that of 1, mirrored. A turn less by 2^23 k
    # gives 2^-k / x.
    share = (sixteenth - root.view(np.int32)).view(np.float32)
    back = _fma(longer, minus_eighth, w_flushed)
    lost = less - back
    rest = _fma(residual, share, lost)
    u = w_flushed + eighth
    field = (u.view(np.int32) - least) & exponent_bits
    scale = (word_of_eight - field).view(np.float32)
    offset = _fma(scale, eighth, minus_one)
    f = _fma(w_flushed, scale, offset)
    k = field.astype(np.float32)
    shift = rest * ((even - u.view(np.int32)).view(np.float32))
    # Core q(f), a polynomial, f in [-0.25, 0.5]: log(1 + f) = f + f^2 q.
    q1 = _fma(f, q_coefficient_1, q_coefficient_2)
    q2 = _fma(q1, q1, q_coefficient_3)
    q3 = q2 + q_coefficient_4
    q4 = _fma(-f, _fma(q2, _fma(_fma(q1, q3, q_coefficient_5), q3, q_coefficient_6), q_coefficient_7), q_coefficient_8)
    q = _fma(-q1, q4, q_coefficient_9)
    # Reconstruction: acosh x = k ln 2 + (f + (f^2 q + shift)), q = (log(1 + f) - f) / f^2; inf and nan come
    # through w.
    log_mantissa = f + _fma(f * f, q, shift)
    large = _fma(k, step, log_mantissa)
    large_subnormal = np.abs(large) < smallest_normal
    large_zero = large * zero
    large_flushed = np.where(large_subnormal, large_zero, large)
    ordinary = w_flushed < infinity
    result = np.where(ordinary, large_flushed, w_flushed)
    return result


def acosh(x):
    """acosh of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"acosh takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""atan for float32 arrays: max error 0.8654 ulp over 277,515 sampled inputs.

Witness of the bound: x = 0x1.11e35e0000000p+0. Results that are not correctly rounded: 334.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
numpy, numpy 2.5.5.
Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.

Kernel 64a41f62ce4f329f, 35 operations, 16 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atan --seed 0 --evaluations 30000 --max-ops 16 --set 'cores=["atan_tail:0,1"]'

Reduction atan_reciprocal_exact:
    The second term is below 0.215 (Muller, Elementary Functions, chapter 11). |x| is bounded by 2^40, beyond
    which the result is pi / 2 rounded. The sign of x is put back at the end, zero's too. The rounding of the
    quotient is corrected: t max(|x|, 1) - min(|x|, 1) is exact in one fma, 0 below 1, and t itself is 1 / |x|
    beyond. The rounding error of the sum of pi / 2, in two parts, and t is found exactly (Fast2Sum, Dekker
    1971), so that besides the last addition only the second term's roundings count: 1/8 ulp each beside |x| =
    1.
"""

import numpy as np

TARGET = "atan"
FORMAT = "python"
MAX_ULP = 0.8653618021259917
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.11e35e0000000p+0"
OUTPUTS_HASH = None
RECORD = "64a41f62ce4f329f"


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
    two_to_40 = np.float32(float.fromhex("0x1p+40"))  # 1.09951163e+12
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    p_coefficient_1 = np.float32(float.fromhex("-0x1.1fb068p-8"))  # -0.00438978709
    p_coefficient_2 = np.float32(float.fromhex("0x1.0fe148p-5"))  # 0.0331884772
    p_coefficient_3 = np.float32(float.fromhex("0x1.e56272p-4"))  # 0.118502088
    p_coefficient_4 = np.float32(float.fromhex("-0x1.3f0fb2p-2"))  # -0.31158331
    p_coefficient_5 = np.float32(float.fromhex("0x1.e29afcp-3"))  # 0.235647172
    p_coefficient_6 = np.float32(float.fromhex("0x1.ebb4f6p-3"))  # 0.240091249
    p_coefficient_7 = np.float32(float.fromhex("0x1.2b74b2p-2"))  # 0.292437345
    p_coefficient_8 = np.float32(float.fromhex("0x1.d5a548p-4"))  # 0.114659578
    p_coefficient_9 = np.float32(float.fromhex("-0x1.55554p-2"))  # -0.333333015
    half_pi_high = np.float32(float.fromhex("0x1.921fb6p+0"))  # 1.57079637
    half_pi_low = np.float32(float.fromhex("-0x1.777a5cp-25"))  # -4.37113883e-08
    sign_bit = np.int32(-2147483648)
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    # Reduction: t = min(|x|, 1) / max(|x|, 1), |x| up to 2^40, z = t^2.
    a = np.abs(x)
    a_subnormal = np.abs(a) < smallest_normal
    a_zero = a * zero
    a_flushed = np.where(a_subnormal, a_zero, a)
    bounded = np.where(two_to_40 < a_flushed, two_to_40, a_flushed)
    upper = np.where(one < bounded, one, bounded)
    lower = np.where(bounded < one, one, bounded)
    t = upper / lower
    z = _fma(t, t, zero)
    # Core p(z), a polynomial, z in [0, 1]: atan t = t + t z p, z = t^2.
    p1 = _fma(z, _fma(z, _fma(-z, _fma(z, p_coefficient_1, p_coefficient_2), p_coefficient_3), p_coefficient_4), p_coefficient_5)
    p = _fma(z, _fma(p1, _fma(p1, _fma(p1, p1, p_coefficient_6), p_coefficient_7), p_coefficient_8), p_coefficient_9)
    # Reconstruction: atan |x| = base + low + head (1 + z p): head t up to 1, -t beyond with base + low = pi /
    # 2 and the residue of the quotient.
    big = one < a_flushed
    minus = -t
    head = np.where(big, minus, t)
    base = np.where(big, half_pi_high, zero)
    offset = np.where(big, half_pi_low, zero)
    excess = _fma(t, lower, -upper)
    low = _fma(excess, t, offset)
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    high = base + head
    back = high - base
    lost = head - back
    lows = low + lost
    tail = _fma(head, z * p, lows)
    total = high + tail
    subnormal = np.abs(total) < smallest_normal
    signed_zero = total * zero
    flushed = np.where(subnormal, signed_zero, total)
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = x.view(np.int32) & sign_bit
    result = (flushed.view(np.int32) | sign).view(np.float32)
    return result


def atan(x):
    """atan of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"atan takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""erf for float32 arrays: max error 5.4514 ulp over 277,515 sampled inputs.

Witness of the bound: x = -0x1.96e29a0000000p+1. Results that are not correctly rounded: 44,145.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
numpy, numpy 2.5.5.
Definition: DLMF 7.2; C17 7.12.8.1 and F.10.5.1.

Kernel 22fd5b891f32611e, 20 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erf --seed 0 --evaluations 60000 --max-ops 20 --set 'cores=["erf_numerator_24.0996:0,13.5"]'

Reduction erf_pade:
    erf x / x has no poles, and no short polynomial of z = x^2 follows it as far as its end. Times d, the
    denominator of its Pade approximant [5/5] at z = 3, it is nearly a polynomial n, and one division is
    enough. x is not clamped: what comes of it beyond the edge, where f lacks 3.5 ulp to 1, is chosen away,
    nan where x^2 is inf too. Nothing is mended: x^2, n, x n, d and the quotient round once each, d in each of
    its steps.
"""

import numpy as np

TARGET = "erf"
FORMAT = "python"
MAX_ULP = 5.451399655149169
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.96e29a0000000p+1"
OUTPUTS_HASH = None
RECORD = "22fd5b891f32611e"


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
    n_coefficient_1 = np.float32(float.fromhex("0x1.dde102p-5"))  # 0.0583348311
    n_coefficient_2 = np.float32(float.fromhex("0x1.9adecap+2"))  # 6.41984797
    n_coefficient_3 = np.float32(float.fromhex("0x1.8ddcdcp+4"))  # 24.8664207
    n_coefficient_4 = np.float32(float.fromhex("-0x1.760436p+1"))  # -2.92200351
    n_coefficient_5 = np.float32(float.fromhex("0x1.26dbfp+7"))  # 147.429565
    n_coefficient_6 = np.float32(float.fromhex("0x1.8ac392p+14"))  # 25264.8926
    first = np.float32(float.fromhex("0x1.819806p+4"))  # 24.0996151
    rest_0 = np.float32(float.fromhex("0x1.35f7dep+8"))  # 309.968231
    rest_1 = np.float32(float.fromhex("0x1.2d5482p+11"))  # 2410.64087
    rest_2 = np.float32(float.fromhex("0x1.54a47ep+13"))  # 10900.5615
    rest_3 = np.float32(float.fromhex("0x1.5dd9b6p+14"))  # 22390.4277
    sign_bit = np.int32(-2147483648)
    one = np.int32(1065353216)
    edge = np.float32(float.fromhex("0x1.bp+3"))  # 13.5
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: z = x^2.
    z = x_flushed * x_flushed
    # Core n(z), a polynomial, z in [0, 13.5]: erf x = x n / d, z = x^2.
    n1 = _fma(z, _fma(z, n_coefficient_1, n_coefficient_2), n_coefficient_3)
    n2 = n_coefficient_4 - z
    n = _fma(n1, z * _fma(n2, n2, n_coefficient_5), n_coefficient_6)
    # Reconstruction: erf x = x n / d up to x^2 = 13.5, 1 with the sign of x beyond; d is a polynomial of
    # degree 5. nan is not beyond, and stays.
    d = _fma(_fma(_fma(_fma(z + first, z, rest_0), z, rest_1), z, rest_2), z, rest_3)
    quotient = (x_flushed * n) / d
    quotient_subnormal = np.abs(quotient) < smallest_normal
    quotient_zero = quotient * zero
    quotient_flushed = np.where(quotient_subnormal, quotient_zero, quotient)
    sign = x.view(np.int32) & sign_bit
    second_one = (sign | one).view(np.float32)
    result = np.where(edge < z, second_one, quotient_flushed)
    return result


def erf(x):
    """erf of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"erf takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""tanh for float32 arrays: max error 3.7761 ulp over 277,515 sampled inputs.

Witness of the bound: x = 0x1.99e5fe0000000p+2. Results that are not correctly rounded: 102,856.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
numpy, numpy 2.5.5.
Definition: DLMF 4.28; C17 7.12.5.6 and F.10.2.6.

Kernel 959dc3c58d00c7ca, 20 operations, 15 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search tanh --seed 1 --evaluations 90000 --max-ops 20 --set 'cores=["tanh_numerator_95.924:0,64"]'

Reduction tanh_poles:
    Without its first poles tanh x / x is nearly a polynomial n of z = x^2, and one division is enough: d = (z
    + (pi/2)^2) (z + (3 pi/2)^2) (z + 71.25), whose last factor stands for all further poles. x is not
    clamped: what comes of it beyond the edge, where f lacks 3.8 ulp to 1, is chosen away, nan where x^2 is
    inf too. Nothing is mended: x^2, n, x n, d and the quotient round once each, d in each of its steps.
"""

import numpy as np

TARGET = "tanh"
FORMAT = "python"
MAX_ULP = 3.7760674661370963
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.99e5fe0000000p+2"
OUTPUTS_HASH = None
RECORD = "959dc3c58d00c7ca"


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
    n_coefficient_1 = np.float32(float.fromhex("0x1.4f35a6p+4"))  # 20.9505978
    n_coefficient_2 = np.float32(float.fromhex("-0x1.c304f4p-38"))  # -6.40937043e-12
    n_coefficient_3 = np.float32(float.fromhex("0x1.5b3e2cp-30"))  # 1.26326216e-09
    n_coefficient_4 = np.float32(float.fromhex("-0x1.9822acp+12"))  # -6530.16699
    n_coefficient_5 = np.float32(float.fromhex("0x1.26bd46p+23"))  # 9658019
    n_coefficient_6 = np.float32(float.fromhex("-0x1.234d8cp+32"))  # -4.88725197e+09
    n_coefficient_7 = np.float32(float.fromhex("0x1.791722p+38"))  # 4.04897694e+11
    n_coefficient_8 = np.float32(float.fromhex("0x1.e7ff26p+11"))  # 3903.97339
    first = np.float32(float.fromhex("0x1.7fb23p+6"))  # 95.9240112
    rest_0 = np.float32(float.fromhex("0x1.c53438p+10"))  # 1812.81592
    rest_1 = np.float32(float.fromhex("0x1.e7ff28p+11"))  # 3903.97363
    sign_bit = np.int32(-2147483648)
    one = np.int32(1065353216)
    edge = np.float32(float.fromhex("0x1p+6"))  # 64
    smallest_normal = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    zero = np.float32(float.fromhex("0x0p+0"))  # 0
    x_subnormal = np.abs(x) < smallest_normal
    x_zero = x * zero
    x_flushed = np.where(x_subnormal, x_zero, x)
    # Reduction: z = x^2.
    z = x_flushed * x_flushed
    # Core n(z), a polynomial, z in [0, 64]: tanh x = x n / d, z = x^2.
    n1 = _fma(z, n_coefficient_2, n_coefficient_3) * _fma(z, _fma(z, _fma(z, _fma(z, z, n_coefficient_4), n_coefficient_5), n_coefficient_6), n_coefficient_7)
    n = _fma(z, _fma(z, n_coefficient_1, n1), n_coefficient_8)
    # Reconstruction: tanh x = x n / d up to x^2 = 64, 1 with the sign of x beyond; d is a polynomial of
    # degree 3. nan is not beyond, and stays.
    d = _fma(_fma(z + first, z, rest_0), z, rest_1)
    quotient = (x_flushed * n) / d
    quotient_subnormal = np.abs(quotient) < smallest_normal
    quotient_zero = quotient * zero
    quotient_flushed = np.where(quotient_subnormal, quotient_zero, quotient)
    sign = x.view(np.int32) & sign_bit
    second_one = (sign | one).view(np.float32)
    result = np.where(edge < z, second_one, quotient_flushed)
    return result


def tanh(x):
    """tanh of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"tanh takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""exp for float32 arrays: max error 0.7938 ulp over 277,576 sampled inputs.

Witness of the bound: x = 0x1.9ffff20000000p+4. Results that are not correctly rounded: 1,034.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.1 and F.10.3.1.

Kernel 1b0519308b73aec0, 20 operations, 12 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search exp --seed 0 --evaluations 200000 --max-ops 16

Reduction exp_clamped:
    x = k ln 2 + r (Cody and Waite), k nearest to x log2 e, from the low bits of x log2 e + 1.5*2^23; |r| <= ln 2 / 2 + 2^-19.
    ln 2 = high + low, high a multiple of 2^-15: x - k high is exact, a multiple of 2^-25 below 1/2, and the only rounding of r,
    2^-26 at most, is that of the second step; low is off by 2^-45.
    e^x = 2^k e^r: the core's y lies in [2^-1/2, 2^1/2], and k is added to its exponent field. x is first clamped to
    [-87.9, 89]: k = -127 with y > 1, or k = -126 with y < 1, leaves the field 0, a subnormal pattern, which the last fma, adding
    0 c, flushes to zero while it carries nan; k = 128 with y < 1 is a number below 2^128, and any pattern above that of inf is
    cut to it.
"""

import numpy as np

TARGET = "exp"
FORMAT = "python"
MAX_ULP = 0.7938271207078715
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.9ffff20000000p+4"
OUTPUTS_HASH = None
RECORD = "1b0519308b73aec0"


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
    c0 = np.float32(float.fromhex("-0x1.5f999ap+6"))  # -87.9000015
    c1 = np.float32(float.fromhex("0x1.64p+6"))  # 89
    c2 = np.float32(float.fromhex("0x1.715476p+0"))  # 1.44269502
    c3 = np.float32(float.fromhex("0x1.8p+23"))  # 12582912
    c4 = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    c5 = np.float32(float.fromhex("-0x1.7f7d1cp-20"))  # -1.42860677e-06
    c6 = np.float32(float.fromhex("0x1.37ef54p-7"))  # 0.00951949693
    c7 = np.float32(float.fromhex("0x1.2af00ap-4"))  # 0.0729828253
    c8 = np.float32(float.fromhex("0x1.45f98ap-3"))  # 0.159167364
    c9 = np.float32(float.fromhex("0x1.efbe6p+0"))  # 1.93649864
    c10 = np.float32(float.fromhex("0x1.88c00ap-3"))  # 0.191772535
    c11 = np.float32(float.fromhex("0x1p+0"))  # 1
    c12 = np.int32(23)
    c13 = np.int32(2139095040)
    c14 = np.float32(float.fromhex("0x0p+0"))  # 0
    c15 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = v0 < c15
    v2 = x * c14
    v3 = np.where(v1, v2, x)
    v4 = np.where(v3 < c0, c0, v3)
    v5 = np.where(c1 < v4, c1, v4)
    v6 = _fma(v5, c2, c3)
    v7 = v6 - c3
    v8 = _fma(v7, c4, v5)
    v9 = _fma(v7, c5, v8)
    v10 = _fma(v9, c6, c7)
    v11 = _fma(v9, v10, c8)
    v12 = _fma(v9, v11, c9)
    v13 = _fma(v12, v11, c10)
    v14 = _fma(v9, v13, c11)
    v15 = _fma(v9, v14, c11)
    v16 = v6.view(np.int32)
    v17 = np.left_shift(v16, c12)
    v18 = v15.view(np.int32)
    v19 = v18 + v17
    v20 = v19 < c13
    v21 = np.where(v20, v19, c13)
    v22 = v21.view(np.float32)
    v23 = _fma(v5, c14, v22)
    v24 = np.abs(v23)
    v25 = v24 < c15
    v26 = v23 * c14
    v27 = np.where(v25, v26, v23)
    return v27


def exp(x):
    """exp of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"exp takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""exp2 for float32 arrays: max error 1.3171 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.20a03c0000000p-1. Results that are not correctly rounded: 51,979,134.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.2 and F.10.3.2.

Kernel 5f7a6d8622488678, 19 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search exp2 --seed 0 --evaluations 2640000

Reduction exponent_split_magic:
    x = k + r with k the nearest integer and |r| <= 1/2; both steps are exact for |x| < 2^22 (Sterbenz), and 2^x = 2^k 2^r.
    The core's y lies in [2^-1/2, 2^1/2], so adding k to its exponent field multiplies by 2^k without rounding as long as the
    result is normal: -126 <= x < 128. From 2^7 on x + inf is inf, and nan for nan; below -126 the result is flushed to zero.
    x + 1.5*2^23 is rounded to an integer whose low bits are k; a shift by 23 drops the rest.
"""

import numpy as np

TARGET = "exp2"
FORMAT = "python"
MAX_ULP = 1.3170931458744999
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
WITNESS = "0x1.20a03c0000000p-1"
OUTPUTS_HASH = "218bfbff4b53f44fdacd6781209cde1146e8357a8ddce47ba2ca108a8fdda2a0"
RECORD = "5f7a6d8622488678"


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
    c0 = np.float32(float.fromhex("0x1.8p+23"))  # 12582912
    c1 = np.float32(float.fromhex("0x1.779f04p-9"))  # 0.00286576198
    c2 = np.float32(float.fromhex("0x1.04e4c2p-6"))  # 0.0159236807
    c3 = np.float32(float.fromhex("0x1.7f9bbep-3"))  # 0.187308773
    c4 = np.float32(float.fromhex("-0x1.485254p-1"))  # -0.641253114
    c5 = np.float32(float.fromhex("0x1.20b54p-2"))  # 0.281941414
    c6 = np.float32(float.fromhex("0x1p+0"))  # 1
    c7 = np.int32(23)
    c8 = np.float32(float.fromhex("inf"))  # inf
    c9 = np.float32(float.fromhex("0x0p+0"))  # 0
    c10 = np.float32(float.fromhex("0x1p+7"))  # 128
    c11 = np.float32(float.fromhex("-0x1.f8p+6"))  # -126
    v0 = x + c0
    v1 = v0 - c0
    v2 = x - v1
    v3 = v0.view(np.int32)
    v4 = _fma(v2, c1, c2)
    v5 = _fma(v2, v4, c3)
    v6 = -v2
    v7 = _fma(v6, v5, c4)
    v8 = _fma(v7, v7, c5)
    v9 = _fma(v2, v8, c6)
    v10 = np.left_shift(v3, c7)
    v11 = v9.view(np.int32)
    v12 = v11 + v10
    v13 = v12.view(np.float32)
    v14 = x + c8
    v15 = x < c10
    v16 = np.where(v15, v13, v14)
    v17 = x < c11
    v18 = np.where(v17, c9, v16)
    return v18


def exp2(x):
    """exp2 of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"exp2 takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

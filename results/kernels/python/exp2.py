"""exp2 for float32 arrays: max error 0.8017 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.01efb20000000p-1. Results that are not correctly rounded: 14,851,431.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.2 and F.10.3.2.

Kernel 74ef9ce71592d462, 20 operations, 12 of them real operations of the core.
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
MAX_ULP = 0.8017234314757659
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
WITNESS = "0x1.01efb20000000p-1"
OUTPUTS_HASH = "daf5be13376f65fe94b38e28b2168d79f0232c30ef4941cf1a48d8f5a9df960d"
RECORD = "74ef9ce71592d462"


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
    c1 = np.float32(float.fromhex("-0x1.aff9dap-11"))  # -0.0008239288
    c2 = np.float32(float.fromhex("-0x1.3aad3ep-8"))  # -0.0048015858
    c3 = np.float32(float.fromhex("0x1.43ba88p-4"))  # 0.0790353119
    c4 = np.float32(float.fromhex("0x1.678e8p-2"))  # 0.351129532
    c5 = np.float32(float.fromhex("0x1.def6bap-4"))  # 0.116934516
    c6 = np.float32(float.fromhex("0x1.62e432p-1"))  # 0.693147242
    c7 = np.float32(float.fromhex("0x1p+0"))  # 1
    c8 = np.int32(23)
    c9 = np.float32(float.fromhex("inf"))  # inf
    c10 = np.float32(float.fromhex("0x0p+0"))  # 0
    c11 = np.float32(float.fromhex("0x1p+7"))  # 128
    c12 = np.float32(float.fromhex("-0x1.f8p+6"))  # -126
    v0 = x + c0
    v1 = v0 - c0
    v2 = x - v1
    v3 = v0.view(np.int32)
    v4 = _fma(v2, c1, c2)
    v5 = -v2
    v6 = _fma(v5, v4, c3)
    v7 = _fma(v2, v6, c4)
    v8 = _fma(v7, v7, c5)
    v9 = _fma(v2, v8, c6)
    v10 = _fma(v2, v9, c7)
    v11 = np.left_shift(v3, c8)
    v12 = v10.view(np.int32)
    v13 = v12 + v11
    v14 = v13.view(np.float32)
    v15 = x + c9
    v16 = x < c11
    v17 = np.where(v16, v14, v15)
    v18 = x < c12
    v19 = np.where(v18, c10, v17)
    return v19


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

"""exp2 for float32 arrays: max error 0.7782 ulp over 277,525 sampled inputs.

Witness of the bound: x = 0x1.0629d40000000p-1. Results that are not correctly rounded: 1,557.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.2 and F.10.3.2.

Kernel 8571d87f6fd20ee0, 24 operations, 13 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search exp2 --seed 0 --evaluations 200000 --max-ops 16

Reduction exponent_split_magic:
    x = k + r with k the nearest integer and |r| <= 1/2; both steps are exact for |x| < 2^22 (Sterbenz), and 2^x = 2^k 2^r.
    The core's y lies in [2^-1/2, 2^1/2], so adding k to its exponent field multiplies by 2^k without rounding as long as the
    result is normal: -126 <= x < 128. From 2^7 on x + inf is inf, and nan for nan; below -126 the result is flushed to zero.
    x + 1.5*2^23 is rounded to an integer whose low bits are k; a shift by 23 drops the rest.
"""

import numpy as np

TARGET = "exp2"
FORMAT = "python"
MAX_ULP = 0.7781629539498599
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.0629d40000000p-1"
OUTPUTS_HASH = None
RECORD = "8571d87f6fd20ee0"


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
    c1 = np.float32(float.fromhex("0x1.795416p-12"))  # 0.000359848462
    c2 = np.float32(float.fromhex("0x1.a1211p-8"))  # 0.00636488572
    c3 = np.float32(float.fromhex("-0x1.e72374p-5"))  # -0.0594651476
    c4 = np.float32(float.fromhex("0x1.62dfd2p-2"))  # 0.346556932
    c5 = np.float32(float.fromhex("0x1.256aa8p-1"))  # 0.573079348
    c6 = np.float32(float.fromhex("-0x1.62e432p-1"))  # -0.693147242
    c7 = np.float32(float.fromhex("0x1p+0"))  # 1
    c8 = np.int32(23)
    c9 = np.float32(float.fromhex("inf"))  # inf
    c10 = np.float32(float.fromhex("0x0p+0"))  # 0
    c11 = np.float32(float.fromhex("0x1p+7"))  # 128
    c12 = np.float32(float.fromhex("-0x1.f8p+6"))  # -126
    c13 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = v0 < c13
    v2 = x * c10
    v3 = np.where(v1, v2, x)
    v4 = v3 + c0
    v5 = v4 - c0
    v6 = v3 - v5
    v7 = v4.view(np.int32)
    v8 = _fma(v6, c1, c2)
    v9 = -v6
    v10 = _fma(v9, v8, c3)
    v11 = -v6
    v12 = _fma(v11, v10, c4)
    v13 = _fma(v12, v12, c5)
    v14 = v13 * v12
    v15 = -v6
    v16 = _fma(v15, v14, c6)
    v17 = -v6
    v18 = _fma(v17, v16, c7)
    v19 = np.left_shift(v7, c8)
    v20 = v18.view(np.int32)
    v21 = v20 + v19
    v22 = v21.view(np.float32)
    v23 = v3 + c9
    v24 = np.abs(v23)
    v25 = v24 < c13
    v26 = v23 * c10
    v27 = np.where(v25, v26, v23)
    v28 = v3 < c11
    v29 = np.where(v28, v22, v27)
    v30 = v3 < c12
    v31 = np.where(v30, c10, v29)
    return v31


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

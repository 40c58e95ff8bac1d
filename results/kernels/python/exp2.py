"""exp2 for float32 arrays: max error 0.7037 ulp over 277,525 sampled inputs.

Witness of the bound: x = -0x1.8bf8ae0000000p+5. Results that are not correctly rounded: 1,235.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.2 and F.10.3.2.

Kernel 302a715dc8853c03, 20 operations, 12 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search exp2 --seed 1 --evaluations 200000 --max-ops 16

Reduction exponent_split_magic:
    x = k + r with k the nearest integer and |r| <= 1/2; both steps are exact for |x| < 2^22 (Sterbenz), and 2^x = 2^k 2^r.
    The core's y lies in [2^-1/2, 2^1/2], so adding k to its exponent field multiplies by 2^k without rounding as long as the
    result is normal: -126 <= x < 128. From 2^7 on x + inf is inf, and nan for nan; below -126 the result is flushed to zero.
    x + 1.5*2^23 is rounded to an integer whose low bits are k; a shift by 23 drops the rest.
"""

import numpy as np

TARGET = "exp2"
FORMAT = "python"
MAX_ULP = 0.7036694181972922
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.8bf8ae0000000p+5"
OUTPUTS_HASH = None
RECORD = "302a715dc8853c03"


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
    c1 = np.float32(float.fromhex("-0x1.9f79bep-8"))  # -0.00633965386
    c2 = np.float32(float.fromhex("-0x1.46de5ep-4"))  # -0.0798019096
    c3 = np.float32(float.fromhex("-0x1.1730a6p-2"))  # -0.272646517
    c4 = np.float32(float.fromhex("0x1.e3dap-2"))  # 0.472511292
    c5 = np.float32(float.fromhex("-0x1.75452ep-4"))  # -0.091130428
    c6 = np.float32(float.fromhex("0x1.62e43p-1"))  # 0.693147182
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
    v9 = _fma(v6, v8, c3)
    v10 = _fma(v9, v9, c4)
    v11 = _fma(v10, v9, c5)
    v12 = -v6
    v13 = _fma(v12, v11, c6)
    v14 = _fma(v6, v13, c7)
    v15 = np.left_shift(v7, c8)
    v16 = v14.view(np.int32)
    v17 = v16 + v15
    v18 = v17.view(np.float32)
    v19 = v3 + c9
    v20 = np.abs(v19)
    v21 = v20 < c13
    v22 = v19 * c10
    v23 = np.where(v21, v22, v19)
    v24 = v3 < c11
    v25 = np.where(v24, v18, v23)
    v26 = v3 < c12
    v27 = np.where(v26, c10, v25)
    return v27


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

"""log10 for float32 arrays: max error 0.6724 ulp over 277,532 sampled inputs.

Witness of the bound: x = 0x1.bbcdfc0000000p-1. Results that are not correctly rounded: 200.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.8 and F.10.3.8.

Kernel 6a47bdcdbdb6c3dd, 32 operations, 15 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log10 --seed 0 --evaluations 300000 --max-ops 16

Reduction log10_split_exact:
    x = 2^k m, m = 1 + f from sqrt(1/2) up to twice that: the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
    the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
    where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
    Functions, chapter 11).
    log10 x = (k log10 2 + 3/8 f) + (c f + f^2 q(f)), c = 1 / ln 10 - 3/8 = 0.0593. 3/8 f is exact: 3 f is a multiple of 2^-24 below
    0.88 or of 2^-23 below 1.25. log10 2 has a part of 16 bits, whose product with k is exact, and a rest. What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
    added to the tail, whose roundings hardly count beside the last addition's half an ulp. The tail is below
    0.042.
    Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import numpy as np

TARGET = "log10"
FORMAT = "python"
MAX_ULP = 0.6724213013948802
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.bbcdfc0000000p-1"
OUTPUTS_HASH = None
RECORD = "6a47bdcdbdb6c3dd"


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
    c0 = np.int32(1060439283)
    c1 = np.int32(-8388608)
    c2 = np.float32(float.fromhex("0x1p+0"))  # 1
    c3 = np.float32(float.fromhex("-0x1.8aa9ccp-2"))  # -0.385413349
    c4 = np.float32(float.fromhex("0x1.66aa5ep-1"))  # 0.700518548
    c5 = np.float32(float.fromhex("-0x1.2b3168p+0"))  # -1.16872263
    c6 = np.float32(float.fromhex("0x1.d0237cp-1"))  # 0.906520724
    c7 = np.float32(float.fromhex("0x1.2183aep-1"))  # 0.565457761
    c8 = np.float32(float.fromhex("0x1.8a768ap-4"))  # 0.0963044539
    c9 = np.float32(float.fromhex("0x1.a966e8p-9"))  # 0.00324555952
    c10 = np.float32(float.fromhex("0x1.287a7p-3"))  # 0.144764781
    c11 = np.float32(float.fromhex("-0x1.bcb7bp-3"))  # -0.217147231
    c12 = np.float32(float.fromhex("0x1.8p-2"))  # 0.375
    c13 = np.float32(float.fromhex("0x1.e5bd8ap-5"))  # 0.0592944808
    c14 = np.float32(float.fromhex("0x1.3442p-25"))  # 3.58859324e-08
    c15 = np.float32(float.fromhex("-0x1.3442p-25"))  # -3.58859324e-08
    c16 = np.float32(float.fromhex("-0x1.95ec1p-42"))  # -3.60531266e-13
    c17 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c18 = np.float32(float.fromhex("0x0p+0"))  # 0
    c19 = np.float32(float.fromhex("inf"))  # inf
    c20 = np.float32(float.fromhex("-inf"))  # -inf
    c21 = np.float32(float.fromhex("nan"))  # nan
    v0 = x.view(np.int32)
    v1 = v0 - c0
    v2 = v1 & c1
    v3 = v0 - v2
    v4 = v3.view(np.float32)
    v5 = v4 - c2
    v6 = v2.astype(np.float32)
    v7 = _fma(v5, c3, c4)
    v8 = v7 + c5
    v9 = -v5
    v10 = _fma(v9, v7, c6)
    v11 = _fma(v8, v10, c7)
    v12 = _fma(v11, v11, c8)
    v13 = _fma(v12, v10, c9)
    v14 = -v5
    v15 = _fma(v14, v13, c10)
    v16 = _fma(v5, v15, c11)
    v17 = v5 * v5
    v18 = v5 * c12
    v19 = _fma(v6, c14, v18)
    v20 = _fma(v6, c15, v19)
    v21 = v18 - v20
    v22 = _fma(v6, c16, v21)
    v23 = _fma(v5, c13, v22)
    v24 = _fma(v17, v16, v23)
    v25 = v19 + v24
    v26 = np.abs(v25)
    v27 = v26 < c17
    v28 = v25 * c18
    v29 = np.where(v27, v28, v25)
    v30 = np.abs(x)
    v31 = v30 < c17
    v32 = x * c18
    v33 = np.where(v31, v32, x)
    v34 = v33 < c17
    v35 = v33 < c18
    v36 = np.where(v35, c21, c20)
    v37 = np.where(v34, v36, v29)
    v38 = v33 < c19
    v39 = np.where(v38, v37, x)
    return v39


def log10(x):
    """log10 of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"log10 takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

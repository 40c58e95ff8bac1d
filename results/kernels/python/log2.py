"""log2 for float32 arrays: max error 0.6610 ulp over 277,532 sampled inputs.

Witness of the bound: x = 0x1.75a6460000000p-1. Results that are not correctly rounded: 166.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.10 and F.10.3.10.

Kernel cdf2261261f10944, 31 operations, 12 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log2 --seed 0 --evaluations 300000 --max-ops 16

Reduction log2_split_cubic:
    x = 2^k m, m = 1 + f from 2/3 up to twice that: the bits of x less those of 2/3 hold k above bit 23, and k is taken from
    the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
    where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
    Functions, chapter 11).
    log2 x = (k + 1.5 f) + (c f - d f^2 + f^3 q(f)), c = 1 / ln 2 - 1.5 = -0.0573, d = 1 / (2 ln 2). 1.5 f is exact: 3 f is a multiple of
    2^-24 below 1. What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
    added to the tail, whose roundings hardly count beside the last addition's half an ulp.
    The core's term is below 0.03, so that its roundings hardly count; d f is rounded, d f^2 within its fma is not again.
    Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import numpy as np

TARGET = "log2"
FORMAT = "python"
MAX_ULP = 0.6610014556285889
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.75a6460000000p-1"
OUTPUTS_HASH = None
RECORD = "cdf2261261f10944"


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
    c0 = np.int32(1059760811)
    c1 = np.int32(-8388608)
    c2 = np.float32(float.fromhex("0x1p+0"))  # 1
    c3 = np.float32(float.fromhex("0x1.4c3efcp-2"))  # 0.324459016
    c4 = np.float32(float.fromhex("0x1.01f88ep+0"))  # 1.00769889
    c5 = np.float32(float.fromhex("0x1.9f9242p+0"))  # 1.62332547
    c6 = np.float32(float.fromhex("-0x1.0235bep-4"))  # -0.0630395338
    c7 = np.float32(float.fromhex("0x1.7439ccp-3"))  # 0.181750864
    c8 = np.float32(float.fromhex("0x1.fa0f74p-4"))  # 0.123549893
    c9 = np.float32(float.fromhex("0x1.e2c178p-3"))  # 0.235720575
    c10 = np.float32(float.fromhex("0x1.8p+0"))  # 1.5
    c11 = np.float32(float.fromhex("-0x1.d57136p-5"))  # -0.0573049597
    c12 = np.float32(float.fromhex("0x1p-23"))  # 1.1920929e-07
    c13 = np.float32(float.fromhex("-0x1p-23"))  # -1.1920929e-07
    c14 = np.float32(float.fromhex("-0x1.715476p-1"))  # -0.721347511
    c15 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c16 = np.float32(float.fromhex("0x0p+0"))  # 0
    c17 = np.float32(float.fromhex("inf"))  # inf
    c18 = np.float32(float.fromhex("-inf"))  # -inf
    c19 = np.float32(float.fromhex("nan"))  # nan
    v0 = x.view(np.int32)
    v1 = v0 - c0
    v2 = v1 & c1
    v3 = v0 - v2
    v4 = v3.view(np.float32)
    v5 = v4 - c2
    v6 = v2.astype(np.float32)
    v7 = v5 * v5
    v8 = v7 + c3
    v9 = _fma(v8, v8, c4)
    v10 = _fma(v9, v8, c5)
    v11 = _fma(v5, c6, c7)
    v12 = -v5
    v13 = _fma(v12, v11, c8)
    v14 = _fma(v10, v13, c9)
    v15 = v7 * v5
    v16 = v5 * c10
    v17 = _fma(v6, c12, v16)
    v18 = _fma(v6, c13, v17)
    v19 = v16 - v18
    v20 = _fma(v5, c11, v19)
    v21 = _fma(v15, v14, v20)
    v22 = v5 * c14
    v23 = _fma(v5, v22, v21)
    v24 = v17 + v23
    v25 = np.abs(v24)
    v26 = v25 < c15
    v27 = v24 * c16
    v28 = np.where(v26, v27, v24)
    v29 = np.abs(x)
    v30 = v29 < c15
    v31 = x * c16
    v32 = np.where(v30, v31, x)
    v33 = v32 < c15
    v34 = v32 < c16
    v35 = np.where(v34, c19, c18)
    v36 = np.where(v33, v35, v28)
    v37 = v32 < c17
    v38 = np.where(v37, v36, x)
    return v38


def log2(x):
    """log2 of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"log2 takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""log for float32 arrays: max error 0.5802 ulp over 277,532 sampled inputs.

Witness of the bound: x = 0x1.607cd40000000p-1. Results that are not correctly rounded: 115.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.7 and F.10.3.7.

Kernel a3ae0c6bff6076d3, 34 operations, 14 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log --seed 0 --evaluations 300000 --max-ops 16

Reduction log_split_cubic:
    x = 2^k m, m = 1 + f from 0x1.64p-1 up to twice that: the bits of x less those of 0x1.64p-1 hold k above bit 23, and k is taken from
    the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
    where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
    Functions, chapter 11).
    log x = (k ln 2 + f) + (f^3 q(f) - f^2 / 2). ln 2 has a part of 16 bits, whose product with k is exact, and a rest. What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
    added to the tail, whose roundings hardly count beside the last addition's half an ulp. The core's
    term is below 0.02, so that its roundings hardly count, and f^2 / 2 is exact within its fma: the one other rounding, that of a tail
    below 0.066, is 1/8 ulp of results from 0.3296 on.
    Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import numpy as np

TARGET = "log"
FORMAT = "python"
MAX_ULP = 0.580221544005999
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.607cd40000000p-1"
OUTPUTS_HASH = None
RECORD = "a3ae0c6bff6076d3"


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
    c0 = np.int32(1060241408)
    c1 = np.int32(23)
    c2 = np.float32(float.fromhex("0x1p+0"))  # 1
    c3 = np.float32(float.fromhex("-0x1.5ba948p-3"))  # -0.169756472
    c4 = np.float32(float.fromhex("0x1.189c34p-2"))  # 0.274033368
    c5 = np.float32(float.fromhex("0x1.27f16ap-2"))  # 0.289006859
    c6 = np.float32(float.fromhex("0x1.170a9cp-1"))  # 0.545002818
    c7 = np.float32(float.fromhex("-0x1.d8c2fcp-4"))  # -0.115420327
    c8 = np.float32(float.fromhex("0x1.839fcep-1"))  # 0.757078588
    c9 = np.float32(float.fromhex("-0x1.871bf8p-4"))  # -0.0954856575
    c10 = np.float32(float.fromhex("0x1.34a094p-2"))  # 0.301393807
    c11 = np.float32(float.fromhex("0x1.62e4p-1"))  # 0.693145752
    c12 = np.float32(float.fromhex("0x1.7f7d1cp-20"))  # 1.42860677e-06
    c13 = np.float32(float.fromhex("-0x1p-1"))  # -0.5
    c14 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c15 = np.float32(float.fromhex("0x0p+0"))  # 0
    c16 = np.float32(float.fromhex("inf"))  # inf
    c17 = np.float32(float.fromhex("-inf"))  # -inf
    c18 = np.float32(float.fromhex("nan"))  # nan
    v0 = x.view(np.int32)
    v1 = v0 - c0
    v2 = np.right_shift(v1, c1)
    v3 = np.left_shift(v2, c1)
    v4 = v0 - v3
    v5 = v4.view(np.float32)
    v6 = v5 - c2
    v7 = v2.astype(np.float32)
    v8 = _fma(v6, c3, c4)
    v9 = -v6
    v10 = _fma(v9, v8, c5)
    v11 = -v6
    v12 = _fma(v11, v10, c6)
    v13 = _fma(v10, v12, c7)
    v14 = _fma(v13, v13, c8)
    v15 = _fma(v6, c9, v13)
    v16 = _fma(v14, v15, c10)
    v17 = v6 * v6
    v18 = v17 * v6
    v19 = v7 * c11
    v20 = v19 + v6
    v21 = v20 - v19
    v22 = v6 - v21
    v23 = _fma(v7, c12, v22)
    v24 = _fma(v18, v16, v23)
    v25 = v6 * c13
    v26 = _fma(v6, v25, v24)
    v27 = v20 + v26
    v28 = np.abs(v27)
    v29 = v28 < c14
    v30 = v27 * c15
    v31 = np.where(v29, v30, v27)
    v32 = np.abs(x)
    v33 = v32 < c14
    v34 = x * c15
    v35 = np.where(v33, v34, x)
    v36 = v35 < c14
    v37 = v35 < c15
    v38 = np.where(v37, c18, c17)
    v39 = np.where(v36, v38, v31)
    v40 = v35 < c16
    v41 = np.where(v40, v39, x)
    return v41


def log(x):
    """log of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"log takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

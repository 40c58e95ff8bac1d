"""log for float32 arrays: max error 0.6621 ulp over 277,532 sampled inputs.

Witness of the bound: x = 0x1.6ba7ea0000000p-1. Results that are not correctly rounded: 132.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.7 and F.10.3.7.

Kernel ea7278a434d8fa44, 31 operations, 12 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log --seed 0 --evaluations 200000 --max-ops 16

Reduction log_split_exact:
    x = 2^k m, m = 1 + f from 0x1.64p-1 up to twice that: the bits of x less those of 0x1.64p-1 hold k above bit 23, and k is taken from
    the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
    where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
    Functions, chapter 11).
    log x = (k ln 2 + f) + f^2 q(f). ln 2 has a part of 16 bits, whose product with k is exact, and a rest. What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
    added to the tail, whose roundings hardly count beside the last addition's half an ulp. The least mantissa
    keeps f^2 q below 1/16 at both ends, where the result is from 0.3296 to 0.3634, so that its own rounding is 1/16 ulp at most.
    Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import numpy as np

TARGET = "log"
FORMAT = "python"
MAX_ULP = 0.6621146345375352
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.6ba7ea0000000p-1"
OUTPUTS_HASH = None
RECORD = "ea7278a434d8fa44"


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
    c3 = np.float32(float.fromhex("-0x1.f0f9b8p+0"))  # -1.94131041
    c4 = np.float32(float.fromhex("-0x1.5ba618p-5"))  # -0.0424375981
    c5 = np.float32(float.fromhex("0x1.894fc8p+2"))  # 6.14549446
    c6 = np.float32(float.fromhex("0x1.167be4p+4"))  # 17.4052467
    c7 = np.float32(float.fromhex("-0x1.740562p+3"))  # -11.6256571
    c8 = np.float32(float.fromhex("-0x1.54ae74p-3"))  # -0.166348368
    c9 = np.float32(float.fromhex("-0x1p-1"))  # -0.5
    c10 = np.float32(float.fromhex("0x1.62e4p-1"))  # 0.693145752
    c11 = np.float32(float.fromhex("0x1.7f7d1cp-20"))  # 1.42860677e-06
    c12 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c13 = np.float32(float.fromhex("0x0p+0"))  # 0
    c14 = np.float32(float.fromhex("inf"))  # inf
    c15 = np.float32(float.fromhex("-inf"))  # -inf
    c16 = np.float32(float.fromhex("nan"))  # nan
    v0 = x.view(np.int32)
    v1 = v0 - c0
    v2 = np.right_shift(v1, c1)
    v3 = np.left_shift(v2, c1)
    v4 = v0 - v3
    v5 = v4.view(np.float32)
    v6 = v5 - c2
    v7 = v2.astype(np.float32)
    v8 = v6 * v6
    v9 = v8 + c3
    v10 = _fma(v6, c4, c5)
    v11 = _fma(v6, v10, c6)
    v12 = -v6
    v13 = _fma(v12, v11, c7)
    v14 = v9 / v13
    v15 = c8 - v14
    v16 = -v6
    v17 = _fma(v16, v15, c9)
    v18 = v7 * c10
    v19 = v18 + v6
    v20 = v19 - v18
    v21 = v6 - v20
    v22 = _fma(v7, c11, v21)
    v23 = _fma(v8, v17, v22)
    v24 = v19 + v23
    v25 = np.abs(v24)
    v26 = v25 < c12
    v27 = v24 * c13
    v28 = np.where(v26, v27, v24)
    v29 = np.abs(x)
    v30 = v29 < c12
    v31 = x * c13
    v32 = np.where(v30, v31, x)
    v33 = v32 < c12
    v34 = v32 < c13
    v35 = np.where(v34, c16, c15)
    v36 = np.where(v33, v35, v28)
    v37 = v32 < c14
    v38 = np.where(v37, v36, x)
    return v38


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

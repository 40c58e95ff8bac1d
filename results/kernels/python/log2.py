"""log2 for float32 arrays: max error 0.7668 ulp over 277,532 sampled inputs.

Witness of the bound: x = 0x1.b04f940000000p-1. Results that are not correctly rounded: 257.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.10 and F.10.3.10.

Kernel 329636d3f4f0d602, 34 operations, 15 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log2 --seed 0 --evaluations 200000 --max-ops 16

Reduction log2_split_exact:
    x = 2^k m, m = 1 + f from 2/3 up to twice that: the bits of x less those of 2/3 hold k above bit 23, and k is taken from
    the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
    where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
    Functions, chapter 11).
    log2 x = (k + 1.5 f) + (c f + f^2 q(f)), c = 1 / ln 2 - 1.5 = -0.0573. 1.5 f is exact: 3 f is a multiple of 2^-24 below 1. What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
    added to the tail, whose roundings hardly count beside the last addition's half an ulp.
    The tail is below 0.086.
    Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import numpy as np

TARGET = "log2"
FORMAT = "python"
MAX_ULP = 0.76680913849576
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.b04f940000000p-1"
OUTPUTS_HASH = None
RECORD = "329636d3f4f0d602"


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
    c1 = np.int32(23)
    c2 = np.float32(float.fromhex("0x1p+0"))  # 1
    c3 = np.float32(float.fromhex("0x1.56bcp+0"))  # 1.33880615
    c4 = np.float32(float.fromhex("0x1.97a2bp+0"))  # 1.59232616
    c5 = np.float32(float.fromhex("-0x1.994c8p+1"))  # -3.19764709
    c6 = np.float32(float.fromhex("-0x1.ce01b8p-4"))  # -0.112794608
    c7 = np.float32(float.fromhex("0x1.4100dap-5"))  # 0.0391849764
    c8 = np.float32(float.fromhex("0x1.39b562p-4"))  # 0.0765889958
    c9 = np.float32(float.fromhex("-0x1.e35034p-3"))  # -0.235992819
    c10 = np.float32(float.fromhex("-0x1.71547p-1"))  # -0.721347332
    c11 = np.float32(float.fromhex("0x1.8p+0"))  # 1.5
    c12 = np.float32(float.fromhex("-0x1.d57136p-5"))  # -0.0573049597
    c13 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c14 = np.float32(float.fromhex("0x0p+0"))  # 0
    c15 = np.float32(float.fromhex("inf"))  # inf
    c16 = np.float32(float.fromhex("-inf"))  # -inf
    c17 = np.float32(float.fromhex("nan"))  # nan
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
    v10 = v8 * v9
    v11 = _fma(v8, v8, c4)
    v12 = -v10
    v13 = _fma(v12, v11, c5)
    v14 = v8 * c7
    v15 = _fma(v6, c6, v14)
    v16 = v15 + c8
    v17 = _fma(v13, v16, c9)
    v18 = -v6
    v19 = _fma(v18, v17, c10)
    v20 = v6 * v6
    v21 = v6 * c11
    v22 = v7 + v21
    v23 = v22 - v7
    v24 = v21 - v23
    v25 = _fma(v6, c12, v24)
    v26 = _fma(v20, v19, v25)
    v27 = v22 + v26
    v28 = np.abs(v27)
    v29 = v28 < c13
    v30 = v27 * c14
    v31 = np.where(v29, v30, v27)
    v32 = np.abs(x)
    v33 = v32 < c13
    v34 = x * c14
    v35 = np.where(v33, v34, x)
    v36 = v35 < c13
    v37 = v35 < c14
    v38 = np.where(v37, c17, c16)
    v39 = np.where(v36, v38, v31)
    v40 = v35 < c15
    v41 = np.where(v40, v39, x)
    return v41


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

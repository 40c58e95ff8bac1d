"""log1p for float32 arrays: max error 1.2683 ulp over 277,556 sampled inputs.

Witness of the bound: x = 0x1.fffffe0000000p-2. Results that are not correctly rounded: 2,226.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.9 and F.10.3.9.

Kernel e9f51da5f997e308, 32 operations, 12 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log1p --seed 0 --evaluations 200000 --max-ops 16

Reduction log1p_split_short:
    1 + x = 2^k m, m = 1 + f in [3/4, 3/2), with k from the bits of the rounded sum and f from x itself: f = 2^-k x + (2^-k - 1), in
    which 2^-k is 2^(2 - k) / 4 so that k = 128 stays in the normal range. f = x for k = 0. It is exact for others up to |x| = 2^24,
    as k = 1 begins at x = 1/2 and k = -1 ends at x = -1/4: 2^-k x is a multiple of 2^-25 for x in [1/2, 1), where f is in
    [-1/4, 0), and of 2^-24 elsewhere, with |f| < 1/2. Beyond, what it loses is below 2^-25, with results above 16.
    log(1 + x) = k ln 2 + (f + f^2 q(f)), ln 2 in two parts. The bracket is below 0.4055 and rounded to 2^-26 at worst; beside k = 1
    or -1, where the result is as small as 0.2877, that is half an ulp more.
    Below 2^-30 the result is x, within 2^-31 of itself, and so are inf, nan and zeros; -1 gives -inf, what is below nan.
"""

import numpy as np

TARGET = "log1p"
FORMAT = "python"
MAX_ULP = 1.2682786228895018
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.fffffe0000000p-2"
OUTPUTS_HASH = None
RECORD = "e9f51da5f997e308"


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
    c0 = np.int32(1061158912)
    c1 = np.int32(23)
    c2 = np.int32(1082130432)
    c3 = np.float32(float.fromhex("0x1p+0"))  # 1
    c4 = np.float32(float.fromhex("-0x1p+0"))  # -1
    c5 = np.float32(float.fromhex("0x1p-2"))  # 0.25
    c6 = np.float32(float.fromhex("0x1.7e4522p-4"))  # 0.0933276489
    c7 = np.float32(float.fromhex("-0x1.65022ep-2"))  # -0.348641127
    c8 = np.float32(float.fromhex("0x1.41bc76p-2"))  # 0.314195484
    c9 = np.float32(float.fromhex("-0x1.6fc13ap-3"))  # -0.179567769
    c10 = np.float32(float.fromhex("-0x1.4d2646p-1"))  # -0.650682628
    c11 = np.float32(float.fromhex("0x1.3e5eecp-1"))  # 0.621817946
    c12 = np.float32(float.fromhex("-0x1.107bf4p-2"))  # -0.266097844
    c13 = np.float32(float.fromhex("0x1.62e43p-1"))  # 0.693147182
    c14 = np.float32(float.fromhex("-0x1.05c61p-29"))  # -1.90465421e-09
    c15 = np.int32(2147483647)
    c16 = np.int32(-1333788672)
    c17 = np.int32(-822083584)
    c18 = np.float32(float.fromhex("-0x1.fffffep-1"))  # -0.99999994
    c19 = np.float32(float.fromhex("-inf"))  # -inf
    c20 = np.float32(float.fromhex("nan"))  # nan
    c21 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c22 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0 < c21
    v2 = x * c22
    v3 = np.where(v1, v2, x)
    v4 = v3 + c3
    v5 = v4.view(np.int32)
    v6 = v5 - c0
    v7 = np.right_shift(v6, c1)
    v8 = np.left_shift(v7, c1)
    v9 = c2 - v8
    v10 = v9.view(np.float32)
    v11 = v3 * c5
    v12 = _fma(v10, c5, c4)
    v13 = _fma(v11, v10, v12)
    v14 = v7.astype(np.float32)
    v15 = _fma(v13, c6, c7)
    v16 = _fma(v13, v15, c8)
    v17 = _fma(v13, v16, c9)
    v18 = -v17
    v19 = _fma(v18, v17, c10)
    v20 = _fma(v17, v19, c11)
    v21 = -v20
    v22 = _fma(v21, v16, c12)
    v23 = v13 * v13
    v24 = _fma(v23, v22, v13)
    v25 = _fma(v14, c14, v24)
    v26 = _fma(v14, c13, v25)
    v27 = np.abs(v26)
    v28 = v27 < c21
    v29 = v26 * c22
    v30 = np.where(v28, v29, v26)
    v31 = x.view(np.int32)
    v32 = v31 & c15
    v33 = v32 - c16
    v34 = v33 < c17
    v35 = np.where(v34, v30, x)
    v36 = v3 < c4
    v37 = np.where(v36, c20, c19)
    v38 = v3 < c18
    v39 = np.where(v38, v37, v35)
    return v39


def log1p(x):
    """log1p of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"log1p takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

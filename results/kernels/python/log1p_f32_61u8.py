"""log1p for float32 arrays: max error 61.3979 ulp over 277,556 sampled inputs.

Witness of the bound: x = 0x1.05b06e0000000p-3. Results that are not correctly rounded: 28,753.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.9 and F.10.3.9.

Kernel 2b617b441c21e0ef, 29 operations, 8 of them real operations of the core.
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
MAX_ULP = 61.39792934932517
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.05b06e0000000p-3"
OUTPUTS_HASH = None
RECORD = "2b617b441c21e0ef"


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
    c6 = np.float32(float.fromhex("-0x1.a8f1ep-2"))  # -0.41498518
    c7 = np.float32(float.fromhex("0x1.26e426p-1"))  # 0.575959384
    c8 = np.float32(float.fromhex("-0x1.1963cp-3"))  # -0.137397289
    c9 = np.float32(float.fromhex("0x1.2b0842p-1"))  # 0.584047377
    c10 = np.float32(float.fromhex("-0x1.843268p-2"))  # -0.379098535
    c11 = np.float32(float.fromhex("0x1.62e43p-1"))  # 0.693147182
    c12 = np.float32(float.fromhex("-0x1.05c61p-29"))  # -1.90465421e-09
    c13 = np.int32(2147483647)
    c14 = np.int32(-1333788672)
    c15 = np.int32(-822083584)
    c16 = np.float32(float.fromhex("-0x1.fffffep-1"))  # -0.99999994
    c17 = np.float32(float.fromhex("-inf"))  # -inf
    c18 = np.float32(float.fromhex("nan"))  # nan
    c19 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c20 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0 < c19
    v2 = x * c20
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
    v16 = _fma(v15, v15, c8)
    v17 = _fma(v16, v16, c9)
    v18 = -v16
    v19 = _fma(v18, v17, c10)
    v20 = v13 * v13
    v21 = _fma(v20, v19, v13)
    v22 = _fma(v14, c12, v21)
    v23 = _fma(v14, c11, v22)
    v24 = np.abs(v23)
    v25 = v24 < c19
    v26 = v23 * c20
    v27 = np.where(v25, v26, v23)
    v28 = x.view(np.int32)
    v29 = v28 & c13
    v30 = v29 - c14
    v31 = v30 < c15
    v32 = np.where(v31, v27, x)
    v33 = v3 < c4
    v34 = np.where(v33, c18, c17)
    v35 = v3 < c16
    v36 = np.where(v35, v34, v32)
    return v36


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

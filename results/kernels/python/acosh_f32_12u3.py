"""acosh for float32 arrays: max error 11.1997 ulp over 277,516 sampled inputs.

Witness of the bound: x = 0x1.0cd9a00000000p+0. Results that are not correctly rounded: 9,811.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.

Kernel 3d65fca8d5197c5a, 29 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acosh --seed 0 --evaluations 300000 --max-ops 16

Reduction acosh_one_piece:
    \
    acosh x = log(1 + t + sqrt(t^2 + 2 t)), t = x - 1, exact from 1 to 2^24 (Sterbenz and beyond). t + sqrt is rounded three times, so
    that it is off by 2^-23 of itself; beyond 2^60 t stands for the root, and all is divided by 8, so that nothing overflows.
    1 + t + sqrt = 2^k (1 + f), 1 + f in [3/4, 3/2), k from the bits of the rounded sum and f from t + sqrt itself: 2^-k (t + sqrt) +
    (2^-k - 1), f = t + sqrt where k = 0. log x = k ln 2 + f q(f), ln 2 in one part. Below 1 nan; infinity and nan give themselves.
"""

import numpy as np

TARGET = "acosh"
FORMAT = "python"
MAX_ULP = 11.199658915521557
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.0cd9a00000000p+0"
OUTPUTS_HASH = None
RECORD = "3d65fca8d5197c5a"


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
    c0 = np.float32(float.fromhex("0x1p+0"))  # 1
    c1 = np.float32(float.fromhex("-0x1p+0"))  # -1
    c2 = np.float32(float.fromhex("0x1p+60"))  # 1.1529215e+18
    c3 = np.float32(float.fromhex("0x1p-3"))  # 0.125
    c4 = np.int32(1035993088)
    c5 = np.int32(23)
    c6 = np.int32(1090519040)
    c7 = np.float32(float.fromhex("-0x1.221aa2p-2"))  # -0.283304721
    c8 = np.float32(float.fromhex("0x1.2d543p-2"))  # 0.294266462
    c9 = np.float32(float.fromhex("0x1.8170b2p-1"))  # 0.752812922
    c10 = np.float32(float.fromhex("0x1.f5ac8ep+0"))  # 1.95966423
    c11 = np.float32(float.fromhex("0x1.1c93fp-2"))  # 0.277908087
    c12 = np.float32(float.fromhex("0x1.661ebcp-1"))  # 0.699453235
    c13 = np.float32(float.fromhex("0x1.62e43p-1"))  # 0.693147182
    c14 = np.float32(float.fromhex("inf"))  # inf
    c15 = np.float32(float.fromhex("nan"))  # nan
    c16 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c17 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0 < c16
    v2 = x * c17
    v3 = np.where(v1, v2, x)
    v4 = v3 - c0
    v5 = np.where(c2 < v4, c2, v4)
    v6 = v5 + v5
    v7 = _fma(v5, v5, v6)
    v8 = np.sqrt(v7)
    v9 = np.where(v8 < v4, v4, v8)
    v10 = v4 * c3
    v11 = _fma(v9, c3, v10)
    v12 = v11 + c3
    v13 = v12.view(np.int32)
    v14 = v13 - c4
    v15 = np.right_shift(v14, c5)
    v16 = np.left_shift(v15, c5)
    v17 = c6 - v16
    v18 = v17.view(np.float32)
    v19 = _fma(v18, c3, c1)
    v20 = _fma(v11, v18, v19)
    v21 = v15.astype(np.float32)
    v22 = _fma(v20, c7, c8)
    v23 = _fma(v20, v20, c9)
    v24 = _fma(v23, v23, c10)
    v25 = _fma(v22, v24, c11)
    v26 = _fma(v22, v25, c12)
    v27 = v20 * v26
    v28 = _fma(v21, c13, v27)
    v29 = np.abs(v28)
    v30 = v29 < c16
    v31 = v28 * c17
    v32 = np.where(v30, v31, v28)
    v33 = v3 < c0
    v34 = np.where(v33, c15, v32)
    v35 = v3 < c14
    v36 = np.where(v35, v34, x)
    return v36


def acosh(x):
    """acosh of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"acosh takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

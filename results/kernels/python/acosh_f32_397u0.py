"""acosh for float32 arrays: max error 394.4027 ulp over 277,516 sampled inputs.

Witness of the bound: x = 0x1.1ff2a60000000p+0. Results that are not correctly rounded: 48,458.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.

Kernel e82577827f8fa10c, 52 operations, 8 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acosh --seed 0 --evaluations 120000 --max-ops 16

Reduction acosh_two_pieces:
    todo
"""

import numpy as np

TARGET = "acosh"
FORMAT = "python"
MAX_ULP = 394.4026577835018
EXHAUSTIVE = False
FTZ = False  # whether the metric flushes results below 2**-126 to zero, as the kernel does
WITNESS = "0x1.1ff2a60000000p+0"
OUTPUTS_HASH = None
RECORD = "e82577827f8fa10c"


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
    c0 = np.float32(float.fromhex("-0x1p+0"))  # -1
    c1 = np.float32(float.fromhex("0x1p+0"))  # 1
    c2 = np.float32(float.fromhex("0x1.9p+0"))  # 1.5625
    c3 = np.float32(float.fromhex("0x1p+60"))  # 1.1529215e+18
    c4 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c5 = np.float32(float.fromhex("0x1.2p-2"))  # 0.28125
    c6 = np.float32(float.fromhex("0x1p-3"))  # 0.125
    c7 = np.float32(float.fromhex("0x1p-4"))  # 0.0625
    c8 = np.int32(2129858560)
    c9 = np.int32(1035273459)
    c10 = np.int32(23)
    c11 = np.float32(float.fromhex("0x1p+3"))  # 8
    c12 = np.float32(float.fromhex("0x1.f464e6p-5"))  # 0.0610832684
    c13 = np.float32(float.fromhex("-0x1.531ff6p-3"))  # -0.165588304
    c14 = np.float32(float.fromhex("0x1.6b0202p-3"))  # 0.177249923
    c15 = np.float32(float.fromhex("-0x1.1214e2p-2"))  # -0.267657787
    c16 = np.float32(float.fromhex("0x1.574f6cp-2"))  # 0.335263908
    c17 = np.float32(float.fromhex("-0x1.ff9d78p-2"))  # -0.499624133
    c18 = np.float32(float.fromhex("0x1.62e43p-1"))  # 0.693147182
    c19 = np.float32(float.fromhex("-0x1.05c61p-29"))  # -1.90465421e-09
    c20 = np.float32(float.fromhex("inf"))  # inf
    c21 = np.float32(float.fromhex("nan"))  # nan
    v0 = x < c2
    v1 = x - c1
    v2 = v1 * c4
    v3 = np.where(c5 < v2, c5, v2)
    v4 = np.where(c3 < x, c3, x)
    v5 = _fma(v4, v4, c0)
    v6 = np.where(v0, v3, v5)
    v7 = np.sqrt(v6)
    v8 = -v7
    v9 = _fma(v8, v7, v6)
    v10 = v7.view(np.int32)
    v11 = c8 - v10
    v12 = v11.view(np.float32)
    v13 = v9 * v12
    v14 = v7 + v7
    v15 = x < c3
    v16 = np.where(v15, v7, x)
    v17 = v16 * c6
    v18 = x * c6
    v19 = v18 + v17
    v20 = v19 - v18
    v21 = v17 - v20
    v22 = _fma(v13, c7, v21)
    v23 = v19.view(np.int32)
    v24 = v23 - c9
    v25 = np.right_shift(v24, c10)
    v26 = np.left_shift(v25, c10)
    v27 = v23 - v26
    v28 = v27.view(np.float32)
    v29 = _fma(v28, c11, c0)
    v30 = v25.astype(np.float32)
    v31 = c8 - v23
    v32 = v31.view(np.float32)
    v33 = v22 * v32
    v34 = _fma(v3, c12, c13)
    v35 = v3 * v34
    v36 = _fma(v14, v35, v13)
    v37 = v14 + v36
    v38 = _fma(v29, c14, c15)
    v39 = _fma(v29, v38, c16)
    v40 = _fma(v29, v39, c17)
    v41 = v29 * v29
    v42 = _fma(v30, c19, v33)
    v43 = _fma(v41, v40, v42)
    v44 = v29 + v43
    v45 = _fma(v30, c18, v44)
    v46 = x < c2
    v47 = np.where(v46, v37, v45)
    v48 = x < c1
    v49 = np.where(v48, c21, v47)
    v50 = x < c20
    v51 = np.where(v50, v49, x)
    return v51


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

"""acosh for float32 arrays: max error 1.0432 ulp over 277,516 sampled inputs.

Witness of the bound: x = 0x1.19df500000000p+0. Results that are not correctly rounded: 2,503.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.

Kernel ab0edc425e34aa51, 46 operations, 12 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acosh --seed 1 --evaluations 300000 --max-ops 16

Reduction acosh_one_piece_exact:
    acosh x = log(1 + S), S = t + root, root = sqrt(t |t| + 2 t), t = x - 1, exact from 1 to 2^24 (Sterbenz and beyond). Beyond 2^60 t
    stands for the root. Below 1 the root is nan, and so is the result; so infinity and nan come through S.
    S is divided by 8, so that nothing overflows. 1 + S = 2^k (1 + f), 1 + f in [3/4, 3/2), k from the bits of the rounded sum and f
    from S itself, without rounding up to 2^24: 2^-k S + (2^-k - 1), f = S where k = 0. ln 2 is one part, whose error is 1/15 ulp at
    worst.
    What the sum below the root and the root lost is the residual t |t| + (2 t - root^2) over twice the root, the division to 12 %
    through the root's bits; the square's rounding and the residual's stay, 1/8 ulp of the result (sampled). What t + root lost is found
    again exactly (Fast2Sum, the root is the larger one). Both are divided by 1 + S to 12 % through its bits and join the tail of
    log(1 + f) = f + f^2 q(f).
"""

import numpy as np

TARGET = "acosh"
FORMAT = "python"
MAX_ULP = 1.0431951518385216
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.19df500000000p+0"
OUTPUTS_HASH = None
RECORD = "ab0edc425e34aa51"


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
    c1 = np.float32(float.fromhex("0x1p+60"))  # 1.1529215e+18
    c2 = np.float32(float.fromhex("0x1p-3"))  # 0.125
    c3 = np.float32(float.fromhex("-0x1p-3"))  # -0.125
    c4 = np.int32(2096304128)
    c5 = np.float32(float.fromhex("-0x1p+0"))  # -1
    c6 = np.int32(1035993088)
    c7 = np.int32(1090519040)
    c8 = np.int32(-8388608)
    c9 = np.int32(2129858560)
    c10 = np.float32(float.fromhex("-0x1.8b665ap-5"))  # -0.0482665785
    c11 = np.float32(float.fromhex("0x1.cebca6p-4"))  # 0.112972878
    c12 = np.float32(float.fromhex("0x1.73441cp-2"))  # 0.362564504
    c13 = np.float32(float.fromhex("-0x1.fd358p-2"))  # -0.497274399
    c14 = np.float32(float.fromhex("-0x1.79564ep-3"))  # -0.184246644
    c15 = np.float32(float.fromhex("-0x1.d32fcp-1"))  # -0.912473679
    c16 = np.float32(float.fromhex("-0x1.c4d856p-2"))  # -0.442231506
    c17 = np.float32(float.fromhex("0x1.62e43p-24"))  # 8.26295832e-08
    c18 = np.float32(float.fromhex("inf"))  # inf
    c19 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c20 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0 < c19
    v2 = x * c20
    v3 = np.where(v1, v2, x)
    v4 = v3 - c0
    v5 = np.where(c1 < v4, c1, v4)
    v6 = v5 + v5
    v7 = np.abs(v5)
    v8 = v5 * v7
    v9 = v8 + v6
    v10 = np.sqrt(v9)
    v11 = np.where(v10 < v4, v4, v10)
    v12 = v4 * c2
    v13 = _fma(v11, c2, v12)
    v14 = np.abs(v13)
    v15 = v14 < c19
    v16 = v13 * c20
    v17 = np.where(v15, v16, v13)
    v18 = -v10
    v19 = _fma(v18, v10, v6)
    v20 = v8 + v19
    v21 = v10.view(np.int32)
    v22 = c4 - v21
    v23 = v22.view(np.float32)
    v24 = _fma(v11, c3, v17)
    v25 = v12 - v24
    v26 = _fma(v20, v23, v25)
    v27 = v17 + c2
    v28 = v27.view(np.int32)
    v29 = v28 - c6
    v30 = v29 & c8
    v31 = c7 - v30
    v32 = v31.view(np.float32)
    v33 = _fma(v32, c2, c5)
    v34 = _fma(v17, v32, v33)
    v35 = v30.astype(np.float32)
    v36 = v27.view(np.int32)
    v37 = c9 - v36
    v38 = v37.view(np.float32)
    v39 = v26 * v38
    v40 = _fma(v34, c10, c11)
    v41 = -v34
    v42 = _fma(v41, v40, c12)
    v43 = _fma(v34, v42, c13)
    v44 = _fma(v43, v43, c14)
    v45 = -v44
    v46 = _fma(v45, v44, c15)
    v47 = _fma(v46, v44, c16)
    v48 = v34 * v34
    v49 = _fma(v48, v47, v39)
    v50 = v34 + v49
    v51 = _fma(v35, c17, v50)
    v52 = np.abs(v51)
    v53 = v52 < c19
    v54 = v51 * c20
    v55 = np.where(v53, v54, v51)
    v56 = v17 < c18
    v57 = np.where(v56, v55, v17)
    return v57


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

"""acosh for float32 arrays: max error 0.8333 ulp over 277,516 sampled inputs.

Witness of the bound: x = 0x1.0000020000000p+0. Results that are not correctly rounded: 2,465.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.

Kernel ca122e173f2b98f2, 41 operations, 14 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acosh --seed 1 --evaluations 300000 --max-ops 16

Reduction acosh_one_piece_near:
    acosh x = log(1 + S), S = t + root, root = sqrt(t |t| + 2 t), t = x - 1, exact from 1 to 2^24 (Sterbenz and beyond). Beyond 2^60 t
    stands for the root. Below 1 the root is nan, and so is the result; so infinity and nan come through S.
    S is divided by 8, so that nothing overflows. 1 + S = 2^k (1 + f), 1 + f in [3/4, 3/2), k from the bits of the rounded sum and f
    from S itself, without rounding up to 2^24: 2^-k S + (2^-k - 1), f = S where k = 0. ln 2 is one part, whose error is 1/15 ulp at
    worst.
    What the root lost, and what t + root did, is kept as in acosh_one_piece_exact, but divided by 2^k instead of 1 + S: up to a half too
    much, where the result is an ulp of S and more. What the sum below the root lost stays, 1/4 2^-23 of the root at worst.
"""

import numpy as np

TARGET = "acosh"
FORMAT = "python"
MAX_ULP = 0.8333333378036816
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.0000020000000p+0"
OUTPUTS_HASH = None
RECORD = "ca122e173f2b98f2"


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
    c9 = np.float32(float.fromhex("-0x1.434876p-5"))  # -0.039463263
    c10 = np.float32(float.fromhex("0x1.886df2p-3"))  # 0.191615954
    c11 = np.float32(float.fromhex("-0x1.caf9dap-2"))  # -0.448218733
    c12 = np.float32(float.fromhex("0x1.e12ba4p-3"))  # 0.234946519
    c13 = np.float32(float.fromhex("-0x1.37c9dp-4"))  # -0.0761201978
    c14 = np.float32(float.fromhex("0x1.83e024p-1"))  # 0.757569432
    c15 = np.float32(float.fromhex("-0x1.5a82bep-1"))  # -0.676778734
    c16 = np.float32(float.fromhex("-0x1.60f71ep-2"))  # -0.344692677
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
    v8 = _fma(v5, v7, v6)
    v9 = np.sqrt(v8)
    v10 = np.where(v9 < v4, v4, v9)
    v11 = v4 * c2
    v12 = _fma(v10, c2, v11)
    v13 = np.abs(v12)
    v14 = v13 < c19
    v15 = v12 * c20
    v16 = np.where(v14, v15, v12)
    v17 = -v9
    v18 = _fma(v17, v9, v8)
    v19 = v9.view(np.int32)
    v20 = c4 - v19
    v21 = v20.view(np.float32)
    v22 = _fma(v10, c3, v16)
    v23 = v11 - v22
    v24 = _fma(v18, v21, v23)
    v25 = v16 + c2
    v26 = v25.view(np.int32)
    v27 = v26 - c6
    v28 = v27 & c8
    v29 = c7 - v28
    v30 = v29.view(np.float32)
    v31 = _fma(v30, c2, c5)
    v32 = _fma(v16, v30, v31)
    v33 = v28.astype(np.float32)
    v34 = v24 * v30
    v35 = _fma(v32, c9, c10)
    v36 = _fma(v32, v35, c11)
    v37 = _fma(v32, v36, c12)
    v38 = _fma(v37, v37, c13)
    v39 = _fma(v37, v38, c14)
    v40 = -v39
    v41 = _fma(v40, v38, c15)
    v42 = _fma(v37, v41, c16)
    v43 = v32 * v32
    v44 = _fma(v43, v42, v34)
    v45 = v32 + v44
    v46 = _fma(v33, c17, v45)
    v47 = np.abs(v46)
    v48 = v47 < c19
    v49 = v46 * c20
    v50 = np.where(v48, v49, v46)
    v51 = v16 < c18
    v52 = np.where(v51, v50, v16)
    return v52


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

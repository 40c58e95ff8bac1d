"""acosh for float32 arrays: max error 1.0405 ulp over 277,516 sampled inputs.

Witness of the bound: x = 0x1.6df0040000000p+1. Results that are not correctly rounded: 1,501.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.

Kernel 86ff6c34656a08af, 59 operations, 18 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acosh --seed 0 --evaluations 300000 --max-ops 16

Reduction acosh_two_pieces:
    Below 1.5625 acosh x = 2 asinh(sqrt z), z = (x - 1) / 2, both exact: = 2 root (1 + z p(z)) with root = sqrt z and twice its error
    (z - root^2) / root added, the division to 12 % through the bits of the root. Above, acosh x = log(x + sqrt(x^2 - 1)): an eighth of
    both is added, so that nothing overflows, with what the sum lost (Fast2Sum) and the root's error; beyond 2^60 x stands for the root.
    8 w = 2^k (1 + f) by its bits, a term `rest` beside w is rest / w in the logarithm, and log(1 + f) = f + f^2 q(f); k ln 2 comes in two
    parts. Below 1 nan; infinity and nan give themselves.
"""

import numpy as np

TARGET = "acosh"
FORMAT = "python"
MAX_ULP = 1.0405418846389098
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.6df0040000000p+1"
OUTPUTS_HASH = None
RECORD = "86ff6c34656a08af"


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
    c12 = np.float32(float.fromhex("-0x1.2d91acp-4"))  # -0.0736252517
    c13 = np.float32(float.fromhex("0x1.fd620ep-3"))  # 0.248722181
    c14 = np.float32(float.fromhex("-0x1.e8fab6p-4"))  # -0.119379722
    c15 = np.float32(float.fromhex("0x1.08e72ep-2"))  # 0.258694381
    c16 = np.float32(float.fromhex("-0x1.129984p-3"))  # -0.13408187
    c17 = np.float32(float.fromhex("0x1.4482b8p-4"))  # 0.0792262256
    c18 = np.float32(float.fromhex("-0x1.1e7d1ap-4"))  # -0.0699435249
    c19 = np.float32(float.fromhex("-0x1.a2a068p-1"))  # -0.817630053
    c20 = np.float32(float.fromhex("0x1.0fd226p+2"))  # 4.24720144
    c21 = np.float32(float.fromhex("0x1.588466p-4"))  # 0.08411064
    c22 = np.float32(float.fromhex("-0x1.447c58p-2"))  # -0.316880584
    c23 = np.float32(float.fromhex("0x1.62e43p-1"))  # 0.693147182
    c24 = np.float32(float.fromhex("-0x1.05c61p-29"))  # -1.90465421e-09
    c25 = np.float32(float.fromhex("inf"))  # inf
    c26 = np.float32(float.fromhex("nan"))  # nan
    c27 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c28 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0 < c27
    v2 = x * c28
    v3 = np.where(v1, v2, x)
    v4 = v3 < c2
    v5 = v3 - c1
    v6 = v5 * c4
    v7 = np.where(c5 < v6, c5, v6)
    v8 = np.where(c3 < v3, c3, v3)
    v9 = _fma(v8, v8, c0)
    v10 = np.where(v4, v7, v9)
    v11 = np.sqrt(v10)
    v12 = -v11
    v13 = _fma(v12, v11, v10)
    v14 = v11.view(np.int32)
    v15 = c8 - v14
    v16 = v15.view(np.float32)
    v17 = v13 * v16
    v18 = v11 + v11
    v19 = v3 < c3
    v20 = np.where(v19, v11, x)
    v21 = np.abs(v20)
    v22 = v21 < c27
    v23 = v20 * c28
    v24 = np.where(v22, v23, v20)
    v25 = v24 * c6
    v26 = v3 * c6
    v27 = v26 + v25
    v28 = v27 - v26
    v29 = v25 - v28
    v30 = _fma(v17, c7, v29)
    v31 = v27.view(np.int32)
    v32 = v31 - c9
    v33 = np.right_shift(v32, c10)
    v34 = np.left_shift(v33, c10)
    v35 = v31 - v34
    v36 = v35.view(np.float32)
    v37 = _fma(v36, c11, c0)
    v38 = v33.astype(np.float32)
    v39 = c8 - v31
    v40 = v39.view(np.float32)
    v41 = v30 * v40
    v42 = _fma(v7, c12, c13)
    v43 = _fma(v7, v42, c14)
    v44 = _fma(v43, v43, c15)
    v45 = _fma(v44, v43, c16)
    v46 = v7 * v45
    v47 = _fma(v18, v46, v17)
    v48 = v18 + v47
    v49 = np.abs(v48)
    v50 = v49 < c27
    v51 = v48 * c28
    v52 = np.where(v50, v51, v48)
    v53 = _fma(v37, c17, c18)
    v54 = v37 * v37
    v55 = c19 - v54
    v56 = _fma(v55, v55, c20)
    v57 = -v53
    v58 = _fma(v57, v56, c21)
    v59 = -v58
    v60 = _fma(v59, v58, c22)
    v61 = _fma(v38, c24, v41)
    v62 = _fma(v54, v60, v61)
    v63 = v37 + v62
    v64 = _fma(v38, c23, v63)
    v65 = np.abs(v64)
    v66 = v65 < c27
    v67 = v64 * c28
    v68 = np.where(v66, v67, v64)
    v69 = v3 < c2
    v70 = np.where(v69, v52, v68)
    v71 = v3 < c1
    v72 = np.where(v71, c26, v70)
    v73 = v3 < c25
    v74 = np.where(v73, v72, x)
    return v74


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

"""asinh for float32 arrays: max error 1.1410 ulp over 277,563 sampled inputs.

Witness of the bound: x = 0x1.fc65640000000p-1. Results that are not correctly rounded: 5,183.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.37; C17 7.12.5.2 and F.10.2.2.

Kernel 9efb61d3d61d28c1, 51 operations, 24 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search asinh --seed 0 --evaluations 160000 --max-ops 16

Reduction asinh_two_pieces_short:
    a = |x|. Below 3/4 asinh a = a + a z p(z), z = a^2, the last term below 0.08 of a. Above, asinh a = log(a + sqrt(a^2 + 1)): an eighth
    of both is added, so that nothing overflows, as w and what the sum lost (Fast2Sum, the root is the larger one; beyond 2^60, where
    a^2 would overflow later on, a stands for it, which is exact). The root's own error stays: 0.8 ulp of the result at a = 3/4, less above.
    8 w = 2^k (1 + f) by its bits, and a term `rest` beside w is rest / w in the logarithm, the division to 12 % through the bits of w.
    log(1 + f) = f + f^2 q(f); the result is 0.69 and more, and k ln 2 is one product inside the last fma, its constant's error below 0.2 ulp.
    Infinity and nan give themselves; the sign is that of x.
"""

import numpy as np

TARGET = "asinh"
FORMAT = "python"
MAX_ULP = 1.1410478804888327
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.fc65640000000p-1"
OUTPUTS_HASH = None
RECORD = "9efb61d3d61d28c1"


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
    c0 = np.float32(float.fromhex("0x1p-6"))  # 0.015625
    c1 = np.float32(float.fromhex("0x1p+57"))  # 1.44115188e+17
    c2 = np.float32(float.fromhex("0x1p-3"))  # 0.125
    c3 = np.int32(2129858560)
    c4 = np.int32(1035273459)
    c5 = np.int32(23)
    c6 = np.float32(float.fromhex("0x1p+3"))  # 8
    c7 = np.float32(float.fromhex("-0x1p+0"))  # -1
    c8 = np.float32(float.fromhex("-0x1.2d6a7ep-6"))  # -0.0183969717
    c9 = np.float32(float.fromhex("0x1.70d73ep-4"))  # 0.0900490209
    c10 = np.float32(float.fromhex("0x1.cebc66p-3"))  # 0.225945279
    c11 = np.float32(float.fromhex("0x1.85e1f4p-4"))  # 0.0951861888
    c12 = np.float32(float.fromhex("0x1.38023ep-2"))  # 0.304696053
    c13 = np.float32(float.fromhex("-0x1.182b22p-3"))  # -0.136801019
    c14 = np.float32(float.fromhex("-0x1.9a00bp-3"))  # -0.200196624
    c15 = np.float32(float.fromhex("0x1.d73188p-2"))  # 0.460149884
    c16 = np.float32(float.fromhex("0x1.41f5c8p-3"))  # 0.157207072
    c17 = np.float32(float.fromhex("-0x1.5039f8p-3"))  # -0.164173067
    c18 = np.float32(float.fromhex("0x1.8db304p-3"))  # 0.194189101
    c19 = np.float32(float.fromhex("0x1.471312p-1"))  # 0.63881737
    c20 = np.float32(float.fromhex("0x1.6f315p-1"))  # 0.7171731
    c21 = np.float32(float.fromhex("-0x1.715914p-2"))  # -0.360691369
    c22 = np.float32(float.fromhex("0x1.62e43p-1"))  # 0.693147182
    c23 = np.float32(float.fromhex("0x1.8p-1"))  # 0.75
    c24 = np.float32(float.fromhex("inf"))  # inf
    c25 = np.int32(-2147483648)
    c26 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c27 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = np.abs(v0)
    v2 = v1 < c26
    v3 = v0 * c27
    v4 = np.where(v2, v3, v0)
    v5 = v4 * v4
    v6 = v4 * c2
    v7 = np.where(c1 < v6, c1, v6)
    v8 = _fma(v7, v7, c0)
    v9 = np.sqrt(v8)
    v10 = np.where(v9 < v6, v6, v9)
    v11 = v10 + v6
    v12 = v11 - v10
    v13 = v6 - v12
    v14 = v11.view(np.int32)
    v15 = v14 - c4
    v16 = np.right_shift(v15, c5)
    v17 = np.left_shift(v16, c5)
    v18 = v14 - v17
    v19 = v18.view(np.float32)
    v20 = _fma(v19, c6, c7)
    v21 = v16.astype(np.float32)
    v22 = c3 - v14
    v23 = v22.view(np.float32)
    v24 = v13 * v23
    v25 = _fma(v5, c8, c9)
    v26 = -v5
    v27 = _fma(v26, v25, c10)
    v28 = -v5
    v29 = _fma(v28, v27, c11)
    v30 = _fma(v29, v29, c12)
    v31 = -v30
    v32 = _fma(v31, v29, c13)
    v33 = v5 * v32
    v34 = _fma(v4, v33, v4)
    v35 = np.abs(v34)
    v36 = v35 < c26
    v37 = v34 * c27
    v38 = np.where(v36, v37, v34)
    v39 = _fma(v20, c14, c15)
    v40 = _fma(v39, v39, c16)
    v41 = _fma(v20, v40, c17)
    v42 = _fma(v20, v41, c18)
    v43 = _fma(v42, v42, c19)
    v44 = _fma(v43, v42, c20)
    v45 = _fma(v44, v41, c21)
    v46 = v20 * v20
    v47 = _fma(v46, v45, v24)
    v48 = v20 + v47
    v49 = _fma(v21, c22, v48)
    v50 = np.abs(v49)
    v51 = v50 < c26
    v52 = v49 * c27
    v53 = np.where(v51, v52, v49)
    v54 = v4 < c23
    v55 = np.where(v54, v38, v53)
    v56 = v4 < c24
    v57 = np.where(v56, v55, v0)
    v58 = x.view(np.int32)
    v59 = v58 & c25
    v60 = v57.view(np.int32)
    v61 = v60 | v59
    v62 = v61.view(np.float32)
    return v62


def asinh(x):
    """asinh of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"asinh takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

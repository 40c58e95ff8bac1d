"""asinh for float32 arrays: max error 175.1968 ulp over 277,563 sampled inputs.

Witness of the bound: x = 0x1.033f860000000p-1. Results that are not correctly rounded: 110,887.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.37; C17 7.12.5.2 and F.10.2.2.

Kernel 1d310fc1f5491952, 41 operations, 10 of them real operations of the core.
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
MAX_ULP = 175.19677492684454
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.033f860000000p-1"
OUTPUTS_HASH = None
RECORD = "1d310fc1f5491952"


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
    c8 = np.float32(float.fromhex("-0x1.9192d4p-6"))  # -0.0245101042
    c9 = np.float32(float.fromhex("0x1.1d8484p-4"))  # 0.0697064549
    c10 = np.float32(float.fromhex("-0x1.547684p-3"))  # -0.166241676
    c11 = np.float32(float.fromhex("0x1.a84246p-2"))  # 0.414315313
    c12 = np.float32(float.fromhex("-0x1.4b83b2p-2"))  # -0.323744565
    c13 = np.float32(float.fromhex("0x1.1e3ac2p-1"))  # 0.559042037
    c14 = np.float32(float.fromhex("-0x1.464d38p-2"))  # -0.318653941
    c15 = np.float32(float.fromhex("0x1.62e43p-1"))  # 0.693147182
    c16 = np.float32(float.fromhex("0x1.8p-1"))  # 0.75
    c17 = np.float32(float.fromhex("inf"))  # inf
    c18 = np.int32(-2147483648)
    c19 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c20 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = np.abs(v0)
    v2 = v1 < c19
    v3 = v0 * c20
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
    v26 = _fma(v5, v25, c10)
    v27 = v5 * v26
    v28 = _fma(v4, v27, v4)
    v29 = np.abs(v28)
    v30 = v29 < c19
    v31 = v28 * c20
    v32 = np.where(v30, v31, v28)
    v33 = _fma(v20, c11, c12)
    v34 = _fma(v20, v33, c13)
    v35 = _fma(v33, v34, c14)
    v36 = v20 * v20
    v37 = _fma(v36, v35, v24)
    v38 = v20 + v37
    v39 = _fma(v21, c15, v38)
    v40 = np.abs(v39)
    v41 = v40 < c19
    v42 = v39 * c20
    v43 = np.where(v41, v42, v39)
    v44 = v4 < c16
    v45 = np.where(v44, v32, v43)
    v46 = v4 < c17
    v47 = np.where(v46, v45, v0)
    v48 = x.view(np.int32)
    v49 = v48 & c18
    v50 = v47.view(np.int32)
    v51 = v50 | v49
    v52 = v51.view(np.float32)
    return v52


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

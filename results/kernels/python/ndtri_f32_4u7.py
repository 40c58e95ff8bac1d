"""ndtri for float32 arrays: max error 4.2462 ulp over 277,524 sampled inputs.

Witness of the bound: x = 0x1.85f1ac0000000p-51. Results that are not correctly rounded: 55,130.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: the inverse of the normal distribution function; DLMF 7.17; scipy.special.ndtri.

Kernel 2c9e537704aace22, 57 operations, 36 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search ndtri --seed 0 --evaluations 200000 --max-ops 16

Reduction ndtri_log:
    With y = 2p - 1 and w = -2 log(1 - y^2) = -2 log(4 p (1 - p)) ndtri(p) is y times a smooth function of w, and for large w near sqrt(w).
    p (1 - p) is rounded once, for however small a p; w inherits 2^-24 from it at most where w is small, and there d log(ndtri)/dw is 0.13.
    w = -2 k ln 2 - 2 (f + f^2 c(f)), f from the significand, |f| <= sqrt(2) - 1. w < 11.0: ndtri(p) = y + (y d(w) + lack), where lack is
    what 2p - 1 lost, 0 from p = 1/4 on, where y is 0 at 1/2 exactly. Else |ndtri(p)| = z + e(1 / (z + 0.5)), z = sqrt(w), where e lies
    between -0.24 and -0.16: the last rounding and those of w and z, halved by the root, are what counts. Where p (1 - p) is below
    2^-126, 0 and 1 give y times infinity; what is below 0 or above 1 gives nan, as does nan.
"""

import numpy as np

TARGET = "ndtri"
FORMAT = "python"
MAX_ULP = 4.246205699575323
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.85f1ac0000000p-51"
OUTPUTS_HASH = None
RECORD = "2c9e537704aace22"


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
    c1 = np.float32(float.fromhex("0x1p+1"))  # 2
    c2 = np.float32(float.fromhex("0x1p+2"))  # 4
    c3 = np.float32(float.fromhex("-0x1p+0"))  # -1
    c4 = np.int32(1043662067)
    c5 = np.int32(-8388608)
    c6 = np.int32(23)
    c7 = np.float32(float.fromhex("-0x1.6739c8p-4"))  # -0.0877015889
    c8 = np.float32(float.fromhex("0x1.0a21bcp-2"))  # 0.259894311
    c9 = np.float32(float.fromhex("-0x1.b2ce94p-2"))  # -0.424616158
    c10 = np.float32(float.fromhex("0x1.585c14p-4"))  # 0.0840721875
    c11 = np.float32(float.fromhex("0x1.870428p-1"))  # 0.763703585
    c12 = np.float32(float.fromhex("-0x1.bda724p-2"))  # -0.435207903
    c13 = np.float32(float.fromhex("-0x1.62e43p+0"))  # -1.38629436
    c14 = np.float32(float.fromhex("-0x1p+1"))  # -2
    c15 = np.float32(float.fromhex("0x1.6239dap-18"))  # 5.27837847e-06
    c16 = np.float32(float.fromhex("-0x1.4b7242p-13"))  # -0.000158045921
    c17 = np.float32(float.fromhex("-0x1.78ae6ep-9"))  # -0.00287385075
    c18 = np.float32(float.fromhex("0x1.84c1eep-4"))  # 0.0949115083
    c19 = np.float32(float.fromhex("0x1.846844p-3"))  # 0.189651996
    c20 = np.float32(float.fromhex("-0x1.e60b22p+0"))  # -1.89860737
    c21 = np.float32(float.fromhex("0x1.284322p-3"))  # 0.144659296
    c22 = np.float32(float.fromhex("0x1.82a96ap-1"))  # 0.755198777
    c23 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c24 = np.float32(float.fromhex("0x1.d45cc2p+2"))  # 7.31816149
    c25 = np.float32(float.fromhex("-0x1.4d1a3p+2"))  # -5.20472336
    c26 = np.float32(float.fromhex("0x1.a0b614p+0"))  # 1.62777829
    c27 = np.float32(float.fromhex("0x1.785a38p+1"))  # 2.94025326
    c28 = np.float32(float.fromhex("-0x1.8d75c4p+0"))  # -1.55257821
    c29 = np.float32(float.fromhex("-0x1.a2574ep-2"))  # -0.408536166
    c30 = np.float32(float.fromhex("-0x1.727dd4p-6"))  # -0.0226130076
    c31 = np.float32(float.fromhex("0x1.6p+3"))  # 11
    c32 = np.float32(float.fromhex("0x0p+0"))  # 0
    c33 = np.float32(float.fromhex("0x1.fffffep-126"))  # 2.35098856e-38
    c34 = np.float32(float.fromhex("inf"))  # inf
    c35 = np.float32(float.fromhex("nan"))  # nan
    c36 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = v0 < c36
    v2 = x * c32
    v3 = np.where(v1, v2, x)
    v4 = np.where(c1 < v3, c1, v3)
    v5 = -v4
    v6 = _fma(v5, v4, v4)
    v7 = v4 + v4
    v8 = v7 - c0
    v9 = v8 + c0
    v10 = v7 - v9
    v11 = v6.view(np.int32)
    v12 = v11 - c4
    v13 = np.right_shift(v12, c6)
    v14 = v12 & c5
    v15 = v11 - v14
    v16 = v15.view(np.float32)
    v17 = _fma(v16, c2, c3)
    v18 = v13.astype(np.float32)
    v19 = _fma(v17, c7, c8)
    v20 = _fma(v17, v19, c9)
    v21 = _fma(v17, v20, c10)
    v22 = _fma(v21, v21, c11)
    v23 = -v21
    v24 = _fma(v23, v22, c12)
    v25 = v17 * v17
    v26 = _fma(v25, v24, v17)
    v27 = v26 * c14
    v28 = _fma(v18, c13, v27)
    v29 = np.sqrt(v28)
    v30 = _fma(v28, c15, c16)
    v31 = _fma(v28, v30, c17)
    v32 = _fma(v28, v31, c18)
    v33 = _fma(v28, v32, c19)
    v34 = _fma(v33, v33, c20)
    v35 = -v34
    v36 = _fma(v35, v34, v28)
    v37 = _fma(v36, c21, c22)
    v38 = v29 + c23
    v39 = c0 / v38
    v40 = _fma(v39, c24, c25)
    v41 = _fma(v39, v40, c26)
    v42 = _fma(v41, v41, c27)
    v43 = _fma(v39, v42, c28)
    v44 = -v43
    v45 = _fma(v44, v43, c29)
    v46 = _fma(v39, v45, c30)
    v47 = _fma(v8, v37, v10)
    v48 = v8 + v47
    v49 = np.abs(v48)
    v50 = v49 < c36
    v51 = v48 * c32
    v52 = np.where(v50, v51, v48)
    v53 = v29 + v46
    v54 = np.abs(v53)
    v55 = v54 < c36
    v56 = v53 * c32
    v57 = np.where(v55, v56, v53)
    v58 = -v57
    v59 = v8 < c32
    v60 = np.where(v59, v58, v57)
    v61 = v28 < c31
    v62 = np.where(v61, v52, v60)
    v63 = v8 * c34
    v64 = np.abs(v63)
    v65 = v64 < c36
    v66 = v63 * c32
    v67 = np.where(v65, v66, v63)
    v68 = v6 < c32
    v69 = np.where(v68, c35, v67)
    v70 = v6 + v6
    v71 = c33 < v70
    v72 = np.where(v71, v62, v69)
    return v72


def ndtri(x):
    """ndtri of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"ndtri takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

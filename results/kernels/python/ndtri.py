"""ndtri for float32 arrays: max error 1.9138 ulp over 277,524 sampled inputs.

Witness of the bound: x = 0x1.8cffd20000000p-6. Results that are not correctly rounded: 19,699.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: the inverse of the normal distribution function; DLMF 7.17; scipy.special.ndtri.

Kernel fcd4ca87a13ac283, 63 operations, 44 of them real operations of the core.
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
MAX_ULP = 1.9138242412305924
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.8cffd20000000p-6"
OUTPUTS_HASH = None
RECORD = "fcd4ca87a13ac283"


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
    c7 = np.float32(float.fromhex("-0x1.021458p-3"))  # -0.126015365
    c8 = np.float32(float.fromhex("0x1.e4df14p-2"))  # 0.473507226
    c9 = np.float32(float.fromhex("-0x1.524e12p-2"))  # -0.33037594
    c10 = np.float32(float.fromhex("0x1.875302p-8"))  # 0.00597113417
    c11 = np.float32(float.fromhex("0x1.4567fp-1"))  # 0.635558605
    c12 = np.float32(float.fromhex("0x1.ed6fb4p-2"))  # 0.481871426
    c13 = np.float32(float.fromhex("-0x1.43b68cp-2"))  # -0.316126049
    c14 = np.float32(float.fromhex("-0x1.62e43p+0"))  # -1.38629436
    c15 = np.float32(float.fromhex("-0x1p+1"))  # -2
    c16 = np.float32(float.fromhex("0x1.c00f2p-4"))  # 0.109389424
    c17 = np.float32(float.fromhex("0x1.4927b4p+2"))  # 5.14304829
    c18 = np.float32(float.fromhex("0x1.0a59e2p+4"))  # 16.646944
    c19 = np.float32(float.fromhex("-0x1.0b5286p-23"))  # -1.24481673e-07
    c20 = np.float32(float.fromhex("0x1.3f2f66p+12"))  # 5106.9624
    c21 = np.float32(float.fromhex("0x1.aa084p+14"))  # 27266.0625
    c22 = np.float32(float.fromhex("0x1.0d609ep+0"))  # 1.05225551
    c23 = np.float32(float.fromhex("0x1.02bd1p-2"))  # 0.252674341
    c24 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c25 = np.float32(float.fromhex("0x1.1a7c1p+9"))  # 564.969238
    c26 = np.float32(float.fromhex("-0x1.da6122p+8"))  # -474.379425
    c27 = np.float32(float.fromhex("0x1.6cdf4ep+7"))  # 182.436142
    c28 = np.float32(float.fromhex("-0x1.45fb7p+5"))  # -40.7477722
    c29 = np.float32(float.fromhex("-0x1.d8069p+2"))  # -7.37540054
    c30 = np.float32(float.fromhex("0x1.46edaep+0"))  # 1.2770642
    c31 = np.float32(float.fromhex("0x1.dfb06cp+0"))  # 1.87378573
    c32 = np.float32(float.fromhex("-0x1.e2f34ep-2"))  # -0.471631259
    c33 = np.float32(float.fromhex("-0x1.e4f182p-3"))  # -0.236788765
    c34 = np.float32(float.fromhex("0x1.6p+3"))  # 11
    c35 = np.float32(float.fromhex("0x0p+0"))  # 0
    c36 = np.float32(float.fromhex("0x1.fffffep-126"))  # 2.35098856e-38
    c37 = np.float32(float.fromhex("inf"))  # inf
    c38 = np.float32(float.fromhex("nan"))  # nan
    c39 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = v0 < c39
    v2 = x * c35
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
    v21 = _fma(v20, v20, c10)
    v22 = _fma(v21, v21, c11)
    v23 = _fma(v21, v22, c12)
    v24 = _fma(v23, v20, c13)
    v25 = v17 * v17
    v26 = _fma(v25, v24, v17)
    v27 = v26 * c15
    v28 = _fma(v18, c14, v27)
    v29 = np.sqrt(v28)
    v30 = v28 + c17
    v31 = v28 * v30
    v32 = v28 + c18
    v33 = v32 * v32
    v34 = _fma(v31, v33, v32)
    v35 = _fma(v28, c20, v34)
    v36 = v35 + c21
    v37 = v34 / v36
    v38 = _fma(v34, c19, v37)
    v39 = v38 * c22
    v40 = _fma(v28, c16, v39)
    v41 = v40 + c23
    v42 = v29 + c24
    v43 = c0 / v42
    v44 = _fma(v43, c25, c26)
    v45 = _fma(v43, v44, c27)
    v46 = _fma(v43, v45, c28)
    v47 = -v43
    v48 = _fma(v47, v46, c29)
    v49 = _fma(v43, v48, c30)
    v50 = _fma(v49, v49, c31)
    v51 = _fma(v43, v50, c32)
    v52 = _fma(v51, v51, c33)
    v53 = _fma(v8, v41, v10)
    v54 = v8 + v53
    v55 = np.abs(v54)
    v56 = v55 < c39
    v57 = v54 * c35
    v58 = np.where(v56, v57, v54)
    v59 = v29 + v52
    v60 = np.abs(v59)
    v61 = v60 < c39
    v62 = v59 * c35
    v63 = np.where(v61, v62, v59)
    v64 = -v63
    v65 = v8 < c35
    v66 = np.where(v65, v64, v63)
    v67 = v28 < c34
    v68 = np.where(v67, v58, v66)
    v69 = v8 * c37
    v70 = np.abs(v69)
    v71 = v70 < c39
    v72 = v69 * c35
    v73 = np.where(v71, v72, v69)
    v74 = v6 < c35
    v75 = np.where(v74, c38, v73)
    v76 = v6 + v6
    v77 = c36 < v76
    v78 = np.where(v77, v68, v75)
    return v78


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

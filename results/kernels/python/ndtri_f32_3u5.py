"""ndtri for float32 arrays: max error 2.7469 ulp over 277,524 sampled inputs.

Witness of the bound: x = 0x1.0671f20000000p-12. Results that are not correctly rounded: 29,976.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: the inverse of the normal distribution function; DLMF 7.17; scipy.special.ndtri.

Kernel 743ace240e415847, 59 operations, 40 of them real operations of the core.
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
MAX_ULP = 2.7468646978673
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.0671f20000000p-12"
OUTPUTS_HASH = None
RECORD = "743ace240e415847"


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
    c7 = np.float32(float.fromhex("-0x1.6a91f6p-4"))  # -0.0885181054
    c8 = np.float32(float.fromhex("0x1.0b195ep-2"))  # 0.260838956
    c9 = np.float32(float.fromhex("-0x1.b3069ap-2"))  # -0.42482987
    c10 = np.float32(float.fromhex("0x1.5272fap-4"))  # 0.0826291814
    c11 = np.float32(float.fromhex("0x1.872a68p-1"))  # 0.763995409
    c12 = np.float32(float.fromhex("-0x1.becc64p-2"))  # -0.436326563
    c13 = np.float32(float.fromhex("-0x1.62e43p+0"))  # -1.38629436
    c14 = np.float32(float.fromhex("-0x1p+1"))  # -2
    c15 = np.float32(float.fromhex("0x1.61bffcp-18"))  # 5.27128486e-06
    c16 = np.float32(float.fromhex("-0x1.4afb6p-13"))  # -0.000157824485
    c17 = np.float32(float.fromhex("-0x1.788488p-9"))  # -0.00287260208
    c18 = np.float32(float.fromhex("0x1.84c88ep-4"))  # 0.0949178264
    c19 = np.float32(float.fromhex("0x1.8529c6p-3"))  # 0.190021083
    c20 = np.float32(float.fromhex("-0x1.e65fb6p+0"))  # -1.89989793
    c21 = np.float32(float.fromhex("0x1.282b5ap-3"))  # 0.144613937
    c22 = np.float32(float.fromhex("0x1.82e60ep-1"))  # 0.755661428
    c23 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c24 = np.float32(float.fromhex("0x1.42fbaap+9"))  # 645.966125
    c25 = np.float32(float.fromhex("-0x1.12a51ep+9"))  # -549.289978
    c26 = np.float32(float.fromhex("0x1.a554a6p+7"))  # 210.665329
    c27 = np.float32(float.fromhex("-0x1.71d2f6p+5"))  # -46.2280083
    c28 = np.float32(float.fromhex("-0x1.fe3e92p+2"))  # -7.97256899
    c29 = np.float32(float.fromhex("0x1.4eeb1cp+0"))  # 1.30827498
    c30 = np.float32(float.fromhex("0x1.e2253ep+0"))  # 1.88338077
    c31 = np.float32(float.fromhex("-0x1.e4b858p-2"))  # -0.473359466
    c32 = np.float32(float.fromhex("-0x1.e4f19cp-3"))  # -0.236788958
    c33 = np.float32(float.fromhex("0x1.6p+3"))  # 11
    c34 = np.float32(float.fromhex("0x0p+0"))  # 0
    c35 = np.float32(float.fromhex("0x1.fffffep-126"))  # 2.35098856e-38
    c36 = np.float32(float.fromhex("inf"))  # inf
    c37 = np.float32(float.fromhex("nan"))  # nan
    c38 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = v0 < c38
    v2 = x * c34
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
    v42 = _fma(v39, v41, c27)
    v43 = -v39
    v44 = _fma(v43, v42, c28)
    v45 = _fma(v39, v44, c29)
    v46 = _fma(v45, v45, c30)
    v47 = _fma(v39, v46, c31)
    v48 = _fma(v47, v47, c32)
    v49 = _fma(v8, v37, v10)
    v50 = v8 + v49
    v51 = np.abs(v50)
    v52 = v51 < c38
    v53 = v50 * c34
    v54 = np.where(v52, v53, v50)
    v55 = v29 + v48
    v56 = np.abs(v55)
    v57 = v56 < c38
    v58 = v55 * c34
    v59 = np.where(v57, v58, v55)
    v60 = -v59
    v61 = v8 < c34
    v62 = np.where(v61, v60, v59)
    v63 = v28 < c33
    v64 = np.where(v63, v54, v62)
    v65 = v8 * c36
    v66 = np.abs(v65)
    v67 = v66 < c38
    v68 = v65 * c34
    v69 = np.where(v67, v68, v65)
    v70 = v6 < c34
    v71 = np.where(v70, c37, v69)
    v72 = v6 + v6
    v73 = c35 < v72
    v74 = np.where(v73, v64, v71)
    return v74


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

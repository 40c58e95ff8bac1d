"""erf_inv for float32 arrays: max error 1.2755 ulp over 277,613 sampled inputs.

Witness of the bound: x = 0x1.f32e640000000p-1. Results that are not correctly rounded: 7,043.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: the inverse of erf; DLMF 7.17.

Kernel 04035e7a25c1ba91, 55 operations, 41 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erf_inv --seed 1 --evaluations 240000 --max-ops 16

Reduction erf_inv_log:
    With w = -log(1 - x^2) erf_inv(x) is x times a smooth function of w, and for large w of sqrt(w), as which it grows. 1 - x^2 is
    rounded once; w inherits 2^-25 from it at most where w is small, and there d log(erf_inv)/dw is 0.26. w = -k ln 2 - (f + f^2 c(f)), f
    from the significand, |f| <= sqrt(2) - 1. w < 5.5: erf_inv(x) = (x + x d(w)) / 2, the halving exact; d > 0 keeps the sign of zero.
    Else erf_inv(x) = x z + x e(z - 3.25), z = sqrt(w), where e lies between -0.18 and -0.15: the last rounding and those of w and z, halved by
    the root, are what counts. |x| = 1 gives x times infinity, and what is beyond is nan.
"""

import numpy as np

TARGET = "erf_inv"
FORMAT = "python"
MAX_ULP = 1.2754733275258407
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.f32e640000000p-1"
OUTPUTS_HASH = None
RECORD = "04035e7a25c1ba91"


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
    c1 = np.int32(1060439283)
    c2 = np.int32(-8388608)
    c3 = np.int32(23)
    c4 = np.float32(float.fromhex("-0x1.4452f4p-4"))  # -0.0791806728
    c5 = np.float32(float.fromhex("0x1.1d5942p-4"))  # 0.069665201
    c6 = np.float32(float.fromhex("0x1.9512aep-1"))  # 0.79115814
    c7 = np.float32(float.fromhex("-0x1.e003e8p+1"))  # -3.75011921
    c8 = np.float32(float.fromhex("-0x1.c989aep-5"))  # -0.0558517836
    c9 = np.float32(float.fromhex("0x1.a036e2p-3"))  # 0.203229681
    c10 = np.float32(float.fromhex("-0x1.00001p-1"))  # -0.500000477
    c11 = np.float32(float.fromhex("-0x1.62e43p-1"))  # -0.693147182
    c12 = np.float32(float.fromhex("-0x1.a19fc2p-4"))  # -0.101958998
    c13 = np.float32(float.fromhex("-0x1.c1ca02p-5"))  # -0.0549058951
    c14 = np.float32(float.fromhex("0x1.e97f06p-6"))  # 0.0298764762
    c15 = np.float32(float.fromhex("-0x1.2864bcp-1"))  # -0.578893542
    c16 = np.float32(float.fromhex("-0x1.29662ep-2"))  # -0.290428847
    c17 = np.float32(float.fromhex("-0x1.859ff4p+0"))  # -1.52197194
    c18 = np.float32(float.fromhex("0x1.e51b5ep+1"))  # 3.78989768
    c19 = np.float32(float.fromhex("-0x1.58e86ap+1"))  # -2.69459271
    c20 = np.float32(float.fromhex("0x1.8b7f12p-1"))  # 0.772453845
    c21 = np.float32(float.fromhex("0x1.ap+1"))  # 3.25
    c22 = np.float32(float.fromhex("-0x1.519f36p-3"))  # -0.164854452
    c23 = np.float32(float.fromhex("0x1.cf95f4p-2"))  # 0.452720463
    c24 = np.float32(float.fromhex("0x1.ec6c24p-3"))  # 0.240440637
    c25 = np.float32(float.fromhex("-0x1.a58022p-6"))  # -0.02572635
    c26 = np.float32(float.fromhex("0x1.836b0ep+0"))  # 1.51335227
    c27 = np.float32(float.fromhex("-0x1.69c006p+3"))  # -11.3046904
    c28 = np.float32(float.fromhex("0x1.7fa70ap-8"))  # 0.00585407251
    c29 = np.float32(float.fromhex("-0x1.615caep-4"))  # -0.0862700269
    c30 = np.float32(float.fromhex("0x1.6p+2"))  # 5.5
    c31 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c32 = np.float32(float.fromhex("inf"))  # inf
    c33 = np.float32(float.fromhex("nan"))  # nan
    c34 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c35 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = -x
    v1 = np.abs(v0)
    v2 = v1 < c34
    v3 = v0 * c35
    v4 = np.where(v2, v3, v0)
    v5 = np.abs(x)
    v6 = v5 < c34
    v7 = x * c35
    v8 = np.where(v6, v7, x)
    v9 = _fma(v4, v8, c0)
    v10 = v9.view(np.int32)
    v11 = v10 - c1
    v12 = np.right_shift(v11, c3)
    v13 = v11 & c2
    v14 = v10 - v13
    v15 = v14.view(np.float32)
    v16 = v15 - c0
    v17 = v12.astype(np.float32)
    v18 = _fma(v16, c4, c5)
    v19 = v16 * v16
    v20 = v19 + c6
    v21 = -v20
    v22 = _fma(v21, v20, c7)
    v23 = _fma(v18, v22, c8)
    v24 = _fma(v23, v23, c9)
    v25 = _fma(v16, v24, c10)
    v26 = _fma(v19, v25, v16)
    v27 = -v26
    v28 = _fma(v17, c11, v27)
    v29 = np.sqrt(v28)
    v30 = v28 * c12
    v31 = _fma(v30, c13, c14)
    v32 = v28 * v31
    v33 = v30 + v32
    v34 = v33 + c15
    v35 = _fma(v32, v34, c16)
    v36 = c17 / v35
    v37 = v36 + v30
    v38 = v37 + c18
    v39 = v33 * c19
    v40 = _fma(v38, v32, v39)
    v41 = v40 + c20
    v42 = v29 - c21
    v43 = _fma(v42, c22, c23)
    v44 = _fma(v43, v43, c24)
    v45 = _fma(v42, v44, c25)
    v46 = -v45
    v47 = _fma(v46, v45, c26)
    v48 = _fma(v47, v47, c27)
    v49 = _fma(v47, v48, v42)
    v50 = _fma(v49, c28, c29)
    v51 = _fma(v8, v41, v8)
    v52 = v51 * c31
    v53 = np.abs(v52)
    v54 = v53 < c34
    v55 = v52 * c35
    v56 = np.where(v54, v55, v52)
    v57 = v8 * v50
    v58 = _fma(v8, v29, v57)
    v59 = np.abs(v58)
    v60 = v59 < c34
    v61 = v58 * c35
    v62 = np.where(v60, v61, v58)
    v63 = v28 < c30
    v64 = np.where(v63, v56, v62)
    v65 = np.abs(x)
    v66 = np.abs(v65)
    v67 = v66 < c34
    v68 = v65 * c35
    v69 = np.where(v67, v68, v65)
    v70 = v69 < c0
    v71 = c0 < v69
    v72 = v8 * c32
    v73 = np.abs(v72)
    v74 = v73 < c34
    v75 = v72 * c35
    v76 = np.where(v74, v75, v72)
    v77 = np.where(v71, c33, v76)
    v78 = np.where(v70, v64, v77)
    return v78


def erf_inv(x):
    """erf_inv of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"erf_inv takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

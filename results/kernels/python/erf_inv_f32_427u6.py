"""erf_inv for float32 arrays: max error 423.9844 ulp over 277,613 sampled inputs.

Witness of the bound: x = -0x1.f9fa700000000p-1. Results that are not correctly rounded: 131,737.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: the inverse of erf; DLMF 7.17.

Kernel f947ce056c094f96, 42 operations, 22 of them real operations of the core.
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
MAX_ULP = 423.9843782913601
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.f9fa700000000p-1"
OUTPUTS_HASH = None
RECORD = "f947ce056c094f96"


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
    c4 = np.float32(float.fromhex("-0x1.743d2p-3"))  # -0.181757212
    c5 = np.float32(float.fromhex("0x1.177d2ap-2"))  # 0.272938401
    c6 = np.float32(float.fromhex("-0x1.d8bb24p+0"))  # -1.84660554
    c7 = np.float32(float.fromhex("0x1.3887dap-8"))  # 0.00476883957
    c8 = np.float32(float.fromhex("-0x1.62e43p-1"))  # -0.693147182
    c9 = np.float32(float.fromhex("0x1.2c1688p+6"))  # 75.0220032
    c10 = np.float32(float.fromhex("-0x1.7c7854p-12"))  # -0.000362844497
    c11 = np.float32(float.fromhex("0x1.94fa7p-8"))  # 0.00617947802
    c12 = np.float32(float.fromhex("0x1.a86d4cp-5"))  # 0.0518099293
    c13 = np.float32(float.fromhex("0x1.2a324ep+2"))  # 4.65932035
    c14 = np.float32(float.fromhex("0x1.ap+1"))  # 3.25
    c15 = np.float32(float.fromhex("-0x1.31d982p-9"))  # -0.00233344757
    c16 = np.float32(float.fromhex("0x1.c73d8p-9"))  # 0.00347320735
    c17 = np.float32(float.fromhex("0x1.799816p-1"))  # 0.737488449
    c18 = np.float32(float.fromhex("-0x1.646e56p+1"))  # -2.78461719
    c19 = np.float32(float.fromhex("-0x1.44392p-3"))  # -0.158312082
    c20 = np.float32(float.fromhex("0x1.6p+2"))  # 5.5
    c21 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c22 = np.float32(float.fromhex("inf"))  # inf
    c23 = np.float32(float.fromhex("nan"))  # nan
    c24 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c25 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = -x
    v1 = np.abs(v0)
    v2 = v1 < c24
    v3 = v0 * c25
    v4 = np.where(v2, v3, v0)
    v5 = np.abs(x)
    v6 = v5 < c24
    v7 = x * c25
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
    v20 = c6 - v19
    v21 = _fma(v18, v20, c7)
    v22 = _fma(v19, v21, v16)
    v23 = -v22
    v24 = _fma(v17, c8, v23)
    v25 = np.sqrt(v24)
    v26 = -v24
    v27 = _fma(v26, v24, c9)
    v28 = _fma(v24, c10, c11)
    v29 = -v24
    v30 = _fma(v29, v28, c12)
    v31 = -v27
    v32 = _fma(v31, v30, c13)
    v33 = v25 - c14
    v34 = _fma(v33, c15, c16)
    v35 = _fma(v33, v33, c17)
    v36 = _fma(v35, v35, c18)
    v37 = _fma(v34, v36, c19)
    v38 = _fma(v8, v32, v8)
    v39 = v38 * c21
    v40 = np.abs(v39)
    v41 = v40 < c24
    v42 = v39 * c25
    v43 = np.where(v41, v42, v39)
    v44 = v8 * v37
    v45 = _fma(v8, v25, v44)
    v46 = np.abs(v45)
    v47 = v46 < c24
    v48 = v45 * c25
    v49 = np.where(v47, v48, v45)
    v50 = v24 < c20
    v51 = np.where(v50, v43, v49)
    v52 = np.abs(x)
    v53 = np.abs(v52)
    v54 = v53 < c24
    v55 = v52 * c25
    v56 = np.where(v54, v55, v52)
    v57 = v56 < c0
    v58 = c0 < v56
    v59 = v8 * c22
    v60 = np.abs(v59)
    v61 = v60 < c24
    v62 = v59 * c25
    v63 = np.where(v61, v62, v59)
    v64 = np.where(v58, c23, v63)
    v65 = np.where(v57, v51, v64)
    return v65


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

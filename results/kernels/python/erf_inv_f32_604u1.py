"""erf_inv for float32 arrays: max error 602.0846 ulp over 277,613 sampled inputs.

Witness of the bound: x = -0x1.8f72ce0000000p-1. Results that are not correctly rounded: 131,736.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: the inverse of erf; DLMF 7.17.

Kernel 3517add7d08b4a55, 39 operations, 20 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erf_inv --seed 0 --evaluations 240000 --max-ops 16

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
MAX_ULP = 602.0845770156641
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.8f72ce0000000p-1"
OUTPUTS_HASH = None
RECORD = "3517add7d08b4a55"


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
    c4 = np.float32(float.fromhex("-0x1.c7d75ap-3"))  # -0.222578719
    c5 = np.float32(float.fromhex("0x1.681bdap-2"))  # 0.351668745
    c6 = np.float32(float.fromhex("-0x1.012f68p-1"))  # -0.502314806
    c7 = np.float32(float.fromhex("-0x1.62e43p-1"))  # -0.693147182
    c8 = np.float32(float.fromhex("0x1.7dea48p-12"))  # 0.00036422268
    c9 = np.float32(float.fromhex("-0x1.95ee38p-8"))  # -0.00619400851
    c10 = np.float32(float.fromhex("0x1.a91a9p-5"))  # 0.0518925488
    c11 = np.float32(float.fromhex("-0x1.2b5c12p+6"))  # -74.8399124
    c12 = np.float32(float.fromhex("0x1.29fcd2p+2"))  # 4.65605593
    c13 = np.float32(float.fromhex("0x1.ap+1"))  # 3.25
    c14 = np.float32(float.fromhex("0x1.31f15ep-9"))  # 0.00233415863
    c15 = np.float32(float.fromhex("-0x1.cd5462p-9"))  # -0.00351966568
    c16 = np.float32(float.fromhex("0x1.71da9cp-1"))  # 0.722370982
    c17 = np.float32(float.fromhex("-0x1.5fc03p+1"))  # -2.7480526
    c18 = np.float32(float.fromhex("-0x1.441ffcp-3"))  # -0.15826413
    c19 = np.float32(float.fromhex("0x1.6p+2"))  # 5.5
    c20 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c21 = np.float32(float.fromhex("inf"))  # inf
    c22 = np.float32(float.fromhex("nan"))  # nan
    c23 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c24 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = -x
    v1 = np.abs(v0)
    v2 = v1 < c23
    v3 = v0 * c24
    v4 = np.where(v2, v3, v0)
    v5 = np.abs(x)
    v6 = v5 < c23
    v7 = x * c24
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
    v19 = _fma(v16, v18, c6)
    v20 = v16 * v16
    v21 = _fma(v20, v19, v16)
    v22 = -v21
    v23 = _fma(v17, c7, v22)
    v24 = np.sqrt(v23)
    v25 = _fma(v23, c8, c9)
    v26 = _fma(v23, v25, c10)
    v27 = _fma(v23, v23, c11)
    v28 = _fma(v26, v27, c12)
    v29 = v24 - c13
    v30 = _fma(v29, c14, c15)
    v31 = _fma(v29, v29, c16)
    v32 = _fma(v31, v31, c17)
    v33 = -v30
    v34 = _fma(v33, v32, c18)
    v35 = _fma(v8, v28, v8)
    v36 = v35 * c20
    v37 = np.abs(v36)
    v38 = v37 < c23
    v39 = v36 * c24
    v40 = np.where(v38, v39, v36)
    v41 = v8 * v34
    v42 = _fma(v8, v24, v41)
    v43 = np.abs(v42)
    v44 = v43 < c23
    v45 = v42 * c24
    v46 = np.where(v44, v45, v42)
    v47 = v23 < c19
    v48 = np.where(v47, v40, v46)
    v49 = np.abs(x)
    v50 = np.abs(v49)
    v51 = v50 < c23
    v52 = v49 * c24
    v53 = np.where(v51, v52, v49)
    v54 = v53 < c0
    v55 = c0 < v53
    v56 = v8 * c21
    v57 = np.abs(v56)
    v58 = v57 < c23
    v59 = v56 * c24
    v60 = np.where(v58, v59, v56)
    v61 = np.where(v55, c22, v60)
    v62 = np.where(v54, v48, v61)
    return v62


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

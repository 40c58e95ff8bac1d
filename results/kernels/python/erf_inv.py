"""erf_inv for float32 arrays: max error 1.3318 ulp over 277,613 sampled inputs.

Witness of the bound: x = -0x1.fcf2880000000p-1. Results that are not correctly rounded: 7,064.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), numpy, numpy 2.5.5.
Definition: the inverse of erf; DLMF 7.17.

Kernel fab7aa7fe5c604b9, 56 operations, 43 of them real operations of the core.
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
MAX_ULP = 1.3318251084768098
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.fcf2880000000p-1"
OUTPUTS_HASH = None
RECORD = "fab7aa7fe5c604b9"


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
    c4 = np.float32(float.fromhex("-0x1.01a1a6p-3"))  # -0.125796601
    c5 = np.float32(float.fromhex("0x1.e4ad8p-2"))  # 0.4733181
    c6 = np.float32(float.fromhex("-0x1.52bd78p-2"))  # -0.330800891
    c7 = np.float32(float.fromhex("0x1.83454ap-8"))  # 0.00590928132
    c8 = np.float32(float.fromhex("0x1.454d42p-1"))  # 0.635355055
    c9 = np.float32(float.fromhex("0x1.ed3846p-2"))  # 0.481659979
    c10 = np.float32(float.fromhex("-0x1.438018p-2"))  # -0.315918326
    c11 = np.float32(float.fromhex("-0x1.62e43p-1"))  # -0.693147182
    c12 = np.float32(float.fromhex("0x1.8bed8ap-1"))  # 0.773296654
    c13 = np.float32(float.fromhex("0x1.f09d86p+2"))  # 7.75961447
    c14 = np.float32(float.fromhex("0x1.5bc662p+5"))  # 43.4718666
    c15 = np.float32(float.fromhex("0x1.8b725p-1"))  # 0.77235651
    c16 = np.float32(float.fromhex("0x1.b9806ap-16"))  # 2.63155471e-05
    c17 = np.float32(float.fromhex("-0x1.308188p-10"))  # -0.00116159813
    c18 = np.float32(float.fromhex("0x1.105c4ep-6"))  # 0.0166235697
    c19 = np.float32(float.fromhex("0x1.4959b4p-3"))  # 0.160815626
    c20 = np.float32(float.fromhex("0x1.8b7f12p-1"))  # 0.772453845
    c21 = np.float32(float.fromhex("0x1.ap+1"))  # 3.25
    c22 = np.float32(float.fromhex("-0x1.061accp-6"))  # -0.0159975998
    c23 = np.float32(float.fromhex("0x1.efd518p-8"))  # 0.00756580196
    c24 = np.float32(float.fromhex("-0x1.ac7bbcp-4"))  # -0.10461019
    c25 = np.float32(float.fromhex("0x1.2c2778p-4"))  # 0.0732798278
    c26 = np.float32(float.fromhex("0x1.8428fep-8"))  # 0.00592285348
    c27 = np.float32(float.fromhex("-0x1.256316p-12"))  # -0.000279795699
    c28 = np.float32(float.fromhex("0x1.00a61p+11"))  # 2053.18945
    c29 = np.float32(float.fromhex("0x1.a29652p+4"))  # 26.1616993
    c30 = np.float32(float.fromhex("-0x1.5433c4p-3"))  # -0.16611436
    c31 = np.float32(float.fromhex("0x1.6p+2"))  # 5.5
    c32 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c33 = np.float32(float.fromhex("inf"))  # inf
    c34 = np.float32(float.fromhex("nan"))  # nan
    c35 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c36 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = -x
    v1 = np.abs(v0)
    v2 = v1 < c35
    v3 = v0 * c36
    v4 = np.where(v2, v3, v0)
    v5 = np.abs(x)
    v6 = v5 < c35
    v7 = x * c36
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
    v20 = _fma(v19, v19, c7)
    v21 = _fma(v20, v20, c8)
    v22 = _fma(v20, v21, c9)
    v23 = _fma(v22, v19, c10)
    v24 = v16 * v16
    v25 = _fma(v24, v23, v16)
    v26 = -v25
    v27 = _fma(v17, c11, v26)
    v28 = np.sqrt(v27)
    v29 = v27 + c12
    v30 = v27 * v29
    v31 = _fma(v27, c13, v30)
    v32 = v30 + c14
    v33 = c15 / v32
    v34 = v27 * c17
    v35 = _fma(v32, c16, v34)
    v36 = v33 + v35
    v37 = v36 + c18
    v38 = v27 * c19
    v39 = _fma(v31, v37, v38)
    v40 = v39 + c20
    v41 = v28 - c21
    v42 = _fma(v41, c22, c23)
    v43 = c24 - v42
    v44 = _fma(v41, v43, c25)
    v45 = _fma(v44, v44, v42)
    v46 = _fma(v45, v45, c26)
    v47 = _fma(v45, v46, c27)
    v48 = v41 * v47
    v49 = _fma(v48, c28, c29)
    v50 = -v49
    v51 = _fma(v50, v48, c30)
    v52 = _fma(v8, v40, v8)
    v53 = v52 * c32
    v54 = np.abs(v53)
    v55 = v54 < c35
    v56 = v53 * c36
    v57 = np.where(v55, v56, v53)
    v58 = v8 * v51
    v59 = _fma(v8, v28, v58)
    v60 = np.abs(v59)
    v61 = v60 < c35
    v62 = v59 * c36
    v63 = np.where(v61, v62, v59)
    v64 = v27 < c31
    v65 = np.where(v64, v57, v63)
    v66 = np.abs(x)
    v67 = np.abs(v66)
    v68 = v67 < c35
    v69 = v66 * c36
    v70 = np.where(v68, v69, v66)
    v71 = v70 < c0
    v72 = c0 < v70
    v73 = v8 * c33
    v74 = np.abs(v73)
    v75 = v74 < c35
    v76 = v73 * c36
    v77 = np.where(v75, v76, v73)
    v78 = np.where(v72, c34, v77)
    v79 = np.where(v71, v65, v78)
    return v79


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

"""erf_inv for float32 arrays: max error 1.4312 ulp over 277,613 sampled inputs.

Witness of the bound: x = -0x1.1bfeda0000000p-10. Results that are not correctly rounded: 46,304.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: the inverse of erf; DLMF 7.17.

Kernel f756fa9701aaa344, 54 operations, 42 of them real operations of the core.
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
MAX_ULP = 1.4312207255529568
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.1bfeda0000000p-10"
OUTPUTS_HASH = None
RECORD = "f756fa9701aaa344"


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
    c12 = np.float32(float.fromhex("0x1.8be3f6p-1"))  # 0.773223579
    c13 = np.float32(float.fromhex("0x1.678d62p-4"))  # 0.0877813175
    c14 = np.float32(float.fromhex("-0x1.c93bfap+0"))  # -1.78607142
    c15 = np.float32(float.fromhex("0x1.5bc60ep+5"))  # 43.4717064
    c16 = np.float32(float.fromhex("0x1.7f8fd8p+2"))  # 5.99315453
    c17 = np.float32(float.fromhex("-0x1.56f7c4p-6"))  # -0.0209330954
    c18 = np.float32(float.fromhex("-0x1.d557c8p-7"))  # -0.0143232085
    c19 = np.float32(float.fromhex("0x1.061cp-2"))  # 0.255966187
    c20 = np.float32(float.fromhex("0x1.7fc7bap+0"))  # 1.49914134
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
    v31 = _fma(v30, c13, v27)
    v32 = v31 + c14
    v33 = v30 + c15
    v34 = c16 / v33
    v35 = _fma(v33, c17, v27)
    v36 = _fma(v35, c18, v34)
    v37 = v36 + c19
    v38 = _fma(v32, v37, c20)
    v39 = v28 - c21
    v40 = _fma(v39, c22, c23)
    v41 = c24 - v40
    v42 = _fma(v39, v41, c25)
    v43 = _fma(v42, v42, v40)
    v44 = _fma(v43, v43, c26)
    v45 = _fma(v43, v44, c27)
    v46 = v39 * v45
    v47 = _fma(v46, c28, c29)
    v48 = -v47
    v49 = _fma(v48, v46, c30)
    v50 = _fma(v8, v38, v8)
    v51 = v50 * c32
    v52 = np.abs(v51)
    v53 = v52 < c35
    v54 = v51 * c36
    v55 = np.where(v53, v54, v51)
    v56 = v8 * v49
    v57 = _fma(v8, v28, v56)
    v58 = np.abs(v57)
    v59 = v58 < c35
    v60 = v57 * c36
    v61 = np.where(v59, v60, v57)
    v62 = v27 < c31
    v63 = np.where(v62, v55, v61)
    v64 = np.abs(x)
    v65 = np.abs(v64)
    v66 = v65 < c35
    v67 = v64 * c36
    v68 = np.where(v66, v67, v64)
    v69 = v68 < c0
    v70 = c0 < v68
    v71 = v8 * c33
    v72 = np.abs(v71)
    v73 = v72 < c35
    v74 = v71 * c36
    v75 = np.where(v73, v74, v71)
    v76 = np.where(v70, c34, v75)
    v77 = np.where(v69, v63, v76)
    return v77


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

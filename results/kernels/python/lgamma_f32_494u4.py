"""lgamma for float32 arrays: max error 493.5456 ulp over 277,685 sampled inputs.

Witness of the bound: x = 0x1.7ffffa0000000p+0. Results that are not correctly rounded: 82,268.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.

Kernel f7e8ae4847e80ec5, 74 operations, 28 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search lgamma --seed 0 --evaluations 240000 --max-ops 16

Reduction lgamma_reflected_short:
    As lgamma_reflected, with the same cores: x > 0: h log a + m, a = |x|; x < 0: s b(s) - log |d| - (h + 1) log a - m. Every logarithm is one
    number, and every sum is rounded: beside the poles two numbers of size 2 to 15 cancel, and leave an error of some 2^-20.
"""

import numpy as np

TARGET = "lgamma"
FORMAT = "python"
MAX_ULP = 493.54564566037715
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.7ffffa0000000p+0"
OUTPUTS_HASH = None
RECORD = "f7e8ae4847e80ec5"


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
    c0 = np.float32(float.fromhex("0x0p+0"))  # 0
    c1 = np.float32(float.fromhex("0x1p+0"))  # 1
    c2 = np.int32(1060439283)
    c3 = np.int32(-8388608)
    c4 = np.int32(23)
    c5 = np.float32(float.fromhex("-0x1.610db6p-3"))  # -0.172389433
    c6 = np.float32(float.fromhex("0x1.b4e0c6p-3"))  # 0.213319346
    c7 = np.float32(float.fromhex("0x1.26722p-1"))  # 0.575089455
    c8 = np.float32(float.fromhex("0x1.9a62cp+0"))  # 1.60306931
    c9 = np.float32(float.fromhex("-0x1.66e1eap-4"))  # -0.0876177922
    c10 = np.float32(float.fromhex("-0x1.5f77dcp-3"))  # -0.171615332
    c11 = np.float32(float.fromhex("0x1.b2a07cp-3"))  # 0.212220162
    c12 = np.float32(float.fromhex("0x1.28562cp-1"))  # 0.578782439
    c13 = np.float32(float.fromhex("0x1.9b7f02p+0"))  # 1.60740674
    c14 = np.float32(float.fromhex("-0x1.6815bcp-4"))  # -0.0879113525
    c15 = np.float32(float.fromhex("0x1.8p+0"))  # 1.5
    c16 = np.float32(float.fromhex("0x1.8p-1"))  # 0.75
    c17 = np.float32(float.fromhex("0x1.cp+0"))  # 1.75
    c18 = np.float32(float.fromhex("0x1.256404p-6"))  # 0.0179071464
    c19 = np.float32(float.fromhex("-0x1.8e294cp-5"))  # -0.0486036763
    c20 = np.float32(float.fromhex("-0x1.ad6aa2p+2"))  # -6.70963335
    c21 = np.float32(float.fromhex("0x1.fabb78p-4"))  # 0.12371394
    c22 = np.float32(float.fromhex("0x1.538ep-4"))  # 0.0828990936
    c23 = np.float32(float.fromhex("0x1.26521cp-15"))  # 3.50857663e-05
    c24 = np.float32(float.fromhex("0x1.01bd14p-1"))  # 0.503395677
    c25 = np.float32(float.fromhex("0x1.070ee6p-1"))  # 0.513785541
    c26 = np.float32(float.fromhex("0x1.a57572p+0"))  # 1.64632332
    c27 = np.float32(float.fromhex("-0x1p+0"))  # -1
    c28 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c29 = np.float32(float.fromhex("0x1.62e43p-1"))  # 0.693147182
    c30 = np.float32(float.fromhex("0x1.4p+1"))  # 2.5
    c31 = np.float32(float.fromhex("-0x1.8p-3"))  # -0.1875
    c32 = np.float32(float.fromhex("0x1.acfe4p-2"))  # 0.418938637
    c33 = np.float32(float.fromhex("inf"))  # inf
    c34 = np.float32(float.fromhex("0x1.895f1ap+121"))  # 4.08500311e+36
    c35 = np.float32(float.fromhex("0x1p+127"))  # 1.70141183e+38
    c36 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = np.abs(x)
    v2 = v1 < c36
    v3 = x * c0
    v4 = np.where(v2, v3, x)
    v5 = v4 < c0
    v6 = np.rint(v0)
    v7 = np.abs(v0)
    v8 = v7 < c36
    v9 = v0 * c0
    v10 = np.where(v8, v9, v0)
    v11 = v10 - v6
    v12 = np.abs(v11)
    v13 = v11 * v11
    v14 = v0.view(np.int32)
    v15 = v14 - c2
    v16 = np.right_shift(v15, c4)
    v17 = v15 & c3
    v18 = v14 - v17
    v19 = v18.view(np.float32)
    v20 = v19 - c1
    v21 = v16.astype(np.float32)
    v22 = v12.view(np.int32)
    v23 = v22 - c2
    v24 = np.right_shift(v23, c4)
    v25 = v23 & c3
    v26 = v22 - v25
    v27 = v26.view(np.float32)
    v28 = v27 - c1
    v29 = v24.astype(np.float32)
    v30 = _fma(v20, c5, c6)
    v31 = v20 * v20
    v32 = v31 + c7
    v33 = _fma(v32, v32, c8)
    v34 = -v30
    v35 = _fma(v34, v33, c9)
    v36 = _fma(v28, c10, c11)
    v37 = v28 * v28
    v38 = v37 + c12
    v39 = _fma(v38, v38, c13)
    v40 = -v36
    v41 = _fma(v40, v39, c14)
    v42 = v10 < c15
    v43 = np.where(v42, c16, c17)
    v44 = v10 - v43
    v45 = _fma(v44, c18, c19)
    v46 = -v44
    v47 = _fma(v46, v44, c20)
    v48 = _fma(v45, v47, c21)
    v49 = c1 / v10
    v50 = _fma(v49, c22, c23)
    v51 = _fma(v13, c24, c25)
    v52 = _fma(v13, v51, c26)
    v53 = _fma(v31, v35, v20)
    v54 = _fma(v21, c29, v53)
    v55 = _fma(v37, v41, v28)
    v56 = _fma(v29, c29, v55)
    v57 = v10 < c30
    v58 = np.where(v5, c1, c0)
    v59 = np.where(v42, c27, c0)
    v60 = v10 - c28
    v61 = np.where(v57, v59, v60)
    v62 = v61 + v58
    v63 = v54 - c1
    v64 = np.where(v57, v54, v63)
    v65 = v44 + c28
    v66 = _fma(v44, v65, c31)
    v67 = v66 * v48
    v68 = v58 + c32
    v69 = v68 + v50
    v70 = np.where(v57, v67, v69)
    v71 = _fma(v62, v64, v70)
    v72 = np.abs(v71)
    v73 = v72 < c36
    v74 = v71 * c0
    v75 = np.where(v73, v74, v71)
    v76 = v75 + v56
    v77 = v13 * v52
    v78 = v77 - v76
    v79 = np.abs(v78)
    v80 = v79 < c36
    v81 = v78 * c0
    v82 = np.where(v80, v81, v78)
    v83 = np.where(v5, v82, v75)
    v84 = np.where(v5, v12, v0)
    v85 = np.abs(v84)
    v86 = v85 < c36
    v87 = v84 * c0
    v88 = np.where(v86, v87, v84)
    v89 = c0 < v88
    v90 = np.where(v89, v83, c33)
    v91 = v10 * c35
    v92 = np.abs(v91)
    v93 = v92 < c36
    v94 = v91 * c0
    v95 = np.where(v93, v94, v91)
    v96 = v10 < c34
    v97 = np.where(v96, v90, v95)
    return v97


def lgamma(x):
    """lgamma of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"lgamma takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""lgamma for float32 arrays: max error 3.7376 ulp over 277,685 sampled inputs.

Witness of the bound: x = -0x1.6000020000000p+3. Results that are not correctly rounded: 14,964.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.

Kernel d427fc3b4da83102, 108 operations, 48 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search lgamma --seed 0 --evaluations 240000 --max-ops 16

Reduction lgamma_reflected:
    x > 0: log gamma(x) = h log a + m, a = |x|. Below 5/2 m = log gamma(z), z = a + 1 with h = -1 for a < 3/2, else z = a with h = 0, and
    log gamma(z) = (z - 1)(z - 2) q(z - 7/4) vanishes exactly where it must. From 5/2 on Stirling's formula (DLMF 5.11.1), h = a - 1/2:
    (a - 1/2)(log a - 1) + log(2 pi)/2 - 1/2 + r(1/a), in which nothing cancels.
    x < 0: reflection (DLMF 5.5.3), log |gamma(x)| = -log |d| + s b(s) - log gamma(1 + a), d = a - rint(a), s = d^2, s b(s) =
    log(pi d / sin(pi d)); log gamma(1 + a) is the same with h + 1 for h, and log(2 pi)/2 + 1/2. Beside the poles down to -12 two numbers of size 2
    to 15 cancel to one of size 1 or less, in whose ulp, that of 1, errors count: so both logarithms are two numbers each, the product h log a
    is one with its rounding error (h is there twice, in different words, because a compiler would take the two products for one; `dropped` is what rounding takes from h), the
    large parts are subtracted first, exactly where they cancel, and the constant, a multiple of 2^-20, is added exactly to what is
    left of them. d is exact; at a pole it is 0 and the result infinite. Beyond 0x1.895f18p+121 the result overflows.
"""

import numpy as np

TARGET = "lgamma"
FORMAT = "python"
MAX_ULP = 3.7375948165797936
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.6000020000000p+3"
OUTPUTS_HASH = None
RECORD = "d427fc3b4da83102"


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
    c5 = np.float32(float.fromhex("0x1.446b7ep-4"))  # 0.079204075
    c6 = np.float32(float.fromhex("-0x1.1fa11ep-4"))  # -0.0702220127
    c7 = np.float32(float.fromhex("0x1.a1d202p-1"))  # 0.816055357
    c8 = np.float32(float.fromhex("0x1.0fc1a4p+2"))  # 4.24619389
    c9 = np.float32(float.fromhex("-0x1.55b69cp-4"))  # -0.083426103
    c10 = np.float32(float.fromhex("-0x1.441b54p-2"))  # -0.316510499
    c11 = np.float32(float.fromhex("-0x1.43823p-4"))  # -0.0789815784
    c12 = np.float32(float.fromhex("0x1.1d3c5ep-4"))  # 0.0696376488
    c13 = np.float32(float.fromhex("-0x1.958bep-1"))  # -0.792082787
    c14 = np.float32(float.fromhex("0x1.e0dc36p+1"))  # 3.7567203
    c15 = np.float32(float.fromhex("0x1.c7eadcp-5"))  # 0.0556539819
    c16 = np.float32(float.fromhex("0x1.9fddc4p-3"))  # 0.203059703
    c17 = np.float32(float.fromhex("-0x1.000016p-1"))  # -0.500000656
    c18 = np.float32(float.fromhex("0x1.8p+0"))  # 1.5
    c19 = np.float32(float.fromhex("0x1.8p-1"))  # 0.75
    c20 = np.float32(float.fromhex("0x1.cp+0"))  # 1.75
    c21 = np.float32(float.fromhex("0x1.b2be2ap-11"))  # 0.000829206139
    c22 = np.float32(float.fromhex("-0x1.693a76p-10"))  # -0.00137797685
    c23 = np.float32(float.fromhex("0x1.0e47f8p+0"))  # 1.05578566
    c24 = np.float32(float.fromhex("0x1.d5ef1ep+3"))  # 14.6854391
    c25 = np.float32(float.fromhex("-0x1.64f934p+7"))  # -178.486725
    c26 = np.float32(float.fromhex("0x1.9a701ep-4"))  # 0.10020458
    c27 = np.float32(float.fromhex("0x1.416826p-2"))  # 0.313873857
    c28 = np.float32(float.fromhex("0x1.a25ba8p-7"))  # 0.0127672739
    c29 = np.float32(float.fromhex("-0x1.a15b9p-4"))  # -0.101893961
    c30 = np.float32(float.fromhex("0x1.a2bf2cp-2"))  # 0.408932388
    c31 = np.float32(float.fromhex("-0x1.567a2ap-3"))  # -0.167225197
    c32 = np.float32(float.fromhex("-0x1.29f8a8p-2"))  # -0.290987611
    c33 = np.float32(float.fromhex("-0x1.18f88ep-1"))  # -0.548771322
    c34 = np.float32(float.fromhex("-0x1.fa264cp-5"))  # -0.0617858395
    c35 = np.float32(float.fromhex("-0x1.f2d6c4p-1"))  # -0.974294782
    c36 = np.float32(float.fromhex("0x1.95a23p+0"))  # 1.58450603
    c37 = np.float32(float.fromhex("-0x1p+0"))  # -1
    c38 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c39 = np.float32(float.fromhex("0x1.62e4p-1"))  # 0.693145752
    c40 = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    c41 = np.float32(float.fromhex("0x1.7f7d1cp-20"))  # 1.42860677e-06
    c42 = np.float32(float.fromhex("0x1.4p+1"))  # 2.5
    c43 = np.float32(float.fromhex("-0x1.8p-3"))  # -0.1875
    c44 = np.float32(float.fromhex("0x1.acfe4p-2"))  # 0.418938637
    c45 = np.float32(float.fromhex("inf"))  # inf
    c46 = np.float32(float.fromhex("0x1.895f1ap+121"))  # 4.08500311e+36
    c47 = np.float32(float.fromhex("0x1p+127"))  # 1.70141183e+38
    c48 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = np.abs(x)
    v2 = v1 < c48
    v3 = x * c0
    v4 = np.where(v2, v3, x)
    v5 = v4 < c0
    v6 = np.rint(v0)
    v7 = np.abs(v0)
    v8 = v7 < c48
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
    v34 = _fma(v30, v33, c9)
    v35 = -v34
    v36 = _fma(v35, v34, c10)
    v37 = _fma(v28, c11, c12)
    v38 = v28 * v28
    v39 = c13 - v38
    v40 = _fma(v39, v39, c14)
    v41 = _fma(v37, v40, c15)
    v42 = _fma(v41, v41, c16)
    v43 = _fma(v28, v42, c17)
    v44 = v10 < c18
    v45 = np.where(v44, c19, c20)
    v46 = v10 - v45
    v47 = _fma(v46, c21, c22)
    v48 = _fma(v46, v46, c23)
    v49 = _fma(v48, v48, c24)
    v50 = -v49
    v51 = _fma(v50, v48, c25)
    v52 = _fma(v47, v51, c26)
    v53 = _fma(v52, v52, c27)
    v54 = c1 / v10
    v55 = _fma(v54, c28, c29)
    v56 = -v54
    v57 = _fma(v56, v55, c30)
    v58 = _fma(v57, v57, c31)
    v59 = _fma(v13, c32, c33)
    v60 = _fma(v13, v59, c34)
    v61 = -v60
    v62 = _fma(v61, v60, c35)
    v63 = _fma(v60, v62, c36)
    v64 = _fma(v21, c39, v20)
    v65 = _fma(v21, c40, v64)
    v66 = v20 - v65
    v67 = _fma(v31, v36, v66)
    v68 = _fma(v21, c41, v67)
    v69 = v64 + v68
    v70 = v69 - v64
    v71 = v68 - v70
    v72 = _fma(v29, c39, v28)
    v73 = _fma(v29, c40, v72)
    v74 = v28 - v73
    v75 = _fma(v38, v43, v74)
    v76 = _fma(v29, c41, v75)
    v77 = v10 < c42
    v78 = np.where(v5, c1, c0)
    v79 = np.where(v5, c37, c0)
    v80 = np.where(v44, c37, c0)
    v81 = v10 - c38
    v82 = np.where(v77, v80, v81)
    v83 = v82 + v78
    v84 = v83 - v78
    v85 = v82 - v84
    v86 = v82 - v79
    v87 = v69 - c1
    v88 = np.where(v77, v69, v87)
    v89 = v83 * v88
    v90 = -v89
    v91 = _fma(v86, v88, v90)
    v92 = v46 + c38
    v93 = _fma(v46, v92, c43)
    v94 = v93 * v53
    v95 = np.where(v77, v94, v58)
    v96 = _fma(v83, v71, v91)
    v97 = _fma(v85, v88, v96)
    v98 = v97 + v95
    v99 = v78 + c44
    v100 = np.where(v77, c0, v99)
    v101 = v100 + v98
    v102 = v89 + v101
    v103 = np.abs(v102)
    v104 = v103 < c48
    v105 = v102 * c0
    v106 = np.where(v104, v105, v102)
    v107 = v89 + v72
    v108 = v107 + v100
    v109 = v98 + v76
    v110 = -v109
    v111 = _fma(v13, v63, v110)
    v112 = v111 - v108
    v113 = np.abs(v112)
    v114 = v113 < c48
    v115 = v112 * c0
    v116 = np.where(v114, v115, v112)
    v117 = np.where(v5, v116, v106)
    v118 = np.where(v5, v12, v0)
    v119 = np.abs(v118)
    v120 = v119 < c48
    v121 = v118 * c0
    v122 = np.where(v120, v121, v118)
    v123 = c0 < v122
    v124 = np.where(v123, v117, c45)
    v125 = v10 * c47
    v126 = np.abs(v125)
    v127 = v126 < c48
    v128 = v125 * c0
    v129 = np.where(v127, v128, v125)
    v130 = v10 < c46
    v131 = np.where(v130, v124, v129)
    return v131


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

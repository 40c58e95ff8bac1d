"""lgamma for float32 arrays: max error 1.5697 ulp over 277,685 sampled inputs.

Witness of the bound: x = 0x1.895f1a0000000p+121. Results that are not correctly rounded: 6,141.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.

Kernel a8c0da935f95bd4e, 121 operations, 70 of them real operations of the core.
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
MAX_ULP = 1.5697119472750911
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.895f1a0000000p+121"
OUTPUTS_HASH = None
RECORD = "a8c0da935f95bd4e"


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
    c5 = np.float32(float.fromhex("0x1.a1162ep-1"))  # 0.814622343
    c6 = np.float32(float.fromhex("-0x1.fb344ep-1"))  # -0.990633428
    c7 = np.float32(float.fromhex("0x1.e312cep+4"))  # 30.192091
    c8 = np.float32(float.fromhex("0x1.52b852p+6"))  # 84.6800003
    c9 = np.float32(float.fromhex("0x1.13272p-12"))  # 0.000262406189
    c10 = np.float32(float.fromhex("0x1.c431f2p+5"))  # 56.5243874
    c11 = np.float32(float.fromhex("0x1.3ab088p+2"))  # 4.91702461
    c12 = np.float32(float.fromhex("-0x1.4f838ep-3"))  # -0.163825139
    c13 = np.float32(float.fromhex("0x1.55555ap-2"))  # 0.333333403
    c14 = np.float32(float.fromhex("-0x1p-1"))  # -0.5
    c15 = np.float32(float.fromhex("0x1.8p+0"))  # 1.5
    c16 = np.float32(float.fromhex("0x1.8p-1"))  # 0.75
    c17 = np.float32(float.fromhex("0x1.cp+0"))  # 1.75
    c18 = np.float32(float.fromhex("-0x1.075dcep-2"))  # -0.257193774
    c19 = np.float32(float.fromhex("0x1.25531cp-2"))  # 0.28644985
    c20 = np.float32(float.fromhex("0x1.9240f8p-2"))  # 0.392825961
    c21 = np.float32(float.fromhex("0x1.b8c8e4p-2"))  # 0.430453837
    c22 = np.float32(float.fromhex("0x1.edd494p-3"))  # 0.241128117
    c23 = np.float32(float.fromhex("0x1.87b336p-7"))  # 0.0119537367
    c24 = np.float32(float.fromhex("0x1.545ce4p-4"))  # 0.0830963999
    c25 = np.float32(float.fromhex("0x1.ac3d5cp-2"))  # 0.418202817
    c26 = np.float32(float.fromhex("0x1.a6cb16p-12"))  # 0.000403207116
    c27 = np.float32(float.fromhex("-0x1.de4b82p-11"))  # -0.000912275224
    c28 = np.float32(float.fromhex("0x1.750e62p-6"))  # 0.0227695424
    c29 = np.float32(float.fromhex("0x1.71467cp-9"))  # 0.00281734718
    c30 = np.float32(float.fromhex("0x1.55981ep-4"))  # 0.0833970234
    c31 = np.float32(float.fromhex("-0x1.bd7b5ep-24"))  # -1.03721838e-07
    c32 = np.float32(float.fromhex("0x1.328af2p-2"))  # 0.299358159
    c33 = np.float32(float.fromhex("0x1.33cabep-2"))  # 0.300578088
    c34 = np.float32(float.fromhex("0x1.8f4b1ep-3"))  # 0.194967493
    c35 = np.float32(float.fromhex("0x1.a0bebp-2"))  # 0.406977415
    c36 = np.float32(float.fromhex("-0x1.4b8ee4p-4"))  # -0.080946818
    c37 = np.float32(float.fromhex("0x1.4f5f5ep+0"))  # 1.31004894
    c38 = np.float32(float.fromhex("0x1.c062ep+0"))  # 1.75150871
    c39 = np.float32(float.fromhex("-0x1p+0"))  # -1
    c40 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c41 = np.float32(float.fromhex("0x1.62e4p-1"))  # 0.693145752
    c42 = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    c43 = np.float32(float.fromhex("0x1.7f7d1cp-20"))  # 1.42860677e-06
    c44 = np.float32(float.fromhex("0x1.4p+1"))  # 2.5
    c45 = np.float32(float.fromhex("-0x1.8p-3"))  # -0.1875
    c46 = np.float32(float.fromhex("0x1.acfe4p-2"))  # 0.418938637
    c47 = np.float32(float.fromhex("inf"))  # inf
    c48 = np.float32(float.fromhex("0x1.895f1ap+121"))  # 4.08500311e+36
    c49 = np.float32(float.fromhex("0x1p+127"))  # 1.70141183e+38
    c50 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = np.abs(x)
    v2 = v1 < c50
    v3 = x * c0
    v4 = np.where(v2, v3, x)
    v5 = v4 < c0
    v6 = np.rint(v0)
    v7 = np.abs(v0)
    v8 = v7 < c50
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
    v30 = v20 + c5
    v31 = _fma(v20, v30, c6)
    v32 = _fma(v20, c7, c8)
    v33 = _fma(v20, c9, v20)
    v34 = _fma(v32, v33, c10)
    v35 = v31 / v34
    v36 = _fma(v35, c11, c12)
    v37 = _fma(v20, v36, c13)
    v38 = _fma(v20, v37, c14)
    v39 = v28 + c5
    v40 = _fma(v28, v39, c6)
    v41 = _fma(v28, c7, c8)
    v42 = _fma(v28, c9, v28)
    v43 = _fma(v41, v42, c10)
    v44 = v40 / v43
    v45 = _fma(v44, c11, c12)
    v46 = _fma(v28, v45, c13)
    v47 = _fma(v28, v46, c14)
    v48 = v10 < c15
    v49 = np.where(v48, c16, c17)
    v50 = v10 - v49
    v51 = _fma(v50, c18, c19)
    v52 = v51 + c20
    v53 = v51 * v52
    v54 = v53 * v53
    v55 = _fma(v54, v54, c21)
    v56 = _fma(v54, v55, c22)
    v57 = v56 - v50
    v58 = _fma(v57, c23, c24)
    v59 = v57 * v58
    v60 = _fma(v54, v56, v59)
    v61 = v60 + c25
    v62 = c1 / v10
    v63 = _fma(v62, c26, c27)
    v64 = _fma(v62, v62, c28)
    v65 = _fma(v63, v64, c29)
    v66 = -v65
    v67 = _fma(v66, v64, c30)
    v68 = _fma(v62, v67, c31)
    v69 = _fma(v13, c32, c33)
    v70 = _fma(v69, v69, c34)
    v71 = _fma(v13, v70, c35)
    v72 = _fma(v13, v71, c36)
    v73 = _fma(v72, v72, c37)
    v74 = _fma(v73, v72, c38)
    v75 = _fma(v21, c41, v20)
    v76 = _fma(v21, c42, v75)
    v77 = v20 - v76
    v78 = v20 * v20
    v79 = _fma(v78, v38, v77)
    v80 = _fma(v21, c43, v79)
    v81 = v75 + v80
    v82 = v81 - v75
    v83 = v80 - v82
    v84 = _fma(v29, c41, v28)
    v85 = _fma(v29, c42, v84)
    v86 = v28 - v85
    v87 = v28 * v28
    v88 = _fma(v87, v47, v86)
    v89 = _fma(v29, c43, v88)
    v90 = v10 < c44
    v91 = np.where(v5, c1, c0)
    v92 = np.where(v5, c39, c0)
    v93 = np.where(v48, c39, c0)
    v94 = v10 - c40
    v95 = np.where(v90, v93, v94)
    v96 = v95 + v91
    v97 = v96 - v91
    v98 = v95 - v97
    v99 = v95 - v92
    v100 = v81 - c1
    v101 = np.where(v90, v81, v100)
    v102 = v96 * v101
    v103 = -v102
    v104 = _fma(v99, v101, v103)
    v105 = v50 + c40
    v106 = _fma(v50, v105, c45)
    v107 = v106 * v61
    v108 = np.where(v90, v107, v68)
    v109 = _fma(v96, v83, v104)
    v110 = _fma(v98, v101, v109)
    v111 = v110 + v108
    v112 = v91 + c46
    v113 = np.where(v90, c0, v112)
    v114 = v113 + v111
    v115 = v102 + v114
    v116 = np.abs(v115)
    v117 = v116 < c50
    v118 = v115 * c0
    v119 = np.where(v117, v118, v115)
    v120 = v102 + v84
    v121 = v120 + v113
    v122 = v111 + v89
    v123 = -v122
    v124 = _fma(v13, v74, v123)
    v125 = v124 - v121
    v126 = np.abs(v125)
    v127 = v126 < c50
    v128 = v125 * c0
    v129 = np.where(v127, v128, v125)
    v130 = np.where(v5, v129, v119)
    v131 = np.where(v5, v12, v0)
    v132 = np.abs(v131)
    v133 = v132 < c50
    v134 = v131 * c0
    v135 = np.where(v133, v134, v131)
    v136 = c0 < v135
    v137 = np.where(v136, v130, c47)
    v138 = v10 * c49
    v139 = np.abs(v138)
    v140 = v139 < c50
    v141 = v138 * c0
    v142 = np.where(v140, v141, v138)
    v143 = v10 < c48
    v144 = np.where(v143, v137, v142)
    return v144


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

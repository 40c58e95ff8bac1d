"""lgamma for float32 arrays: max error 45.3657 ulp over 277,685 sampled inputs.

Witness of the bound: x = -0x1.00000c0000000p+3. Results that are not correctly rounded: 59,060.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.

Kernel 80d927d0f135e4d1, 101 operations, 34 of them real operations of the core.
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
MAX_ULP = 45.36566250496043
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.00000c0000000p+3"
OUTPUTS_HASH = None
RECORD = "80d927d0f135e4d1"


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
    c5 = np.float32(float.fromhex("-0x1.5e9cc4p-3"))  # -0.171197444
    c6 = np.float32(float.fromhex("0x1.b08a74p-3"))  # 0.211201578
    c7 = np.float32(float.fromhex("0x1.2a3e7cp-1"))  # 0.582507968
    c8 = np.float32(float.fromhex("0x1.9b81a2p+0"))  # 1.60744679
    c9 = np.float32(float.fromhex("-0x1.6c51a8p-4"))  # -0.088945061
    c10 = np.float32(float.fromhex("-0x1.60cc06p-3"))  # -0.172264144
    c11 = np.float32(float.fromhex("0x1.b33f5p-3"))  # 0.212523103
    c12 = np.float32(float.fromhex("0x1.2833bap-1"))  # 0.578519642
    c13 = np.float32(float.fromhex("0x1.999ae2p+0"))  # 1.60001957
    c14 = np.float32(float.fromhex("-0x1.6c4208p-4"))  # -0.0889301598
    c15 = np.float32(float.fromhex("0x1.8p+0"))  # 1.5
    c16 = np.float32(float.fromhex("0x1.8p-1"))  # 0.75
    c17 = np.float32(float.fromhex("0x1.cp+0"))  # 1.75
    c18 = np.float32(float.fromhex("0x1.2f64b4p-8"))  # 0.00462941546
    c19 = np.float32(float.fromhex("-0x1.5d9f7ep-7"))  # -0.0106696477
    c20 = np.float32(float.fromhex("0x1.08cc7cp+1"))  # 2.06874037
    c21 = np.float32(float.fromhex("-0x1.586f2ep+4"))  # -21.5271435
    c22 = np.float32(float.fromhex("0x1.65fd18p-3"))  # 0.174799144
    c23 = np.float32(float.fromhex("0x1.c6ae1ep-10"))  # 0.00173446711
    c24 = np.float32(float.fromhex("-0x1.569adcp-4"))  # -0.0836437792
    c25 = np.float32(float.fromhex("-0x1.a6c3d6p-17"))  # -1.25993784e-05
    c26 = np.float32(float.fromhex("0x1.528724p-1"))  # 0.661187291
    c27 = np.float32(float.fromhex("0x1.c6b682p-3"))  # 0.222027794
    c28 = np.float32(float.fromhex("0x1.802f34p-1"))  # 0.750360131
    c29 = np.float32(float.fromhex("0x1.7a6aa2p+0"))  # 1.47818959
    c30 = np.float32(float.fromhex("-0x1p+0"))  # -1
    c31 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c32 = np.float32(float.fromhex("0x1.62e4p-1"))  # 0.693145752
    c33 = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    c34 = np.float32(float.fromhex("0x1.7f7d1cp-20"))  # 1.42860677e-06
    c35 = np.float32(float.fromhex("0x1.4p+1"))  # 2.5
    c36 = np.float32(float.fromhex("-0x1.8p-3"))  # -0.1875
    c37 = np.float32(float.fromhex("0x1.acfe4p-2"))  # 0.418938637
    c38 = np.float32(float.fromhex("inf"))  # inf
    c39 = np.float32(float.fromhex("0x1.895f1ap+121"))  # 4.08500311e+36
    c40 = np.float32(float.fromhex("0x1p+127"))  # 1.70141183e+38
    c41 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = np.abs(x)
    v2 = v1 < c41
    v3 = x * c0
    v4 = np.where(v2, v3, x)
    v5 = v4 < c0
    v6 = np.rint(v0)
    v7 = np.abs(v0)
    v8 = v7 < c41
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
    v46 = _fma(v44, v44, c20)
    v47 = -v46
    v48 = _fma(v47, v46, c21)
    v49 = _fma(v45, v48, c22)
    v50 = c1 / v10
    v51 = _fma(v50, c23, c24)
    v52 = -v50
    v53 = _fma(v52, v51, c25)
    v54 = _fma(v13, c26, c27)
    v55 = _fma(v13, v54, c28)
    v56 = _fma(v54, v55, c29)
    v57 = _fma(v21, c32, v20)
    v58 = _fma(v21, c33, v57)
    v59 = v20 - v58
    v60 = _fma(v31, v35, v59)
    v61 = _fma(v21, c34, v60)
    v62 = v57 + v61
    v63 = v62 - v57
    v64 = v61 - v63
    v65 = _fma(v29, c32, v28)
    v66 = _fma(v29, c33, v65)
    v67 = v28 - v66
    v68 = _fma(v37, v41, v67)
    v69 = _fma(v29, c34, v68)
    v70 = v10 < c35
    v71 = np.where(v5, c1, c0)
    v72 = np.where(v5, c30, c0)
    v73 = np.where(v42, c30, c0)
    v74 = v10 - c31
    v75 = np.where(v70, v73, v74)
    v76 = v75 + v71
    v77 = v76 - v71
    v78 = v75 - v77
    v79 = v75 - v72
    v80 = v62 - c1
    v81 = np.where(v70, v62, v80)
    v82 = v76 * v81
    v83 = -v82
    v84 = _fma(v79, v81, v83)
    v85 = v44 + c31
    v86 = _fma(v44, v85, c36)
    v87 = v86 * v49
    v88 = np.where(v70, v87, v53)
    v89 = _fma(v76, v64, v84)
    v90 = _fma(v78, v81, v89)
    v91 = v90 + v88
    v92 = v71 + c37
    v93 = np.where(v70, c0, v92)
    v94 = v93 + v91
    v95 = v82 + v94
    v96 = np.abs(v95)
    v97 = v96 < c41
    v98 = v95 * c0
    v99 = np.where(v97, v98, v95)
    v100 = v82 + v65
    v101 = v100 + v93
    v102 = v91 + v69
    v103 = -v102
    v104 = _fma(v13, v56, v103)
    v105 = v104 - v101
    v106 = np.abs(v105)
    v107 = v106 < c41
    v108 = v105 * c0
    v109 = np.where(v107, v108, v105)
    v110 = np.where(v5, v109, v99)
    v111 = np.where(v5, v12, v0)
    v112 = np.abs(v111)
    v113 = v112 < c41
    v114 = v111 * c0
    v115 = np.where(v113, v114, v111)
    v116 = c0 < v115
    v117 = np.where(v116, v110, c38)
    v118 = v10 * c40
    v119 = np.abs(v118)
    v120 = v119 < c41
    v121 = v118 * c0
    v122 = np.where(v120, v121, v118)
    v123 = v10 < c39
    v124 = np.where(v123, v117, v122)
    return v124


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

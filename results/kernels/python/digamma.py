"""digamma for float32 arrays: max error 1.8985 ulp over 277,566 sampled inputs.

Witness of the bound: x = -0x1.867c620000000p+0. Results that are not correctly rounded: 2,410.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: gamma'(x) / gamma(x); DLMF 5.2 and 5.7.6; scipy.special.digamma.

Kernel 8650855279781635, 82 operations, 57 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search digamma --seed 0 --evaluations 200000 --max-ops 16

Reduction digamma_reflected:
    a = |x|, P(a) = digamma(1 + a): digamma(x) = P(a) - 1/a for x > 0, and for x < 0 by reflection (DLMF 5.5.4) P(a) + pi cot(pi a) =
    P(a) + 1/d + d b(d^2), d = a - rint(a), which is exact. Below 1 P(a) is a core of a - 1/2, from 1 on log a + r(1/a) (DLMF 5.11.2), with
    log a = k ln 2 + f + f^2 c in two parts. The pole v, 1/d or -1/a, and its quotient's remainder are two numbers as well, and the head of the
    logarithm plus v is one with its rounding error (Knuth's TwoSum): beside the zeros between the poles they cancel from a size of up to 16 to
    one of 1 or less, in whose ulp, that of 1, errors count. What is left is of size 2: three roundings and that of b, 2^-24 each.
    At a negative integer d is 0, and infinity times 0 gives nan; below 2^-126 -1/x is the result, infinite at zeros with the sign of -1/x; infinity gives itself.
"""

import numpy as np

TARGET = "digamma"
FORMAT = "python"
MAX_ULP = 1.8984919643528368
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.867c620000000p+0"
OUTPUTS_HASH = None
RECORD = "8650855279781635"


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
    c2 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c3 = np.int32(1060439283)
    c4 = np.int32(-8388608)
    c5 = np.int32(23)
    c6 = np.float32(float.fromhex("-0x1.49c102p-2"))  # -0.322025329
    c7 = np.float32(float.fromhex("0x1.a0b5dcp-2"))  # 0.406943738
    c8 = np.float32(float.fromhex("0x1.b3135cp-4"))  # 0.106219634
    c9 = np.float32(float.fromhex("-0x1.d7fd48p-2"))  # -0.460927129
    c10 = np.float32(float.fromhex("-0x1.37e448p-2"))  # -0.304581761
    c11 = np.float32(float.fromhex("0x1.3c8822p-2"))  # 0.309113055
    c12 = np.float32(float.fromhex("0x1.8c7ac2p-3"))  # 0.193593517
    c13 = np.float32(float.fromhex("-0x1.fffff6p-2"))  # -0.499999851
    c14 = np.float32(float.fromhex("0x1.a9eedep+0"))  # 1.66380107
    c15 = np.float32(float.fromhex("0x1.239214p+1"))  # 2.27789545
    c16 = np.float32(float.fromhex("-0x1.0c7b9ep+1"))  # -2.0975225
    c17 = np.float32(float.fromhex("-0x1.b25d2cp-8"))  # -0.00662786793
    c18 = np.float32(float.fromhex("0x1.207244p+10"))  # 1153.7854
    c19 = np.float32(float.fromhex("-0x1.a147bep+7"))  # -208.640121
    c20 = np.float32(float.fromhex("0x1.a01b6ep+6"))  # 104.026787
    c21 = np.float32(float.fromhex("0x1.de9e64p-1"))  # 0.934802175
    c22 = np.float32(float.fromhex("0x1.2aed04p-5"))  # 0.036489971
    c23 = np.float32(float.fromhex("-0x1.24f344p-4"))  # -0.0715210587
    c24 = np.float32(float.fromhex("0x1.97e874p-3"))  # 0.199173838
    c25 = np.float32(float.fromhex("0x1.efdf76p-6"))  # 0.0302656796
    c26 = np.float32(float.fromhex("0x1.5c8a3ap-9"))  # 0.00265914877
    c27 = np.float32(float.fromhex("-0x1.19955ep-7"))  # -0.00859324541
    c28 = np.float32(float.fromhex("0x1.eb592p-15"))  # 5.85732632e-05
    c29 = np.float32(float.fromhex("0x1.554f3cp-4"))  # 0.0833275169
    c30 = np.float32(float.fromhex("0x1.fffff2p-2"))  # 0.499999791
    c31 = np.float32(float.fromhex("-0x1.7dcafcp+0"))  # -1.49137855
    c32 = np.float32(float.fromhex("0x1.213cbap-2"))  # 0.282458216
    c33 = np.float32(float.fromhex("0x1.2d6456p+0"))  # 1.17731225
    c34 = np.float32(float.fromhex("0x1.2a4dcap+0"))  # 1.16524947
    c35 = np.float32(float.fromhex("0x1.62b3b6p+0"))  # 1.38555467
    c36 = np.float32(float.fromhex("-0x1.14930ep+1"))  # -2.16073775
    c37 = np.float32(float.fromhex("-0x1.e5130ap+1"))  # -3.78964353
    c38 = np.float32(float.fromhex("0x1.62e4p-1"))  # 0.693145752
    c39 = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    c40 = np.float32(float.fromhex("0x1.7f7d1cp-20"))  # 1.42860677e-06
    c41 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c42 = np.float32(float.fromhex("0x1.fffffep+127"))  # 3.40282347e+38
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
    v12 = v11 * v11
    v13 = -x
    v14 = np.where(v5, v11, v13)
    v15 = v0.view(np.int32)
    v16 = v15 - c3
    v17 = np.right_shift(v16, c5)
    v18 = v16 & c4
    v19 = v15 - v18
    v20 = v19.view(np.float32)
    v21 = v20 - c1
    v22 = v17.astype(np.float32)
    v23 = v10 - c2
    v24 = c1 / v10
    v25 = _fma(v21, c6, c7)
    v26 = -v21
    v27 = _fma(v26, v25, c8)
    v28 = _fma(v21, v27, c9)
    v29 = -v28
    v30 = _fma(v29, v28, v21)
    v31 = _fma(v30, c10, c11)
    v32 = _fma(v31, v31, c12)
    v33 = _fma(v21, v32, c13)
    v34 = v23 + c14
    v35 = v23 / v34
    v36 = v35 + c15
    v37 = _fma(v36, v36, c16)
    v38 = v35 * c17
    v39 = v37 * v38
    v40 = _fma(v39, c18, c19)
    v41 = _fma(v39, v40, v23)
    v42 = v41 + c20
    v43 = _fma(v42, v38, c21)
    v44 = _fma(v23, v43, c22)
    v45 = _fma(v24, c23, c24)
    v46 = _fma(v45, v45, c25)
    v47 = _fma(v24, v46, c26)
    v48 = _fma(v47, v47, c27)
    v49 = _fma(v24, v48, c28)
    v50 = _fma(v24, v49, c29)
    v51 = -v24
    v52 = _fma(v51, v50, c30)
    v53 = v24 * v52
    v54 = _fma(v12, c31, c32)
    v55 = _fma(v12, v12, c33)
    v56 = v12 * v55
    v57 = v56 + c34
    v58 = _fma(v56, v57, c35)
    v59 = _fma(v54, v58, c36)
    v60 = -v54
    v61 = _fma(v60, v59, c37)
    v62 = _fma(v22, c38, v21)
    v63 = _fma(v22, c39, v62)
    v64 = v21 - v63
    v65 = v21 * v21
    v66 = _fma(v65, v33, v64)
    v67 = _fma(v22, c40, v66)
    v68 = v10 < c1
    v69 = v67 + v53
    v70 = np.where(v68, c0, v62)
    v71 = np.where(v68, v44, v69)
    v72 = np.abs(v14)
    v73 = v72 < c41
    v74 = v14 * c0
    v75 = np.where(v73, v74, v14)
    v76 = c1 / v75
    v77 = np.abs(v76)
    v78 = v77 < c41
    v79 = v76 * c0
    v80 = np.where(v78, v79, v76)
    v81 = -v80
    v82 = _fma(v81, v75, c1)
    v83 = v70 + v80
    v84 = v83 - v70
    v85 = v83 - v84
    v86 = v80 - v84
    v87 = v70 - v85
    v88 = v86 + v87
    v89 = np.where(v5, v11, c0)
    v90 = _fma(v89, v61, v71)
    v91 = _fma(v80, v82, v90)
    v92 = v91 + v88
    v93 = v83 + v92
    v94 = np.abs(v93)
    v95 = v94 < c41
    v96 = v93 * c0
    v97 = np.where(v95, v96, v93)
    v98 = v10 < c41
    v99 = np.where(v98, v80, v97)
    v100 = c42 < v4
    v101 = np.where(v100, x, v99)
    return v101


def digamma(x):
    """digamma of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"digamma takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""cos for float32 arrays: max error 0.8712 ulp over 277,475 sampled inputs.

Witness of the bound: x = 0x1.6529700000000p+43. Results that are not correctly rounded: 5,629.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.14; C17 7.12.4.5 and F.10.1.5.

Kernel 5941c7d094a8553a, 113 operations, 12 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search cos --seed 0 --evaluations 300000 --max-ops 16

Reduction cos_quarter_turns:
    sin x = +-sin(r - lack) or +-cos(r - lack) by n mod 4; for cos x, n + 1 stands for n. With s = r^2 rounded, p near
    (r - sin r)/r^3 and c near (cos r - 1)/r^2: sin(r - lack) = r - (r s p + lack), where 1 - cos r <= 0.3 of the lack, half an
    ulp of r at most, is left out; cos(r - lack) = 1 + r (r c + lack), with r for sin r beside the lack, off by 0.08 of it.
    The last operation is the only rounding of size in both: r s p <= 0.08; r c + lack, up to 0.38, is rounded by 2^-26 and
    counts 0.79 of that.
    n = x c rounded, with c = 2/pi rounded: adding 1.5*2^23 (+ 1, where the quadrant is to be one more) rounds, and the last bits
    of the sum are n's. |x| < 2^17, so |n| < 2^16.4. Cody and Waite with a third part: pi/2 = P1 + P2 + P3.
    P1 = 0x1.921fb4p+0 has 24 bits, so x - n P1 is a multiple of 2^-24 below 1, and its fma exact.
    w = -n P2 rounded, r = (x - n P1) + w rounded. d = r - (x - n P1) is exact: by Fast2Sum (Dekker) where |w| is the smaller one, and
    otherwise everything is a multiple of 2^-41 below 2^-6. d + n P2' with P2' the float above P2 = 0x1.4442d2p-24 (another
    constant, so that no product occurs twice) is exact too: a multiple of 2^-47 below 2^-24. n P4 with
    P4 = pi/2 - P1 - P2' rounded completes the lack to 2^-25 of itself or 2^-54; what is cut off is n 2^-71.
    P1 lies below pi/2, so P2 is positive, and x = -0 gives r = -0 and lack = +0. inf - inf makes nan of infinities.
    From 2^17 on, below infinity, Payne and Hanek (SIGNUM Newsl. 18, 1983) in words: x = M 2^(E-23) with 2^23 <= M < 2^24, so of 2/pi
    only the bits from weight 2^(24-E) down matter modulo 4. A row of 24 zeros and the bits of 2/pi is cut from bit field - 128
    on (field = E + 127, so 16 to 126): two comparisons choose words (by 64, by 32), shifts move by the last five bits of the
    field. w0 is the first 32 bits: i = M w0 modulo 2^32 is exact, two bits of quadrant and 30 of fraction. w1 are the next 24
    bits: M w1 2^-24 = -jn + g1, jn an even integer by 2^24 added and taken off, g1 an fma, exact because |g1| <= 1 is a multiple
    of 2^-24 (its factors are scaled by 2^-28 and 2^28, so that no product occurs twice). w2 are the next 28: what they are
    rounded by and what is cut off moves g = g1 + M w2 2^-52 by 2^-25 at most beside its own rounding, 2^-25.
    So x 2/pi = (f + g) 2^-30 modulo 4, with errors of 2^-54 of a quarter turn; f's last 30 bits as a signed number are a + bi, a rounded to 24
    bits. No float32 comes nearer than 2^-30 to a multiple of a quarter turn. r = a K, K = 2^-30 pi/2 = k1 + k3 ... as products and fmas:
    lack = r - (a + bi + g) K; then the lack is taken off r, and what rounding leaves of it stays.
"""

import numpy as np

TARGET = "cos"
FORMAT = "python"
MAX_ULP = 0.8712349294111273
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.6529700000000p+43"
OUTPUTS_HASH = None
RECORD = "5941c7d094a8553a"


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


def _to_int(a):
    """A rounded float32 as int32; any value where it does not fit."""
    return np.where(np.abs(a) < np.float32(2.0**31), a, np.float32(0)).astype(np.int32)


def _kernel_ordinary(x):
    c0 = np.float32(float.fromhex("0x1.800002p+23"))  # 12582913
    c1 = np.float32(float.fromhex("0x1.45f306p-1"))  # 0.636619747
    c2 = np.float32(float.fromhex("-0x1.921fb4p+0"))  # -1.57079625
    c3 = np.float32(float.fromhex("-0x1.4442d2p-24"))  # -7.54979013e-08
    c4 = np.float32(float.fromhex("0x1.4442d4p-24"))  # 7.54979084e-08
    c5 = np.float32(float.fromhex("-0x1.3dcb3cp-47"))  # -8.82055219e-15
    c6 = np.int32(0)
    c7 = np.int32(30)
    c8 = np.int32(31)
    c9 = np.int32(-2147483648)
    c10 = np.float32(float.fromhex("-0x1.b99facp-10"))  # -0.00168466079
    c11 = np.float32(float.fromhex("0x1.e2b58cp-5"))  # 0.0589244589
    c12 = np.float32(float.fromhex("0x1.3e96e2p-8"))  # 0.00486128824
    c13 = np.float32(float.fromhex("0x1.555556p-3"))  # 0.166666672
    c14 = np.float32(float.fromhex("0x1.43d27p-8"))  # 0.00494113192
    c15 = np.float32(float.fromhex("-0x1.1fcbcap-3"))  # -0.140525416
    c16 = np.float32(float.fromhex("0x1.671ffcp-6"))  # 0.0219192468
    c17 = np.float32(float.fromhex("-0x1p-1"))  # -0.5
    c18 = np.float32(float.fromhex("0x1p+0"))  # 1
    c19 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c20 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0 < c19
    v2 = x * c20
    v3 = np.where(v1, v2, x)
    v4 = _fma(v3, c1, c0)
    v5 = v4 - c0
    v6 = _fma(v5, c2, v3)
    v7 = v5 * c3
    v8 = v6 + v7
    v9 = v8 - v6
    v10 = _fma(v5, c4, v9)
    v11 = _fma(v5, c5, v10)
    v12 = v4.view(np.int32)
    v13 = v8 * v8
    v14 = _fma(v13, c10, c11)
    v15 = _fma(v14, v14, c12)
    v16 = -v13
    v17 = _fma(v16, v15, c13)
    v18 = v8 * v13
    v19 = _fma(v18, v17, v11)
    v20 = v8 - v19
    v21 = np.abs(v20)
    v22 = v21 < c19
    v23 = v20 * c20
    v24 = np.where(v22, v23, v20)
    v25 = _fma(v13, c14, c15)
    v26 = _fma(v25, v25, c16)
    v27 = _fma(v13, v26, c17)
    v28 = _fma(v8, v27, v11)
    v29 = _fma(v8, v28, c18)
    v30 = np.abs(v29)
    v31 = v30 < c19
    v32 = v29 * c20
    v33 = np.where(v31, v32, v29)
    v34 = np.left_shift(v12, c8)
    v35 = v34 < c6
    v36 = np.where(v35, v33, v24)
    v37 = np.left_shift(v12, c7)
    v38 = v37 & c9
    v39 = v36.view(np.int32)
    v40 = v39 ^ v38
    v41 = v40.view(np.float32)
    return v41


def _kernel_whole(x):
    c0 = np.float32(float.fromhex("0x1.800002p+23"))  # 12582913
    c1 = np.float32(float.fromhex("0x1.45f306p-1"))  # 0.636619747
    c2 = np.float32(float.fromhex("-0x1.921fb4p+0"))  # -1.57079625
    c3 = np.float32(float.fromhex("-0x1.4442d2p-24"))  # -7.54979013e-08
    c4 = np.float32(float.fromhex("0x1.4442d4p-24"))  # 7.54979084e-08
    c5 = np.float32(float.fromhex("-0x1.3dcb3cp-47"))  # -8.82055219e-15
    c6 = np.int32(162)
    c7 = np.int32(-108827058)
    c8 = np.int32(1142237692)
    c9 = np.int32(660066805)
    c10 = np.int32(886948059)
    c11 = np.int32(1653971260)
    c12 = np.int32(1313084713)
    c13 = np.int32(-64530479)
    c14 = np.int32(-181084736)
    c15 = np.int32(-614296167)
    c16 = np.int32(1011060801)
    c17 = np.int32(0)
    c18 = np.int32(1)
    c19 = np.int32(2)
    c20 = np.int32(3)
    c21 = np.int32(4)
    c22 = np.int32(8)
    c23 = np.int32(23)
    c24 = np.int32(30)
    c25 = np.int32(31)
    c26 = np.int32(8388607)
    c27 = np.int32(8388608)
    c28 = np.int32(1056964608)
    c29 = np.int32(822083584)
    c30 = np.int32(536870912)
    c31 = np.int32(-2147483648)
    c32 = np.int32(2147483647)
    c33 = np.int32(1216348159)
    c34 = np.float32(float.fromhex("0x1p+24"))  # 16777216
    c35 = np.float32(float.fromhex("0x1p+28"))  # 268435456
    c36 = np.float32(float.fromhex("0x1.921fb6p-30"))  # 1.46291812e-09
    c37 = np.float32(float.fromhex("-0x1.921fb8p-30"))  # -1.46291823e-09
    c38 = np.float32(float.fromhex("0x1.5dde98p-53"))  # 1.51731712e-16
    c39 = np.float32(float.fromhex("-0x1.921fb6p-30"))  # -1.46291812e-09
    c40 = np.float32(float.fromhex("-0x1.b99facp-10"))  # -0.00168466079
    c41 = np.float32(float.fromhex("0x1.e2b58cp-5"))  # 0.0589244589
    c42 = np.float32(float.fromhex("0x1.3e96e2p-8"))  # 0.00486128824
    c43 = np.float32(float.fromhex("0x1.555556p-3"))  # 0.166666672
    c44 = np.float32(float.fromhex("0x1.43d27p-8"))  # 0.00494113192
    c45 = np.float32(float.fromhex("-0x1.1fcbcap-3"))  # -0.140525416
    c46 = np.float32(float.fromhex("0x1.671ffcp-6"))  # 0.0219192468
    c47 = np.float32(float.fromhex("-0x1p-1"))  # -0.5
    c48 = np.float32(float.fromhex("0x1p+0"))  # 1
    c49 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c50 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0 < c49
    v2 = x * c50
    v3 = np.where(v1, v2, x)
    v4 = _fma(v3, c1, c0)
    v5 = v4 - c0
    v6 = _fma(v5, c2, v3)
    v7 = v5 * c3
    v8 = v6 + v7
    v9 = v8 - v6
    v10 = _fma(v5, c4, v9)
    v11 = _fma(v5, c5, v10)
    v12 = v4.view(np.int32)
    v13 = x.view(np.int32)
    v14 = (v13.view(np.uint32) >> c23.view(np.uint32)).view(np.int32)
    v15 = v14 & c25
    v16 = v15 ^ c25
    v17 = np.left_shift(v13, c19)
    v18 = v17 < c17
    v19 = np.left_shift(v13, c20)
    v20 = v19 < c17
    v21 = np.where(v18, c8, c6)
    v22 = np.where(v18, c9, c7)
    v23 = np.where(v18, c10, c8)
    v24 = np.where(v18, c11, c9)
    v25 = np.where(v20, v22, v21)
    v26 = np.where(v20, v23, v22)
    v27 = np.where(v20, v24, v23)
    v28 = np.where(v18, c14, c12)
    v29 = np.where(v18, c15, c13)
    v30 = np.where(v18, c16, c14)
    v31 = np.where(v20, v29, v28)
    v32 = np.where(v20, v30, v29)
    v33 = (v26.view(np.uint32) >> c18.view(np.uint32)).view(np.int32)
    v34 = (v27.view(np.uint32) >> c18.view(np.uint32)).view(np.int32)
    v35 = (v32.view(np.uint32) >> c18.view(np.uint32)).view(np.int32)
    v36 = np.left_shift(v25, v15)
    v37 = (v33.view(np.uint32) >> v16.view(np.uint32)).view(np.int32)
    v38 = v36 | v37
    v39 = np.left_shift(v26, v15)
    v40 = (v34.view(np.uint32) >> v16.view(np.uint32)).view(np.int32)
    v41 = v39 | v40
    v42 = (v41.view(np.uint32) >> c22.view(np.uint32)).view(np.int32)
    v43 = v42.astype(np.float32)
    v44 = np.left_shift(v31, v15)
    v45 = (v35.view(np.uint32) >> v16.view(np.uint32)).view(np.int32)
    v46 = v44 | v45
    v47 = (v46.view(np.uint32) >> c21.view(np.uint32)).view(np.int32)
    v48 = v47.astype(np.float32)
    v49 = v13 & c26
    v50 = v49 | c27
    v51 = v49 | c28
    v52 = v51.view(np.float32)
    v53 = v49 | c29
    v54 = v53.view(np.float32)
    v55 = v50 * v38
    v56 = _fma(v52, v43, c34)
    v57 = c34 - v56
    v58 = v43 * c35
    v59 = _fma(v54, v58, v57)
    v60 = _fma(v54, v48, v59)
    v61 = _to_int(v57)
    v62 = v55 - v61
    v63 = v62 + c30
    v64 = np.right_shift(v63, c24)
    v65 = np.left_shift(v62, c19)
    v66 = np.right_shift(v65, c19)
    v67 = v66.astype(np.float32)
    v68 = _to_int(v67)
    v69 = v66 - v68
    v70 = v69.astype(np.float32)
    v71 = v70 + v60
    v72 = v67 * c36
    v73 = _fma(v67, c37, v72)
    v74 = _fma(v67, c38, v73)
    v75 = _fma(v71, c39, v74)
    v76 = v72 - v75
    v77 = v72 - v76
    v78 = v75 - v77
    v79 = v13 & c31
    v80 = v76.view(np.int32)
    v81 = v80 ^ v79
    v82 = v81.view(np.float32)
    v83 = v78.view(np.int32)
    v84 = v83 ^ v79
    v85 = v84.view(np.float32)
    v86 = np.right_shift(v13, c25)
    v87 = v64 ^ v86
    v88 = v87 - v86
    v89 = v88 + c18
    v90 = v13 & c32
    v91 = v90 + c27
    v92 = c33 < v91
    v93 = np.where(v92, v82, v8)
    v94 = np.where(v92, v85, v11)
    v95 = np.where(v92, v89, v12)
    v96 = v93 * v93
    v97 = _fma(v96, c40, c41)
    v98 = _fma(v97, v97, c42)
    v99 = -v96
    v100 = _fma(v99, v98, c43)
    v101 = v93 * v96
    v102 = _fma(v101, v100, v94)
    v103 = v93 - v102
    v104 = np.abs(v103)
    v105 = v104 < c49
    v106 = v103 * c50
    v107 = np.where(v105, v106, v103)
    v108 = _fma(v96, c44, c45)
    v109 = _fma(v108, v108, c46)
    v110 = _fma(v96, v109, c47)
    v111 = _fma(v93, v110, v94)
    v112 = _fma(v93, v111, c48)
    v113 = np.abs(v112)
    v114 = v113 < c49
    v115 = v112 * c50
    v116 = np.where(v114, v115, v112)
    v117 = np.left_shift(v95, c25)
    v118 = v117 < c17
    v119 = np.where(v118, v116, v107)
    v120 = np.left_shift(v95, c24)
    v121 = v120 & c31
    v122 = v119.view(np.int32)
    v123 = v122 ^ v121
    v124 = v123.view(np.float32)
    return v124


def _kernel(x):
    size = np.abs(x)
    cold = (size >= np.float32(float.fromhex("0x1.0000000000000p+17"))) & (size < np.inf)
    return _kernel_whole(x) if cold.any() else _kernel_ordinary(x)


def cos(x):
    """cos of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"cos takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

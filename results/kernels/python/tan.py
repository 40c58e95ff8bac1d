"""tan for float32 arrays: max error 0.9915 ulp over 277,515 sampled inputs.

Witness of the bound: x = 0x1.ea17280000000p+103. Results that are not correctly rounded: 6,133.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.14; C17 7.12.4.7 and F.10.1.7.

Kernel ec47706a3a61ef91, 114 operations, 12 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search tan --seed 0 --evaluations 400000 --max-ops 16

Reduction tan_quarter_turns:
    tan x = tan(r - lack), or -1/tan(r - lack) where n is odd. With s = r^2 rounded and p near (r - tan r)/r^3:
    tan(r - lack) = r - (r s p + lack (1 + tan^2 r)), and s + s^2 is tan^2 r to 0.02, of a lack of half an ulp of r at most.
    high + low is this difference exactly (Fast2Sum). y = -1/high rounded; with e = 1 + y high, exact, -1/(high + low) is
    y (1 + e + y low) to 2^-46.
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

TARGET = "tan"
FORMAT = "python"
MAX_ULP = 0.991520385329728
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.ea17280000000p+103"
OUTPUTS_HASH = None
RECORD = "ec47706a3a61ef91"


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
    c0 = np.float32(float.fromhex("0x1.8p+23"))  # 12582912
    c1 = np.float32(float.fromhex("0x1.45f306p-1"))  # 0.636619747
    c2 = np.float32(float.fromhex("-0x1.921fb4p+0"))  # -1.57079625
    c3 = np.float32(float.fromhex("-0x1.4442d2p-24"))  # -7.54979013e-08
    c4 = np.float32(float.fromhex("0x1.4442d4p-24"))  # 7.54979084e-08
    c5 = np.float32(float.fromhex("-0x1.3dcb3cp-47"))  # -8.82055219e-15
    c6 = np.int32(0)
    c7 = np.int32(31)
    c8 = np.float32(float.fromhex("0x1.a13d66p-2"))  # 0.407460779
    c9 = np.float32(float.fromhex("-0x1.2f0b8ap-3"))  # -0.147971228
    c10 = np.float32(float.fromhex("0x1.6ccd98p-2"))  # 0.356253028
    c11 = np.float32(float.fromhex("0x1.96aa8p-2"))  # 0.397134781
    c12 = np.float32(float.fromhex("0x1.923976p-1"))  # 0.785594642
    c13 = np.float32(float.fromhex("0x1.365eb8p-2"))  # 0.303095698
    c14 = np.float32(float.fromhex("-0x1.8f763ep-2"))  # -0.390099496
    c15 = np.float32(float.fromhex("0x1p+0"))  # 1
    c16 = np.float32(float.fromhex("-0x1p+0"))  # -1
    c17 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c18 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0 < c17
    v2 = x * c18
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
    v14 = _fma(v13, c8, c9)
    v15 = _fma(v14, v14, c10)
    v16 = _fma(v15, v15, c11)
    v17 = _fma(v15, c12, v14)
    v18 = _fma(v16, v17, c13)
    v19 = -v14
    v20 = _fma(v19, v18, c14)
    v21 = _fma(v13, v13, v13)
    v22 = _fma(v11, v21, v11)
    v23 = v8 * v13
    v24 = _fma(v23, v20, v22)
    v25 = v8 - v24
    v26 = np.abs(v25)
    v27 = v26 < c17
    v28 = v25 * c18
    v29 = np.where(v27, v28, v25)
    v30 = v8 - v29
    v31 = v30 - v24
    v32 = c16 / v29
    v33 = _fma(v32, v29, c15)
    v34 = _fma(v32, v31, v33)
    v35 = _fma(v32, v34, v32)
    v36 = np.abs(v35)
    v37 = v36 < c17
    v38 = v35 * c18
    v39 = np.where(v37, v38, v35)
    v40 = np.left_shift(v12, c7)
    v41 = v40 < c6
    v42 = np.where(v41, v39, v29)
    return v42


def _kernel_whole(x):
    c0 = np.float32(float.fromhex("0x1.8p+23"))  # 12582912
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
    c40 = np.float32(float.fromhex("0x1.a13d66p-2"))  # 0.407460779
    c41 = np.float32(float.fromhex("-0x1.2f0b8ap-3"))  # -0.147971228
    c42 = np.float32(float.fromhex("0x1.6ccd98p-2"))  # 0.356253028
    c43 = np.float32(float.fromhex("0x1.96aa8p-2"))  # 0.397134781
    c44 = np.float32(float.fromhex("0x1.923976p-1"))  # 0.785594642
    c45 = np.float32(float.fromhex("0x1.365eb8p-2"))  # 0.303095698
    c46 = np.float32(float.fromhex("-0x1.8f763ep-2"))  # -0.390099496
    c47 = np.float32(float.fromhex("0x1p+0"))  # 1
    c48 = np.float32(float.fromhex("-0x1p+0"))  # -1
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
    v89 = v88 + c17
    v90 = v13 & c32
    v91 = v90 + c27
    v92 = c33 < v91
    v93 = np.where(v92, v82, v8)
    v94 = np.where(v92, v85, v11)
    v95 = np.where(v92, v89, v12)
    v96 = v93 * v93
    v97 = _fma(v96, c40, c41)
    v98 = _fma(v97, v97, c42)
    v99 = _fma(v98, v98, c43)
    v100 = _fma(v98, c44, v97)
    v101 = _fma(v99, v100, c45)
    v102 = -v97
    v103 = _fma(v102, v101, c46)
    v104 = _fma(v96, v96, v96)
    v105 = _fma(v94, v104, v94)
    v106 = v93 * v96
    v107 = _fma(v106, v103, v105)
    v108 = v93 - v107
    v109 = np.abs(v108)
    v110 = v109 < c49
    v111 = v108 * c50
    v112 = np.where(v110, v111, v108)
    v113 = v93 - v112
    v114 = v113 - v107
    v115 = c48 / v112
    v116 = _fma(v115, v112, c47)
    v117 = _fma(v115, v114, v116)
    v118 = _fma(v115, v117, v115)
    v119 = np.abs(v118)
    v120 = v119 < c49
    v121 = v118 * c50
    v122 = np.where(v120, v121, v118)
    v123 = np.left_shift(v95, c25)
    v124 = v123 < c17
    v125 = np.where(v124, v122, v112)
    return v125


def _kernel(x):
    size = np.abs(x)
    cold = (size >= np.float32(float.fromhex("0x1.0000000000000p+17"))) & (size < np.inf)
    return _kernel_whole(x) if cold.any() else _kernel_ordinary(x)


def tan(x):
    """tan of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"tan takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

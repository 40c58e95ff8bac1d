"""sin for float32 arrays: max error 0.8108 ulp over 277,515 sampled inputs.

Witness of the bound: x = -0x1.4c06880000000p+10. Results that are not correctly rounded: 10,153.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.14; C17 7.12.4.6 and F.10.1.6.

Kernel 9db4acf142dd855f, 112 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search sin --seed 0 --evaluations 200000 --max-ops 16

Reduction sin_quarter_turns:
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

TARGET = "sin"
FORMAT = "python"
MAX_ULP = 0.8108153718907375
EXHAUSTIVE = False
FTZ = False  # whether the metric flushes results below 2**-126 to zero, as the kernel does
WITNESS = "-0x1.4c06880000000p+10"
OUTPUTS_HASH = None
RECORD = "9db4acf142dd855f"


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
    c7 = np.int32(30)
    c8 = np.int32(31)
    c9 = np.int32(-2147483648)
    c10 = np.float32(float.fromhex("-0x1.988f9cp-13"))  # -0.000194817054
    c11 = np.float32(float.fromhex("0x1.1103d8p-7"))  # 0.00833175704
    c12 = np.float32(float.fromhex("0x1.555536p-3"))  # 0.166666433
    c13 = np.float32(float.fromhex("0x1.a63034p-16"))  # 2.51643833e-05
    c14 = np.float32(float.fromhex("-0x1.6c33fp-10"))  # -0.00138932373
    c15 = np.float32(float.fromhex("0x1.555564p-5"))  # 0.041666694
    c16 = np.float32(float.fromhex("-0x1.fffffep-2"))  # -0.49999997
    c17 = np.float32(float.fromhex("0x1p+0"))  # 1
    v0 = _fma(x, c1, c0)
    v1 = v0 - c0
    v2 = _fma(v1, c2, x)
    v3 = v1 * c3
    v4 = v2 + v3
    v5 = v4 - v2
    v6 = _fma(v1, c4, v5)
    v7 = _fma(v1, c5, v6)
    v8 = v0.view(np.int32)
    v9 = v4 * v4
    v10 = _fma(v9, c10, c11)
    v11 = -v9
    v12 = _fma(v11, v10, c12)
    v13 = v4 * v9
    v14 = _fma(v13, v12, v7)
    v15 = v4 - v14
    v16 = _fma(v9, c13, c14)
    v17 = _fma(v9, v16, c15)
    v18 = _fma(v9, v17, c16)
    v19 = _fma(v4, v18, v7)
    v20 = _fma(v4, v19, c17)
    v21 = np.left_shift(v8, c8)
    v22 = v21 < c6
    v23 = np.where(v22, v20, v15)
    v24 = np.left_shift(v8, c7)
    v25 = v24 & c9
    v26 = v23.view(np.int32)
    v27 = v26 ^ v25
    v28 = v27.view(np.float32)
    return v28


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
    c40 = np.float32(float.fromhex("-0x1.988f9cp-13"))  # -0.000194817054
    c41 = np.float32(float.fromhex("0x1.1103d8p-7"))  # 0.00833175704
    c42 = np.float32(float.fromhex("0x1.555536p-3"))  # 0.166666433
    c43 = np.float32(float.fromhex("0x1.a63034p-16"))  # 2.51643833e-05
    c44 = np.float32(float.fromhex("-0x1.6c33fp-10"))  # -0.00138932373
    c45 = np.float32(float.fromhex("0x1.555564p-5"))  # 0.041666694
    c46 = np.float32(float.fromhex("-0x1.fffffep-2"))  # -0.49999997
    c47 = np.float32(float.fromhex("0x1p+0"))  # 1
    v0 = _fma(x, c1, c0)
    v1 = v0 - c0
    v2 = _fma(v1, c2, x)
    v3 = v1 * c3
    v4 = v2 + v3
    v5 = v4 - v2
    v6 = _fma(v1, c4, v5)
    v7 = _fma(v1, c5, v6)
    v8 = v0.view(np.int32)
    v9 = x.view(np.int32)
    v10 = (v9.view(np.uint32) >> c23.view(np.uint32)).view(np.int32)
    v11 = v10 & c25
    v12 = v11 ^ c25
    v13 = np.left_shift(v9, c19)
    v14 = v13 < c17
    v15 = np.left_shift(v9, c20)
    v16 = v15 < c17
    v17 = np.where(v14, c8, c6)
    v18 = np.where(v14, c9, c7)
    v19 = np.where(v14, c10, c8)
    v20 = np.where(v14, c11, c9)
    v21 = np.where(v16, v18, v17)
    v22 = np.where(v16, v19, v18)
    v23 = np.where(v16, v20, v19)
    v24 = np.where(v14, c14, c12)
    v25 = np.where(v14, c15, c13)
    v26 = np.where(v14, c16, c14)
    v27 = np.where(v16, v25, v24)
    v28 = np.where(v16, v26, v25)
    v29 = (v22.view(np.uint32) >> c18.view(np.uint32)).view(np.int32)
    v30 = (v23.view(np.uint32) >> c18.view(np.uint32)).view(np.int32)
    v31 = (v28.view(np.uint32) >> c18.view(np.uint32)).view(np.int32)
    v32 = np.left_shift(v21, v11)
    v33 = (v29.view(np.uint32) >> v12.view(np.uint32)).view(np.int32)
    v34 = v32 | v33
    v35 = np.left_shift(v22, v11)
    v36 = (v30.view(np.uint32) >> v12.view(np.uint32)).view(np.int32)
    v37 = v35 | v36
    v38 = (v37.view(np.uint32) >> c22.view(np.uint32)).view(np.int32)
    v39 = v38.astype(np.float32)
    v40 = np.left_shift(v27, v11)
    v41 = (v31.view(np.uint32) >> v12.view(np.uint32)).view(np.int32)
    v42 = v40 | v41
    v43 = (v42.view(np.uint32) >> c21.view(np.uint32)).view(np.int32)
    v44 = v43.astype(np.float32)
    v45 = v9 & c26
    v46 = v45 | c27
    v47 = v45 | c28
    v48 = v47.view(np.float32)
    v49 = v45 | c29
    v50 = v49.view(np.float32)
    v51 = v46 * v34
    v52 = _fma(v48, v39, c34)
    v53 = c34 - v52
    v54 = v39 * c35
    v55 = _fma(v50, v54, v53)
    v56 = _fma(v50, v44, v55)
    v57 = _to_int(v53)
    v58 = v51 - v57
    v59 = v58 + c30
    v60 = np.right_shift(v59, c24)
    v61 = np.left_shift(v58, c19)
    v62 = np.right_shift(v61, c19)
    v63 = v62.astype(np.float32)
    v64 = _to_int(v63)
    v65 = v62 - v64
    v66 = v65.astype(np.float32)
    v67 = v66 + v56
    v68 = v63 * c36
    v69 = _fma(v63, c37, v68)
    v70 = _fma(v63, c38, v69)
    v71 = _fma(v67, c39, v70)
    v72 = v68 - v71
    v73 = v68 - v72
    v74 = v71 - v73
    v75 = v9 & c31
    v76 = v72.view(np.int32)
    v77 = v76 ^ v75
    v78 = v77.view(np.float32)
    v79 = v74.view(np.int32)
    v80 = v79 ^ v75
    v81 = v80.view(np.float32)
    v82 = np.right_shift(v9, c25)
    v83 = v60 ^ v82
    v84 = v83 - v82
    v85 = v84 + c17
    v86 = v9 & c32
    v87 = v86 + c27
    v88 = c33 < v87
    v89 = np.where(v88, v78, v4)
    v90 = np.where(v88, v81, v7)
    v91 = np.where(v88, v85, v8)
    v92 = v89 * v89
    v93 = _fma(v92, c40, c41)
    v94 = -v92
    v95 = _fma(v94, v93, c42)
    v96 = v89 * v92
    v97 = _fma(v96, v95, v90)
    v98 = v89 - v97
    v99 = _fma(v92, c43, c44)
    v100 = _fma(v92, v99, c45)
    v101 = _fma(v92, v100, c46)
    v102 = _fma(v89, v101, v90)
    v103 = _fma(v89, v102, c47)
    v104 = np.left_shift(v91, c25)
    v105 = v104 < c17
    v106 = np.where(v105, v103, v98)
    v107 = np.left_shift(v91, c24)
    v108 = v107 & c31
    v109 = v106.view(np.int32)
    v110 = v109 ^ v108
    v111 = v110.view(np.float32)
    return v111


def _kernel(x):
    size = np.abs(x)
    cold = (size >= np.float32(float.fromhex("0x1.0000000000000p+17"))) & (size < np.inf)
    return _kernel_whole(x) if cold.any() else _kernel_ordinary(x)


def sin(x):
    """sin of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"sin takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

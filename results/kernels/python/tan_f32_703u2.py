"""tan for float32 arrays: max error 701.4884 ulp over 277,515 sampled inputs.

Witness of the bound: x = -0x1.3b5d2c0000000p+91. Results that are not correctly rounded: 276,308.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.14; C17 7.12.4.7 and F.10.1.7.

Kernel 538ebb5369e5ab7f, 82 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search tan --seed 0 --evaluations 400000 --max-ops 16

Reduction tan_quarter_turns_short:
    tan x = tan r, or -1/tan r where n is odd, x = n pi/2 + r, and tan r = r p(s), with p near tan(r)/r, s = r^2. n = x c rounded, c the inverse of a turn; a turn is P1 + P2 + P3, all three positive,
    so that -0 stays -0; x - n P1 is exact, and each further fma rounds once: r is off by few units of 2^-24 of itself and 2^-54.
    From 2^17 on, below infinity, Payne and Hanek in words as in tan_quarter_turns: x 2/pi = (f + g) 2^-30 modulo 4, and r is f's fraction,
    rounded to 24 bits, and g, times K = 2^-30 pi/2. inf - inf makes nan of infinities.
"""

import numpy as np

TARGET = "tan"
FORMAT = "python"
MAX_ULP = 701.4883756384783
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.3b5d2c0000000p+91"
OUTPUTS_HASH = None
RECORD = "538ebb5369e5ab7f"


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
    c1 = np.float32(float.fromhex("-0x1.921fb4p+0"))  # -1.57079625
    c2 = np.float32(float.fromhex("-0x1.4442dp-24"))  # -7.54978942e-08
    c3 = np.float32(float.fromhex("-0x1.84698ap-48"))  # -5.39030295e-15
    c4 = np.float32(float.fromhex("0x1.45f306p-1"))  # 0.636619747
    c5 = np.int32(0)
    c6 = np.int32(31)
    c7 = np.float32(float.fromhex("-0x1.d35c3ep-2"))  # -0.456406564
    c8 = np.float32(float.fromhex("-0x1.79fd3ap-3"))  # -0.184565023
    c9 = np.float32(float.fromhex("-0x1.4437b4p-1"))  # -0.633237481
    c10 = np.float32(float.fromhex("0x1.c0ebap-1"))  # 0.876797676
    c11 = np.float32(float.fromhex("-0x1p+0"))  # -1
    c12 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c13 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0 < c12
    v2 = x * c13
    v3 = np.where(v1, v2, x)
    v4 = _fma(v3, c4, c0)
    v5 = v4 - c0
    v6 = _fma(v5, c1, v3)
    v7 = _fma(v5, c2, v6)
    v8 = _fma(v5, c3, v7)
    v9 = v4.view(np.int32)
    v10 = v8 * v8
    v11 = _fma(v10, c7, c8)
    v12 = -v11
    v13 = _fma(v12, v11, c9)
    v14 = _fma(v11, v13, c10)
    v15 = v8 * v14
    v16 = np.abs(v15)
    v17 = v16 < c12
    v18 = v15 * c13
    v19 = np.where(v17, v18, v15)
    v20 = c11 / v19
    v21 = np.abs(v20)
    v22 = v21 < c12
    v23 = v20 * c13
    v24 = np.where(v22, v23, v20)
    v25 = np.left_shift(v9, c6)
    v26 = v25 < c5
    v27 = np.where(v26, v24, v19)
    return v27


def _kernel_whole(x):
    c0 = np.float32(float.fromhex("0x1.8p+23"))  # 12582912
    c1 = np.float32(float.fromhex("-0x1.921fb4p+0"))  # -1.57079625
    c2 = np.float32(float.fromhex("-0x1.4442dp-24"))  # -7.54978942e-08
    c3 = np.float32(float.fromhex("-0x1.84698ap-48"))  # -5.39030295e-15
    c4 = np.float32(float.fromhex("0x1.45f306p-1"))  # 0.636619747
    c5 = np.int32(162)
    c6 = np.int32(-108827058)
    c7 = np.int32(1142237692)
    c8 = np.int32(660066805)
    c9 = np.int32(886948059)
    c10 = np.int32(1653971260)
    c11 = np.int32(1313084713)
    c12 = np.int32(-64530479)
    c13 = np.int32(-181084736)
    c14 = np.int32(-614296167)
    c15 = np.int32(1011060801)
    c16 = np.int32(0)
    c17 = np.int32(1)
    c18 = np.int32(2)
    c19 = np.int32(3)
    c20 = np.int32(4)
    c21 = np.int32(8)
    c22 = np.int32(23)
    c23 = np.int32(30)
    c24 = np.int32(31)
    c25 = np.int32(8388607)
    c26 = np.int32(8388608)
    c27 = np.int32(1056964608)
    c28 = np.int32(822083584)
    c29 = np.int32(536870912)
    c30 = np.int32(-2147483648)
    c31 = np.int32(2147483647)
    c32 = np.int32(1216348159)
    c33 = np.float32(float.fromhex("0x1p+24"))  # 16777216
    c34 = np.float32(float.fromhex("0x1p+28"))  # 268435456
    c35 = np.float32(float.fromhex("0x1.921fb6p-30"))  # 1.46291812e-09
    c36 = np.float32(float.fromhex("-0x1.d35c3ep-2"))  # -0.456406564
    c37 = np.float32(float.fromhex("-0x1.79fd3ap-3"))  # -0.184565023
    c38 = np.float32(float.fromhex("-0x1.4437b4p-1"))  # -0.633237481
    c39 = np.float32(float.fromhex("0x1.c0ebap-1"))  # 0.876797676
    c40 = np.float32(float.fromhex("-0x1p+0"))  # -1
    c41 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c42 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0 < c41
    v2 = x * c42
    v3 = np.where(v1, v2, x)
    v4 = _fma(v3, c4, c0)
    v5 = v4 - c0
    v6 = _fma(v5, c1, v3)
    v7 = _fma(v5, c2, v6)
    v8 = _fma(v5, c3, v7)
    v9 = v4.view(np.int32)
    v10 = x.view(np.int32)
    v11 = (v10.view(np.uint32) >> c22.view(np.uint32)).view(np.int32)
    v12 = v11 & c24
    v13 = v12 ^ c24
    v14 = np.left_shift(v10, c18)
    v15 = v14 < c16
    v16 = np.left_shift(v10, c19)
    v17 = v16 < c16
    v18 = np.where(v15, c7, c5)
    v19 = np.where(v15, c8, c6)
    v20 = np.where(v15, c9, c7)
    v21 = np.where(v15, c10, c8)
    v22 = np.where(v17, v19, v18)
    v23 = np.where(v17, v20, v19)
    v24 = np.where(v17, v21, v20)
    v25 = np.where(v15, c13, c11)
    v26 = np.where(v15, c14, c12)
    v27 = np.where(v15, c15, c13)
    v28 = np.where(v17, v26, v25)
    v29 = np.where(v17, v27, v26)
    v30 = (v23.view(np.uint32) >> c17.view(np.uint32)).view(np.int32)
    v31 = (v24.view(np.uint32) >> c17.view(np.uint32)).view(np.int32)
    v32 = (v29.view(np.uint32) >> c17.view(np.uint32)).view(np.int32)
    v33 = np.left_shift(v22, v12)
    v34 = (v30.view(np.uint32) >> v13.view(np.uint32)).view(np.int32)
    v35 = v33 | v34
    v36 = np.left_shift(v23, v12)
    v37 = (v31.view(np.uint32) >> v13.view(np.uint32)).view(np.int32)
    v38 = v36 | v37
    v39 = (v38.view(np.uint32) >> c21.view(np.uint32)).view(np.int32)
    v40 = v39.astype(np.float32)
    v41 = np.left_shift(v28, v12)
    v42 = (v32.view(np.uint32) >> v13.view(np.uint32)).view(np.int32)
    v43 = v41 | v42
    v44 = (v43.view(np.uint32) >> c20.view(np.uint32)).view(np.int32)
    v45 = v44.astype(np.float32)
    v46 = v10 & c25
    v47 = v46 | c26
    v48 = v46 | c27
    v49 = v48.view(np.float32)
    v50 = v46 | c28
    v51 = v50.view(np.float32)
    v52 = v47 * v35
    v53 = _fma(v49, v40, c33)
    v54 = c33 - v53
    v55 = v40 * c34
    v56 = _fma(v51, v55, v54)
    v57 = _fma(v51, v45, v56)
    v58 = _to_int(v54)
    v59 = v52 - v58
    v60 = v59 + c29
    v61 = np.right_shift(v60, c23)
    v62 = np.left_shift(v59, c18)
    v63 = np.right_shift(v62, c18)
    v64 = v63.astype(np.float32)
    v65 = v64 * c35
    v66 = _fma(v57, c35, v65)
    v67 = v10 & c30
    v68 = v66.view(np.int32)
    v69 = v68 ^ v67
    v70 = v69.view(np.float32)
    v71 = v10 & c31
    v72 = v71 + c26
    v73 = c32 < v72
    v74 = np.where(v73, v70, v8)
    v75 = np.where(v73, v61, v9)
    v76 = v74 * v74
    v77 = _fma(v76, c36, c37)
    v78 = -v77
    v79 = _fma(v78, v77, c38)
    v80 = _fma(v77, v79, c39)
    v81 = v74 * v80
    v82 = np.abs(v81)
    v83 = v82 < c41
    v84 = v81 * c42
    v85 = np.where(v83, v84, v81)
    v86 = c40 / v85
    v87 = np.abs(v86)
    v88 = v87 < c41
    v89 = v86 * c42
    v90 = np.where(v88, v89, v86)
    v91 = np.left_shift(v75, c24)
    v92 = v91 < c16
    v93 = np.where(v92, v90, v85)
    return v93


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

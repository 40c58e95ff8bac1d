"""cos for float32 arrays: max error 1708.5504 ulp over 277,475 sampled inputs.

Witness of the bound: x = 0x1.d54b160000000p+26. Results that are not correctly rounded: 277,393.
Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.0004b00000000p+0, not
0x1.0000000000000p+0, f(-0x0.0p+0) = 0x1.0004b00000000p+0, not 0x1.0000000000000p+0.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.14; C17 7.12.4.5 and F.10.1.5.

Kernel 195a0090ef828f86, 79 operations, 4 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search cos --seed 0 --evaluations 300000 --max-ops 16

Reduction cos_half_turns:
    cos x = (-1)^m sin r, x = (m - 1/2) pi + r, and sin r = r p(s), with p near sin(r)/r, s = r^2. n = x c rounded, c the inverse of a turn and n = m - 1/2, m = x c + 1/2 rounded; a turn is P1 + P2 + P3, all three positive,
    so that -0 stays -0; x - n P1 is exact, and each further fma rounds once: r is off by few units of 2^-24 of itself and 2^-54.
    From 2^17 on, below infinity, Payne and Hanek in words as in cos_quarter_turns: x 2/pi = (f + g) 2^-30 modulo 4, and r is f's fraction,
    rounded to 24 bits, and g, times K = 2^-30 pi/2. inf - inf makes nan of infinities.
"""

import numpy as np

TARGET = "cos"
FORMAT = "python"
MAX_ULP = 1708.5504048763362
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.d54b160000000p+26"
OUTPUTS_HASH = None
RECORD = "195a0090ef828f86"


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
    c1 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c2 = np.float32(float.fromhex("-0x1.921fb4p+1"))  # -3.1415925
    c3 = np.float32(float.fromhex("-0x1.4442dp-23"))  # -1.50995788e-07
    c4 = np.float32(float.fromhex("-0x1.84698ap-47"))  # -1.07806059e-14
    c5 = np.float32(float.fromhex("0x1.45f306p-2"))  # 0.318309873
    c6 = np.int32(31)
    c7 = np.float32(float.fromhex("0x1.f0f206p-8"))  # 0.0075827851
    c8 = np.float32(float.fromhex("-0x1.53cf34p-3"))  # -0.165922552
    c9 = np.float32(float.fromhex("0x1.fff2aap-1"))  # 0.999898255
    c10 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c11 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0 < c10
    v2 = x * c11
    v3 = np.where(v1, v2, x)
    v4 = _fma(v3, c5, c1)
    v5 = v4 + c0
    v6 = v5 - c0
    v7 = v6 - c1
    v8 = _fma(v7, c2, v3)
    v9 = _fma(v7, c3, v8)
    v10 = _fma(v7, c4, v9)
    v11 = v5.view(np.int32)
    v12 = v10 * v10
    v13 = _fma(v12, c7, c8)
    v14 = _fma(v12, v13, c9)
    v15 = v10 * v14
    v16 = np.abs(v15)
    v17 = v16 < c10
    v18 = v15 * c11
    v19 = np.where(v17, v18, v15)
    v20 = np.left_shift(v11, c6)
    v21 = v19.view(np.int32)
    v22 = v21 ^ v20
    v23 = v22.view(np.float32)
    return v23


def _kernel_whole(x):
    c0 = np.float32(float.fromhex("0x1.8p+23"))  # 12582912
    c1 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c2 = np.float32(float.fromhex("-0x1.921fb4p+1"))  # -3.1415925
    c3 = np.float32(float.fromhex("-0x1.4442dp-23"))  # -1.50995788e-07
    c4 = np.float32(float.fromhex("-0x1.84698ap-47"))  # -1.07806059e-14
    c5 = np.float32(float.fromhex("0x1.45f306p-2"))  # 0.318309873
    c6 = np.int32(1073741824)
    c7 = np.int32(162)
    c8 = np.int32(-108827058)
    c9 = np.int32(1142237692)
    c10 = np.int32(660066805)
    c11 = np.int32(886948059)
    c12 = np.int32(1653971260)
    c13 = np.int32(1313084713)
    c14 = np.int32(-64530479)
    c15 = np.int32(-181084736)
    c16 = np.int32(-614296167)
    c17 = np.int32(1011060801)
    c18 = np.int32(0)
    c19 = np.int32(1)
    c20 = np.int32(2)
    c21 = np.int32(3)
    c22 = np.int32(4)
    c23 = np.int32(8)
    c24 = np.int32(23)
    c25 = np.int32(31)
    c26 = np.int32(8388607)
    c27 = np.int32(8388608)
    c28 = np.int32(1056964608)
    c29 = np.int32(822083584)
    c30 = np.int32(2147483647)
    c31 = np.int32(1216348159)
    c32 = np.float32(float.fromhex("0x1p+24"))  # 16777216
    c33 = np.float32(float.fromhex("0x1p+28"))  # 268435456
    c34 = np.float32(float.fromhex("0x1.921fb6p-30"))  # 1.46291812e-09
    c35 = np.float32(float.fromhex("0x1.f0f206p-8"))  # 0.0075827851
    c36 = np.float32(float.fromhex("-0x1.53cf34p-3"))  # -0.165922552
    c37 = np.float32(float.fromhex("0x1.fff2aap-1"))  # 0.999898255
    c38 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c39 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0 < c38
    v2 = x * c39
    v3 = np.where(v1, v2, x)
    v4 = _fma(v3, c5, c1)
    v5 = v4 + c0
    v6 = v5 - c0
    v7 = v6 - c1
    v8 = _fma(v7, c2, v3)
    v9 = _fma(v7, c3, v8)
    v10 = _fma(v7, c4, v9)
    v11 = v5.view(np.int32)
    v12 = x.view(np.int32)
    v13 = (v12.view(np.uint32) >> c24.view(np.uint32)).view(np.int32)
    v14 = v13 & c25
    v15 = v14 ^ c25
    v16 = np.left_shift(v12, c20)
    v17 = v16 < c18
    v18 = np.left_shift(v12, c21)
    v19 = v18 < c18
    v20 = np.where(v17, c9, c7)
    v21 = np.where(v17, c10, c8)
    v22 = np.where(v17, c11, c9)
    v23 = np.where(v17, c12, c10)
    v24 = np.where(v19, v21, v20)
    v25 = np.where(v19, v22, v21)
    v26 = np.where(v19, v23, v22)
    v27 = np.where(v17, c15, c13)
    v28 = np.where(v17, c16, c14)
    v29 = np.where(v17, c17, c15)
    v30 = np.where(v19, v28, v27)
    v31 = np.where(v19, v29, v28)
    v32 = (v25.view(np.uint32) >> c19.view(np.uint32)).view(np.int32)
    v33 = (v26.view(np.uint32) >> c19.view(np.uint32)).view(np.int32)
    v34 = (v31.view(np.uint32) >> c19.view(np.uint32)).view(np.int32)
    v35 = np.left_shift(v24, v14)
    v36 = (v32.view(np.uint32) >> v15.view(np.uint32)).view(np.int32)
    v37 = v35 | v36
    v38 = np.left_shift(v25, v14)
    v39 = (v33.view(np.uint32) >> v15.view(np.uint32)).view(np.int32)
    v40 = v38 | v39
    v41 = (v40.view(np.uint32) >> c23.view(np.uint32)).view(np.int32)
    v42 = v41.astype(np.float32)
    v43 = np.left_shift(v30, v14)
    v44 = (v34.view(np.uint32) >> v15.view(np.uint32)).view(np.int32)
    v45 = v43 | v44
    v46 = (v45.view(np.uint32) >> c22.view(np.uint32)).view(np.int32)
    v47 = v46.astype(np.float32)
    v48 = v12 & c26
    v49 = v48 | c27
    v50 = v48 | c28
    v51 = v50.view(np.float32)
    v52 = v48 | c29
    v53 = v52.view(np.float32)
    v54 = v49 * v37
    v55 = _fma(v51, v42, c32)
    v56 = c32 - v55
    v57 = v42 * c33
    v58 = _fma(v53, v57, v56)
    v59 = _fma(v53, v47, v58)
    v60 = _to_int(v56)
    v61 = v54 - v60
    v62 = v61 + c6
    v63 = v62 + c6
    v64 = np.right_shift(v63, c25)
    v65 = np.left_shift(v62, c19)
    v66 = np.right_shift(v65, c19)
    v67 = v66.astype(np.float32)
    v68 = v67 * c34
    v69 = _fma(v59, c34, v68)
    v70 = v12 & c30
    v71 = v70 + c27
    v72 = c31 < v71
    v73 = np.where(v72, v69, v10)
    v74 = np.where(v72, v64, v11)
    v75 = v73 * v73
    v76 = _fma(v75, c35, c36)
    v77 = _fma(v75, v76, c37)
    v78 = v73 * v77
    v79 = np.abs(v78)
    v80 = v79 < c38
    v81 = v78 * c39
    v82 = np.where(v80, v81, v78)
    v83 = np.left_shift(v74, c25)
    v84 = v82.view(np.int32)
    v85 = v84 ^ v83
    v86 = v85.view(np.float32)
    return v86


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

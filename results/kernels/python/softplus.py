"""softplus for float32 arrays: max error 1.2044 ulp over 277,566 sampled inputs.

Witness of the bound: x = -0x1.0593440000000p-1. Results that are not correctly rounded: 7,067.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: log(1 + e^x); Dugas et al., NIPS 2000.

Kernel fad8ca6444da7fc6, 44 operations, 25 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search softplus --seed 0 --evaluations 300000 --max-ops 16

Reduction softplus_series_compensated:
    softplus(x) = max(x, 0) + log(1 + e), e = e^-|x| = 2^k e^r with -|x| = k ln 2 + r (Cody and Waite), |x| clamped to 88, where 2^k is
    flushed to zero. log(1 + e) = e - e^2 q(e), the core q from 1/2 down to 1 - ln 2: no division, and a correction of at most 0.44 of
    the result. e^r = 1 + r y, the core y = (e^r - 1) / r, and so e, has a second part by Fast2Sum; e_low counts 1 / (1 + e), within 0.07 of 1 - 9/16 e.
    v = max(x, 0) + e loses j (Fast2Sum of larger and smaller; bounded, for inf), and v + (j + e_low (1 - 9/16 e) - e^2 q) has one rounding of size.
"""

import numpy as np

TARGET = "softplus"
FORMAT = "python"
MAX_ULP = 1.204351555681593
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.0593440000000p-1"
OUTPUTS_HASH = None
RECORD = "fad8ca6444da7fc6"


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
    c0 = np.float32(float.fromhex("0x1.6p+6"))  # 88
    c1 = np.float32(float.fromhex("-0x1.715476p+0"))  # -1.44269502
    c2 = np.float32(float.fromhex("0x1.8000fep+23"))  # 12583039
    c3 = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    c4 = np.float32(float.fromhex("-0x1.7f7d1cp-20"))  # -1.42860677e-06
    c5 = np.float32(float.fromhex("0x1.14507ep-6"))  # 0.016864894
    c6 = np.float32(float.fromhex("0x1.2cf884p-3"))  # 0.146958381
    c7 = np.float32(float.fromhex("0x1.643eeep-2"))  # 0.347896308
    c8 = np.float32(float.fromhex("-0x1.8ac19p-1"))  # -0.771008015
    c9 = np.float32(float.fromhex("0x1.846dd6p-3"))  # 0.18966262
    c10 = np.float32(float.fromhex("0x1p+0"))  # 1
    c11 = np.int32(23)
    c12 = np.float32(float.fromhex("-0x1.8e8b8cp-5"))  # -0.0486505255
    c13 = np.float32(float.fromhex("0x1.723084p-4"))  # 0.0903782994
    c14 = np.float32(float.fromhex("-0x1.cc66a6p-2"))  # -0.449610323
    c15 = np.float32(float.fromhex("0x1.4c08ap-2"))  # 0.324251652
    c16 = np.float32(float.fromhex("0x1.444216p-2"))  # 0.316658348
    c17 = np.float32(float.fromhex("0x1.ba891cp-2"))  # 0.432163656
    c18 = np.float32(float.fromhex("0x1.5bef9p-2"))  # 0.339781046
    c19 = np.float32(float.fromhex("0x1.5468dep-2"))  # 0.332431287
    c20 = np.float32(float.fromhex("0x0p+0"))  # 0
    c21 = np.float32(float.fromhex("-0x1.2p-1"))  # -0.5625
    c22 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = np.abs(v0)
    v2 = v1 < c22
    v3 = v0 * c20
    v4 = np.where(v2, v3, v0)
    v5 = np.where(c0 < v4, c0, v4)
    v6 = -v5
    v7 = _fma(v5, c1, c2)
    v8 = v7 - c2
    v9 = _fma(v8, c3, v6)
    v10 = _fma(v8, c4, v9)
    v11 = _fma(v10, c5, c6)
    v12 = _fma(v10, v11, c7)
    v13 = -v12
    v14 = _fma(v13, v12, c8)
    v15 = -v12
    v16 = _fma(v15, v14, c9)
    v17 = _fma(v10, v16, c10)
    v18 = v7.view(np.int32)
    v19 = np.left_shift(v18, c11)
    v20 = v19.view(np.float32)
    v21 = v10 * v17
    v22 = c10 + v21
    v23 = c10 - v22
    v24 = v23 + v21
    v25 = v20 * v22
    v26 = v20 * v24
    v27 = _fma(v25, c12, c13)
    v28 = _fma(v25, v27, c14)
    v29 = _fma(v25, v28, c15)
    v30 = v29 * v29
    v31 = _fma(v30, v29, c16)
    v32 = _fma(v29, v31, c17)
    v33 = _fma(v29, v32, c18)
    v34 = _fma(v33, v29, c19)
    v35 = np.abs(x)
    v36 = v35 < c22
    v37 = x * c20
    v38 = np.where(v36, v37, x)
    v39 = np.where(v38 < c20, c20, v38)
    v40 = np.where(v39 < v25, v25, v39)
    v41 = np.where(v25 < v39, v25, v39)
    v42 = v40 + v41
    v43 = v40 - v42
    v44 = v43 + v41
    v45 = np.where(v44 < c10, v44, c10)
    v46 = _fma(v25, c21, c10)
    v47 = _fma(v26, v46, v45)
    v48 = v25 * v25
    v49 = -v48
    v50 = _fma(v49, v34, v47)
    v51 = v42 + v50
    v52 = np.abs(v51)
    v53 = v52 < c22
    v54 = v51 * c20
    v55 = np.where(v53, v54, v51)
    return v55


def softplus(x):
    """softplus of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"softplus takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""atan for float32 arrays: max error 0.6394 ulp over 277,515 sampled inputs.

Witness of the bound: x = 0x1.f9a90e0000000p-2. Results that are not correctly rounded: 82.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.

Kernel a724b148d8c92aba, 43 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atan --seed 0 --evaluations 400000 --max-ops 16

Reduction atan_eighth_turns:
    a = |x|, and atan a = n pi/4 + atan t: n = 0 and t = a up to 1/2, n = 1 and t = (a - 1) / (a + 1) up to 2, n = 2 and t = -1 / a beyond.
    a is bounded by 2^40, beyond which the result is pi / 2 rounded. z = t^2, atan t = t + t z p(z), the second term below 0.037.
    a - 1 is exact (Sterbenz); a + 1 is rounded, and `short` is what it lost. What the quotient lost, t over - under, is exact in one fma; both go back in
    divided by a + 1, the division to 12 % through its bits. What the sum of n pi / 4, in two parts, and t loses in rounding is found again
    exactly (Fast2Sum, Dekker 1971), so that the last addition's is the one rounding of size. The sign of x is put back at the end.
"""

import numpy as np

TARGET = "atan"
FORMAT = "python"
MAX_ULP = 0.6394169686897081
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.f9a90e0000000p-2"
OUTPUTS_HASH = None
RECORD = "a724b148d8c92aba"


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
    c3 = np.float32(float.fromhex("0x1p+1"))  # 2
    c4 = np.float32(float.fromhex("0x1p+40"))  # 1.09951163e+12
    c5 = np.int32(2129859015)
    c6 = np.float32(float.fromhex("0x1.921fb6p-1"))  # 0.785398185
    c7 = np.float32(float.fromhex("-0x1.777a5cp-26"))  # -2.18556941e-08
    c8 = np.float32(float.fromhex("-0x1.3c06f8p-4"))  # -0.0771550834
    c9 = np.float32(float.fromhex("0x1.382dacp-4"))  # 0.0762154311
    c10 = np.float32(float.fromhex("0x1.0b13a6p-2"))  # 0.26081714
    c11 = np.float32(float.fromhex("-0x1.1838d8p-2"))  # -0.273654342
    c12 = np.float32(float.fromhex("0x1.003946p-3"))  # 0.12510924
    c13 = np.float32(float.fromhex("-0x1.555552p-2"))  # -0.333333284
    c14 = np.int32(-2147483648)
    c15 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = np.abs(v0)
    v2 = v1 < c15
    v3 = v0 * c0
    v4 = np.where(v2, v3, v0)
    v5 = np.where(c4 < v4, c4, v4)
    v6 = c2 < v5
    v7 = c3 < v5
    v8 = np.where(v6, v5, c0)
    v9 = np.where(v7, c0, c1)
    v10 = v8 + v9
    v11 = v10 - v9
    v12 = v8 - v11
    v13 = np.where(v7, c0, v5)
    v14 = np.where(v6, c1, c0)
    v15 = v13 - v14
    v16 = v15 / v10
    v17 = v16 * v16
    v18 = -v16
    v19 = _fma(v18, v10, v15)
    v20 = _fma(v18, v12, v19)
    v21 = v10.view(np.int32)
    v22 = c5 - v21
    v23 = v22.view(np.float32)
    v24 = v14 - v9
    v25 = v24 + c1
    v26 = v25 * c6
    v27 = v20 * v23
    v28 = _fma(v25, c7, v27)
    v29 = _fma(v17, c8, c9)
    v30 = -v17
    v31 = _fma(v30, v29, c10)
    v32 = _fma(v17, v31, c11)
    v33 = _fma(v32, v32, c12)
    v34 = _fma(v17, v33, c13)
    v35 = v26 + v16
    v36 = v35 - v26
    v37 = v16 - v36
    v38 = v28 + v37
    v39 = v17 * v34
    v40 = _fma(v16, v39, v38)
    v41 = v35 + v40
    v42 = np.abs(v41)
    v43 = v42 < c15
    v44 = v41 * c0
    v45 = np.where(v43, v44, v41)
    v46 = x.view(np.int32)
    v47 = v46 & c14
    v48 = v45.view(np.int32)
    v49 = v48 | v47
    v50 = v49.view(np.float32)
    return v50


def atan(x):
    """atan of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"atan takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

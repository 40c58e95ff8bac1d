"""erf for float32 arrays: max error 0.9221 ulp over 277,515 sampled inputs.

Witness of the bound: x = -0x1.b968a80000000p+1. Results that are not correctly rounded: 3,005.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 7.2; C17 7.12.8.1 and F.10.5.1.

Kernel 77dbbaed0581963c, 35 operations, 29 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erf --seed 0 --evaluations 200000 --max-ops 16

Reduction erf_fourth_power:
    |x| < 1.125: erf(x) = x + x c(s), s = x^2 - 0.625. c runs from 0.128 at x = 0 down to -0.210, so an ulp of c is a small part
    of an ulp of the result; the centre halves |s|, and with it what the rounding of x^2 and of c's inner terms adds.
    1.125 <= |x|: erf(x) = 1 - q(r)^4, q(r) = erfc(1.125 + r)^(1/4), r = min(|x| - 1.125, 2.875), which is exact; the sign of x goes
    into the sign bit. erfc(1.125) = 0.112, so relative errors of q^4 weigh 0.112 at most; q(r) begins at r = 0 because they weigh
    most there. At |x| = 4 q^4 is 2^-25.9: the difference is 1 from there on, and at infinity. A root of erfc is easier for a
    polynomial than erfc itself: its logarithm falls 4 times slower.
"""

import numpy as np

TARGET = "erf"
FORMAT = "python"
MAX_ULP = 0.9221006166429856
EXHAUSTIVE = False
FTZ = False  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = False  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.b968a80000000p+1"
OUTPUTS_HASH = None
RECORD = "77dbbaed0581963c"


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
    c0 = np.float32(float.fromhex("-0x1.4p-1"))  # -0.625
    c1 = np.float32(float.fromhex("-0x1.0c56e8p-2"))  # -0.262050271
    c2 = np.float32(float.fromhex("-0x1.0fe8bcp-4"))  # -0.0663840622
    c3 = np.float32(float.fromhex("-0x1.344212p-1"))  # -0.602066576
    c4 = np.float32(float.fromhex("-0x1.e9c7c4p-3"))  # -0.239150554
    c5 = np.float32(float.fromhex("0x1.007a16p+0"))  # 1.00186288
    c6 = np.float32(float.fromhex("0x1.e73ad6p+1"))  # 3.80648303
    c7 = np.float32(float.fromhex("0x1.0d8764p-5"))  # 0.0329014733
    c8 = np.float32(float.fromhex("-0x1.1868dcp-4"))  # -0.0684593767
    c9 = np.float32(float.fromhex("0x1.2p+0"))  # 1.125
    c10 = np.float32(float.fromhex("0x1.7p+1"))  # 2.875
    c11 = np.float32(float.fromhex("0x1.736766p-2"))  # 0.362699121
    c12 = np.float32(float.fromhex("-0x1.7ab8a2p+2"))  # -5.91751909
    c13 = np.float32(float.fromhex("0x1.6eb36p+3"))  # 11.4593964
    c14 = np.float32(float.fromhex("0x1.33d9b2p+5"))  # 38.4812965
    c15 = np.float32(float.fromhex("-0x1.011ac6p-6"))  # -0.0156924184
    c16 = np.float32(float.fromhex("0x1.373a26p+1"))  # 2.43146205
    c17 = np.float32(float.fromhex("0x1.27ef8ep-1"))  # 0.577999532
    c18 = np.float32(float.fromhex("0x0p+0"))  # 0
    c19 = np.float32(float.fromhex("0x1p+0"))  # 1
    c20 = np.int32(-2147483648)
    c21 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = v0 < c21
    v2 = x * c18
    v3 = np.where(v1, v2, x)
    v4 = _fma(v3, v3, c0)
    v5 = v4 * v4
    v6 = v5 * c2
    v7 = v6 * c3
    v8 = v4 + v6
    v9 = _fma(v8, c4, v7)
    v10 = _fma(v9, c5, c6)
    v11 = _fma(v6, v10, v4)
    v12 = v11 * v11
    v13 = _fma(v12, c7, v7)
    v14 = _fma(v4, c1, v13)
    v15 = v14 + c8
    v16 = np.abs(x)
    v17 = np.abs(v16)
    v18 = v17 < c21
    v19 = v16 * c18
    v20 = np.where(v18, v19, v16)
    v21 = v20 - c9
    v22 = np.where(c10 < v21, c10, v21)
    v23 = c11 - v22
    v24 = _fma(v22, v23, c12)
    v25 = v22 * v24
    v26 = v22 * v22
    v27 = v26 + c13
    v28 = _fma(v26, v27, c14)
    v29 = v25 / v28
    v30 = _fma(v22, c15, v29)
    v31 = _fma(v30, c16, c17)
    v32 = _fma(v3, v15, v3)
    v33 = np.abs(v32)
    v34 = v33 < c21
    v35 = v32 * c18
    v36 = np.where(v34, v35, v32)
    v37 = v31 * v31
    v38 = -v37
    v39 = _fma(v38, v37, c19)
    v40 = np.abs(v39)
    v41 = v40 < c21
    v42 = v39 * c18
    v43 = np.where(v41, v42, v39)
    v44 = x.view(np.int32)
    v45 = v44 & c20
    v46 = v43.view(np.int32)
    v47 = v46 | v45
    v48 = v47.view(np.float32)
    v49 = v22 < c18
    v50 = np.where(v49, v36, v48)
    return v50


def erf(x):
    """erf of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"erf takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

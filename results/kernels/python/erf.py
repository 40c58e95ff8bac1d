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
    v0 = _fma(x, x, c0)
    v1 = v0 * v0
    v2 = v1 * c2
    v3 = v2 * c3
    v4 = v0 + v2
    v5 = _fma(v4, c4, v3)
    v6 = _fma(v5, c5, c6)
    v7 = _fma(v2, v6, v0)
    v8 = v7 * v7
    v9 = _fma(v8, c7, v3)
    v10 = _fma(v0, c1, v9)
    v11 = v10 + c8
    v12 = np.abs(x)
    v13 = v12 - c9
    v14 = np.where(c10 < v13, c10, v13)
    v15 = c11 - v14
    v16 = _fma(v14, v15, c12)
    v17 = v14 * v16
    v18 = v14 * v14
    v19 = v18 + c13
    v20 = _fma(v18, v19, c14)
    v21 = v17 / v20
    v22 = _fma(v14, c15, v21)
    v23 = _fma(v22, c16, c17)
    v24 = _fma(x, v11, x)
    v25 = v23 * v23
    v26 = -v25
    v27 = _fma(v26, v25, c19)
    v28 = x.view(np.int32)
    v29 = v28 & c20
    v30 = v27.view(np.int32)
    v31 = v30 | v29
    v32 = v31.view(np.float32)
    v33 = v14 < c18
    v34 = np.where(v33, v24, v32)
    return v34


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

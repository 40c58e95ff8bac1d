"""erf for float32 arrays: max error 0.8339 ulp over 277,515 sampled inputs.

Witness of the bound: x = 0x1.7ca2b80000000p-9. Results that are not correctly rounded: 2,719.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 7.2; C17 7.12.8.1 and F.10.5.1.

Kernel 3c2274cba7e10cb0, 31 operations, 26 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erf --seed 0 --evaluations 360000 --max-ops 16

Reduction erf_square:
    |x| < 1.125: erf(x) = x + x c(s), s = x^2 - 0.625. c runs from 0.128 at x = 0 down to -0.210, so an ulp of c is a small part
    of an ulp of the result; the centre halves |s|, and with it what the rounding of x^2 and of c's inner terms adds.
    1.125 <= |x|: erf(x) = 1 - q(r)^2, q(r) = erfc(1.125 + r)^(1/2), r = min(|x| - 1.125, 2.875), which is exact; the sign of x goes
    into the sign bit. erfc(1.125) = 0.112, so relative errors of q^2 weigh 0.112 at most; q(r) begins at r = 0 because they weigh
    most there. At |x| = 4 q^2 is 2^-25.9: the difference is 1 from there on, and at infinity. A root of erfc is easier for a
    polynomial than erfc itself: its logarithm falls 2 times slower.
"""

import numpy as np

TARGET = "erf"
FORMAT = "python"
MAX_ULP = 0.8338700761404305
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.7ca2b80000000p-9"
OUTPUTS_HASH = None
RECORD = "3c2274cba7e10cb0"


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
    c1 = np.float32(float.fromhex("-0x1.fe2c6cp-12"))  # -0.000486539386
    c2 = np.float32(float.fromhex("0x1.84f068p-8"))  # 0.00593473949
    c3 = np.float32(float.fromhex("-0x1.2943cep-5"))  # -0.0362872146
    c4 = np.float32(float.fromhex("0x1.4361ap-4"))  # 0.0789505243
    c5 = np.float32(float.fromhex("-0x1.d61ad4p+0"))  # -1.83634686
    c6 = np.float32(float.fromhex("-0x1.df847ap-4"))  # -0.117069699
    c7 = np.float32(float.fromhex("-0x1.1868dcp-4"))  # -0.0684593767
    c8 = np.float32(float.fromhex("0x1.2p+0"))  # 1.125
    c9 = np.float32(float.fromhex("0x1.7p+1"))  # 2.875
    c10 = np.float32(float.fromhex("0x1.1f8706p+0"))  # 1.12315404
    c11 = np.float32(float.fromhex("0x1.f87e5p-1"))  # 0.985338688
    c12 = np.float32(float.fromhex("-0x1.c913e8p+7"))  # -228.538879
    c13 = np.float32(float.fromhex("0x1.371dc2p+8"))  # 311.116241
    c14 = np.float32(float.fromhex("0x1.afb26cp+18"))  # 442057.688
    c15 = np.float32(float.fromhex("-0x1.6618a4p+17"))  # -183345.281
    c16 = np.float32(float.fromhex("0x1.27e4bp+0"))  # 1.15583324
    c17 = np.float32(float.fromhex("0x1.5619fap-2"))  # 0.334083468
    c18 = np.float32(float.fromhex("0x0p+0"))  # 0
    c19 = np.float32(float.fromhex("0x1p+0"))  # 1
    c20 = np.int32(-2147483648)
    c21 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = v0 < c21
    v2 = x * c18
    v3 = np.where(v1, v2, x)
    v4 = _fma(v3, v3, c0)
    v5 = _fma(v4, c1, c2)
    v6 = _fma(v4, v5, c3)
    v7 = _fma(v4, v6, c4)
    v8 = _fma(v4, v7, c5)
    v9 = _fma(v7, v8, c6)
    v10 = _fma(v4, v9, c7)
    v11 = np.abs(x)
    v12 = np.abs(v11)
    v13 = v12 < c21
    v14 = v11 * c18
    v15 = np.where(v13, v14, v11)
    v16 = v15 - c8
    v17 = np.where(c9 < v16, c9, v16)
    v18 = c10 - v17
    v19 = -v17
    v20 = _fma(v19, v18, c11)
    v21 = -v18
    v22 = _fma(v21, v20, c12)
    v23 = _fma(v18, v22, c13)
    v24 = _fma(v23, v23, c14)
    v25 = v17 / v24
    v26 = v25 * c15
    v27 = v26 + c16
    v28 = _fma(v27, v26, c17)
    v29 = _fma(v3, v10, v3)
    v30 = np.abs(v29)
    v31 = v30 < c21
    v32 = v29 * c18
    v33 = np.where(v31, v32, v29)
    v34 = -v28
    v35 = _fma(v34, v28, c19)
    v36 = np.abs(v35)
    v37 = v36 < c21
    v38 = v35 * c18
    v39 = np.where(v37, v38, v35)
    v40 = x.view(np.int32)
    v41 = v40 & c20
    v42 = v39.view(np.int32)
    v43 = v42 | v41
    v44 = v43.view(np.float32)
    v45 = v17 < c18
    v46 = np.where(v45, v33, v44)
    return v46


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

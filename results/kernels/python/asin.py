"""asin for float32 arrays: max error 0.5716 ulp over 277,517 sampled inputs.

Witness of the bound: x = 0x1.0ea8d00000000p-1. Results that are not correctly rounded: 133.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.23; C17 7.12.4.2 and F.10.1.2.

Kernel 80c60838a9faf583, 34 operations, 8 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search asin --seed 0 --evaluations 200000 --max-ops 16

Reduction asin_halves_exact:
    asin x = x + x z p(z) below 1/2, sign(x) (pi / 2 - 2 asin s) from 1/2 on, where s^2 = z = x^2 below 1/2 and z = (1 - |x|) / 2 from 1/2 on, which is exact (Sterbenz), s in [0, 1/2], and
    asin s = s + s z p(z) (Muller, Elementary Functions, chapter 11; fdlibm's e_asin.c). s z p(z) is below 0.024.
    The root's own rounding is made good: z - root^2 is exact in one fma, and 1 / root from the bits alone, 5 % off, carries it over.
    What the sum of pi (or pi / 2), in two parts, and the head 2 s (or x) loses in rounding is found again exactly (Fast2Sum, Dekker
    1971: the first is 0 or the larger one), so that only the last addition rounds in size.
    Beyond 1, z < 0 and the root, so the result, is nan.
"""

import numpy as np

TARGET = "asin"
FORMAT = "python"
MAX_ULP = 0.571589668073461
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.0ea8d00000000p-1"
OUTPUTS_HASH = None
RECORD = "80c60838a9faf583"


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
    c0 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c1 = np.float32(float.fromhex("-0x1p-1"))  # -0.5
    c2 = np.float32(float.fromhex("0x1.12db48p-3"))  # 0.134207308
    c3 = np.float32(float.fromhex("0x1.136e7ap-2"))  # 0.268976122
    c4 = np.float32(float.fromhex("0x1.231544p-5"))  # 0.0355326012
    c5 = np.float32(float.fromhex("0x1.19893ap-2"))  # 0.27493754
    c6 = np.float32(float.fromhex("0x1.413c3ap-3"))  # 0.156853154
    c7 = np.int32(2129859015)
    c8 = np.float32(float.fromhex("0x0p+0"))  # 0
    c9 = np.float32(float.fromhex("0x1.921fb6p+0"))  # 1.57079637
    c10 = np.float32(float.fromhex("-0x1.777a5cp-25"))  # -4.37113883e-08
    c11 = np.int32(-2147483648)
    c12 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = np.abs(v0)
    v2 = v1 < c12
    v3 = v0 * c8
    v4 = np.where(v2, v3, v0)
    v5 = v4 < c0
    v6 = _fma(v4, c1, c0)
    v7 = np.abs(x)
    v8 = v7 < c12
    v9 = x * c8
    v10 = np.where(v8, v9, x)
    v11 = v10 * v10
    v12 = np.where(v5, v11, v6)
    v13 = np.sqrt(v6)
    v14 = _fma(v12, c2, c3)
    v15 = _fma(v12, v14, c4)
    v16 = _fma(v15, v15, c5)
    v17 = _fma(v16, v15, c6)
    v18 = -v13
    v19 = _fma(v18, v13, v6)
    v20 = v13.view(np.int32)
    v21 = c7 - v20
    v22 = v21.view(np.float32)
    v23 = v19 * v22
    v24 = v13 + v13
    v25 = -v24
    v26 = np.where(v5, v0, v25)
    v27 = np.where(v5, c8, c9)
    v28 = c10 - v23
    v29 = np.where(v5, c8, v28)
    v30 = np.abs(v26)
    v31 = v30 < c12
    v32 = v26 * c8
    v33 = np.where(v31, v32, v26)
    v34 = v27 + v33
    v35 = v34 - v27
    v36 = v33 - v35
    v37 = v29 + v36
    v38 = v12 * v17
    v39 = _fma(v33, v38, v37)
    v40 = v34 + v39
    v41 = np.abs(v40)
    v42 = v41 < c12
    v43 = v40 * c8
    v44 = np.where(v42, v43, v40)
    v45 = x.view(np.int32)
    v46 = v45 & c11
    v47 = v44.view(np.int32)
    v48 = v47 | v46
    v49 = v48.view(np.float32)
    return v49


def asin(x):
    """asin of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"asin takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

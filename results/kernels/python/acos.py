"""acos for float32 arrays: max error 0.5729 ulp over 277,493 sampled inputs.

Witness of the bound: x = 0x1.c763280000000p-1. Results that are not correctly rounded: 36.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.23; C17 7.12.4.1 and F.10.1.1.

Kernel 8a84726dd68a9ac5, 36 operations, 9 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acos --seed 0 --evaluations 200000 --max-ops 16

Reduction acos_halves_exact:
    acos x = pi / 2 - asin x below 1/2, 2 asin s from 1/2 on and pi - 2 asin s to -1/2, where s^2 = z = x^2 below 1/2 and z = (1 - |x|) / 2 from 1/2 on, which is exact (Sterbenz), s in [0, 1/2], and
    asin s = s + s z p(z) (Muller, Elementary Functions, chapter 11; fdlibm's e_asin.c). s z p(z) is below 0.024.
    The root's own rounding is made good: z - root^2 is exact in one fma, and 1 / root from the bits alone, 5 % off, carries it over.
    What the sum of pi (or pi / 2), in two parts, and the head 2 s (or x) loses in rounding is found again exactly (Fast2Sum, Dekker
    1971: the first is 0 or the larger one), so that only the last addition rounds in size.
    Beyond 1, z < 0 and the root, so the result, is nan.
"""

import numpy as np

TARGET = "acos"
FORMAT = "python"
MAX_ULP = 0.5729055848633428
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.c763280000000p-1"
OUTPUTS_HASH = None
RECORD = "8a84726dd68a9ac5"


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
    c2 = np.float32(float.fromhex("-0x1.e69824p-7"))  # -0.0148496795
    c3 = np.float32(float.fromhex("-0x1.997d74p-6"))  # -0.0249932893
    c4 = np.float32(float.fromhex("0x1.3f5e86p-1"))  # 0.623768032
    c5 = np.float32(float.fromhex("0x1.4e50b8p+1"))  # 2.61183834
    c6 = np.float32(float.fromhex("0x1.55555cp-3"))  # 0.166666716
    c7 = np.int32(2129859015)
    c8 = np.float32(float.fromhex("0x0p+0"))  # 0
    c9 = np.float32(float.fromhex("0x1.921fb6p+1"))  # 3.14159274
    c10 = np.float32(float.fromhex("-0x1.777a5cp-24"))  # -8.74227766e-08
    c11 = np.float32(float.fromhex("0x1.921fb6p+0"))  # 1.57079637
    c12 = np.float32(float.fromhex("-0x1.777a5cp-25"))  # -4.37113883e-08
    c13 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = np.abs(v0)
    v2 = v1 < c13
    v3 = v0 * c8
    v4 = np.where(v2, v3, v0)
    v5 = v4 < c0
    v6 = _fma(v4, c1, c0)
    v7 = np.abs(x)
    v8 = v7 < c13
    v9 = x * c8
    v10 = np.where(v8, v9, x)
    v11 = v10 * v10
    v12 = np.where(v5, v11, v6)
    v13 = np.sqrt(v6)
    v14 = _fma(v12, c2, c3)
    v15 = _fma(v12, v12, c4)
    v16 = _fma(v15, v15, c5)
    v17 = v14 * v16
    v18 = -v12
    v19 = _fma(v18, v17, c6)
    v20 = -v13
    v21 = _fma(v20, v13, v6)
    v22 = v13.view(np.int32)
    v23 = c7 - v22
    v24 = v23.view(np.float32)
    v25 = v21 * v24
    v26 = v13 + v13
    v27 = v10 < c8
    v28 = -v26
    v29 = np.where(v27, v28, v26)
    v30 = -x
    v31 = np.where(v5, v30, v29)
    v32 = np.where(v27, c9, c8)
    v33 = np.where(v5, c11, v32)
    v34 = c10 - v25
    v35 = np.where(v27, v34, v25)
    v36 = np.where(v5, c12, v35)
    v37 = np.abs(v31)
    v38 = v37 < c13
    v39 = v31 * c8
    v40 = np.where(v38, v39, v31)
    v41 = v33 + v40
    v42 = v41 - v33
    v43 = v40 - v42
    v44 = v36 + v43
    v45 = v12 * v19
    v46 = _fma(v40, v45, v44)
    v47 = v41 + v46
    v48 = np.abs(v47)
    v49 = v48 < c13
    v50 = v47 * c8
    v51 = np.where(v49, v50, v47)
    return v51


def acos(x):
    """acos of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"acos takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

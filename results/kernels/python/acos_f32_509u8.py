"""acos for float32 arrays: max error 509.7555 ulp over 277,493 sampled inputs.

Witness of the bound: x = 0x1.0000000000000p-1. Results that are not correctly rounded: 13,209.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.23; C17 7.12.4.1 and F.10.1.1.

Kernel d0ec0bc7b32dd428, 19 operations, 2 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acos --seed 0 --evaluations 200000 --max-ops 16

Reduction acos_halves_short:
    acos x = pi / 2 - asin x below 1/2, 2 asin s from 1/2 on and pi - 2 asin s to -1/2, where s^2 = z = x^2 below 1/2 and z = (1 - |x|) / 2 from 1/2 on, which is exact (Sterbenz), s in [0, 1/2], and
    asin s = s + s z p(z) (Muller, Elementary Functions, chapter 11; fdlibm's e_asin.c). s z p(z) is below 0.024.
    The root counts as exact, which is half an ulp of 2 s, and the inner sum is rounded before the outer one: near |x| = 1/2 these
    are half an ulp of the result each, elsewhere less.
    Beyond 1, z < 0 and the root, so the result, is nan.
"""

import numpy as np

TARGET = "acos"
FORMAT = "python"
MAX_ULP = 509.7555481894262
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.0000000000000p-1"
OUTPUTS_HASH = None
RECORD = "d0ec0bc7b32dd428"


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
    c2 = np.float32(float.fromhex("0x1.7e3102p-4"))  # 0.0933084562
    c3 = np.float32(float.fromhex("0x1.525efcp-3"))  # 0.165220231
    c4 = np.float32(float.fromhex("0x0p+0"))  # 0
    c5 = np.float32(float.fromhex("0x1.921fb6p+1"))  # 3.14159274
    c6 = np.float32(float.fromhex("0x1.921fb6p+0"))  # 1.57079637
    c7 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = np.abs(v0)
    v2 = v1 < c7
    v3 = v0 * c4
    v4 = np.where(v2, v3, v0)
    v5 = v4 < c0
    v6 = _fma(v4, c1, c0)
    v7 = np.abs(x)
    v8 = v7 < c7
    v9 = x * c4
    v10 = np.where(v8, v9, x)
    v11 = v10 * v10
    v12 = np.where(v5, v11, v6)
    v13 = np.sqrt(v6)
    v14 = _fma(v12, c2, c3)
    v15 = v13 + v13
    v16 = v10 < c4
    v17 = -v15
    v18 = np.where(v16, v17, v15)
    v19 = -x
    v20 = np.where(v5, v19, v18)
    v21 = np.where(v16, c5, c4)
    v22 = np.where(v5, c6, v21)
    v23 = v12 * v14
    v24 = np.abs(v20)
    v25 = v24 < c7
    v26 = v20 * c4
    v27 = np.where(v25, v26, v20)
    v28 = _fma(v27, v23, c4)
    v29 = v27 + v28
    v30 = v22 + v29
    v31 = np.abs(v30)
    v32 = v31 < c7
    v33 = v30 * c4
    v34 = np.where(v32, v33, v30)
    return v34


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

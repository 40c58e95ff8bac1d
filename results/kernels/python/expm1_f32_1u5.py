"""expm1 for float32 arrays: max error 1.3738 ulp over 277,550 sampled inputs.

Witness of the bound: x = 0x1.0ffff20000000p+4. Results that are not correctly rounded: 1,469.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.3 and F.10.3.3.

Kernel dd314da1489a5b29, 21 operations, 8 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search expm1 --seed 0 --evaluations 200000 --max-ops 16

Reduction expm1_plain:
    x = k ln 2 + r + rest (Cody and Waite), k nearest to x log2 e, from the low bits of x log2 e + 1.5*2^23; |r| <= ln 2 / 2 + 2^-19.
    With s = 2^(k-1), e^x - 1 = 2 (s (1 + r + rest + r^2 c) - 1/2), the core c = (e^r - 1 - r) / r^2 about 1/2; the half in s
    keeps k = 128 below overflow, and the doubling at the end overflows where e^x does. x is first clamped to [-20, 89]: e^-20 <
    2^-25. Below 2^-24 the result is x, which keeps the sign of zero and numbers that s = 1/2 would make subnormal.
    rest is left out: r is off by 2^-26, as is p = r + r^2 c. The worst k is 1: at x = 0.35, 2 p is twice the result.
"""

import numpy as np

TARGET = "expm1"
FORMAT = "python"
MAX_ULP = 1.3738422700457342
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.0ffff20000000p+4"
OUTPUTS_HASH = None
RECORD = "dd314da1489a5b29"


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
    c0 = np.float32(float.fromhex("-0x1.4p+4"))  # -20
    c1 = np.float32(float.fromhex("0x1.64p+6"))  # 89
    c2 = np.float32(float.fromhex("0x1.715476p+0"))  # 1.44269502
    c3 = np.float32(float.fromhex("0x1.8000fcp+23"))  # 12583038
    c4 = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    c5 = np.float32(float.fromhex("-0x1.7f7d1cp-20"))  # -1.42860677e-06
    c6 = np.float32(float.fromhex("0x1.140a02p-6"))  # 0.0168480892
    c7 = np.float32(float.fromhex("0x1.2d2c12p-3"))  # 0.147056714
    c8 = np.float32(float.fromhex("0x1.6449dap-2"))  # 0.347937971
    c9 = np.float32(float.fromhex("0x1.8a5248p-1"))  # 0.770159006
    c10 = np.float32(float.fromhex("0x1.84efe6p-3"))  # 0.189910695
    c11 = np.int32(23)
    c12 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c13 = np.float32(float.fromhex("0x1p-24"))  # 5.96046448e-08
    c14 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c15 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0 < c14
    v2 = x * c15
    v3 = np.where(v1, v2, x)
    v4 = np.where(v3 < c0, c0, v3)
    v5 = np.where(c1 < v4, c1, v4)
    v6 = _fma(v5, c2, c3)
    v7 = v6 - c3
    v8 = _fma(v7, c4, v5)
    v9 = _fma(v7, c5, v8)
    v10 = v9 * v9
    v11 = _fma(v9, c6, c7)
    v12 = _fma(v9, v11, c8)
    v13 = _fma(v12, v12, c9)
    v14 = _fma(v13, v12, c10)
    v15 = v6.view(np.int32)
    v16 = np.left_shift(v15, c11)
    v17 = v16.view(np.float32)
    v18 = v17 - c12
    v19 = _fma(v10, v14, v9)
    v20 = _fma(v17, v19, v18)
    v21 = v20 + v20
    v22 = np.abs(v21)
    v23 = v22 < c14
    v24 = v21 * c15
    v25 = np.where(v23, v24, v21)
    v26 = np.abs(x)
    v27 = np.abs(v26)
    v28 = v27 < c14
    v29 = v26 * c15
    v30 = np.where(v28, v29, v26)
    v31 = v30 < c13
    v32 = np.where(v31, x, v25)
    return v32


def expm1(x):
    """expm1 of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"expm1 takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

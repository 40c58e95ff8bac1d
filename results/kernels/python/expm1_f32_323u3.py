"""expm1 for float32 arrays: max error 322.7057 ulp over 277,550 sampled inputs.

Witness of the bound: x = -0x1.029ad60000000p-2. Results that are not correctly rounded: 15,192.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.3 and F.10.3.3.

Kernel 8b52bca5f35a4099, 19 operations, 4 of them real operations of the core.
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
MAX_ULP = 322.70568740636753
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.029ad60000000p-2"
OUTPUTS_HASH = None
RECORD = "8b52bca5f35a4099"


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
    c6 = np.float32(float.fromhex("0x1.a18a52p-3"))  # 0.203877106
    c7 = np.float32(float.fromhex("0x1.a4a3ap-2"))  # 0.41078043
    c8 = np.float32(float.fromhex("0x1.5338ep-2"))  # 0.331271648
    c9 = np.int32(23)
    c10 = np.float32(float.fromhex("0x1p-1"))  # 0.5
    c11 = np.float32(float.fromhex("0x1p-24"))  # 5.96046448e-08
    c12 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c13 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0 < c12
    v2 = x * c13
    v3 = np.where(v1, v2, x)
    v4 = np.where(v3 < c0, c0, v3)
    v5 = np.where(c1 < v4, c1, v4)
    v6 = _fma(v5, c2, c3)
    v7 = v6 - c3
    v8 = _fma(v7, c4, v5)
    v9 = _fma(v7, c5, v8)
    v10 = v9 * v9
    v11 = _fma(v9, c6, c7)
    v12 = _fma(v11, v11, c8)
    v13 = v6.view(np.int32)
    v14 = np.left_shift(v13, c9)
    v15 = v14.view(np.float32)
    v16 = v15 - c10
    v17 = _fma(v10, v12, v9)
    v18 = _fma(v15, v17, v16)
    v19 = v18 + v18
    v20 = np.abs(v19)
    v21 = v20 < c12
    v22 = v19 * c13
    v23 = np.where(v21, v22, v19)
    v24 = np.abs(x)
    v25 = np.abs(v24)
    v26 = v25 < c12
    v27 = v24 * c13
    v28 = np.where(v26, v27, v24)
    v29 = v28 < c11
    v30 = np.where(v29, x, v23)
    return v30


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

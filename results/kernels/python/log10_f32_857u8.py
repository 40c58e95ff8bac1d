"""log10 for float32 arrays: max error 856.1998 ulp over 277,532 sampled inputs.

Witness of the bound: x = 0x1.8ea5040000000p-1. Results that are not correctly rounded: 95,247.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.8 and F.10.3.8.

Kernel f48719805da5d7b5, 22 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log10 --seed 0 --evaluations 300000 --max-ops 16

Reduction log10_split_short:
    x = 2^k m, m = 1 + f from sqrt(1/2) up to twice that: the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
    the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
    where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
    Functions, chapter 11).
    log10 x = k log10 2 + (3/8 f + (c f + f^2 q(f))), c = 1 / ln 10 - 3/8 = 0.0593, log10 2 in two parts. The outer bracket is below
    0.1506 and rounded to 2^-27 at worst; beside k = 1 or -1, where the result is as small as 0.1505, that is half an ulp more.
    Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import numpy as np

TARGET = "log10"
FORMAT = "python"
MAX_ULP = 856.1997676305957
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.8ea5040000000p-1"
OUTPUTS_HASH = None
RECORD = "f48719805da5d7b5"


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
    c0 = np.int32(1060439283)
    c1 = np.int32(-8388608)
    c2 = np.float32(float.fromhex("0x1p+0"))  # 1
    c3 = np.float32(float.fromhex("-0x1.1b433ap-2"))  # -0.276623636
    c4 = np.float32(float.fromhex("0x1.af4c22p-3"))  # 0.210594431
    c5 = np.float32(float.fromhex("0x1.9f9464p-4"))  # 0.101459876
    c6 = np.float32(float.fromhex("-0x1.bc621ap-3"))  # -0.216983989
    c7 = np.float32(float.fromhex("0x1.8p-2"))  # 0.375
    c8 = np.float32(float.fromhex("0x1.e5bd8ap-5"))  # 0.0592944808
    c9 = np.float32(float.fromhex("0x1.344136p-25"))  # 3.58855736e-08
    c10 = np.float32(float.fromhex("-0x1.ec10cp-50"))  # -1.70719491e-15
    c11 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c12 = np.float32(float.fromhex("0x0p+0"))  # 0
    c13 = np.float32(float.fromhex("inf"))  # inf
    c14 = np.float32(float.fromhex("-inf"))  # -inf
    c15 = np.float32(float.fromhex("nan"))  # nan
    v0 = x.view(np.int32)
    v1 = v0 - c0
    v2 = v1 & c1
    v3 = v0 - v2
    v4 = v3.view(np.float32)
    v5 = v4 - c2
    v6 = v2.astype(np.float32)
    v7 = _fma(v5, c3, c4)
    v8 = _fma(v7, v7, c5)
    v9 = _fma(v5, v8, c6)
    v10 = v5 * v5
    v11 = v5 * c8
    v12 = _fma(v10, v9, v11)
    v13 = _fma(v5, c7, v12)
    v14 = _fma(v6, c10, v13)
    v15 = _fma(v6, c9, v14)
    v16 = np.abs(v15)
    v17 = v16 < c11
    v18 = v15 * c12
    v19 = np.where(v17, v18, v15)
    v20 = np.abs(x)
    v21 = v20 < c11
    v22 = x * c12
    v23 = np.where(v21, v22, x)
    v24 = v23 < c11
    v25 = v23 < c12
    v26 = np.where(v25, c15, c14)
    v27 = np.where(v24, v26, v19)
    v28 = v23 < c13
    v29 = np.where(v28, v27, x)
    return v29


def log10(x):
    """log10 of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"log10 takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

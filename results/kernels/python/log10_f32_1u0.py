"""log10 for float32 arrays: max error 0.8412 ulp over 277,532 sampled inputs.

Witness of the bound: x = 0x1.7c795a0000000p-2. Results that are not correctly rounded: 916.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.2; C17 7.12.6.8 and F.10.3.8.

Kernel 600c0fadd9a0480a, 27 operations, 14 of them real operations of the core.
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
MAX_ULP = 0.8411666474561115
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.7c795a0000000p-2"
OUTPUTS_HASH = None
RECORD = "600c0fadd9a0480a"


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
    c3 = np.float32(float.fromhex("0x1.78f814p-6"))  # 0.0230083652
    c4 = np.float32(float.fromhex("-0x1.2ae08ep-5"))  # -0.0364840291
    c5 = np.float32(float.fromhex("0x1.91c3dp-2"))  # 0.392348528
    c6 = np.float32(float.fromhex("0x1.5d564cp+0"))  # 1.36459804
    c7 = np.float32(float.fromhex("-0x1.584bfcp+1"))  # -2.68981886
    c8 = np.float32(float.fromhex("0x1.b6853ep-8"))  # 0.00669129146
    c9 = np.float32(float.fromhex("0x1.2c262p-4"))  # 0.0732785463
    c10 = np.float32(float.fromhex("-0x1.7e4f82p-3"))  # -0.186675087
    c11 = np.float32(float.fromhex("0x1.8p-2"))  # 0.375
    c12 = np.float32(float.fromhex("0x1.e5bd8ap-5"))  # 0.0592944808
    c13 = np.float32(float.fromhex("0x1.344136p-25"))  # 3.58855736e-08
    c14 = np.float32(float.fromhex("-0x1.ec10cp-50"))  # -1.70719491e-15
    c15 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c16 = np.float32(float.fromhex("0x0p+0"))  # 0
    c17 = np.float32(float.fromhex("inf"))  # inf
    c18 = np.float32(float.fromhex("-inf"))  # -inf
    c19 = np.float32(float.fromhex("nan"))  # nan
    v0 = x.view(np.int32)
    v1 = v0 - c0
    v2 = v1 & c1
    v3 = v0 - v2
    v4 = v3.view(np.float32)
    v5 = v4 - c2
    v6 = v2.astype(np.float32)
    v7 = _fma(v5, c3, c4)
    v8 = v5 * v5
    v9 = v8 + c5
    v10 = _fma(v9, v9, c6)
    v11 = -v10
    v12 = _fma(v11, v9, c7)
    v13 = _fma(v7, v12, c8)
    v14 = _fma(v12, c9, v5)
    v15 = _fma(v13, v14, c10)
    v16 = v5 * c12
    v17 = _fma(v8, v15, v16)
    v18 = _fma(v5, c11, v17)
    v19 = _fma(v6, c14, v18)
    v20 = _fma(v6, c13, v19)
    v21 = np.abs(v20)
    v22 = v21 < c15
    v23 = v20 * c16
    v24 = np.where(v22, v23, v20)
    v25 = np.abs(x)
    v26 = v25 < c15
    v27 = x * c16
    v28 = np.where(v26, v27, x)
    v29 = v28 < c15
    v30 = v28 < c16
    v31 = np.where(v30, c19, c18)
    v32 = np.where(v29, v31, v24)
    v33 = v28 < c17
    v34 = np.where(v33, v32, x)
    return v34


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

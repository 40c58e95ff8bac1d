"""softplus for float32 arrays: max error 987.2629 ulp over 277,566 sampled inputs.

Witness of the bound: x = 0x1.7626ea0000000p-18. Results that are not correctly rounded: 140,196.
Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.62ebe00000000p-1, not
0x1.62e4300000000p-1, f(-0x0.0p+0) = 0x1.62ebe00000000p-1, not 0x1.62e4300000000p-1. Results below 2**-126 are
flushed to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: log(1 + e^x); Dugas et al., NIPS 2000.

Kernel d98279a38ac5b1c2, 24 operations, 14 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search softplus --seed 0 --evaluations 300000 --max-ops 16

Reduction softplus_series:
    softplus(x) = max(x, 0) + log(1 + e), e = e^-|x| = 2^k e^r with -|x| = k ln 2 + r (Cody and Waite), |x| clamped to 88, where 2^k is
    flushed to zero. log(1 + e) = e - e^2 q(e), the core q from 1/2 down to 1 - ln 2: no division, and a correction of at most 0.44 of
    the result. e, e^2, the inner sum and the outer one round.
"""

import numpy as np

TARGET = "softplus"
FORMAT = "python"
MAX_ULP = 987.2628886017201
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.7626ea0000000p-18"
OUTPUTS_HASH = None
RECORD = "d98279a38ac5b1c2"


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
    c0 = np.float32(float.fromhex("0x1.6p+6"))  # 88
    c1 = np.float32(float.fromhex("-0x1.715476p+0"))  # -1.44269502
    c2 = np.float32(float.fromhex("0x1.8000fep+23"))  # 12583039
    c3 = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    c4 = np.float32(float.fromhex("-0x1.7f7d1cp-20"))  # -1.42860677e-06
    c5 = np.float32(float.fromhex("0x1.c80764p-8"))  # 0.00695844833
    c6 = np.float32(float.fromhex("0x1.5473aap-5"))  # 0.0415590592
    c7 = np.float32(float.fromhex("0x1.7f9caep+3"))  # 11.9878759
    c8 = np.float32(float.fromhex("-0x1.fc48aep-2"))  # -0.496371001
    c9 = np.float32(float.fromhex("0x1.f4be5cp-1"))  # 0.978014827
    c10 = np.int32(23)
    c11 = np.float32(float.fromhex("0x1.6ba5dp-5"))  # 0.044390589
    c12 = np.float32(float.fromhex("-0x1.4f2626p-3"))  # -0.163646981
    c13 = np.float32(float.fromhex("0x1.bf8558p+2"))  # 6.99251366
    c14 = np.float32(float.fromhex("-0x1.4af054p-1"))  # -0.646364808
    c15 = np.float32(float.fromhex("0x0p+0"))  # 0
    c16 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = np.abs(v0)
    v2 = v1 < c16
    v3 = v0 * c15
    v4 = np.where(v2, v3, v0)
    v5 = np.where(c0 < v4, c0, v4)
    v6 = -v5
    v7 = _fma(v5, c1, c2)
    v8 = v7 - c2
    v9 = _fma(v8, c3, v6)
    v10 = _fma(v8, c4, v9)
    v11 = _fma(v10, c5, c6)
    v12 = _fma(v10, v10, c7)
    v13 = _fma(v11, v12, c8)
    v14 = _fma(v13, v12, c9)
    v15 = v7.view(np.int32)
    v16 = np.left_shift(v15, c10)
    v17 = v16.view(np.float32)
    v18 = v17 * v14
    v19 = _fma(v18, c11, c12)
    v20 = v18 * v18
    v21 = v20 + c13
    v22 = -v19
    v23 = _fma(v22, v21, c14)
    v24 = -v20
    v25 = _fma(v24, v23, v18)
    v26 = np.abs(x)
    v27 = v26 < c16
    v28 = x * c15
    v29 = np.where(v27, v28, x)
    v30 = np.where(v29 < c15, c15, v29)
    v31 = v25 + v30
    v32 = np.abs(v31)
    v33 = v32 < c16
    v34 = v31 * c15
    v35 = np.where(v33, v34, v31)
    return v35


def softplus(x):
    """softplus of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"softplus takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

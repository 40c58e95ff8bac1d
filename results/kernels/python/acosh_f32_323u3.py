"""acosh for float32 arrays: max error 318.3333 ulp over 277,516 sampled inputs.

Witness of the bound: x = 0x1.0000200000000p+0. Results that are not correctly rounded: 45,809.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.

Kernel a63e6f744a864244, 26 operations, 8 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acosh --seed 1 --evaluations 300000 --max-ops 16

Reduction acosh_one_piece:
    acosh x = log(1 + S), S = t + root, root = sqrt(t |t| + 2 t), t = x - 1, exact from 1 to 2^24 (Sterbenz and beyond). Beyond 2^60 t
    stands for the root. Below 1 the root is nan, and so is the result; so infinity and nan come through S.
    S is divided by 8, so that nothing overflows. 1 + S = 2^k (1 + f), 1 + f in [3/4, 3/2), k from the bits of the rounded sum and f
    from S itself, without rounding up to 2^24: 2^-k S + (2^-k - 1), f = S where k = 0. ln 2 is one part, whose error is 1/15 ulp at
    worst.
    S is rounded three times, so that it is off by 1.25 2^-23 of itself at worst; log(1 + f) is one product, f q(f).
"""

import numpy as np

TARGET = "acosh"
FORMAT = "python"
MAX_ULP = 318.33333447774186
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.0000200000000p+0"
OUTPUTS_HASH = None
RECORD = "a63e6f744a864244"


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
    c0 = np.float32(float.fromhex("0x1p+0"))  # 1
    c1 = np.float32(float.fromhex("0x1p+60"))  # 1.1529215e+18
    c2 = np.float32(float.fromhex("0x1p-3"))  # 0.125
    c3 = np.float32(float.fromhex("-0x1p+0"))  # -1
    c4 = np.int32(1035993088)
    c5 = np.int32(1090519040)
    c6 = np.int32(-8388608)
    c7 = np.float32(float.fromhex("-0x1.afb23ap-2"))  # -0.421578318
    c8 = np.float32(float.fromhex("0x1.3cdca8p-1"))  # 0.618870974
    c9 = np.float32(float.fromhex("-0x1.705114p-3"))  # -0.179842144
    c10 = np.float32(float.fromhex("0x1.ab437ap-1"))  # 0.83449918
    c11 = np.float32(float.fromhex("0x1.a4e508p-1"))  # 0.82205987
    c12 = np.float32(float.fromhex("0x1.62e43p-24"))  # 8.26295832e-08
    c13 = np.float32(float.fromhex("inf"))  # inf
    c14 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c15 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0 < c14
    v2 = x * c15
    v3 = np.where(v1, v2, x)
    v4 = v3 - c0
    v5 = np.where(c1 < v4, c1, v4)
    v6 = v5 + v5
    v7 = np.abs(v5)
    v8 = _fma(v5, v7, v6)
    v9 = np.sqrt(v8)
    v10 = np.where(v9 < v4, v4, v9)
    v11 = v4 * c2
    v12 = _fma(v10, c2, v11)
    v13 = np.abs(v12)
    v14 = v13 < c14
    v15 = v12 * c15
    v16 = np.where(v14, v15, v12)
    v17 = v16 + c2
    v18 = v17.view(np.int32)
    v19 = v18 - c4
    v20 = v19 & c6
    v21 = c5 - v20
    v22 = v21.view(np.float32)
    v23 = _fma(v22, c2, c3)
    v24 = _fma(v16, v22, v23)
    v25 = v20.astype(np.float32)
    v26 = _fma(v24, c7, c8)
    v27 = _fma(v26, v26, c9)
    v28 = _fma(v27, v27, c10)
    v29 = _fma(v27, v28, c11)
    v30 = v24 * v29
    v31 = _fma(v25, c12, v30)
    v32 = np.abs(v31)
    v33 = v32 < c14
    v34 = v31 * c15
    v35 = np.where(v33, v34, v31)
    v36 = v16 < c13
    v37 = np.where(v36, v35, v16)
    return v37


def acosh(x):
    """acosh of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"acosh takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

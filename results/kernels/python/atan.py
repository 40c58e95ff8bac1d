"""atan for float32 arrays: max error 1.0127 ulp over 277,515 sampled inputs.

Witness of the bound: x = -0x1.076e440000000p+0. Results that are not correctly rounded: 945.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), numpy, numpy 2.5.5.
Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.

Kernel 360d6e615025b952, 36 operations, 13 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atan --seed 0 --evaluations 200000 --max-ops 16

Reduction atan_reciprocal_exact:
    atan |x| = atan t for t = |x| below 1, pi / 2 - atan t for t = 1 / |x| beyond, t = min(|x|, 1) / max(|x|, 1), z = t^2, and
    atan t = t + t z p(z), in which the second term is below 0.215 (Muller, Elementary Functions, chapter 11). |x| is bounded by
    2^40, beyond which the result is pi / 2 rounded. The sign of x is put back at the end, zero's too.
    What the quotient loses is made good: t max(|x|, 1) - min(|x|, 1) is exact in one fma, 0 below 1, and t itself is 1 / |x| beyond.
    What the sum of pi / 2, in two parts, and t loses in rounding is found again exactly (Fast2Sum, Dekker 1971), so that besides the
    last addition only the second term's roundings count: 1/8 ulp each beside |x| = 1.
"""

import numpy as np

TARGET = "atan"
FORMAT = "python"
MAX_ULP = 1.0126982924840744
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.076e440000000p+0"
OUTPUTS_HASH = None
RECORD = "360d6e615025b952"


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
    c1 = np.float32(float.fromhex("0x1p+40"))  # 1.09951163e+12
    c2 = np.float32(float.fromhex("0x0p+0"))  # 0
    c3 = np.float32(float.fromhex("0x1.ae445cp+1"))  # 3.36146116
    c4 = np.float32(float.fromhex("0x1.3ed512p+3"))  # 9.96350956
    c5 = np.float32(float.fromhex("0x1.8ede3cp+0"))  # 1.55807853
    c6 = np.float32(float.fromhex("-0x1.af297p+0"))  # -1.68422604
    c7 = np.float32(float.fromhex("0x1.5cb274p-4"))  # 0.0851311237
    c8 = np.float32(float.fromhex("-0x1.faecc2p-6"))  # -0.0309402365
    c9 = np.float32(float.fromhex("-0x1.7f4a82p-3"))  # -0.187153831
    c10 = np.float32(float.fromhex("0x1.921fb6p+0"))  # 1.57079637
    c11 = np.float32(float.fromhex("-0x1.777a5cp-25"))  # -4.37113883e-08
    c12 = np.int32(-2147483648)
    c13 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = np.abs(v0)
    v2 = v1 < c13
    v3 = v0 * c2
    v4 = np.where(v2, v3, v0)
    v5 = np.where(c1 < v4, c1, v4)
    v6 = np.where(c0 < v5, c0, v5)
    v7 = np.where(v5 < c0, c0, v5)
    v8 = v6 / v7
    v9 = _fma(v8, v8, c2)
    v10 = v9 + c3
    v11 = _fma(v9, v10, c4)
    v12 = _fma(v9, v11, v11)
    v13 = v12 + c5
    v14 = c6 / v13
    v15 = v9 * v9
    v16 = -v9
    v17 = _fma(v15, c7, v16)
    v18 = _fma(v17, c8, v14)
    v19 = v18 + c9
    v20 = c0 < v4
    v21 = -v8
    v22 = np.where(v20, v21, v8)
    v23 = np.where(v20, c10, c2)
    v24 = np.where(v20, c11, c2)
    v25 = -v6
    v26 = _fma(v8, v7, v25)
    v27 = _fma(v26, v8, v24)
    v28 = v23 + v22
    v29 = v28 - v23
    v30 = v22 - v29
    v31 = v27 + v30
    v32 = v9 * v19
    v33 = _fma(v22, v32, v31)
    v34 = v28 + v33
    v35 = np.abs(v34)
    v36 = v35 < c13
    v37 = v34 * c2
    v38 = np.where(v36, v37, v34)
    v39 = x.view(np.int32)
    v40 = v39 & c12
    v41 = v38.view(np.int32)
    v42 = v41 | v40
    v43 = v42.view(np.float32)
    return v43


def atan(x):
    """atan of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"atan takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

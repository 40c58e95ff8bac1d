"""atan for float32 arrays: max error 0.9454 ulp over 277,515 sampled inputs.

Witness of the bound: x = 0x1.00fd4e0000000p+0. Results that are not correctly rounded: 296.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.

Kernel a08700767550ad94, 34 operations, 16 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atan --seed 0 --evaluations 400000 --max-ops 16

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
MAX_ULP = 0.945387461719014
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.00fd4e0000000p+0"
OUTPUTS_HASH = None
RECORD = "a08700767550ad94"


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
    c3 = np.float32(float.fromhex("0x1.b45ecap-2"))  # 0.426142842
    c4 = np.float32(float.fromhex("-0x1.4a946p-2"))  # -0.322831631
    c5 = np.float32(float.fromhex("0x1.a23da6p-4"))  # 0.102109574
    c6 = np.float32(float.fromhex("0x1.003d12p-2"))  # 0.250232965
    c7 = np.float32(float.fromhex("0x1.7a3b68p-3"))  # 0.184683621
    c8 = np.float32(float.fromhex("0x1.b111eep-5"))  # 0.0528649949
    c9 = np.float32(float.fromhex("0x1.6c2edcp-3"))  # 0.177823752
    c10 = np.float32(float.fromhex("-0x1.fda6a4p-1"))  # -0.995411992
    c11 = np.float32(float.fromhex("-0x1.b397bp-3"))  # -0.212691665
    c12 = np.float32(float.fromhex("0x1.921fb6p+0"))  # 1.57079637
    c13 = np.float32(float.fromhex("-0x1.777a5cp-25"))  # -4.37113883e-08
    c14 = np.int32(-2147483648)
    c15 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = np.abs(v0)
    v2 = v1 < c15
    v3 = v0 * c2
    v4 = np.where(v2, v3, v0)
    v5 = np.where(c1 < v4, c1, v4)
    v6 = np.where(c0 < v5, c0, v5)
    v7 = np.where(v5 < c0, c0, v5)
    v8 = v6 / v7
    v9 = _fma(v8, v8, c2)
    v10 = _fma(v9, c3, c4)
    v11 = _fma(v10, v10, c5)
    v12 = _fma(v11, v11, c6)
    v13 = _fma(v11, v12, c7)
    v14 = _fma(v9, c8, v11)
    v15 = _fma(v13, v14, c9)
    v16 = _fma(v11, c10, v10)
    v17 = _fma(v15, v16, c11)
    v18 = c0 < v4
    v19 = -v8
    v20 = np.where(v18, v19, v8)
    v21 = np.where(v18, c12, c2)
    v22 = np.where(v18, c13, c2)
    v23 = -v6
    v24 = _fma(v8, v7, v23)
    v25 = _fma(v24, v8, v22)
    v26 = v21 + v20
    v27 = v26 - v21
    v28 = v20 - v27
    v29 = v25 + v28
    v30 = v9 * v17
    v31 = _fma(v20, v30, v29)
    v32 = v26 + v31
    v33 = np.abs(v32)
    v34 = v33 < c15
    v35 = v32 * c2
    v36 = np.where(v34, v35, v32)
    v37 = x.view(np.int32)
    v38 = v37 & c14
    v39 = v36.view(np.int32)
    v40 = v39 | v38
    v41 = v40.view(np.float32)
    return v41


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

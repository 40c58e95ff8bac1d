"""bessel_i1e for float32 arrays: max error 34.3311 ulp over 277,611 sampled inputs.

Witness of the bound: x = 0x1.46a8e20000000p+79. Results that are not correctly rounded: 274,477.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: e^-|x| I_1(x); DLMF 10.25; scipy.special.i1e.

Kernel 676f28d1127de550, 33 operations, 28 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search bessel_i1e --seed 0 --evaluations 200000 --max-ops 16

Reduction bessel_i1e_pieces:
    a = |x| < 2: f(x) = x c(a - 1), c from 1/2 down to 0.107; a - 1 is rounded below 1/2, by 2^-26. From 2 on f(a) = sqrt(a f(a)^2 / a), where a f(a)^2 lies between 0.092 and 0.16
    and is a function of 1/a, smooth down to 0 with the value 1 / (2 pi) there (DLMF 10.40.1): w = 64/a, so that neither w nor its
    product leaves the normal range for any a, then sqrt and an exact 1/8. The root halves the errors of quotient, core and
    product. Two cores share the tail because e^-2a, by which its function misses its asymptotic series, is not small beside 2:
    one for w - 21, one for w itself from a = 6 on. At infinity w is 0, and so is the root.
"""

import numpy as np

TARGET = "bessel_i1e"
FORMAT = "python"
MAX_ULP = 34.33105334837356
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.46a8e20000000p+79"
OUTPUTS_HASH = None
RECORD = "676f28d1127de550"


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
    c1 = np.float32(float.fromhex("-0x1.0ef014p-8"))  # -0.00413418282
    c2 = np.float32(float.fromhex("0x1.6c1b6ep-7"))  # 0.0111116683
    c3 = np.float32(float.fromhex("-0x1.7727fp-3"))  # -0.183181643
    c4 = np.float32(float.fromhex("0x1.ba3e58p-2"))  # 0.431878448
    c5 = np.float32(float.fromhex("0x1.05ab3cp-1"))  # 0.51107204
    c6 = np.float32(float.fromhex("0x1.9f9ccap-4"))  # 0.101467885
    c7 = np.float32(float.fromhex("0x1.76720ap-5"))  # 0.0457086749
    c8 = np.float32(float.fromhex("0x1p+6"))  # 64
    c9 = np.float32(float.fromhex("0x1.5p+4"))  # 21
    c10 = np.float32(float.fromhex("-0x1.0bb5e6p-9"))  # -0.00204246934
    c11 = np.float32(float.fromhex("-0x1.81aab6p-6"))  # -0.0235392358
    c12 = np.float32(float.fromhex("0x1.23210cp-1"))  # 0.568611503
    c13 = np.float32(float.fromhex("0x1.9151b8p-1"))  # 0.78382659
    c14 = np.float32(float.fromhex("0x1.123966p-9"))  # 0.00209216471
    c15 = np.float32(float.fromhex("0x1.d4926ep-4"))  # 0.114397459
    c16 = np.float32(float.fromhex("0x1.622408p-8"))  # 0.00540375896
    c17 = np.float32(float.fromhex("0x1.114ce8p-5"))  # 0.0333618671
    c18 = np.float32(float.fromhex("-0x1.5e56cep-2"))  # -0.342128009
    c19 = np.float32(float.fromhex("0x1.5d671p-3"))  # 0.170606732
    c20 = np.float32(float.fromhex("0x1.8p+2"))  # 6
    c21 = np.float32(float.fromhex("0x1p+1"))  # 2
    c22 = np.float32(float.fromhex("0x1p-3"))  # 0.125
    c23 = np.int32(-2147483648)
    c24 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c25 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = np.abs(v0)
    v2 = v1 < c24
    v3 = v0 * c25
    v4 = np.where(v2, v3, v0)
    v5 = v4 - c0
    v6 = _fma(v5, c1, c2)
    v7 = _fma(v5, v6, c3)
    v8 = _fma(v5, v7, c4)
    v9 = _fma(v8, v8, c5)
    v10 = _fma(v8, v9, c6)
    v11 = _fma(v10, v10, c7)
    v12 = c8 / v4
    v13 = v12 - c9
    v14 = _fma(v13, c10, c11)
    v15 = _fma(v13, v14, c12)
    v16 = _fma(v15, v15, c13)
    v17 = -v13
    v18 = _fma(v16, v16, v17)
    v19 = _fma(v18, c14, c15)
    v20 = _fma(v12, c16, c17)
    v21 = -v20
    v22 = _fma(v21, v20, c18)
    v23 = _fma(v20, v22, c19)
    v24 = v4 < c20
    v25 = np.where(v24, v19, v23)
    v26 = v12 * v25
    v27 = np.sqrt(v26)
    v28 = v27 * c22
    v29 = np.abs(v28)
    v30 = v29 < c24
    v31 = v28 * c25
    v32 = np.where(v30, v31, v28)
    v33 = v4 < c21
    v34 = np.abs(x)
    v35 = v34 < c24
    v36 = x * c25
    v37 = np.where(v35, v36, x)
    v38 = v37 * v11
    v39 = np.abs(v38)
    v40 = v39 < c24
    v41 = v38 * c25
    v42 = np.where(v40, v41, v38)
    v43 = x.view(np.int32)
    v44 = v43 & c23
    v45 = v32.view(np.int32)
    v46 = v45 | v44
    v47 = v46.view(np.float32)
    v48 = np.where(v33, v42, v47)
    return v48


def bessel_i1e(x):
    """bessel_i1e of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"bessel_i1e takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""bessel_i0e for float32 arrays: max error 30.2154 ulp over 277,523 sampled inputs.

Witness of the bound: x = -0x1.a68d640000000p+1. Results that are not correctly rounded: 274,091.
Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.fffffe0000000p-1, not
0x1.0000000000000p+0, f(-0x0.0p+0) = 0x1.fffffe0000000p-1, not 0x1.0000000000000p+0.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: e^-|x| I_0(x); DLMF 10.25; scipy.special.i0e.

Kernel 6d9eb996ef2dea4f, 29 operations, 30 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search bessel_i0e --seed 0 --evaluations 200000 --max-ops 16

Reduction bessel_i0e_pieces:
    a = |x| < 2: f(a) is a core of a - 1, exact at 0; a - 1 is rounded below 1/2, by 2^-26. From 2 on f(a) = sqrt(a f(a)^2 / a), where a f(a)^2 lies between 0.159 and 0.191
    and is a function of 1/a, smooth down to 0 with the value 1 / (2 pi) there (DLMF 10.40.1): w = 64/a, so that neither w nor its
    product leaves the normal range for any a, then sqrt and an exact 1/8. The root halves the errors of quotient, core and
    product. Two cores share the tail because e^-2a, by which its function misses its asymptotic series, is not small beside 2:
    one for w - 21, one for w itself from a = 6 on. At infinity w is 0, and so is the root.
"""

import numpy as np

TARGET = "bessel_i0e"
FORMAT = "python"
MAX_ULP = 30.215448018914945
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.a68d640000000p+1"
OUTPUTS_HASH = None
RECORD = "6d9eb996ef2dea4f"


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
    c1 = np.float32(float.fromhex("-0x1.e81f4ap-8"))  # -0.00744815404
    c2 = np.float32(float.fromhex("0x1.43498ap-3"))  # 0.157855108
    c3 = np.float32(float.fromhex("-0x1.61505ep-1"))  # -0.690066278
    c4 = np.float32(float.fromhex("-0x1.49a376p-4"))  # -0.0804781541
    c5 = np.float32(float.fromhex("0x1.21bdc6p-1"))  # 0.565900981
    c6 = np.float32(float.fromhex("-0x1.1372c4p-2"))  # -0.268992484
    c7 = np.float32(float.fromhex("0x1p+6"))  # 64
    c8 = np.float32(float.fromhex("0x1.5p+4"))  # 21
    c9 = np.float32(float.fromhex("-0x1.4031eep-7"))  # -0.00977157708
    c10 = np.float32(float.fromhex("0x1.13e52ap-1"))  # 0.538857758
    c11 = np.float32(float.fromhex("0x1.04105cp-8"))  # 0.00396826025
    c12 = np.float32(float.fromhex("0x1.457d66p-2"))  # 0.31786117
    c13 = np.float32(float.fromhex("0x1.e1db68p-5"))  # 0.0588204414
    c14 = np.float32(float.fromhex("0x1.4e8d0ep-3"))  # 0.163354978
    c15 = np.float32(float.fromhex("-0x1.16c5c8p-17"))  # -8.30807039e-06
    c16 = np.float32(float.fromhex("-0x1.a11a44p-12"))  # -0.000397780037
    c17 = np.float32(float.fromhex("-0x1.cdd734p-8"))  # -0.00704712886
    c18 = np.float32(float.fromhex("0x1.6fe7bep+0"))  # 1.43712986
    c19 = np.float32(float.fromhex("0x1.5ab0dep-3"))  # 0.16928266
    c20 = np.float32(float.fromhex("0x1.8p+2"))  # 6
    c21 = np.float32(float.fromhex("0x1p+1"))  # 2
    c22 = np.float32(float.fromhex("0x1p-3"))  # 0.125
    c23 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c24 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = np.abs(v0)
    v2 = v1 < c23
    v3 = v0 * c24
    v4 = np.where(v2, v3, v0)
    v5 = v4 - c0
    v6 = _fma(v5, c1, c2)
    v7 = _fma(v5, v6, c3)
    v8 = _fma(v7, v7, c4)
    v9 = _fma(v8, v8, c5)
    v10 = -v8
    v11 = _fma(v10, v9, c6)
    v12 = _fma(v11, v11, v6)
    v13 = np.abs(v12)
    v14 = v13 < c23
    v15 = v12 * c24
    v16 = np.where(v14, v15, v12)
    v17 = c7 / v4
    v18 = v17 - c8
    v19 = _fma(v18, c9, c10)
    v20 = _fma(v19, v19, c11)
    v21 = -v20
    v22 = _fma(v21, v19, c12)
    v23 = _fma(v22, v22, c13)
    v24 = _fma(v22, v23, c14)
    v25 = _fma(v17, c15, c16)
    v26 = -v17
    v27 = _fma(v26, v25, c17)
    v28 = _fma(v17, v27, c18)
    v29 = _fma(v28, v27, c19)
    v30 = v4 < c20
    v31 = np.where(v30, v24, v29)
    v32 = v17 * v31
    v33 = np.sqrt(v32)
    v34 = v33 * c22
    v35 = np.abs(v34)
    v36 = v35 < c23
    v37 = v34 * c24
    v38 = np.where(v36, v37, v34)
    v39 = v4 < c21
    v40 = np.where(v39, v16, v38)
    return v40


def bessel_i0e(x):
    """bessel_i0e of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"bessel_i0e takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

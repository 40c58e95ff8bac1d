"""bessel_i1e for float32 arrays: max error 3.4927 ulp over 277,611 sampled inputs.

Witness of the bound: x = -0x1.e832820000000p-16. Results that are not correctly rounded: 169,922.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: e^-|x| I_1(x); DLMF 10.25; scipy.special.i1e.

Kernel cbea16057285bdda, 44 operations, 40 of them real operations of the core.
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
MAX_ULP = 3.492705952519904
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.e832820000000p-16"
OUTPUTS_HASH = None
RECORD = "cbea16057285bdda"


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
    c1 = np.float32(float.fromhex("-0x1.dfaadcp+6"))  # -119.916855
    c2 = np.float32(float.fromhex("0x1.f6661ep+8"))  # 502.398895
    c3 = np.float32(float.fromhex("0x1.94e016p+17"))  # 207296.172
    c4 = np.float32(float.fromhex("-0x1.0b01c6p-33"))  # -1.21420693e-10
    c5 = np.float32(float.fromhex("0x1.bfa232p-7"))  # 0.0136606926
    c6 = np.float32(float.fromhex("-0x1.026a4cp-3"))  # -0.126179308
    c7 = np.float32(float.fromhex("0x1.999e1ep-2"))  # 0.400017232
    c8 = np.float32(float.fromhex("0x1.885e88p-5"))  # 0.0478966385
    c9 = np.float32(float.fromhex("0x1p+6"))  # 64
    c10 = np.float32(float.fromhex("0x1.5p+4"))  # 21
    c11 = np.float32(float.fromhex("0x1.6f8b4cp+1"))  # 2.8714385
    c12 = np.float32(float.fromhex("-0x1.813a2p+4"))  # -24.0766907
    c13 = np.float32(float.fromhex("-0x1.f59facp+8"))  # -501.623718
    c14 = np.float32(float.fromhex("-0x1.be0be4p-13"))  # -0.000212691521
    c15 = np.float32(float.fromhex("-0x1.21c67ep+5"))  # -36.22192
    c16 = np.float32(float.fromhex("0x1.36dd5ep+17"))  # 159162.734
    c17 = np.float32(float.fromhex("-0x1.b65a38p-27"))  # -1.27577344e-08
    c18 = np.float32(float.fromhex("0x1.cfe13ap-4"))  # 0.113251902
    c19 = np.float32(float.fromhex("0x1.ce1c82p-32"))  # 4.20287832e-10
    c20 = np.float32(float.fromhex("-0x1.00d396p-28"))  # -3.73731757e-09
    c21 = np.float32(float.fromhex("0x1.f36d34p+7"))  # 249.713287
    c22 = np.float32(float.fromhex("0x1.4e0d18p+13"))  # 10689.6367
    c23 = np.float32(float.fromhex("-0x1.14aa26p+22"))  # -4532873.5
    c24 = np.float32(float.fromhex("0x1.23412ep-3"))  # 0.142214164
    c25 = np.float32(float.fromhex("0x1.8p+2"))  # 6
    c26 = np.float32(float.fromhex("0x1p+1"))  # 2
    c27 = np.float32(float.fromhex("0x1p-3"))  # 0.125
    c28 = np.int32(-2147483648)
    c29 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c30 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = np.abs(v0)
    v2 = v1 < c29
    v3 = v0 * c30
    v4 = np.where(v2, v3, v0)
    v5 = v4 - c0
    v6 = -v5
    v7 = _fma(v6, v5, c1)
    v8 = v5 * v7
    v9 = v8 + c2
    v10 = _fma(v8, v9, c3)
    v11 = v10 * v10
    v12 = _fma(v11, c4, v5)
    v13 = _fma(v12, c5, c6)
    v14 = _fma(v5, v13, c7)
    v15 = _fma(v14, v14, c8)
    v16 = c9 / v4
    v17 = v16 - c10
    v18 = v17 + c12
    v19 = v18 * v18
    v20 = _fma(v17, v17, c13)
    v21 = v19 * v20
    v22 = v21 * c14
    v23 = _fma(v17, c11, v22)
    v24 = c15 - v23
    v25 = -v24
    v26 = _fma(v25, v24, c16)
    v27 = _fma(v17, v26, v21)
    v28 = _fma(v27, c17, c18)
    v29 = _fma(v16, c19, c20)
    v30 = _fma(v16, v16, c21)
    v31 = _fma(v16, v30, c22)
    v32 = -v16
    v33 = _fma(v32, v31, c23)
    v34 = _fma(v29, v33, c24)
    v35 = v4 < c25
    v36 = np.where(v35, v28, v34)
    v37 = v16 * v36
    v38 = np.sqrt(v37)
    v39 = v38 * c27
    v40 = np.abs(v39)
    v41 = v40 < c29
    v42 = v39 * c30
    v43 = np.where(v41, v42, v39)
    v44 = v4 < c26
    v45 = np.abs(x)
    v46 = v45 < c29
    v47 = x * c30
    v48 = np.where(v46, v47, x)
    v49 = v48 * v15
    v50 = np.abs(v49)
    v51 = v50 < c29
    v52 = v49 * c30
    v53 = np.where(v51, v52, v49)
    v54 = x.view(np.int32)
    v55 = v54 & c28
    v56 = v43.view(np.int32)
    v57 = v56 | v55
    v58 = v57.view(np.float32)
    v59 = np.where(v44, v53, v58)
    return v59


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

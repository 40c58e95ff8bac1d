"""mish for float32 arrays: max error 1.4403 ulp over 277,671 sampled inputs.

Witness of the bound: x = -0x1.643a8e0000000p+6. Results that are not correctly rounded: 60,282.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: x tanh(log(1 + e^x)); Misra, arXiv 1908.08681.

Kernel 5b84f420cb2659a2, 47 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search mish --seed 0 --evaluations 200000 --max-ops 16

Reduction mish_corrected:
    x tanh(log(1 + e^x)) = x n / (n + 2), n = e^x (e^x + 2). x = k ln 2 + r (Cody and Waite); in the exponent x is clamped to 20, where
    the quotient is 1, and everywhere to -95 from below. e = 2^12 e^x and n in units of 2^-12 keep x e^x in the normal range as far as
    -91.9; the last product brings the result back and flushes it to -0 beyond (so is mish(-inf)). Where x n overflows, the bound
    says what the result is: at most x for x > 0, at most -0 otherwise.
    e^r = 1 + r y, the core y = (e^r - 1) / r, has a second part, which counts 2 e + 2 in n. n + n_low and n + 2 = d + d_low by Fast2Sum, as far as their order allows (n < 2; above, the result forgives). With u = 1 / d, used
    once as a quotient (abs changes nothing), q = n u is mended by u (n + n_low - q (d + d_low)); then only x q rounds.
"""

import numpy as np

TARGET = "mish"
FORMAT = "python"
MAX_ULP = 1.440335631469577
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.643a8e0000000p+6"
OUTPUTS_HASH = None
RECORD = "5b84f420cb2659a2"


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
    c0 = np.float32(float.fromhex("-0x1.7cp+6"))  # -95
    c1 = np.float32(float.fromhex("0x1.4p+4"))  # 20
    c2 = np.float32(float.fromhex("0x1.715476p+0"))  # 1.44269502
    c3 = np.float32(float.fromhex("0x1.800116p+23"))  # 12583051
    c4 = np.float32(float.fromhex("-0x1.62e4p-1"))  # -0.693145752
    c5 = np.float32(float.fromhex("-0x1.7f7d1cp-20"))  # -1.42860677e-06
    c6 = np.float32(float.fromhex("-0x1.14478cp-6"))  # -0.0168627612
    c7 = np.float32(float.fromhex("-0x1.2ca6b8p-3"))  # -0.146802366
    c8 = np.float32(float.fromhex("-0x1.64ae32p-2"))  # -0.348320752
    c9 = np.float32(float.fromhex("-0x1.8aecaap-1"))  # -0.771336854
    c10 = np.float32(float.fromhex("0x1.83357p-3"))  # 0.189066768
    c11 = np.float32(float.fromhex("0x1.fffffep-1"))  # 0.99999994
    c12 = np.int32(23)
    c13 = np.float32(float.fromhex("0x1p+0"))  # 1
    c14 = np.float32(float.fromhex("0x1p+1"))  # 2
    c15 = np.float32(float.fromhex("0x1p-12"))  # 0.000244140625
    c16 = np.float32(float.fromhex("-0x0p+0"))  # -0
    c17 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c18 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0 < c17
    v2 = x * c18
    v3 = np.where(v1, v2, x)
    v4 = np.where(v3 < c0, c0, v3)
    v5 = np.where(c1 < v4, c1, v4)
    v6 = _fma(v5, c2, c3)
    v7 = v6 - c3
    v8 = _fma(v7, c4, v5)
    v9 = _fma(v7, c5, v8)
    v10 = _fma(v9, c6, c7)
    v11 = _fma(v9, v10, c8)
    v12 = -v11
    v13 = _fma(v12, v11, c9)
    v14 = _fma(v11, v13, c10)
    v15 = _fma(v9, v14, c11)
    v16 = v6.view(np.int32)
    v17 = np.left_shift(v16, c12)
    v18 = v17.view(np.float32)
    v19 = v9 * v15
    v20 = c13 + v19
    v21 = c13 - v20
    v22 = v21 + v19
    v23 = v18 * v20
    v24 = v18 * v22
    v25 = _fma(v23, c15, c16)
    v26 = v25 + c13
    v27 = v26 + v26
    v28 = v23 + v23
    v29 = v23 * v25
    v30 = v28 + v29
    v31 = v28 - v30
    v32 = v31 + v29
    v33 = _fma(v24, v27, v32)
    v34 = v30 * c15
    v35 = v34 + c14
    v36 = c14 - v35
    v37 = v36 + v34
    v38 = _fma(v33, c15, v37)
    v39 = c13 / v35
    v40 = np.abs(v39)
    v41 = _fma(v30, v40, c16)
    v42 = -v41
    v43 = _fma(v42, v35, v30)
    v44 = v43 + v33
    v45 = _fma(v42, v38, v44)
    v46 = _fma(v45, v40, v41)
    v47 = _fma(v4, v46, c16)
    v48 = _fma(v47, c15, c16)
    v49 = np.abs(v48)
    v50 = v49 < c17
    v51 = v48 * c18
    v52 = np.where(v50, v51, v48)
    v53 = np.where(v3 < c16, c16, v3)
    v54 = np.where(v52 < v53, v52, v53)
    return v54


def mish(x):
    """mish of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"mish takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

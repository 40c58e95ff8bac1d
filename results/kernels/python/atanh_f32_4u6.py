"""atanh for float32 arrays: max error 4.4086 ulp over 277,549 sampled inputs.

Witness of the bound: x = -0x1.49ea6e0000000p-2. Results that are not correctly rounded: 4,243.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: DLMF 4.37; C17 7.12.5.3 and F.10.2.3.

Kernel fb5259a687ad0931, 35 operations, 4 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atanh --seed 0 --evaluations 300000 --max-ops 16

Reduction atanh_shift_short:
    atanh a = 1/2 log((1 + a) / (1 - a)), a = |x|. k is the difference of the exponents of 1 + a and 1 - a, by their bits, and c = 2^k:
    (1 + a) / (1 - a) = c (1 + s) / (1 - s) with s = (a + t) / (2 + a - t), t = c a + 1 - c, so atanh a = k ln(2) / 2 + atanh s,
    s^2 below 0.14. For a < 1/3 k is 0 and s is a itself. atanh s = s + s z p(z), z = s^2, the last term below 0.05 of s.
    The roundings of the sums, of the division and of s + k ln(2) / 2 stay: about half an ulp each at worst.
    1 gives inf, more nan; the largest float below 1 is as far as c is needed.
"""

import numpy as np

TARGET = "atanh"
FORMAT = "python"
MAX_ULP = 4.4085970223179585
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.49ea6e0000000p-2"
OUTPUTS_HASH = None
RECORD = "fb5259a687ad0931"


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
    c1 = np.float32(float.fromhex("0x1p+1"))  # 2
    c2 = np.float32(float.fromhex("0x0p+0"))  # 0
    c3 = np.float32(float.fromhex("0x1.fffffcp-1"))  # 0.999999881
    c4 = np.int32(1065353216)
    c5 = np.int32(23)
    c6 = np.float32(float.fromhex("0x1.a86e1p-2"))  # 0.414482355
    c7 = np.float32(float.fromhex("0x1.e90b12p-3"))  # 0.238790646
    c8 = np.float32(float.fromhex("0x1.1afc3ep-2"))  # 0.276352853
    c9 = np.float32(float.fromhex("0x1.62e43p-2"))  # 0.346573591
    c10 = np.float32(float.fromhex("-0x1.05c61p-30"))  # -9.52327106e-10
    c11 = np.float32(float.fromhex("0x1.fffffep-1"))  # 0.99999994
    c12 = np.float32(float.fromhex("inf"))  # inf
    c13 = np.float32(float.fromhex("nan"))  # nan
    c14 = np.int32(-2147483648)
    c15 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = np.abs(v0)
    v2 = v1 < c15
    v3 = v0 * c2
    v4 = np.where(v2, v3, v0)
    v5 = np.where(c3 < v4, c3, v4)
    v6 = v4 + c0
    v7 = c0 - v5
    v8 = v6.view(np.int32)
    v9 = v7.view(np.int32)
    v10 = v8 - v9
    v11 = np.right_shift(v10, c5)
    v12 = v11.astype(np.float32)
    v13 = np.left_shift(v11, c5)
    v14 = v13 + c4
    v15 = v14.view(np.float32)
    v16 = c0 - v15
    v17 = _fma(v15, v4, v16)
    v18 = v4 + v17
    v19 = v4 - v17
    v20 = v19 + c1
    v21 = v18 / v20
    v22 = _fma(v21, v21, c2)
    v23 = _fma(v22, c6, c7)
    v24 = _fma(v23, v23, c8)
    v25 = v22 * v24
    v26 = v12 * c10
    v27 = _fma(v21, v25, v26)
    v28 = v21 + v27
    v29 = _fma(v12, c9, v28)
    v30 = np.abs(v29)
    v31 = v30 < c15
    v32 = v29 * c2
    v33 = np.where(v31, v32, v29)
    v34 = c11 < v4
    v35 = c0 < v4
    v36 = np.where(v35, c13, c12)
    v37 = np.where(v34, v36, v33)
    v38 = x.view(np.int32)
    v39 = v38 & c14
    v40 = v37.view(np.int32)
    v41 = v40 | v39
    v42 = v41.view(np.float32)
    return v42


def atanh(x):
    """atanh of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"atanh takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

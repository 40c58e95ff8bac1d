"""cbrt for float32 arrays: max error 0.7129 ulp over 277,563 sampled inputs.

Witness of the bound: x = 0x1.f56aea0000000p+68. Results that are not correctly rounded: 11,154.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: C17 7.12.7.1 and F.10.4.1.

Kernel 949c013804509444, 31 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search cbrt --seed 0 --evaluations 200000 --max-ops 16

Reduction cbrt_inverse_start:
    t is about |x|^(-1/3): its bits are 4/3 of those of 1 less a third of those of |x|, computed in float32, which is exact enough,
    and all but 12 bits of t are cleared, so that t^2 is exact. The one constant keeps e = 1 - |x| t^3 within 0.103 either way.
    u = |x| t^2 is rounded, and `low` is what it lost (|x| stands a second time as max(|x|, x): two factors of one product must not
    look alike to the compiler, and a constant in place of x would be seen through inside a loop). Then |x|^(1/3) = |x| t^2 (1 - e)^(-2/3) = u + (u e c(e) + low), as |x| t^2 = |x|^(1/3) (1 - e)^(2/3).
    e is exact to 2^-28, and the bracket is below 0.08 u: its roundings are below 0.1 ulp, the last addition's half an ulp.
    Zero gives u = 0 and e = 1; infinity and nan give themselves; nothing overflows or underflows, as t^2 is from 2^-86 to 2^85.
"""

import numpy as np

TARGET = "cbrt"
FORMAT = "python"
MAX_ULP = 0.7128674821211326
EXHAUSTIVE = False
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.f56aea0000000p+68"
OUTPUTS_HASH = None
RECORD = "949c013804509444"


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


def _to_int(a):
    """A rounded float32 as int32; any value where it does not fit."""
    return np.where(np.abs(a) < np.float32(2.0**31), a, np.float32(0)).astype(np.int32)


def _kernel(x):
    c0 = np.float32(float.fromhex("-0x1.555556p-2"))  # -0.333333343
    c1 = np.float32(float.fromhex("0x1.5287d2p+30"))  # 1.41990003e+09
    c2 = np.int32(-4096)
    c3 = np.float32(float.fromhex("0x1p+0"))  # 1
    c4 = np.float32(float.fromhex("-0x1.469d42p-2"))  # -0.318959266
    c5 = np.float32(float.fromhex("-0x1.38a018p-1"))  # -0.610596418
    c6 = np.float32(float.fromhex("0x1.643e52p-3"))  # 0.173946992
    c7 = np.float32(float.fromhex("0x1.6f8ac6p-1"))  # 0.717855632
    c8 = np.float32(float.fromhex("0x1.b3a27ep-2"))  # 0.425424546
    c9 = np.float32(float.fromhex("0x1.55555cp-1"))  # 0.666666865
    c10 = np.int32(-2147483648)
    c11 = np.float32(float.fromhex("inf"))  # inf
    c12 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    c13 = np.float32(float.fromhex("0x0p+0"))  # 0
    v0 = np.abs(x)
    v1 = v0.view(np.int32)
    v2 = v1.astype(np.float32)
    v3 = _fma(v2, c0, c1)
    v4 = _to_int(v3)
    v5 = v4 & c2
    v6 = v5.view(np.float32)
    v7 = v6 * v6
    v8 = np.abs(v0)
    v9 = v8 < c12
    v10 = v0 * c13
    v11 = np.where(v9, v10, v0)
    v12 = v11 * v7
    v13 = -v12
    v14 = np.abs(x)
    v15 = v14 < c12
    v16 = x * c13
    v17 = np.where(v15, v16, x)
    v18 = np.where(v11 < v17, v17, v11)
    v19 = _fma(v18, v7, v13)
    v20 = _fma(v13, v6, c3)
    v21 = -v19
    v22 = _fma(v21, v6, v20)
    v23 = _fma(v22, c4, c5)
    v24 = -v22
    v25 = _fma(v24, v23, c6)
    v26 = _fma(v25, v25, c7)
    v27 = _fma(v26, v25, c8)
    v28 = _fma(v22, v27, c9)
    v29 = v22 * v28
    v30 = _fma(v12, v29, v19)
    v31 = v12 + v30
    v32 = np.abs(v31)
    v33 = v32 < c12
    v34 = v31 * c13
    v35 = np.where(v33, v34, v31)
    v36 = v11 < c11
    v37 = np.where(v36, v35, v0)
    v38 = x.view(np.int32)
    v39 = v38 & c10
    v40 = v37.view(np.int32)
    v41 = v40 | v39
    v42 = v41.view(np.float32)
    return v42


def cbrt(x):
    """cbrt of a float32 array (or a Python number), as float32 of the same shape.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    given = np.asarray(x, dtype=np.float32) if isinstance(x, (int, float)) else np.asarray(x)
    if given.dtype != np.float32:
        raise TypeError(f"cbrt takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(given), dtype=np.float32)

"""cbrt for float32 arrays: max error 15238438.6877 ulp over 277,563 sampled inputs.

Witness of the bound: x = 0x1.8000000000000p-148. Results that are not correctly rounded: 40,746.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: C17 7.12.7.1 and F.10.4.1.

Kernel c555b96f1fc42a0c, 29 operations, 8 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search cbrt --seed 0 --evaluations 120000 --max-ops 16

Reduction cbrt_inverse_start:
    t is about |x|^(-1/3): its bits are 4/3 of those of 1 less a third of those of |x|, computed in float32, which is exact enough,
    and all but 12 bits of t are cleared, so that t^2 is exact. The one constant keeps e = 1 - |x| t^3 within 0.103 either way.
    u = |x| t^2 is rounded, and `low` is what it lost (|x| stands a second time as max(|x|, 0): two factors of one product must not
    look alike to the compiler). Then |x|^(1/3) = |x| t^2 (1 - e)^(-2/3) = u + (u e c(e) + low), as |x| t^2 = |x|^(1/3) (1 - e)^(2/3).
    e is exact to 2^-28, and the bracket is below 0.08 u: its roundings are below 0.1 ulp, the last addition's half an ulp.
    Zero gives u = 0 and e = 1; infinity and nan give themselves; nothing overflows or underflows, as t^2 is from 2^-86 to 2^85.
"""

import numpy as np

TARGET = "cbrt"
FORMAT = "python"
MAX_ULP = 15238438.687699554
EXHAUSTIVE = False
FTZ = False  # whether the metric flushes results below 2**-126 to zero, as the kernel does
WITNESS = "0x1.8000000000000p-148"
OUTPUTS_HASH = None
RECORD = "c555b96f1fc42a0c"


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
    c4 = np.float32(float.fromhex("0x0p+0"))  # 0
    c5 = np.float32(float.fromhex("0x1.28f40cp-1"))  # 0.57998693
    c6 = np.float32(float.fromhex("0x1.bb0396p-4"))  # 0.108157717
    c7 = np.float32(float.fromhex("0x1.35f59p-1"))  # 0.605389118
    c8 = np.float32(float.fromhex("0x1.ccee98p-2"))  # 0.450128913
    c9 = np.float32(float.fromhex("0x1.db3026p-2"))  # 0.464050859
    c10 = np.int32(-2147483648)
    c11 = np.float32(float.fromhex("inf"))  # inf
    v0 = np.abs(x)
    v1 = v0.view(np.int32)
    v2 = v1.astype(np.float32)
    v3 = _fma(v2, c0, c1)
    v4 = _to_int(v3)
    v5 = v4 & c2
    v6 = v5.view(np.float32)
    v7 = v6 * v6
    v8 = v0 * v7
    v9 = -v8
    v10 = np.where(v0 < c4, c4, v0)
    v11 = _fma(v10, v7, v9)
    v12 = _fma(v9, v6, c3)
    v13 = -v11
    v14 = _fma(v13, v6, v12)
    v15 = _fma(v14, c5, c6)
    v16 = _fma(v15, v15, c7)
    v17 = _fma(v14, v16, c8)
    v18 = _fma(v17, v17, c9)
    v19 = v14 * v18
    v20 = _fma(v8, v19, v11)
    v21 = v8 + v20
    v22 = v0 < c11
    v23 = np.where(v22, v21, v0)
    v24 = x.view(np.int32)
    v25 = v24 & c10
    v26 = v23.view(np.int32)
    v27 = v26 | v25
    v28 = v27.view(np.float32)
    return v28


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

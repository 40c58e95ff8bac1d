"""cbrt for float32 arrays: max error 15239206.2285 ulp over 277,563 sampled inputs.

Witness of the bound: x = 0x1.8000000000000p-148. Results that are not correctly rounded: 243,577.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), numpy, numpy 2.5.5.
Definition: C17 7.12.7.1 and F.10.4.1.

Kernel 771517824ff39808, 28 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search cbrt --seed 0 --evaluations 100000 --max-ops 16

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
MAX_ULP = 15239206.228471039
EXHAUSTIVE = False
FTZ = False  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = False  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.8000000000000p-148"
OUTPUTS_HASH = None
RECORD = "771517824ff39808"


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
    c5 = np.float32(float.fromhex("0x1.d2cf26p-2"))  # 0.455868334
    c6 = np.float32(float.fromhex("0x1.ff914ap-2"))  # 0.499577671
    c7 = np.float32(float.fromhex("0x1.37fe3ap+0"))  # 1.21872294
    c8 = np.float32(float.fromhex("0x1.d9858cp-5"))  # 0.0578029379
    c9 = np.int32(-2147483648)
    c10 = np.float32(float.fromhex("inf"))  # inf
    c11 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(x)
    v1 = v0.view(np.int32)
    v2 = v1.astype(np.float32)
    v3 = _fma(v2, c0, c1)
    v4 = _to_int(v3)
    v5 = v4 & c2
    v6 = v5.view(np.float32)
    v7 = v6 * v6
    v8 = np.abs(v0)
    v9 = v8 < c11
    v10 = v0 * c4
    v11 = np.where(v9, v10, v0)
    v12 = v11 * v7
    v13 = -v12
    v14 = np.where(v11 < c4, c4, v11)
    v15 = _fma(v14, v7, v13)
    v16 = _fma(v13, v6, c3)
    v17 = -v15
    v18 = _fma(v17, v6, v16)
    v19 = _fma(v18, c5, c6)
    v20 = _fma(v18, v18, c7)
    v21 = _fma(v19, v20, c8)
    v22 = v18 * v21
    v23 = _fma(v12, v22, v15)
    v24 = v12 + v23
    v25 = np.abs(v24)
    v26 = v25 < c11
    v27 = v24 * c4
    v28 = np.where(v26, v27, v24)
    v29 = v11 < c10
    v30 = np.where(v29, v28, v0)
    v31 = x.view(np.int32)
    v32 = v31 & c9
    v33 = v30.view(np.int32)
    v34 = v33 | v32
    v35 = v34.view(np.float32)
    return v35


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

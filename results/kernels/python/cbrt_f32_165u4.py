"""cbrt for float32 arrays: max error 15239762.2949 ulp over 277,563 sampled inputs.

Witness of the bound: x = 0x1.8000000000000p-148. Results that are not correctly rounded: 271,067.
Domain: the whole float line. Special values that differ: f(0x1.0000000000000p+0) = 0x1.ffffae0000000p-1, not
0x1.0000000000000p+0, f(-0x1.0000000000000p+0) = -0x1.ffffae0000000p-1, not -0x1.0000000000000p+0,
f(0x1.0000000000000p+3) = 0x1.ffffae0000000p+0, not 0x1.0000000000000p+1, f(0x1.b000000000000p+4) =
0x1.8000280000000p+1, not 0x1.8000000000000p+1, f(0x1.0000000000000p-126) = 0x1.ffffae0000000p-43, not
0x1.0000000000000p-42, f(0x1.0000000000000p+126) = 0x1.ffffae0000000p+41, not 0x1.0000000000000p+42.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), numpy, numpy
2.5.5.
Definition: C17 7.12.7.1 and F.10.4.1.

Kernel 703c60d03ed581cf, 27 operations, 4 of them real operations of the core.
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
MAX_ULP = 15239762.294877289
EXHAUSTIVE = False
FTZ = False  # whether the metric flushes results below 2**-126 to zero, as the kernel does
WITNESS = "0x1.8000000000000p-148"
OUTPUTS_HASH = None
RECORD = "703c60d03ed581cf"


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
    c5 = np.float32(float.fromhex("0x1.69c0d4p-1"))  # 0.706549287
    c6 = np.float32(float.fromhex("0x1.955eb2p-2"))  # 0.395869046
    c7 = np.float32(float.fromhex("0x1.051bf6p-1"))  # 0.50997895
    c8 = np.int32(-2147483648)
    c9 = np.float32(float.fromhex("inf"))  # inf
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
    v17 = v14 * v16
    v18 = _fma(v8, v17, v11)
    v19 = v8 + v18
    v20 = v0 < c9
    v21 = np.where(v20, v19, v0)
    v22 = x.view(np.int32)
    v23 = v22 & c8
    v24 = v21.view(np.int32)
    v25 = v24 | v23
    v26 = v25.view(np.float32)
    return v26


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

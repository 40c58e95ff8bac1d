"""atan2(y, x) for float32 arrays: max error 0.9200 ulp over 67,108,864 sampled pairs.

Worst of the sample: y, x = -0x1.8d26600000000p+20, 0x1.9598560000000p+20. Not correctly rounded: 1,408,348.
The bound is a sample's: 2^64 pairs have no sweep. Seed 0: 50 % even angles; 18.75 % every binade of the
quotient; 12.5 % quotients down to 2^-30 and up to 2^30; 6.25 % within 64 ulp of the diagonals; 6.25 % the
ends of the range, subnormals among them; 6.25 % any bit patterns.
Special values (84 pairs of zeros, infinities, nan and ends of the range): all are exact. Subnormal numbers
count as zeros, results below 2**-126 are flushed to zero.
Measured against float64, the worst by mpmath, on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl
avx512dq), numpy, numpy 2.5.5.
Definition: C17 7.12.4.4 and F.10.1.4.

Composed: the core of atan's kernel a08700767550ad94, 16 real operations, found by search. Given: the quotient
with its remainder, the octants' reconstruction, the special values, the signs.
Kernel d63e3a4b0e4c57c1, 63 operations.
The core again: run.py search atan --seed 0 --evaluations 400000 --max-ops 16
The sample again: run.py verify FILE

t = min(|x|, |y|) / max(|x|, |y|), z = t^2, atan t = t + t z p(z); the angle is atan t, pi / 2 - atan t where |y| > |x|, and for
x < 0 (or -0) pi minus it: base + atan t or base - atan t, base one of 0, pi / 2 and pi. Signs are bits: that of t is x's, turned
where |y| > |x|; that of the result is y's.
Both arguments are scaled by one power of 2^64, so that the larger one is in [1, 2^64): nothing overflows, the smaller one is
flushed to zero only where t is, and zero over zero becomes zero over one, inf over inf one over one.
What the quotient loses is made good: r = min - t max is exact in one fma, atan(t + r / max) = atan t + r / (max + t min) up to
r^2; of that divisor the inverse is taken from its bits alone, 5 % off: 1/20 ulp at most.
pi and pi / 2 are in two parts, and what their sum with t loses in rounding is found again exactly (Fast2Sum, Dekker 1971), so
that besides the last addition only the second term's roundings count, as in the kernel of atan.
"""

import numpy as np

TARGET = "atan2"
FORMAT = "python"
MAX_ULP = 0.919964413615121
EXHAUSTIVE = False
PAIRS = 67108864
SEED = 0
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether subnormal arguments may count as zeros, as the kernel takes them
WITNESS = "-0x1.8d26600000000p+20, 0x1.9598560000000p+20"
OUTPUTS_HASH = None
RECORD = "d63e3a4b0e4c57c1"
CORE = "a08700767550ad94"  # the record of atan whose core it is


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


def _kernel(y, x):
    c0 = np.float32(float.fromhex("0x0p+0"))  # 0
    c1 = np.float32(float.fromhex("0x1p+0"))  # 1
    c2 = np.float32(float.fromhex("0x1p+64"))  # 1.84467441e+19
    c3 = np.int32(1610612736)
    c4 = np.int32(2130706432)
    c5 = np.int32(2129859015)
    c6 = np.float32(float.fromhex("0x1.b45ecap-2"))  # 0.426142842
    c7 = np.float32(float.fromhex("-0x1.4a946p-2"))  # -0.322831631
    c8 = np.float32(float.fromhex("0x1.a23da6p-4"))  # 0.102109574
    c9 = np.float32(float.fromhex("0x1.003d12p-2"))  # 0.250232965
    c10 = np.float32(float.fromhex("0x1.7a3b68p-3"))  # 0.184683621
    c11 = np.float32(float.fromhex("0x1.b111eep-5"))  # 0.0528649949
    c12 = np.float32(float.fromhex("0x1.6c2edcp-3"))  # 0.177823752
    c13 = np.float32(float.fromhex("-0x1.fda6a4p-1"))  # -0.995411992
    c14 = np.float32(float.fromhex("-0x1.b397bp-3"))  # -0.212691665
    c15 = np.int32(-2147483648)
    c16 = np.int32(0)
    c17 = np.float32(float.fromhex("0x1.921fb6p+1"))  # 3.14159274
    c18 = np.float32(float.fromhex("-0x1.777a5cp-24"))  # -8.74227766e-08
    c19 = np.float32(float.fromhex("0x1.921fb6p+0"))  # 1.57079637
    c20 = np.float32(float.fromhex("-0x1.777a5cp-25"))  # -4.37113883e-08
    c21 = np.float32(float.fromhex("0x1p-126"))  # 1.17549435e-38
    v0 = np.abs(y)
    v1 = np.abs(x)
    v2 = np.abs(v1)
    v3 = v2 < c21
    v4 = v1 * c0
    v5 = np.where(v3, v4, v1)
    v6 = np.abs(v0)
    v7 = v6 < c21
    v8 = v0 * c0
    v9 = np.where(v7, v8, v0)
    v10 = v5 < v9
    v11 = np.where(v10, v1, v0)
    v12 = np.where(v10, v0, v1)
    v13 = v12.view(np.int32)
    v14 = v13 & c3
    v15 = c4 - v14
    v16 = v15.view(np.float32)
    v17 = np.abs(v11)
    v18 = v17 < c21
    v19 = v11 * c0
    v20 = np.where(v18, v19, v11)
    v21 = v20 * v16
    v22 = np.abs(v12)
    v23 = v22 < c21
    v24 = v12 * c0
    v25 = np.where(v23, v24, v12)
    v26 = v25 * v16
    v27 = np.where(v26 < c1, c1, v26)
    v28 = c2 < v21
    v29 = np.where(c1 < v27, c1, v27)
    v30 = np.where(v28, c1, v21)
    v31 = np.where(v28, v29, v27)
    v32 = v30 / v31
    v33 = _fma(v32, v32, c0)
    v34 = -v32
    v35 = _fma(v34, v31, v30)
    v36 = _fma(v30, v32, v31)
    v37 = v36.view(np.int32)
    v38 = c5 - v37
    v39 = v38.view(np.float32)
    v40 = v35 * v39
    v41 = c0 < v32
    v42 = np.where(v41, v40, c0)
    v43 = _fma(v33, c6, c7)
    v44 = _fma(v43, v43, c8)
    v45 = _fma(v44, v44, c9)
    v46 = _fma(v44, v45, c10)
    v47 = _fma(v33, c11, v44)
    v48 = _fma(v46, v47, c12)
    v49 = _fma(v44, c13, v43)
    v50 = _fma(v48, v49, c14)
    v51 = x.view(np.int32)
    v52 = v51 < c16
    v53 = v51 & c15
    v54 = np.where(v10, c15, c16)
    v55 = v53 ^ v54
    v56 = v32.view(np.int32)
    v57 = v56 ^ v55
    v58 = v57.view(np.float32)
    v59 = v42.view(np.int32)
    v60 = v59 ^ v55
    v61 = v60.view(np.float32)
    v62 = np.where(v52, c17, c0)
    v63 = np.where(v52, c18, c0)
    v64 = np.where(v10, c19, v62)
    v65 = np.where(v10, c20, v63)
    v66 = v65 + v61
    v67 = v64 + v58
    v68 = v67 - v64
    v69 = v58 - v68
    v70 = v66 + v69
    v71 = v33 * v50
    v72 = _fma(v58, v71, v70)
    v73 = v67 + v72
    v74 = np.abs(v73)
    v75 = v74 < c21
    v76 = v73 * c0
    v77 = np.where(v75, v76, v73)
    v78 = y.view(np.int32)
    v79 = v78 & c15
    v80 = v77.view(np.int32)
    v81 = v80 | v79
    v82 = v81.view(np.float32)
    return v82


def atan2(y, x):
    """atan2(y, x) of float32 arrays (or Python numbers), as float32 of the shape that they broadcast to.

    Raises:
        TypeError: An array of another dtype; convert it first.
    """
    y, x = (np.asarray(v, dtype=np.float32) if isinstance(v, (int, float)) else np.asarray(v) for v in (y, x))
    for given in (y, x):
        if given.dtype != np.float32:
            raise TypeError(f"atan2 takes float32 arrays, was given {given.dtype}; use x.astype(np.float32)")
    with np.errstate(all="ignore"):
        return np.asarray(_kernel(*np.broadcast_arrays(y, x)), dtype=np.float32)

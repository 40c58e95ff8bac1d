/*
 * silu for float32 arrays: max error 1.0266 ulp over 277,653 sampled inputs.
 *
 * Witness of the bound: x = -0x1.4cf6980000000p+2. Results that are not correctly rounded: 653.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x / (1 + e^-x); Elfwing, Uchibe and Doya, arXiv 1702.03118.
 *
 * Kernel b9606fec1140df0c, 34 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search silu --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction silu_corrected:
 *     -x = k ln 2 - r (Cody and Waite), k nearest to -x log2 e, |r| <= ln 2 / 2 + 2^-19. With s = 2^k, 1 + e^-x is s + 1 + s r y, the
 *     core y = (e^-r - 1) / r about -1. o = s + 1 loses j, found exactly for all s that matter (2^-24 and more; below, j is 0 and o
 *     is 1); d = o + (s r y + j) has one rounding of size. All of it is scaled by 2^-12, so that d holds e^95: the result leaves the normal range at -91.9 only. x is clamped to -95
 *     from below, in the numerator too, and in the exponent to 40 from above. c / d times 2^-12 is flushed to -0 beyond the range
 *     (so is silu(-inf)); where c / d overflows, the bound says what the result is: at most x for x > 0, at most -0 otherwise.
 *     d - l is the denominator to twice the precision (Fast2Sum): with u = 1 / d, v = c u becomes v + u (c - v d + v l).
 *
 * Use: float silu_f32(float), and void silu_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SILU_F32_B9606FEC1140DF0C
#define SILU_F32_B9606FEC1140DF0C

#define SILU_F32_TARGET "silu"
#define SILU_F32_FORMAT "c"
#define SILU_F32_MAX_ULP 1.0265972236904262
#define SILU_F32_EXHAUSTIVE 0
#define SILU_F32_FTZ 1
#define SILU_F32_DAZ 1
#define SILU_F32_WITNESS "-0x1.4cf6980000000p+2"
#define SILU_F32_OUTPUTS_HASH NULL
#define SILU_F32_RECORD "b9606fec1140df0c"

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __FAST_MATH__
#error "compile without -ffast-math: every rounding of this kernel counts"
#endif
#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#elif defined(__GNUC__)
#pragma GCC push_options
#pragma GCC optimize("fp-contract=off", "no-math-errno", "no-trapping-math")
#endif

static inline int32_t silu_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float silu_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float silu_f32(float x) {
    const float c0 = -0x1.7cp+6f; /* -95 */
    const float c1 = 0x1.4p+5f; /* 40 */
    const float c2 = -0x1.715476p+0f; /* -1.44269502 */
    const float c3 = 0x1.8000e6p+23f; /* 12583027 */
    const float c4 = 0x1.62e4p-1f; /* 0.693145752 */
    const float c5 = 0x1.7f7d1cp-20f; /* 1.42860677e-06 */
    const float c6 = 0x1.14764ap-6f; /* 0.0168739054 */
    const float c7 = -0x1.2cff28p-3f; /* -0.146971047 */
    const float c8 = 0x1.64117ap-2f; /* 0.347722918 */
    const float c9 = -0x1.8ae41p-1f; /* -0.771271229 */
    const float c10 = -0x1.84a4dep-3f; /* -0.189767584 */
    const float c11 = -0x1p+0f; /* -1 */
    const int32_t c12 = 23;
    const float c13 = 0x1p-12f; /* 0.000244140625 */
    const float c14 = 0x1p+0f; /* 1 */
    const float c15 = -0x0p+0f; /* -0 */
    const float c16 = 0x1p-126f; /* 1.17549435e-38 */
    const float c17 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c16;
    const float v2 = x * c17;
    const float v3 = v1 ? v2 : x;
    const float v4 = v3 < c0 ? c0 : v3;
    const float v5 = c1 < v4 ? c1 : v4;
    const float v6 = fmaf(v5, c2, c3);
    const float v7 = v6 - c3;
    const float v8 = fmaf(v7, c4, v5);
    const float v9 = fmaf(v7, c5, v8);
    const float v10 = fmaf(v9, c6, c7);
    const float v11 = fmaf(v9, v10, c8);
    const float v12 = -v11;
    const float v13 = fmaf(v12, v11, c9);
    const float v14 = fmaf(v11, v13, c10);
    const float v15 = -v9;
    const float v16 = fmaf(v15, v14, c11);
    const int32_t v17 = silu_f32_word(v6);
    const int32_t v18 = (int32_t)((uint32_t)v17 << c12);
    const float v19 = silu_f32_float(v18);
    const float v20 = v19 * v9;
    const float v21 = v19 + c13;
    const float v22 = v21 - v19;
    const float v23 = c13 - v22;
    const float v24 = fmaf(v20, v16, v23);
    const float v25 = v21 + v24;
    const float v26 = v25 - v21;
    const float v27 = v26 - v24;
    const float v28 = c14 / v25;
    const float v29 = fabsf(v28);
    const float v30 = fmaf(v4, v29, c15);
    const float v31 = -v30;
    const float v32 = fmaf(v31, v25, v4);
    const float v33 = fmaf(v30, v27, v32);
    const float v34 = fmaf(v33, v29, v30);
    const float v35 = fmaf(v34, c13, c15);
    const float v36 = fabsf(v35);
    const int v37 = v36 < c16;
    const float v38 = v35 * c17;
    const float v39 = v37 ? v38 : v35;
    const float v40 = v3 < c15 ? c15 : v3;
    const float v41 = v39 < v40 ? v39 : v40;
    return v41;
}

static inline void silu_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = silu_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

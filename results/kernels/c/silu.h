/*
 * silu for float32 arrays: max error 2.3720 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.38e7f80000000p+5. Results that are not correctly rounded: 149,925,701.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x / (1 + e^-x); Elfwing, Uchibe and Doya, arXiv 1702.03118.
 *
 * Kernel 9b804d959ecb0c9f, 24 operations, 8 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search silu --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction silu_quotient:
 *     -x = k ln 2 - r (Cody and Waite), k nearest to -x log2 e, |r| <= ln 2 / 2 + 2^-19. With s = 2^k, 1 + e^-x is s + 1 + s r y, the
 *     core y = (e^-r - 1) / r about -1. o = s + 1 loses j, found exactly for all s that matter (2^-24 and more; below, j is 0 and o
 *     is 1); d = o + (s r y + j) has one rounding of size. All of it is scaled by 2^-12, so that d holds e^95: the result leaves the normal range at -91.9 only. x is clamped to -95
 *     from below, in the numerator too, and in the exponent to 40 from above. c / d times 2^-12 is flushed to -0 beyond the range
 *     (so is silu(-inf)); where c / d overflows, the bound says what the result is: at most x for x > 0, at most -0 otherwise.
 *     Of d's rounding, up to 1 ulp of the quotient, nothing is mended.
 *
 * Use: float silu_f32(float), and void silu_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SILU_F32_9B804D959ECB0C9F
#define SILU_F32_9B804D959ECB0C9F

#define SILU_F32_TARGET "silu"
#define SILU_F32_FORMAT "c"
#define SILU_F32_MAX_ULP 2.372015290603298
#define SILU_F32_EXHAUSTIVE 1
#define SILU_F32_FTZ 1
#define SILU_F32_DAZ 1
#define SILU_F32_WITNESS "-0x1.38e7f80000000p+5"
#define SILU_F32_OUTPUTS_HASH "b3d73132b1d3f49a0b667b808fc80433a09434aba1fad75b1f744282c88ea6cf"
#define SILU_F32_RECORD "9b804d959ecb0c9f"

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
    const float c6 = 0x1.23dd5cp-5f; /* 0.0356280133 */
    const float c7 = -0x1.f1f924p-3f; /* -0.243150979 */
    const float c8 = 0x1.0da33ap-1f; /* 0.526635945 */
    const float c9 = 0x1.396ac4p+0f; /* 1.22428536 */
    const float c10 = -0x1.ac6a4ep-3f; /* -0.209187135 */
    const int32_t c11 = 23;
    const float c12 = 0x1p-12f; /* 0.000244140625 */
    const float c13 = -0x0p+0f; /* -0 */
    const float c14 = 0x1p-126f; /* 1.17549435e-38 */
    const float c15 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c14;
    const float v2 = x * c15;
    const float v3 = v1 ? v2 : x;
    const float v4 = v3 < c0 ? c0 : v3;
    const float v5 = c1 < v4 ? c1 : v4;
    const float v6 = fmaf(v5, c2, c3);
    const float v7 = v6 - c3;
    const float v8 = fmaf(v7, c4, v5);
    const float v9 = fmaf(v7, c5, v8);
    const float v10 = fmaf(v9, c6, c7);
    const float v11 = fmaf(v9, v10, c8);
    const float v12 = fmaf(v11, v11, c9);
    const float v13 = -v12;
    const float v14 = fmaf(v13, v11, c10);
    const int32_t v15 = silu_f32_word(v6);
    const int32_t v16 = (int32_t)((uint32_t)v15 << c11);
    const float v17 = silu_f32_float(v16);
    const float v18 = v17 * v9;
    const float v19 = v17 + c12;
    const float v20 = v19 - v17;
    const float v21 = c12 - v20;
    const float v22 = fmaf(v18, v14, v21);
    const float v23 = v19 + v22;
    const float v24 = v4 / v23;
    const float v25 = fmaf(v24, c12, c13);
    const float v26 = fabsf(v25);
    const int v27 = v26 < c14;
    const float v28 = v25 * c15;
    const float v29 = v27 ? v28 : v25;
    const float v30 = v3 < c13 ? c13 : v3;
    const float v31 = v29 < v30 ? v29 : v30;
    return v31;
}

static inline void silu_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = silu_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

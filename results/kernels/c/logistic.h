/*
 * logistic for float32 arrays: max error 1.7500 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.19c1480000000p+0. Results that are not correctly rounded: 173,327,281.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: 1 / (1 + e^-x); scipy.special.expit.
 *
 * Kernel df5c29e7775cd49c, 23 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search logistic --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction logistic_quotient:
 *     -x = k ln 2 - r (Cody and Waite), k nearest to -x log2 e, |r| <= ln 2 / 2 + 2^-19. With s = 2^k, 1 + e^-x is s + 1 + s r y, the
 *     core y = (e^-r - 1) / r about -1. o = s + 1 loses j, found exactly for all s that matter (2^-24 and more; below, j is 0 and o
 *     is 1); d = o + (s r y + j) has one rounding of size. x is first clamped to [-88, 87]: from -87.34 down 1 / d is below 2^-126 and flushed.
 *     Of d's rounding, up to 1 ulp of the quotient, nothing is mended.
 *
 * Use: float logistic_f32(float), and void logistic_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOGISTIC_F32_DF5C29E7775CD49C
#define LOGISTIC_F32_DF5C29E7775CD49C

#define LOGISTIC_F32_TARGET "logistic"
#define LOGISTIC_F32_FORMAT "c"
#define LOGISTIC_F32_MAX_ULP 1.7500168529006765
#define LOGISTIC_F32_EXHAUSTIVE 1
#define LOGISTIC_F32_FTZ 1
#define LOGISTIC_F32_DAZ 1
#define LOGISTIC_F32_WITNESS "-0x1.19c1480000000p+0"
#define LOGISTIC_F32_OUTPUTS_HASH "3e7dc03280b3b1001bfd05d5d7fb697c086ea55b9f9aba5344412b5c3d90be94"
#define LOGISTIC_F32_RECORD "df5c29e7775cd49c"

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

static inline int32_t logistic_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float logistic_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float logistic_f32(float x) {
    const float c0 = -0x1.6p+6f; /* -88 */
    const float c1 = 0x1.5cp+6f; /* 87 */
    const float c2 = -0x1.715476p+0f; /* -1.44269502 */
    const float c3 = 0x1.8000fep+23f; /* 12583039 */
    const float c4 = 0x1.62e4p-1f; /* 0.693145752 */
    const float c5 = 0x1.7f7d1cp-20f; /* 1.42860677e-06 */
    const float c6 = 0x1.145446p-6f; /* 0.0168657955 */
    const float c7 = -0x1.2d0054p-3f; /* -0.146973282 */
    const float c8 = 0x1.6430ep-2f; /* 0.347842693 */
    const float c9 = -0x1.8ac0fep-1f; /* -0.771003664 */
    const float c10 = -0x1.848e7ep-3f; /* -0.189724907 */
    const float c11 = -0x1p+0f; /* -1 */
    const int32_t c12 = 23;
    const float c13 = 0x1p+0f; /* 1 */
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
    const float v12 = -v11;
    const float v13 = fmaf(v12, v11, c9);
    const float v14 = fmaf(v11, v13, c10);
    const float v15 = -v9;
    const float v16 = fmaf(v15, v14, c11);
    const int32_t v17 = logistic_f32_word(v6);
    const int32_t v18 = (int32_t)((uint32_t)v17 << c12);
    const float v19 = logistic_f32_float(v18);
    const float v20 = v19 * v9;
    const float v21 = v19 + c13;
    const float v22 = v21 - v19;
    const float v23 = c13 - v22;
    const float v24 = fmaf(v20, v16, v23);
    const float v25 = v21 + v24;
    const float v26 = c13 / v25;
    const float v27 = fabsf(v26);
    const int v28 = v27 < c14;
    const float v29 = v26 * c15;
    const float v30 = v28 ? v29 : v26;
    return v30;
}

static inline void logistic_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = logistic_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

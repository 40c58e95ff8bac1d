/*
 * log10 for float32 arrays: max error 856.1998 ulp over 277,532 sampled inputs.
 *
 * Witness of the bound: x = 0x1.8ea5040000000p-1. Results that are not correctly rounded: 95,247.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.8 and F.10.3.8.
 *
 * Kernel f48719805da5d7b5, 22 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search log10 --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction log10_split_short:
 *     x = 2^k m, m = 1 + f from sqrt(1/2) up to twice that: the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
 *     the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
 *     where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
 *     Functions, chapter 11).
 *     log10 x = k log10 2 + (3/8 f + (c f + f^2 q(f))), c = 1 / ln 10 - 3/8 = 0.0593, log10 2 in two parts. The outer bracket is below
 *     0.1506 and rounded to 2^-27 at worst; beside k = 1 or -1, where the result is as small as 0.1505, that is half an ulp more.
 *     Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
 *
 * Use: float log10_f32(float), and void log10_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOG10_F32_F48719805DA5D7B5
#define LOG10_F32_F48719805DA5D7B5

#define LOG10_F32_TARGET "log10"
#define LOG10_F32_FORMAT "c"
#define LOG10_F32_MAX_ULP 856.1997676305957
#define LOG10_F32_EXHAUSTIVE 0
#define LOG10_F32_FTZ 1
#define LOG10_F32_DAZ 1
#define LOG10_F32_WITNESS "0x1.8ea5040000000p-1"
#define LOG10_F32_OUTPUTS_HASH NULL
#define LOG10_F32_RECORD "f48719805da5d7b5"

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

static inline int32_t log10_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float log10_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float log10_f32(float x) {
    const int32_t c0 = 1060439283;
    const int32_t c1 = -8388608;
    const float c2 = 0x1p+0f; /* 1 */
    const float c3 = -0x1.1b433ap-2f; /* -0.276623636 */
    const float c4 = 0x1.af4c22p-3f; /* 0.210594431 */
    const float c5 = 0x1.9f9464p-4f; /* 0.101459876 */
    const float c6 = -0x1.bc621ap-3f; /* -0.216983989 */
    const float c7 = 0x1.8p-2f; /* 0.375 */
    const float c8 = 0x1.e5bd8ap-5f; /* 0.0592944808 */
    const float c9 = 0x1.344136p-25f; /* 3.58855736e-08 */
    const float c10 = -0x1.ec10cp-50f; /* -1.70719491e-15 */
    const float c11 = 0x1p-126f; /* 1.17549435e-38 */
    const float c12 = 0x0p+0f; /* 0 */
    const float c13 = INFINITY; /* inf */
    const float c14 = -INFINITY; /* -inf */
    const float c15 = NAN; /* nan */
    const int32_t v0 = log10_f32_word(x);
    const int32_t v1 = (int32_t)((uint32_t)v0 - (uint32_t)c0);
    const int32_t v2 = v1 & c1;
    const int32_t v3 = (int32_t)((uint32_t)v0 - (uint32_t)v2);
    const float v4 = log10_f32_float(v3);
    const float v5 = v4 - c2;
    const float v6 = (float)v2;
    const float v7 = fmaf(v5, c3, c4);
    const float v8 = fmaf(v7, v7, c5);
    const float v9 = fmaf(v5, v8, c6);
    const float v10 = v5 * v5;
    const float v11 = v5 * c8;
    const float v12 = fmaf(v10, v9, v11);
    const float v13 = fmaf(v5, c7, v12);
    const float v14 = fmaf(v6, c10, v13);
    const float v15 = fmaf(v6, c9, v14);
    const float v16 = fabsf(v15);
    const int v17 = v16 < c11;
    const float v18 = v15 * c12;
    const float v19 = v17 ? v18 : v15;
    const float v20 = fabsf(x);
    const int v21 = v20 < c11;
    const float v22 = x * c12;
    const float v23 = v21 ? v22 : x;
    const int v24 = v23 < c11;
    const int v25 = v23 < c12;
    const float v26 = v25 ? c15 : c14;
    const float v27 = v24 ? v26 : v19;
    const int v28 = v23 < c13;
    const float v29 = v28 ? v27 : x;
    return v29;
}

static inline void log10_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = log10_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

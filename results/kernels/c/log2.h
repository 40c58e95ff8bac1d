/*
 * log2 for float32 arrays: max error 0.8644 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.2f740c0000000p+0. Results that are not correctly rounded: 2,241,193.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.10 and F.10.3.10.
 *
 * Kernel cdf2261261f10944, 31 operations, 12 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search log2 --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction log2_split_cubic:
 *     x = 2^k m, m = 1 + f from 2/3 up to twice that: the bits of x less those of 2/3 hold k above bit 23, and k is taken from
 *     the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
 *     where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
 *     Functions, chapter 11).
 *     log2 x = (k + 1.5 f) + (c f - d f^2 + f^3 q(f)), c = 1 / ln 2 - 1.5 = -0.0573, d = 1 / (2 ln 2). 1.5 f is exact: 3 f is a multiple of
 *     2^-24 below 1. What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
 *     added to the tail, whose roundings hardly count beside the last addition's half an ulp.
 *     The core's term is below 0.03, so that its roundings hardly count; d f is rounded, d f^2 within its fma is not again.
 *     Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
 *
 * Use: float log2_f32(float), and void log2_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOG2_F32_CDF2261261F10944
#define LOG2_F32_CDF2261261F10944

#define LOG2_F32_TARGET "log2"
#define LOG2_F32_FORMAT "c"
#define LOG2_F32_MAX_ULP 0.86439930298402
#define LOG2_F32_EXHAUSTIVE 1
#define LOG2_F32_FTZ 1
#define LOG2_F32_DAZ 1
#define LOG2_F32_WITNESS "0x1.2f740c0000000p+0"
#define LOG2_F32_OUTPUTS_HASH "b07950fd873eeb5e2a5e6d34b9d559a27bf65a5ffd4f4b661fd340ffa1c6c2b1"
#define LOG2_F32_RECORD "cdf2261261f10944"

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

static inline int32_t log2_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float log2_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float log2_f32(float x) {
    const int32_t c0 = 1059760811;
    const int32_t c1 = -8388608;
    const float c2 = 0x1p+0f; /* 1 */
    const float c3 = 0x1.4c3efcp-2f; /* 0.324459016 */
    const float c4 = 0x1.01f88ep+0f; /* 1.00769889 */
    const float c5 = 0x1.9f9242p+0f; /* 1.62332547 */
    const float c6 = -0x1.0235bep-4f; /* -0.0630395338 */
    const float c7 = 0x1.7439ccp-3f; /* 0.181750864 */
    const float c8 = 0x1.fa0f74p-4f; /* 0.123549893 */
    const float c9 = 0x1.e2c178p-3f; /* 0.235720575 */
    const float c10 = 0x1.8p+0f; /* 1.5 */
    const float c11 = -0x1.d57136p-5f; /* -0.0573049597 */
    const float c12 = 0x1p-23f; /* 1.1920929e-07 */
    const float c13 = -0x1p-23f; /* -1.1920929e-07 */
    const float c14 = -0x1.715476p-1f; /* -0.721347511 */
    const float c15 = 0x1p-126f; /* 1.17549435e-38 */
    const float c16 = 0x0p+0f; /* 0 */
    const float c17 = INFINITY; /* inf */
    const float c18 = -INFINITY; /* -inf */
    const float c19 = NAN; /* nan */
    const int32_t v0 = log2_f32_word(x);
    const int32_t v1 = (int32_t)((uint32_t)v0 - (uint32_t)c0);
    const int32_t v2 = v1 & c1;
    const int32_t v3 = (int32_t)((uint32_t)v0 - (uint32_t)v2);
    const float v4 = log2_f32_float(v3);
    const float v5 = v4 - c2;
    const float v6 = (float)v2;
    const float v7 = v5 * v5;
    const float v8 = v7 + c3;
    const float v9 = fmaf(v8, v8, c4);
    const float v10 = fmaf(v9, v8, c5);
    const float v11 = fmaf(v5, c6, c7);
    const float v12 = -v5;
    const float v13 = fmaf(v12, v11, c8);
    const float v14 = fmaf(v10, v13, c9);
    const float v15 = v7 * v5;
    const float v16 = v5 * c10;
    const float v17 = fmaf(v6, c12, v16);
    const float v18 = fmaf(v6, c13, v17);
    const float v19 = v16 - v18;
    const float v20 = fmaf(v5, c11, v19);
    const float v21 = fmaf(v15, v14, v20);
    const float v22 = v5 * c14;
    const float v23 = fmaf(v5, v22, v21);
    const float v24 = v17 + v23;
    const float v25 = fabsf(v24);
    const int v26 = v25 < c15;
    const float v27 = v24 * c16;
    const float v28 = v26 ? v27 : v24;
    const float v29 = fabsf(x);
    const int v30 = v29 < c15;
    const float v31 = x * c16;
    const float v32 = v30 ? v31 : x;
    const int v33 = v32 < c15;
    const int v34 = v32 < c16;
    const float v35 = v34 ? c19 : c18;
    const float v36 = v33 ? v35 : v28;
    const int v37 = v32 < c17;
    const float v38 = v37 ? v36 : x;
    return v38;
}

static inline void log2_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = log2_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

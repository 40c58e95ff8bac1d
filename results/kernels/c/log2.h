/*
 * log2 for float32 arrays: max error 0.9697 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.6977aa0000000p+0. Results that are not correctly rounded: 12,579,683.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), c, compiler cc (Debian 12.2.0-14+deb12u1)
 * 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.10 and F.10.3.10.
 *
 * Kernel 816bd7cc6abd8595, 27 operations, 12 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search log2 --seed 0 --evaluations 160000 --max-ops 16
 *
 * Reduction log2_split_short:
 *     x = 2^k m, m = 1 + f from sqrt(1/2) up to twice that: the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
 *     the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
 *     where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
 *     Functions, chapter 11).
 *     log2 x = k + (1.5 f + (c f + f^2 q(f))), c = 1 / ln 2 - 1.5 = -0.0573. The tail in the inner bracket is below 0.12, so its
 *     roundings hardly count; the outer one lies in [-1/2, 1/2] and is rounded to 2^-26 at worst, a quarter ulp of the results from
 *     1/2 on that come where k is not 0.
 *     Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
 *
 * Use: float log2_f32(float), and void log2_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOG2_F32_816BD7CC6ABD8595
#define LOG2_F32_816BD7CC6ABD8595

#define LOG2_F32_TARGET "log2"
#define LOG2_F32_FORMAT "c"
#define LOG2_F32_MAX_ULP 0.969658762216568
#define LOG2_F32_EXHAUSTIVE 1
#define LOG2_F32_FTZ 1
#define LOG2_F32_DAZ 1
#define LOG2_F32_WITNESS "0x1.6977aa0000000p+0"
#define LOG2_F32_OUTPUTS_HASH "38fff46168353f994cbd38130bd137dd16641ac782350126c6bb80f076daa7ce"
#define LOG2_F32_RECORD "816bd7cc6abd8595"

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
    const int32_t c0 = 1060439283;
    const int32_t c1 = 23;
    const float c2 = 0x1p+0f; /* 1 */
    const float c3 = 0x1.f59834p-6f; /* 0.0306149013 */
    const float c4 = 0x1.e98d8cp+1f; /* 3.82463217 */
    const float c5 = 0x1.39b4f8p+2f; /* 4.90167046 */
    const float c6 = -0x1.5de3f6p-3f; /* -0.170844957 */
    const float c7 = 0x1.c4954ap+0f; /* 1.76790297 */
    const float c8 = 0x1.ec70a2p-2f; /* 0.48089841 */
    const float c9 = -0x1.715476p-1f; /* -0.721347511 */
    const float c10 = 0x1.8p+0f; /* 1.5 */
    const float c11 = -0x1.d57136p-5f; /* -0.0573049597 */
    const float c12 = 0x1p-126f; /* 1.17549435e-38 */
    const float c13 = 0x0p+0f; /* 0 */
    const float c14 = INFINITY; /* inf */
    const float c15 = -INFINITY; /* -inf */
    const float c16 = NAN; /* nan */
    const int32_t v0 = log2_f32_word(x);
    const int32_t v1 = (int32_t)((uint32_t)v0 - (uint32_t)c0);
    const int32_t v2 = v1 >> c1;
    const int32_t v3 = (int32_t)((uint32_t)v2 << c1);
    const int32_t v4 = (int32_t)((uint32_t)v0 - (uint32_t)v3);
    const float v5 = log2_f32_float(v4);
    const float v6 = v5 - c2;
    const float v7 = (float)v2;
    const float v8 = fmaf(v6, c4, c5);
    const float v9 = v6 / v8;
    const float v10 = fmaf(v6, c3, v9);
    const float v11 = v10 + c6;
    const float v12 = fmaf(v11, v9, c7);
    const float v13 = -v12;
    const float v14 = fmaf(v13, v9, c8);
    const float v15 = fmaf(v6, v14, c9);
    const float v16 = v6 * v6;
    const float v17 = v6 * c11;
    const float v18 = fmaf(v16, v15, v17);
    const float v19 = fmaf(v6, c10, v18);
    const float v20 = v7 + v19;
    const float v21 = fabsf(v20);
    const int v22 = v21 < c12;
    const float v23 = v20 * c13;
    const float v24 = v22 ? v23 : v20;
    const float v25 = fabsf(x);
    const int v26 = v25 < c12;
    const float v27 = x * c13;
    const float v28 = v26 ? v27 : x;
    const int v29 = v28 < c12;
    const int v30 = v28 < c13;
    const float v31 = v30 ? c16 : c15;
    const float v32 = v29 ? v31 : v24;
    const int v33 = v28 < c14;
    const float v34 = v33 ? v32 : x;
    return v34;
}

static inline void log2_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = log2_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * log10 for float32 arrays: max error 0.8778 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.5539840000000p+0. Results that are not correctly rounded: 3,147,075.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.8 and F.10.3.8.
 *
 * Kernel 7d8e180b159c0323, 34 operations, 15 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search log10 --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction log10_split_exact:
 *     x = 2^k m, m = 1 + f from sqrt(1/2) up to twice that: the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
 *     the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
 *     where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
 *     Functions, chapter 11).
 *     log10 x = (k log10 2 + 3/8 f) + (c f + f^2 q(f)), c = 1 / ln 10 - 3/8 = 0.0593. 3/8 f is exact: 3 f is a multiple of 2^-24 below
 *     0.88 or of 2^-23 below 1.25. log10 2 has a part of 16 bits, whose product with k is exact, and a rest. What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
 *     added to the tail, whose roundings hardly count beside the last addition's half an ulp. The tail is below
 *     0.042.
 *     Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
 *
 * Use: float log10_f32(float), and void log10_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOG10_F32_7D8E180B159C0323
#define LOG10_F32_7D8E180B159C0323

#define LOG10_F32_TARGET "log10"
#define LOG10_F32_FORMAT "c"
#define LOG10_F32_MAX_ULP 0.877785038203001
#define LOG10_F32_EXHAUSTIVE 1
#define LOG10_F32_FTZ 1
#define LOG10_F32_DAZ 1
#define LOG10_F32_WITNESS "0x1.5539840000000p+0"
#define LOG10_F32_OUTPUTS_HASH "49b66e868cffdca0828e5ea55abbeb805d015c1a66b69bb5db2ae7459e68f955"
#define LOG10_F32_RECORD "7d8e180b159c0323"

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
    const int32_t c1 = 23;
    const float c2 = 0x1p+0f; /* 1 */
    const float c3 = -0x1.8aa9ccp-2f; /* -0.385413349 */
    const float c4 = 0x1.66aa5ep-1f; /* 0.700518548 */
    const float c5 = -0x1.2b3168p+0f; /* -1.16872263 */
    const float c6 = 0x1.d0237cp-1f; /* 0.906520724 */
    const float c7 = 0x1.2183aep-1f; /* 0.565457761 */
    const float c8 = 0x1.8a768ap-4f; /* 0.0963044539 */
    const float c9 = 0x1.a966e8p-9f; /* 0.00324555952 */
    const float c10 = 0x1.287a7p-3f; /* 0.144764781 */
    const float c11 = -0x1.bcb7bp-3f; /* -0.217147231 */
    const float c12 = 0x1.8p-2f; /* 0.375 */
    const float c13 = 0x1.e5bd8ap-5f; /* 0.0592944808 */
    const float c14 = 0x1.3442p-2f; /* 0.30103302 */
    const float c15 = -0x1.95ec1p-19f; /* -3.02435546e-06 */
    const float c16 = 0x1p-126f; /* 1.17549435e-38 */
    const float c17 = 0x0p+0f; /* 0 */
    const float c18 = INFINITY; /* inf */
    const float c19 = -INFINITY; /* -inf */
    const float c20 = NAN; /* nan */
    const int32_t v0 = log10_f32_word(x);
    const int32_t v1 = (int32_t)((uint32_t)v0 - (uint32_t)c0);
    const int32_t v2 = v1 >> c1;
    const int32_t v3 = (int32_t)((uint32_t)v2 << c1);
    const int32_t v4 = (int32_t)((uint32_t)v0 - (uint32_t)v3);
    const float v5 = log10_f32_float(v4);
    const float v6 = v5 - c2;
    const float v7 = (float)v2;
    const float v8 = fmaf(v6, c3, c4);
    const float v9 = v8 + c5;
    const float v10 = -v6;
    const float v11 = fmaf(v10, v8, c6);
    const float v12 = fmaf(v9, v11, c7);
    const float v13 = fmaf(v12, v12, c8);
    const float v14 = fmaf(v13, v11, c9);
    const float v15 = -v6;
    const float v16 = fmaf(v15, v14, c10);
    const float v17 = fmaf(v6, v16, c11);
    const float v18 = v6 * v6;
    const float v19 = v6 * c12;
    const float v20 = v7 * c14;
    const float v21 = v20 + v19;
    const float v22 = v21 - v20;
    const float v23 = v19 - v22;
    const float v24 = fmaf(v7, c15, v23);
    const float v25 = fmaf(v6, c13, v24);
    const float v26 = fmaf(v18, v17, v25);
    const float v27 = v21 + v26;
    const float v28 = fabsf(v27);
    const int v29 = v28 < c16;
    const float v30 = v27 * c17;
    const float v31 = v29 ? v30 : v27;
    const float v32 = fabsf(x);
    const int v33 = v32 < c16;
    const float v34 = x * c17;
    const float v35 = v33 ? v34 : x;
    const int v36 = v35 < c16;
    const int v37 = v35 < c17;
    const float v38 = v37 ? c20 : c19;
    const float v39 = v36 ? v38 : v31;
    const int v40 = v35 < c18;
    const float v41 = v40 ? v39 : x;
    return v41;
}

static inline void log10_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = log10_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

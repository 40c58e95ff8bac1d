/*
 * log10 for float32 arrays: max error 0.8778 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.5539840000000p+0. Results that are not correctly rounded: 3,147,075.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.8 and F.10.3.8.
 *
 * Kernel 6a47bdcdbdb6c3dd, 32 operations, 15 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search log10 --seed 0 --evaluations 300000 --max-ops 16
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

#ifndef LOG10_F32_6A47BDCDBDB6C3DD
#define LOG10_F32_6A47BDCDBDB6C3DD

#define LOG10_F32_TARGET "log10"
#define LOG10_F32_FORMAT "c"
#define LOG10_F32_MAX_ULP 0.877785038203001
#define LOG10_F32_EXHAUSTIVE 1
#define LOG10_F32_FTZ 1
#define LOG10_F32_DAZ 1
#define LOG10_F32_WITNESS "0x1.5539840000000p+0"
#define LOG10_F32_OUTPUTS_HASH "49b66e868cffdca0828e5ea55abbeb805d015c1a66b69bb5db2ae7459e68f955"
#define LOG10_F32_RECORD "6a47bdcdbdb6c3dd"

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
    const float c14 = 0x1.3442p-25f; /* 3.58859324e-08 */
    const float c15 = -0x1.3442p-25f; /* -3.58859324e-08 */
    const float c16 = -0x1.95ec1p-42f; /* -3.60531266e-13 */
    const float c17 = 0x1p-126f; /* 1.17549435e-38 */
    const float c18 = 0x0p+0f; /* 0 */
    const float c19 = INFINITY; /* inf */
    const float c20 = -INFINITY; /* -inf */
    const float c21 = NAN; /* nan */
    const int32_t v0 = log10_f32_word(x);
    const int32_t v1 = (int32_t)((uint32_t)v0 - (uint32_t)c0);
    const int32_t v2 = v1 & c1;
    const int32_t v3 = (int32_t)((uint32_t)v0 - (uint32_t)v2);
    const float v4 = log10_f32_float(v3);
    const float v5 = v4 - c2;
    const float v6 = (float)v2;
    const float v7 = fmaf(v5, c3, c4);
    const float v8 = v7 + c5;
    const float v9 = -v5;
    const float v10 = fmaf(v9, v7, c6);
    const float v11 = fmaf(v8, v10, c7);
    const float v12 = fmaf(v11, v11, c8);
    const float v13 = fmaf(v12, v10, c9);
    const float v14 = -v5;
    const float v15 = fmaf(v14, v13, c10);
    const float v16 = fmaf(v5, v15, c11);
    const float v17 = v5 * v5;
    const float v18 = v5 * c12;
    const float v19 = fmaf(v6, c14, v18);
    const float v20 = fmaf(v6, c15, v19);
    const float v21 = v18 - v20;
    const float v22 = fmaf(v6, c16, v21);
    const float v23 = fmaf(v5, c13, v22);
    const float v24 = fmaf(v17, v16, v23);
    const float v25 = v19 + v24;
    const float v26 = fabsf(v25);
    const int v27 = v26 < c17;
    const float v28 = v25 * c18;
    const float v29 = v27 ? v28 : v25;
    const float v30 = fabsf(x);
    const int v31 = v30 < c17;
    const float v32 = x * c18;
    const float v33 = v31 ? v32 : x;
    const int v34 = v33 < c17;
    const int v35 = v33 < c18;
    const float v36 = v35 ? c21 : c20;
    const float v37 = v34 ? v36 : v29;
    const int v38 = v33 < c19;
    const float v39 = v38 ? v37 : x;
    return v39;
}

static inline void log10_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = log10_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

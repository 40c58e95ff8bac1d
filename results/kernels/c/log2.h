/*
 * log2 for float32 arrays: max error 0.9282 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.5ede200000000p+0. Results that are not correctly rounded: 1,977,787.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), c, compiler cc (Debian 12.2.0-14+deb12u1)
 * 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.10 and F.10.3.10.
 *
 * Kernel f5bed06e589f46c9, 33 operations, 16 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search log2 --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction log2_split_exact:
 *     x = 2^k m, m = 1 + f from 2/3 up to twice that: the bits of x less those of 2/3 hold k above bit 23, and k is taken from
 *     the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
 *     where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
 *     Functions, chapter 11).
 *     log2 x = (k + 1.5 f) + (c f + f^2 q(f)), c = 1 / ln 2 - 1.5 = -0.0573. 1.5 f is exact: 3 f is a multiple of 2^-24 below 1. What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
 *     added to the tail, whose roundings hardly count beside the last addition's half an ulp.
 *     The tail is below 0.086.
 *     Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
 *
 * Use: float log2_f32(float), and void log2_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOG2_F32_F5BED06E589F46C9
#define LOG2_F32_F5BED06E589F46C9

#define LOG2_F32_TARGET "log2"
#define LOG2_F32_FORMAT "c"
#define LOG2_F32_MAX_ULP 0.9281962792864301
#define LOG2_F32_EXHAUSTIVE 1
#define LOG2_F32_FTZ 1
#define LOG2_F32_DAZ 1
#define LOG2_F32_WITNESS "0x1.5ede200000000p+0"
#define LOG2_F32_OUTPUTS_HASH "8fecbcd85d17cf8853b763473f0b30341927adc71d17169d545261cb1831a017"
#define LOG2_F32_RECORD "f5bed06e589f46c9"

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
    const int32_t c1 = 23;
    const float c2 = 0x1p+0f; /* 1 */
    const float c3 = -0x1.836626p-3f; /* -0.189159676 */
    const float c4 = -0x1.732638p-3f; /* -0.18122524 */
    const float c5 = -0x1.43933ap+0f; /* -1.26396525 */
    const float c6 = -0x1.6d9e44p-7f; /* -0.0111577827 */
    const float c7 = -0x1.2c4692p-1f; /* -0.586475909 */
    const float c8 = 0x1.b5e122p+4f; /* 27.3674641 */
    const float c9 = -0x1.676062p-6f; /* -0.0219346005 */
    const float c10 = -0x1.715476p-1f; /* -0.721347511 */
    const float c11 = 0x1.8p+0f; /* 1.5 */
    const float c12 = -0x1.d57136p-5f; /* -0.0573049597 */
    const float c13 = 0x1p-126f; /* 1.17549435e-38 */
    const float c14 = 0x0p+0f; /* 0 */
    const float c15 = INFINITY; /* inf */
    const float c16 = -INFINITY; /* -inf */
    const float c17 = NAN; /* nan */
    const int32_t v0 = log2_f32_word(x);
    const int32_t v1 = (int32_t)((uint32_t)v0 - (uint32_t)c0);
    const int32_t v2 = v1 >> c1;
    const int32_t v3 = (int32_t)((uint32_t)v2 << c1);
    const int32_t v4 = (int32_t)((uint32_t)v0 - (uint32_t)v3);
    const float v5 = log2_f32_float(v4);
    const float v6 = v5 - c2;
    const float v7 = (float)v2;
    const float v8 = v6 * v6;
    const float v9 = fmaf(v8, c3, v6);
    const float v10 = c5 - v6;
    const float v11 = v6 / v10;
    const float v12 = fmaf(v9, c4, v11);
    const float v13 = v12 * v12;
    const float v14 = fmaf(v13, c6, v12);
    const float v15 = v14 + c7;
    const float v16 = fmaf(v15, v15, c8);
    const float v17 = v16 * v11;
    const float v18 = fmaf(v17, c9, c10);
    const float v19 = v6 * v6;
    const float v20 = v6 * c11;
    const float v21 = v7 + v20;
    const float v22 = v21 - v7;
    const float v23 = v20 - v22;
    const float v24 = fmaf(v6, c12, v23);
    const float v25 = fmaf(v19, v18, v24);
    const float v26 = v21 + v25;
    const float v27 = fabsf(v26);
    const int v28 = v27 < c13;
    const float v29 = v26 * c14;
    const float v30 = v28 ? v29 : v26;
    const float v31 = fabsf(x);
    const int v32 = v31 < c13;
    const float v33 = x * c14;
    const float v34 = v32 ? v33 : x;
    const int v35 = v34 < c13;
    const int v36 = v34 < c14;
    const float v37 = v36 ? c17 : c16;
    const float v38 = v35 ? v37 : v30;
    const int v39 = v34 < c15;
    const float v40 = v39 ? v38 : x;
    return v40;
}

static inline void log2_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = log2_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

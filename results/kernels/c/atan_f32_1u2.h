/*
 * atan for float32 arrays: max error 0.9454 ulp over 277,515 sampled inputs.
 *
 * Witness of the bound: x = 0x1.00fd4e0000000p+0. Results that are not correctly rounded: 296.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.
 *
 * Kernel a08700767550ad94, 34 operations, 16 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search atan --seed 0 --evaluations 400000 --max-ops 16
 *
 * Reduction atan_reciprocal_exact:
 *     atan |x| = atan t for t = |x| below 1, pi / 2 - atan t for t = 1 / |x| beyond, t = min(|x|, 1) / max(|x|, 1), z = t^2, and
 *     atan t = t + t z p(z), in which the second term is below 0.215 (Muller, Elementary Functions, chapter 11). |x| is bounded by
 *     2^40, beyond which the result is pi / 2 rounded. The sign of x is put back at the end, zero's too.
 *     What the quotient loses is made good: t max(|x|, 1) - min(|x|, 1) is exact in one fma, 0 below 1, and t itself is 1 / |x| beyond.
 *     What the sum of pi / 2, in two parts, and t loses in rounding is found again exactly (Fast2Sum, Dekker 1971), so that besides the
 *     last addition only the second term's roundings count: 1/8 ulp each beside |x| = 1.
 *
 * Use: float atan_f32(float), and void atan_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ATAN_F32_A08700767550AD94
#define ATAN_F32_A08700767550AD94

#define ATAN_F32_TARGET "atan"
#define ATAN_F32_FORMAT "c"
#define ATAN_F32_MAX_ULP 0.945387461719014
#define ATAN_F32_EXHAUSTIVE 0
#define ATAN_F32_FTZ 1
#define ATAN_F32_DAZ 1
#define ATAN_F32_WITNESS "0x1.00fd4e0000000p+0"
#define ATAN_F32_OUTPUTS_HASH NULL
#define ATAN_F32_RECORD "a08700767550ad94"

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

static inline int32_t atan_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float atan_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float atan_f32(float x) {
    const float c0 = 0x1p+0f; /* 1 */
    const float c1 = 0x1p+40f; /* 1.09951163e+12 */
    const float c2 = 0x0p+0f; /* 0 */
    const float c3 = 0x1.b45ecap-2f; /* 0.426142842 */
    const float c4 = -0x1.4a946p-2f; /* -0.322831631 */
    const float c5 = 0x1.a23da6p-4f; /* 0.102109574 */
    const float c6 = 0x1.003d12p-2f; /* 0.250232965 */
    const float c7 = 0x1.7a3b68p-3f; /* 0.184683621 */
    const float c8 = 0x1.b111eep-5f; /* 0.0528649949 */
    const float c9 = 0x1.6c2edcp-3f; /* 0.177823752 */
    const float c10 = -0x1.fda6a4p-1f; /* -0.995411992 */
    const float c11 = -0x1.b397bp-3f; /* -0.212691665 */
    const float c12 = 0x1.921fb6p+0f; /* 1.57079637 */
    const float c13 = -0x1.777a5cp-25f; /* -4.37113883e-08 */
    const int32_t c14 = INT32_MIN;
    const float c15 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c15;
    const float v3 = v0 * c2;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c1 < v4 ? c1 : v4;
    const float v6 = c0 < v5 ? c0 : v5;
    const float v7 = v5 < c0 ? c0 : v5;
    const float v8 = v6 / v7;
    const float v9 = fmaf(v8, v8, c2);
    const float v10 = fmaf(v9, c3, c4);
    const float v11 = fmaf(v10, v10, c5);
    const float v12 = fmaf(v11, v11, c6);
    const float v13 = fmaf(v11, v12, c7);
    const float v14 = fmaf(v9, c8, v11);
    const float v15 = fmaf(v13, v14, c9);
    const float v16 = fmaf(v11, c10, v10);
    const float v17 = fmaf(v15, v16, c11);
    const int v18 = c0 < v4;
    const float v19 = -v8;
    const float v20 = v18 ? v19 : v8;
    const float v21 = v18 ? c12 : c2;
    const float v22 = v18 ? c13 : c2;
    const float v23 = -v6;
    const float v24 = fmaf(v8, v7, v23);
    const float v25 = fmaf(v24, v8, v22);
    const float v26 = v21 + v20;
    const float v27 = v26 - v21;
    const float v28 = v20 - v27;
    const float v29 = v25 + v28;
    const float v30 = v9 * v17;
    const float v31 = fmaf(v20, v30, v29);
    const float v32 = v26 + v31;
    const float v33 = fabsf(v32);
    const int v34 = v33 < c15;
    const float v35 = v32 * c2;
    const float v36 = v34 ? v35 : v32;
    const int32_t v37 = atan_f32_word(x);
    const int32_t v38 = v37 & c14;
    const int32_t v39 = atan_f32_word(v36);
    const int32_t v40 = v39 | v38;
    const float v41 = atan_f32_float(v40);
    return v41;
}

static inline void atan_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = atan_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

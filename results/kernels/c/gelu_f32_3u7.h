/*
 * gelu for float32 arrays: max error 2.5863 ulp over 277,654 sampled inputs.
 *
 * Witness of the bound: x = -0x1.1c7e100000000p+1. Results that are not correctly rounded: 4,476.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x times the normal distribution function; arXiv 1606.08415.
 *
 * Kernel 9b5a7bd90bfc8b1c, 51 operations, 28 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search gelu --seed 1 --evaluations 1200000 --max-ops 16
 *
 * Reduction gelu_pieces:
 *     gelu(x) = max(x, 0) - T(|x|)/2, T(a) = a erfc(a / sqrt(2)): for x < 0 the result is -T/2, for x > 0 nothing cancels because
 *     T <= x. From 0.75 on T(a) = C(a) e^(-a^2/2), and C rises to sqrt(2 / pi), most of it near 0.75: it is smooth in
 *     u = (a - 1.0) / (a + 2.0), which has small relative and absolute errors where C is steep. Below 0.75 gelu(x) =
 *     (x + x^2 c(x^2)) / 2, where |x| c < 0.55; the sum
 *     is never below x, so max(x, sum) is the sum, and -0 for x = -0.
 *     -x^2/2 = k ln 2 + r/2, |r| <= ln 2, with x^2 = s + e to the last bit (s = fl(x^2)) and ln 2 in two parts: r is good to 2^-25. T is
 *     g e^(r/2) 2^k with e^(r/2) = 1 + r w(r), the sum g + g r w rounded once and k added to its exponent; T/2 < 2^-126 is 0. |x| is cut
 *     at 14, where all is decided, so that infinity passes.
 *
 * Use: float gelu_f32(float), and void gelu_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef GELU_F32_9B5A7BD90BFC8B1C
#define GELU_F32_9B5A7BD90BFC8B1C

#define GELU_F32_TARGET "gelu"
#define GELU_F32_FORMAT "c"
#define GELU_F32_MAX_ULP 2.5862506532675402
#define GELU_F32_EXHAUSTIVE 0
#define GELU_F32_FTZ 1
#define GELU_F32_DAZ 1
#define GELU_F32_WITNESS "-0x1.1c7e100000000p+1"
#define GELU_F32_OUTPUTS_HASH NULL
#define GELU_F32_RECORD "9b5a7bd90bfc8b1c"

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

static inline int32_t gelu_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float gelu_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float gelu_f32(float x) {
    const float c0 = 0x1.cp+3f; /* 14 */
    const float c1 = 0x1.7707dep-5f; /* 0.0457801186 */
    const float c2 = -0x1.bb874ap-3f; /* -0.216566637 */
    const float c3 = 0x1.e13f44p+0f; /* 1.87987161 */
    const float c4 = 0x1.902508p-2f; /* 0.390766263 */
    const float c5 = -0x1.715476p-1f; /* -0.721347511 */
    const float c6 = 0x1.8p+23f; /* 12582912 */
    const float c7 = -0x1.62e4p+0f; /* -1.3862915 */
    const float c8 = -0x1.7f7d1cp-19f; /* -2.85721353e-06 */
    const float c9 = 0x1.cff17ep-8f; /* 0.00707921339 */
    const float c10 = 0x1.8b250cp-4f; /* 0.0964708775 */
    const float c11 = 0x1.abaf1p-2f; /* 0.417659998 */
    const float c12 = -0x1.8b77fap-1f; /* -0.772399724 */
    const float c13 = 0x1.ac353p-4f; /* 0.104542911 */
    const float c14 = 0x1p+0f; /* 1 */
    const float c15 = 0x1p+1f; /* 2 */
    const float c16 = 0x1.617cfcp-2f; /* 0.34520334 */
    const float c17 = -0x1.d8ab5p-3f; /* -0.230795503 */
    const float c18 = -0x1.182674p-2f; /* -0.273584187 */
    const float c19 = -0x1.728b5cp-4f; /* -0.0904649347 */
    const float c20 = 0x1.691ec2p+0f; /* 1.41062558 */
    const float c21 = -0x1.d06f0ap-1f; /* -0.907097161 */
    const float c22 = 0x1.0c5702p-1f; /* 0.524101317 */
    const float c23 = 0x1.987e54p-1f; /* 0.797838807 */
    const int32_t c24 = 23;
    const float c25 = 0x1.a4ae0ep+3f; /* 13.1462469 */
    const float c26 = 0x0p+0f; /* 0 */
    const float c27 = -0x0p+0f; /* -0 */
    const float c28 = -0x1p-1f; /* -0.5 */
    const float c29 = 0x1p-1f; /* 0.5 */
    const float c30 = 0x1.8p-1f; /* 0.75 */
    const float c31 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c31;
    const float v3 = v0 * c26;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = v5 * v5;
    const float v7 = -v6;
    const float v8 = fmaf(v4, v5, v7);
    const float v9 = fmaf(v6, c1, c2);
    const float v10 = fmaf(v6, v9, c3);
    const float v11 = -v9;
    const float v12 = fmaf(v11, v10, c4);
    const float v13 = fmaf(v6, c5, c6);
    const float v14 = v13 - c6;
    const float v15 = -v6;
    const float v16 = fmaf(v14, c7, v15);
    const float v17 = v16 - v8;
    const float v18 = fmaf(v14, c8, v17);
    const float v19 = fmaf(v18, c9, c10);
    const float v20 = fmaf(v18, v19, c11);
    const float v21 = -v20;
    const float v22 = fmaf(v21, v20, c12);
    const float v23 = -v20;
    const float v24 = fmaf(v23, v22, c13);
    const float v25 = c0 < v4 ? c0 : v4;
    const float v26 = v25 - c14;
    const float v27 = v25 + c15;
    const float v28 = v26 / v27;
    const float v29 = fmaf(v28, c16, c17);
    const float v30 = fmaf(v29, v29, c18);
    const float v31 = -v30;
    const float v32 = fmaf(v31, v30, c19);
    const float v33 = fmaf(v28, v28, c20);
    const float v34 = -v32;
    const float v35 = fmaf(v34, v33, c21);
    const float v36 = fmaf(v28, v35, c22);
    const float v37 = -v36;
    const float v38 = fmaf(v37, v36, c23);
    const float v39 = v38 * v18;
    const float v40 = fmaf(v39, v24, v38);
    const int32_t v41 = gelu_f32_word(v40);
    const int32_t v42 = gelu_f32_word(v13);
    const int32_t v43 = (int32_t)((uint32_t)v42 << c24);
    const int32_t v44 = (int32_t)((uint32_t)v41 + (uint32_t)v43);
    const float v45 = gelu_f32_float(v44);
    const int v46 = v4 < c25;
    const float v47 = v46 ? v45 : c26;
    const float v48 = fabsf(x);
    const int v49 = v48 < c31;
    const float v50 = x * c26;
    const float v51 = v49 ? v50 : x;
    const float v52 = v51 < c27 ? c27 : v51;
    const float v53 = fmaf(v47, c28, v52);
    const float v54 = fabsf(v53);
    const int v55 = v54 < c31;
    const float v56 = v53 * c26;
    const float v57 = v55 ? v56 : v53;
    const float v58 = fmaf(v6, v12, v51);
    const float v59 = v51 < v58 ? v58 : v51;
    const float v60 = v59 * c29;
    const float v61 = fabsf(v60);
    const int v62 = v61 < c31;
    const float v63 = v60 * c26;
    const float v64 = v62 ? v63 : v60;
    const int v65 = v4 < c30;
    const float v66 = v65 ? v64 : v57;
    return v66;
}

static inline void gelu_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = gelu_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

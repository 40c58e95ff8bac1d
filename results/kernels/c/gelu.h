/*
 * gelu for float32 arrays: max error 2.3189 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.7a18500000000p+3. Results that are not correctly rounded: 21,802,006.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), c, compiler cc (Debian 12.2.0-14+deb12u1)
 * 12.2.0, numpy 2.5.5.
 * Definition: x times the normal distribution function; arXiv 1606.08415.
 *
 * Kernel dff6878df616b4cb, 53 operations, 36 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search gelu --seed 0 --evaluations 240000 --max-ops 16
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

#ifndef GELU_F32_DFF6878DF616B4CB
#define GELU_F32_DFF6878DF616B4CB

#define GELU_F32_TARGET "gelu"
#define GELU_F32_FORMAT "c"
#define GELU_F32_MAX_ULP 2.3188703485752447
#define GELU_F32_EXHAUSTIVE 1
#define GELU_F32_FTZ 1
#define GELU_F32_DAZ 1
#define GELU_F32_WITNESS "-0x1.7a18500000000p+3"
#define GELU_F32_OUTPUTS_HASH "934f12f7d58baa0e9b76d7b6e3de9d68901b1eee1bb3c27cda19a273afdb86ba"
#define GELU_F32_RECORD "dff6878df616b4cb"

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
    const float c1 = -0x1.97cd92p-4f; /* -0.0995612815 */
    const float c2 = 0x1.932c04p-5f; /* 0.0492153242 */
    const float c3 = 0x1.b05864p-1f; /* 0.844424367 */
    const float c4 = 0x1.5ddb16p+0f; /* 1.36662424 */
    const float c5 = 0x1.76ba94p-1f; /* 0.731892228 */
    const float c6 = 0x1.793746p-1f; /* 0.736749828 */
    const float c7 = -0x1.715476p-1f; /* -0.721347511 */
    const float c8 = 0x1.8p+23f; /* 12582912 */
    const float c9 = -0x1.62e4p+0f; /* -1.3862915 */
    const float c10 = -0x1.7f7d1cp-19f; /* -2.85721353e-06 */
    const float c11 = -0x1.5c2a66p-9f; /* -0.00265629287 */
    const float c12 = -0x1.7b3f86p-5f; /* -0.0462949388 */
    const float c13 = 0x1.c0be5cp-3f; /* 0.219113082 */
    const float c14 = 0x1.3952aep-2f; /* 0.30597946 */
    const float c15 = 0x1.8498d4p-5f; /* 0.0474361554 */
    const float c16 = 0x1p-1f; /* 0.5 */
    const float c17 = 0x1p+0f; /* 1 */
    const float c18 = 0x1p+1f; /* 2 */
    const float c19 = -0x1.9c42b6p-4f; /* -0.100649558 */
    const float c20 = -0x1.9badc6p-3f; /* -0.20101504 */
    const float c21 = 0x1.2352bep-1f; /* 0.568990648 */
    const float c22 = -0x1.616582p-1f; /* -0.690227568 */
    const float c23 = -0x1.2c2deap-2f; /* -0.293143898 */
    const float c24 = -0x1.b1db08p-5f; /* -0.0529608876 */
    const float c25 = -0x1.396aa8p-1f; /* -0.612141848 */
    const float c26 = 0x1.7d961ap-1f; /* 0.745285809 */
    const float c27 = 0x1.0bdb2ep-1f; /* 0.523156583 */
    const int32_t c28 = 23;
    const float c29 = 0x1.a4ae0ep+3f; /* 13.1462469 */
    const float c30 = 0x0p+0f; /* 0 */
    const float c31 = -0x0p+0f; /* -0 */
    const float c32 = -0x1p-1f; /* -0.5 */
    const float c33 = 0x1.8p-1f; /* 0.75 */
    const float c34 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c34;
    const float v3 = v0 * c30;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = v5 * v5;
    const float v7 = -v6;
    const float v8 = fmaf(v4, v5, v7);
    const float v9 = fmaf(v6, c1, c2);
    const float v10 = v9 * v9;
    const float v11 = v10 + c3;
    const float v12 = v9 + c4;
    const float v13 = fmaf(v10, c5, v9);
    const float v14 = v12 * v13;
    const float v15 = fmaf(v11, v14, c6);
    const float v16 = fmaf(v6, c7, c8);
    const float v17 = v16 - c8;
    const float v18 = -v6;
    const float v19 = fmaf(v17, c9, v18);
    const float v20 = v19 - v8;
    const float v21 = fmaf(v17, c10, v20);
    const float v22 = fmaf(v21, c11, c12);
    const float v23 = -v21;
    const float v24 = fmaf(v23, v22, c13);
    const float v25 = fmaf(v24, v24, c14);
    const float v26 = fmaf(v25, v24, c15);
    const float v27 = fmaf(v21, v26, c16);
    const float v28 = c0 < v4 ? c0 : v4;
    const float v29 = v28 - c17;
    const float v30 = v28 + c18;
    const float v31 = v29 / v30;
    const float v32 = fmaf(v31, c19, c20);
    const float v33 = fmaf(v31, v32, c21);
    const float v34 = v33 + c22;
    const float v35 = v33 * v34;
    const float v36 = fmaf(v33, v35, c23);
    const float v37 = fmaf(v31, v36, c24);
    const float v38 = fmaf(v37, v37, c25);
    const float v39 = fmaf(v31, v38, c26);
    const float v40 = fmaf(v31, v39, c27);
    const float v41 = v40 * v21;
    const float v42 = fmaf(v41, v27, v40);
    const int32_t v43 = gelu_f32_word(v42);
    const int32_t v44 = gelu_f32_word(v16);
    const int32_t v45 = (int32_t)((uint32_t)v44 << c28);
    const int32_t v46 = (int32_t)((uint32_t)v43 + (uint32_t)v45);
    const float v47 = gelu_f32_float(v46);
    const int v48 = v4 < c29;
    const float v49 = v48 ? v47 : c30;
    const float v50 = fabsf(x);
    const int v51 = v50 < c34;
    const float v52 = x * c30;
    const float v53 = v51 ? v52 : x;
    const float v54 = v53 < c31 ? c31 : v53;
    const float v55 = fmaf(v49, c32, v54);
    const float v56 = fabsf(v55);
    const int v57 = v56 < c34;
    const float v58 = v55 * c30;
    const float v59 = v57 ? v58 : v55;
    const float v60 = fmaf(v6, v15, v53);
    const float v61 = v53 < v60 ? v60 : v53;
    const float v62 = v61 * c16;
    const float v63 = fabsf(v62);
    const int v64 = v63 < c34;
    const float v65 = v62 * c30;
    const float v66 = v64 ? v65 : v62;
    const int v67 = v4 < c33;
    const float v68 = v67 ? v66 : v59;
    return v68;
}

static inline void gelu_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = gelu_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

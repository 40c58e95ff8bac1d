/*
 * gelu for float32 arrays: max error 1564.6771 ulp over 277,654 sampled inputs.
 *
 * Witness of the bound: x = -0x1.6773f40000000p+1. Results that are not correctly rounded: 22,390.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x times the normal distribution function; arXiv 1606.08415.
 *
 * Kernel 93838b74c57c03ab, 36 operations, 12 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search gelu --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction gelu_one_piece:
 *     gelu(x) = max(x, 0) - T(|x|)/2, T(a) = a erfc(a / sqrt(2)): for x < 0 the result is -T/2, for x > 0 nothing cancels because
 *     T <= x. T(a) = a M(a) e^(-a^2/2) with M = erfcx(a / sqrt(2)) = u + u (1 - u) v(u), u = 1 / (1 + 0.5 a):
 *     M / u goes from 1 at a = 0 to 0.399 at infinity, and is smooth in u at both ends.
 *     -x^2/2 = k ln 2 + r/2, |r| <= ln 2, with x^2 = s + e to the last bit (s = fl(x^2)) and ln 2 in two parts: r is good to 2^-25. T is
 *     g e^(r/2) 2^k with e^(r/2) = 1 + r w(r), the sum g + g r w rounded once and k added to its exponent; T/2 < 2^-126 is 0. |x| is cut
 *     at 14, where all is decided, so that infinity passes.
 *
 * Use: float gelu_f32(float), and void gelu_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef GELU_F32_93838B74C57C03AB
#define GELU_F32_93838B74C57C03AB

#define GELU_F32_TARGET "gelu"
#define GELU_F32_FORMAT "c"
#define GELU_F32_MAX_ULP 1564.67705586241
#define GELU_F32_EXHAUSTIVE 0
#define GELU_F32_FTZ 1
#define GELU_F32_DAZ 1
#define GELU_F32_WITNESS "-0x1.6773f40000000p+1"
#define GELU_F32_OUTPUTS_HASH NULL
#define GELU_F32_RECORD "93838b74c57c03ab"

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
    const float c1 = -0x1.715476p-1f; /* -0.721347511 */
    const float c2 = 0x1.8p+23f; /* 12582912 */
    const float c3 = -0x1.62e4p+0f; /* -1.3862915 */
    const float c4 = -0x1.7f7d1cp-19f; /* -2.85721353e-06 */
    const float c5 = 0x1.269e24p-3f; /* 0.143856317 */
    const float c6 = 0x1.c09f12p-2f; /* 0.438106805 */
    const float c7 = 0x1.3b897ep-2f; /* 0.308141679 */
    const float c8 = 0x1p-1f; /* 0.5 */
    const float c9 = 0x1p+0f; /* 1 */
    const float c10 = 0x1.a124e6p-3f; /* 0.203683659 */
    const float c11 = 0x1.10cd3cp-2f; /* 0.266407907 */
    const float c12 = 0x1.1576eap-2f; /* 0.270961434 */
    const float c13 = -0x1.33c57ap-1f; /* -0.601116002 */
    const int32_t c14 = 23;
    const float c15 = 0x1.a4ae0ep+3f; /* 13.1462469 */
    const float c16 = 0x0p+0f; /* 0 */
    const float c17 = -0x0p+0f; /* -0 */
    const float c18 = -0x1p-1f; /* -0.5 */
    const float c19 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c19;
    const float v3 = v0 * c16;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = v5 * v5;
    const float v7 = -v6;
    const float v8 = fmaf(v4, v5, v7);
    const float v9 = fmaf(v6, c1, c2);
    const float v10 = v9 - c2;
    const float v11 = -v6;
    const float v12 = fmaf(v10, c3, v11);
    const float v13 = v12 - v8;
    const float v14 = fmaf(v10, c4, v13);
    const float v15 = fmaf(v14, c5, c6);
    const float v16 = fmaf(v15, v15, c7);
    const float v17 = fmaf(v4, c8, c9);
    const float v18 = c9 / v17;
    const float v19 = fmaf(v18, c10, c11);
    const float v20 = -v18;
    const float v21 = fmaf(v18, v19, v20);
    const float v22 = -v21;
    const float v23 = fmaf(v22, v21, c12);
    const float v24 = fmaf(v23, v21, c13);
    const float v25 = -v18;
    const float v26 = fmaf(v25, v18, v18);
    const float v27 = fmaf(v26, v24, v18);
    const float v28 = v4 * v27;
    const float v29 = v28 * v14;
    const float v30 = fmaf(v29, v16, v28);
    const int32_t v31 = gelu_f32_word(v30);
    const int32_t v32 = gelu_f32_word(v9);
    const int32_t v33 = (int32_t)((uint32_t)v32 << c14);
    const int32_t v34 = (int32_t)((uint32_t)v31 + (uint32_t)v33);
    const float v35 = gelu_f32_float(v34);
    const int v36 = v4 < c15;
    const float v37 = v36 ? v35 : c16;
    const float v38 = fabsf(x);
    const int v39 = v38 < c19;
    const float v40 = x * c16;
    const float v41 = v39 ? v40 : x;
    const float v42 = v41 < c17 ? c17 : v41;
    const float v43 = fmaf(v37, c18, v42);
    const float v44 = fabsf(v43);
    const int v45 = v44 < c19;
    const float v46 = v43 * c16;
    const float v47 = v45 ? v46 : v43;
    return v47;
}

static inline void gelu_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = gelu_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

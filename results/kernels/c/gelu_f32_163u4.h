/*
 * gelu for float32 arrays: max error 161.9519 ulp over 277,654 sampled inputs.
 *
 * Witness of the bound: x = -0x1.132c840000000p-1. Results that are not correctly rounded: 22,990.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x times the normal distribution function; arXiv 1606.08415.
 *
 * Kernel 10f0566c2aa5d58b, 35 operations, 14 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search gelu --seed 0 --evaluations 800000 --max-ops 16
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

#ifndef GELU_F32_10F0566C2AA5D58B
#define GELU_F32_10F0566C2AA5D58B

#define GELU_F32_TARGET "gelu"
#define GELU_F32_FORMAT "c"
#define GELU_F32_MAX_ULP 161.9519461506954
#define GELU_F32_EXHAUSTIVE 0
#define GELU_F32_FTZ 1
#define GELU_F32_DAZ 1
#define GELU_F32_WITNESS "-0x1.132c840000000p-1"
#define GELU_F32_OUTPUTS_HASH NULL
#define GELU_F32_RECORD "10f0566c2aa5d58b"

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
    const float c5 = 0x1.a0f482p-5f; /* 0.0508978404 */
    const float c6 = 0x1.a5df8ap-3f; /* 0.205992773 */
    const float c7 = 0x1.9f5ca8p+0f; /* 1.62250757 */
    const float c8 = 0x1.537c5p-3f; /* 0.165764451 */
    const float c9 = 0x1p-1f; /* 0.5 */
    const float c10 = 0x1p+0f; /* 1 */
    const float c11 = -0x1.b0a39ep-3f; /* -0.211249575 */
    const float c12 = 0x1.7dfa24p-1f; /* 0.746049047 */
    const float c13 = -0x1.2a712p-7f; /* -0.00910772383 */
    const float c14 = -0x1.0c766p-2f; /* -0.262170315 */
    const float c15 = -0x1.351d52p-1f; /* -0.603739321 */
    const int32_t c16 = 23;
    const float c17 = 0x1.a4ae0ep+3f; /* 13.1462469 */
    const float c18 = 0x0p+0f; /* 0 */
    const float c19 = -0x0p+0f; /* -0 */
    const float c20 = -0x1p-1f; /* -0.5 */
    const float c21 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c21;
    const float v3 = v0 * c18;
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
    const float v16 = fmaf(v14, v15, c7);
    const float v17 = fmaf(v15, v16, c8);
    const float v18 = fmaf(v4, c9, c10);
    const float v19 = c10 / v18;
    const float v20 = fmaf(v19, c11, c12);
    const float v21 = fmaf(v19, v20, c13);
    const float v22 = fmaf(v21, v21, c14);
    const float v23 = fmaf(v22, v21, c15);
    const float v24 = -v19;
    const float v25 = fmaf(v24, v19, v19);
    const float v26 = fmaf(v25, v23, v19);
    const float v27 = v4 * v26;
    const float v28 = v27 * v14;
    const float v29 = fmaf(v28, v17, v27);
    const int32_t v30 = gelu_f32_word(v29);
    const int32_t v31 = gelu_f32_word(v9);
    const int32_t v32 = (int32_t)((uint32_t)v31 << c16);
    const int32_t v33 = (int32_t)((uint32_t)v30 + (uint32_t)v32);
    const float v34 = gelu_f32_float(v33);
    const int v35 = v4 < c17;
    const float v36 = v35 ? v34 : c18;
    const float v37 = fabsf(x);
    const int v38 = v37 < c21;
    const float v39 = x * c18;
    const float v40 = v38 ? v39 : x;
    const float v41 = v40 < c19 ? c19 : v40;
    const float v42 = fmaf(v36, c20, v41);
    const float v43 = fabsf(v42);
    const int v44 = v43 < c21;
    const float v45 = v42 * c18;
    const float v46 = v44 ? v45 : v42;
    return v46;
}

static inline void gelu_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = gelu_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

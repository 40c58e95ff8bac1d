/*
 * mish for float32 arrays: max error 1252.2016 ulp over 277,671 sampled inputs.
 *
 * Witness of the bound: x = -0x1.0783ce0000000p+6. Results that are not correctly rounded: 141,234.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x tanh(log(1 + e^x)); Misra, arXiv 1908.08681.
 *
 * Kernel 014178cebb7cb94b, 22 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search mish --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction mish_quotient:
 *     x tanh(log(1 + e^x)) = x n / (n + 2), n = e^x (e^x + 2). x = k ln 2 + r (Cody and Waite); in the exponent x is clamped to 20, where
 *     the quotient is 1, and everywhere to -95 from below. e = 2^12 e^x and n in units of 2^-12 keep x e^x in the normal range as far as
 *     -91.9; the last product brings the result back and flushes it to -0 beyond (so is mish(-inf)). Where x n overflows, the bound
 *     says what the result is: at most x for x > 0, at most -0 otherwise.
 *     n, n + 2, x n and the quotient round once each.
 *
 * Use: float mish_f32(float), and void mish_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef MISH_F32_014178CEBB7CB94B
#define MISH_F32_014178CEBB7CB94B

#define MISH_F32_TARGET "mish"
#define MISH_F32_FORMAT "c"
#define MISH_F32_MAX_ULP 1252.2016456797812
#define MISH_F32_EXHAUSTIVE 0
#define MISH_F32_FTZ 1
#define MISH_F32_DAZ 1
#define MISH_F32_WITNESS "-0x1.0783ce0000000p+6"
#define MISH_F32_OUTPUTS_HASH NULL
#define MISH_F32_RECORD "014178cebb7cb94b"

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

static inline int32_t mish_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float mish_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float mish_f32(float x) {
    const float c0 = -0x1.7cp+6f; /* -95 */
    const float c1 = 0x1.4p+4f; /* 20 */
    const float c2 = 0x1.715476p+0f; /* 1.44269502 */
    const float c3 = 0x1.800116p+23f; /* 12583051 */
    const float c4 = -0x1.62e4p-1f; /* -0.693145752 */
    const float c5 = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float c6 = 0x1.53495ep-3f; /* 0.165667281 */
    const float c7 = 0x1.028a9p-1f; /* 0.504963398 */
    const float c8 = 0x1.826144p+2f; /* 6.03718662 */
    const float c9 = -0x1.063984p+1f; /* -2.04863024 */
    const int32_t c10 = 23;
    const float c11 = 0x1p+1f; /* 2 */
    const float c12 = 0x1p-12f; /* 0.000244140625 */
    const float c13 = -0x0p+0f; /* -0 */
    const float c14 = 0x1p-126f; /* 1.17549435e-38 */
    const float c15 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c14;
    const float v2 = x * c15;
    const float v3 = v1 ? v2 : x;
    const float v4 = v3 < c0 ? c0 : v3;
    const float v5 = c1 < v4 ? c1 : v4;
    const float v6 = fmaf(v5, c2, c3);
    const float v7 = v6 - c3;
    const float v8 = fmaf(v7, c4, v5);
    const float v9 = fmaf(v7, c5, v8);
    const float v10 = fmaf(v9, c6, c7);
    const float v11 = fmaf(v9, v9, c8);
    const float v12 = fmaf(v10, v11, c9);
    const int32_t v13 = mish_f32_word(v6);
    const int32_t v14 = (int32_t)((uint32_t)v13 << c10);
    const float v15 = mish_f32_float(v14);
    const float v16 = v15 * v12;
    const float v17 = fmaf(v16, c12, c13);
    const float v18 = v16 + v16;
    const float v19 = fmaf(v16, v17, v18);
    const float v20 = fmaf(v19, c12, c11);
    const float v21 = fmaf(v4, v19, c13);
    const float v22 = v21 / v20;
    const float v23 = fmaf(v22, c12, c13);
    const float v24 = fabsf(v23);
    const int v25 = v24 < c14;
    const float v26 = v23 * c15;
    const float v27 = v25 ? v26 : v23;
    const float v28 = v3 < c13 ? c13 : v3;
    const float v29 = v27 < v28 ? v27 : v28;
    return v29;
}

static inline void mish_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = mish_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * gelu_tanh for float32 arrays: max error 1256.2730 ulp over 277,654 sampled inputs.
 *
 * Witness of the bound: x = -0x1.82d2580000000p+2. Results that are not correctly rounded: 133,836.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2; Hendrycks and Gimpel, arXiv 1606.08415.
 *
 * Kernel 20f9587302a59b8a, 21 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search gelu_tanh --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction gelu_tanh_fast:
 *     2^-w = e^-2u with w = x (a + b x^2), a = sqrt(8 / pi) log2 e, b = 0.044715 a, of which 131 at x = -10.15 must be right to 2^-25:
 *     every product and sum to its double (a has 15 bits, so that a - g is exact; e2 and z2 are e and z in other words, so that
 *     x^2, b x^2 and x g are not shared and their errors are what fma gives). w = -k + r + w_low with k nearest, |r| <= 1/2 + 2^-16.
 *     With s = 2^k, 1 + e^-2u is s + 1 + s r y, the core y = (2^-r - 1) / r. o = s + 1 loses j, found exactly; d = o + (s r y + j) has
 *     one rounding of size. All of it is scaled by 2^-12, so that d holds 137 bits: the result leaves the normal range at -10.1 only. x is clamped to -10.3
 *     from below, in the numerator too, and in the exponent to 6 from above. c / d times 2^-12 is flushed to -0 beyond the range
 *     (so is gelu_tanh(-inf)); where c / d overflows, the bound says what the result is: at most x for x > 0, at most -0 otherwise. Fast: w in three roundings, off by up to 2^-16, and 1 + s y in one fma, with the core y = 2^-r.
 *
 * Use: float gelu_tanh_f32(float), and void gelu_tanh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef GELU_TANH_F32_20F9587302A59B8A
#define GELU_TANH_F32_20F9587302A59B8A

#define GELU_TANH_F32_TARGET "gelu_tanh"
#define GELU_TANH_F32_FORMAT "c"
#define GELU_TANH_F32_MAX_ULP 1256.273025539681
#define GELU_TANH_F32_EXHAUSTIVE 0
#define GELU_TANH_F32_FTZ 1
#define GELU_TANH_F32_DAZ 1
#define GELU_TANH_F32_WITNESS "-0x1.82d2580000000p+2"
#define GELU_TANH_F32_OUTPUTS_HASH NULL
#define GELU_TANH_F32_RECORD "20f9587302a59b8a"

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

static inline int32_t gelu_tanh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float gelu_tanh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float gelu_tanh_f32(float x) {
    const float c0 = -0x1.49999ap+3f; /* -10.3000002 */
    const float c1 = 0x1.8p+2f; /* 6 */
    const float c2 = 0x1.26aec2p+1f; /* 2.30220819 */
    const float c3 = 0x1.a5a7dp-4f; /* 0.102943242 */
    const float c4 = 0x1.8000e6p+23f; /* 12583027 */
    const float c5 = -0x1.c478c4p-5f; /* -0.0552333668 */
    const float c6 = 0x1.f0d6f8p-3f; /* 0.24259752 */
    const float c7 = -0x1.91a328p+3f; /* -12.5511665 */
    const float c8 = -0x1.05c11p+1f; /* -2.0449543 */
    const int32_t c9 = 23;
    const float c10 = 0x1p-12f; /* 0.000244140625 */
    const float c11 = -0x0p+0f; /* -0 */
    const float c12 = 0x1p-126f; /* 1.17549435e-38 */
    const float c13 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c12;
    const float v2 = x * c13;
    const float v3 = v1 ? v2 : x;
    const float v4 = v3 < c0 ? c0 : v3;
    const float v5 = c1 < v4 ? c1 : v4;
    const float v6 = v5 * v5;
    const float v7 = fmaf(v6, c3, c2);
    const float v8 = v5 * v7;
    const float v9 = c4 - v8;
    const float v10 = v9 - c4;
    const float v11 = v8 + v10;
    const float v12 = fmaf(v11, c5, c6);
    const float v13 = -v11;
    const float v14 = fmaf(v13, v11, c7);
    const float v15 = -v12;
    const float v16 = fmaf(v15, v14, c8);
    const int32_t v17 = gelu_tanh_f32_word(v9);
    const int32_t v18 = (int32_t)((uint32_t)v17 << c9);
    const float v19 = gelu_tanh_f32_float(v18);
    const float v20 = fmaf(v19, v16, c10);
    const float v21 = v4 / v20;
    const float v22 = fmaf(v21, c10, c11);
    const float v23 = fabsf(v22);
    const int v24 = v23 < c12;
    const float v25 = v22 * c13;
    const float v26 = v24 ? v25 : v22;
    const float v27 = v3 < c11 ? c11 : v3;
    const float v28 = v26 < v27 ? v26 : v27;
    return v28;
}

static inline void gelu_tanh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = gelu_tanh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

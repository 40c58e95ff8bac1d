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
 *     w is up to 131 at x = -10.15 and must be right to 2^-25 there, so that the argument keeps every product
 *     and sum to its double. All of it is scaled by 2^-12, so that d holds 137 bits: the result leaves the
 *     normal range at -10.1 only. x is clamped to -10.3 from below, in the numerator too, and in the exponent to
 *     6 from above. c / d times 2^-12 is flushed to -0 beyond the range (so is gelu_tanh(-inf)); where c / d
 *     overflows, the bound decides: the result is at most x for x > 0, at most -0 otherwise. Fast: w in three
 *     roundings, off by up to 2^-16, and 1 + s y in one fma, with the core y = 2^-r.
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
    const float least = -0x1.49999ap+3f; /* -10.3000002 */
    const float six = 0x1.8p+2f; /* 6 */
    const float slope_nearest = 0x1.26aec2p+1f; /* 2.30220819 */
    const float bend_high = 0x1.a5a7dp-4f; /* 0.102943242 */
    const float magic = 0x1.8000e6p+23f; /* 12583027 */
    const float y_coefficient_1 = -0x1.c478c4p-5f; /* -0.0552333668 */
    const float y_coefficient_2 = 0x1.f0d6f8p-3f; /* 0.24259752 */
    const float y_coefficient_3 = -0x1.91a328p+3f; /* -12.5511665 */
    const float y_coefficient_4 = -0x1.05c11p+1f; /* -2.0449543 */
    const int32_t width = 23;
    const float unit = 0x1p-12f; /* 0.000244140625 */
    const float minus_zero = -0x0p+0f; /* -0 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: e^-2u = 2^-w, w = x (slope + bend x^2) = -k + r to 2^-16, |r| <= 1/2 + 2^-16; t holds k in */
    /* its low bits. */
    const float c = x_flushed < least ? least : x_flushed;
    const float e = six < c ? six : c;
    const float w = e * fmaf(e * e, bend_high, slope_nearest);
    const float t = magic - w;
    const float n = t - magic;
    const float r = w + n;
    /* Core y(r), a polynomial, r in [-0.501, 0.501]: y = 2^-r. */
    const float y1 = fmaf(r, y_coefficient_1, y_coefficient_2);
    const float y = fmaf(-y1, fmaf(-r, r, y_coefficient_3), y_coefficient_4);
    /* Reconstruction: c / (1 + s y), s = 2^k, y = e^-r, all in units of 2^12. */
    const float d = fmaf(gelu_tanh_f32_float((int32_t)((uint32_t)gelu_tanh_f32_word(t) << width)), y, unit);
    const float total = fmaf(c / d, unit, minus_zero);
    const int subnormal = fabsf(total) < smallest_normal;
    const float signed_zero = total * zero;
    const float flushed = subnormal ? signed_zero : total;
    /* at_most: The value, but at most x for x > 0 and at most -0 otherwise: x for nan and values too large. */
    const float bound = x_flushed < minus_zero ? minus_zero : x_flushed;
    const float result = flushed < bound ? flushed : bound;
    return result;
}

static inline void gelu_tanh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = gelu_tanh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

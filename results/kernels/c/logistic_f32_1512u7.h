/*
 * logistic for float32 arrays: max error 1508.6774 ulp over 277,543 sampled inputs.
 *
 * Witness of the bound: x = -0x1.4ffffa0000000p+4. Results that are not correctly rounded: 141,201.
 * Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.0002260000000p-1, not
 * 0x1.0000000000000p-1, f(-0x0.0p+0) = 0x1.0002260000000p-1, not 0x1.0000000000000p-1. Results below 2**-126 are
 * flushed to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: 1 / (1 + e^-x); scipy.special.expit.
 *
 * Kernel de3abf73b4d3d395, 14 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search logistic --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction logistic_fast:
 *     x is first clamped to [-88, 87]: from -87.34 down 1 / d is below 2^-126 and flushed. Fast: ln 2 in one
 *     constant, and 1 + s y in one fma, with the core y = e^-r, whose error counts in full.
 *
 * Use: float logistic_f32(float), and void logistic_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOGISTIC_F32_DE3ABF73B4D3D395
#define LOGISTIC_F32_DE3ABF73B4D3D395

#define LOGISTIC_F32_TARGET "logistic"
#define LOGISTIC_F32_FORMAT "c"
#define LOGISTIC_F32_MAX_ULP 1508.6773671536935
#define LOGISTIC_F32_EXHAUSTIVE 0
#define LOGISTIC_F32_FTZ 1
#define LOGISTIC_F32_DAZ 1
#define LOGISTIC_F32_WITNESS "-0x1.4ffffa0000000p+4"
#define LOGISTIC_F32_OUTPUTS_HASH NULL
#define LOGISTIC_F32_RECORD "de3abf73b4d3d395"

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

static inline int32_t logistic_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float logistic_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float logistic_f32(float x) {
    const float least = -0x1.6p+6f; /* -88 */
    const float most = 0x1.5cp+6f; /* 87 */
    const float minus_log2_e = -0x1.715476p+0f; /* -1.44269502 */
    const float magic = 0x1.8000fep+23f; /* 12583039 */
    const float ln2_nearest_high = 0x1.62e43p-1f; /* 0.693147182 */
    const float y_coefficient_1 = 0x1.9a9c76p-2f; /* 0.400987476 */
    const float y_coefficient_2 = -0x1.421474p-1f; /* -0.629062295 */
    const float y_coefficient_3 = 0x1.8238d8p+0f; /* 1.50867987 */
    const float y_coefficient_4 = 0x1.a0d0dp-5f; /* 0.0508808196 */
    const int32_t width = 23;
    const float one = 0x1p+0f; /* 1 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: -x = k ln 2 - r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -88 to 87: k is nearest to */
    /* -x log2 e, and the low bits of t hold k + 127. */
    const float c = x_flushed < least ? least : x_flushed;
    const float inner = most < c ? most : c;
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float t = fmaf(inner, minus_log2_e, magic);
    const float n = t - magic;
    const float r = fmaf(n, ln2_nearest_high, inner);
    /* Core y(r), a polynomial, r in [-0.346577, 0.346577]: y = e^-r. */
    const float y1 = fmaf(r, y_coefficient_1, y_coefficient_2);
    const float y = fmaf(-y1, fmaf(r, y1, y_coefficient_3), y_coefficient_4);
    /* Reconstruction: 1 / (1 + e^-x) = 1 / (1 + s y), s = 2^k, y = e^-r. */
    const float result = one / fmaf(logistic_f32_float((int32_t)((uint32_t)logistic_f32_word(t) << width)), y, one);
    const int result_subnormal = fabsf(result) < smallest_normal;
    const float result_zero = result * zero;
    const float result_flushed = result_subnormal ? result_zero : result;
    return result_flushed;
}

static inline void logistic_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = logistic_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

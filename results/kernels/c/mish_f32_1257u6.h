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
 *     In the exponent x is clamped to 20, where the quotient is 1, and everywhere to -95 from below. e = 2^12
 *     e^x and n in units of 2^-12 keep x e^x in the normal range as far as -91.9; the last product brings the
 *     result back and flushes it to -0 beyond (so is mish(-inf)). Where x n overflows, the bound decides: the
 *     result is at most x for x > 0, at most -0 otherwise. n, n + 2, x n and the quotient round once each.
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
    const float least = -0x1.7cp+6f; /* -95 */
    const float most = 0x1.4p+4f; /* 20 */
    const float log2_e = 0x1.715476p+0f; /* 1.44269502 */
    const float magic = 0x1.800116p+23f; /* 12583051 */
    const float minus_ln2_high = -0x1.62e4p-1f; /* -0.693145752 */
    const float minus_ln2_low = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float y_coefficient_1 = 0x1.53495ep-3f; /* 0.165667281 */
    const float y_coefficient_2 = 0x1.028a9p-1f; /* 0.504963398 */
    const float y_coefficient_3 = 0x1.826144p+2f; /* 6.03718662 */
    const float y_coefficient_4 = -0x1.063984p+1f; /* -2.04863024 */
    const int32_t width = 23;
    const float two = 0x1p+1f; /* 2 */
    const float scale = 0x1p-12f; /* 0.000244140625 */
    const float minus_zero = -0x0p+0f; /* -0 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: x = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -95 to 20: k is nearest to x */
    /* log2 e, and the low bits of t hold k + 139. */
    const float raised = x_flushed < least ? least : x_flushed;
    const float c = most < raised ? most : raised;
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float t = fmaf(c, log2_e, magic);
    const float n = t - magic;
    /* cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of */
    /* high + low. */
    const float after_high = fmaf(n, minus_ln2_high, c);
    const float r = fmaf(n, minus_ln2_low, after_high);
    /* Core y(r), a polynomial, r in [-0.346577, 0.346577]: y = e^r. */
    const float y = fmaf(fmaf(r, y_coefficient_1, y_coefficient_2), fmaf(r, r, y_coefficient_3), y_coefficient_4);
    /* Reconstruction: mish x = x n / (n + 2), n = e^x (e^x + 2), e = 2^12 e^x = 2^(k + 12) y, y = e^r. */
    const float e = mish_f32_float((int32_t)((uint32_t)mish_f32_word(t) << width)) * y;
    const float scaled = fmaf(e, scale, minus_zero);
    const float total = e + e;
    const float second_n = fmaf(e, scaled, total);
    const float denominator = fmaf(second_n, scale, two);
    const float numerator = fmaf(raised, second_n, minus_zero);
    const float quotient = fmaf(numerator / denominator, scale, minus_zero);
    const int quotient_subnormal = fabsf(quotient) < smallest_normal;
    const float quotient_zero = quotient * zero;
    const float quotient_flushed = quotient_subnormal ? quotient_zero : quotient;
    /* at_most: The value, but at most x for x > 0 and at most -0 otherwise: x for nan and values too large. */
    const float bound = x_flushed < minus_zero ? minus_zero : x_flushed;
    const float result = quotient_flushed < bound ? quotient_flushed : bound;
    return result;
}

static inline void mish_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = mish_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

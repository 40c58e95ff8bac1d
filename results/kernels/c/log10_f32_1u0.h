/*
 * log10 for float32 arrays: max error 0.8412 ulp over 277,532 sampled inputs.
 *
 * Witness of the bound: x = 0x1.7c795a0000000p-2. Results that are not correctly rounded: 916.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.8 and F.10.3.8.
 *
 * Kernel 600c0fadd9a0480a, 27 operations, 14 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search log10 --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction log10_split_short:
 *     1 + f begins at sqrt(1/2): the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
 *     the exponent field again. f is exact: a multiple of 2^-24 below 0 (Sterbenz), of 2^-23 from 0 on. k = 0
 *     around x = 1, where the head of the series is the result but for a small term, so that the relative error
 *     stays small (Muller, Elementary Functions, chapter 11). c = 0.0593, log10 2 in two parts. The outer
 *     bracket is below 0.1506 and rounded to 2^-27 at worst; beside k = 1 or -1, where the result is as small as
 *     0.1505, that is half an ulp more. Inputs below 2^-126 give -inf, or nan if negative; inf and nan give
 *     themselves.
 *
 * Use: float log10_f32(float), and void log10_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOG10_F32_600C0FADD9A0480A
#define LOG10_F32_600C0FADD9A0480A

#define LOG10_F32_TARGET "log10"
#define LOG10_F32_FORMAT "c"
#define LOG10_F32_MAX_ULP 0.8411666474561115
#define LOG10_F32_EXHAUSTIVE 0
#define LOG10_F32_FTZ 1
#define LOG10_F32_DAZ 1
#define LOG10_F32_WITNESS "0x1.7c795a0000000p-2"
#define LOG10_F32_OUTPUTS_HASH NULL
#define LOG10_F32_RECORD "600c0fadd9a0480a"

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

static inline int32_t log10_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float log10_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float log10_f32(float x) {
    const int32_t least = 1060439283;
    const int32_t exponent_bits = -8388608;
    const float one = 0x1p+0f; /* 1 */
    const float q_coefficient_1 = 0x1.78f814p-6f; /* 0.0230083652 */
    const float q_coefficient_2 = -0x1.2ae08ep-5f; /* -0.0364840291 */
    const float q_coefficient_3 = 0x1.91c3dp-2f; /* 0.392348528 */
    const float q_coefficient_4 = 0x1.5d564cp+0f; /* 1.36459804 */
    const float q_coefficient_5 = -0x1.584bfcp+1f; /* -2.68981886 */
    const float q_coefficient_6 = 0x1.b6853ep-8f; /* 0.00669129146 */
    const float q_coefficient_7 = 0x1.2c262p-4f; /* 0.0732785463 */
    const float q_coefficient_8 = -0x1.7e4f82p-3f; /* -0.186675087 */
    const float slope_10_high = 0x1.8p-2f; /* 0.375 */
    const float slope_10_low = 0x1.e5bd8ap-5f; /* 0.0592944808 */
    const float step_nearest_high = 0x1.344136p-25f; /* 3.58855736e-08 */
    const float step_nearest_low = -0x1.ec10cp-50f; /* -1.70719491e-15 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const float infinity = INFINITY; /* inf */
    const float minus_infinity = -INFINITY; /* -inf */
    const float nan = NAN; /* nan */
    /* Reduction: x = 2^k (1 + f) exactly, k = 0 around x = 1; 2^23 k is given for k. */
    /* split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to */
    /* one binade more. */
    const int32_t word = log10_f32_word(x);
    const int32_t above = (int32_t)((uint32_t)word - (uint32_t)least);
    const int32_t exponent = above & exponent_bits;
    const float m = log10_f32_float((int32_t)((uint32_t)word - (uint32_t)exponent));
    const float f = m - one;
    const float k = (float)exponent;
    /* Core q(f), a polynomial, f in [-0.292893, 0.414213]: log10(1 + f) = f / ln 10 + f^2 q. */
    const float q1 = fmaf(f, q_coefficient_1, q_coefficient_2);
    const float q2 = f * f;
    const float q3 = q2 + q_coefficient_3;
    const float q4 = fmaf(-fmaf(q3, q3, q_coefficient_4), q3, q_coefficient_5);
    const float q = fmaf(fmaf(q1, q4, q_coefficient_6), fmaf(q4, q_coefficient_7, f), q_coefficient_8);
    /* Reconstruction: log10 x = k log10 2 + (3/8 f + (c f + f^2 q)), c = 1 / ln 10 - 3/8, q = (log10(1 + f) - */
    /* f / ln 10) / f^2. */
    const float product = f * slope_10_low;
    const float tail = fmaf(q2, q, product);
    const float log_mantissa = fmaf(f, slope_10_high, tail);
    const float with_low = fmaf(k, step_nearest_low, log_mantissa);
    const float total = fmaf(k, step_nearest_high, with_low);
    const int subnormal = fabsf(total) < smallest_normal;
    const float signed_zero = total * zero;
    const float flushed = subnormal ? signed_zero : total;
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reconstruction: log10 x = k log10 2 + (3/8 f + (c f + f^2 q)), c = 1 / ln 10 - 3/8, q = (log10(1 + f) - */
    /* f / ln 10) / f^2. */
    const int low = x_flushed < smallest_normal;
    const float beyond = (x_flushed < zero) ? nan : minus_infinity;
    const float inside = low ? beyond : flushed;
    const int finite = x_flushed < infinity;
    const float result = finite ? inside : x;
    return result;
}

static inline void log10_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = log10_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

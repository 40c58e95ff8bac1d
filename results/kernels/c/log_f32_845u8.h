/*
 * log for float32 arrays: max error 844.0968 ulp over 277,532 sampled inputs.
 *
 * Witness of the bound: x = 0x1.2211f40000000p+0. Results that are not correctly rounded: 95,167.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.7 and F.10.3.7.
 *
 * Kernel 0e17a316b16feb64, 22 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search log --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction log_split_short:
 *     1 + f begins at sqrt(1/2): the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
 *     the exponent field again. f is exact: a multiple of 2^-24 below 0 (Sterbenz), of 2^-23 from 0 on. k = 0
 *     around x = 1, where the head of the series is the result but for a small term, so that the relative error
 *     stays small (Muller, Elementary Functions, chapter 11). ln 2 is in two parts. The bracket is below 0.3466
 *     and rounded to 2^-26 at worst; beside k = 1 or -1, where the result is as small as 0.3466, that is half an
 *     ulp more. Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
 *
 * Use: float log_f32(float), and void log_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOG_F32_0E17A316B16FEB64
#define LOG_F32_0E17A316B16FEB64

#define LOG_F32_TARGET "log"
#define LOG_F32_FORMAT "c"
#define LOG_F32_MAX_ULP 844.096804197615
#define LOG_F32_EXHAUSTIVE 0
#define LOG_F32_FTZ 1
#define LOG_F32_DAZ 1
#define LOG_F32_WITNESS "0x1.2211f40000000p+0"
#define LOG_F32_OUTPUTS_HASH NULL
#define LOG_F32_RECORD "0e17a316b16feb64"

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

static inline int32_t log_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float log_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float log_f32(float x) {
    const int32_t least = 1060439283;
    const int32_t width = 23;
    const float one = 0x1p+0f; /* 1 */
    const float q_coefficient_1 = -0x1.72f3c4p-3f; /* -0.181129009 */
    const float q_coefficient_2 = 0x1.1439c8p-2f; /* 0.269751668 */
    const float q_coefficient_3 = 0x1.d9dfa4p+0f; /* 1.85106874 */
    const float q_coefficient_4 = -0x1.ddecdep-13f; /* -0.000227892524 */
    const float ln2_nearest_high = 0x1.62e43p-1f; /* 0.693147182 */
    const float ln2_nearest_low = -0x1.05c61p-29f; /* -1.90465421e-09 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const float infinity = INFINITY; /* inf */
    const float minus_infinity = -INFINITY; /* -inf */
    const float nan = NAN; /* nan */
    /* Reduction: x = 2^k (1 + f) exactly, k = 0 around x = 1. */
    /* split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to */
    /* one binade more. */
    const int32_t word = log_f32_word(x);
    const int32_t above = (int32_t)((uint32_t)word - (uint32_t)least);
    const int32_t exponent = above >> width;
    const int32_t field = (int32_t)((uint32_t)exponent << width);
    const float m = log_f32_float((int32_t)((uint32_t)word - (uint32_t)field));
    const float f = m - one;
    const float k = (float)exponent;
    /* Core q(f), a polynomial, f in [-0.292893, 0.414213]: log(1 + f) = f + f^2 q. */
    const float q1 = fmaf(f, q_coefficient_1, q_coefficient_2);
    const float q2 = f * f;
    const float q = fmaf(-q1, q2 + q_coefficient_3, q_coefficient_4);
    /* Reconstruction: log x = k ln 2 + (f + f^2 q), q = (log(1 + f) - f) / f^2. */
    const float log_mantissa = fmaf(q2, q, f);
    const float with_low = fmaf(k, ln2_nearest_low, log_mantissa);
    const float total = fmaf(k, ln2_nearest_high, with_low);
    const int subnormal = fabsf(total) < smallest_normal;
    const float signed_zero = total * zero;
    const float flushed = subnormal ? signed_zero : total;
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reconstruction: log x = k ln 2 + (f + f^2 q), q = (log(1 + f) - f) / f^2. */
    const int low = x_flushed < smallest_normal;
    const float beyond = (x_flushed < zero) ? nan : minus_infinity;
    const float inside = low ? beyond : flushed;
    const int finite = x_flushed < infinity;
    const float result = finite ? inside : x;
    return result;
}

static inline void log_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = log_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

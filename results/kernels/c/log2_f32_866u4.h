/*
 * log2 for float32 arrays: max error 864.0609 ulp over 277,532 sampled inputs.
 *
 * Witness of the bound: x = 0x1.2c94120000000p+0. Results that are not correctly rounded: 98,763.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.10 and F.10.3.10.
 *
 * Kernel a444160c974c7a98, 21 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search log2 --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction log2_split_short:
 *     1 + f begins at sqrt(1/2): the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
 *     the exponent field again. f is exact: a multiple of 2^-24 below 0 (Sterbenz), of 2^-23 from 0 on. k = 0
 *     around x = 1, where the head of the series is the result but for a small term, so that the relative error
 *     stays small (Muller, Elementary Functions, chapter 11). c = -0.0573. The tail in the inner bracket is
 *     below 0.122, so its roundings hardly count; the outer one lies in [-1/2, 1/2] and is rounded to 2^-26 at
 *     worst, a quarter ulp of the results from 1/2 on that come where k is not 0. Inputs below 2^-126 give -inf,
 *     or nan if negative; inf and nan give themselves.
 *
 * Use: float log2_f32(float), and void log2_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOG2_F32_A444160C974C7A98
#define LOG2_F32_A444160C974C7A98

#define LOG2_F32_TARGET "log2"
#define LOG2_F32_FORMAT "c"
#define LOG2_F32_MAX_ULP 864.0608933292672
#define LOG2_F32_EXHAUSTIVE 0
#define LOG2_F32_FTZ 1
#define LOG2_F32_DAZ 1
#define LOG2_F32_WITNESS "0x1.2c94120000000p+0"
#define LOG2_F32_OUTPUTS_HASH NULL
#define LOG2_F32_RECORD "a444160c974c7a98"

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

static inline int32_t log2_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float log2_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float log2_f32(float x) {
    const int32_t least = 1060439283;
    const int32_t exponent_bits = -8388608;
    const float one = 0x1p+0f; /* 1 */
    const float q_coefficient_1 = 0x1.05aa56p-2f; /* 0.255532593 */
    const float q_coefficient_2 = -0x1.8e85f6p-2f; /* -0.389182895 */
    const float q_coefficient_3 = 0x1.e57894p+0f; /* 1.89637113 */
    const float q_coefficient_4 = 0x1.1bb6e2p-6f; /* 0.0173165519 */
    const float three_halves = 0x1.8p+0f; /* 1.5 */
    const float slope_2_low = -0x1.d57136p-5f; /* -0.0573049597 */
    const float unit = 0x1p-23f; /* 1.1920929e-07 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const float infinity = INFINITY; /* inf */
    const float minus_infinity = -INFINITY; /* -inf */
    const float nan = NAN; /* nan */
    /* Reduction: x = 2^k (1 + f) exactly, k = 0 around x = 1; 2^23 k is given for k. */
    /* split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to */
    /* one binade more. */
    const int32_t word = log2_f32_word(x);
    const int32_t above = (int32_t)((uint32_t)word - (uint32_t)least);
    const int32_t exponent = above & exponent_bits;
    const float m = log2_f32_float((int32_t)((uint32_t)word - (uint32_t)exponent));
    const float f = m - one;
    const float k = (float)exponent;
    /* Core q(f), a polynomial, f in [-0.292893, 0.414213]: log2(1 + f) = f / ln 2 + f^2 q. */
    const float q1 = fmaf(f, q_coefficient_1, q_coefficient_2);
    const float q2 = f * f;
    const float q = fmaf(q1, q2 + q_coefficient_3, q_coefficient_4);
    /* Reconstruction: log2 x = k + (1.5 f + (c f + f^2 q)), c = 1 / ln 2 - 1.5, q = (log2(1 + f) - f / ln 2) / */
    /* f^2. */
    const float product = f * slope_2_low;
    const float tail = fmaf(q2, q, product);
    const float log_mantissa = fmaf(f, three_halves, tail);
    const float total = fmaf(k, unit, log_mantissa);
    const int subnormal = fabsf(total) < smallest_normal;
    const float signed_zero = total * zero;
    const float flushed = subnormal ? signed_zero : total;
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reconstruction: log2 x = k + (1.5 f + (c f + f^2 q)), c = 1 / ln 2 - 1.5, q = (log2(1 + f) - f / ln 2) / */
    /* f^2. */
    const int low = x_flushed < smallest_normal;
    const float beyond = (x_flushed < zero) ? nan : minus_infinity;
    const float inside = low ? beyond : flushed;
    const int finite = x_flushed < infinity;
    const float result = finite ? inside : x;
    return result;
}

static inline void log2_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = log2_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

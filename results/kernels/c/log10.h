/*
 * log10 for float32 arrays: max error 0.8778 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.5539840000000p+0. Results that are not correctly rounded: 3,147,075.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.8 and F.10.3.8.
 *
 * Kernel 6a47bdcdbdb6c3dd, 32 operations, 15 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search log10 --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction log10_split_exact:
 *     1 + f begins at sqrt(1/2): the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
 *     the exponent field again. f is exact: a multiple of 2^-24 below 0 (Sterbenz), of 2^-23 from 0 on. k = 0
 *     around x = 1, where the head of the series is the result but for a small term, so that the relative error
 *     stays small (Muller, Elementary Functions, chapter 11). c = 0.0593. 3/8 f is exact: 3 f is a multiple of
 *     2^-24 below 0.88 or of 2^-23 below 1.25. log10 2 has a part of 16 bits, whose product with k is exact, and
 *     a rest. The rounding error of the first sum is found exactly (Fast2Sum, Dekker 1971: k = 0, or its term is
 *     the larger one) and added to the tail, whose roundings hardly count beside the last addition's half an
 *     ulp. Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
 *
 * Use: float log10_f32(float), and void log10_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOG10_F32_6A47BDCDBDB6C3DD
#define LOG10_F32_6A47BDCDBDB6C3DD

#define LOG10_F32_TARGET "log10"
#define LOG10_F32_FORMAT "c"
#define LOG10_F32_MAX_ULP 0.877785038203001
#define LOG10_F32_EXHAUSTIVE 1
#define LOG10_F32_FTZ 1
#define LOG10_F32_DAZ 1
#define LOG10_F32_WITNESS "0x1.5539840000000p+0"
#define LOG10_F32_OUTPUTS_HASH "49b66e868cffdca0828e5ea55abbeb805d015c1a66b69bb5db2ae7459e68f955"
#define LOG10_F32_RECORD "6a47bdcdbdb6c3dd"

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
    const float q_coefficient_1 = -0x1.8aa9ccp-2f; /* -0.385413349 */
    const float q_coefficient_2 = 0x1.66aa5ep-1f; /* 0.700518548 */
    const float q_coefficient_3 = -0x1.2b3168p+0f; /* -1.16872263 */
    const float q_coefficient_4 = 0x1.d0237cp-1f; /* 0.906520724 */
    const float q_coefficient_5 = 0x1.2183aep-1f; /* 0.565457761 */
    const float q_coefficient_6 = 0x1.8a768ap-4f; /* 0.0963044539 */
    const float q_coefficient_7 = 0x1.a966e8p-9f; /* 0.00324555952 */
    const float q_coefficient_8 = 0x1.287a7p-3f; /* 0.144764781 */
    const float q_coefficient_9 = -0x1.bcb7bp-3f; /* -0.217147231 */
    const float slope_10_high = 0x1.8p-2f; /* 0.375 */
    const float slope_10_low = 0x1.e5bd8ap-5f; /* 0.0592944808 */
    const float step_high = 0x1.3442p-25f; /* 3.58859324e-08 */
    const float minus_step_high = -0x1.3442p-25f; /* -3.58859324e-08 */
    const float step_low = -0x1.95ec1p-42f; /* -3.60531266e-13 */
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
    const float q2 = q1 + q_coefficient_3;
    const float q3 = fmaf(-f, q1, q_coefficient_4);
    const float q4 = fmaf(q2, q3, q_coefficient_5);
    const float q = fmaf(f, fmaf(-f, fmaf(fmaf(q4, q4, q_coefficient_6), q3, q_coefficient_7), q_coefficient_8), q_coefficient_9);
    /* Reconstruction: log10 x = (k log10 2 + 3/8 f) + (c f + f^2 q), c = 1 / ln 10 - 3/8; the tail below */
    /* 0.042. */
    const float square = f * f;
    const float product = f * slope_10_high;
    const float head = fmaf(k, step_high, product);
    const float back = fmaf(k, minus_step_high, head);
    const float lost = product - back;
    const float lows = fmaf(k, step_low, lost);
    const float rest = fmaf(f, slope_10_low, lows);
    const float tail = fmaf(square, q, rest);
    const float total = head + tail;
    const int subnormal = fabsf(total) < smallest_normal;
    const float signed_zero = total * zero;
    const float flushed = subnormal ? signed_zero : total;
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reconstruction: log10 x = (k log10 2 + 3/8 f) + (c f + f^2 q), c = 1 / ln 10 - 3/8; the tail below */
    /* 0.042. */
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

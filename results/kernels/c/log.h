/*
 * log for float32 arrays: max error 0.6819 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.469f9c0000000p+0. Results that are not correctly rounded: 1,697,277.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.7 and F.10.3.7.
 *
 * Kernel a3ae0c6bff6076d3, 34 operations, 14 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search log --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction log_split_cubic:
 *     1 + f begins at 0x1.64p-1: the bits of x less those of 0x1.64p-1 hold k above bit 23, and k is taken from
 *     the exponent field again. f is exact: a multiple of 2^-24 below 0 (Sterbenz), of 2^-23 from 0 on. k = 0
 *     around x = 1, where the head of the series is the result but for a small term, so that the relative error
 *     stays small (Muller, Elementary Functions, chapter 11). ln 2 has a part of 16 bits, whose product with k
 *     is exact, and a rest. The rounding error of the first sum is found exactly (Fast2Sum, Dekker 1971: k = 0,
 *     or its term is the larger one) and added to the tail, whose roundings hardly count beside the last
 *     addition's half an ulp. The core's term is below 0.02, so that its roundings hardly count, and f^2 / 2 is
 *     exact within its fma: the one other rounding, that of a tail below 0.066, is 1/8 ulp of results from
 *     0.3296 on. Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
 *
 * Use: float log_f32(float), and void log_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOG_F32_A3AE0C6BFF6076D3
#define LOG_F32_A3AE0C6BFF6076D3

#define LOG_F32_TARGET "log"
#define LOG_F32_FORMAT "c"
#define LOG_F32_MAX_ULP 0.681854784488678
#define LOG_F32_EXHAUSTIVE 1
#define LOG_F32_FTZ 1
#define LOG_F32_DAZ 1
#define LOG_F32_WITNESS "0x1.469f9c0000000p+0"
#define LOG_F32_OUTPUTS_HASH "7f304637c499e866c4975ab48f4b0bb5b5ecb9a00f20e19987a95369e4312a5b"
#define LOG_F32_RECORD "a3ae0c6bff6076d3"

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
    const int32_t least = 1060241408;
    const int32_t width = 23;
    const float one = 0x1p+0f; /* 1 */
    const float q_coefficient_1 = -0x1.5ba948p-3f; /* -0.169756472 */
    const float q_coefficient_2 = 0x1.189c34p-2f; /* 0.274033368 */
    const float q_coefficient_3 = 0x1.27f16ap-2f; /* 0.289006859 */
    const float q_coefficient_4 = 0x1.170a9cp-1f; /* 0.545002818 */
    const float q_coefficient_5 = -0x1.d8c2fcp-4f; /* -0.115420327 */
    const float q_coefficient_6 = 0x1.839fcep-1f; /* 0.757078588 */
    const float q_coefficient_7 = -0x1.871bf8p-4f; /* -0.0954856575 */
    const float q_coefficient_8 = 0x1.34a094p-2f; /* 0.301393807 */
    const float ln2_high = 0x1.62e4p-1f; /* 0.693145752 */
    const float ln2_low = 0x1.7f7d1cp-20f; /* 1.42860677e-06 */
    const float minus_half = -0x1p-1f; /* -0.5 */
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
    /* Core q(f), a polynomial, f in [-0.304688, 0.390625]: log(1 + f) = (f - f^2 / 2) + f^3 q. */
    const float q1 = fmaf(-f, fmaf(f, q_coefficient_1, q_coefficient_2), q_coefficient_3);
    const float q2 = fmaf(q1, fmaf(-f, q1, q_coefficient_4), q_coefficient_5);
    const float q = fmaf(fmaf(q2, q2, q_coefficient_6), fmaf(f, q_coefficient_7, q2), q_coefficient_8);
    /* Reconstruction: log x = (k ln 2 + f) + (f^3 q - f^2 / 2), q = (log(1 + f) - f + f^2 / 2) / f^3; f^3 q */
    /* below 0.02. */
    const float square = f * f;
    const float cube = square * f;
    const float product = k * ln2_high;
    /* fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no */
    /* higher binade (Dekker 1971). */
    const float head = product + f;
    const float back = head - product;
    const float lost = f - back;
    const float lows = fmaf(k, ln2_low, lost);
    const float rest = fmaf(cube, q, lows);
    const float tail = fmaf(f, f * minus_half, rest);
    const float total = head + tail;
    const int subnormal = fabsf(total) < smallest_normal;
    const float signed_zero = total * zero;
    const float flushed = subnormal ? signed_zero : total;
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reconstruction: log x = (k ln 2 + f) + (f^3 q - f^2 / 2), q = (log(1 + f) - f + f^2 / 2) / f^3; f^3 q */
    /* below 0.02. */
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

/*
 * log1p for float32 arrays: max error 0.8681 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.c9169e0000000p-2. Results that are not correctly rounded: 4,418,147.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.9 and F.10.3.9.
 *
 * Kernel b8b2b10e91a3e6b7, 40 operations, 16 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search log1p --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction log1p_split_exact:
 *     k is from the bits of the rounded sum and f from x itself: f = 2^-k x + (2^-k - 1), in which 2^-k is 2^(2
 *     - k) / 4 so that k = 128 stays in the normal range. f = x for k = 0. It is exact for others up to |x| =
 *     2^24, as k = 1 begins at x = 1/2 and k = -1 ends at x = -1/4: 2^-k x is a multiple of 2^-25 for x in [1/2,
 *     1), where f is in [-1/4, 0), and of 2^-24 elsewhere, with |f| < 1/2. Beyond, its error is below 2^-25,
 *     with results above 16. ln 2 has a part of 16 bits, whose product with k is exact, and a rest. The rounding
 *     error of the first sum is found exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
 *     added to the tail, whose roundings hardly count beside the last addition's half an ulp. Below 2^-30 the
 *     result is x, within 2^-31 of itself, and so are inf, nan and zeros; -1 gives -inf, and an x below it nan.
 *
 * Use: float log1p_f32(float), and void log1p_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOG1P_F32_B8B2B10E91A3E6B7
#define LOG1P_F32_B8B2B10E91A3E6B7

#define LOG1P_F32_TARGET "log1p"
#define LOG1P_F32_FORMAT "c"
#define LOG1P_F32_MAX_ULP 0.8681355199754791
#define LOG1P_F32_EXHAUSTIVE 1
#define LOG1P_F32_FTZ 1
#define LOG1P_F32_DAZ 1
#define LOG1P_F32_WITNESS "0x1.c9169e0000000p-2"
#define LOG1P_F32_OUTPUTS_HASH "98faed376be0b634475cd2876ea5570367f291e8128dbfc862f02c8ea504cc71"
#define LOG1P_F32_RECORD "b8b2b10e91a3e6b7"

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

static inline int32_t log1p_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float log1p_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float log1p_f32(float x) {
    const int32_t three_quarters = 1061158912;
    const int32_t width = 23;
    const int32_t word_of_four = 1082130432;
    const float one = 0x1p+0f; /* 1 */
    const float minus_one = -0x1p+0f; /* -1 */
    const float quarter = 0x1p-2f; /* 0.25 */
    const float q_coefficient_1 = -0x1.e3af7cp-3f; /* -0.236174554 */
    const float q_coefficient_2 = 0x1.e72fc4p-2f; /* 0.475768149 */
    const float q_coefficient_3 = 0x1.6c6cccp-6f; /* 0.0222427361 */
    const float q_coefficient_4 = -0x1.90b7d2p-1f; /* -0.782652438 */
    const float q_coefficient_5 = 0x1.d2726ep-4f; /* 0.11387866 */
    const float q_coefficient_6 = -0x1.a55f58p-6f; /* -0.0257185325 */
    const float q_coefficient_7 = -0x1.9df89ep-1f; /* -0.808537424 */
    const float q_coefficient_8 = -0x1.4005cap-2f; /* -0.312522084 */
    const float minus_half = -0x1p-1f; /* -0.5 */
    const float ln2_high = 0x1.62e4p-1f; /* 0.693145752 */
    const float ln2_low = 0x1.7f7d1cp-20f; /* 1.42860677e-06 */
    const int32_t magnitude_bits = 2147483647;
    const int32_t tiny = -1333788672;
    const int32_t span = -822083584;
    const float last = -0x1.fffffep-1f; /* -0.99999994 */
    const float minus_infinity = -INFINITY; /* -inf */
    const float nan = NAN; /* nan */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: 1 + x = 2^k (1 + f), 1 + f in [3/4, 3/2), f = 2^-k x + (2^-k - 1) from x itself: exact up to */
    /* 2^24, to 2^-25 beyond. */
    const int32_t above = (int32_t)((uint32_t)log1p_f32_word(x_flushed + one) - (uint32_t)three_quarters);
    const int32_t exponent = above >> width;
    const float scale = log1p_f32_float((int32_t)((uint32_t)word_of_four - (uint32_t)((int32_t)((uint32_t)exponent << width))));
    const float second_quarter = x_flushed * quarter;
    const float offset = fmaf(scale, quarter, minus_one);
    const float f = fmaf(second_quarter, scale, offset);
    const float k = (float)exponent;
    /* Core q(f), a polynomial, f in [-0.25, 0.5]: log(1 + f) = f + f^2 q. */
    const float q1 = fmaf(f, q_coefficient_1, q_coefficient_2);
    const float q2 = fmaf(q1, q1, q_coefficient_3);
    const float q3 = fmaf(f, fmaf(-q2, fmaf(f, q2, q_coefficient_4), q_coefficient_5), q_coefficient_6);
    const float q = fmaf(-f, fmaf(-fmaf(-q3, q3, q_coefficient_7), q3, q_coefficient_8), minus_half);
    /* Reconstruction: log(1 + x) = (k ln 2 + f) + f^2 q, q = (log(1 + f) - f) / f^2. */
    const float square = f * f;
    const float product = k * ln2_high;
    /* fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no */
    /* higher binade (Dekker 1971). */
    const float head = product + f;
    const float back = head - product;
    const float lost = f - back;
    const float rest = fmaf(k, ln2_low, lost);
    const float tail = fmaf(square, q, rest);
    const float total = head + tail;
    const int subnormal = fabsf(total) < smallest_normal;
    const float signed_zero = total * zero;
    const float flushed = subnormal ? signed_zero : total;
    const int32_t magnitude = log1p_f32_word(x) & magnitude_bits;
    const int ordinary = ((int32_t)((uint32_t)magnitude - (uint32_t)tiny)) < span;
    const float inside = ordinary ? flushed : x;
    const int outside = x_flushed < minus_one;
    const float beyond = outside ? nan : minus_infinity;
    const int low = x_flushed < last;
    const float result = low ? beyond : inside;
    return result;
}

static inline void log1p_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = log1p_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

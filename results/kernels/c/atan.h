/*
 * atan for float32 arrays: max error 0.8654 ulp over 277,515 sampled inputs.
 *
 * Witness of the bound: x = 0x1.11e35e0000000p+0. Results that are not correctly rounded: 334.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
 * c, compiler cc (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.
 *
 * Kernel 64a41f62ce4f329f, 35 operations, 16 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search atan --seed 0 --evaluations 30000 --max-ops 16 --set 'cores=["atan_tail:0,1"]'
 *
 * Reduction atan_reciprocal_exact:
 *     The second term is below 0.215 (Muller, Elementary Functions, chapter 11). |x| is bounded by 2^40, beyond
 *     which the result is pi / 2 rounded. The sign of x is put back at the end, zero's too. The rounding of the
 *     quotient is corrected: t max(|x|, 1) - min(|x|, 1) is exact in one fma, 0 below 1, and t itself is 1 / |x|
 *     beyond. The rounding error of the sum of pi / 2, in two parts, and t is found exactly (Fast2Sum, Dekker
 *     1971), so that besides the last addition only the second term's roundings count: 1/8 ulp each beside |x| =
 *     1.
 *
 * Use: float atan_f32(float), and void atan_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ATAN_F32_64A41F62CE4F329F
#define ATAN_F32_64A41F62CE4F329F

#define ATAN_F32_TARGET "atan"
#define ATAN_F32_FORMAT "c"
#define ATAN_F32_MAX_ULP 0.8653618021259917
#define ATAN_F32_EXHAUSTIVE 0
#define ATAN_F32_FTZ 1
#define ATAN_F32_DAZ 1
#define ATAN_F32_WITNESS "0x1.11e35e0000000p+0"
#define ATAN_F32_OUTPUTS_HASH NULL
#define ATAN_F32_RECORD "64a41f62ce4f329f"

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

static inline int32_t atan_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float atan_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float atan_f32(float x) {
    const float one = 0x1p+0f; /* 1 */
    const float two_to_40 = 0x1p+40f; /* 1.09951163e+12 */
    const float zero = 0x0p+0f; /* 0 */
    const float p_coefficient_1 = -0x1.1fb068p-8f; /* -0.00438978709 */
    const float p_coefficient_2 = 0x1.0fe148p-5f; /* 0.0331884772 */
    const float p_coefficient_3 = 0x1.e56272p-4f; /* 0.118502088 */
    const float p_coefficient_4 = -0x1.3f0fb2p-2f; /* -0.31158331 */
    const float p_coefficient_5 = 0x1.e29afcp-3f; /* 0.235647172 */
    const float p_coefficient_6 = 0x1.ebb4f6p-3f; /* 0.240091249 */
    const float p_coefficient_7 = 0x1.2b74b2p-2f; /* 0.292437345 */
    const float p_coefficient_8 = 0x1.d5a548p-4f; /* 0.114659578 */
    const float p_coefficient_9 = -0x1.55554p-2f; /* -0.333333015 */
    const float half_pi_high = 0x1.921fb6p+0f; /* 1.57079637 */
    const float half_pi_low = -0x1.777a5cp-25f; /* -4.37113883e-08 */
    const int32_t sign_bit = INT32_MIN;
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    /* Reduction: t = min(|x|, 1) / max(|x|, 1), |x| up to 2^40, z = t^2. */
    const float a = fabsf(x);
    const int a_subnormal = fabsf(a) < smallest_normal;
    const float a_zero = a * zero;
    const float a_flushed = a_subnormal ? a_zero : a;
    const float bounded = two_to_40 < a_flushed ? two_to_40 : a_flushed;
    const float upper = one < bounded ? one : bounded;
    const float lower = bounded < one ? one : bounded;
    const float t = upper / lower;
    const float z = fmaf(t, t, zero);
    /* Core p(z), a polynomial, z in [0, 1]: atan t = t + t z p, z = t^2. */
    const float p1 = fmaf(z, fmaf(z, fmaf(-z, fmaf(z, p_coefficient_1, p_coefficient_2), p_coefficient_3), p_coefficient_4), p_coefficient_5);
    const float p = fmaf(z, fmaf(p1, fmaf(p1, fmaf(p1, p1, p_coefficient_6), p_coefficient_7), p_coefficient_8), p_coefficient_9);
    /* Reconstruction: atan |x| = base + low + head (1 + z p): head t up to 1, -t beyond with base + low = pi / */
    /* 2 and the residue of the quotient. */
    const int big = one < a_flushed;
    const float minus = -t;
    const float head = big ? minus : t;
    const float base = big ? half_pi_high : zero;
    const float offset = big ? half_pi_low : zero;
    const float excess = fmaf(t, lower, -upper);
    const float low = fmaf(excess, t, offset);
    /* fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no */
    /* higher binade (Dekker 1971). */
    const float high = base + head;
    const float back = high - base;
    const float lost = head - back;
    const float lows = low + lost;
    const float tail = fmaf(head, z * p, lows);
    const float total = high + tail;
    const int subnormal = fabsf(total) < smallest_normal;
    const float signed_zero = total * zero;
    const float flushed = subnormal ? signed_zero : total;
    /* with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros. */
    const int32_t sign = atan_f32_word(x) & sign_bit;
    const float result = atan_f32_float(atan_f32_word(flushed) | sign);
    return result;
}

static inline void atan_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = atan_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

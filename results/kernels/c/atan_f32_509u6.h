/*
 * atan for float32 arrays: max error 508.8667 ulp over 277,515 sampled inputs.
 *
 * Witness of the bound: x = 0x1.fffff20000000p-1. Results that are not correctly rounded: 25,709.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
 * c, compiler cc (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.
 *
 * Kernel 9e6f647656d7df54, 21 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search atan --seed 0 --evaluations 30000 --max-ops 16 --set 'cores=["atan_tail:0,1"]'
 *
 * Reduction atan_reciprocal_lean:
 *     The second term is below 0.215 (Muller, Elementary Functions, chapter 11). The quotient counts as exact,
 *     and pi / 2 as a float32 (0.37 ulp of the result at most): t, the cube, the sum and the difference from pi
 *     / 2 round once each.
 *
 * Use: float atan_f32(float), and void atan_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ATAN_F32_9E6F647656D7DF54
#define ATAN_F32_9E6F647656D7DF54

#define ATAN_F32_TARGET "atan"
#define ATAN_F32_FORMAT "c"
#define ATAN_F32_MAX_ULP 508.8666784460177
#define ATAN_F32_EXHAUSTIVE 0
#define ATAN_F32_FTZ 1
#define ATAN_F32_DAZ 1
#define ATAN_F32_WITNESS "0x1.fffff20000000p-1"
#define ATAN_F32_OUTPUTS_HASH NULL
#define ATAN_F32_RECORD "9e6f647656d7df54"

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
    const int32_t magnitude_bits = 2147483647;
    const float p_coefficient_1 = 0x1.a1cfeep-6f; /* 0.0255012345 */
    const float p_coefficient_2 = -0x1.86ce48p-4f; /* -0.0954115689 */
    const float p_coefficient_3 = 0x1.802db4p-3f; /* 0.187587172 */
    const float p_coefficient_4 = -0x1.5438eap-2f; /* -0.33224836 */
    const float half_pi_high = 0x1.921fb6p+0f; /* 1.57079637 */
    const int32_t sign_bit = INT32_MIN;
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    /* Reduction: t = |x| up to 1, 1 / |x| beyond, 0 where that is below 2^-126; z = t^2. */
    const float size = fabsf(x);
    const int subnormal = fabsf(size) < smallest_normal;
    const float signed_zero = size * zero;
    const float flushed = subnormal ? signed_zero : size;
    const int big = one < flushed;
    const float numerator = big ? one : x;
    const float denominator = big ? x : one;
    const int numerator_subnormal = fabsf(numerator) < smallest_normal;
    const float numerator_zero = numerator * zero;
    const float numerator_flushed = numerator_subnormal ? numerator_zero : numerator;
    const int denominator_subnormal = fabsf(denominator) < smallest_normal;
    const float denominator_zero = denominator * zero;
    const float denominator_flushed = denominator_subnormal ? denominator_zero : denominator;
    /* magnitude_of_quotient: The size of a quotient, exactly, by its word. */
    const float t = atan_f32_float(atan_f32_word(numerator_flushed / denominator_flushed) & magnitude_bits);
    const float z = t * t;
    /* Core p(z), a polynomial, z in [0, 1]: atan t = t + t z p, z = t^2. */
    const float p = fmaf(z, fmaf(z, fmaf(z, p_coefficient_1, p_coefficient_2), p_coefficient_3), p_coefficient_4);
    /* Reconstruction: atan |x| = atan t up to 1, pi / 2 - atan t beyond, atan t = t + t z p; the sign is that */
    /* of x. */
    const float cube = t * z;
    const float angle = fmaf(cube, p, t);
    const int angle_subnormal = fabsf(angle) < smallest_normal;
    const float angle_zero = angle * zero;
    const float angle_flushed = angle_subnormal ? angle_zero : angle;
    const float rest = half_pi_high - angle_flushed;
    const int rest_subnormal = fabsf(rest) < smallest_normal;
    const float rest_zero = rest * zero;
    const float rest_flushed = rest_subnormal ? rest_zero : rest;
    const float chosen = big ? rest_flushed : angle_flushed;
    /* with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros. */
    const int32_t sign = atan_f32_word(x) & sign_bit;
    const float result = atan_f32_float(atan_f32_word(chosen) | sign);
    return result;
}

static inline void atan_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = atan_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

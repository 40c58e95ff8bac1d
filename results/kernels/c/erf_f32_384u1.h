/*
 * erf for float32 arrays: max error 383.3209 ulp over 277,515 sampled inputs.
 *
 * Witness of the bound: x = 0x1.fffff20000000p-1. Results that are not correctly rounded: 276,386.
 * Domain: the whole float line. Special values that differ: f(inf) = 0x1.ffffd60000000p-1, not
 * 0x1.0000000000000p+0, f(-inf) = -0x1.ffffd60000000p-1, not -0x1.0000000000000p+0.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 7.2; C17 7.12.8.1 and F.10.5.1.
 *
 * Kernel 619b6dba8f78ffef, 23 operations, 12 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search erf --seed 0 --evaluations 360000 --max-ops 16
 *
 * Reduction erf_eighth_power:
 *     c runs from 0.128 at x = 0 down to -0.157, so an ulp of c is a small part of an ulp of the result; the
 *     centre halves |s|, and with it the roundings of x^2 and of c's inner terms. erfc(1.0) = 0.157, so relative
 *     errors of q^8 weigh 0.157 at most; q(r) begins at r = 0 because they weigh most there. At |x| = 4 q^8 is
 *     2^-25.9: the difference is 1 from there on, and at infinity. A root of erfc is easier for a polynomial
 *     than erfc itself: its logarithm falls 8 times slower.
 *
 * Use: float erf_f32(float), and void erf_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ERF_F32_619B6DBA8F78FFEF
#define ERF_F32_619B6DBA8F78FFEF

#define ERF_F32_TARGET "erf"
#define ERF_F32_FORMAT "c"
#define ERF_F32_MAX_ULP 383.32093494918263
#define ERF_F32_EXHAUSTIVE 0
#define ERF_F32_FTZ 1
#define ERF_F32_DAZ 1
#define ERF_F32_WITNESS "0x1.fffff20000000p-1"
#define ERF_F32_OUTPUTS_HASH NULL
#define ERF_F32_RECORD "619b6dba8f78ffef"

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

static inline int32_t erf_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float erf_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float erf_f32(float x) {
    const float minus_half = -0x1p-1f; /* -0.5 */
    const float c_coefficient_1 = 0x1.2dc9dcp-6f; /* 0.0184197091 */
    const float c_coefficient_2 = -0x1.48f8e6p-4f; /* -0.080315493 */
    const float c_coefficient_3 = 0x1.e84b9ap+3f; /* 15.2592287 */
    const float c_coefficient_4 = -0x1.4296fp+0f; /* -1.26011562 */
    const float one = 0x1p+0f; /* 1 */
    const float three = 0x1.8p+1f; /* 3 */
    const float q_coefficient_1 = -0x1.211356p-3f; /* -0.141150162 */
    const float q_coefficient_2 = 0x1.24f644p-3f; /* 0.143047839 */
    const float q_coefficient_3 = -0x1.211864p-2f; /* -0.282319605 */
    const float q_coefficient_4 = 0x1.96502ep-1f; /* 0.793580472 */
    const float zero = 0x0p+0f; /* 0 */
    const int32_t sign_bit = INT32_MIN;
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: s = x^2 - 0.5, rounded once. */
    const float s = fmaf(x_flushed, x_flushed, minus_half);
    /* Core c(s), a polynomial, s in [-0.5, 0.5]: erf x = x + x c, s = x^2 - 0.5. */
    const float c1 = fmaf(s, c_coefficient_1, c_coefficient_2);
    const float c = fmaf(-c1, fmaf(s, s, c_coefficient_3), c_coefficient_4);
    /* Next argument: r = |x| - 1, up to |x| = 4: exact, because 1 has few bits. */
    const float size = fabsf(x);
    const int subnormal = fabsf(size) < smallest_normal;
    const float signed_zero = size * zero;
    const float flushed = subnormal ? signed_zero : size;
    const float difference = flushed - one;
    const float r = three < difference ? three : difference;
    /* Core q(r), a polynomial, r in [0, 3]: erfc(1 + r) = q^8. */
    const float q1 = fmaf(r, q_coefficient_1, q_coefficient_2);
    const float q = fmaf(r, fmaf(q1, q1, q_coefficient_3), q_coefficient_4);
    /* Reconstruction: erf x = x + x c below |x| = 1, c = erf x / x - 1; from there on 1 - q^8 with the sign of */
    /* x, q = erfc(|x|)^(1/8). */
    const float near_part = fmaf(x_flushed, c, x_flushed);
    const int near_part_subnormal = fabsf(near_part) < smallest_normal;
    const float near_part_zero = near_part * zero;
    const float near_part_flushed = near_part_subnormal ? near_part_zero : near_part;
    const float product = q * q;
    const float root = product * product;
    const float far_part = fmaf(-root, root, one);
    const int far_part_subnormal = fabsf(far_part) < smallest_normal;
    const float far_part_zero = far_part * zero;
    const float far_part_flushed = far_part_subnormal ? far_part_zero : far_part;
    /* with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros. */
    const int32_t sign = erf_f32_word(x) & sign_bit;
    const float signed_far = erf_f32_float(erf_f32_word(far_part_flushed) | sign);
    const float result = (r < zero) ? near_part_flushed : signed_far;
    return result;
}

static inline void erf_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erf_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

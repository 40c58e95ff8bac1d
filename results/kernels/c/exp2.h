/*
 * exp2 for float32 arrays: max error 0.8001 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.e8930a0000000p-2. Results that are not correctly rounded: 9,445,426.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.2 and F.10.3.2.
 *
 * Kernel 302a715dc8853c03, 20 operations, 12 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search exp2 --seed 1 --evaluations 200000 --max-ops 16
 *
 * Reduction exponent_split_magic:
 *     y lies in [2^-1/2, 2^1/2], so adding k to its exponent field multiplies by 2^k without rounding as long as
 *     the result is normal: -126 <= x < 128. From 2^7 on x + inf is inf, and nan for nan; below -126 the result
 *     is flushed to zero. x + 1.5*2^23 is rounded to an integer whose low bits are k; a shift by 23 drops the
 *     rest.
 *
 * Use: float exp2_f32(float), and void exp2_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef EXP2_F32_302A715DC8853C03
#define EXP2_F32_302A715DC8853C03

#define EXP2_F32_TARGET "exp2"
#define EXP2_F32_FORMAT "c"
#define EXP2_F32_MAX_ULP 0.8000938077229591
#define EXP2_F32_EXHAUSTIVE 1
#define EXP2_F32_FTZ 1
#define EXP2_F32_DAZ 1
#define EXP2_F32_WITNESS "-0x1.e8930a0000000p-2"
#define EXP2_F32_OUTPUTS_HASH "8a954a14d77547e76ed61ac11fb01cc8b46aa1b8f9733aa7e5a9d501dcb276b1"
#define EXP2_F32_OUTPUTS_HASH_KIND "blake3"
#define EXP2_F32_RECORD "302a715dc8853c03"

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

static inline int32_t exp2_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float exp2_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float exp2_f32(float x) {
    const float magic = 0x1.8p+23f; /* 12582912 */
    const float y_coefficient_1 = -0x1.9f79bep-8f; /* -0.00633965386 */
    const float y_coefficient_2 = -0x1.46de5ep-4f; /* -0.0798019096 */
    const float y_coefficient_3 = -0x1.1730a6p-2f; /* -0.272646517 */
    const float y_coefficient_4 = 0x1.e3dap-2f; /* 0.472511292 */
    const float y_coefficient_5 = -0x1.75452ep-4f; /* -0.091130428 */
    const float y_coefficient_6 = 0x1.62e43p-1f; /* 0.693147182 */
    const float one = 0x1p+0f; /* 1 */
    const int32_t width = 23;
    const float infinity = INFINITY; /* inf */
    const float zero = 0x0p+0f; /* 0 */
    const float two_to_7 = 0x1p+7f; /* 128 */
    const float least_exponent = -0x1.f8p+6f; /* -126 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: x = k + r, |r| <= 1/2, exactly for |x| < 2^22 (Sterbenz): t holds k in its low bits. */
    const float t = x_flushed + magic;
    const float n = t - magic;
    const float r = x_flushed - n;
    const int32_t k = exp2_f32_word(t);
    /* Core y(r), a polynomial, r in [-0.5, 0.5]: y = 2^r. */
    const float y1 = fmaf(r, fmaf(r, y_coefficient_1, y_coefficient_2), y_coefficient_3);
    const float y = fmaf(r, fmaf(-r, fmaf(fmaf(y1, y1, y_coefficient_4), y1, y_coefficient_5), y_coefficient_6), one);
    /* Reconstruction: 2^x = 2^k y, y = 2^r from 2^-1/2 to 2^1/2: k is added to its exponent field, exactly for */
    /* -126 <= x < 128. */
    const int32_t shifted = (int32_t)((uint32_t)k << width);
    /* moved_exponent: y 2^k with shift = 2^23 k, exactly, where y and the result are in the normal range. */
    const float scaled = exp2_f32_float((int32_t)((uint32_t)exp2_f32_word(y) + (uint32_t)shifted));
    const float above = x_flushed + infinity;
    const int above_subnormal = fabsf(above) < smallest_normal;
    const float above_zero = above * zero;
    const float above_flushed = above_subnormal ? above_zero : above;
    const float upper = (x_flushed < two_to_7) ? scaled : above_flushed;
    const float result = (x_flushed < least_exponent) ? zero : upper;
    return result;
}

static inline void exp2_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = exp2_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

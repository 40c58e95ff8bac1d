/*
 * exp for float32 arrays: max error 0.9238 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.1c1d980000000p+6. Results that are not correctly rounded: 10,649,841.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.1 and F.10.3.1.
 *
 * Kernel 1b0519308b73aec0, 20 operations, 12 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search exp --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction exp_clamped:
 *     ln 2 = high + low, high a multiple of 2^-15: x - k high is exact, a multiple of 2^-25 below 1/2, and the
 *     only rounding of r, 2^-26 at most, is that of the second step; low is off by 2^-44. x is first clamped to
 *     [-87.9, 89]: k = -127 with y > 1, or k = -126 with y < 1, leaves the field 0, a subnormal pattern, which
 *     the last fma, adding 0 c, flushes to zero while it carries nan; k = 128 with y < 1 is a number below
 *     2^128, and any pattern above that of inf is cut to it.
 *
 * Use: float exp_f32(float), and void exp_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef EXP_F32_1B0519308B73AEC0
#define EXP_F32_1B0519308B73AEC0

#define EXP_F32_TARGET "exp"
#define EXP_F32_FORMAT "c"
#define EXP_F32_MAX_ULP 0.9237586595118046
#define EXP_F32_EXHAUSTIVE 1
#define EXP_F32_FTZ 1
#define EXP_F32_DAZ 1
#define EXP_F32_WITNESS "-0x1.1c1d980000000p+6"
#define EXP_F32_OUTPUTS_HASH "798310f5368b34cd3f8ad3e7747fb0b1506da6f4b592b1779d19685e164b1939"
#define EXP_F32_OUTPUTS_HASH_KIND "blake3"
#define EXP_F32_RECORD "1b0519308b73aec0"

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

static inline int32_t exp_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float exp_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float exp_f32(float x) {
    const float least = -0x1.5f999ap+6f; /* -87.9000015 */
    const float most = 0x1.64p+6f; /* 89 */
    const float log2_e = 0x1.715476p+0f; /* 1.44269502 */
    const float magic = 0x1.8p+23f; /* 12582912 */
    const float minus_ln2_high = -0x1.62e4p-1f; /* -0.693145752 */
    const float minus_ln2_low = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float y_coefficient_1 = 0x1.37ef54p-7f; /* 0.00951949693 */
    const float y_coefficient_2 = 0x1.2af00ap-4f; /* 0.0729828253 */
    const float y_coefficient_3 = 0x1.45f98ap-3f; /* 0.159167364 */
    const float y_coefficient_4 = 0x1.efbe6p+0f; /* 1.93649864 */
    const float y_coefficient_5 = 0x1.88c00ap-3f; /* 0.191772535 */
    const float one = 0x1p+0f; /* 1 */
    const int32_t width = 23;
    const int32_t infinity = 2139095040;
    const float zero = 0x0p+0f; /* 0 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: x = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -87.9 to 89: k is nearest to */
    /* x log2 e, and the low bits of t hold k. */
    const float raised = x_flushed < least ? least : x_flushed;
    const float c = most < raised ? most : raised;
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float t = fmaf(c, log2_e, magic);
    const float n = t - magic;
    /* cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of */
    /* high + low. */
    const float after_high = fmaf(n, minus_ln2_high, c);
    const float r = fmaf(n, minus_ln2_low, after_high);
    /* Core y(r), a polynomial, r in [-0.346577, 0.346577]: y = e^r. */
    const float y1 = fmaf(r, fmaf(r, y_coefficient_1, y_coefficient_2), y_coefficient_3);
    const float y = fmaf(r, fmaf(r, fmaf(fmaf(r, y1, y_coefficient_4), y1, y_coefficient_5), one), one);
    /* Reconstruction: e^x = 2^k y, y = e^r from 2^-1/2 to 2^1/2, exactly, cut to inf; 0 c flushes what is */
    /* subnormal and carries nan. */
    const int32_t shift = (int32_t)((uint32_t)exp_f32_word(t) << width);
    const int32_t moved = (int32_t)((uint32_t)exp_f32_word(y) + (uint32_t)shift);
    const int32_t cut = (moved < infinity) ? moved : infinity;
    const float number = exp_f32_float(cut);
    const float result = fmaf(c, zero, number);
    const int result_subnormal = fabsf(result) < smallest_normal;
    const float result_zero = result * zero;
    const float result_flushed = result_subnormal ? result_zero : result;
    return result_flushed;
}

static inline void exp_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = exp_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * exp for float32 arrays: max error 942.9795 ulp over 277,576 sampled inputs.
 *
 * Witness of the bound: x = -0x1.482aec0000000p+6. Results that are not correctly rounded: 145,375.
 * Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.fff9120000000p-1, not
 * 0x1.0000000000000p+0, f(-0x0.0p+0) = 0x1.fff9120000000p-1, not 0x1.0000000000000p+0. Results below 2**-126 are
 * flushed to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.1 and F.10.3.1.
 *
 * Kernel 20b8da1e316c585e, 16 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search exp --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction exp_clamped_one_step:
 *     One step with ln 2 rounded to float32, which is off by 2^-29: r is off by up to 128 * 2^-29 + 2^-26. x is
 *     first clamped to [-87.9, 89]: k = -127 with y > 1, or k = -126 with y < 1, leaves the field 0, a subnormal
 *     pattern, which the last fma, adding 0 c, flushes to zero while it carries nan; k = 128 with y < 1 is a
 *     number below 2^128, and any pattern above that of inf is cut to it.
 *
 * Use: float exp_f32(float), and void exp_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef EXP_F32_20B8DA1E316C585E
#define EXP_F32_20B8DA1E316C585E

#define EXP_F32_TARGET "exp"
#define EXP_F32_FORMAT "c"
#define EXP_F32_MAX_ULP 942.9794921190144
#define EXP_F32_EXHAUSTIVE 0
#define EXP_F32_FTZ 1
#define EXP_F32_DAZ 1
#define EXP_F32_WITNESS "-0x1.482aec0000000p+6"
#define EXP_F32_OUTPUTS_HASH NULL
#define EXP_F32_RECORD "20b8da1e316c585e"

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
    const float minus_ln2_nearest_high = -0x1.62e43p-1f; /* -0.693147182 */
    const float y_coefficient_1 = 0x1.51e6a4p-3f; /* 0.164990693 */
    const float y_coefficient_2 = 0x1.027098p-1f; /* 0.504765272 */
    const float y_coefficient_3 = 0x1.83fe82p+2f; /* 6.06240892 */
    const float y_coefficient_4 = -0x1.07b2ep+1f; /* -2.06014633 */
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
    const float r = fmaf(n, minus_ln2_nearest_high, c);
    /* Core y(r), a polynomial, r in [-0.346577, 0.346577]: y = e^r. */
    const float y = fmaf(fmaf(r, y_coefficient_1, y_coefficient_2), fmaf(r, r, y_coefficient_3), y_coefficient_4);
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

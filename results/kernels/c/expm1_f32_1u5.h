/*
 * expm1 for float32 arrays: max error 1.3738 ulp over 277,550 sampled inputs.
 *
 * Witness of the bound: x = 0x1.0ffff20000000p+4. Results that are not correctly rounded: 1,469.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.3 and F.10.3.3.
 *
 * Kernel dd314da1489a5b29, 21 operations, 8 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search expm1 --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction expm1_plain:
 *     The half in s keeps k = 128 below overflow, and the doubling at the end overflows where e^x does. x is
 *     first clamped to [-20, 89]: e^-20 < 2^-25. Below 2^-24 the result is x, which keeps the sign of zero and
 *     numbers that s = 1/2 would make subnormal. rest is left out: r is off by 2^-26, as is p = r + r^2 y. The
 *     worst k is 1: at x = 0.35, 2 p is twice the result.
 *
 * Use: float expm1_f32(float), and void expm1_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef EXPM1_F32_DD314DA1489A5B29
#define EXPM1_F32_DD314DA1489A5B29

#define EXPM1_F32_TARGET "expm1"
#define EXPM1_F32_FORMAT "c"
#define EXPM1_F32_MAX_ULP 1.3738422700457342
#define EXPM1_F32_EXHAUSTIVE 0
#define EXPM1_F32_FTZ 1
#define EXPM1_F32_DAZ 1
#define EXPM1_F32_WITNESS "0x1.0ffff20000000p+4"
#define EXPM1_F32_OUTPUTS_HASH NULL
#define EXPM1_F32_RECORD "dd314da1489a5b29"

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

static inline int32_t expm1_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float expm1_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float expm1_f32(float x) {
    const float least = -0x1.4p+4f; /* -20 */
    const float most = 0x1.64p+6f; /* 89 */
    const float log2_e = 0x1.715476p+0f; /* 1.44269502 */
    const float magic = 0x1.8000fcp+23f; /* 12583038 */
    const float minus_ln2_high = -0x1.62e4p-1f; /* -0.693145752 */
    const float minus_ln2_low = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float y_coefficient_1 = 0x1.140a02p-6f; /* 0.0168480892 */
    const float y_coefficient_2 = 0x1.2d2c12p-3f; /* 0.147056714 */
    const float y_coefficient_3 = 0x1.6449dap-2f; /* 0.347937971 */
    const float y_coefficient_4 = 0x1.8a5248p-1f; /* 0.770159006 */
    const float y_coefficient_5 = 0x1.84efe6p-3f; /* 0.189910695 */
    const int32_t width = 23;
    const float half = 0x1p-1f; /* 0.5 */
    const float two_to_minus_24 = 0x1p-24f; /* 5.96046448e-08 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: x = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -20 to 89: k is nearest to x */
    /* log2 e, and the low bits of t hold k + 126. */
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
    const float z = r * r;
    /* Core y(r), a polynomial, r in [-0.346577, 0.346577]: e^r = 1 + r + r^2 y. */
    const float y1 = fmaf(r, fmaf(r, y_coefficient_1, y_coefficient_2), y_coefficient_3);
    const float y = fmaf(fmaf(y1, y1, y_coefficient_4), y1, y_coefficient_5);
    /* Reconstruction: e^x - 1 = 2 (s (1 + p) - 1/2), s = 2^(k-1), p = r + r^2 y, y = (e^r - 1 - r) / r^2; x */
    /* itself below 2^-24. */
    /* power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0. */
    const float s = expm1_f32_float((int32_t)((uint32_t)expm1_f32_word(t) << width));
    const float less = s - half;
    const float p = fmaf(z, y, r);
    const float second_half = fmaf(s, p, less);
    const float doubled = second_half + second_half;
    const int doubled_subnormal = fabsf(doubled) < smallest_normal;
    const float doubled_zero = doubled * zero;
    const float doubled_flushed = doubled_subnormal ? doubled_zero : doubled;
    const float size = fabsf(x);
    const int subnormal = fabsf(size) < smallest_normal;
    const float signed_zero = size * zero;
    const float flushed = subnormal ? signed_zero : size;
    const float result = (flushed < two_to_minus_24) ? x : doubled_flushed;
    return result;
}

static inline void expm1_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = expm1_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

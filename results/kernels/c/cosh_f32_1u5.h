/*
 * cosh for float32 arrays: max error 1.1977 ulp over 277,543 sampled inputs.
 *
 * Witness of the bound: x = -0x1.d3463e0000000p+2. Results that are not correctly rounded: 3,175.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.28; C17 7.12.5.4 and F.10.2.4.
 *
 * Kernel 6a2aca2bb635e679, 19 operations, 12 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search cosh --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction cosh_reciprocal:
 *     |x| is clamped to 89.5. The quarter in h keeps k = 129 below overflow, and the doubling overflows where
 *     cosh does.
 *
 * Use: float cosh_f32(float), and void cosh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef COSH_F32_6A2ACA2BB635E679
#define COSH_F32_6A2ACA2BB635E679

#define COSH_F32_TARGET "cosh"
#define COSH_F32_FORMAT "c"
#define COSH_F32_MAX_ULP 1.1977103815933021
#define COSH_F32_EXHAUSTIVE 0
#define COSH_F32_FTZ 1
#define COSH_F32_DAZ 1
#define COSH_F32_WITNESS "-0x1.d3463e0000000p+2"
#define COSH_F32_OUTPUTS_HASH NULL
#define COSH_F32_RECORD "6a2aca2bb635e679"

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

static inline int32_t cosh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float cosh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float cosh_f32(float x) {
    const float most = 0x1.66p+6f; /* 89.5 */
    const float log2_e = 0x1.715476p+0f; /* 1.44269502 */
    const float magic = 0x1.8000fap+23f; /* 12583037 */
    const float minus_ln2_high = -0x1.62e4p-1f; /* -0.693145752 */
    const float minus_ln2_low = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float y_coefficient_1 = 0x1.377626p-7f; /* 0.00950505119 */
    const float y_coefficient_2 = 0x1.2ad8bap-4f; /* 0.0729605928 */
    const float y_coefficient_3 = 0x1.468c2p-3f; /* 0.159446955 */
    const float y_coefficient_4 = 0x1.ef9522p+0f; /* 1.93586934 */
    const float y_coefficient_5 = 0x1.87d8d2p-3f; /* 0.191331521 */
    const float one = 0x1p+0f; /* 1 */
    const int32_t width = 23;
    const float two_to_minus_4 = 0x1p-4f; /* 0.0625 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    /* Reduction: |x| = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), |x| up to 89.5: k is nearest to */
    /* |x| log2 e, and the low bits of t hold k + 125. */
    const float size = fabsf(x);
    const int subnormal = fabsf(size) < smallest_normal;
    const float signed_zero = size * zero;
    const float flushed = subnormal ? signed_zero : size;
    const float c = most < flushed ? most : flushed;
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
    /* Reconstruction: cosh |x| = 2 (h + 1 / (16 h)), h = 2^(k-2) e^r. */
    const float h = cosh_f32_float((int32_t)((uint32_t)cosh_f32_word(t) << width)) * y;
    const float half = h + (two_to_minus_4 / h);
    const float result = half + half;
    const int result_subnormal = fabsf(result) < smallest_normal;
    const float result_zero = result * zero;
    const float result_flushed = result_subnormal ? result_zero : result;
    return result_flushed;
}

static inline void cosh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = cosh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

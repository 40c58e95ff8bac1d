/*
 * silu for float32 arrays: max error 15.0261 ulp over 277,653 sampled inputs.
 *
 * Witness of the bound: x = -0x1.d800040000000p+5. Results that are not correctly rounded: 23,685.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x / (1 + e^-x); Elfwing, Uchibe and Doya, arXiv 1702.03118.
 *
 * Kernel e1c215dd593b36f5, 17 operations, 8 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search silu --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction silu_fast:
 *     All of it is scaled by 2^-12, so that d holds e^95: the result leaves the normal range at -91.9 only. x is
 *     clamped to -95 from below, in the numerator too, and in the exponent to 40 from above. c / d times 2^-12
 *     is flushed to -0 beyond the range (so is silu(-inf)); where c / d overflows, the bound decides: the result
 *     is at most x for x > 0, at most -0 otherwise. Fast: ln 2 in one constant, and 1 + s y in one fma, with the
 *     core y = e^-r, whose error counts in full.
 *
 * Use: float silu_f32(float), and void silu_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SILU_F32_E1C215DD593B36F5
#define SILU_F32_E1C215DD593B36F5

#define SILU_F32_TARGET "silu"
#define SILU_F32_FORMAT "c"
#define SILU_F32_MAX_ULP 15.026080554088399
#define SILU_F32_EXHAUSTIVE 0
#define SILU_F32_FTZ 1
#define SILU_F32_DAZ 1
#define SILU_F32_WITNESS "-0x1.d800040000000p+5"
#define SILU_F32_OUTPUTS_HASH NULL
#define SILU_F32_RECORD "e1c215dd593b36f5"

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

static inline int32_t silu_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float silu_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float silu_f32(float x) {
    const float least = -0x1.7cp+6f; /* -95 */
    const float most = 0x1.4p+5f; /* 40 */
    const float minus_log2_e = -0x1.715476p+0f; /* -1.44269502 */
    const float magic = 0x1.8000e6p+23f; /* 12583027 */
    const float ln2_nearest_high = 0x1.62e43p-1f; /* 0.693147182 */
    const float y_coefficient_1 = -0x1.1a1b78p-2f; /* -0.27549541 */
    const float y_coefficient_2 = 0x1.497d6ep-1f; /* 0.643535078 */
    const float y_coefficient_3 = 0x1.604246p-2f; /* 0.344002813 */
    const float y_coefficient_4 = 0x1.188a9ep+0f; /* 1.09586513 */
    const float y_coefficient_5 = -0x1.10fa88p-2f; /* -0.266580701 */
    const int32_t width = 23;
    const float unit = 0x1p-12f; /* 0.000244140625 */
    const float minus_zero = -0x0p+0f; /* -0 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: -x = k ln 2 - r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -95 to 40: k is nearest to */
    /* -x log2 e, and the low bits of t hold k + 115. */
    const float c = x_flushed < least ? least : x_flushed;
    const float inner = most < c ? most : c;
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float t = fmaf(inner, minus_log2_e, magic);
    const float n = t - magic;
    const float r = fmaf(n, ln2_nearest_high, inner);
    /* Core y(r), a polynomial, r in [-0.346577, 0.346577]: y = e^-r. */
    const float y1 = fmaf(r, y_coefficient_1, y_coefficient_2);
    const float y2 = fmaf(y1, y1, y_coefficient_3);
    const float y = fmaf(y2, fmaf(y2, y2, y_coefficient_4), y_coefficient_5);
    /* Reconstruction: c / (1 + s y), s = 2^k, y = e^-r, all in units of 2^12. */
    const float d = fmaf(silu_f32_float((int32_t)((uint32_t)silu_f32_word(t) << width)), y, unit);
    const float total = fmaf(c / d, unit, minus_zero);
    const int subnormal = fabsf(total) < smallest_normal;
    const float signed_zero = total * zero;
    const float flushed = subnormal ? signed_zero : total;
    /* at_most: The value, but at most x for x > 0 and at most -0 otherwise: x for nan and values too large. */
    const float bound = x_flushed < minus_zero ? minus_zero : x_flushed;
    const float result = flushed < bound ? flushed : bound;
    return result;
}

static inline void silu_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = silu_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

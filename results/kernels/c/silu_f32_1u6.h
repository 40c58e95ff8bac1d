/*
 * silu for float32 arrays: max error 1.2041 ulp over 277,653 sampled inputs.
 *
 * Witness of the bound: x = -0x1.2e57280000000p+4. Results that are not correctly rounded: 8,022.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x / (1 + e^-x); Elfwing, Uchibe and Doya, arXiv 1702.03118.
 *
 * Kernel 51324551f27df8de, 34 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search silu --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction silu_mended:
 *     All of it is scaled by 2^-12, so that d holds e^95: the result leaves the normal range at -91.9 only. x is
 *     clamped to -95 from below, in the numerator too, and in the exponent to 40 from above. c / d times 2^-12
 *     is flushed to -0 beyond the range (so is silu(-inf)); where c / d overflows, the bound decides: the result
 *     is at most x for x > 0, at most -0 otherwise. With s = 2^k, d = s + (1 + s r y); `lost` is the error of
 *     both of its roundings, to a few percent where it matters. h = c / d becomes h - h (v lost), v near 1 / d
 *     (to 5.1 %: its bits mirrored); nan, of an infinite h, gives way to the bound.
 *
 * Use: float silu_f32(float), and void silu_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SILU_F32_51324551F27DF8DE
#define SILU_F32_51324551F27DF8DE

#define SILU_F32_TARGET "silu"
#define SILU_F32_FORMAT "c"
#define SILU_F32_MAX_ULP 1.2041284640799281
#define SILU_F32_EXHAUSTIVE 0
#define SILU_F32_FTZ 1
#define SILU_F32_DAZ 1
#define SILU_F32_WITNESS "-0x1.2e57280000000p+4"
#define SILU_F32_OUTPUTS_HASH NULL
#define SILU_F32_RECORD "51324551f27df8de"

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
    const float ln2_high = 0x1.62e4p-1f; /* 0.693145752 */
    const float ln2_low = 0x1.7f7d1cp-20f; /* 1.42860677e-06 */
    const float y_coefficient_1 = 0x1.1469dp-6f; /* 0.0168709308 */
    const float y_coefficient_2 = -0x1.2cff3p-3f; /* -0.146971107 */
    const float y_coefficient_3 = 0x1.641aaep-2f; /* 0.347758025 */
    const float y_coefficient_4 = -0x1.8ada56p-1f; /* -0.771197021 */
    const float y_coefficient_5 = -0x1.849d92p-3f; /* -0.189753667 */
    const float minus_one = -0x1p+0f; /* -1 */
    const int32_t width = 23;
    const float unit = 0x1p-12f; /* 0.000244140625 */
    const float minus_zero = -0x0p+0f; /* -0 */
    const int32_t mirror = 2129859011;
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
    /* cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of */
    /* high + low. */
    const float after_high = fmaf(n, ln2_high, inner);
    const float r = fmaf(n, ln2_low, after_high);
    /* Core y(r), a polynomial, r in [-0.346577, 0.346577]: e^-r = 1 + r y. */
    const float y1 = fmaf(r, fmaf(r, y_coefficient_1, y_coefficient_2), y_coefficient_3);
    const float y = fmaf(-r, fmaf(y1, fmaf(-y1, y1, y_coefficient_4), y_coefficient_5), minus_one);
    /* Reconstruction: x / (1 + e^-x) = h - h (v lost), h = c / d, d = s + (1 + s r y), s = 2^k, y = (e^-r - 1) */
    /* / r: `lost` is the rounding error of d, v near 1 / d. */
    /* |y| is -y, for y is about -1, in other words, so that s r y is in neither fma a product that both share. */
    /* power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0. */
    const float s = silu_f32_float((int32_t)((uint32_t)silu_f32_word(t) << width));
    const float sr = s * r;
    const float addend = fmaf(sr, y, unit);
    const float d = addend + s;
    const float addend_kept = d - s;
    const float left = unit - addend_kept;
    const float size = fabsf(y);
    const float lost = fmaf(-sr, size, left);
    const float share = silu_f32_float((int32_t)((uint32_t)mirror - (uint32_t)silu_f32_word(d))) * lost;
    const float h = fmaf(c / d, unit, minus_zero);
    const float mended = fmaf(-h, share, h);
    const int mended_subnormal = fabsf(mended) < smallest_normal;
    const float mended_zero = mended * zero;
    const float mended_flushed = mended_subnormal ? mended_zero : mended;
    /* at_most: The value, but at most x for x > 0 and at most -0 otherwise: x for nan and values too large. */
    const float bound = x_flushed < minus_zero ? minus_zero : x_flushed;
    const float result = mended_flushed < bound ? mended_flushed : bound;
    return result;
}

static inline void silu_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = silu_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * silu for float32 arrays: max error 2.3720 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.38e7f80000000p+5. Results that are not correctly rounded: 149,925,701.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x / (1 + e^-x); Elfwing, Uchibe and Doya, arXiv 1702.03118.
 *
 * Kernel 9b804d959ecb0c9f, 24 operations, 8 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search silu --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction silu_quotient:
 *     All of it is scaled by 2^-12, so that d holds e^95: the result leaves the normal range at -91.9 only. x is
 *     clamped to -95 from below, in the numerator too, and in the exponent to 40 from above. c / d times 2^-12
 *     is flushed to -0 beyond the range (so is silu(-inf)); where c / d overflows, the bound decides: the result
 *     is at most x for x > 0, at most -0 otherwise. With s = 2^k the denominator is s + 1 + s r y. head = s + 1
 *     loses `lost`, found exactly for all s that matter (2^-24 and more; below, it is 0 and head is 1); d = head
 *     + (s r y + lost) has one rounding of size. The error of the division, up to 1 ulp of the quotient, stays.
 *
 * Use: float silu_f32(float), and void silu_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SILU_F32_9B804D959ECB0C9F
#define SILU_F32_9B804D959ECB0C9F

#define SILU_F32_TARGET "silu"
#define SILU_F32_FORMAT "c"
#define SILU_F32_MAX_ULP 2.372015290603298
#define SILU_F32_EXHAUSTIVE 1
#define SILU_F32_FTZ 1
#define SILU_F32_DAZ 1
#define SILU_F32_WITNESS "-0x1.38e7f80000000p+5"
#define SILU_F32_OUTPUTS_HASH "b3d73132b1d3f49a0b667b808fc80433a09434aba1fad75b1f744282c88ea6cf"
#define SILU_F32_RECORD "9b804d959ecb0c9f"

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
    const float y_coefficient_1 = 0x1.23dd5cp-5f; /* 0.0356280133 */
    const float y_coefficient_2 = -0x1.f1f924p-3f; /* -0.243150979 */
    const float y_coefficient_3 = 0x1.0da33ap-1f; /* 0.526635945 */
    const float y_coefficient_4 = 0x1.396ac4p+0f; /* 1.22428536 */
    const float y_coefficient_5 = -0x1.ac6a4ep-3f; /* -0.209187135 */
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
    /* cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of */
    /* high + low. */
    const float after_high = fmaf(n, ln2_high, inner);
    const float r = fmaf(n, ln2_low, after_high);
    /* Core y(r), a polynomial, r in [-0.346577, 0.346577]: e^-r = 1 + r y. */
    const float y1 = fmaf(r, fmaf(r, y_coefficient_1, y_coefficient_2), y_coefficient_3);
    const float y = fmaf(-fmaf(y1, y1, y_coefficient_4), y1, y_coefficient_5);
    /* Reconstruction: c / d, d = s + 1 + s r y, s = 2^k, y = (e^-r - 1) / r, all in units of 2^12. */
    /* power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0. */
    const float number = silu_f32_float((int32_t)((uint32_t)silu_f32_word(t) << width));
    const float sr = number * r;
    const float head = number + unit;
    /* lost_by: b - (total - a): rounding error of the sum of a and b, exactly where a is 0 or b in no higher */
    /* binade (Fast2Sum, Dekker 1971). */
    const float back = head - number;
    const float lost = unit - back;
    const float tail = fmaf(sr, y, lost);
    const float d = head + tail;
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

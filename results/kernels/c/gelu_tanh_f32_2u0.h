/*
 * gelu_tanh for float32 arrays: max error 1.4623 ulp over 277,654 sampled inputs.
 *
 * Witness of the bound: x = -0x1.f5280a0000000p-20. Results that are not correctly rounded: 8,451.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2; Hendrycks and Gimpel, arXiv 1606.08415.
 *
 * Kernel c7be00cf579f7da5, 42 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search gelu_tanh --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction gelu_tanh_quotient:
 *     w is up to 131 at x = -10.15 and must be right to 2^-25 there, so that the argument keeps every product
 *     and sum to its double. All of it is scaled by 2^-12, so that d holds 137 bits: the result leaves the
 *     normal range at -10.1 only. x is clamped to -10.3 from below, in the numerator too, and in the exponent to
 *     6 from above. c / d times 2^-12 is flushed to -0 beyond the range (so is gelu_tanh(-inf)); where c / d
 *     overflows, the bound decides: the result is at most x for x > 0, at most -0 otherwise. With s = 2^k the
 *     denominator is s + 1 + s r y. head = s + 1 loses `lost`, found exactly for all s that matter (2^-24 and
 *     more; below, it is 0 and head is 1); d = head + (s r y + lost) has one rounding of size. The error of the
 *     division, up to 1 ulp of the quotient, stays.
 *
 * Use: float gelu_tanh_f32(float), and void gelu_tanh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef GELU_TANH_F32_C7BE00CF579F7DA5
#define GELU_TANH_F32_C7BE00CF579F7DA5

#define GELU_TANH_F32_TARGET "gelu_tanh"
#define GELU_TANH_F32_FORMAT "c"
#define GELU_TANH_F32_MAX_ULP 1.4622659858641442
#define GELU_TANH_F32_EXHAUSTIVE 0
#define GELU_TANH_F32_FTZ 1
#define GELU_TANH_F32_DAZ 1
#define GELU_TANH_F32_WITNESS "-0x1.f5280a0000000p-20"
#define GELU_TANH_F32_OUTPUTS_HASH NULL
#define GELU_TANH_F32_RECORD "c7be00cf579f7da5"

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

static inline int32_t gelu_tanh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float gelu_tanh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float gelu_tanh_f32(float x) {
    const float least = -0x1.49999ap+3f; /* -10.3000002 */
    const float six = 0x1.8p+2f; /* 6 */
    const float minus_huge = -0x1.8p+127f; /* -2.55211775e+38 */
    const float huge = 0x1.8p+127f; /* 2.55211775e+38 */
    const float slope_high = 0x1.26bp+1f; /* 2.30224609 */
    const float slope_low = -0x1.3de432p-15f; /* -3.78956065e-05 */
    const float bend_high = 0x1.a5a7dp-4f; /* 0.102943242 */
    const float bend_low = -0x1.151aaep-29f; /* -2.01619854e-09 */
    const float magic = 0x1.8000e6p+23f; /* 12583027 */
    const float y_coefficient_1 = -0x1.9fdbdep-8f; /* -0.00634550257 */
    const float y_coefficient_2 = 0x1.46d342p-4f; /* 0.0797913149 */
    const float y_coefficient_3 = 0x1.1702eap-2f; /* 0.272472054 */
    const float y_coefficient_4 = 0x1.e43d1cp-2f; /* 0.472889364 */
    const float y_coefficient_5 = -0x1.755864p-4f; /* -0.091148749 */
    const float y_coefficient_6 = -0x1.62e43p-1f; /* -0.693147182 */
    const int32_t width = 23;
    const float unit = 0x1p-12f; /* 0.000244140625 */
    const float minus_zero = -0x0p+0f; /* -0 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: e^-2u = 2^-w, w = x (slope + bend x^2) = -k + r to 2^-25, |r| <= 1/2 + 2^-16; t holds k in */
    /* its low bits. */
    /* Every product and sum is right to its double: slope - g is exact; same_e and same_z are e and z in other */
    /* words. */
    const float c = x_flushed < least ? least : x_flushed;
    const float e = six < c ? six : c;
    const float same_e = e < minus_huge ? minus_huge : e;
    const float z = e * same_e;
    /* product_error: a b - product, exactly where it is 2^-149 or more; the product is a b rounded. */
    const float z_low = fmaf(e, e, -z);
    const float g = fmaf(z, bend_high, slope_high);
    const float left = slope_high - g;
    const float same_z = huge < z ? huge : z;
    const float lost = fmaf(same_z, bend_high, left);
    const float total = lost + slope_low;
    const float lost_and_z_low = fmaf(z_low, bend_high, total);
    const float g_low = fmaf(z, bend_low, lost_and_z_low);
    const float w = e * g;
    const float w_lost = fmaf(same_e, g, -w); /* product_error */
    const float w_low = fmaf(e, g_low, w_lost);
    const float t = magic - w;
    const float n = t - magic;
    const float r = (w + n) + w_low;
    /* Core y(r), a polynomial, r in [-0.501, 0.501]: 2^-r = 1 + r y. */
    const float y1 = fmaf(-r, fmaf(r, y_coefficient_1, y_coefficient_2), y_coefficient_3);
    const float y = fmaf(-r, fmaf(-fmaf(y1, y1, y_coefficient_4), y1, y_coefficient_5), y_coefficient_6);
    /* Reconstruction: c / d, d = s + 1 + s r y, s = 2^k, y = (e^-r - 1) / r, all in units of 2^12. */
    /* power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0. */
    const float number = gelu_tanh_f32_float((int32_t)((uint32_t)gelu_tanh_f32_word(t) << width));
    const float sr = number * r;
    const float head = number + unit;
    /* lost_by: b - (total - a): rounding error of the sum of a and b, exactly where a is 0 or b in no higher */
    /* binade (Fast2Sum, Dekker 1971). */
    const float back = head - number;
    const float second_lost = unit - back;
    const float tail = fmaf(sr, y, second_lost);
    const float d = head + tail;
    const float second_total = fmaf(c / d, unit, minus_zero);
    const int subnormal = fabsf(second_total) < smallest_normal;
    const float signed_zero = second_total * zero;
    const float flushed = subnormal ? signed_zero : second_total;
    /* at_most: The value, but at most x for x > 0 and at most -0 otherwise: x for nan and values too large. */
    const float bound = x_flushed < minus_zero ? minus_zero : x_flushed;
    const float result = flushed < bound ? flushed : bound;
    return result;
}

static inline void gelu_tanh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = gelu_tanh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * atanh for float32 arrays: max error 0.5771 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.2dd9640000000p-1. Results that are not correctly rounded: 650,550.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.37; C17 7.12.5.3 and F.10.2.3.
 *
 * Kernel c5fef2746fc67404, 52 operations, 8 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search atanh --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction atanh_shift_exact:
 *     atanh a = 1/2 log((1 + a) / (1 - a)). For a < 1/3 k is 0 and s is a itself. s z p is below 0.05 of s. The
 *     numerator a + t is exact: a multiple of 2^-25 up to 1/2, or of 2^-24 up to 1. The errors of `bottom` = 2 +
 *     (a - t) and of the division are found (Fast2Sum; the remainder top - s bottom by fma) and divided by
 *     `bottom` to 5.1 % through its bits, which is enough; k ln(2) / 2 is a product without rounding, and the
 *     error of its sum with s (k = 0, or it is the larger one) joins the tail. There remain the last addition's
 *     half an ulp and little of a - t, which is rounded where it is 1 and more. 1 gives inf, more nan; the
 *     largest float below 1 is as far as c is needed.
 *
 * Use: float atanh_f32(float), and void atanh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ATANH_F32_C5FEF2746FC67404
#define ATANH_F32_C5FEF2746FC67404

#define ATANH_F32_TARGET "atanh"
#define ATANH_F32_FORMAT "c"
#define ATANH_F32_MAX_ULP 0.577088320790077
#define ATANH_F32_EXHAUSTIVE 1
#define ATANH_F32_FTZ 1
#define ATANH_F32_DAZ 1
#define ATANH_F32_WITNESS "0x1.2dd9640000000p-1"
#define ATANH_F32_OUTPUTS_HASH "8b932a7457343a32a7061cd05069fa844dd6e8560dddba1d2639d0a0f15fddcc"
#define ATANH_F32_OUTPUTS_HASH_KIND "blake3"
#define ATANH_F32_RECORD "c5fef2746fc67404"

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

static inline int32_t atanh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float atanh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float atanh_f32(float x) {
    const float one = 0x1p+0f; /* 1 */
    const float two = 0x1p+1f; /* 2 */
    const float zero = 0x0p+0f; /* 0 */
    const float most = 0x1.fffffcp-1f; /* 0.999999881 */
    const int32_t second_one = 1065353216;
    const int32_t width = 23;
    const int32_t even = 2129858560;
    const float p_coefficient_1 = 0x1.a1ad52p-3f; /* 0.203943864 */
    const float p_coefficient_2 = 0x1.9c6f3ap-2f; /* 0.402768046 */
    const float p_coefficient_3 = -0x1.602d94p-4f; /* -0.0859809667 */
    const float p_coefficient_4 = 0x1.e5c01cp-2f; /* 0.474365652 */
    const float p_coefficient_5 = 0x1.2aeadp-2f; /* 0.291911364 */
    const float step_high = 0x1.62e4p-2f; /* 0.346572876 */
    const float step_low = 0x1.7f7d1cp-21f; /* 7.14303383e-07 */
    const float last = 0x1.fffffep-1f; /* 0.99999994 */
    const float infinity = INFINITY; /* inf */
    const float nan = NAN; /* nan */
    const int32_t sign_bit = INT32_MIN;
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    /* Reduction: atanh |x| = k ln(2) / 2 + atanh(s + rest), z = s^2 below 0.14: rest is the error of `bottom` */
    /* and of the quotient, over `bottom` to 5.1 %. */
    /* a = |x|, (1 + a) / (1 - a) = 2^k (1 + s) / (1 - s), s = top / bottom, top = a + t exactly, bottom = 2 + */
    /* (a - t), t = c a + 1 - c, c = 2^k. */
    const float a = fabsf(x);
    const int a_subnormal = fabsf(a) < smallest_normal;
    const float a_zero = a * zero;
    const float a_flushed = a_subnormal ? a_zero : a;
    const float bounded = most < a_flushed ? most : a_flushed;
    const float plus = a_flushed + one;
    const float minus = one - bounded;
    const int32_t k = ((int32_t)((uint32_t)atanh_f32_word(plus) - (uint32_t)atanh_f32_word(minus))) >> width;
    const float second_k = (float)k;
    const float c = atanh_f32_float((int32_t)((uint32_t)((int32_t)((uint32_t)k << width)) + (uint32_t)second_one));
    const float rest = one - c;
    const float t = fmaf(c, a_flushed, rest);
    const float top = a_flushed + t;
    const float m = a_flushed - t;
    const float bottom = m + two;
    const float s = top / bottom;
    const float z = fmaf(s, s, zero);
    const float high = bottom - two;
    const float low = m - high;
    const float minus_s = -s;
    const float left = fmaf(minus_s, bottom, top);
    const float residual = fmaf(minus_s, low, left);
    const float second_rest = residual * atanh_f32_float((int32_t)((uint32_t)even - (uint32_t)atanh_f32_word(bottom)));
    /* Core p(z), a polynomial, z in [0, 0.14]: atanh s = s + s z p, z = s^2. */
    const float p1 = fmaf(-z, fmaf(z, p_coefficient_1, p_coefficient_2), p_coefficient_3);
    const float p = fmaf(-fmaf(p1, p1, p_coefficient_4), p1, p_coefficient_5);
    /* Reconstruction: atanh |x| = (k ln(2) / 2 + s) + (s z p + rest), p = (atanh s / s - 1) / s^2, the */
    /* rounding error of the first sum kept (Fast2Sum). */
    const float zp = z * p;
    const float product = second_k * step_high;
    /* fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no */
    /* higher binade (Dekker 1971). */
    const float first = product + s;
    const float back = first - product;
    const float lost = s - back;
    const float lows = fmaf(second_k, step_low, lost) + second_rest;
    const float tail = fmaf(s, zp, lows);
    const float total = first + tail;
    const int subnormal = fabsf(total) < smallest_normal;
    const float signed_zero = total * zero;
    const float flushed = subnormal ? signed_zero : total;
    const int end = last < a_flushed;
    const int outside = one < a_flushed;
    const float pole = outside ? nan : infinity;
    const float magnitude = end ? pole : flushed;
    /* with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros. */
    const int32_t sign = atanh_f32_word(x) & sign_bit;
    const float result = atanh_f32_float(atanh_f32_word(magnitude) | sign);
    return result;
}

static inline void atanh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = atanh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

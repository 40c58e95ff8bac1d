/*
 * atanh for float32 arrays: max error 1.1607 ulp over 277,549 sampled inputs.
 *
 * Witness of the bound: x = -0x1.c3f32a0000000p-2. Results that are not correctly rounded: 683.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.37; C17 7.12.5.3 and F.10.2.3.
 *
 * Kernel 27700837355e2453, 36 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search atanh --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction atanh_shift_short:
 *     atanh a = 1/2 log((1 + a) / (1 - a)). For a < 1/3 k is 0 and s is a itself. s z p is below 0.05 of s. The
 *     roundings of the sums, of the division and of s + k ln(2) / 2 stay: about half an ulp each at worst. 1
 *     gives inf, more nan; the largest float below 1 is as far as c is needed.
 *
 * Use: float atanh_f32(float), and void atanh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ATANH_F32_27700837355E2453
#define ATANH_F32_27700837355E2453

#define ATANH_F32_TARGET "atanh"
#define ATANH_F32_FORMAT "c"
#define ATANH_F32_MAX_ULP 1.160723564357643
#define ATANH_F32_EXHAUSTIVE 0
#define ATANH_F32_FTZ 1
#define ATANH_F32_DAZ 1
#define ATANH_F32_WITNESS "-0x1.c3f32a0000000p-2"
#define ATANH_F32_OUTPUTS_HASH NULL
#define ATANH_F32_RECORD "27700837355e2453"

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
    const float p_coefficient_1 = 0x1.0e049ep-1f; /* 0.527378976 */
    const float p_coefficient_2 = 0x1.53f2e8p-3f; /* 0.165990651 */
    const float p_coefficient_3 = 0x1.301ap-2f; /* 0.296974182 */
    const float p_coefficient_4 = 0x1.1e2b3ap-2f; /* 0.279461771 */
    const float step_nearest_high = 0x1.62e43p-2f; /* 0.346573591 */
    const float step_nearest_low = -0x1.05c61p-30f; /* -9.52327106e-10 */
    const float last = 0x1.fffffep-1f; /* 0.99999994 */
    const float infinity = INFINITY; /* inf */
    const float nan = NAN; /* nan */
    const int32_t sign_bit = INT32_MIN;
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    /* Reduction: atanh |x| = k ln(2) / 2 + atanh(s), z = s^2 below 0.14. */
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
    /* Core p(z), a polynomial, z in [0, 0.14]: atanh s = s + s z p, z = s^2. */
    const float p1 = fmaf(z, p_coefficient_1, p_coefficient_2);
    const float p = fmaf(fmaf(p1, p1, p_coefficient_3), p1, p_coefficient_4);
    /* Reconstruction: atanh |x| = k ln(2) / 2 + (s + s z p), p = (atanh s / s - 1) / s^2. */
    const float zp = z * p;
    const float low = second_k * step_nearest_low;
    const float atanh_s = s + fmaf(s, zp, low);
    const float total = fmaf(second_k, step_nearest_high, atanh_s);
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

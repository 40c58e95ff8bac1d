/*
 * tanh for float32 arrays: max error 0.7500 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.009a240000000p-3. Results that are not correctly rounded: 2,480,430.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.28; C17 7.12.5.6 and F.10.2.6.
 *
 * Kernel 826c1b1155f09d12, 52 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search tanh --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction tanh_compensated:
 *     |x| is clamped to 9.25, where tanh is 1 to 2^-25. E = numerator + numerator_low and E + 2 = denominator +
 *     denominator_low by Fast2Sum (s r is exact), lost_one the rounding error of s - 1, from k = 25 on. With
 *     inverse = 1 / denominator, quotient = numerator * inverse is mended by (E - quotient (E + 2)) inverse: the
 *     last addition alone has a rounding of size.
 *
 * Use: float tanh_f32(float), and void tanh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef TANH_F32_826C1B1155F09D12
#define TANH_F32_826C1B1155F09D12

#define TANH_F32_TARGET "tanh"
#define TANH_F32_FORMAT "c"
#define TANH_F32_MAX_ULP 0.7499756552278996
#define TANH_F32_EXHAUSTIVE 1
#define TANH_F32_FTZ 1
#define TANH_F32_DAZ 1
#define TANH_F32_WITNESS "0x1.009a240000000p-3"
#define TANH_F32_OUTPUTS_HASH "71a81547fe1abdf2b1898d180188b7848292b39f1deaae79c30d1abf8c5d8f47"
#define TANH_F32_RECORD "826c1b1155f09d12"

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

static inline int32_t tanh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float tanh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float tanh_f32(float x) {
    const float most = 0x1.28p+3f; /* 9.25 */
    const float twice_log2_e = 0x1.715476p+1f; /* 2.88539004 */
    const float magic = 0x1.8000fep+23f; /* 12583039 */
    const float minus_half_ln2_high = -0x1.62e4p-2f; /* -0.346572876 */
    const float minus_half_ln2_low = -0x1.7f7d1cp-21f; /* -7.14303383e-07 */
    const float y_coefficient_1 = 0x1.ffefd6p-5f; /* 0.0624922924 */
    const float y_coefficient_2 = 0x1.5195eep-2f; /* 0.329673499 */
    const float y_coefficient_3 = 0x1.b89c4p-2f; /* 0.430283546 */
    const float y_coefficient_4 = 0x1.777decp+0f; /* 1.46676517 */
    const float y_coefficient_5 = 0x1.3ebe18p-1f; /* 0.62254405 */
    const float two = 0x1p+1f; /* 2 */
    const int32_t width = 23;
    const int32_t sign_bit = INT32_MIN;
    const float minus_zero = -0x0p+0f; /* -0 */
    const float one = 0x1p+0f; /* 1 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    /* Reduction: 2 |x| = k ln 2 + 2 (r + rest), |r| <= ln 2 / 4 + 2^-20 (Cody and Waite), |x| up to 9.25: k is */
    /* nearest to 2 |x| log2 e, and the low bits of t hold k + 127. */
    const float size = fabsf(x);
    const int subnormal = fabsf(size) < smallest_normal;
    const float signed_zero = size * zero;
    const float flushed = subnormal ? signed_zero : size;
    const float c = most < flushed ? most : flushed;
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float t = fmaf(c, twice_log2_e, magic);
    const float n = t - magic;
    /* cody_waite_and_rest: (r, rest): x + n (high + low) to 2^-48 of itself, rest the rounding error of r */
    /* (Fast2Sum), where x + n high is exact and n low hardly the larger one. */
    const float after_high = fmaf(n, minus_half_ln2_high, c);
    const float lower = n * minus_half_ln2_low;
    const float r = after_high + lower;
    const float back = after_high - r;
    const float rest = back + lower;
    const float z = r * r;
    /* Core y(r), a polynomial, r in [-0.173288, 0.173288]: e^2r = 1 + 2 r + r^2 y. */
    const float y1 = fmaf(r, fmaf(r, y_coefficient_1, y_coefficient_2), y_coefficient_3);
    const float y = fmaf(r, fmaf(fmaf(y1, y1, y_coefficient_4), y1, y_coefficient_5), two);
    /* Reconstruction: tanh |x| = E / (E + 2), E = e^2|x| - 1 = s - 1 + s (2 (r + rest) + r^2 y), s = 2^k; the */
    /* sign is that of x. */
    /* power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0. */
    const float s = tanh_f32_float((int32_t)((uint32_t)tanh_f32_word(t) << width));
    const float sr = s * r;
    const float first = sr + sr;
    const float less = s - one;
    const float lost_one = (s - less) - one;
    const float head = less + first;
    /* left_by: (a - total) + b: rounding error of the sum of a and b, as `lost_by` gives it, under the same */
    /* condition. */
    const float second_back = less - head;
    const float lost = (second_back + first) + lost_one;
    const float twice_rest = rest + rest;
    const float second = fmaf(s, fmaf(z, y, twice_rest), lost);
    const float numerator = head + second;
    const float third_back = head - numerator; /* left_by */
    const float numerator_low = third_back + second;
    const float denominator = numerator + two;
    const float greater = numerator < two ? two : numerator;
    const float lesser = two < numerator ? two : numerator;
    const float fourth_back = greater - denominator; /* left_by */
    const float denominator_low = (fourth_back + lesser) + numerator_low;
    /* mended_quotient: (n + n_low) / (d + d_low) to 1/2 ulp and 2^-46 of itself, d > 0, where the lows are */
    /* below 2^-24 of n and d, or little more. */
    const float inverse = fabsf(one / denominator);
    const float quotient = fmaf(numerator, inverse, minus_zero);
    const float minus = -quotient;
    const float residual = fmaf(minus, denominator, numerator);
    const float total = residual + numerator_low;
    const float residual_low = fmaf(minus, denominator_low, total);
    const float second_quotient = fmaf(residual_low, inverse, quotient);
    const int quotient_subnormal = fabsf(second_quotient) < smallest_normal;
    const float quotient_zero = second_quotient * zero;
    const float quotient_flushed = quotient_subnormal ? quotient_zero : second_quotient;
    /* with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros. */
    const int32_t sign = tanh_f32_word(x) & sign_bit;
    const float result = tanh_f32_float(tanh_f32_word(quotient_flushed) | sign);
    return result;
}

static inline void tanh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = tanh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

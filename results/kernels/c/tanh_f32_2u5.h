/*
 * tanh for float32 arrays: max error 2.1736 ulp over 277,515 sampled inputs.
 *
 * Witness of the bound: x = -0x1.000f9c0000000p-4. Results that are not correctly rounded: 10,507.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.28; C17 7.12.5.6 and F.10.2.6.
 *
 * Kernel a2c8e8efff556b31, 25 operations, 8 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search tanh --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction tanh_quotient:
 *     |x| is clamped to 9.25, where tanh is 1 to 2^-25. E, E + 2 and the quotient round once each; rest is left
 *     out.
 *
 * Use: float tanh_f32(float), and void tanh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef TANH_F32_A2C8E8EFFF556B31
#define TANH_F32_A2C8E8EFFF556B31

#define TANH_F32_TARGET "tanh"
#define TANH_F32_FORMAT "c"
#define TANH_F32_MAX_ULP 2.173602821974635
#define TANH_F32_EXHAUSTIVE 0
#define TANH_F32_FTZ 1
#define TANH_F32_DAZ 1
#define TANH_F32_WITNESS "-0x1.000f9c0000000p-4"
#define TANH_F32_OUTPUTS_HASH NULL
#define TANH_F32_RECORD "a2c8e8efff556b31"

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
    const float y_coefficient_1 = 0x1.b62e64p-4f; /* 0.106977835 */
    const float y_coefficient_2 = 0x1.ddba52p-2f; /* 0.466531068 */
    const float y_coefficient_3 = 0x1.1b04fcp-1f; /* 0.552772403 */
    const float y_coefficient_4 = 0x1.f0f894p+0f; /* 1.941293 */
    const float y_coefficient_5 = 0x1.8418fcp-1f; /* 0.758003116 */
    const int32_t width = 23;
    const int32_t sign_bit = INT32_MIN;
    const float one = 0x1p+0f; /* 1 */
    const float two = 0x1p+1f; /* 2 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    /* Reduction: 2 |x| = k ln 2 + 2 r, |r| <= ln 2 / 4 + 2^-20 (Cody and Waite), |x| up to 9.25: k is nearest */
    /* to 2 |x| log2 e, and the low bits of t hold k + 127. */
    const float size = fabsf(x);
    const int subnormal = fabsf(size) < smallest_normal;
    const float signed_zero = size * zero;
    const float flushed = subnormal ? signed_zero : size;
    const float c = most < flushed ? most : flushed;
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float t = fmaf(c, twice_log2_e, magic);
    const float n = t - magic;
    /* cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of */
    /* high + low. */
    const float after_high = fmaf(n, minus_half_ln2_high, c);
    const float r = fmaf(n, minus_half_ln2_low, after_high);
    const float z = r * r;
    /* Core y(r), a polynomial, r in [-0.173288, 0.173288]: e^2r = 1 + 2 r + r^2 y. */
    const float y1 = fmaf(r, fmaf(r, y_coefficient_1, y_coefficient_2), y_coefficient_3);
    const float y = fmaf(fmaf(y1, y1, y_coefficient_4), y1, y_coefficient_5);
    /* Reconstruction: tanh |x| = E / (E + 2), E = e^2|x| - 1 = s - 1 + s (2 r + r^2 y), s = 2^k; the sign is */
    /* that of x. */
    /* power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0. */
    const float s = tanh_f32_float((int32_t)((uint32_t)tanh_f32_word(t) << width));
    const float twice_r = r + r;
    const float less = s - one;
    const float numerator = fmaf(s, fmaf(z, y, twice_r), less);
    const float denominator = numerator + two;
    const float quotient = numerator / denominator;
    const int quotient_subnormal = fabsf(quotient) < smallest_normal;
    const float quotient_zero = quotient * zero;
    const float quotient_flushed = quotient_subnormal ? quotient_zero : quotient;
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

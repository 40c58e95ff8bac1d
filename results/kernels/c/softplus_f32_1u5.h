/*
 * softplus for float32 arrays: max error 1.4365 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.d0e3460000000p-2. Results that are not correctly rounded: 111,844,954.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: log(1 + e^x); Dugas et al., NIPS 2000.
 *
 * Kernel fad8ca6444da7fc6, 44 operations, 25 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search softplus --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction softplus_series_compensated:
 *     |x| is clamped to 88, where 2^k is flushed to zero. q goes from 1/2 down to 1 - ln 2: no division, and a
 *     correction of at most 0.44 of the result. e has a second part by Fast2Sum, which counts 1 / (1 + e),
 *     within 0.07 of 1 - 9/16 e. head = max(x, 0) + e loses `lost` (Fast2Sum of the larger and the smaller;
 *     bounded, for inf), and head + (lost + e_low (1 - 9/16 e) - e^2 q) has one rounding of size.
 *
 * Use: float softplus_f32(float), and void softplus_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SOFTPLUS_F32_FAD8CA6444DA7FC6
#define SOFTPLUS_F32_FAD8CA6444DA7FC6

#define SOFTPLUS_F32_TARGET "softplus"
#define SOFTPLUS_F32_FORMAT "c"
#define SOFTPLUS_F32_MAX_ULP 1.4365237781398756
#define SOFTPLUS_F32_EXHAUSTIVE 1
#define SOFTPLUS_F32_FTZ 1
#define SOFTPLUS_F32_DAZ 1
#define SOFTPLUS_F32_WITNESS "-0x1.d0e3460000000p-2"
#define SOFTPLUS_F32_OUTPUTS_HASH "d00368019c622d928699082c74041d8605419fe9741998234a221f96db6695e6"
#define SOFTPLUS_F32_RECORD "fad8ca6444da7fc6"

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

static inline int32_t softplus_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float softplus_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float softplus_f32(float x) {
    const float most = 0x1.6p+6f; /* 88 */
    const float minus_log2_e = -0x1.715476p+0f; /* -1.44269502 */
    const float magic = 0x1.8000fep+23f; /* 12583039 */
    const float minus_ln2_high = -0x1.62e4p-1f; /* -0.693145752 */
    const float minus_ln2_low = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float y_coefficient_1 = 0x1.14507ep-6f; /* 0.016864894 */
    const float y_coefficient_2 = 0x1.2cf884p-3f; /* 0.146958381 */
    const float y_coefficient_3 = 0x1.643eeep-2f; /* 0.347896308 */
    const float y_coefficient_4 = -0x1.8ac19p-1f; /* -0.771008015 */
    const float y_coefficient_5 = 0x1.846dd6p-3f; /* 0.18966262 */
    const float one = 0x1p+0f; /* 1 */
    const int32_t width = 23;
    const float q_coefficient_1 = -0x1.8e8b8cp-5f; /* -0.0486505255 */
    const float q_coefficient_2 = 0x1.723084p-4f; /* 0.0903782994 */
    const float q_coefficient_3 = -0x1.cc66a6p-2f; /* -0.449610323 */
    const float q_coefficient_4 = 0x1.4c08ap-2f; /* 0.324251652 */
    const float q_coefficient_5 = 0x1.444216p-2f; /* 0.316658348 */
    const float q_coefficient_6 = 0x1.ba891cp-2f; /* 0.432163656 */
    const float q_coefficient_7 = 0x1.5bef9p-2f; /* 0.339781046 */
    const float q_coefficient_8 = 0x1.5468dep-2f; /* 0.332431287 */
    const float zero = 0x0p+0f; /* 0 */
    const float minus_nine_sixteenths = -0x1.2p-1f; /* -0.5625 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    /* Reduction: -|x| = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), |x| up to 88: k is nearest to */
    /* -|x| log2 e, and the low bits of t hold k + 127. */
    const float size = fabsf(x);
    const int subnormal = fabsf(size) < smallest_normal;
    const float signed_zero = size * zero;
    const float flushed = subnormal ? signed_zero : size;
    const float c = most < flushed ? most : flushed;
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float t = fmaf(c, minus_log2_e, magic);
    const float n = t - magic;
    /* cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of */
    /* high + low. */
    const float after_high = fmaf(n, minus_ln2_high, -c);
    const float r = fmaf(n, minus_ln2_low, after_high);
    /* Core y(r), a polynomial, r in [-0.346577, 0.346577]: e^r = 1 + r y. */
    const float y1 = fmaf(r, fmaf(r, y_coefficient_1, y_coefficient_2), y_coefficient_3);
    const float y = fmaf(r, fmaf(-y1, fmaf(-y1, y1, y_coefficient_4), y_coefficient_5), one);
    /* Next argument: e + e_low = e^-|x| = 2^k (1 + r y), y = (e^r - 1) / r. */
    /* power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0. */
    const float number = softplus_f32_float((int32_t)((uint32_t)softplus_f32_word(t) << width));
    const float ry = r * y;
    const float head = one + ry;
    /* left_by: (a - total) + b: rounding error of the sum of a and b, as `lost_by` gives it, under the same */
    /* condition. */
    const float back = one - head;
    const float low = back + ry;
    const float e = number * head;
    const float e_low = number * low;
    /* Core q(e), a polynomial, e in [0, 1.00002]: log(1 + e) = e - e^2 q. */
    const float q1 = fmaf(e, fmaf(e, fmaf(e, q_coefficient_1, q_coefficient_2), q_coefficient_3), q_coefficient_4);
    const float q = fmaf(fmaf(q1, fmaf(q1, fmaf(q1 * q1, q1, q_coefficient_5), q_coefficient_6), q_coefficient_7), q1, q_coefficient_8);
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reconstruction: softplus x = max(x, 0) + (e + e_low / (1 + e) - e^2 q), q = (e - log(1 + e)) / e^2, 1 / */
    /* (1 + e) within 0.07 of 1 - 9/16 e. */
    const float positive = x_flushed < zero ? zero : x_flushed;
    const float greater = positive < e ? e : positive;
    const float lesser = e < positive ? e : positive;
    const float second_head = greater + lesser;
    const float second_back = greater - second_head; /* left_by */
    const float total = second_back + lesser;
    const float lost = total < one ? total : one;
    const float slope = fmaf(e, minus_nine_sixteenths, one);
    const float lows = fmaf(e_low, slope, lost);
    const float tail = fmaf(-(e * e), q, lows);
    const float result = second_head + tail;
    const int result_subnormal = fabsf(result) < smallest_normal;
    const float result_zero = result * zero;
    const float result_flushed = result_subnormal ? result_zero : result;
    return result_flushed;
}

static inline void softplus_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = softplus_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

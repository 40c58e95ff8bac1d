/*
 * logistic for float32 arrays: max error 0.8983 ulp over 277,543 sampled inputs.
 *
 * Witness of the bound: x = -0x1.c74c3c0000000p+3. Results that are not correctly rounded: 976.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: 1 / (1 + e^-x); scipy.special.expit.
 *
 * Kernel 4d8112bf709eeba6, 30 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search logistic --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction logistic_corrected:
 *     x is first clamped to [-88, 87]: from -87.34 down 1 / d is below 2^-126 and flushed. With s = 2^k the
 *     denominator is s + 1 + s r y. head = s + 1 loses `lost`, found exactly for all s that matter (2^-24 and
 *     more; below, it is 0 and head is 1); d = head + (s r y + lost) has one rounding of size. d - excess is the
 *     denominator to twice the precision (Fast2Sum), of which the quotient is mended in one step of Newton.
 *
 * Use: float logistic_f32(float), and void logistic_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOGISTIC_F32_4D8112BF709EEBA6
#define LOGISTIC_F32_4D8112BF709EEBA6

#define LOGISTIC_F32_TARGET "logistic"
#define LOGISTIC_F32_FORMAT "c"
#define LOGISTIC_F32_MAX_ULP 0.8982769316807313
#define LOGISTIC_F32_EXHAUSTIVE 0
#define LOGISTIC_F32_FTZ 1
#define LOGISTIC_F32_DAZ 1
#define LOGISTIC_F32_WITNESS "-0x1.c74c3c0000000p+3"
#define LOGISTIC_F32_OUTPUTS_HASH NULL
#define LOGISTIC_F32_RECORD "4d8112bf709eeba6"

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

static inline int32_t logistic_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float logistic_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float logistic_f32(float x) {
    const float least = -0x1.6p+6f; /* -88 */
    const float most = 0x1.5cp+6f; /* 87 */
    const float minus_log2_e = -0x1.715476p+0f; /* -1.44269502 */
    const float magic = 0x1.8000fep+23f; /* 12583039 */
    const float ln2_high = 0x1.62e4p-1f; /* 0.693145752 */
    const float ln2_low = 0x1.7f7d1cp-20f; /* 1.42860677e-06 */
    const float y_coefficient_1 = 0x1.143dd8p-6f; /* 0.0168604478 */
    const float y_coefficient_2 = -0x1.2d59c4p-3f; /* -0.147143871 */
    const float y_coefficient_3 = 0x1.63cc74p-2f; /* 0.347459614 */
    const float y_coefficient_4 = -0x1.8a7b8cp-1f; /* -0.770473838 */
    const float y_coefficient_5 = -0x1.85d2bcp-3f; /* -0.19034335 */
    const float y_coefficient_6 = -0x1.000002p+0f; /* -1.00000012 */
    const int32_t width = 23;
    const float one = 0x1p+0f; /* 1 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: -x = k ln 2 - r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -88 to 87: k is nearest to */
    /* -x log2 e, and the low bits of t hold k + 127. */
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
    const float y = fmaf(-r, fmaf(y1, fmaf(-y1, y1, y_coefficient_4), y_coefficient_5), y_coefficient_6);
    /* Reconstruction: 1 / (1 + e^-x) = v + v (1 - v d + v excess), v = 1 / d, d = s + 1 + s r y, s = 2^k, y = */
    /* (e^-r - 1) / r. */
    /* power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0. */
    const float number = logistic_f32_float((int32_t)((uint32_t)logistic_f32_word(t) << width));
    const float sr = number * r;
    const float head = number + one;
    /* lost_by: b - (total - a): rounding error of the sum of a and b, exactly where a is 0 or b in no higher */
    /* binade (Fast2Sum, Dekker 1971). */
    const float back = head - number;
    const float lost = one - back;
    const float tail = fmaf(sr, y, lost);
    const float d = head + tail;
    const float excess = (d - head) - tail;
    const float v = fabsf(one / d);
    const float residual = fmaf(-v, d, one);
    const float correction = fmaf(v, excess, residual);
    const float result = fmaf(v, correction, v);
    const int result_subnormal = fabsf(result) < smallest_normal;
    const float result_zero = result * zero;
    const float result_flushed = result_subnormal ? result_zero : result;
    return result_flushed;
}

static inline void logistic_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = logistic_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

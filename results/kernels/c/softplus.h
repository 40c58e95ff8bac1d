/*
 * softplus for float32 arrays: max error 1.7960 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.48287e0000000p-8. Results that are not correctly rounded: 118,153,819.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
 * c, compiler cc (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.4.6.
 * Definition: log(1 + e^x); Dugas et al., NIPS 2000.
 *
 * Kernel c7dd179311650de7, 29 operations, 26 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search softplus --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction softplus_series:
 *     |x| is clamped to 88, where 2^k is flushed to zero. q goes from 1/2 down to 1 - ln 2: no division, and a
 *     correction of at most 0.44 of the result. e, e^2, the inner sum and the outer one round.
 *
 * Use: float softplus_f32(float), and void softplus_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SOFTPLUS_F32_C7DD179311650DE7
#define SOFTPLUS_F32_C7DD179311650DE7

#define SOFTPLUS_F32_TARGET "softplus"
#define SOFTPLUS_F32_FORMAT "c"
#define SOFTPLUS_F32_MAX_ULP 1.7960109058767557
#define SOFTPLUS_F32_EXHAUSTIVE 1
#define SOFTPLUS_F32_FTZ 1
#define SOFTPLUS_F32_DAZ 1
#define SOFTPLUS_F32_WITNESS "0x1.48287e0000000p-8"
#define SOFTPLUS_F32_OUTPUTS_HASH "36b9567e628c79ad47c7685044e9124cbdcfe502b1c08c2a0b8fcbc3c54cb983"
#define SOFTPLUS_F32_RECORD "c7dd179311650de7"

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
    const float y_coefficient_1 = 0x1.378b92p-7f; /* 0.00950760487 */
    const float y_coefficient_2 = 0x1.2ab80ep-4f; /* 0.0729294345 */
    const float y_coefficient_3 = 0x1.46814ep-3f; /* 0.159426317 */
    const float y_coefficient_4 = 0x1.efd1dp+0f; /* 1.93679523 */
    const float y_coefficient_5 = 0x1.87a052p-3f; /* 0.191223755 */
    const float one = 0x1p+0f; /* 1 */
    const int32_t width = 23;
    const float q_coefficient_1 = -0x1.4d4176p-6f; /* -0.0203403141 */
    const float q_coefficient_2 = 0x1.298b0ap-3f; /* 0.145284727 */
    const float q_coefficient_3 = -0x1.c87c72p-2f; /* -0.445787221 */
    const float q_coefficient_4 = 0x1.a15b72p-3f; /* 0.203787699 */
    const float q_coefficient_5 = 0x1.35cfc4p-1f; /* 0.605100751 */
    const float q_coefficient_6 = 0x1.052568p-2f; /* 0.255025506 */
    const float q_coefficient_7 = 0x1.1e94bp-1f; /* 0.559728146 */
    const float q_coefficient_8 = 0x1.7abf34p-2f; /* 0.369870007 */
    const float zero = 0x0p+0f; /* 0 */
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
    /* Core y(r), a polynomial, r in [-0.346577, 0.346577]: y = e^r. */
    const float y1 = fmaf(r, fmaf(r, y_coefficient_1, y_coefficient_2), y_coefficient_3);
    const float y = fmaf(r, fmaf(r, fmaf(fmaf(r, y1, y_coefficient_4), y1, y_coefficient_5), one), one);
    /* Next argument: e = e^-|x| = 2^k y, y = e^r. */
    const float e = softplus_f32_float((int32_t)((uint32_t)softplus_f32_word(t) << width)) * y;
    /* Core q(e), a polynomial, e in [0, 1.00002]: log(1 + e) = e - e^2 q. */
    const float q1 = fmaf(e, fmaf(e, fmaf(e, q_coefficient_1, q_coefficient_2), q_coefficient_3), q_coefficient_4);
    const float q = fmaf(fmaf(q1, fmaf(q1, fmaf(q1, q1, q_coefficient_5), q_coefficient_6), q_coefficient_7), q1, q_coefficient_8);
    /* Reconstruction: softplus x = max(x, 0) + (e - e^2 q), q = (e - log(1 + e)) / e^2. */
    const float logarithm = fmaf(-(e * e), q, e);
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reconstruction: softplus x = max(x, 0) + (e - e^2 q), q = (e - log(1 + e)) / e^2. */
    const float result = logarithm + (x_flushed < zero ? zero : x_flushed);
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

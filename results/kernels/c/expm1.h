/*
 * expm1 for float32 arrays: max error 0.8973 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.70c0860000000p-2. Results that are not correctly rounded: 4,190,880.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.3 and F.10.3.3.
 *
 * Kernel 68a8051adc91987f, 34 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search expm1 --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction expm1_compensated:
 *     The half in s keeps k = 128 below overflow, and the doubling at the end overflows where e^x does. x is
 *     first clamped to [-20, 89]: e^-20 < 2^-25. Below 2^-24 the result is x, which keeps the sign of zero and
 *     numbers that s = 1/2 would make subnormal. less = s - 1/2 loses lost_half = s - less - 1/2 (not 0 from k =
 *     25 on); head = less + s r loses `lost` = s r - (head - less), exactly, since s r is exact and |less| >= |s
 *     r| or less = 0 (Fast2Sum). head + (s (rest + r^2 y) + lost + lost_half) has one rounding of size, the
 *     last.
 *
 * Use: float expm1_f32(float), and void expm1_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef EXPM1_F32_68A8051ADC91987F
#define EXPM1_F32_68A8051ADC91987F

#define EXPM1_F32_TARGET "expm1"
#define EXPM1_F32_FORMAT "c"
#define EXPM1_F32_MAX_ULP 0.8973412774632378
#define EXPM1_F32_EXHAUSTIVE 1
#define EXPM1_F32_FTZ 1
#define EXPM1_F32_DAZ 1
#define EXPM1_F32_WITNESS "0x1.70c0860000000p-2"
#define EXPM1_F32_OUTPUTS_HASH "d9f903774060a017c7c722e4e8e5e07a136fbc29c87967e8cc57bdb71145e22a"
#define EXPM1_F32_OUTPUTS_HASH_KIND "blake3"
#define EXPM1_F32_RECORD "68a8051adc91987f"

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

static inline int32_t expm1_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float expm1_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float expm1_f32(float x) {
    const float least = -0x1.4p+4f; /* -20 */
    const float most = 0x1.64p+6f; /* 89 */
    const float log2_e = 0x1.715476p+0f; /* 1.44269502 */
    const float magic = 0x1.8000fcp+23f; /* 12583038 */
    const float minus_ln2_high = -0x1.62e4p-1f; /* -0.693145752 */
    const float minus_ln2_low = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float y_coefficient_1 = -0x1.311182p-10f; /* -0.00116374355 */
    const float y_coefficient_2 = -0x1.45c6f6p-8f; /* -0.00497096544 */
    const float y_coefficient_3 = -0x1.3140cep-4f; /* -0.0745246932 */
    const float y_coefficient_4 = 0x1.1e41f8p-2f; /* 0.279548526 */
    const float y_coefficient_5 = 0x1.6a933ap-4f; /* 0.0885193124 */
    const float half = 0x1p-1f; /* 0.5 */
    const int32_t width = 23;
    const float two_to_minus_24 = 0x1p-24f; /* 5.96046448e-08 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: x = k ln 2 + (r + rest), |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -20 to 89: k is */
    /* nearest to x log2 e, and the low bits of t hold k + 126. */
    const float raised = x_flushed < least ? least : x_flushed;
    const float c = most < raised ? most : raised;
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float t = fmaf(c, log2_e, magic);
    const float n = t - magic;
    /* cody_waite_and_rest: (r, rest): x + n (high + low) to 2^-48 of itself, rest the rounding error of r */
    /* (Fast2Sum), where x + n high is exact and n low hardly the larger one. */
    const float after_high = fmaf(n, minus_ln2_high, c);
    const float lower = n * minus_ln2_low;
    const float r = after_high + lower;
    const float back = after_high - r;
    const float rest = back + lower;
    const float z = r * r;
    /* Core y(r), a polynomial, r in [-0.346577, 0.346577]: e^r = 1 + r + r^2 y. */
    const float y1 = fmaf(-r, fmaf(r, fmaf(r, y_coefficient_1, y_coefficient_2), y_coefficient_3), y_coefficient_4);
    const float y = fmaf(r, fmaf(y1, y1, y_coefficient_5), half);
    /* Reconstruction: e^x - 1 = 2 (s (1 + r + rest + r^2 y) - 1/2), s = 2^(k-1), y = (e^r - 1 - r) / r^2; x */
    /* itself below 2^-24. */
    /* power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0. */
    const float s = expm1_f32_float((int32_t)((uint32_t)expm1_f32_word(t) << width));
    const float less = s - half;
    const float sr = s * r;
    const float head = sr + less;
    const float lost = sr + (less - head);
    const float lost_half = (s - less) - half;
    const float lost_both = lost + lost_half;
    const float tail = fmaf(s, fmaf(z, y, rest), lost_both);
    const float second_half = head + tail;
    const float doubled = second_half + second_half;
    const int doubled_subnormal = fabsf(doubled) < smallest_normal;
    const float doubled_zero = doubled * zero;
    const float doubled_flushed = doubled_subnormal ? doubled_zero : doubled;
    const float size = fabsf(x);
    const int subnormal = fabsf(size) < smallest_normal;
    const float signed_zero = size * zero;
    const float flushed = subnormal ? signed_zero : size;
    const float result = (flushed < two_to_minus_24) ? x : doubled_flushed;
    return result;
}

static inline void expm1_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = expm1_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * sinh for float32 arrays: max error 3.2803 ulp over 277,583 sampled inputs.
 *
 * Witness of the bound: x = 0x1.eb28700000000p-2. Results that are not correctly rounded: 10,105.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.28; C17 7.12.5.5 and F.10.2.5.
 *
 * Kernel 2ca6ab928f1f4670, 32 operations, 4 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search sinh --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction sinh_plain:
 *     |x| is clamped to 89.5. Half of sinh and of cosh, so that k = 129 stays below overflow (the doubling at
 *     the end overflows where they do). The cores' errors are those of corrections. Both sums round: the worst k
 *     is 1, where at r = -ln 2 / 2 the terms are twice the result. The sign is that of x; below 2^-12 sinh x is
 *     x to 2^-26, which keeps numbers that the half would make subnormal.
 *
 * Use: float sinh_f32(float), and void sinh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SINH_F32_2CA6AB928F1F4670
#define SINH_F32_2CA6AB928F1F4670

#define SINH_F32_TARGET "sinh"
#define SINH_F32_FORMAT "c"
#define SINH_F32_MAX_ULP 3.2803100712583753
#define SINH_F32_EXHAUSTIVE 0
#define SINH_F32_FTZ 1
#define SINH_F32_DAZ 1
#define SINH_F32_WITNESS "0x1.eb28700000000p-2"
#define SINH_F32_OUTPUTS_HASH NULL
#define SINH_F32_RECORD "2ca6ab928f1f4670"

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

static inline int32_t sinh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float sinh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float sinh_f32(float x) {
    const float most = 0x1.66p+6f; /* 89.5 */
    const float log2_e = 0x1.715476p+0f; /* 1.44269502 */
    const float magic = 0x1.8000fap+23f; /* 12583037 */
    const float minus_ln2_high = -0x1.62e4p-1f; /* -0.693145752 */
    const float minus_ln2_low = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float q_coefficient_1 = 0x1.57231cp-5f; /* 0.0418868586 */
    const float q_coefficient_2 = 0x1.fffdf6p-2f; /* 0.499992222 */
    const float p_coefficient_1 = 0x1.105158p-7f; /* 0.00831047818 */
    const float p_coefficient_2 = 0x1.555764p-3f; /* 0.166670591 */
    const int32_t width = 23;
    const int32_t two_fields = 2097152000;
    const int32_t integer_0 = 0;
    const float two_to_minus_12 = 0x1p-12f; /* 0.000244140625 */
    const int32_t sign_bit = INT32_MIN;
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    /* Reduction: |x| = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), |x| up to 89.5: k is nearest to */
    /* |x| log2 e, and the low bits of t hold k + 125. */
    const float size = fabsf(x);
    const int subnormal = fabsf(size) < smallest_normal;
    const float signed_zero = size * zero;
    const float flushed = subnormal ? signed_zero : size;
    const float c = most < flushed ? most : flushed;
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float t = fmaf(c, log2_e, magic);
    const float n = t - magic;
    /* cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of */
    /* high + low. */
    const float after_high = fmaf(n, minus_ln2_high, c);
    const float r = fmaf(n, minus_ln2_low, after_high);
    const float z = r * r;
    /* Core q(z), a polynomial, z in [0, 0.120116]: cosh r = 1 + z q, z = r^2. */
    const float q = fmaf(z, q_coefficient_1, q_coefficient_2);
    /* Core p(z), a polynomial, z in [0, 0.120116]: sinh r = r + r z p, z = r^2. */
    const float p = fmaf(z, p_coefficient_1, p_coefficient_2);
    /* Reconstruction: sinh |x| = 2 ((s - u) cosh r + (s + u) sinh r), s = 2^(k-2), u = 2^(-k-2); cosh r = 1 + */
    /* z q, sinh r = r + r z p, z = r^2. */
    const int32_t field = (int32_t)((uint32_t)sinh_f32_word(t) << width);
    const int32_t opposite = (int32_t)((uint32_t)two_fields - (uint32_t)field);
    const int32_t at_least_zero = (integer_0 < opposite) ? opposite : integer_0;
    const float s = sinh_f32_float(field);
    const float u = sinh_f32_float(at_least_zero);
    const float both = s + u;
    const float less = s - u;
    const float odd = fmaf(r * z, p, r);
    const float even = fmaf(less * z, q, less);
    const float half = fmaf(both, odd, even);
    const int32_t word = sinh_f32_word(x);
    const float total = half + half;
    const int second_subnormal = fabsf(total) < smallest_normal;
    const float second_signed_zero = total * zero;
    const float second_flushed = second_subnormal ? second_signed_zero : total;
    /* with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros. */
    const int32_t sign = word & sign_bit;
    const float with_sign = sinh_f32_float(sinh_f32_word(second_flushed) | sign);
    const float second_size = fabsf(x);
    const int third_subnormal = fabsf(second_size) < smallest_normal;
    const float third_signed_zero = second_size * zero;
    const float third_flushed = third_subnormal ? third_signed_zero : second_size;
    const float result = (third_flushed < two_to_minus_12) ? x : with_sign;
    return result;
}

static inline void sinh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = sinh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * gelu for float32 arrays: max error 2.5863 ulp over 277,654 sampled inputs.
 *
 * Witness of the bound: x = -0x1.1c7e100000000p+1. Results that are not correctly rounded: 4,476.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x times the normal distribution function; arXiv 1606.08415.
 *
 * Kernel 9b5a7bd90bfc8b1c, 51 operations, 28 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search gelu --seed 1 --evaluations 1200000 --max-ops 16
 *
 * Reduction gelu_pieces:
 *     gelu(x) = max(x, 0) - T/2, T(a) = a erfc(a / sqrt(2)), a = |x|: for x < 0 the result is -T/2, for x > 0
 *     nothing cancels because T <= x. The flat tail rises to sqrt(2 / pi), most of it near |x| = 0.75: it is
 *     smooth in u, which has small relative and absolute errors where it is steep. Below, |x| c < 0.55; the sum
 *     is never below x, so max(x, sum) is the sum, and -0 for x = -0. k is added to the exponent of the sum g +
 *     g r w, which is rounded once; T/2 < 2^-126 is 0. |x| is cut at 14, where all is decided, so that infinity
 *     passes.
 *
 * Use: float gelu_f32(float), and void gelu_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef GELU_F32_9B5A7BD90BFC8B1C
#define GELU_F32_9B5A7BD90BFC8B1C

#define GELU_F32_TARGET "gelu"
#define GELU_F32_FORMAT "c"
#define GELU_F32_MAX_ULP 2.5862506532675402
#define GELU_F32_EXHAUSTIVE 0
#define GELU_F32_FTZ 1
#define GELU_F32_DAZ 1
#define GELU_F32_WITNESS "-0x1.1c7e100000000p+1"
#define GELU_F32_OUTPUTS_HASH NULL
#define GELU_F32_RECORD "9b5a7bd90bfc8b1c"

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

static inline int32_t gelu_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float gelu_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float gelu_f32(float x) {
    const float top = 0x1.cp+3f; /* 14 */
    const float c_coefficient_1 = 0x1.7707dep-5f; /* 0.0457801186 */
    const float c_coefficient_2 = -0x1.bb874ap-3f; /* -0.216566637 */
    const float c_coefficient_3 = 0x1.e13f44p+0f; /* 1.87987161 */
    const float c_coefficient_4 = 0x1.902508p-2f; /* 0.390766263 */
    const float minus_half_log2_e = -0x1.715476p-1f; /* -0.721347511 */
    const float magic = 0x1.8p+23f; /* 12582912 */
    const float twice_ln2_high = -0x1.62e4p+0f; /* -1.3862915 */
    const float twice_ln2_low = -0x1.7f7d1cp-19f; /* -2.85721353e-06 */
    const float w_coefficient_1 = 0x1.cff17ep-8f; /* 0.00707921339 */
    const float w_coefficient_2 = 0x1.8b250cp-4f; /* 0.0964708775 */
    const float w_coefficient_3 = 0x1.abaf1p-2f; /* 0.417659998 */
    const float w_coefficient_4 = -0x1.8b77fap-1f; /* -0.772399724 */
    const float w_coefficient_5 = 0x1.ac353p-4f; /* 0.104542911 */
    const float one = 0x1p+0f; /* 1 */
    const float two = 0x1p+1f; /* 2 */
    const float g_coefficient_1 = 0x1.617cfcp-2f; /* 0.34520334 */
    const float g_coefficient_2 = -0x1.d8ab5p-3f; /* -0.230795503 */
    const float g_coefficient_3 = -0x1.182674p-2f; /* -0.273584187 */
    const float g_coefficient_4 = -0x1.728b5cp-4f; /* -0.0904649347 */
    const float g_coefficient_5 = 0x1.691ec2p+0f; /* 1.41062558 */
    const float g_coefficient_6 = -0x1.d06f0ap-1f; /* -0.907097161 */
    const float g_coefficient_7 = 0x1.0c5702p-1f; /* 0.524101317 */
    const float g_coefficient_8 = 0x1.987e54p-1f; /* 0.797838807 */
    const int32_t width = 23;
    const float cut = 0x1.a4ae0ep+3f; /* 13.1462469 */
    const float zero = 0x0p+0f; /* 0 */
    const float minus_zero = -0x0p+0f; /* -0 */
    const float minus_half = -0x1p-1f; /* -0.5 */
    const float half = 0x1p-1f; /* 0.5 */
    const float three_quarters = 0x1.8p-1f; /* 0.75 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    /* Reduction: x^2 = s + e exactly, |x| <= 14; |x| stands for t in other words. */
    const float a = fabsf(x);
    const int a_subnormal = fabsf(a) < smallest_normal;
    const float a_zero = a * zero;
    const float a_flushed = a_subnormal ? a_zero : a;
    const float t = top < a_flushed ? top : a_flushed;
    const float s = t * t;
    /* product_error: a b - product, exactly where it is 2^-149 or more; the product is a b rounded. */
    const float e = fmaf(a_flushed, t, -s);
    /* Core c(s), a polynomial, s in [0, 0.5625]: gelu x = (x + s c) / 2, s = x^2. */
    const float c1 = fmaf(s, c_coefficient_1, c_coefficient_2);
    const float c = fmaf(-c1, fmaf(s, c1, c_coefficient_3), c_coefficient_4);
    /* Next argument: -x^2/2 = k ln 2 + r/2, |r| <= ln 2: r to 2^-25, m holds k in its low bits. */
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float m = fmaf(s, minus_half_log2_e, magic);
    const float k = m - magic;
    const float r_high = fmaf(k, twice_ln2_high, -s);
    const float difference = r_high - e;
    const float r = fmaf(k, twice_ln2_low, difference);
    /* Core w(r), a polynomial, r in [-0.693359, 0.693359]: e^(r/2) = 1 + r w. */
    const float w1 = fmaf(r, fmaf(r, w_coefficient_1, w_coefficient_2), w_coefficient_3);
    const float w = fmaf(-w1, fmaf(-w1, w1, w_coefficient_4), w_coefficient_5);
    /* Next argument: u = (a - 1) / (a + 2), a up to 14. */
    const float second_cut = top < a_flushed ? top : a_flushed;
    const float numerator = second_cut - one;
    const float denominator = second_cut + two;
    const float u = numerator / denominator;
    /* Core g(u), a polynomial, u in [-0.0909092, 0.8125]: a erfc(a / sqrt(2)) e^(a^2/2) = g. */
    const float g1 = fmaf(u, g_coefficient_1, g_coefficient_2);
    const float g2 = fmaf(g1, g1, g_coefficient_3);
    const float g3 = fmaf(-g2, g2, g_coefficient_4);
    const float g4 = fmaf(u, fmaf(-g3, fmaf(u, u, g_coefficient_5), g_coefficient_6), g_coefficient_7);
    const float g = fmaf(-g4, g4, g_coefficient_8);
    /* Reconstruction: gelu x = (x + x^2 c) / 2 below |x| = 0.75, max(x, -0) - T/2 beyond, T = 2^k y, y = (g + */
    /* 0) e^(r/2), e^(r/2) = 1 + r w. */
    const float y = fmaf(g * r, w, g);
    const float scaled = gelu_f32_float((int32_t)((uint32_t)gelu_f32_word(y) + (uint32_t)((int32_t)((uint32_t)gelu_f32_word(m) << width))));
    const float tail = (a_flushed < cut) ? scaled : zero;
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reconstruction: gelu x = (x + x^2 c) / 2 below |x| = 0.75, max(x, -0) - T/2 beyond, T = 2^k y, y = (g + */
    /* 0) e^(r/2), e^(r/2) = 1 + r w. */
    const float base = x_flushed < minus_zero ? minus_zero : x_flushed;
    const float far_part = fmaf(tail, minus_half, base);
    const int far_part_subnormal = fabsf(far_part) < smallest_normal;
    const float far_part_zero = far_part * zero;
    const float far_part_flushed = far_part_subnormal ? far_part_zero : far_part;
    const float total = fmaf(s, c, x_flushed);
    const float near_part = (x_flushed < total ? total : x_flushed) * half;
    const int near_part_subnormal = fabsf(near_part) < smallest_normal;
    const float near_part_zero = near_part * zero;
    const float near_part_flushed = near_part_subnormal ? near_part_zero : near_part;
    const float result = (a_flushed < three_quarters) ? near_part_flushed : far_part_flushed;
    return result;
}

static inline void gelu_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = gelu_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

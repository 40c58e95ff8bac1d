/*
 * lgamma for float32 arrays: max error 493.5456 ulp over 277,685 sampled inputs.
 *
 * Witness of the bound: x = 0x1.7ffffa0000000p+0. Results that are not correctly rounded: 82,268.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.
 *
 * Kernel f7e8ae4847e80ec5, 74 operations, 28 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search lgamma --seed 0 --evaluations 240000 --max-ops 16
 *
 * Reduction lgamma_reflected_short:
 *     As lgamma_reflected, with the same cores. Every logarithm is one number, and every sum is rounded: beside
 *     the poles two numbers of size 2 to 15 cancel, and leave an error of some 2^-20.
 *
 * Use: float lgamma_f32(float), and void lgamma_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LGAMMA_F32_F7E8AE4847E80EC5
#define LGAMMA_F32_F7E8AE4847E80EC5

#define LGAMMA_F32_TARGET "lgamma"
#define LGAMMA_F32_FORMAT "c"
#define LGAMMA_F32_MAX_ULP 493.54564566037715
#define LGAMMA_F32_EXHAUSTIVE 0
#define LGAMMA_F32_FTZ 1
#define LGAMMA_F32_DAZ 1
#define LGAMMA_F32_WITNESS "0x1.7ffffa0000000p+0"
#define LGAMMA_F32_OUTPUTS_HASH NULL
#define LGAMMA_F32_RECORD "f7e8ae4847e80ec5"

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

static inline int32_t lgamma_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float lgamma_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float lgamma_f32(float x) {
    const float zero = 0x0p+0f; /* 0 */
    const float one = 0x1p+0f; /* 1 */
    const int32_t root_half = 1060439283;
    const int32_t exponent_bits = -8388608;
    const int32_t width = 23;
    const float c_coefficient_1 = -0x1.610db6p-3f; /* -0.172389433 */
    const float c_coefficient_2 = 0x1.b4e0c6p-3f; /* 0.213319346 */
    const float c_coefficient_3 = 0x1.26722p-1f; /* 0.575089455 */
    const float c_coefficient_4 = 0x1.9a62cp+0f; /* 1.60306931 */
    const float c_coefficient_5 = -0x1.66e1eap-4f; /* -0.0876177922 */
    const float e_coefficient_1 = -0x1.5f77dcp-3f; /* -0.171615332 */
    const float e_coefficient_2 = 0x1.b2a07cp-3f; /* 0.212220162 */
    const float e_coefficient_3 = 0x1.28562cp-1f; /* 0.578782439 */
    const float e_coefficient_4 = 0x1.9b7f02p+0f; /* 1.60740674 */
    const float e_coefficient_5 = -0x1.6815bcp-4f; /* -0.0879113525 */
    const float three_halves = 0x1.8p+0f; /* 1.5 */
    const float three_quarters = 0x1.8p-1f; /* 0.75 */
    const float upper_centre = 0x1.cp+0f; /* 1.75 */
    const float q_coefficient_1 = 0x1.256404p-6f; /* 0.0179071464 */
    const float q_coefficient_2 = -0x1.8e294cp-5f; /* -0.0486036763 */
    const float q_coefficient_3 = -0x1.ad6aa2p+2f; /* -6.70963335 */
    const float q_coefficient_4 = 0x1.fabb78p-4f; /* 0.12371394 */
    const float r_coefficient_1 = 0x1.538ep-4f; /* 0.0828990936 */
    const float r_coefficient_2 = 0x1.26521cp-15f; /* 3.50857663e-05 */
    const float b_coefficient_1 = 0x1.01bd14p-1f; /* 0.503395677 */
    const float b_coefficient_2 = 0x1.070ee6p-1f; /* 0.513785541 */
    const float b_coefficient_3 = 0x1.a57572p+0f; /* 1.64632332 */
    const float minus_one = -0x1p+0f; /* -1 */
    const float half = 0x1p-1f; /* 0.5 */
    const float ln2_nearest_high = 0x1.62e43p-1f; /* 0.693147182 */
    const float five_halves = 0x1.4p+1f; /* 2.5 */
    const float minus_three_sixteenths = -0x1.8p-3f; /* -0.1875 */
    const float stirling = 0x1.acfe4p-2f; /* 0.418938637 */
    const float infinity = INFINITY; /* inf */
    const float huge = 0x1.895f1ap+121f; /* 4.08500311e+36 */
    const float large = 0x1p+127f; /* 1.70141183e+38 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    /* Reduction: a = |x|, d = a - rint(a), t = |d|, s = d^2; a = 2^k (1 + f) and t = 2^j (1 + g), sqrt(1/2) <= */
    /* 1 + f, 1 + g < sqrt(2). */
    /* All but s is exact. */
    const float a = fabsf(x);
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: a = |x|, d = a - rint(a), t = |d|, s = d^2; a = 2^k (1 + f) and t = 2^j (1 + g), sqrt(1/2) <= */
    /* 1 + f, 1 + g < sqrt(2). */
    /* All but s is exact. */
    const int negative = x_flushed < zero;
    const float nearest = rintf(a);
    const int a_subnormal = fabsf(a) < smallest_normal;
    const float a_zero = a * zero;
    const float a_flushed = a_subnormal ? a_zero : a;
    const float d = a_flushed - nearest;
    const float t = fabsf(d);
    const float s = d * d;
    /* split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to */
    /* one binade more. */
    const int32_t word = lgamma_f32_word(a);
    const int32_t above = (int32_t)((uint32_t)word - (uint32_t)root_half);
    const int32_t exponent = above >> width;
    const int32_t field = above & exponent_bits;
    const float f = lgamma_f32_float((int32_t)((uint32_t)word - (uint32_t)field)) - one;
    const float k = (float)exponent;
    const int32_t second_word = lgamma_f32_word(t); /* split_mantissa */
    const int32_t second_above = (int32_t)((uint32_t)second_word - (uint32_t)root_half);
    const int32_t second_exponent = second_above >> width;
    const int32_t second_field = second_above & exponent_bits;
    const float mantissa = lgamma_f32_float((int32_t)((uint32_t)second_word - (uint32_t)second_field));
    const float g = mantissa - one;
    const float j = (float)second_exponent;
    /* Core c(f), a polynomial, f in [-0.292894, 0.414215]: log(1 + f) = f + f^2 c. */
    const float c1 = fmaf(f, c_coefficient_1, c_coefficient_2);
    const float c2 = f * f;
    const float c3 = c2 + c_coefficient_3;
    const float c = fmaf(-c1, fmaf(c3, c3, c_coefficient_4), c_coefficient_5);
    /* Core e(g), a polynomial, g in [-0.292894, 0.414215]: log(1 + g) = g + g^2 e. */
    const float e1 = fmaf(g, e_coefficient_1, e_coefficient_2);
    const float e2 = g * g;
    const float e3 = e2 + e_coefficient_3;
    const float e = fmaf(-e1, fmaf(e3, e3, e_coefficient_4), e_coefficient_5);
    /* Next argument: z = a + 1 below 3/2, else a, less 7/4, the middle of [1, 5/2]: exact but for a < 1/4, */
    /* where 2^-25 is little beside the result. */
    const int close = a_flushed < three_halves;
    const float centre = close ? three_quarters : upper_centre;
    const float z = a_flushed - centre;
    /* Core q(z), a polynomial, z in [-0.75, 0.75]: log gamma(z + 7/4) = (z + 3/4)(z - 1/4) q. */
    const float q = fmaf(fmaf(z, q_coefficient_1, q_coefficient_2), fmaf(-z, z, q_coefficient_3), q_coefficient_4);
    /* Next argument: u = 1 / a. */
    const float u = one / a_flushed;
    /* Core r(u), a polynomial, u in [0, 0.4]: log gamma(a) = (a - 1/2)(log a - 1) + log(2 pi)/2 - 1/2 + r, u = */
    /* 1 / a, r about u / 12 - u^3 / 360. */
    const float r = fmaf(u, r_coefficient_1, r_coefficient_2);
    /* Core b(s), a polynomial, s in [0, 0.25]: log(pi d / sin(pi d)) = s b, s = d^2. */
    const float b = fmaf(s, fmaf(s, b_coefficient_1, b_coefficient_2), b_coefficient_3);
    /* Reconstruction: x > 0: h log a + m; x < 0: s b - log |d| - ((h + 1) log a + m). */
    /* Below 5/2 h is 0 or -1 and m = (z + 3/4)(z - 1/4) q = log gamma(z + 7/4); from there on h = a - 1/2, m = */
    /* r + log(2 pi)/2 - 1/2, log a less 1. */
    const float total = fmaf(c2, c, f);
    const float log_a = fmaf(k, ln2_nearest_high, total);
    const float log_mantissa = fmaf(e2, e, g);
    const float log_d = fmaf(j, ln2_nearest_high, log_mantissa);
    const int below_edge = a_flushed < five_halves;
    const float reflected = negative ? one : zero;
    const float step = close ? minus_one : zero;
    const float beyond = a_flushed - half;
    const float factor = below_edge ? step : beyond;
    const float h = factor + reflected;
    const float less = log_a - one;
    const float logarithm = below_edge ? log_a : less;
    const float parabola = fmaf(z, z + half, minus_three_sixteenths);
    const float core = parabola * q;
    const float base = reflected + stirling;
    const float series = base + r;
    const float m = below_edge ? core : series;
    const float right = fmaf(h, logarithm, m);
    const int right_subnormal = fabsf(right) < smallest_normal;
    const float right_zero = right * zero;
    const float right_flushed = right_subnormal ? right_zero : right;
    const float both = right_flushed + log_d;
    const float bent = s * b;
    const float left = bent - both;
    const int left_subnormal = fabsf(left) < smallest_normal;
    const float left_zero = left * zero;
    const float left_flushed = left_subnormal ? left_zero : left;
    const float value = negative ? left_flushed : right_flushed;
    const float distance = negative ? t : a;
    const int distance_subnormal = fabsf(distance) < smallest_normal;
    const float distance_zero = distance * zero;
    const float distance_flushed = distance_subnormal ? distance_zero : distance;
    const int regular = zero < distance_flushed;
    const float opened = regular ? value : infinity;
    const float over = a_flushed * large;
    const int over_subnormal = fabsf(over) < smallest_normal;
    const float over_zero = over * zero;
    const float over_flushed = over_subnormal ? over_zero : over;
    const int finite = a_flushed < huge;
    const float result = finite ? opened : over_flushed;
    return result;
}

static inline void lgamma_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = lgamma_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

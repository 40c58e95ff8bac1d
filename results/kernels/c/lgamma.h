/*
 * lgamma for float32 arrays: max error 1.9176 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.78d7820000000p+1. Results that are not correctly rounded: 91,007,454.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.
 *
 * Kernel 249717be31cf7bf8, 108 operations, 52 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search lgamma --seed 0 --evaluations 240000 --max-ops 16
 *
 * Reduction lgamma_reflected:
 *     x > 0: z = a + 1 with h = -1 below 3/2, else z = a with h = 0 below 5/2, and log gamma(z) = (z - 1)(z - 2)
 *     q vanishes exactly where it must. From 5/2 on Stirling's formula (DLMF 5.11.1), in which nothing cancels.
 *     x < 0: reflection (DLMF 5.5.3), log |gamma(x)| = -log |d| + s b(s) - log gamma(1 + a); log gamma(1 + a) is
 *     the same with h + 1 for h, and log(2 pi)/2 + 1/2. Beside the poles down to -12 two numbers of size 2 to 15
 *     cancel to one of size 1 or less, in whose ulp, that of 1, errors count: so both logarithms are two numbers
 *     each, the product h log a is one with its rounding error (h is there twice, in different words, because a
 *     compiler would take the two products for one; `dropped` is the rounding error of h), the large parts are
 *     subtracted first, exactly where they cancel, and the constant, a multiple of 2^-20, is added exactly to
 *     their difference. d is exact; at a pole it is 0 and the result infinite. From 0x1.895f1ap+121 on, one
 *     float32 before log gamma itself overflows, the result is infinite, where the error counts as 1.6 ulp.
 *
 * Use: float lgamma_f32(float), and void lgamma_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LGAMMA_F32_249717BE31CF7BF8
#define LGAMMA_F32_249717BE31CF7BF8

#define LGAMMA_F32_TARGET "lgamma"
#define LGAMMA_F32_FORMAT "c"
#define LGAMMA_F32_MAX_ULP 1.9175819363445044
#define LGAMMA_F32_EXHAUSTIVE 1
#define LGAMMA_F32_FTZ 1
#define LGAMMA_F32_DAZ 1
#define LGAMMA_F32_WITNESS "-0x1.78d7820000000p+1"
#define LGAMMA_F32_OUTPUTS_HASH "53fefbd819af3ae685a9a8e3f73af4a807d29457877e9d1a620f71351db0689c"
#define LGAMMA_F32_RECORD "249717be31cf7bf8"

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
    const float c_coefficient_1 = -0x1.4472bcp-4f; /* -0.0792109817 */
    const float c_coefficient_2 = 0x1.1d38ep-4f; /* 0.0696343184 */
    const float c_coefficient_3 = -0x1.952a92p-1f; /* -0.791340411 */
    const float c_coefficient_4 = 0x1.dfd2bap+1f; /* 3.74861836 */
    const float c_coefficient_5 = 0x1.caf612p-5f; /* 0.0560255386 */
    const float c_coefficient_6 = 0x1.a04838p-3f; /* 0.203262746 */
    const float c_coefficient_7 = -0x1.000016p-1f; /* -0.500000656 */
    const float three_halves = 0x1.8p+0f; /* 1.5 */
    const float three_quarters = 0x1.8p-1f; /* 0.75 */
    const float upper_centre = 0x1.cp+0f; /* 1.75 */
    const float q_coefficient_1 = 0x1.b1a0b8p-11f; /* 0.000827079406 */
    const float q_coefficient_2 = -0x1.685734p-10f; /* -0.00137459044 */
    const float q_coefficient_3 = 0x1.10204ep+0f; /* 1.06299293 */
    const float q_coefficient_4 = 0x1.d5e45p+3f; /* 14.6841202 */
    const float q_coefficient_5 = -0x1.65b05cp+7f; /* -178.844452 */
    const float q_coefficient_6 = 0x1.9a8504p-4f; /* 0.10022451 */
    const float q_coefficient_7 = 0x1.4162b6p-2f; /* 0.313853115 */
    const float r_coefficient_1 = 0x1.9848bp-6f; /* 0.0249196738 */
    const float r_coefficient_2 = 0x1.e8872ep-15f; /* 5.82370812e-05 */
    const float r_coefficient_3 = -0x1.c412f2p-5f; /* -0.0551848151 */
    const float r_coefficient_4 = 0x1.48dc7ap-4f; /* 0.0802883878 */
    const float r_coefficient_5 = -0x1.ce9dccp-24f; /* -1.07711273e-07 */
    const float b_coefficient_1 = -0x1.2ec248p-2f; /* -0.295662999 */
    const float b_coefficient_2 = -0x1.18e052p-1f; /* -0.548586428 */
    const float b_coefficient_3 = -0x1.d6d66cp-5f; /* -0.0574752912 */
    const float b_coefficient_4 = -0x1.f3c1e2p-1f; /* -0.976088583 */
    const float b_coefficient_5 = 0x1.96b1a4p+0f; /* 1.58864808 */
    const float minus_one = -0x1p+0f; /* -1 */
    const float half = 0x1p-1f; /* 0.5 */
    const float ln2_high = 0x1.62e4p-1f; /* 0.693145752 */
    const float minus_ln2_high = -0x1.62e4p-1f; /* -0.693145752 */
    const float ln2_low = 0x1.7f7d1cp-20f; /* 1.42860677e-06 */
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
    const float c3 = c_coefficient_3 - c2;
    const float c4 = fmaf(c1, fmaf(c3, c3, c_coefficient_4), c_coefficient_5);
    const float c = fmaf(f, fmaf(c4, c4, c_coefficient_6), c_coefficient_7);
    /* Core e(g), a polynomial, g in [-0.292894, 0.414215]: log(1 + g) = g + g^2 e. */
    const float e1 = fmaf(g, c_coefficient_1, c_coefficient_2);
    const float e2 = g * g;
    const float e3 = c_coefficient_3 - e2;
    const float e4 = fmaf(e1, fmaf(e3, e3, c_coefficient_4), c_coefficient_5);
    const float e = fmaf(g, fmaf(e4, e4, c_coefficient_6), c_coefficient_7);
    /* Next argument: z = a + 1 below 3/2, else a, less 7/4, the middle of [1, 5/2]: exact but for a < 1/4, */
    /* where 2^-25 is little beside the result. */
    const int close = a_flushed < three_halves;
    const float centre = close ? three_quarters : upper_centre;
    const float z = a_flushed - centre;
    /* Core q(z), a polynomial, z in [-0.75, 0.75]: log gamma(z + 7/4) = (z + 3/4)(z - 1/4) q. */
    const float q1 = fmaf(z, q_coefficient_1, q_coefficient_2);
    const float q2 = fmaf(z, z, q_coefficient_3);
    const float q3 = fmaf(q1, fmaf(-fmaf(q2, q2, q_coefficient_4), q2, q_coefficient_5), q_coefficient_6);
    const float q = fmaf(q3, q3, q_coefficient_7);
    /* Next argument: u = 1 / a. */
    const float u = one / a_flushed;
    /* Core r(u), a polynomial, u in [0, 0.4]: log gamma(a) = (a - 1/2)(log a - 1) + log(2 pi)/2 - 1/2 + r, u = */
    /* 1 / a, r about u / 12 - u^3 / 360. */
    const float r1 = fmaf(u, fmaf(u, r_coefficient_1, r_coefficient_2), r_coefficient_3);
    const float r = fmaf(u, fmaf(r1, r1, r_coefficient_4), r_coefficient_5);
    /* Core b(s), a polynomial, s in [0, 0.25]: log(pi d / sin(pi d)) = s b, s = d^2. */
    const float b1 = fmaf(s, fmaf(s, b_coefficient_1, b_coefficient_2), b_coefficient_3);
    const float b = fmaf(b1, fmaf(-b1, b1, b_coefficient_4), b_coefficient_5);
    /* Reconstruction: x > 0: h log a + m; x < 0: s b - log |d| - ((h + 1) log a + m); every large term in two */
    /* parts. */
    /* Below 5/2 h is 0 or -1 and m = (z + 3/4)(z - 1/4) q = log gamma(z + 7/4); from there on h = a - 1/2, m = */
    /* r + log(2 pi)/2 - 1/2, log a less 1. */
    const float first = fmaf(k, ln2_high, f);
    const float back = fmaf(k, minus_ln2_high, first);
    const float lost = f - back;
    const float lost_and_tail = fmaf(c2, c, lost);
    const float second = fmaf(k, ln2_low, lost_and_tail);
    /* fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no */
    /* higher binade (Dekker 1971). */
    const float high = first + second;
    const float second_back = high - first;
    const float low = second - second_back;
    const float deep = fmaf(j, ln2_high, g);
    const float third_back = fmaf(j, minus_ln2_high, deep);
    const float second_lost = g - third_back;
    const float second_lost_and_tail = fmaf(e2, e, second_lost);
    const float rest = fmaf(j, ln2_low, second_lost_and_tail);
    const int below_edge = a_flushed < five_halves;
    const float reflected = negative ? one : zero;
    const float opposite = negative ? minus_one : zero;
    const float step = close ? minus_one : zero;
    const float beyond = a_flushed - half;
    const float factor = below_edge ? step : beyond;
    const float h = factor + reflected;
    const float taken = h - reflected;
    const float dropped = factor - taken;
    const float same_h = factor - opposite;
    const float high_less = high - one;
    const float log_a = below_edge ? high : high_less;
    const float product = h * log_a;
    /* product_error: a b - product, exactly where it is 2^-149 or more; the product is a b rounded. */
    const float product_low = fmaf(same_h, log_a, -product);
    const float parabola = fmaf(z, z + half, minus_three_sixteenths);
    const float core = parabola * q;
    const float m = below_edge ? core : r;
    const float low_and_product = fmaf(h, low, product_low);
    const float lows = fmaf(dropped, log_a, low_and_product);
    const float tail = lows + m;
    const float base = reflected + stirling;
    const float offset = below_edge ? zero : base;
    const float raised = offset + tail;
    const float right = product + raised;
    const int right_subnormal = fabsf(right) < smallest_normal;
    const float right_zero = right * zero;
    const float right_flushed = right_subnormal ? right_zero : right;
    const float second_large = (product + deep) + offset;
    const float minus = -(tail + rest);
    const float bent = fmaf(s, b, minus);
    const float left = bent - second_large;
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

/*
 * digamma for float32 arrays: max error 3.1478 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.8684d60000000p+0. Results that are not correctly rounded: 26,765,663.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: gamma'(x) / gamma(x); DLMF 5.2 and 5.7.6; scipy.special.digamma.
 *
 * Kernel 8650855279781635, 82 operations, 57 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search digamma --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction digamma_reflected:
 *     P(a) = digamma(1 + a): digamma(x) = P(a) - 1/a for x > 0, and for x < 0 by reflection (DLMF 5.5.4) P(a) +
 *     pi cot(pi a) = P(a) + 1/d + d b, d = a - rint(a), which is exact. The logarithm, from 1 on (DLMF 5.11.2),
 *     is in two parts. The pole v, 1/d or -1/a, and its quotient's remainder are two numbers as well, and the
 *     head of the logarithm plus v is one with its rounding error (Knuth's TwoSum): beside the zeros between the
 *     poles they cancel from a size of up to 16 to one of 1 or less, in whose ulp, that of 1, errors count. What
 *     is left is of size 2: three roundings and that of b, 2^-24 each. At a negative integer d is 0, and
 *     infinity times 0 gives nan; below 2^-126 -1/x is the result, infinite at zeros with the sign of -1/x;
 *     infinity gives itself.
 *
 * Use: float digamma_f32(float), and void digamma_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef DIGAMMA_F32_8650855279781635
#define DIGAMMA_F32_8650855279781635

#define DIGAMMA_F32_TARGET "digamma"
#define DIGAMMA_F32_FORMAT "c"
#define DIGAMMA_F32_MAX_ULP 3.1477974387817085
#define DIGAMMA_F32_EXHAUSTIVE 1
#define DIGAMMA_F32_FTZ 1
#define DIGAMMA_F32_DAZ 1
#define DIGAMMA_F32_WITNESS "-0x1.8684d60000000p+0"
#define DIGAMMA_F32_OUTPUTS_HASH "6c63804e24687a8840a6ecf5c30e41e79792ddb4538978492826968415e67e5f"
#define DIGAMMA_F32_OUTPUTS_HASH_KIND "blake3"
#define DIGAMMA_F32_RECORD "8650855279781635"

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

static inline int32_t digamma_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float digamma_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float digamma_f32(float x) {
    const float zero = 0x0p+0f; /* 0 */
    const float one = 0x1p+0f; /* 1 */
    const float half = 0x1p-1f; /* 0.5 */
    const int32_t root_half = 1060439283;
    const int32_t exponent_bits = -8388608;
    const int32_t width = 23;
    const float c_coefficient_1 = -0x1.49c102p-2f; /* -0.322025329 */
    const float c_coefficient_2 = 0x1.a0b5dcp-2f; /* 0.406943738 */
    const float c_coefficient_3 = 0x1.b3135cp-4f; /* 0.106219634 */
    const float c_coefficient_4 = -0x1.d7fd48p-2f; /* -0.460927129 */
    const float c_coefficient_5 = -0x1.37e448p-2f; /* -0.304581761 */
    const float c_coefficient_6 = 0x1.3c8822p-2f; /* 0.309113055 */
    const float c_coefficient_7 = 0x1.8c7ac2p-3f; /* 0.193593517 */
    const float c_coefficient_8 = -0x1.fffff6p-2f; /* -0.499999851 */
    const float q_coefficient_1 = 0x1.a9eedep+0f; /* 1.66380107 */
    const float q_coefficient_2 = 0x1.239214p+1f; /* 2.27789545 */
    const float q_coefficient_3 = -0x1.0c7b9ep+1f; /* -2.0975225 */
    const float q_coefficient_4 = -0x1.b25d2cp-8f; /* -0.00662786793 */
    const float q_coefficient_5 = 0x1.207244p+10f; /* 1153.7854 */
    const float q_coefficient_6 = -0x1.a147bep+7f; /* -208.640121 */
    const float q_coefficient_7 = 0x1.a01b6ep+6f; /* 104.026787 */
    const float q_coefficient_8 = 0x1.de9e64p-1f; /* 0.934802175 */
    const float q_coefficient_9 = 0x1.2aed04p-5f; /* 0.036489971 */
    const float r_coefficient_1 = -0x1.24f344p-4f; /* -0.0715210587 */
    const float r_coefficient_2 = 0x1.97e874p-3f; /* 0.199173838 */
    const float r_coefficient_3 = 0x1.efdf76p-6f; /* 0.0302656796 */
    const float r_coefficient_4 = 0x1.5c8a3ap-9f; /* 0.00265914877 */
    const float r_coefficient_5 = -0x1.19955ep-7f; /* -0.00859324541 */
    const float r_coefficient_6 = 0x1.eb592p-15f; /* 5.85732632e-05 */
    const float r_coefficient_7 = 0x1.554f3cp-4f; /* 0.0833275169 */
    const float r_coefficient_8 = 0x1.fffff2p-2f; /* 0.499999791 */
    const float b_coefficient_1 = -0x1.7dcafcp+0f; /* -1.49137855 */
    const float b_coefficient_2 = 0x1.213cbap-2f; /* 0.282458216 */
    const float b_coefficient_3 = 0x1.2d6456p+0f; /* 1.17731225 */
    const float b_coefficient_4 = 0x1.2a4dcap+0f; /* 1.16524947 */
    const float b_coefficient_5 = 0x1.62b3b6p+0f; /* 1.38555467 */
    const float b_coefficient_6 = -0x1.14930ep+1f; /* -2.16073775 */
    const float b_coefficient_7 = -0x1.e5130ap+1f; /* -3.78964353 */
    const float ln2_high = 0x1.62e4p-1f; /* 0.693145752 */
    const float minus_ln2_high = -0x1.62e4p-1f; /* -0.693145752 */
    const float ln2_low = 0x1.7f7d1cp-20f; /* 1.42860677e-06 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float largest = 0x1.fffffep+127f; /* 3.40282347e+38 */
    /* Reduction: a = |x| = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2), d = a - rint(a), s = d^2, z = a - 1/2, u */
    /* = 1 / a. */
    /* 1 / pole is 1/d for x < 0 and -1/x for x > 0; beside 0 both are -1/x. a, f and d are exact. */
    const float a = fabsf(x);
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: a = |x| = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2), d = a - rint(a), s = d^2, z = a - 1/2, u */
    /* = 1 / a. */
    /* 1 / pole is 1/d for x < 0 and -1/x for x > 0; beside 0 both are -1/x. a, f and d are exact. */
    const int negative = x_flushed < zero;
    const float nearest = rintf(a);
    const int a_subnormal = fabsf(a) < smallest_normal;
    const float a_zero = a * zero;
    const float a_flushed = a_subnormal ? a_zero : a;
    const float d = a_flushed - nearest;
    const float s = d * d;
    const float opposite = -x;
    const float pole = negative ? d : opposite;
    /* split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to */
    /* one binade more. */
    const int32_t word = digamma_f32_word(a);
    const int32_t above = (int32_t)((uint32_t)word - (uint32_t)root_half);
    const int32_t exponent = above >> width;
    const int32_t field = above & exponent_bits;
    const float m = digamma_f32_float((int32_t)((uint32_t)word - (uint32_t)field));
    const float f = m - one;
    const float k = (float)exponent;
    const float z = a_flushed - half;
    const float u = one / a_flushed;
    /* Core c(f), a polynomial, f in [-0.292894, 0.414215]: log(1 + f) = f + f^2 c. */
    const float c1 = fmaf(f, fmaf(-f, fmaf(f, c_coefficient_1, c_coefficient_2), c_coefficient_3), c_coefficient_4);
    const float c2 = fmaf(fmaf(-c1, c1, f), c_coefficient_5, c_coefficient_6);
    const float c = fmaf(f, fmaf(c2, c2, c_coefficient_7), c_coefficient_8);
    /* Core q(z), z in [-0.5, 0.5]: digamma(1 + a) = q, z = a - 1/2. */
    const float q1 = z / (z + q_coefficient_1);
    const float q2 = q1 + q_coefficient_2;
    const float q3 = fmaf(q2, q2, q_coefficient_3);
    const float q4 = q1 * q_coefficient_4;
    const float q5 = q3 * q4;
    const float q = fmaf(z, fmaf(fmaf(q5, fmaf(q5, q_coefficient_5, q_coefficient_6), z) + q_coefficient_7, q4, q_coefficient_8), q_coefficient_9);
    /* Core r(u), a polynomial, u in [0, 1]: digamma(1 + a) - log a = r, about u / 2 - u^2 / 12, u = 1 / a. */
    const float r1 = fmaf(u, r_coefficient_1, r_coefficient_2);
    const float r2 = fmaf(u, fmaf(r1, r1, r_coefficient_3), r_coefficient_4);
    const float r3 = fmaf(-u, fmaf(u, fmaf(u, fmaf(r2, r2, r_coefficient_5), r_coefficient_6), r_coefficient_7), r_coefficient_8);
    const float r = u * r3;
    /* Core b(s), a polynomial, s in [0, 0.25]: pi d cot(pi d) = 1 + s b, s = d^2. */
    const float b1 = fmaf(s, b_coefficient_1, b_coefficient_2);
    const float b2 = s * fmaf(s, s, b_coefficient_3);
    const float b = fmaf(-b1, fmaf(b1, fmaf(b2, b2 + b_coefficient_4, b_coefficient_5), b_coefficient_6), b_coefficient_7);
    /* Reconstruction: digamma x = P(a) + 1/pole (+ d b for x < 0), P(a) = digamma(1 + a) = q below 1, log a + */
    /* r beyond; large terms in two parts. */
    const float first = fmaf(k, ln2_high, f);
    const float back = fmaf(k, minus_ln2_high, first);
    const float lost = f - back;
    const float lost_and_tail = fmaf(f * f, c, lost);
    const float second = fmaf(k, ln2_low, lost_and_tail);
    const int below_one = a_flushed < one;
    const float beyond = second + r;
    const float head = below_one ? zero : first;
    const float rest = below_one ? q : beyond;
    /* Reduction: a = |x| = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2), d = a - rint(a), s = d^2, z = a - 1/2, u */
    /* = 1 / a. */
    /* 1 / pole is 1/d for x < 0 and -1/x for x > 0; beside 0 both are -1/x. a, f and d are exact. */
    const int pole_subnormal = fabsf(pole) < smallest_normal;
    const float pole_zero = pole * zero;
    const float pole_flushed = pole_subnormal ? pole_zero : pole;
    /* Reconstruction: digamma x = P(a) + 1/pole (+ d b for x < 0), P(a) = digamma(1 + a) = q below 1, log a + */
    /* r beyond; large terms in two parts. */
    const float v = one / pole_flushed;
    const int v_subnormal = fabsf(v) < smallest_normal;
    const float v_zero = v * zero;
    const float v_flushed = v_subnormal ? v_zero : v;
    const float residual = fmaf(-v_flushed, pole_flushed, one);
    /* two_sum: (total, lost): a + b rounded and its rounding error, exactly (Knuth). */
    const float total = head + v_flushed;
    const float part_b = total - head;
    const float part_a = total - part_b;
    const float lost_b = v_flushed - part_b;
    const float lost_a = head - part_a;
    const float second_lost = lost_b + lost_a;
    const float bend = negative ? d : zero;
    const float bent = fmaf(bend, b, rest);
    const float sharp = fmaf(v_flushed, residual, bent);
    const float value = total + (sharp + second_lost);
    const int value_subnormal = fabsf(value) < smallest_normal;
    const float value_zero = value * zero;
    const float value_flushed = value_subnormal ? value_zero : value;
    const int tiny = a_flushed < smallest_normal;
    const float inner = tiny ? v_flushed : value_flushed;
    const int huge = largest < x_flushed;
    const float result = huge ? x : inner;
    return result;
}

static inline void digamma_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = digamma_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

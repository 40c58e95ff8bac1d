/*
 * erfc for float32 arrays: max error 2.4080 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.8cace40000000p+0. Results that are not correctly rounded: 111,084,100.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 7.2; C17 7.12.8.2 and F.10.5.2.
 *
 * Kernel 8e46e4cd642df692, 59 operations, 39 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search erfc --seed 0 --evaluations 320000 --max-ops 16
 *
 * Reduction erfc_pieces:
 *     c lies between 0.129 and -0.158, and from 1/2 on 1 - x is exact, so that little but the last rounding
 *     counts. From 1 on 1 + v is between 0.855 and 1.129 as a function of u, whose errors hardly matter because
 *     v is flat. k is added to the exponent of the finished product, exactly; from a = 9.1945 on the result is
 *     below 2^-126 and made 0. a is cut at 10, where all is decided, so that infinity passes.
 *
 * Use: float erfc_f32(float), and void erfc_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ERFC_F32_8E46E4CD642DF692
#define ERFC_F32_8E46E4CD642DF692

#define ERFC_F32_TARGET "erfc"
#define ERFC_F32_FORMAT "c"
#define ERFC_F32_MAX_ULP 2.408043136820197
#define ERFC_F32_EXHAUSTIVE 1
#define ERFC_F32_FTZ 1
#define ERFC_F32_DAZ 1
#define ERFC_F32_WITNESS "0x1.8cace40000000p+0"
#define ERFC_F32_OUTPUTS_HASH "7403b730577251edcb8e3ac58745027ae862f8821bcec7d8ae7f865453bc95e7"
#define ERFC_F32_OUTPUTS_HASH_KIND "blake3"
#define ERFC_F32_RECORD "8e46e4cd642df692"

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

static inline int32_t erfc_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float erfc_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float erfc_f32(float x) {
    const float ten = 0x1.4p+3f; /* 10 */
    const float minus_log2_e = -0x1.715476p+0f; /* -1.44269502 */
    const float magic = 0x1.8000fcp+23f; /* 12583038 */
    const float minus_ln2_high = -0x1.62e4p-1f; /* -0.693145752 */
    const float minus_ln2_low = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float minus_half = -0x1p-1f; /* -0.5 */
    const float c_coefficient_1 = -0x1.2b45ccp-10f; /* -0.00114163454 */
    const float c_coefficient_2 = 0x1.b7ef46p-9f; /* 0.0033564351 */
    const float c_coefficient_3 = -0x1.ab3e88p-4f; /* -0.104307681 */
    const float c_coefficient_4 = 0x1.906aaap-2f; /* 0.391031891 */
    const float c_coefficient_5 = 0x1.811adep-3f; /* 0.188039526 */
    const float c_coefficient_6 = 0x1.d452d8p-4f; /* 0.114336818 */
    const float c_coefficient_7 = -0x1.88aa32p-4f; /* -0.0958654359 */
    const float w_coefficient_1 = -0x1.3e18cep-2f; /* -0.310641497 */
    const float w_coefficient_2 = 0x1.319828p-5f; /* 0.0373039991 */
    const float w_coefficient_3 = -0x1.5f2a44p-5f; /* -0.0428668335 */
    const float w_coefficient_4 = -0x1.6cb698p-1f; /* -0.71233058 */
    const float w_coefficient_5 = -0x1.62409cp-3f; /* -0.172974795 */
    const float w_coefficient_6 = 0x1.c0e9f4p-1f; /* 0.876784921 */
    const float one = 0x1p+0f; /* 1 */
    const float two = 0x1p+1f; /* 2 */
    const float v_coefficient_1 = 0x1.8f07d2p-5f; /* 0.0487097837 */
    const float v_coefficient_2 = -0x1.336778p-5f; /* -0.0375249237 */
    const float v_coefficient_3 = -0x1.a23b8cp-2f; /* -0.408430278 */
    const float v_coefficient_4 = 0x1.3a7a3cp-4f; /* 0.076776728 */
    const float v_coefficient_5 = 0x1.15f5f8p-6f; /* 0.0169653818 */
    const float v_coefficient_6 = -0x1.a45878p-2f; /* -0.410493731 */
    const float v_coefficient_7 = 0x1.c59c2ap-1f; /* 0.885957062 */
    const float v_coefficient_8 = 0x1.0ba30cp-1f; /* 0.522728324 */
    const float v_coefficient_9 = 0x1.06fce6p-3f; /* 0.128412053 */
    const int32_t width = 23;
    const float cut = 0x1.2639bep+3f; /* 9.19454861 */
    const float zero = 0x0p+0f; /* 0 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    /* Reduction: -x^2 = k ln 2 + r, |r| <= ln 2 / 2, r to 2^-26, |x| <= 10; the low bits of m hold k + 126. */
    /* x^2 = s - e exactly; -s - k ln2_high is exact: a multiple of 2^-24 below 1/2, ln2_high of 17 bits. */
    const float a = fabsf(x);
    const int a_subnormal = fabsf(a) < smallest_normal;
    const float a_zero = a * zero;
    const float a_flushed = a_subnormal ? a_zero : a;
    const float t = ten < a_flushed ? ten : a_flushed;
    const float s = t * t;
    const float minus = -a;
    const int subnormal = fabsf(minus) < smallest_normal;
    const float signed_zero = minus * zero;
    const float flushed = subnormal ? signed_zero : minus;
    const float e = fmaf(flushed, t, s);
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float m = fmaf(s, minus_log2_e, magic);
    const float k = m - magic;
    const float after_high = fmaf(k, minus_ln2_high, -s);
    const float rest = fmaf(k, minus_ln2_low, e);
    const float r = after_high + rest;
    /* Reduction: q = x^2 - 1/2. */
    const float q = s + minus_half;
    /* Core c(q), a polynomial, q in [-0.5, 0.5]: erf x = x + x c, q = x^2 - 1/2. */
    const float c1 = fmaf(q, fmaf(q, fmaf(q, c_coefficient_1, c_coefficient_2), c_coefficient_3), c_coefficient_4);
    const float c2 = fmaf(c1, fmaf(c1, c1, c_coefficient_5), c_coefficient_6);
    const float c = fmaf(c2 - q, c2, c_coefficient_7);
    /* Core w(r), a polynomial, r in [-0.34668, 0.34668]: e^r = 1 + r w. */
    const float w1 = fmaf(-r, fmaf(r, w_coefficient_2, w_coefficient_3), w_coefficient_4);
    const float w = fmaf(fmaf(r, fmaf(r, w_coefficient_1, w1), w_coefficient_5), w1, w_coefficient_6);
    /* Next argument: u = (a - 1) / (a + 2), a up to 10. */
    const float second_cut = ten < a_flushed ? ten : a_flushed;
    const float numerator = second_cut - one;
    const float denominator = second_cut + two;
    const float u = numerator / denominator;
    /* Core v(u), a polynomial, u in [-1.19209e-07, 0.75]: 2 a erfcx a = 1 + v. */
    const float v1 = fmaf(u, fmaf(u, v_coefficient_1, v_coefficient_2), v_coefficient_3);
    const float v2 = fmaf(u, v1, v_coefficient_4);
    const float v3 = fmaf(-u, fmaf(u, fmaf(-v2, fmaf(v2, v1, v_coefficient_5), v_coefficient_6), v_coefficient_7), v_coefficient_8);
    const float v = fmaf(-v3, v3, v_coefficient_9);
    /* Reconstruction: erfc x = (1 - x) - x c below 1, from 1 on erfc a = 2^k (1/a + 1/a (p v + (p + v))), p = */
    /* r w = e^r - 1, 1 + v = 2 a erfcx a. */
    const float inverse = one / a_flushed;
    const float p = r * w;
    const float total = p + v;
    const float both = fmaf(p, v, total);
    const float y = fmaf(inverse, both, inverse);
    const float scaled = y * erfc_f32_float((int32_t)((uint32_t)erfc_f32_word(m) << width));
    const int scaled_subnormal = fabsf(scaled) < smallest_normal;
    const float scaled_zero = scaled * zero;
    const float scaled_flushed = scaled_subnormal ? scaled_zero : scaled;
    const float tail = (cut < a_flushed) ? zero : scaled_flushed;
    const float mirrored = two - tail;
    const int mirrored_subnormal = fabsf(mirrored) < smallest_normal;
    const float mirrored_zero = mirrored * zero;
    const float mirrored_flushed = mirrored_subnormal ? mirrored_zero : mirrored;
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reconstruction: erfc x = (1 - x) - x c below 1, from 1 on erfc a = 2^k (1/a + 1/a (p v + (p + v))), p = */
    /* r w = e^r - 1, 1 + v = 2 a erfcx a. */
    const float far_part = (x_flushed < zero) ? mirrored_flushed : tail;
    const float second_rest = one - x_flushed;
    const float second_minus = -x;
    const int second_subnormal = fabsf(second_minus) < smallest_normal;
    const float second_signed_zero = second_minus * zero;
    const float second_flushed = second_subnormal ? second_signed_zero : second_minus;
    const float near_part = fmaf(second_flushed, c, second_rest);
    const int near_part_subnormal = fabsf(near_part) < smallest_normal;
    const float near_part_zero = near_part * zero;
    const float near_part_flushed = near_part_subnormal ? near_part_zero : near_part;
    const float result = (a_flushed < one) ? near_part_flushed : far_part;
    return result;
}

static inline void erfc_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erfc_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

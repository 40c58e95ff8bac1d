/*
 * erfc for float32 arrays: max error 996.0144 ulp over 277,541 sampled inputs.
 *
 * Witness of the bound: x = 0x1.1830460000000p-4. Results that are not correctly rounded: 24,128.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 7.2; C17 7.12.8.2 and F.10.5.2.
 *
 * Kernel 3950c372566f9713, 34 operations, 12 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search erfc --seed 0 --evaluations 320000 --max-ops 16
 *
 * Reduction erfc_one_piece:
 *     erfcx(a) / u goes from 1 at a = 0, where the result is exactly 1, to 0.423 at infinity, and is smooth in u
 *     at both ends. k is added to the exponent of the finished product, exactly; from a = 9.1945 on the result
 *     is below 2^-126 and made 0. a is cut at 10, where all is decided, so that infinity passes.
 *
 * Use: float erfc_f32(float), and void erfc_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ERFC_F32_3950C372566F9713
#define ERFC_F32_3950C372566F9713

#define ERFC_F32_TARGET "erfc"
#define ERFC_F32_FORMAT "c"
#define ERFC_F32_MAX_ULP 996.0144356293781
#define ERFC_F32_EXHAUSTIVE 0
#define ERFC_F32_FTZ 1
#define ERFC_F32_DAZ 1
#define ERFC_F32_WITNESS "0x1.1830460000000p-4"
#define ERFC_F32_OUTPUTS_HASH NULL
#define ERFC_F32_RECORD "3950c372566f9713"

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
    const float magic = 0x1.8000fep+23f; /* 12583039 */
    const float minus_ln2_high = -0x1.62e4p-1f; /* -0.693145752 */
    const float minus_ln2_low = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float w_coefficient_1 = 0x1.a62c78p-3f; /* 0.206139505 */
    const float w_coefficient_2 = 0x1.a1561ep-2f; /* 0.407555073 */
    const float w_coefficient_3 = 0x1.55db68p-2f; /* 0.333844781 */
    const float w_coefficient_4 = 0x1.fffb06p-1f; /* 0.999962032 */
    const float three_quarters = 0x1.8p-1f; /* 0.75 */
    const float one = 0x1p+0f; /* 1 */
    const float v_coefficient_1 = 0x1.8e95b4p-2f; /* 0.389242947 */
    const float v_coefficient_2 = -0x1.01db3cp-2f; /* -0.251812875 */
    const float v_coefficient_3 = -0x1.47d77p-2f; /* -0.320157766 */
    const float v_coefficient_4 = -0x1.e54b28p-2f; /* -0.473919511 */
    const int32_t width = 23;
    const float cut = 0x1.2639bep+3f; /* 9.19454861 */
    const float zero = 0x0p+0f; /* 0 */
    const float two = 0x1p+1f; /* 2 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    /* Reduction: -x^2 = k ln 2 + r, |r| <= ln 2 / 2, r to 2^-26, |x| <= 10; the low bits of m hold k + 127. */
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
    /* Core w(r), a polynomial, r in [-0.34668, 0.34668]: e^r = 1 + r w. */
    const float w1 = fmaf(r, w_coefficient_1, w_coefficient_2);
    const float w = fmaf(r, fmaf(w1, w1, w_coefficient_3), w_coefficient_4);
    /* Next argument: u = 1 / (1 + 0.75 a), from 1 at a = 0 to 0 at infinity. */
    const float denominator = fmaf(a_flushed, three_quarters, one);
    const float u = one / denominator;
    /* Core v(u), a polynomial, u in [0.117647, 1]: erfcx a = u + u (1 - u) v. */
    const float v1 = fmaf(u, fmaf(u, v_coefficient_1, v_coefficient_2), v_coefficient_3);
    const float v = fmaf(-v1, v1, v_coefficient_4);
    /* Reconstruction: erfc a = 2^k (g + g r w), g = erfcx a = u + u (1 - u) v, e^r = 1 + r w. */
    const float ends = fmaf(-u, u, u);
    const float g = fmaf(ends, v, u);
    const float y = fmaf(g * r, w, g);
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
    /* Reconstruction: erfc a = 2^k (g + g r w), g = erfcx a = u + u (1 - u) v, e^r = 1 + r w. */
    const float result = (x_flushed < zero) ? mirrored_flushed : tail;
    return result;
}

static inline void erfc_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erfc_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

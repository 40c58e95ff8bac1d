/*
 * erfcx for float32 arrays: max error 2.5874 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.21cb660000000p+24. Results that are not correctly rounded: 401,137,970.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: e^(x^2) erfc(x); DLMF 7.2 and 7.12.1; scipy.special.erfcx.
 *
 * Kernel 6ef4a3689171f6ab, 52 operations, 26 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search erfcx --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction erfcx_corrected:
 *     g / u goes from 1 at a = 0, where the result is exactly 1, to 1 / sqrt(pi) at infinity. The rounding
 *     errors of 1 + a and of the quotient are added back. For x < 0 the sum has one rounding of size, and its
 *     overflow is that of the result: a is cut at 9.39, beyond 9.382, from where on it is infinite, and k is 127
 *     there. Beyond 2^125.17 erfcx(a) is below 2^-126 and made 0.
 *
 * Use: float erfcx_f32(float), and void erfcx_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ERFCX_F32_6EF4A3689171F6AB
#define ERFCX_F32_6EF4A3689171F6AB

#define ERFCX_F32_TARGET "erfcx"
#define ERFCX_F32_FORMAT "c"
#define ERFCX_F32_MAX_ULP 2.5874281246215105
#define ERFCX_F32_EXHAUSTIVE 1
#define ERFCX_F32_FTZ 1
#define ERFCX_F32_DAZ 1
#define ERFCX_F32_WITNESS "0x1.21cb660000000p+24"
#define ERFCX_F32_OUTPUTS_HASH "4965f8ca0b967e118c86face2dc992f259cc07acff3285e9b83722150b28ef3e"
#define ERFCX_F32_OUTPUTS_HASH_KIND "blake3"
#define ERFCX_F32_RECORD "6ef4a3689171f6ab"

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

static inline int32_t erfcx_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float erfcx_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float erfcx_f32(float x) {
    const float top = 0x1.2c8p+3f; /* 9.390625 */
    const float log2_e = 0x1.715476p+0f; /* 1.44269502 */
    const float magic = 0x1.8000fep+23f; /* 12583039 */
    const float minus_ln2_high = -0x1.62e4p-1f; /* -0.693145752 */
    const float minus_ln2_low = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float w_coefficient_1 = -0x1.2ebe14p-5f; /* -0.0369558707 */
    const float w_coefficient_2 = 0x1.516a92p-5f; /* 0.041188512 */
    const float w_coefficient_3 = -0x1.6c9ab2p-1f; /* -0.712117732 */
    const float w_coefficient_4 = -0x1.3ad94cp-2f; /* -0.307469547 */
    const float w_coefficient_5 = -0x1.619b5p-3f; /* -0.172659516 */
    const float w_coefficient_6 = 0x1.c10c2p-1f; /* 0.877045631 */
    const float one = 0x1p+0f; /* 1 */
    const float v_coefficient_1 = 0x1.0fbf0ep-1f; /* 0.530754507 */
    const float v_coefficient_2 = 0x1.41a2ccp-2f; /* 0.314097583 */
    const float v_coefficient_3 = -0x1.7f887p-2f; /* -0.374543905 */
    const float v_coefficient_4 = 0x1.448694p-6f; /* 0.0198074766 */
    const float v_coefficient_5 = -0x1.e098d6p-11f; /* -0.00091666606 */
    const float v_coefficient_6 = 0x1.337a68p-8f; /* 0.00469174422 */
    const float v_coefficient_7 = -0x1.047112p+15f; /* -33336.5352 */
    const float v_coefficient_8 = 0x1.661a4ep+10f; /* 1432.41101 */
    const float v_coefficient_9 = -0x1.e40ac6p-4f; /* -0.118174337 */
    const float v_coefficient_10 = -0x1.c77474p-2f; /* -0.444780171 */
    const float two = 0x1p+1f; /* 2 */
    const float zero = 0x0p+0f; /* 0 */
    const int32_t width = 23;
    const int32_t twice_bias = 2130706432;
    const float cut = 0x1.20dd74p+125f; /* 4.79959391e+37 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    /* Reduction: x^2 = k ln 2 + r, |r| <= ln 2 / 2, r to 2^-26, |x| <= 9.39062; the low bits of m hold k + */
    /* 127. */
    /* x^2 = s - e exactly; s - k ln2_high is exact: a multiple of 2^-24 below 1/2, ln2_high of 17 bits. */
    const float a = fabsf(x);
    const int a_subnormal = fabsf(a) < smallest_normal;
    const float a_zero = a * zero;
    const float a_flushed = a_subnormal ? a_zero : a;
    const float t = top < a_flushed ? top : a_flushed;
    const float s = t * t;
    const float minus = -a;
    const int subnormal = fabsf(minus) < smallest_normal;
    const float signed_zero = minus * zero;
    const float flushed = subnormal ? signed_zero : minus;
    const float e = fmaf(flushed, t, s);
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float m = fmaf(s, log2_e, magic);
    const float k = m - magic;
    const float after_high = fmaf(k, minus_ln2_high, s);
    const float rest = fmaf(k, minus_ln2_low, -e);
    const float r = after_high + rest;
    /* Core w(r), a polynomial, r in [-0.34668, 0.34668]: e^r = 1 + r w. */
    const float w1 = fmaf(r, fmaf(r, w_coefficient_1, w_coefficient_2), w_coefficient_3);
    const float w = fmaf(w1, fmaf(r, fmaf(r, w_coefficient_4, w1), w_coefficient_5), w_coefficient_6);
    /* Next argument: u = 1 / (1 + a). */
    const float u = one / (a_flushed + one);
    /* Core v(u), u in [0, 1]: erfcx a = u + u (1 - u) v. */
    const float v1 = u + v_coefficient_1;
    const float v2 = v_coefficient_4 / (((v_coefficient_2 / v1) + v1) + v_coefficient_3);
    const float v3 = fmaf(u, v2 + v_coefficient_5, v_coefficient_6);
    const float v4 = v3 * v3;
    const float v5 = fmaf(v2, v_coefficient_7, v4) + v_coefficient_8;
    const float v6 = v2 * v_coefficient_9;
    const float v = fmaf(v4, v5, v6) + v_coefficient_10;
    /* Reconstruction: erfcx a = g = u + u ((1 - u) v + shortfall), shortfall = 1 - u (1 + a); erfcx(-a) = 2 */
    /* e^(a^2) - g, e^(a^2) = 2^k (1 + r w). */
    /* `shortfall` is the residue of the quotient and of 1 + a, 1 - u - u a; below u = 1/2 1 - u rounds, by */
    /* 2^-25. Beyond the cut, where g does not count, a is not infinite. */
    const float second_minus = -u;
    const float second_rest = one - u;
    const float bounded = cut < a_flushed ? cut : a_flushed;
    const float shortfall = fmaf(second_minus, bounded, second_rest);
    const float factor = fmaf(second_rest, v, shortfall);
    const float g = fmaf(u, factor, u);
    const int g_subnormal = fabsf(g) < smallest_normal;
    const float g_zero = g * zero;
    const float g_flushed = g_subnormal ? g_zero : g;
    const int32_t field = (int32_t)((uint32_t)erfcx_f32_word(m) << width);
    const float scale = erfcx_f32_float(field);
    const float inverse = erfcx_f32_float((int32_t)((uint32_t)twice_bias - (uint32_t)field));
    const float less = (-g_flushed) * inverse;
    const float rise = fmaf(r + r, w, less);
    const float left = (rise + two) * scale;
    const int left_subnormal = fabsf(left) < smallest_normal;
    const float left_zero = left * zero;
    const float left_flushed = left_subnormal ? left_zero : left;
    const float right = (cut < a_flushed) ? zero : g_flushed;
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reconstruction: erfcx a = g = u + u ((1 - u) v + shortfall), shortfall = 1 - u (1 + a); erfcx(-a) = 2 */
    /* e^(a^2) - g, e^(a^2) = 2^k (1 + r w). */
    /* `shortfall` is the residue of the quotient and of 1 + a, 1 - u - u a; below u = 1/2 1 - u rounds, by */
    /* 2^-25. Beyond the cut, where g does not count, a is not infinite. */
    const float result = (x_flushed < zero) ? left_flushed : right;
    return result;
}

static inline void erfcx_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erfcx_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

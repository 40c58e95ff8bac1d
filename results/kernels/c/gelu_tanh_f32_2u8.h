/*
 * gelu_tanh for float32 arrays: max error 1.9301 ulp over 277,654 sampled inputs.
 *
 * Witness of the bound: x = -0x1.ee50b40000000p-11. Results that are not correctly rounded: 10,240.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
 * c, compiler cc (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2; Hendrycks and Gimpel, arXiv 1606.08415.
 *
 * Kernel d51a1866242cc57e, 30 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search gelu_tanh --seed 0 --evaluations 30000 --max-ops 16 --set 'cores=["exp2:-0.501,0.501"]'
 *
 * Reduction gelu_tanh_lean:
 *     w is up to 129.4 and must be right to 2^-24 for the last digits of the result: x g leaves k in one fma, so
 *     that the product has no rounding of size, and g_low holds what g lost, with the rounding error of z = x^2
 *     and the low parts of slope and bend. x is not clamped: what comes of it below -10.1016, from where the
 *     result is below 2^-126 and flushed, and beyond 6 is chosen away. The quarter keeps the denominator finite;
 *     it comes last, for a quarter of the least x would be flushed. y, the denominator and the quotient round
 *     once each.
 *
 * Use: float gelu_tanh_f32(float), and void gelu_tanh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef GELU_TANH_F32_D51A1866242CC57E
#define GELU_TANH_F32_D51A1866242CC57E

#define GELU_TANH_F32_TARGET "gelu_tanh"
#define GELU_TANH_F32_FORMAT "c"
#define GELU_TANH_F32_MAX_ULP 1.9300648255791697
#define GELU_TANH_F32_EXHAUSTIVE 0
#define GELU_TANH_F32_FTZ 1
#define GELU_TANH_F32_DAZ 1
#define GELU_TANH_F32_WITNESS "-0x1.ee50b40000000p-11"
#define GELU_TANH_F32_OUTPUTS_HASH NULL
#define GELU_TANH_F32_RECORD "d51a1866242cc57e"

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

static inline int32_t gelu_tanh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float gelu_tanh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float gelu_tanh_f32(float x) {
    const float least = -0x1.434p+3f; /* -10.1015625 */
    const float rough_bend = -0x1.a5a7d2p-4f; /* -0.102943249 */
    const float slope_high = -0x1.26aecp+1f; /* -2.30220795 */
    const float bend_high = -0x1.a5a7dp-4f; /* -0.102943242 */
    const float bend_low = 0x1.151aaep-29f; /* 2.01619854e-09 */
    const float slope_low = -0x1.0de73ap-22f; /* -2.5136697e-07 */
    const float magic = 0x1.8000fap+23f; /* 12583037 */
    const float y_coefficient_1 = 0x1.f07ccep-7f; /* 0.0151515966 */
    const float y_coefficient_2 = 0x1.3171e8p-3f; /* 0.14914304 */
    const float y_coefficient_3 = 0x1.dd3e2ap-2f; /* 0.46605745 */
    const float y_coefficient_4 = 0x1.eb0bbp-1f; /* 0.959073544 */
    const float y_coefficient_5 = 0x1.28d1eap-3f; /* 0.144931629 */
    const float one = 0x1p+0f; /* 1 */
    const int32_t width = 23;
    const float quarter = 0x1p-2f; /* 0.25 */
    const float minus_zero = -0x0p+0f; /* -0 */
    const float six = 0x1.8p+2f; /* 6 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: w = x (slope + bend x^2) = k + r, |r| <= 1/2 + 2^-16, r right to 2^-24 or so from -10.1016 to */
    /* 6; t holds k + 125 in its low bits. */
    /* slope - g is exact. c is x in other words there, for a compiler would take two equal products for one, */
    /* and round it. */
    const float c = x_flushed < least ? least : x_flushed;
    const float z = x_flushed * c;
    /* product_error: a b - product, exactly where it is 2^-149 or more; the product is a b rounded. */
    const float z_low = fmaf(x_flushed, x_flushed, -z);
    const float g = fmaf(z, rough_bend, slope_high);
    const float left = slope_high - g;
    const float lost = fmaf(z, bend_high, left);
    const float lows = fmaf(z, bend_low, slope_low);
    const float lows_and_z_low = fmaf(z_low, bend_high, lows);
    const float g_low = lost + lows_and_z_low;
    const float t = fmaf(c, g, magic);
    const float k = t - magic;
    const float near_r = fmaf(x_flushed, g, -k);
    const float r = fmaf(x_flushed, g_low, near_r);
    /* Core y(r), a polynomial, r in [-0.501, 0.501]: y = 2^r. */
    const float y1 = fmaf(r, fmaf(r, y_coefficient_1, y_coefficient_2), y_coefficient_3);
    const float y = fmaf(r, fmaf(fmaf(y1, y1, y_coefficient_4), y1, y_coefficient_5), one);
    /* Reconstruction: x / (1 + 2^w) = x / (1/4 + s y) / 4, s = 2^(k-2), y = 2^r; x itself from 6 on, -0 below */
    /* -10.1016. */
    const float d = fmaf(gelu_tanh_f32_float((int32_t)((uint32_t)gelu_tanh_f32_word(t) << width)), y, quarter);
    const float quotient = (x_flushed / d) * quarter;
    const int quotient_subnormal = fabsf(quotient) < smallest_normal;
    const float quotient_zero = quotient * zero;
    const float quotient_flushed = quotient_subnormal ? quotient_zero : quotient;
    const float tail = (x_flushed < least) ? minus_zero : quotient_flushed;
    const float result = (six < x_flushed) ? x : tail;
    return result;
}

static inline void gelu_tanh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = gelu_tanh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

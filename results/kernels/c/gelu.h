/*
 * gelu for float32 arrays: max error 2.1064 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.709c1e0000000p+3. Results that are not correctly rounded: 19,088,722.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x times the normal distribution function; arXiv 1606.08415.
 *
 * Kernel 95f5bc883c141663, 53 operations, 32 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search gelu --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction gelu_pieces_centred:
 *     gelu(x) = max(x, 0) - T/2, T(a) = a erfc(a / sqrt(2)), a = |x|: for x < 0 the result is -T/2, for x > 0
 *     nothing cancels because T <= x. The flat tail rises to sqrt(2 / pi), most of it near |x| = 0.5: it is
 *     smooth in u, which has small relative and absolute errors where it is steep. Below, |x| c < 0.55; the sum
 *     is never below x, so max(x, sum) is the sum, and -0 for x = -0. The core gives the flat tail less 1/2,
 *     from -0.16 to 0.3: its rounding is a quarter of the whole's, and all but the last sum of 1/2 + (g + (r/2 +
 *     g r) w) are of numbers below 0.7. k is added to the exponent of the sum g + g r w, which is rounded once;
 *     T/2 < 2^-126 is 0. |x| is cut at 14, where all is decided, so that infinity passes.
 *
 * Use: float gelu_f32(float), and void gelu_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef GELU_F32_95F5BC883C141663
#define GELU_F32_95F5BC883C141663

#define GELU_F32_TARGET "gelu"
#define GELU_F32_FORMAT "c"
#define GELU_F32_MAX_ULP 2.1064186091417456
#define GELU_F32_EXHAUSTIVE 1
#define GELU_F32_FTZ 1
#define GELU_F32_DAZ 1
#define GELU_F32_WITNESS "-0x1.709c1e0000000p+3"
#define GELU_F32_OUTPUTS_HASH "307647d3749867f402b8aa4d47303da5968524f7c5ef33e5468f9a02a3db5b43"
#define GELU_F32_RECORD "95f5bc883c141663"

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
    const float c_coefficient_1 = -0x1.23f8aap-9f; /* -0.00222756458 */
    const float c_coefficient_2 = 0x1.4644b4p-6f; /* 0.019913841 */
    const float c_coefficient_3 = -0x1.10569cp-3f; /* -0.132977694 */
    const float c_coefficient_4 = 0x1.98845p-1f; /* 0.797884464 */
    const float minus_half_log2_e = -0x1.715476p-1f; /* -0.721347511 */
    const float magic = 0x1.8p+23f; /* 12582912 */
    const float twice_ln2_high = -0x1.62e4p+0f; /* -1.3862915 */
    const float twice_ln2_low = -0x1.7f7d1cp-19f; /* -2.85721353e-06 */
    const float w_coefficient_1 = -0x1.eb6502p-7f; /* -0.0149961719 */
    const float w_coefficient_2 = -0x1.e968cep-5f; /* -0.0597423576 */
    const float w_coefficient_3 = 0x1.345d12p-5f; /* 0.0376420356 */
    const float w_coefficient_4 = 0x1.02d308p-2f; /* 0.252758145 */
    const float w_coefficient_5 = 0x1.f4a3ecp-5f; /* 0.0611133203 */
    const float w_coefficient_6 = 0x1.000002p-1f; /* 0.50000006 */
    const float one = 0x1p+0f; /* 1 */
    const float two = 0x1p+1f; /* 2 */
    const float g_coefficient_1 = 0x1.2303a8p+1f; /* 2.27354908 */
    const float g_coefficient_2 = -0x1.3d223cp-5f; /* -0.0387126133 */
    const float g_coefficient_3 = -0x1.998a1ap-4f; /* -0.0999852195 */
    const float g_coefficient_4 = -0x1.44dd74p-3f; /* -0.158625513 */
    const float g_coefficient_5 = 0x1.038bd6p-3f; /* 0.12673156 */
    const float g_coefficient_6 = -0x1.0f0b1ap-1f; /* -0.529381573 */
    const float g_coefficient_7 = 0x1.1b041cp-1f; /* 0.552765727 */
    const float g_coefficient_8 = -0x1.7d9614p-1f; /* -0.74528563 */
    const float g_coefficient_9 = 0x1.7b65a4p-6f; /* 0.0231565572 */
    const int32_t width = 23;
    const float cut = 0x1.a4ae0ep+3f; /* 13.1462469 */
    const float zero = 0x0p+0f; /* 0 */
    const float minus_zero = -0x0p+0f; /* -0 */
    const float minus_half = -0x1p-1f; /* -0.5 */
    const float half = 0x1p-1f; /* 0.5 */
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
    /* Core c(s), a polynomial, s in [0, 0.25]: gelu x = (x + s c) / 2, s = x^2. */
    const float c = fmaf(s, fmaf(s, fmaf(s, c_coefficient_1, c_coefficient_2), c_coefficient_3), c_coefficient_4);
    /* Next argument: -x^2/2 = k ln 2 + r/2, |r| <= ln 2, the small terms first, so that only the last sum has */
    /* a rounding of size. */
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float m = fmaf(s, minus_half_log2_e, magic);
    const float k = m - magic;
    const float r_high = fmaf(k, twice_ln2_high, -s);
    const float r_low = fmaf(k, twice_ln2_low, -e);
    const float r = r_high + r_low;
    /* Core w(r), a polynomial, r in [-0.693359, 0.693359]: e^(r/2) = 1 + r w. */
    const float w1 = fmaf(r, w_coefficient_1, w_coefficient_2);
    const float w2 = fmaf(r, fmaf(w1, w1, w_coefficient_3), w_coefficient_4);
    const float w = fmaf(r, fmaf(w2, w2, w_coefficient_5), w_coefficient_6);
    /* Next argument: u = (a - 1) / (a + 2), a up to 14. */
    const float second_cut = top < a_flushed ? top : a_flushed;
    const float numerator = second_cut - one;
    const float denominator = second_cut + two;
    const float u = numerator / denominator;
    /* Core g(u), a polynomial, u in [-0.2, 0.8125]: a erfc(a / sqrt(2)) e^(a^2/2) = 0.5 + g. */
    const float g1 = g_coefficient_1 - u;
    const float g2 = fmaf(u, fmaf(u, fmaf(u, g_coefficient_2, g_coefficient_3), g_coefficient_4), g_coefficient_5);
    const float g3 = g1 * g2;
    const float g = fmaf(-u, fmaf(u, fmaf(-fmaf(g3, g3, g_coefficient_6), g2, g_coefficient_7), g_coefficient_8), g_coefficient_9);
    /* Reconstruction: gelu x = (x + x^2 c) / 2 below |x| = 0.5, max(x, -0) - T/2 beyond, T = 2^k y, y = (g + */
    /* 0.5) e^(r/2), e^(r/2) = 1 + r w. */
    const float product = r * half;
    const float centred = fmaf(g, r, product);
    const float y = fmaf(centred, w, g) + half;
    const float scaled = gelu_f32_float((int32_t)((uint32_t)gelu_f32_word(y) + (uint32_t)((int32_t)((uint32_t)gelu_f32_word(m) << width))));
    const float tail = (a_flushed < cut) ? scaled : zero;
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reconstruction: gelu x = (x + x^2 c) / 2 below |x| = 0.5, max(x, -0) - T/2 beyond, T = 2^k y, y = (g + */
    /* 0.5) e^(r/2), e^(r/2) = 1 + r w. */
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
    const float result = (a_flushed < half) ? near_part_flushed : far_part_flushed;
    return result;
}

static inline void gelu_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = gelu_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

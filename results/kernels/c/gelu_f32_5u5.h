/*
 * gelu for float32 arrays: max error 3.8134 ulp over 277,654 sampled inputs.
 *
 * Witness of the bound: x = -0x1.f594f60000000p+0. Results that are not correctly rounded: 16,364.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x times the normal distribution function; arXiv 1606.08415.
 *
 * Kernel bdd004318cea2ce3, 39 operations, 22 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search gelu --seed 0 --evaluations 800000 --max-ops 16
 *
 * Reduction gelu_one_piece:
 *     gelu(x) = max(x, 0) - T/2, T(a) = a erfc(a / sqrt(2)), a = |x|: for x < 0 the result is -T/2, for x > 0
 *     nothing cancels because T <= x. erfcx(a / sqrt(2)) / u goes from 1 at a = 0 to 0.399 at infinity, and is
 *     smooth in u at both ends. k is added to the exponent of the sum g + g r w, which is rounded once; T/2 <
 *     2^-126 is 0. |x| is cut at 14, where all is decided, so that infinity passes.
 *
 * Use: float gelu_f32(float), and void gelu_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef GELU_F32_BDD004318CEA2CE3
#define GELU_F32_BDD004318CEA2CE3

#define GELU_F32_TARGET "gelu"
#define GELU_F32_FORMAT "c"
#define GELU_F32_MAX_ULP 3.8134362964037214
#define GELU_F32_EXHAUSTIVE 0
#define GELU_F32_FTZ 1
#define GELU_F32_DAZ 1
#define GELU_F32_WITNESS "-0x1.f594f60000000p+0"
#define GELU_F32_OUTPUTS_HASH NULL
#define GELU_F32_RECORD "bdd004318cea2ce3"

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
    const float minus_half_log2_e = -0x1.715476p-1f; /* -0.721347511 */
    const float magic = 0x1.8p+23f; /* 12582912 */
    const float twice_ln2_high = -0x1.62e4p+0f; /* -1.3862915 */
    const float twice_ln2_low = -0x1.7f7d1cp-19f; /* -2.85721353e-06 */
    const float w_coefficient_1 = 0x1.d0519cp-8f; /* 0.00708494242 */
    const float w_coefficient_2 = 0x1.8b0e14p-4f; /* 0.0964489728 */
    const float w_coefficient_3 = 0x1.ab8644p-2f; /* 0.41750437 */
    const float w_coefficient_4 = 0x1.8bd1ccp-1f; /* 0.773084998 */
    const float w_coefficient_5 = 0x1.abdcap-4f; /* 0.104458451 */
    const float half = 0x1p-1f; /* 0.5 */
    const float one = 0x1p+0f; /* 1 */
    const float v_coefficient_1 = 0x1.4cda24p-4f; /* 0.0812627226 */
    const float v_coefficient_2 = -0x1.71d3a8p-2f; /* -0.361158967 */
    const float v_coefficient_3 = 0x1.6695p-1f; /* 0.70035553 */
    const float v_coefficient_4 = 0x1.074368p-2f; /* 0.257093072 */
    const float v_coefficient_5 = -0x1.4464ecp-2f; /* -0.316791236 */
    const float v_coefficient_6 = -0x1.fd8e94p-2f; /* -0.497614205 */
    const float v_coefficient_7 = 0x1.dd8992p-3f; /* 0.233172551 */
    const float v_coefficient_8 = -0x1.4f914cp-1f; /* -0.655405402 */
    const int32_t width = 23;
    const float cut = 0x1.a4ae0ep+3f; /* 13.1462469 */
    const float zero = 0x0p+0f; /* 0 */
    const float minus_zero = -0x0p+0f; /* -0 */
    const float minus_half = -0x1p-1f; /* -0.5 */
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
    /* Reduction: -x^2/2 = k ln 2 + r/2, |r| <= ln 2: r to 2^-25, m holds k in its low bits. */
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float m = fmaf(s, minus_half_log2_e, magic);
    const float k = m - magic;
    const float r_high = fmaf(k, twice_ln2_high, -s);
    const float difference = r_high - e;
    const float r = fmaf(k, twice_ln2_low, difference);
    /* Core w(r), a polynomial, r in [-0.693359, 0.693359]: e^(r/2) = 1 + r w. */
    const float w1 = fmaf(r, fmaf(r, w_coefficient_1, w_coefficient_2), w_coefficient_3);
    const float w = fmaf(fmaf(w1, w1, w_coefficient_4), w1, w_coefficient_5);
    /* Next argument: u = 1 / (1 + 0.5 a), from 1 at a = 0 to 0 at infinity. */
    const float denominator = fmaf(a_flushed, half, one);
    const float u = one / denominator;
    /* Core v(u), a polynomial, u in [0.125, 1]: erfcx(a / sqrt(2)) = u + u (1 - u) v. */
    const float v1 = fmaf(u, fmaf(u, fmaf(u, v_coefficient_1, v_coefficient_2), v_coefficient_3), v_coefficient_4);
    const float v2 = fmaf(v1, v1, v_coefficient_5);
    const float v3 = fmaf(u, fmaf(v2, v2, v_coefficient_6), v_coefficient_7);
    const float v = fmaf(v3, v3, v_coefficient_8);
    /* Reconstruction: gelu x = max(x, -0) - T/2, T = 2^k (g + g r w), g = a (u + u (1 - u) v), e^(r/2) = 1 + r */
    /* w. */
    const float ends = fmaf(-u, u, u);
    const float g = a_flushed * fmaf(ends, v, u);
    const float y = fmaf(g * r, w, g);
    const float scaled = gelu_f32_float((int32_t)((uint32_t)gelu_f32_word(y) + (uint32_t)((int32_t)((uint32_t)gelu_f32_word(m) << width))));
    const float tail = (a_flushed < cut) ? scaled : zero;
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reconstruction: gelu x = max(x, -0) - T/2, T = 2^k (g + g r w), g = a (u + u (1 - u) v), e^(r/2) = 1 + r */
    /* w. */
    const float base = x_flushed < minus_zero ? minus_zero : x_flushed;
    const float result = fmaf(tail, minus_half, base);
    const int result_subnormal = fabsf(result) < smallest_normal;
    const float result_zero = result * zero;
    const float result_flushed = result_subnormal ? result_zero : result;
    return result_flushed;
}

static inline void gelu_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = gelu_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * bessel_i1e for float32 arrays: max error 34.3311 ulp over 277,611 sampled inputs.
 *
 * Witness of the bound: x = 0x1.46a8e20000000p+79. Results that are not correctly rounded: 274,477.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: e^-|x| I_1(x); DLMF 10.25; scipy.special.i1e.
 *
 * Kernel 676f28d1127de550, 33 operations, 28 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search bessel_i1e --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction bessel_i1e_pieces:
 *     c goes from 1/2 down to 0.107. a - 1 is rounded below 1/2, by 2^-25. From 2 on a f(a)^2 lies between 0.092
 *     and 0.16 and is a function of 1/a, smooth down to 0 with the value 1 / (2 pi) there (DLMF 10.40.1): w =
 *     64/a, so that neither w nor its product leaves the normal range for any a. The root halves the errors of
 *     quotient, core and product. Two cores share the tail because e^-2a, by which its function misses its
 *     asymptotic series, is not small beside 2. At infinity w is 0, and so is the root.
 *
 * Use: float bessel_i1e_f32(float), and void bessel_i1e_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef BESSEL_I1E_F32_676F28D1127DE550
#define BESSEL_I1E_F32_676F28D1127DE550

#define BESSEL_I1E_F32_TARGET "bessel_i1e"
#define BESSEL_I1E_F32_FORMAT "c"
#define BESSEL_I1E_F32_MAX_ULP 34.33105334837356
#define BESSEL_I1E_F32_EXHAUSTIVE 0
#define BESSEL_I1E_F32_FTZ 1
#define BESSEL_I1E_F32_DAZ 1
#define BESSEL_I1E_F32_WITNESS "0x1.46a8e20000000p+79"
#define BESSEL_I1E_F32_OUTPUTS_HASH NULL
#define BESSEL_I1E_F32_RECORD "676f28d1127de550"

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

static inline int32_t bessel_i1e_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float bessel_i1e_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

/* A root that sets no errno, which would keep loops from becoming vector code. */
#define bessel_i1e_f32_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef bessel_i1e_f32_root
#define bessel_i1e_f32_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif

static inline float bessel_i1e_f32(float x) {
    const float one = 0x1p+0f; /* 1 */
    const float c_coefficient_1 = -0x1.0ef014p-8f; /* -0.00413418282 */
    const float c_coefficient_2 = 0x1.6c1b6ep-7f; /* 0.0111116683 */
    const float c_coefficient_3 = -0x1.7727fp-3f; /* -0.183181643 */
    const float c_coefficient_4 = 0x1.ba3e58p-2f; /* 0.431878448 */
    const float c_coefficient_5 = 0x1.05ab3cp-1f; /* 0.51107204 */
    const float c_coefficient_6 = 0x1.9f9ccap-4f; /* 0.101467885 */
    const float c_coefficient_7 = 0x1.76720ap-5f; /* 0.0457086749 */
    const float scale = 0x1p+6f; /* 64 */
    const float middle = 0x1.5p+4f; /* 21 */
    const float g_coefficient_1 = -0x1.0bb5e6p-9f; /* -0.00204246934 */
    const float g_coefficient_2 = -0x1.81aab6p-6f; /* -0.0235392358 */
    const float g_coefficient_3 = 0x1.23210cp-1f; /* 0.568611503 */
    const float g_coefficient_4 = 0x1.9151b8p-1f; /* 0.78382659 */
    const float g_coefficient_5 = 0x1.123966p-9f; /* 0.00209216471 */
    const float g_coefficient_6 = 0x1.d4926ep-4f; /* 0.114397459 */
    const float h_coefficient_1 = 0x1.622408p-8f; /* 0.00540375896 */
    const float h_coefficient_2 = 0x1.114ce8p-5f; /* 0.0333618671 */
    const float h_coefficient_3 = -0x1.5e56cep-2f; /* -0.342128009 */
    const float h_coefficient_4 = 0x1.5d671p-3f; /* 0.170606732 */
    const float six = 0x1.8p+2f; /* 6 */
    const float two = 0x1p+1f; /* 2 */
    const float eighth = 0x1p-3f; /* 0.125 */
    const int32_t sign_bit = INT32_MIN;
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    /* Reduction: t = |x| - 1. */
    const float a = fabsf(x);
    const int a_subnormal = fabsf(a) < smallest_normal;
    const float a_zero = a * zero;
    const float a_flushed = a_subnormal ? a_zero : a;
    const float t = a_flushed - one;
    /* Core c(t), a polynomial, t in [-1, 1]: f(a) = e^-a I_1(a) = a c, t = a - 1. */
    const float c1 = fmaf(t, fmaf(t, fmaf(t, c_coefficient_1, c_coefficient_2), c_coefficient_3), c_coefficient_4);
    const float c2 = fmaf(c1, fmaf(c1, c1, c_coefficient_5), c_coefficient_6);
    const float c = fmaf(c2, c2, c_coefficient_7);
    /* Next argument: w = 64 / a, v = w - 21: w stays in the normal range for every float32, and so do its */
    /* products with cores near 1 / (2 pi). */
    const float w = scale / a_flushed;
    const float v = w - middle;
    /* Core g(v), a polynomial, v in [-10.3333, 11]: g = a f(a)^2, f(a) = e^-a I_1(a), a = 64 / w, v = w - 21. */
    const float g1 = fmaf(v, fmaf(v, g_coefficient_1, g_coefficient_2), g_coefficient_3);
    const float g2 = fmaf(g1, g1, g_coefficient_4);
    const float g = fmaf(fmaf(g2, g2, -v), g_coefficient_5, g_coefficient_6);
    /* Core h(w), a polynomial, w in [0, 10.6667]: h = a f(a)^2, f(a) = e^-a I_1(a), a = 64 / w. */
    const float h1 = fmaf(w, h_coefficient_1, h_coefficient_2);
    const float h = fmaf(h1, fmaf(-h1, h1, h_coefficient_3), h_coefficient_4);
    /* Reconstruction: f(x) = x c below 2, sqrt(w a f(a)^2) / 8 with the sign of x beyond, a f(a)^2 = g up to 6 */
    /* and then h. */
    const int inner = a_flushed < six;
    const float core = inner ? g : h;
    const float root = bessel_i1e_f32_root(w * core);
    const float far_part = root * eighth;
    const int far_part_subnormal = fabsf(far_part) < smallest_normal;
    const float far_part_zero = far_part * zero;
    const float far_part_flushed = far_part_subnormal ? far_part_zero : far_part;
    const int close = a_flushed < two;
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reconstruction: f(x) = x c below 2, sqrt(w a f(a)^2) / 8 with the sign of x beyond, a f(a)^2 = g up to 6 */
    /* and then h. */
    const float near_part = x_flushed * c;
    const int near_part_subnormal = fabsf(near_part) < smallest_normal;
    const float near_part_zero = near_part * zero;
    const float near_part_flushed = near_part_subnormal ? near_part_zero : near_part;
    /* with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros. */
    const int32_t sign = bessel_i1e_f32_word(x) & sign_bit;
    const float signed_far = bessel_i1e_f32_float(bessel_i1e_f32_word(far_part_flushed) | sign);
    const float result = close ? near_part_flushed : signed_far;
    return result;
}

static inline void bessel_i1e_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = bessel_i1e_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

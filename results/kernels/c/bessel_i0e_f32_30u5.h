/*
 * bessel_i0e for float32 arrays: max error 30.2154 ulp over 277,523 sampled inputs.
 *
 * Witness of the bound: x = -0x1.a68d640000000p+1. Results that are not correctly rounded: 274,091.
 * Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.fffffe0000000p-1, not
 * 0x1.0000000000000p+0, f(-0x0.0p+0) = 0x1.fffffe0000000p-1, not 0x1.0000000000000p+0.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: e^-|x| I_0(x); DLMF 10.25; scipy.special.i0e.
 *
 * Kernel 6d9eb996ef2dea4f, 29 operations, 30 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search bessel_i0e --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction bessel_i0e_pieces:
 *     f(0) = 1 is exact. a - 1 is rounded below 1/2, by 2^-25. From 2 on a f(a)^2 lies between 0.159 and 0.191
 *     and is a function of 1/a, smooth down to 0 with the value 1 / (2 pi) there (DLMF 10.40.1): w = 64/a, so
 *     that neither w nor its product leaves the normal range for any a. The root halves the errors of quotient,
 *     core and product. Two cores share the tail because e^-2a, by which its function misses its asymptotic
 *     series, is not small beside 2. At infinity w is 0, and so is the root.
 *
 * Use: float bessel_i0e_f32(float), and void bessel_i0e_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef BESSEL_I0E_F32_6D9EB996EF2DEA4F
#define BESSEL_I0E_F32_6D9EB996EF2DEA4F

#define BESSEL_I0E_F32_TARGET "bessel_i0e"
#define BESSEL_I0E_F32_FORMAT "c"
#define BESSEL_I0E_F32_MAX_ULP 30.215448018914945
#define BESSEL_I0E_F32_EXHAUSTIVE 0
#define BESSEL_I0E_F32_FTZ 1
#define BESSEL_I0E_F32_DAZ 1
#define BESSEL_I0E_F32_WITNESS "-0x1.a68d640000000p+1"
#define BESSEL_I0E_F32_OUTPUTS_HASH NULL
#define BESSEL_I0E_F32_RECORD "6d9eb996ef2dea4f"

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

/* A root that sets no errno, which would keep loops from becoming vector code. */
#define bessel_i0e_f32_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef bessel_i0e_f32_root
#define bessel_i0e_f32_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif

static inline float bessel_i0e_f32(float x) {
    const float one = 0x1p+0f; /* 1 */
    const float c_coefficient_1 = -0x1.e81f4ap-8f; /* -0.00744815404 */
    const float c_coefficient_2 = 0x1.43498ap-3f; /* 0.157855108 */
    const float c_coefficient_3 = -0x1.61505ep-1f; /* -0.690066278 */
    const float c_coefficient_4 = -0x1.49a376p-4f; /* -0.0804781541 */
    const float c_coefficient_5 = 0x1.21bdc6p-1f; /* 0.565900981 */
    const float c_coefficient_6 = -0x1.1372c4p-2f; /* -0.268992484 */
    const float scale = 0x1p+6f; /* 64 */
    const float middle = 0x1.5p+4f; /* 21 */
    const float g_coefficient_1 = -0x1.4031eep-7f; /* -0.00977157708 */
    const float g_coefficient_2 = 0x1.13e52ap-1f; /* 0.538857758 */
    const float g_coefficient_3 = 0x1.04105cp-8f; /* 0.00396826025 */
    const float g_coefficient_4 = 0x1.457d66p-2f; /* 0.31786117 */
    const float g_coefficient_5 = 0x1.e1db68p-5f; /* 0.0588204414 */
    const float g_coefficient_6 = 0x1.4e8d0ep-3f; /* 0.163354978 */
    const float h_coefficient_1 = -0x1.16c5c8p-17f; /* -8.30807039e-06 */
    const float h_coefficient_2 = -0x1.a11a44p-12f; /* -0.000397780037 */
    const float h_coefficient_3 = -0x1.cdd734p-8f; /* -0.00704712886 */
    const float h_coefficient_4 = 0x1.6fe7bep+0f; /* 1.43712986 */
    const float h_coefficient_5 = 0x1.5ab0dep-3f; /* 0.16928266 */
    const float six = 0x1.8p+2f; /* 6 */
    const float two = 0x1p+1f; /* 2 */
    const float eighth = 0x1p-3f; /* 0.125 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    /* Reduction: t = |x| - 1. */
    const float a = fabsf(x);
    const int a_subnormal = fabsf(a) < smallest_normal;
    const float a_zero = a * zero;
    const float a_flushed = a_subnormal ? a_zero : a;
    const float t = a_flushed - one;
    /* Core c(t), a polynomial, t in [-1, 1]: c = f(a) = e^-a I_0(a), t = a - 1. */
    const float c1 = fmaf(t, c_coefficient_1, c_coefficient_2);
    const float c2 = fmaf(t, c1, c_coefficient_3);
    const float c3 = fmaf(c2, c2, c_coefficient_4);
    const float c4 = fmaf(-c3, fmaf(c3, c3, c_coefficient_5), c_coefficient_6);
    const float c = fmaf(c4, c4, c1);
    const int c_subnormal = fabsf(c) < smallest_normal;
    const float c_zero = c * zero;
    const float c_flushed = c_subnormal ? c_zero : c;
    /* Next argument: w = 64 / a, v = w - 21: w stays in the normal range for every float32, and so do its */
    /* products with cores near 1 / (2 pi). */
    const float w = scale / a_flushed;
    const float v = w - middle;
    /* Core g(v), a polynomial, v in [-10.3333, 11]: g = a f(a)^2, f(a) = e^-a I_0(a), a = 64 / w, v = w - 21. */
    const float g1 = fmaf(v, g_coefficient_1, g_coefficient_2);
    const float g2 = fmaf(-fmaf(g1, g1, g_coefficient_3), g1, g_coefficient_4);
    const float g = fmaf(g2, fmaf(g2, g2, g_coefficient_5), g_coefficient_6);
    /* Core h(w), a polynomial, w in [0, 10.6667]: h = a f(a)^2, f(a) = e^-a I_0(a), a = 64 / w. */
    const float h1 = fmaf(-w, fmaf(w, h_coefficient_1, h_coefficient_2), h_coefficient_3);
    const float h = fmaf(fmaf(w, h1, h_coefficient_4), h1, h_coefficient_5);
    /* Reconstruction: f(a) = c below 2, sqrt(w a f(a)^2) / 8 beyond, a f(a)^2 = g up to 6 and then h. */
    const int inner = a_flushed < six;
    const float core = inner ? g : h;
    const float root = bessel_i0e_f32_root(w * core);
    const float far_part = root * eighth;
    const int far_part_subnormal = fabsf(far_part) < smallest_normal;
    const float far_part_zero = far_part * zero;
    const float far_part_flushed = far_part_subnormal ? far_part_zero : far_part;
    const float result = (a_flushed < two) ? c_flushed : far_part_flushed;
    return result;
}

static inline void bessel_i0e_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = bessel_i0e_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

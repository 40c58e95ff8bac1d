/*
 * bessel_i1e for float32 arrays: max error 3.4927 ulp over 277,611 sampled inputs.
 *
 * Witness of the bound: x = -0x1.e832820000000p-16. Results that are not correctly rounded: 169,922.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: e^-|x| I_1(x); DLMF 10.25; scipy.special.i1e.
 *
 * Kernel cbea16057285bdda, 44 operations, 40 of them real operations of the core.
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

#ifndef BESSEL_I1E_F32_CBEA16057285BDDA
#define BESSEL_I1E_F32_CBEA16057285BDDA

#define BESSEL_I1E_F32_TARGET "bessel_i1e"
#define BESSEL_I1E_F32_FORMAT "c"
#define BESSEL_I1E_F32_MAX_ULP 3.492705952519904
#define BESSEL_I1E_F32_EXHAUSTIVE 0
#define BESSEL_I1E_F32_FTZ 1
#define BESSEL_I1E_F32_DAZ 1
#define BESSEL_I1E_F32_WITNESS "-0x1.e832820000000p-16"
#define BESSEL_I1E_F32_OUTPUTS_HASH NULL
#define BESSEL_I1E_F32_RECORD "cbea16057285bdda"

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
    const float c_coefficient_1 = -0x1.dfaadcp+6f; /* -119.916855 */
    const float c_coefficient_2 = 0x1.f6661ep+8f; /* 502.398895 */
    const float c_coefficient_3 = 0x1.94e016p+17f; /* 207296.172 */
    const float c_coefficient_4 = -0x1.0b01c6p-33f; /* -1.21420693e-10 */
    const float c_coefficient_5 = 0x1.bfa232p-7f; /* 0.0136606926 */
    const float c_coefficient_6 = -0x1.026a4cp-3f; /* -0.126179308 */
    const float c_coefficient_7 = 0x1.999e1ep-2f; /* 0.400017232 */
    const float c_coefficient_8 = 0x1.885e88p-5f; /* 0.0478966385 */
    const float scale = 0x1p+6f; /* 64 */
    const float middle = 0x1.5p+4f; /* 21 */
    const float g_coefficient_1 = 0x1.6f8b4cp+1f; /* 2.8714385 */
    const float g_coefficient_2 = -0x1.813a2p+4f; /* -24.0766907 */
    const float g_coefficient_3 = -0x1.f59facp+8f; /* -501.623718 */
    const float g_coefficient_4 = -0x1.be0be4p-13f; /* -0.000212691521 */
    const float g_coefficient_5 = -0x1.21c67ep+5f; /* -36.22192 */
    const float g_coefficient_6 = 0x1.36dd5ep+17f; /* 159162.734 */
    const float g_coefficient_7 = -0x1.b65a38p-27f; /* -1.27577344e-08 */
    const float g_coefficient_8 = 0x1.cfe13ap-4f; /* 0.113251902 */
    const float h_coefficient_1 = 0x1.ce1c82p-32f; /* 4.20287832e-10 */
    const float h_coefficient_2 = -0x1.00d396p-28f; /* -3.73731757e-09 */
    const float h_coefficient_3 = 0x1.f36d34p+7f; /* 249.713287 */
    const float h_coefficient_4 = 0x1.4e0d18p+13f; /* 10689.6367 */
    const float h_coefficient_5 = -0x1.14aa26p+22f; /* -4532873.5 */
    const float h_coefficient_6 = 0x1.23412ep-3f; /* 0.142214164 */
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
    const float c1 = t * fmaf(-t, t, c_coefficient_1);
    const float c2 = fmaf(c1, c1 + c_coefficient_2, c_coefficient_3);
    const float c3 = fmaf(t, fmaf(fmaf(c2 * c2, c_coefficient_4, t), c_coefficient_5, c_coefficient_6), c_coefficient_7);
    const float c = fmaf(c3, c3, c_coefficient_8);
    /* Next argument: w = 64 / a, v = w - 21: w stays in the normal range for every float32, and so do its */
    /* products with cores near 1 / (2 pi). */
    const float w = scale / a_flushed;
    const float v = w - middle;
    /* Core g(v), a polynomial, v in [-10.3333, 11]: g = a f(a)^2, f(a) = e^-a I_1(a), a = 64 / w, v = w - 21. */
    const float g1 = v + g_coefficient_2;
    const float g2 = (g1 * g1) * fmaf(v, v, g_coefficient_3);
    const float g3 = g2 * g_coefficient_4;
    const float g4 = g_coefficient_5 - fmaf(v, g_coefficient_1, g3);
    const float g = fmaf(fmaf(v, fmaf(-g4, g4, g_coefficient_6), g2), g_coefficient_7, g_coefficient_8);
    /* Core h(w), a polynomial, w in [0, 10.6667]: h = a f(a)^2, f(a) = e^-a I_1(a), a = 64 / w. */
    const float h = fmaf(fmaf(w, h_coefficient_1, h_coefficient_2), fmaf(-w, fmaf(w, fmaf(w, w, h_coefficient_3), h_coefficient_4), h_coefficient_5), h_coefficient_6);
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

/*
 * bessel_i0e for float32 arrays: max error 4.5285 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.7bca220000000p-6. Results that are not correctly rounded: 1,975,764,120.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: e^-|x| I_0(x); DLMF 10.25; scipy.special.i0e.
 *
 * Kernel 510fd226db1b0399, 39 operations, 40 of them real operations of the core.
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

#ifndef BESSEL_I0E_F32_510FD226DB1B0399
#define BESSEL_I0E_F32_510FD226DB1B0399

#define BESSEL_I0E_F32_TARGET "bessel_i0e"
#define BESSEL_I0E_F32_FORMAT "c"
#define BESSEL_I0E_F32_MAX_ULP 4.5284886715301935
#define BESSEL_I0E_F32_EXHAUSTIVE 1
#define BESSEL_I0E_F32_FTZ 1
#define BESSEL_I0E_F32_DAZ 1
#define BESSEL_I0E_F32_WITNESS "0x1.7bca220000000p-6"
#define BESSEL_I0E_F32_OUTPUTS_HASH "92c252c6518c0b900083215759bb31b7f939aeb1f591713adcb453bd8c0ea853"
#define BESSEL_I0E_F32_OUTPUTS_HASH_KIND "blake3"
#define BESSEL_I0E_F32_RECORD "510fd226db1b0399"

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
    const float c_coefficient_1 = -0x1.216dd8p-3f; /* -0.141322792 */
    const float c_coefficient_2 = 0x1.b8b7b2p-1f; /* 0.860776484 */
    const float c_coefficient_3 = 0x1.1896bcp+1f; /* 2.19210005 */
    const float c_coefficient_4 = 0x1.5719acp+0f; /* 1.34023547 */
    const float c_coefficient_5 = 0x1.8cc6d6p-2f; /* 0.387477249 */
    const float c_coefficient_6 = 0x1.d31b5cp-1f; /* 0.91231811 */
    const float c_coefficient_7 = 0x1.dcf016p-2f; /* 0.465759605 */
    const float scale = 0x1p+6f; /* 64 */
    const float middle = 0x1.5p+4f; /* 21 */
    const float g_coefficient_1 = 0x1.26a894p+0f; /* 1.1510098 */
    const float g_coefficient_2 = -0x1.624e72p+7f; /* -177.153214 */
    const float g_coefficient_3 = -0x1.666282p+13f; /* -11468.3135 */
    const float g_coefficient_4 = -0x1.32c3d8p+23f; /* -10052076 */
    const float g_coefficient_5 = -0x1.7206a2p+4f; /* -23.1266193 */
    const float g_coefficient_6 = 0x1.0b8d96p+7f; /* 133.776535 */
    const float g_coefficient_7 = -0x1.6ba9cep+34f; /* -2.44050309e+10 */
    const float g_coefficient_8 = -0x1.c82a58p-45f; /* -5.06445336e-14 */
    const float g_coefficient_9 = 0x1.6a01dp-3f; /* 0.17676127 */
    const float h_coefficient_1 = 0x1.fb181ep+6f; /* 126.773552 */
    const float h_coefficient_2 = 0x1.cbed02p+12f; /* 7358.81299 */
    const float h_coefficient_3 = -0x1.9ec416p+18f; /* -424720.344 */
    const float h_coefficient_4 = -0x1.4c1f3ap+25f; /* -43531892 */
    const float h_coefficient_5 = -0x1.f6753ap-37f; /* -1.42807129e-11 */
    const float h_coefficient_6 = 0x1.45f30ap-3f; /* 0.159154966 */
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
    const float c1 = t * c_coefficient_1;
    const float c2 = fmaf(c1, c1, c_coefficient_2);
    const float c3 = (c1 + c_coefficient_3) * c1;
    const float c4 = c2 * (c3 + c_coefficient_4);
    const float c5 = fmaf(c1, fmaf(c4, c4, c_coefficient_5), c_coefficient_6);
    const float c = fmaf(c5 * c5, c3, c_coefficient_7);
    const int c_subnormal = fabsf(c) < smallest_normal;
    const float c_zero = c * zero;
    const float c_flushed = c_subnormal ? c_zero : c;
    /* Next argument: w = 64 / a, v = w - 21: w stays in the normal range for every float32, and so do its */
    /* products with cores near 1 / (2 pi). */
    const float w = scale / a_flushed;
    const float v = w - middle;
    /* Core g(v), a polynomial, v in [-10.3333, 11]: g = a f(a)^2, f(a) = e^-a I_0(a), a = 64 / w, v = w - 21. */
    const float g1 = g_coefficient_1 - v;
    const float g2 = fmaf(g1, g1, g_coefficient_2);
    const float g3 = fmaf(-g2, fmaf(g1, g2, g_coefficient_3), g_coefficient_4);
    const float g4 = v * fmaf(-g3, fmaf(v, v + g_coefficient_5, g_coefficient_6), g_coefficient_7);
    const float g = fmaf(g4, g_coefficient_8, g_coefficient_9);
    /* Core h(w), a polynomial, w in [0, 10.6667]: h = a f(a)^2, f(a) = e^-a I_0(a), a = 64 / w. */
    const float h1 = fmaf(w, fmaf(-w, fmaf(w, fmaf(w, w, h_coefficient_1), h_coefficient_2), h_coefficient_3), h_coefficient_4);
    const float h = fmaf(w * h1, h_coefficient_5, h_coefficient_6);
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

/*
 * acos for float32 arrays: max error 509.7555 ulp over 277,493 sampled inputs.
 *
 * Witness of the bound: x = 0x1.0000000000000p-1. Results that are not correctly rounded: 13,209.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.23; C17 7.12.4.1 and F.10.1.1.
 *
 * Kernel d0ec0bc7b32dd428, 19 operations, 2 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search acos --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction acos_halves_short:
 *     acos x = pi / 2 - asin x below 1/2, 2 asin s from 1/2 on and pi - 2 asin s to -1/2, s^2 = z, s in [0, 1/2]
 *     (Muller, Elementary Functions, chapter 11; fdlibm's e_asin.c). s z p(z) is below 0.024. The root counts as
 *     exact, which is half an ulp of 2 s, and the inner sum is rounded before the outer one: near |x| = 1/2
 *     these are half an ulp of the result each, elsewhere less. Beyond 1, z < 0 and the root, so the result, is
 *     nan.
 *
 * Use: float acos_f32(float), and void acos_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ACOS_F32_D0EC0BC7B32DD428
#define ACOS_F32_D0EC0BC7B32DD428

#define ACOS_F32_TARGET "acos"
#define ACOS_F32_FORMAT "c"
#define ACOS_F32_MAX_ULP 509.7555481894262
#define ACOS_F32_EXHAUSTIVE 0
#define ACOS_F32_FTZ 1
#define ACOS_F32_DAZ 1
#define ACOS_F32_WITNESS "0x1.0000000000000p-1"
#define ACOS_F32_OUTPUTS_HASH NULL
#define ACOS_F32_RECORD "d0ec0bc7b32dd428"

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
#define acos_f32_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef acos_f32_root
#define acos_f32_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif

static inline float acos_f32(float x) {
    const float half = 0x1p-1f; /* 0.5 */
    const float minus_half = -0x1p-1f; /* -0.5 */
    const float p_coefficient_1 = 0x1.7e3102p-4f; /* 0.0933084562 */
    const float p_coefficient_2 = 0x1.525efcp-3f; /* 0.165220231 */
    const float zero = 0x0p+0f; /* 0 */
    const float pi_high = 0x1.921fb6p+1f; /* 3.14159274 */
    const float half_pi_high = 0x1.921fb6p+0f; /* 1.57079637 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    /* Reduction: z = x^2 for |x| below 1/2, otherwise flipped = (1 - |x|) / 2, exactly (Sterbenz), and its */
    /* root. */
    const float a = fabsf(x);
    const int a_subnormal = fabsf(a) < smallest_normal;
    const float a_zero = a * zero;
    const float a_flushed = a_subnormal ? a_zero : a;
    const int below_half = a_flushed < half;
    const float flipped = fmaf(a_flushed, minus_half, half);
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: z = x^2 for |x| below 1/2, otherwise flipped = (1 - |x|) / 2, exactly (Sterbenz), and its */
    /* root. */
    const float square = x_flushed * x_flushed;
    const float z = below_half ? square : flipped;
    const float root = acos_f32_root(flipped);
    /* Core p(z), a polynomial, z in [0, 0.25]: asin s = s + s z p, z = s^2. */
    const float p = fmaf(z, p_coefficient_1, p_coefficient_2);
    /* Reconstruction: acos x = base + head (1 + z p): -x and pi / 2 for |x| < 1/2, 2 root and 0 from 1/2 on, */
    /* -2 root and pi to -1/2. */
    const float twice_root = root + root;
    const int negative = x_flushed < zero;
    const float turned = -twice_root;
    const float end = negative ? turned : twice_root;
    const float minus = -x;
    const float head = below_half ? minus : end;
    const float far_base = negative ? pi_high : zero;
    const float base = below_half ? half_pi_high : far_base;
    const float product = z * p;
    const int head_subnormal = fabsf(head) < smallest_normal;
    const float head_zero = head * zero;
    const float head_flushed = head_subnormal ? head_zero : head;
    const float tail = fmaf(head_flushed, product, zero);
    const float head_and_tail = head_flushed + tail;
    const float result = base + head_and_tail;
    const int result_subnormal = fabsf(result) < smallest_normal;
    const float result_zero = result * zero;
    const float result_flushed = result_subnormal ? result_zero : result;
    return result_flushed;
}

static inline void acos_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = acos_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

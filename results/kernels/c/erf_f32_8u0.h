/*
 * erf for float32 arrays: max error 5.4514 ulp over 277,515 sampled inputs.
 *
 * Witness of the bound: x = -0x1.96e29a0000000p+1. Results that are not correctly rounded: 44,145.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
 * c, compiler cc (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 7.2; C17 7.12.8.1 and F.10.5.1.
 *
 * Kernel 22fd5b891f32611e, 20 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search erf --seed 0 --evaluations 60000 --max-ops 20 --set 'cores=["erf_numerator_24.0996:0,13.5"]'
 *
 * Reduction erf_pade:
 *     erf x / x has no poles, and no short polynomial of z = x^2 follows it as far as its end. Times d, the
 *     denominator of its Pade approximant [5/5] at z = 3, it is nearly a polynomial n, and one division is
 *     enough. x is not clamped: what comes of it beyond the edge, where f lacks 3.5 ulp to 1, is chosen away,
 *     nan where x^2 is inf too. Nothing is mended: x^2, n, x n, d and the quotient round once each, d in each of
 *     its steps.
 *
 * Use: float erf_f32(float), and void erf_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ERF_F32_22FD5B891F32611E
#define ERF_F32_22FD5B891F32611E

#define ERF_F32_TARGET "erf"
#define ERF_F32_FORMAT "c"
#define ERF_F32_MAX_ULP 5.451399655149169
#define ERF_F32_EXHAUSTIVE 0
#define ERF_F32_FTZ 1
#define ERF_F32_DAZ 1
#define ERF_F32_WITNESS "-0x1.96e29a0000000p+1"
#define ERF_F32_OUTPUTS_HASH NULL
#define ERF_F32_RECORD "22fd5b891f32611e"

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

static inline int32_t erf_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float erf_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float erf_f32(float x) {
    const float n_coefficient_1 = 0x1.dde102p-5f; /* 0.0583348311 */
    const float n_coefficient_2 = 0x1.9adecap+2f; /* 6.41984797 */
    const float n_coefficient_3 = 0x1.8ddcdcp+4f; /* 24.8664207 */
    const float n_coefficient_4 = -0x1.760436p+1f; /* -2.92200351 */
    const float n_coefficient_5 = 0x1.26dbfp+7f; /* 147.429565 */
    const float n_coefficient_6 = 0x1.8ac392p+14f; /* 25264.8926 */
    const float first = 0x1.819806p+4f; /* 24.0996151 */
    const float rest_0 = 0x1.35f7dep+8f; /* 309.968231 */
    const float rest_1 = 0x1.2d5482p+11f; /* 2410.64087 */
    const float rest_2 = 0x1.54a47ep+13f; /* 10900.5615 */
    const float rest_3 = 0x1.5dd9b6p+14f; /* 22390.4277 */
    const int32_t sign_bit = INT32_MIN;
    const int32_t one = 1065353216;
    const float edge = 0x1.bp+3f; /* 13.5 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: z = x^2. */
    const float z = x_flushed * x_flushed;
    /* Core n(z), a polynomial, z in [0, 13.5]: erf x = x n / d, z = x^2. */
    const float n1 = fmaf(z, fmaf(z, n_coefficient_1, n_coefficient_2), n_coefficient_3);
    const float n2 = n_coefficient_4 - z;
    const float n = fmaf(n1, z * fmaf(n2, n2, n_coefficient_5), n_coefficient_6);
    /* Reconstruction: erf x = x n / d up to x^2 = 13.5, 1 with the sign of x beyond; d is a polynomial of */
    /* degree 5. nan is not beyond, and stays. */
    const float d = fmaf(fmaf(fmaf(fmaf(z + first, z, rest_0), z, rest_1), z, rest_2), z, rest_3);
    const float quotient = (x_flushed * n) / d;
    const int quotient_subnormal = fabsf(quotient) < smallest_normal;
    const float quotient_zero = quotient * zero;
    const float quotient_flushed = quotient_subnormal ? quotient_zero : quotient;
    const int32_t sign = erf_f32_word(x) & sign_bit;
    const float second_one = erf_f32_float(sign | one);
    const float result = (edge < z) ? second_one : quotient_flushed;
    return result;
}

static inline void erf_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erf_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

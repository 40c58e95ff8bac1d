/*
 * tanh for float32 arrays: max error 3.7761 ulp over 277,515 sampled inputs.
 *
 * Witness of the bound: x = 0x1.99e5fe0000000p+2. Results that are not correctly rounded: 102,856.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
 * c, compiler cc (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.28; C17 7.12.5.6 and F.10.2.6.
 *
 * Kernel 959dc3c58d00c7ca, 20 operations, 15 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search tanh --seed 1 --evaluations 90000 --max-ops 20 --set 'cores=["tanh_numerator_95.924:0,64"]'
 *
 * Reduction tanh_poles:
 *     Without its first poles tanh x / x is nearly a polynomial n of z = x^2, and one division is enough: d = (z
 *     + (pi/2)^2) (z + (3 pi/2)^2) (z + 71.25), whose last factor stands for all further poles. x is not
 *     clamped: what comes of it beyond the edge, where f lacks 3.8 ulp to 1, is chosen away, nan where x^2 is
 *     inf too. Nothing is mended: x^2, n, x n, d and the quotient round once each, d in each of its steps.
 *
 * Use: float tanh_f32(float), and void tanh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef TANH_F32_959DC3C58D00C7CA
#define TANH_F32_959DC3C58D00C7CA

#define TANH_F32_TARGET "tanh"
#define TANH_F32_FORMAT "c"
#define TANH_F32_MAX_ULP 3.7760674661370963
#define TANH_F32_EXHAUSTIVE 0
#define TANH_F32_FTZ 1
#define TANH_F32_DAZ 1
#define TANH_F32_WITNESS "0x1.99e5fe0000000p+2"
#define TANH_F32_OUTPUTS_HASH NULL
#define TANH_F32_RECORD "959dc3c58d00c7ca"

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

static inline int32_t tanh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float tanh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float tanh_f32(float x) {
    const float n_coefficient_1 = 0x1.4f35a6p+4f; /* 20.9505978 */
    const float n_coefficient_2 = -0x1.c304f4p-38f; /* -6.40937043e-12 */
    const float n_coefficient_3 = 0x1.5b3e2cp-30f; /* 1.26326216e-09 */
    const float n_coefficient_4 = -0x1.9822acp+12f; /* -6530.16699 */
    const float n_coefficient_5 = 0x1.26bd46p+23f; /* 9658019 */
    const float n_coefficient_6 = -0x1.234d8cp+32f; /* -4.88725197e+09 */
    const float n_coefficient_7 = 0x1.791722p+38f; /* 4.04897694e+11 */
    const float n_coefficient_8 = 0x1.e7ff26p+11f; /* 3903.97339 */
    const float first = 0x1.7fb23p+6f; /* 95.9240112 */
    const float rest_0 = 0x1.c53438p+10f; /* 1812.81592 */
    const float rest_1 = 0x1.e7ff28p+11f; /* 3903.97363 */
    const int32_t sign_bit = INT32_MIN;
    const int32_t one = 1065353216;
    const float edge = 0x1p+6f; /* 64 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: z = x^2. */
    const float z = x_flushed * x_flushed;
    /* Core n(z), a polynomial, z in [0, 64]: tanh x = x n / d, z = x^2. */
    const float n1 = fmaf(z, n_coefficient_2, n_coefficient_3) * fmaf(z, fmaf(z, fmaf(z, fmaf(z, z, n_coefficient_4), n_coefficient_5), n_coefficient_6), n_coefficient_7);
    const float n = fmaf(z, fmaf(z, n_coefficient_1, n1), n_coefficient_8);
    /* Reconstruction: tanh x = x n / d up to x^2 = 64, 1 with the sign of x beyond; d is a polynomial of */
    /* degree 3. nan is not beyond, and stays. */
    const float d = fmaf(fmaf(z + first, z, rest_0), z, rest_1);
    const float quotient = (x_flushed * n) / d;
    const int quotient_subnormal = fabsf(quotient) < smallest_normal;
    const float quotient_zero = quotient * zero;
    const float quotient_flushed = quotient_subnormal ? quotient_zero : quotient;
    const int32_t sign = tanh_f32_word(x) & sign_bit;
    const float second_one = tanh_f32_float(sign | one);
    const float result = (edge < z) ? second_one : quotient_flushed;
    return result;
}

static inline void tanh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = tanh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

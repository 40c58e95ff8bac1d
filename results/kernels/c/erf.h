/*
 * erf for float32 arrays: max error 0.9847 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.c4fa520000000p-8. Results that are not correctly rounded: 39,889,664.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 7.2; C17 7.12.8.1 and F.10.5.1.
 *
 * Kernel 3c2274cba7e10cb0, 31 operations, 26 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search erf --seed 0 --evaluations 360000 --max-ops 16
 *
 * Reduction erf_square:
 *     c runs from 0.128 at x = 0 down to -0.210, so an ulp of c is a small part of an ulp of the result; the
 *     centre halves |s|, and with it the roundings of x^2 and of c's inner terms. erfc(1.125) = 0.112, so
 *     relative errors of q^2 weigh 0.112 at most; q(r) begins at r = 0 because they weigh most there. At |x| = 4
 *     q^2 is 2^-25.9: the difference is 1 from there on, and at infinity. A root of erfc is easier for a
 *     polynomial than erfc itself: its logarithm falls 2 times slower.
 *
 * Use: float erf_f32(float), and void erf_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ERF_F32_3C2274CBA7E10CB0
#define ERF_F32_3C2274CBA7E10CB0

#define ERF_F32_TARGET "erf"
#define ERF_F32_FORMAT "c"
#define ERF_F32_MAX_ULP 0.9846928920596838
#define ERF_F32_EXHAUSTIVE 1
#define ERF_F32_FTZ 1
#define ERF_F32_DAZ 1
#define ERF_F32_WITNESS "0x1.c4fa520000000p-8"
#define ERF_F32_OUTPUTS_HASH "92b5a7f0f2a0573cbadb99c3f3675546f235658d1b86c675c05febaee9695113"
#define ERF_F32_OUTPUTS_HASH_KIND "blake3"
#define ERF_F32_RECORD "3c2274cba7e10cb0"

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
    const float minus_centre = -0x1.4p-1f; /* -0.625 */
    const float c_coefficient_1 = -0x1.fe2c6cp-12f; /* -0.000486539386 */
    const float c_coefficient_2 = 0x1.84f068p-8f; /* 0.00593473949 */
    const float c_coefficient_3 = -0x1.2943cep-5f; /* -0.0362872146 */
    const float c_coefficient_4 = 0x1.4361ap-4f; /* 0.0789505243 */
    const float c_coefficient_5 = -0x1.d61ad4p+0f; /* -1.83634686 */
    const float c_coefficient_6 = -0x1.df847ap-4f; /* -0.117069699 */
    const float c_coefficient_7 = -0x1.1868dcp-4f; /* -0.0684593767 */
    const float turn = 0x1.2p+0f; /* 1.125 */
    const float most = 0x1.7p+1f; /* 2.875 */
    const float q_coefficient_1 = 0x1.1f8706p+0f; /* 1.12315404 */
    const float q_coefficient_2 = 0x1.f87e5p-1f; /* 0.985338688 */
    const float q_coefficient_3 = -0x1.c913e8p+7f; /* -228.538879 */
    const float q_coefficient_4 = 0x1.371dc2p+8f; /* 311.116241 */
    const float q_coefficient_5 = 0x1.afb26cp+18f; /* 442057.688 */
    const float q_coefficient_6 = -0x1.6618a4p+17f; /* -183345.281 */
    const float q_coefficient_7 = 0x1.27e4bp+0f; /* 1.15583324 */
    const float q_coefficient_8 = 0x1.5619fap-2f; /* 0.334083468 */
    const float zero = 0x0p+0f; /* 0 */
    const float one = 0x1p+0f; /* 1 */
    const int32_t sign_bit = INT32_MIN;
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: s = x^2 - 0.625, rounded once. */
    const float s = fmaf(x_flushed, x_flushed, minus_centre);
    /* Core c(s), a polynomial, s in [-0.625, 0.640625]: erf x = x + x c, s = x^2 - 0.625. */
    const float c1 = fmaf(s, fmaf(s, fmaf(s, c_coefficient_1, c_coefficient_2), c_coefficient_3), c_coefficient_4);
    const float c = fmaf(s, fmaf(c1, fmaf(s, c1, c_coefficient_5), c_coefficient_6), c_coefficient_7);
    /* Next argument: r = |x| - 1.125, up to |x| = 4: exact, because 1.125 has few bits. */
    const float size = fabsf(x);
    const int subnormal = fabsf(size) < smallest_normal;
    const float signed_zero = size * zero;
    const float flushed = subnormal ? signed_zero : size;
    const float difference = flushed - turn;
    const float r = most < difference ? most : difference;
    /* Core q(r), r in [0, 2.875]: erfc(1.125 + r) = q^2. */
    const float q1 = q_coefficient_1 - r;
    const float q2 = fmaf(q1, fmaf(-q1, fmaf(-r, q1, q_coefficient_2), q_coefficient_3), q_coefficient_4);
    const float q3 = (r / fmaf(q2, q2, q_coefficient_5)) * q_coefficient_6;
    const float q = fmaf(q3 + q_coefficient_7, q3, q_coefficient_8);
    /* Reconstruction: erf x = x + x c below |x| = 1.125, c = erf x / x - 1; from there on 1 - q^2 with the */
    /* sign of x, q = erfc(|x|)^(1/2). */
    const float near_part = fmaf(x_flushed, c, x_flushed);
    const int near_part_subnormal = fabsf(near_part) < smallest_normal;
    const float near_part_zero = near_part * zero;
    const float near_part_flushed = near_part_subnormal ? near_part_zero : near_part;
    const float far_part = fmaf(-q, q, one);
    const int far_part_subnormal = fabsf(far_part) < smallest_normal;
    const float far_part_zero = far_part * zero;
    const float far_part_flushed = far_part_subnormal ? far_part_zero : far_part;
    /* with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros. */
    const int32_t sign = erf_f32_word(x) & sign_bit;
    const float signed_far = erf_f32_float(erf_f32_word(far_part_flushed) | sign);
    const float result = (r < zero) ? near_part_flushed : signed_far;
    return result;
}

static inline void erf_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erf_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

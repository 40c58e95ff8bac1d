/*
 * exp2 for float32 arrays: max error 0.8438 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.faa67e0000000p-2. Results that are not correctly rounded: 18,376,660.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.2 and F.10.3.2.
 *
 * Kernel 8571d87f6fd20ee0, 24 operations, 13 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search exp2 --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction exponent_split_magic:
 *     x = k + r with k the nearest integer and |r| <= 1/2; both steps are exact for |x| < 2^22 (Sterbenz), and 2^x = 2^k 2^r.
 *     The core's y lies in [2^-1/2, 2^1/2], so adding k to its exponent field multiplies by 2^k without rounding as long as the
 *     result is normal: -126 <= x < 128. From 2^7 on x + inf is inf, and nan for nan; below -126 the result is flushed to zero.
 *     x + 1.5*2^23 is rounded to an integer whose low bits are k; a shift by 23 drops the rest.
 *
 * Use: float exp2_f32(float), and void exp2_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef EXP2_F32_8571D87F6FD20EE0
#define EXP2_F32_8571D87F6FD20EE0

#define EXP2_F32_TARGET "exp2"
#define EXP2_F32_FORMAT "c"
#define EXP2_F32_MAX_ULP 0.8437867499887943
#define EXP2_F32_EXHAUSTIVE 1
#define EXP2_F32_FTZ 1
#define EXP2_F32_DAZ 1
#define EXP2_F32_WITNESS "-0x1.faa67e0000000p-2"
#define EXP2_F32_OUTPUTS_HASH "2d37ae00effc489fa0c2a8cdee29a03e55a384a35f25fbc9e8796d3bb77c7caa"
#define EXP2_F32_RECORD "8571d87f6fd20ee0"

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

static inline int32_t exp2_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float exp2_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float exp2_f32(float x) {
    const float c0 = 0x1.8p+23f; /* 12582912 */
    const float c1 = 0x1.795416p-12f; /* 0.000359848462 */
    const float c2 = 0x1.a1211p-8f; /* 0.00636488572 */
    const float c3 = -0x1.e72374p-5f; /* -0.0594651476 */
    const float c4 = 0x1.62dfd2p-2f; /* 0.346556932 */
    const float c5 = 0x1.256aa8p-1f; /* 0.573079348 */
    const float c6 = -0x1.62e432p-1f; /* -0.693147242 */
    const float c7 = 0x1p+0f; /* 1 */
    const int32_t c8 = 23;
    const float c9 = INFINITY; /* inf */
    const float c10 = 0x0p+0f; /* 0 */
    const float c11 = 0x1p+7f; /* 128 */
    const float c12 = -0x1.f8p+6f; /* -126 */
    const float c13 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c13;
    const float v2 = x * c10;
    const float v3 = v1 ? v2 : x;
    const float v4 = v3 + c0;
    const float v5 = v4 - c0;
    const float v6 = v3 - v5;
    const int32_t v7 = exp2_f32_word(v4);
    const float v8 = fmaf(v6, c1, c2);
    const float v9 = -v6;
    const float v10 = fmaf(v9, v8, c3);
    const float v11 = -v6;
    const float v12 = fmaf(v11, v10, c4);
    const float v13 = fmaf(v12, v12, c5);
    const float v14 = v13 * v12;
    const float v15 = -v6;
    const float v16 = fmaf(v15, v14, c6);
    const float v17 = -v6;
    const float v18 = fmaf(v17, v16, c7);
    const int32_t v19 = (int32_t)((uint32_t)v7 << c8);
    const int32_t v20 = exp2_f32_word(v18);
    const int32_t v21 = (int32_t)((uint32_t)v20 + (uint32_t)v19);
    const float v22 = exp2_f32_float(v21);
    const float v23 = v3 + c9;
    const float v24 = fabsf(v23);
    const int v25 = v24 < c13;
    const float v26 = v23 * c10;
    const float v27 = v25 ? v26 : v23;
    const int v28 = v3 < c11;
    const float v29 = v28 ? v22 : v27;
    const int v30 = v3 < c12;
    const float v31 = v30 ? c10 : v29;
    return v31;
}

static inline void exp2_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = exp2_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

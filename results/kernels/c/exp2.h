/*
 * exp2 for float32 arrays: max error 0.8146 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.ff2d820000000p-2. Results that are not correctly rounded: 16,464,010.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), c, compiler cc (Debian 12.2.0-14+deb12u1)
 * 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.2 and F.10.3.2.
 *
 * Kernel 10e76cf8bdc958a7, 18 operations, 12 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search exp2 --seed 0 --evaluations 120000 --max-ops 16
 *
 * Reduction exponent_split_clamped:
 *     x = k + r with k the nearest integer, from the low bits of x + 1.5*2^23, and |r| <= 1/2: exact (Sterbenz). x is first
 *     clamped to [-127, 128], so that the exponent field of 2^k y, y in [2^-1/2, 2^1/2], stays within 0 .. 255: at 128, r = 0 and
 *     y = 1 exactly, which makes the pattern of inf; below -126 the field is 0, a subnormal pattern, and the last fma, which adds
 *     0 c, flushes it to zero and carries nan.
 *
 * Use: float exp2_f32(float), and void exp2_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef EXP2_F32_10E76CF8BDC958A7
#define EXP2_F32_10E76CF8BDC958A7

#define EXP2_F32_TARGET "exp2"
#define EXP2_F32_FORMAT "c"
#define EXP2_F32_MAX_ULP 0.814622464141786
#define EXP2_F32_EXHAUSTIVE 1
#define EXP2_F32_FTZ 1
#define EXP2_F32_DAZ 1
#define EXP2_F32_WITNESS "-0x1.ff2d820000000p-2"
#define EXP2_F32_OUTPUTS_HASH "4fe2fce28dac337737dd624b21f9d1ae653a4b221e625343e7364ade5dd594ec"
#define EXP2_F32_RECORD "10e76cf8bdc958a7"

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
    const float c1 = -0x1.fcp+6f; /* -127 */
    const float c2 = 0x1p+7f; /* 128 */
    const float c3 = 0x1.b3808ep-11f; /* 0.000830654462 */
    const float c4 = 0x1.391254p-8f; /* 0.00477709342 */
    const float c5 = 0x1.445444p-4f; /* 0.0791819245 */
    const float c6 = -0x1.66e37cp-2f; /* -0.350477159 */
    const float c7 = 0x1.e0d6ap-4f; /* 0.117392182 */
    const float c8 = 0x1.62e432p-1f; /* 0.693147242 */
    const float c9 = 0x1p+0f; /* 1 */
    const int32_t c10 = 23;
    const float c11 = 0x0p+0f; /* 0 */
    const float c12 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c12;
    const float v2 = x * c11;
    const float v3 = v1 ? v2 : x;
    const float v4 = v3 < c1 ? c1 : v3;
    const float v5 = c2 < v4 ? c2 : v4;
    const float v6 = v5 + c0;
    const float v7 = v6 - c0;
    const float v8 = v5 - v7;
    const float v9 = fmaf(v8, c3, c4);
    const float v10 = fmaf(v8, v9, c5);
    const float v11 = -v8;
    const float v12 = fmaf(v11, v10, c6);
    const float v13 = fmaf(v12, v12, c7);
    const float v14 = fmaf(v8, v13, c8);
    const float v15 = fmaf(v8, v14, c9);
    const int32_t v16 = exp2_f32_word(v6);
    const int32_t v17 = (int32_t)((uint32_t)v16 << c10);
    const int32_t v18 = exp2_f32_word(v15);
    const int32_t v19 = (int32_t)((uint32_t)v18 + (uint32_t)v17);
    const float v20 = exp2_f32_float(v19);
    const float v21 = fmaf(v5, c11, v20);
    const float v22 = fabsf(v21);
    const int v23 = v22 < c12;
    const float v24 = v21 * c11;
    const float v25 = v23 ? v24 : v21;
    return v25;
}

static inline void exp2_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = exp2_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * asin for float32 arrays: max error 0.6653 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.10280e0000000p-1. Results that are not correctly rounded: 2,308,736.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.23; C17 7.12.4.2 and F.10.1.2.
 *
 * Kernel 80c60838a9faf583, 34 operations, 8 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search asin --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction asin_halves_exact:
 *     asin x = x + x z p(z) below 1/2, sign(x) (pi / 2 - 2 asin s) from 1/2 on, where s^2 = z = x^2 below 1/2 and z = (1 - |x|) / 2 from 1/2 on, which is exact (Sterbenz), s in [0, 1/2], and
 *     asin s = s + s z p(z) (Muller, Elementary Functions, chapter 11; fdlibm's e_asin.c). s z p(z) is below 0.024.
 *     The root's own rounding is made good: z - root^2 is exact in one fma, and 1 / root from the bits alone, 5 % off, carries it over.
 *     What the sum of pi (or pi / 2), in two parts, and the head 2 s (or x) loses in rounding is found again exactly (Fast2Sum, Dekker
 *     1971: the first is 0 or the larger one), so that only the last addition rounds in size.
 *     Beyond 1, z < 0 and the root, so the result, is nan.
 *
 * Use: float asin_f32(float), and void asin_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ASIN_F32_80C60838A9FAF583
#define ASIN_F32_80C60838A9FAF583

#define ASIN_F32_TARGET "asin"
#define ASIN_F32_FORMAT "c"
#define ASIN_F32_MAX_ULP 0.6652981750667095
#define ASIN_F32_EXHAUSTIVE 1
#define ASIN_F32_FTZ 1
#define ASIN_F32_DAZ 1
#define ASIN_F32_WITNESS "0x1.10280e0000000p-1"
#define ASIN_F32_OUTPUTS_HASH "42b43fd0e5735148a6d9d5838641c3a9abff7f069f30d7def7daa63a973eb059"
#define ASIN_F32_RECORD "80c60838a9faf583"

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

static inline int32_t asin_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float asin_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

/* A root that sets no errno, which would keep loops from becoming vector code. */
#define asin_f32_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef asin_f32_root
#define asin_f32_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif

static inline float asin_f32(float x) {
    const float c0 = 0x1p-1f; /* 0.5 */
    const float c1 = -0x1p-1f; /* -0.5 */
    const float c2 = 0x1.12db48p-3f; /* 0.134207308 */
    const float c3 = 0x1.136e7ap-2f; /* 0.268976122 */
    const float c4 = 0x1.231544p-5f; /* 0.0355326012 */
    const float c5 = 0x1.19893ap-2f; /* 0.27493754 */
    const float c6 = 0x1.413c3ap-3f; /* 0.156853154 */
    const int32_t c7 = 2129859015;
    const float c8 = 0x0p+0f; /* 0 */
    const float c9 = 0x1.921fb6p+0f; /* 1.57079637 */
    const float c10 = -0x1.777a5cp-25f; /* -4.37113883e-08 */
    const int32_t c11 = INT32_MIN;
    const float c12 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c12;
    const float v3 = v0 * c8;
    const float v4 = v2 ? v3 : v0;
    const int v5 = v4 < c0;
    const float v6 = fmaf(v4, c1, c0);
    const float v7 = fabsf(x);
    const int v8 = v7 < c12;
    const float v9 = x * c8;
    const float v10 = v8 ? v9 : x;
    const float v11 = v10 * v10;
    const float v12 = v5 ? v11 : v6;
    const float v13 = asin_f32_root(v6);
    const float v14 = fmaf(v12, c2, c3);
    const float v15 = fmaf(v12, v14, c4);
    const float v16 = fmaf(v15, v15, c5);
    const float v17 = fmaf(v16, v15, c6);
    const float v18 = -v13;
    const float v19 = fmaf(v18, v13, v6);
    const int32_t v20 = asin_f32_word(v13);
    const int32_t v21 = (int32_t)((uint32_t)c7 - (uint32_t)v20);
    const float v22 = asin_f32_float(v21);
    const float v23 = v19 * v22;
    const float v24 = v13 + v13;
    const float v25 = -v24;
    const float v26 = v5 ? v0 : v25;
    const float v27 = v5 ? c8 : c9;
    const float v28 = c10 - v23;
    const float v29 = v5 ? c8 : v28;
    const float v30 = fabsf(v26);
    const int v31 = v30 < c12;
    const float v32 = v26 * c8;
    const float v33 = v31 ? v32 : v26;
    const float v34 = v27 + v33;
    const float v35 = v34 - v27;
    const float v36 = v33 - v35;
    const float v37 = v29 + v36;
    const float v38 = v12 * v17;
    const float v39 = fmaf(v33, v38, v37);
    const float v40 = v34 + v39;
    const float v41 = fabsf(v40);
    const int v42 = v41 < c12;
    const float v43 = v40 * c8;
    const float v44 = v42 ? v43 : v40;
    const int32_t v45 = asin_f32_word(x);
    const int32_t v46 = v45 & c11;
    const int32_t v47 = asin_f32_word(v44);
    const int32_t v48 = v47 | v46;
    const float v49 = asin_f32_float(v48);
    return v49;
}

static inline void asin_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = asin_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

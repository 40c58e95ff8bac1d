/*
 * acos for float32 arrays: max error 0.6400 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.15b3c80000000p-1. Results that are not correctly rounded: 544,438.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.23; C17 7.12.4.1 and F.10.1.1.
 *
 * Kernel 8a84726dd68a9ac5, 36 operations, 9 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search acos --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction acos_halves_exact:
 *     acos x = pi / 2 - asin x below 1/2, 2 asin s from 1/2 on and pi - 2 asin s to -1/2, where s^2 = z = x^2 below 1/2 and z = (1 - |x|) / 2 from 1/2 on, which is exact (Sterbenz), s in [0, 1/2], and
 *     asin s = s + s z p(z) (Muller, Elementary Functions, chapter 11; fdlibm's e_asin.c). s z p(z) is below 0.024.
 *     The root's own rounding is made good: z - root^2 is exact in one fma, and 1 / root from the bits alone, 5 % off, carries it over.
 *     What the sum of pi (or pi / 2), in two parts, and the head 2 s (or x) loses in rounding is found again exactly (Fast2Sum, Dekker
 *     1971: the first is 0 or the larger one), so that only the last addition rounds in size.
 *     Beyond 1, z < 0 and the root, so the result, is nan.
 *
 * Use: float acos_f32(float), and void acos_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ACOS_F32_8A84726DD68A9AC5
#define ACOS_F32_8A84726DD68A9AC5

#define ACOS_F32_TARGET "acos"
#define ACOS_F32_FORMAT "c"
#define ACOS_F32_MAX_ULP 0.6400393843650818
#define ACOS_F32_EXHAUSTIVE 1
#define ACOS_F32_FTZ 1
#define ACOS_F32_DAZ 1
#define ACOS_F32_WITNESS "0x1.15b3c80000000p-1"
#define ACOS_F32_OUTPUTS_HASH "41473ce3927e7a698dafaa0d9cb8f973088f209b71249a0473117c51083e8098"
#define ACOS_F32_RECORD "8a84726dd68a9ac5"

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

static inline int32_t acos_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float acos_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

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
    const float c0 = 0x1p-1f; /* 0.5 */
    const float c1 = -0x1p-1f; /* -0.5 */
    const float c2 = -0x1.e69824p-7f; /* -0.0148496795 */
    const float c3 = -0x1.997d74p-6f; /* -0.0249932893 */
    const float c4 = 0x1.3f5e86p-1f; /* 0.623768032 */
    const float c5 = 0x1.4e50b8p+1f; /* 2.61183834 */
    const float c6 = 0x1.55555cp-3f; /* 0.166666716 */
    const int32_t c7 = 2129859015;
    const float c8 = 0x0p+0f; /* 0 */
    const float c9 = 0x1.921fb6p+1f; /* 3.14159274 */
    const float c10 = -0x1.777a5cp-24f; /* -8.74227766e-08 */
    const float c11 = 0x1.921fb6p+0f; /* 1.57079637 */
    const float c12 = -0x1.777a5cp-25f; /* -4.37113883e-08 */
    const float c13 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c13;
    const float v3 = v0 * c8;
    const float v4 = v2 ? v3 : v0;
    const int v5 = v4 < c0;
    const float v6 = fmaf(v4, c1, c0);
    const float v7 = fabsf(x);
    const int v8 = v7 < c13;
    const float v9 = x * c8;
    const float v10 = v8 ? v9 : x;
    const float v11 = v10 * v10;
    const float v12 = v5 ? v11 : v6;
    const float v13 = acos_f32_root(v6);
    const float v14 = fmaf(v12, c2, c3);
    const float v15 = fmaf(v12, v12, c4);
    const float v16 = fmaf(v15, v15, c5);
    const float v17 = v14 * v16;
    const float v18 = -v12;
    const float v19 = fmaf(v18, v17, c6);
    const float v20 = -v13;
    const float v21 = fmaf(v20, v13, v6);
    const int32_t v22 = acos_f32_word(v13);
    const int32_t v23 = (int32_t)((uint32_t)c7 - (uint32_t)v22);
    const float v24 = acos_f32_float(v23);
    const float v25 = v21 * v24;
    const float v26 = v13 + v13;
    const int v27 = v10 < c8;
    const float v28 = -v26;
    const float v29 = v27 ? v28 : v26;
    const float v30 = -x;
    const float v31 = v5 ? v30 : v29;
    const float v32 = v27 ? c9 : c8;
    const float v33 = v5 ? c11 : v32;
    const float v34 = c10 - v25;
    const float v35 = v27 ? v34 : v25;
    const float v36 = v5 ? c12 : v35;
    const float v37 = fabsf(v31);
    const int v38 = v37 < c13;
    const float v39 = v31 * c8;
    const float v40 = v38 ? v39 : v31;
    const float v41 = v33 + v40;
    const float v42 = v41 - v33;
    const float v43 = v40 - v42;
    const float v44 = v36 + v43;
    const float v45 = v12 * v19;
    const float v46 = fmaf(v40, v45, v44);
    const float v47 = v41 + v46;
    const float v48 = fabsf(v47);
    const int v49 = v48 < c13;
    const float v50 = v47 * c8;
    const float v51 = v49 ? v50 : v47;
    return v51;
}

static inline void acos_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = acos_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

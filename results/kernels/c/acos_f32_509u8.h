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
 *     acos x = pi / 2 - asin x below 1/2, 2 asin s from 1/2 on and pi - 2 asin s to -1/2, where s^2 = z = x^2 below 1/2 and z = (1 - |x|) / 2 from 1/2 on, which is exact (Sterbenz), s in [0, 1/2], and
 *     asin s = s + s z p(z) (Muller, Elementary Functions, chapter 11; fdlibm's e_asin.c). s z p(z) is below 0.024.
 *     The root counts as exact, which is half an ulp of 2 s, and the inner sum is rounded before the outer one: near |x| = 1/2 these
 *     are half an ulp of the result each, elsewhere less.
 *     Beyond 1, z < 0 and the root, so the result, is nan.
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
    const float c0 = 0x1p-1f; /* 0.5 */
    const float c1 = -0x1p-1f; /* -0.5 */
    const float c2 = 0x1.7e3102p-4f; /* 0.0933084562 */
    const float c3 = 0x1.525efcp-3f; /* 0.165220231 */
    const float c4 = 0x0p+0f; /* 0 */
    const float c5 = 0x1.921fb6p+1f; /* 3.14159274 */
    const float c6 = 0x1.921fb6p+0f; /* 1.57079637 */
    const float c7 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c7;
    const float v3 = v0 * c4;
    const float v4 = v2 ? v3 : v0;
    const int v5 = v4 < c0;
    const float v6 = fmaf(v4, c1, c0);
    const float v7 = fabsf(x);
    const int v8 = v7 < c7;
    const float v9 = x * c4;
    const float v10 = v8 ? v9 : x;
    const float v11 = v10 * v10;
    const float v12 = v5 ? v11 : v6;
    const float v13 = acos_f32_root(v6);
    const float v14 = fmaf(v12, c2, c3);
    const float v15 = v13 + v13;
    const int v16 = v10 < c4;
    const float v17 = -v15;
    const float v18 = v16 ? v17 : v15;
    const float v19 = -x;
    const float v20 = v5 ? v19 : v18;
    const float v21 = v16 ? c5 : c4;
    const float v22 = v5 ? c6 : v21;
    const float v23 = v12 * v14;
    const float v24 = fabsf(v20);
    const int v25 = v24 < c7;
    const float v26 = v20 * c4;
    const float v27 = v25 ? v26 : v20;
    const float v28 = fmaf(v27, v23, c4);
    const float v29 = v27 + v28;
    const float v30 = v22 + v29;
    const float v31 = fabsf(v30);
    const int v32 = v31 < c7;
    const float v33 = v30 * c4;
    const float v34 = v32 ? v33 : v30;
    return v34;
}

static inline void acos_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = acos_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

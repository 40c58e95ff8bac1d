/*
 * acosh for float32 arrays: max error 318.3333 ulp over 277,516 sampled inputs.
 *
 * Witness of the bound: x = 0x1.0000200000000p+0. Results that are not correctly rounded: 45,809.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.
 *
 * Kernel a63e6f744a864244, 26 operations, 8 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search acosh --seed 1 --evaluations 300000 --max-ops 16
 *
 * Reduction acosh_one_piece:
 *     acosh x = log(1 + S), S = t + root, root = sqrt(t |t| + 2 t), t = x - 1, exact from 1 to 2^24 (Sterbenz and beyond). Beyond 2^60 t
 *     stands for the root. Below 1 the root is nan, and so is the result; so infinity and nan come through S.
 *     S is divided by 8, so that nothing overflows. 1 + S = 2^k (1 + f), 1 + f in [3/4, 3/2), k from the bits of the rounded sum and f
 *     from S itself, without rounding up to 2^24: 2^-k S + (2^-k - 1), f = S where k = 0. ln 2 is one part, whose error is 1/15 ulp at
 *     worst.
 *     S is rounded three times, so that it is off by 1.25 2^-23 of itself at worst; log(1 + f) is one product, f q(f).
 *
 * Use: float acosh_f32(float), and void acosh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ACOSH_F32_A63E6F744A864244
#define ACOSH_F32_A63E6F744A864244

#define ACOSH_F32_TARGET "acosh"
#define ACOSH_F32_FORMAT "c"
#define ACOSH_F32_MAX_ULP 318.33333447774186
#define ACOSH_F32_EXHAUSTIVE 0
#define ACOSH_F32_FTZ 1
#define ACOSH_F32_DAZ 1
#define ACOSH_F32_WITNESS "0x1.0000200000000p+0"
#define ACOSH_F32_OUTPUTS_HASH NULL
#define ACOSH_F32_RECORD "a63e6f744a864244"

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

static inline int32_t acosh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float acosh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

/* A root that sets no errno, which would keep loops from becoming vector code. */
#define acosh_f32_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef acosh_f32_root
#define acosh_f32_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif

static inline float acosh_f32(float x) {
    const float c0 = 0x1p+0f; /* 1 */
    const float c1 = 0x1p+60f; /* 1.1529215e+18 */
    const float c2 = 0x1p-3f; /* 0.125 */
    const float c3 = -0x1p+0f; /* -1 */
    const int32_t c4 = 1035993088;
    const int32_t c5 = 1090519040;
    const int32_t c6 = -8388608;
    const float c7 = -0x1.afb23ap-2f; /* -0.421578318 */
    const float c8 = 0x1.3cdca8p-1f; /* 0.618870974 */
    const float c9 = -0x1.705114p-3f; /* -0.179842144 */
    const float c10 = 0x1.ab437ap-1f; /* 0.83449918 */
    const float c11 = 0x1.a4e508p-1f; /* 0.82205987 */
    const float c12 = 0x1.62e43p-24f; /* 8.26295832e-08 */
    const float c13 = INFINITY; /* inf */
    const float c14 = 0x1p-126f; /* 1.17549435e-38 */
    const float c15 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c14;
    const float v2 = x * c15;
    const float v3 = v1 ? v2 : x;
    const float v4 = v3 - c0;
    const float v5 = c1 < v4 ? c1 : v4;
    const float v6 = v5 + v5;
    const float v7 = fabsf(v5);
    const float v8 = fmaf(v5, v7, v6);
    const float v9 = acosh_f32_root(v8);
    const float v10 = v9 < v4 ? v4 : v9;
    const float v11 = v4 * c2;
    const float v12 = fmaf(v10, c2, v11);
    const float v13 = fabsf(v12);
    const int v14 = v13 < c14;
    const float v15 = v12 * c15;
    const float v16 = v14 ? v15 : v12;
    const float v17 = v16 + c2;
    const int32_t v18 = acosh_f32_word(v17);
    const int32_t v19 = (int32_t)((uint32_t)v18 - (uint32_t)c4);
    const int32_t v20 = v19 & c6;
    const int32_t v21 = (int32_t)((uint32_t)c5 - (uint32_t)v20);
    const float v22 = acosh_f32_float(v21);
    const float v23 = fmaf(v22, c2, c3);
    const float v24 = fmaf(v16, v22, v23);
    const float v25 = (float)v20;
    const float v26 = fmaf(v24, c7, c8);
    const float v27 = fmaf(v26, v26, c9);
    const float v28 = fmaf(v27, v27, c10);
    const float v29 = fmaf(v27, v28, c11);
    const float v30 = v24 * v29;
    const float v31 = fmaf(v25, c12, v30);
    const float v32 = fabsf(v31);
    const int v33 = v32 < c14;
    const float v34 = v31 * c15;
    const float v35 = v33 ? v34 : v31;
    const int v36 = v16 < c13;
    const float v37 = v36 ? v35 : v16;
    return v37;
}

static inline void acosh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = acosh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

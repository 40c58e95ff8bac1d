/*
 * acosh for float32 arrays: max error 11.1997 ulp over 277,516 sampled inputs.
 *
 * Witness of the bound: x = 0x1.0cd9a00000000p+0. Results that are not correctly rounded: 9,811.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.
 *
 * Kernel 3d65fca8d5197c5a, 29 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search acosh --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction acosh_one_piece:
 *     \
 *     acosh x = log(1 + t + sqrt(t^2 + 2 t)), t = x - 1, exact from 1 to 2^24 (Sterbenz and beyond). t + sqrt is rounded three times, so
 *     that it is off by 2^-23 of itself; beyond 2^60 t stands for the root, and all is divided by 8, so that nothing overflows.
 *     1 + t + sqrt = 2^k (1 + f), 1 + f in [3/4, 3/2), k from the bits of the rounded sum and f from t + sqrt itself: 2^-k (t + sqrt) +
 *     (2^-k - 1), f = t + sqrt where k = 0. log x = k ln 2 + f q(f), ln 2 in one part. Below 1 nan; infinity and nan give themselves.
 *
 * Use: float acosh_f32(float), and void acosh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ACOSH_F32_3D65FCA8D5197C5A
#define ACOSH_F32_3D65FCA8D5197C5A

#define ACOSH_F32_TARGET "acosh"
#define ACOSH_F32_FORMAT "c"
#define ACOSH_F32_MAX_ULP 11.199658915521557
#define ACOSH_F32_EXHAUSTIVE 0
#define ACOSH_F32_FTZ 1
#define ACOSH_F32_DAZ 1
#define ACOSH_F32_WITNESS "0x1.0cd9a00000000p+0"
#define ACOSH_F32_OUTPUTS_HASH NULL
#define ACOSH_F32_RECORD "3d65fca8d5197c5a"

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
    const float c1 = -0x1p+0f; /* -1 */
    const float c2 = 0x1p+60f; /* 1.1529215e+18 */
    const float c3 = 0x1p-3f; /* 0.125 */
    const int32_t c4 = 1035993088;
    const int32_t c5 = 23;
    const int32_t c6 = 1090519040;
    const float c7 = -0x1.221aa2p-2f; /* -0.283304721 */
    const float c8 = 0x1.2d543p-2f; /* 0.294266462 */
    const float c9 = 0x1.8170b2p-1f; /* 0.752812922 */
    const float c10 = 0x1.f5ac8ep+0f; /* 1.95966423 */
    const float c11 = 0x1.1c93fp-2f; /* 0.277908087 */
    const float c12 = 0x1.661ebcp-1f; /* 0.699453235 */
    const float c13 = 0x1.62e43p-1f; /* 0.693147182 */
    const float c14 = INFINITY; /* inf */
    const float c15 = NAN; /* nan */
    const float c16 = 0x1p-126f; /* 1.17549435e-38 */
    const float c17 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c16;
    const float v2 = x * c17;
    const float v3 = v1 ? v2 : x;
    const float v4 = v3 - c0;
    const float v5 = c2 < v4 ? c2 : v4;
    const float v6 = v5 + v5;
    const float v7 = fmaf(v5, v5, v6);
    const float v8 = acosh_f32_root(v7);
    const float v9 = v8 < v4 ? v4 : v8;
    const float v10 = v4 * c3;
    const float v11 = fmaf(v9, c3, v10);
    const float v12 = v11 + c3;
    const int32_t v13 = acosh_f32_word(v12);
    const int32_t v14 = (int32_t)((uint32_t)v13 - (uint32_t)c4);
    const int32_t v15 = v14 >> c5;
    const int32_t v16 = (int32_t)((uint32_t)v15 << c5);
    const int32_t v17 = (int32_t)((uint32_t)c6 - (uint32_t)v16);
    const float v18 = acosh_f32_float(v17);
    const float v19 = fmaf(v18, c3, c1);
    const float v20 = fmaf(v11, v18, v19);
    const float v21 = (float)v15;
    const float v22 = fmaf(v20, c7, c8);
    const float v23 = fmaf(v20, v20, c9);
    const float v24 = fmaf(v23, v23, c10);
    const float v25 = fmaf(v22, v24, c11);
    const float v26 = fmaf(v22, v25, c12);
    const float v27 = v20 * v26;
    const float v28 = fmaf(v21, c13, v27);
    const float v29 = fabsf(v28);
    const int v30 = v29 < c16;
    const float v31 = v28 * c17;
    const float v32 = v30 ? v31 : v28;
    const int v33 = v3 < c0;
    const float v34 = v33 ? c15 : v32;
    const int v35 = v3 < c14;
    const float v36 = v35 ? v34 : x;
    return v36;
}

static inline void acosh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = acosh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

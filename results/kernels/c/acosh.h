/*
 * acosh for float32 arrays: max error 1.3023 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.1ee5f20000000p+0. Results that are not correctly rounded: 37,131,005.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.
 *
 * Kernel ca122e173f2b98f2, 41 operations, 14 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search acosh --seed 1 --evaluations 300000 --max-ops 16
 *
 * Reduction acosh_one_piece_near:
 *     acosh x = log(1 + S), S = t + root, root = sqrt(t |t| + 2 t), t = x - 1, exact from 1 to 2^24 (Sterbenz and beyond). Beyond 2^60 t
 *     stands for the root. Below 1 the root is nan, and so is the result; so infinity and nan come through S.
 *     S is divided by 8, so that nothing overflows. 1 + S = 2^k (1 + f), 1 + f in [3/4, 3/2), k from the bits of the rounded sum and f
 *     from S itself, without rounding up to 2^24: 2^-k S + (2^-k - 1), f = S where k = 0. ln 2 is one part, whose error is 1/15 ulp at
 *     worst.
 *     What the root lost, and what t + root did, is kept as in acosh_one_piece_exact, but divided by 2^k instead of 1 + S: up to a half too
 *     much, where the result is an ulp of S and more. What the sum below the root lost stays, 1/4 2^-23 of the root at worst.
 *
 * Use: float acosh_f32(float), and void acosh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ACOSH_F32_CA122E173F2B98F2
#define ACOSH_F32_CA122E173F2B98F2

#define ACOSH_F32_TARGET "acosh"
#define ACOSH_F32_FORMAT "c"
#define ACOSH_F32_MAX_ULP 1.302310423925519
#define ACOSH_F32_EXHAUSTIVE 1
#define ACOSH_F32_FTZ 1
#define ACOSH_F32_DAZ 1
#define ACOSH_F32_WITNESS "0x1.1ee5f20000000p+0"
#define ACOSH_F32_OUTPUTS_HASH "c1df5952cc686ad8a6e7cd6d019615f17987071c0cb11dce01d9b6785bcfb777"
#define ACOSH_F32_RECORD "ca122e173f2b98f2"

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
    const float c3 = -0x1p-3f; /* -0.125 */
    const int32_t c4 = 2096304128;
    const float c5 = -0x1p+0f; /* -1 */
    const int32_t c6 = 1035993088;
    const int32_t c7 = 1090519040;
    const int32_t c8 = -8388608;
    const float c9 = -0x1.434876p-5f; /* -0.039463263 */
    const float c10 = 0x1.886df2p-3f; /* 0.191615954 */
    const float c11 = -0x1.caf9dap-2f; /* -0.448218733 */
    const float c12 = 0x1.e12ba4p-3f; /* 0.234946519 */
    const float c13 = -0x1.37c9dp-4f; /* -0.0761201978 */
    const float c14 = 0x1.83e024p-1f; /* 0.757569432 */
    const float c15 = -0x1.5a82bep-1f; /* -0.676778734 */
    const float c16 = -0x1.60f71ep-2f; /* -0.344692677 */
    const float c17 = 0x1.62e43p-24f; /* 8.26295832e-08 */
    const float c18 = INFINITY; /* inf */
    const float c19 = 0x1p-126f; /* 1.17549435e-38 */
    const float c20 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c19;
    const float v2 = x * c20;
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
    const int v14 = v13 < c19;
    const float v15 = v12 * c20;
    const float v16 = v14 ? v15 : v12;
    const float v17 = -v9;
    const float v18 = fmaf(v17, v9, v8);
    const int32_t v19 = acosh_f32_word(v9);
    const int32_t v20 = (int32_t)((uint32_t)c4 - (uint32_t)v19);
    const float v21 = acosh_f32_float(v20);
    const float v22 = fmaf(v10, c3, v16);
    const float v23 = v11 - v22;
    const float v24 = fmaf(v18, v21, v23);
    const float v25 = v16 + c2;
    const int32_t v26 = acosh_f32_word(v25);
    const int32_t v27 = (int32_t)((uint32_t)v26 - (uint32_t)c6);
    const int32_t v28 = v27 & c8;
    const int32_t v29 = (int32_t)((uint32_t)c7 - (uint32_t)v28);
    const float v30 = acosh_f32_float(v29);
    const float v31 = fmaf(v30, c2, c5);
    const float v32 = fmaf(v16, v30, v31);
    const float v33 = (float)v28;
    const float v34 = v24 * v30;
    const float v35 = fmaf(v32, c9, c10);
    const float v36 = fmaf(v32, v35, c11);
    const float v37 = fmaf(v32, v36, c12);
    const float v38 = fmaf(v37, v37, c13);
    const float v39 = fmaf(v37, v38, c14);
    const float v40 = -v39;
    const float v41 = fmaf(v40, v38, c15);
    const float v42 = fmaf(v37, v41, c16);
    const float v43 = v32 * v32;
    const float v44 = fmaf(v43, v42, v34);
    const float v45 = v32 + v44;
    const float v46 = fmaf(v33, c17, v45);
    const float v47 = fabsf(v46);
    const int v48 = v47 < c19;
    const float v49 = v46 * c20;
    const float v50 = v48 ? v49 : v46;
    const int v51 = v16 < c18;
    const float v52 = v51 ? v50 : v16;
    return v52;
}

static inline void acosh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = acosh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * acosh for float32 arrays: max error 1.0432 ulp over 277,516 sampled inputs.
 *
 * Witness of the bound: x = 0x1.19df500000000p+0. Results that are not correctly rounded: 2,503.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.
 *
 * Kernel ab0edc425e34aa51, 46 operations, 12 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search acosh --seed 1 --evaluations 300000 --max-ops 16
 *
 * Reduction acosh_one_piece_exact:
 *     acosh x = log(1 + S), S = t + root, root = sqrt(t |t| + 2 t), t = x - 1, exact from 1 to 2^24 (Sterbenz and beyond). Beyond 2^60 t
 *     stands for the root. Below 1 the root is nan, and so is the result; so infinity and nan come through S.
 *     S is divided by 8, so that nothing overflows. 1 + S = 2^k (1 + f), 1 + f in [3/4, 3/2), k from the bits of the rounded sum and f
 *     from S itself, without rounding up to 2^24: 2^-k S + (2^-k - 1), f = S where k = 0. ln 2 is one part, whose error is 1/15 ulp at
 *     worst.
 *     What the sum below the root and the root lost is the residual t |t| + (2 t - root^2) over twice the root, the division to 12 %
 *     through the root's bits; the square's rounding and the residual's stay, 1/8 ulp of the result (sampled). What t + root lost is found
 *     again exactly (Fast2Sum, the root is the larger one). Both are divided by 1 + S to 12 % through its bits and join the tail of
 *     log(1 + f) = f + f^2 q(f).
 *
 * Use: float acosh_f32(float), and void acosh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ACOSH_F32_AB0EDC425E34AA51
#define ACOSH_F32_AB0EDC425E34AA51

#define ACOSH_F32_TARGET "acosh"
#define ACOSH_F32_FORMAT "c"
#define ACOSH_F32_MAX_ULP 1.0431951518385216
#define ACOSH_F32_EXHAUSTIVE 0
#define ACOSH_F32_FTZ 1
#define ACOSH_F32_DAZ 1
#define ACOSH_F32_WITNESS "0x1.19df500000000p+0"
#define ACOSH_F32_OUTPUTS_HASH NULL
#define ACOSH_F32_RECORD "ab0edc425e34aa51"

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
    const int32_t c9 = 2129858560;
    const float c10 = -0x1.8b665ap-5f; /* -0.0482665785 */
    const float c11 = 0x1.cebca6p-4f; /* 0.112972878 */
    const float c12 = 0x1.73441cp-2f; /* 0.362564504 */
    const float c13 = -0x1.fd358p-2f; /* -0.497274399 */
    const float c14 = -0x1.79564ep-3f; /* -0.184246644 */
    const float c15 = -0x1.d32fcp-1f; /* -0.912473679 */
    const float c16 = -0x1.c4d856p-2f; /* -0.442231506 */
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
    const float v8 = v5 * v7;
    const float v9 = v8 + v6;
    const float v10 = acosh_f32_root(v9);
    const float v11 = v10 < v4 ? v4 : v10;
    const float v12 = v4 * c2;
    const float v13 = fmaf(v11, c2, v12);
    const float v14 = fabsf(v13);
    const int v15 = v14 < c19;
    const float v16 = v13 * c20;
    const float v17 = v15 ? v16 : v13;
    const float v18 = -v10;
    const float v19 = fmaf(v18, v10, v6);
    const float v20 = v8 + v19;
    const int32_t v21 = acosh_f32_word(v10);
    const int32_t v22 = (int32_t)((uint32_t)c4 - (uint32_t)v21);
    const float v23 = acosh_f32_float(v22);
    const float v24 = fmaf(v11, c3, v17);
    const float v25 = v12 - v24;
    const float v26 = fmaf(v20, v23, v25);
    const float v27 = v17 + c2;
    const int32_t v28 = acosh_f32_word(v27);
    const int32_t v29 = (int32_t)((uint32_t)v28 - (uint32_t)c6);
    const int32_t v30 = v29 & c8;
    const int32_t v31 = (int32_t)((uint32_t)c7 - (uint32_t)v30);
    const float v32 = acosh_f32_float(v31);
    const float v33 = fmaf(v32, c2, c5);
    const float v34 = fmaf(v17, v32, v33);
    const float v35 = (float)v30;
    const int32_t v36 = acosh_f32_word(v27);
    const int32_t v37 = (int32_t)((uint32_t)c9 - (uint32_t)v36);
    const float v38 = acosh_f32_float(v37);
    const float v39 = v26 * v38;
    const float v40 = fmaf(v34, c10, c11);
    const float v41 = -v34;
    const float v42 = fmaf(v41, v40, c12);
    const float v43 = fmaf(v34, v42, c13);
    const float v44 = fmaf(v43, v43, c14);
    const float v45 = -v44;
    const float v46 = fmaf(v45, v44, c15);
    const float v47 = fmaf(v46, v44, c16);
    const float v48 = v34 * v34;
    const float v49 = fmaf(v48, v47, v39);
    const float v50 = v34 + v49;
    const float v51 = fmaf(v35, c17, v50);
    const float v52 = fabsf(v51);
    const int v53 = v52 < c19;
    const float v54 = v51 * c20;
    const float v55 = v53 ? v54 : v51;
    const int v56 = v17 < c18;
    const float v57 = v56 ? v55 : v17;
    return v57;
}

static inline void acosh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = acosh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * acosh for float32 arrays: max error 0.8880 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.89fe300000000p+0. Results that are not correctly rounded: 36,325,983.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.
 *
 * Kernel 859e646a69076de0, 50 operations, 15 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search acosh --seed 0 --evaluations 300000 --max-ops 16
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

#ifndef ACOSH_F32_859E646A69076DE0
#define ACOSH_F32_859E646A69076DE0

#define ACOSH_F32_TARGET "acosh"
#define ACOSH_F32_FORMAT "c"
#define ACOSH_F32_MAX_ULP 0.8880020547658205
#define ACOSH_F32_EXHAUSTIVE 1
#define ACOSH_F32_FTZ 1
#define ACOSH_F32_DAZ 1
#define ACOSH_F32_WITNESS "0x1.89fe300000000p+0"
#define ACOSH_F32_OUTPUTS_HASH "6860a74bc1d48a899fbd2c6a2a1892b77b4d610839699263902d88473fe2b03b"
#define ACOSH_F32_RECORD "859e646a69076de0"

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
    const float c4 = 0x1p-4f; /* 0.0625 */
    const int32_t c5 = 2129858560;
    const float c6 = -0x1p+0f; /* -1 */
    const int32_t c7 = 1035993088;
    const int32_t c8 = 23;
    const int32_t c9 = 1090519040;
    const int32_t c10 = -8388608;
    const float c11 = -0x1.20d682p-1f; /* -0.564136565 */
    const float c12 = 0x1.84bc1p-2f; /* 0.379623652 */
    const float c13 = 0x1.c8c47ep-2f; /* 0.446062058 */
    const float c14 = -0x1.0c0804p+0f; /* -1.04699731 */
    const float c15 = 0x1.e125fp-1f; /* 0.939742565 */
    const float c16 = 0x1.7b1b78p-2f; /* 0.370221972 */
    const float c17 = 0x1.1c812p-2f; /* 0.277836323 */
    const float c18 = 0x1.95695ap-2f; /* 0.395909697 */
    const float c19 = -0x1.6618a8p-2f; /* -0.349703431 */
    const float c20 = 0x1.62e43p-1f; /* 0.693147182 */
    const float c21 = INFINITY; /* inf */
    const float c22 = 0x1p-126f; /* 1.17549435e-38 */
    const float c23 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c22;
    const float v2 = x * c23;
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
    const int v15 = v14 < c22;
    const float v16 = v13 * c23;
    const float v17 = v15 ? v16 : v13;
    const float v18 = -v10;
    const float v19 = fmaf(v18, v10, v6);
    const float v20 = v8 + v19;
    const int32_t v21 = acosh_f32_word(v10);
    const int32_t v22 = (int32_t)((uint32_t)c5 - (uint32_t)v21);
    const float v23 = acosh_f32_float(v22);
    const float v24 = v20 * v23;
    const float v25 = fmaf(v11, c3, v17);
    const float v26 = v12 - v25;
    const float v27 = fmaf(v24, c4, v26);
    const float v28 = v17 + c2;
    const int32_t v29 = acosh_f32_word(v28);
    const int32_t v30 = (int32_t)((uint32_t)v29 - (uint32_t)c7);
    const int32_t v31 = v30 >> c8;
    const int32_t v32 = v30 & c10;
    const int32_t v33 = (int32_t)((uint32_t)c9 - (uint32_t)v32);
    const float v34 = acosh_f32_float(v33);
    const float v35 = fmaf(v34, c2, c6);
    const float v36 = fmaf(v17, v34, v35);
    const float v37 = (float)v31;
    const int32_t v38 = acosh_f32_word(v28);
    const int32_t v39 = (int32_t)((uint32_t)c5 - (uint32_t)v38);
    const float v40 = acosh_f32_float(v39);
    const float v41 = v27 * v40;
    const float v42 = fmaf(v36, c11, c12);
    const float v43 = fmaf(v42, v42, c13);
    const float v44 = v43 + c14;
    const float v45 = fmaf(v42, v44, c15);
    const float v46 = fmaf(v45, v44, c16);
    const float v47 = fmaf(v43, v46, c17);
    const float v48 = -v36;
    const float v49 = fmaf(v48, v47, c18);
    const float v50 = -v42;
    const float v51 = fmaf(v50, v49, c19);
    const float v52 = v36 * v36;
    const float v53 = fmaf(v52, v51, v41);
    const float v54 = v36 + v53;
    const float v55 = fmaf(v37, c20, v54);
    const float v56 = fabsf(v55);
    const int v57 = v56 < c22;
    const float v58 = v55 * c23;
    const float v59 = v57 ? v58 : v55;
    const int v60 = v17 < c21;
    const float v61 = v60 ? v59 : v17;
    return v61;
}

static inline void acosh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = acosh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

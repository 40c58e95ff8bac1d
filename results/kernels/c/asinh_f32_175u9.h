/*
 * asinh for float32 arrays: max error 175.1968 ulp over 277,563 sampled inputs.
 *
 * Witness of the bound: x = 0x1.033f860000000p-1. Results that are not correctly rounded: 110,887.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.37; C17 7.12.5.2 and F.10.2.2.
 *
 * Kernel 1d310fc1f5491952, 41 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search asinh --seed 0 --evaluations 160000 --max-ops 16
 *
 * Reduction asinh_two_pieces_short:
 *     a = |x|. Below 3/4 asinh a = a + a z p(z), z = a^2, the last term below 0.08 of a. Above, asinh a = log(a + sqrt(a^2 + 1)): an eighth
 *     of both is added, so that nothing overflows, as w and what the sum lost (Fast2Sum, the root is the larger one; beyond 2^60, where
 *     a^2 would overflow later on, a stands for it, which is exact). The root's own error stays: 0.8 ulp of the result at a = 3/4, less above.
 *     8 w = 2^k (1 + f) by its bits, and a term `rest` beside w is rest / w in the logarithm, the division to 12 % through the bits of w.
 *     log(1 + f) = f + f^2 q(f); the result is 0.69 and more, and k ln 2 is one product inside the last fma, its constant's error below 0.2 ulp.
 *     Infinity and nan give themselves; the sign is that of x.
 *
 * Use: float asinh_f32(float), and void asinh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ASINH_F32_1D310FC1F5491952
#define ASINH_F32_1D310FC1F5491952

#define ASINH_F32_TARGET "asinh"
#define ASINH_F32_FORMAT "c"
#define ASINH_F32_MAX_ULP 175.19677492684454
#define ASINH_F32_EXHAUSTIVE 0
#define ASINH_F32_FTZ 1
#define ASINH_F32_DAZ 1
#define ASINH_F32_WITNESS "0x1.033f860000000p-1"
#define ASINH_F32_OUTPUTS_HASH NULL
#define ASINH_F32_RECORD "1d310fc1f5491952"

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

static inline int32_t asinh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float asinh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

/* A root that sets no errno, which would keep loops from becoming vector code. */
#define asinh_f32_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef asinh_f32_root
#define asinh_f32_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif

static inline float asinh_f32(float x) {
    const float c0 = 0x1p-6f; /* 0.015625 */
    const float c1 = 0x1p+57f; /* 1.44115188e+17 */
    const float c2 = 0x1p-3f; /* 0.125 */
    const int32_t c3 = 2129858560;
    const int32_t c4 = 1035273459;
    const int32_t c5 = 23;
    const float c6 = 0x1p+3f; /* 8 */
    const float c7 = -0x1p+0f; /* -1 */
    const float c8 = -0x1.9192d4p-6f; /* -0.0245101042 */
    const float c9 = 0x1.1d8484p-4f; /* 0.0697064549 */
    const float c10 = -0x1.547684p-3f; /* -0.166241676 */
    const float c11 = 0x1.a84246p-2f; /* 0.414315313 */
    const float c12 = -0x1.4b83b2p-2f; /* -0.323744565 */
    const float c13 = 0x1.1e3ac2p-1f; /* 0.559042037 */
    const float c14 = -0x1.464d38p-2f; /* -0.318653941 */
    const float c15 = 0x1.62e43p-1f; /* 0.693147182 */
    const float c16 = 0x1.8p-1f; /* 0.75 */
    const float c17 = INFINITY; /* inf */
    const int32_t c18 = INT32_MIN;
    const float c19 = 0x1p-126f; /* 1.17549435e-38 */
    const float c20 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c19;
    const float v3 = v0 * c20;
    const float v4 = v2 ? v3 : v0;
    const float v5 = v4 * v4;
    const float v6 = v4 * c2;
    const float v7 = c1 < v6 ? c1 : v6;
    const float v8 = fmaf(v7, v7, c0);
    const float v9 = asinh_f32_root(v8);
    const float v10 = v9 < v6 ? v6 : v9;
    const float v11 = v10 + v6;
    const float v12 = v11 - v10;
    const float v13 = v6 - v12;
    const int32_t v14 = asinh_f32_word(v11);
    const int32_t v15 = (int32_t)((uint32_t)v14 - (uint32_t)c4);
    const int32_t v16 = v15 >> c5;
    const int32_t v17 = (int32_t)((uint32_t)v16 << c5);
    const int32_t v18 = (int32_t)((uint32_t)v14 - (uint32_t)v17);
    const float v19 = asinh_f32_float(v18);
    const float v20 = fmaf(v19, c6, c7);
    const float v21 = (float)v16;
    const int32_t v22 = (int32_t)((uint32_t)c3 - (uint32_t)v14);
    const float v23 = asinh_f32_float(v22);
    const float v24 = v13 * v23;
    const float v25 = fmaf(v5, c8, c9);
    const float v26 = fmaf(v5, v25, c10);
    const float v27 = v5 * v26;
    const float v28 = fmaf(v4, v27, v4);
    const float v29 = fabsf(v28);
    const int v30 = v29 < c19;
    const float v31 = v28 * c20;
    const float v32 = v30 ? v31 : v28;
    const float v33 = fmaf(v20, c11, c12);
    const float v34 = fmaf(v20, v33, c13);
    const float v35 = fmaf(v33, v34, c14);
    const float v36 = v20 * v20;
    const float v37 = fmaf(v36, v35, v24);
    const float v38 = v20 + v37;
    const float v39 = fmaf(v21, c15, v38);
    const float v40 = fabsf(v39);
    const int v41 = v40 < c19;
    const float v42 = v39 * c20;
    const float v43 = v41 ? v42 : v39;
    const int v44 = v4 < c16;
    const float v45 = v44 ? v32 : v43;
    const int v46 = v4 < c17;
    const float v47 = v46 ? v45 : v0;
    const int32_t v48 = asinh_f32_word(x);
    const int32_t v49 = v48 & c18;
    const int32_t v50 = asinh_f32_word(v47);
    const int32_t v51 = v50 | v49;
    const float v52 = asinh_f32_float(v51);
    return v52;
}

static inline void asinh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = asinh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

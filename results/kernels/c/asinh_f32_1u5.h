/*
 * asinh for float32 arrays: max error 1.1410 ulp over 277,563 sampled inputs.
 *
 * Witness of the bound: x = 0x1.fc65640000000p-1. Results that are not correctly rounded: 5,183.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.37; C17 7.12.5.2 and F.10.2.2.
 *
 * Kernel 9efb61d3d61d28c1, 51 operations, 24 of them real operations of the core.
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

#ifndef ASINH_F32_9EFB61D3D61D28C1
#define ASINH_F32_9EFB61D3D61D28C1

#define ASINH_F32_TARGET "asinh"
#define ASINH_F32_FORMAT "c"
#define ASINH_F32_MAX_ULP 1.1410478804888327
#define ASINH_F32_EXHAUSTIVE 0
#define ASINH_F32_FTZ 1
#define ASINH_F32_DAZ 1
#define ASINH_F32_WITNESS "0x1.fc65640000000p-1"
#define ASINH_F32_OUTPUTS_HASH NULL
#define ASINH_F32_RECORD "9efb61d3d61d28c1"

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
    const float c8 = -0x1.2d6a7ep-6f; /* -0.0183969717 */
    const float c9 = 0x1.70d73ep-4f; /* 0.0900490209 */
    const float c10 = 0x1.cebc66p-3f; /* 0.225945279 */
    const float c11 = 0x1.85e1f4p-4f; /* 0.0951861888 */
    const float c12 = 0x1.38023ep-2f; /* 0.304696053 */
    const float c13 = -0x1.182b22p-3f; /* -0.136801019 */
    const float c14 = -0x1.9a00bp-3f; /* -0.200196624 */
    const float c15 = 0x1.d73188p-2f; /* 0.460149884 */
    const float c16 = 0x1.41f5c8p-3f; /* 0.157207072 */
    const float c17 = -0x1.5039f8p-3f; /* -0.164173067 */
    const float c18 = 0x1.8db304p-3f; /* 0.194189101 */
    const float c19 = 0x1.471312p-1f; /* 0.63881737 */
    const float c20 = 0x1.6f315p-1f; /* 0.7171731 */
    const float c21 = -0x1.715914p-2f; /* -0.360691369 */
    const float c22 = 0x1.62e43p-1f; /* 0.693147182 */
    const float c23 = 0x1.8p-1f; /* 0.75 */
    const float c24 = INFINITY; /* inf */
    const int32_t c25 = INT32_MIN;
    const float c26 = 0x1p-126f; /* 1.17549435e-38 */
    const float c27 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c26;
    const float v3 = v0 * c27;
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
    const float v26 = -v5;
    const float v27 = fmaf(v26, v25, c10);
    const float v28 = -v5;
    const float v29 = fmaf(v28, v27, c11);
    const float v30 = fmaf(v29, v29, c12);
    const float v31 = -v30;
    const float v32 = fmaf(v31, v29, c13);
    const float v33 = v5 * v32;
    const float v34 = fmaf(v4, v33, v4);
    const float v35 = fabsf(v34);
    const int v36 = v35 < c26;
    const float v37 = v34 * c27;
    const float v38 = v36 ? v37 : v34;
    const float v39 = fmaf(v20, c14, c15);
    const float v40 = fmaf(v39, v39, c16);
    const float v41 = fmaf(v20, v40, c17);
    const float v42 = fmaf(v20, v41, c18);
    const float v43 = fmaf(v42, v42, c19);
    const float v44 = fmaf(v43, v42, c20);
    const float v45 = fmaf(v44, v41, c21);
    const float v46 = v20 * v20;
    const float v47 = fmaf(v46, v45, v24);
    const float v48 = v20 + v47;
    const float v49 = fmaf(v21, c22, v48);
    const float v50 = fabsf(v49);
    const int v51 = v50 < c26;
    const float v52 = v49 * c27;
    const float v53 = v51 ? v52 : v49;
    const int v54 = v4 < c23;
    const float v55 = v54 ? v38 : v53;
    const int v56 = v4 < c24;
    const float v57 = v56 ? v55 : v0;
    const int32_t v58 = asinh_f32_word(x);
    const int32_t v59 = v58 & c25;
    const int32_t v60 = asinh_f32_word(v57);
    const int32_t v61 = v60 | v59;
    const float v62 = asinh_f32_float(v61);
    return v62;
}

static inline void asinh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = asinh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * asinh for float32 arrays: max error 0.8587 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.2c21120000000p+0. Results that are not correctly rounded: 14,354,580.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.37; C17 7.12.5.2 and F.10.2.2.
 *
 * Kernel d3ad9c98757972c5, 62 operations, 24 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search asinh --seed 0 --evaluations 160000 --max-ops 16
 *
 * Reduction asinh_two_pieces:
 *     a = |x|. Below 3/4 asinh a = a + a z p(z), z = a^2, the last term below 0.08 of a. Above, asinh a = log(a + sqrt(a^2 + 1)): an eighth
 *     of both is added, so that nothing overflows, as w and what the sum lost (Fast2Sum, the root is the larger one; beyond 2^60, where
 *     a^2 would overflow later on, a stands for it, which is exact). The root's own error is (1 + (a - root) (a + root)) / (2 root), all of it known by two fma.
 *     8 w = 2^k (1 + f) by its bits, and a term `rest` beside w is rest / w in the logarithm, the division to 12 % through the bits of w.
 *     log(1 + f) = f + f^2 q(f); the result is 0.69 and more, and k ln 2 comes in two parts, so that the roundings of the last two additions are what remains.
 *     Infinity and nan give themselves; the sign is that of x.
 *
 * Use: float asinh_f32(float), and void asinh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ASINH_F32_D3AD9C98757972C5
#define ASINH_F32_D3AD9C98757972C5

#define ASINH_F32_TARGET "asinh"
#define ASINH_F32_FORMAT "c"
#define ASINH_F32_MAX_ULP 0.8586917941789021
#define ASINH_F32_EXHAUSTIVE 1
#define ASINH_F32_FTZ 1
#define ASINH_F32_DAZ 1
#define ASINH_F32_WITNESS "0x1.2c21120000000p+0"
#define ASINH_F32_OUTPUTS_HASH "f103f9680cdd77493d37004b5360390445bfbb650a9b66a90a7620889fe0f734"
#define ASINH_F32_RECORD "d3ad9c98757972c5"

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
    const float c0 = 0x1p+0f; /* 1 */
    const float c1 = 0x1.8p-1f; /* 0.75 */
    const float c2 = 0x1p+60f; /* 1.1529215e+18 */
    const float c3 = 0x1p-1f; /* 0.5 */
    const float c4 = 0x1p-3f; /* 0.125 */
    const int32_t c5 = 2129858560;
    const int32_t c6 = 1035273459;
    const int32_t c7 = 23;
    const float c8 = 0x1p+3f; /* 8 */
    const float c9 = -0x1p+0f; /* -1 */
    const float c10 = -0x1.2d6a7ep-6f; /* -0.0183969717 */
    const float c11 = 0x1.70d73ep-4f; /* 0.0900490209 */
    const float c12 = 0x1.cebc66p-3f; /* 0.225945279 */
    const float c13 = 0x1.85e1f4p-4f; /* 0.0951861888 */
    const float c14 = 0x1.38023ep-2f; /* 0.304696053 */
    const float c15 = -0x1.182b22p-3f; /* -0.136801019 */
    const float c16 = -0x1.9a00bp-3f; /* -0.200196624 */
    const float c17 = 0x1.d73188p-2f; /* 0.460149884 */
    const float c18 = 0x1.41f5c8p-3f; /* 0.157207072 */
    const float c19 = -0x1.5039f8p-3f; /* -0.164173067 */
    const float c20 = 0x1.8db304p-3f; /* 0.194189101 */
    const float c21 = 0x1.471312p-1f; /* 0.63881737 */
    const float c22 = 0x1.6f315p-1f; /* 0.7171731 */
    const float c23 = -0x1.715914p-2f; /* -0.360691369 */
    const float c24 = 0x1.62e43p-1f; /* 0.693147182 */
    const float c25 = -0x1.05c61p-29f; /* -1.90465421e-09 */
    const float c26 = INFINITY; /* inf */
    const int32_t c27 = INT32_MIN;
    const float c28 = 0x1p-126f; /* 1.17549435e-38 */
    const float c29 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c28;
    const float v3 = v0 * c29;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c1 < v4 ? c1 : v4;
    const float v6 = v5 * v5;
    const float v7 = c2 < v4 ? c2 : v4;
    const float v8 = fmaf(v7, v7, c0);
    const float v9 = asinh_f32_root(v8);
    const float v10 = v9 < v4 ? v4 : v9;
    const float v11 = v10 * c4;
    const float v12 = v4 * c4;
    const float v13 = v11 + v12;
    const float v14 = v13 - v11;
    const float v15 = v12 - v14;
    const float v16 = v4 - v10;
    const float v17 = fmaf(v16, v13, c4);
    const float v18 = fmaf(v16, v15, v17);
    const int32_t v19 = asinh_f32_word(v9);
    const int32_t v20 = (int32_t)((uint32_t)c5 - (uint32_t)v19);
    const float v21 = asinh_f32_float(v20);
    const float v22 = v18 * v21;
    const float v23 = fmaf(v22, c3, v15);
    const int32_t v24 = asinh_f32_word(v13);
    const int32_t v25 = (int32_t)((uint32_t)v24 - (uint32_t)c6);
    const int32_t v26 = v25 >> c7;
    const int32_t v27 = (int32_t)((uint32_t)v26 << c7);
    const int32_t v28 = (int32_t)((uint32_t)v24 - (uint32_t)v27);
    const float v29 = asinh_f32_float(v28);
    const float v30 = fmaf(v29, c8, c9);
    const float v31 = (float)v26;
    const int32_t v32 = (int32_t)((uint32_t)c5 - (uint32_t)v24);
    const float v33 = asinh_f32_float(v32);
    const float v34 = v23 * v33;
    const float v35 = fmaf(v6, c10, c11);
    const float v36 = -v6;
    const float v37 = fmaf(v36, v35, c12);
    const float v38 = -v6;
    const float v39 = fmaf(v38, v37, c13);
    const float v40 = fmaf(v39, v39, c14);
    const float v41 = -v40;
    const float v42 = fmaf(v41, v39, c15);
    const float v43 = v6 * v42;
    const float v44 = fmaf(v4, v43, v4);
    const float v45 = fabsf(v44);
    const int v46 = v45 < c28;
    const float v47 = v44 * c29;
    const float v48 = v46 ? v47 : v44;
    const float v49 = fmaf(v30, c16, c17);
    const float v50 = fmaf(v49, v49, c18);
    const float v51 = fmaf(v30, v50, c19);
    const float v52 = fmaf(v30, v51, c20);
    const float v53 = fmaf(v52, v52, c21);
    const float v54 = fmaf(v53, v52, c22);
    const float v55 = fmaf(v54, v51, c23);
    const float v56 = v30 * v30;
    const float v57 = fmaf(v31, c25, v34);
    const float v58 = fmaf(v56, v55, v57);
    const float v59 = v30 + v58;
    const float v60 = fmaf(v31, c24, v59);
    const float v61 = fabsf(v60);
    const int v62 = v61 < c28;
    const float v63 = v60 * c29;
    const float v64 = v62 ? v63 : v60;
    const int v65 = v4 < c1;
    const float v66 = v65 ? v48 : v64;
    const int v67 = v4 < c26;
    const float v68 = v67 ? v66 : v0;
    const int32_t v69 = asinh_f32_word(x);
    const int32_t v70 = v69 & c27;
    const int32_t v71 = asinh_f32_word(v68);
    const int32_t v72 = v71 | v70;
    const float v73 = asinh_f32_float(v72);
    return v73;
}

static inline void asinh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = asinh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

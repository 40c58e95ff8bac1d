/*
 * erf_inv for float32 arrays: max error 423.9844 ulp over 277,613 sampled inputs.
 *
 * Witness of the bound: x = -0x1.f9fa700000000p-1. Results that are not correctly rounded: 131,737.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: the inverse of erf; DLMF 7.17.
 *
 * Kernel f947ce056c094f96, 42 operations, 22 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search erf_inv --seed 1 --evaluations 240000 --max-ops 16
 *
 * Reduction erf_inv_log:
 *     With w = -log(1 - x^2) erf_inv(x) is x times a smooth function of w, and for large w of sqrt(w), as which it grows. 1 - x^2 is
 *     rounded once; w inherits 2^-25 from it at most where w is small, and there d log(erf_inv)/dw is 0.26. w = -k ln 2 - (f + f^2 c(f)), f
 *     from the significand, |f| <= sqrt(2) - 1. w < 5.5: erf_inv(x) = (x + x d(w)) / 2, the halving exact; d > 0 keeps the sign of zero.
 *     Else erf_inv(x) = x z + x e(z - 3.25), z = sqrt(w), where e lies between -0.18 and -0.15: the last rounding and those of w and z, halved by
 *     the root, are what counts. |x| = 1 gives x times infinity, and what is beyond is nan.
 *
 * Use: float erf_inv_f32(float), and void erf_inv_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ERF_INV_F32_F947CE056C094F96
#define ERF_INV_F32_F947CE056C094F96

#define ERF_INV_F32_TARGET "erf_inv"
#define ERF_INV_F32_FORMAT "c"
#define ERF_INV_F32_MAX_ULP 423.9843782913601
#define ERF_INV_F32_EXHAUSTIVE 0
#define ERF_INV_F32_FTZ 1
#define ERF_INV_F32_DAZ 1
#define ERF_INV_F32_WITNESS "-0x1.f9fa700000000p-1"
#define ERF_INV_F32_OUTPUTS_HASH NULL
#define ERF_INV_F32_RECORD "f947ce056c094f96"

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

static inline int32_t erf_inv_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float erf_inv_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

/* A root that sets no errno, which would keep loops from becoming vector code. */
#define erf_inv_f32_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef erf_inv_f32_root
#define erf_inv_f32_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif

static inline float erf_inv_f32(float x) {
    const float c0 = 0x1p+0f; /* 1 */
    const int32_t c1 = 1060439283;
    const int32_t c2 = -8388608;
    const int32_t c3 = 23;
    const float c4 = -0x1.743d2p-3f; /* -0.181757212 */
    const float c5 = 0x1.177d2ap-2f; /* 0.272938401 */
    const float c6 = -0x1.d8bb24p+0f; /* -1.84660554 */
    const float c7 = 0x1.3887dap-8f; /* 0.00476883957 */
    const float c8 = -0x1.62e43p-1f; /* -0.693147182 */
    const float c9 = 0x1.2c1688p+6f; /* 75.0220032 */
    const float c10 = -0x1.7c7854p-12f; /* -0.000362844497 */
    const float c11 = 0x1.94fa7p-8f; /* 0.00617947802 */
    const float c12 = 0x1.a86d4cp-5f; /* 0.0518099293 */
    const float c13 = 0x1.2a324ep+2f; /* 4.65932035 */
    const float c14 = 0x1.ap+1f; /* 3.25 */
    const float c15 = -0x1.31d982p-9f; /* -0.00233344757 */
    const float c16 = 0x1.c73d8p-9f; /* 0.00347320735 */
    const float c17 = 0x1.799816p-1f; /* 0.737488449 */
    const float c18 = -0x1.646e56p+1f; /* -2.78461719 */
    const float c19 = -0x1.44392p-3f; /* -0.158312082 */
    const float c20 = 0x1.6p+2f; /* 5.5 */
    const float c21 = 0x1p-1f; /* 0.5 */
    const float c22 = INFINITY; /* inf */
    const float c23 = NAN; /* nan */
    const float c24 = 0x1p-126f; /* 1.17549435e-38 */
    const float c25 = 0x0p+0f; /* 0 */
    const float v0 = -x;
    const float v1 = fabsf(v0);
    const int v2 = v1 < c24;
    const float v3 = v0 * c25;
    const float v4 = v2 ? v3 : v0;
    const float v5 = fabsf(x);
    const int v6 = v5 < c24;
    const float v7 = x * c25;
    const float v8 = v6 ? v7 : x;
    const float v9 = fmaf(v4, v8, c0);
    const int32_t v10 = erf_inv_f32_word(v9);
    const int32_t v11 = (int32_t)((uint32_t)v10 - (uint32_t)c1);
    const int32_t v12 = v11 >> c3;
    const int32_t v13 = v11 & c2;
    const int32_t v14 = (int32_t)((uint32_t)v10 - (uint32_t)v13);
    const float v15 = erf_inv_f32_float(v14);
    const float v16 = v15 - c0;
    const float v17 = (float)v12;
    const float v18 = fmaf(v16, c4, c5);
    const float v19 = v16 * v16;
    const float v20 = c6 - v19;
    const float v21 = fmaf(v18, v20, c7);
    const float v22 = fmaf(v19, v21, v16);
    const float v23 = -v22;
    const float v24 = fmaf(v17, c8, v23);
    const float v25 = erf_inv_f32_root(v24);
    const float v26 = -v24;
    const float v27 = fmaf(v26, v24, c9);
    const float v28 = fmaf(v24, c10, c11);
    const float v29 = -v24;
    const float v30 = fmaf(v29, v28, c12);
    const float v31 = -v27;
    const float v32 = fmaf(v31, v30, c13);
    const float v33 = v25 - c14;
    const float v34 = fmaf(v33, c15, c16);
    const float v35 = fmaf(v33, v33, c17);
    const float v36 = fmaf(v35, v35, c18);
    const float v37 = fmaf(v34, v36, c19);
    const float v38 = fmaf(v8, v32, v8);
    const float v39 = v38 * c21;
    const float v40 = fabsf(v39);
    const int v41 = v40 < c24;
    const float v42 = v39 * c25;
    const float v43 = v41 ? v42 : v39;
    const float v44 = v8 * v37;
    const float v45 = fmaf(v8, v25, v44);
    const float v46 = fabsf(v45);
    const int v47 = v46 < c24;
    const float v48 = v45 * c25;
    const float v49 = v47 ? v48 : v45;
    const int v50 = v24 < c20;
    const float v51 = v50 ? v43 : v49;
    const float v52 = fabsf(x);
    const float v53 = fabsf(v52);
    const int v54 = v53 < c24;
    const float v55 = v52 * c25;
    const float v56 = v54 ? v55 : v52;
    const int v57 = v56 < c0;
    const int v58 = c0 < v56;
    const float v59 = v8 * c22;
    const float v60 = fabsf(v59);
    const int v61 = v60 < c24;
    const float v62 = v59 * c25;
    const float v63 = v61 ? v62 : v59;
    const float v64 = v58 ? c23 : v63;
    const float v65 = v57 ? v51 : v64;
    return v65;
}

static inline void erf_inv_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erf_inv_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

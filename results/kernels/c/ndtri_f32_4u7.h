/*
 * ndtri for float32 arrays: max error 4.2462 ulp over 277,524 sampled inputs.
 *
 * Witness of the bound: x = 0x1.85f1ac0000000p-51. Results that are not correctly rounded: 55,130.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: the inverse of the normal distribution function; DLMF 7.17; scipy.special.ndtri.
 *
 * Kernel 2c9e537704aace22, 57 operations, 36 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search ndtri --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction ndtri_log:
 *     With y = 2p - 1 and w = -2 log(1 - y^2) = -2 log(4 p (1 - p)) ndtri(p) is y times a smooth function of w, and for large w near sqrt(w).
 *     p (1 - p) is rounded once, for however small a p; w inherits 2^-24 from it at most where w is small, and there d log(ndtri)/dw is 0.13.
 *     w = -2 k ln 2 - 2 (f + f^2 c(f)), f from the significand, |f| <= sqrt(2) - 1. w < 11.0: ndtri(p) = y + (y d(w) + lack), where lack is
 *     what 2p - 1 lost, 0 from p = 1/4 on, where y is 0 at 1/2 exactly. Else |ndtri(p)| = z + e(1 / (z + 0.5)), z = sqrt(w), where e lies
 *     between -0.24 and -0.16: the last rounding and those of w and z, halved by the root, are what counts. Where p (1 - p) is below
 *     2^-126, 0 and 1 give y times infinity; what is below 0 or above 1 gives nan, as does nan.
 *
 * Use: float ndtri_f32(float), and void ndtri_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef NDTRI_F32_2C9E537704AACE22
#define NDTRI_F32_2C9E537704AACE22

#define NDTRI_F32_TARGET "ndtri"
#define NDTRI_F32_FORMAT "c"
#define NDTRI_F32_MAX_ULP 4.246205699575323
#define NDTRI_F32_EXHAUSTIVE 0
#define NDTRI_F32_FTZ 1
#define NDTRI_F32_DAZ 1
#define NDTRI_F32_WITNESS "0x1.85f1ac0000000p-51"
#define NDTRI_F32_OUTPUTS_HASH NULL
#define NDTRI_F32_RECORD "2c9e537704aace22"

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

static inline int32_t ndtri_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float ndtri_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

/* A root that sets no errno, which would keep loops from becoming vector code. */
#define ndtri_f32_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef ndtri_f32_root
#define ndtri_f32_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif

static inline float ndtri_f32(float x) {
    const float c0 = 0x1p+0f; /* 1 */
    const float c1 = 0x1p+1f; /* 2 */
    const float c2 = 0x1p+2f; /* 4 */
    const float c3 = -0x1p+0f; /* -1 */
    const int32_t c4 = 1043662067;
    const int32_t c5 = -8388608;
    const int32_t c6 = 23;
    const float c7 = -0x1.6739c8p-4f; /* -0.0877015889 */
    const float c8 = 0x1.0a21bcp-2f; /* 0.259894311 */
    const float c9 = -0x1.b2ce94p-2f; /* -0.424616158 */
    const float c10 = 0x1.585c14p-4f; /* 0.0840721875 */
    const float c11 = 0x1.870428p-1f; /* 0.763703585 */
    const float c12 = -0x1.bda724p-2f; /* -0.435207903 */
    const float c13 = -0x1.62e43p+0f; /* -1.38629436 */
    const float c14 = -0x1p+1f; /* -2 */
    const float c15 = 0x1.6239dap-18f; /* 5.27837847e-06 */
    const float c16 = -0x1.4b7242p-13f; /* -0.000158045921 */
    const float c17 = -0x1.78ae6ep-9f; /* -0.00287385075 */
    const float c18 = 0x1.84c1eep-4f; /* 0.0949115083 */
    const float c19 = 0x1.846844p-3f; /* 0.189651996 */
    const float c20 = -0x1.e60b22p+0f; /* -1.89860737 */
    const float c21 = 0x1.284322p-3f; /* 0.144659296 */
    const float c22 = 0x1.82a96ap-1f; /* 0.755198777 */
    const float c23 = 0x1p-1f; /* 0.5 */
    const float c24 = 0x1.d45cc2p+2f; /* 7.31816149 */
    const float c25 = -0x1.4d1a3p+2f; /* -5.20472336 */
    const float c26 = 0x1.a0b614p+0f; /* 1.62777829 */
    const float c27 = 0x1.785a38p+1f; /* 2.94025326 */
    const float c28 = -0x1.8d75c4p+0f; /* -1.55257821 */
    const float c29 = -0x1.a2574ep-2f; /* -0.408536166 */
    const float c30 = -0x1.727dd4p-6f; /* -0.0226130076 */
    const float c31 = 0x1.6p+3f; /* 11 */
    const float c32 = 0x0p+0f; /* 0 */
    const float c33 = 0x1.fffffep-126f; /* 2.35098856e-38 */
    const float c34 = INFINITY; /* inf */
    const float c35 = NAN; /* nan */
    const float c36 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c36;
    const float v2 = x * c32;
    const float v3 = v1 ? v2 : x;
    const float v4 = c1 < v3 ? c1 : v3;
    const float v5 = -v4;
    const float v6 = fmaf(v5, v4, v4);
    const float v7 = v4 + v4;
    const float v8 = v7 - c0;
    const float v9 = v8 + c0;
    const float v10 = v7 - v9;
    const int32_t v11 = ndtri_f32_word(v6);
    const int32_t v12 = (int32_t)((uint32_t)v11 - (uint32_t)c4);
    const int32_t v13 = v12 >> c6;
    const int32_t v14 = v12 & c5;
    const int32_t v15 = (int32_t)((uint32_t)v11 - (uint32_t)v14);
    const float v16 = ndtri_f32_float(v15);
    const float v17 = fmaf(v16, c2, c3);
    const float v18 = (float)v13;
    const float v19 = fmaf(v17, c7, c8);
    const float v20 = fmaf(v17, v19, c9);
    const float v21 = fmaf(v17, v20, c10);
    const float v22 = fmaf(v21, v21, c11);
    const float v23 = -v21;
    const float v24 = fmaf(v23, v22, c12);
    const float v25 = v17 * v17;
    const float v26 = fmaf(v25, v24, v17);
    const float v27 = v26 * c14;
    const float v28 = fmaf(v18, c13, v27);
    const float v29 = ndtri_f32_root(v28);
    const float v30 = fmaf(v28, c15, c16);
    const float v31 = fmaf(v28, v30, c17);
    const float v32 = fmaf(v28, v31, c18);
    const float v33 = fmaf(v28, v32, c19);
    const float v34 = fmaf(v33, v33, c20);
    const float v35 = -v34;
    const float v36 = fmaf(v35, v34, v28);
    const float v37 = fmaf(v36, c21, c22);
    const float v38 = v29 + c23;
    const float v39 = c0 / v38;
    const float v40 = fmaf(v39, c24, c25);
    const float v41 = fmaf(v39, v40, c26);
    const float v42 = fmaf(v41, v41, c27);
    const float v43 = fmaf(v39, v42, c28);
    const float v44 = -v43;
    const float v45 = fmaf(v44, v43, c29);
    const float v46 = fmaf(v39, v45, c30);
    const float v47 = fmaf(v8, v37, v10);
    const float v48 = v8 + v47;
    const float v49 = fabsf(v48);
    const int v50 = v49 < c36;
    const float v51 = v48 * c32;
    const float v52 = v50 ? v51 : v48;
    const float v53 = v29 + v46;
    const float v54 = fabsf(v53);
    const int v55 = v54 < c36;
    const float v56 = v53 * c32;
    const float v57 = v55 ? v56 : v53;
    const float v58 = -v57;
    const int v59 = v8 < c32;
    const float v60 = v59 ? v58 : v57;
    const int v61 = v28 < c31;
    const float v62 = v61 ? v52 : v60;
    const float v63 = v8 * c34;
    const float v64 = fabsf(v63);
    const int v65 = v64 < c36;
    const float v66 = v63 * c32;
    const float v67 = v65 ? v66 : v63;
    const int v68 = v6 < c32;
    const float v69 = v68 ? c35 : v67;
    const float v70 = v6 + v6;
    const int v71 = c33 < v70;
    const float v72 = v71 ? v62 : v69;
    return v72;
}

static inline void ndtri_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = ndtri_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

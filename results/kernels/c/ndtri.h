/*
 * ndtri for float32 arrays: max error 2.7885 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.d72a100000000p-6. Results that are not correctly rounded: 314,645,541.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: the inverse of the normal distribution function; DLMF 7.17; scipy.special.ndtri.
 *
 * Kernel fcd4ca87a13ac283, 63 operations, 44 of them real operations of the core.
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

#ifndef NDTRI_F32_FCD4CA87A13AC283
#define NDTRI_F32_FCD4CA87A13AC283

#define NDTRI_F32_TARGET "ndtri"
#define NDTRI_F32_FORMAT "c"
#define NDTRI_F32_MAX_ULP 2.7885024957358837
#define NDTRI_F32_EXHAUSTIVE 1
#define NDTRI_F32_FTZ 1
#define NDTRI_F32_DAZ 1
#define NDTRI_F32_WITNESS "0x1.d72a100000000p-6"
#define NDTRI_F32_OUTPUTS_HASH "7dae5dc69326e16341a8981a847d1d6fa88e6b9bc905af5bfe36e8b840fe22bf"
#define NDTRI_F32_RECORD "fcd4ca87a13ac283"

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
    const float c7 = -0x1.021458p-3f; /* -0.126015365 */
    const float c8 = 0x1.e4df14p-2f; /* 0.473507226 */
    const float c9 = -0x1.524e12p-2f; /* -0.33037594 */
    const float c10 = 0x1.875302p-8f; /* 0.00597113417 */
    const float c11 = 0x1.4567fp-1f; /* 0.635558605 */
    const float c12 = 0x1.ed6fb4p-2f; /* 0.481871426 */
    const float c13 = -0x1.43b68cp-2f; /* -0.316126049 */
    const float c14 = -0x1.62e43p+0f; /* -1.38629436 */
    const float c15 = -0x1p+1f; /* -2 */
    const float c16 = 0x1.c00f2p-4f; /* 0.109389424 */
    const float c17 = 0x1.4927b4p+2f; /* 5.14304829 */
    const float c18 = 0x1.0a59e2p+4f; /* 16.646944 */
    const float c19 = -0x1.0b5286p-23f; /* -1.24481673e-07 */
    const float c20 = 0x1.3f2f66p+12f; /* 5106.9624 */
    const float c21 = 0x1.aa084p+14f; /* 27266.0625 */
    const float c22 = 0x1.0d609ep+0f; /* 1.05225551 */
    const float c23 = 0x1.02bd1p-2f; /* 0.252674341 */
    const float c24 = 0x1p-1f; /* 0.5 */
    const float c25 = 0x1.1a7c1p+9f; /* 564.969238 */
    const float c26 = -0x1.da6122p+8f; /* -474.379425 */
    const float c27 = 0x1.6cdf4ep+7f; /* 182.436142 */
    const float c28 = -0x1.45fb7p+5f; /* -40.7477722 */
    const float c29 = -0x1.d8069p+2f; /* -7.37540054 */
    const float c30 = 0x1.46edaep+0f; /* 1.2770642 */
    const float c31 = 0x1.dfb06cp+0f; /* 1.87378573 */
    const float c32 = -0x1.e2f34ep-2f; /* -0.471631259 */
    const float c33 = -0x1.e4f182p-3f; /* -0.236788765 */
    const float c34 = 0x1.6p+3f; /* 11 */
    const float c35 = 0x0p+0f; /* 0 */
    const float c36 = 0x1.fffffep-126f; /* 2.35098856e-38 */
    const float c37 = INFINITY; /* inf */
    const float c38 = NAN; /* nan */
    const float c39 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c39;
    const float v2 = x * c35;
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
    const float v21 = fmaf(v20, v20, c10);
    const float v22 = fmaf(v21, v21, c11);
    const float v23 = fmaf(v21, v22, c12);
    const float v24 = fmaf(v23, v20, c13);
    const float v25 = v17 * v17;
    const float v26 = fmaf(v25, v24, v17);
    const float v27 = v26 * c15;
    const float v28 = fmaf(v18, c14, v27);
    const float v29 = ndtri_f32_root(v28);
    const float v30 = v28 + c17;
    const float v31 = v28 * v30;
    const float v32 = v28 + c18;
    const float v33 = v32 * v32;
    const float v34 = fmaf(v31, v33, v32);
    const float v35 = fmaf(v28, c20, v34);
    const float v36 = v35 + c21;
    const float v37 = v34 / v36;
    const float v38 = fmaf(v34, c19, v37);
    const float v39 = v38 * c22;
    const float v40 = fmaf(v28, c16, v39);
    const float v41 = v40 + c23;
    const float v42 = v29 + c24;
    const float v43 = c0 / v42;
    const float v44 = fmaf(v43, c25, c26);
    const float v45 = fmaf(v43, v44, c27);
    const float v46 = fmaf(v43, v45, c28);
    const float v47 = -v43;
    const float v48 = fmaf(v47, v46, c29);
    const float v49 = fmaf(v43, v48, c30);
    const float v50 = fmaf(v49, v49, c31);
    const float v51 = fmaf(v43, v50, c32);
    const float v52 = fmaf(v51, v51, c33);
    const float v53 = fmaf(v8, v41, v10);
    const float v54 = v8 + v53;
    const float v55 = fabsf(v54);
    const int v56 = v55 < c39;
    const float v57 = v54 * c35;
    const float v58 = v56 ? v57 : v54;
    const float v59 = v29 + v52;
    const float v60 = fabsf(v59);
    const int v61 = v60 < c39;
    const float v62 = v59 * c35;
    const float v63 = v61 ? v62 : v59;
    const float v64 = -v63;
    const int v65 = v8 < c35;
    const float v66 = v65 ? v64 : v63;
    const int v67 = v28 < c34;
    const float v68 = v67 ? v58 : v66;
    const float v69 = v8 * c37;
    const float v70 = fabsf(v69);
    const int v71 = v70 < c39;
    const float v72 = v69 * c35;
    const float v73 = v71 ? v72 : v69;
    const int v74 = v6 < c35;
    const float v75 = v74 ? c38 : v73;
    const float v76 = v6 + v6;
    const int v77 = c36 < v76;
    const float v78 = v77 ? v68 : v75;
    return v78;
}

static inline void ndtri_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = ndtri_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

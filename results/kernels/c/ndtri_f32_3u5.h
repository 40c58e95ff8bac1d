/*
 * ndtri for float32 arrays: max error 2.7469 ulp over 277,524 sampled inputs.
 *
 * Witness of the bound: x = 0x1.0671f20000000p-12. Results that are not correctly rounded: 29,976.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: the inverse of the normal distribution function; DLMF 7.17; scipy.special.ndtri.
 *
 * Kernel 743ace240e415847, 59 operations, 40 of them real operations of the core.
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

#ifndef NDTRI_F32_743ACE240E415847
#define NDTRI_F32_743ACE240E415847

#define NDTRI_F32_TARGET "ndtri"
#define NDTRI_F32_FORMAT "c"
#define NDTRI_F32_MAX_ULP 2.7468646978673
#define NDTRI_F32_EXHAUSTIVE 0
#define NDTRI_F32_FTZ 1
#define NDTRI_F32_DAZ 1
#define NDTRI_F32_WITNESS "0x1.0671f20000000p-12"
#define NDTRI_F32_OUTPUTS_HASH NULL
#define NDTRI_F32_RECORD "743ace240e415847"

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
    const float c7 = -0x1.6a91f6p-4f; /* -0.0885181054 */
    const float c8 = 0x1.0b195ep-2f; /* 0.260838956 */
    const float c9 = -0x1.b3069ap-2f; /* -0.42482987 */
    const float c10 = 0x1.5272fap-4f; /* 0.0826291814 */
    const float c11 = 0x1.872a68p-1f; /* 0.763995409 */
    const float c12 = -0x1.becc64p-2f; /* -0.436326563 */
    const float c13 = -0x1.62e43p+0f; /* -1.38629436 */
    const float c14 = -0x1p+1f; /* -2 */
    const float c15 = 0x1.61bffcp-18f; /* 5.27128486e-06 */
    const float c16 = -0x1.4afb6p-13f; /* -0.000157824485 */
    const float c17 = -0x1.788488p-9f; /* -0.00287260208 */
    const float c18 = 0x1.84c88ep-4f; /* 0.0949178264 */
    const float c19 = 0x1.8529c6p-3f; /* 0.190021083 */
    const float c20 = -0x1.e65fb6p+0f; /* -1.89989793 */
    const float c21 = 0x1.282b5ap-3f; /* 0.144613937 */
    const float c22 = 0x1.82e60ep-1f; /* 0.755661428 */
    const float c23 = 0x1p-1f; /* 0.5 */
    const float c24 = 0x1.42fbaap+9f; /* 645.966125 */
    const float c25 = -0x1.12a51ep+9f; /* -549.289978 */
    const float c26 = 0x1.a554a6p+7f; /* 210.665329 */
    const float c27 = -0x1.71d2f6p+5f; /* -46.2280083 */
    const float c28 = -0x1.fe3e92p+2f; /* -7.97256899 */
    const float c29 = 0x1.4eeb1cp+0f; /* 1.30827498 */
    const float c30 = 0x1.e2253ep+0f; /* 1.88338077 */
    const float c31 = -0x1.e4b858p-2f; /* -0.473359466 */
    const float c32 = -0x1.e4f19cp-3f; /* -0.236788958 */
    const float c33 = 0x1.6p+3f; /* 11 */
    const float c34 = 0x0p+0f; /* 0 */
    const float c35 = 0x1.fffffep-126f; /* 2.35098856e-38 */
    const float c36 = INFINITY; /* inf */
    const float c37 = NAN; /* nan */
    const float c38 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c38;
    const float v2 = x * c34;
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
    const float v42 = fmaf(v39, v41, c27);
    const float v43 = -v39;
    const float v44 = fmaf(v43, v42, c28);
    const float v45 = fmaf(v39, v44, c29);
    const float v46 = fmaf(v45, v45, c30);
    const float v47 = fmaf(v39, v46, c31);
    const float v48 = fmaf(v47, v47, c32);
    const float v49 = fmaf(v8, v37, v10);
    const float v50 = v8 + v49;
    const float v51 = fabsf(v50);
    const int v52 = v51 < c38;
    const float v53 = v50 * c34;
    const float v54 = v52 ? v53 : v50;
    const float v55 = v29 + v48;
    const float v56 = fabsf(v55);
    const int v57 = v56 < c38;
    const float v58 = v55 * c34;
    const float v59 = v57 ? v58 : v55;
    const float v60 = -v59;
    const int v61 = v8 < c34;
    const float v62 = v61 ? v60 : v59;
    const int v63 = v28 < c33;
    const float v64 = v63 ? v54 : v62;
    const float v65 = v8 * c36;
    const float v66 = fabsf(v65);
    const int v67 = v66 < c38;
    const float v68 = v65 * c34;
    const float v69 = v67 ? v68 : v65;
    const int v70 = v6 < c34;
    const float v71 = v70 ? c37 : v69;
    const float v72 = v6 + v6;
    const int v73 = c35 < v72;
    const float v74 = v73 ? v64 : v71;
    return v74;
}

static inline void ndtri_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = ndtri_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

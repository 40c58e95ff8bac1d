/*
 * erf_inv for float32 arrays: max error 2.0380 ulp over 277,613 sampled inputs.
 *
 * Witness of the bound: x = 0x1.ed725c0000000p-1. Results that are not correctly rounded: 7,561.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: the inverse of erf; DLMF 7.17.
 *
 * Kernel 000b0b0a9c7fa59f, 53 operations, 39 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search erf_inv --seed 0 --evaluations 240000 --max-ops 16
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

#ifndef ERF_INV_F32_000B0B0A9C7FA59F
#define ERF_INV_F32_000B0B0A9C7FA59F

#define ERF_INV_F32_TARGET "erf_inv"
#define ERF_INV_F32_FORMAT "c"
#define ERF_INV_F32_MAX_ULP 2.037971058022248
#define ERF_INV_F32_EXHAUSTIVE 0
#define ERF_INV_F32_FTZ 1
#define ERF_INV_F32_DAZ 1
#define ERF_INV_F32_WITNESS "0x1.ed725c0000000p-1"
#define ERF_INV_F32_OUTPUTS_HASH NULL
#define ERF_INV_F32_RECORD "000b0b0a9c7fa59f"

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
    const float c4 = -0x1.207504p-1f; /* -0.563392758 */
    const float c5 = 0x1.157a3ep-2f; /* 0.270974129 */
    const float c6 = 0x1.0511dp-1f; /* 0.509901524 */
    const float c7 = -0x1.b2dfaep-2f; /* -0.424681395 */
    const float c8 = 0x1.118f1ap+0f; /* 1.06858981 */
    const float c9 = -0x1.7ca434p-1f; /* -0.74344027 */
    const float c10 = -0x1.62e43p-1f; /* -0.693147182 */
    const float c11 = -0x1.a1d1e6p-7f; /* -0.0127508519 */
    const float c12 = 0x1.c94c0cp-6f; /* 0.0279111974 */
    const float c13 = 0x1.ad865cp-1f; /* 0.838915706 */
    const float c14 = 0x1.66639cp-1f; /* 0.699978709 */
    const float c15 = 0x1.68f8d2p-2f; /* 0.352511674 */
    const float c16 = -0x1.019da8p-2f; /* -0.251577973 */
    const float c17 = 0x1.2921ccp-1f; /* 0.580335975 */
    const float c18 = 0x1.4bdf7ap-1f; /* 0.648189366 */
    const float c19 = 0x1.ap+1f; /* 3.25 */
    const float c20 = 0x1.53a80cp-11f; /* 0.000647843233 */
    const float c21 = 0x1.f4831ap-7f; /* 0.0152744176 */
    const float c22 = 0x1.1b9272p-3f; /* 0.138462916 */
    const float c23 = -0x1.acbc86p-4f; /* -0.104671977 */
    const float c24 = -0x1.32edf8p-3f; /* -0.149867952 */
    const float c25 = -0x1.df9dbap-4f; /* -0.117093779 */
    const float c26 = -0x1.156908p-4f; /* -0.0677271187 */
    const float c27 = -0x1.3b19dap-3f; /* -0.153857902 */
    const float c28 = 0x1.6p+2f; /* 5.5 */
    const float c29 = 0x1p-1f; /* 0.5 */
    const float c30 = INFINITY; /* inf */
    const float c31 = NAN; /* nan */
    const float c32 = 0x1p-126f; /* 1.17549435e-38 */
    const float c33 = 0x0p+0f; /* 0 */
    const float v0 = -x;
    const float v1 = fabsf(v0);
    const int v2 = v1 < c32;
    const float v3 = v0 * c33;
    const float v4 = v2 ? v3 : v0;
    const float v5 = fabsf(x);
    const int v6 = v5 < c32;
    const float v7 = x * c33;
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
    const float v19 = fmaf(v18, v18, c6);
    const float v20 = fmaf(v19, v18, c7);
    const float v21 = fmaf(v19, v20, c8);
    const float v22 = -v21;
    const float v23 = fmaf(v22, v20, c9);
    const float v24 = v16 * v16;
    const float v25 = fmaf(v24, v23, v16);
    const float v26 = -v25;
    const float v27 = fmaf(v17, c10, v26);
    const float v28 = erf_inv_f32_root(v27);
    const float v29 = fmaf(v27, c11, c12);
    const float v30 = v27 * v29;
    const float v31 = v30 + c13;
    const float v32 = fmaf(v31, v31, c14);
    const float v33 = -v32;
    const float v34 = fmaf(v33, v30, c15);
    const float v35 = fmaf(v27, c16, v34);
    const float v36 = v27 * c17;
    const float v37 = fmaf(v35, v34, v36);
    const float v38 = v37 + c18;
    const float v39 = v28 - c19;
    const float v40 = v39 * v39;
    const float v41 = fmaf(v39, c20, c21);
    const float v42 = fmaf(v40, v41, c22);
    const float v43 = fmaf(v39, v42, c23);
    const float v44 = fmaf(v39, c24, v43);
    const float v45 = fmaf(v39, v44, c25);
    const float v46 = fmaf(v40, c26, v43);
    const float v47 = -v45;
    const float v48 = fmaf(v47, v46, c27);
    const float v49 = fmaf(v8, v38, v8);
    const float v50 = v49 * c29;
    const float v51 = fabsf(v50);
    const int v52 = v51 < c32;
    const float v53 = v50 * c33;
    const float v54 = v52 ? v53 : v50;
    const float v55 = v8 * v48;
    const float v56 = fmaf(v8, v28, v55);
    const float v57 = fabsf(v56);
    const int v58 = v57 < c32;
    const float v59 = v56 * c33;
    const float v60 = v58 ? v59 : v56;
    const int v61 = v27 < c28;
    const float v62 = v61 ? v54 : v60;
    const float v63 = fabsf(x);
    const float v64 = fabsf(v63);
    const int v65 = v64 < c32;
    const float v66 = v63 * c33;
    const float v67 = v65 ? v66 : v63;
    const int v68 = v67 < c0;
    const int v69 = c0 < v67;
    const float v70 = v8 * c30;
    const float v71 = fabsf(v70);
    const int v72 = v71 < c32;
    const float v73 = v70 * c33;
    const float v74 = v72 ? v73 : v70;
    const float v75 = v69 ? c31 : v74;
    const float v76 = v68 ? v62 : v75;
    return v76;
}

static inline void erf_inv_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erf_inv_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

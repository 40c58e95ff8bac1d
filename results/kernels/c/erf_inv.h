/*
 * erf_inv for float32 arrays: max error 1.9952 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.fbc1200000000p-1. Results that are not correctly rounded: 110,933,428.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: the inverse of erf; DLMF 7.17.
 *
 * Kernel 04035e7a25c1ba91, 55 operations, 41 of them real operations of the core.
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

#ifndef ERF_INV_F32_04035E7A25C1BA91
#define ERF_INV_F32_04035E7A25C1BA91

#define ERF_INV_F32_TARGET "erf_inv"
#define ERF_INV_F32_FORMAT "c"
#define ERF_INV_F32_MAX_ULP 1.9952190915677732
#define ERF_INV_F32_EXHAUSTIVE 1
#define ERF_INV_F32_FTZ 1
#define ERF_INV_F32_DAZ 1
#define ERF_INV_F32_WITNESS "0x1.fbc1200000000p-1"
#define ERF_INV_F32_OUTPUTS_HASH "4178d483654ab0ae906c649b153400aaa29c91c05c283b86db54d33ce6fbbb78"
#define ERF_INV_F32_RECORD "04035e7a25c1ba91"

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
    const float c4 = -0x1.4452f4p-4f; /* -0.0791806728 */
    const float c5 = 0x1.1d5942p-4f; /* 0.069665201 */
    const float c6 = 0x1.9512aep-1f; /* 0.79115814 */
    const float c7 = -0x1.e003e8p+1f; /* -3.75011921 */
    const float c8 = -0x1.c989aep-5f; /* -0.0558517836 */
    const float c9 = 0x1.a036e2p-3f; /* 0.203229681 */
    const float c10 = -0x1.00001p-1f; /* -0.500000477 */
    const float c11 = -0x1.62e43p-1f; /* -0.693147182 */
    const float c12 = -0x1.a19fc2p-4f; /* -0.101958998 */
    const float c13 = -0x1.c1ca02p-5f; /* -0.0549058951 */
    const float c14 = 0x1.e97f06p-6f; /* 0.0298764762 */
    const float c15 = -0x1.2864bcp-1f; /* -0.578893542 */
    const float c16 = -0x1.29662ep-2f; /* -0.290428847 */
    const float c17 = -0x1.859ff4p+0f; /* -1.52197194 */
    const float c18 = 0x1.e51b5ep+1f; /* 3.78989768 */
    const float c19 = -0x1.58e86ap+1f; /* -2.69459271 */
    const float c20 = 0x1.8b7f12p-1f; /* 0.772453845 */
    const float c21 = 0x1.ap+1f; /* 3.25 */
    const float c22 = -0x1.519f36p-3f; /* -0.164854452 */
    const float c23 = 0x1.cf95f4p-2f; /* 0.452720463 */
    const float c24 = 0x1.ec6c24p-3f; /* 0.240440637 */
    const float c25 = -0x1.a58022p-6f; /* -0.02572635 */
    const float c26 = 0x1.836b0ep+0f; /* 1.51335227 */
    const float c27 = -0x1.69c006p+3f; /* -11.3046904 */
    const float c28 = 0x1.7fa70ap-8f; /* 0.00585407251 */
    const float c29 = -0x1.615caep-4f; /* -0.0862700269 */
    const float c30 = 0x1.6p+2f; /* 5.5 */
    const float c31 = 0x1p-1f; /* 0.5 */
    const float c32 = INFINITY; /* inf */
    const float c33 = NAN; /* nan */
    const float c34 = 0x1p-126f; /* 1.17549435e-38 */
    const float c35 = 0x0p+0f; /* 0 */
    const float v0 = -x;
    const float v1 = fabsf(v0);
    const int v2 = v1 < c34;
    const float v3 = v0 * c35;
    const float v4 = v2 ? v3 : v0;
    const float v5 = fabsf(x);
    const int v6 = v5 < c34;
    const float v7 = x * c35;
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
    const float v20 = v19 + c6;
    const float v21 = -v20;
    const float v22 = fmaf(v21, v20, c7);
    const float v23 = fmaf(v18, v22, c8);
    const float v24 = fmaf(v23, v23, c9);
    const float v25 = fmaf(v16, v24, c10);
    const float v26 = fmaf(v19, v25, v16);
    const float v27 = -v26;
    const float v28 = fmaf(v17, c11, v27);
    const float v29 = erf_inv_f32_root(v28);
    const float v30 = v28 * c12;
    const float v31 = fmaf(v30, c13, c14);
    const float v32 = v28 * v31;
    const float v33 = v30 + v32;
    const float v34 = v33 + c15;
    const float v35 = fmaf(v32, v34, c16);
    const float v36 = c17 / v35;
    const float v37 = v36 + v30;
    const float v38 = v37 + c18;
    const float v39 = v33 * c19;
    const float v40 = fmaf(v38, v32, v39);
    const float v41 = v40 + c20;
    const float v42 = v29 - c21;
    const float v43 = fmaf(v42, c22, c23);
    const float v44 = fmaf(v43, v43, c24);
    const float v45 = fmaf(v42, v44, c25);
    const float v46 = -v45;
    const float v47 = fmaf(v46, v45, c26);
    const float v48 = fmaf(v47, v47, c27);
    const float v49 = fmaf(v47, v48, v42);
    const float v50 = fmaf(v49, c28, c29);
    const float v51 = fmaf(v8, v41, v8);
    const float v52 = v51 * c31;
    const float v53 = fabsf(v52);
    const int v54 = v53 < c34;
    const float v55 = v52 * c35;
    const float v56 = v54 ? v55 : v52;
    const float v57 = v8 * v50;
    const float v58 = fmaf(v8, v29, v57);
    const float v59 = fabsf(v58);
    const int v60 = v59 < c34;
    const float v61 = v58 * c35;
    const float v62 = v60 ? v61 : v58;
    const int v63 = v28 < c30;
    const float v64 = v63 ? v56 : v62;
    const float v65 = fabsf(x);
    const float v66 = fabsf(v65);
    const int v67 = v66 < c34;
    const float v68 = v65 * c35;
    const float v69 = v67 ? v68 : v65;
    const int v70 = v69 < c0;
    const int v71 = c0 < v69;
    const float v72 = v8 * c32;
    const float v73 = fabsf(v72);
    const int v74 = v73 < c34;
    const float v75 = v72 * c35;
    const float v76 = v74 ? v75 : v72;
    const float v77 = v71 ? c33 : v76;
    const float v78 = v70 ? v64 : v77;
    return v78;
}

static inline void erf_inv_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erf_inv_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

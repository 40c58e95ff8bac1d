/*
 * erf_inv for float32 arrays: max error 602.0846 ulp over 277,613 sampled inputs.
 *
 * Witness of the bound: x = -0x1.8f72ce0000000p-1. Results that are not correctly rounded: 131,736.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: the inverse of erf; DLMF 7.17.
 *
 * Kernel 3517add7d08b4a55, 39 operations, 20 of them real operations of the core.
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

#ifndef ERF_INV_F32_3517ADD7D08B4A55
#define ERF_INV_F32_3517ADD7D08B4A55

#define ERF_INV_F32_TARGET "erf_inv"
#define ERF_INV_F32_FORMAT "c"
#define ERF_INV_F32_MAX_ULP 602.0845770156641
#define ERF_INV_F32_EXHAUSTIVE 0
#define ERF_INV_F32_FTZ 1
#define ERF_INV_F32_DAZ 1
#define ERF_INV_F32_WITNESS "-0x1.8f72ce0000000p-1"
#define ERF_INV_F32_OUTPUTS_HASH NULL
#define ERF_INV_F32_RECORD "3517add7d08b4a55"

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
    const float c4 = -0x1.c7d75ap-3f; /* -0.222578719 */
    const float c5 = 0x1.681bdap-2f; /* 0.351668745 */
    const float c6 = -0x1.012f68p-1f; /* -0.502314806 */
    const float c7 = -0x1.62e43p-1f; /* -0.693147182 */
    const float c8 = 0x1.7dea48p-12f; /* 0.00036422268 */
    const float c9 = -0x1.95ee38p-8f; /* -0.00619400851 */
    const float c10 = 0x1.a91a9p-5f; /* 0.0518925488 */
    const float c11 = -0x1.2b5c12p+6f; /* -74.8399124 */
    const float c12 = 0x1.29fcd2p+2f; /* 4.65605593 */
    const float c13 = 0x1.ap+1f; /* 3.25 */
    const float c14 = 0x1.31f15ep-9f; /* 0.00233415863 */
    const float c15 = -0x1.cd5462p-9f; /* -0.00351966568 */
    const float c16 = 0x1.71da9cp-1f; /* 0.722370982 */
    const float c17 = -0x1.5fc03p+1f; /* -2.7480526 */
    const float c18 = -0x1.441ffcp-3f; /* -0.15826413 */
    const float c19 = 0x1.6p+2f; /* 5.5 */
    const float c20 = 0x1p-1f; /* 0.5 */
    const float c21 = INFINITY; /* inf */
    const float c22 = NAN; /* nan */
    const float c23 = 0x1p-126f; /* 1.17549435e-38 */
    const float c24 = 0x0p+0f; /* 0 */
    const float v0 = -x;
    const float v1 = fabsf(v0);
    const int v2 = v1 < c23;
    const float v3 = v0 * c24;
    const float v4 = v2 ? v3 : v0;
    const float v5 = fabsf(x);
    const int v6 = v5 < c23;
    const float v7 = x * c24;
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
    const float v19 = fmaf(v16, v18, c6);
    const float v20 = v16 * v16;
    const float v21 = fmaf(v20, v19, v16);
    const float v22 = -v21;
    const float v23 = fmaf(v17, c7, v22);
    const float v24 = erf_inv_f32_root(v23);
    const float v25 = fmaf(v23, c8, c9);
    const float v26 = fmaf(v23, v25, c10);
    const float v27 = fmaf(v23, v23, c11);
    const float v28 = fmaf(v26, v27, c12);
    const float v29 = v24 - c13;
    const float v30 = fmaf(v29, c14, c15);
    const float v31 = fmaf(v29, v29, c16);
    const float v32 = fmaf(v31, v31, c17);
    const float v33 = -v30;
    const float v34 = fmaf(v33, v32, c18);
    const float v35 = fmaf(v8, v28, v8);
    const float v36 = v35 * c20;
    const float v37 = fabsf(v36);
    const int v38 = v37 < c23;
    const float v39 = v36 * c24;
    const float v40 = v38 ? v39 : v36;
    const float v41 = v8 * v34;
    const float v42 = fmaf(v8, v24, v41);
    const float v43 = fabsf(v42);
    const int v44 = v43 < c23;
    const float v45 = v42 * c24;
    const float v46 = v44 ? v45 : v42;
    const int v47 = v23 < c19;
    const float v48 = v47 ? v40 : v46;
    const float v49 = fabsf(x);
    const float v50 = fabsf(v49);
    const int v51 = v50 < c23;
    const float v52 = v49 * c24;
    const float v53 = v51 ? v52 : v49;
    const int v54 = v53 < c0;
    const int v55 = c0 < v53;
    const float v56 = v8 * c21;
    const float v57 = fabsf(v56);
    const int v58 = v57 < c23;
    const float v59 = v56 * c24;
    const float v60 = v58 ? v59 : v56;
    const float v61 = v55 ? c22 : v60;
    const float v62 = v54 ? v48 : v61;
    return v62;
}

static inline void erf_inv_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erf_inv_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

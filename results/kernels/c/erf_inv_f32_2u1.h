/*
 * erf_inv for float32 arrays: max error 1.4312 ulp over 277,613 sampled inputs.
 *
 * Witness of the bound: x = -0x1.1bfeda0000000p-10. Results that are not correctly rounded: 46,304.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: the inverse of erf; DLMF 7.17.
 *
 * Kernel f756fa9701aaa344, 54 operations, 42 of them real operations of the core.
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

#ifndef ERF_INV_F32_F756FA9701AAA344
#define ERF_INV_F32_F756FA9701AAA344

#define ERF_INV_F32_TARGET "erf_inv"
#define ERF_INV_F32_FORMAT "c"
#define ERF_INV_F32_MAX_ULP 1.4312207255529568
#define ERF_INV_F32_EXHAUSTIVE 0
#define ERF_INV_F32_FTZ 1
#define ERF_INV_F32_DAZ 1
#define ERF_INV_F32_WITNESS "-0x1.1bfeda0000000p-10"
#define ERF_INV_F32_OUTPUTS_HASH NULL
#define ERF_INV_F32_RECORD "f756fa9701aaa344"

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
    const float c4 = -0x1.01a1a6p-3f; /* -0.125796601 */
    const float c5 = 0x1.e4ad8p-2f; /* 0.4733181 */
    const float c6 = -0x1.52bd78p-2f; /* -0.330800891 */
    const float c7 = 0x1.83454ap-8f; /* 0.00590928132 */
    const float c8 = 0x1.454d42p-1f; /* 0.635355055 */
    const float c9 = 0x1.ed3846p-2f; /* 0.481659979 */
    const float c10 = -0x1.438018p-2f; /* -0.315918326 */
    const float c11 = -0x1.62e43p-1f; /* -0.693147182 */
    const float c12 = 0x1.8be3f6p-1f; /* 0.773223579 */
    const float c13 = 0x1.678d62p-4f; /* 0.0877813175 */
    const float c14 = -0x1.c93bfap+0f; /* -1.78607142 */
    const float c15 = 0x1.5bc60ep+5f; /* 43.4717064 */
    const float c16 = 0x1.7f8fd8p+2f; /* 5.99315453 */
    const float c17 = -0x1.56f7c4p-6f; /* -0.0209330954 */
    const float c18 = -0x1.d557c8p-7f; /* -0.0143232085 */
    const float c19 = 0x1.061cp-2f; /* 0.255966187 */
    const float c20 = 0x1.7fc7bap+0f; /* 1.49914134 */
    const float c21 = 0x1.ap+1f; /* 3.25 */
    const float c22 = -0x1.061accp-6f; /* -0.0159975998 */
    const float c23 = 0x1.efd518p-8f; /* 0.00756580196 */
    const float c24 = -0x1.ac7bbcp-4f; /* -0.10461019 */
    const float c25 = 0x1.2c2778p-4f; /* 0.0732798278 */
    const float c26 = 0x1.8428fep-8f; /* 0.00592285348 */
    const float c27 = -0x1.256316p-12f; /* -0.000279795699 */
    const float c28 = 0x1.00a61p+11f; /* 2053.18945 */
    const float c29 = 0x1.a29652p+4f; /* 26.1616993 */
    const float c30 = -0x1.5433c4p-3f; /* -0.16611436 */
    const float c31 = 0x1.6p+2f; /* 5.5 */
    const float c32 = 0x1p-1f; /* 0.5 */
    const float c33 = INFINITY; /* inf */
    const float c34 = NAN; /* nan */
    const float c35 = 0x1p-126f; /* 1.17549435e-38 */
    const float c36 = 0x0p+0f; /* 0 */
    const float v0 = -x;
    const float v1 = fabsf(v0);
    const int v2 = v1 < c35;
    const float v3 = v0 * c36;
    const float v4 = v2 ? v3 : v0;
    const float v5 = fabsf(x);
    const int v6 = v5 < c35;
    const float v7 = x * c36;
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
    const float v20 = fmaf(v19, v19, c7);
    const float v21 = fmaf(v20, v20, c8);
    const float v22 = fmaf(v20, v21, c9);
    const float v23 = fmaf(v22, v19, c10);
    const float v24 = v16 * v16;
    const float v25 = fmaf(v24, v23, v16);
    const float v26 = -v25;
    const float v27 = fmaf(v17, c11, v26);
    const float v28 = erf_inv_f32_root(v27);
    const float v29 = v27 + c12;
    const float v30 = v27 * v29;
    const float v31 = fmaf(v30, c13, v27);
    const float v32 = v31 + c14;
    const float v33 = v30 + c15;
    const float v34 = c16 / v33;
    const float v35 = fmaf(v33, c17, v27);
    const float v36 = fmaf(v35, c18, v34);
    const float v37 = v36 + c19;
    const float v38 = fmaf(v32, v37, c20);
    const float v39 = v28 - c21;
    const float v40 = fmaf(v39, c22, c23);
    const float v41 = c24 - v40;
    const float v42 = fmaf(v39, v41, c25);
    const float v43 = fmaf(v42, v42, v40);
    const float v44 = fmaf(v43, v43, c26);
    const float v45 = fmaf(v43, v44, c27);
    const float v46 = v39 * v45;
    const float v47 = fmaf(v46, c28, c29);
    const float v48 = -v47;
    const float v49 = fmaf(v48, v46, c30);
    const float v50 = fmaf(v8, v38, v8);
    const float v51 = v50 * c32;
    const float v52 = fabsf(v51);
    const int v53 = v52 < c35;
    const float v54 = v51 * c36;
    const float v55 = v53 ? v54 : v51;
    const float v56 = v8 * v49;
    const float v57 = fmaf(v8, v28, v56);
    const float v58 = fabsf(v57);
    const int v59 = v58 < c35;
    const float v60 = v57 * c36;
    const float v61 = v59 ? v60 : v57;
    const int v62 = v27 < c31;
    const float v63 = v62 ? v55 : v61;
    const float v64 = fabsf(x);
    const float v65 = fabsf(v64);
    const int v66 = v65 < c35;
    const float v67 = v64 * c36;
    const float v68 = v66 ? v67 : v64;
    const int v69 = v68 < c0;
    const int v70 = c0 < v68;
    const float v71 = v8 * c33;
    const float v72 = fabsf(v71);
    const int v73 = v72 < c35;
    const float v74 = v71 * c36;
    const float v75 = v73 ? v74 : v71;
    const float v76 = v70 ? c34 : v75;
    const float v77 = v69 ? v63 : v76;
    return v77;
}

static inline void erf_inv_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erf_inv_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

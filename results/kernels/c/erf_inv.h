/*
 * erf_inv for float32 arrays: max error 1.9211 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.fb95200000000p-1. Results that are not correctly rounded: 111,129,726.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), c, compiler cc (Debian 12.2.0-14+deb12u1)
 * 12.2.0, numpy 2.5.5.
 * Definition: the inverse of erf; DLMF 7.17.
 *
 * Kernel fab7aa7fe5c604b9, 56 operations, 43 of them real operations of the core.
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

#ifndef ERF_INV_F32_FAB7AA7FE5C604B9
#define ERF_INV_F32_FAB7AA7FE5C604B9

#define ERF_INV_F32_TARGET "erf_inv"
#define ERF_INV_F32_FORMAT "c"
#define ERF_INV_F32_MAX_ULP 1.9210516037414898
#define ERF_INV_F32_EXHAUSTIVE 1
#define ERF_INV_F32_FTZ 1
#define ERF_INV_F32_DAZ 1
#define ERF_INV_F32_WITNESS "0x1.fb95200000000p-1"
#define ERF_INV_F32_OUTPUTS_HASH "911eb4cc43b4ade31e8f87e68b05aa79ae6edc96bc31c80e539f3af7458c310a"
#define ERF_INV_F32_RECORD "fab7aa7fe5c604b9"

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
    const float c12 = 0x1.8bed8ap-1f; /* 0.773296654 */
    const float c13 = 0x1.f09d86p+2f; /* 7.75961447 */
    const float c14 = 0x1.5bc662p+5f; /* 43.4718666 */
    const float c15 = 0x1.8b725p-1f; /* 0.77235651 */
    const float c16 = 0x1.b9806ap-16f; /* 2.63155471e-05 */
    const float c17 = -0x1.308188p-10f; /* -0.00116159813 */
    const float c18 = 0x1.105c4ep-6f; /* 0.0166235697 */
    const float c19 = 0x1.4959b4p-3f; /* 0.160815626 */
    const float c20 = 0x1.8b7f12p-1f; /* 0.772453845 */
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
    const float v31 = fmaf(v27, c13, v30);
    const float v32 = v30 + c14;
    const float v33 = c15 / v32;
    const float v34 = v27 * c17;
    const float v35 = fmaf(v32, c16, v34);
    const float v36 = v33 + v35;
    const float v37 = v36 + c18;
    const float v38 = v27 * c19;
    const float v39 = fmaf(v31, v37, v38);
    const float v40 = v39 + c20;
    const float v41 = v28 - c21;
    const float v42 = fmaf(v41, c22, c23);
    const float v43 = c24 - v42;
    const float v44 = fmaf(v41, v43, c25);
    const float v45 = fmaf(v44, v44, v42);
    const float v46 = fmaf(v45, v45, c26);
    const float v47 = fmaf(v45, v46, c27);
    const float v48 = v41 * v47;
    const float v49 = fmaf(v48, c28, c29);
    const float v50 = -v49;
    const float v51 = fmaf(v50, v48, c30);
    const float v52 = fmaf(v8, v40, v8);
    const float v53 = v52 * c32;
    const float v54 = fabsf(v53);
    const int v55 = v54 < c35;
    const float v56 = v53 * c36;
    const float v57 = v55 ? v56 : v53;
    const float v58 = v8 * v51;
    const float v59 = fmaf(v8, v28, v58);
    const float v60 = fabsf(v59);
    const int v61 = v60 < c35;
    const float v62 = v59 * c36;
    const float v63 = v61 ? v62 : v59;
    const int v64 = v27 < c31;
    const float v65 = v64 ? v57 : v63;
    const float v66 = fabsf(x);
    const float v67 = fabsf(v66);
    const int v68 = v67 < c35;
    const float v69 = v66 * c36;
    const float v70 = v68 ? v69 : v66;
    const int v71 = v70 < c0;
    const int v72 = c0 < v70;
    const float v73 = v8 * c33;
    const float v74 = fabsf(v73);
    const int v75 = v74 < c35;
    const float v76 = v73 * c36;
    const float v77 = v75 ? v76 : v73;
    const float v78 = v72 ? c34 : v77;
    const float v79 = v71 ? v65 : v78;
    return v79;
}

static inline void erf_inv_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erf_inv_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

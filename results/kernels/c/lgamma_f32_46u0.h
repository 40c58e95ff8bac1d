/*
 * lgamma for float32 arrays: max error 45.3657 ulp over 277,685 sampled inputs.
 *
 * Witness of the bound: x = -0x1.00000c0000000p+3. Results that are not correctly rounded: 59,060.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.
 *
 * Kernel 80d927d0f135e4d1, 101 operations, 34 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search lgamma --seed 0 --evaluations 240000 --max-ops 16
 *
 * Reduction lgamma_reflected:
 *     x > 0: log gamma(x) = h log a + m, a = |x|. Below 5/2 m = log gamma(z), z = a + 1 with h = -1 for a < 3/2, else z = a with h = 0, and
 *     log gamma(z) = (z - 1)(z - 2) q(z - 7/4) vanishes exactly where it must. From 5/2 on Stirling's formula (DLMF 5.11.1), h = a - 1/2:
 *     (a - 1/2)(log a - 1) + log(2 pi)/2 - 1/2 + r(1/a), in which nothing cancels.
 *     x < 0: reflection (DLMF 5.5.3), log |gamma(x)| = -log |d| + s b(s) - log gamma(1 + a), d = a - rint(a), s = d^2, s b(s) =
 *     log(pi d / sin(pi d)); log gamma(1 + a) is the same with h + 1 for h, and log(2 pi)/2 + 1/2. Beside the poles down to -12 two numbers of size 2
 *     to 15 cancel to one of size 1 or less, in whose ulp, that of 1, errors count: so both logarithms are two numbers each, the product h log a
 *     is one with its rounding error (h is there twice, in different words, because a compiler would take the two products for one; `dropped` is what rounding takes from h), the
 *     large parts are subtracted first, exactly where they cancel, and the constant, a multiple of 2^-20, is added exactly to what is
 *     left of them. d is exact; at a pole it is 0 and the result infinite. Beyond 0x1.895f18p+121 the result overflows.
 *
 * Use: float lgamma_f32(float), and void lgamma_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LGAMMA_F32_80D927D0F135E4D1
#define LGAMMA_F32_80D927D0F135E4D1

#define LGAMMA_F32_TARGET "lgamma"
#define LGAMMA_F32_FORMAT "c"
#define LGAMMA_F32_MAX_ULP 45.36566250496043
#define LGAMMA_F32_EXHAUSTIVE 0
#define LGAMMA_F32_FTZ 1
#define LGAMMA_F32_DAZ 1
#define LGAMMA_F32_WITNESS "-0x1.00000c0000000p+3"
#define LGAMMA_F32_OUTPUTS_HASH NULL
#define LGAMMA_F32_RECORD "80d927d0f135e4d1"

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

static inline int32_t lgamma_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float lgamma_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float lgamma_f32(float x) {
    const float c0 = 0x0p+0f; /* 0 */
    const float c1 = 0x1p+0f; /* 1 */
    const int32_t c2 = 1060439283;
    const int32_t c3 = -8388608;
    const int32_t c4 = 23;
    const float c5 = -0x1.5e9cc4p-3f; /* -0.171197444 */
    const float c6 = 0x1.b08a74p-3f; /* 0.211201578 */
    const float c7 = 0x1.2a3e7cp-1f; /* 0.582507968 */
    const float c8 = 0x1.9b81a2p+0f; /* 1.60744679 */
    const float c9 = -0x1.6c51a8p-4f; /* -0.088945061 */
    const float c10 = -0x1.60cc06p-3f; /* -0.172264144 */
    const float c11 = 0x1.b33f5p-3f; /* 0.212523103 */
    const float c12 = 0x1.2833bap-1f; /* 0.578519642 */
    const float c13 = 0x1.999ae2p+0f; /* 1.60001957 */
    const float c14 = -0x1.6c4208p-4f; /* -0.0889301598 */
    const float c15 = 0x1.8p+0f; /* 1.5 */
    const float c16 = 0x1.8p-1f; /* 0.75 */
    const float c17 = 0x1.cp+0f; /* 1.75 */
    const float c18 = 0x1.2f64b4p-8f; /* 0.00462941546 */
    const float c19 = -0x1.5d9f7ep-7f; /* -0.0106696477 */
    const float c20 = 0x1.08cc7cp+1f; /* 2.06874037 */
    const float c21 = -0x1.586f2ep+4f; /* -21.5271435 */
    const float c22 = 0x1.65fd18p-3f; /* 0.174799144 */
    const float c23 = 0x1.c6ae1ep-10f; /* 0.00173446711 */
    const float c24 = -0x1.569adcp-4f; /* -0.0836437792 */
    const float c25 = -0x1.a6c3d6p-17f; /* -1.25993784e-05 */
    const float c26 = 0x1.528724p-1f; /* 0.661187291 */
    const float c27 = 0x1.c6b682p-3f; /* 0.222027794 */
    const float c28 = 0x1.802f34p-1f; /* 0.750360131 */
    const float c29 = 0x1.7a6aa2p+0f; /* 1.47818959 */
    const float c30 = -0x1p+0f; /* -1 */
    const float c31 = 0x1p-1f; /* 0.5 */
    const float c32 = 0x1.62e4p-1f; /* 0.693145752 */
    const float c33 = -0x1.62e4p-1f; /* -0.693145752 */
    const float c34 = 0x1.7f7d1cp-20f; /* 1.42860677e-06 */
    const float c35 = 0x1.4p+1f; /* 2.5 */
    const float c36 = -0x1.8p-3f; /* -0.1875 */
    const float c37 = 0x1.acfe4p-2f; /* 0.418938637 */
    const float c38 = INFINITY; /* inf */
    const float c39 = 0x1.895f1ap+121f; /* 4.08500311e+36 */
    const float c40 = 0x1p+127f; /* 1.70141183e+38 */
    const float c41 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(x);
    const int v2 = v1 < c41;
    const float v3 = x * c0;
    const float v4 = v2 ? v3 : x;
    const int v5 = v4 < c0;
    const float v6 = rintf(v0);
    const float v7 = fabsf(v0);
    const int v8 = v7 < c41;
    const float v9 = v0 * c0;
    const float v10 = v8 ? v9 : v0;
    const float v11 = v10 - v6;
    const float v12 = fabsf(v11);
    const float v13 = v11 * v11;
    const int32_t v14 = lgamma_f32_word(v0);
    const int32_t v15 = (int32_t)((uint32_t)v14 - (uint32_t)c2);
    const int32_t v16 = v15 >> c4;
    const int32_t v17 = v15 & c3;
    const int32_t v18 = (int32_t)((uint32_t)v14 - (uint32_t)v17);
    const float v19 = lgamma_f32_float(v18);
    const float v20 = v19 - c1;
    const float v21 = (float)v16;
    const int32_t v22 = lgamma_f32_word(v12);
    const int32_t v23 = (int32_t)((uint32_t)v22 - (uint32_t)c2);
    const int32_t v24 = v23 >> c4;
    const int32_t v25 = v23 & c3;
    const int32_t v26 = (int32_t)((uint32_t)v22 - (uint32_t)v25);
    const float v27 = lgamma_f32_float(v26);
    const float v28 = v27 - c1;
    const float v29 = (float)v24;
    const float v30 = fmaf(v20, c5, c6);
    const float v31 = v20 * v20;
    const float v32 = v31 + c7;
    const float v33 = fmaf(v32, v32, c8);
    const float v34 = -v30;
    const float v35 = fmaf(v34, v33, c9);
    const float v36 = fmaf(v28, c10, c11);
    const float v37 = v28 * v28;
    const float v38 = v37 + c12;
    const float v39 = fmaf(v38, v38, c13);
    const float v40 = -v36;
    const float v41 = fmaf(v40, v39, c14);
    const int v42 = v10 < c15;
    const float v43 = v42 ? c16 : c17;
    const float v44 = v10 - v43;
    const float v45 = fmaf(v44, c18, c19);
    const float v46 = fmaf(v44, v44, c20);
    const float v47 = -v46;
    const float v48 = fmaf(v47, v46, c21);
    const float v49 = fmaf(v45, v48, c22);
    const float v50 = c1 / v10;
    const float v51 = fmaf(v50, c23, c24);
    const float v52 = -v50;
    const float v53 = fmaf(v52, v51, c25);
    const float v54 = fmaf(v13, c26, c27);
    const float v55 = fmaf(v13, v54, c28);
    const float v56 = fmaf(v54, v55, c29);
    const float v57 = fmaf(v21, c32, v20);
    const float v58 = fmaf(v21, c33, v57);
    const float v59 = v20 - v58;
    const float v60 = fmaf(v31, v35, v59);
    const float v61 = fmaf(v21, c34, v60);
    const float v62 = v57 + v61;
    const float v63 = v62 - v57;
    const float v64 = v61 - v63;
    const float v65 = fmaf(v29, c32, v28);
    const float v66 = fmaf(v29, c33, v65);
    const float v67 = v28 - v66;
    const float v68 = fmaf(v37, v41, v67);
    const float v69 = fmaf(v29, c34, v68);
    const int v70 = v10 < c35;
    const float v71 = v5 ? c1 : c0;
    const float v72 = v5 ? c30 : c0;
    const float v73 = v42 ? c30 : c0;
    const float v74 = v10 - c31;
    const float v75 = v70 ? v73 : v74;
    const float v76 = v75 + v71;
    const float v77 = v76 - v71;
    const float v78 = v75 - v77;
    const float v79 = v75 - v72;
    const float v80 = v62 - c1;
    const float v81 = v70 ? v62 : v80;
    const float v82 = v76 * v81;
    const float v83 = -v82;
    const float v84 = fmaf(v79, v81, v83);
    const float v85 = v44 + c31;
    const float v86 = fmaf(v44, v85, c36);
    const float v87 = v86 * v49;
    const float v88 = v70 ? v87 : v53;
    const float v89 = fmaf(v76, v64, v84);
    const float v90 = fmaf(v78, v81, v89);
    const float v91 = v90 + v88;
    const float v92 = v71 + c37;
    const float v93 = v70 ? c0 : v92;
    const float v94 = v93 + v91;
    const float v95 = v82 + v94;
    const float v96 = fabsf(v95);
    const int v97 = v96 < c41;
    const float v98 = v95 * c0;
    const float v99 = v97 ? v98 : v95;
    const float v100 = v82 + v65;
    const float v101 = v100 + v93;
    const float v102 = v91 + v69;
    const float v103 = -v102;
    const float v104 = fmaf(v13, v56, v103);
    const float v105 = v104 - v101;
    const float v106 = fabsf(v105);
    const int v107 = v106 < c41;
    const float v108 = v105 * c0;
    const float v109 = v107 ? v108 : v105;
    const float v110 = v5 ? v109 : v99;
    const float v111 = v5 ? v12 : v0;
    const float v112 = fabsf(v111);
    const int v113 = v112 < c41;
    const float v114 = v111 * c0;
    const float v115 = v113 ? v114 : v111;
    const int v116 = c0 < v115;
    const float v117 = v116 ? v110 : c38;
    const float v118 = v10 * c40;
    const float v119 = fabsf(v118);
    const int v120 = v119 < c41;
    const float v121 = v118 * c0;
    const float v122 = v120 ? v121 : v118;
    const int v123 = v10 < c39;
    const float v124 = v123 ? v117 : v122;
    return v124;
}

static inline void lgamma_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = lgamma_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

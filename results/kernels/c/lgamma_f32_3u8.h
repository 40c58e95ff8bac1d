/*
 * lgamma for float32 arrays: max error 3.7376 ulp over 277,685 sampled inputs.
 *
 * Witness of the bound: x = -0x1.6000020000000p+3. Results that are not correctly rounded: 14,964.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.
 *
 * Kernel d427fc3b4da83102, 108 operations, 48 of them real operations of the core.
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

#ifndef LGAMMA_F32_D427FC3B4DA83102
#define LGAMMA_F32_D427FC3B4DA83102

#define LGAMMA_F32_TARGET "lgamma"
#define LGAMMA_F32_FORMAT "c"
#define LGAMMA_F32_MAX_ULP 3.7375948165797936
#define LGAMMA_F32_EXHAUSTIVE 0
#define LGAMMA_F32_FTZ 1
#define LGAMMA_F32_DAZ 1
#define LGAMMA_F32_WITNESS "-0x1.6000020000000p+3"
#define LGAMMA_F32_OUTPUTS_HASH NULL
#define LGAMMA_F32_RECORD "d427fc3b4da83102"

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
    const float c5 = 0x1.446b7ep-4f; /* 0.079204075 */
    const float c6 = -0x1.1fa11ep-4f; /* -0.0702220127 */
    const float c7 = 0x1.a1d202p-1f; /* 0.816055357 */
    const float c8 = 0x1.0fc1a4p+2f; /* 4.24619389 */
    const float c9 = -0x1.55b69cp-4f; /* -0.083426103 */
    const float c10 = -0x1.441b54p-2f; /* -0.316510499 */
    const float c11 = -0x1.43823p-4f; /* -0.0789815784 */
    const float c12 = 0x1.1d3c5ep-4f; /* 0.0696376488 */
    const float c13 = -0x1.958bep-1f; /* -0.792082787 */
    const float c14 = 0x1.e0dc36p+1f; /* 3.7567203 */
    const float c15 = 0x1.c7eadcp-5f; /* 0.0556539819 */
    const float c16 = 0x1.9fddc4p-3f; /* 0.203059703 */
    const float c17 = -0x1.000016p-1f; /* -0.500000656 */
    const float c18 = 0x1.8p+0f; /* 1.5 */
    const float c19 = 0x1.8p-1f; /* 0.75 */
    const float c20 = 0x1.cp+0f; /* 1.75 */
    const float c21 = 0x1.b2be2ap-11f; /* 0.000829206139 */
    const float c22 = -0x1.693a76p-10f; /* -0.00137797685 */
    const float c23 = 0x1.0e47f8p+0f; /* 1.05578566 */
    const float c24 = 0x1.d5ef1ep+3f; /* 14.6854391 */
    const float c25 = -0x1.64f934p+7f; /* -178.486725 */
    const float c26 = 0x1.9a701ep-4f; /* 0.10020458 */
    const float c27 = 0x1.416826p-2f; /* 0.313873857 */
    const float c28 = 0x1.a25ba8p-7f; /* 0.0127672739 */
    const float c29 = -0x1.a15b9p-4f; /* -0.101893961 */
    const float c30 = 0x1.a2bf2cp-2f; /* 0.408932388 */
    const float c31 = -0x1.567a2ap-3f; /* -0.167225197 */
    const float c32 = -0x1.29f8a8p-2f; /* -0.290987611 */
    const float c33 = -0x1.18f88ep-1f; /* -0.548771322 */
    const float c34 = -0x1.fa264cp-5f; /* -0.0617858395 */
    const float c35 = -0x1.f2d6c4p-1f; /* -0.974294782 */
    const float c36 = 0x1.95a23p+0f; /* 1.58450603 */
    const float c37 = -0x1p+0f; /* -1 */
    const float c38 = 0x1p-1f; /* 0.5 */
    const float c39 = 0x1.62e4p-1f; /* 0.693145752 */
    const float c40 = -0x1.62e4p-1f; /* -0.693145752 */
    const float c41 = 0x1.7f7d1cp-20f; /* 1.42860677e-06 */
    const float c42 = 0x1.4p+1f; /* 2.5 */
    const float c43 = -0x1.8p-3f; /* -0.1875 */
    const float c44 = 0x1.acfe4p-2f; /* 0.418938637 */
    const float c45 = INFINITY; /* inf */
    const float c46 = 0x1.895f1ap+121f; /* 4.08500311e+36 */
    const float c47 = 0x1p+127f; /* 1.70141183e+38 */
    const float c48 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(x);
    const int v2 = v1 < c48;
    const float v3 = x * c0;
    const float v4 = v2 ? v3 : x;
    const int v5 = v4 < c0;
    const float v6 = rintf(v0);
    const float v7 = fabsf(v0);
    const int v8 = v7 < c48;
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
    const float v34 = fmaf(v30, v33, c9);
    const float v35 = -v34;
    const float v36 = fmaf(v35, v34, c10);
    const float v37 = fmaf(v28, c11, c12);
    const float v38 = v28 * v28;
    const float v39 = c13 - v38;
    const float v40 = fmaf(v39, v39, c14);
    const float v41 = fmaf(v37, v40, c15);
    const float v42 = fmaf(v41, v41, c16);
    const float v43 = fmaf(v28, v42, c17);
    const int v44 = v10 < c18;
    const float v45 = v44 ? c19 : c20;
    const float v46 = v10 - v45;
    const float v47 = fmaf(v46, c21, c22);
    const float v48 = fmaf(v46, v46, c23);
    const float v49 = fmaf(v48, v48, c24);
    const float v50 = -v49;
    const float v51 = fmaf(v50, v48, c25);
    const float v52 = fmaf(v47, v51, c26);
    const float v53 = fmaf(v52, v52, c27);
    const float v54 = c1 / v10;
    const float v55 = fmaf(v54, c28, c29);
    const float v56 = -v54;
    const float v57 = fmaf(v56, v55, c30);
    const float v58 = fmaf(v57, v57, c31);
    const float v59 = fmaf(v13, c32, c33);
    const float v60 = fmaf(v13, v59, c34);
    const float v61 = -v60;
    const float v62 = fmaf(v61, v60, c35);
    const float v63 = fmaf(v60, v62, c36);
    const float v64 = fmaf(v21, c39, v20);
    const float v65 = fmaf(v21, c40, v64);
    const float v66 = v20 - v65;
    const float v67 = fmaf(v31, v36, v66);
    const float v68 = fmaf(v21, c41, v67);
    const float v69 = v64 + v68;
    const float v70 = v69 - v64;
    const float v71 = v68 - v70;
    const float v72 = fmaf(v29, c39, v28);
    const float v73 = fmaf(v29, c40, v72);
    const float v74 = v28 - v73;
    const float v75 = fmaf(v38, v43, v74);
    const float v76 = fmaf(v29, c41, v75);
    const int v77 = v10 < c42;
    const float v78 = v5 ? c1 : c0;
    const float v79 = v5 ? c37 : c0;
    const float v80 = v44 ? c37 : c0;
    const float v81 = v10 - c38;
    const float v82 = v77 ? v80 : v81;
    const float v83 = v82 + v78;
    const float v84 = v83 - v78;
    const float v85 = v82 - v84;
    const float v86 = v82 - v79;
    const float v87 = v69 - c1;
    const float v88 = v77 ? v69 : v87;
    const float v89 = v83 * v88;
    const float v90 = -v89;
    const float v91 = fmaf(v86, v88, v90);
    const float v92 = v46 + c38;
    const float v93 = fmaf(v46, v92, c43);
    const float v94 = v93 * v53;
    const float v95 = v77 ? v94 : v58;
    const float v96 = fmaf(v83, v71, v91);
    const float v97 = fmaf(v85, v88, v96);
    const float v98 = v97 + v95;
    const float v99 = v78 + c44;
    const float v100 = v77 ? c0 : v99;
    const float v101 = v100 + v98;
    const float v102 = v89 + v101;
    const float v103 = fabsf(v102);
    const int v104 = v103 < c48;
    const float v105 = v102 * c0;
    const float v106 = v104 ? v105 : v102;
    const float v107 = v89 + v72;
    const float v108 = v107 + v100;
    const float v109 = v98 + v76;
    const float v110 = -v109;
    const float v111 = fmaf(v13, v63, v110);
    const float v112 = v111 - v108;
    const float v113 = fabsf(v112);
    const int v114 = v113 < c48;
    const float v115 = v112 * c0;
    const float v116 = v114 ? v115 : v112;
    const float v117 = v5 ? v116 : v106;
    const float v118 = v5 ? v12 : v0;
    const float v119 = fabsf(v118);
    const int v120 = v119 < c48;
    const float v121 = v118 * c0;
    const float v122 = v120 ? v121 : v118;
    const int v123 = c0 < v122;
    const float v124 = v123 ? v117 : c45;
    const float v125 = v10 * c47;
    const float v126 = fabsf(v125);
    const int v127 = v126 < c48;
    const float v128 = v125 * c0;
    const float v129 = v127 ? v128 : v125;
    const int v130 = v10 < c46;
    const float v131 = v130 ? v124 : v129;
    return v131;
}

static inline void lgamma_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = lgamma_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

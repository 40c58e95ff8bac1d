/*
 * lgamma for float32 arrays: max error 1.5697 ulp over 277,685 sampled inputs.
 *
 * Witness of the bound: x = 0x1.895f1a0000000p+121. Results that are not correctly rounded: 6,141.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.
 *
 * Kernel a8c0da935f95bd4e, 121 operations, 70 of them real operations of the core.
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

#ifndef LGAMMA_F32_A8C0DA935F95BD4E
#define LGAMMA_F32_A8C0DA935F95BD4E

#define LGAMMA_F32_TARGET "lgamma"
#define LGAMMA_F32_FORMAT "c"
#define LGAMMA_F32_MAX_ULP 1.5697119472750911
#define LGAMMA_F32_EXHAUSTIVE 0
#define LGAMMA_F32_FTZ 1
#define LGAMMA_F32_DAZ 1
#define LGAMMA_F32_WITNESS "0x1.895f1a0000000p+121"
#define LGAMMA_F32_OUTPUTS_HASH NULL
#define LGAMMA_F32_RECORD "a8c0da935f95bd4e"

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
    const float c5 = 0x1.a1162ep-1f; /* 0.814622343 */
    const float c6 = -0x1.fb344ep-1f; /* -0.990633428 */
    const float c7 = 0x1.e312cep+4f; /* 30.192091 */
    const float c8 = 0x1.52b852p+6f; /* 84.6800003 */
    const float c9 = 0x1.13272p-12f; /* 0.000262406189 */
    const float c10 = 0x1.c431f2p+5f; /* 56.5243874 */
    const float c11 = 0x1.3ab088p+2f; /* 4.91702461 */
    const float c12 = -0x1.4f838ep-3f; /* -0.163825139 */
    const float c13 = 0x1.55555ap-2f; /* 0.333333403 */
    const float c14 = -0x1p-1f; /* -0.5 */
    const float c15 = 0x1.8p+0f; /* 1.5 */
    const float c16 = 0x1.8p-1f; /* 0.75 */
    const float c17 = 0x1.cp+0f; /* 1.75 */
    const float c18 = -0x1.075dcep-2f; /* -0.257193774 */
    const float c19 = 0x1.25531cp-2f; /* 0.28644985 */
    const float c20 = 0x1.9240f8p-2f; /* 0.392825961 */
    const float c21 = 0x1.b8c8e4p-2f; /* 0.430453837 */
    const float c22 = 0x1.edd494p-3f; /* 0.241128117 */
    const float c23 = 0x1.87b336p-7f; /* 0.0119537367 */
    const float c24 = 0x1.545ce4p-4f; /* 0.0830963999 */
    const float c25 = 0x1.ac3d5cp-2f; /* 0.418202817 */
    const float c26 = 0x1.a6cb16p-12f; /* 0.000403207116 */
    const float c27 = -0x1.de4b82p-11f; /* -0.000912275224 */
    const float c28 = 0x1.750e62p-6f; /* 0.0227695424 */
    const float c29 = 0x1.71467cp-9f; /* 0.00281734718 */
    const float c30 = 0x1.55981ep-4f; /* 0.0833970234 */
    const float c31 = -0x1.bd7b5ep-24f; /* -1.03721838e-07 */
    const float c32 = 0x1.328af2p-2f; /* 0.299358159 */
    const float c33 = 0x1.33cabep-2f; /* 0.300578088 */
    const float c34 = 0x1.8f4b1ep-3f; /* 0.194967493 */
    const float c35 = 0x1.a0bebp-2f; /* 0.406977415 */
    const float c36 = -0x1.4b8ee4p-4f; /* -0.080946818 */
    const float c37 = 0x1.4f5f5ep+0f; /* 1.31004894 */
    const float c38 = 0x1.c062ep+0f; /* 1.75150871 */
    const float c39 = -0x1p+0f; /* -1 */
    const float c40 = 0x1p-1f; /* 0.5 */
    const float c41 = 0x1.62e4p-1f; /* 0.693145752 */
    const float c42 = -0x1.62e4p-1f; /* -0.693145752 */
    const float c43 = 0x1.7f7d1cp-20f; /* 1.42860677e-06 */
    const float c44 = 0x1.4p+1f; /* 2.5 */
    const float c45 = -0x1.8p-3f; /* -0.1875 */
    const float c46 = 0x1.acfe4p-2f; /* 0.418938637 */
    const float c47 = INFINITY; /* inf */
    const float c48 = 0x1.895f1ap+121f; /* 4.08500311e+36 */
    const float c49 = 0x1p+127f; /* 1.70141183e+38 */
    const float c50 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(x);
    const int v2 = v1 < c50;
    const float v3 = x * c0;
    const float v4 = v2 ? v3 : x;
    const int v5 = v4 < c0;
    const float v6 = rintf(v0);
    const float v7 = fabsf(v0);
    const int v8 = v7 < c50;
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
    const float v30 = v20 + c5;
    const float v31 = fmaf(v20, v30, c6);
    const float v32 = fmaf(v20, c7, c8);
    const float v33 = fmaf(v20, c9, v20);
    const float v34 = fmaf(v32, v33, c10);
    const float v35 = v31 / v34;
    const float v36 = fmaf(v35, c11, c12);
    const float v37 = fmaf(v20, v36, c13);
    const float v38 = fmaf(v20, v37, c14);
    const float v39 = v28 + c5;
    const float v40 = fmaf(v28, v39, c6);
    const float v41 = fmaf(v28, c7, c8);
    const float v42 = fmaf(v28, c9, v28);
    const float v43 = fmaf(v41, v42, c10);
    const float v44 = v40 / v43;
    const float v45 = fmaf(v44, c11, c12);
    const float v46 = fmaf(v28, v45, c13);
    const float v47 = fmaf(v28, v46, c14);
    const int v48 = v10 < c15;
    const float v49 = v48 ? c16 : c17;
    const float v50 = v10 - v49;
    const float v51 = fmaf(v50, c18, c19);
    const float v52 = v51 + c20;
    const float v53 = v51 * v52;
    const float v54 = v53 * v53;
    const float v55 = fmaf(v54, v54, c21);
    const float v56 = fmaf(v54, v55, c22);
    const float v57 = v56 - v50;
    const float v58 = fmaf(v57, c23, c24);
    const float v59 = v57 * v58;
    const float v60 = fmaf(v54, v56, v59);
    const float v61 = v60 + c25;
    const float v62 = c1 / v10;
    const float v63 = fmaf(v62, c26, c27);
    const float v64 = fmaf(v62, v62, c28);
    const float v65 = fmaf(v63, v64, c29);
    const float v66 = -v65;
    const float v67 = fmaf(v66, v64, c30);
    const float v68 = fmaf(v62, v67, c31);
    const float v69 = fmaf(v13, c32, c33);
    const float v70 = fmaf(v69, v69, c34);
    const float v71 = fmaf(v13, v70, c35);
    const float v72 = fmaf(v13, v71, c36);
    const float v73 = fmaf(v72, v72, c37);
    const float v74 = fmaf(v73, v72, c38);
    const float v75 = fmaf(v21, c41, v20);
    const float v76 = fmaf(v21, c42, v75);
    const float v77 = v20 - v76;
    const float v78 = v20 * v20;
    const float v79 = fmaf(v78, v38, v77);
    const float v80 = fmaf(v21, c43, v79);
    const float v81 = v75 + v80;
    const float v82 = v81 - v75;
    const float v83 = v80 - v82;
    const float v84 = fmaf(v29, c41, v28);
    const float v85 = fmaf(v29, c42, v84);
    const float v86 = v28 - v85;
    const float v87 = v28 * v28;
    const float v88 = fmaf(v87, v47, v86);
    const float v89 = fmaf(v29, c43, v88);
    const int v90 = v10 < c44;
    const float v91 = v5 ? c1 : c0;
    const float v92 = v5 ? c39 : c0;
    const float v93 = v48 ? c39 : c0;
    const float v94 = v10 - c40;
    const float v95 = v90 ? v93 : v94;
    const float v96 = v95 + v91;
    const float v97 = v96 - v91;
    const float v98 = v95 - v97;
    const float v99 = v95 - v92;
    const float v100 = v81 - c1;
    const float v101 = v90 ? v81 : v100;
    const float v102 = v96 * v101;
    const float v103 = -v102;
    const float v104 = fmaf(v99, v101, v103);
    const float v105 = v50 + c40;
    const float v106 = fmaf(v50, v105, c45);
    const float v107 = v106 * v61;
    const float v108 = v90 ? v107 : v68;
    const float v109 = fmaf(v96, v83, v104);
    const float v110 = fmaf(v98, v101, v109);
    const float v111 = v110 + v108;
    const float v112 = v91 + c46;
    const float v113 = v90 ? c0 : v112;
    const float v114 = v113 + v111;
    const float v115 = v102 + v114;
    const float v116 = fabsf(v115);
    const int v117 = v116 < c50;
    const float v118 = v115 * c0;
    const float v119 = v117 ? v118 : v115;
    const float v120 = v102 + v84;
    const float v121 = v120 + v113;
    const float v122 = v111 + v89;
    const float v123 = -v122;
    const float v124 = fmaf(v13, v74, v123);
    const float v125 = v124 - v121;
    const float v126 = fabsf(v125);
    const int v127 = v126 < c50;
    const float v128 = v125 * c0;
    const float v129 = v127 ? v128 : v125;
    const float v130 = v5 ? v129 : v119;
    const float v131 = v5 ? v12 : v0;
    const float v132 = fabsf(v131);
    const int v133 = v132 < c50;
    const float v134 = v131 * c0;
    const float v135 = v133 ? v134 : v131;
    const int v136 = c0 < v135;
    const float v137 = v136 ? v130 : c47;
    const float v138 = v10 * c49;
    const float v139 = fabsf(v138);
    const int v140 = v139 < c50;
    const float v141 = v138 * c0;
    const float v142 = v140 ? v141 : v138;
    const int v143 = v10 < c48;
    const float v144 = v143 ? v137 : v142;
    return v144;
}

static inline void lgamma_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = lgamma_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * lgamma for float32 arrays: max error 493.5456 ulp over 277,685 sampled inputs.
 *
 * Witness of the bound: x = 0x1.7ffffa0000000p+0. Results that are not correctly rounded: 82,268.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.
 *
 * Kernel f7e8ae4847e80ec5, 74 operations, 28 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search lgamma --seed 0 --evaluations 240000 --max-ops 16
 *
 * Reduction lgamma_reflected_short:
 *     As lgamma_reflected, with the same cores: x > 0: h log a + m, a = |x|; x < 0: s b(s) - log |d| - (h + 1) log a - m. Every logarithm is one
 *     number, and every sum is rounded: beside the poles two numbers of size 2 to 15 cancel, and leave an error of some 2^-20.
 *
 * Use: float lgamma_f32(float), and void lgamma_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LGAMMA_F32_F7E8AE4847E80EC5
#define LGAMMA_F32_F7E8AE4847E80EC5

#define LGAMMA_F32_TARGET "lgamma"
#define LGAMMA_F32_FORMAT "c"
#define LGAMMA_F32_MAX_ULP 493.54564566037715
#define LGAMMA_F32_EXHAUSTIVE 0
#define LGAMMA_F32_FTZ 1
#define LGAMMA_F32_DAZ 1
#define LGAMMA_F32_WITNESS "0x1.7ffffa0000000p+0"
#define LGAMMA_F32_OUTPUTS_HASH NULL
#define LGAMMA_F32_RECORD "f7e8ae4847e80ec5"

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
    const float c5 = -0x1.610db6p-3f; /* -0.172389433 */
    const float c6 = 0x1.b4e0c6p-3f; /* 0.213319346 */
    const float c7 = 0x1.26722p-1f; /* 0.575089455 */
    const float c8 = 0x1.9a62cp+0f; /* 1.60306931 */
    const float c9 = -0x1.66e1eap-4f; /* -0.0876177922 */
    const float c10 = -0x1.5f77dcp-3f; /* -0.171615332 */
    const float c11 = 0x1.b2a07cp-3f; /* 0.212220162 */
    const float c12 = 0x1.28562cp-1f; /* 0.578782439 */
    const float c13 = 0x1.9b7f02p+0f; /* 1.60740674 */
    const float c14 = -0x1.6815bcp-4f; /* -0.0879113525 */
    const float c15 = 0x1.8p+0f; /* 1.5 */
    const float c16 = 0x1.8p-1f; /* 0.75 */
    const float c17 = 0x1.cp+0f; /* 1.75 */
    const float c18 = 0x1.256404p-6f; /* 0.0179071464 */
    const float c19 = -0x1.8e294cp-5f; /* -0.0486036763 */
    const float c20 = -0x1.ad6aa2p+2f; /* -6.70963335 */
    const float c21 = 0x1.fabb78p-4f; /* 0.12371394 */
    const float c22 = 0x1.538ep-4f; /* 0.0828990936 */
    const float c23 = 0x1.26521cp-15f; /* 3.50857663e-05 */
    const float c24 = 0x1.01bd14p-1f; /* 0.503395677 */
    const float c25 = 0x1.070ee6p-1f; /* 0.513785541 */
    const float c26 = 0x1.a57572p+0f; /* 1.64632332 */
    const float c27 = -0x1p+0f; /* -1 */
    const float c28 = 0x1p-1f; /* 0.5 */
    const float c29 = 0x1.62e43p-1f; /* 0.693147182 */
    const float c30 = 0x1.4p+1f; /* 2.5 */
    const float c31 = -0x1.8p-3f; /* -0.1875 */
    const float c32 = 0x1.acfe4p-2f; /* 0.418938637 */
    const float c33 = INFINITY; /* inf */
    const float c34 = 0x1.895f1ap+121f; /* 4.08500311e+36 */
    const float c35 = 0x1p+127f; /* 1.70141183e+38 */
    const float c36 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(x);
    const int v2 = v1 < c36;
    const float v3 = x * c0;
    const float v4 = v2 ? v3 : x;
    const int v5 = v4 < c0;
    const float v6 = rintf(v0);
    const float v7 = fabsf(v0);
    const int v8 = v7 < c36;
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
    const float v46 = -v44;
    const float v47 = fmaf(v46, v44, c20);
    const float v48 = fmaf(v45, v47, c21);
    const float v49 = c1 / v10;
    const float v50 = fmaf(v49, c22, c23);
    const float v51 = fmaf(v13, c24, c25);
    const float v52 = fmaf(v13, v51, c26);
    const float v53 = fmaf(v31, v35, v20);
    const float v54 = fmaf(v21, c29, v53);
    const float v55 = fmaf(v37, v41, v28);
    const float v56 = fmaf(v29, c29, v55);
    const int v57 = v10 < c30;
    const float v58 = v5 ? c1 : c0;
    const float v59 = v42 ? c27 : c0;
    const float v60 = v10 - c28;
    const float v61 = v57 ? v59 : v60;
    const float v62 = v61 + v58;
    const float v63 = v54 - c1;
    const float v64 = v57 ? v54 : v63;
    const float v65 = v44 + c28;
    const float v66 = fmaf(v44, v65, c31);
    const float v67 = v66 * v48;
    const float v68 = v58 + c32;
    const float v69 = v68 + v50;
    const float v70 = v57 ? v67 : v69;
    const float v71 = fmaf(v62, v64, v70);
    const float v72 = fabsf(v71);
    const int v73 = v72 < c36;
    const float v74 = v71 * c0;
    const float v75 = v73 ? v74 : v71;
    const float v76 = v75 + v56;
    const float v77 = v13 * v52;
    const float v78 = v77 - v76;
    const float v79 = fabsf(v78);
    const int v80 = v79 < c36;
    const float v81 = v78 * c0;
    const float v82 = v80 ? v81 : v78;
    const float v83 = v5 ? v82 : v75;
    const float v84 = v5 ? v12 : v0;
    const float v85 = fabsf(v84);
    const int v86 = v85 < c36;
    const float v87 = v84 * c0;
    const float v88 = v86 ? v87 : v84;
    const int v89 = c0 < v88;
    const float v90 = v89 ? v83 : c33;
    const float v91 = v10 * c35;
    const float v92 = fabsf(v91);
    const int v93 = v92 < c36;
    const float v94 = v91 * c0;
    const float v95 = v93 ? v94 : v91;
    const int v96 = v10 < c34;
    const float v97 = v96 ? v90 : v95;
    return v97;
}

static inline void lgamma_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = lgamma_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * digamma for float32 arrays: max error 3.1478 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.8684d60000000p+0. Results that are not correctly rounded: 26,765,663.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: gamma'(x) / gamma(x); DLMF 5.2 and 5.7.6; scipy.special.digamma.
 *
 * Kernel 8650855279781635, 82 operations, 57 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search digamma --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction digamma_reflected:
 *     a = |x|, P(a) = digamma(1 + a): digamma(x) = P(a) - 1/a for x > 0, and for x < 0 by reflection (DLMF 5.5.4) P(a) + pi cot(pi a) =
 *     P(a) + 1/d + d b(d^2), d = a - rint(a), which is exact. Below 1 P(a) is a core of a - 1/2, from 1 on log a + r(1/a) (DLMF 5.11.2), with
 *     log a = k ln 2 + f + f^2 c in two parts. The pole v, 1/d or -1/a, and its quotient's remainder are two numbers as well, and the head of the
 *     logarithm plus v is one with its rounding error (Knuth's TwoSum): beside the zeros between the poles they cancel from a size of up to 16 to
 *     one of 1 or less, in whose ulp, that of 1, errors count. What is left is of size 2: three roundings and that of b, 2^-24 each.
 *     At a negative integer d is 0, and infinity times 0 gives nan; below 2^-126 -1/x is the result, infinite at zeros with the sign of -1/x; infinity gives itself.
 *
 * Use: float digamma_f32(float), and void digamma_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef DIGAMMA_F32_8650855279781635
#define DIGAMMA_F32_8650855279781635

#define DIGAMMA_F32_TARGET "digamma"
#define DIGAMMA_F32_FORMAT "c"
#define DIGAMMA_F32_MAX_ULP 3.1477974387817085
#define DIGAMMA_F32_EXHAUSTIVE 1
#define DIGAMMA_F32_FTZ 1
#define DIGAMMA_F32_DAZ 1
#define DIGAMMA_F32_WITNESS "-0x1.8684d60000000p+0"
#define DIGAMMA_F32_OUTPUTS_HASH "549aecac9e5d788fedc2d8457233520f1c3efda2c789aaf7f228b88007cfe072"
#define DIGAMMA_F32_RECORD "8650855279781635"

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

static inline int32_t digamma_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float digamma_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float digamma_f32(float x) {
    const float c0 = 0x0p+0f; /* 0 */
    const float c1 = 0x1p+0f; /* 1 */
    const float c2 = 0x1p-1f; /* 0.5 */
    const int32_t c3 = 1060439283;
    const int32_t c4 = -8388608;
    const int32_t c5 = 23;
    const float c6 = -0x1.49c102p-2f; /* -0.322025329 */
    const float c7 = 0x1.a0b5dcp-2f; /* 0.406943738 */
    const float c8 = 0x1.b3135cp-4f; /* 0.106219634 */
    const float c9 = -0x1.d7fd48p-2f; /* -0.460927129 */
    const float c10 = -0x1.37e448p-2f; /* -0.304581761 */
    const float c11 = 0x1.3c8822p-2f; /* 0.309113055 */
    const float c12 = 0x1.8c7ac2p-3f; /* 0.193593517 */
    const float c13 = -0x1.fffff6p-2f; /* -0.499999851 */
    const float c14 = 0x1.a9eedep+0f; /* 1.66380107 */
    const float c15 = 0x1.239214p+1f; /* 2.27789545 */
    const float c16 = -0x1.0c7b9ep+1f; /* -2.0975225 */
    const float c17 = -0x1.b25d2cp-8f; /* -0.00662786793 */
    const float c18 = 0x1.207244p+10f; /* 1153.7854 */
    const float c19 = -0x1.a147bep+7f; /* -208.640121 */
    const float c20 = 0x1.a01b6ep+6f; /* 104.026787 */
    const float c21 = 0x1.de9e64p-1f; /* 0.934802175 */
    const float c22 = 0x1.2aed04p-5f; /* 0.036489971 */
    const float c23 = -0x1.24f344p-4f; /* -0.0715210587 */
    const float c24 = 0x1.97e874p-3f; /* 0.199173838 */
    const float c25 = 0x1.efdf76p-6f; /* 0.0302656796 */
    const float c26 = 0x1.5c8a3ap-9f; /* 0.00265914877 */
    const float c27 = -0x1.19955ep-7f; /* -0.00859324541 */
    const float c28 = 0x1.eb592p-15f; /* 5.85732632e-05 */
    const float c29 = 0x1.554f3cp-4f; /* 0.0833275169 */
    const float c30 = 0x1.fffff2p-2f; /* 0.499999791 */
    const float c31 = -0x1.7dcafcp+0f; /* -1.49137855 */
    const float c32 = 0x1.213cbap-2f; /* 0.282458216 */
    const float c33 = 0x1.2d6456p+0f; /* 1.17731225 */
    const float c34 = 0x1.2a4dcap+0f; /* 1.16524947 */
    const float c35 = 0x1.62b3b6p+0f; /* 1.38555467 */
    const float c36 = -0x1.14930ep+1f; /* -2.16073775 */
    const float c37 = -0x1.e5130ap+1f; /* -3.78964353 */
    const float c38 = 0x1.62e4p-1f; /* 0.693145752 */
    const float c39 = -0x1.62e4p-1f; /* -0.693145752 */
    const float c40 = 0x1.7f7d1cp-20f; /* 1.42860677e-06 */
    const float c41 = 0x1p-126f; /* 1.17549435e-38 */
    const float c42 = 0x1.fffffep+127f; /* 3.40282347e+38 */
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
    const float v12 = v11 * v11;
    const float v13 = -x;
    const float v14 = v5 ? v11 : v13;
    const int32_t v15 = digamma_f32_word(v0);
    const int32_t v16 = (int32_t)((uint32_t)v15 - (uint32_t)c3);
    const int32_t v17 = v16 >> c5;
    const int32_t v18 = v16 & c4;
    const int32_t v19 = (int32_t)((uint32_t)v15 - (uint32_t)v18);
    const float v20 = digamma_f32_float(v19);
    const float v21 = v20 - c1;
    const float v22 = (float)v17;
    const float v23 = v10 - c2;
    const float v24 = c1 / v10;
    const float v25 = fmaf(v21, c6, c7);
    const float v26 = -v21;
    const float v27 = fmaf(v26, v25, c8);
    const float v28 = fmaf(v21, v27, c9);
    const float v29 = -v28;
    const float v30 = fmaf(v29, v28, v21);
    const float v31 = fmaf(v30, c10, c11);
    const float v32 = fmaf(v31, v31, c12);
    const float v33 = fmaf(v21, v32, c13);
    const float v34 = v23 + c14;
    const float v35 = v23 / v34;
    const float v36 = v35 + c15;
    const float v37 = fmaf(v36, v36, c16);
    const float v38 = v35 * c17;
    const float v39 = v37 * v38;
    const float v40 = fmaf(v39, c18, c19);
    const float v41 = fmaf(v39, v40, v23);
    const float v42 = v41 + c20;
    const float v43 = fmaf(v42, v38, c21);
    const float v44 = fmaf(v23, v43, c22);
    const float v45 = fmaf(v24, c23, c24);
    const float v46 = fmaf(v45, v45, c25);
    const float v47 = fmaf(v24, v46, c26);
    const float v48 = fmaf(v47, v47, c27);
    const float v49 = fmaf(v24, v48, c28);
    const float v50 = fmaf(v24, v49, c29);
    const float v51 = -v24;
    const float v52 = fmaf(v51, v50, c30);
    const float v53 = v24 * v52;
    const float v54 = fmaf(v12, c31, c32);
    const float v55 = fmaf(v12, v12, c33);
    const float v56 = v12 * v55;
    const float v57 = v56 + c34;
    const float v58 = fmaf(v56, v57, c35);
    const float v59 = fmaf(v54, v58, c36);
    const float v60 = -v54;
    const float v61 = fmaf(v60, v59, c37);
    const float v62 = fmaf(v22, c38, v21);
    const float v63 = fmaf(v22, c39, v62);
    const float v64 = v21 - v63;
    const float v65 = v21 * v21;
    const float v66 = fmaf(v65, v33, v64);
    const float v67 = fmaf(v22, c40, v66);
    const int v68 = v10 < c1;
    const float v69 = v67 + v53;
    const float v70 = v68 ? c0 : v62;
    const float v71 = v68 ? v44 : v69;
    const float v72 = fabsf(v14);
    const int v73 = v72 < c41;
    const float v74 = v14 * c0;
    const float v75 = v73 ? v74 : v14;
    const float v76 = c1 / v75;
    const float v77 = fabsf(v76);
    const int v78 = v77 < c41;
    const float v79 = v76 * c0;
    const float v80 = v78 ? v79 : v76;
    const float v81 = -v80;
    const float v82 = fmaf(v81, v75, c1);
    const float v83 = v70 + v80;
    const float v84 = v83 - v70;
    const float v85 = v83 - v84;
    const float v86 = v80 - v84;
    const float v87 = v70 - v85;
    const float v88 = v86 + v87;
    const float v89 = v5 ? v11 : c0;
    const float v90 = fmaf(v89, v61, v71);
    const float v91 = fmaf(v80, v82, v90);
    const float v92 = v91 + v88;
    const float v93 = v83 + v92;
    const float v94 = fabsf(v93);
    const int v95 = v94 < c41;
    const float v96 = v93 * c0;
    const float v97 = v95 ? v96 : v93;
    const int v98 = v10 < c41;
    const float v99 = v98 ? v80 : v97;
    const int v100 = c42 < v4;
    const float v101 = v100 ? x : v99;
    return v101;
}

static inline void digamma_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = digamma_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * erfc for float32 arrays: max error 2.4080 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.8cace40000000p+0. Results that are not correctly rounded: 111,084,100.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 7.2; C17 7.12.8.2 and F.10.5.2.
 *
 * Kernel 8e46e4cd642df692, 59 operations, 39 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search erfc --seed 0 --evaluations 320000 --max-ops 16
 *
 * Reduction erfc_pieces:
 *     |x| < 1: erfc(x) = (1 - x) - x c(x^2 - 1/2): c lies between 0.129 and -0.158, and from 1/2 on 1 - x is exact, so that little but
 *     the last rounding counts. 1 <= a = |x|: erfc(a) = e^(-a^2) (1 + v) / (2 a), 1 + v = 2 a erfcx(a) between 0.855 and 1.129 as a function
 *     of u = (a - 1.0) / (a + 2.0), whose errors hardly matter because v is flat. With e^r = 1 + p the product (1 + p)(1 + v)
 *     is 1 + (p v + (p + v)), multiplied into 1/a by one fma.
 *     e^(-a^2) = 2^k (1 + r w(r)), |r| <= ln 2 / 2: a^2 = s - e to the last bit (s = fl(a^2)) and ln 2 is in two parts, so that r is good
 *     to 2^-26. k is added to the exponent of the finished product, exactly; from a = 9.1945 on the result is below 2^-126 and made 0.
 *     a is cut at 10, where all is decided, so that infinity passes. For x < 0 erfc(x) = 2 - erfc(|x|).
 *
 * Use: float erfc_f32(float), and void erfc_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ERFC_F32_8E46E4CD642DF692
#define ERFC_F32_8E46E4CD642DF692

#define ERFC_F32_TARGET "erfc"
#define ERFC_F32_FORMAT "c"
#define ERFC_F32_MAX_ULP 2.408043136820197
#define ERFC_F32_EXHAUSTIVE 1
#define ERFC_F32_FTZ 1
#define ERFC_F32_DAZ 1
#define ERFC_F32_WITNESS "0x1.8cace40000000p+0"
#define ERFC_F32_OUTPUTS_HASH "afa44ffa77be061901754a4afcdd2ead320157962e97f39b4fd07439b58a3d3d"
#define ERFC_F32_RECORD "8e46e4cd642df692"

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

static inline int32_t erfc_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float erfc_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float erfc_f32(float x) {
    const float c0 = 0x1.4p+3f; /* 10 */
    const float c1 = -0x1.715476p+0f; /* -1.44269502 */
    const float c2 = 0x1.8000fcp+23f; /* 12583038 */
    const float c3 = -0x1.62e4p-1f; /* -0.693145752 */
    const float c4 = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float c5 = -0x1p-1f; /* -0.5 */
    const float c6 = -0x1.2b45ccp-10f; /* -0.00114163454 */
    const float c7 = 0x1.b7ef46p-9f; /* 0.0033564351 */
    const float c8 = -0x1.ab3e88p-4f; /* -0.104307681 */
    const float c9 = 0x1.906aaap-2f; /* 0.391031891 */
    const float c10 = 0x1.811adep-3f; /* 0.188039526 */
    const float c11 = 0x1.d452d8p-4f; /* 0.114336818 */
    const float c12 = -0x1.88aa32p-4f; /* -0.0958654359 */
    const float c13 = -0x1.3e18cep-2f; /* -0.310641497 */
    const float c14 = 0x1.319828p-5f; /* 0.0373039991 */
    const float c15 = -0x1.5f2a44p-5f; /* -0.0428668335 */
    const float c16 = -0x1.6cb698p-1f; /* -0.71233058 */
    const float c17 = -0x1.62409cp-3f; /* -0.172974795 */
    const float c18 = 0x1.c0e9f4p-1f; /* 0.876784921 */
    const float c19 = 0x1p+0f; /* 1 */
    const float c20 = 0x1p+1f; /* 2 */
    const float c21 = 0x1.8f07d2p-5f; /* 0.0487097837 */
    const float c22 = -0x1.336778p-5f; /* -0.0375249237 */
    const float c23 = -0x1.a23b8cp-2f; /* -0.408430278 */
    const float c24 = 0x1.3a7a3cp-4f; /* 0.076776728 */
    const float c25 = 0x1.15f5f8p-6f; /* 0.0169653818 */
    const float c26 = -0x1.a45878p-2f; /* -0.410493731 */
    const float c27 = 0x1.c59c2ap-1f; /* 0.885957062 */
    const float c28 = 0x1.0ba30cp-1f; /* 0.522728324 */
    const float c29 = 0x1.06fce6p-3f; /* 0.128412053 */
    const int32_t c30 = 23;
    const float c31 = 0x1.2639bep+3f; /* 9.19454861 */
    const float c32 = 0x0p+0f; /* 0 */
    const float c33 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c33;
    const float v3 = v0 * c32;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = v5 * v5;
    const float v7 = -v0;
    const float v8 = fabsf(v7);
    const int v9 = v8 < c33;
    const float v10 = v7 * c32;
    const float v11 = v9 ? v10 : v7;
    const float v12 = fmaf(v11, v5, v6);
    const float v13 = fmaf(v6, c1, c2);
    const float v14 = v13 - c2;
    const float v15 = -v6;
    const float v16 = fmaf(v14, c3, v15);
    const float v17 = fmaf(v14, c4, v12);
    const float v18 = v16 + v17;
    const float v19 = v6 + c5;
    const float v20 = fmaf(v19, c6, c7);
    const float v21 = fmaf(v19, v20, c8);
    const float v22 = fmaf(v19, v21, c9);
    const float v23 = fmaf(v22, v22, c10);
    const float v24 = fmaf(v22, v23, c11);
    const float v25 = v24 - v19;
    const float v26 = fmaf(v25, v24, c12);
    const float v27 = fmaf(v18, c14, c15);
    const float v28 = -v18;
    const float v29 = fmaf(v28, v27, c16);
    const float v30 = fmaf(v18, c13, v29);
    const float v31 = fmaf(v18, v30, c17);
    const float v32 = fmaf(v31, v29, c18);
    const float v33 = c0 < v4 ? c0 : v4;
    const float v34 = v33 - c19;
    const float v35 = v33 + c20;
    const float v36 = v34 / v35;
    const float v37 = fmaf(v36, c21, c22);
    const float v38 = fmaf(v36, v37, c23);
    const float v39 = fmaf(v36, v38, c24);
    const float v40 = fmaf(v39, v38, c25);
    const float v41 = -v39;
    const float v42 = fmaf(v41, v40, c26);
    const float v43 = fmaf(v36, v42, c27);
    const float v44 = -v36;
    const float v45 = fmaf(v44, v43, c28);
    const float v46 = -v45;
    const float v47 = fmaf(v46, v45, c29);
    const float v48 = c19 / v4;
    const float v49 = v18 * v32;
    const float v50 = v49 + v47;
    const float v51 = fmaf(v49, v47, v50);
    const float v52 = fmaf(v48, v51, v48);
    const int32_t v53 = erfc_f32_word(v13);
    const int32_t v54 = (int32_t)((uint32_t)v53 << c30);
    const float v55 = erfc_f32_float(v54);
    const float v56 = v52 * v55;
    const float v57 = fabsf(v56);
    const int v58 = v57 < c33;
    const float v59 = v56 * c32;
    const float v60 = v58 ? v59 : v56;
    const int v61 = c31 < v4;
    const float v62 = v61 ? c32 : v60;
    const float v63 = c20 - v62;
    const float v64 = fabsf(v63);
    const int v65 = v64 < c33;
    const float v66 = v63 * c32;
    const float v67 = v65 ? v66 : v63;
    const float v68 = fabsf(x);
    const int v69 = v68 < c33;
    const float v70 = x * c32;
    const float v71 = v69 ? v70 : x;
    const int v72 = v71 < c32;
    const float v73 = v72 ? v67 : v62;
    const float v74 = c19 - v71;
    const float v75 = -x;
    const float v76 = fabsf(v75);
    const int v77 = v76 < c33;
    const float v78 = v75 * c32;
    const float v79 = v77 ? v78 : v75;
    const float v80 = fmaf(v79, v26, v74);
    const float v81 = fabsf(v80);
    const int v82 = v81 < c33;
    const float v83 = v80 * c32;
    const float v84 = v82 ? v83 : v80;
    const int v85 = v4 < c19;
    const float v86 = v85 ? v84 : v73;
    return v86;
}

static inline void erfc_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erfc_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

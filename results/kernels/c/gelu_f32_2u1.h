/*
 * gelu for float32 arrays: max error 1.3041 ulp over 277,654 sampled inputs.
 *
 * Witness of the bound: x = -0x1.1c97ca0000000p-1. Results that are not correctly rounded: 1,068.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x times the normal distribution function; arXiv 1606.08415.
 *
 * Kernel 68a19d3ac958316d, 59 operations, 34 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search gelu --seed 1 --evaluations 1200000 --max-ops 16
 *
 * Reduction gelu_pieces_kept:
 *     gelu(x) = max(x, 0) - T(|x|)/2, T(a) = a erfc(a / sqrt(2)): for x < 0 the result is -T/2, for x > 0 nothing cancels because
 *     T <= x. From 0.5 on T(a) = C(a) e^(-a^2/2), and C rises to sqrt(2 / pi), most of it near 0.5: it is smooth in
 *     u = (a - 1.0) / (a + 2.0), which has small relative and absolute errors where C is steep. Below 0.5 gelu(x) =
 *     (x + x^2 c(x^2)) / 2, where |x| c < 0.55; the sum
 *     is never below x, so max(x, sum) is the sum, and -0 for x = -0.
 *     The core gives C - 1/2, from -0.16 to 0.3: its rounding is a quarter of C's, and all but the last sum of
 *     1/2 + (g + (r/2 + g r) w), g = C - 1/2, are of numbers below 0.7.
 *     What the last sum of r lost is found again (Fast2Sum) and joins r/2 with C about 0.7.
 *     -x^2/2 = k ln 2 + r/2, |r| <= ln 2, with x^2 = s + e to the last bit (s = fl(x^2)) and ln 2 in two parts: r is good to 2^-25. T is
 *     g e^(r/2) 2^k with e^(r/2) = 1 + r w(r), the sum g + g r w rounded once and k added to its exponent; T/2 < 2^-126 is 0. |x| is cut
 *     at 14, where all is decided, so that infinity passes.
 *
 * Use: float gelu_f32(float), and void gelu_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef GELU_F32_68A19D3AC958316D
#define GELU_F32_68A19D3AC958316D

#define GELU_F32_TARGET "gelu"
#define GELU_F32_FORMAT "c"
#define GELU_F32_MAX_ULP 1.3041423426384207
#define GELU_F32_EXHAUSTIVE 0
#define GELU_F32_FTZ 1
#define GELU_F32_DAZ 1
#define GELU_F32_WITNESS "-0x1.1c97ca0000000p-1"
#define GELU_F32_OUTPUTS_HASH NULL
#define GELU_F32_RECORD "68a19d3ac958316d"

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

static inline int32_t gelu_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float gelu_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float gelu_f32(float x) {
    const float c0 = 0x1.cp+3f; /* 14 */
    const float c1 = 0x1.84c46p-5f; /* 0.0474569201 */
    const float c2 = -0x1.adf8dap-3f; /* -0.209947303 */
    const float c3 = 0x1.6c249p-4f; /* 0.0889020562 */
    const float c4 = 0x1.988454p-1f; /* 0.797884583 */
    const float c5 = -0x1.715476p-1f; /* -0.721347511 */
    const float c6 = 0x1.8p+23f; /* 12582912 */
    const float c7 = -0x1.62e4p+0f; /* -1.3862915 */
    const float c8 = -0x1.7f7d1cp-19f; /* -2.85721353e-06 */
    const float c9 = 0x1.9e72cep-20f; /* 1.54394081e-06 */
    const float c10 = 0x1.6e551p-16f; /* 2.18351051e-05 */
    const float c11 = 0x1.5149d4p+7f; /* 168.644196 */
    const float c12 = -0x1.5d347p+9f; /* -698.409668 */
    const float c13 = 0x1.2797f6p-5f; /* 0.0360832028 */
    const float c14 = 0x1.000004p-3f; /* 0.12500003 */
    const float c15 = 0x1p-1f; /* 0.5 */
    const float c16 = 0x1p+0f; /* 1 */
    const float c17 = 0x1p+1f; /* 2 */
    const float c18 = -0x1.abd69ap-2f; /* -0.417810827 */
    const float c19 = 0x1.72b2aep-3f; /* 0.181004867 */
    const float c20 = 0x1.5e0c98p-4f; /* 0.0854612291 */
    const float c21 = -0x1.7b6906p-3f; /* -0.18525891 */
    const float c22 = -0x1.c55db2p-4f; /* -0.110685058 */
    const float c23 = 0x1.6f450cp-1f; /* 0.717323661 */
    const float c24 = 0x1.0b9d8cp+0f; /* 1.04537272 */
    const float c25 = 0x1.8f97f4p-1f; /* 0.780456185 */
    const float c26 = 0x1.7b65bp-6f; /* 0.0231565684 */
    const int32_t c27 = 23;
    const float c28 = 0x1.a4ae0ep+3f; /* 13.1462469 */
    const float c29 = 0x0p+0f; /* 0 */
    const float c30 = -0x0p+0f; /* -0 */
    const float c31 = -0x1p-1f; /* -0.5 */
    const float c32 = 0x1.6p-1f; /* 0.6875 */
    const float c33 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c33;
    const float v3 = v0 * c29;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = v5 * v5;
    const float v7 = -v6;
    const float v8 = fmaf(v4, v5, v7);
    const float v9 = fmaf(v6, c1, c2);
    const float v10 = fmaf(v9, v9, c3);
    const float v11 = -v6;
    const float v12 = fmaf(v11, v10, c4);
    const float v13 = fmaf(v6, c5, c6);
    const float v14 = v13 - c6;
    const float v15 = -v6;
    const float v16 = fmaf(v14, c7, v15);
    const float v17 = -v8;
    const float v18 = fmaf(v14, c8, v17);
    const float v19 = v16 + v18;
    const float v20 = v19 - v16;
    const float v21 = v18 - v20;
    const float v22 = fmaf(v19, c9, c10);
    const float v23 = fmaf(v19, v19, c11);
    const float v24 = fmaf(v19, v23, c12);
    const float v25 = fmaf(v22, v24, c13);
    const float v26 = fmaf(v19, v25, c14);
    const float v27 = fmaf(v19, v26, c15);
    const float v28 = c0 < v4 ? c0 : v4;
    const float v29 = v28 - c16;
    const float v30 = v28 + c17;
    const float v31 = v29 / v30;
    const float v32 = v31 + c19;
    const float v33 = v31 * v32;
    const float v34 = fmaf(v33, c20, c21);
    const float v35 = v34 * v32;
    const float v36 = v35 + c22;
    const float v37 = v33 + v35;
    const float v38 = v36 * v37;
    const float v39 = fmaf(v38, c23, c24);
    const float v40 = v39 * v35;
    const float v41 = fmaf(v31, c18, v40);
    const float v42 = v41 + c25;
    const float v43 = fmaf(v31, v42, c26);
    const float v44 = v19 * c15;
    const float v45 = fmaf(v21, c32, v44);
    const float v46 = fmaf(v43, v19, v45);
    const float v47 = fmaf(v46, v27, v43);
    const float v48 = v47 + c15;
    const int32_t v49 = gelu_f32_word(v48);
    const int32_t v50 = gelu_f32_word(v13);
    const int32_t v51 = (int32_t)((uint32_t)v50 << c27);
    const int32_t v52 = (int32_t)((uint32_t)v49 + (uint32_t)v51);
    const float v53 = gelu_f32_float(v52);
    const int v54 = v4 < c28;
    const float v55 = v54 ? v53 : c29;
    const float v56 = fabsf(x);
    const int v57 = v56 < c33;
    const float v58 = x * c29;
    const float v59 = v57 ? v58 : x;
    const float v60 = v59 < c30 ? c30 : v59;
    const float v61 = fmaf(v55, c31, v60);
    const float v62 = fabsf(v61);
    const int v63 = v62 < c33;
    const float v64 = v61 * c29;
    const float v65 = v63 ? v64 : v61;
    const float v66 = fmaf(v6, v12, v59);
    const float v67 = v59 < v66 ? v66 : v59;
    const float v68 = v67 * c15;
    const float v69 = fabsf(v68);
    const int v70 = v69 < c33;
    const float v71 = v68 * c29;
    const float v72 = v70 ? v71 : v68;
    const int v73 = v4 < c15;
    const float v74 = v73 ? v72 : v65;
    return v74;
}

static inline void gelu_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = gelu_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * atanh for float32 arrays: max error 0.5771 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.2dd9640000000p-1. Results that are not correctly rounded: 650,550.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.37; C17 7.12.5.3 and F.10.2.3.
 *
 * Kernel c5fef2746fc67404, 52 operations, 8 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search atanh --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction atanh_shift_exact:
 *     atanh a = 1/2 log((1 + a) / (1 - a)), a = |x|. k is the difference of the exponents of 1 + a and 1 - a, by their bits, and c = 2^k:
 *     (1 + a) / (1 - a) = c (1 + s) / (1 - s) with s = (a + t) / (2 + a - t), t = c a + 1 - c, so atanh a = k ln(2) / 2 + atanh s,
 *     s^2 below 0.14. For a < 1/3 k is 0 and s is a itself. atanh s = s + s z p(z), z = s^2, the last term below 0.05 of s.
 *     The numerator a + t is exact: a multiple of 2^-25 up to 1/2, or of 2^-24 up to 1. What `bottom` = 2 + (a - t) and the division lose
 *     is found again (Fast2Sum; the remainder top - s bottom by fma) and divided by `bottom` to 12 % through its bits, which is enough;
 *     k ln(2) / 2 is a product without rounding, and what its sum with s loses (k = 0, or it is the larger one) joins the tail. What
 *     remains is the last addition's half an ulp, and little of a - t, which is rounded where it is 1 and more.
 *     1 gives inf, more nan; the largest float below 1 is as far as c is needed.
 *
 * Use: float atanh_f32(float), and void atanh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ATANH_F32_C5FEF2746FC67404
#define ATANH_F32_C5FEF2746FC67404

#define ATANH_F32_TARGET "atanh"
#define ATANH_F32_FORMAT "c"
#define ATANH_F32_MAX_ULP 0.577088320790077
#define ATANH_F32_EXHAUSTIVE 1
#define ATANH_F32_FTZ 1
#define ATANH_F32_DAZ 1
#define ATANH_F32_WITNESS "0x1.2dd9640000000p-1"
#define ATANH_F32_OUTPUTS_HASH "da4e30ace29ad14a538be3997406b858285252d89ff2891416e1d707372dd510"
#define ATANH_F32_RECORD "c5fef2746fc67404"

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

static inline int32_t atanh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float atanh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float atanh_f32(float x) {
    const float c0 = 0x1p+0f; /* 1 */
    const float c1 = 0x1p+1f; /* 2 */
    const float c2 = 0x0p+0f; /* 0 */
    const float c3 = 0x1.fffffcp-1f; /* 0.999999881 */
    const int32_t c4 = 1065353216;
    const int32_t c5 = 23;
    const int32_t c6 = 2129858560;
    const float c7 = 0x1.a1ad52p-3f; /* 0.203943864 */
    const float c8 = 0x1.9c6f3ap-2f; /* 0.402768046 */
    const float c9 = -0x1.602d94p-4f; /* -0.0859809667 */
    const float c10 = 0x1.e5c01cp-2f; /* 0.474365652 */
    const float c11 = 0x1.2aeadp-2f; /* 0.291911364 */
    const float c12 = 0x1.62e4p-2f; /* 0.346572876 */
    const float c13 = 0x1.7f7d1cp-21f; /* 7.14303383e-07 */
    const float c14 = 0x1.fffffep-1f; /* 0.99999994 */
    const float c15 = INFINITY; /* inf */
    const float c16 = NAN; /* nan */
    const int32_t c17 = INT32_MIN;
    const float c18 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c18;
    const float v3 = v0 * c2;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c3 < v4 ? c3 : v4;
    const float v6 = v4 + c0;
    const float v7 = c0 - v5;
    const int32_t v8 = atanh_f32_word(v6);
    const int32_t v9 = atanh_f32_word(v7);
    const int32_t v10 = (int32_t)((uint32_t)v8 - (uint32_t)v9);
    const int32_t v11 = v10 >> c5;
    const float v12 = (float)v11;
    const int32_t v13 = (int32_t)((uint32_t)v11 << c5);
    const int32_t v14 = (int32_t)((uint32_t)v13 + (uint32_t)c4);
    const float v15 = atanh_f32_float(v14);
    const float v16 = c0 - v15;
    const float v17 = fmaf(v15, v4, v16);
    const float v18 = v4 + v17;
    const float v19 = v4 - v17;
    const float v20 = v19 + c1;
    const float v21 = v18 / v20;
    const float v22 = fmaf(v21, v21, c2);
    const float v23 = v20 - c1;
    const float v24 = v19 - v23;
    const float v25 = -v21;
    const float v26 = fmaf(v25, v20, v18);
    const float v27 = fmaf(v25, v24, v26);
    const int32_t v28 = atanh_f32_word(v20);
    const int32_t v29 = (int32_t)((uint32_t)c6 - (uint32_t)v28);
    const float v30 = atanh_f32_float(v29);
    const float v31 = v27 * v30;
    const float v32 = fmaf(v22, c7, c8);
    const float v33 = -v22;
    const float v34 = fmaf(v33, v32, c9);
    const float v35 = fmaf(v34, v34, c10);
    const float v36 = -v35;
    const float v37 = fmaf(v36, v34, c11);
    const float v38 = v22 * v37;
    const float v39 = v12 * c12;
    const float v40 = v39 + v21;
    const float v41 = v40 - v39;
    const float v42 = v21 - v41;
    const float v43 = fmaf(v12, c13, v42);
    const float v44 = v43 + v31;
    const float v45 = fmaf(v21, v38, v44);
    const float v46 = v40 + v45;
    const float v47 = fabsf(v46);
    const int v48 = v47 < c18;
    const float v49 = v46 * c2;
    const float v50 = v48 ? v49 : v46;
    const int v51 = c14 < v4;
    const int v52 = c0 < v4;
    const float v53 = v52 ? c16 : c15;
    const float v54 = v51 ? v53 : v50;
    const int32_t v55 = atanh_f32_word(x);
    const int32_t v56 = v55 & c17;
    const int32_t v57 = atanh_f32_word(v54);
    const int32_t v58 = v57 | v56;
    const float v59 = atanh_f32_float(v58);
    return v59;
}

static inline void atanh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = atanh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

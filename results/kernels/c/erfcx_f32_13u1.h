/*
 * erfcx for float32 arrays: max error 12.4575 ulp over 277,566 sampled inputs.
 *
 * Witness of the bound: x = 0x1.7274400000000p-6. Results that are not correctly rounded: 87,591.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: e^(x^2) erfc(x); DLMF 7.2 and 7.12.1; scipy.special.erfcx.
 *
 * Kernel 1e2732e7697c6119, 45 operations, 24 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search erfcx --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction erfcx_plain:
 *     a = |x|, u = 1 / (1 + a): g = erfcx(a) = u + u (1 - u) v(u); g / u goes from 1 at a = 0, where the result is exactly 1, to
 *     1 / sqrt(pi) at infinity. u is off by up to 1 ulp, and so is g.
 *     For x < 0 erfcx(x) = 2 e^(a^2) - g: a^2 = s - e to the last bit (s = fl(a^2)), = k ln 2 + r, |r| <= ln 2 / 2, ln 2 in two parts, so that
 *     r is good to 2^-26. With e^r = 1 + r w(r), (2 + (2 r w - g 2^-k)) 2^k has one rounding of size, and its overflow is that of
 *     the result: a is cut at 9.39, beyond 9.382, from where on it is infinite, and k is 127 there. Beyond 2^125.17 erfcx(a) is below 2^-126 and made 0.
 *
 * Use: float erfcx_f32(float), and void erfcx_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ERFCX_F32_1E2732E7697C6119
#define ERFCX_F32_1E2732E7697C6119

#define ERFCX_F32_TARGET "erfcx"
#define ERFCX_F32_FORMAT "c"
#define ERFCX_F32_MAX_ULP 12.457509919331534
#define ERFCX_F32_EXHAUSTIVE 0
#define ERFCX_F32_FTZ 1
#define ERFCX_F32_DAZ 1
#define ERFCX_F32_WITNESS "0x1.7274400000000p-6"
#define ERFCX_F32_OUTPUTS_HASH NULL
#define ERFCX_F32_RECORD "1e2732e7697c6119"

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

static inline int32_t erfcx_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float erfcx_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float erfcx_f32(float x) {
    const float c0 = 0x1.2c8p+3f; /* 9.390625 */
    const float c1 = 0x1.715476p+0f; /* 1.44269502 */
    const float c2 = 0x1.8000fep+23f; /* 12583039 */
    const float c3 = -0x1.62e4p-1f; /* -0.693145752 */
    const float c4 = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float c5 = -0x1.24724ap-5f; /* -0.0356990285 */
    const float c6 = -0x1.f1c13p-3f; /* -0.243044257 */
    const float c7 = 0x1.0d5a98p-1f; /* 0.5260818 */
    const float c8 = 0x1.3a18c6p+0f; /* 1.22694051 */
    const float c9 = 0x1.abe328p-3f; /* 0.20892936 */
    const float c10 = 0x1p+0f; /* 1 */
    const float c11 = 0x1.715d24p-3f; /* 0.180353433 */
    const float c12 = 0x1.81592p-3f; /* 0.188158274 */
    const float c13 = -0x1.12cf8p-1f; /* -0.536739349 */
    const float c14 = 0x1.8caa32p-2f; /* 0.387367994 */
    const float c15 = 0x1.00e884p-1f; /* 0.501773953 */
    const float c16 = -0x1.0c8d1ep+0f; /* -1.04902828 */
    const float c17 = -0x1.aab482p-3f; /* -0.208352104 */
    const float c18 = 0x1.a7f776p-4f; /* 0.103507482 */
    const float c19 = -0x1.d45f8ap-2f; /* -0.457395703 */
    const float c20 = 0x1p+1f; /* 2 */
    const float c21 = 0x0p+0f; /* 0 */
    const int32_t c22 = 23;
    const int32_t c23 = 2130706432;
    const float c24 = 0x1.20dd74p+125f; /* 4.79959391e+37 */
    const float c25 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c25;
    const float v3 = v0 * c21;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = v5 * v5;
    const float v7 = -v0;
    const float v8 = fabsf(v7);
    const int v9 = v8 < c25;
    const float v10 = v7 * c21;
    const float v11 = v9 ? v10 : v7;
    const float v12 = fmaf(v11, v5, v6);
    const float v13 = fmaf(v6, c1, c2);
    const float v14 = v13 - c2;
    const float v15 = fmaf(v14, c3, v6);
    const float v16 = -v12;
    const float v17 = fmaf(v14, c4, v16);
    const float v18 = v15 + v17;
    const float v19 = fmaf(v18, c5, c6);
    const float v20 = -v18;
    const float v21 = fmaf(v20, v19, c7);
    const float v22 = fmaf(v21, v21, c8);
    const float v23 = fmaf(v22, v21, c9);
    const float v24 = v4 + c10;
    const float v25 = c10 / v24;
    const float v26 = fmaf(v25, c11, c12);
    const float v27 = fmaf(v25, v26, c13);
    const float v28 = fmaf(v27, v27, c14);
    const float v29 = -v28;
    const float v30 = fmaf(v29, v27, c15);
    const float v31 = fmaf(v25, v30, c16);
    const float v32 = fmaf(v25, v31, c17);
    const float v33 = fmaf(v32, v32, c18);
    const float v34 = fmaf(v33, v33, c19);
    const float v35 = -v25;
    const float v36 = fmaf(v35, v25, v25);
    const float v37 = fmaf(v36, v34, v25);
    const float v38 = fabsf(v37);
    const int v39 = v38 < c25;
    const float v40 = v37 * c21;
    const float v41 = v39 ? v40 : v37;
    const int32_t v42 = erfcx_f32_word(v13);
    const int32_t v43 = (int32_t)((uint32_t)v42 << c22);
    const float v44 = erfcx_f32_float(v43);
    const int32_t v45 = (int32_t)((uint32_t)c23 - (uint32_t)v43);
    const float v46 = erfcx_f32_float(v45);
    const float v47 = -v41;
    const float v48 = v47 * v46;
    const float v49 = v18 + v18;
    const float v50 = fmaf(v49, v23, v48);
    const float v51 = v50 + c20;
    const float v52 = v51 * v44;
    const float v53 = fabsf(v52);
    const int v54 = v53 < c25;
    const float v55 = v52 * c21;
    const float v56 = v54 ? v55 : v52;
    const int v57 = c24 < v4;
    const float v58 = v57 ? c21 : v41;
    const float v59 = fabsf(x);
    const int v60 = v59 < c25;
    const float v61 = x * c21;
    const float v62 = v60 ? v61 : x;
    const int v63 = v62 < c21;
    const float v64 = v63 ? v56 : v58;
    return v64;
}

static inline void erfcx_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erfcx_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

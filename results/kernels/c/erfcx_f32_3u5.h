/*
 * erfcx for float32 arrays: max error 2.8986 ulp over 277,566 sampled inputs.
 *
 * Witness of the bound: x = 0x1.2c00060000000p+6. Results that are not correctly rounded: 31,109.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: e^(x^2) erfc(x); DLMF 7.2 and 7.12.1; scipy.special.erfcx.
 *
 * Kernel 5bdfed6798e046c2, 49 operations, 24 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search erfcx --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction erfcx_corrected:
 *     a = |x|, u = 1 / (1 + a): g = erfcx(a) = u + u (1 - u) v(u); g / u goes from 1 at a = 0, where the result is exactly 1, to
 *     1 / sqrt(pi) at infinity. What the roundings of 1 + a and of the quotient leave, 1 - u (1 + a), is found as 1 - u - u a, and u times it added.
 *     For x < 0 erfcx(x) = 2 e^(a^2) - g: a^2 = s - e to the last bit (s = fl(a^2)), = k ln 2 + r, |r| <= ln 2 / 2, ln 2 in two parts, so that
 *     r is good to 2^-26. With e^r = 1 + r w(r), (2 + (2 r w - g 2^-k)) 2^k has one rounding of size, and its overflow is that of
 *     the result: a is cut at 9.39, beyond 9.382, from where on it is infinite, and k is 127 there. Beyond 2^125.17 erfcx(a) is below 2^-126 and made 0.
 *
 * Use: float erfcx_f32(float), and void erfcx_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ERFCX_F32_5BDFED6798E046C2
#define ERFCX_F32_5BDFED6798E046C2

#define ERFCX_F32_TARGET "erfcx"
#define ERFCX_F32_FORMAT "c"
#define ERFCX_F32_MAX_ULP 2.8986108472685115
#define ERFCX_F32_EXHAUSTIVE 0
#define ERFCX_F32_FTZ 1
#define ERFCX_F32_DAZ 1
#define ERFCX_F32_WITNESS "0x1.2c00060000000p+6"
#define ERFCX_F32_OUTPUTS_HASH NULL
#define ERFCX_F32_RECORD "5bdfed6798e046c2"

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
    const float c5 = -0x1.2485fep-5f; /* -0.0357084237 */
    const float c6 = -0x1.f1f13ep-3f; /* -0.243135914 */
    const float c7 = 0x1.0d2da4p-1f; /* 0.525738835 */
    const float c8 = 0x1.3a2c8ep+0f; /* 1.22724235 */
    const float c9 = 0x1.ad01c6p-3f; /* 0.209476039 */
    const float c10 = 0x1p+0f; /* 1 */
    const float c11 = 0x1.3e08fep-2f; /* 0.310581177 */
    const float c12 = -0x1.11f756p+0f; /* -1.0701803 */
    const float c13 = 0x1.aa4d7p+0f; /* 1.6652441 */
    const float c14 = 0x1.03e9d8p+0f; /* 1.01528692 */
    const float c15 = 0x1.5171dcp-2f; /* 0.329535902 */
    const float c16 = -0x1.4e2a0ep-1f; /* -0.652664602 */
    const float c17 = -0x1.c0eb9cp-3f; /* -0.219199389 */
    const float c18 = 0x1.690372p-3f; /* 0.176276103 */
    const float c19 = -0x1.f1cc8ep-2f; /* -0.486131877 */
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
    const float v27 = v25 * v26;
    const float v28 = v27 + c13;
    const float v29 = fmaf(v28, v27, c14);
    const float v30 = -v29;
    const float v31 = fmaf(v30, v29, c15);
    const float v32 = fmaf(v25, v31, c16);
    const float v33 = fmaf(v25, v32, c17);
    const float v34 = fmaf(v33, v33, c18);
    const float v35 = fmaf(v34, v34, c19);
    const float v36 = -v25;
    const float v37 = c10 - v25;
    const float v38 = c24 < v4 ? c24 : v4;
    const float v39 = fmaf(v36, v38, v37);
    const float v40 = fmaf(v37, v35, v39);
    const float v41 = fmaf(v25, v40, v25);
    const float v42 = fabsf(v41);
    const int v43 = v42 < c25;
    const float v44 = v41 * c21;
    const float v45 = v43 ? v44 : v41;
    const int32_t v46 = erfcx_f32_word(v13);
    const int32_t v47 = (int32_t)((uint32_t)v46 << c22);
    const float v48 = erfcx_f32_float(v47);
    const int32_t v49 = (int32_t)((uint32_t)c23 - (uint32_t)v47);
    const float v50 = erfcx_f32_float(v49);
    const float v51 = -v45;
    const float v52 = v51 * v50;
    const float v53 = v18 + v18;
    const float v54 = fmaf(v53, v23, v52);
    const float v55 = v54 + c20;
    const float v56 = v55 * v48;
    const float v57 = fabsf(v56);
    const int v58 = v57 < c25;
    const float v59 = v56 * c21;
    const float v60 = v58 ? v59 : v56;
    const int v61 = c24 < v4;
    const float v62 = v61 ? c21 : v45;
    const float v63 = fabsf(x);
    const int v64 = v63 < c25;
    const float v65 = x * c21;
    const float v66 = v64 ? v65 : x;
    const int v67 = v66 < c21;
    const float v68 = v67 ? v60 : v62;
    return v68;
}

static inline void erfcx_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erfcx_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

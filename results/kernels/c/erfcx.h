/*
 * erfcx for float32 arrays: max error 2.5874 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.21cb660000000p+24. Results that are not correctly rounded: 401,137,970.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: e^(x^2) erfc(x); DLMF 7.2 and 7.12.1; scipy.special.erfcx.
 *
 * Kernel 6ef4a3689171f6ab, 52 operations, 26 of them real operations of the core.
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

#ifndef ERFCX_F32_6EF4A3689171F6AB
#define ERFCX_F32_6EF4A3689171F6AB

#define ERFCX_F32_TARGET "erfcx"
#define ERFCX_F32_FORMAT "c"
#define ERFCX_F32_MAX_ULP 2.5874281246215105
#define ERFCX_F32_EXHAUSTIVE 1
#define ERFCX_F32_FTZ 1
#define ERFCX_F32_DAZ 1
#define ERFCX_F32_WITNESS "0x1.21cb660000000p+24"
#define ERFCX_F32_OUTPUTS_HASH "5a313909a0908421bb6017f0401db2ff1091358e998fae6bc0dd5056a9df357d"
#define ERFCX_F32_RECORD "6ef4a3689171f6ab"

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
    const float c5 = -0x1.2ebe14p-5f; /* -0.0369558707 */
    const float c6 = 0x1.516a92p-5f; /* 0.041188512 */
    const float c7 = -0x1.6c9ab2p-1f; /* -0.712117732 */
    const float c8 = -0x1.3ad94cp-2f; /* -0.307469547 */
    const float c9 = -0x1.619b5p-3f; /* -0.172659516 */
    const float c10 = 0x1.c10c2p-1f; /* 0.877045631 */
    const float c11 = 0x1p+0f; /* 1 */
    const float c12 = 0x1.0fbf0ep-1f; /* 0.530754507 */
    const float c13 = 0x1.41a2ccp-2f; /* 0.314097583 */
    const float c14 = -0x1.7f887p-2f; /* -0.374543905 */
    const float c15 = 0x1.448694p-6f; /* 0.0198074766 */
    const float c16 = -0x1.e098d6p-11f; /* -0.00091666606 */
    const float c17 = 0x1.337a68p-8f; /* 0.00469174422 */
    const float c18 = -0x1.047112p+15f; /* -33336.5352 */
    const float c19 = 0x1.661a4ep+10f; /* 1432.41101 */
    const float c20 = -0x1.e40ac6p-4f; /* -0.118174337 */
    const float c21 = -0x1.c77474p-2f; /* -0.444780171 */
    const float c22 = 0x1p+1f; /* 2 */
    const float c23 = 0x0p+0f; /* 0 */
    const int32_t c24 = 23;
    const int32_t c25 = 2130706432;
    const float c26 = 0x1.20dd74p+125f; /* 4.79959391e+37 */
    const float c27 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c27;
    const float v3 = v0 * c23;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = v5 * v5;
    const float v7 = -v0;
    const float v8 = fabsf(v7);
    const int v9 = v8 < c27;
    const float v10 = v7 * c23;
    const float v11 = v9 ? v10 : v7;
    const float v12 = fmaf(v11, v5, v6);
    const float v13 = fmaf(v6, c1, c2);
    const float v14 = v13 - c2;
    const float v15 = fmaf(v14, c3, v6);
    const float v16 = -v12;
    const float v17 = fmaf(v14, c4, v16);
    const float v18 = v15 + v17;
    const float v19 = fmaf(v18, c5, c6);
    const float v20 = fmaf(v18, v19, c7);
    const float v21 = fmaf(v18, c8, v20);
    const float v22 = fmaf(v18, v21, c9);
    const float v23 = fmaf(v20, v22, c10);
    const float v24 = v4 + c11;
    const float v25 = c11 / v24;
    const float v26 = v25 + c12;
    const float v27 = c13 / v26;
    const float v28 = v27 + v26;
    const float v29 = v28 + c14;
    const float v30 = c15 / v29;
    const float v31 = v30 + c16;
    const float v32 = fmaf(v25, v31, c17);
    const float v33 = v32 * v32;
    const float v34 = fmaf(v30, c18, v33);
    const float v35 = v34 + c19;
    const float v36 = v30 * c20;
    const float v37 = fmaf(v33, v35, v36);
    const float v38 = v37 + c21;
    const float v39 = -v25;
    const float v40 = c11 - v25;
    const float v41 = c26 < v4 ? c26 : v4;
    const float v42 = fmaf(v39, v41, v40);
    const float v43 = fmaf(v40, v38, v42);
    const float v44 = fmaf(v25, v43, v25);
    const float v45 = fabsf(v44);
    const int v46 = v45 < c27;
    const float v47 = v44 * c23;
    const float v48 = v46 ? v47 : v44;
    const int32_t v49 = erfcx_f32_word(v13);
    const int32_t v50 = (int32_t)((uint32_t)v49 << c24);
    const float v51 = erfcx_f32_float(v50);
    const int32_t v52 = (int32_t)((uint32_t)c25 - (uint32_t)v50);
    const float v53 = erfcx_f32_float(v52);
    const float v54 = -v48;
    const float v55 = v54 * v53;
    const float v56 = v18 + v18;
    const float v57 = fmaf(v56, v23, v55);
    const float v58 = v57 + c22;
    const float v59 = v58 * v51;
    const float v60 = fabsf(v59);
    const int v61 = v60 < c27;
    const float v62 = v59 * c23;
    const float v63 = v61 ? v62 : v59;
    const int v64 = c26 < v4;
    const float v65 = v64 ? c23 : v48;
    const float v66 = fabsf(x);
    const int v67 = v66 < c27;
    const float v68 = x * c23;
    const float v69 = v67 ? v68 : x;
    const int v70 = v69 < c23;
    const float v71 = v70 ? v63 : v65;
    return v71;
}

static inline void erfcx_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erfcx_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

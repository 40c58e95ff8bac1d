/*
 * erf for float32 arrays: max error 0.9847 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.c4fa520000000p-8. Results that are not correctly rounded: 39,889,664.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 7.2; C17 7.12.8.1 and F.10.5.1.
 *
 * Kernel 3c2274cba7e10cb0, 31 operations, 26 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search erf --seed 0 --evaluations 360000 --max-ops 16
 *
 * Reduction erf_square:
 *     |x| < 1.125: erf(x) = x + x c(s), s = x^2 - 0.625. c runs from 0.128 at x = 0 down to -0.210, so an ulp of c is a small part
 *     of an ulp of the result; the centre halves |s|, and with it what the rounding of x^2 and of c's inner terms adds.
 *     1.125 <= |x|: erf(x) = 1 - q(r)^2, q(r) = erfc(1.125 + r)^(1/2), r = min(|x| - 1.125, 2.875), which is exact; the sign of x goes
 *     into the sign bit. erfc(1.125) = 0.112, so relative errors of q^2 weigh 0.112 at most; q(r) begins at r = 0 because they weigh
 *     most there. At |x| = 4 q^2 is 2^-25.9: the difference is 1 from there on, and at infinity. A root of erfc is easier for a
 *     polynomial than erfc itself: its logarithm falls 2 times slower.
 *
 * Use: float erf_f32(float), and void erf_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ERF_F32_3C2274CBA7E10CB0
#define ERF_F32_3C2274CBA7E10CB0

#define ERF_F32_TARGET "erf"
#define ERF_F32_FORMAT "c"
#define ERF_F32_MAX_ULP 0.9846928920596838
#define ERF_F32_EXHAUSTIVE 1
#define ERF_F32_FTZ 1
#define ERF_F32_DAZ 1
#define ERF_F32_WITNESS "0x1.c4fa520000000p-8"
#define ERF_F32_OUTPUTS_HASH "7024b76f901f48b362e5317aa1d3514fc31e10305bdf0cf5d37b0fada4fd5304"
#define ERF_F32_RECORD "3c2274cba7e10cb0"

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

static inline int32_t erf_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float erf_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float erf_f32(float x) {
    const float c0 = -0x1.4p-1f; /* -0.625 */
    const float c1 = -0x1.fe2c6cp-12f; /* -0.000486539386 */
    const float c2 = 0x1.84f068p-8f; /* 0.00593473949 */
    const float c3 = -0x1.2943cep-5f; /* -0.0362872146 */
    const float c4 = 0x1.4361ap-4f; /* 0.0789505243 */
    const float c5 = -0x1.d61ad4p+0f; /* -1.83634686 */
    const float c6 = -0x1.df847ap-4f; /* -0.117069699 */
    const float c7 = -0x1.1868dcp-4f; /* -0.0684593767 */
    const float c8 = 0x1.2p+0f; /* 1.125 */
    const float c9 = 0x1.7p+1f; /* 2.875 */
    const float c10 = 0x1.1f8706p+0f; /* 1.12315404 */
    const float c11 = 0x1.f87e5p-1f; /* 0.985338688 */
    const float c12 = -0x1.c913e8p+7f; /* -228.538879 */
    const float c13 = 0x1.371dc2p+8f; /* 311.116241 */
    const float c14 = 0x1.afb26cp+18f; /* 442057.688 */
    const float c15 = -0x1.6618a4p+17f; /* -183345.281 */
    const float c16 = 0x1.27e4bp+0f; /* 1.15583324 */
    const float c17 = 0x1.5619fap-2f; /* 0.334083468 */
    const float c18 = 0x0p+0f; /* 0 */
    const float c19 = 0x1p+0f; /* 1 */
    const int32_t c20 = INT32_MIN;
    const float c21 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c21;
    const float v2 = x * c18;
    const float v3 = v1 ? v2 : x;
    const float v4 = fmaf(v3, v3, c0);
    const float v5 = fmaf(v4, c1, c2);
    const float v6 = fmaf(v4, v5, c3);
    const float v7 = fmaf(v4, v6, c4);
    const float v8 = fmaf(v4, v7, c5);
    const float v9 = fmaf(v7, v8, c6);
    const float v10 = fmaf(v4, v9, c7);
    const float v11 = fabsf(x);
    const float v12 = fabsf(v11);
    const int v13 = v12 < c21;
    const float v14 = v11 * c18;
    const float v15 = v13 ? v14 : v11;
    const float v16 = v15 - c8;
    const float v17 = c9 < v16 ? c9 : v16;
    const float v18 = c10 - v17;
    const float v19 = -v17;
    const float v20 = fmaf(v19, v18, c11);
    const float v21 = -v18;
    const float v22 = fmaf(v21, v20, c12);
    const float v23 = fmaf(v18, v22, c13);
    const float v24 = fmaf(v23, v23, c14);
    const float v25 = v17 / v24;
    const float v26 = v25 * c15;
    const float v27 = v26 + c16;
    const float v28 = fmaf(v27, v26, c17);
    const float v29 = fmaf(v3, v10, v3);
    const float v30 = fabsf(v29);
    const int v31 = v30 < c21;
    const float v32 = v29 * c18;
    const float v33 = v31 ? v32 : v29;
    const float v34 = -v28;
    const float v35 = fmaf(v34, v28, c19);
    const float v36 = fabsf(v35);
    const int v37 = v36 < c21;
    const float v38 = v35 * c18;
    const float v39 = v37 ? v38 : v35;
    const int32_t v40 = erf_f32_word(x);
    const int32_t v41 = v40 & c20;
    const int32_t v42 = erf_f32_word(v39);
    const int32_t v43 = v42 | v41;
    const float v44 = erf_f32_float(v43);
    const int v45 = v17 < c18;
    const float v46 = v45 ? v33 : v44;
    return v46;
}

static inline void erf_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erf_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

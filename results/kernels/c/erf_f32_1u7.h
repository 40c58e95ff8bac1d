/*
 * erf for float32 arrays: max error 1.2926 ulp over 277,515 sampled inputs.
 *
 * Witness of the bound: x = -0x1.25fbca0000000p+0. Results that are not correctly rounded: 3,049.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 7.2; C17 7.12.8.1 and F.10.5.1.
 *
 * Kernel 5352b7000435d3d3, 29 operations, 25 of them real operations of the core.
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

#ifndef ERF_F32_5352B7000435D3D3
#define ERF_F32_5352B7000435D3D3

#define ERF_F32_TARGET "erf"
#define ERF_F32_FORMAT "c"
#define ERF_F32_MAX_ULP 1.2925841897456183
#define ERF_F32_EXHAUSTIVE 0
#define ERF_F32_FTZ 1
#define ERF_F32_DAZ 1
#define ERF_F32_WITNESS "-0x1.25fbca0000000p+0"
#define ERF_F32_OUTPUTS_HASH NULL
#define ERF_F32_RECORD "5352b7000435d3d3"

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
    const float c10 = -0x1.4d3286p-10f; /* -0.00127104705 */
    const float c11 = 0x1.1cda4ep-5f; /* 0.0347720645 */
    const float c12 = 0x1.599ac8p-5f; /* 0.0421880633 */
    const float c13 = 0x1.524008p-2f; /* 0.330322385 */
    const float c14 = -0x1.3389cp-3f; /* -0.150165081 */
    const float c15 = 0x1.96d958p-1f; /* 0.794626951 */
    const float c16 = -0x1.b5b7f6p-5f; /* -0.053432446 */
    const float c17 = 0x0p+0f; /* 0 */
    const float c18 = 0x1p+0f; /* 1 */
    const int32_t c19 = INT32_MIN;
    const float c20 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c20;
    const float v2 = x * c17;
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
    const int v13 = v12 < c20;
    const float v14 = v11 * c17;
    const float v15 = v13 ? v14 : v11;
    const float v16 = v15 - c8;
    const float v17 = c9 < v16 ? c9 : v16;
    const float v18 = fmaf(v17, c10, c11);
    const float v19 = -v17;
    const float v20 = fmaf(v19, v18, c12);
    const float v21 = fmaf(v17, v20, c13);
    const float v22 = -v21;
    const float v23 = fmaf(v22, v21, c14);
    const float v24 = fmaf(v17, v23, c15);
    const float v25 = fmaf(v24, v24, c16);
    const float v26 = v25 * v25;
    const float v27 = fmaf(v3, v10, v3);
    const float v28 = fabsf(v27);
    const int v29 = v28 < c20;
    const float v30 = v27 * c17;
    const float v31 = v29 ? v30 : v27;
    const float v32 = -v26;
    const float v33 = fmaf(v32, v26, c18);
    const float v34 = fabsf(v33);
    const int v35 = v34 < c20;
    const float v36 = v33 * c17;
    const float v37 = v35 ? v36 : v33;
    const int32_t v38 = erf_f32_word(x);
    const int32_t v39 = v38 & c19;
    const int32_t v40 = erf_f32_word(v37);
    const int32_t v41 = v40 | v39;
    const float v42 = erf_f32_float(v41);
    const int v43 = v17 < c17;
    const float v44 = v43 ? v31 : v42;
    return v44;
}

static inline void erf_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erf_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * softplus for float32 arrays: max error 1.4629 ulp over 277,566 sampled inputs.
 *
 * Witness of the bound: x = 0x1.0dab8c0000000p-3. Results that are not correctly rounded: 7,558.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: log(1 + e^x); Dugas et al., NIPS 2000.
 *
 * Kernel c7dd179311650de7, 29 operations, 26 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search softplus --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction softplus_series:
 *     softplus(x) = max(x, 0) + log(1 + e), e = e^-|x| = 2^k e^r with -|x| = k ln 2 + r (Cody and Waite), |x| clamped to 88, where 2^k is
 *     flushed to zero. log(1 + e) = e - e^2 q(e), the core q from 1/2 down to 1 - ln 2: no division, and a correction of at most 0.44 of
 *     the result. e, e^2, the inner sum and the outer one round.
 *
 * Use: float softplus_f32(float), and void softplus_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SOFTPLUS_F32_C7DD179311650DE7
#define SOFTPLUS_F32_C7DD179311650DE7

#define SOFTPLUS_F32_TARGET "softplus"
#define SOFTPLUS_F32_FORMAT "c"
#define SOFTPLUS_F32_MAX_ULP 1.4629428618907063
#define SOFTPLUS_F32_EXHAUSTIVE 0
#define SOFTPLUS_F32_FTZ 1
#define SOFTPLUS_F32_DAZ 1
#define SOFTPLUS_F32_WITNESS "0x1.0dab8c0000000p-3"
#define SOFTPLUS_F32_OUTPUTS_HASH NULL
#define SOFTPLUS_F32_RECORD "c7dd179311650de7"

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

static inline int32_t softplus_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float softplus_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float softplus_f32(float x) {
    const float c0 = 0x1.6p+6f; /* 88 */
    const float c1 = -0x1.715476p+0f; /* -1.44269502 */
    const float c2 = 0x1.8000fep+23f; /* 12583039 */
    const float c3 = -0x1.62e4p-1f; /* -0.693145752 */
    const float c4 = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float c5 = 0x1.378b92p-7f; /* 0.00950760487 */
    const float c6 = 0x1.2ab80ep-4f; /* 0.0729294345 */
    const float c7 = 0x1.46814ep-3f; /* 0.159426317 */
    const float c8 = 0x1.efd1dp+0f; /* 1.93679523 */
    const float c9 = 0x1.87a052p-3f; /* 0.191223755 */
    const float c10 = 0x1p+0f; /* 1 */
    const int32_t c11 = 23;
    const float c12 = -0x1.4d4176p-6f; /* -0.0203403141 */
    const float c13 = 0x1.298b0ap-3f; /* 0.145284727 */
    const float c14 = -0x1.c87c72p-2f; /* -0.445787221 */
    const float c15 = 0x1.a15b72p-3f; /* 0.203787699 */
    const float c16 = 0x1.35cfc4p-1f; /* 0.605100751 */
    const float c17 = 0x1.052568p-2f; /* 0.255025506 */
    const float c18 = 0x1.1e94bp-1f; /* 0.559728146 */
    const float c19 = 0x1.7abf34p-2f; /* 0.369870007 */
    const float c20 = 0x0p+0f; /* 0 */
    const float c21 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c21;
    const float v3 = v0 * c20;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = -v5;
    const float v7 = fmaf(v5, c1, c2);
    const float v8 = v7 - c2;
    const float v9 = fmaf(v8, c3, v6);
    const float v10 = fmaf(v8, c4, v9);
    const float v11 = fmaf(v10, c5, c6);
    const float v12 = fmaf(v10, v11, c7);
    const float v13 = fmaf(v10, v12, c8);
    const float v14 = fmaf(v13, v12, c9);
    const float v15 = fmaf(v10, v14, c10);
    const float v16 = fmaf(v10, v15, c10);
    const int32_t v17 = softplus_f32_word(v7);
    const int32_t v18 = (int32_t)((uint32_t)v17 << c11);
    const float v19 = softplus_f32_float(v18);
    const float v20 = v19 * v16;
    const float v21 = fmaf(v20, c12, c13);
    const float v22 = fmaf(v20, v21, c14);
    const float v23 = fmaf(v20, v22, c15);
    const float v24 = fmaf(v23, v23, c16);
    const float v25 = fmaf(v23, v24, c17);
    const float v26 = fmaf(v23, v25, c18);
    const float v27 = fmaf(v26, v23, c19);
    const float v28 = v20 * v20;
    const float v29 = -v28;
    const float v30 = fmaf(v29, v27, v20);
    const float v31 = fabsf(x);
    const int v32 = v31 < c21;
    const float v33 = x * c20;
    const float v34 = v32 ? v33 : x;
    const float v35 = v34 < c20 ? c20 : v34;
    const float v36 = v30 + v35;
    const float v37 = fabsf(v36);
    const int v38 = v37 < c21;
    const float v39 = v36 * c20;
    const float v40 = v38 ? v39 : v36;
    return v40;
}

static inline void softplus_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = softplus_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * softplus for float32 arrays: max error 1.6557 ulp over 277,566 sampled inputs.
 *
 * Witness of the bound: x = -0x1.5750c80000000p+0. Results that are not correctly rounded: 9,269.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: log(1 + e^x); Dugas et al., NIPS 2000.
 *
 * Kernel ba59cb1ad7858039, 28 operations, 24 of them real operations of the core.
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

#ifndef SOFTPLUS_F32_BA59CB1AD7858039
#define SOFTPLUS_F32_BA59CB1AD7858039

#define SOFTPLUS_F32_TARGET "softplus"
#define SOFTPLUS_F32_FORMAT "c"
#define SOFTPLUS_F32_MAX_ULP 1.6556669980547114
#define SOFTPLUS_F32_EXHAUSTIVE 0
#define SOFTPLUS_F32_FTZ 1
#define SOFTPLUS_F32_DAZ 1
#define SOFTPLUS_F32_WITNESS "-0x1.5750c80000000p+0"
#define SOFTPLUS_F32_OUTPUTS_HASH NULL
#define SOFTPLUS_F32_RECORD "ba59cb1ad7858039"

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
    const float c5 = 0x1.23e7b6p-5f; /* 0.0356329493 */
    const float c6 = 0x1.f209a4p-3f; /* 0.243182451 */
    const float c7 = 0x1.0d9138p-1f; /* 0.526498556 */
    const float c8 = 0x1.397598p+0f; /* 1.22445059 */
    const float c9 = 0x1.acd0c2p-3f; /* 0.209382549 */
    const float c10 = 0x1p+0f; /* 1 */
    const int32_t c11 = 23;
    const float c12 = -0x1.4d16d6p-6f; /* -0.0203301515 */
    const float c13 = 0x1.299a52p-3f; /* 0.145313874 */
    const float c14 = -0x1.c8c5b2p-2f; /* -0.446066648 */
    const float c15 = 0x1.a1a3ccp-3f; /* 0.203925699 */
    const float c16 = 0x1.351ee6p-1f; /* 0.603751361 */
    const float c17 = 0x1.050064p-2f; /* 0.254884303 */
    const float c18 = 0x1.1e5baep-1f; /* 0.559293211 */
    const float c19 = 0x1.7abfdcp-2f; /* 0.36987251 */
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
    const float v13 = fmaf(v12, v12, c8);
    const float v14 = fmaf(v13, v12, c9);
    const float v15 = fmaf(v10, v14, c10);
    const int32_t v16 = softplus_f32_word(v7);
    const int32_t v17 = (int32_t)((uint32_t)v16 << c11);
    const float v18 = softplus_f32_float(v17);
    const float v19 = v18 * v15;
    const float v20 = fmaf(v19, c12, c13);
    const float v21 = fmaf(v19, v20, c14);
    const float v22 = fmaf(v19, v21, c15);
    const float v23 = fmaf(v22, v22, c16);
    const float v24 = fmaf(v22, v23, c17);
    const float v25 = fmaf(v22, v24, c18);
    const float v26 = fmaf(v25, v22, c19);
    const float v27 = v19 * v19;
    const float v28 = -v27;
    const float v29 = fmaf(v28, v26, v19);
    const float v30 = fabsf(x);
    const int v31 = v30 < c21;
    const float v32 = x * c20;
    const float v33 = v31 ? v32 : x;
    const float v34 = v33 < c20 ? c20 : v33;
    const float v35 = v29 + v34;
    const float v36 = fabsf(v35);
    const int v37 = v36 < c21;
    const float v38 = v35 * c20;
    const float v39 = v37 ? v38 : v35;
    return v39;
}

static inline void softplus_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = softplus_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

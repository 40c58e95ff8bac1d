/*
 * softplus for float32 arrays: max error 987.2629 ulp over 277,566 sampled inputs.
 *
 * Witness of the bound: x = 0x1.7626ea0000000p-18. Results that are not correctly rounded: 140,196.
 * Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.62ebe00000000p-1, not
 * 0x1.62e4300000000p-1, f(-0x0.0p+0) = 0x1.62ebe00000000p-1, not 0x1.62e4300000000p-1. Results below 2**-126 are
 * flushed to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: log(1 + e^x); Dugas et al., NIPS 2000.
 *
 * Kernel d98279a38ac5b1c2, 24 operations, 14 of them real operations of the core.
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

#ifndef SOFTPLUS_F32_D98279A38AC5B1C2
#define SOFTPLUS_F32_D98279A38AC5B1C2

#define SOFTPLUS_F32_TARGET "softplus"
#define SOFTPLUS_F32_FORMAT "c"
#define SOFTPLUS_F32_MAX_ULP 987.2628886017201
#define SOFTPLUS_F32_EXHAUSTIVE 0
#define SOFTPLUS_F32_FTZ 1
#define SOFTPLUS_F32_DAZ 1
#define SOFTPLUS_F32_WITNESS "0x1.7626ea0000000p-18"
#define SOFTPLUS_F32_OUTPUTS_HASH NULL
#define SOFTPLUS_F32_RECORD "d98279a38ac5b1c2"

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
    const float c5 = 0x1.c80764p-8f; /* 0.00695844833 */
    const float c6 = 0x1.5473aap-5f; /* 0.0415590592 */
    const float c7 = 0x1.7f9caep+3f; /* 11.9878759 */
    const float c8 = -0x1.fc48aep-2f; /* -0.496371001 */
    const float c9 = 0x1.f4be5cp-1f; /* 0.978014827 */
    const int32_t c10 = 23;
    const float c11 = 0x1.6ba5dp-5f; /* 0.044390589 */
    const float c12 = -0x1.4f2626p-3f; /* -0.163646981 */
    const float c13 = 0x1.bf8558p+2f; /* 6.99251366 */
    const float c14 = -0x1.4af054p-1f; /* -0.646364808 */
    const float c15 = 0x0p+0f; /* 0 */
    const float c16 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c16;
    const float v3 = v0 * c15;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = -v5;
    const float v7 = fmaf(v5, c1, c2);
    const float v8 = v7 - c2;
    const float v9 = fmaf(v8, c3, v6);
    const float v10 = fmaf(v8, c4, v9);
    const float v11 = fmaf(v10, c5, c6);
    const float v12 = fmaf(v10, v10, c7);
    const float v13 = fmaf(v11, v12, c8);
    const float v14 = fmaf(v13, v12, c9);
    const int32_t v15 = softplus_f32_word(v7);
    const int32_t v16 = (int32_t)((uint32_t)v15 << c10);
    const float v17 = softplus_f32_float(v16);
    const float v18 = v17 * v14;
    const float v19 = fmaf(v18, c11, c12);
    const float v20 = v18 * v18;
    const float v21 = v20 + c13;
    const float v22 = -v19;
    const float v23 = fmaf(v22, v21, c14);
    const float v24 = -v20;
    const float v25 = fmaf(v24, v23, v18);
    const float v26 = fabsf(x);
    const int v27 = v26 < c16;
    const float v28 = x * c15;
    const float v29 = v27 ? v28 : x;
    const float v30 = v29 < c15 ? c15 : v29;
    const float v31 = v25 + v30;
    const float v32 = fabsf(v31);
    const int v33 = v32 < c16;
    const float v34 = v31 * c15;
    const float v35 = v33 ? v34 : v31;
    return v35;
}

static inline void softplus_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = softplus_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

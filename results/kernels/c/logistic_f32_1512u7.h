/*
 * logistic for float32 arrays: max error 1508.6774 ulp over 277,543 sampled inputs.
 *
 * Witness of the bound: x = -0x1.4ffffa0000000p+4. Results that are not correctly rounded: 141,201.
 * Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.0002260000000p-1, not
 * 0x1.0000000000000p-1, f(-0x0.0p+0) = 0x1.0002260000000p-1, not 0x1.0000000000000p-1. Results below 2**-126 are
 * flushed to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: 1 / (1 + e^-x); scipy.special.expit.
 *
 * Kernel de3abf73b4d3d395, 14 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search logistic --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction logistic_fast:
 *     -x = k ln 2 - r (Cody and Waite), k nearest to -x log2 e, |r| <= ln 2 / 2 + 2^-19. With s = 2^k, 1 + e^-x is s + 1 + s r y, the
 *     core y = (e^-r - 1) / r about -1. o = s + 1 loses j, found exactly for all s that matter (2^-24 and more; below, j is 0 and o
 *     is 1); d = o + (s r y + j) has one rounding of size. x is first clamped to [-88, 87]: from -87.34 down 1 / d is below 2^-126 and flushed.
 *     Fast: ln 2 in one constant, and 1 + s y in one fma, with the core y = e^-r, whose error counts in full.
 *
 * Use: float logistic_f32(float), and void logistic_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOGISTIC_F32_DE3ABF73B4D3D395
#define LOGISTIC_F32_DE3ABF73B4D3D395

#define LOGISTIC_F32_TARGET "logistic"
#define LOGISTIC_F32_FORMAT "c"
#define LOGISTIC_F32_MAX_ULP 1508.6773671536935
#define LOGISTIC_F32_EXHAUSTIVE 0
#define LOGISTIC_F32_FTZ 1
#define LOGISTIC_F32_DAZ 1
#define LOGISTIC_F32_WITNESS "-0x1.4ffffa0000000p+4"
#define LOGISTIC_F32_OUTPUTS_HASH NULL
#define LOGISTIC_F32_RECORD "de3abf73b4d3d395"

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

static inline int32_t logistic_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float logistic_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float logistic_f32(float x) {
    const float c0 = -0x1.6p+6f; /* -88 */
    const float c1 = 0x1.5cp+6f; /* 87 */
    const float c2 = -0x1.715476p+0f; /* -1.44269502 */
    const float c3 = 0x1.8000fep+23f; /* 12583039 */
    const float c4 = 0x1.62e43p-1f; /* 0.693147182 */
    const float c5 = 0x1.9a9c76p-2f; /* 0.400987476 */
    const float c6 = -0x1.421474p-1f; /* -0.629062295 */
    const float c7 = 0x1.8238d8p+0f; /* 1.50867987 */
    const float c8 = 0x1.a0d0dp-5f; /* 0.0508808196 */
    const int32_t c9 = 23;
    const float c10 = 0x1p+0f; /* 1 */
    const float c11 = 0x1p-126f; /* 1.17549435e-38 */
    const float c12 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c11;
    const float v2 = x * c12;
    const float v3 = v1 ? v2 : x;
    const float v4 = v3 < c0 ? c0 : v3;
    const float v5 = c1 < v4 ? c1 : v4;
    const float v6 = fmaf(v5, c2, c3);
    const float v7 = v6 - c3;
    const float v8 = fmaf(v7, c4, v5);
    const float v9 = fmaf(v8, c5, c6);
    const float v10 = fmaf(v8, v9, c7);
    const float v11 = -v9;
    const float v12 = fmaf(v11, v10, c8);
    const int32_t v13 = logistic_f32_word(v6);
    const int32_t v14 = (int32_t)((uint32_t)v13 << c9);
    const float v15 = logistic_f32_float(v14);
    const float v16 = fmaf(v15, v12, c10);
    const float v17 = c10 / v16;
    const float v18 = fabsf(v17);
    const int v19 = v18 < c11;
    const float v20 = v17 * c12;
    const float v21 = v19 ? v20 : v17;
    return v21;
}

static inline void logistic_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = logistic_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

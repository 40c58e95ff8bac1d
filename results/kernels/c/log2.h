/*
 * log2 for float32 arrays: max error 0.9253 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.afb5160000000p-1. Results that are not correctly rounded: 3,820,350.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.10 and F.10.3.10.
 *
 * Kernel 329636d3f4f0d602, 34 operations, 15 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search log2 --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction log2_split_exact:
 *     x = 2^k m, m = 1 + f from 2/3 up to twice that: the bits of x less those of 2/3 hold k above bit 23, and k is taken from
 *     the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
 *     where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
 *     Functions, chapter 11).
 *     log2 x = (k + 1.5 f) + (c f + f^2 q(f)), c = 1 / ln 2 - 1.5 = -0.0573. 1.5 f is exact: 3 f is a multiple of 2^-24 below 1. What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
 *     added to the tail, whose roundings hardly count beside the last addition's half an ulp.
 *     The tail is below 0.086.
 *     Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
 *
 * Use: float log2_f32(float), and void log2_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOG2_F32_329636D3F4F0D602
#define LOG2_F32_329636D3F4F0D602

#define LOG2_F32_TARGET "log2"
#define LOG2_F32_FORMAT "c"
#define LOG2_F32_MAX_ULP 0.925299339463357
#define LOG2_F32_EXHAUSTIVE 1
#define LOG2_F32_FTZ 1
#define LOG2_F32_DAZ 1
#define LOG2_F32_WITNESS "0x1.afb5160000000p-1"
#define LOG2_F32_OUTPUTS_HASH "9e5a0e552406f9a892807c53f54c182df1e2509641f120bb9d953e20ed237da9"
#define LOG2_F32_RECORD "329636d3f4f0d602"

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

static inline int32_t log2_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float log2_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float log2_f32(float x) {
    const int32_t c0 = 1059760811;
    const int32_t c1 = 23;
    const float c2 = 0x1p+0f; /* 1 */
    const float c3 = 0x1.56bcp+0f; /* 1.33880615 */
    const float c4 = 0x1.97a2bp+0f; /* 1.59232616 */
    const float c5 = -0x1.994c8p+1f; /* -3.19764709 */
    const float c6 = -0x1.ce01b8p-4f; /* -0.112794608 */
    const float c7 = 0x1.4100dap-5f; /* 0.0391849764 */
    const float c8 = 0x1.39b562p-4f; /* 0.0765889958 */
    const float c9 = -0x1.e35034p-3f; /* -0.235992819 */
    const float c10 = -0x1.71547p-1f; /* -0.721347332 */
    const float c11 = 0x1.8p+0f; /* 1.5 */
    const float c12 = -0x1.d57136p-5f; /* -0.0573049597 */
    const float c13 = 0x1p-126f; /* 1.17549435e-38 */
    const float c14 = 0x0p+0f; /* 0 */
    const float c15 = INFINITY; /* inf */
    const float c16 = -INFINITY; /* -inf */
    const float c17 = NAN; /* nan */
    const int32_t v0 = log2_f32_word(x);
    const int32_t v1 = (int32_t)((uint32_t)v0 - (uint32_t)c0);
    const int32_t v2 = v1 >> c1;
    const int32_t v3 = (int32_t)((uint32_t)v2 << c1);
    const int32_t v4 = (int32_t)((uint32_t)v0 - (uint32_t)v3);
    const float v5 = log2_f32_float(v4);
    const float v6 = v5 - c2;
    const float v7 = (float)v2;
    const float v8 = v6 * v6;
    const float v9 = v8 + c3;
    const float v10 = v8 * v9;
    const float v11 = fmaf(v8, v8, c4);
    const float v12 = -v10;
    const float v13 = fmaf(v12, v11, c5);
    const float v14 = v8 * c7;
    const float v15 = fmaf(v6, c6, v14);
    const float v16 = v15 + c8;
    const float v17 = fmaf(v13, v16, c9);
    const float v18 = -v6;
    const float v19 = fmaf(v18, v17, c10);
    const float v20 = v6 * v6;
    const float v21 = v6 * c11;
    const float v22 = v7 + v21;
    const float v23 = v22 - v7;
    const float v24 = v21 - v23;
    const float v25 = fmaf(v6, c12, v24);
    const float v26 = fmaf(v20, v19, v25);
    const float v27 = v22 + v26;
    const float v28 = fabsf(v27);
    const int v29 = v28 < c13;
    const float v30 = v27 * c14;
    const float v31 = v29 ? v30 : v27;
    const float v32 = fabsf(x);
    const int v33 = v32 < c13;
    const float v34 = x * c14;
    const float v35 = v33 ? v34 : x;
    const int v36 = v35 < c13;
    const int v37 = v35 < c14;
    const float v38 = v37 ? c17 : c16;
    const float v39 = v36 ? v38 : v31;
    const int v40 = v35 < c15;
    const float v41 = v40 ? v39 : x;
    return v41;
}

static inline void log2_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = log2_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * log for float32 arrays: max error 0.6819 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.469f9c0000000p+0. Results that are not correctly rounded: 1,697,277.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.7 and F.10.3.7.
 *
 * Kernel a3ae0c6bff6076d3, 34 operations, 14 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search log --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction log_split_cubic:
 *     x = 2^k m, m = 1 + f from 0x1.64p-1 up to twice that: the bits of x less those of 0x1.64p-1 hold k above bit 23, and k is taken from
 *     the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
 *     where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
 *     Functions, chapter 11).
 *     log x = (k ln 2 + f) + (f^3 q(f) - f^2 / 2). ln 2 has a part of 16 bits, whose product with k is exact, and a rest. What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
 *     added to the tail, whose roundings hardly count beside the last addition's half an ulp. The core's
 *     term is below 0.02, so that its roundings hardly count, and f^2 / 2 is exact within its fma: the one other rounding, that of a tail
 *     below 0.066, is 1/8 ulp of results from 0.3296 on.
 *     Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
 *
 * Use: float log_f32(float), and void log_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOG_F32_A3AE0C6BFF6076D3
#define LOG_F32_A3AE0C6BFF6076D3

#define LOG_F32_TARGET "log"
#define LOG_F32_FORMAT "c"
#define LOG_F32_MAX_ULP 0.681854784488678
#define LOG_F32_EXHAUSTIVE 1
#define LOG_F32_FTZ 1
#define LOG_F32_DAZ 1
#define LOG_F32_WITNESS "0x1.469f9c0000000p+0"
#define LOG_F32_OUTPUTS_HASH "7f304637c499e866c4975ab48f4b0bb5b5ecb9a00f20e19987a95369e4312a5b"
#define LOG_F32_RECORD "a3ae0c6bff6076d3"

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

static inline int32_t log_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float log_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float log_f32(float x) {
    const int32_t c0 = 1060241408;
    const int32_t c1 = 23;
    const float c2 = 0x1p+0f; /* 1 */
    const float c3 = -0x1.5ba948p-3f; /* -0.169756472 */
    const float c4 = 0x1.189c34p-2f; /* 0.274033368 */
    const float c5 = 0x1.27f16ap-2f; /* 0.289006859 */
    const float c6 = 0x1.170a9cp-1f; /* 0.545002818 */
    const float c7 = -0x1.d8c2fcp-4f; /* -0.115420327 */
    const float c8 = 0x1.839fcep-1f; /* 0.757078588 */
    const float c9 = -0x1.871bf8p-4f; /* -0.0954856575 */
    const float c10 = 0x1.34a094p-2f; /* 0.301393807 */
    const float c11 = 0x1.62e4p-1f; /* 0.693145752 */
    const float c12 = 0x1.7f7d1cp-20f; /* 1.42860677e-06 */
    const float c13 = -0x1p-1f; /* -0.5 */
    const float c14 = 0x1p-126f; /* 1.17549435e-38 */
    const float c15 = 0x0p+0f; /* 0 */
    const float c16 = INFINITY; /* inf */
    const float c17 = -INFINITY; /* -inf */
    const float c18 = NAN; /* nan */
    const int32_t v0 = log_f32_word(x);
    const int32_t v1 = (int32_t)((uint32_t)v0 - (uint32_t)c0);
    const int32_t v2 = v1 >> c1;
    const int32_t v3 = (int32_t)((uint32_t)v2 << c1);
    const int32_t v4 = (int32_t)((uint32_t)v0 - (uint32_t)v3);
    const float v5 = log_f32_float(v4);
    const float v6 = v5 - c2;
    const float v7 = (float)v2;
    const float v8 = fmaf(v6, c3, c4);
    const float v9 = -v6;
    const float v10 = fmaf(v9, v8, c5);
    const float v11 = -v6;
    const float v12 = fmaf(v11, v10, c6);
    const float v13 = fmaf(v10, v12, c7);
    const float v14 = fmaf(v13, v13, c8);
    const float v15 = fmaf(v6, c9, v13);
    const float v16 = fmaf(v14, v15, c10);
    const float v17 = v6 * v6;
    const float v18 = v17 * v6;
    const float v19 = v7 * c11;
    const float v20 = v19 + v6;
    const float v21 = v20 - v19;
    const float v22 = v6 - v21;
    const float v23 = fmaf(v7, c12, v22);
    const float v24 = fmaf(v18, v16, v23);
    const float v25 = v6 * c13;
    const float v26 = fmaf(v6, v25, v24);
    const float v27 = v20 + v26;
    const float v28 = fabsf(v27);
    const int v29 = v28 < c14;
    const float v30 = v27 * c15;
    const float v31 = v29 ? v30 : v27;
    const float v32 = fabsf(x);
    const int v33 = v32 < c14;
    const float v34 = x * c15;
    const float v35 = v33 ? v34 : x;
    const int v36 = v35 < c14;
    const int v37 = v35 < c15;
    const float v38 = v37 ? c18 : c17;
    const float v39 = v36 ? v38 : v31;
    const int v40 = v35 < c16;
    const float v41 = v40 ? v39 : x;
    return v41;
}

static inline void log_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = log_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

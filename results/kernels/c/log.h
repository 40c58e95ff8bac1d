/*
 * log for float32 arrays: max error 0.8174 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.47a7600000000p+0. Results that are not correctly rounded: 1,913,716.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.7 and F.10.3.7.
 *
 * Kernel ea7278a434d8fa44, 31 operations, 12 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search log --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction log_split_exact:
 *     x = 2^k m, m = 1 + f from 0x1.64p-1 up to twice that: the bits of x less those of 0x1.64p-1 hold k above bit 23, and k is taken from
 *     the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
 *     where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
 *     Functions, chapter 11).
 *     log x = (k ln 2 + f) + f^2 q(f). ln 2 has a part of 16 bits, whose product with k is exact, and a rest. What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
 *     added to the tail, whose roundings hardly count beside the last addition's half an ulp. The least mantissa
 *     keeps f^2 q below 1/16 at both ends, where the result is from 0.3296 to 0.3634, so that its own rounding is 1/16 ulp at most.
 *     Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
 *
 * Use: float log_f32(float), and void log_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef LOG_F32_EA7278A434D8FA44
#define LOG_F32_EA7278A434D8FA44

#define LOG_F32_TARGET "log"
#define LOG_F32_FORMAT "c"
#define LOG_F32_MAX_ULP 0.8174470588564873
#define LOG_F32_EXHAUSTIVE 1
#define LOG_F32_FTZ 1
#define LOG_F32_DAZ 1
#define LOG_F32_WITNESS "0x1.47a7600000000p+0"
#define LOG_F32_OUTPUTS_HASH "440d82479d8624cdc62b5435d96e473f8539e5de070e6d1558a78fb985e9b687"
#define LOG_F32_RECORD "ea7278a434d8fa44"

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
    const float c3 = -0x1.f0f9b8p+0f; /* -1.94131041 */
    const float c4 = -0x1.5ba618p-5f; /* -0.0424375981 */
    const float c5 = 0x1.894fc8p+2f; /* 6.14549446 */
    const float c6 = 0x1.167be4p+4f; /* 17.4052467 */
    const float c7 = -0x1.740562p+3f; /* -11.6256571 */
    const float c8 = -0x1.54ae74p-3f; /* -0.166348368 */
    const float c9 = -0x1p-1f; /* -0.5 */
    const float c10 = 0x1.62e4p-1f; /* 0.693145752 */
    const float c11 = 0x1.7f7d1cp-20f; /* 1.42860677e-06 */
    const float c12 = 0x1p-126f; /* 1.17549435e-38 */
    const float c13 = 0x0p+0f; /* 0 */
    const float c14 = INFINITY; /* inf */
    const float c15 = -INFINITY; /* -inf */
    const float c16 = NAN; /* nan */
    const int32_t v0 = log_f32_word(x);
    const int32_t v1 = (int32_t)((uint32_t)v0 - (uint32_t)c0);
    const int32_t v2 = v1 >> c1;
    const int32_t v3 = (int32_t)((uint32_t)v2 << c1);
    const int32_t v4 = (int32_t)((uint32_t)v0 - (uint32_t)v3);
    const float v5 = log_f32_float(v4);
    const float v6 = v5 - c2;
    const float v7 = (float)v2;
    const float v8 = v6 * v6;
    const float v9 = v8 + c3;
    const float v10 = fmaf(v6, c4, c5);
    const float v11 = fmaf(v6, v10, c6);
    const float v12 = -v6;
    const float v13 = fmaf(v12, v11, c7);
    const float v14 = v9 / v13;
    const float v15 = c8 - v14;
    const float v16 = -v6;
    const float v17 = fmaf(v16, v15, c9);
    const float v18 = v7 * c10;
    const float v19 = v18 + v6;
    const float v20 = v19 - v18;
    const float v21 = v6 - v20;
    const float v22 = fmaf(v7, c11, v21);
    const float v23 = fmaf(v8, v17, v22);
    const float v24 = v19 + v23;
    const float v25 = fabsf(v24);
    const int v26 = v25 < c12;
    const float v27 = v24 * c13;
    const float v28 = v26 ? v27 : v24;
    const float v29 = fabsf(x);
    const int v30 = v29 < c12;
    const float v31 = x * c13;
    const float v32 = v30 ? v31 : x;
    const int v33 = v32 < c12;
    const int v34 = v32 < c13;
    const float v35 = v34 ? c16 : c15;
    const float v36 = v33 ? v35 : v28;
    const int v37 = v32 < c14;
    const float v38 = v37 ? v36 : x;
    return v38;
}

static inline void log_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = log_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

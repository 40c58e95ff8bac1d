/*
 * log for float32 arrays: max error 0.8476 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.48ad060000000p+0. Results that are not correctly rounded: 2,088,090.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), c, compiler cc (Debian 12.2.0-14+deb12u1)
 * 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.7 and F.10.3.7.
 *
 * Kernel 4b1dd61ac0d28c7c, 32 operations, 16 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search log --seed 0 --evaluations 160000 --max-ops 16
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

#ifndef LOG_F32_4B1DD61AC0D28C7C
#define LOG_F32_4B1DD61AC0D28C7C

#define LOG_F32_TARGET "log"
#define LOG_F32_FORMAT "c"
#define LOG_F32_MAX_ULP 0.8476268816739321
#define LOG_F32_EXHAUSTIVE 1
#define LOG_F32_FTZ 1
#define LOG_F32_DAZ 1
#define LOG_F32_WITNESS "0x1.48ad060000000p+0"
#define LOG_F32_OUTPUTS_HASH "2d300daa8109485a41170b484a24ddb536fd512447feea29e23aa5d4ce3b6bac"
#define LOG_F32_RECORD "4b1dd61ac0d28c7c"

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
    const float c3 = 0x1.542296p-1f; /* 0.66432637 */
    const float c4 = -0x1.098504p-3f; /* -0.129648238 */
    const float c5 = 0x1.9e96d8p-4f; /* 0.101218075 */
    const float c6 = 0x1.533566p-2f; /* 0.331258386 */
    const float c7 = 0x1.13129p-2f; /* 0.268625498 */
    const float c8 = 0x1.438d2cp-2f; /* 0.315968215 */
    const float c9 = -0x1.874a7p-2f; /* -0.382119894 */
    const float c10 = -0x1.77e74p-1f; /* -0.734186172 */
    const float c11 = -0x1.d1b3a8p-2f; /* -0.454786897 */
    const float c12 = 0x1.62e4p-1f; /* 0.693145752 */
    const float c13 = 0x1.7f7d1cp-20f; /* 1.42860677e-06 */
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
    const float v9 = fmaf(v8, v8, c5);
    const float v10 = fmaf(v9, v9, c6);
    const float v11 = fmaf(v9, v10, c7);
    const float v12 = v9 * v11;
    const float v13 = v12 + c8;
    const float v14 = fmaf(v12, c9, v6);
    const float v15 = fmaf(v14, c10, v9);
    const float v16 = -v13;
    const float v17 = fmaf(v16, v15, c11);
    const float v18 = v6 * v6;
    const float v19 = v7 * c12;
    const float v20 = v19 + v6;
    const float v21 = v20 - v19;
    const float v22 = v6 - v21;
    const float v23 = fmaf(v7, c13, v22);
    const float v24 = fmaf(v18, v17, v23);
    const float v25 = v20 + v24;
    const float v26 = fabsf(v25);
    const int v27 = v26 < c14;
    const float v28 = v25 * c15;
    const float v29 = v27 ? v28 : v25;
    const float v30 = fabsf(x);
    const int v31 = v30 < c14;
    const float v32 = x * c15;
    const float v33 = v31 ? v32 : x;
    const int v34 = v33 < c14;
    const int v35 = v33 < c15;
    const float v36 = v35 ? c18 : c17;
    const float v37 = v34 ? v36 : v29;
    const int v38 = v33 < c16;
    const float v39 = v38 ? v37 : x;
    return v39;
}

static inline void log_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = log_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * expm1 for float32 arrays: max error 0.8973 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.70c0860000000p-2. Results that are not correctly rounded: 4,190,880.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.2; C17 7.12.6.3 and F.10.3.3.
 *
 * Kernel 68a8051adc91987f, 34 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search expm1 --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction expm1_compensated:
 *     x = k ln 2 + r + rest (Cody and Waite), k nearest to x log2 e, from the low bits of x log2 e + 1.5*2^23; |r| <= ln 2 / 2 + 2^-19.
 *     With s = 2^(k-1), e^x - 1 = 2 (s (1 + r + rest + r^2 c) - 1/2), the core c = (e^r - 1 - r) / r^2 about 1/2; the half in s
 *     keeps k = 128 below overflow, and the doubling at the end overflows where e^x does. x is first clamped to [-20, 89]: e^-20 <
 *     2^-25. Below 2^-24 the result is x, which keeps the sign of zero and numbers that s = 1/2 would make subnormal.
 *     d = s - 1/2 loses j = s - d - 1/2 (not 0 from k = 25 on); v = d + s r loses e = s r - (v - d), exactly, since s r is exact and
 *     |d| >= |s r| or d = 0 (Fast2Sum). v + (s (rest + r^2 c) + e + j) has one rounding of size, the last.
 *
 * Use: float expm1_f32(float), and void expm1_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef EXPM1_F32_68A8051ADC91987F
#define EXPM1_F32_68A8051ADC91987F

#define EXPM1_F32_TARGET "expm1"
#define EXPM1_F32_FORMAT "c"
#define EXPM1_F32_MAX_ULP 0.8973412774632378
#define EXPM1_F32_EXHAUSTIVE 1
#define EXPM1_F32_FTZ 1
#define EXPM1_F32_DAZ 1
#define EXPM1_F32_WITNESS "0x1.70c0860000000p-2"
#define EXPM1_F32_OUTPUTS_HASH "bd670f8bc663c3c3d741f7db7f75cb57d3ce5296693a7ea58990144044553e1d"
#define EXPM1_F32_RECORD "68a8051adc91987f"

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

static inline int32_t expm1_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float expm1_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float expm1_f32(float x) {
    const float c0 = -0x1.4p+4f; /* -20 */
    const float c1 = 0x1.64p+6f; /* 89 */
    const float c2 = 0x1.715476p+0f; /* 1.44269502 */
    const float c3 = 0x1.8000fcp+23f; /* 12583038 */
    const float c4 = -0x1.62e4p-1f; /* -0.693145752 */
    const float c5 = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float c6 = -0x1.311182p-10f; /* -0.00116374355 */
    const float c7 = -0x1.45c6f6p-8f; /* -0.00497096544 */
    const float c8 = -0x1.3140cep-4f; /* -0.0745246932 */
    const float c9 = 0x1.1e41f8p-2f; /* 0.279548526 */
    const float c10 = 0x1.6a933ap-4f; /* 0.0885193124 */
    const float c11 = 0x1p-1f; /* 0.5 */
    const int32_t c12 = 23;
    const float c13 = 0x1p-24f; /* 5.96046448e-08 */
    const float c14 = 0x1p-126f; /* 1.17549435e-38 */
    const float c15 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c14;
    const float v2 = x * c15;
    const float v3 = v1 ? v2 : x;
    const float v4 = v3 < c0 ? c0 : v3;
    const float v5 = c1 < v4 ? c1 : v4;
    const float v6 = fmaf(v5, c2, c3);
    const float v7 = v6 - c3;
    const float v8 = fmaf(v7, c4, v5);
    const float v9 = v7 * c5;
    const float v10 = v8 + v9;
    const float v11 = v8 - v10;
    const float v12 = v11 + v9;
    const float v13 = v10 * v10;
    const float v14 = fmaf(v10, c6, c7);
    const float v15 = fmaf(v10, v14, c8);
    const float v16 = -v10;
    const float v17 = fmaf(v16, v15, c9);
    const float v18 = fmaf(v17, v17, c10);
    const float v19 = fmaf(v10, v18, c11);
    const int32_t v20 = expm1_f32_word(v6);
    const int32_t v21 = (int32_t)((uint32_t)v20 << c12);
    const float v22 = expm1_f32_float(v21);
    const float v23 = v22 - c11;
    const float v24 = v22 * v10;
    const float v25 = v24 + v23;
    const float v26 = v23 - v25;
    const float v27 = v24 + v26;
    const float v28 = v22 - v23;
    const float v29 = v28 - c11;
    const float v30 = v27 + v29;
    const float v31 = fmaf(v13, v19, v12);
    const float v32 = fmaf(v22, v31, v30);
    const float v33 = v25 + v32;
    const float v34 = v33 + v33;
    const float v35 = fabsf(v34);
    const int v36 = v35 < c14;
    const float v37 = v34 * c15;
    const float v38 = v36 ? v37 : v34;
    const float v39 = fabsf(x);
    const float v40 = fabsf(v39);
    const int v41 = v40 < c14;
    const float v42 = v39 * c15;
    const float v43 = v41 ? v42 : v39;
    const int v44 = v43 < c13;
    const float v45 = v44 ? x : v38;
    return v45;
}

static inline void expm1_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = expm1_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

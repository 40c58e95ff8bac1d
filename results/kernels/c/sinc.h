/*
 * sinc for float32 arrays: max error 1.6118 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.448a040000000p+1. Results that are not correctly rounded: 27,266,628.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: sin(pi x) / (pi x), 1 at 0; numpy.sinc.
 *
 * Kernel 10e98ef44c89529f, 29 operations, 8 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search sinc --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction sinc_integers:
 *     x = n + r with n the nearest integer, exact (Sterbenz). sin(pi x)/(pi x) = (-1)^n (r/x) S with S = sin(pi r)/(pi r) = 1 + s c, s = r^2
 *     rounded. For |x| < 1/2, r = x, and 1 + s c is all. Otherwise high + low = r + r s c, exactly the sum of r and its rounded tail
 *     (Fast2Sum); q = high (1/x) is off by 2 ulp at most, e = high - q x is exact, and q + (e + low)/x is rounded once of size.
 *     From 2^23 on r = 0 and the result is zero; 1/x may be flushed there. Infinities make inf - inf = nan.
 *
 * Use: float sinc_f32(float), and void sinc_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SINC_F32_10E98EF44C89529F
#define SINC_F32_10E98EF44C89529F

#define SINC_F32_TARGET "sinc"
#define SINC_F32_FORMAT "c"
#define SINC_F32_MAX_ULP 1.6117763599910497
#define SINC_F32_EXHAUSTIVE 1
#define SINC_F32_FTZ 1
#define SINC_F32_DAZ 1
#define SINC_F32_WITNESS "0x1.448a040000000p+1"
#define SINC_F32_OUTPUTS_HASH "78836e5d178b89ff89158f0ef425f48d59c037f414bd7b8d2dd05c43cadc0638"
#define SINC_F32_RECORD "10e98ef44c89529f"

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

static inline int32_t sinc_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float sinc_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float sinc_f32(float x) {
    const float c0 = -0x1.0bed7ap-3f; /* -0.130824044 */
    const float c1 = 0x1.04735ap-1f; /* 0.508692563 */
    const float c2 = 0x1.5d0dfap-1f; /* 0.681747258 */
    const float c3 = -0x1.554ef6p-2f; /* -0.333309025 */
    const float c4 = -0x1.a51a66p+0f; /* -1.64493406 */
    const float c5 = 0x1p+0f; /* 1 */
    const float c6 = 0x1p-1f; /* 0.5 */
    const float c7 = 0x0p+0f; /* 0 */
    const int32_t c8 = 31;
    const float c9 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = rintf(x);
    const float v1 = fabsf(x);
    const int v2 = v1 < c9;
    const float v3 = x * c7;
    const float v4 = v2 ? v3 : x;
    const float v5 = v4 - v0;
    const float v6 = v5 * v5;
    const float v7 = fmaf(v6, c0, c1);
    const float v8 = fmaf(v7, v7, c2);
    const float v9 = -v8;
    const float v10 = fmaf(v9, v7, c3);
    const float v11 = -v6;
    const float v12 = fmaf(v11, v10, c4);
    const float v13 = fmaf(v6, v12, c5);
    const float v14 = fabsf(v13);
    const int v15 = v14 < c9;
    const float v16 = v13 * c7;
    const float v17 = v15 ? v16 : v13;
    const float v18 = v5 * v6;
    const float v19 = v18 * v12;
    const float v20 = v5 + v19;
    const float v21 = v20 - v5;
    const float v22 = v19 - v21;
    const float v23 = c5 / v4;
    const float v24 = fmaf(v20, v23, c7);
    const float v25 = -v24;
    const float v26 = fmaf(v25, v4, v20);
    const float v27 = v26 + v22;
    const float v28 = fmaf(v27, v23, v24);
    const float v29 = fabsf(v28);
    const int v30 = v29 < c9;
    const float v31 = v28 * c7;
    const float v32 = v30 ? v31 : v28;
    const int32_t v33 = (int32_t)(fabsf(v0) < 0x1p31f ? v0 : 0.0f);
    const int32_t v34 = (int32_t)((uint32_t)v33 << c8);
    const int32_t v35 = sinc_f32_word(v32);
    const int32_t v36 = v35 ^ v34;
    const float v37 = sinc_f32_float(v36);
    const float v38 = fabsf(x);
    const float v39 = fabsf(v38);
    const int v40 = v39 < c9;
    const float v41 = v38 * c7;
    const float v42 = v40 ? v41 : v38;
    const int v43 = v42 < c6;
    const float v44 = v43 ? v17 : v37;
    return v44;
}

static inline void sinc_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = sinc_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

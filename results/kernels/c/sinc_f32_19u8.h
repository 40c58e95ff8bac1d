/*
 * sinc for float32 arrays: max error 19.1868 ulp over 277,609 sampled inputs.
 *
 * Witness of the bound: x = -0x1.462fc20000000p+22. Results that are not correctly rounded: 33,170.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: sin(pi x) / (pi x), 1 at 0; numpy.sinc.
 *
 * Kernel 84e41313e3d5b046, 26 operations, 4 of them real operations of the core.
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

#ifndef SINC_F32_84E41313E3D5B046
#define SINC_F32_84E41313E3D5B046

#define SINC_F32_TARGET "sinc"
#define SINC_F32_FORMAT "c"
#define SINC_F32_MAX_ULP 19.186834226741095
#define SINC_F32_EXHAUSTIVE 0
#define SINC_F32_FTZ 1
#define SINC_F32_DAZ 1
#define SINC_F32_WITNESS "-0x1.462fc20000000p+22"
#define SINC_F32_OUTPUTS_HASH NULL
#define SINC_F32_RECORD "84e41313e3d5b046"

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
    const float c0 = 0x1.6d0acep-3f; /* 0.178243265 */
    const float c1 = -0x1.9ea85cp-1f; /* -0.80987823 */
    const float c2 = -0x1.a51518p+0f; /* -1.64485312 */
    const float c3 = 0x1p+0f; /* 1 */
    const float c4 = 0x1p-1f; /* 0.5 */
    const float c5 = 0x0p+0f; /* 0 */
    const int32_t c6 = 31;
    const float c7 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = rintf(x);
    const float v1 = fabsf(x);
    const int v2 = v1 < c7;
    const float v3 = x * c5;
    const float v4 = v2 ? v3 : x;
    const float v5 = v4 - v0;
    const float v6 = v5 * v5;
    const float v7 = fmaf(v6, c0, c1);
    const float v8 = -v6;
    const float v9 = fmaf(v8, v7, c2);
    const float v10 = fmaf(v6, v9, c3);
    const float v11 = fabsf(v10);
    const int v12 = v11 < c7;
    const float v13 = v10 * c5;
    const float v14 = v12 ? v13 : v10;
    const float v15 = v5 * v6;
    const float v16 = v15 * v9;
    const float v17 = v5 + v16;
    const float v18 = v17 - v5;
    const float v19 = v16 - v18;
    const float v20 = c3 / v4;
    const float v21 = fmaf(v17, v20, c5);
    const float v22 = -v21;
    const float v23 = fmaf(v22, v4, v17);
    const float v24 = v23 + v19;
    const float v25 = fmaf(v24, v20, v21);
    const float v26 = fabsf(v25);
    const int v27 = v26 < c7;
    const float v28 = v25 * c5;
    const float v29 = v27 ? v28 : v25;
    const int32_t v30 = (int32_t)(fabsf(v0) < 0x1p31f ? v0 : 0.0f);
    const int32_t v31 = (int32_t)((uint32_t)v30 << c6);
    const int32_t v32 = sinc_f32_word(v29);
    const int32_t v33 = v32 ^ v31;
    const float v34 = sinc_f32_float(v33);
    const float v35 = fabsf(x);
    const float v36 = fabsf(v35);
    const int v37 = v36 < c7;
    const float v38 = v35 * c5;
    const float v39 = v37 ? v38 : v35;
    const int v40 = v39 < c4;
    const float v41 = v40 ? v14 : v34;
    return v41;
}

static inline void sinc_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = sinc_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

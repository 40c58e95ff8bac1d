/*
 * tanh for float32 arrays: max error 224.6005 ulp over 277,515 sampled inputs.
 *
 * Witness of the bound: x = -0x1.daa43a0000000p-4. Results that are not correctly rounded: 16,104.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.28; C17 7.12.5.6 and F.10.2.6.
 *
 * Kernel 6d78f8c10257d0c8, 23 operations, 4 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search tanh --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction tanh_quotient:
 *     2|x| = k ln 2 + 2 (r + rest) (Cody and Waite), k nearest to 2|x| log2 e, |r| <= ln 2 / 4 + 2^-20, from |x| clamped to 9.25, where
 *     tanh is 1 to 2^-25. With s = 2^k, E = e^2|x| - 1 = s - 1 + s (2 r + 2 rest + r^2 c), the core c = (e^2r - 1 - 2r) / r^2 about 2,
 *     and tanh |x| = E / (E + 2). The sign is that of x, zeros too. E, E + 2 and the quotient round once each; rest is left out.
 *
 * Use: float tanh_f32(float), and void tanh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef TANH_F32_6D78F8C10257D0C8
#define TANH_F32_6D78F8C10257D0C8

#define TANH_F32_TARGET "tanh"
#define TANH_F32_FORMAT "c"
#define TANH_F32_MAX_ULP 224.600525761387
#define TANH_F32_EXHAUSTIVE 0
#define TANH_F32_FTZ 1
#define TANH_F32_DAZ 1
#define TANH_F32_WITNESS "-0x1.daa43a0000000p-4"
#define TANH_F32_OUTPUTS_HASH NULL
#define TANH_F32_RECORD "6d78f8c10257d0c8"

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

static inline int32_t tanh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float tanh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float tanh_f32(float x) {
    const float c0 = 0x1.28p+3f; /* 9.25 */
    const float c1 = 0x1.715476p+1f; /* 2.88539004 */
    const float c2 = 0x1.8000fep+23f; /* 12583039 */
    const float c3 = -0x1.62e4p-2f; /* -0.346572876 */
    const float c4 = -0x1.7f7d1cp-21f; /* -7.14303383e-07 */
    const float c5 = -0x1.a269acp-1f; /* -0.817212462 */
    const float c6 = -0x1.a3c1acp-1f; /* -0.819836974 */
    const float c7 = 0x1.53ecbep+0f; /* 1.32783115 */
    const int32_t c8 = 23;
    const int32_t c9 = INT32_MIN;
    const float c10 = 0x1p+0f; /* 1 */
    const float c11 = 0x1p+1f; /* 2 */
    const float c12 = 0x1p-126f; /* 1.17549435e-38 */
    const float c13 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c12;
    const float v3 = v0 * c13;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = fmaf(v5, c1, c2);
    const float v7 = v6 - c2;
    const float v8 = fmaf(v7, c3, v5);
    const float v9 = fmaf(v7, c4, v8);
    const float v10 = v9 * v9;
    const float v11 = fmaf(v9, c5, c6);
    const float v12 = fmaf(v11, v11, c7);
    const int32_t v13 = tanh_f32_word(v6);
    const int32_t v14 = (int32_t)((uint32_t)v13 << c8);
    const float v15 = tanh_f32_float(v14);
    const float v16 = v9 + v9;
    const float v17 = v15 - c10;
    const float v18 = fmaf(v10, v12, v16);
    const float v19 = fmaf(v15, v18, v17);
    const float v20 = v19 + c11;
    const float v21 = v19 / v20;
    const float v22 = fabsf(v21);
    const int v23 = v22 < c12;
    const float v24 = v21 * c13;
    const float v25 = v23 ? v24 : v21;
    const int32_t v26 = tanh_f32_word(x);
    const int32_t v27 = v26 & c9;
    const int32_t v28 = tanh_f32_word(v25);
    const int32_t v29 = v28 | v27;
    const float v30 = tanh_f32_float(v29);
    return v30;
}

static inline void tanh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = tanh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

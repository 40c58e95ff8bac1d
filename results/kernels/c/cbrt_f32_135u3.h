/*
 * cbrt for float32 arrays: max error 134.8235 ulp over 277,563 sampled inputs.
 *
 * Witness of the bound: x = 0x1.b7ae4c0000000p-91. Results that are not correctly rounded: 275,469.
 * Domain: the whole float line. Special values that differ: f(0x1.0000000000000p+0) = 0x1.ffffbe0000000p-1, not
 * 0x1.0000000000000p+0, f(-0x1.0000000000000p+0) = -0x1.ffffbe0000000p-1, not -0x1.0000000000000p+0,
 * f(0x1.0000000000000p+3) = 0x1.ffffbe0000000p+0, not 0x1.0000000000000p+1, f(0x1.b000000000000p+4) =
 * 0x1.8000200000000p+1, not 0x1.8000000000000p+1, f(0x1.0000000000000p-126) = 0x1.ffffbe0000000p-43, not
 * 0x1.0000000000000p-42, f(0x1.0000000000000p+126) = 0x1.ffffbe0000000p+41, not 0x1.0000000000000p+42.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: C17 7.12.7.1 and F.10.4.1.
 *
 * Kernel f87f4175768d0d10, 18 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search cbrt --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction cbrt_inverse_start_short:
 *     t is about |x|^(-1/3): its bits are 4/3 of those of 1 less a third of those of |x|, computed in float32, which is exact enough.
 *     With e = 1 - |x| t^3, within 0.103 either way and right to 2^-23, x^(1/3) = x t^2 (1 - e)^(-2/3) = u c(e), whose sign is that of x.
 *     Infinity and nan give themselves; nothing overflows or underflows, as t^2 is from 2^-86 to 2^85.
 *
 * Use: float cbrt_f32(float), and void cbrt_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef CBRT_F32_F87F4175768D0D10
#define CBRT_F32_F87F4175768D0D10

#define CBRT_F32_TARGET "cbrt"
#define CBRT_F32_FORMAT "c"
#define CBRT_F32_MAX_ULP 134.82351762674998
#define CBRT_F32_EXHAUSTIVE 0
#define CBRT_F32_FTZ 1
#define CBRT_F32_DAZ 1
#define CBRT_F32_WITNESS "0x1.b7ae4c0000000p-91"
#define CBRT_F32_OUTPUTS_HASH NULL
#define CBRT_F32_RECORD "f87f4175768d0d10"

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

static inline int32_t cbrt_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float cbrt_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float cbrt_f32(float x) {
    const float c0 = -0x1.555556p-2f; /* -0.333333343 */
    const float c1 = 0x1.5287d2p+30f; /* 1.41990003e+09 */
    const float c2 = 0x1p+0f; /* 1 */
    const float c3 = -0x1.f741fap-2f; /* -0.491462618 */
    const float c4 = -0x1.1f01b2p-1f; /* -0.560559809 */
    const float c5 = 0x1.5b4cfp+0f; /* 1.35664272 */
    const float c6 = 0x1.ea8554p-3f; /* 0.239512116 */
    const float c7 = INFINITY; /* inf */
    const float c8 = 0x1p-126f; /* 1.17549435e-38 */
    const float c9 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int32_t v1 = cbrt_f32_word(v0);
    const float v2 = (float)v1;
    const float v3 = fmaf(v2, c0, c1);
    const int32_t v4 = (int32_t)(fabsf(v3) < 0x1p31f ? v3 : 0.0f);
    const float v5 = cbrt_f32_float(v4);
    const float v6 = v5 * v5;
    const float v7 = fabsf(x);
    const int v8 = v7 < c8;
    const float v9 = x * c9;
    const float v10 = v8 ? v9 : x;
    const float v11 = v10 * v6;
    const float v12 = fabsf(v0);
    const int v13 = v12 < c8;
    const float v14 = v0 * c9;
    const float v15 = v13 ? v14 : v0;
    const float v16 = v15 * v6;
    const float v17 = -v16;
    const float v18 = fmaf(v17, v5, c2);
    const float v19 = fmaf(v18, c3, c4);
    const float v20 = fmaf(v18, v18, c5);
    const float v21 = -v19;
    const float v22 = fmaf(v21, v20, c6);
    const float v23 = v11 * v22;
    const float v24 = fabsf(v23);
    const int v25 = v24 < c8;
    const float v26 = v23 * c9;
    const float v27 = v25 ? v26 : v23;
    const int v28 = v15 < c7;
    const float v29 = v28 ? v27 : x;
    return v29;
}

static inline void cbrt_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = cbrt_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

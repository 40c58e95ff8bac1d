/*
 * cbrt for float32 arrays: max error 0.7741 ulp over 277,563 sampled inputs.
 *
 * Witness of the bound: x = 0x1.eff55e0000000p+2. Results that are not correctly rounded: 8,113.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: C17 7.12.7.1 and F.10.4.1.
 *
 * Kernel 00edea3a73719f0e, 29 operations, 8 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search cbrt --seed 0 --evaluations 100000 --max-ops 16
 *
 * Reduction cbrt_inverse_start:
 *     t is about |x|^(-1/3): its bits are 4/3 of those of 1 less a third of those of |x|, computed in float32, which is exact enough,
 *     and all but 12 bits of t are cleared, so that t^2 is exact. The one constant keeps e = 1 - |x| t^3 within 0.103 either way.
 *     u = |x| t^2 is rounded, and `low` is what it lost (|x| stands a second time as max(|x|, x): two factors of one product must not
 *     look alike to the compiler, and a constant in place of x would be seen through inside a loop). Then |x|^(1/3) = |x| t^2 (1 - e)^(-2/3) = u + (u e c(e) + low), as |x| t^2 = |x|^(1/3) (1 - e)^(2/3).
 *     e is exact to 2^-28, and the bracket is below 0.08 u: its roundings are below 0.1 ulp, the last addition's half an ulp.
 *     Zero gives u = 0 and e = 1; infinity and nan give themselves; nothing overflows or underflows, as t^2 is from 2^-86 to 2^85.
 *
 * Use: float cbrt_f32(float), and void cbrt_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef CBRT_F32_00EDEA3A73719F0E
#define CBRT_F32_00EDEA3A73719F0E

#define CBRT_F32_TARGET "cbrt"
#define CBRT_F32_FORMAT "c"
#define CBRT_F32_MAX_ULP 0.774109834571708
#define CBRT_F32_EXHAUSTIVE 0
#define CBRT_F32_FTZ 1
#define CBRT_F32_DAZ 1
#define CBRT_F32_WITNESS "0x1.eff55e0000000p+2"
#define CBRT_F32_OUTPUTS_HASH NULL
#define CBRT_F32_RECORD "00edea3a73719f0e"

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
    const int32_t c2 = -4096;
    const float c3 = 0x1p+0f; /* 1 */
    const float c4 = 0x1.93940ep-2f; /* 0.394119471 */
    const float c5 = 0x1.b8152ep-2f; /* 0.429768294 */
    const float c6 = 0x1.26224cp-1f; /* 0.574480414 */
    const float c7 = 0x1.145f88p+0f; /* 1.07958269 */
    const float c8 = 0x1.f29274p-5f; /* 0.0608608499 */
    const int32_t c9 = INT32_MIN;
    const float c10 = INFINITY; /* inf */
    const float c11 = 0x1p-126f; /* 1.17549435e-38 */
    const float c12 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int32_t v1 = cbrt_f32_word(v0);
    const float v2 = (float)v1;
    const float v3 = fmaf(v2, c0, c1);
    const int32_t v4 = (int32_t)(fabsf(v3) < 0x1p31f ? v3 : 0.0f);
    const int32_t v5 = v4 & c2;
    const float v6 = cbrt_f32_float(v5);
    const float v7 = v6 * v6;
    const float v8 = fabsf(v0);
    const int v9 = v8 < c11;
    const float v10 = v0 * c12;
    const float v11 = v9 ? v10 : v0;
    const float v12 = v11 * v7;
    const float v13 = -v12;
    const float v14 = fabsf(x);
    const int v15 = v14 < c11;
    const float v16 = x * c12;
    const float v17 = v15 ? v16 : x;
    const float v18 = v11 < v17 ? v17 : v11;
    const float v19 = fmaf(v18, v7, v13);
    const float v20 = fmaf(v13, v6, c3);
    const float v21 = -v19;
    const float v22 = fmaf(v21, v6, v20);
    const float v23 = fmaf(v22, c4, c5);
    const float v24 = fmaf(v22, v22, c6);
    const float v25 = fmaf(v24, v24, c7);
    const float v26 = fmaf(v23, v25, c8);
    const float v27 = v22 * v26;
    const float v28 = fmaf(v12, v27, v19);
    const float v29 = v12 + v28;
    const float v30 = fabsf(v29);
    const int v31 = v30 < c11;
    const float v32 = v29 * c12;
    const float v33 = v31 ? v32 : v29;
    const int v34 = v11 < c10;
    const float v35 = v34 ? v33 : v0;
    const int32_t v36 = cbrt_f32_word(x);
    const int32_t v37 = v36 & c9;
    const int32_t v38 = cbrt_f32_word(v35);
    const int32_t v39 = v38 | v37;
    const float v40 = cbrt_f32_float(v39);
    return v40;
}

static inline void cbrt_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = cbrt_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * cbrt for float32 arrays: max error 0.7581 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.f0cbd80000000p-124. Results that are not correctly rounded: 174,890,154.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: C17 7.12.7.1 and F.10.4.1.
 *
 * Kernel 949c013804509444, 31 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search cbrt --seed 0 --evaluations 200000 --max-ops 16
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

#ifndef CBRT_F32_949C013804509444
#define CBRT_F32_949C013804509444

#define CBRT_F32_TARGET "cbrt"
#define CBRT_F32_FORMAT "c"
#define CBRT_F32_MAX_ULP 0.75810422935211
#define CBRT_F32_EXHAUSTIVE 1
#define CBRT_F32_FTZ 1
#define CBRT_F32_DAZ 1
#define CBRT_F32_WITNESS "0x1.f0cbd80000000p-124"
#define CBRT_F32_OUTPUTS_HASH "41e9a32145683479d786ad721c4a6f80125a544f3a7da09763a9eb57c9079ddf"
#define CBRT_F32_RECORD "949c013804509444"

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
    const float c4 = -0x1.469d42p-2f; /* -0.318959266 */
    const float c5 = -0x1.38a018p-1f; /* -0.610596418 */
    const float c6 = 0x1.643e52p-3f; /* 0.173946992 */
    const float c7 = 0x1.6f8ac6p-1f; /* 0.717855632 */
    const float c8 = 0x1.b3a27ep-2f; /* 0.425424546 */
    const float c9 = 0x1.55555cp-1f; /* 0.666666865 */
    const int32_t c10 = INT32_MIN;
    const float c11 = INFINITY; /* inf */
    const float c12 = 0x1p-126f; /* 1.17549435e-38 */
    const float c13 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int32_t v1 = cbrt_f32_word(v0);
    const float v2 = (float)v1;
    const float v3 = fmaf(v2, c0, c1);
    const int32_t v4 = (int32_t)(fabsf(v3) < 0x1p31f ? v3 : 0.0f);
    const int32_t v5 = v4 & c2;
    const float v6 = cbrt_f32_float(v5);
    const float v7 = v6 * v6;
    const float v8 = fabsf(v0);
    const int v9 = v8 < c12;
    const float v10 = v0 * c13;
    const float v11 = v9 ? v10 : v0;
    const float v12 = v11 * v7;
    const float v13 = -v12;
    const float v14 = fabsf(x);
    const int v15 = v14 < c12;
    const float v16 = x * c13;
    const float v17 = v15 ? v16 : x;
    const float v18 = v11 < v17 ? v17 : v11;
    const float v19 = fmaf(v18, v7, v13);
    const float v20 = fmaf(v13, v6, c3);
    const float v21 = -v19;
    const float v22 = fmaf(v21, v6, v20);
    const float v23 = fmaf(v22, c4, c5);
    const float v24 = -v22;
    const float v25 = fmaf(v24, v23, c6);
    const float v26 = fmaf(v25, v25, c7);
    const float v27 = fmaf(v26, v25, c8);
    const float v28 = fmaf(v22, v27, c9);
    const float v29 = v22 * v28;
    const float v30 = fmaf(v12, v29, v19);
    const float v31 = v12 + v30;
    const float v32 = fabsf(v31);
    const int v33 = v32 < c12;
    const float v34 = v31 * c13;
    const float v35 = v33 ? v34 : v31;
    const int v36 = v11 < c11;
    const float v37 = v36 ? v35 : v0;
    const int32_t v38 = cbrt_f32_word(x);
    const int32_t v39 = v38 & c10;
    const int32_t v40 = cbrt_f32_word(v37);
    const int32_t v41 = v40 | v39;
    const float v42 = cbrt_f32_float(v41);
    return v42;
}

static inline void cbrt_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = cbrt_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

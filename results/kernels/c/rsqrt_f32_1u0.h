/*
 * rsqrt for float32 arrays: max error 0.8790 ulp over 277,516 sampled inputs.
 *
 * Witness of the bound: x = 0x1.0810060000000p+124. Results that are not correctly rounded: 21,784.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: C23 7.12.7.9 and F.10.4.9.
 *
 * Kernel 76c4a897282c9510, 26 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search rsqrt --seed 0 --evaluations 80000 --max-ops 16
 *
 * Reduction rsqrt_start_exact:
 *     t is about x^(-1/2): its bits are a constant less half of those of x, which keeps e = 1 - x t^2 within 0.0685 either way.
 *     x t is split into h and what it lost in rounding (x stands a second time as max(x, 0): two factors of one product must not look
 *     alike to the compiler), so that e is right to 2^-28; t^2 would leave the normal range at both ends.
 *     Then x^(-1/2) = t (1 - e)^(-1/2) = t + t e c(e), and as t e c(e) is below 0.037 t, its roundings are below 0.05 ulp, the last
 *     one's half an ulp. Below 2^-126 a zero gives infinity of its sign, a negative number nan; infinity gives 0, nan itself.
 *
 * Use: float rsqrt_f32(float), and void rsqrt_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef RSQRT_F32_76C4A897282C9510
#define RSQRT_F32_76C4A897282C9510

#define RSQRT_F32_TARGET "rsqrt"
#define RSQRT_F32_FORMAT "c"
#define RSQRT_F32_MAX_ULP 0.8790415858098048
#define RSQRT_F32_EXHAUSTIVE 0
#define RSQRT_F32_FTZ 1
#define RSQRT_F32_DAZ 1
#define RSQRT_F32_WITNESS "0x1.0810060000000p+124"
#define RSQRT_F32_OUTPUTS_HASH NULL
#define RSQRT_F32_RECORD "76c4a897282c9510"

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

static inline int32_t rsqrt_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float rsqrt_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float rsqrt_f32(float x) {
    const int32_t c0 = 1597458432;
    const int32_t c1 = 1;
    const float c2 = 0x1p+0f; /* 1 */
    const float c3 = 0x0p+0f; /* 0 */
    const float c4 = 0x1.0c5cc4p-1f; /* 0.524145246 */
    const float c5 = 0x1.329f9cp-2f; /* 0.299436986 */
    const float c6 = 0x1.16b972p-1f; /* 0.544383585 */
    const float c7 = 0x1.5913dcp-2f; /* 0.33698982 */
    const float c8 = 0x1p-126f; /* 1.17549435e-38 */
    const float c9 = 0x1.fffffep+127f; /* 3.40282347e+38 */
    const float c10 = NAN; /* nan */
    const int32_t c11 = INT32_MIN;
    const int32_t c12 = 2139095040;
    const int32_t v0 = rsqrt_f32_word(x);
    const int32_t v1 = v0 >> c1;
    const int32_t v2 = (int32_t)((uint32_t)c0 - (uint32_t)v1);
    const float v3 = rsqrt_f32_float(v2);
    const float v4 = fabsf(x);
    const int v5 = v4 < c8;
    const float v6 = x * c3;
    const float v7 = v5 ? v6 : x;
    const float v8 = v7 * v3;
    const float v9 = -v8;
    const float v10 = v7 < c3 ? c3 : v7;
    const float v11 = fmaf(v10, v3, v9);
    const float v12 = fmaf(v9, v3, c2);
    const float v13 = -v11;
    const float v14 = fmaf(v13, v3, v12);
    const float v15 = fmaf(v14, c4, c5);
    const float v16 = fmaf(v14, v15, c6);
    const float v17 = fmaf(v15, v16, c7);
    const float v18 = v14 * v17;
    const float v19 = fmaf(v3, v18, v3);
    const float v20 = fabsf(v19);
    const int v21 = v20 < c8;
    const float v22 = v19 * c3;
    const float v23 = v21 ? v22 : v19;
    const int v24 = c9 < v7;
    const float v25 = v24 ? c3 : v23;
    const int32_t v26 = rsqrt_f32_word(x);
    const int32_t v27 = v26 & c11;
    const int32_t v28 = v27 | c12;
    const float v29 = rsqrt_f32_float(v28);
    const int v30 = v7 < c3;
    const float v31 = v30 ? c10 : v29;
    const int v32 = v7 < c8;
    const float v33 = v32 ? v31 : v25;
    return v33;
}

static inline void rsqrt_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = rsqrt_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

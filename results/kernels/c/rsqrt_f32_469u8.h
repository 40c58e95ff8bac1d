/*
 * rsqrt for float32 arrays: max error 469.5483 ulp over 277,516 sampled inputs.
 *
 * Witness of the bound: x = 0x1.10f3cc0000000p-56. Results that are not correctly rounded: 138,089.
 * Domain: the whole float line. Special values that differ: f(0x1.0000000000000p+0) = 0x1.ffff160000000p-1, not
 * 0x1.0000000000000p+0, f(0x1.0000000000000p+2) = 0x1.ffff160000000p-2, not 0x1.0000000000000p-1,
 * f(0x1.0000000000000p-126) = 0x1.ffff160000000p+62, not 0x1.0000000000000p+63, f(0x1.0000000000000p+126) =
 * 0x1.ffff160000000p-64, not 0x1.0000000000000p-63.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: C23 7.12.7.9 and F.10.4.9.
 *
 * Kernel faa625d3b341b918, 20 operations, 2 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search rsqrt --seed 0 --evaluations 80000 --max-ops 16
 *
 * Reduction rsqrt_start_short:
 *     t is about x^(-1/2): its bits are a constant less half of those of x, which keeps e = 1 - x t^2 within 0.0685 either way.
 *     x t is rounded, which moves e by 2^-25 and the result by 2^-26 of itself, a quarter ulp.
 *     Then x^(-1/2) = t (1 - e)^(-1/2) = t + t e c(e), and as t e c(e) is below 0.037 t, its roundings are below 0.05 ulp, the last
 *     one's half an ulp. Below 2^-126 a zero gives infinity of its sign, a negative number nan; infinity gives 0, nan itself.
 *
 * Use: float rsqrt_f32(float), and void rsqrt_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef RSQRT_F32_FAA625D3B341B918
#define RSQRT_F32_FAA625D3B341B918

#define RSQRT_F32_TARGET "rsqrt"
#define RSQRT_F32_FORMAT "c"
#define RSQRT_F32_MAX_ULP 469.5482566430204
#define RSQRT_F32_EXHAUSTIVE 0
#define RSQRT_F32_FTZ 1
#define RSQRT_F32_DAZ 1
#define RSQRT_F32_WITNESS "0x1.10f3cc0000000p-56"
#define RSQRT_F32_OUTPUTS_HASH NULL
#define RSQRT_F32_RECORD "faa625d3b341b918"

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
    const float c3 = 0x1.84e456p-2f; /* 0.379777282 */
    const float c4 = 0x1.008af4p-1f; /* 0.501060128 */
    const float c5 = 0x1p-126f; /* 1.17549435e-38 */
    const float c6 = 0x1.fffffep+127f; /* 3.40282347e+38 */
    const float c7 = 0x0p+0f; /* 0 */
    const float c8 = NAN; /* nan */
    const int32_t c9 = INT32_MIN;
    const int32_t c10 = 2139095040;
    const int32_t v0 = rsqrt_f32_word(x);
    const int32_t v1 = v0 >> c1;
    const int32_t v2 = (int32_t)((uint32_t)c0 - (uint32_t)v1);
    const float v3 = rsqrt_f32_float(v2);
    const float v4 = fabsf(x);
    const int v5 = v4 < c5;
    const float v6 = x * c7;
    const float v7 = v5 ? v6 : x;
    const float v8 = v7 * v3;
    const float v9 = -v8;
    const float v10 = fmaf(v9, v3, c2);
    const float v11 = fmaf(v10, c3, c4);
    const float v12 = v10 * v11;
    const float v13 = fmaf(v3, v12, v3);
    const float v14 = fabsf(v13);
    const int v15 = v14 < c5;
    const float v16 = v13 * c7;
    const float v17 = v15 ? v16 : v13;
    const int v18 = c6 < v7;
    const float v19 = v18 ? c7 : v17;
    const int32_t v20 = rsqrt_f32_word(x);
    const int32_t v21 = v20 & c9;
    const int32_t v22 = v21 | c10;
    const float v23 = rsqrt_f32_float(v22);
    const int v24 = v7 < c7;
    const float v25 = v24 ? c8 : v23;
    const int v26 = v7 < c5;
    const float v27 = v26 ? v25 : v19;
    return v27;
}

static inline void rsqrt_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = rsqrt_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

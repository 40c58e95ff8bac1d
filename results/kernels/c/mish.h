/*
 * mish for float32 arrays: max error 1.9141 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.4935de0000000p+2. Results that are not correctly rounded: 955,094,516.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x tanh(log(1 + e^x)); Misra, arXiv 1908.08681.
 *
 * Kernel 5b84f420cb2659a2, 47 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search mish --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction mish_corrected:
 *     x tanh(log(1 + e^x)) = x n / (n + 2), n = e^x (e^x + 2). x = k ln 2 + r (Cody and Waite); in the exponent x is clamped to 20, where
 *     the quotient is 1, and everywhere to -95 from below. e = 2^12 e^x and n in units of 2^-12 keep x e^x in the normal range as far as
 *     -91.9; the last product brings the result back and flushes it to -0 beyond (so is mish(-inf)). Where x n overflows, the bound
 *     says what the result is: at most x for x > 0, at most -0 otherwise.
 *     e^r = 1 + r y, the core y = (e^r - 1) / r, has a second part, which counts 2 e + 2 in n. n + n_low and n + 2 = d + d_low by Fast2Sum, as far as their order allows (n < 2; above, the result forgives). With u = 1 / d, used
 *     once as a quotient (abs changes nothing), q = n u is mended by u (n + n_low - q (d + d_low)); then only x q rounds.
 *
 * Use: float mish_f32(float), and void mish_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef MISH_F32_5B84F420CB2659A2
#define MISH_F32_5B84F420CB2659A2

#define MISH_F32_TARGET "mish"
#define MISH_F32_FORMAT "c"
#define MISH_F32_MAX_ULP 1.9140522862966023
#define MISH_F32_EXHAUSTIVE 1
#define MISH_F32_FTZ 1
#define MISH_F32_DAZ 1
#define MISH_F32_WITNESS "-0x1.4935de0000000p+2"
#define MISH_F32_OUTPUTS_HASH "a92e88b0daa8110f70f47b0c94d8710d8366e9b6f211017214d20da622e8363d"
#define MISH_F32_RECORD "5b84f420cb2659a2"

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

static inline int32_t mish_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float mish_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float mish_f32(float x) {
    const float c0 = -0x1.7cp+6f; /* -95 */
    const float c1 = 0x1.4p+4f; /* 20 */
    const float c2 = 0x1.715476p+0f; /* 1.44269502 */
    const float c3 = 0x1.800116p+23f; /* 12583051 */
    const float c4 = -0x1.62e4p-1f; /* -0.693145752 */
    const float c5 = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float c6 = -0x1.14478cp-6f; /* -0.0168627612 */
    const float c7 = -0x1.2ca6b8p-3f; /* -0.146802366 */
    const float c8 = -0x1.64ae32p-2f; /* -0.348320752 */
    const float c9 = -0x1.8aecaap-1f; /* -0.771336854 */
    const float c10 = 0x1.83357p-3f; /* 0.189066768 */
    const float c11 = 0x1.fffffep-1f; /* 0.99999994 */
    const int32_t c12 = 23;
    const float c13 = 0x1p+0f; /* 1 */
    const float c14 = 0x1p+1f; /* 2 */
    const float c15 = 0x1p-12f; /* 0.000244140625 */
    const float c16 = -0x0p+0f; /* -0 */
    const float c17 = 0x1p-126f; /* 1.17549435e-38 */
    const float c18 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c17;
    const float v2 = x * c18;
    const float v3 = v1 ? v2 : x;
    const float v4 = v3 < c0 ? c0 : v3;
    const float v5 = c1 < v4 ? c1 : v4;
    const float v6 = fmaf(v5, c2, c3);
    const float v7 = v6 - c3;
    const float v8 = fmaf(v7, c4, v5);
    const float v9 = fmaf(v7, c5, v8);
    const float v10 = fmaf(v9, c6, c7);
    const float v11 = fmaf(v9, v10, c8);
    const float v12 = -v11;
    const float v13 = fmaf(v12, v11, c9);
    const float v14 = fmaf(v11, v13, c10);
    const float v15 = fmaf(v9, v14, c11);
    const int32_t v16 = mish_f32_word(v6);
    const int32_t v17 = (int32_t)((uint32_t)v16 << c12);
    const float v18 = mish_f32_float(v17);
    const float v19 = v9 * v15;
    const float v20 = c13 + v19;
    const float v21 = c13 - v20;
    const float v22 = v21 + v19;
    const float v23 = v18 * v20;
    const float v24 = v18 * v22;
    const float v25 = fmaf(v23, c15, c16);
    const float v26 = v25 + c13;
    const float v27 = v26 + v26;
    const float v28 = v23 + v23;
    const float v29 = v23 * v25;
    const float v30 = v28 + v29;
    const float v31 = v28 - v30;
    const float v32 = v31 + v29;
    const float v33 = fmaf(v24, v27, v32);
    const float v34 = v30 * c15;
    const float v35 = v34 + c14;
    const float v36 = c14 - v35;
    const float v37 = v36 + v34;
    const float v38 = fmaf(v33, c15, v37);
    const float v39 = c13 / v35;
    const float v40 = fabsf(v39);
    const float v41 = fmaf(v30, v40, c16);
    const float v42 = -v41;
    const float v43 = fmaf(v42, v35, v30);
    const float v44 = v43 + v33;
    const float v45 = fmaf(v42, v38, v44);
    const float v46 = fmaf(v45, v40, v41);
    const float v47 = fmaf(v4, v46, c16);
    const float v48 = fmaf(v47, c15, c16);
    const float v49 = fabsf(v48);
    const int v50 = v49 < c17;
    const float v51 = v48 * c18;
    const float v52 = v50 ? v51 : v48;
    const float v53 = v3 < c16 ? c16 : v3;
    const float v54 = v52 < v53 ? v52 : v53;
    return v54;
}

static inline void mish_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = mish_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

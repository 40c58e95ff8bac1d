/*
 * mish for float32 arrays: max error 1.8567 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.81ec9a0000000p+5. Results that are not correctly rounded: 954,685,776.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), c, compiler cc (Debian 12.2.0-14+deb12u1)
 * 12.2.0, numpy 2.5.5.
 * Definition: x tanh(log(1 + e^x)); Misra, arXiv 1908.08681.
 *
 * Kernel c956cc6e431b4603, 51 operations, 13 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search mish --seed 0 --evaluations 120000 --max-ops 16
 *
 * Reduction mish_corrected:
 *     x tanh(log(1 + e^x)) = x n / (n + 2), n = e^x (e^x + 2). x = k ln 2 + r (Cody and Waite); in the exponent x is clamped to 20, where
 *     the quotient is 1, and everywhere to -95 from below. e = 2^12 e^x and n in units of 2^-12 keep x e^x in the normal range as far as
 *     -91.9; the last product brings the result back and flushes it to -0 beyond (so is mish(-inf)). Where x n overflows, the bound
 *     says what the result is: at most x for x > 0, at most -0 otherwise. \
 *     e^r = 1 + r y, the core y = (e^r - 1) / r, has a second part, which counts 2 e + 2 in n. n + n_low and n + 2 = d + d_low by Fast2Sum, as far as their order allows (n < 2; above, the result forgives). With u = 1 / d, used
 *     once as a quotient (abs changes nothing), q = n u is mended by u (n + n_low - q (d + d_low)); then only x q rounds.
 *
 * Use: float mish_f32(float), and void mish_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef MISH_F32_C956CC6E431B4603
#define MISH_F32_C956CC6E431B4603

#define MISH_F32_TARGET "mish"
#define MISH_F32_FORMAT "c"
#define MISH_F32_MAX_ULP 1.856667064779479
#define MISH_F32_EXHAUSTIVE 1
#define MISH_F32_FTZ 1
#define MISH_F32_DAZ 1
#define MISH_F32_WITNESS "-0x1.81ec9a0000000p+5"
#define MISH_F32_OUTPUTS_HASH "ca943bebf705c86b85226cc9dee26cd55155ada41ecd95bbeca2acdf0b1ea5e2"
#define MISH_F32_RECORD "c956cc6e431b4603"

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
    const float c6 = -0x1.bfc746p+2f; /* -6.99653769 */
    const float c7 = -0x1.58c15p+3f; /* -10.7735977 */
    const float c8 = -0x1.3a4c9ap-5f; /* -0.0383666046 */
    const float c9 = 0x1.dc9c44p-4f; /* 0.116359964 */
    const float c10 = -0x1.3c2392p-2f; /* -0.30872944 */
    const float c11 = 0x1p-1f; /* 0.5 */
    const float c12 = 0x1p+0f; /* 1 */
    const int32_t c13 = 23;
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
    const float v10 = v9 + c6;
    const float v11 = c7 / v10;
    const float v12 = v9 * v10;
    const float v13 = -v9;
    const float v14 = fmaf(v12, c8, v13);
    const float v15 = fmaf(v14, c9, v11);
    const float v16 = -v9;
    const float v17 = fmaf(v16, v15, v9);
    const float v18 = fmaf(v17, c10, c11);
    const float v19 = fmaf(v9, v18, c12);
    const int32_t v20 = mish_f32_word(v6);
    const int32_t v21 = (int32_t)((uint32_t)v20 << c13);
    const float v22 = mish_f32_float(v21);
    const float v23 = v9 * v19;
    const float v24 = c12 + v23;
    const float v25 = c12 - v24;
    const float v26 = v25 + v23;
    const float v27 = v22 * v24;
    const float v28 = v22 * v26;
    const float v29 = fmaf(v27, c15, c16);
    const float v30 = v29 + c12;
    const float v31 = v30 + v30;
    const float v32 = v27 + v27;
    const float v33 = v27 * v29;
    const float v34 = v32 + v33;
    const float v35 = v32 - v34;
    const float v36 = v35 + v33;
    const float v37 = fmaf(v28, v31, v36);
    const float v38 = v34 * c15;
    const float v39 = v38 + c14;
    const float v40 = c14 - v39;
    const float v41 = v40 + v38;
    const float v42 = fmaf(v37, c15, v41);
    const float v43 = c12 / v39;
    const float v44 = fabsf(v43);
    const float v45 = fmaf(v34, v44, c16);
    const float v46 = -v45;
    const float v47 = fmaf(v46, v39, v34);
    const float v48 = v47 + v37;
    const float v49 = fmaf(v46, v42, v48);
    const float v50 = fmaf(v49, v44, v45);
    const float v51 = fmaf(v4, v50, c16);
    const float v52 = fmaf(v51, c15, c16);
    const float v53 = fabsf(v52);
    const int v54 = v53 < c17;
    const float v55 = v52 * c18;
    const float v56 = v54 ? v55 : v52;
    const float v57 = v3 < c16 ? c16 : v3;
    const float v58 = v56 < v57 ? v56 : v57;
    return v58;
}

static inline void mish_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = mish_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * atan for float32 arrays: max error 0.7051 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.edec8a0000000p-2. Results that are not correctly rounded: 1,191,820.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.
 *
 * Kernel a724b148d8c92aba, 43 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search atan --seed 0 --evaluations 400000 --max-ops 16
 *
 * Reduction atan_eighth_turns:
 *     a = |x|, and atan a = n pi/4 + atan t: n = 0 and t = a up to 1/2, n = 1 and t = (a - 1) / (a + 1) up to 2, n = 2 and t = -1 / a beyond.
 *     a is bounded by 2^40, beyond which the result is pi / 2 rounded. z = t^2, atan t = t + t z p(z), the second term below 0.037.
 *     a - 1 is exact (Sterbenz); a + 1 is rounded, and `short` is what it lost. What the quotient lost, t over - under, is exact in one fma; both go back in
 *     divided by a + 1, the division to 12 % through its bits. What the sum of n pi / 4, in two parts, and t loses in rounding is found again
 *     exactly (Fast2Sum, Dekker 1971), so that the last addition's is the one rounding of size. The sign of x is put back at the end.
 *
 * Use: float atan_f32(float), and void atan_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ATAN_F32_A724B148D8C92ABA
#define ATAN_F32_A724B148D8C92ABA

#define ATAN_F32_TARGET "atan"
#define ATAN_F32_FORMAT "c"
#define ATAN_F32_MAX_ULP 0.7050762586295605
#define ATAN_F32_EXHAUSTIVE 1
#define ATAN_F32_FTZ 1
#define ATAN_F32_DAZ 1
#define ATAN_F32_WITNESS "0x1.edec8a0000000p-2"
#define ATAN_F32_OUTPUTS_HASH "893ef24d23dff00cdbd797732f111424ae881f753dce52885e5c443928cf62ff"
#define ATAN_F32_RECORD "a724b148d8c92aba"

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

static inline int32_t atan_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float atan_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float atan_f32(float x) {
    const float c0 = 0x0p+0f; /* 0 */
    const float c1 = 0x1p+0f; /* 1 */
    const float c2 = 0x1p-1f; /* 0.5 */
    const float c3 = 0x1p+1f; /* 2 */
    const float c4 = 0x1p+40f; /* 1.09951163e+12 */
    const int32_t c5 = 2129859015;
    const float c6 = 0x1.921fb6p-1f; /* 0.785398185 */
    const float c7 = -0x1.777a5cp-26f; /* -2.18556941e-08 */
    const float c8 = -0x1.3c06f8p-4f; /* -0.0771550834 */
    const float c9 = 0x1.382dacp-4f; /* 0.0762154311 */
    const float c10 = 0x1.0b13a6p-2f; /* 0.26081714 */
    const float c11 = -0x1.1838d8p-2f; /* -0.273654342 */
    const float c12 = 0x1.003946p-3f; /* 0.12510924 */
    const float c13 = -0x1.555552p-2f; /* -0.333333284 */
    const int32_t c14 = INT32_MIN;
    const float c15 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c15;
    const float v3 = v0 * c0;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c4 < v4 ? c4 : v4;
    const int v6 = c2 < v5;
    const int v7 = c3 < v5;
    const float v8 = v6 ? v5 : c0;
    const float v9 = v7 ? c0 : c1;
    const float v10 = v8 + v9;
    const float v11 = v10 - v9;
    const float v12 = v8 - v11;
    const float v13 = v7 ? c0 : v5;
    const float v14 = v6 ? c1 : c0;
    const float v15 = v13 - v14;
    const float v16 = v15 / v10;
    const float v17 = v16 * v16;
    const float v18 = -v16;
    const float v19 = fmaf(v18, v10, v15);
    const float v20 = fmaf(v18, v12, v19);
    const int32_t v21 = atan_f32_word(v10);
    const int32_t v22 = (int32_t)((uint32_t)c5 - (uint32_t)v21);
    const float v23 = atan_f32_float(v22);
    const float v24 = v14 - v9;
    const float v25 = v24 + c1;
    const float v26 = v25 * c6;
    const float v27 = v20 * v23;
    const float v28 = fmaf(v25, c7, v27);
    const float v29 = fmaf(v17, c8, c9);
    const float v30 = -v17;
    const float v31 = fmaf(v30, v29, c10);
    const float v32 = fmaf(v17, v31, c11);
    const float v33 = fmaf(v32, v32, c12);
    const float v34 = fmaf(v17, v33, c13);
    const float v35 = v26 + v16;
    const float v36 = v35 - v26;
    const float v37 = v16 - v36;
    const float v38 = v28 + v37;
    const float v39 = v17 * v34;
    const float v40 = fmaf(v16, v39, v38);
    const float v41 = v35 + v40;
    const float v42 = fabsf(v41);
    const int v43 = v42 < c15;
    const float v44 = v41 * c0;
    const float v45 = v43 ? v44 : v41;
    const int32_t v46 = atan_f32_word(x);
    const int32_t v47 = v46 & c14;
    const int32_t v48 = atan_f32_word(v45);
    const int32_t v49 = v48 | v47;
    const float v50 = atan_f32_float(v49);
    return v50;
}

static inline void atan_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = atan_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

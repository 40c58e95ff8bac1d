/*
 * sinh for float32 arrays: max error 0.8837 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.1680d60000000p+3. Results that are not correctly rounded: 15,953,208.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.28; C17 7.12.5.5 and F.10.2.5.
 *
 * Kernel bc9e42e23ed59762, 41 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search sinh --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction sinh_fused:
 *     |x| = k ln 2 + r + rest (Cody and Waite), k nearest to |x| log2 e, |r| <= ln 2 / 2 + 2^-19, from |x| clamped to 89.5. Half of
 *     sinh and of cosh, so that k = 129 stays below overflow (the doubling at the end overflows where they do): with s = 2^(k-2) and
 *     u = 2^(-k-2), cosh = (s + u) cosh r + (s - u) sinh r and sinh = (s - u) cosh r + (s + u) sinh r. The cores take z = r^2:
 *     cosh r = 1 + z q and sinh r = r + r z p, so that their errors are those of corrections.
 *     v = (s - u) + (s + u) r is rounded once and loses e, found exactly by the same fma from what is left of s - u (s + u stands there in other words, for a compiler would take two equal products for one, and round it;
 *     Fast2Sum: s - u is 0 or the larger one). s - u and s + u are exact up to k = 11, and beyond u is below 2^-23 of s. Near 0, where s = u,
 *     v is half of r exactly, and only what the cores add is rounded beside the last addition. The sign is that of x; below 2^-12 sinh x is x to 2^-26, which keeps numbers that the half would make subnormal.
 *
 * Use: float sinh_f32(float), and void sinh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SINH_F32_BC9E42E23ED59762
#define SINH_F32_BC9E42E23ED59762

#define SINH_F32_TARGET "sinh"
#define SINH_F32_FORMAT "c"
#define SINH_F32_MAX_ULP 0.8836674916766292
#define SINH_F32_EXHAUSTIVE 1
#define SINH_F32_FTZ 1
#define SINH_F32_DAZ 1
#define SINH_F32_WITNESS "0x1.1680d60000000p+3"
#define SINH_F32_OUTPUTS_HASH "2eabe630f546982fb15f0535bff9c1d89145dd3f455a361a585fccec8071e268"
#define SINH_F32_RECORD "bc9e42e23ed59762"

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

static inline int32_t sinh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float sinh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float sinh_f32(float x) {
    const float c0 = 0x1.66p+6f; /* 89.5 */
    const float c1 = 0x1.715476p+0f; /* 1.44269502 */
    const float c2 = 0x1.8000fap+23f; /* 12583037 */
    const float c3 = -0x1.62e4p-1f; /* -0.693145752 */
    const float c4 = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float c5 = 0x1.5826dep-10f; /* 0.00131283503 */
    const float c6 = 0x1.5573ap-5f; /* 0.0416811109 */
    const float c7 = 0x1.ffffd2p-2f; /* 0.499999315 */
    const float c8 = 0x1.12414ep-7f; /* 0.00836960133 */
    const float c9 = 0x1.55547cp-3f; /* 0.166665047 */
    const int32_t c10 = 23;
    const int32_t c11 = 2097152000;
    const int32_t c12 = 0;
    const float c13 = 0x1p-12f; /* 0.000244140625 */
    const int32_t c14 = INT32_MIN;
    const float c15 = 0x1p-126f; /* 1.17549435e-38 */
    const float c16 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c15;
    const float v3 = v0 * c16;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = fmaf(v5, c1, c2);
    const float v7 = v6 - c2;
    const float v8 = fmaf(v7, c3, v5);
    const float v9 = v7 * c4;
    const float v10 = v8 + v9;
    const float v11 = v8 - v10;
    const float v12 = v11 + v9;
    const float v13 = v10 * v10;
    const float v14 = fmaf(v13, c5, c6);
    const float v15 = fmaf(v13, v14, c7);
    const float v16 = fmaf(v13, c8, c9);
    const int32_t v17 = sinh_f32_word(v6);
    const int32_t v18 = (int32_t)((uint32_t)v17 << c10);
    const int32_t v19 = (int32_t)((uint32_t)c11 - (uint32_t)v18);
    const int v20 = c12 < v19;
    const int32_t v21 = v20 ? v19 : c12;
    const float v22 = sinh_f32_float(v18);
    const float v23 = sinh_f32_float(v21);
    const float v24 = v22 + v23;
    const float v25 = v22 - v23;
    const float v26 = fmaf(v24, v10, v25);
    const float v27 = v25 - v26;
    const float v28 = v24 < v23 ? v23 : v24;
    const float v29 = fmaf(v28, v10, v27);
    const float v30 = v10 * v13;
    const float v31 = fmaf(v30, v16, v12);
    const float v32 = v25 * v13;
    const float v33 = fmaf(v32, v15, v29);
    const float v34 = fmaf(v24, v31, v33);
    const float v35 = v26 + v34;
    const int32_t v36 = sinh_f32_word(x);
    const float v37 = v35 + v35;
    const float v38 = fabsf(v37);
    const int v39 = v38 < c15;
    const float v40 = v37 * c16;
    const float v41 = v39 ? v40 : v37;
    const int32_t v42 = v36 & c14;
    const int32_t v43 = sinh_f32_word(v41);
    const int32_t v44 = v43 | v42;
    const float v45 = sinh_f32_float(v44);
    const float v46 = fabsf(x);
    const float v47 = fabsf(v46);
    const int v48 = v47 < c15;
    const float v49 = v46 * c16;
    const float v50 = v48 ? v49 : v46;
    const int v51 = v50 < c13;
    const float v52 = v51 ? x : v45;
    return v52;
}

static inline void sinh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = sinh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

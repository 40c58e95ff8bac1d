/*
 * sinh for float32 arrays: max error 3.2803 ulp over 277,583 sampled inputs.
 *
 * Witness of the bound: x = 0x1.eb28700000000p-2. Results that are not correctly rounded: 10,105.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.28; C17 7.12.5.5 and F.10.2.5.
 *
 * Kernel 2ca6ab928f1f4670, 32 operations, 4 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search sinh --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction sinh_plain:
 *     |x| = k ln 2 + r + rest (Cody and Waite), k nearest to |x| log2 e, |r| <= ln 2 / 2 + 2^-19, from |x| clamped to 89.5. Half of
 *     sinh and of cosh, so that k = 129 stays below overflow (the doubling at the end overflows where they do): with s = 2^(k-2) and
 *     u = 2^(-k-2), cosh = (s + u) cosh r + (s - u) sinh r and sinh = (s - u) cosh r + (s + u) sinh r. The cores take z = r^2:
 *     cosh r = 1 + z q and sinh r = r + r z p, so that their errors are those of corrections.
 *     Both sums round: the worst k is 1, where at r = -ln 2 / 2 the terms are twice the result. The sign is that of x; below 2^-12 sinh x is x to 2^-26, which keeps numbers that the half would make subnormal.
 *
 * Use: float sinh_f32(float), and void sinh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SINH_F32_2CA6AB928F1F4670
#define SINH_F32_2CA6AB928F1F4670

#define SINH_F32_TARGET "sinh"
#define SINH_F32_FORMAT "c"
#define SINH_F32_MAX_ULP 3.2803100712583753
#define SINH_F32_EXHAUSTIVE 0
#define SINH_F32_FTZ 1
#define SINH_F32_DAZ 1
#define SINH_F32_WITNESS "0x1.eb28700000000p-2"
#define SINH_F32_OUTPUTS_HASH NULL
#define SINH_F32_RECORD "2ca6ab928f1f4670"

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
    const float c5 = 0x1.57231cp-5f; /* 0.0418868586 */
    const float c6 = 0x1.fffdf6p-2f; /* 0.499992222 */
    const float c7 = 0x1.105158p-7f; /* 0.00831047818 */
    const float c8 = 0x1.555764p-3f; /* 0.166670591 */
    const int32_t c9 = 23;
    const int32_t c10 = 2097152000;
    const int32_t c11 = 0;
    const float c12 = 0x1p-12f; /* 0.000244140625 */
    const int32_t c13 = INT32_MIN;
    const float c14 = 0x1p-126f; /* 1.17549435e-38 */
    const float c15 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c14;
    const float v3 = v0 * c15;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = fmaf(v5, c1, c2);
    const float v7 = v6 - c2;
    const float v8 = fmaf(v7, c3, v5);
    const float v9 = fmaf(v7, c4, v8);
    const float v10 = v9 * v9;
    const float v11 = fmaf(v10, c5, c6);
    const float v12 = fmaf(v10, c7, c8);
    const int32_t v13 = sinh_f32_word(v6);
    const int32_t v14 = (int32_t)((uint32_t)v13 << c9);
    const int32_t v15 = (int32_t)((uint32_t)c10 - (uint32_t)v14);
    const int v16 = c11 < v15;
    const int32_t v17 = v16 ? v15 : c11;
    const float v18 = sinh_f32_float(v14);
    const float v19 = sinh_f32_float(v17);
    const float v20 = v18 + v19;
    const float v21 = v18 - v19;
    const float v22 = v9 * v10;
    const float v23 = fmaf(v22, v12, v9);
    const float v24 = v21 * v10;
    const float v25 = fmaf(v24, v11, v21);
    const float v26 = fmaf(v20, v23, v25);
    const int32_t v27 = sinh_f32_word(x);
    const float v28 = v26 + v26;
    const float v29 = fabsf(v28);
    const int v30 = v29 < c14;
    const float v31 = v28 * c15;
    const float v32 = v30 ? v31 : v28;
    const int32_t v33 = v27 & c13;
    const int32_t v34 = sinh_f32_word(v32);
    const int32_t v35 = v34 | v33;
    const float v36 = sinh_f32_float(v35);
    const float v37 = fabsf(x);
    const float v38 = fabsf(v37);
    const int v39 = v38 < c14;
    const float v40 = v37 * c15;
    const float v41 = v39 ? v40 : v37;
    const int v42 = v41 < c12;
    const float v43 = v42 ? x : v36;
    return v43;
}

static inline void sinh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = sinh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * sinh for float32 arrays: max error 1.0252 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.f8af7a0000000p-3. Results that are not correctly rounded: 48,471,110.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.28; C17 7.12.5.5 and F.10.2.5.
 *
 * Kernel 6a1e6d9f4d95e5f1, 44 operations, 8 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search sinh --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction sinh_compensated:
 *     |x| = k ln 2 + r + rest (Cody and Waite), k nearest to |x| log2 e, |r| <= ln 2 / 2 + 2^-19, from |x| clamped to 89.5. Half of
 *     sinh and of cosh, so that k = 129 stays below overflow (the doubling at the end overflows where they do): with s = 2^(k-2) and
 *     u = 2^(-k-2), cosh = (s + u) cosh r + (s - u) sinh r and sinh = (s - u) cosh r + (s + u) sinh r. The cores take z = r^2:
 *     cosh r = 1 + z q and sinh r = r + r z p, so that their errors are those of corrections. \
 *     v = (s - u) + s r loses e (Fast2Sum; s r is exact), which joins u r and the corrections: the last addition alone has a rounding
 *     of size. The sign is that of x; below 2^-12 sinh x is x to 2^-26, which keeps numbers that the half would make subnormal.
 *
 * Use: float sinh_f32(float), and void sinh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SINH_F32_6A1E6D9F4D95E5F1
#define SINH_F32_6A1E6D9F4D95E5F1

#define SINH_F32_TARGET "sinh"
#define SINH_F32_FORMAT "c"
#define SINH_F32_MAX_ULP 1.0251799821853638
#define SINH_F32_EXHAUSTIVE 1
#define SINH_F32_FTZ 1
#define SINH_F32_DAZ 1
#define SINH_F32_WITNESS "0x1.f8af7a0000000p-3"
#define SINH_F32_OUTPUTS_HASH "c6cda1492a0516edb3b4903669702177b41b8e13d92954b304c4176e4f921d20"
#define SINH_F32_RECORD "6a1e6d9f4d95e5f1"

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
    const float c5 = 0x1.6d5582p-10f; /* 0.00139363867 */
    const float c6 = 0x1.5554e2p-5f; /* 0.0416664518 */
    const float c7 = 0x1p-1f; /* 0.5 */
    const float c8 = -0x1.a34b34p-13f; /* -0.000199934846 */
    const float c9 = -0x1.1110b8p-7f; /* -0.00833329186 */
    const float c10 = 0x1.555554p-3f; /* 0.166666657 */
    const int32_t c11 = 23;
    const int32_t c12 = 2097152000;
    const int32_t c13 = 0;
    const float c14 = 0x1p-12f; /* 0.000244140625 */
    const int32_t c15 = INT32_MIN;
    const float c16 = 0x1p-126f; /* 1.17549435e-38 */
    const float c17 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c16;
    const float v3 = v0 * c17;
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
    const float v17 = -v13;
    const float v18 = fmaf(v17, v16, c10);
    const int32_t v19 = sinh_f32_word(v6);
    const int32_t v20 = (int32_t)((uint32_t)v19 << c11);
    const int32_t v21 = (int32_t)((uint32_t)c12 - (uint32_t)v20);
    const int v22 = c13 < v21;
    const int32_t v23 = v22 ? v21 : c13;
    const float v24 = sinh_f32_float(v20);
    const float v25 = sinh_f32_float(v23);
    const float v26 = v24 + v25;
    const float v27 = v24 - v25;
    const float v28 = v24 * v10;
    const float v29 = v27 + v28;
    const float v30 = v27 - v29;
    const float v31 = v30 + v28;
    const float v32 = fmaf(v25, v10, v31);
    const float v33 = v10 * v13;
    const float v34 = fmaf(v33, v18, v12);
    const float v35 = v27 * v13;
    const float v36 = fmaf(v35, v15, v32);
    const float v37 = fmaf(v26, v34, v36);
    const float v38 = v29 + v37;
    const int32_t v39 = sinh_f32_word(x);
    const float v40 = v38 + v38;
    const float v41 = fabsf(v40);
    const int v42 = v41 < c16;
    const float v43 = v40 * c17;
    const float v44 = v42 ? v43 : v40;
    const int32_t v45 = v39 & c15;
    const int32_t v46 = sinh_f32_word(v44);
    const int32_t v47 = v46 | v45;
    const float v48 = sinh_f32_float(v47);
    const float v49 = fabsf(x);
    const float v50 = fabsf(v49);
    const int v51 = v50 < c16;
    const float v52 = v49 * c17;
    const float v53 = v51 ? v52 : v49;
    const int v54 = v53 < c14;
    const float v55 = v54 ? x : v48;
    return v55;
}

static inline void sinh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = sinh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

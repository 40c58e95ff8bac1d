/*
 * cosh for float32 arrays: max error 0.8377 ulp over 277,543 sampled inputs.
 *
 * Witness of the bound: x = -0x1.4e6f420000000p+2. Results that are not correctly rounded: 931.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.28; C17 7.12.5.4 and F.10.2.4.
 *
 * Kernel d8b67a206cbcf4cc, 33 operations, 8 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search cosh --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction cosh_fused:
 *     |x| = k ln 2 + r + rest (Cody and Waite), k nearest to |x| log2 e, |r| <= ln 2 / 2 + 2^-19, from |x| clamped to 89.5. Half of
 *     sinh and of cosh, so that k = 129 stays below overflow (the doubling at the end overflows where they do): with s = 2^(k-2) and
 *     u = 2^(-k-2), cosh = (s + u) cosh r + (s - u) sinh r and sinh = (s - u) cosh r + (s + u) sinh r. The cores take z = r^2:
 *     cosh r = 1 + z q and sinh r = r + r z p, so that their errors are those of corrections. v = (s + u) + (s - u) r loses e, found exactly by the same fma from (s - v) + u (s - u stands there in other words, for a compiler would take two equal products for one, and round it):
 *     s - v is exact (Sterbenz), and so is the sum up to k = 12, beyond which u is below 2^-25 of s. r is off by 2^-26, 0.2 ulp of the
 *     result at most.
 *
 * Use: float cosh_f32(float), and void cosh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef COSH_F32_D8B67A206CBCF4CC
#define COSH_F32_D8B67A206CBCF4CC

#define COSH_F32_TARGET "cosh"
#define COSH_F32_FORMAT "c"
#define COSH_F32_MAX_ULP 0.8376731749099351
#define COSH_F32_EXHAUSTIVE 0
#define COSH_F32_FTZ 1
#define COSH_F32_DAZ 1
#define COSH_F32_WITNESS "-0x1.4e6f420000000p+2"
#define COSH_F32_OUTPUTS_HASH NULL
#define COSH_F32_RECORD "d8b67a206cbcf4cc"

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

static inline int32_t cosh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float cosh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float cosh_f32(float x) {
    const float c0 = 0x1.66p+6f; /* 89.5 */
    const float c1 = 0x1.715476p+0f; /* 1.44269502 */
    const float c2 = 0x1.8000fap+23f; /* 12583037 */
    const float c3 = -0x1.62e4p-1f; /* -0.693145752 */
    const float c4 = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float c5 = -0x1.57f074p-10f; /* -0.00131202419 */
    const float c6 = -0x1.557214p-5f; /* -0.0416803733 */
    const float c7 = 0x1.ffffdcp-2f; /* 0.499999464 */
    const float c8 = 0x1.290216p-16f; /* 1.77030652e-05 */
    const float c9 = 0x1.1200a4p-7f; /* 0.00836189277 */
    const float c10 = 0x1.5554c8p-3f; /* 0.166665614 */
    const int32_t c11 = 23;
    const int32_t c12 = 2097152000;
    const int32_t c13 = 0;
    const float c14 = 0x0p+0f; /* 0 */
    const float c15 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c15;
    const float v3 = v0 * c14;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = fmaf(v5, c1, c2);
    const float v7 = v6 - c2;
    const float v8 = fmaf(v7, c3, v5);
    const float v9 = fmaf(v7, c4, v8);
    const float v10 = v9 * v9;
    const float v11 = fmaf(v10, c5, c6);
    const float v12 = -v10;
    const float v13 = fmaf(v12, v11, c7);
    const float v14 = fmaf(v10, c8, c9);
    const float v15 = fmaf(v10, v14, c10);
    const int32_t v16 = cosh_f32_word(v6);
    const int32_t v17 = (int32_t)((uint32_t)v16 << c11);
    const int32_t v18 = (int32_t)((uint32_t)c12 - (uint32_t)v17);
    const int v19 = c13 < v18;
    const int32_t v20 = v19 ? v18 : c13;
    const float v21 = cosh_f32_float(v17);
    const float v22 = cosh_f32_float(v20);
    const float v23 = v21 + v22;
    const float v24 = v21 - v22;
    const float v25 = fmaf(v24, v9, v23);
    const float v26 = v21 - v25;
    const float v27 = v26 + v22;
    const float v28 = v24 < c14 ? c14 : v24;
    const float v29 = fmaf(v28, v9, v27);
    const float v30 = v9 * v10;
    const float v31 = v24 * v30;
    const float v32 = v23 * v10;
    const float v33 = fmaf(v32, v13, v29);
    const float v34 = fmaf(v31, v15, v33);
    const float v35 = v25 + v34;
    const float v36 = v35 + v35;
    const float v37 = fabsf(v36);
    const int v38 = v37 < c15;
    const float v39 = v36 * c14;
    const float v40 = v38 ? v39 : v36;
    return v40;
}

static inline void cosh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = cosh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * atan for float32 arrays: max error 1.1619 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.2000540000000p+0. Results that are not correctly rounded: 14,670,558.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), c, compiler cc (Debian 12.2.0-14+deb12u1)
 * 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.
 *
 * Kernel 360d6e615025b952, 36 operations, 13 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search atan --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction atan_reciprocal_exact:
 *     atan |x| = atan t for t = |x| below 1, pi / 2 - atan t for t = 1 / |x| beyond, t = min(|x|, 1) / max(|x|, 1), z = t^2, and
 *     atan t = t + t z p(z), in which the second term is below 0.215 (Muller, Elementary Functions, chapter 11). |x| is bounded by
 *     2^40, beyond which the result is pi / 2 rounded. The sign of x is put back at the end, zero's too.
 *     What the quotient loses is made good: t max(|x|, 1) - min(|x|, 1) is exact in one fma, 0 below 1, and t itself is 1 / |x| beyond.
 *     What the sum of pi / 2, in two parts, and t loses in rounding is found again exactly (Fast2Sum, Dekker 1971), so that besides the
 *     last addition only the second term's roundings count: 1/8 ulp each beside |x| = 1.
 *
 * Use: float atan_f32(float), and void atan_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ATAN_F32_360D6E615025B952
#define ATAN_F32_360D6E615025B952

#define ATAN_F32_TARGET "atan"
#define ATAN_F32_FORMAT "c"
#define ATAN_F32_MAX_ULP 1.161948448047042
#define ATAN_F32_EXHAUSTIVE 1
#define ATAN_F32_FTZ 1
#define ATAN_F32_DAZ 1
#define ATAN_F32_WITNESS "0x1.2000540000000p+0"
#define ATAN_F32_OUTPUTS_HASH "bcf2131857b17f409b8a799831bfaf5c839f4293c5c1f58159c085d96e881885"
#define ATAN_F32_RECORD "360d6e615025b952"

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
    const float c0 = 0x1p+0f; /* 1 */
    const float c1 = 0x1p+40f; /* 1.09951163e+12 */
    const float c2 = 0x0p+0f; /* 0 */
    const float c3 = 0x1.ae445cp+1f; /* 3.36146116 */
    const float c4 = 0x1.3ed512p+3f; /* 9.96350956 */
    const float c5 = 0x1.8ede3cp+0f; /* 1.55807853 */
    const float c6 = -0x1.af297p+0f; /* -1.68422604 */
    const float c7 = 0x1.5cb274p-4f; /* 0.0851311237 */
    const float c8 = -0x1.faecc2p-6f; /* -0.0309402365 */
    const float c9 = -0x1.7f4a82p-3f; /* -0.187153831 */
    const float c10 = 0x1.921fb6p+0f; /* 1.57079637 */
    const float c11 = -0x1.777a5cp-25f; /* -4.37113883e-08 */
    const int32_t c12 = INT32_MIN;
    const float c13 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c13;
    const float v3 = v0 * c2;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c1 < v4 ? c1 : v4;
    const float v6 = c0 < v5 ? c0 : v5;
    const float v7 = v5 < c0 ? c0 : v5;
    const float v8 = v6 / v7;
    const float v9 = fmaf(v8, v8, c2);
    const float v10 = v9 + c3;
    const float v11 = fmaf(v9, v10, c4);
    const float v12 = fmaf(v9, v11, v11);
    const float v13 = v12 + c5;
    const float v14 = c6 / v13;
    const float v15 = v9 * v9;
    const float v16 = -v9;
    const float v17 = fmaf(v15, c7, v16);
    const float v18 = fmaf(v17, c8, v14);
    const float v19 = v18 + c9;
    const int v20 = c0 < v4;
    const float v21 = -v8;
    const float v22 = v20 ? v21 : v8;
    const float v23 = v20 ? c10 : c2;
    const float v24 = v20 ? c11 : c2;
    const float v25 = -v6;
    const float v26 = fmaf(v8, v7, v25);
    const float v27 = fmaf(v26, v8, v24);
    const float v28 = v23 + v22;
    const float v29 = v28 - v23;
    const float v30 = v22 - v29;
    const float v31 = v27 + v30;
    const float v32 = v9 * v19;
    const float v33 = fmaf(v22, v32, v31);
    const float v34 = v28 + v33;
    const float v35 = fabsf(v34);
    const int v36 = v35 < c13;
    const float v37 = v34 * c2;
    const float v38 = v36 ? v37 : v34;
    const int32_t v39 = atan_f32_word(x);
    const int32_t v40 = v39 & c12;
    const int32_t v41 = atan_f32_word(v38);
    const int32_t v42 = v41 | v40;
    const float v43 = atan_f32_float(v42);
    return v43;
}

static inline void atan_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = atan_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

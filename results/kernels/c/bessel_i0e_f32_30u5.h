/*
 * bessel_i0e for float32 arrays: max error 30.2154 ulp over 277,523 sampled inputs.
 *
 * Witness of the bound: x = -0x1.a68d640000000p+1. Results that are not correctly rounded: 274,091.
 * Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.fffffe0000000p-1, not
 * 0x1.0000000000000p+0, f(-0x0.0p+0) = 0x1.fffffe0000000p-1, not 0x1.0000000000000p+0.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: e^-|x| I_0(x); DLMF 10.25; scipy.special.i0e.
 *
 * Kernel 6d9eb996ef2dea4f, 29 operations, 30 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search bessel_i0e --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction bessel_i0e_pieces:
 *     a = |x| < 2: f(a) is a core of a - 1, exact at 0; a - 1 is rounded below 1/2, by 2^-26. From 2 on f(a) = sqrt(a f(a)^2 / a), where a f(a)^2 lies between 0.159 and 0.191
 *     and is a function of 1/a, smooth down to 0 with the value 1 / (2 pi) there (DLMF 10.40.1): w = 64/a, so that neither w nor its
 *     product leaves the normal range for any a, then sqrt and an exact 1/8. The root halves the errors of quotient, core and
 *     product. Two cores share the tail because e^-2a, by which its function misses its asymptotic series, is not small beside 2:
 *     one for w - 21, one for w itself from a = 6 on. At infinity w is 0, and so is the root.
 *
 * Use: float bessel_i0e_f32(float), and void bessel_i0e_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef BESSEL_I0E_F32_6D9EB996EF2DEA4F
#define BESSEL_I0E_F32_6D9EB996EF2DEA4F

#define BESSEL_I0E_F32_TARGET "bessel_i0e"
#define BESSEL_I0E_F32_FORMAT "c"
#define BESSEL_I0E_F32_MAX_ULP 30.215448018914945
#define BESSEL_I0E_F32_EXHAUSTIVE 0
#define BESSEL_I0E_F32_FTZ 1
#define BESSEL_I0E_F32_DAZ 1
#define BESSEL_I0E_F32_WITNESS "-0x1.a68d640000000p+1"
#define BESSEL_I0E_F32_OUTPUTS_HASH NULL
#define BESSEL_I0E_F32_RECORD "6d9eb996ef2dea4f"

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

/* A root that sets no errno, which would keep loops from becoming vector code. */
#define bessel_i0e_f32_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef bessel_i0e_f32_root
#define bessel_i0e_f32_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif

static inline float bessel_i0e_f32(float x) {
    const float c0 = 0x1p+0f; /* 1 */
    const float c1 = -0x1.e81f4ap-8f; /* -0.00744815404 */
    const float c2 = 0x1.43498ap-3f; /* 0.157855108 */
    const float c3 = -0x1.61505ep-1f; /* -0.690066278 */
    const float c4 = -0x1.49a376p-4f; /* -0.0804781541 */
    const float c5 = 0x1.21bdc6p-1f; /* 0.565900981 */
    const float c6 = -0x1.1372c4p-2f; /* -0.268992484 */
    const float c7 = 0x1p+6f; /* 64 */
    const float c8 = 0x1.5p+4f; /* 21 */
    const float c9 = -0x1.4031eep-7f; /* -0.00977157708 */
    const float c10 = 0x1.13e52ap-1f; /* 0.538857758 */
    const float c11 = 0x1.04105cp-8f; /* 0.00396826025 */
    const float c12 = 0x1.457d66p-2f; /* 0.31786117 */
    const float c13 = 0x1.e1db68p-5f; /* 0.0588204414 */
    const float c14 = 0x1.4e8d0ep-3f; /* 0.163354978 */
    const float c15 = -0x1.16c5c8p-17f; /* -8.30807039e-06 */
    const float c16 = -0x1.a11a44p-12f; /* -0.000397780037 */
    const float c17 = -0x1.cdd734p-8f; /* -0.00704712886 */
    const float c18 = 0x1.6fe7bep+0f; /* 1.43712986 */
    const float c19 = 0x1.5ab0dep-3f; /* 0.16928266 */
    const float c20 = 0x1.8p+2f; /* 6 */
    const float c21 = 0x1p+1f; /* 2 */
    const float c22 = 0x1p-3f; /* 0.125 */
    const float c23 = 0x1p-126f; /* 1.17549435e-38 */
    const float c24 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c23;
    const float v3 = v0 * c24;
    const float v4 = v2 ? v3 : v0;
    const float v5 = v4 - c0;
    const float v6 = fmaf(v5, c1, c2);
    const float v7 = fmaf(v5, v6, c3);
    const float v8 = fmaf(v7, v7, c4);
    const float v9 = fmaf(v8, v8, c5);
    const float v10 = -v8;
    const float v11 = fmaf(v10, v9, c6);
    const float v12 = fmaf(v11, v11, v6);
    const float v13 = fabsf(v12);
    const int v14 = v13 < c23;
    const float v15 = v12 * c24;
    const float v16 = v14 ? v15 : v12;
    const float v17 = c7 / v4;
    const float v18 = v17 - c8;
    const float v19 = fmaf(v18, c9, c10);
    const float v20 = fmaf(v19, v19, c11);
    const float v21 = -v20;
    const float v22 = fmaf(v21, v19, c12);
    const float v23 = fmaf(v22, v22, c13);
    const float v24 = fmaf(v22, v23, c14);
    const float v25 = fmaf(v17, c15, c16);
    const float v26 = -v17;
    const float v27 = fmaf(v26, v25, c17);
    const float v28 = fmaf(v17, v27, c18);
    const float v29 = fmaf(v28, v27, c19);
    const int v30 = v4 < c20;
    const float v31 = v30 ? v24 : v29;
    const float v32 = v17 * v31;
    const float v33 = bessel_i0e_f32_root(v32);
    const float v34 = v33 * c22;
    const float v35 = fabsf(v34);
    const int v36 = v35 < c23;
    const float v37 = v34 * c24;
    const float v38 = v36 ? v37 : v34;
    const int v39 = v4 < c21;
    const float v40 = v39 ? v16 : v38;
    return v40;
}

static inline void bessel_i0e_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = bessel_i0e_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

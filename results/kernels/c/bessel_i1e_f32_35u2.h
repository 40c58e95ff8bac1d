/*
 * bessel_i1e for float32 arrays: max error 34.3311 ulp over 277,611 sampled inputs.
 *
 * Witness of the bound: x = 0x1.46a8e20000000p+79. Results that are not correctly rounded: 274,477.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: e^-|x| I_1(x); DLMF 10.25; scipy.special.i1e.
 *
 * Kernel 676f28d1127de550, 33 operations, 28 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search bessel_i1e --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction bessel_i1e_pieces:
 *     a = |x| < 2: f(x) = x c(a - 1), c from 1/2 down to 0.107; a - 1 is rounded below 1/2, by 2^-26. From 2 on f(a) = sqrt(a f(a)^2 / a), where a f(a)^2 lies between 0.092 and 0.16
 *     and is a function of 1/a, smooth down to 0 with the value 1 / (2 pi) there (DLMF 10.40.1): w = 64/a, so that neither w nor its
 *     product leaves the normal range for any a, then sqrt and an exact 1/8. The root halves the errors of quotient, core and
 *     product. Two cores share the tail because e^-2a, by which its function misses its asymptotic series, is not small beside 2:
 *     one for w - 21, one for w itself from a = 6 on. At infinity w is 0, and so is the root.
 *
 * Use: float bessel_i1e_f32(float), and void bessel_i1e_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef BESSEL_I1E_F32_676F28D1127DE550
#define BESSEL_I1E_F32_676F28D1127DE550

#define BESSEL_I1E_F32_TARGET "bessel_i1e"
#define BESSEL_I1E_F32_FORMAT "c"
#define BESSEL_I1E_F32_MAX_ULP 34.33105334837356
#define BESSEL_I1E_F32_EXHAUSTIVE 0
#define BESSEL_I1E_F32_FTZ 1
#define BESSEL_I1E_F32_DAZ 1
#define BESSEL_I1E_F32_WITNESS "0x1.46a8e20000000p+79"
#define BESSEL_I1E_F32_OUTPUTS_HASH NULL
#define BESSEL_I1E_F32_RECORD "676f28d1127de550"

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

static inline int32_t bessel_i1e_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float bessel_i1e_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

/* A root that sets no errno, which would keep loops from becoming vector code. */
#define bessel_i1e_f32_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef bessel_i1e_f32_root
#define bessel_i1e_f32_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif

static inline float bessel_i1e_f32(float x) {
    const float c0 = 0x1p+0f; /* 1 */
    const float c1 = -0x1.0ef014p-8f; /* -0.00413418282 */
    const float c2 = 0x1.6c1b6ep-7f; /* 0.0111116683 */
    const float c3 = -0x1.7727fp-3f; /* -0.183181643 */
    const float c4 = 0x1.ba3e58p-2f; /* 0.431878448 */
    const float c5 = 0x1.05ab3cp-1f; /* 0.51107204 */
    const float c6 = 0x1.9f9ccap-4f; /* 0.101467885 */
    const float c7 = 0x1.76720ap-5f; /* 0.0457086749 */
    const float c8 = 0x1p+6f; /* 64 */
    const float c9 = 0x1.5p+4f; /* 21 */
    const float c10 = -0x1.0bb5e6p-9f; /* -0.00204246934 */
    const float c11 = -0x1.81aab6p-6f; /* -0.0235392358 */
    const float c12 = 0x1.23210cp-1f; /* 0.568611503 */
    const float c13 = 0x1.9151b8p-1f; /* 0.78382659 */
    const float c14 = 0x1.123966p-9f; /* 0.00209216471 */
    const float c15 = 0x1.d4926ep-4f; /* 0.114397459 */
    const float c16 = 0x1.622408p-8f; /* 0.00540375896 */
    const float c17 = 0x1.114ce8p-5f; /* 0.0333618671 */
    const float c18 = -0x1.5e56cep-2f; /* -0.342128009 */
    const float c19 = 0x1.5d671p-3f; /* 0.170606732 */
    const float c20 = 0x1.8p+2f; /* 6 */
    const float c21 = 0x1p+1f; /* 2 */
    const float c22 = 0x1p-3f; /* 0.125 */
    const int32_t c23 = INT32_MIN;
    const float c24 = 0x1p-126f; /* 1.17549435e-38 */
    const float c25 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c24;
    const float v3 = v0 * c25;
    const float v4 = v2 ? v3 : v0;
    const float v5 = v4 - c0;
    const float v6 = fmaf(v5, c1, c2);
    const float v7 = fmaf(v5, v6, c3);
    const float v8 = fmaf(v5, v7, c4);
    const float v9 = fmaf(v8, v8, c5);
    const float v10 = fmaf(v8, v9, c6);
    const float v11 = fmaf(v10, v10, c7);
    const float v12 = c8 / v4;
    const float v13 = v12 - c9;
    const float v14 = fmaf(v13, c10, c11);
    const float v15 = fmaf(v13, v14, c12);
    const float v16 = fmaf(v15, v15, c13);
    const float v17 = -v13;
    const float v18 = fmaf(v16, v16, v17);
    const float v19 = fmaf(v18, c14, c15);
    const float v20 = fmaf(v12, c16, c17);
    const float v21 = -v20;
    const float v22 = fmaf(v21, v20, c18);
    const float v23 = fmaf(v20, v22, c19);
    const int v24 = v4 < c20;
    const float v25 = v24 ? v19 : v23;
    const float v26 = v12 * v25;
    const float v27 = bessel_i1e_f32_root(v26);
    const float v28 = v27 * c22;
    const float v29 = fabsf(v28);
    const int v30 = v29 < c24;
    const float v31 = v28 * c25;
    const float v32 = v30 ? v31 : v28;
    const int v33 = v4 < c21;
    const float v34 = fabsf(x);
    const int v35 = v34 < c24;
    const float v36 = x * c25;
    const float v37 = v35 ? v36 : x;
    const float v38 = v37 * v11;
    const float v39 = fabsf(v38);
    const int v40 = v39 < c24;
    const float v41 = v38 * c25;
    const float v42 = v40 ? v41 : v38;
    const int32_t v43 = bessel_i1e_f32_word(x);
    const int32_t v44 = v43 & c23;
    const int32_t v45 = bessel_i1e_f32_word(v32);
    const int32_t v46 = v45 | v44;
    const float v47 = bessel_i1e_f32_float(v46);
    const float v48 = v33 ? v42 : v47;
    return v48;
}

static inline void bessel_i1e_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = bessel_i1e_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * bessel_i1e for float32 arrays: max error 3.4927 ulp over 277,611 sampled inputs.
 *
 * Witness of the bound: x = -0x1.e832820000000p-16. Results that are not correctly rounded: 169,922.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: e^-|x| I_1(x); DLMF 10.25; scipy.special.i1e.
 *
 * Kernel cbea16057285bdda, 44 operations, 40 of them real operations of the core.
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

#ifndef BESSEL_I1E_F32_CBEA16057285BDDA
#define BESSEL_I1E_F32_CBEA16057285BDDA

#define BESSEL_I1E_F32_TARGET "bessel_i1e"
#define BESSEL_I1E_F32_FORMAT "c"
#define BESSEL_I1E_F32_MAX_ULP 3.492705952519904
#define BESSEL_I1E_F32_EXHAUSTIVE 0
#define BESSEL_I1E_F32_FTZ 1
#define BESSEL_I1E_F32_DAZ 1
#define BESSEL_I1E_F32_WITNESS "-0x1.e832820000000p-16"
#define BESSEL_I1E_F32_OUTPUTS_HASH NULL
#define BESSEL_I1E_F32_RECORD "cbea16057285bdda"

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
    const float c1 = -0x1.dfaadcp+6f; /* -119.916855 */
    const float c2 = 0x1.f6661ep+8f; /* 502.398895 */
    const float c3 = 0x1.94e016p+17f; /* 207296.172 */
    const float c4 = -0x1.0b01c6p-33f; /* -1.21420693e-10 */
    const float c5 = 0x1.bfa232p-7f; /* 0.0136606926 */
    const float c6 = -0x1.026a4cp-3f; /* -0.126179308 */
    const float c7 = 0x1.999e1ep-2f; /* 0.400017232 */
    const float c8 = 0x1.885e88p-5f; /* 0.0478966385 */
    const float c9 = 0x1p+6f; /* 64 */
    const float c10 = 0x1.5p+4f; /* 21 */
    const float c11 = 0x1.6f8b4cp+1f; /* 2.8714385 */
    const float c12 = -0x1.813a2p+4f; /* -24.0766907 */
    const float c13 = -0x1.f59facp+8f; /* -501.623718 */
    const float c14 = -0x1.be0be4p-13f; /* -0.000212691521 */
    const float c15 = -0x1.21c67ep+5f; /* -36.22192 */
    const float c16 = 0x1.36dd5ep+17f; /* 159162.734 */
    const float c17 = -0x1.b65a38p-27f; /* -1.27577344e-08 */
    const float c18 = 0x1.cfe13ap-4f; /* 0.113251902 */
    const float c19 = 0x1.ce1c82p-32f; /* 4.20287832e-10 */
    const float c20 = -0x1.00d396p-28f; /* -3.73731757e-09 */
    const float c21 = 0x1.f36d34p+7f; /* 249.713287 */
    const float c22 = 0x1.4e0d18p+13f; /* 10689.6367 */
    const float c23 = -0x1.14aa26p+22f; /* -4532873.5 */
    const float c24 = 0x1.23412ep-3f; /* 0.142214164 */
    const float c25 = 0x1.8p+2f; /* 6 */
    const float c26 = 0x1p+1f; /* 2 */
    const float c27 = 0x1p-3f; /* 0.125 */
    const int32_t c28 = INT32_MIN;
    const float c29 = 0x1p-126f; /* 1.17549435e-38 */
    const float c30 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c29;
    const float v3 = v0 * c30;
    const float v4 = v2 ? v3 : v0;
    const float v5 = v4 - c0;
    const float v6 = -v5;
    const float v7 = fmaf(v6, v5, c1);
    const float v8 = v5 * v7;
    const float v9 = v8 + c2;
    const float v10 = fmaf(v8, v9, c3);
    const float v11 = v10 * v10;
    const float v12 = fmaf(v11, c4, v5);
    const float v13 = fmaf(v12, c5, c6);
    const float v14 = fmaf(v5, v13, c7);
    const float v15 = fmaf(v14, v14, c8);
    const float v16 = c9 / v4;
    const float v17 = v16 - c10;
    const float v18 = v17 + c12;
    const float v19 = v18 * v18;
    const float v20 = fmaf(v17, v17, c13);
    const float v21 = v19 * v20;
    const float v22 = v21 * c14;
    const float v23 = fmaf(v17, c11, v22);
    const float v24 = c15 - v23;
    const float v25 = -v24;
    const float v26 = fmaf(v25, v24, c16);
    const float v27 = fmaf(v17, v26, v21);
    const float v28 = fmaf(v27, c17, c18);
    const float v29 = fmaf(v16, c19, c20);
    const float v30 = fmaf(v16, v16, c21);
    const float v31 = fmaf(v16, v30, c22);
    const float v32 = -v16;
    const float v33 = fmaf(v32, v31, c23);
    const float v34 = fmaf(v29, v33, c24);
    const int v35 = v4 < c25;
    const float v36 = v35 ? v28 : v34;
    const float v37 = v16 * v36;
    const float v38 = bessel_i1e_f32_root(v37);
    const float v39 = v38 * c27;
    const float v40 = fabsf(v39);
    const int v41 = v40 < c29;
    const float v42 = v39 * c30;
    const float v43 = v41 ? v42 : v39;
    const int v44 = v4 < c26;
    const float v45 = fabsf(x);
    const int v46 = v45 < c29;
    const float v47 = x * c30;
    const float v48 = v46 ? v47 : x;
    const float v49 = v48 * v15;
    const float v50 = fabsf(v49);
    const int v51 = v50 < c29;
    const float v52 = v49 * c30;
    const float v53 = v51 ? v52 : v49;
    const int32_t v54 = bessel_i1e_f32_word(x);
    const int32_t v55 = v54 & c28;
    const int32_t v56 = bessel_i1e_f32_word(v43);
    const int32_t v57 = v56 | v55;
    const float v58 = bessel_i1e_f32_float(v57);
    const float v59 = v44 ? v53 : v58;
    return v59;
}

static inline void bessel_i1e_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = bessel_i1e_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * bessel_i1e for float32 arrays: max error 3.7024 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.fff75e0000000p+0. Results that are not correctly rounded: 893,718,514.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: e^-|x| I_1(x); DLMF 10.25; scipy.special.i1e.
 *
 * Kernel f888e4db55096db4, 50 operations, 45 of them real operations of the core.
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

#ifndef BESSEL_I1E_F32_F888E4DB55096DB4
#define BESSEL_I1E_F32_F888E4DB55096DB4

#define BESSEL_I1E_F32_TARGET "bessel_i1e"
#define BESSEL_I1E_F32_FORMAT "c"
#define BESSEL_I1E_F32_MAX_ULP 3.7024063772044693
#define BESSEL_I1E_F32_EXHAUSTIVE 1
#define BESSEL_I1E_F32_FTZ 1
#define BESSEL_I1E_F32_DAZ 1
#define BESSEL_I1E_F32_WITNESS "0x1.fff75e0000000p+0"
#define BESSEL_I1E_F32_OUTPUTS_HASH "f92ba9687a2d34b93cb50ff32ce590efa800264c22d6101ecedfe4a909ce02ca"
#define BESSEL_I1E_F32_RECORD "f888e4db55096db4"

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
    const float c1 = -0x1.010228p-5f; /* -0.0313730985 */
    const float c2 = -0x1.2e0d56p-1f; /* -0.589945495 */
    const float c3 = 0x1.9ecc28p-2f; /* 0.405075669 */
    const float c4 = 0x1.5e8812p-3f; /* 0.171157971 */
    const float c5 = -0x1.38670cp+0f; /* -1.22032237 */
    const float c6 = 0x1.1f395cp+1f; /* 2.24393797 */
    const float c7 = 0x1.a9ccfp-3f; /* 0.207910419 */
    const float c8 = 0x1p+6f; /* 64 */
    const float c9 = 0x1.5p+4f; /* 21 */
    const float c10 = 0x1.6f586cp+1f; /* 2.86988592 */
    const float c11 = -0x1.80f67p+4f; /* -24.0601654 */
    const float c12 = -0x1.f442ccp+8f; /* -500.260925 */
    const float c13 = -0x1.bf8f1ap-13f; /* -0.000213412757 */
    const float c14 = -0x1.1f54e6p+5f; /* -35.9164543 */
    const float c15 = 0x1.366342p+17f; /* 158918.516 */
    const float c16 = -0x1.b7018cp-27f; /* -1.27767574e-08 */
    const float c17 = 0x1.cfeb56p-4f; /* 0.113261543 */
    const float c18 = 0x1.1fb57p-7f; /* 0.00878017396 */
    const float c19 = -0x1.35a254p-23f; /* -1.44184611e-07 */
    const float c20 = -0x1.e4993ap-27f; /* -1.41036738e-08 */
    const float c21 = -0x1.433f1ap-3f; /* -0.1578352 */
    const float c22 = -0x1.120b54p+2f; /* -4.28194141 */
    const float c23 = 0x1.eca4eap-19f; /* 3.67048528e-06 */
    const float c24 = 0x1.ed1b26p-10f; /* 0.0018810503 */
    const float c25 = 0x1.468ebp-3f; /* 0.159451842 */
    const float c26 = 0x1.8p+2f; /* 6 */
    const float c27 = 0x1p+1f; /* 2 */
    const float c28 = 0x1p-3f; /* 0.125 */
    const int32_t c29 = INT32_MIN;
    const float c30 = 0x1p-126f; /* 1.17549435e-38 */
    const float c31 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c30;
    const float v3 = v0 * c31;
    const float v4 = v2 ? v3 : v0;
    const float v5 = v4 - c0;
    const float v6 = v5 * c1;
    const float v7 = v6 + c3;
    const float v8 = v7 * v7;
    const float v9 = v8 + c4;
    const float v10 = v5 * v9;
    const float v11 = fmaf(v8, v10, c5);
    const float v12 = v10 * v11;
    const float v13 = v12 * v12;
    const float v14 = fmaf(v5, c2, v13);
    const float v15 = v14 + c6;
    const float v16 = v15 * v15;
    const float v17 = fmaf(v6, v16, c7);
    const float v18 = c8 / v4;
    const float v19 = v18 - c9;
    const float v20 = v19 + c11;
    const float v21 = v20 * v20;
    const float v22 = fmaf(v19, v19, c12);
    const float v23 = v21 * v22;
    const float v24 = v23 * c13;
    const float v25 = fmaf(v19, c10, v24);
    const float v26 = c14 - v25;
    const float v27 = -v26;
    const float v28 = fmaf(v27, v26, c15);
    const float v29 = fmaf(v19, v28, v23);
    const float v30 = fmaf(v29, c16, c17);
    const float v31 = v18 * c18;
    const float v32 = fmaf(v31, c19, c20);
    const float v33 = v31 + c21;
    const float v34 = v18 * v33;
    const float v35 = fmaf(v34, v34, c22);
    const float v36 = v18 * v35;
    const float v37 = fmaf(v32, v36, c23);
    const float v38 = fmaf(v18, v37, c24);
    const float v39 = v33 - v18;
    const float v40 = fmaf(v38, v39, c25);
    const int v41 = v4 < c26;
    const float v42 = v41 ? v30 : v40;
    const float v43 = v18 * v42;
    const float v44 = bessel_i1e_f32_root(v43);
    const float v45 = v44 * c28;
    const float v46 = fabsf(v45);
    const int v47 = v46 < c30;
    const float v48 = v45 * c31;
    const float v49 = v47 ? v48 : v45;
    const int v50 = v4 < c27;
    const float v51 = fabsf(x);
    const int v52 = v51 < c30;
    const float v53 = x * c31;
    const float v54 = v52 ? v53 : x;
    const float v55 = v54 * v17;
    const float v56 = fabsf(v55);
    const int v57 = v56 < c30;
    const float v58 = v55 * c31;
    const float v59 = v57 ? v58 : v55;
    const int32_t v60 = bessel_i1e_f32_word(x);
    const int32_t v61 = v60 & c29;
    const int32_t v62 = bessel_i1e_f32_word(v49);
    const int32_t v63 = v62 | v61;
    const float v64 = bessel_i1e_f32_float(v63);
    const float v65 = v50 ? v59 : v64;
    return v65;
}

static inline void bessel_i1e_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = bessel_i1e_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

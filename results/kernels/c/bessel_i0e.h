/*
 * bessel_i0e for float32 arrays: max error 4.5285 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.7bca220000000p-6. Results that are not correctly rounded: 1,975,764,120.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: e^-|x| I_0(x); DLMF 10.25; scipy.special.i0e.
 *
 * Kernel 510fd226db1b0399, 39 operations, 40 of them real operations of the core.
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

#ifndef BESSEL_I0E_F32_510FD226DB1B0399
#define BESSEL_I0E_F32_510FD226DB1B0399

#define BESSEL_I0E_F32_TARGET "bessel_i0e"
#define BESSEL_I0E_F32_FORMAT "c"
#define BESSEL_I0E_F32_MAX_ULP 4.5284886715301935
#define BESSEL_I0E_F32_EXHAUSTIVE 1
#define BESSEL_I0E_F32_FTZ 1
#define BESSEL_I0E_F32_DAZ 1
#define BESSEL_I0E_F32_WITNESS "0x1.7bca220000000p-6"
#define BESSEL_I0E_F32_OUTPUTS_HASH "f5a5e10aa0a5a0e898080ca6e492c888ef2c66dd387b5b7018aff4b7d2312dfb"
#define BESSEL_I0E_F32_RECORD "510fd226db1b0399"

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
    const float c1 = -0x1.216dd8p-3f; /* -0.141322792 */
    const float c2 = 0x1.b8b7b2p-1f; /* 0.860776484 */
    const float c3 = 0x1.1896bcp+1f; /* 2.19210005 */
    const float c4 = 0x1.5719acp+0f; /* 1.34023547 */
    const float c5 = 0x1.8cc6d6p-2f; /* 0.387477249 */
    const float c6 = 0x1.d31b5cp-1f; /* 0.91231811 */
    const float c7 = 0x1.dcf016p-2f; /* 0.465759605 */
    const float c8 = 0x1p+6f; /* 64 */
    const float c9 = 0x1.5p+4f; /* 21 */
    const float c10 = 0x1.26a894p+0f; /* 1.1510098 */
    const float c11 = -0x1.624e72p+7f; /* -177.153214 */
    const float c12 = -0x1.666282p+13f; /* -11468.3135 */
    const float c13 = -0x1.32c3d8p+23f; /* -10052076 */
    const float c14 = -0x1.7206a2p+4f; /* -23.1266193 */
    const float c15 = 0x1.0b8d96p+7f; /* 133.776535 */
    const float c16 = -0x1.6ba9cep+34f; /* -2.44050309e+10 */
    const float c17 = -0x1.c82a58p-45f; /* -5.06445336e-14 */
    const float c18 = 0x1.6a01dp-3f; /* 0.17676127 */
    const float c19 = 0x1.fb181ep+6f; /* 126.773552 */
    const float c20 = 0x1.cbed02p+12f; /* 7358.81299 */
    const float c21 = -0x1.9ec416p+18f; /* -424720.344 */
    const float c22 = -0x1.4c1f3ap+25f; /* -43531892 */
    const float c23 = -0x1.f6753ap-37f; /* -1.42807129e-11 */
    const float c24 = 0x1.45f30ap-3f; /* 0.159154966 */
    const float c25 = 0x1.8p+2f; /* 6 */
    const float c26 = 0x1p+1f; /* 2 */
    const float c27 = 0x1p-3f; /* 0.125 */
    const float c28 = 0x1p-126f; /* 1.17549435e-38 */
    const float c29 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c28;
    const float v3 = v0 * c29;
    const float v4 = v2 ? v3 : v0;
    const float v5 = v4 - c0;
    const float v6 = v5 * c1;
    const float v7 = fmaf(v6, v6, c2);
    const float v8 = v6 + c3;
    const float v9 = v8 * v6;
    const float v10 = v9 + c4;
    const float v11 = v7 * v10;
    const float v12 = fmaf(v11, v11, c5);
    const float v13 = fmaf(v6, v12, c6);
    const float v14 = v13 * v13;
    const float v15 = fmaf(v14, v9, c7);
    const float v16 = fabsf(v15);
    const int v17 = v16 < c28;
    const float v18 = v15 * c29;
    const float v19 = v17 ? v18 : v15;
    const float v20 = c8 / v4;
    const float v21 = v20 - c9;
    const float v22 = c10 - v21;
    const float v23 = fmaf(v22, v22, c11);
    const float v24 = fmaf(v22, v23, c12);
    const float v25 = -v23;
    const float v26 = fmaf(v25, v24, c13);
    const float v27 = v21 + c14;
    const float v28 = fmaf(v21, v27, c15);
    const float v29 = -v26;
    const float v30 = fmaf(v29, v28, c16);
    const float v31 = v21 * v30;
    const float v32 = fmaf(v31, c17, c18);
    const float v33 = fmaf(v20, v20, c19);
    const float v34 = fmaf(v20, v33, c20);
    const float v35 = -v20;
    const float v36 = fmaf(v35, v34, c21);
    const float v37 = fmaf(v20, v36, c22);
    const float v38 = v20 * v37;
    const float v39 = fmaf(v38, c23, c24);
    const int v40 = v4 < c25;
    const float v41 = v40 ? v32 : v39;
    const float v42 = v20 * v41;
    const float v43 = bessel_i0e_f32_root(v42);
    const float v44 = v43 * c27;
    const float v45 = fabsf(v44);
    const int v46 = v45 < c28;
    const float v47 = v44 * c29;
    const float v48 = v46 ? v47 : v44;
    const int v49 = v4 < c26;
    const float v50 = v49 ? v19 : v48;
    return v50;
}

static inline void bessel_i0e_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = bessel_i0e_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

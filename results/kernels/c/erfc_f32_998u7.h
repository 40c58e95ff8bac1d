/*
 * erfc for float32 arrays: max error 996.0144 ulp over 277,541 sampled inputs.
 *
 * Witness of the bound: x = 0x1.1830460000000p-4. Results that are not correctly rounded: 24,128.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 7.2; C17 7.12.8.2 and F.10.5.2.
 *
 * Kernel 3950c372566f9713, 34 operations, 12 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search erfc --seed 0 --evaluations 320000 --max-ops 16
 *
 * Reduction erfc_one_piece:
 *     For a = |x| erfc(a) = e^(-a^2) g, g = erfcx(a), and with u = 1 / (1 + 0.75 a) g = u + u (1 - u) v(u): g / u goes from 1 at a = 0,
 *     where the result is exactly 1, to 0.423 at infinity, and is smooth in u at both ends.
 *     e^(-a^2) = 2^k (1 + r w(r)), |r| <= ln 2 / 2: a^2 = s - e to the last bit (s = fl(a^2)) and ln 2 is in two parts, so that r is good
 *     to 2^-26. k is added to the exponent of the finished product, exactly; from a = 9.1945 on the result is below 2^-126 and made 0.
 *     a is cut at 10, where all is decided, so that infinity passes. For x < 0 erfc(x) = 2 - erfc(|x|).
 *
 * Use: float erfc_f32(float), and void erfc_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ERFC_F32_3950C372566F9713
#define ERFC_F32_3950C372566F9713

#define ERFC_F32_TARGET "erfc"
#define ERFC_F32_FORMAT "c"
#define ERFC_F32_MAX_ULP 996.0144356293781
#define ERFC_F32_EXHAUSTIVE 0
#define ERFC_F32_FTZ 1
#define ERFC_F32_DAZ 1
#define ERFC_F32_WITNESS "0x1.1830460000000p-4"
#define ERFC_F32_OUTPUTS_HASH NULL
#define ERFC_F32_RECORD "3950c372566f9713"

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

static inline int32_t erfc_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float erfc_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float erfc_f32(float x) {
    const float c0 = 0x1.4p+3f; /* 10 */
    const float c1 = -0x1.715476p+0f; /* -1.44269502 */
    const float c2 = 0x1.8000fep+23f; /* 12583039 */
    const float c3 = -0x1.62e4p-1f; /* -0.693145752 */
    const float c4 = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float c5 = 0x1.a62c78p-3f; /* 0.206139505 */
    const float c6 = 0x1.a1561ep-2f; /* 0.407555073 */
    const float c7 = 0x1.55db68p-2f; /* 0.333844781 */
    const float c8 = 0x1.fffb06p-1f; /* 0.999962032 */
    const float c9 = 0x1.8p-1f; /* 0.75 */
    const float c10 = 0x1p+0f; /* 1 */
    const float c11 = 0x1.8e95b4p-2f; /* 0.389242947 */
    const float c12 = -0x1.01db3cp-2f; /* -0.251812875 */
    const float c13 = -0x1.47d77p-2f; /* -0.320157766 */
    const float c14 = -0x1.e54b28p-2f; /* -0.473919511 */
    const int32_t c15 = 23;
    const float c16 = 0x1.2639bep+3f; /* 9.19454861 */
    const float c17 = 0x0p+0f; /* 0 */
    const float c18 = 0x1p+1f; /* 2 */
    const float c19 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c19;
    const float v3 = v0 * c17;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = v5 * v5;
    const float v7 = -v0;
    const float v8 = fabsf(v7);
    const int v9 = v8 < c19;
    const float v10 = v7 * c17;
    const float v11 = v9 ? v10 : v7;
    const float v12 = fmaf(v11, v5, v6);
    const float v13 = fmaf(v6, c1, c2);
    const float v14 = v13 - c2;
    const float v15 = -v6;
    const float v16 = fmaf(v14, c3, v15);
    const float v17 = fmaf(v14, c4, v12);
    const float v18 = v16 + v17;
    const float v19 = fmaf(v18, c5, c6);
    const float v20 = fmaf(v19, v19, c7);
    const float v21 = fmaf(v18, v20, c8);
    const float v22 = fmaf(v4, c9, c10);
    const float v23 = c10 / v22;
    const float v24 = fmaf(v23, c11, c12);
    const float v25 = fmaf(v23, v24, c13);
    const float v26 = -v25;
    const float v27 = fmaf(v26, v25, c14);
    const float v28 = -v23;
    const float v29 = fmaf(v28, v23, v23);
    const float v30 = fmaf(v29, v27, v23);
    const float v31 = v30 * v18;
    const float v32 = fmaf(v31, v21, v30);
    const int32_t v33 = erfc_f32_word(v13);
    const int32_t v34 = (int32_t)((uint32_t)v33 << c15);
    const float v35 = erfc_f32_float(v34);
    const float v36 = v32 * v35;
    const float v37 = fabsf(v36);
    const int v38 = v37 < c19;
    const float v39 = v36 * c17;
    const float v40 = v38 ? v39 : v36;
    const int v41 = c16 < v4;
    const float v42 = v41 ? c17 : v40;
    const float v43 = c18 - v42;
    const float v44 = fabsf(v43);
    const int v45 = v44 < c19;
    const float v46 = v43 * c17;
    const float v47 = v45 ? v46 : v43;
    const float v48 = fabsf(x);
    const int v49 = v48 < c19;
    const float v50 = x * c17;
    const float v51 = v49 ? v50 : x;
    const int v52 = v51 < c17;
    const float v53 = v52 ? v47 : v42;
    return v53;
}

static inline void erfc_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erfc_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * tanh for float32 arrays: max error 0.7500 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.009a240000000p-3. Results that are not correctly rounded: 2,480,430.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.28; C17 7.12.5.6 and F.10.2.6.
 *
 * Kernel 826c1b1155f09d12, 52 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search tanh --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction tanh_compensated:
 *     2|x| = k ln 2 + 2 (r + rest) (Cody and Waite), k nearest to 2|x| log2 e, |r| <= ln 2 / 4 + 2^-20, from |x| clamped to 9.25, where
 *     tanh is 1 to 2^-25. With s = 2^k, E = e^2|x| - 1 = s - 1 + s (2 r + 2 rest + r^2 c), the core c = (e^2r - 1 - 2r) / r^2 about 2,
 *     and tanh |x| = E / (E + 2). The sign is that of x, zeros too. E = n + nl and E + 2 = d + dl by Fast2Sum (s r is exact), j what s - 1 loses from k = 25 on. With c = 1 / d, the
 *     quotient v0 = n c is mended by (n + nl - v0 (d + dl)) c: the last addition alone has a rounding of size.
 *
 * Use: float tanh_f32(float), and void tanh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef TANH_F32_826C1B1155F09D12
#define TANH_F32_826C1B1155F09D12

#define TANH_F32_TARGET "tanh"
#define TANH_F32_FORMAT "c"
#define TANH_F32_MAX_ULP 0.7499756552278996
#define TANH_F32_EXHAUSTIVE 1
#define TANH_F32_FTZ 1
#define TANH_F32_DAZ 1
#define TANH_F32_WITNESS "0x1.009a240000000p-3"
#define TANH_F32_OUTPUTS_HASH "71a81547fe1abdf2b1898d180188b7848292b39f1deaae79c30d1abf8c5d8f47"
#define TANH_F32_RECORD "826c1b1155f09d12"

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

static inline int32_t tanh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float tanh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float tanh_f32(float x) {
    const float c0 = 0x1.28p+3f; /* 9.25 */
    const float c1 = 0x1.715476p+1f; /* 2.88539004 */
    const float c2 = 0x1.8000fep+23f; /* 12583039 */
    const float c3 = -0x1.62e4p-2f; /* -0.346572876 */
    const float c4 = -0x1.7f7d1cp-21f; /* -7.14303383e-07 */
    const float c5 = 0x1.ffefd6p-5f; /* 0.0624922924 */
    const float c6 = 0x1.5195eep-2f; /* 0.329673499 */
    const float c7 = 0x1.b89c4p-2f; /* 0.430283546 */
    const float c8 = 0x1.777decp+0f; /* 1.46676517 */
    const float c9 = 0x1.3ebe18p-1f; /* 0.62254405 */
    const float c10 = 0x1p+1f; /* 2 */
    const int32_t c11 = 23;
    const int32_t c12 = INT32_MIN;
    const float c13 = -0x0p+0f; /* -0 */
    const float c14 = 0x1p+0f; /* 1 */
    const float c15 = 0x1p-126f; /* 1.17549435e-38 */
    const float c16 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c15;
    const float v3 = v0 * c16;
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
    const float v14 = fmaf(v10, c5, c6);
    const float v15 = fmaf(v10, v14, c7);
    const float v16 = fmaf(v15, v15, c8);
    const float v17 = fmaf(v16, v15, c9);
    const float v18 = fmaf(v10, v17, c10);
    const int32_t v19 = tanh_f32_word(v6);
    const int32_t v20 = (int32_t)((uint32_t)v19 << c11);
    const float v21 = tanh_f32_float(v20);
    const float v22 = v21 * v10;
    const float v23 = v22 + v22;
    const float v24 = v21 - c14;
    const float v25 = v21 - v24;
    const float v26 = v25 - c14;
    const float v27 = v24 + v23;
    const float v28 = v24 - v27;
    const float v29 = v28 + v23;
    const float v30 = v29 + v26;
    const float v31 = v12 + v12;
    const float v32 = fmaf(v13, v18, v31);
    const float v33 = fmaf(v21, v32, v30);
    const float v34 = v27 + v33;
    const float v35 = v27 - v34;
    const float v36 = v35 + v33;
    const float v37 = v34 + c10;
    const float v38 = v34 < c10 ? c10 : v34;
    const float v39 = c10 < v34 ? c10 : v34;
    const float v40 = v38 - v37;
    const float v41 = v40 + v39;
    const float v42 = v41 + v36;
    const float v43 = c14 / v37;
    const float v44 = fabsf(v43);
    const float v45 = fmaf(v34, v44, c13);
    const float v46 = -v45;
    const float v47 = fmaf(v46, v37, v34);
    const float v48 = v47 + v36;
    const float v49 = fmaf(v46, v42, v48);
    const float v50 = fmaf(v49, v44, v45);
    const float v51 = fabsf(v50);
    const int v52 = v51 < c15;
    const float v53 = v50 * c16;
    const float v54 = v52 ? v53 : v50;
    const int32_t v55 = tanh_f32_word(x);
    const int32_t v56 = v55 & c12;
    const int32_t v57 = tanh_f32_word(v54);
    const int32_t v58 = v57 | v56;
    const float v59 = tanh_f32_float(v58);
    return v59;
}

static inline void tanh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = tanh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * atanh for float32 arrays: max error 109.3771 ulp over 277,549 sampled inputs.
 *
 * Witness of the bound: x = 0x1.f592e00000000p-3. Results that are not correctly rounded: 7,534.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.37; C17 7.12.5.3 and F.10.2.3.
 *
 * Kernel e87874dde3f8bf79, 34 operations, 2 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search atanh --seed 0 --evaluations 600000 --max-ops 16
 *
 * Reduction atanh_shift_short:
 *     atanh a = 1/2 log((1 + a) / (1 - a)), a = |x|. k is the difference of the exponents of 1 + a and 1 - a, by their bits, and c = 2^k:
 *     (1 + a) / (1 - a) = c (1 + s) / (1 - s) with s = (a + t) / (2 + a - t), t = c a + 1 - c, so atanh a = k ln(2) / 2 + atanh s,
 *     s^2 below 0.14. For a < 1/3 k is 0 and s is a itself. atanh s = s + s z p(z), z = s^2, the last term below 0.05 of s.
 *     The roundings of the sums, of the division and of s + k ln(2) / 2 stay: about half an ulp each at worst.
 *     1 gives inf, more nan; the largest float below 1 is as far as c is needed.
 *
 * Use: float atanh_f32(float), and void atanh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ATANH_F32_E87874DDE3F8BF79
#define ATANH_F32_E87874DDE3F8BF79

#define ATANH_F32_TARGET "atanh"
#define ATANH_F32_FORMAT "c"
#define ATANH_F32_MAX_ULP 109.37713227607674
#define ATANH_F32_EXHAUSTIVE 0
#define ATANH_F32_FTZ 1
#define ATANH_F32_DAZ 1
#define ATANH_F32_WITNESS "0x1.f592e00000000p-3"
#define ATANH_F32_OUTPUTS_HASH NULL
#define ATANH_F32_RECORD "e87874dde3f8bf79"

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

static inline int32_t atanh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float atanh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float atanh_f32(float x) {
    const float c0 = 0x1p+0f; /* 1 */
    const float c1 = 0x1p+1f; /* 2 */
    const float c2 = 0x0p+0f; /* 0 */
    const float c3 = 0x1.fffffcp-1f; /* 0.999999881 */
    const int32_t c4 = 1065353216;
    const int32_t c5 = 23;
    const float c6 = 0x1.c964e4p-3f; /* 0.223336965 */
    const float c7 = 0x1.5490cep-2f; /* 0.332583636 */
    const float c8 = 0x1.62e43p-2f; /* 0.346573591 */
    const float c9 = -0x1.05c61p-30f; /* -9.52327106e-10 */
    const float c10 = 0x1.fffffep-1f; /* 0.99999994 */
    const float c11 = INFINITY; /* inf */
    const float c12 = NAN; /* nan */
    const int32_t c13 = INT32_MIN;
    const float c14 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c14;
    const float v3 = v0 * c2;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c3 < v4 ? c3 : v4;
    const float v6 = v4 + c0;
    const float v7 = c0 - v5;
    const int32_t v8 = atanh_f32_word(v6);
    const int32_t v9 = atanh_f32_word(v7);
    const int32_t v10 = (int32_t)((uint32_t)v8 - (uint32_t)v9);
    const int32_t v11 = v10 >> c5;
    const float v12 = (float)v11;
    const int32_t v13 = (int32_t)((uint32_t)v11 << c5);
    const int32_t v14 = (int32_t)((uint32_t)v13 + (uint32_t)c4);
    const float v15 = atanh_f32_float(v14);
    const float v16 = c0 - v15;
    const float v17 = fmaf(v15, v4, v16);
    const float v18 = v4 + v17;
    const float v19 = v4 - v17;
    const float v20 = v19 + c1;
    const float v21 = v18 / v20;
    const float v22 = fmaf(v21, v21, c2);
    const float v23 = fmaf(v22, c6, c7);
    const float v24 = v22 * v23;
    const float v25 = v12 * c9;
    const float v26 = fmaf(v21, v24, v25);
    const float v27 = v21 + v26;
    const float v28 = fmaf(v12, c8, v27);
    const float v29 = fabsf(v28);
    const int v30 = v29 < c14;
    const float v31 = v28 * c2;
    const float v32 = v30 ? v31 : v28;
    const int v33 = c10 < v4;
    const int v34 = c0 < v4;
    const float v35 = v34 ? c12 : c11;
    const float v36 = v33 ? v35 : v32;
    const int32_t v37 = atanh_f32_word(x);
    const int32_t v38 = v37 & c13;
    const int32_t v39 = atanh_f32_word(v36);
    const int32_t v40 = v39 | v38;
    const float v41 = atanh_f32_float(v40);
    return v41;
}

static inline void atanh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = atanh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

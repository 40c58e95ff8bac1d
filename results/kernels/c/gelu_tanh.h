/*
 * gelu_tanh for float32 arrays: max error 1.2868 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.610b9a0000000p+1. Results that are not correctly rounded: 5,254,266.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2; Hendrycks and Gimpel, arXiv 1606.08415.
 *
 * Kernel 64ac171f2e9d13b2, 53 operations, 13 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search gelu_tanh --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction gelu_tanh_corrected:
 *     2^-w = e^-2u with w = x (a + b x^2), a = sqrt(8 / pi) log2 e, b = 0.044715 a, of which 131 at x = -10.15 must be right to 2^-25:
 *     every product and sum to its double (a has 15 bits, so that a - g is exact; e2 and z2 are e and z in other words, so that
 *     x^2, b x^2 and x g are not shared and their errors are what fma gives). w = -k + r + w_low with k nearest, |r| <= 1/2 + 2^-16.
 *     With s = 2^k, 1 + e^-2u is s + 1 + s r y, the core y = (2^-r - 1) / r. o = s + 1 loses j, found exactly; d = o + (s r y + j) has
 *     one rounding of size. All of it is scaled by 2^-12, so that d holds 137 bits: the result leaves the normal range at -10.1 only. x is clamped to -10.3
 *     from below, in the numerator too, and in the exponent to 6 from above. c / d times 2^-12 is flushed to -0 beyond the range
 *     (so is gelu_tanh(-inf)); where c / d overflows, the bound says what the result is: at most x for x > 0, at most -0 otherwise. d - l is the denominator to twice the precision (Fast2Sum): with u = 1 / d, v = c u becomes v + u (c - v d + v l).
 *
 * Use: float gelu_tanh_f32(float), and void gelu_tanh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef GELU_TANH_F32_64AC171F2E9D13B2
#define GELU_TANH_F32_64AC171F2E9D13B2

#define GELU_TANH_F32_TARGET "gelu_tanh"
#define GELU_TANH_F32_FORMAT "c"
#define GELU_TANH_F32_MAX_ULP 1.286847164208979
#define GELU_TANH_F32_EXHAUSTIVE 1
#define GELU_TANH_F32_FTZ 1
#define GELU_TANH_F32_DAZ 1
#define GELU_TANH_F32_WITNESS "-0x1.610b9a0000000p+1"
#define GELU_TANH_F32_OUTPUTS_HASH "131ea51f64dd759042bdf2f0e4d46f804d7df56f951286558f8a86e00a6b90a7"
#define GELU_TANH_F32_RECORD "64ac171f2e9d13b2"

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

static inline int32_t gelu_tanh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float gelu_tanh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float gelu_tanh_f32(float x) {
    const float c0 = -0x1.49999ap+3f; /* -10.3000002 */
    const float c1 = 0x1.8p+2f; /* 6 */
    const float c2 = -0x1.8p+127f; /* -2.55211775e+38 */
    const float c3 = 0x1.8p+127f; /* 2.55211775e+38 */
    const float c4 = 0x1.26bp+1f; /* 2.30224609 */
    const float c5 = -0x1.3de432p-15f; /* -3.78956065e-05 */
    const float c6 = 0x1.a5a7dp-4f; /* 0.102943242 */
    const float c7 = -0x1.151aaep-29f; /* -2.01619854e-09 */
    const float c8 = 0x1.8000e6p+23f; /* 12583027 */
    const float c9 = -0x1.dc0c6cp-20f; /* -1.77341894e-06 */
    const float c10 = 0x1.01e6b8p-16f; /* 1.53721121e-05 */
    const float c11 = 0x1.5af21ep+6f; /* 86.7364426 */
    const float c12 = -0x1.52f864p+12f; /* -5423.52441 */
    const float c13 = -0x1.c89252p-6f; /* -0.0278669167 */
    const float c14 = -0x1.ebfbep-3f; /* -0.240226507 */
    const float c15 = -0x1.62e43p-1f; /* -0.693147182 */
    const int32_t c16 = 23;
    const float c17 = 0x1p-12f; /* 0.000244140625 */
    const float c18 = 0x1p+0f; /* 1 */
    const float c19 = -0x0p+0f; /* -0 */
    const float c20 = 0x1p-126f; /* 1.17549435e-38 */
    const float c21 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c20;
    const float v2 = x * c21;
    const float v3 = v1 ? v2 : x;
    const float v4 = v3 < c0 ? c0 : v3;
    const float v5 = c1 < v4 ? c1 : v4;
    const float v6 = v5 < c2 ? c2 : v5;
    const float v7 = v5 * v6;
    const float v8 = -v7;
    const float v9 = fmaf(v5, v5, v8);
    const float v10 = fmaf(v7, c6, c4);
    const float v11 = c4 - v10;
    const float v12 = c3 < v7 ? c3 : v7;
    const float v13 = fmaf(v12, c6, v11);
    const float v14 = v13 + c5;
    const float v15 = fmaf(v9, c6, v14);
    const float v16 = fmaf(v7, c7, v15);
    const float v17 = v5 * v10;
    const float v18 = -v17;
    const float v19 = fmaf(v6, v10, v18);
    const float v20 = fmaf(v5, v16, v19);
    const float v21 = c8 - v17;
    const float v22 = v21 - c8;
    const float v23 = v17 + v22;
    const float v24 = v23 + v20;
    const float v25 = fmaf(v24, c9, c10);
    const float v26 = v24 + v25;
    const float v27 = v24 * v26;
    const float v28 = v27 + c11;
    const float v29 = -v27;
    const float v30 = fmaf(v29, v28, c12);
    const float v31 = -v25;
    const float v32 = fmaf(v31, v30, c13);
    const float v33 = fmaf(v24, v32, c14);
    const float v34 = -v24;
    const float v35 = fmaf(v34, v33, c15);
    const int32_t v36 = gelu_tanh_f32_word(v21);
    const int32_t v37 = (int32_t)((uint32_t)v36 << c16);
    const float v38 = gelu_tanh_f32_float(v37);
    const float v39 = v38 * v24;
    const float v40 = v38 + c17;
    const float v41 = v40 - v38;
    const float v42 = c17 - v41;
    const float v43 = fmaf(v39, v35, v42);
    const float v44 = v40 + v43;
    const float v45 = v44 - v40;
    const float v46 = v45 - v43;
    const float v47 = c18 / v44;
    const float v48 = fabsf(v47);
    const float v49 = fmaf(v4, v48, c19);
    const float v50 = -v49;
    const float v51 = fmaf(v50, v44, v4);
    const float v52 = fmaf(v49, v46, v51);
    const float v53 = fmaf(v52, v48, v49);
    const float v54 = fmaf(v53, c17, c19);
    const float v55 = fabsf(v54);
    const int v56 = v55 < c20;
    const float v57 = v54 * c21;
    const float v58 = v56 ? v57 : v54;
    const float v59 = v3 < c19 ? c19 : v3;
    const float v60 = v58 < v59 ? v58 : v59;
    return v60;
}

static inline void gelu_tanh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = gelu_tanh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * gelu for float32 arrays: max error 2.1064 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.709c1e0000000p+3. Results that are not correctly rounded: 19,088,722.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: x times the normal distribution function; arXiv 1606.08415.
 *
 * Kernel 95f5bc883c141663, 53 operations, 32 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search gelu --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction gelu_pieces_centred:
 *     gelu(x) = max(x, 0) - T(|x|)/2, T(a) = a erfc(a / sqrt(2)): for x < 0 the result is -T/2, for x > 0 nothing cancels because
 *     T <= x. From 0.5 on T(a) = C(a) e^(-a^2/2), and C rises to sqrt(2 / pi), most of it near 0.5: it is smooth in
 *     u = (a - 1.0) / (a + 2.0), which has small relative and absolute errors where C is steep. Below 0.5 gelu(x) =
 *     (x + x^2 c(x^2)) / 2, where |x| c < 0.55; the sum
 *     is never below x, so max(x, sum) is the sum, and -0 for x = -0.
 *     The core gives C - 1/2, from -0.16 to 0.3: its rounding is a quarter of C's, and all but the last sum of
 *     1/2 + (g + (r/2 + g r) w), g = C - 1/2, are of numbers below 0.7.
 *     -x^2/2 = k ln 2 + r/2, |r| <= ln 2, with x^2 = s + e to the last bit (s = fl(x^2)) and ln 2 in two parts: r is good to 2^-25. T is
 *     g e^(r/2) 2^k with e^(r/2) = 1 + r w(r), the sum g + g r w rounded once and k added to its exponent; T/2 < 2^-126 is 0. |x| is cut
 *     at 14, where all is decided, so that infinity passes.
 *
 * Use: float gelu_f32(float), and void gelu_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef GELU_F32_95F5BC883C141663
#define GELU_F32_95F5BC883C141663

#define GELU_F32_TARGET "gelu"
#define GELU_F32_FORMAT "c"
#define GELU_F32_MAX_ULP 2.1064186091417456
#define GELU_F32_EXHAUSTIVE 1
#define GELU_F32_FTZ 1
#define GELU_F32_DAZ 1
#define GELU_F32_WITNESS "-0x1.709c1e0000000p+3"
#define GELU_F32_OUTPUTS_HASH "307647d3749867f402b8aa4d47303da5968524f7c5ef33e5468f9a02a3db5b43"
#define GELU_F32_RECORD "95f5bc883c141663"

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

static inline int32_t gelu_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float gelu_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float gelu_f32(float x) {
    const float c0 = 0x1.cp+3f; /* 14 */
    const float c1 = -0x1.23f8aap-9f; /* -0.00222756458 */
    const float c2 = 0x1.4644b4p-6f; /* 0.019913841 */
    const float c3 = -0x1.10569cp-3f; /* -0.132977694 */
    const float c4 = 0x1.98845p-1f; /* 0.797884464 */
    const float c5 = -0x1.715476p-1f; /* -0.721347511 */
    const float c6 = 0x1.8p+23f; /* 12582912 */
    const float c7 = -0x1.62e4p+0f; /* -1.3862915 */
    const float c8 = -0x1.7f7d1cp-19f; /* -2.85721353e-06 */
    const float c9 = -0x1.eb6502p-7f; /* -0.0149961719 */
    const float c10 = -0x1.e968cep-5f; /* -0.0597423576 */
    const float c11 = 0x1.345d12p-5f; /* 0.0376420356 */
    const float c12 = 0x1.02d308p-2f; /* 0.252758145 */
    const float c13 = 0x1.f4a3ecp-5f; /* 0.0611133203 */
    const float c14 = 0x1.000002p-1f; /* 0.50000006 */
    const float c15 = 0x1p+0f; /* 1 */
    const float c16 = 0x1p+1f; /* 2 */
    const float c17 = 0x1.2303a8p+1f; /* 2.27354908 */
    const float c18 = -0x1.3d223cp-5f; /* -0.0387126133 */
    const float c19 = -0x1.998a1ap-4f; /* -0.0999852195 */
    const float c20 = -0x1.44dd74p-3f; /* -0.158625513 */
    const float c21 = 0x1.038bd6p-3f; /* 0.12673156 */
    const float c22 = -0x1.0f0b1ap-1f; /* -0.529381573 */
    const float c23 = 0x1.1b041cp-1f; /* 0.552765727 */
    const float c24 = -0x1.7d9614p-1f; /* -0.74528563 */
    const float c25 = 0x1.7b65a4p-6f; /* 0.0231565572 */
    const int32_t c26 = 23;
    const float c27 = 0x1.a4ae0ep+3f; /* 13.1462469 */
    const float c28 = 0x0p+0f; /* 0 */
    const float c29 = -0x0p+0f; /* -0 */
    const float c30 = -0x1p-1f; /* -0.5 */
    const float c31 = 0x1p-1f; /* 0.5 */
    const float c32 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c32;
    const float v3 = v0 * c28;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = v5 * v5;
    const float v7 = -v6;
    const float v8 = fmaf(v4, v5, v7);
    const float v9 = fmaf(v6, c1, c2);
    const float v10 = fmaf(v6, v9, c3);
    const float v11 = fmaf(v6, v10, c4);
    const float v12 = fmaf(v6, c5, c6);
    const float v13 = v12 - c6;
    const float v14 = -v6;
    const float v15 = fmaf(v13, c7, v14);
    const float v16 = -v8;
    const float v17 = fmaf(v13, c8, v16);
    const float v18 = v15 + v17;
    const float v19 = fmaf(v18, c9, c10);
    const float v20 = fmaf(v19, v19, c11);
    const float v21 = fmaf(v18, v20, c12);
    const float v22 = fmaf(v21, v21, c13);
    const float v23 = fmaf(v18, v22, c14);
    const float v24 = c0 < v4 ? c0 : v4;
    const float v25 = v24 - c15;
    const float v26 = v24 + c16;
    const float v27 = v25 / v26;
    const float v28 = c17 - v27;
    const float v29 = fmaf(v27, c18, c19);
    const float v30 = fmaf(v27, v29, c20);
    const float v31 = fmaf(v27, v30, c21);
    const float v32 = v28 * v31;
    const float v33 = fmaf(v32, v32, c22);
    const float v34 = -v33;
    const float v35 = fmaf(v34, v31, c23);
    const float v36 = fmaf(v27, v35, c24);
    const float v37 = -v27;
    const float v38 = fmaf(v37, v36, c25);
    const float v39 = v18 * c31;
    const float v40 = fmaf(v38, v18, v39);
    const float v41 = fmaf(v40, v23, v38);
    const float v42 = v41 + c31;
    const int32_t v43 = gelu_f32_word(v42);
    const int32_t v44 = gelu_f32_word(v12);
    const int32_t v45 = (int32_t)((uint32_t)v44 << c26);
    const int32_t v46 = (int32_t)((uint32_t)v43 + (uint32_t)v45);
    const float v47 = gelu_f32_float(v46);
    const int v48 = v4 < c27;
    const float v49 = v48 ? v47 : c28;
    const float v50 = fabsf(x);
    const int v51 = v50 < c32;
    const float v52 = x * c28;
    const float v53 = v51 ? v52 : x;
    const float v54 = v53 < c29 ? c29 : v53;
    const float v55 = fmaf(v49, c30, v54);
    const float v56 = fabsf(v55);
    const int v57 = v56 < c32;
    const float v58 = v55 * c28;
    const float v59 = v57 ? v58 : v55;
    const float v60 = fmaf(v6, v11, v53);
    const float v61 = v53 < v60 ? v60 : v53;
    const float v62 = v61 * c31;
    const float v63 = fabsf(v62);
    const int v64 = v63 < c32;
    const float v65 = v62 * c28;
    const float v66 = v64 ? v65 : v62;
    const int v67 = v4 < c31;
    const float v68 = v67 ? v66 : v59;
    return v68;
}

static inline void gelu_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = gelu_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * softplus for float32 arrays: max error 1.5336 ulp over 277,566 sampled inputs.
 *
 * Witness of the bound: x = -0x1.e9f67c0000000p-2. Results that are not correctly rounded: 7,838.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: log(1 + e^x); Dugas et al., NIPS 2000.
 *
 * Kernel 6825655680d2d2bc, 31 operations, 18 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search softplus --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction softplus_ratio:
 *     softplus(x) = max(x, 0) + log(1 + e), e = e^-|x| = 2^k e^r with -|x| = k ln 2 + r (Cody and Waite), |x| clamped to 88, where 2^k is
 *     flushed to zero. With w = e / (2 + e) <= 1/3 and z = w^2, log(1 + e) = 2 artanh w = 2 w + w z p(z), the core p about 2/3, and
 *     2 w = e - w e, so that it is e - w (e - z p): a head, and a correction of at most 0.44 of the result. The reciprocal is used once as
 *     a quotient (abs changes nothing), so that XLA keeps one loop. e, w, the inner sum and the outer one round.
 *
 * Use: float softplus_f32(float), and void softplus_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SOFTPLUS_F32_6825655680D2D2BC
#define SOFTPLUS_F32_6825655680D2D2BC

#define SOFTPLUS_F32_TARGET "softplus"
#define SOFTPLUS_F32_FORMAT "c"
#define SOFTPLUS_F32_MAX_ULP 1.5336366328567275
#define SOFTPLUS_F32_EXHAUSTIVE 0
#define SOFTPLUS_F32_FTZ 1
#define SOFTPLUS_F32_DAZ 1
#define SOFTPLUS_F32_WITNESS "-0x1.e9f67c0000000p-2"
#define SOFTPLUS_F32_OUTPUTS_HASH NULL
#define SOFTPLUS_F32_RECORD "6825655680d2d2bc"

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

static inline int32_t softplus_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float softplus_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float softplus_f32(float x) {
    const float c0 = 0x1.6p+6f; /* 88 */
    const float c1 = -0x1.715476p+0f; /* -1.44269502 */
    const float c2 = 0x1.8000fep+23f; /* 12583039 */
    const float c3 = -0x1.62e4p-1f; /* -0.693145752 */
    const float c4 = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float c5 = 0x1.378b92p-7f; /* 0.00950760487 */
    const float c6 = 0x1.2ab80ep-4f; /* 0.0729294345 */
    const float c7 = 0x1.46814ep-3f; /* 0.159426317 */
    const float c8 = 0x1.efd1dp+0f; /* 1.93679523 */
    const float c9 = 0x1.87a052p-3f; /* 0.191223755 */
    const float c10 = 0x1p+0f; /* 1 */
    const int32_t c11 = 23;
    const float c12 = 0x1p+1f; /* 2 */
    const float c13 = 0x0p+0f; /* 0 */
    const float c14 = 0x1.0ebaa8p-1f; /* 0.528767824 */
    const float c15 = 0x1.0f4618p-2f; /* 0.264915824 */
    const float c16 = 0x1.3f8ee2p-1f; /* 0.624136984 */
    const float c17 = 0x1.00ad1ap-1f; /* 0.50132066 */
    const float c18 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c18;
    const float v3 = v0 * c13;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = -v5;
    const float v7 = fmaf(v5, c1, c2);
    const float v8 = v7 - c2;
    const float v9 = fmaf(v8, c3, v6);
    const float v10 = fmaf(v8, c4, v9);
    const float v11 = fmaf(v10, c5, c6);
    const float v12 = fmaf(v10, v11, c7);
    const float v13 = fmaf(v10, v12, c8);
    const float v14 = fmaf(v13, v12, c9);
    const float v15 = fmaf(v10, v14, c10);
    const float v16 = fmaf(v10, v15, c10);
    const int32_t v17 = softplus_f32_word(v7);
    const int32_t v18 = (int32_t)((uint32_t)v17 << c11);
    const float v19 = softplus_f32_float(v18);
    const float v20 = v19 * v16;
    const float v21 = v20 + c12;
    const float v22 = c10 / v21;
    const float v23 = fabsf(v22);
    const float v24 = fmaf(v20, v23, c13);
    const float v25 = v24 * v24;
    const float v26 = fmaf(v25, c14, c15);
    const float v27 = fmaf(v25, v26, c16);
    const float v28 = fmaf(v26, v27, c17);
    const float v29 = -v25;
    const float v30 = -v24;
    const float v31 = fmaf(v29, v28, v20);
    const float v32 = fmaf(v30, v31, v20);
    const float v33 = fabsf(x);
    const int v34 = v33 < c18;
    const float v35 = x * c13;
    const float v36 = v34 ? v35 : x;
    const float v37 = v36 < c13 ? c13 : v36;
    const float v38 = v32 + v37;
    const float v39 = fabsf(v38);
    const int v40 = v39 < c18;
    const float v41 = v38 * c13;
    const float v42 = v40 ? v41 : v38;
    return v42;
}

static inline void softplus_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = softplus_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

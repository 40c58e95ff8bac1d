/*
 * cosh for float32 arrays: max error 1.2266 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.4cf2920000000p+2. Results that are not correctly rounded: 59,663,100.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.28; C17 7.12.5.4 and F.10.2.4.
 *
 * Kernel 8fad8971496940f4, 28 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search cosh --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction cosh_parts:
 *     |x| = k ln 2 + r + rest (Cody and Waite), k nearest to |x| log2 e, |r| <= ln 2 / 2 + 2^-19, from |x| clamped to 89.5. Half of
 *     sinh and of cosh, so that k = 129 stays below overflow (the doubling at the end overflows where they do): with s = 2^(k-2) and
 *     u = 2^(-k-2), cosh = (s + u) cosh r + (s - u) sinh r and sinh = (s - u) cosh r + (s + u) sinh r. The cores take z = r^2:
 *     cosh r = 1 + z q and sinh r = r + r z p, so that their errors are those of corrections.
 *     s is added last and u first, so that neither loses the other; of the sum below s only (s - u) r + ... has a rounding of size,
 *     2^-2 ulp, beside that of r.
 *
 * Use: float cosh_f32(float), and void cosh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef COSH_F32_8FAD8971496940F4
#define COSH_F32_8FAD8971496940F4

#define COSH_F32_TARGET "cosh"
#define COSH_F32_FORMAT "c"
#define COSH_F32_MAX_ULP 1.2265597961309178
#define COSH_F32_EXHAUSTIVE 1
#define COSH_F32_FTZ 1
#define COSH_F32_DAZ 1
#define COSH_F32_WITNESS "0x1.4cf2920000000p+2"
#define COSH_F32_OUTPUTS_HASH "10023b3d984c23458fd0e17973d55d53b627a99750ffc6b1f0c14073194028ee"
#define COSH_F32_RECORD "8fad8971496940f4"

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

static inline int32_t cosh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float cosh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float cosh_f32(float x) {
    const float c0 = 0x1.66p+6f; /* 89.5 */
    const float c1 = 0x1.715476p+0f; /* 1.44269502 */
    const float c2 = 0x1.8000fap+23f; /* 12583037 */
    const float c3 = -0x1.62e4p-1f; /* -0.693145752 */
    const float c4 = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float c5 = -0x1.6a237p-10f; /* -0.00138144847 */
    const float c6 = -0x1.555a8cp-5f; /* -0.0416691527 */
    const float c7 = 0x1.fffff8p-2f; /* 0.499999881 */
    const float c8 = 0x1.12400ep-7f; /* 0.00836945232 */
    const float c9 = 0x1.55548cp-3f; /* 0.166665167 */
    const int32_t c10 = 23;
    const int32_t c11 = 2097152000;
    const int32_t c12 = 0;
    const float c13 = 0x1p-126f; /* 1.17549435e-38 */
    const float c14 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c13;
    const float v3 = v0 * c14;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = fmaf(v5, c1, c2);
    const float v7 = v6 - c2;
    const float v8 = fmaf(v7, c3, v5);
    const float v9 = fmaf(v7, c4, v8);
    const float v10 = v9 * v9;
    const float v11 = fmaf(v10, c5, c6);
    const float v12 = -v10;
    const float v13 = fmaf(v12, v11, c7);
    const float v14 = fmaf(v10, c8, c9);
    const int32_t v15 = cosh_f32_word(v6);
    const int32_t v16 = (int32_t)((uint32_t)v15 << c10);
    const int32_t v17 = (int32_t)((uint32_t)c11 - (uint32_t)v16);
    const int v18 = c12 < v17;
    const int32_t v19 = v18 ? v17 : c12;
    const float v20 = cosh_f32_float(v16);
    const float v21 = cosh_f32_float(v19);
    const float v22 = v20 + v21;
    const float v23 = v20 - v21;
    const float v24 = v23 * v9;
    const float v25 = v24 * v10;
    const float v26 = v22 * v10;
    const float v27 = fmaf(v25, v14, v21);
    const float v28 = fmaf(v26, v13, v27);
    const float v29 = v24 + v28;
    const float v30 = v29 + v20;
    const float v31 = v30 + v30;
    const float v32 = fabsf(v31);
    const int v33 = v32 < c13;
    const float v34 = v31 * c14;
    const float v35 = v33 ? v34 : v31;
    return v35;
}

static inline void cosh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = cosh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

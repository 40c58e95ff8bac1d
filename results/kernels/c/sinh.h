/*
 * sinh for float32 arrays: max error 1.0217 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.fa87da0000000p-3. Results that are not correctly rounded: 49,047,678.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), c, compiler cc (Debian 12.2.0-14+deb12u1)
 * 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.28; C17 7.12.5.5 and F.10.2.5.
 *
 * Kernel 33383cf3c9a44960, 45 operations, 11 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search sinh --seed 0 --evaluations 120000 --max-ops 16
 *
 * Reduction sinh_compensated:
 *     |x| = k ln 2 + r + rest (Cody and Waite), k nearest to |x| log2 e, |r| <= ln 2 / 2 + 2^-19, from |x| clamped to 89.5. Half of
 *     sinh and of cosh, so that k = 129 stays below overflow (the doubling at the end overflows where they do): with s = 2^(k-2) and
 *     u = 2^(-k-2), cosh = (s + u) cosh r + (s - u) sinh r and sinh = (s - u) cosh r + (s + u) sinh r. The cores take z = r^2:
 *     cosh r = 1 + z q and sinh r = r + r z p, so that their errors are those of corrections. \
 *     v = (s - u) + s r loses e (Fast2Sum; s r is exact), which joins u r and the corrections: the last addition alone has a rounding
 *     of size. The sign is that of x; below 2^-12 sinh x is x to 2^-26, which keeps numbers that the half would make subnormal.
 *
 * Use: float sinh_f32(float), and void sinh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SINH_F32_33383CF3C9A44960
#define SINH_F32_33383CF3C9A44960

#define SINH_F32_TARGET "sinh"
#define SINH_F32_FORMAT "c"
#define SINH_F32_MAX_ULP 1.0216581158721638
#define SINH_F32_EXHAUSTIVE 1
#define SINH_F32_FTZ 1
#define SINH_F32_DAZ 1
#define SINH_F32_WITNESS "0x1.fa87da0000000p-3"
#define SINH_F32_OUTPUTS_HASH "896fe2351666fbfd7e3b2ac6c8009f50d39f54a1ea19c073d62f4fbcb7917c0d"
#define SINH_F32_RECORD "33383cf3c9a44960"

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

static inline int32_t sinh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float sinh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float sinh_f32(float x) {
    const float c0 = 0x1.66p+6f; /* 89.5 */
    const float c1 = 0x1.715476p+0f; /* 1.44269502 */
    const float c2 = 0x1.8000fap+23f; /* 12583037 */
    const float c3 = -0x1.62e4p-1f; /* -0.693145752 */
    const float c4 = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float c5 = 0x1.701e9ep-10f; /* 0.00140426483 */
    const float c6 = 0x1.55502p-5f; /* 0.0416641831 */
    const float c7 = 0x1.000004p-1f; /* 0.500000119 */
    const float c8 = -0x1.b3be3p-10f; /* -0.00166222733 */
    const float c9 = -0x1.e4099p-5f; /* -0.059086591 */
    const float c10 = 0x1.3419eep-8f; /* 0.00470125256 */
    const float c11 = 0x1.6f2456p-1f; /* 0.717074096 */
    const float c12 = 0x1.494d58p-3f; /* 0.160792053 */
    const int32_t c13 = 23;
    const int32_t c14 = 2097152000;
    const int32_t c15 = 0;
    const float c16 = 0x1p-12f; /* 0.000244140625 */
    const int32_t c17 = INT32_MIN;
    const float c18 = 0x1p-126f; /* 1.17549435e-38 */
    const float c19 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c18;
    const float v3 = v0 * c19;
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
    const float v14 = fmaf(v13, c5, c6);
    const float v15 = fmaf(v13, v14, c7);
    const float v16 = fmaf(v13, c8, c9);
    const float v17 = fmaf(v16, v16, c10);
    const float v18 = v13 + c11;
    const float v19 = fmaf(v17, v18, c12);
    const int32_t v20 = sinh_f32_word(v6);
    const int32_t v21 = (int32_t)((uint32_t)v20 << c13);
    const int32_t v22 = (int32_t)((uint32_t)c14 - (uint32_t)v21);
    const int v23 = c15 < v22;
    const int32_t v24 = v23 ? v22 : c15;
    const float v25 = sinh_f32_float(v21);
    const float v26 = sinh_f32_float(v24);
    const float v27 = v25 + v26;
    const float v28 = v25 - v26;
    const float v29 = v25 * v10;
    const float v30 = v28 + v29;
    const float v31 = v28 - v30;
    const float v32 = v31 + v29;
    const float v33 = fmaf(v26, v10, v32);
    const float v34 = v10 * v13;
    const float v35 = fmaf(v34, v19, v12);
    const float v36 = v28 * v13;
    const float v37 = fmaf(v36, v15, v33);
    const float v38 = fmaf(v27, v35, v37);
    const float v39 = v30 + v38;
    const int32_t v40 = sinh_f32_word(x);
    const float v41 = v39 + v39;
    const float v42 = fabsf(v41);
    const int v43 = v42 < c18;
    const float v44 = v41 * c19;
    const float v45 = v43 ? v44 : v41;
    const int32_t v46 = v40 & c17;
    const int32_t v47 = sinh_f32_word(v45);
    const int32_t v48 = v47 | v46;
    const float v49 = sinh_f32_float(v48);
    const float v50 = fabsf(x);
    const float v51 = fabsf(v50);
    const int v52 = v51 < c18;
    const float v53 = v50 * c19;
    const float v54 = v52 ? v53 : v50;
    const int v55 = v54 < c16;
    const float v56 = v55 ? x : v49;
    return v56;
}

static inline void sinh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = sinh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

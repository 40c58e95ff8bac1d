/*
 * softplus for float32 arrays: max error 1.4365 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.d0e3460000000p-2. Results that are not correctly rounded: 111,844,954.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: log(1 + e^x); Dugas et al., NIPS 2000.
 *
 * Kernel fad8ca6444da7fc6, 44 operations, 25 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search softplus --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction softplus_series_compensated:
 *     softplus(x) = max(x, 0) + log(1 + e), e = e^-|x| = 2^k e^r with -|x| = k ln 2 + r (Cody and Waite), |x| clamped to 88, where 2^k is
 *     flushed to zero. log(1 + e) = e - e^2 q(e), the core q from 1/2 down to 1 - ln 2: no division, and a correction of at most 0.44 of
 *     the result. e^r = 1 + r y, the core y = (e^r - 1) / r, and so e, has a second part by Fast2Sum; e_low counts 1 / (1 + e), within 0.07 of 1 - 9/16 e.
 *     v = max(x, 0) + e loses j (Fast2Sum of larger and smaller; bounded, for inf), and v + (j + e_low (1 - 9/16 e) - e^2 q) has one rounding of size.
 *
 * Use: float softplus_f32(float), and void softplus_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SOFTPLUS_F32_FAD8CA6444DA7FC6
#define SOFTPLUS_F32_FAD8CA6444DA7FC6

#define SOFTPLUS_F32_TARGET "softplus"
#define SOFTPLUS_F32_FORMAT "c"
#define SOFTPLUS_F32_MAX_ULP 1.4365237781398756
#define SOFTPLUS_F32_EXHAUSTIVE 1
#define SOFTPLUS_F32_FTZ 1
#define SOFTPLUS_F32_DAZ 1
#define SOFTPLUS_F32_WITNESS "-0x1.d0e3460000000p-2"
#define SOFTPLUS_F32_OUTPUTS_HASH "d00368019c622d928699082c74041d8605419fe9741998234a221f96db6695e6"
#define SOFTPLUS_F32_RECORD "fad8ca6444da7fc6"

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
    const float c5 = 0x1.14507ep-6f; /* 0.016864894 */
    const float c6 = 0x1.2cf884p-3f; /* 0.146958381 */
    const float c7 = 0x1.643eeep-2f; /* 0.347896308 */
    const float c8 = -0x1.8ac19p-1f; /* -0.771008015 */
    const float c9 = 0x1.846dd6p-3f; /* 0.18966262 */
    const float c10 = 0x1p+0f; /* 1 */
    const int32_t c11 = 23;
    const float c12 = -0x1.8e8b8cp-5f; /* -0.0486505255 */
    const float c13 = 0x1.723084p-4f; /* 0.0903782994 */
    const float c14 = -0x1.cc66a6p-2f; /* -0.449610323 */
    const float c15 = 0x1.4c08ap-2f; /* 0.324251652 */
    const float c16 = 0x1.444216p-2f; /* 0.316658348 */
    const float c17 = 0x1.ba891cp-2f; /* 0.432163656 */
    const float c18 = 0x1.5bef9p-2f; /* 0.339781046 */
    const float c19 = 0x1.5468dep-2f; /* 0.332431287 */
    const float c20 = 0x0p+0f; /* 0 */
    const float c21 = -0x1.2p-1f; /* -0.5625 */
    const float c22 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c22;
    const float v3 = v0 * c20;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = -v5;
    const float v7 = fmaf(v5, c1, c2);
    const float v8 = v7 - c2;
    const float v9 = fmaf(v8, c3, v6);
    const float v10 = fmaf(v8, c4, v9);
    const float v11 = fmaf(v10, c5, c6);
    const float v12 = fmaf(v10, v11, c7);
    const float v13 = -v12;
    const float v14 = fmaf(v13, v12, c8);
    const float v15 = -v12;
    const float v16 = fmaf(v15, v14, c9);
    const float v17 = fmaf(v10, v16, c10);
    const int32_t v18 = softplus_f32_word(v7);
    const int32_t v19 = (int32_t)((uint32_t)v18 << c11);
    const float v20 = softplus_f32_float(v19);
    const float v21 = v10 * v17;
    const float v22 = c10 + v21;
    const float v23 = c10 - v22;
    const float v24 = v23 + v21;
    const float v25 = v20 * v22;
    const float v26 = v20 * v24;
    const float v27 = fmaf(v25, c12, c13);
    const float v28 = fmaf(v25, v27, c14);
    const float v29 = fmaf(v25, v28, c15);
    const float v30 = v29 * v29;
    const float v31 = fmaf(v30, v29, c16);
    const float v32 = fmaf(v29, v31, c17);
    const float v33 = fmaf(v29, v32, c18);
    const float v34 = fmaf(v33, v29, c19);
    const float v35 = fabsf(x);
    const int v36 = v35 < c22;
    const float v37 = x * c20;
    const float v38 = v36 ? v37 : x;
    const float v39 = v38 < c20 ? c20 : v38;
    const float v40 = v39 < v25 ? v25 : v39;
    const float v41 = v25 < v39 ? v25 : v39;
    const float v42 = v40 + v41;
    const float v43 = v40 - v42;
    const float v44 = v43 + v41;
    const float v45 = v44 < c10 ? v44 : c10;
    const float v46 = fmaf(v25, c21, c10);
    const float v47 = fmaf(v26, v46, v45);
    const float v48 = v25 * v25;
    const float v49 = -v48;
    const float v50 = fmaf(v49, v34, v47);
    const float v51 = v42 + v50;
    const float v52 = fabsf(v51);
    const int v53 = v52 < c22;
    const float v54 = v51 * c20;
    const float v55 = v53 ? v54 : v51;
    return v55;
}

static inline void softplus_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = softplus_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

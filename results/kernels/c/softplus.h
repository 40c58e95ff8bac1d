/*
 * softplus for float32 arrays: max error 1.6854 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.c70ab60000000p-2. Results that are not correctly rounded: 124,092,714.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma), c, compiler cc (Debian 12.2.0-14+deb12u1)
 * 12.2.0, numpy 2.5.5.
 * Definition: log(1 + e^x); Dugas et al., NIPS 2000.
 *
 * Kernel 1eeeb071d52fd9ac, 47 operations, 20 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search softplus --seed 0 --evaluations 120000 --max-ops 16
 *
 * Reduction softplus_compensated:
 *     softplus(x) = max(x, 0) + log(1 + e), e = e^-|x| = 2^k e^r with -|x| = k ln 2 + r (Cody and Waite), |x| clamped to 88, where 2^k is
 *     flushed to zero. With w = e / (2 + e) <= 1/3 and z = w^2, log(1 + e) = 2 artanh w = 2 w + w z p(z), the core p about 2/3, and
 *     2 w = e - w e, so that it is e - w (e - z p): a head, and a correction of at most 0.44 of the result. The reciprocal is used once as
 *     a quotient (abs changes nothing), so that XLA keeps one loop. \
 *     e^r = 1 + r y, the core y = (e^r - 1) / r, and so e, has a second part by Fast2Sum; e_low counts 1 / (1 + e) = (1 - w) / (1 + w), within 0.04 of 1 - 3/2 w.
 *     v = max(x, 0) + e loses j (Fast2Sum of larger and smaller; bounded, for inf), and v + (j + e_low (1 - 3/2 w) - w (e - z p))
 *     has one rounding of size.
 *
 * Use: float softplus_f32(float), and void softplus_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SOFTPLUS_F32_1EEEB071D52FD9AC
#define SOFTPLUS_F32_1EEEB071D52FD9AC

#define SOFTPLUS_F32_TARGET "softplus"
#define SOFTPLUS_F32_FORMAT "c"
#define SOFTPLUS_F32_MAX_ULP 1.6853771544509553
#define SOFTPLUS_F32_EXHAUSTIVE 1
#define SOFTPLUS_F32_FTZ 1
#define SOFTPLUS_F32_DAZ 1
#define SOFTPLUS_F32_WITNESS "-0x1.c70ab60000000p-2"
#define SOFTPLUS_F32_OUTPUTS_HASH "3e4e7f8a5c45bae2183a35d5a4c76cd331d80aeed8911fe013425a5d5318e7d1"
#define SOFTPLUS_F32_RECORD "1eeeb071d52fd9ac"

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
    const float c5 = 0x1.9bfcf4p-3f; /* 0.201166064 */
    const float c6 = -0x1.8b57e4p-1f; /* -0.772154927 */
    const float c7 = 0x1.3a4e4cp+2f; /* 4.91102886 */
    const float c8 = 0x1.c4dd2p-8f; /* 0.00691015273 */
    const float c9 = 0x1.fffffep-2f; /* 0.49999997 */
    const float c10 = 0x1.000002p+0f; /* 1.00000012 */
    const int32_t c11 = 23;
    const float c12 = 0x1p+0f; /* 1 */
    const float c13 = 0x1p+1f; /* 2 */
    const float c14 = 0x0p+0f; /* 0 */
    const float c15 = -0x1.7fcc58p-2f; /* -0.374802947 */
    const float c16 = 0x1.79bce6p-3f; /* 0.184442326 */
    const float c17 = 0x1.6b19d2p-2f; /* 0.354590684 */
    const float c18 = 0x1.504154p-2f; /* 0.328374207 */
    const float c19 = 0x1.555524p-1f; /* 0.666665196 */
    const float c20 = -0x1.8p+0f; /* -1.5 */
    const float c21 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c21;
    const float v3 = v0 * c14;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = -v5;
    const float v7 = fmaf(v5, c1, c2);
    const float v8 = v7 - c2;
    const float v9 = fmaf(v8, c3, v6);
    const float v10 = fmaf(v8, c4, v9);
    const float v11 = fmaf(v10, c5, c6);
    const float v12 = v10 + c7;
    const float v13 = fmaf(v10, v11, v12);
    const float v14 = v13 * v12;
    const float v15 = v10 * v14;
    const float v16 = fmaf(v15, c8, c9);
    const float v17 = fmaf(v10, v16, c10);
    const int32_t v18 = softplus_f32_word(v7);
    const int32_t v19 = (int32_t)((uint32_t)v18 << c11);
    const float v20 = softplus_f32_float(v19);
    const float v21 = v10 * v17;
    const float v22 = c12 + v21;
    const float v23 = c12 - v22;
    const float v24 = v23 + v21;
    const float v25 = v20 * v22;
    const float v26 = v20 * v24;
    const float v27 = v25 + c13;
    const float v28 = c12 / v27;
    const float v29 = fabsf(v28);
    const float v30 = fmaf(v25, v29, c14);
    const float v31 = v30 * v30;
    const float v32 = fmaf(v31, c15, v31);
    const float v33 = v32 + c16;
    const float v34 = fmaf(v33, v33, c17);
    const float v35 = fmaf(v33, v34, c18);
    const float v36 = fmaf(v31, v35, c19);
    const float v37 = -v31;
    const float v38 = -v30;
    const float v39 = fmaf(v37, v36, v25);
    const float v40 = fabsf(x);
    const int v41 = v40 < c21;
    const float v42 = x * c14;
    const float v43 = v41 ? v42 : x;
    const float v44 = v43 < c14 ? c14 : v43;
    const float v45 = v44 < v25 ? v25 : v44;
    const float v46 = v25 < v44 ? v25 : v44;
    const float v47 = v45 + v46;
    const float v48 = v45 - v47;
    const float v49 = v48 + v46;
    const float v50 = v49 < c12 ? v49 : c12;
    const float v51 = fmaf(v30, c20, c12);
    const float v52 = fmaf(v26, v51, v50);
    const float v53 = fmaf(v38, v39, v52);
    const float v54 = v47 + v53;
    const float v55 = fabsf(v54);
    const int v56 = v55 < c21;
    const float v57 = v54 * c14;
    const float v58 = v56 ? v57 : v54;
    return v58;
}

static inline void softplus_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = softplus_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

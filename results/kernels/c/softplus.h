/*
 * softplus for float32 arrays: max error 1.6710 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = -0x1.c78ab80000000p-2. Results that are not correctly rounded: 112,212,215.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: log(1 + e^x); Dugas et al., NIPS 2000.
 *
 * Kernel fa75355715e369fb, 46 operations, 16 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search softplus --seed 0 --evaluations 200000 --max-ops 16
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

#ifndef SOFTPLUS_F32_FA75355715E369FB
#define SOFTPLUS_F32_FA75355715E369FB

#define SOFTPLUS_F32_TARGET "softplus"
#define SOFTPLUS_F32_FORMAT "c"
#define SOFTPLUS_F32_MAX_ULP 1.6709820536974078
#define SOFTPLUS_F32_EXHAUSTIVE 1
#define SOFTPLUS_F32_FTZ 1
#define SOFTPLUS_F32_DAZ 1
#define SOFTPLUS_F32_WITNESS "-0x1.c78ab80000000p-2"
#define SOFTPLUS_F32_OUTPUTS_HASH "e0ee59d5f12ef58782cb69b15a7b3a5011c8b40ed98e28ee25df3b9fb34ed90a"
#define SOFTPLUS_F32_RECORD "fa75355715e369fb"

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
    const float c5 = -0x1.1464cep-6f; /* -0.0168697368 */
    const float c6 = -0x1.2cf89ap-3f; /* -0.146958545 */
    const float c7 = 0x1.642b22p-2f; /* 0.347820789 */
    const float c8 = -0x1.8ad60cp-1f; /* -0.771164298 */
    const float c9 = 0x1.847e34p-3f; /* 0.189693838 */
    const float c10 = 0x1p+0f; /* 1 */
    const int32_t c11 = 23;
    const float c12 = 0x1p+1f; /* 2 */
    const float c13 = 0x0p+0f; /* 0 */
    const float c14 = 0x1.0ebaa8p-1f; /* 0.528767824 */
    const float c15 = 0x1.0f4618p-2f; /* 0.264915824 */
    const float c16 = 0x1.3f8ee2p-1f; /* 0.624136984 */
    const float c17 = 0x1.00ad1ap-1f; /* 0.50132066 */
    const float c18 = -0x1.8p+0f; /* -1.5 */
    const float c19 = 0x1p-126f; /* 1.17549435e-38 */
    const float v0 = fabsf(x);
    const float v1 = fabsf(v0);
    const int v2 = v1 < c19;
    const float v3 = v0 * c13;
    const float v4 = v2 ? v3 : v0;
    const float v5 = c0 < v4 ? c0 : v4;
    const float v6 = -v5;
    const float v7 = fmaf(v5, c1, c2);
    const float v8 = v7 - c2;
    const float v9 = fmaf(v8, c3, v6);
    const float v10 = fmaf(v8, c4, v9);
    const float v11 = fmaf(v10, c5, c6);
    const float v12 = -v10;
    const float v13 = fmaf(v12, v11, c7);
    const float v14 = -v13;
    const float v15 = fmaf(v14, v13, c8);
    const float v16 = -v15;
    const float v17 = fmaf(v16, v13, c9);
    const float v18 = fmaf(v10, v17, c10);
    const int32_t v19 = softplus_f32_word(v7);
    const int32_t v20 = (int32_t)((uint32_t)v19 << c11);
    const float v21 = softplus_f32_float(v20);
    const float v22 = v10 * v18;
    const float v23 = c10 + v22;
    const float v24 = c10 - v23;
    const float v25 = v24 + v22;
    const float v26 = v21 * v23;
    const float v27 = v21 * v25;
    const float v28 = v26 + c12;
    const float v29 = c10 / v28;
    const float v30 = fabsf(v29);
    const float v31 = fmaf(v26, v30, c13);
    const float v32 = v31 * v31;
    const float v33 = fmaf(v32, c14, c15);
    const float v34 = fmaf(v32, v33, c16);
    const float v35 = fmaf(v33, v34, c17);
    const float v36 = -v32;
    const float v37 = -v31;
    const float v38 = fmaf(v36, v35, v26);
    const float v39 = fabsf(x);
    const int v40 = v39 < c19;
    const float v41 = x * c13;
    const float v42 = v40 ? v41 : x;
    const float v43 = v42 < c13 ? c13 : v42;
    const float v44 = v43 < v26 ? v26 : v43;
    const float v45 = v26 < v43 ? v26 : v43;
    const float v46 = v44 + v45;
    const float v47 = v44 - v46;
    const float v48 = v47 + v45;
    const float v49 = v48 < c10 ? v48 : c10;
    const float v50 = fmaf(v31, c18, c10);
    const float v51 = fmaf(v27, v50, v49);
    const float v52 = fmaf(v37, v38, v51);
    const float v53 = v46 + v52;
    const float v54 = fabsf(v53);
    const int v55 = v54 < c19;
    const float v56 = v53 * c13;
    const float v57 = v55 ? v56 : v53;
    return v57;
}

static inline void softplus_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = softplus_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

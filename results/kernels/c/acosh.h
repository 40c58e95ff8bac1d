/*
 * acosh for float32 arrays: max error 1.1875 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.6c850e0000000p+1. Results that are not correctly rounded: 17,970,594.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.
 *
 * Kernel 86ff6c34656a08af, 59 operations, 18 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search acosh --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction acosh_two_pieces:
 *     Below 1.5625 acosh x = 2 asinh(sqrt z), z = (x - 1) / 2, both exact: = 2 root (1 + z p(z)) with root = sqrt z and twice its error
 *     (z - root^2) / root added, the division to 12 % through the bits of the root. Above, acosh x = log(x + sqrt(x^2 - 1)): an eighth of
 *     both is added, so that nothing overflows, with what the sum lost (Fast2Sum) and the root's error; beyond 2^60 x stands for the root.
 *     8 w = 2^k (1 + f) by its bits, a term `rest` beside w is rest / w in the logarithm, and log(1 + f) = f + f^2 q(f); k ln 2 comes in two
 *     parts. Below 1 nan; infinity and nan give themselves.
 *
 * Use: float acosh_f32(float), and void acosh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ACOSH_F32_86FF6C34656A08AF
#define ACOSH_F32_86FF6C34656A08AF

#define ACOSH_F32_TARGET "acosh"
#define ACOSH_F32_FORMAT "c"
#define ACOSH_F32_MAX_ULP 1.18751315173334
#define ACOSH_F32_EXHAUSTIVE 1
#define ACOSH_F32_FTZ 1
#define ACOSH_F32_DAZ 1
#define ACOSH_F32_WITNESS "0x1.6c850e0000000p+1"
#define ACOSH_F32_OUTPUTS_HASH "677aa22d2604c4ca58afe5cfd16bac772935eb2fd6b28af045826f77fed3045a"
#define ACOSH_F32_RECORD "86ff6c34656a08af"

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

static inline int32_t acosh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float acosh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

/* A root that sets no errno, which would keep loops from becoming vector code. */
#define acosh_f32_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef acosh_f32_root
#define acosh_f32_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif

static inline float acosh_f32(float x) {
    const float c0 = -0x1p+0f; /* -1 */
    const float c1 = 0x1p+0f; /* 1 */
    const float c2 = 0x1.9p+0f; /* 1.5625 */
    const float c3 = 0x1p+60f; /* 1.1529215e+18 */
    const float c4 = 0x1p-1f; /* 0.5 */
    const float c5 = 0x1.2p-2f; /* 0.28125 */
    const float c6 = 0x1p-3f; /* 0.125 */
    const float c7 = 0x1p-4f; /* 0.0625 */
    const int32_t c8 = 2129858560;
    const int32_t c9 = 1035273459;
    const int32_t c10 = 23;
    const float c11 = 0x1p+3f; /* 8 */
    const float c12 = -0x1.2d91acp-4f; /* -0.0736252517 */
    const float c13 = 0x1.fd620ep-3f; /* 0.248722181 */
    const float c14 = -0x1.e8fab6p-4f; /* -0.119379722 */
    const float c15 = 0x1.08e72ep-2f; /* 0.258694381 */
    const float c16 = -0x1.129984p-3f; /* -0.13408187 */
    const float c17 = 0x1.4482b8p-4f; /* 0.0792262256 */
    const float c18 = -0x1.1e7d1ap-4f; /* -0.0699435249 */
    const float c19 = -0x1.a2a068p-1f; /* -0.817630053 */
    const float c20 = 0x1.0fd226p+2f; /* 4.24720144 */
    const float c21 = 0x1.588466p-4f; /* 0.08411064 */
    const float c22 = -0x1.447c58p-2f; /* -0.316880584 */
    const float c23 = 0x1.62e43p-1f; /* 0.693147182 */
    const float c24 = -0x1.05c61p-29f; /* -1.90465421e-09 */
    const float c25 = INFINITY; /* inf */
    const float c26 = NAN; /* nan */
    const float c27 = 0x1p-126f; /* 1.17549435e-38 */
    const float c28 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c27;
    const float v2 = x * c28;
    const float v3 = v1 ? v2 : x;
    const int v4 = v3 < c2;
    const float v5 = v3 - c1;
    const float v6 = v5 * c4;
    const float v7 = c5 < v6 ? c5 : v6;
    const float v8 = c3 < v3 ? c3 : v3;
    const float v9 = fmaf(v8, v8, c0);
    const float v10 = v4 ? v7 : v9;
    const float v11 = acosh_f32_root(v10);
    const float v12 = -v11;
    const float v13 = fmaf(v12, v11, v10);
    const int32_t v14 = acosh_f32_word(v11);
    const int32_t v15 = (int32_t)((uint32_t)c8 - (uint32_t)v14);
    const float v16 = acosh_f32_float(v15);
    const float v17 = v13 * v16;
    const float v18 = v11 + v11;
    const int v19 = v3 < c3;
    const float v20 = v19 ? v11 : x;
    const float v21 = fabsf(v20);
    const int v22 = v21 < c27;
    const float v23 = v20 * c28;
    const float v24 = v22 ? v23 : v20;
    const float v25 = v24 * c6;
    const float v26 = v3 * c6;
    const float v27 = v26 + v25;
    const float v28 = v27 - v26;
    const float v29 = v25 - v28;
    const float v30 = fmaf(v17, c7, v29);
    const int32_t v31 = acosh_f32_word(v27);
    const int32_t v32 = (int32_t)((uint32_t)v31 - (uint32_t)c9);
    const int32_t v33 = v32 >> c10;
    const int32_t v34 = (int32_t)((uint32_t)v33 << c10);
    const int32_t v35 = (int32_t)((uint32_t)v31 - (uint32_t)v34);
    const float v36 = acosh_f32_float(v35);
    const float v37 = fmaf(v36, c11, c0);
    const float v38 = (float)v33;
    const int32_t v39 = (int32_t)((uint32_t)c8 - (uint32_t)v31);
    const float v40 = acosh_f32_float(v39);
    const float v41 = v30 * v40;
    const float v42 = fmaf(v7, c12, c13);
    const float v43 = fmaf(v7, v42, c14);
    const float v44 = fmaf(v43, v43, c15);
    const float v45 = fmaf(v44, v43, c16);
    const float v46 = v7 * v45;
    const float v47 = fmaf(v18, v46, v17);
    const float v48 = v18 + v47;
    const float v49 = fabsf(v48);
    const int v50 = v49 < c27;
    const float v51 = v48 * c28;
    const float v52 = v50 ? v51 : v48;
    const float v53 = fmaf(v37, c17, c18);
    const float v54 = v37 * v37;
    const float v55 = c19 - v54;
    const float v56 = fmaf(v55, v55, c20);
    const float v57 = -v53;
    const float v58 = fmaf(v57, v56, c21);
    const float v59 = -v58;
    const float v60 = fmaf(v59, v58, c22);
    const float v61 = fmaf(v38, c24, v41);
    const float v62 = fmaf(v54, v60, v61);
    const float v63 = v37 + v62;
    const float v64 = fmaf(v38, c23, v63);
    const float v65 = fabsf(v64);
    const int v66 = v65 < c27;
    const float v67 = v64 * c28;
    const float v68 = v66 ? v67 : v64;
    const int v69 = v3 < c2;
    const float v70 = v69 ? v52 : v68;
    const int v71 = v3 < c1;
    const float v72 = v71 ? c26 : v70;
    const int v73 = v3 < c25;
    const float v74 = v73 ? v72 : x;
    return v74;
}

static inline void acosh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = acosh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

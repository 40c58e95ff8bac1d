/*
 * acosh for float32 arrays: max error 0.6961 ulp over 277,516 sampled inputs.
 *
 * Witness of the bound: x = 0x1.79dc5c0000000p+1. Results that are not correctly rounded: 527.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.
 *
 * Kernel 8817a16b42d6f2b3, 65 operations, 26 of them real operations of the core.
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

#ifndef ACOSH_F32_8817A16B42D6F2B3
#define ACOSH_F32_8817A16B42D6F2B3

#define ACOSH_F32_TARGET "acosh"
#define ACOSH_F32_FORMAT "c"
#define ACOSH_F32_MAX_ULP 0.6960918863767663
#define ACOSH_F32_EXHAUSTIVE 0
#define ACOSH_F32_FTZ 1
#define ACOSH_F32_DAZ 1
#define ACOSH_F32_WITNESS "0x1.79dc5c0000000p+1"
#define ACOSH_F32_OUTPUTS_HASH NULL
#define ACOSH_F32_RECORD "8817a16b42d6f2b3"

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
    const float c12 = 0x1.aba43cp-6f; /* 0.0261011682 */
    const float c13 = -0x1.aaed8cp-4f; /* -0.104230449 */
    const float c14 = 0x1.d58a68p-3f; /* 0.229267895 */
    const float c15 = -0x1.1173a2p-4f; /* -0.0667606667 */
    const float c16 = 0x1.4148b6p-2f; /* 0.313753933 */
    const float c17 = -0x1.29d35ep-3f; /* -0.145422682 */
    const float c18 = 0x1.0a8014p-8f; /* 0.00406647194 */
    const float c19 = -0x1.54a63p-8f; /* -0.00519789383 */
    const float c20 = -0x1.145cd8p-3f; /* -0.13494271 */
    const float c21 = -0x1.47b8ccp+0f; /* -1.28016353 */
    const float c22 = 0x1.90edep-2f; /* 0.391532421 */
    const float c23 = 0x1.25801ap+4f; /* 18.3437748 */
    const float c24 = 0x1.8291acp+4f; /* 24.1605644 */
    const float c25 = -0x1.3200ep-5f; /* -0.0373539329 */
    const float c26 = -0x1.d6261p-2f; /* -0.459129572 */
    const float c27 = 0x1.62e43p-1f; /* 0.693147182 */
    const float c28 = -0x1.05c61p-29f; /* -1.90465421e-09 */
    const float c29 = INFINITY; /* inf */
    const float c30 = NAN; /* nan */
    const float c31 = 0x1p-126f; /* 1.17549435e-38 */
    const float c32 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c31;
    const float v2 = x * c32;
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
    const int v22 = v21 < c31;
    const float v23 = v20 * c32;
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
    const float v44 = fmaf(v7, v43, c15);
    const float v45 = fmaf(v44, v44, c16);
    const float v46 = fmaf(v44, v45, c17);
    const float v47 = v7 * v46;
    const float v48 = fmaf(v18, v47, v17);
    const float v49 = v18 + v48;
    const float v50 = fabsf(v49);
    const int v51 = v50 < c31;
    const float v52 = v49 * c32;
    const float v53 = v51 ? v52 : v49;
    const float v54 = fmaf(v37, c18, c19);
    const float v55 = v37 + c20;
    const float v56 = -v37;
    const float v57 = fmaf(v56, v55, c21);
    const float v58 = v57 * v57;
    const float v59 = fmaf(v37, c22, v58);
    const float v60 = fmaf(v58, v59, c23);
    const float v61 = -v57;
    const float v62 = fmaf(v61, v60, c24);
    const float v63 = fmaf(v54, v62, c25);
    const float v64 = -v63;
    const float v65 = fmaf(v64, v55, c26);
    const float v66 = v37 * v37;
    const float v67 = fmaf(v38, c28, v41);
    const float v68 = fmaf(v66, v65, v67);
    const float v69 = v37 + v68;
    const float v70 = fmaf(v38, c27, v69);
    const float v71 = fabsf(v70);
    const int v72 = v71 < c31;
    const float v73 = v70 * c32;
    const float v74 = v72 ? v73 : v70;
    const int v75 = v3 < c2;
    const float v76 = v75 ? v53 : v74;
    const int v77 = v3 < c1;
    const float v78 = v77 ? c30 : v76;
    const int v79 = v3 < c29;
    const float v80 = v79 ? v78 : x;
    return v80;
}

static inline void acosh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = acosh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

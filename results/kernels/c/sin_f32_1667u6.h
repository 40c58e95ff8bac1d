/*
 * sin for float32 arrays: max error 1663.8435 ulp over 277,515 sampled inputs.
 *
 * Witness of the bound: x = 0x1.36388a0000000p+87. Results that are not correctly rounded: 276,376.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.14; C17 7.12.4.6 and F.10.1.6.
 *
 * Kernel d1eb55239815158b, 81 operations, 4 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search sin --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction sin_half_turns:
 *     sin x = (-1)^n sin r, x = n pi + r, and sin r = r p(s), with p near sin(r)/r, s = r^2. n = x c rounded, c the inverse of a turn; a turn is P1 + P2 + P3, all three positive,
 *     so that -0 stays -0; x - n P1 is exact, and each further fma rounds once: r is off by few units of 2^-24 of itself and 2^-54.
 *     From 2^17 on, below infinity, Payne and Hanek in words as in sin_quarter_turns: x 2/pi = (f + g) 2^-30 modulo 4, and r is f's fraction,
 *     rounded to 24 bits, and g, times K = 2^-30 pi/2. inf - inf makes nan of infinities.
 *
 * Use: float sin_f32(float), and void sin_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SIN_F32_D1EB55239815158B
#define SIN_F32_D1EB55239815158B

#define SIN_F32_TARGET "sin"
#define SIN_F32_FORMAT "c"
#define SIN_F32_MAX_ULP 1663.8435116589858
#define SIN_F32_EXHAUSTIVE 0
#define SIN_F32_FTZ 1
#define SIN_F32_DAZ 1
#define SIN_F32_WITNESS "0x1.36388a0000000p+87"
#define SIN_F32_OUTPUTS_HASH NULL
#define SIN_F32_RECORD "d1eb55239815158b"

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

static inline int32_t sin_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float sin_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float sin_f32_ordinary(float x) {
    const float c0 = 0x1.8p+23f; /* 12582912 */
    const float c1 = -0x1.921fb4p+1f; /* -3.1415925 */
    const float c2 = -0x1.4442dp-23f; /* -1.50995788e-07 */
    const float c3 = -0x1.84698ap-47f; /* -1.07806059e-14 */
    const float c4 = 0x1.45f306p-2f; /* 0.318309873 */
    const int32_t c5 = 31;
    const float c6 = 0x1.f152b8p-8f; /* 0.00758854859 */
    const float c7 = -0x1.53d558p-3f; /* -0.165934265 */
    const float c8 = 0x1.fff302p-1f; /* 0.999900877 */
    const float c9 = 0x1p-126f; /* 1.17549435e-38 */
    const float c10 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c9;
    const float v2 = x * c10;
    const float v3 = v1 ? v2 : x;
    const float v4 = fmaf(v3, c4, c0);
    const float v5 = v4 - c0;
    const float v6 = fmaf(v5, c1, v3);
    const float v7 = fmaf(v5, c2, v6);
    const float v8 = fmaf(v5, c3, v7);
    const int32_t v9 = sin_f32_word(v4);
    const float v10 = v8 * v8;
    const float v11 = fmaf(v10, c6, c7);
    const float v12 = fmaf(v10, v11, c8);
    const float v13 = v8 * v12;
    const float v14 = fabsf(v13);
    const int v15 = v14 < c9;
    const float v16 = v13 * c10;
    const float v17 = v15 ? v16 : v13;
    const int32_t v18 = (int32_t)((uint32_t)v9 << c5);
    const int32_t v19 = sin_f32_word(v17);
    const int32_t v20 = v19 ^ v18;
    const float v21 = sin_f32_float(v20);
    return v21;
}

static inline float sin_f32_whole(float x) {
    const float c0 = 0x1.8p+23f; /* 12582912 */
    const float c1 = -0x1.921fb4p+1f; /* -3.1415925 */
    const float c2 = -0x1.4442dp-23f; /* -1.50995788e-07 */
    const float c3 = -0x1.84698ap-47f; /* -1.07806059e-14 */
    const float c4 = 0x1.45f306p-2f; /* 0.318309873 */
    const int32_t c5 = 1073741824;
    const int32_t c6 = 162;
    const int32_t c7 = -108827058;
    const int32_t c8 = 1142237692;
    const int32_t c9 = 660066805;
    const int32_t c10 = 886948059;
    const int32_t c11 = 1653971260;
    const int32_t c12 = 1313084713;
    const int32_t c13 = -64530479;
    const int32_t c14 = -181084736;
    const int32_t c15 = -614296167;
    const int32_t c16 = 1011060801;
    const int32_t c17 = 0;
    const int32_t c18 = 1;
    const int32_t c19 = 2;
    const int32_t c20 = 3;
    const int32_t c21 = 4;
    const int32_t c22 = 8;
    const int32_t c23 = 23;
    const int32_t c24 = 31;
    const int32_t c25 = 8388607;
    const int32_t c26 = 8388608;
    const int32_t c27 = 1056964608;
    const int32_t c28 = 822083584;
    const int32_t c29 = INT32_MIN;
    const int32_t c30 = 2147483647;
    const int32_t c31 = 1216348159;
    const float c32 = 0x1p+24f; /* 16777216 */
    const float c33 = 0x1p+28f; /* 268435456 */
    const float c34 = 0x1.921fb6p-30f; /* 1.46291812e-09 */
    const float c35 = 0x1.f152b8p-8f; /* 0.00758854859 */
    const float c36 = -0x1.53d558p-3f; /* -0.165934265 */
    const float c37 = 0x1.fff302p-1f; /* 0.999900877 */
    const float c38 = 0x1p-126f; /* 1.17549435e-38 */
    const float c39 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c38;
    const float v2 = x * c39;
    const float v3 = v1 ? v2 : x;
    const float v4 = fmaf(v3, c4, c0);
    const float v5 = v4 - c0;
    const float v6 = fmaf(v5, c1, v3);
    const float v7 = fmaf(v5, c2, v6);
    const float v8 = fmaf(v5, c3, v7);
    const int32_t v9 = sin_f32_word(v4);
    const int32_t v10 = sin_f32_word(x);
    const int32_t v11 = (int32_t)((uint32_t)v10 >> c23);
    const int32_t v12 = v11 & c24;
    const int32_t v13 = v12 ^ c24;
    const int32_t v14 = (int32_t)((uint32_t)v10 << c19);
    const int v15 = v14 < c17;
    const int32_t v16 = (int32_t)((uint32_t)v10 << c20);
    const int v17 = v16 < c17;
    const int32_t v18 = v15 ? c8 : c6;
    const int32_t v19 = v15 ? c9 : c7;
    const int32_t v20 = v15 ? c10 : c8;
    const int32_t v21 = v15 ? c11 : c9;
    const int32_t v22 = v17 ? v19 : v18;
    const int32_t v23 = v17 ? v20 : v19;
    const int32_t v24 = v17 ? v21 : v20;
    const int32_t v25 = v15 ? c14 : c12;
    const int32_t v26 = v15 ? c15 : c13;
    const int32_t v27 = v15 ? c16 : c14;
    const int32_t v28 = v17 ? v26 : v25;
    const int32_t v29 = v17 ? v27 : v26;
    const int32_t v30 = (int32_t)((uint32_t)v23 >> c18);
    const int32_t v31 = (int32_t)((uint32_t)v24 >> c18);
    const int32_t v32 = (int32_t)((uint32_t)v29 >> c18);
    const int32_t v33 = (int32_t)((uint32_t)v22 << v12);
    const int32_t v34 = (int32_t)((uint32_t)v30 >> v13);
    const int32_t v35 = v33 | v34;
    const int32_t v36 = (int32_t)((uint32_t)v23 << v12);
    const int32_t v37 = (int32_t)((uint32_t)v31 >> v13);
    const int32_t v38 = v36 | v37;
    const int32_t v39 = (int32_t)((uint32_t)v38 >> c22);
    const float v40 = (float)v39;
    const int32_t v41 = (int32_t)((uint32_t)v28 << v12);
    const int32_t v42 = (int32_t)((uint32_t)v32 >> v13);
    const int32_t v43 = v41 | v42;
    const int32_t v44 = (int32_t)((uint32_t)v43 >> c21);
    const float v45 = (float)v44;
    const int32_t v46 = v10 & c25;
    const int32_t v47 = v46 | c26;
    const int32_t v48 = v46 | c27;
    const float v49 = sin_f32_float(v48);
    const int32_t v50 = v46 | c28;
    const float v51 = sin_f32_float(v50);
    const int32_t v52 = (int32_t)((uint32_t)v47 * (uint32_t)v35);
    const float v53 = fmaf(v49, v40, c32);
    const float v54 = c32 - v53;
    const float v55 = v40 * c33;
    const float v56 = fmaf(v51, v55, v54);
    const float v57 = fmaf(v51, v45, v56);
    const int32_t v58 = (int32_t)(fabsf(v54) < 0x1p31f ? v54 : 0.0f);
    const int32_t v59 = (int32_t)((uint32_t)v52 - (uint32_t)v58);
    const int32_t v60 = (int32_t)((uint32_t)v59 + (uint32_t)c17);
    const int32_t v61 = (int32_t)((uint32_t)v60 + (uint32_t)c5);
    const int32_t v62 = v61 >> c24;
    const int32_t v63 = (int32_t)((uint32_t)v60 << c18);
    const int32_t v64 = v63 >> c18;
    const float v65 = (float)v64;
    const float v66 = v65 * c34;
    const float v67 = fmaf(v57, c34, v66);
    const int32_t v68 = v10 & c29;
    const int32_t v69 = sin_f32_word(v67);
    const int32_t v70 = v69 ^ v68;
    const float v71 = sin_f32_float(v70);
    const int32_t v72 = v10 & c30;
    const int32_t v73 = (int32_t)((uint32_t)v72 + (uint32_t)c26);
    const int v74 = c31 < v73;
    const float v75 = v74 ? v71 : v8;
    const int32_t v76 = v74 ? v62 : v9;
    const float v77 = v75 * v75;
    const float v78 = fmaf(v77, c35, c36);
    const float v79 = fmaf(v77, v78, c37);
    const float v80 = v75 * v79;
    const float v81 = fabsf(v80);
    const int v82 = v81 < c38;
    const float v83 = v80 * c39;
    const float v84 = v82 ? v83 : v80;
    const int32_t v85 = (int32_t)((uint32_t)v76 << c24);
    const int32_t v86 = sin_f32_word(v84);
    const int32_t v87 = v86 ^ v85;
    const float v88 = sin_f32_float(v87);
    return v88;
}

static inline int sin_f32_is_cold(float x) { return fabsf(x) >= 0x1.0000000000000p+17f && fabsf(x) < INFINITY; }

static inline float sin_f32(float x) { return sin_f32_is_cold(x) ? sin_f32_whole(x) : sin_f32_ordinary(x); }

/* Pieces without a huge argument, nearly all, take the short loop; both give the same bits. */
static inline void sin_f32_array(const float *x, float *y, size_t n) {
    for (size_t start = 0; start < n; start += 256) {
        size_t end = n - start < 256 ? n : start + 256;
        int32_t cold = 0;
        for (size_t i = start; i < end; ++i) cold |= sin_f32_is_cold(x[i]);
        if (cold) for (size_t i = start; i < end; ++i) y[i] = sin_f32_whole(x[i]);
        else for (size_t i = start; i < end; ++i) y[i] = sin_f32_ordinary(x[i]);
    }
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * cos for float32 arrays: max error 1708.5504 ulp over 277,475 sampled inputs.
 *
 * Witness of the bound: x = 0x1.d54b160000000p+26. Results that are not correctly rounded: 277,393.
 * Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.0004b00000000p+0, not
 * 0x1.0000000000000p+0, f(-0x0.0p+0) = 0x1.0004b00000000p+0, not 0x1.0000000000000p+0.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.14; C17 7.12.4.5 and F.10.1.5.
 *
 * Kernel 195a0090ef828f86, 79 operations, 4 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search cos --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction cos_half_turns:
 *     cos x = (-1)^m sin r, x = (m - 1/2) pi + r, and sin r = r p(s), with p near sin(r)/r, s = r^2. n = x c rounded, c the inverse of a turn and n = m - 1/2, m = x c + 1/2 rounded; a turn is P1 + P2 + P3, all three positive,
 *     so that -0 stays -0; x - n P1 is exact, and each further fma rounds once: r is off by few units of 2^-24 of itself and 2^-54.
 *     From 2^17 on, below infinity, Payne and Hanek in words as in cos_quarter_turns: x 2/pi = (f + g) 2^-30 modulo 4, and r is f's fraction,
 *     rounded to 24 bits, and g, times K = 2^-30 pi/2. inf - inf makes nan of infinities.
 *
 * Use: float cos_f32(float), and void cos_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef COS_F32_195A0090EF828F86
#define COS_F32_195A0090EF828F86

#define COS_F32_TARGET "cos"
#define COS_F32_FORMAT "c"
#define COS_F32_MAX_ULP 1708.5504048763362
#define COS_F32_EXHAUSTIVE 0
#define COS_F32_FTZ 1
#define COS_F32_DAZ 1
#define COS_F32_WITNESS "0x1.d54b160000000p+26"
#define COS_F32_OUTPUTS_HASH NULL
#define COS_F32_RECORD "195a0090ef828f86"

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

static inline int32_t cos_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float cos_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float cos_f32_ordinary(float x) {
    const float c0 = 0x1.8p+23f; /* 12582912 */
    const float c1 = 0x1p-1f; /* 0.5 */
    const float c2 = -0x1.921fb4p+1f; /* -3.1415925 */
    const float c3 = -0x1.4442dp-23f; /* -1.50995788e-07 */
    const float c4 = -0x1.84698ap-47f; /* -1.07806059e-14 */
    const float c5 = 0x1.45f306p-2f; /* 0.318309873 */
    const int32_t c6 = 31;
    const float c7 = 0x1.f0f206p-8f; /* 0.0075827851 */
    const float c8 = -0x1.53cf34p-3f; /* -0.165922552 */
    const float c9 = 0x1.fff2aap-1f; /* 0.999898255 */
    const float c10 = 0x1p-126f; /* 1.17549435e-38 */
    const float c11 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c10;
    const float v2 = x * c11;
    const float v3 = v1 ? v2 : x;
    const float v4 = fmaf(v3, c5, c1);
    const float v5 = v4 + c0;
    const float v6 = v5 - c0;
    const float v7 = v6 - c1;
    const float v8 = fmaf(v7, c2, v3);
    const float v9 = fmaf(v7, c3, v8);
    const float v10 = fmaf(v7, c4, v9);
    const int32_t v11 = cos_f32_word(v5);
    const float v12 = v10 * v10;
    const float v13 = fmaf(v12, c7, c8);
    const float v14 = fmaf(v12, v13, c9);
    const float v15 = v10 * v14;
    const float v16 = fabsf(v15);
    const int v17 = v16 < c10;
    const float v18 = v15 * c11;
    const float v19 = v17 ? v18 : v15;
    const int32_t v20 = (int32_t)((uint32_t)v11 << c6);
    const int32_t v21 = cos_f32_word(v19);
    const int32_t v22 = v21 ^ v20;
    const float v23 = cos_f32_float(v22);
    return v23;
}

static inline float cos_f32_whole(float x) {
    const float c0 = 0x1.8p+23f; /* 12582912 */
    const float c1 = 0x1p-1f; /* 0.5 */
    const float c2 = -0x1.921fb4p+1f; /* -3.1415925 */
    const float c3 = -0x1.4442dp-23f; /* -1.50995788e-07 */
    const float c4 = -0x1.84698ap-47f; /* -1.07806059e-14 */
    const float c5 = 0x1.45f306p-2f; /* 0.318309873 */
    const int32_t c6 = 1073741824;
    const int32_t c7 = 162;
    const int32_t c8 = -108827058;
    const int32_t c9 = 1142237692;
    const int32_t c10 = 660066805;
    const int32_t c11 = 886948059;
    const int32_t c12 = 1653971260;
    const int32_t c13 = 1313084713;
    const int32_t c14 = -64530479;
    const int32_t c15 = -181084736;
    const int32_t c16 = -614296167;
    const int32_t c17 = 1011060801;
    const int32_t c18 = 0;
    const int32_t c19 = 1;
    const int32_t c20 = 2;
    const int32_t c21 = 3;
    const int32_t c22 = 4;
    const int32_t c23 = 8;
    const int32_t c24 = 23;
    const int32_t c25 = 31;
    const int32_t c26 = 8388607;
    const int32_t c27 = 8388608;
    const int32_t c28 = 1056964608;
    const int32_t c29 = 822083584;
    const int32_t c30 = 2147483647;
    const int32_t c31 = 1216348159;
    const float c32 = 0x1p+24f; /* 16777216 */
    const float c33 = 0x1p+28f; /* 268435456 */
    const float c34 = 0x1.921fb6p-30f; /* 1.46291812e-09 */
    const float c35 = 0x1.f0f206p-8f; /* 0.0075827851 */
    const float c36 = -0x1.53cf34p-3f; /* -0.165922552 */
    const float c37 = 0x1.fff2aap-1f; /* 0.999898255 */
    const float c38 = 0x1p-126f; /* 1.17549435e-38 */
    const float c39 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c38;
    const float v2 = x * c39;
    const float v3 = v1 ? v2 : x;
    const float v4 = fmaf(v3, c5, c1);
    const float v5 = v4 + c0;
    const float v6 = v5 - c0;
    const float v7 = v6 - c1;
    const float v8 = fmaf(v7, c2, v3);
    const float v9 = fmaf(v7, c3, v8);
    const float v10 = fmaf(v7, c4, v9);
    const int32_t v11 = cos_f32_word(v5);
    const int32_t v12 = cos_f32_word(x);
    const int32_t v13 = (int32_t)((uint32_t)v12 >> c24);
    const int32_t v14 = v13 & c25;
    const int32_t v15 = v14 ^ c25;
    const int32_t v16 = (int32_t)((uint32_t)v12 << c20);
    const int v17 = v16 < c18;
    const int32_t v18 = (int32_t)((uint32_t)v12 << c21);
    const int v19 = v18 < c18;
    const int32_t v20 = v17 ? c9 : c7;
    const int32_t v21 = v17 ? c10 : c8;
    const int32_t v22 = v17 ? c11 : c9;
    const int32_t v23 = v17 ? c12 : c10;
    const int32_t v24 = v19 ? v21 : v20;
    const int32_t v25 = v19 ? v22 : v21;
    const int32_t v26 = v19 ? v23 : v22;
    const int32_t v27 = v17 ? c15 : c13;
    const int32_t v28 = v17 ? c16 : c14;
    const int32_t v29 = v17 ? c17 : c15;
    const int32_t v30 = v19 ? v28 : v27;
    const int32_t v31 = v19 ? v29 : v28;
    const int32_t v32 = (int32_t)((uint32_t)v25 >> c19);
    const int32_t v33 = (int32_t)((uint32_t)v26 >> c19);
    const int32_t v34 = (int32_t)((uint32_t)v31 >> c19);
    const int32_t v35 = (int32_t)((uint32_t)v24 << v14);
    const int32_t v36 = (int32_t)((uint32_t)v32 >> v15);
    const int32_t v37 = v35 | v36;
    const int32_t v38 = (int32_t)((uint32_t)v25 << v14);
    const int32_t v39 = (int32_t)((uint32_t)v33 >> v15);
    const int32_t v40 = v38 | v39;
    const int32_t v41 = (int32_t)((uint32_t)v40 >> c23);
    const float v42 = (float)v41;
    const int32_t v43 = (int32_t)((uint32_t)v30 << v14);
    const int32_t v44 = (int32_t)((uint32_t)v34 >> v15);
    const int32_t v45 = v43 | v44;
    const int32_t v46 = (int32_t)((uint32_t)v45 >> c22);
    const float v47 = (float)v46;
    const int32_t v48 = v12 & c26;
    const int32_t v49 = v48 | c27;
    const int32_t v50 = v48 | c28;
    const float v51 = cos_f32_float(v50);
    const int32_t v52 = v48 | c29;
    const float v53 = cos_f32_float(v52);
    const int32_t v54 = (int32_t)((uint32_t)v49 * (uint32_t)v37);
    const float v55 = fmaf(v51, v42, c32);
    const float v56 = c32 - v55;
    const float v57 = v42 * c33;
    const float v58 = fmaf(v53, v57, v56);
    const float v59 = fmaf(v53, v47, v58);
    const int32_t v60 = (int32_t)(fabsf(v56) < 0x1p31f ? v56 : 0.0f);
    const int32_t v61 = (int32_t)((uint32_t)v54 - (uint32_t)v60);
    const int32_t v62 = (int32_t)((uint32_t)v61 + (uint32_t)c6);
    const int32_t v63 = (int32_t)((uint32_t)v62 + (uint32_t)c6);
    const int32_t v64 = v63 >> c25;
    const int32_t v65 = (int32_t)((uint32_t)v62 << c19);
    const int32_t v66 = v65 >> c19;
    const float v67 = (float)v66;
    const float v68 = v67 * c34;
    const float v69 = fmaf(v59, c34, v68);
    const int32_t v70 = v12 & c30;
    const int32_t v71 = (int32_t)((uint32_t)v70 + (uint32_t)c27);
    const int v72 = c31 < v71;
    const float v73 = v72 ? v69 : v10;
    const int32_t v74 = v72 ? v64 : v11;
    const float v75 = v73 * v73;
    const float v76 = fmaf(v75, c35, c36);
    const float v77 = fmaf(v75, v76, c37);
    const float v78 = v73 * v77;
    const float v79 = fabsf(v78);
    const int v80 = v79 < c38;
    const float v81 = v78 * c39;
    const float v82 = v80 ? v81 : v78;
    const int32_t v83 = (int32_t)((uint32_t)v74 << c25);
    const int32_t v84 = cos_f32_word(v82);
    const int32_t v85 = v84 ^ v83;
    const float v86 = cos_f32_float(v85);
    return v86;
}

static inline int cos_f32_is_cold(float x) { return fabsf(x) >= 0x1.0000000000000p+17f && fabsf(x) < INFINITY; }

static inline float cos_f32(float x) { return cos_f32_is_cold(x) ? cos_f32_whole(x) : cos_f32_ordinary(x); }

/* Pieces without a huge argument, nearly all, take the short loop; both give the same bits. */
static inline void cos_f32_array(const float *x, float *y, size_t n) {
    for (size_t start = 0; start < n; start += 256) {
        size_t end = n - start < 256 ? n : start + 256;
        int32_t cold = 0;
        for (size_t i = start; i < end; ++i) cold |= cos_f32_is_cold(x[i]);
        if (cold) for (size_t i = start; i < end; ++i) y[i] = cos_f32_whole(x[i]);
        else for (size_t i = start; i < end; ++i) y[i] = cos_f32_ordinary(x[i]);
    }
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

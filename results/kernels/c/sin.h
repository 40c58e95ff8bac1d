/*
 * sin for float32 arrays: max error 0.8895 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.14fe740000000p+15. Results that are not correctly rounded: 103,912,578.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.14; C17 7.12.4.6 and F.10.1.6.
 *
 * Kernel 1da8f6b8f5551a69, 112 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search sin --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction sin_quarter_turns:
 *     sin x = +-sin(r - lack) or +-cos(r - lack) by n mod 4; for cos x, n + 1 stands for n. With s = r^2 rounded, p near
 *     (r - sin r)/r^3 and c near (cos r - 1)/r^2: sin(r - lack) = r - (r s p + lack), where 1 - cos r <= 0.3 of the lack, half an
 *     ulp of r at most, is left out; cos(r - lack) = 1 + r (r c + lack), with r for sin r beside the lack, off by 0.08 of it.
 *     The last operation is the only rounding of size in both: r s p <= 0.08; r c + lack, up to 0.38, is rounded by 2^-26 and
 *     counts 0.79 of that.
 *     n = x c rounded, with c = 2/pi rounded: adding 1.5*2^23 (+ 1, where the quadrant is to be one more) rounds, and the last bits
 *     of the sum are n's. |x| < 2^17, so |n| < 2^16.4. Cody and Waite with a third part: pi/2 = P1 + P2 + P3.
 *     P1 = 0x1.921fb4p+0 has 24 bits, so x - n P1 is a multiple of 2^-24 below 1, and its fma exact.
 *     w = -n P2 rounded, r = (x - n P1) + w rounded. d = r - (x - n P1) is exact: by Fast2Sum (Dekker) where |w| is the smaller one, and
 *     otherwise everything is a multiple of 2^-41 below 2^-6. d + n P2' with P2' the float above P2 = 0x1.4442d2p-24 (another
 *     constant, so that no product occurs twice) is exact too: a multiple of 2^-47 below 2^-24. n P4 with
 *     P4 = pi/2 - P1 - P2' rounded completes the lack to 2^-25 of itself or 2^-54; what is cut off is n 2^-71.
 *     P1 lies below pi/2, so P2 is positive, and x = -0 gives r = -0 and lack = +0. inf - inf makes nan of infinities.
 *     From 2^17 on, below infinity, Payne and Hanek (SIGNUM Newsl. 18, 1983) in words: x = M 2^(E-23) with 2^23 <= M < 2^24, so of 2/pi
 *     only the bits from weight 2^(24-E) down matter modulo 4. A row of 24 zeros and the bits of 2/pi is cut from bit field - 128
 *     on (field = E + 127, so 16 to 126): two comparisons choose words (by 64, by 32), shifts move by the last five bits of the
 *     field. w0 is the first 32 bits: i = M w0 modulo 2^32 is exact, two bits of quadrant and 30 of fraction. w1 are the next 24
 *     bits: M w1 2^-24 = -jn + g1, jn an even integer by 2^24 added and taken off, g1 an fma, exact because |g1| <= 1 is a multiple
 *     of 2^-24 (its factors are scaled by 2^-28 and 2^28, so that no product occurs twice). w2 are the next 28: what they are
 *     rounded by and what is cut off moves g = g1 + M w2 2^-52 by 2^-25 at most beside its own rounding, 2^-25.
 *     So x 2/pi = (f + g) 2^-30 modulo 4, with errors of 2^-54 of a quarter turn; f's last 30 bits as a signed number are a + bi, a rounded to 24
 *     bits. No float32 comes nearer than 2^-30 to a multiple of a quarter turn. r = a K, K = 2^-30 pi/2 = k1 + k3 ... as products and fmas:
 *     lack = r - (a + bi + g) K; then the lack is taken off r, and what rounding leaves of it stays.
 *
 * Use: float sin_f32(float), and void sin_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SIN_F32_1DA8F6B8F5551A69
#define SIN_F32_1DA8F6B8F5551A69

#define SIN_F32_TARGET "sin"
#define SIN_F32_FORMAT "c"
#define SIN_F32_MAX_ULP 0.8894676007330418
#define SIN_F32_EXHAUSTIVE 1
#define SIN_F32_FTZ 1
#define SIN_F32_DAZ 1
#define SIN_F32_WITNESS "0x1.14fe740000000p+15"
#define SIN_F32_OUTPUTS_HASH "a90be3a9ba2cd401077d5c83cfe1172209614a14acaf1a4a81cb74c82fea1939"
#define SIN_F32_RECORD "1da8f6b8f5551a69"

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
    const float c1 = 0x1.45f306p-1f; /* 0.636619747 */
    const float c2 = -0x1.921fb4p+0f; /* -1.57079625 */
    const float c3 = -0x1.4442d2p-24f; /* -7.54979013e-08 */
    const float c4 = 0x1.4442d4p-24f; /* 7.54979084e-08 */
    const float c5 = -0x1.3dcb3cp-47f; /* -8.82055219e-15 */
    const int32_t c6 = 0;
    const int32_t c7 = 30;
    const int32_t c8 = 31;
    const int32_t c9 = INT32_MIN;
    const float c10 = -0x1.98d8b4p-13f; /* -0.000194953202 */
    const float c11 = 0x1.1105b8p-7f; /* 0.00833198056 */
    const float c12 = 0x1.55554p-3f; /* 0.166666508 */
    const float c13 = 0x1.43d27p-8f; /* 0.00494113192 */
    const float c14 = -0x1.1fcbcap-3f; /* -0.140525416 */
    const float c15 = 0x1.671ffcp-6f; /* 0.0219192468 */
    const float c16 = -0x1p-1f; /* -0.5 */
    const float c17 = 0x1p+0f; /* 1 */
    const float c18 = 0x1p-126f; /* 1.17549435e-38 */
    const float c19 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c18;
    const float v2 = x * c19;
    const float v3 = v1 ? v2 : x;
    const float v4 = fmaf(v3, c1, c0);
    const float v5 = v4 - c0;
    const float v6 = fmaf(v5, c2, v3);
    const float v7 = v5 * c3;
    const float v8 = v6 + v7;
    const float v9 = v8 - v6;
    const float v10 = fmaf(v5, c4, v9);
    const float v11 = fmaf(v5, c5, v10);
    const int32_t v12 = sin_f32_word(v4);
    const float v13 = v8 * v8;
    const float v14 = fmaf(v13, c10, c11);
    const float v15 = -v13;
    const float v16 = fmaf(v15, v14, c12);
    const float v17 = v8 * v13;
    const float v18 = fmaf(v17, v16, v11);
    const float v19 = v8 - v18;
    const float v20 = fabsf(v19);
    const int v21 = v20 < c18;
    const float v22 = v19 * c19;
    const float v23 = v21 ? v22 : v19;
    const float v24 = fmaf(v13, c13, c14);
    const float v25 = fmaf(v24, v24, c15);
    const float v26 = fmaf(v13, v25, c16);
    const float v27 = fmaf(v8, v26, v11);
    const float v28 = fmaf(v8, v27, c17);
    const float v29 = fabsf(v28);
    const int v30 = v29 < c18;
    const float v31 = v28 * c19;
    const float v32 = v30 ? v31 : v28;
    const int32_t v33 = (int32_t)((uint32_t)v12 << c8);
    const int v34 = v33 < c6;
    const float v35 = v34 ? v32 : v23;
    const int32_t v36 = (int32_t)((uint32_t)v12 << c7);
    const int32_t v37 = v36 & c9;
    const int32_t v38 = sin_f32_word(v35);
    const int32_t v39 = v38 ^ v37;
    const float v40 = sin_f32_float(v39);
    return v40;
}

static inline float sin_f32_whole(float x) {
    const float c0 = 0x1.8p+23f; /* 12582912 */
    const float c1 = 0x1.45f306p-1f; /* 0.636619747 */
    const float c2 = -0x1.921fb4p+0f; /* -1.57079625 */
    const float c3 = -0x1.4442d2p-24f; /* -7.54979013e-08 */
    const float c4 = 0x1.4442d4p-24f; /* 7.54979084e-08 */
    const float c5 = -0x1.3dcb3cp-47f; /* -8.82055219e-15 */
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
    const int32_t c24 = 30;
    const int32_t c25 = 31;
    const int32_t c26 = 8388607;
    const int32_t c27 = 8388608;
    const int32_t c28 = 1056964608;
    const int32_t c29 = 822083584;
    const int32_t c30 = 536870912;
    const int32_t c31 = INT32_MIN;
    const int32_t c32 = 2147483647;
    const int32_t c33 = 1216348159;
    const float c34 = 0x1p+24f; /* 16777216 */
    const float c35 = 0x1p+28f; /* 268435456 */
    const float c36 = 0x1.921fb6p-30f; /* 1.46291812e-09 */
    const float c37 = -0x1.921fb8p-30f; /* -1.46291823e-09 */
    const float c38 = 0x1.5dde98p-53f; /* 1.51731712e-16 */
    const float c39 = -0x1.921fb6p-30f; /* -1.46291812e-09 */
    const float c40 = -0x1.98d8b4p-13f; /* -0.000194953202 */
    const float c41 = 0x1.1105b8p-7f; /* 0.00833198056 */
    const float c42 = 0x1.55554p-3f; /* 0.166666508 */
    const float c43 = 0x1.43d27p-8f; /* 0.00494113192 */
    const float c44 = -0x1.1fcbcap-3f; /* -0.140525416 */
    const float c45 = 0x1.671ffcp-6f; /* 0.0219192468 */
    const float c46 = -0x1p-1f; /* -0.5 */
    const float c47 = 0x1p+0f; /* 1 */
    const float c48 = 0x1p-126f; /* 1.17549435e-38 */
    const float c49 = 0x0p+0f; /* 0 */
    const float v0 = fabsf(x);
    const int v1 = v0 < c48;
    const float v2 = x * c49;
    const float v3 = v1 ? v2 : x;
    const float v4 = fmaf(v3, c1, c0);
    const float v5 = v4 - c0;
    const float v6 = fmaf(v5, c2, v3);
    const float v7 = v5 * c3;
    const float v8 = v6 + v7;
    const float v9 = v8 - v6;
    const float v10 = fmaf(v5, c4, v9);
    const float v11 = fmaf(v5, c5, v10);
    const int32_t v12 = sin_f32_word(v4);
    const int32_t v13 = sin_f32_word(x);
    const int32_t v14 = (int32_t)((uint32_t)v13 >> c23);
    const int32_t v15 = v14 & c25;
    const int32_t v16 = v15 ^ c25;
    const int32_t v17 = (int32_t)((uint32_t)v13 << c19);
    const int v18 = v17 < c17;
    const int32_t v19 = (int32_t)((uint32_t)v13 << c20);
    const int v20 = v19 < c17;
    const int32_t v21 = v18 ? c8 : c6;
    const int32_t v22 = v18 ? c9 : c7;
    const int32_t v23 = v18 ? c10 : c8;
    const int32_t v24 = v18 ? c11 : c9;
    const int32_t v25 = v20 ? v22 : v21;
    const int32_t v26 = v20 ? v23 : v22;
    const int32_t v27 = v20 ? v24 : v23;
    const int32_t v28 = v18 ? c14 : c12;
    const int32_t v29 = v18 ? c15 : c13;
    const int32_t v30 = v18 ? c16 : c14;
    const int32_t v31 = v20 ? v29 : v28;
    const int32_t v32 = v20 ? v30 : v29;
    const int32_t v33 = (int32_t)((uint32_t)v26 >> c18);
    const int32_t v34 = (int32_t)((uint32_t)v27 >> c18);
    const int32_t v35 = (int32_t)((uint32_t)v32 >> c18);
    const int32_t v36 = (int32_t)((uint32_t)v25 << v15);
    const int32_t v37 = (int32_t)((uint32_t)v33 >> v16);
    const int32_t v38 = v36 | v37;
    const int32_t v39 = (int32_t)((uint32_t)v26 << v15);
    const int32_t v40 = (int32_t)((uint32_t)v34 >> v16);
    const int32_t v41 = v39 | v40;
    const int32_t v42 = (int32_t)((uint32_t)v41 >> c22);
    const float v43 = (float)v42;
    const int32_t v44 = (int32_t)((uint32_t)v31 << v15);
    const int32_t v45 = (int32_t)((uint32_t)v35 >> v16);
    const int32_t v46 = v44 | v45;
    const int32_t v47 = (int32_t)((uint32_t)v46 >> c21);
    const float v48 = (float)v47;
    const int32_t v49 = v13 & c26;
    const int32_t v50 = v49 | c27;
    const int32_t v51 = v49 | c28;
    const float v52 = sin_f32_float(v51);
    const int32_t v53 = v49 | c29;
    const float v54 = sin_f32_float(v53);
    const int32_t v55 = (int32_t)((uint32_t)v50 * (uint32_t)v38);
    const float v56 = fmaf(v52, v43, c34);
    const float v57 = c34 - v56;
    const float v58 = v43 * c35;
    const float v59 = fmaf(v54, v58, v57);
    const float v60 = fmaf(v54, v48, v59);
    const int32_t v61 = (int32_t)(fabsf(v57) < 0x1p31f ? v57 : 0.0f);
    const int32_t v62 = (int32_t)((uint32_t)v55 - (uint32_t)v61);
    const int32_t v63 = (int32_t)((uint32_t)v62 + (uint32_t)c30);
    const int32_t v64 = v63 >> c24;
    const int32_t v65 = (int32_t)((uint32_t)v62 << c19);
    const int32_t v66 = v65 >> c19;
    const float v67 = (float)v66;
    const int32_t v68 = (int32_t)(fabsf(v67) < 0x1p31f ? v67 : 0.0f);
    const int32_t v69 = (int32_t)((uint32_t)v66 - (uint32_t)v68);
    const float v70 = (float)v69;
    const float v71 = v70 + v60;
    const float v72 = v67 * c36;
    const float v73 = fmaf(v67, c37, v72);
    const float v74 = fmaf(v67, c38, v73);
    const float v75 = fmaf(v71, c39, v74);
    const float v76 = v72 - v75;
    const float v77 = v72 - v76;
    const float v78 = v75 - v77;
    const int32_t v79 = v13 & c31;
    const int32_t v80 = sin_f32_word(v76);
    const int32_t v81 = v80 ^ v79;
    const float v82 = sin_f32_float(v81);
    const int32_t v83 = sin_f32_word(v78);
    const int32_t v84 = v83 ^ v79;
    const float v85 = sin_f32_float(v84);
    const int32_t v86 = v13 >> c25;
    const int32_t v87 = v64 ^ v86;
    const int32_t v88 = (int32_t)((uint32_t)v87 - (uint32_t)v86);
    const int32_t v89 = (int32_t)((uint32_t)v88 + (uint32_t)c17);
    const int32_t v90 = v13 & c32;
    const int32_t v91 = (int32_t)((uint32_t)v90 + (uint32_t)c27);
    const int v92 = c33 < v91;
    const float v93 = v92 ? v82 : v8;
    const float v94 = v92 ? v85 : v11;
    const int32_t v95 = v92 ? v89 : v12;
    const float v96 = v93 * v93;
    const float v97 = fmaf(v96, c40, c41);
    const float v98 = -v96;
    const float v99 = fmaf(v98, v97, c42);
    const float v100 = v93 * v96;
    const float v101 = fmaf(v100, v99, v94);
    const float v102 = v93 - v101;
    const float v103 = fabsf(v102);
    const int v104 = v103 < c48;
    const float v105 = v102 * c49;
    const float v106 = v104 ? v105 : v102;
    const float v107 = fmaf(v96, c43, c44);
    const float v108 = fmaf(v107, v107, c45);
    const float v109 = fmaf(v96, v108, c46);
    const float v110 = fmaf(v93, v109, v94);
    const float v111 = fmaf(v93, v110, c47);
    const float v112 = fabsf(v111);
    const int v113 = v112 < c48;
    const float v114 = v111 * c49;
    const float v115 = v113 ? v114 : v111;
    const int32_t v116 = (int32_t)((uint32_t)v95 << c25);
    const int v117 = v116 < c17;
    const float v118 = v117 ? v115 : v106;
    const int32_t v119 = (int32_t)((uint32_t)v95 << c24);
    const int32_t v120 = v119 & c31;
    const int32_t v121 = sin_f32_word(v118);
    const int32_t v122 = v121 ^ v120;
    const float v123 = sin_f32_float(v122);
    return v123;
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

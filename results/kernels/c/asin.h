/*
 * asin for float32 arrays: max error 0.6653 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.10280e0000000p-1. Results that are not correctly rounded: 2,308,736.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.23; C17 7.12.4.2 and F.10.1.2.
 *
 * Kernel 80c60838a9faf583, 34 operations, 8 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search asin --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction asin_halves_exact:
 *     asin x = x + x z p(z) below 1/2, sign(x) (pi / 2 - 2 asin s) from 1/2 on, s^2 = z, s in [0, 1/2] (Muller,
 *     Elementary Functions, chapter 11; fdlibm's e_asin.c). s z p(z) is below 0.024. The rounding of the root is
 *     corrected: z - root^2 is exact in one fma, and 1 / root from the bits alone, 5.1 % off, carries it over.
 *     The rounding error of the sum of pi (or pi / 2), in two parts, and the head 2 s (or x) is found exactly
 *     (Fast2Sum, Dekker 1971: the first is 0 or the larger one), so that only the last addition has a rounding
 *     of size. Beyond 1, z < 0 and the root, so the result, is nan.
 *
 * Use: float asin_f32(float), and void asin_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ASIN_F32_80C60838A9FAF583
#define ASIN_F32_80C60838A9FAF583

#define ASIN_F32_TARGET "asin"
#define ASIN_F32_FORMAT "c"
#define ASIN_F32_MAX_ULP 0.6652981750667095
#define ASIN_F32_EXHAUSTIVE 1
#define ASIN_F32_FTZ 1
#define ASIN_F32_DAZ 1
#define ASIN_F32_WITNESS "0x1.10280e0000000p-1"
#define ASIN_F32_OUTPUTS_HASH "9747a0648f4ceaa2493f6e4aa97e1485e23cb0896aefd53c98812e61437f7de1"
#define ASIN_F32_OUTPUTS_HASH_KIND "blake3"
#define ASIN_F32_RECORD "80c60838a9faf583"

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

static inline int32_t asin_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float asin_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

/* A root that sets no errno, which would keep loops from becoming vector code. */
#define asin_f32_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef asin_f32_root
#define asin_f32_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif

static inline float asin_f32(float x) {
    const float half = 0x1p-1f; /* 0.5 */
    const float minus_half = -0x1p-1f; /* -0.5 */
    const float p_coefficient_1 = 0x1.12db48p-3f; /* 0.134207308 */
    const float p_coefficient_2 = 0x1.136e7ap-2f; /* 0.268976122 */
    const float p_coefficient_3 = 0x1.231544p-5f; /* 0.0355326012 */
    const float p_coefficient_4 = 0x1.19893ap-2f; /* 0.27493754 */
    const float p_coefficient_5 = 0x1.413c3ap-3f; /* 0.156853154 */
    const int32_t rough = 2129859015;
    const float zero = 0x0p+0f; /* 0 */
    const float half_pi_high = 0x1.921fb6p+0f; /* 1.57079637 */
    const float half_pi_low = -0x1.777a5cp-25f; /* -4.37113883e-08 */
    const int32_t sign_bit = INT32_MIN;
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    /* Reduction: z = x^2 for |x| below 1/2, otherwise flipped = (1 - |x|) / 2, exactly (Sterbenz), and its */
    /* root. */
    const float a = fabsf(x);
    const int a_subnormal = fabsf(a) < smallest_normal;
    const float a_zero = a * zero;
    const float a_flushed = a_subnormal ? a_zero : a;
    const int below_half = a_flushed < half;
    const float flipped = fmaf(a_flushed, minus_half, half);
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: z = x^2 for |x| below 1/2, otherwise flipped = (1 - |x|) / 2, exactly (Sterbenz), and its */
    /* root. */
    const float square = x_flushed * x_flushed;
    const float z = below_half ? square : flipped;
    const float root = asin_f32_root(flipped);
    /* Core p(z), a polynomial, z in [0, 0.25]: asin s = s + s z p, z = s^2. */
    const float p1 = fmaf(z, fmaf(z, p_coefficient_1, p_coefficient_2), p_coefficient_3);
    const float p = fmaf(fmaf(p1, p1, p_coefficient_4), p1, p_coefficient_5);
    /* Reconstruction: asin |x| = base + low + head (1 + z p): head |x| below 1/2, otherwise -2 root, with base */
    /* + low = pi / 2 less the residue of the root. */
    const float residual = fmaf(-root, root, flipped);
    const float rest = residual * asin_f32_float((int32_t)((uint32_t)rough - (uint32_t)asin_f32_word(root)));
    const float twice_root = root + root;
    const float turned = -twice_root;
    const float head = below_half ? a : turned;
    const float base = below_half ? zero : half_pi_high;
    const float missing = half_pi_low - rest;
    const float low = below_half ? zero : missing;
    const int head_subnormal = fabsf(head) < smallest_normal;
    const float head_zero = head * zero;
    const float head_flushed = head_subnormal ? head_zero : head;
    /* fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no */
    /* higher binade (Dekker 1971). */
    const float high = base + head_flushed;
    const float back = high - base;
    const float lost = head_flushed - back;
    const float lows = low + lost;
    const float tail = fmaf(head_flushed, z * p, lows);
    const float total = high + tail;
    const int subnormal = fabsf(total) < smallest_normal;
    const float signed_zero = total * zero;
    const float flushed = subnormal ? signed_zero : total;
    /* with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros. */
    const int32_t sign = asin_f32_word(x) & sign_bit;
    const float result = asin_f32_float(asin_f32_word(flushed) | sign);
    return result;
}

static inline void asin_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = asin_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

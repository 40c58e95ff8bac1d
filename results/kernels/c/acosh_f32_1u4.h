/*
 * acosh for float32 arrays: max error 1.3023 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.1ee5f20000000p+0. Results that are not correctly rounded: 37,131,005.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.
 *
 * Kernel ca122e173f2b98f2, 41 operations, 14 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search acosh --seed 1 --evaluations 300000 --max-ops 16
 *
 * Reduction acosh_one_piece_near:
 *     acosh x = log(1 + S), and t = x - 1 is exact from 1 to 2^24 (Sterbenz and beyond). Below 1 the root is
 *     nan, and so is the result; so infinity and nan come through S. S is divided by 8, so that nothing
 *     overflows. f is from S itself, without rounding up to 2^24: 2^-k S + (2^-k - 1), f = S where k = 0. ln 2
 *     is one part, whose error is 1/15 ulp at worst. The errors of the root and of t + root are kept as in
 *     acosh_one_piece_exact, but divided by 2^k instead of 1 + S: up to a half too much, where the result is an
 *     ulp of S and more. The error of the sum below the root stays, 1/4 2^-23 of the root at worst.
 *
 * Use: float acosh_f32(float), and void acosh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ACOSH_F32_CA122E173F2B98F2
#define ACOSH_F32_CA122E173F2B98F2

#define ACOSH_F32_TARGET "acosh"
#define ACOSH_F32_FORMAT "c"
#define ACOSH_F32_MAX_ULP 1.302310423925519
#define ACOSH_F32_EXHAUSTIVE 1
#define ACOSH_F32_FTZ 1
#define ACOSH_F32_DAZ 1
#define ACOSH_F32_WITNESS "0x1.1ee5f20000000p+0"
#define ACOSH_F32_OUTPUTS_HASH "e55119962a6ad3808b5d50af93a6f98e880ea39bb7a5780c0e0204a6984fd771"
#define ACOSH_F32_OUTPUTS_HASH_KIND "blake3"
#define ACOSH_F32_RECORD "ca122e173f2b98f2"

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
    const float one = 0x1p+0f; /* 1 */
    const float two_to_60 = 0x1p+60f; /* 1.1529215e+18 */
    const float eighth = 0x1p-3f; /* 0.125 */
    const float minus_eighth = -0x1p-3f; /* -0.125 */
    const int32_t sixteenth = 2096304128;
    const float minus_one = -0x1p+0f; /* -1 */
    const int32_t least = 1035993088;
    const int32_t word_of_eight = 1090519040;
    const int32_t exponent_bits = -8388608;
    const float q_coefficient_1 = -0x1.434876p-5f; /* -0.039463263 */
    const float q_coefficient_2 = 0x1.886df2p-3f; /* 0.191615954 */
    const float q_coefficient_3 = -0x1.caf9dap-2f; /* -0.448218733 */
    const float q_coefficient_4 = 0x1.e12ba4p-3f; /* 0.234946519 */
    const float q_coefficient_5 = -0x1.37c9dp-4f; /* -0.0761201978 */
    const float q_coefficient_6 = 0x1.83e024p-1f; /* 0.757569432 */
    const float q_coefficient_7 = -0x1.5a82bep-1f; /* -0.676778734 */
    const float q_coefficient_8 = -0x1.60f71ep-2f; /* -0.344692677 */
    const float step = 0x1.62e43p-24f; /* 8.26295832e-08 */
    const float infinity = INFINITY; /* inf */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: 1 + S = 2^k (1 + f) e^shift, S = t + root, root = sqrt(t |t| + 2 t), t = x - 1: the errors of */
    /* the root and of the last sum are in shift, divided by 2^k for 1 + S. */
    /* Beyond 2^60 t stands for the root. 1 + f is from 3/4 to 3/2, k from the exponent field of u = 1/8 + w, w */
    /* = S / 8. */
    const float t = x_flushed - one;
    const float bounded = two_to_60 < t ? two_to_60 : t;
    const float twice_t = bounded + bounded;
    const float size = fabsf(bounded);
    const float v = fmaf(bounded, size, twice_t);
    const float root = acosh_f32_root(v);
    const float longer = root < t ? t : root;
    const float less = t * eighth;
    const float w = fmaf(longer, eighth, less);
    const int w_subnormal = fabsf(w) < smallest_normal;
    const float w_zero = w * zero;
    const float w_flushed = w_subnormal ? w_zero : w;
    const float residual = fmaf(-root, root, v);
    /* rough_reciprocal: 1 / x to 5.1 % for x > 0: its word from that of 1, mirrored. A turn less by 2^23 k */
    /* gives 2^-k / x. */
    const float share = acosh_f32_float((int32_t)((uint32_t)sixteenth - (uint32_t)acosh_f32_word(root)));
    const float back = fmaf(longer, minus_eighth, w_flushed);
    const float lost = less - back;
    const float rest = fmaf(residual, share, lost);
    const float u = w_flushed + eighth;
    const int32_t field = ((int32_t)((uint32_t)acosh_f32_word(u) - (uint32_t)least)) & exponent_bits;
    const float scale = acosh_f32_float((int32_t)((uint32_t)word_of_eight - (uint32_t)field));
    const float offset = fmaf(scale, eighth, minus_one);
    const float f = fmaf(w_flushed, scale, offset);
    const float k = (float)field;
    const float shift = rest * scale;
    /* Core q(f), a polynomial, f in [-0.25, 0.5]: log(1 + f) = f + f^2 q. */
    const float q1 = fmaf(f, fmaf(f, fmaf(f, q_coefficient_1, q_coefficient_2), q_coefficient_3), q_coefficient_4);
    const float q2 = fmaf(q1, q1, q_coefficient_5);
    const float q = fmaf(q1, fmaf(-fmaf(q1, q2, q_coefficient_6), q2, q_coefficient_7), q_coefficient_8);
    /* Reconstruction: acosh x = k ln 2 + (f + (f^2 q + shift)), q = (log(1 + f) - f) / f^2; inf and nan come */
    /* through w. */
    const float log_mantissa = f + fmaf(f * f, q, shift);
    const float large = fmaf(k, step, log_mantissa);
    const int large_subnormal = fabsf(large) < smallest_normal;
    const float large_zero = large * zero;
    const float large_flushed = large_subnormal ? large_zero : large;
    const int ordinary = w_flushed < infinity;
    const float result = ordinary ? large_flushed : w_flushed;
    return result;
}

static inline void acosh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = acosh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

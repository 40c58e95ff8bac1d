/*
 * acosh for float32 arrays: max error 0.8880 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.89fe300000000p+0. Results that are not correctly rounded: 36,325,983.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
 * c, compiler cc (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.4.6.
 * Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.
 *
 * Kernel 6cd6bd079f925398, 48 operations, 15 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search acosh --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction acosh_one_piece_exact:
 *     acosh x = log(1 + S), and t = x - 1 is exact from 1 to 2^24 (Sterbenz and beyond). Below 1 the root is
 *     nan, and so is the result; so infinity and nan come through S. S is divided by 8, so that nothing
 *     overflows. f is from S itself, without rounding up to 2^24: 2^-k S + (2^-k - 1), f = S where k = 0. ln 2
 *     is one part, whose error is 1/15 ulp at worst. The error of the root and of the sum below it is the
 *     residual t |t| + (2 t - root^2) over twice the root, the division to 5.1 % through the root's bits; the
 *     square's rounding and the residual's stay, 1/8 ulp of the result (sampled). That of t + root is found
 *     exactly (Fast2Sum, the root is the larger one). Both are divided by 1 + S to 5.1 % through its bits and
 *     join the core's term.
 *
 * Use: float acosh_f32(float), and void acosh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ACOSH_F32_6CD6BD079F925398
#define ACOSH_F32_6CD6BD079F925398

#define ACOSH_F32_TARGET "acosh"
#define ACOSH_F32_FORMAT "c"
#define ACOSH_F32_MAX_ULP 0.8880020547658205
#define ACOSH_F32_EXHAUSTIVE 1
#define ACOSH_F32_FTZ 1
#define ACOSH_F32_DAZ 1
#define ACOSH_F32_WITNESS "0x1.89fe300000000p+0"
#define ACOSH_F32_OUTPUTS_HASH "33860e2a0ead2ada3ae4bb362ccbab2995d62477b4f9bbb9b9621403dd1c4cc9"
#define ACOSH_F32_OUTPUTS_HASH_KIND "blake3"
#define ACOSH_F32_RECORD "6cd6bd079f925398"

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
    const int32_t even = 2129858560;
    const float q_coefficient_1 = -0x1.20d682p-1f; /* -0.564136565 */
    const float q_coefficient_2 = 0x1.84bc1p-2f; /* 0.379623652 */
    const float q_coefficient_3 = 0x1.c8c47ep-2f; /* 0.446062058 */
    const float q_coefficient_4 = -0x1.0c0804p+0f; /* -1.04699731 */
    const float q_coefficient_5 = 0x1.e125fp-1f; /* 0.939742565 */
    const float q_coefficient_6 = 0x1.7b1b78p-2f; /* 0.370221972 */
    const float q_coefficient_7 = 0x1.1c812p-2f; /* 0.277836323 */
    const float q_coefficient_8 = 0x1.95695ap-2f; /* 0.395909697 */
    const float q_coefficient_9 = -0x1.6618a8p-2f; /* -0.349703431 */
    const float step = 0x1.62e43p-24f; /* 8.26295832e-08 */
    const float infinity = INFINITY; /* inf */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: 1 + S = 2^k (1 + f) e^shift, S = t + root, root = sqrt(t |t| + 2 t), t = x - 1: the errors of */
    /* all sums and of the root are in shift, to 5.1 %. */
    /* Beyond 2^60 t stands for the root. 1 + f is from 3/4 to 3/2, k from the exponent field of u = 1/8 + w, w */
    /* = S / 8. */
    const float t = x_flushed - one;
    const float bounded = two_to_60 < t ? two_to_60 : t;
    const float twice_t = bounded + bounded;
    const float size = fabsf(bounded);
    const float product = bounded * size;
    const float v = product + twice_t;
    const float root = acosh_f32_root(v);
    const float longer = root < t ? t : root;
    const float less = t * eighth;
    const float w = fmaf(longer, eighth, less);
    const int w_subnormal = fabsf(w) < smallest_normal;
    const float w_zero = w * zero;
    const float w_flushed = w_subnormal ? w_zero : w;
    const float left = fmaf(-root, root, twice_t);
    const float residual = product + left;
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
    const float shift = rest * acosh_f32_float((int32_t)((uint32_t)even - (uint32_t)acosh_f32_word(u)));
    /* Core q(f), a polynomial, f in [-0.25, 0.5]: log(1 + f) = f + f^2 q. */
    const float q1 = fmaf(f, q_coefficient_1, q_coefficient_2);
    const float q2 = fmaf(q1, q1, q_coefficient_3);
    const float q3 = q2 + q_coefficient_4;
    const float q4 = fmaf(-f, fmaf(q2, fmaf(fmaf(q1, q3, q_coefficient_5), q3, q_coefficient_6), q_coefficient_7), q_coefficient_8);
    const float q = fmaf(-q1, q4, q_coefficient_9);
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

/*
 * acos for float32 arrays: max error 0.6400 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.15b3c80000000p-1. Results that are not correctly rounded: 544,438.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.23; C17 7.12.4.1 and F.10.1.1.
 *
 * Kernel 8a84726dd68a9ac5, 36 operations, 9 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search acos --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction acos_halves_exact:
 *     acos x = pi / 2 - asin x below 1/2, 2 asin s from 1/2 on and pi - 2 asin s to -1/2, s^2 = z, s in [0, 1/2]
 *     (Muller, Elementary Functions, chapter 11; fdlibm's e_asin.c). s z p(z) is below 0.024. The rounding of
 *     the root is corrected: z - root^2 is exact in one fma, and 1 / root from the bits alone, 5.1 % off,
 *     carries it over. The rounding error of the sum of pi (or pi / 2), in two parts, and the head 2 s (or x) is
 *     found exactly (Fast2Sum, Dekker 1971: the first is 0 or the larger one), so that only the last addition
 *     has a rounding of size. Beyond 1, z < 0 and the root, so the result, is nan.
 *
 * Use: float acos_f32(float), and void acos_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ACOS_F32_8A84726DD68A9AC5
#define ACOS_F32_8A84726DD68A9AC5

#define ACOS_F32_TARGET "acos"
#define ACOS_F32_FORMAT "c"
#define ACOS_F32_MAX_ULP 0.6400393843650818
#define ACOS_F32_EXHAUSTIVE 1
#define ACOS_F32_FTZ 1
#define ACOS_F32_DAZ 1
#define ACOS_F32_WITNESS "0x1.15b3c80000000p-1"
#define ACOS_F32_OUTPUTS_HASH "237f1d33a11f2a94ebd2eb3e4b4eb179e850dc59f5a701ba09402df91624cdd1"
#define ACOS_F32_OUTPUTS_HASH_KIND "blake3"
#define ACOS_F32_RECORD "8a84726dd68a9ac5"

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

static inline int32_t acos_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float acos_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

/* A root that sets no errno, which would keep loops from becoming vector code. */
#define acos_f32_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef acos_f32_root
#define acos_f32_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif

static inline float acos_f32(float x) {
    const float half = 0x1p-1f; /* 0.5 */
    const float minus_half = -0x1p-1f; /* -0.5 */
    const float p_coefficient_1 = -0x1.e69824p-7f; /* -0.0148496795 */
    const float p_coefficient_2 = -0x1.997d74p-6f; /* -0.0249932893 */
    const float p_coefficient_3 = 0x1.3f5e86p-1f; /* 0.623768032 */
    const float p_coefficient_4 = 0x1.4e50b8p+1f; /* 2.61183834 */
    const float p_coefficient_5 = 0x1.55555cp-3f; /* 0.166666716 */
    const int32_t rough = 2129859015;
    const float zero = 0x0p+0f; /* 0 */
    const float pi_high = 0x1.921fb6p+1f; /* 3.14159274 */
    const float pi_low = -0x1.777a5cp-24f; /* -8.74227766e-08 */
    const float half_pi_high = 0x1.921fb6p+0f; /* 1.57079637 */
    const float half_pi_low = -0x1.777a5cp-25f; /* -4.37113883e-08 */
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
    const float root = acos_f32_root(flipped);
    /* Core p(z), a polynomial, z in [0, 0.25]: asin s = s + s z p, z = s^2. */
    const float p1 = fmaf(z, p_coefficient_1, p_coefficient_2);
    const float p2 = fmaf(z, z, p_coefficient_3);
    const float p = fmaf(-z, p1 * fmaf(p2, p2, p_coefficient_4), p_coefficient_5);
    /* Reconstruction: acos x = base + low + head (1 + z p): -x and pi / 2 for |x| < 1/2, 2 root and 0 from 1/2 */
    /* on, -2 root and pi to -1/2. */
    const float residual = fmaf(-root, root, flipped);
    const float rest = residual * acos_f32_float((int32_t)((uint32_t)rough - (uint32_t)acos_f32_word(root)));
    const float twice_root = root + root;
    const int negative = x_flushed < zero;
    const float turned = -twice_root;
    const float end = negative ? turned : twice_root;
    const float minus = -x;
    const float head = below_half ? minus : end;
    const float far_base = negative ? pi_high : zero;
    const float base = below_half ? half_pi_high : far_base;
    const float missing = pi_low - rest;
    const float far_low = negative ? missing : rest;
    const float low = below_half ? half_pi_low : far_low;
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
    const float result = high + tail;
    const int result_subnormal = fabsf(result) < smallest_normal;
    const float result_zero = result * zero;
    const float result_flushed = result_subnormal ? result_zero : result;
    return result_flushed;
}

static inline void acos_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = acos_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

/*
 * asinh for float32 arrays: max error 0.8587 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.2c21120000000p+0. Results that are not correctly rounded: 14,354,580.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.37; C17 7.12.5.2 and F.10.2.2.
 *
 * Kernel d3ad9c98757972c5, 62 operations, 24 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search asinh --seed 0 --evaluations 160000 --max-ops 16
 *
 * Reduction asinh_two_pieces:
 *     Below 3/4 a z p(z) is below 0.08 of a. Above, asinh a = log(a + sqrt(a^2 + 1)): an eighth of both is
 *     added, so that nothing overflows, as w and its rounding error (Fast2Sum, the root is the larger one;
 *     beyond 2^60, where a^2 would overflow later on, a stands for it, which is exact). A term `rest` beside w
 *     is rest / w in the logarithm, the division to 5.1 % through the bits of w. The result is 0.69 and more.
 *     The root's own error is (1 + (a - root) (a + root)) / (2 root), all of it known by two fma. k ln 2 comes
 *     in two parts, so that only the roundings of the last two additions remain. Infinity and nan give
 *     themselves; the sign is that of x.
 *
 * Use: float asinh_f32(float), and void asinh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ASINH_F32_D3AD9C98757972C5
#define ASINH_F32_D3AD9C98757972C5

#define ASINH_F32_TARGET "asinh"
#define ASINH_F32_FORMAT "c"
#define ASINH_F32_MAX_ULP 0.8586917941789021
#define ASINH_F32_EXHAUSTIVE 1
#define ASINH_F32_FTZ 1
#define ASINH_F32_DAZ 1
#define ASINH_F32_WITNESS "0x1.2c21120000000p+0"
#define ASINH_F32_OUTPUTS_HASH "2c4adf453870897f7bb825e760b0f60f37f5b5c7bfc0af8e712ed761424f45fd"
#define ASINH_F32_OUTPUTS_HASH_KIND "blake3"
#define ASINH_F32_RECORD "d3ad9c98757972c5"

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

static inline int32_t asinh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float asinh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

/* A root that sets no errno, which would keep loops from becoming vector code. */
#define asinh_f32_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef asinh_f32_root
#define asinh_f32_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif

static inline float asinh_f32(float x) {
    const float one = 0x1p+0f; /* 1 */
    const float three_quarters = 0x1.8p-1f; /* 0.75 */
    const float two_to_60 = 0x1p+60f; /* 1.1529215e+18 */
    const float half = 0x1p-1f; /* 0.5 */
    const float eighth = 0x1p-3f; /* 0.125 */
    const int32_t even = 2129858560;
    const int32_t second_eighth = 1035273459;
    const int32_t width = 23;
    const float eight = 0x1p+3f; /* 8 */
    const float minus_one = -0x1p+0f; /* -1 */
    const float p_coefficient_1 = -0x1.2d6a7ep-6f; /* -0.0183969717 */
    const float p_coefficient_2 = 0x1.70d73ep-4f; /* 0.0900490209 */
    const float p_coefficient_3 = 0x1.cebc66p-3f; /* 0.225945279 */
    const float p_coefficient_4 = 0x1.85e1f4p-4f; /* 0.0951861888 */
    const float p_coefficient_5 = 0x1.38023ep-2f; /* 0.304696053 */
    const float p_coefficient_6 = -0x1.182b22p-3f; /* -0.136801019 */
    const float q_coefficient_1 = -0x1.9a00bp-3f; /* -0.200196624 */
    const float q_coefficient_2 = 0x1.d73188p-2f; /* 0.460149884 */
    const float q_coefficient_3 = 0x1.41f5c8p-3f; /* 0.157207072 */
    const float q_coefficient_4 = -0x1.5039f8p-3f; /* -0.164173067 */
    const float q_coefficient_5 = 0x1.8db304p-3f; /* 0.194189101 */
    const float q_coefficient_6 = 0x1.471312p-1f; /* 0.63881737 */
    const float q_coefficient_7 = 0x1.6f315p-1f; /* 0.7171731 */
    const float q_coefficient_8 = -0x1.715914p-2f; /* -0.360691369 */
    const float ln2_nearest_high = 0x1.62e43p-1f; /* 0.693147182 */
    const float ln2_nearest_low = -0x1.05c61p-29f; /* -1.90465421e-09 */
    const float infinity = INFINITY; /* inf */
    const int32_t sign_bit = INT32_MIN;
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    /* Reduction: a = |x|; z = a^2 up to 3/4; (a + sqrt(a^2 + 1)) / 8 = w + rest, the root's own error known: */
    /* 2^k (1 + f) e^shift / 8. */
    /* Beyond 2^60 a stands for the root. */
    const float a = fabsf(x);
    const int a_subnormal = fabsf(a) < smallest_normal;
    const float a_zero = a * zero;
    const float a_flushed = a_subnormal ? a_zero : a;
    const float inner = three_quarters < a_flushed ? three_quarters : a_flushed;
    const float z = inner * inner;
    const float bounded = two_to_60 < a_flushed ? two_to_60 : a_flushed;
    const float root = asinh_f32_root(fmaf(bounded, bounded, one));
    const float longer = root < a_flushed ? a_flushed : root;
    const float more = longer * eighth;
    const float less = a_flushed * eighth;
    /* fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no */
    /* higher binade (Dekker 1971). */
    const float w = more + less;
    const float back = w - more;
    const float lost = less - back;
    const float shorter = a_flushed - longer;
    const float residual_high = fmaf(shorter, w, eighth);
    const float residual = fmaf(shorter, lost, residual_high);
    const float root_lost = residual * asinh_f32_float((int32_t)((uint32_t)even - (uint32_t)asinh_f32_word(root)));
    const float rest = fmaf(root_lost, half, lost);
    const int32_t word = asinh_f32_word(w);
    /* split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to */
    /* one binade more. */
    const int32_t above = (int32_t)((uint32_t)word - (uint32_t)second_eighth);
    const int32_t exponent = above >> width;
    const int32_t field = (int32_t)((uint32_t)exponent << width);
    const float m = asinh_f32_float((int32_t)((uint32_t)word - (uint32_t)field));
    const float f = fmaf(m, eight, minus_one);
    const float k = (float)exponent;
    const float shift = rest * asinh_f32_float((int32_t)((uint32_t)even - (uint32_t)word));
    /* Core p(z), a polynomial, z in [0, 0.5625]: asinh a = a + a z p, z = a^2. */
    const float p1 = fmaf(-z, fmaf(-z, fmaf(z, p_coefficient_1, p_coefficient_2), p_coefficient_3), p_coefficient_4);
    const float p = fmaf(-fmaf(p1, p1, p_coefficient_5), p1, p_coefficient_6);
    /* Next argument: asinh a = a + a z p below 3/4, p = (asinh a / a - 1) / a^2. */
    const float series = fmaf(a_flushed, z * p, a_flushed);
    const int series_subnormal = fabsf(series) < smallest_normal;
    const float series_zero = series * zero;
    const float series_flushed = series_subnormal ? series_zero : series;
    /* Core q(f), a polynomial, f in [-0.292893, 0.414213]: log(1 + f) = f + f^2 q. */
    const float q1 = fmaf(f, q_coefficient_1, q_coefficient_2);
    const float q2 = fmaf(f, fmaf(q1, q1, q_coefficient_3), q_coefficient_4);
    const float q3 = fmaf(f, q2, q_coefficient_5);
    const float q = fmaf(fmaf(fmaf(q3, q3, q_coefficient_6), q3, q_coefficient_7), q2, q_coefficient_8);
    /* Reconstruction: asinh a = k ln 2 + (f + (f^2 q + k ln2_low + shift)) from 3/4 on, q = (log(1 + f) - f) / */
    /* f^2. */
    const float square = f * f;
    const float lows = fmaf(k, ln2_nearest_low, shift);
    const float log_mantissa = f + fmaf(square, q, lows);
    const float large = fmaf(k, ln2_nearest_high, log_mantissa);
    const int large_subnormal = fabsf(large) < smallest_normal;
    const float large_zero = large * zero;
    const float large_flushed = large_subnormal ? large_zero : large;
    const int beside = a_flushed < three_quarters;
    const float inside = beside ? series_flushed : large_flushed;
    const int finite = a_flushed < infinity;
    const float magnitude = finite ? inside : a;
    /* with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros. */
    const int32_t sign = asinh_f32_word(x) & sign_bit;
    const float result = asinh_f32_float(asinh_f32_word(magnitude) | sign);
    return result;
}

static inline void asinh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = asinh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

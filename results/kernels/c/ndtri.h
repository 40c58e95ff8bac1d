/*
 * ndtri for float32 arrays: max error 2.7885 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.d72a100000000p-6. Results that are not correctly rounded: 314,645,541.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: the inverse of the normal distribution function; DLMF 7.17; scipy.special.ndtri.
 *
 * Kernel fcd4ca87a13ac283, 63 operations, 44 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search ndtri --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction ndtri_log:
 *     ndtri(p) is y times a smooth function of w = -2 log(1 - y^2) = -2 log(4 p (1 - p)), and for large w near
 *     sqrt(w). p (1 - p) is rounded once, for however small a p; w inherits 2^-24 from it at most where w is
 *     small, and there d log(ndtri)/dw is 0.13. `lack` is 0 from p = 1/4 on, where y is 0 at 1/2 exactly. e lies
 *     between -0.24 and -0.16: the last rounding and those of w and z, halved by the root, count most. Where p
 *     (1 - p) is below 2^-126, 0 and 1 give y times infinity; a p below 0 or above 1 gives nan, as does nan.
 *
 * Use: float ndtri_f32(float), and void ndtri_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef NDTRI_F32_FCD4CA87A13AC283
#define NDTRI_F32_FCD4CA87A13AC283

#define NDTRI_F32_TARGET "ndtri"
#define NDTRI_F32_FORMAT "c"
#define NDTRI_F32_MAX_ULP 2.7885024957358837
#define NDTRI_F32_EXHAUSTIVE 1
#define NDTRI_F32_FTZ 1
#define NDTRI_F32_DAZ 1
#define NDTRI_F32_WITNESS "0x1.d72a100000000p-6"
#define NDTRI_F32_OUTPUTS_HASH "7dae5dc69326e16341a8981a847d1d6fa88e6b9bc905af5bfe36e8b840fe22bf"
#define NDTRI_F32_RECORD "fcd4ca87a13ac283"

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

static inline int32_t ndtri_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float ndtri_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

/* A root that sets no errno, which would keep loops from becoming vector code. */
#define ndtri_f32_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef ndtri_f32_root
#define ndtri_f32_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif

static inline float ndtri_f32(float x) {
    const float one = 0x1p+0f; /* 1 */
    const float two = 0x1p+1f; /* 2 */
    const float four = 0x1p+2f; /* 4 */
    const float minus_one = -0x1p+0f; /* -1 */
    const int32_t quarter = 1043662067;
    const int32_t exponent_bits = -8388608;
    const int32_t width = 23;
    const float c_coefficient_1 = -0x1.021458p-3f; /* -0.126015365 */
    const float c_coefficient_2 = 0x1.e4df14p-2f; /* 0.473507226 */
    const float c_coefficient_3 = -0x1.524e12p-2f; /* -0.33037594 */
    const float c_coefficient_4 = 0x1.875302p-8f; /* 0.00597113417 */
    const float c_coefficient_5 = 0x1.4567fp-1f; /* 0.635558605 */
    const float c_coefficient_6 = 0x1.ed6fb4p-2f; /* 0.481871426 */
    const float c_coefficient_7 = -0x1.43b68cp-2f; /* -0.316126049 */
    const float minus_twice_ln2_nearest_high = -0x1.62e43p+0f; /* -1.38629436 */
    const float minus_two = -0x1p+1f; /* -2 */
    const float d_coefficient_1 = 0x1.c00f2p-4f; /* 0.109389424 */
    const float d_coefficient_2 = 0x1.4927b4p+2f; /* 5.14304829 */
    const float d_coefficient_3 = 0x1.0a59e2p+4f; /* 16.646944 */
    const float d_coefficient_4 = -0x1.0b5286p-23f; /* -1.24481673e-07 */
    const float d_coefficient_5 = 0x1.3f2f66p+12f; /* 5106.9624 */
    const float d_coefficient_6 = 0x1.aa084p+14f; /* 27266.0625 */
    const float d_coefficient_7 = 0x1.0d609ep+0f; /* 1.05225551 */
    const float d_coefficient_8 = 0x1.02bd1p-2f; /* 0.252674341 */
    const float half = 0x1p-1f; /* 0.5 */
    const float e_coefficient_1 = 0x1.1a7c1p+9f; /* 564.969238 */
    const float e_coefficient_2 = -0x1.da6122p+8f; /* -474.379425 */
    const float e_coefficient_3 = 0x1.6cdf4ep+7f; /* 182.436142 */
    const float e_coefficient_4 = -0x1.45fb7p+5f; /* -40.7477722 */
    const float e_coefficient_5 = -0x1.d8069p+2f; /* -7.37540054 */
    const float e_coefficient_6 = 0x1.46edaep+0f; /* 1.2770642 */
    const float e_coefficient_7 = 0x1.dfb06cp+0f; /* 1.87378573 */
    const float e_coefficient_8 = -0x1.e2f34ep-2f; /* -0.471631259 */
    const float e_coefficient_9 = -0x1.e4f182p-3f; /* -0.236788765 */
    const float turn = 0x1.6p+3f; /* 11 */
    const float zero = 0x0p+0f; /* 0 */
    const float last_subnormal = 0x1.fffffep-126f; /* 2.35098856e-38 */
    const float infinity = INFINITY; /* inf */
    const float nan = NAN; /* nan */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: y = 2p - 1 and its rounding error `lack`, 0 from p = 1/4 on; q = p (1 - p), rounded once, 4 q */
    /* = 2^k (1 + f) exactly. */
    /* sqrt(1/2) <= 1 + f < sqrt(2). p beyond 2 is as good as 2. */
    const float p = two < x_flushed ? two : x_flushed;
    const float q = fmaf(-p, p, p);
    const float twice_p = p + p;
    const float y = twice_p - one;
    const float back = y + one;
    const float lack = twice_p - back;
    /* split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to */
    /* one binade more. */
    const int32_t word = ndtri_f32_word(q);
    const int32_t above = (int32_t)((uint32_t)word - (uint32_t)quarter);
    const int32_t exponent = above >> width;
    const int32_t field = above & exponent_bits;
    const float m = ndtri_f32_float((int32_t)((uint32_t)word - (uint32_t)field));
    const float f = fmaf(m, four, minus_one);
    const float k = (float)exponent;
    /* Core c(f), a polynomial, f in [-0.292894, 0.414215]: log(1 + f) = f + f^2 c. */
    const float c1 = fmaf(f, fmaf(f, c_coefficient_1, c_coefficient_2), c_coefficient_3);
    const float c2 = fmaf(c1, c1, c_coefficient_4);
    const float c = fmaf(fmaf(c2, fmaf(c2, c2, c_coefficient_5), c_coefficient_6), c1, c_coefficient_7);
    /* Next argument: w = -2 log(4 q) = -2 k ln 2 - 2 (f + f^2 c), and its root z. */
    const float square = f * f;
    const float minus_log = fmaf(square, c, f) * minus_two;
    const float w = fmaf(k, minus_twice_ln2_nearest_high, minus_log);
    const float z = ndtri_f32_root(w);
    /* Core d(w), w in [0, 11]: ndtri p = y + y d. */
    const float d1 = w * (w + d_coefficient_2);
    const float d2 = w + d_coefficient_3;
    const float d3 = fmaf(d1, d2 * d2, d2);
    const float d4 = d3 / (fmaf(w, d_coefficient_5, d3) + d_coefficient_6);
    const float d5 = fmaf(d3, d_coefficient_4, d4) * d_coefficient_7;
    const float d = fmaf(w, d_coefficient_1, d5) + d_coefficient_8;
    /* Next argument: u = 1 / (z + 1/2). */
    const float u = one / (z + half);
    /* Core e(u), a polynomial, u in [0.0734214, 0.262012]: |ndtri p| = z + e, u = 1 / (z + 1/2). */
    const float e1 = fmaf(-u, fmaf(u, fmaf(u, fmaf(u, e_coefficient_1, e_coefficient_2), e_coefficient_3), e_coefficient_4), e_coefficient_5);
    const float e2 = fmaf(u, e1, e_coefficient_6);
    const float e3 = fmaf(u, fmaf(e2, e2, e_coefficient_7), e_coefficient_8);
    const float e = fmaf(e3, e3, e_coefficient_9);
    /* Reconstruction: ndtri p = y + (y d + lack) where w is below 11, else z + e with the sign of y; y inf at */
    /* 0 and 1, nan beyond. */
    const float near_part = y + fmaf(y, d, lack);
    const int near_part_subnormal = fabsf(near_part) < smallest_normal;
    const float near_part_zero = near_part * zero;
    const float near_part_flushed = near_part_subnormal ? near_part_zero : near_part;
    const float second_above = z + e;
    const int above_subnormal = fabsf(second_above) < smallest_normal;
    const float above_zero = second_above * zero;
    const float above_flushed = above_subnormal ? above_zero : second_above;
    const float below = -above_flushed;
    const float far_part = (y < zero) ? below : above_flushed;
    const float inner = (w < turn) ? near_part_flushed : far_part;
    const float end = y * infinity;
    const int end_subnormal = fabsf(end) < smallest_normal;
    const float end_zero = end * zero;
    const float end_flushed = end_subnormal ? end_zero : end;
    const float other = (q < zero) ? nan : end_flushed;
    const int regular = last_subnormal < (q + q);
    const float result = regular ? inner : other;
    return result;
}

static inline void ndtri_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = ndtri_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

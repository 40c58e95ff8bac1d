/*
 * erf_inv for float32 arrays: max error 602.0846 ulp over 277,613 sampled inputs.
 *
 * Witness of the bound: x = -0x1.8f72ce0000000p-1. Results that are not correctly rounded: 131,736.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: the inverse of erf; DLMF 7.17.
 *
 * Kernel 3517add7d08b4a55, 39 operations, 20 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search erf_inv --seed 0 --evaluations 240000 --max-ops 16
 *
 * Reduction erf_inv_log:
 *     erf_inv(x) is x times a smooth function of w, and for large w of sqrt(w), as which it grows. w inherits
 *     2^-25 from the rounding of 1 - x^2 at most where w is small, and there d log(erf_inv)/dw is 0.26. The
 *     halving is exact; d > 0 keeps the sign of zero. e lies between -0.18 and -0.15: the last rounding and
 *     those of w and z, halved by the root, count most. |x| = 1 gives x times infinity, and an x beyond gives
 *     nan.
 *
 * Use: float erf_inv_f32(float), and void erf_inv_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ERF_INV_F32_3517ADD7D08B4A55
#define ERF_INV_F32_3517ADD7D08B4A55

#define ERF_INV_F32_TARGET "erf_inv"
#define ERF_INV_F32_FORMAT "c"
#define ERF_INV_F32_MAX_ULP 602.0845770156641
#define ERF_INV_F32_EXHAUSTIVE 0
#define ERF_INV_F32_FTZ 1
#define ERF_INV_F32_DAZ 1
#define ERF_INV_F32_WITNESS "-0x1.8f72ce0000000p-1"
#define ERF_INV_F32_OUTPUTS_HASH NULL
#define ERF_INV_F32_RECORD "3517add7d08b4a55"

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

static inline int32_t erf_inv_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float erf_inv_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

/* A root that sets no errno, which would keep loops from becoming vector code. */
#define erf_inv_f32_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef erf_inv_f32_root
#define erf_inv_f32_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif

static inline float erf_inv_f32(float x) {
    const float one = 0x1p+0f; /* 1 */
    const int32_t root_half = 1060439283;
    const int32_t exponent_bits = -8388608;
    const int32_t width = 23;
    const float c_coefficient_1 = -0x1.c7d75ap-3f; /* -0.222578719 */
    const float c_coefficient_2 = 0x1.681bdap-2f; /* 0.351668745 */
    const float c_coefficient_3 = -0x1.012f68p-1f; /* -0.502314806 */
    const float minus_ln2_nearest_high = -0x1.62e43p-1f; /* -0.693147182 */
    const float d_coefficient_1 = 0x1.7dea48p-12f; /* 0.00036422268 */
    const float d_coefficient_2 = -0x1.95ee38p-8f; /* -0.00619400851 */
    const float d_coefficient_3 = 0x1.a91a9p-5f; /* 0.0518925488 */
    const float d_coefficient_4 = -0x1.2b5c12p+6f; /* -74.8399124 */
    const float d_coefficient_5 = 0x1.29fcd2p+2f; /* 4.65605593 */
    const float centre = 0x1.ap+1f; /* 3.25 */
    const float e_coefficient_1 = 0x1.31f15ep-9f; /* 0.00233415863 */
    const float e_coefficient_2 = -0x1.cd5462p-9f; /* -0.00351966568 */
    const float e_coefficient_3 = 0x1.71da9cp-1f; /* 0.722370982 */
    const float e_coefficient_4 = -0x1.5fc03p+1f; /* -2.7480526 */
    const float e_coefficient_5 = -0x1.441ffcp-3f; /* -0.15826413 */
    const float turn = 0x1.6p+2f; /* 5.5 */
    const float half = 0x1p-1f; /* 0.5 */
    const float infinity = INFINITY; /* inf */
    const float nan = NAN; /* nan */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    /* Reduction: 1 - x^2, rounded once, = 2^k (1 + f) exactly, sqrt(1/2) <= 1 + f < sqrt(2). */
    const float minus = -x;
    const int subnormal = fabsf(minus) < smallest_normal;
    const float signed_zero = minus * zero;
    const float flushed = subnormal ? signed_zero : minus;
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: 1 - x^2, rounded once, = 2^k (1 + f) exactly, sqrt(1/2) <= 1 + f < sqrt(2). */
    const float q = fmaf(flushed, x_flushed, one);
    /* split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to */
    /* one binade more. */
    const int32_t word = erf_inv_f32_word(q);
    const int32_t above = (int32_t)((uint32_t)word - (uint32_t)root_half);
    const int32_t exponent = above >> width;
    const int32_t field = above & exponent_bits;
    const float m = erf_inv_f32_float((int32_t)((uint32_t)word - (uint32_t)field));
    const float f = m - one;
    const float k = (float)exponent;
    /* Core c(f), a polynomial, f in [-0.292894, 0.414215]: log(1 + f) = f + f^2 c. */
    const float c = fmaf(f, fmaf(f, c_coefficient_1, c_coefficient_2), c_coefficient_3);
    /* Next argument: w = -log(1 - x^2) = -k ln 2 - (f + f^2 c), and its root z. */
    const float square = f * f;
    const float minus_log = -fmaf(square, c, f);
    const float w = fmaf(k, minus_ln2_nearest_high, minus_log);
    const float z = erf_inv_f32_root(w);
    /* Core d(w), a polynomial, w in [0, 5.5]: erf_inv x = (x + x d) / 2. */
    const float d = fmaf(fmaf(w, fmaf(w, d_coefficient_1, d_coefficient_2), d_coefficient_3), fmaf(w, w, d_coefficient_4), d_coefficient_5);
    /* Next argument: t = z - 3.25. */
    const float t = z - centre;
    /* Core e(t), a polynomial, t in [-0.904792, 0.84]: erf_inv x = x z + x e, t = z - 3.25. */
    const float e1 = fmaf(t, e_coefficient_1, e_coefficient_2);
    const float e2 = fmaf(t, t, e_coefficient_3);
    const float e = fmaf(-e1, fmaf(e2, e2, e_coefficient_4), e_coefficient_5);
    /* Reconstruction: erf_inv x = (x + x d) / 2 where w is below 5.5, else x z + x e; x inf at |x| = 1, nan */
    /* beyond. */
    const float near_part = fmaf(x_flushed, d, x_flushed) * half;
    const int near_part_subnormal = fabsf(near_part) < smallest_normal;
    const float near_part_zero = near_part * zero;
    const float near_part_flushed = near_part_subnormal ? near_part_zero : near_part;
    const float product = x_flushed * e;
    const float far_part = fmaf(x_flushed, z, product);
    const int far_part_subnormal = fabsf(far_part) < smallest_normal;
    const float far_part_zero = far_part * zero;
    const float far_part_flushed = far_part_subnormal ? far_part_zero : far_part;
    const float inner = (w < turn) ? near_part_flushed : far_part_flushed;
    const float a = fabsf(x);
    const int a_subnormal = fabsf(a) < smallest_normal;
    const float a_zero = a * zero;
    const float a_flushed = a_subnormal ? a_zero : a;
    const int inside = a_flushed < one;
    const int outside = one < a_flushed;
    const float end = x_flushed * infinity;
    const int end_subnormal = fabsf(end) < smallest_normal;
    const float end_zero = end * zero;
    const float end_flushed = end_subnormal ? end_zero : end;
    const float other = outside ? nan : end_flushed;
    const float result = inside ? inner : other;
    return result;
}

static inline void erf_inv_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = erf_inv_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

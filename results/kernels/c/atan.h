/*
 * atan for float32 arrays: max error 0.7051 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.edec8a0000000p-2. Results that are not correctly rounded: 1,191,820.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.
 *
 * Kernel a724b148d8c92aba, 43 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search atan --seed 0 --evaluations 400000 --max-ops 16
 *
 * Reduction atan_eighth_turns:
 *     a = |x| is bounded by 2^40, beyond which the result is pi / 2 rounded. a - 1 is exact (Sterbenz); a + 1 is
 *     rounded, and `over_lost` is its rounding error: below 2, a is in no higher binade than 1, and 2 + 1 is
 *     exact. The residue of the quotient, under - t over, is exact in one fma; both are added, divided by a + 1
 *     to 5.1 % through its bits. The rounding error of the sum of n pi / 4, in two parts, and t is found exactly
 *     (Fast2Sum, Dekker 1971), so that the last addition's is the one rounding of size. The sign of x is put
 *     back at the end.
 *
 * Use: float atan_f32(float), and void atan_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef ATAN_F32_A724B148D8C92ABA
#define ATAN_F32_A724B148D8C92ABA

#define ATAN_F32_TARGET "atan"
#define ATAN_F32_FORMAT "c"
#define ATAN_F32_MAX_ULP 0.7050762586295605
#define ATAN_F32_EXHAUSTIVE 1
#define ATAN_F32_FTZ 1
#define ATAN_F32_DAZ 1
#define ATAN_F32_WITNESS "0x1.edec8a0000000p-2"
#define ATAN_F32_OUTPUTS_HASH "210995b4158d241068ff16982d2b42b9b46da48257f5a92ab458386bfbddab0d"
#define ATAN_F32_OUTPUTS_HASH_KIND "blake3"
#define ATAN_F32_RECORD "a724b148d8c92aba"

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

static inline int32_t atan_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float atan_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float atan_f32(float x) {
    const float zero = 0x0p+0f; /* 0 */
    const float one = 0x1p+0f; /* 1 */
    const float half = 0x1p-1f; /* 0.5 */
    const float two = 0x1p+1f; /* 2 */
    const float two_to_40 = 0x1p+40f; /* 1.09951163e+12 */
    const int32_t rough = 2129859015;
    const float eighth_turn_high = 0x1.921fb6p-1f; /* 0.785398185 */
    const float eighth_turn_low = -0x1.777a5cp-26f; /* -2.18556941e-08 */
    const float p_coefficient_1 = -0x1.3c06f8p-4f; /* -0.0771550834 */
    const float p_coefficient_2 = 0x1.382dacp-4f; /* 0.0762154311 */
    const float p_coefficient_3 = 0x1.0b13a6p-2f; /* 0.26081714 */
    const float p_coefficient_4 = -0x1.1838d8p-2f; /* -0.273654342 */
    const float p_coefficient_5 = 0x1.003946p-3f; /* 0.12510924 */
    const float p_coefficient_6 = -0x1.555552p-2f; /* -0.333333284 */
    const int32_t sign_bit = INT32_MIN;
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    /* Reduction: atan |x| = n pi/4 + atan t: n = 0, t = a up to 1/2; n = 1, t = (a - 1) / (a + 1) up to 2; n = */
    /* 2, t = -1 / a beyond. */
    /* a = |x| up to 2^40, z = t^2 below 1/4. base + low = n pi/4 and the residue of the quotient, which is */
    /* divided by `over` to 5.1 %. */
    const float size = fabsf(x);
    const int subnormal = fabsf(size) < smallest_normal;
    const float signed_zero = size * zero;
    const float flushed = subnormal ? signed_zero : size;
    const float a = two_to_40 < flushed ? two_to_40 : flushed;
    const int beyond = half < a;
    const int beyond_two = two < a;
    const float larger_part = beyond ? a : zero;
    const float unit = beyond_two ? zero : one;
    const float over = larger_part + unit;
    /* lost_by: b - (total - a): rounding error of the sum of a and b, exactly where a is 0 or b in no higher */
    /* binade (Fast2Sum, Dekker 1971). */
    const float back = over - unit;
    const float over_lost = larger_part - back;
    const float first = beyond_two ? zero : a;
    const float second = beyond ? one : zero;
    const float under = first - second;
    const float t = under / over;
    const float z = t * t;
    const float minus = -t;
    const float residual = fmaf(minus, over, under);
    const float rest = fmaf(minus, over_lost, residual);
    /* rough_reciprocal: 1 / x to 5.1 % for x > 0: its word from that of 1, mirrored. A turn less by 2^23 k */
    /* gives 2^-k / x. */
    const float inverse = atan_f32_float((int32_t)((uint32_t)rough - (uint32_t)atan_f32_word(over)));
    const float eighths = (second - unit) + one;
    const float base = eighths * eighth_turn_high;
    const float lost = rest * inverse;
    const float low = fmaf(eighths, eighth_turn_low, lost);
    /* Core p(z), a polynomial, z in [0, 0.25]: atan t = t + t z p, z = t^2. */
    const float p1 = fmaf(z, fmaf(-z, fmaf(z, p_coefficient_1, p_coefficient_2), p_coefficient_3), p_coefficient_4);
    const float p = fmaf(z, fmaf(p1, p1, p_coefficient_5), p_coefficient_6);
    /* Reconstruction: atan |x| = base + low + t (1 + z p), p = (atan t / t - 1) / t^2, t z p below 0.037; the */
    /* sign is that of x. */
    /* fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no */
    /* higher binade (Dekker 1971). */
    const float high = base + t;
    const float second_back = high - base;
    const float second_lost = t - second_back;
    const float lows = low + second_lost;
    const float tail = fmaf(t, z * p, lows);
    const float total = high + tail;
    const int second_subnormal = fabsf(total) < smallest_normal;
    const float second_signed_zero = total * zero;
    const float second_flushed = second_subnormal ? second_signed_zero : total;
    /* with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros. */
    const int32_t sign = atan_f32_word(x) & sign_bit;
    const float result = atan_f32_float(atan_f32_word(second_flushed) | sign);
    return result;
}

static inline void atan_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = atan_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

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
 *     cos x = (-1)^m sin r, x = n pi + r, n = m - 1/2, m = x c + 1/2 rounded. n = x c rounded, c the inverse of
 *     a turn; a turn is P1 + P2 + P3, all three positive, so that -0 stays -0; x - n P1 is exact, and each
 *     further fma rounds once. From 2^17 on, below infinity, Payne and Hanek in words as in the rows of quarter
 *     turns: x 2/pi = (f + g) 2^-30 modulo 4, and r is f's fraction, rounded to 24 bits, and g, times K = 2^-30
 *     pi/2. inf - inf makes nan of infinities.
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
    const float magic = 0x1.8p+23f; /* 12582912 */
    const float half = 0x1p-1f; /* 0.5 */
    const float minus_turn_first = -0x1.921fb4p+1f; /* -3.1415925 */
    const float minus_turn_second = -0x1.4442dp-23f; /* -1.50995788e-07 */
    const float minus_turn_third = -0x1.84698ap-47f; /* -1.07806059e-14 */
    const float per = 0x1.45f306p-2f; /* 0.318309873 */
    const int32_t integer_31 = 31;
    const float p_coefficient_1 = 0x1.f0f206p-8f; /* 0.0075827851 */
    const float p_coefficient_2 = -0x1.53cf34p-3f; /* -0.165922552 */
    const float p_coefficient_3 = 0x1.fff2aap-1f; /* 0.999898255 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: x = n P + r, P = pi, |r| <= P/2 or hardly more; q holds m = n + 1/2, s = r^2. */
    /* Cody and Waite in three parts below 2^17, Payne and Hanek beyond: r is right to few units of 2^-24 of */
    /* itself and 2^-54. */
    const float t = fmaf(x_flushed, per, half) + magic;
    const float n = (t - magic) - half;
    const float after_first = fmaf(n, minus_turn_first, x_flushed);
    const float after_second = fmaf(n, minus_turn_second, after_first);
    const float moderate_r = fmaf(n, minus_turn_third, after_second);
    const int32_t moderate_q = cos_f32_word(t);
    const float s = moderate_r * moderate_r;
    /* Core p(s), a polynomial, s in [0, 2.5]: sin r = r p, s = r^2. */
    const float p = fmaf(s, fmaf(s, p_coefficient_1, p_coefficient_2), p_coefficient_3);
    /* Reconstruction: (-1)^q r p, p = sin r / r. */
    const float y = moderate_r * p;
    const int y_subnormal = fabsf(y) < smallest_normal;
    const float y_zero = y * zero;
    const float y_flushed = y_subnormal ? y_zero : y;
    const int32_t shifted = (int32_t)((uint32_t)moderate_q << integer_31);
    /* flip_sign: -y where the word `sign` is the sign bit, y where it is 0: exact. */
    const float result = cos_f32_float(cos_f32_word(y_flushed) ^ shifted);
    return result;
}

static inline float cos_f32_whole(float x) {
    const float magic = 0x1.8p+23f; /* 12582912 */
    const float half = 0x1p-1f; /* 0.5 */
    const float minus_turn_first = -0x1.921fb4p+1f; /* -3.1415925 */
    const float minus_turn_second = -0x1.4442dp-23f; /* -1.50995788e-07 */
    const float minus_turn_third = -0x1.84698ap-47f; /* -1.07806059e-14 */
    const float per = 0x1.45f306p-2f; /* 0.318309873 */
    const int32_t quarter = 1073741824;
    const int32_t word_a2 = 162;
    const int32_t word_f9836e4e = -108827058;
    const int32_t word_441529fc = 1142237692;
    const int32_t word_2757d1f5 = 660066805;
    const int32_t word_34ddc0db = 886948059;
    const int32_t word_6295993c = 1653971260;
    const int32_t word_4e441529 = 1313084713;
    const int32_t word_fc2757d1 = -64530479;
    const int32_t word_f534ddc0 = -181084736;
    const int32_t word_db629599 = -614296167;
    const int32_t word_3c439041 = 1011060801;
    const int32_t integer_0 = 0;
    const int32_t integer_1 = 1;
    const int32_t integer_2 = 2;
    const int32_t integer_3 = 3;
    const int32_t integer_4 = 4;
    const int32_t integer_8 = 8;
    const int32_t width = 23;
    const int32_t integer_31 = 31;
    const int32_t word_7fffff = 8388607;
    const int32_t minus_exponent_bits = 8388608;
    const int32_t word_3f000000 = 1056964608;
    const int32_t word_31000000 = 822083584;
    const int32_t magnitude_bits = 2147483647;
    const int32_t word_487fffff = 1216348159;
    const float minus_twice_exponent_bits = 0x1p+24f; /* 16777216 */
    const float quarter_quarter = 0x1p+28f; /* 268435456 */
    const float unit = 0x1.921fb6p-30f; /* 1.46291812e-09 */
    const float p_coefficient_1 = 0x1.f0f206p-8f; /* 0.0075827851 */
    const float p_coefficient_2 = -0x1.53cf34p-3f; /* -0.165922552 */
    const float p_coefficient_3 = 0x1.fff2aap-1f; /* 0.999898255 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: x = n P + r, P = pi, |r| <= P/2 or hardly more; q holds m = n + 1/2, s = r^2. */
    /* Cody and Waite in three parts below 2^17, Payne and Hanek beyond: r is right to few units of 2^-24 of */
    /* itself and 2^-54. */
    const float t = fmaf(x_flushed, per, half) + magic;
    const float n = (t - magic) - half;
    const float after_first = fmaf(n, minus_turn_first, x_flushed);
    const float after_second = fmaf(n, minus_turn_second, after_first);
    const float moderate_r = fmaf(n, minus_turn_third, after_second);
    const int32_t moderate_q = cos_f32_word(t);
    const int32_t word = cos_f32_word(x);
    const int32_t shift = ((int32_t)((uint32_t)word >> width)) & integer_31;
    const int32_t back = shift ^ integer_31;
    const int by_sixty_four = ((int32_t)((uint32_t)word << integer_2)) < integer_0;
    const int by_thirty_two = ((int32_t)((uint32_t)word << integer_3)) < integer_0;
    const int32_t head_by_sixty_four_0 = by_sixty_four ? word_441529fc : word_a2;
    const int32_t head_by_sixty_four_1 = by_sixty_four ? word_2757d1f5 : word_f9836e4e;
    const int32_t head_by_sixty_four_2 = by_sixty_four ? word_34ddc0db : word_441529fc;
    const int32_t head_by_sixty_four_3 = by_sixty_four ? word_6295993c : word_2757d1f5;
    const int32_t head_0 = by_thirty_two ? head_by_sixty_four_1 : head_by_sixty_four_0;
    const int32_t head_1 = by_thirty_two ? head_by_sixty_four_2 : head_by_sixty_four_1;
    const int32_t head_2 = by_thirty_two ? head_by_sixty_four_3 : head_by_sixty_four_2;
    const int32_t tail_by_sixty_four_0 = by_sixty_four ? word_f534ddc0 : word_4e441529;
    const int32_t tail_by_sixty_four_1 = by_sixty_four ? word_db629599 : word_fc2757d1;
    const int32_t tail_by_sixty_four_2 = by_sixty_four ? word_3c439041 : word_f534ddc0;
    const int32_t tail_0 = by_thirty_two ? tail_by_sixty_four_1 : tail_by_sixty_four_0;
    const int32_t tail_1 = by_thirty_two ? tail_by_sixty_four_2 : tail_by_sixty_four_1;
    const int32_t head_half_0 = (int32_t)((uint32_t)head_1 >> integer_1);
    const int32_t head_half_1 = (int32_t)((uint32_t)head_2 >> integer_1);
    const int32_t tail_half = (int32_t)((uint32_t)tail_1 >> integer_1);
    const int32_t word_of_quadrant = ((int32_t)((uint32_t)head_0 << shift)) | ((int32_t)((uint32_t)head_half_0 >> back));
    const int32_t word_of_fraction = ((int32_t)((uint32_t)head_1 << shift)) | ((int32_t)((uint32_t)head_half_1 >> back));
    const float next_bits = (float)((int32_t)((uint32_t)word_of_fraction >> integer_8));
    const int32_t word_of_rest = ((int32_t)((uint32_t)tail_0 << shift)) | ((int32_t)((uint32_t)tail_half >> back));
    const float last_bits = (float)((int32_t)((uint32_t)word_of_rest >> integer_4));
    const int32_t low_bits = word & word_7fffff;
    const int32_t m = low_bits | minus_exponent_bits;
    const float m_high = cos_f32_float(low_bits | word_3f000000);
    const float m_low = cos_f32_float(low_bits | word_31000000);
    const int32_t product = (int32_t)((uint32_t)m * (uint32_t)word_of_quadrant);
    const float shifted = fmaf(m_high, next_bits, minus_twice_exponent_bits);
    const float minus_even = minus_twice_exponent_bits - shifted;
    const float scaled = next_bits * quarter_quarter;
    const float exact = fmaf(m_low, scaled, minus_even);
    const float g = fmaf(m_low, last_bits, exact);
    const int32_t f = (int32_t)((uint32_t)product - (uint32_t)((int32_t)(fabsf(minus_even) < 0x1p31f ? minus_even : 0.0f)));
    const int32_t second_f = (int32_t)((uint32_t)f + (uint32_t)quarter);
    const int32_t huge_q = ((int32_t)((uint32_t)second_f + (uint32_t)quarter)) >> integer_31;
    const int32_t fraction = ((int32_t)((uint32_t)second_f << integer_1)) >> integer_1;
    const float angle = ((float)fraction) * unit;
    const float huge_r = fmaf(g, unit, angle);
    const int cold = word_487fffff < ((int32_t)((uint32_t)(word & magnitude_bits) + (uint32_t)minus_exponent_bits));
    const float r = cold ? huge_r : moderate_r;
    const int32_t q = cold ? huge_q : moderate_q;
    const float s = r * r;
    /* Core p(s), a polynomial, s in [0, 2.5]: sin r = r p, s = r^2. */
    const float p = fmaf(s, fmaf(s, p_coefficient_1, p_coefficient_2), p_coefficient_3);
    /* Reconstruction: (-1)^q r p, p = sin r / r. */
    const float y = r * p;
    const int y_subnormal = fabsf(y) < smallest_normal;
    const float y_zero = y * zero;
    const float y_flushed = y_subnormal ? y_zero : y;
    const int32_t second_shifted = (int32_t)((uint32_t)q << integer_31);
    /* flip_sign: -y where the word `sign` is the sign bit, y where it is 0: exact. */
    const float result = cos_f32_float(cos_f32_word(y_flushed) ^ second_shifted);
    return result;
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

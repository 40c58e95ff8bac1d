/*
 * cos for float32 arrays: max error 0.8948 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.a4b0980000000p+108. Results that are not correctly rounded: 83,383,200.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.14; C17 7.12.4.5 and F.10.1.5.
 *
 * Kernel 5941c7d094a8553a, 113 operations, 12 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search cos --seed 0 --evaluations 300000 --max-ops 16
 *
 * Reduction cos_quarter_turns:
 *     sin x = +-sin(r - lack) or +-cos(r - lack) by n mod 4; for cos x, n + 1 stands for n. In the sine 1 - cos
 *     r <= 0.3 of the lack, half an ulp of r at most, is left out; in the cosine r stands for sin r beside the
 *     lack, off by 0.08 of it. The last operation is the only rounding of size in both: r s p <= 0.08; r c +
 *     lack, up to 0.38, is rounded by 2^-26 and counts 0.79 of that.
 *     n = x c rounded, with c = 2/pi rounded: adding 1.5*2^23 (+ 1, where the quadrant is to be one more)
 *     rounds, and the last bits of the sum are n's. |x| < 2^17, so |n| < 2^16.4. Cody and Waite with a third
 *     part: pi/2 = P1 + P2 + P3 (half_pi_first, _second, _third). P1 = 0x1.921fb4p+0 has 24 bits, so x - n P1 is
 *     a multiple of 2^-24 below 1, and its fma exact. after_first = x - n P1, less = -n P2 rounded, r =
 *     after_first + less rounded. moved = r - after_first is exact: by Fast2Sum (Dekker) where |less| is the
 *     smaller one, and otherwise everything is a multiple of 2^-41 below 2^-6. moved + n P2' with P2' the float
 *     above P2 = 0x1.4442d2p-24 (another constant, so that no product occurs twice) is exact too: a multiple of
 *     2^-47 below 2^-24. n P4 with P4 = pi/2 - P1 - P2' rounded completes the lack to 2^-25 of itself or 2^-54;
 *     the part cut off is n 2^-71. P1 lies below pi/2, so P2 is positive, and x = -0 gives r = -0 and lack = +0.
 *     inf - inf makes nan of infinities.
 *     From 2^17 on, below infinity, Payne and Hanek (SIGNUM Newsl. 18, 1983) in words: x = M 2^(E-23) with 2^23
 *     <= M < 2^24, so of 2/pi only the bits from weight 2^(24-E) down matter modulo 4. A row of 24 zeros and the
 *     bits of 2/pi is cut from bit field - 128 on (field = E + 127, so 16 to 126): two comparisons choose words
 *     (by 64, by 32), shifts move by the last five bits of the field. word_of_quadrant is the first 32 bits: its
 *     product with M modulo 2^32 is exact, two bits of quadrant and 30 of fraction. next_bits are 24: M
 *     next_bits 2^-24 = -minus_even + exact, minus_even an even integer by 2^24 added and taken off, `exact` an
 *     fma, exact because it is a multiple of 2^-24 up to 1 (its factors are scaled by 2^-28 and 2^28, so that no
 *     product occurs twice). last_bits are 28: their rounding and the bits cut off move g = exact + M last_bits
 *     2^-52 by 2^-25 at most beside its own rounding, 2^-25. So x 2/pi = (f + g) 2^-30 modulo 4, with errors of
 *     2^-54 of a quarter turn; f's last 30 bits as a signed number are a + b, a rounded to 24 bits. No float32
 *     comes nearer than 2^-30 to a multiple of a quarter turn. angle = a K, K = 2^-30 pi/2 as products and fmas:
 *     low = angle - (a + b + g) K; then low is subtracted, and the part of it that rounding leaves stays as the
 *     lack.
 *
 * Use: float cos_f32(float), and void cos_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef COS_F32_5941C7D094A8553A
#define COS_F32_5941C7D094A8553A

#define COS_F32_TARGET "cos"
#define COS_F32_FORMAT "c"
#define COS_F32_MAX_ULP 0.8948159255087376
#define COS_F32_EXHAUSTIVE 1
#define COS_F32_FTZ 1
#define COS_F32_DAZ 1
#define COS_F32_WITNESS "0x1.a4b0980000000p+108"
#define COS_F32_OUTPUTS_HASH "1b261110d2a7ba53fef6ce28b1024193af15eadbe70650312601d5304c471a1c"
#define COS_F32_OUTPUTS_HASH_KIND "blake3"
#define COS_F32_RECORD "5941c7d094a8553a"

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
    const float magic = 0x1.800002p+23f; /* 12582913 */
    const float two_over_pi_nearest = 0x1.45f306p-1f; /* 0.636619747 */
    const float minus_half_pi_first = -0x1.921fb4p+0f; /* -1.57079625 */
    const float minus_half_pi_second = -0x1.4442d2p-24f; /* -7.54979013e-08 */
    const float half_pi_above_second = 0x1.4442d4p-24f; /* 7.54979084e-08 */
    const float half_pi_third = -0x1.3dcb3cp-47f; /* -8.82055219e-15 */
    const int32_t integer_0 = 0;
    const int32_t integer_30 = 30;
    const int32_t integer_31 = 31;
    const int32_t sign_bit = INT32_MIN;
    const float p_coefficient_1 = -0x1.b99facp-10f; /* -0.00168466079 */
    const float p_coefficient_2 = 0x1.e2b58cp-5f; /* 0.0589244589 */
    const float p_coefficient_3 = 0x1.3e96e2p-8f; /* 0.00486128824 */
    const float p_coefficient_4 = 0x1.555556p-3f; /* 0.166666672 */
    const float c_coefficient_1 = 0x1.43d27p-8f; /* 0.00494113192 */
    const float c_coefficient_2 = -0x1.1fcbcap-3f; /* -0.140525416 */
    const float c_coefficient_3 = 0x1.671ffcp-6f; /* 0.0219192468 */
    const float minus_half = -0x1p-1f; /* -0.5 */
    const float one = 0x1p+0f; /* 1 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: x = n pi/2 + r - lack, |r| <= pi/4 or hardly more: q holds n, or n + 1 for the cosine, modulo */
    /* 4; s = r^2. */
    /* Cody and Waite in three parts below 2^17, Payne and Hanek beyond: r - lack is right to 2^-25 of itself */
    /* at worst. */
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float t = fmaf(x_flushed, two_over_pi_nearest, magic);
    const float n = t - magic;
    const float after_first = fmaf(n, minus_half_pi_first, x_flushed);
    const float less = n * minus_half_pi_second;
    const float moderate_r = after_first + less;
    const float moved = moderate_r - after_first;
    const float moved_less = fmaf(n, half_pi_above_second, moved);
    const float moderate_lack = fmaf(n, half_pi_third, moved_less);
    const int32_t moderate_q = cos_f32_word(t);
    const float s = moderate_r * moderate_r;
    /* Core p(s), a polynomial, s in [0, 0.625488]: sin r = r - r s p, s = r^2. */
    const float p1 = fmaf(s, p_coefficient_1, p_coefficient_2);
    const float p = fmaf(-s, fmaf(p1, p1, p_coefficient_3), p_coefficient_4);
    /* Next argument: sin(r - lack) = r - (r s p + lack), p = (r - sin r) / r^3, r s p below 0.08. */
    const float tail = fmaf(moderate_r * s, p, moderate_lack);
    const float odd = moderate_r - tail;
    const int odd_subnormal = fabsf(odd) < smallest_normal;
    const float odd_zero = odd * zero;
    const float odd_flushed = odd_subnormal ? odd_zero : odd;
    /* Core c(s), a polynomial, s in [0, 0.625488]: cos r = 1 + s c, s = r^2. */
    const float c1 = fmaf(s, c_coefficient_1, c_coefficient_2);
    const float c = fmaf(s, fmaf(c1, c1, c_coefficient_3), minus_half);
    /* Reconstruction: cos(r - lack) = 1 + r (r c + lack), c = (cos r - 1) / r^2; the last bit of q chooses it, */
    /* the next one is the sign. */
    const float slope = fmaf(moderate_r, c, moderate_lack);
    const float even = fmaf(moderate_r, slope, one);
    const int even_subnormal = fabsf(even) < smallest_normal;
    const float even_zero = even * zero;
    const float even_flushed = even_subnormal ? even_zero : even;
    const int cosine = ((int32_t)((uint32_t)moderate_q << integer_31)) < integer_0;
    const float y = cosine ? even_flushed : odd_flushed;
    const int32_t sign = ((int32_t)((uint32_t)moderate_q << integer_30)) & sign_bit;
    /* flip_sign: -y where the word `sign` is the sign bit, y where it is 0: exact. */
    const float result = cos_f32_float(cos_f32_word(y) ^ sign);
    return result;
}

static inline float cos_f32_whole(float x) {
    const float magic = 0x1.800002p+23f; /* 12582913 */
    const float two_over_pi_nearest = 0x1.45f306p-1f; /* 0.636619747 */
    const float minus_half_pi_first = -0x1.921fb4p+0f; /* -1.57079625 */
    const float minus_half_pi_second = -0x1.4442d2p-24f; /* -7.54979013e-08 */
    const float half_pi_above_second = 0x1.4442d4p-24f; /* 7.54979084e-08 */
    const float half_pi_third = -0x1.3dcb3cp-47f; /* -8.82055219e-15 */
    const int32_t heads_0 = 162;
    const int32_t heads_1 = -108827058;
    const int32_t heads_2 = 1142237692;
    const int32_t heads_3 = 660066805;
    const int32_t heads_4 = 886948059;
    const int32_t heads_5 = 1653971260;
    const int32_t tails_0 = 1313084713;
    const int32_t tails_1 = -64530479;
    const int32_t tails_2 = -181084736;
    const int32_t tails_3 = -614296167;
    const int32_t tails_4 = 1011060801;
    const int32_t integer_0 = 0;
    const int32_t turn = 1;
    const int32_t integer_2 = 2;
    const int32_t integer_3 = 3;
    const int32_t integer_4 = 4;
    const int32_t integer_8 = 8;
    const int32_t width = 23;
    const int32_t integer_30 = 30;
    const int32_t integer_31 = 31;
    const int32_t significand = 8388607;
    const int32_t implicit = 8388608;
    const int32_t word_of_half = 1056964608;
    const int32_t word_of_two_to_minus_29 = 822083584;
    const int32_t half_quarter = 536870912;
    const int32_t sign_bit = INT32_MIN;
    const int32_t magnitude = 2147483647;
    const int32_t last_ordinary = 1216348159;
    const float big = 0x1p+24f; /* 16777216 */
    const float scale = 0x1p+28f; /* 268435456 */
    const float unit = 0x1.921fb6p-30f; /* 1.46291812e-09 */
    const float minus_unit_parts_high = -0x1.921fb8p-30f; /* -1.46291823e-09 */
    const float minus_unit_parts_low = 0x1.5dde98p-53f; /* 1.51731712e-16 */
    const float minus_unit = -0x1.921fb6p-30f; /* -1.46291812e-09 */
    const float p_coefficient_1 = -0x1.b99facp-10f; /* -0.00168466079 */
    const float p_coefficient_2 = 0x1.e2b58cp-5f; /* 0.0589244589 */
    const float p_coefficient_3 = 0x1.3e96e2p-8f; /* 0.00486128824 */
    const float p_coefficient_4 = 0x1.555556p-3f; /* 0.166666672 */
    const float c_coefficient_1 = 0x1.43d27p-8f; /* 0.00494113192 */
    const float c_coefficient_2 = -0x1.1fcbcap-3f; /* -0.140525416 */
    const float c_coefficient_3 = 0x1.671ffcp-6f; /* 0.0219192468 */
    const float minus_half = -0x1p-1f; /* -0.5 */
    const float one = 0x1p+0f; /* 1 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: x = n pi/2 + r - lack, |r| <= pi/4 or hardly more: q holds n, or n + 1 for the cosine, modulo */
    /* 4; s = r^2. */
    /* Cody and Waite in three parts below 2^17, Payne and Hanek beyond: r - lack is right to 2^-25 of itself */
    /* at worst. */
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float t = fmaf(x_flushed, two_over_pi_nearest, magic);
    const float n = t - magic;
    const float after_first = fmaf(n, minus_half_pi_first, x_flushed);
    const float less = n * minus_half_pi_second;
    const float moderate_r = after_first + less;
    const float moved = moderate_r - after_first;
    const float moved_less = fmaf(n, half_pi_above_second, moved);
    const float moderate_lack = fmaf(n, half_pi_third, moved_less);
    const int32_t moderate_q = cos_f32_word(t);
    const int32_t word = cos_f32_word(x);
    const int32_t shift = ((int32_t)((uint32_t)word >> width)) & integer_31;
    const int32_t back = shift ^ integer_31;
    const int by_sixty_four = ((int32_t)((uint32_t)word << integer_2)) < integer_0;
    const int by_thirty_two = ((int32_t)((uint32_t)word << integer_3)) < integer_0;
    const int32_t head_by_sixty_four_0 = by_sixty_four ? heads_2 : heads_0;
    const int32_t head_by_sixty_four_1 = by_sixty_four ? heads_3 : heads_1;
    const int32_t head_by_sixty_four_2 = by_sixty_four ? heads_4 : heads_2;
    const int32_t head_by_sixty_four_3 = by_sixty_four ? heads_5 : heads_3;
    const int32_t head_0 = by_thirty_two ? head_by_sixty_four_1 : head_by_sixty_four_0;
    const int32_t head_1 = by_thirty_two ? head_by_sixty_four_2 : head_by_sixty_four_1;
    const int32_t head_2 = by_thirty_two ? head_by_sixty_four_3 : head_by_sixty_four_2;
    const int32_t tail_by_sixty_four_0 = by_sixty_four ? tails_2 : tails_0;
    const int32_t tail_by_sixty_four_1 = by_sixty_four ? tails_3 : tails_1;
    const int32_t tail_by_sixty_four_2 = by_sixty_four ? tails_4 : tails_2;
    const int32_t tail_0 = by_thirty_two ? tail_by_sixty_four_1 : tail_by_sixty_four_0;
    const int32_t tail_1 = by_thirty_two ? tail_by_sixty_four_2 : tail_by_sixty_four_1;
    const int32_t head_half_0 = (int32_t)((uint32_t)head_1 >> turn);
    const int32_t head_half_1 = (int32_t)((uint32_t)head_2 >> turn);
    const int32_t tail_half = (int32_t)((uint32_t)tail_1 >> turn);
    const int32_t word_of_quadrant = ((int32_t)((uint32_t)head_0 << shift)) | ((int32_t)((uint32_t)head_half_0 >> back));
    const int32_t word_of_fraction = ((int32_t)((uint32_t)head_1 << shift)) | ((int32_t)((uint32_t)head_half_1 >> back));
    const float next_bits = (float)((int32_t)((uint32_t)word_of_fraction >> integer_8));
    const int32_t word_of_rest = ((int32_t)((uint32_t)tail_0 << shift)) | ((int32_t)((uint32_t)tail_half >> back));
    const float last_bits = (float)((int32_t)((uint32_t)word_of_rest >> integer_4));
    const int32_t low_bits = word & significand;
    const int32_t m = low_bits | implicit;
    const float m_high = cos_f32_float(low_bits | word_of_half);
    const float m_low = cos_f32_float(low_bits | word_of_two_to_minus_29);
    const int32_t product = (int32_t)((uint32_t)m * (uint32_t)word_of_quadrant);
    const float shifted = fmaf(m_high, next_bits, big);
    const float minus_even = big - shifted;
    const float scaled = next_bits * scale;
    const float exact = fmaf(m_low, scaled, minus_even);
    const float g = fmaf(m_low, last_bits, exact);
    const int32_t f = (int32_t)((uint32_t)product - (uint32_t)((int32_t)(fabsf(minus_even) < 0x1p31f ? minus_even : 0.0f)));
    const int32_t quarters = ((int32_t)((uint32_t)f + (uint32_t)half_quarter)) >> integer_30;
    const int32_t fraction = ((int32_t)((uint32_t)f << integer_2)) >> integer_2;
    const float a = (float)fraction;
    const float rest = ((float)((int32_t)((uint32_t)fraction - (uint32_t)((int32_t)(fabsf(a) < 0x1p31f ? a : 0.0f))))) + g;
    const float angle = a * unit;
    const float excess = fmaf(a, minus_unit_parts_high, angle);
    const float excess_two = fmaf(a, minus_unit_parts_low, excess);
    const float low = fmaf(rest, minus_unit, excess_two);
    const float size_of_r = angle - low;
    const float size_of_lack = low - (angle - size_of_r);
    const int32_t sign = word & sign_bit;
    /* flip_sign: -y where the word `sign` is the sign bit, y where it is 0: exact. */
    const float huge_r = cos_f32_float(cos_f32_word(size_of_r) ^ sign);
    const float huge_lack = cos_f32_float(cos_f32_word(size_of_lack) ^ sign);
    const int32_t minus = word >> integer_31;
    const int32_t huge_q = (int32_t)((uint32_t)((int32_t)((uint32_t)(quarters ^ minus) - (uint32_t)minus)) + (uint32_t)turn);
    const int cold = last_ordinary < ((int32_t)((uint32_t)(word & magnitude) + (uint32_t)implicit));
    const float r = cold ? huge_r : moderate_r;
    const float lack = cold ? huge_lack : moderate_lack;
    const int32_t q = cold ? huge_q : moderate_q;
    const float s = r * r;
    /* Core p(s), a polynomial, s in [0, 0.625488]: sin r = r - r s p, s = r^2. */
    const float p1 = fmaf(s, p_coefficient_1, p_coefficient_2);
    const float p = fmaf(-s, fmaf(p1, p1, p_coefficient_3), p_coefficient_4);
    /* Next argument: sin(r - lack) = r - (r s p + lack), p = (r - sin r) / r^3, r s p below 0.08. */
    const float tail = fmaf(r * s, p, lack);
    const float odd = r - tail;
    const int odd_subnormal = fabsf(odd) < smallest_normal;
    const float odd_zero = odd * zero;
    const float odd_flushed = odd_subnormal ? odd_zero : odd;
    /* Core c(s), a polynomial, s in [0, 0.625488]: cos r = 1 + s c, s = r^2. */
    const float c1 = fmaf(s, c_coefficient_1, c_coefficient_2);
    const float c = fmaf(s, fmaf(c1, c1, c_coefficient_3), minus_half);
    /* Reconstruction: cos(r - lack) = 1 + r (r c + lack), c = (cos r - 1) / r^2; the last bit of q chooses it, */
    /* the next one is the sign. */
    const float slope = fmaf(r, c, lack);
    const float even = fmaf(r, slope, one);
    const int even_subnormal = fabsf(even) < smallest_normal;
    const float even_zero = even * zero;
    const float even_flushed = even_subnormal ? even_zero : even;
    const int cosine = ((int32_t)((uint32_t)q << integer_31)) < integer_0;
    const float y = cosine ? even_flushed : odd_flushed;
    const int32_t second_sign = ((int32_t)((uint32_t)q << integer_30)) & sign_bit;
    const float result = cos_f32_float(cos_f32_word(y) ^ second_sign); /* flip_sign */
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

/*
 * cosh for float32 arrays: max error 1.2266 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.4cf2920000000p+2. Results that are not correctly rounded: 59,663,100.
 * Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
 * to zero.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: DLMF 4.28; C17 7.12.5.4 and F.10.2.4.
 *
 * Kernel 8fad8971496940f4, 28 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search cosh --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction cosh_parts:
 *     |x| is clamped to 89.5. Half of sinh and of cosh, so that k = 129 stays below overflow (the doubling at
 *     the end overflows where they do). The cores' errors are those of corrections. s is added last and u first,
 *     so that neither loses the other; of the sum below s only (s - u) r + ... has a rounding of size, 2^-2 ulp,
 *     beside that of r.
 *
 * Use: float cosh_f32(float), and void cosh_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef COSH_F32_8FAD8971496940F4
#define COSH_F32_8FAD8971496940F4

#define COSH_F32_TARGET "cosh"
#define COSH_F32_FORMAT "c"
#define COSH_F32_MAX_ULP 1.2265597961309178
#define COSH_F32_EXHAUSTIVE 1
#define COSH_F32_FTZ 1
#define COSH_F32_DAZ 1
#define COSH_F32_WITNESS "0x1.4cf2920000000p+2"
#define COSH_F32_OUTPUTS_HASH "0d903171ecf09b9c2a8d7870bb1855dd08dcc422b171d8c7f954bb7a6ee7631a"
#define COSH_F32_OUTPUTS_HASH_KIND "blake3"
#define COSH_F32_RECORD "8fad8971496940f4"

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

static inline int32_t cosh_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float cosh_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float cosh_f32(float x) {
    const float most = 0x1.66p+6f; /* 89.5 */
    const float log2_e = 0x1.715476p+0f; /* 1.44269502 */
    const float magic = 0x1.8000fap+23f; /* 12583037 */
    const float minus_ln2_high = -0x1.62e4p-1f; /* -0.693145752 */
    const float minus_ln2_low = -0x1.7f7d1cp-20f; /* -1.42860677e-06 */
    const float q_coefficient_1 = -0x1.6a237p-10f; /* -0.00138144847 */
    const float q_coefficient_2 = -0x1.555a8cp-5f; /* -0.0416691527 */
    const float q_coefficient_3 = 0x1.fffff8p-2f; /* 0.499999881 */
    const float p_coefficient_1 = 0x1.12400ep-7f; /* 0.00836945232 */
    const float p_coefficient_2 = 0x1.55548cp-3f; /* 0.166665167 */
    const int32_t width = 23;
    const int32_t two_fields = 2097152000;
    const int32_t integer_0 = 0;
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    /* Reduction: |x| = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), |x| up to 89.5: k is nearest to */
    /* |x| log2 e, and the low bits of t hold k + 125. */
    const float size = fabsf(x);
    const int subnormal = fabsf(size) < smallest_normal;
    const float signed_zero = size * zero;
    const float flushed = subnormal ? signed_zero : size;
    const float c = most < flushed ? most : flushed;
    /* nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it */
    /* in its low bits. */
    const float t = fmaf(c, log2_e, magic);
    const float n = t - magic;
    /* cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of */
    /* high + low. */
    const float after_high = fmaf(n, minus_ln2_high, c);
    const float r = fmaf(n, minus_ln2_low, after_high);
    const float z = r * r;
    /* Core q(z), a polynomial, z in [0, 0.120116]: cosh r = 1 + z q, z = r^2. */
    const float q = fmaf(-z, fmaf(z, q_coefficient_1, q_coefficient_2), q_coefficient_3);
    /* Core p(z), a polynomial, z in [0, 0.120116]: sinh r = r + r z p, z = r^2. */
    const float p = fmaf(z, p_coefficient_1, p_coefficient_2);
    /* Reconstruction: cosh |x| = 2 ((s + u) cosh r + (s - u) sinh r), s = 2^(k-2), u = 2^(-k-2); cosh r = 1 + */
    /* z q, sinh r = r + r z p, z = r^2. */
    const int32_t field = (int32_t)((uint32_t)cosh_f32_word(t) << width);
    const int32_t opposite = (int32_t)((uint32_t)two_fields - (uint32_t)field);
    const int32_t at_least_zero = (integer_0 < opposite) ? opposite : integer_0;
    const float s = cosh_f32_float(field);
    const float u = cosh_f32_float(at_least_zero);
    const float both = s + u;
    const float less = s - u;
    const float first = less * r;
    const float third = first * z;
    const float second = both * z;
    const float odd = fmaf(third, p, u);
    const float even = fmaf(second, q, odd);
    const float half = (first + even) + s;
    const float result = half + half;
    const int result_subnormal = fabsf(result) < smallest_normal;
    const float result_zero = result * zero;
    const float result_flushed = result_subnormal ? result_zero : result;
    return result_flushed;
}

static inline void cosh_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = cosh_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

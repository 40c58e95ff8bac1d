/*
 * sinc for float32 arrays: max error 1.3426 ulp over 277,609 sampled inputs.
 *
 * Witness of the bound: x = 0x1.87898c0000000p+8. Results that are not correctly rounded: 4,387.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: sin(pi x) / (pi x), 1 at 0; numpy.sinc.
 *
 * Kernel ba95c49dd9b8fd22, 26 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search sinc --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction sinc_integers:
 *     For |x| < 1/2, r = x, and 1 + s c is all. Otherwise sin(pi x)/(pi x) = (-1)^n (r/x) (1 + s c): q = high
 *     (1/x) is off by 2 ulp at most. From 2^23 on r = 0 and the result is zero; 1/x may be flushed there.
 *     Infinities make inf - inf = nan.
 *
 * Use: float sinc_f32(float), and void sinc_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef SINC_F32_BA95C49DD9B8FD22
#define SINC_F32_BA95C49DD9B8FD22

#define SINC_F32_TARGET "sinc"
#define SINC_F32_FORMAT "c"
#define SINC_F32_MAX_ULP 1.342561126952328
#define SINC_F32_EXHAUSTIVE 0
#define SINC_F32_FTZ 1
#define SINC_F32_DAZ 1
#define SINC_F32_WITNESS "0x1.87898c0000000p+8"
#define SINC_F32_OUTPUTS_HASH NULL
#define SINC_F32_RECORD "ba95c49dd9b8fd22"

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

static inline int32_t sinc_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float sinc_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float sinc_f32(float x) {
    const float c_coefficient_1 = 0x1.414976p-3f; /* 0.156878397 */
    const float c_coefficient_2 = -0x1.36b2fep-1f; /* -0.606834352 */
    const float c_coefficient_3 = 0x1.c61b36p-2f; /* 0.443463176 */
    const float c_coefficient_4 = -0x1.a51a5ap+0f; /* -1.64493334 */
    const float one = 0x1p+0f; /* 1 */
    const float half = 0x1p-1f; /* 0.5 */
    const float zero = 0x0p+0f; /* 0 */
    const int32_t integer_31 = 31;
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    /* Reduction: x = n + r, |r| <= 1/2, exactly (Sterbenz); s = r^2. */
    const float n = rintf(x);
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: x = n + r, |r| <= 1/2, exactly (Sterbenz); s = r^2. */
    const float r = x_flushed - n;
    const float s = r * r;
    /* Core c(s), a polynomial, s in [0, 0.25]: sin(pi r) / (pi r) = 1 + s c, s = r^2. */
    const float c1 = fmaf(s, c_coefficient_1, c_coefficient_2);
    const float c = fmaf(s, fmaf(c1, c1, c_coefficient_3), c_coefficient_4);
    /* Reconstruction: sinc x = 1 + s c below 1/2, else (-1)^n (r + r s c) / x, c = (sinc r - 1) / r^2. */
    /* high + low = r + r s c exactly (Fast2Sum); e = high - q x is exact, and q + (e + low) / x is rounded */
    /* once of size. */
    const float middle = fmaf(s, c, one);
    const int middle_subnormal = fabsf(middle) < smallest_normal;
    const float middle_zero = middle * zero;
    const float middle_flushed = middle_subnormal ? middle_zero : middle;
    const float product = (r * s) * c;
    /* fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no */
    /* higher binade (Dekker 1971). */
    const float high = r + product;
    const float back = high - r;
    const float low = product - back;
    const float inverse = one / x_flushed;
    const float q = fmaf(high, inverse, zero);
    const float e = fmaf(-q, x_flushed, high);
    const float quotient = fmaf(e + low, inverse, q);
    const int quotient_subnormal = fabsf(quotient) < smallest_normal;
    const float quotient_zero = quotient * zero;
    const float quotient_flushed = quotient_subnormal ? quotient_zero : quotient;
    const int32_t sign = (int32_t)((uint32_t)((int32_t)(fabsf(n) < 0x1p31f ? n : 0.0f)) << integer_31);
    /* flip_sign: -y where the word `sign` is the sign bit, y where it is 0: exact. */
    const float outer = sinc_f32_float(sinc_f32_word(quotient_flushed) ^ sign);
    const float size = fabsf(x);
    const int subnormal = fabsf(size) < smallest_normal;
    const float signed_zero = size * zero;
    const float flushed = subnormal ? signed_zero : size;
    const int inside = flushed < half;
    const float result = inside ? middle_flushed : outer;
    return result;
}

static inline void sinc_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = sinc_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

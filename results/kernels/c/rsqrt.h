/*
 * rsqrt for float32 arrays: max error 0.9019 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.06383e0000000p-126. Results that are not correctly rounded: 333,829,152.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
 * c, compiler cc (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.4.6.
 * Definition: C23 7.12.7.9 and F.10.4.9.
 *
 * Kernel 76c4a897282c9510, 26 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search rsqrt --seed 0 --evaluations 80000 --max-ops 16
 *
 * Reduction rsqrt_start_exact:
 *     The bits of t are a constant less half of those of x. x t is split into h and its rounding error (x stands
 *     a second time as max(x, 0): two factors of one product must not look alike to the compiler), so that e is
 *     right to 2^-27, 0.07 ulp of the result; t^2 would leave the normal range at both ends. As t e c is below
 *     0.037 t, the roundings of c and of e c are below 0.04 ulp each, the last one's half an ulp. Below 2^-126 a
 *     zero gives infinity of its sign, a negative number nan; infinity gives 0, nan itself.
 *
 * Use: float rsqrt_f32(float), and void rsqrt_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef RSQRT_F32_76C4A897282C9510
#define RSQRT_F32_76C4A897282C9510

#define RSQRT_F32_TARGET "rsqrt"
#define RSQRT_F32_FORMAT "c"
#define RSQRT_F32_MAX_ULP 0.9018960620800222
#define RSQRT_F32_EXHAUSTIVE 1
#define RSQRT_F32_FTZ 1
#define RSQRT_F32_DAZ 1
#define RSQRT_F32_WITNESS "0x1.06383e0000000p-126"
#define RSQRT_F32_OUTPUTS_HASH "40cb2c430631ebd3d29fd8ee7d770252fcc4df9767d4d8b5d72f05a040c4aa1f"
#define RSQRT_F32_RECORD "76c4a897282c9510"

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

static inline int32_t rsqrt_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float rsqrt_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float rsqrt_f32(float x) {
    const int32_t rsqrt_origin = 1597458432;
    const int32_t integer_1 = 1;
    const float one = 0x1p+0f; /* 1 */
    const float zero = 0x0p+0f; /* 0 */
    const float c_coefficient_1 = 0x1.0c5cc4p-1f; /* 0.524145246 */
    const float c_coefficient_2 = 0x1.329f9cp-2f; /* 0.299436986 */
    const float c_coefficient_3 = 0x1.16b972p-1f; /* 0.544383585 */
    const float c_coefficient_4 = 0x1.5913dcp-2f; /* 0.33698982 */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float largest = 0x1.fffffep+127f; /* 3.40282347e+38 */
    const float nan = NAN; /* nan */
    const int32_t sign_bit = INT32_MIN;
    const int32_t infinity = 2139095040;
    /* Reduction: t = x^(-1/2) to 3.5 %, e = 1 - x t^2 to 2^-27, within 0.0685: h + low = x t exactly. */
    const float t = rsqrt_f32_float((int32_t)((uint32_t)rsqrt_origin - (uint32_t)(rsqrt_f32_word(x) >> integer_1)));
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: t = x^(-1/2) to 3.5 %, e = 1 - x t^2 to 2^-27, within 0.0685: h + low = x t exactly. */
    const float h = x_flushed * t;
    const float minus_h = -h;
    const float same_x = x_flushed < zero ? zero : x_flushed;
    const float low = fmaf(same_x, t, minus_h);
    const float e_high = fmaf(minus_h, t, one);
    const float e = fmaf(-low, t, e_high);
    /* Core c(e), a polynomial, e in [-0.0686035, 0.0686035]: (1 - e)^(-1/2) = 1 + e c. */
    const float c1 = fmaf(e, c_coefficient_1, c_coefficient_2);
    const float c = fmaf(c1, fmaf(e, c1, c_coefficient_3), c_coefficient_4);
    /* Reconstruction: x^(-1/2) = t + t e c, c = ((1 - e)^(-1/2) - 1) / e, t e c below 0.037 t; zeros give */
    /* infinities, x < 0 nan, inf 0. */
    const float root = fmaf(t, e * c, t);
    const int root_subnormal = fabsf(root) < smallest_normal;
    const float root_zero = root * zero;
    const float root_flushed = root_subnormal ? root_zero : root;
    const int huge = largest < x_flushed;
    const float upper = huge ? zero : root_flushed;
    const int32_t sign = rsqrt_f32_word(x) & sign_bit;
    const float pole = rsqrt_f32_float(sign | infinity);
    const int negative = x_flushed < zero;
    const float beyond = negative ? nan : pole;
    const int below_normal = x_flushed < smallest_normal;
    const float result = below_normal ? beyond : upper;
    return result;
}

static inline void rsqrt_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = rsqrt_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

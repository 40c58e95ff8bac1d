/*
 * cbrt for float32 arrays: max error 0.7581 ulp over every one of the 2**32 float32 inputs.
 *
 * Witness of the bound: x = 0x1.f0cbd80000000p-124. Results that are not correctly rounded: 174,890,154.
 * Domain: the whole float line. nan, the infinities and both zeros are exact.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: C17 7.12.7.1 and F.10.4.1.
 *
 * Kernel 949c013804509444, 31 operations, 10 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search cbrt --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction cbrt_inverse_start:
 *     The bits of t are 4/3 of those of 1 less a third of those of |x|, computed in float32, which is exact
 *     enough. All but 12 bits of t are cleared, so that t^2 is exact. u = |x| t^2 is rounded, and `low` is its
 *     rounding error (|x| stands a second time as max(|x|, x): two factors of one product must not look alike to
 *     the compiler, and a constant in place of x would be seen through inside a loop). Then |x|^(1/3) = |x| t^2
 *     (1 - e)^(-2/3), as |x| t^2 = |x|^(1/3) (1 - e)^(2/3). The bracket is below 0.08 u: its roundings are below
 *     0.07 ulp each, the last addition's half an ulp; e is right to 2^-27, 0.1 ulp of the result. Zero gives u =
 *     0 and e = 1. Infinity and nan give themselves; nothing overflows or underflows, as t^2 is from 2^-86 to
 *     2^85.
 *
 * Use: float cbrt_f32(float), and void cbrt_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef CBRT_F32_949C013804509444
#define CBRT_F32_949C013804509444

#define CBRT_F32_TARGET "cbrt"
#define CBRT_F32_FORMAT "c"
#define CBRT_F32_MAX_ULP 0.75810422935211
#define CBRT_F32_EXHAUSTIVE 1
#define CBRT_F32_FTZ 1
#define CBRT_F32_DAZ 1
#define CBRT_F32_WITNESS "0x1.f0cbd80000000p-124"
#define CBRT_F32_OUTPUTS_HASH "41b2dee91d80105a5f2e76b067c1ba6a97be05d9d98979dd84ab0d29a503f186"
#define CBRT_F32_OUTPUTS_HASH_KIND "blake3"
#define CBRT_F32_RECORD "949c013804509444"

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

static inline int32_t cbrt_f32_word(float a) { int32_t word; memcpy(&word, &a, sizeof word); return word; }

static inline float cbrt_f32_float(int32_t a) { float value; memcpy(&value, &a, sizeof value); return value; }

static inline float cbrt_f32(float x) {
    const float minus_third = -0x1.555556p-2f; /* -0.333333343 */
    const float cbrt_origin = 0x1.5287d2p+30f; /* 1.41990003e+09 */
    const int32_t coarse = -4096;
    const float one = 0x1p+0f; /* 1 */
    const float c_coefficient_1 = -0x1.469d42p-2f; /* -0.318959266 */
    const float c_coefficient_2 = -0x1.38a018p-1f; /* -0.610596418 */
    const float c_coefficient_3 = 0x1.643e52p-3f; /* 0.173946992 */
    const float c_coefficient_4 = 0x1.6f8ac6p-1f; /* 0.717855632 */
    const float c_coefficient_5 = 0x1.b3a27ep-2f; /* 0.425424546 */
    const float c_coefficient_6 = 0x1.55555cp-1f; /* 0.666666865 */
    const int32_t sign_bit = INT32_MIN;
    const float infinity = INFINITY; /* inf */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    /* Reduction: t = |x|^(-1/3) to 3.6 %, 12 bits, so that t^2 is exact; u + low = |x| t^2 exactly; e = 1 - */
    /* |x| t^3 to 2^-27, within 0.103. */
    const float a = fabsf(x);
    const float word = fmaf((float)cbrt_f32_word(a), minus_third, cbrt_origin);
    const float t = cbrt_f32_float(((int32_t)(fabsf(word) < 0x1p31f ? word : 0.0f)) & coarse);
    const float square = t * t;
    const int a_subnormal = fabsf(a) < smallest_normal;
    const float a_zero = a * zero;
    const float a_flushed = a_subnormal ? a_zero : a;
    const float u = a_flushed * square;
    const float minus_u = -u;
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: t = |x|^(-1/3) to 3.6 %, 12 bits, so that t^2 is exact; u + low = |x| t^2 exactly; e = 1 - */
    /* |x| t^3 to 2^-27, within 0.103. */
    const float same_a = a_flushed < x_flushed ? x_flushed : a_flushed;
    const float low = fmaf(same_a, square, minus_u);
    const float e_high = fmaf(minus_u, t, one);
    const float e = fmaf(-low, t, e_high);
    /* Core c(e), a polynomial, e in [-0.103516, 0.103516]: (1 - e)^(-2/3) = 1 + e c. */
    const float c1 = fmaf(-e, fmaf(e, c_coefficient_1, c_coefficient_2), c_coefficient_3);
    const float c = fmaf(e, fmaf(fmaf(c1, c1, c_coefficient_4), c1, c_coefficient_5), c_coefficient_6);
    /* Reconstruction: |x|^(1/3) = u + (u e c + low), c = ((1 - e)^(-2/3) - 1) / e, the bracket below 0.08 u; */
    /* inf and nan themselves, the sign that of x. */
    const float root = u + fmaf(u, e * c, low);
    const int root_subnormal = fabsf(root) < smallest_normal;
    const float root_zero = root * zero;
    const float root_flushed = root_subnormal ? root_zero : root;
    const int finite = a_flushed < infinity;
    const float magnitude = finite ? root_flushed : a;
    /* with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros. */
    const int32_t sign = cbrt_f32_word(x) & sign_bit;
    const float result = cbrt_f32_float(cbrt_f32_word(magnitude) | sign);
    return result;
}

static inline void cbrt_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = cbrt_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

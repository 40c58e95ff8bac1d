/*
 * cbrt for float32 arrays: max error 134.8235 ulp over 277,563 sampled inputs.
 *
 * Witness of the bound: x = 0x1.b7ae4c0000000p-91. Results that are not correctly rounded: 275,469.
 * Domain: the whole float line. Special values that differ: f(0x1.0000000000000p+0) = 0x1.ffffbe0000000p-1, not
 * 0x1.0000000000000p+0, f(-0x1.0000000000000p+0) = -0x1.ffffbe0000000p-1, not -0x1.0000000000000p+0,
 * f(0x1.0000000000000p+3) = 0x1.ffffbe0000000p+0, not 0x1.0000000000000p+1, f(0x1.b000000000000p+4) =
 * 0x1.8000200000000p+1, not 0x1.8000000000000p+1, f(0x1.0000000000000p-126) = 0x1.ffffbe0000000p-43, not
 * 0x1.0000000000000p-42, f(0x1.0000000000000p+126) = 0x1.ffffbe0000000p+41, not 0x1.0000000000000p+42.
 * Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), c, compiler cc
 * (Debian 12.2.0-14+deb12u1) 12.2.0, numpy 2.5.5.
 * Definition: C17 7.12.7.1 and F.10.4.1.
 *
 * Kernel f87f4175768d0d10, 18 operations, 6 of them real operations of the core.
 * Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
 * reduction, reconstruction, special values), the operations + - * /.
 * Reproduce: run.py search cbrt --seed 0 --evaluations 200000 --max-ops 16
 *
 * Reduction cbrt_inverse_start_short:
 *     The bits of t are 4/3 of those of 1 less a third of those of |x|, computed in float32, which is exact
 *     enough. x^(1/3) = x t^2 (1 - e)^(-2/3), whose sign is that of x. Infinity and nan give themselves; nothing
 *     overflows or underflows, as t^2 is from 2^-86 to 2^85.
 *
 * Use: float cbrt_f32(float), and void cbrt_f32_array(const float *x, float *y, size_t n) with y = x allowed.
 * Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
 * flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call.
 */

#ifndef CBRT_F32_F87F4175768D0D10
#define CBRT_F32_F87F4175768D0D10

#define CBRT_F32_TARGET "cbrt"
#define CBRT_F32_FORMAT "c"
#define CBRT_F32_MAX_ULP 134.82351762674998
#define CBRT_F32_EXHAUSTIVE 0
#define CBRT_F32_FTZ 1
#define CBRT_F32_DAZ 1
#define CBRT_F32_WITNESS "0x1.b7ae4c0000000p-91"
#define CBRT_F32_OUTPUTS_HASH NULL
#define CBRT_F32_RECORD "f87f4175768d0d10"

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
    const float one = 0x1p+0f; /* 1 */
    const float c_coefficient_1 = -0x1.f741fap-2f; /* -0.491462618 */
    const float c_coefficient_2 = -0x1.1f01b2p-1f; /* -0.560559809 */
    const float c_coefficient_3 = 0x1.5b4cfp+0f; /* 1.35664272 */
    const float c_coefficient_4 = 0x1.ea8554p-3f; /* 0.239512116 */
    const float infinity = INFINITY; /* inf */
    const float smallest_normal = 0x1p-126f; /* 1.17549435e-38 */
    const float zero = 0x0p+0f; /* 0 */
    /* Reduction: t = |x|^(-1/3) to 3.6 %, u = x t^2, e = 1 - |x| t^3 to 2^-23, within 0.103. */
    const float a = fabsf(x);
    const float word = fmaf((float)cbrt_f32_word(a), minus_third, cbrt_origin);
    const float t = cbrt_f32_float((int32_t)(fabsf(word) < 0x1p31f ? word : 0.0f));
    const float square = t * t;
    const int x_subnormal = fabsf(x) < smallest_normal;
    const float x_zero = x * zero;
    const float x_flushed = x_subnormal ? x_zero : x;
    /* Reduction: t = |x|^(-1/3) to 3.6 %, u = x t^2, e = 1 - |x| t^3 to 2^-23, within 0.103. */
    const float u = x_flushed * square;
    const int a_subnormal = fabsf(a) < smallest_normal;
    const float a_zero = a * zero;
    const float a_flushed = a_subnormal ? a_zero : a;
    const float size = a_flushed * square;
    const float e = fmaf(-size, t, one);
    /* Core c(e), a polynomial, e in [-0.103516, 0.103516]: c = (1 - e)^(-2/3). */
    const float c1 = fmaf(e, c_coefficient_1, c_coefficient_2);
    const float c = fmaf(-c1, fmaf(e, e, c_coefficient_3), c_coefficient_4);
    /* Reconstruction: x^(1/3) = u c, c = (1 - e)^(-2/3); inf and nan themselves. */
    const float root = u * c;
    const int root_subnormal = fabsf(root) < smallest_normal;
    const float root_zero = root * zero;
    const float root_flushed = root_subnormal ? root_zero : root;
    const int finite = a_flushed < infinity;
    const float result = finite ? root_flushed : x;
    return result;
}

static inline void cbrt_f32_array(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = cbrt_f32(x[i]);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif

#endif

"""References that mpmath has not, or not to the precision of its context everywhere."""

import math
from typing import Any

GUARD_BITS = 30


def gelu(mp: Any, x: Any) -> Any:
    """x times the normal distribution function: x erfc(-x / sqrt(2)) / 2.

    A relative error d of the argument is one of x^2 d in the left tail, so twice the bits of |x| are added.
    """
    with mp.workprec(mp.prec + GUARD_BITS + 2 * max(0, mp.mag(x) if x else 0)):
        value = x * mp.erfc(-x / mp.sqrt(2)) / 2
    return +value


def erfcx(mp: Any, x: Any) -> Any:
    """e^(x^2) erfc(x); beside e^(x^2) a relative error d of x^2 is one of x^2 d, so twice the bits of |x| are added.

    From 2^20 on the asymptotic series (DLMF 7.12.1), whose smallest term is e^-(x^2).
    """
    with mp.workprec(mp.prec + GUARD_BITS + 2 * min(20, max(0, mp.mag(x) if x else 0))):
        if x < 2**20:
            value = mp.exp(x * x) * mp.erfc(x)
        else:
            term, total, k = mp.one, mp.one, 0
            while mp.mag(term) > -mp.prec - 5:
                k += 1
                term = -term * (2 * k - 1) / (2 * x * x)
                total += term
            value = total / (x * mp.sqrt(mp.pi))
    return +value


def erf_inv(mp: Any, x: Any) -> Any:
    """The inverse of erf; infinite at +-1, nan beyond."""
    size = abs(x)
    if not 0 < size < 1:
        return x if size == 0 else x * mp.inf if size == 1 else mp.nan
    with mp.workprec(mp.prec + GUARD_BITS):
        y = _erf_inv(mp, size, 1 - size)
    return +y * mp.sign(x)


def ndtri(mp: Any, p: Any) -> Any:
    """The inverse of the normal distribution function; infinite at 0 and 1, nan beyond.

    It is -sqrt(2) y with erfc(y) = 2 p, and of the other sign at 1 - p.
    """
    if not 0 < p < 1:
        return -mp.inf if p == 0 else mp.inf if p == 1 else mp.nan
    with mp.workprec(mp.prec + GUARD_BITS + max(0, -mp.mag(p))):
        rest = 2 * min(p, 1 - p)
        y = mp.sqrt(2) * _erf_inv(mp, 1 - rest, rest) if rest < 1 else mp.zero
    return +y * mp.sign(2 * p - 1)


def _erf_inv(mp: Any, size: Any, rest: Any) -> Any:
    """The y > 0 with erf(y) = size and erfc(y) = rest, to the working precision less a few of the guard bits.

    Halley's iteration on erf(y) = size, above 1/2 on erfc(y) = rest, where nothing cancels. With f'' / f' = -2y a
    step is d / (1 + d y), d = f / f', and leaves an error of about (2 y^2 + 1) / 3 times d^3.
    """
    wanted = mp.prec - GUARD_BITS
    y = mp.mpf(_erf_inv_float(float(size), float(rest)))
    while True:
        error = mp.erf(y) - size if 2 * size <= 1 else rest - mp.erfc(y)
        step = error * mp.sqrt(mp.pi) / 2 * mp.exp(y * y)
        y -= step / (1 + step * y)
        # What is left is below 2^13 |step / y|^3 relative to y, because y < 10 where rest >= 2^-148.
        if step == 0 or 3 * (mp.mag(step) - mp.mag(y)) + 13 < -wanted - 10:
            return y


def _erf_inv_float(size: float, rest: float) -> float:
    """erf_inv of a positive number to about float64, given it and 1 minus it."""
    # Winitzki's approximation, good to 2e-3, a = 0.147.
    log_term = math.log(rest * (1 + size)) if rest < 0.9 else math.log1p(-size * size)
    half = 2 / (math.pi * 0.147) + log_term / 2
    y = math.sqrt(max(0.0, math.sqrt(half * half - log_term / 0.147) - half)) if size > 1e-6 else size
    for _ in range(4):
        error = math.erf(y) - size if size <= 0.5 else rest - math.erfc(y)
        step = error * math.sqrt(math.pi) / 2 * math.exp(y * y)
        y -= step / (1 + step * y)
    return y


ALL_POLES = -(2.0**23)
"""Every float32 from here downwards is an integer."""


def log_gamma(mp: Any, x: Any) -> Any:
    """log |gamma(x)|; infinite at the poles, and below ALL_POLES, where a float32 is nothing else."""
    if x <= ALL_POLES or (x <= 0 and x == mp.floor(x)):
        return mp.inf
    if x >= 3:
        return mp.loggamma(x)  # neither zeros nor poles
    wanted, lost = mp.prec, 0
    while True:
        with mp.workprec(wanted + GUARD_BITS + lost):
            parts = _log_gamma_parts(mp, x)
            value = parts[0] - parts[1]
            cancelled = max(map(mp.mag, parts)) - (mp.mag(value) if value else -lost - wanted)
        if value == 0 and x in (1, 2):
            return mp.zero
        if cancelled <= lost + GUARD_BITS - 10:
            return +value
        lost = cancelled


def _log_gamma_parts(mp: Any, x: Any) -> tuple[Any, Any]:
    """Two numbers whose difference it is, each right to the working precision: DLMF 5.5.3 and 5.5.1.

    Both are of moderate size beside the zeros at 1 and 2, so that their cancellation is seen.
    """
    if x > 0:
        return mp.loggamma(x + 2), mp.log(x * (x + 1))
    # gamma(x) gamma(1 - x) = pi / sin(pi x); 1 - x must keep the last bit of a small x.
    with mp.workprec(mp.prec + max(0, -mp.mag(x))):
        mirrored = mp.loggamma(1 - x)
    return mp.log(mp.pi / abs(mp.sinpi(x))), mirrored


def digamma(mp: Any, x: Any) -> Any:
    """The derivative of log gamma; nan at the poles, and below ALL_POLES, where a float32 is nothing else."""
    if x <= ALL_POLES or (x <= 0 and x == mp.floor(x)):
        return mp.nan
    wanted, lost = mp.prec, 0
    while True:  # beside a zero mpmath's is right to the precision of its larger terms only, of 2^5 at most
        with mp.workprec(wanted + GUARD_BITS + lost):
            value = mp.digamma(x)
            cancelled = -mp.mag(value) if value else wanted + lost
        if cancelled <= lost + GUARD_BITS - 15:
            return +value
        lost = cancelled


def bessel_ie(mp: Any, order: int, x: Any) -> Any:
    """e^-|x| I_n(x) for an order n of 0 or 1; 1 or 0 at zero.

    The power series (DLMF 10.25.2) has terms of one sign. The asymptotic one (DLMF 10.40.1) is exact to its smallest term,
    about e^-2|x|, which is taken where that is below the precision.
    """
    size = abs(x)
    if size == 0:
        return mp.one if order == 0 else x
    with mp.workprec(mp.prec + GUARD_BITS):
        far = 2 * size > mp.prec
        value = _bessel_far(mp, order, size) if far else mp.exp(-size) * _bessel_series(mp, order, size)
        value = -value if order == 1 and x < 0 else value
    return +value


def _bessel_series(mp: Any, order: int, size: Any) -> Any:
    square, term = size * size / 4, (size / 2) ** order
    total, k = term, 0
    while mp.mag(term) > mp.mag(total) - mp.prec - 5:
        k += 1
        term = term * square / (k * (k + order))
        total += term
    return total


def _bessel_far(mp: Any, order: int, size: Any) -> Any:
    term = total = mp.one
    k = 0
    while mp.mag(term) > -mp.prec - 5:
        k += 1
        term = term * ((2 * k - 1) ** 2 - 4 * order * order) / (8 * k * size)
        total += term
    return total / mp.sqrt(2 * mp.pi * size)

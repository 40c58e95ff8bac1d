"""sin(pi F) of exactly reduced arguments, as evaluators/reference/waves.py computes it with NumPy, bit for bit, in one pass."""

import numpy as np

from evaluators.compiled.cache import strict

STRIP = 512
TERMS = 11
_ROUND = 1.5 * 2.0**52
"""A number below 2^51 plus this has lost its fraction, to the nearest even, and its last bit is the integer's parity."""


@strict
def sine_wave(first, sign, parts, shift, coefficients, divisor, out):
    """References of consecutive significands of one binade, written to `out`.

    Args:
        first: The first significand, an integer.
        sign: 1.0 or -1.0.
        parts: Half turns a unit of the significand, modulo 2, in three numbers.
        shift: Half turns to be added.
        coefficients: TERMS coefficients of sin(pi F) / F in F^2.
        divisor: Of the values, for a unit of the significand; 0 for none.
        out: Written.
    """
    c0, c1, c2, c3, c4, c5 = coefficients[:6]
    c6, c7, c8, c9, c10 = coefficients[6:]
    a1, a2, a3 = parts
    raised = np.empty(STRIP)
    parities = raised.view(np.int64)
    steps = np.arange(STRIP).astype(np.float64)
    for lo in range(0, len(out), STRIP):
        part, start = out[lo : lo + STRIP], first + lo
        for i in range(len(part)):
            m = (steps[i] + start) * sign
            high, low = m * a1 + shift, m * a2
            raised[i] = (high + low) + _ROUND
            turns = ((high - (raised[i] - _ROUND)) + low) + m * a3
            square = turns * turns
            value = ((((square * c10 + c9) * square + c8) * square + c7) * square + c6) * square + c5
            value = ((((value * square + c4) * square + c3) * square + c2) * square + c1) * square + c0
            part[i] = value * turns
        signed = part.view(np.int64)
        for i in range(len(part)):
            signed[i] ^= parities[i] << 63
        if divisor != 0.0:
            for i in range(len(part)):
                part[i] /= (steps[i] + start) * sign * divisor

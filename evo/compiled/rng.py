"""Random numbers of the compiled loops: xoshiro256++ (Blackman and Vigna, 2021), its four words of state in an array."""

import math

import numpy as np

from evaluators.compiled.cache import strict


def seed_words(*keys: int) -> np.ndarray:
    """Four words of state, a function of the keys alone."""
    return np.random.SeedSequence(list(keys)).generate_state(4, np.uint64)


@strict
def next_word(s):
    """The next 64 random bits; moves the state `s` on."""
    t = s[0] + s[3]
    out = ((t << np.uint64(23)) | (t >> np.uint64(41))) + s[0]
    t = s[1] << np.uint64(17)
    s[2] ^= s[0]
    s[3] ^= s[1]
    s[1] ^= s[2]
    s[0] ^= s[3]
    s[2] ^= t
    s[3] = (s[3] << np.uint64(45)) | (s[3] >> np.uint64(19))
    return out


@strict
def uniform(s):
    """A float64 in [0, 1)."""
    return np.float64(next_word(s) >> np.uint64(11)) * 2.0**-53


@strict
def below(s, n):
    """An integer in [0, n)."""
    return int(uniform(s) * n)


@strict
def normal(s):
    """A standard normal float64 (Box and Muller)."""
    radius = math.sqrt(-2.0 * math.log(1.0 - uniform(s)))
    return radius * math.cos(2.0 * math.pi * uniform(s))

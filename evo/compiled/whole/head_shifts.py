"""Heads whose word the integer of a value is added to: the target with that integer taken from its words.

Where the value is k 2**23 this scales by 2**k, one operation after the head instead of a factor made of bits.
"""

import math

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.word_heads import NO_READ
from evaluators.compiled.whole.word_scores import Points, place_on_line
from evo.compiled.rng import below, uniform


@strict
def shift_target(v, points, bench, desk):
    """The target with the integer of a value taken from its words, in place, and the points that it is fitted on.

    A point counts as much as before: weights grow by the powers of two that the target loses. A point where what is left is
    no normal number counts nothing; where many are such, none does.
    """
    row = desk.place[v]
    count = len(points.x)
    total = 0.0
    bad = 0
    for j in range(count):
        line = points.line[j]
        word = np.int32(line if line >= 0 else -2147483648 - line)
        left = np.int32(word - bench.i[row, j])
        before, after = int((word >> 23) & 255), int((left >> 23) & 255)
        desk.line[j] = place_on_line(left)
        desk.b[j] = 0.0
        desk.tilt[j] = 0.0
        if 0 < after < 255 and 0 < before < 255:
            desk.tilt[j] = points.w[j] * math.ldexp(1.0, before - after)
            size = math.ldexp(float((left & 0x7FFFFF) | 0x800000), after - 150)
            desk.b[j] = (size if left >= 0 else -size) * desk.tilt[j]
            total += desk.b[j] * desk.b[j]
        else:
            bad += 1
    if 8 * bad > count:
        total = 0.0
        desk.b[:count] = 0.0
        desk.tilt[:count] = 0.0
    desk.total[0] = total
    return Points(points.x, points.f, desk.tilt, points.line, points.kind)


@strict
def pick_shift(n, desk, rng):
    """The last value or another; NO_READ where its integer is constant."""
    v = n if uniform(rng) < 0.5 else 1 + below(rng, n)
    return v if desk.facts[2 * v + 1, 1] > 0.0 else NO_READ

"""The filter of functions that oscillate too fast for polynomials, against mpmath; and what its bound rests on."""

from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest

from evaluators.reference.oracle import build_oracle
from evaluators.reference.oracle_build import BOUND_ULP
from evaluators.reference.waves import WaveFilter
from search_spaces.targets import TARGETS
from tests.evaluators.reference.test_oracle import assert_blocks_agree, worst_distance

SEED = 7
WAVES = sorted(name for name, row in TARGETS.items() if row.waves is not None)
MP: Any = mpmath.MPContext()
MP.prec = 500


def nearest_multiples(c: Any, field: int, count: int) -> list[tuple[float, int]]:
    """Some (distance, m) with the smallest distances of m a to an integer, a = c 2^(field - 150), 2^23 <= m < 2^24.

    They are sums of few denominators of a's convergents (three-distance theorem): all i q_k + j q_(k-1), j <= 2, are tried.
    """
    a = c * MP.mpf(2) ** (field - 150)
    a -= MP.floor(a)
    exact = rest = Fraction(int(MP.floor(a * 2**400)), 2**400)
    denominators = [0, 1]
    while denominators[-1] < 1 << 24 and rest:
        rest = 1 / rest
        denominators.append(int(rest) * denominators[-1] + denominators[-2])
        rest -= int(rest)
    tried = set()
    for k in range(max(1, len(denominators) - 5), len(denominators)):
        q, before = denominators[k], denominators[k - 1]
        for base in (0, before, 2 * before):
            first = max(0, -(-((1 << 23) - base) // q))
            tried |= {base + i * q for i in range(first, first + 8)}
    inside = [m for m in tried if 1 << 23 <= m < 1 << 24]
    return sorted((float(abs(m * exact - round(m * exact))), m) for m in inside)[:count]


def hardest(name: str, count: int = 2) -> np.ndarray:
    """Bit patterns of the inputs nearest to zeros and poles in every binade."""
    waves = TARGETS[name].waves
    assert waves is not None
    c = waves.half_turns(MP) * 2  # quarter turns: zeros of sine and cosine alike
    patterns = [
        field << 23 | (m & 0x7FFFFF)
        for field in range(127 + waves.from_log2, 255)
        for _, m in nearest_multiples(c, field, count)
    ]
    return np.array(patterns, np.uint32)


@pytest.mark.parametrize("name", WAVES)
def test_references_are_within_the_bound_everywhere_and_next_to_zeros_and_poles(name: str) -> None:
    oracle = build_oracle(TARGETS[name])
    rng = np.random.default_rng(SEED)
    waves = TARGETS[name].waves
    assert waves is not None
    random = rng.integers((127 + waves.from_log2) << 23, 255 << 23, 3000, dtype=np.uint32)
    hard = hardest(name)
    assert len(hard) > 100
    bits = np.concatenate([random, random | np.uint32(1 << 31), hard, hard | np.uint32(1 << 31)])
    distance, x = worst_distance(oracle, bits)
    assert distance <= BOUND_ULP / 8, (x, SEED)


@pytest.mark.parametrize("name", WAVES)
def test_blocks_are_single_references(name: str) -> None:
    oracle = build_oracle(TARGETS[name])
    for start in (0x41000000, 0x47FF0000, 0x4B7F0000, 0x5F800000, 0x7F7F0000, 0xC1000000, 0xFF7F0000):
        assert_blocks_agree(oracle, start)


@pytest.mark.parametrize("name", [n for n, row in TARGETS.items() if row.waves is not None])
@pytest.mark.parametrize("start", [0x4B000000, 0x55010000, 0x7F7F0000, 0xCB010000, 0xFF000000])
def test_the_compiled_pass_gives_the_bits_that_numpy_gives(name: str, start: int) -> None:
    fast, slow = WaveFilter(TARGETS[name]), WaveFilter(TARGETS[name])
    slow._compiled = None
    assert fast.block(start, np.empty(1 << 16)).tobytes() == slow.block(start, np.empty(1 << 16)).tobytes()


def test_no_float32_is_nearer_to_a_multiple_of_pi_over_2_than_the_bound_supposes() -> None:
    c = 2 / MP.pi
    nearest = min(found for field in range(127, 255) for found in nearest_multiples(c, field, 1))
    # 16367173 2^72 (Muller, Elementary Functions, 3rd edition, table 11.1)
    assert nearest[1] == 16367173
    assert 2.0**-30 < nearest[0] < 2.0**-28


@pytest.mark.parametrize("name", WAVES)
def test_the_parts_of_a_binades_constant_multiply_exactly(name: str) -> None:
    for a1, a2, a3 in WaveFilter(TARGETS[name]).parts.tolist():
        for part, unit, limit in ((a1, 2.0**28, 2.0), (a2, 2.0**57, 2.0**-28)):
            assert (part * unit).is_integer()
            assert 0 <= part < limit
        assert 0 <= a3 <= 2.0**-57

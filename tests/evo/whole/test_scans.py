import numpy as np
import pytest

from evo.compiled.rng import seed_words
from evo.compiled.whole.whole_breed import make_hands
from evo.compiled.whole.whole_heads import lay_out, make_desk
from evo.compiled.whole.whole_prologues import no_twins
from evo.compiled.whole.whole_scan import append_chain, scan_prologues
from evo.compiled.whole.whole_store import WORST, load, make_genome
from evo.compiled.whole.whole_tune import begin, make_bench
from evo.compiled.whole.whole_vary import ARITY
from evo.whole.crude import crude_programs
from evo.whole.domain import domain_of
from evo.whole.epoch import first_state, rules_of
from evo.whole.problem import GROWN, WholeProblem, WholeSettings, auxiliary_lines
from search_spaces.whole.whole_targets import ABSOLUTE


def wave(x: np.ndarray) -> np.ndarray:
    return np.cos(1.7 * x.astype(np.float64) + 0.3)


WAVE = WholeProblem(domain_of([(-15.0, 15.0)]), ABSOLUTE, wave)
"""Some eight periods: no polynomial in x comes near."""


def scanned(evaluations: int, seed: int) -> tuple[float, int]:
    """The least error of a prologue that scans keep, and its operations."""
    points = WAVE.sample(np.empty(0, np.float32), GROWN, np.random.default_rng(seed))
    bench, desk, hands, state = make_bench(), make_desk(), make_hands(), first_state(WAVE)
    begin(points, bench)
    lay_out(points, bench, desk)
    crude = crude_programs(points, auxiliary_lines(points)[:0])
    work = (rules_of(WAVE), points, bench, desk, hands, seed_words(seed, 0, 0, 2))
    scan_prologues(state.whole, state.prologues, crude, *work, evaluations)
    shelf = state.prologues
    found = [(shelf.error[k, s], k, s) for k in range(len(shelf.size)) for s in range(shelf.size[k])]
    error, niche, slot = min(found, default=(WORST, 0, 0))
    return float(error), load(shelf, niche, slot, hands.child)


def test_scans_find_a_period_from_nothing():
    error, operations = scanned(500_000, 5)
    assert error < 0.1
    assert operations > 1


def test_a_chain_reads_the_value_before_each_operation():
    rng, genome = seed_words(5, 0, 0, 0), make_genome()
    codes = WAVE.codes()
    for _ in range(300):
        n = append_chain(genome, 0, 3, codes, rng)
        for t in range(n):
            operands = genome.arg[t, : ARITY[genome.op[t]]]
            assert t in operands
            assert np.all(operands <= t)
        assert no_twins(genome, n)


def test_without_scans_their_share_goes_to_programs():
    settings = WholeSettings()
    assert settings.scans > 0.0
    without = WholeSettings(scans=0.0).shares(True)
    assert without.programs - settings.shares(True).programs == pytest.approx(settings.scans)
    assert settings.shares(False).scans == 0.0

import time

import jax
import numpy as np
import pytest

from evaluators.timing import interleaved as timing
from evaluators.timing.interleaved import (
    CLEAR,
    FEWEST,
    FIFTHS,
    L1,
    LARGE,
    PAGE,
    RESIDENCIES,
    ROWS,
    VECTOR_BITS,
    Block,
    Setting,
    _apart,
    array_block,
    jax_block,
    setting_named,
    time_blocks,
    timing_inputs,
)
from tests.sentences import whole


def test_timing_inputs_are_float32_on_the_domain_and_repeatable():
    inputs = timing_inputs((-3.0, 5.0), np.random.default_rng(1))
    assert inputs.shape == (ROWS, L1.elements)
    assert inputs.dtype == np.float32
    assert -3.0 <= inputs.min() < -2.9
    assert 4.9 < inputs.max() <= 5.0
    assert np.array_equal(inputs, timing_inputs((-3.0, 5.0), np.random.default_rng(1)))


def test_an_array_block_computes_each_row_in_turn():
    inputs = timing_inputs((0.0, 1.0), np.random.default_rng(0))
    seen = []

    def double(x: np.ndarray, out: np.ndarray) -> np.ndarray:
        np.multiply(x, 2, out=out)
        seen.append((x.copy(), out.copy()))
        return out

    array_block(double, inputs).run(5)
    assert len(seen) == 5
    for i, (x, out) in enumerate(seen):
        assert np.array_equal(x, inputs[i % ROWS])
        assert np.array_equal(out, 2 * inputs[i % ROWS])


def test_a_jax_block_runs_the_function_on_rows_of_the_inputs():
    inputs = timing_inputs((0.0, 1.0), np.random.default_rng(0))
    shapes = []

    def function(x):
        shapes.append((x.shape, x.dtype))
        return x * x

    block = jax_block(function, inputs)
    block.run(3)
    assert set(shapes) == {((1, L1.elements), np.dtype(np.float32))}


class Clock:
    """A clock that work moves: a call's cost, then `ns` for an element, times a factor that `slow` gives for a call."""

    def __init__(self, monkeypatch, slow=lambda call: 1.0):
        self.now, self.calls, self.slow = 0.0, [], slow
        monkeypatch.setattr(time, "perf_counter", lambda: self.now)

    def block(self, name: str, ns: float) -> Block:
        def run(passes: int) -> None:
            self.calls.append((name, passes))
            self.now += (5e-6 + passes * L1.elements * ns * 1e-9) * self.slow(len(self.calls))

        return Block(run)


def test_every_block_is_run_short_and_long_in_every_round_and_each_round_begins_with_the_next(monkeypatch):
    clock = Clock(monkeypatch)
    timings = time_blocks({"a": clock.block("a", 0.25), "b": clock.block("b", 0.5)}, 30)
    rounds = clock.calls[-30 * 6 :]
    assert rounds == rounds[:12] * 15
    (first, short), (_, again), (_, long), (second, *_), *_ = rounds[:6]
    assert (first, second) == ("a", "b")
    assert rounds[6:12] == [*rounds[3:6], *rounds[:3]]
    assert 0 < short == again < long
    assert all(passes % ROWS == 0 for _, passes in rounds)
    assert {name: timing.rounds for name, timing in timings.items()} == {"a": 30, "b": 30}


def test_runs_whose_number_was_guessed_on_a_starved_machine_are_taken_again(monkeypatch):
    starved = 2 * timing.TRIES
    clock = Clock(monkeypatch, lambda calls: 1000.0 if calls < starved else 1.0)
    found = time_blocks({"a": clock.block("a", 0.25)}, 30)["a"]
    assert found.ns_per_element == pytest.approx(0.25, rel=1e-6)
    assert clock.calls[-1][1] * L1.elements * 0.25e-9 > timing.LONG_SECONDS / 4


def test_no_time_is_made_up_where_none_was_to_be_had(monkeypatch):
    clock = Clock(monkeypatch)
    said = "no credible times in 5 attempts: the machine is too busy; wait, or stop other programs"
    with pytest.raises(RuntimeError, match=whole(said)):
        time_blocks({"a": clock.block("a", 0.0)}, 30)


def test_what_the_block_before_has_left_is_not_paid_by_the_short_run(monkeypatch):
    clock = Clock(monkeypatch)

    def cold(name: str) -> Block:
        block = clock.block(name, 0.25)

        def run(passes: int) -> None:
            if clock.calls and clock.calls[-1][0] != name:
                clock.now += 20e-6
            block.run(passes)

        return Block(run)

    for found in time_blocks({"a": cold("a"), "b": cold("b")}, 30).values():
        assert found.ns_per_element == pytest.approx(0.25, rel=1e-6)


@pytest.mark.parametrize("ns", [0.01, 0.25, 4.0, 300.0])
def test_the_estimate_is_the_difference_over_the_difference_in_elements(monkeypatch, ns):
    timing = time_blocks({"a": Clock(monkeypatch).block("a", ns)}, 40)["a"]
    assert timing.ns_per_element == pytest.approx(ns, rel=1e-6)
    assert timing.spread == pytest.approx(0.0, abs=1e-6)
    assert timing.undisturbed == timing.rounds == 40


def test_disturbed_runs_do_not_enter_the_estimate(monkeypatch):
    clock = Clock(monkeypatch, slow=lambda call: 1.0 if call % 7 < 3 else 1.5)
    timing = time_blocks({"a": clock.block("a", 0.25)}, 60)["a"]
    assert timing.ns_per_element == pytest.approx(0.25, rel=1e-6)
    assert 0 < timing.undisturbed < timing.rounds == 60


def test_arrays_beyond_the_caches_take_few_rounds_by_the_clock_of_the_process(monkeypatch):
    ticks, calls = iter(range(10_000)), list[int]()
    monkeypatch.setattr(time, "process_time", lambda: float(sum(calls)))
    monkeypatch.setattr(time, "monotonic", lambda: 100.0 * next(ticks))
    timing = time_blocks({"a": Block(calls.append, LARGE + 1)}, 30)["a"]
    assert timing.rounds == FEWEST
    assert set(calls[1:]) == {0, 2 * ROWS}


def test_rounds_go_on_while_undisturbed_ones_are_missing(monkeypatch):
    rng = np.random.default_rng(5)
    clock = Clock(monkeypatch, slow=lambda call: 1.0 + 100.0 * rng.random())
    assert time_blocks({"a": clock.block("a", 0.25)}, 30)["a"].rounds > 30


def test_the_spread_says_how_far_parts_of_the_rounds_lie_apart(monkeypatch):
    calls = []

    def slow(call: int) -> float:
        calls.append(call)
        return 1.1 if (len(calls) // 3) % FIFTHS == 0 else 1.0  # one fifth of the rounds

    clock = Clock(monkeypatch, slow)
    timing = time_blocks({"a": clock.block("a", 0.25)}, 50)["a"]
    assert 0.02 < timing.spread < 0.12


def test_an_array_that_would_hold_up_loads_is_placed_elsewhere():
    for rows in (np.zeros((2, 1024), np.float32) for _ in range(5)):
        out = _apart(rows, lambda rows=rows: np.zeros_like(rows), lambda x: x.ctypes.data)
        distance = (out.ctypes.data - rows.ctypes.data) % PAGE
        assert distance == 0 or distance >= CLEAR


def test_every_setting_of_the_command_line_is_a_row_and_others_are_refused():
    for name, row in RESIDENCIES.items():
        for bits in (None, *VECTOR_BITS):
            assert setting_named(name, bits) == Setting(row, bits)
    with pytest.raises(ValueError, match="--resident is 'L9'; allowed: L1, L2, 1e7"):
        setting_named("L9", None)
    with pytest.raises(ValueError, match="--vector-bits is 128; allowed: 256, 512"):
        setting_named("L1", 128)


@pytest.mark.parametrize("bits", [None, *VECTOR_BITS])
def test_the_vector_width_reaches_the_compiler(bits, monkeypatch):
    given, jit = [], jax.jit

    def told(function, **options):
        given.append(options["compiler_options"])
        return jit(function, **options)

    monkeypatch.setattr(jax, "jit", told)
    jax_block(lambda x: x * x, timing_inputs((0.0, 1.0), np.random.default_rng(0)), bits).run(4)
    assert given == [None if bits is None else {"xla_cpu_prefer_vector_width": str(bits)}]


def test_nothing_to_time_gives_nothing():
    assert time_blocks({}, 30) == {}


def test_too_few_rounds_are_refused():
    with pytest.raises(ValueError, match="at least 30"):
        time_blocks({}, 29)

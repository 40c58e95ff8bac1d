import time

import numpy as np
import pytest

from evaluators.timing import ELEMENTS, LONG, ROWS, SHORT, Block, array_block, jax_block, time_blocks, timing_inputs


def test_timing_inputs_are_float32_on_the_domain_and_repeatable():
    inputs = timing_inputs((-3.0, 5.0), np.random.default_rng(1))
    assert inputs.shape == (ROWS, ELEMENTS)
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
    assert set(shapes) == {((1, ELEMENTS), np.dtype(np.float32))}


def test_every_block_is_run_short_and_long_in_every_round_in_turn():
    calls = []
    blocks = {name: Block(lambda passes, name=name: calls.append((name, passes))) for name in ("a", "b")}
    timings = time_blocks(blocks, 30)
    assert calls[:2] == [("a", LONG), ("b", LONG)]  # once to warm up
    assert calls[2:] == [(name, passes) for _ in range(30) for name in ("a", "b") for passes in (SHORT, LONG)]
    assert set(timings) == {"a", "b"}
    for timing in timings.values():
        assert timing.rounds == 30
        assert timing.ns_per_element >= 0.0
        assert timing.spread >= 0.0


def test_the_estimate_is_the_difference_of_the_minima_over_the_difference_in_elements(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(time, "perf_counter", lambda: clock[0])

    def run(passes: int) -> None:
        clock[0] += 0.25 + passes * ELEMENTS * 2.0**-29  # a call's cost, and 2**-29 s an element

    timing = time_blocks({"a": Block(run)}, 40)["a"]
    assert timing.ns_per_element == pytest.approx(2.0**-29 * 1e9, rel=1e-6)
    assert timing.spread == pytest.approx(0.0, abs=1e-9)


def test_nothing_to_time_gives_nothing():
    assert time_blocks({}, 30) == {}


def test_too_few_rounds_are_refused():
    with pytest.raises(ValueError, match="at least 30"):
        time_blocks({}, 29)

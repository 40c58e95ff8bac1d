"""Counts and words of kernels on a bounded domain: inside and outside told apart."""

import dataclasses

import numpy as np
import pytest

from evaluators.backends import numpy_backend
from evaluators.reference.oracle import build_oracle
from evaluators.report import EXHAUSTIVE, ULP_EDGES, to_json
from evaluators.sweep.tally import Scorer
from results.export.header import sentences
from results.record.inside import ALL, SUBNORMAL, Inside, counted_inside, domain_of, inside_of, swept_inputs
from results.record.subjects import target_of
from search_spaces.flushing import flushed
from search_spaces.formats import float32_count
from search_spaces.targets import CLAMP, NAN
from tests.results.small_bounded import bounded_record


@pytest.mark.parametrize(
    ("ends", "count"),
    [
        ((1.0, 4.0), 2 * 2**23 + 1),
        ((0.0, 1.0), 127 * 2**23 + 2),
        ((-1.0, 0.0), 127 * 2**23 + 2),
        ((-1.0, 1.0), 2 * 127 * 2**23 + 2),
        ((-4.0, -1.0), 2 * 2**23 + 1),
        ((1.0, 1.0), 1),
        ((float("-inf"), float("inf")), 2 * (255 * 2**23 + 1)),
    ],
)
def test_the_float32_of_a_domain_are_counted_exactly(ends, count):
    assert float32_count(ends) == count


def test_a_small_domain_is_counted_as_by_hand():
    low, high = (float(np.float32(x)) for x in (-1e-44, 1e-44))
    x = np.arange(0, 16, dtype=np.uint32)
    both = np.concatenate([x, x | 0x80000000]).astype(np.uint32).view(np.float32)
    assert float32_count((low, high)) == np.count_nonzero((both >= low) & (both <= high))


def everything(record, chunks: list[np.ndarray]) -> tuple[dict, list[int], int, int]:
    """A report over given inputs as if they were all, then histogram, wrong count and count of those inside."""
    target = target_of(record)
    scorer = Scorer(build_oracle(target), True, True)
    run = numpy_backend.compile_program(flushed(record.program()))
    bits = np.concatenate(chunks)
    x = bits.view(np.float32)
    errors, _ = scorer.errors(bits, run(x), scorer.oracle.reference(x))
    low, high = target.real_domain
    inside = (x >= low) & (x <= high)
    place = np.searchsorted(ULP_EDGES, errors)
    whole = np.bincount(place, minlength=len(ULP_EDGES) + 1)
    part = np.bincount(place[inside], minlength=len(ULP_EDGES) + 1)
    return (
        {
            "mode": EXHAUSTIVE,
            "max_ulp": float(errors.max()),
            "histogram": whole.tolist(),
            "histogram_edges": list(ULP_EDGES),
            "wrong_count": int(np.count_nonzero(errors > 0.5)),
        },
        part.tolist(),
        int(np.count_nonzero(errors[inside] > 0.5)),
        int(inside.sum()),
    )


@pytest.mark.parametrize(("target", "outside"), [("bell", NAN), ("bell", CLAMP), ("log", NAN), ("log", CLAMP)])
def test_counts_inside_are_those_of_a_sweep_that_never_leaves_the_domain(target, outside, monkeypatch):
    record = bounded_record(target, outside)
    step = 65_521  # a prime: every inputs of so many stands for all
    bits = np.arange(0, 1 << 32, step, dtype=np.uint64).astype(np.uint32)
    error, part, wrong, inside = everything(record, [bits])
    x = bits.view(np.float32)

    def count(ends):
        return int(np.count_nonzero((x >= ends[0]) & (x <= ends[1]))) + (float("-inf") in ends or float("inf") in ends)

    monkeypatch.setattr("results.record.inside.float32_count", count)
    monkeypatch.setattr("results.record.inside.ALL", len(bits))
    found = inside_of(to_json(record), error)
    assert found is not None
    assert list(found.histogram) == part
    assert (found.wrong_count, found.inputs) == (wrong, inside)
    assert sum(found.histogram) == inside < len(bits)


def test_subnormals_beside_an_end_at_0_count_as_0():
    ends = (0.0, 1.0)
    inside = float32_count(ends)
    error = {"mode": EXHAUSTIVE, "max_ulp": 0.9, "wrong_count": SUBNORMAL + 5, "histogram_edges": [0.5, 1.0]}
    error["histogram"] = [ALL - SUBNORMAL - 5, SUBNORMAL + 5, 0]
    found = counted_inside(error, ends)
    assert found == Inside(inside + SUBNORMAL, SUBNORMAL, SUBNORMAL + 5, (inside - 5, SUBNORMAL + 5, 0))


@pytest.mark.parametrize("change", [{"mode": "sampled"}, {"max_ulp": "inf"}, {"histogram": [5, 0, 0]}])
def test_what_cannot_be_told_apart_is_not(change):
    error = {"mode": EXHAUSTIVE, "max_ulp": 0.9, "wrong_count": 0, "histogram_edges": [0.5, 1.0]}
    assert counted_inside({**error, "histogram": [ALL, 0, 0], **change}, (1.0, 4.0)) is None
    assert counted_inside({**error, "histogram": [ALL, 0, 0]}, None) is None


def test_a_header_says_which_inputs_its_bound_is_over():
    record = bounded_record("bell", NAN)
    stated = record.verification("jax")
    assert stated is not None
    proved = dataclasses.replace(stated, error=dataclasses.replace(stated.error, mode=EXHAUSTIVE, inputs=ALL))
    text = " ".join(" ".join(sentences(record, proved)).split())
    inside = float32_count((-0.5, 1.0))
    assert f"ulp over all {inside:,} float32 inputs in [-0.5, 1]" in text
    assert f"the other {ALL - inside:,} give NaN, swept too" in text
    assert swept_inputs(domain_of(to_json(record)["subject"])) in text
    assert swept_inputs(None) == "all 4,294,967,296 float32 inputs"

import csv
import io
from dataclasses import fields, replace

import numpy as np

from evaluators.reference.oracle import build_oracle
from evaluators.report import EXHAUSTIVE
from evaluators.timing import interleaved
from evaluators.timing.baselines import CLASSICAL, LIBRARY, STOCK, Implementation
from evaluators.timing.interleaved import Timing, array_block
from evaluators.timing.yardstick import YARDSTICK
from results.bench import comparison
from results.bench.comparison import (
    cells,
    disturbance,
    errors_of,
    kernel_implementation,
    measure,
    record_implementation,
    to_csv,
    with_proof,
)
from results.bench.row import ComparisonRow, by_time
from results.commands import collect
from results.record.cover import here
from results.record.naming import kernel_name
from results.record.record import Record, Subject
from results.tables.tables import print_comparison
from search_spaces.targets import TARGETS
from tests.results.small import small_kernel, small_record

ROWS = [
    ComparisonRow("exp2", "jnp.exp2", "stock", 68.5, True, "0x1p+0", 0.47, 1.0),
    ComparisonRow("exp2", "libm, by value", "library", float("inf"), False, "-0x1p+0", None, None),
    ComparisonRow(
        "sin", "jnp.sin", "stock", 0.5, True, "0x1p+0", 0.5, 1.0, (-0.5, 0.5), "L2", 512, 0.0123, "jax 1", 1.25
    ),
]


def test_csv_has_a_header_and_empty_cells_where_nothing_is_known():
    found = list(csv.reader(io.StringIO(to_csv(ROWS))))
    assert found[0] == [field.name for field in fields(ComparisonRow)]
    assert found[1] == [
        "exp2",
        "jnp.exp2",
        "stock",
        "68.5",
        "True",
        "0x1p+0",
        "0.47",
        "1.0",
        "",
        "L1",
        "",
        "",
        "",
        "",
        "",
        "",
        *[""] * 4,
    ]
    assert found[2] == [
        "exp2",
        "libm, by value",
        "library",
        "inf",
        "False",
        "-0x1p+0",
        "",
        "",
        "",
        "L1",
        *[""] * 10,
    ]
    assert found[3][-12:] == ["-0.5 0.5", "L2", "512", "0.0123", "jax 1", "1.25", *[""] * 6]


def test_the_table_says_what_was_sampled_and_what_is_unknown():
    assert cells(ROWS[0]) == ("jnp.exp2", "stock", "68.500", "0x1p+0", "-", "-", "1.00x", "-", "-", "0.470", "-")
    assert cells(ROWS[1]) == ("libm, by value", "library", "inf (sampled)", "-0x1p+0", *["-"] * 7)
    assert cells(ROWS[2])[-1] == "1.2%"


def test_calls_stand_before_fused_use_and_that_before_loops():
    used = replace(ROWS[0], call_ns=0.5, call_ratio=1.5, fused_ns=0.6, fused_ratio=1.25)
    assert cells(used)[4:] == ("1.50x", "1.25x", "1.00x", "0.500", "0.600", "0.470", "-")
    assert by_time([used, ROWS[1], ROWS[2]]) == [(0.5, used)]
    assert by_time(ROWS) == [(0.47, ROWS[0]), (0.5, ROWS[2])]


def test_a_slowed_machine_is_told_of():
    assert "took 1.25 times the least" in str(disturbance(ROWS))
    assert disturbance(ROWS[:2]) is None
    assert disturbance([]) is None


def test_of_several_runs_the_least_disturbed_counts(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    runs = iter([(2.0, 0.0), (1.0, 0.5), (1.2, 0.005), (1.4, 0.0)])

    def times(blocks, rounds):
        ns, spread = next(runs)
        return {name: Timing(5 * ns if name == YARDSTICK else ns, spread, 1, 1) for name in blocks}

    monkeypatch.setattr(interleaved, "time_blocks", times)
    stock = Implementation("stock", STOCK, np.exp2, lambda inputs: array_block(np.exp2, inputs), False)
    found = comparison.time_all([stock], (0.0, 1.0), runs=4)["stock"]
    assert (found.ns_per_element, found.spread, found.ratio_to_stock, found.slowed) == (1.2, 0.005, 1.0, 1.0)
    assert next(runs, None) is None
    runs = iter([(1.5, 0.0)])
    assert comparison.time_all([stock], (0.0, 1.0))["stock"].slowed == 1.5 / 1.2


def test_errors_and_times_come_together_with_stock_as_the_unit():
    target, x = TARGETS["exp2"], np.array([0.5], np.float32)
    exact = Implementation(
        "numpy", LIBRARY, lambda v: np.exp2(v.astype(np.float64)).astype(np.float32), None, False, vectorised=False
    )
    stock = Implementation("stock", STOCK, np.exp2, lambda inputs: array_block(np.exp2, inputs), False)
    assert exact.evaluate(x)[0] == np.float32(2.0**0.5)
    with np.errstate(all="ignore"):
        rows = {m.implementation.name: m.row() for m in measure([stock, exact], build_oracle(target), False)}
    assert rows["numpy"].max_ulp <= 0.5 + 2.0**-20
    assert rows["numpy"].ns_per_element is rows["numpy"].ratio_to_stock is None
    assert not rows["numpy"].exhaustive
    assert rows["stock"].ratio_to_stock == 1.0
    assert rows["stock"].max_ulp < 8.0
    float.fromhex(rows["stock"].witness)


def test_a_kernel_and_its_record_are_one_implementation():
    record, (_, _, kernel) = small_record(), small_kernel()
    one, other = kernel_implementation("k", CLASSICAL, kernel), record_implementation(record)
    x = np.linspace(-5.0, 5.0, 64, dtype=np.float32)
    assert one.evaluate(x).tobytes() == other.evaluate(x).tobytes()
    assert record.hash[:8] in other.name
    found = errors_of([one, other], build_oracle(TARGETS["exp2"]), False)
    assert found["k"].max_ulp == found[other.name].max_ulp
    verification = record.verification("jax")
    assert verification is not None
    assert found["k"].max_ulp == verification.error.max_ulp


def proved(record: Record, **changed: object) -> Record:
    """The record as if its sample were a sweep in this environment, or in another."""
    (stated, *rest) = record.verifications
    swept = replace(stated, error=replace(stated.error, mode=EXHAUSTIVE), fingerprint=replace(here(), **changed))
    return replace(record, verifications=(swept, *rest))


def test_a_kernel_that_is_proved_here_is_shown_with_its_proof_and_not_with_a_sample():
    record = proved(small_record())
    error = record.verifications[0].error
    row = ComparisonRow("exp2", "evolved 1", "evolved", 0.9 * error.max_ulp, False, "0x1p+0", 0.4, 1.2)
    found = with_proof(row, record)
    assert (found.proved_ulp, found.proved_witness) == (error.max_ulp, error.witness)
    assert (found.max_ulp, found.witness, found.exhaustive) == (row.max_ulp, "0x1p+0", False)
    assert cells(found)[2:4] == (f"{error.max_ulp:.3f} (proved)", error.witness)
    assert cells(replace(found, exhaustive=True))[2:4] == (f"{row.max_ulp:.3f}", "0x1p+0")
    worse = replace(found, max_ulp=2 * error.max_ulp)
    assert cells(worse)[2] == f"{2 * error.max_ulp:.3f} (sampled, NOT the {error.max_ulp:.3f} proved)"


def test_a_proof_under_another_compiler_or_a_sample_is_none_here():
    row = ComparisonRow("exp2", "evolved 1", "evolved", 0.9, False, "0x1p+0", 0.4, 1.2)
    elsewhere = proved(small_record(), versions=(("jax", "0.1"), ("jaxlib", "0.1")))
    for record in (elsewhere, small_record()):
        assert with_proof(row, record) == row
        assert cells(with_proof(row, record))[2] == "0.900 (sampled)"


def test_compare_shows_the_proofs_of_the_records(monkeypatch, capsys):
    record = proved(small_record())
    monkeypatch.setattr(collect, "by_subject", lambda name: {Subject(): [record]})
    rows = collect.compare_targets("exp2", False)
    mine = next(row for row in rows if row.implementation == kernel_name(record.kind, record.hash))
    assert mine.proved_ulp == record.verifications[0].error.max_ulp
    assert all(row.proved_ulp is None for row in rows if row is not mine)
    print_comparison(rows)
    out = capsys.readouterr().out
    assert "(proved)" in out
    assert "proved: over every float32, as the kernel's record states it" in out

import itertools

import pytest

from evaluators.report import CostReport
from evaluators.timing.interleaved import setting_named
from results.bench import bench, sizes
from results.bench.bench import aa_rows, kernel_rows
from results.library.kernel_index import jax_kernels
from tests.sentences import whole


def test_the_same_kernel_twice_gives_a_distribution_and_the_smallest_significant_difference(monkeypatch):
    seen, factors = [], itertools.cycle((1.02, 0.995, 1.0, 1.0))

    def time_all(implementations, domain, rounds=None, setting=None, runs=1):
        seen.append([row.name for row in implementations])
        return {
            row.name: CostReport(next(factors) if row.name == "A" else 1.0, 1.0, 1.0, 30, 1024, None)
            for row in implementations
        }

    monkeypatch.setattr(bench, "time_all", time_all)
    rows = aa_rows("exp2", runs=4)
    assert seen == [["jnp.exp2", "A", "B"]] * 4
    assert [row.value for row in rows[:4]] == [1.02, 0.995, 1.0, 1.0]
    assert rows[4].value == 1.0
    assert (rows[5].value, rows[5].unit) == (3.0, "of 4")
    assert rows[6].value == pytest.approx(2 * ((0.02**2 + 0.005**2) / 4) ** 0.5)


def test_a_target_that_cannot_be_timed_twice_is_refused():
    said = "airy_ai7 has neither a kernel on record nor a stock function: choose another --target"
    with pytest.raises(ValueError, match=whole(said)):
        aa_rows("airy_ai7")
    with pytest.raises(ValueError, match="exp22"):
        aa_rows("exp22")


def test_the_ratios_of_calls_stand_by_the_size_of_the_array(monkeypatch, capsys):
    asked = []

    def measure(wanted):
        asked.append(wanted)
        return dict.fromkeys(wanted.records, wanted.elements / 1000)

    monkeypatch.setattr(sizes, "on_one_core", measure)
    (row,) = sizes.size_rows((64, 8192), "exp")
    assert row.ratios == {"64": 0.064, "8192": 8.192}
    assert [wanted.elements for wanted in asked] == [64, 8192]
    assert {row.target for row in sizes.size_rows((64,))} == {k.target for k in jax_kernels() if k.standard}
    sizes.print_sizes([row])
    assert "0.06x" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (((0,), "exp"), "--size is 0; allowed: an integer from 1 to 100,000,000, the values of an array"),
        (((64,), "expp"), "Did you mean 'exp'"),
        (((64,), "airy_ai7"), "no kernel of 'airy_ai7' on record was swept: nothing to time here"),
    ],
)
def test_an_array_of_no_values_is_refused_and_so_is_a_target_without_a_kernel(given, words):
    with pytest.raises(ValueError, match=words):
        sizes.size_rows(*given)


def test_kernels_of_one_target_are_timed_in_a_setting(monkeypatch):
    settings = []

    def time_all(implementations, domain, rounds=None, setting=None, runs=1):
        settings.append(setting)
        return {row.name: CostReport(2.0, 4.0, 2.0, 30, 1024, None) for row in implementations}

    monkeypatch.setattr(bench, "time_all", time_all)
    setting = setting_named("L2", 512)
    rows = kernel_rows("sin", setting)
    assert settings == [setting]
    assert rows[0].name == "sin: jnp.sin"
    assert {(row.value, row.peer, row.ratio) for row in rows} == {(2.0, 4.0, 2.0)}

import json
import subprocess

import pytest

from results.library import choice, speeds, timing
from results.library import install as installing
from results.library.install import install
from results.library.kernel_index import AS_A_CALL, jax_kernels
from results.library.timing import Asked, on_one_core, stock_of, time_kernels, timing_domains
from search_spaces.composed import ROWS
from tests.sentences import whole

SHIPPED_FILES = sorted(speeds.SHIPPED.glob("*.json"))


@pytest.fixture(autouse=True)
def a_machine_that_nothing_is_known_of(nothing_measured):
    """Folders are empty."""


def records_of(target: str) -> tuple[str, ...]:
    return tuple(row.record for row in jax_kernels() if row.target == target and row.installable)


def test_the_kernels_of_a_target_are_called_beside_stock_alone_and_fused():
    mine = records_of("exp")
    found = time_kernels(Asked(mine, 30, 1, 4096))
    assert set(found) == {*mine, *(f"{name} fused" for name in mine)}
    assert all(ratio > 0 for ratio in found.values())


def test_a_process_with_one_core_times_them_too_and_its_failure_is_told():
    (record, *_) = records_of("rsqrt")
    assert record in on_one_core(Asked((record,), 30, 1, 1024))
    with pytest.raises(RuntimeError, match=r"timing failed: ValueError: rounds is 3; at least 30 are needed"):
        on_one_core(Asked((record,), 3, 1, 1024))


def test_fused_is_measured_of_what_it_might_decide(monkeypatch):
    asked = []

    def ratios(kernels, use, _):
        asked.append((use, [row.record for row in kernels]))
        return dict(zip((row.record for row in kernels), (0.9, 1.1, 2.0), strict=False)) if use == "call" else {}

    monkeypatch.setattr("results.library.timing._ratios", ratios)
    mine = records_of("exp2")[:3]
    time_kernels(Asked(mine, close=1.25))
    assert asked == [("call", list(mine)), ("fused", [mine[1]])]


def test_stock_and_the_inputs_of_every_kernel_are_those_of_its_row():
    for target in {row.target for row in jax_kernels() if row.installable}:
        assert timing_domains()[target] == ROWS[target].timing_domain
        name = ROWS[target].stock
        assert name is not None
        assert callable(stock_of(target))


def test_what_is_measured_here_counts_before_what_came_with_the_library_and_that_before_the_record(monkeypatch):
    first, second, third = jax_kernels()[:3]
    assert speeds.timed_menu() == jax_kernels()
    for folder, ratios in (
        (speeds.SHIPPED, {first.record: 3.0, second.record: 4.0}),
        (speeds.cache(), {first.record: 5.0, f"{first.record} fused": 2.0}),
    ):
        folder.mkdir(parents=True)
        (folder / speeds.file_name()).write_text(json.dumps(ratios))
    speeds.measured.cache_clear()
    found = {row.record: row for row in speeds.timed_menu()}
    assert [found[row.record].ratio for row in (first, second, third)] == [5.0, 4.0, third.ratio]
    assert [found[row.record].speed for row in (first, second, third)] == [2.0, 4.0, third.ratio]
    assert [found[row.record].called for row in (first, second, third)] == [True, True, False]
    assert found[first.record].speeds == f"5.00x as a call, 2.00x fused, {first.ratio:.2f}x in a loop"


def test_every_target_is_timed_and_kept(monkeypatch):
    monkeypatch.setattr(speeds, "on_one_core", lambda asked: dict.fromkeys(asked.records, 2.0))
    told = []
    found = speeds.time_here(lambda what, done, total: told.append((what, done, total)), rounds=30)
    assert set(found) == {row.record for row in jax_kernels() if row.installable}
    assert speeds.measured() == found
    assert len(told) == len({row.target for row in jax_kernels() if row.installable})


@pytest.mark.parametrize(
    "text",
    ["{", '{"0123456789abcdef": 1e9}', '{"0123456789abcdef": 0}', '{"exp": 2.0}', '{"0123456789abcdef loop": 2.0}'],
)
def test_a_file_with_anything_that_is_no_ratio_is_as_none(text):
    path = speeds.cache() / speeds.file_name()
    path.parent.mkdir(parents=True)
    path.write_text(text)
    assert speeds.measured() == {}
    assert path.with_name(f"{path.name}.damaged").exists()


def test_calls_that_nobody_measured_are_measured_once_and_kept(monkeypatch):
    """With speeds in a loop alone, tanh and erf would be installed; called, they are slower than stock."""
    asked: list[tuple[str, ...]] = []

    def measure(wanted: Asked) -> dict[str, float]:
        asked.append(wanted.records)
        slow = {*records_of("tanh"), *records_of("erf")}
        return {record: 0.7 if record in slow else 1.5 for record in wanted.records}

    monkeypatch.setattr(speeds, "on_one_core", measure)
    kernels, left = choice.choose(choice.wish(None, None, None, anyway=True))
    assert {"tanh", "erf"} <= {row.name for row in left}
    assert not {"tanh", "erf"} & {row.target for row in kernels}
    assert {row.ratio_as for row in kernels} == {AS_A_CALL}
    first, second = asked
    standard = {
        row.record for row in jax_kernels() if row.standard and row.installable and row.max_ulp <= choice.MOST_ULPS
    }
    assert set(first) == standard
    assert {*records_of("tanh")} & set(second), "the other kernels of a function whose own is slower are measured too"
    speeds.measured.cache_clear()
    assert choice.choose(choice.wish(None, None, None, anyway=True)) == (kernels, left)
    assert len(asked) == 2, "nothing is measured twice"


def test_where_calls_cannot_be_measured_stock_stays_and_the_reason_is_told(monkeypatch):
    def fails(_: Asked) -> dict[str, float]:
        raise RuntimeError("timing failed: no process")

    monkeypatch.setattr(speeds, "on_one_core", fails)
    kernels, left = choice.choose(choice.wish(None, None, None, anyway=True))
    assert kernels == ()
    reasons = {row.name: row.reason for row in left}
    assert reasons["exp"] == (
        "no call was measured here (timing failed: no process); evonumerics.time_here() measures, prefer='accuracy' does without"
    )
    taken = install(only=["exp"], prefer="accuracy", anyway=True)
    installing.uninstall()
    assert [row.target for row in taken.kernels] == ["exp"]


def test_kernels_whose_files_changed_are_measured_again(monkeypatch):
    before = speeds.cache()
    changed = tuple(row for row in jax_kernels()[1:])
    monkeypatch.setattr(speeds, "jax_kernels", lambda: changed)
    assert speeds.cache() != before


@pytest.mark.parametrize("path", SHIPPED_FILES, ids=lambda path: path.stem)
def test_speeds_that_come_with_the_library_are_ratios_of_kernels_by_record(path):
    kept = json.loads(path.read_text())
    assert path.name.startswith(("x86_64-", "aarch64-")), path.name
    assert "_jax-" in path.name
    assert kept, path
    assert speeds.read_speeds(path, cached=False) == kept
    assert all(0.01 < ratio < 100 for ratio in kept.values())


def test_a_measurement_without_an_end_is_given_up(monkeypatch):
    def late(command: list[str], **given: object) -> None:
        raise subprocess.TimeoutExpired(command, timing.MOST_SECONDS)

    monkeypatch.setattr(subprocess, "run", late)
    said = f"timing took more than {timing.MOST_SECONDS} s: measure again while nothing else runs"
    with pytest.raises(RuntimeError, match=whole(said)):
        on_one_core(Asked(()))

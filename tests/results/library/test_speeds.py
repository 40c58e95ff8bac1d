import json

import pytest

from results.library import speeds
from results.library.kernel_index import jax_kernels

SHIPPED_FILES = sorted(speeds.SHIPPED.glob("*.json"))


@pytest.fixture(autouse=True)
def a_machine_that_nothing_is_known_of(nothing_measured):
    """Folders are empty."""


def test_the_kernels_of_a_target_are_timed_beside_stock():
    mine = {row.record for row in jax_kernels() if row.target == "exp" and row.exhaustive}
    found = speeds.time_target("exp", rounds=3)
    assert set(found) == mine
    assert all(ratio > 0 for ratio in found.values())


def test_a_process_with_one_core_times_them_too_and_its_failure_is_told():
    assert set(speeds.on_one_core("exp", rounds=3)) == set(speeds.time_target("exp", rounds=3))
    with pytest.raises(RuntimeError, match=r"timing expp failed: \[\"KeyError"):
        speeds.on_one_core("expp", rounds=3)


def test_what_is_measured_here_counts_before_what_came_with_the_library_and_that_before_the_record(monkeypatch):
    first, second, third = jax_kernels()[:3]
    assert speeds.timed_menu() == jax_kernels()
    for folder, ratios in (
        (speeds.SHIPPED, {first.record: 3.0, second.record: 4.0}),
        (speeds.cache(), {first.record: 5.0}),
    ):
        folder.mkdir(parents=True)
        (folder / speeds.file_name()).write_text(json.dumps(ratios))
    speeds.measured.cache_clear()
    found = {row.record: row.ratio for row in speeds.timed_menu()}
    assert (found[first.record], found[second.record], found[third.record]) == (5.0, 4.0, third.ratio)


def test_every_target_is_timed_and_kept(monkeypatch):
    monkeypatch.setattr(speeds, "on_one_core", lambda target, rounds: {target: 2.0})
    told = []
    found = speeds.time_here(lambda what, done, total: told.append((what, done, total)), rounds=1)
    assert set(found) == {row.target for row in jax_kernels() if row.installable}
    assert speeds.measured() == found
    assert len(told) == len(found)


def test_an_unreadable_file_is_as_none():
    speeds.cache().mkdir(parents=True)
    (speeds.cache() / speeds.file_name()).write_text("{")
    assert speeds.measured() == {}


@pytest.mark.parametrize("path", SHIPPED_FILES, ids=lambda path: path.stem)
def test_speeds_that_come_with_the_library_are_ratios_of_kernels_by_record(path):
    kept = json.loads(path.read_text())
    assert path.name.startswith(("x86_64-", "aarch64-")), path.name
    assert "_jax-" in path.name
    assert kept, path
    assert all(len(record) == 16 and int(record, 16) >= 0 for record in kept)
    assert all(0.01 < ratio < 100 for ratio in kept.values())

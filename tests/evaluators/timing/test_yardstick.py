import json
from pathlib import Path

from evaluators.timing.interleaved import Timing
from evaluators.timing.yardstick import STEADY, slowed, yardstick


def took(ns: float, spread: float = 0.0) -> Timing:
    return Timing(ns, spread, 300, 300)


def test_a_time_that_is_not_steady_is_no_least_time(tmp_path: Path):
    found = [
        slowed(took(ns, spread), "a", tmp_path)
        for ns, spread in ((1.0, 2 * STEADY), (3.0, 0.0), (1.5, 2 * STEADY), (6.0, 0.0))
    ]
    assert found == [1.0, 1.0, 0.5, 2.0]


def test_the_least_time_of_every_device_is_kept_and_is_the_unit(tmp_path: Path):
    found = [
        slowed(took(ns), device, tmp_path)
        for ns, device in ((2.0, "a"), (3.0, "a"), (9.0, "b"), (1.0, "a"), (2.0, "a"))
    ]
    assert found == [1.0, 1.5, 1.0, 1.0, 2.0]
    assert json.loads((tmp_path / "yardstick.json").read_text()) == {"a": 1.0, "b": 9.0}


def test_a_damaged_file_or_a_folder_that_cannot_be_written_costs_only_what_was_known(tmp_path: Path):
    (tmp_path / "yardstick.json").write_text("[1")
    assert slowed(took(2.0), "a", tmp_path) == 1.0
    assert slowed(took(3.0), "a", tmp_path) == 1.5
    assert slowed(took(2.0), "a", tmp_path / "yardstick.json" / "below") == 1.0


def test_the_yardstick_is_a_block_of_one_row_after_another():
    block = yardstick()
    block.run(3)
    assert block.elements == 1024

"""Counted work under a budget: what is left out depends on counts alone, and what is done is not done again."""

import json
from pathlib import Path

import pytest

from evaluators.minimax.ledger import PIECE_LIMIT, Ledger, ValueCodec
from evaluators.minimax.meter import Meter

NUMBER = ValueCodec(int, lambda value: int(value) if type(value) is int else int("no number"))


class Work:
    """Counts how often each piece is made."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def take(self, ledger: Ledger, name: str, work: int = 10, needed: bool = False) -> int | None:
        def make(meter: Meter) -> int:
            self.made.append(name)
            meter.add(work)
            return len(name)

        return ledger.take(name, make, NUMBER, needed)


def test_pieces_begin_while_the_budget_is_not_spent_and_the_others_are_named():
    ledger, work = Ledger(25), Work()
    assert [work.take(ledger, name) for name in ("a", "bb", "ccc", "dddd")] == [1, 2, 3, None]
    assert (ledger.spent, ledger.pieces, ledger.left_out) == (30, 3, ["dddd"])
    assert work.take(ledger, "needed", needed=True) == 6


def test_no_budget_begins_nothing_and_no_limit_ends_nothing():
    work = Work()
    assert work.take(Ledger(0), "a") is None
    assert work.made == []
    assert work.take(Ledger(), "a", work=10**12) == 1


def test_a_piece_counts_once_however_often_it_is_taken():
    ledger, work = Ledger(100), Work()
    assert work.take(ledger, "a") == work.take(ledger, "a") == 1
    assert (ledger.spent, work.made) == (10, ["a"])


def test_what_was_kept_is_not_done_again_and_counts_as_much(tmp_path: Path):
    work, told = Work(), list[int]()
    for _ in range(2):
        ledger = Ledger(25, tmp_path, "m", lambda done: told.append(done.pieces))
        values = [work.take(ledger, name) for name in ("a", "bb", "ccc", "dddd")]
        assert (values, ledger.spent, ledger.left_out) == ([1, 2, 3, None], 30, ["dddd"])
    assert work.made == ["a", "bb", "ccc"]
    assert told == [1, 2, 3, 1, 2, 3]


def test_pieces_of_another_maker_are_done_again(tmp_path: Path):
    work = Work()
    for maker in ("old", "new"):
        work.take(Ledger(None, tmp_path, maker), "a")
    assert work.made == ["a", "a"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[: len(text) // 2],
        lambda text: "null",
        lambda text: "[" * 200_000,
        lambda text: text.replace('"work": 10', '"work": -1'),
        lambda text: text.replace('"value": 1', '"value": 7'),
        lambda text: json.dumps({"row": {"name": "a", "maker": "m", "value": "x", "work": 1}, "sha256": ""}),
        lambda text: text + " " * (1 << 20),
    ],
)
def test_a_damaged_piece_is_as_if_it_were_not_there(spoil, tmp_path: Path):
    work = Work()
    work.take(Ledger(None, tmp_path, "m"), "a")
    (path,) = tmp_path.iterdir()
    path.write_text(spoil(path.read_text()))
    ledger = Ledger(None, tmp_path, "m")
    assert work.take(ledger, "a") == 1
    assert (work.made, ledger.spent) == (["a", "a"], 10)


def test_a_value_that_cannot_be_read_is_made_again(tmp_path: Path):
    Ledger(None, tmp_path, "m").take("a", lambda _: "text", ValueCodec(str, str))
    work = Work()
    assert work.take(Ledger(None, tmp_path, "m"), "a") == 1
    assert work.made == ["a"]


def test_a_piece_that_ended_at_its_limit_says_so_also_when_it_is_read_again(tmp_path: Path):
    work = Work()
    for _ in range(2):
        ledger = Ledger(None, tmp_path, "m")
        assert work.take(ledger, "a", work=PIECE_LIMIT) == 1
        assert ledger.left_out == ["a (not settled)"]

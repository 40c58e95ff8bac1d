from types import SimpleNamespace
from typing import Any

import pytest

from results.bench.stock_errors import StockError
from results.record.bars import AHEAD_OF_STOCK
from results.record.record_speeds import Speeds
from results.record.report_rules import ALL_INPUTS
from results.tables import beating_stock
from results.tables.beating_stock import beating, beating_section

# fmt: off
ROWS: dict[str, tuple[float, Speeds]] = {
    "slow":     (0.5, Speeds(0.9, 1.3, 5.0)),
    "unfused":  (0.6, Speeds(1.3, None, 5.0)),
    "accurate": (0.8, Speeds(AHEAD_OF_STOCK, 1.2, 1.0)),
    "fast":     (2.4, Speeds(1.5, 1.5, 1.0)),
}
# fmt: on


@pytest.fixture
def kernels(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Kernels by ROWS, all swept."""
    monkeypatch.setattr(beating_stock, "jax_ulp", lambda record: ROWS[record.hash][0])
    monkeypatch.setattr(beating_stock, "speeds_of", lambda record: ROWS[record.hash][1])
    made = {"kind": "evolved", "subject": beating_stock.Subject(), "is_swept": True}
    return [SimpleNamespace(hash=name, **made) for name in ROWS]


@pytest.mark.parametrize(
    ("names", "stock", "found"),
    [
        (("slow", "unfused", "accurate", "fast"), 2.0, "accurate"),
        (("slow", "unfused", "accurate", "fast"), 0.7, "accurate"),
        (("slow", "unfused", "fast"), 2.4, "fast"),
        (("slow", "unfused", "fast"), 2.3, None),
        ((), 2.0, None),
    ],
)
def test_the_kernel_that_beats_stock_is_the_most_accurate_of_those_ahead_in_all(kernels, names, stock, found):
    given = [kernel for kernel in kernels if kernel.hash in names]
    record = beating(given, StockError(stock, "0x1p+0", ALL_INPUTS, "0"))
    assert (record.hash if record else None) == found


def test_kernels_that_were_only_sampled_beat_nobody(kernels):
    for kernel in kernels:
        kernel.is_swept = False
    assert beating(kernels, StockError(9.0, "0x1p+0", ALL_INPUTS, "0")) is None


def test_hand_made_kernels_beat_nobody(kernels):
    for kernel in kernels:
        kernel.kind = "classical"
    assert beating(kernels, StockError(9.0, "0x1p+0", ALL_INPUTS, "0")) is None


def test_every_function_is_in_the_section_or_named_as_lacking():
    text = beating_section()
    lacking = text.rsplit("None yet: ", 1)[1].removesuffix(".\n").split(", ")
    stated = [line.split(" | ")[0].strip("| ") for line in text.splitlines() if line.count("|") > 3][2:]
    assert len(stated) + len([name for name in lacking if name != "-"]) == len(beating_stock.stock_errors())
    assert not set(stated) & set(lacking)

"""The report of `bench --imports`, on given times and on a kernel of the library; no test asserts a time."""

import dataclasses
import math

import pytest

from results.bench import import_times
from results.bench.import_times import ALLOWED_MS, ImportRow, import_rows, judged, print_imports
from results.library.kernel_index import KERNELS, jax_kernels
from tests.test_command_line import call, strict

KEYS = ("name", "kind", "wall", "stock_wall", "over", "allowed", "ok")
STRAIGHT, BRANCH = ALLOWED_MS["straight"], ALLOWED_MS["branch"]

# Seconds (by the clock, of the processor) of stock, then of the kernel, a round each.
# fmt: off
JUDGED = {
    "just met":          ("straight", [((0.02, 0.00), (0.03, STRAIGHT / 1e3))],                     STRAIGHT,  True),
    "just missed":       ("straight", [((0.02, 0.00), (0.03, STRAIGHT / 1e3 + 1e-6))],              STRAIGHT + 1e-3, False),
    "a branch has more": ("branch",   [((0.02, 0.00), (0.03, STRAIGHT / 1e3 + 1e-6))],              STRAIGHT + 1e-3, True),
    "a branch missed":   ("branch",   [((0.02, 0.01), (0.30, BRANCH / 1e3 + 0.02))],                BRANCH + 10.0,   False),
    "one good round":    ("straight", [((0.02, 0.50), (9.00, 9.00)), ((0.03, 0.02), (0.04, 0.03))], 10.0,      True),
    "the clock is free": ("straight", [((0.02, 0.02), (9.00, 0.03))],                               10.0,      True),
    "faster than stock": ("straight", [((0.04, 0.04), (0.02, 0.03))],                               -10.0,     True),
}
# fmt: on


@pytest.mark.parametrize(("kind", "pairs", "over", "ok"), JUDGED.values(), ids=JUDGED)
def test_a_limit_counts_the_processors_time_over_stocks_of_the_best_rounds(kind, pairs, over, ok):
    row = judged("exp2", kind, pairs)
    assert (row.name, row.kind, row.allowed, row.ok) == ("exp2", kind, ALLOWED_MS[kind], ok)
    assert row.over == pytest.approx(over, rel=1e-12, abs=1e-9)
    assert row.stock_wall == min(stock[0] for stock, _ in pairs) * 1e3
    assert row.wall == min(kernel[0] for _, kernel in pairs) * 1e3


def test_the_table_says_of_each_kernel_whether_it_is_within_what_is_allowed(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    print_imports([judged(name, kind, pairs) for name, (kind, pairs, *_) in JUDGED.items()])
    *lines, last = capsys.readouterr().out.splitlines()
    for name, (*_, ok) in JUDGED.items():
        (line,) = (line for line in lines if name in line)
        assert ("yes" in line, "NO" in line) == (ok, not ok), line
    assert last == "5 of 7 within what is allowed"


def given_times(*_):
    return 0.5, 0.25


def test_the_json_has_the_documented_keys_for_every_kernel_of_the_library(capsys, monkeypatch):
    monkeypatch.setattr(import_times, "_first_result", given_times)
    code, out, err = call(capsys, "bench", "--imports", "--json")
    assert code == 0, err
    report = strict(out)
    assert set(report) == {"fingerprint", "rows"}
    assert [row["name"] for row in report["rows"]] == [entry.name for entry in jax_kernels()]
    assert {tuple(row) for row in report["rows"]} == {KEYS} == {tuple(f.name for f in dataclasses.fields(ImportRow))}
    for row, entry in zip(report["rows"], jax_kernels(), strict=True):
        assert (row["wall"], row["stock_wall"], row["over"], row["ok"]) == (500.0, 500.0, 0.0, True)
        assert (row["kind"] == "branch") == ("lax.cond(" in (KERNELS / entry.file).read_text())
    for key in KEYS:
        assert f"{key}:" in (ImportRow.__doc__ or ""), key


def test_the_kernels_of_one_target_are_imported_and_called(capsys):
    rows = import_rows("rsqrt", rounds=1)
    assert [row.name for row in rows] == [entry.name for entry in jax_kernels() if entry.target == "rsqrt"]
    assert all(math.isfinite(number) for row in rows for number in (row.wall, row.stock_wall, row.over))
    assert all(min(row.wall, row.stock_wall) > 0 for row in rows)
    print_imports(rows)
    assert "rsqrt" in capsys.readouterr().out


@pytest.mark.parametrize(("given", "meant"), [("rsqr", "rsqrt"), ("tahn", "tanh"), ("expm", "expm1")])
def test_a_target_without_a_kernel_is_refused_with_the_nearest_name(capsys, given, meant):
    code, out, err = call(capsys, "bench", "--imports", "--target", given)
    assert (code, out) == (2, "")
    assert f"the library has no kernel of '{given}'." in err
    assert f"'{meant}'" in err

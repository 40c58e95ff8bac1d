"""The table as a table; tests/search_spaces/functions/test_target_rows.py checks each row's mathematics."""

import dataclasses

import pytest

from search_spaces.ops import REAL_OPS
from search_spaces.reductions import reductions_of
from search_spaces.space import core_name, float32_spaces, real_space
from search_spaces.targets import ABSOLUTE, EVEN, NO_PARITY, ODD, RELATIVE, TARGETS, ULP, find_target
from tests.sentences import whole

each_row = pytest.mark.parametrize("row", TARGETS.values(), ids=lambda row: row.name)


@each_row
def test_a_row_is_filled_in(row):
    assert TARGETS[row.name] is row
    assert row.name.isidentifier()
    assert row.citation.strip()
    assert row.error in (RELATIVE, ABSOLUTE)
    assert row.parity in (EVEN, ODD, NO_PARITY)
    assert row.real_domain[0] < row.real_domain[1]
    assert row.timing_domain[0] < row.timing_domain[1]
    assert set(row.ops) <= set(REAL_OPS)
    assert find_target(row.name) is row


@each_row
def test_every_row_can_be_searched_in_the_reals_and_where_a_reduction_serves_it_in_float32(row):
    space = real_space(row, 7)
    assert (space.domain, space.error, space.ops, space.max_ops) == (row.real_domain, row.error, row.ops, 7)
    if reductions_of(row.name):
        spaces = float32_spaces(row, 7)
        assert {space.error for space in spaces} == {ULP}
        slots = {core_name(slot) for reduction in reductions_of(row.name) for slot in reduction.slots}
        assert sorted(core_name(s.slot) for s in spaces if s.slot) == sorted(slots)
        return
    with pytest.raises(
        ValueError, match=whole(f"no reduction carries target {row.name!r} to the whole float line: give it a domain")
    ):
        float32_spaces(row, 7)


@pytest.mark.parametrize(("given", "offered"), [("exp3", "'exp2'"), ("airy", "'airy_ai7'"), ("tahn", "'tanh'")])
def test_an_unknown_name_is_answered_with_the_nearest_ones(given, offered):
    with pytest.raises(
        ValueError,
        match=whole(
            f"unknown target {given!r}. Did you mean ...{offered}...? Known targets: {', '.join(sorted(TARGETS))}."
        ),
    ):
        find_target(given)


def test_a_name_near_to_nothing_is_answered_with_all_of_them():
    with pytest.raises(
        ValueError, match=whole(f"unknown target 'zzzzzz'. Known targets: {', '.join(sorted(TARGETS))}.")
    ):
        find_target("zzzzzz")


def test_a_row_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        TARGETS["exp2"].name = "other"  # type: ignore[misc]

"""A program's ancestry: its steps, and that it changes nothing of the search."""

import dataclasses

import numpy as np
import pytest

from evo.archive import Entry
from evo.compiled.store import COST, ERROR, FACTS, KEPT, STEPS, remember
from evo.island import IslandState, Migrants, elites, emigrants, run_epoch, start
from evo.packing import pack_migrants, pack_state, unpack_migrants, unpack_state
from tests.evo.runs import small_problem


@pytest.fixture(scope="module")
def state() -> IslandState:
    problem, begun = small_problem(), start(small_problem(), 7, 0)
    first = run_epoch(problem, begun, Migrants(), 7, 0, 0, 1500)
    return run_epoch(problem, first, emigrants(problem, first), 7, 0, 1, 500)


def test_every_ancestry_leads_from_the_identity_to_the_program_by_its_last_variation(state):
    entries = elites(small_problem(), state)
    assert max(len(entry.ancestry.steps) for entry in entries) > 3
    for entry in entries:
        first, last = entry.ancestry.steps[0], entry.ancestry.steps[-1]
        assert (first.mutation, first.ops) == ("start", 0)
        assert (last.mutation, last.ops, last.cost, last.error) == (entry.mutation, entry.ops, entry.cost, entry.error)


def test_migrants_keep_their_ancestry(state):
    leaving = emigrants(small_problem(), state)
    assert [e.ancestry for e in unpack_migrants(pack_migrants(leaving)).entries] == [
        e.ancestry for e in leaving.entries
    ]


def without_ancestry(state: IslandState) -> IslandState:
    stores = {
        name: getattr(state, name)._replace(facts=getattr(state, name).facts[:, :, :STEPS].copy())
        for name in ("population", "own", "own_real", "hall", "hall_real")
    }
    return dataclasses.replace(state, **stores)


def programs(entries: list[Entry]) -> list[tuple]:
    return [(entry.order, entry.mutation, entry.prints) for entry in entries]


def test_a_state_from_before_there_was_an_ancestry_is_read_and_searches_on_to_the_same_programs(state):
    problem, old = small_problem(), unpack_state(pack_state(without_ancestry(state)))
    assert {entry.ancestry.steps for entry in elites(problem, old)} == {()}
    mine, theirs = (run_epoch(problem, one, Migrants(), 7, 0, 2, 400) for one in (state, old))
    assert programs(elites(problem, mine)) == programs(elites(problem, theirs))


def row(steps: list[tuple[float, float]]) -> np.ndarray:
    facts = np.zeros(FACTS)
    for move, (cost, error) in enumerate(steps):
        facts[[COST, ERROR]] = cost, error
        remember(facts, move % 11 - 1, int(cost))
    return facts


def test_a_long_way_keeps_its_ends_and_the_steps_that_changed_most():
    steps = [(float(k), 2.0**-k) for k in range(KEPT)]
    steps.insert(5, (4.0, 2.0**-4 * 0.999))
    entry = dataclasses.replace(_ENTRY, past=row(steps)[STEPS:].tobytes())
    found = entry.ancestry
    assert (len(found.steps), found.left_out) == (KEPT, 1)
    assert [step.error for step in found.steps] == [2.0**-k for k in range(KEPT)]


_ENTRY = Entry(0, 0.0, 1.0, 1.0, None, "start")  # type: ignore[arg-type]

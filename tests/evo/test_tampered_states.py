"""States and migrants that were made to point outside: compiled loops do not check, so reading does."""

from dataclasses import fields, replace

import numpy as np
import pytest

from evaluators.compiled.fit import MOST
from evo.compiled.store import STEPS
from evo.island import IslandState, Migrants, emigrants, run_epoch, start
from evo.packing import (
    DamagedError,
    _named,
    pack_arrays,
    pack_migrants,
    pack_state,
    require_sizes,
    unpack_arrays,
    unpack_migrants,
    unpack_state,
)
from evo.problem import problem_of
from evo.settings.config import resolve
from tests.sentences import whole


@pytest.fixture(scope="module")
def problem():
    campaign = resolve({"target": "exp2", "real": True, "max_ops": 4})
    return problem_of(campaign.space(), campaign.search)


@pytest.fixture(scope="module")
def state(problem) -> IslandState:
    return run_epoch(problem, start(problem, 0, 0), Migrants(), 0, 0, 0, 200)


def test_a_state_as_it_was_written_is_read(problem, state):
    again = require_sizes(unpack_state(pack_state(state)), start(problem, 1, 1))
    assert again.digest() == state.digest()
    assert len(unpack_migrants(pack_migrants(emigrants(problem, state))).entries) > 1


def tampered(arrays: dict[str, np.ndarray], name: str, place: tuple[int, ...], value: float) -> bytes:
    changed = arrays[name].copy()
    changed[place] = value
    return pack_arrays({**arrays, name: changed})


# fmt: off
POINTS = (
    ("population.op", (0, 0, 0), 99), ("population.op", (1, 0, 0), -1), ("own.left", (2, 0, 1), 100), ("own.left", (2, 0, 1), 3),
    ("hall.right", (0, 0, 0), -5), ("own_real.ops", (0, 0), 33), ("hall_real.ops", (0, 0), -1), ("population.size", (0,), 10**6),
    ("population.head", (0,), 48), ("population.head", (0,), -1), ("own.facts", (0, 0, STEPS), 1e300), ("own.facts", (0, 0, STEPS), np.nan),
)
# fmt: on


@pytest.mark.parametrize(("name", "place", "value"), POINTS)
def test_a_state_that_points_outside_is_refused(state, name, place, value):
    arrays = dict(_named(state))
    with pytest.raises(
        DamagedError, match=f"{name.split('.')[0]} of the state has values that no program of this version writes"
    ):
        unpack_state(tampered(arrays, name, place, value))


@pytest.mark.parametrize("name", [field.name for field in fields(IslandState)])
def test_an_array_of_another_size_or_type_is_refused(problem, state, name):
    arrays = dict(_named(state))
    names = [one for one in arrays if one.split(".")[0] == name]
    for one in names:
        for odd in (
            np.zeros(0),
            np.zeros((2, 2, 2, 2)),
            arrays[one][:1],
            arrays[one].astype(np.complex128),
            np.array(["x"]),
        ):
            with pytest.raises(DamagedError):
                require_sizes(unpack_state(pack_arrays({**arrays, one: odd})), start(problem, 0, 0))


def test_a_state_of_a_campaign_with_more_niches_is_refused(problem, state):
    more = replace(problem, space=replace(problem.space, max_ops=6))
    with pytest.raises(
        DamagedError, match=whole("population.op of the state has shape ... of int8; the campaign has (...)")
    ):
        require_sizes(state, start(more, 0, 0))


def test_an_array_that_is_missing_or_left_over_is_named(state):
    arrays = dict(_named(state))
    said = "the state also has 'tomorrow': another version of the program wrote it"
    with pytest.raises(DamagedError, match=whole(said)):
        unpack_state(pack_arrays({**arrays, "tomorrow": np.zeros(1)}))
    del arrays["hall.op"]
    said = "the state has no 'hall.op': another version of the program wrote it"
    with pytest.raises(DamagedError, match=whole(said)):
        unpack_state(pack_arrays(arrays))


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        *((name, np.zeros(3)) for name in ("ops", "op", "left", "right", "const", "low", "facts", "past")),
        ("ops", np.array([-1])),
        ("ops", np.array([10**12])),
        ("ops", np.array(["x"])),
        ("mutation", np.zeros(0, np.str_)),
    ],
)
def test_migrants_that_are_none_are_refused(problem, state, name, odd):
    rows = unpack_arrays(pack_migrants(emigrants(problem, state)))
    with pytest.raises(DamagedError, match="these are no migrants"):
        unpack_migrants(pack_arrays({**rows, name: odd}))
    said = f"these are no migrants: ops are no numbers of operations; allowed: integers from 0 to {MOST}"
    with pytest.raises(DamagedError, match=whole(said)):
        unpack_migrants(pack_arrays({**rows, "ops": np.array([-1])}))
    said = "these are no migrants: facts has shape (3,) of float64; allowed: (..., ...) of float64"
    with pytest.raises(DamagedError, match=whole(said)):
        unpack_migrants(pack_arrays({**rows, "facts": np.zeros(3)}))
    for part, value in (("op", 99), ("left", 100), ("right", -1)):
        with pytest.raises(DamagedError, match="operands outside the program"):
            unpack_migrants(tampered(rows, part, (0,), value))

import dataclasses

import numpy as np
import pytest

from evaluators.compiled.whole.words import encode_words
from evo.compiled.whole.whole_vary import FIRST_FOUND
from evo.packing import DamagedError, pack_arrays, unpack_arrays
from evo.settings.config import resolve
from evo.whole.archive import Entry
from evo.whole.epoch import first_state, settle_migrants
from evo.whole.packing import pack_entries, pack_state, unpack_entries, unpack_state
from evo.whole.posing import problem_of
from search_spaces.whole.words import parse_words
from tests.sentences import whole

PROGRAM = parse_words("words x\na = isub(0x7ef311c3, x)\nb = mul(a, 1.5)\nreturn b\n")


def some_state():
    problem = problem_of(resolve({"target": "recip", "domain": (1.0, 2.0), "whole": True, "max_ops": 4}))
    state = first_state(problem)
    entry = Entry(2, 0.125, PROGRAM)
    settle_migrants(state.whole, (entry,))
    return problem, dataclasses.replace(state, archive=(entry,), extra=np.array([1.5], np.float32), evaluations=7)


def test_a_state_comes_back_as_it_was():
    problem, state = some_state()
    again = unpack_state(pack_state(state), first_state(problem))
    assert again.archive == state.archive
    assert (again.evaluations, again.counts) == (state.evaluations, state.counts)
    assert all(np.array_equal(a, b) for a, b in zip(again.whole, state.whole, strict=True))
    assert pack_state(again) == pack_state(state)


def test_prologues_alone_hold_found_kernels():
    problem, state = some_state()
    for name, found, fits in (("prologues", 2, True), ("prologues", 1, False), ("whole", 2, False)):
        arrays = unpack_arrays(pack_state(state))
        arrays[f"{name}.op"] = np.full_like(arrays[f"{name}.op"], FIRST_FOUND + 1)
        data = pack_arrays(arrays)
        if fits:
            assert np.all(unpack_state(data, first_state(problem), found).prologues.op == FIRST_FOUND + 1)
        else:
            with pytest.raises(DamagedError, match=f"{name} of the state holds what no program of this version writes"):
                unpack_state(data, first_state(problem), found)


def test_entries_come_back_as_they_were():
    entries = (Entry(2, 0.1, PROGRAM), Entry(2, float("inf"), PROGRAM))
    assert unpack_entries(pack_entries(entries)) == entries
    assert unpack_entries(b"") == ()


@pytest.mark.parametrize(
    "change",
    [
        {"whole.op": lambda a: a + 99},
        {"whole.arg": lambda a: a + 50},
        {"whole.size": lambda a: a + 1000},
        {"prologues.length": lambda a: a - 1},
        {"prologues.op": lambda a: a + 23},
        {"prologues.head": lambda a: a + 8},
        {"prologues.head": lambda a: a - 1},
        {"whole.error": lambda a: a[:1]},
        {"archive": lambda a: a[:-3]},
        {"extra": lambda a: a.astype(np.float64)},
    ],
)
def test_a_damaged_state_is_refused_before_compiled_loops_see_it(change):
    problem, state = some_state()
    arrays = unpack_arrays(pack_state(state))
    arrays |= {name: make(arrays[name]) for name, make in change.items()}
    with pytest.raises(DamagedError):
        unpack_state(pack_arrays(arrays), first_state(problem))


def test_migrants_are_a_list_of_programs_that_can_be_interpreted():
    with pytest.raises(DamagedError, match="these are no programs of words: no list of entries"):
        unpack_entries(b"{}")
    long = "words x\n" + "".join(f"v{i} = neg({f'v{i - 1}' if i else 'x'})\n" for i in range(41)) + "return v40\n"
    with pytest.raises(DamagedError, match="a program of more than 40 operations"):
        unpack_entries(pack_entries((Entry(41, 0.5, parse_words(long)),)))


@pytest.mark.parametrize("data", [b"[1]", b'[{"error": "0x1p0", "program": "words x"}]', b"\xff"])
def test_damaged_migrants_are_refused(data):
    with pytest.raises(DamagedError):
        unpack_entries(data)


def test_a_state_that_is_cut_says_where():
    problem, state = some_state()
    arrays = unpack_arrays(pack_state(state))
    arrays["archive"] = arrays["archive"][:-3]
    with pytest.raises(DamagedError, match=whole("the state cannot be read: these are no programs of words: ...")):
        unpack_state(pack_arrays(arrays), first_state(problem))


def test_operands_outside_a_program_are_refused_by_name():
    problem, state = some_state()
    arrays = unpack_arrays(pack_state(state))
    arrays["whole.arg"] = arrays["whole.arg"] + 50
    with pytest.raises(DamagedError, match="whole of the state holds what no program of this version writes"):
        unpack_state(pack_arrays(arrays), first_state(problem))


def test_an_array_of_another_type_is_refused_by_name():
    problem, state = some_state()
    arrays = unpack_arrays(pack_state(state))
    arrays["extra"] = arrays["extra"].astype(np.float64)
    with pytest.raises(DamagedError, match="extra of the state is of float64; the campaign's is of float32"):
        unpack_state(pack_arrays(arrays), first_state(problem))


def test_a_program_longer_than_the_interpreter_is_refused():
    long = "words x\n" + "".join(f"v{i} = neg({f'v{i - 1}' if i else 'x'})\n" for i in range(41)) + "return v40\n"
    with pytest.raises(ValueError, match="the program has 41 operations; at most 40 are interpreted"):
        encode_words(parse_words(long))

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluators.compiled.encoding import Code, encode
from evaluators.compiled.forms import FORMS
from evo.mutations import MUTATIONS, canonical, chances, mutate
from search_spaces.program import identity
from tests.evaluators.test_compiled_canonical import random_code, same_code

OPS = ("add", "sub", "mul", "div")
STRUCTURAL = [name for name in MUTATIONS if name != "gauge"]
seeds = st.integers(0, 2**32)


def parent_of(seed: int) -> Code:
    code = canonical(random_code(seed))
    return code if code is not None and code.ops > 0 else parent_of(seed + 1)


def copy_of(code: Code) -> Code:
    return Code(code.op.copy(), code.left.copy(), code.right.copy(), code.const.copy(), code.low.copy())


@pytest.mark.parametrize("name", STRUCTURAL)
@given(seed=seeds)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_child_is_in_the_space_and_its_parents_are_unchanged(name, seed):
    parent, donor = parent_of(seed), parent_of(seed + 1)
    before = copy_of(parent), copy_of(donor)
    child = mutate(name, parent, donor, OPS, np.random.default_rng(seed))
    assert same_code(parent, before[0]), f"seed {seed}"
    assert same_code(donor, before[1]), f"seed {seed}"
    if child is None:
        return
    settled = canonical(child)
    assert settled is not None, f"seed {seed}"
    assert same_code(settled, child), f"seed {seed}"
    assert all(FORMS[k].op in OPS for k in child.op), f"seed {seed}"
    places = np.arange(child.ops)
    assert np.all((child.left >= 0) & (child.left <= places)), f"seed {seed}"
    assert np.all((child.right >= 0) & (child.right <= places)), f"seed {seed}"


@pytest.mark.parametrize("name", STRUCTURAL)
@given(seed=seeds)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_none_inserts_more_operations_than_its_row_says(name, seed):
    parent, donor = parent_of(seed), parent_of(seed + 1)
    child = mutate(name, parent, donor, OPS, np.random.default_rng(seed))
    if child is not None:
        spliced = donor.ops if name == "splice" else 0
        assert child.ops <= parent.ops + MUTATIONS[name].inserts + spliced, f"seed {seed}"


@pytest.mark.parametrize("name", STRUCTURAL)
@given(seed=seeds)
@settings(max_examples=30, deadline=None, derandomize=True)
def test_the_same_seed_makes_the_same_child(name, seed):
    parent, donor = parent_of(seed), parent_of(seed + 1)
    children = [mutate(name, parent, donor, OPS, np.random.default_rng(seed)) for _ in range(2)]
    if children[0] is None or children[1] is None:
        assert children[0] is children[1], f"seed {seed}"
    else:
        assert same_code(children[0], children[1]), f"seed {seed}"


@pytest.mark.parametrize("name", STRUCTURAL)
def test_every_mutation_changes_most_programs(name):
    changed = 0
    for seed in range(100):
        parent = parent_of(seed)
        child = mutate(name, parent, parent_of(seed + 1), OPS, np.random.default_rng(seed))
        changed += child is None or not same_code(parent, child)
    assert changed > 40


def test_the_identity_grows():
    seed_program = encode(identity())
    grown = [mutate("two", seed_program, seed_program, OPS, np.random.default_rng(seed)) for seed in range(20)]
    assert any(child is not None and child.ops > 0 for child in grown)


def test_operations_outside_the_space_do_not_appear():
    for seed in range(200):
        parent = encode(identity())
        rng = np.random.default_rng(seed)
        for _ in range(6):
            name = STRUCTURAL[int(rng.integers(len(STRUCTURAL)))]
            if parent.ops == 0:
                name = "insert"
            child = mutate(name, parent, parent, ("add", "mul"), rng)
            if child is not None and child.ops <= 12:
                assert {FORMS[k].op for k in child.op} <= {"add", "mul"}, f"seed {seed}"
                parent = child


def test_the_table_is_complete_and_its_chances_add_up():
    assert sorted(row.index for row in MUTATIONS.values()) == list(range(len(MUTATIONS)))
    for name, row in MUTATIONS.items():
        assert name == row.name
        assert 0 <= row.inserts <= 2
        assert row.doc
        assert row.weight > 0.0
    assert chances({})[-1] == pytest.approx(1.0)
    only = chances(dict.fromkeys(MUTATIONS, 0.0) | {"wrap": 2.0})
    assert only[MUTATIONS["wrap"].index] == 1.0
    assert only[MUTATIONS["wrap"].index - 1] == 0.0


@pytest.mark.parametrize("weights", [{"nosuch": 1.0}, {"insert": -1.0}, dict.fromkeys(MUTATIONS, 0.0)])
def test_wrong_weights_are_refused(weights):
    with pytest.raises(ValueError, match="mutation"):
        chances(weights)

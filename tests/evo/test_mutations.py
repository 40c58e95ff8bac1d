import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluators.compiled.encoding import Code, encode
from evaluators.compiled.forms import OP_FORMS
from evo.compiled import dispatch, variation
from evo.compiled.single import canonical, mutate
from evo.mutations import GAUGE, MUTATIONS, chances
from search_spaces.programs.program import identity
from tests.evaluators.compiled.test_compiled_canonical import random_code, same_code
from tests.root import ROOT
from tests.sentences import whole

OPS = ("add", "sub", "mul", "div")
STRUCTURAL = [row.name for row in MUTATIONS.values() if row.kind != GAUGE]
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
    assert all(OP_FORMS[k].op in OPS for k in child.op), f"seed {seed}"
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
                assert {OP_FORMS[k].op for k in child.op} <= {"add", "mul"}, f"seed {seed}"
                parent = child


def test_the_table_is_complete_and_its_chances_add_up():
    assert [row.index for row in MUTATIONS.values()] == list(range(len(MUTATIONS)))
    assert len(MUTATIONS) < 16, "an ancestry keeps a variation and its operations in one number"
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


ROW = '    Mutation("shift", STRUCTURE, 1.0, 1, "a constant added to the output", begins=True),\n'
FUNCTION = '''

@strict
def shift(raw, n, {parameters}):
    """A constant added to the output."""
    return _append(raw, n, ADDC, n, 0, random_constant(rng))
'''
USE = """
import sys
import numpy as np
from evo.compiled.setting import FITTED
from evo.compiled import dispatch, variation
from evo.compiled.single import mutate
from evo.settings.config import resolve
from evo.island import Migrants, elites, run_epoch, start
from evo.mutations import MUTATIONS
from evo.problem import problem_of
from evaluators.compiled.encoding import encode
from search_spaces.programs.program import identity
y = encode(identity())
child = mutate("shift", y, y, ("add",), np.random.default_rng(1))
weights = [[name, 0.0] for name in MUTATIONS if name not in ("shift", "insert")]
search = {"weights": weights, "fit": {"enabled": False}}
campaign = resolve({"target": "exp2", "real": True, "max_ops": 4, "search": search})
problem = problem_of(campaign.space(), campaign.search)
state = run_epoch(problem, start(problem, 0, 0), Migrants(), 0, 0, 0, 12)
found = {entry.mutation for entry in elites(problem, state)}
print(child.ops, state.by_variation(FITTED)["shift"] > 0, found <= {"start", "shift", "insert"} and "shift" in found)
"""


def with_a_new_variation(folder: Path, parameters: str) -> subprocess.CompletedProcess[str]:
    """A search by a copy of the packages with one more row and function; not compiled, as that would take a minute."""
    for package in ("search_spaces", "evaluators", "evo"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    table, functions = folder / "evo/mutations.py", folder / "evo/compiled/variation.py"
    table.write_text(table.read_text().replace(")\n# fmt: on\nMUTATIONS", f"{ROW})\n# fmt: on\nMUTATIONS"))
    functions.write_text(functions.read_text() + FUNCTION.format(parameters=parameters))
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1", "XDG_CACHE_HOME": str(folder), "PYTHONPATH": ""}
    command = [sys.executable, "-c", USE]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_new_variation_is_one_row_and_one_function(tmp_path):
    done = with_a_new_variation(tmp_path, "rng")
    assert done.stdout.split() == ["1", "True", "True"], done.stderr


def test_a_variation_that_asks_for_what_it_is_not_given_is_told_what_there_is(tmp_path):
    done = with_a_new_variation(tmp_path, "target")
    assert "variation 'shift' asks for 'target'. Allowed: raw, n, donor, donor_n, forms, rng." in done.stderr


def test_a_variation_of_another_kind_changes_no_structure():
    with pytest.raises(ValueError, match=whole("unknown mutation of structure 'swop'. Known: ...")):
        mutate("swop", parent_of(1), parent_of(2), OPS, np.random.default_rng(1))


def test_a_variation_without_a_function_is_named(monkeypatch):
    monkeypatch.delattr(variation, "share")
    with pytest.raises(TypeError, match=r"variation 'share' has a row in evo/mutations.py and no function in"):
        dispatch.source()

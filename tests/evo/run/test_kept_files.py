"""Files kept by a run, each of which a hash vouches for."""

import json

import pytest

from evo.run import checkpoint
from evo.run.checkpoint import MANIFEST, read_generation, read_manifest
from evo.run.journal import Journal, event_line
from evo.run.run_format import CAMPAIGN, DamagedError, RunError
from evo.run.runs import replayed
from evo.run.vault import MemoryVault, Stored, fetch
from tests.sentences import whole

NAME = f"{checkpoint.FOLDER}/000000000007-ab.json"


def test_bytes_that_are_gone_or_others_are_refused():
    vault = MemoryVault()
    with pytest.raises(DamagedError, match=whole("state cannot be read: no state")):
        fetch(vault, Stored("state", "ab"))
    vault.write("state", b"other bytes")
    with pytest.raises(DamagedError, match=whole("state has changed: its SHA-256 is not the one on record")):
        fetch(vault, Stored("state", "ab"))


def test_a_generation_that_is_gone_or_another_is_refused():
    vault = MemoryVault()
    with pytest.raises(DamagedError, match=whole(f"{NAME} cannot be read: no {NAME}")):
        read_generation(vault, Stored(NAME, ""))
    vault.write(NAME, b"{}")
    with pytest.raises(DamagedError, match=whole(f"{NAME} has changed: its SHA-256 is not the one in its name")):
        read_generation(vault, Stored(NAME, ""))


def test_a_manifest_that_has_changed_is_made_again_with_its_fault_said():
    vault, said = MemoryVault(), list[str]()
    vault.write(NAME, b"{}")
    value = {"schema": checkpoint.SCHEMA, "engine": {}, "campaign": "", "generations": [], "sha256": "ab"}
    vault.write(MANIFEST, json.dumps(value).encode())
    assert read_manifest(vault, said.append).generations == (Stored(NAME, ""),)
    assert said == [
        f"{MANIFEST} is missing or damaged (its SHA-256 is not the one that it holds); "
        "going by the checkpoints that are there, whoever made them"
    ]


def test_a_run_that_is_not_over_or_whose_inputs_are_damaged_is_not_replayed(tmp_path):
    (tmp_path / CAMPAIGN).write_text('target = "exp2"\n')
    journal = Journal(tmp_path)
    journal.append([event_line("start", {"time": 1.0})])
    said = f"the search of {str(tmp_path)!r} is not over: resume it before it is replayed"
    with pytest.raises(RunError, match=whole(said)):
        replayed(tmp_path, {})
    journal.append([event_line("measured", {"epoch": 1}), event_line("searched", {"evaluations": 1000})])
    said = f"the inputs in events.jsonl of {str(tmp_path)!r} are damaged: ... Put the run's own file back."
    with pytest.raises(RunError, match=whole(said)):
        replayed(tmp_path, {})

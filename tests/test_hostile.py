"""Every reader under mutated inputs: `python -m tests.hostile.fuzz --cases 200000` goes on where this ends."""

import json

import pytest

import run as program
from evo.run.run_format import RunError, read_json
from tests.evaluators.representatives import representatives
from tests.hostile.fuzz import failures
from tests.hostile.readers import READERS

CASES, PARTS = 200, 4
"""Inputs of each reader, and how many tests share them, of which all but the first are slow."""
SWEEP_OF_PAIRS = ("composed record", "takes pairs, which have no sweep")


@pytest.mark.parametrize("part", representatives(range(PARTS), PARTS))
@pytest.mark.parametrize("name", READERS)
def test_a_mutated_input_ends_in_a_sentence_and_runs_nothing(name, part):
    share = CASES // PARTS
    found = list(failures(READERS[name], 0, range(part * share, (part + 1) * share)))
    assert not found, "\n".join(str(failure) for failure in found[:5])


@pytest.mark.parametrize("name", READERS)
def test_an_input_left_as_it_is_is_read_so_that_its_mutations_reach_what_stands_behind(name, tmp_path, capsys):
    reader = READERS[name]
    original, data = next(iter(sorted(reader.originals().items())))
    if reader.around is not None:
        reader.around(tmp_path)
    file = tmp_path / original
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    for make in reader.commands:
        code, said = _ended(make(file, tmp_path), capsys)
        assert code in (0, None) or (name == SWEEP_OF_PAIRS[0] and SWEEP_OF_PAIRS[1] in said), said
    for call in reader.calls:
        call(file, tmp_path)


def _ended(arguments, capsys):
    """(exit code, standard error) of a command."""
    code = None
    try:
        program.main(list(arguments))
    except SystemExit as leave:
        code = leave.code
    return code, capsys.readouterr().err


def test_a_schema_of_a_hundred_thousand_characters_is_refused_in_a_short_sentence(tmp_path):
    (tmp_path / "status.json").write_text(json.dumps({"schema": "x" * 100_000}))
    with pytest.raises(RunError, match="which is no number") as refused:
        read_json(tmp_path / "status.json", "")
    assert len(str(refused.value)) < 1_000


def test_a_message_of_a_hundred_thousand_characters_loses_its_middle(tmp_path, capsys):
    (tmp_path / "campaign.toml").write_text(f'target = "exp2"\n{"k" * 100_000} = = 1\n')
    code, said = _ended(("report", str(tmp_path)), capsys)
    assert code == 2
    assert len(said) < 2_200

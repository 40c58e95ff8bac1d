"""Checks of a machine before anything is made; nothing of the checking stays."""

import os
import socket
from pathlib import Path

import pytest

from evo.island import start
from evo.problem import problem_of
from evo.run.run_format import RunError
from evo.settings import preflight
from evo.settings.config import CampaignError, resolve
from evo.settings.preflight import make_directory, require_place, require_runnable, state_bytes
from tests.sentences import whole

SMALL = {"target": "exp2", "real": True, "workers": 1}


def left(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_what_can_run_leaves_nothing_behind(tmp_path):
    campaign = resolve({**SMALL, "storage": str(tmp_path / "states" / "of" / "it")})
    require_runnable(campaign, tmp_path / "a" / "run")
    assert left(tmp_path) == []
    (tmp_path / "empty").mkdir()
    require_place(tmp_path / "empty", str(tmp_path / "empty"))
    assert left(tmp_path) == ["empty"]


# fmt: off
PLACES = {
    "exists and is not a directory. Give --out a new directory.":   lambda folder: folder / "file",
    "exists and is not empty. Give --out a new directory.":         lambda folder: folder,
    "Not a directory":                 lambda folder: folder / "file" / "run",
    "File name too long":              lambda folder: folder / ("x" * 300),
    "looks like a URL":                lambda _: Path("s3://bucket/run"),
    "'/dev/null' exists and is not a": lambda _: Path("/dev/null"),
    "'/proc/no/run' cannot be made (.*). Give --out a directory in a place that you may write.":                  lambda _: Path("/proc/no/run"),
}
STORAGES = {
    "cannot be used: Protocol not known":     "nosuch://x",
    "cannot be used: GithubFileSystem":       "github://x",
    "embedded null":                          "a\0b",
    "cannot be written":                      "/proc/no/states",
}
# fmt: on


@pytest.mark.parametrize("words", PLACES)
def test_a_directory_that_no_run_can_have_is_refused_by_the_question_and_by_the_deed(tmp_path, words):
    (tmp_path / "file").write_text("x")
    place = PLACES[words](tmp_path)
    for ask in (require_place, lambda run: require_runnable(resolve(SMALL), run)):
        with pytest.raises(RunError, match=words):
            ask(place)
    if "URL" not in words:
        with pytest.raises(RunError, match=words):
            make_directory(place)
    assert left(tmp_path) == ["file"]


@pytest.mark.parametrize("words", STORAGES)
def test_a_storage_that_cannot_be_used_is_refused(tmp_path, words):
    with pytest.raises(RunError, match=words):
        require_place(tmp_path / "run", STORAGES[words])
    assert left(tmp_path) == []


def test_a_folder_that_may_not_be_written_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(RunError, match="it cannot be written"):
        require_place(tmp_path)


def test_a_storage_of_another_run_is_refused(tmp_path):
    (tmp_path / "states" / "checkpoints").mkdir(parents=True)
    (tmp_path / "states" / "checkpoints" / "token").write_text("x")
    with pytest.raises(
        RunError, match=whole("storage ... holds the checkpoints of another run: give each run its own")
    ):
        require_place(tmp_path / "run", str(tmp_path / "states"))


def test_ray_that_is_not_installed_and_a_variation_nobody_knows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(preflight, "find_spec", lambda _: None)
    with pytest.raises(
        CampaignError,
        match=whole("executor is ray, and the package ray is not installed here: install it, or use local"),
    ):
        require_runnable(resolve({**SMALL, "executor": "ray"}), tmp_path / "run")
    with pytest.raises(ValueError, match="unknown mutation 'swop'"):
        require_runnable(resolve({**SMALL, "search": {"weights": [["swop", 1.0]]}}), tmp_path / "run")


def test_an_address_where_nothing_listens_is_refused(tmp_path):
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        free = one.getsockname()[1]
    for host in ("127.0.0.1", "a" * 300, "..x"):
        with pytest.raises(RuntimeError, match=r"no Ray cluster at .*: no connection within"):
            require_runnable(resolve({**SMALL, "address": f"{host}:{free}"}), tmp_path / "run")


@pytest.mark.parametrize(
    "table", [SMALL, {"target": "exp2"}, {**SMALL, "search": {"population": {"slots": 7, "elites": 3}}}]
)
def test_the_size_of_a_state_is_that_of_its_arrays(table):
    campaign = resolve(table)
    state = start(problem_of(campaign.space(), campaign.search), 0, 0)
    assert state_bytes(campaign) == pytest.approx(sum(array.nbytes for array in state.arrays()), rel=0.02)


def test_states_that_do_not_fit_into_memory_are_refused(tmp_path):
    table = {**SMALL, "workers": 1000, "islands": 1000, "search": {"population": {"slots": 10**6}}}
    said = (
        "epochs that run at once would take ... GiB, and this machine has ... GiB. Make search.population.slots, elites or "
        "memory_bits smaller, or use fewer workers"
    )
    with pytest.raises(CampaignError, match=whole(said)):
        require_runnable(resolve(table), tmp_path / "run")

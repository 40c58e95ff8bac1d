import os
import tomllib

import pytest

from evo.island import _weights, start
from evo.problem import problem_of
from evo.settings.config import DEFAULT_MINUTES, MAX_OPS, Campaign, CampaignError, load, load_resolved, resolve
from search_spaces.targets import TARGETS
from tests.sentences import whole


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_mutations_weights_and_start_are_the_same_for_every_target(target):
    campaign, other = (resolve({"target": name, "real": True}) for name in (target, "exp2"))
    same = ("search", "islands", "epoch_evaluations", "max_ops", "seed")
    assert all(getattr(campaign, key) == getattr(other, key) for key in same)
    mine, theirs = (problem_of(c.space(), c.search) for c in (campaign, other))
    states = [start(problem, 0, 0) for problem in (mine, theirs)]
    assert states[0].digest() == states[1].digest()
    assert _weights(mine, states[0]) == _weights(theirs, states[1])


def test_every_default_is_filled_in():
    campaign = resolve({"target": "exp2"})
    assert (campaign.minutes, campaign.evaluations) == (DEFAULT_MINUTES, None)
    assert (campaign.executor, campaign.workers) == ("local", os.cpu_count())
    assert (campaign.seed, campaign.real, campaign.backend) == (0, False, "auto")


@pytest.mark.parametrize(
    ("table", "minutes", "executor"),
    [
        ({"evaluations": 10}, None, "local"),
        ({"evaluations": 10, "minutes": 1}, 1, "local"),
        ({"minutes": 9.9}, 9.9, "local"),
        ({"minutes": 10}, 10, "ray"),
        ({"minutes": 10, "executor": "local"}, 10, "local"),
        ({"address": "head:6379"}, DEFAULT_MINUTES, "ray"),
    ],
)
def test_time_and_executor_follow_from_the_budget_and_the_address(table, minutes, executor):
    campaign = resolve({"target": "exp2", **table})
    assert (campaign.minutes, campaign.executor) == (minutes, executor)


def test_a_folder_for_states_is_the_same_wherever_the_run_is_resumed(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert resolve({"target": "exp2", "storage": "states"}).storage == str(tmp_path / "states")
    assert resolve({"target": "exp2", "storage": "s3://bucket/states"}).storage == "s3://bucket/states"


def test_a_resolved_campaign_survives_toml(tmp_path):
    table = {"target": "exp2", "real": True, "evaluations": 123, "seed": 7, "max_ops": 5}
    campaign = resolve(table, ["search.population.tournament=3"] if _has("tournament") else [])
    path = tmp_path / "campaign.toml"
    path.write_text(campaign.toml())
    assert load(path, {}) == campaign
    assert "minutes" not in tomllib.loads(campaign.toml())


def _has(name: str) -> bool:
    return name in Campaign("exp2").search.population.__dataclass_fields__


def test_command_line_values_stand_above_the_file_and_assignments_above_both(tmp_path):
    path = tmp_path / "campaign.toml"
    path.write_text('target = "exp2"\nseed = 1\nislands = 3\nmax_ops = 4\n')
    campaign = load(path, {"seed": 2, "max_ops": 5}, ["max_ops=6"])
    assert (campaign.seed, campaign.islands, campaign.max_ops) == (2, 3, 6)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"minutes": -1}, "minutes is -1.0; allowed: a number above 0"),
        ({"minutes": 0}, "minutes is 0.0"),
        ({"minutes": float("inf")}, "minutes is inf"),
        ({"minutes": float("nan")}, "minutes is nan"),
        ({"evaluations": 0}, "evaluations is 0; allowed: an integer above 0"),
        ({"evaluations": -5}, "evaluations is -5"),
        ({"max_ops": 0}, f"max_ops is 0; allowed: 1 to {MAX_OPS}"),
        ({"max_ops": MAX_OPS + 1}, f"allowed: 1 to {MAX_OPS}"),
        ({"islands": 0}, "islands is 0"),
        ({"epoch_evaluations": 0}, "epoch_evaluations is 0"),
        ({"workers": -1}, "workers is -1"),
        ({"seed": -1}, "seed is -1; allowed: an integer from 0"),
        ({"executor": "dask"}, "executor is 'dask'; allowed: auto, local, ray"),
        ({"backend": "tpu"}, "backend is 'tpu'; allowed: auto, cpu, gpu"),
        ({"measure": "cal"}, "measure is 'cal'; allowed: call, fused, loop"),
        (
            {"address": "head:6379", "executor": "local"},
            "an address goes with the ray executor, not with 'local': leave out one of them",
        ),
        ({"minutes": "long"}, "minutes"),
        ({"seed": 1.5}, "seed"),
        ({"real": "yes"}, "real"),
        ({"max_op": 3}, "Did you mean 'max_ops'?"),
        ({"zzzz": 3}, "Known keys: target, "),
        (
            {"search": {"population": {"slot": 3}}},
            "campaign: unknown key 'search.population.slot'. Did you mean 'search.population.slots'? Known keys: ",
        ),
        (
            {"cores": ["exp2"], "real": True},
            "cores are chosen of float32 kernels on the whole line: leave out cores, or --real and domain",
        ),
        (
            {"error": "relative"},
            "error goes with a search in the reals (add --real): float32 kernels are judged in ulp",
        ),
    ],
)
def test_a_bad_value_is_refused_with_what_was_given_and_what_is_allowed(table, words):
    with pytest.raises(CampaignError) as error:
        resolve({"target": "exp2", **table})
    assert words in str(error.value)


def test_a_target_nobody_knows_and_a_float32_search_without_a_reduction_are_refused():
    with pytest.raises(ValueError, match="Did you mean 'exp2'"):
        resolve({"target": "exp22"})
    with pytest.raises(ValueError, match="--real"):
        resolve({"target": "airy_ai7"})
    assert resolve({"target": "airy_ai7", "real": True}).space().target.name == "airy_ai7"


@pytest.mark.parametrize(
    ("assignment", "words"),
    [
        ("seed", "--set takes key=value, was given 'seed'. For example: --set search.population.tournament=4"),
        ("=3", "--set takes key=value"),
        ("seed.x=3", "--set seed.x=3: 'seed' is a value, not a table"),
        ("islandz=3", "Did you mean 'islands'?"),
        ("seed=abc", "seed"),
    ],
)
def test_a_bad_assignment_is_refused(assignment, words):
    with pytest.raises(CampaignError) as error:
        resolve({"target": "exp2", "seed": 0}, [assignment])
    assert words in str(error.value)


def test_assignments_are_typed_as_toml_and_words_need_no_quotes():
    campaign = resolve({"target": "exp2"}, ["seed=5", "real=true", "minutes=0.5", "executor=local"])
    assert (campaign.seed, campaign.real, campaign.minutes, campaign.executor) == (5, True, 0.5, "local")


def test_resolving_leaves_the_callers_table_as_it_is():
    table = {"target": "exp2"}
    resolve(table, ["seed=5"])
    assert table == {"target": "exp2"}


@pytest.mark.parametrize("content", [b"target = ", b"\xff\xfe", None])
def test_a_campaign_file_that_cannot_be_read_is_named(tmp_path, content):
    path = tmp_path / "campaign.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CampaignError, match=whole(f"cannot read campaign file {str(path)!r}: ...")):
        load(path, {})


def test_a_run_from_before_contexts_were_named_measures_in_a_loop_and_a_users_campaign_a_call(tmp_path):
    path = tmp_path / "campaign.toml"
    path.write_text('target = "exp2"\n')
    assert load(path, {}).measure == "call"
    assert load_resolved(path, {}).measure == "loop"
    path.write_text('target = "exp2"\nmeasure = "fused"\n')
    assert load_resolved(path, {}).measure == "fused"


def test_a_campaign_file_without_a_target_is_refused(tmp_path):
    path = tmp_path / "campaign.toml"
    path.write_text("seed = 1\n")
    with pytest.raises(CampaignError, match="target"):
        load(path, {})

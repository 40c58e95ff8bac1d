from collections import Counter
from contextlib import closing

import pytest

from evaluators.report import Status
from evaluators.timing.contexts import CONTEXTS
from evo.archive import Entry
from evo.island import Migrants, elites, run_epoch, start
from evo.problem import problem_of
from evo.run.runs import reopen
from evo.settings.config import CampaignError
from evo.workers import timing_step
from evo.workers.local_executor import LocalExecutor
from evo.workers.steps import Candidate, StepLimits, StepRunner
from evo.workers.timing_step import key_of, requests, time_text, without_slower
from search_spaces.reductions import REDUCTIONS, reductions_of
from search_spaces.space import cores_of
from tests.evo.runs import StopError, crash_after
from tests.evo.workers.timed import carried_on, new, note_searched, replay, timed_campaign, verdicts
from tests.sentences import whole

real_runner = timing_step._runner


@pytest.fixture(scope="module", autouse=True)
def no_child_is_left():
    yield
    real_runner("cpu").close()


@pytest.fixture(scope="module")
def problem():
    return problem_of(timed_campaign().space(), timed_campaign().search)


@pytest.fixture
def entries(problem) -> list[Entry]:
    return elites(problem, run_epoch(problem, start(problem, 0, 0), Migrants(), 0, 0, 0, 1500))


def test_a_core_is_timed_beside_stock(entries):
    wanted = requests(entries, (), "exp2")
    assert 0 < len(wanted) <= timing_step.REQUESTS
    for context in CONTEXTS:
        assert 0.05 < time_text(f"{context}\n{wanted[0].text}") < 20.0
    known = tuple((candidate.key, 1.0) for candidate in wanted)
    assert not {c.key for c in requests(entries, known, "exp2")} & {key for key, _ in known}


def test_what_is_slower_and_no_more_accurate_than_another_stays_at_home(entries):
    best = min(entries, key=lambda e: e.error)
    worse = next(e for e in entries if e.error > best.error and e.ops)
    assert without_slower(entries, ()) == entries
    slow = without_slower(entries, ((key_of(best), 1.0), (key_of(worse), 2.0)))
    assert worse not in slow
    assert best in slow
    assert without_slower(entries, ((key_of(best), 2.0), (key_of(worse), 1.0))) == entries
    failed = without_slower(entries, ((key_of(best), 1.0), (key_of(worse), float("inf"))))
    assert worse not in failed


def test_a_campaign_with_measured_time_is_replayed_from_its_log_bit_for_bit(problem, tmp_path):
    once = carried_on(problem, new(tmp_path / "once"), LocalExecutor(2))
    logged = verdicts(tmp_path / "once")
    assert logged
    assert {event["status"] for event in logged} == {Status.OK}
    note_searched(tmp_path / "once")
    again = carried_on(problem, replay(tmp_path / "once", tmp_path / "again"), LocalExecutor(1))
    assert again == once
    assert not verdicts(tmp_path / "again")  # nothing was measured anew


def test_measured_times_matter(problem, tmp_path, monkeypatch):
    """Otherwise the test before this one would prove nothing."""
    archives = []
    for name, kept in (("with", timing_step.without_slower), ("without", lambda entries, _: list(entries))):
        monkeypatch.setattr("evo.epoch.without_slower", kept)
        with closing(StepRunner("tests.evo.workers.faulty_steps:longer_is_faster")) as runner:
            monkeypatch.setattr(timing_step, "_runner", lambda _, runner=runner: runner)
            archives.append(carried_on(problem, new(tmp_path / name), LocalExecutor(1)))
    assert archives[0] != archives[1]


@pytest.mark.parametrize("faults", ["by_turns"])
def test_a_resumed_campaign_uses_the_times_on_record_and_every_fault_its_status(problem, tmp_path, monkeypatch, faults):
    runner = StepRunner(f"tests.evo.workers.faulty_steps:{faults}", StepLimits(memory=2**30))
    monkeypatch.setattr(timing_step, "_runner", lambda _: runner)
    run = tmp_path / "run"
    with closing(runner):
        with pytest.raises(StopError):
            carried_on(problem, new(run), LocalExecutor(2), crash_after(5))
        before = {event["key"]: event["status"] for event in verdicts(run)}
        archive = carried_on(problem, reopen(run, {}, False, print), LocalExecutor(2))
    after = verdicts(run)
    assert len({event["key"] for event in after}) == len(after)
    assert {event["key"]: event["status"] for event in after}.items() >= before.items()
    seen = Counter(event["status"] for event in after)
    assert len(seen) >= 3, seen
    assert set(seen) <= {*map(str, Status)}
    note_searched(run)
    assert carried_on(problem, replay(run, tmp_path / "again"), LocalExecutor(1)) == archive


def test_kernels_are_timed_on_the_device_that_was_asked_for(entries, monkeypatch):
    """A worker of a cluster is held to the processor; what it starts to time on an accelerator is not."""
    monkeypatch.setenv("JAX_PLATFORMS", "cpu")
    texts = [wanted.text for wanted in requests(entries, (), "exp2")[:1]]
    for device, allowed in (("cpu", "cpu"), ("gpu", "")):
        assert real_runner(device).environment["JAX_PLATFORMS"] == allowed
    with pytest.raises(RuntimeError, match="jax computes on the cpu of this node: install jax for its accelerator"):
        timing_step.time_on_gpu(texts[0])
    asked = []
    monkeypatch.setattr(timing_step, "_runner", lambda device: asked.append(device) or Echo())
    assert timing_step.step_task((Candidate("a", "text"),), None, "gpu", "call") == ("a: call\ntext",)
    assert asked == ["gpu"]


class Echo:
    def run(self, candidate):
        return f"{candidate.key}: {candidate.text}"


@pytest.mark.parametrize(("cores", "pinned"), [({0, 1}, []), ({0, 1, 2}, [{2}])])
def test_timing_keeps_to_one_core_where_there_are_three(monkeypatch, cores, pinned):
    calls: list[set[int]] = []
    monkeypatch.setattr("os.sched_getaffinity", lambda _: cores)
    monkeypatch.setattr("os.sched_setaffinity", lambda _, kept: calls.append(kept))
    timing_step.pin_to_last_core()
    assert calls == pinned


SEVERAL_CORES = next(row.target for row in REDUCTIONS.values() if len(cores_of(reductions_of(row.target))) > 1)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"real": True}, "measure_time goes with a float32 search: leave out --real, or measure_time"),
        (
            {"target": SEVERAL_CORES},
            f"measure_time goes with kernels of one core; {SEVERAL_CORES} has ...: leave it out",
        ),
        (
            {"domain": (0.0, 1.0)},
            "measure_time goes with targets that a reduction carries to the whole line: leave out domain, or measure_time",
        ),
    ],
)
def test_measured_time_is_for_float32_kernels_of_one_core_on_the_whole_line(given, said):
    with pytest.raises(CampaignError, match=whole(said)):
        timed_campaign(**given)

from evo.progress import Crew, no_crew
from evo.run.status import SEARCHING, FaultCounts, Improvement, WorkerCounts, read_status, write_status
from evo.run.watch import Watch
from evo.schedule.standing import Standing
from evo.settings.config import resolve
from results.finish.run_status import Spent, status_of
from results.report.live import crew_line
from results.tables.status_text import status_lines

CAMPAIGN = resolve({"target": "exp2", "real": True, "evaluations": 1000, "minutes": 2.0})
CREW = Crew(workers=3, nodes=2, running=2, idle_share=0.25, deaths=4, retries=3, quarantined=("key",))


def test_a_status_tells_rate_budget_workers_faults_and_the_last_improvement(tmp_path):
    watch = Watch()
    watch.last = Improvement(12.5, 300, 1, 2, 5, 4.3e-6, "splice")
    (tmp_path / "campaign.toml").write_text(CAMPAIGN.toml())
    write_status(tmp_path, status_of(CAMPAIGN, watch, SEARCHING, Spent(400, 20.0), CREW))
    text = "\n".join(status_lines(read_status(tmp_path)))
    for words in (
        "exp2: stopped, run by no process",  # nobody holds the run: its driver died without a word
        "400 programs fitted in 20.0 s, 20/s; left: 600 evaluations, 100 s",
        "3 workers on 2 nodes, 2 epochs under way, 25 % idle",
        "4 deaths, 3 retries, 1 quarantined",
        "after 12.5 s, 5 operations to 4.300e-06 by splice on island 1",
    ):
        assert words in text


def test_before_any_worker_is_let_in_the_faults_on_record_are_told():
    standing = Standing(deaths=2, retries=1, quarantined=["key"])
    status = status_of(CAMPAIGN, Watch(), SEARCHING, Spent(0, 0.0), no_crew(standing))
    assert status.faults == FaultCounts(deaths=2, retries=1, quarantined=("key",))
    assert status.workers == WorkerCounts(alive=0, nodes=0, running=0, idle_share=0.0)


def test_a_line_of_progress_tells_of_workers_and_only_of_faults_that_happened():
    assert crew_line(CREW) == "3 workers, 25 % idle, 4 deaths, 3 retries, 1 quarantined"
    assert crew_line(no_crew(Standing())) == "0 workers, 0 % idle"

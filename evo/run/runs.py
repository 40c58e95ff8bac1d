"""Opening a run: a new directory, or one to go on with."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluators.files import write_atomic
from evo.archive import best_per_cost
from evo.engine import differences, engine
from evo.epoch import state_entries
from evo.problem import Problem
from evo.run.checkpoint import read_manifest
from evo.run.journal import read_events
from evo.run.keeper import RunKeeper
from evo.run.restore import restore
from evo.run.run_format import CAMPAIGN, DAMAGE, EVENTS, RunError, campaign_digest, read_front, require_run
from evo.run.standing_data import logged_inputs
from evo.run.vault import Vault, open_vault
from evo.schedule.graph import rings_of
from evo.schedule.standing import Standing
from evo.settings.config import Campaign, load_resolved
from evo.settings.preflight import make_directory, require_place


@dataclass(frozen=True)
class OpenRun:
    """A run directory that may be written: its campaign and the keeper of its progress. Hold its lock meanwhile."""

    campaign: Campaign
    keeper: RunKeeper


def claim(run: Path, storage: str | None = None) -> None:
    """Make the run directory, once its storage elsewhere is found fit.

    Raises:
        RunError: See require_place of evo/settings/preflight.py.
    """
    require_place(run, storage)
    make_directory(run)


def create(run: Path, campaign: Campaign, logged: Standing | None = None) -> OpenRun:
    """Begin a run in a claimed directory; from here on it can be resumed. `logged` are inputs of a run to be replayed.

    Raises:
        OSError: The directory cannot be written, or the disk is full.
        RunError: The storage cannot be used.
    """
    vault = _vault(run, campaign)
    write_atomic(run / CAMPAIGN, campaign.toml())
    keeper = RunKeeper(run, vault, rings_of(campaign))
    keeper.note("start", {"time": time.time(), "target": campaign.target})
    keeper.standing = logged or Standing()
    keeper.checkpoint(keeper.standing, now=True)
    return OpenRun(campaign, keeper)


def replayed(
    run: Path, changes: dict[str, Any], say: Callable[[str], None] = lambda _: None
) -> tuple[Campaign, Standing]:
    """The campaign of a run whose search is over, to be searched again, and its logged inputs.

    Raises:
        RunError: It is no run, or its search is not over.
    """
    require_run(run)
    events = list(read_events(run, say=say))
    evaluations = [event.get("evaluations") for event in events if event["event"] == "searched"]
    if not evaluations:
        raise RunError(f"the search of {str(run)!r} is not over: resume it before it is replayed")
    changes = {"minutes": None, "storage": None, **changes, "evaluations": evaluations[-1]}
    campaign = load_resolved(run / CAMPAIGN, changes)
    try:
        return campaign, logged_inputs(events)
    except DAMAGE as error:
        raise RunError(
            f"the inputs in {EVENTS} of {str(run)!r} are damaged: {error!r}. Put the run's own file back."
        ) from None


def reopen(run: Path, changes: dict[str, Any], anyway: bool, say: Callable[[str], None]) -> OpenRun:
    """Go on with a run where it stopped. `changes` are fields of the campaign on which no bit depends.

    Raises:
        RunError: It is no run, no checkpoint of it is whole, or not `anyway` and another program or machine made
            it, or its campaign has changed.
    """
    campaign = load_resolved(run / CAMPAIGN, changes)
    vault = _vault(run, campaign)
    manifest = read_manifest(vault, say)
    if manifest.campaign not in ("", campaign_digest(run)) and not anyway:
        raise RunError(
            f"{CAMPAIGN} is not the one that the run was begun with: its SHA-256 is not the one in the manifest. Put it back, "
            "or add --anyway to go on with what it says now."
        )
    foreign = differences(engine(), manifest.engine) if manifest.engine else ""
    if foreign and not anyway:
        raise RunError(
            f"the run was made by another program or machine ({foreign}): going on here may not give the same bits. Resume "
            "it there, or add --anyway."
        )
    restored = restore(run, vault, say)
    keeper = RunKeeper(run, vault, rings_of(campaign))
    evaluations = restored.standing.evaluations()
    keeper.note("resume", {"time": time.time(), "evaluations": evaluations, "foreign": foreign})
    keeper.go_on(restored)
    return OpenRun(campaign, keeper)


def is_finished(run: Path) -> bool:
    """True if nothing is left to do.

    Raises:
        RunError: It is no run.
    """
    require_run(run)
    try:
        return read_front(run).finished
    except RunError:
        return False  # resuming makes the front again


def _vault(run: Path, campaign: Campaign) -> Vault:
    return open_vault(campaign.storage or str(run.resolve()))


def archive_text(problem: Problem, vault: Vault, standing: Standing, cores: int = 1) -> str:
    """The best few programs of each core at each cost and the digest of each island's state: the same bytes for the same search."""
    last = sorted(standing.last.items())
    islands = [
        {"island": i, "epoch": x.epoch, "evaluations": x.counts.evaluations, "state": x.state.sha256} for i, x in last
    ]
    rings = [[x.state for i, x in last if i % cores == core] for core in range(cores)]
    entries = [[entry for state in ring for entry in state_entries(problem, vault, state)] for ring in rings]
    kept = [
        (i, entry)
        for i, ring in enumerate(entries)
        for entry in best_per_cost(ring, problem.settings.population.elites)
    ]
    programs = [
        {
            **({"core": core} if cores > 1 else {}),
            "ops": entry.ops,
            "cost": entry.cost,
            "error": entry.error.hex(),
            "real_error": entry.real_error.hex(),
            "mutation": entry.mutation,
            "program": str(entry.program),
        }
        for core, entry in kept
    ]
    return json.dumps({"schema": 1, "islands": islands, "programs": programs}, indent=1) + "\n"

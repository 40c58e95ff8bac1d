"""The state from which a stopped campaign goes on: the newest checkpoint that is whole, rolled forward by the log."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evo.epoch import Parcel
from evo.run.checkpoint import Generation, needs_of, read_generation, read_manifest
from evo.run.journal import read_events
from evo.run.run_format import DAMAGE, RunError
from evo.run.standing_data import standing_of
from evo.run.vault import Stored, Vault, fetch
from evo.schedule.standing import Standing


def _fetched(vault: Vault, standing: Standing, parcels: Mapping[tuple[int, int], Stored]) -> Standing:
    """The standing with its parcels, every blob that it names checked."""
    with ThreadPoolExecutor(8) as pool:
        checks = [pool.submit(fetch, vault, last.state) for last in standing.last.values()]
        loads = {key: pool.submit(fetch, vault, stored) for key, stored in parcels.items()}
        for check in checks:
            check.result()
        standing.parcels.update({key: Parcel(parcels[key], load.result()) for key, load in loads.items()})
    return standing


@dataclass(frozen=True)
class Restored:
    """Start of a resumed campaign: its standing, the checkpoints on record, the number of the next generation."""

    standing: Standing
    generations: tuple[Generation, ...]
    number: int


def restore(run: Path, vault: Vault, say: Callable[[str], None]) -> Restored:
    """The newest standing that is whole.

    Raises:
        RunError: None is; nothing was changed.
    """
    stored = read_manifest(vault, say).generations
    number = max((int(s.name.rsplit("/", 1)[1].split("-")[0]) for s in stored), default=0) + 1
    problems: list[str] = []
    for place in reversed(range(len(stored))):
        try:
            value = read_generation(vault, stored[place])
            standing = _try_both(run, vault, value, say)
        except DAMAGE as error:
            if isinstance(error, RunError):
                raise
            problems.append(f"{stored[place].name}: {error}")
            say(f"checkpoint {stored[place].name} is unusable ({error}); trying the one before")
            continue
        return Restored(standing, _readable(vault, stored[: place + 1]), number)
    raise RunError(f"no checkpoint of the run is whole; nothing was changed. {'; '.join(problems)}")


def _try_both(run: Path, vault: Vault, value: dict[str, Any], say: Callable[[str], None]) -> Standing:
    """A generation with the log on top, or alone where a file that the log names is damaged."""
    events = list(read_events(run, value["log_bytes"], say))
    try:
        return _fetched(vault, *standing_of(value, events))
    except DAMAGE as error:
        if isinstance(error, RunError):
            raise
        say(f"log entries after the checkpoint cannot be used ({error}); going on from the checkpoint alone")
    kept = [event for event in events if event["event"] != "epoch"]
    return _fetched(vault, *standing_of(value, kept))


def _readable(vault: Vault, stored: tuple[Stored, ...]) -> tuple[Generation, ...]:
    found = []
    for one in stored:
        try:
            found.append(Generation(one, needs_of(read_generation(vault, one))))
        except DAMAGE:
            continue
    return tuple(found)

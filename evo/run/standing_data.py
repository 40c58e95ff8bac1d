"""The standing of a campaign, as JSON data and back: in a generation whole, in the event log a line an epoch."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from dataclasses import fields as dataclass_fields
from typing import Any

from evaluators.report import Status
from evo.epoch import MIGRANTS, STATES, Counts, EpochDone
from evo.run.vault import Stored
from evo.schedule.standing import Last, Standing, first_stagnant
from evo.workers.steps import Candidate, StepResult
from evo.workers.timing_step import Measured

SCHEMA = 5
"""Of the manifest and generations. Schema 1 is a run directory from before there were checkpoints."""


def _with_verdicts(value: dict[str, Any]) -> dict[str, Any]:
    """Schema 2 knew no measured times."""
    return {**value, "schema": 3, "verdicts": [], "islands": [[*row, None] for row in value["islands"]]}


def _with_faults(value: dict[str, Any]) -> dict[str, Any]:
    """Schema 3 counted no deaths."""
    return {**value, "schema": 4, "deaths": 0, "retries": 0}


def _with_stagnation(value: dict[str, Any]) -> dict[str, Any]:
    """Schema 4 did not know since when an island stood still; an island that began again is taken to have stood still last."""
    islands = [[*row, row[1] if row[4]["restarts"] else None] for row in value["islands"]]
    return {**value, "schema": 5, "islands": islands}


MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    2: _with_verdicts,
    3: _with_faults,
    4: _with_stagnation,
}
"""From a generation of a schema to one of the next."""


def to_generation(standing: Standing, log_bytes: int) -> dict[str, Any]:
    """A standing as JSON data of the newest schema; `log_bytes` is how much of the event log it has taken in."""
    islands = [[i, *_island_fields(last)] for i, last in sorted(standing.last.items())]
    parcels = [[*key, x.stored.name, x.stored.sha256] for key, x in sorted(standing.parcels.items())]
    return {
        "schema": SCHEMA,
        "islands": islands,
        "migrants": parcels,
        "quarantined": list(standing.quarantined),
        "verdicts": [asdict(verdict) for verdict in standing.verdicts.values()],
        "deaths": standing.deaths,
        "retries": standing.retries,
        "seconds": standing.seconds,
        "searched": standing.searched,
        "log_bytes": log_bytes,
    }


def _island_fields(x: Last) -> list[Any]:
    timing = _timing_fields(x.measured, x.requests, x.earlier)
    return [x.epoch, x.state.name, x.state.sha256, asdict(x.counts), timing, x.stagnant]


def _timing_fields(measured: Measured, *candidates: tuple[Candidate, ...]) -> list[Any] | None:
    """Times and requests as JSON data; None where there are none, as in every search that measures no time."""
    if not measured and not any(candidates):
        return None
    return [[[key, value.hex()] for key, value in measured], *([[c.key, c.text] for c in row] for row in candidates)]


def _timing_of(value: list[Any] | None) -> tuple[Measured, list[tuple[Candidate, ...]]]:
    measured, *rows = value or [[], [], []]
    times = tuple((key, float.fromhex(time)) for key, time in measured)
    return times, [tuple(Candidate(*pair) for pair in row) for row in rows]


def _verdict(fields: Mapping[str, Any]) -> StepResult:
    names = [field.name for field in dataclass_fields(StepResult)]
    return StepResult(**{**{name: fields[name] for name in names}, "status": Status(fields["status"])})


def standing_of(
    value: Mapping[str, Any], events: list[dict[str, Any]]
) -> tuple[Standing, dict[tuple[int, int], Stored]]:
    """A generation rolled forward by what the log tells after it; parcels as references, yet to be fetched."""
    standing = Standing(**{name: value[name] for name in ("deaths", "retries", "seconds", "searched")})
    standing.quarantined = list(value["quarantined"])
    standing.verdicts = {row["key"]: _verdict(row) for row in value["verdicts"]}
    parcels: dict[tuple[int, int], Stored] = {}
    for island, epoch, name, digest, counts, timing, stagnant in value["islands"]:
        measured, (requests, earlier) = _timing_of(timing)
        standing.last[island] = Last(
            epoch=epoch,
            state=Stored(name, digest),
            counts=Counts(**counts),
            measured=measured,
            requests=requests,
            earlier=earlier,
            stagnant=stagnant,
        )
    for island, epoch, name, digest in value["migrants"]:
        parcels[island, epoch] = Stored(name, digest)
    for event in events:
        if event["event"] == "epoch":
            _roll(standing, parcels, event)
        if event["event"] == "death":
            standing.deaths += 1
            standing.retries += event.get("retried", True)
        _take_input(standing, event)
    return standing, parcels


def _take_input(standing: Standing, event: Mapping[str, Any]) -> None:
    """Apply an event of the log about inputs: verdicts, where the first of a program counts, and quarantines."""
    if event["event"] == "measured":
        standing.verdicts.setdefault(event["key"], _verdict(event))
    if event["event"] == "quarantined" and standing.quarantined.count(event["key"]) < event["times"]:
        standing.quarantined.append(event["key"])


def logged_inputs(events: Iterable[Mapping[str, Any]]) -> Standing:
    """A standing before the first epoch that knows every input on record: what comes of it is the same search."""
    standing = Standing()
    for event in events:
        _take_input(standing, event)
    return standing


def _roll(standing: Standing, parcels: dict[tuple[int, int], Stored], event: dict[str, Any]) -> None:
    island, epoch = event["island"], event["epoch"]
    last = standing.last.get(island)
    if epoch != (last.epoch + 1 if last else 0):
        return
    name = f"{island:05d}-{epoch:08d}.npz"
    counts = Counts(**{field: event[field] for field in Counts.__dataclass_fields__})
    measured, candidates = _timing_of(event.get("timing"))
    earlier = last.requests if last else ()
    stored = Stored(f"{STATES}/{name}", event["state"])
    standing.last[island] = Last(
        epoch=epoch,
        state=stored,
        counts=counts,
        measured=measured,
        requests=candidates[0],
        earlier=earlier,
        stagnant=first_stagnant(last, epoch, counts),
    )
    parcels[island, epoch] = Stored(f"{MIGRANTS}/{name}", event["migrants"])
    parcels.pop((event["neighbour"], epoch - 2), None)
    standing.seconds = max(standing.seconds, event["seconds"])


def epoch_fields(done: EpochDone, neighbour: int, seconds: float) -> dict[str, Any]:
    """Fields of the log for an epoch: enough to go on from it."""
    timing = _timing_fields(done.measured, done.requests)
    return {
        "island": done.island,
        "epoch": done.epoch,
        "neighbour": neighbour,
        "state": done.state.sha256,
        "migrants": done.migrants.stored.sha256,
        **asdict(done.counts),
        "seconds": round(seconds, 3),
        "busy": round(done.seconds, 3),
        "worker": done.worker,
        **({"timing": timing} if timing else {}),
    }

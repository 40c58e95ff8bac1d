"""Checkpoints: what a campaign goes on from after anything.

manifest.json              schema, engine, and three generations, the newest last, each with its SHA-256
checkpoints/NNN-SHA.json   a generation: how far every island has come, with the SHA-256 of every state it names
checkpoints/states/        states, one an island in each kept generation and the newest
checkpoints/migrants/      emigrants that have not been picked up

States are written by whoever ran the epoch, the event log names each one as its epoch ends, and a generation is written
every few seconds. So a crash loses the epochs under way and nothing else: the newest generation is rolled forward by the
log. Where a file is damaged an older generation takes over, and running on from it gives the same bits.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any

from evaluators.report import Status
from evo.epoch import MIGRANTS, STATES, Counts, EpochDone, Parcel
from evo.graph import Last, Standing
from evo.journal import read_events
from evo.packing import DamagedError
from evo.run_format import RunError
from evo.steps import Candidate, Verdict
from evo.timing_step import Measured
from evo.vault import Stored, Vault, fetch

MANIFEST, FOLDER = "manifest.json", "checkpoints"
SCHEMA = 3
"""Of the manifest and generations. Schema 1 is a run directory from before there were checkpoints."""
KEPT = 3


def _with_verdicts(value: dict[str, Any]) -> dict[str, Any]:
    """Schema 2 knew no measured times."""
    return {**value, "schema": 3, "verdicts": [], "islands": [[*row, None] for row in value["islands"]]}


MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {2: _with_verdicts}
"""From a generation of a schema to one of the next."""


@dataclass(frozen=True)
class Generation:
    """A standing on record: its file, and the names of all blobs that it needs."""

    stored: Stored
    needs: frozenset[str]


def to_generation(standing: Standing, log_bytes: int) -> dict[str, Any]:
    """A standing as JSON data; `log_bytes` is how much of the event log it has taken in."""
    islands = [
        [i, x.epoch, x.state.name, x.state.sha256, asdict(x.counts), _timing_fields(x.measured, x.requests, x.earlier)]
        for i, x in sorted(standing.last.items())
    ]
    parcels = [[*key, x.stored.name, x.stored.sha256] for key, x in sorted(standing.parcels.items())]
    return {
        "schema": SCHEMA,
        "islands": islands,
        "migrants": parcels,
        "quarantined": list(standing.quarantined),
        "verdicts": [asdict(verdict) for verdict in standing.verdicts.values()],
        "seconds": standing.seconds,
        "searched": standing.searched,
        "log_bytes": log_bytes,
    }


def _timing_fields(measured: Measured, *candidates: tuple[Candidate, ...]) -> list[Any] | None:
    """Times and requests as JSON data; None where there are none, as in every search that measures no time."""
    if not measured and not any(candidates):
        return None
    return [[[key, value.hex()] for key, value in measured], *([[c.key, c.text] for c in row] for row in candidates)]


def _timing_of(value: list[Any] | None) -> tuple[Measured, list[tuple[Candidate, ...]]]:
    measured, *rows = value or [[], [], []]
    times = tuple((key, float.fromhex(time)) for key, time in measured)
    return times, [tuple(Candidate(*pair) for pair in row) for row in rows]


def _verdict(fields: Mapping[str, Any]) -> Verdict:
    names = [field.name for field in dataclass_fields(Verdict)]
    return Verdict(**{**{name: fields[name] for name in names}, "status": Status(fields["status"])})


def write_generation(vault: Vault, number: int, value: dict[str, Any]) -> Generation:
    """Keep a generation under its number and digest.

    Raises:
        OSError: It cannot be written.
    """
    data = json.dumps(value, separators=(",", ":")).encode()
    digest = hashlib.sha256(data).hexdigest()
    stored = Stored(f"{FOLDER}/{number:06d}-{digest[:16]}.json", digest)
    vault.write(stored.name, data)
    return Generation(stored, _needs(value))


def _needs(value: Mapping[str, Any]) -> frozenset[str]:
    return frozenset([row[2] for row in value["islands"]] + [row[2] for row in value["migrants"]])


def write_manifest(vault: Vault, engine: Mapping[str, str], generations: list[Generation]) -> None:
    """Say which generations count, newest last."""
    rows = [asdict(generation.stored) for generation in generations]
    text = json.dumps({"schema": SCHEMA, "engine": dict(engine), "generations": rows}, indent=1)
    vault.write(MANIFEST, text.encode())


@dataclass(frozen=True)
class Manifest:
    """What a run says of itself: the engine that wrote it, and its generations, oldest first."""

    engine: dict[str, str]
    generations: tuple[Stored, ...]


def read_manifest(vault: Vault, say: Callable[[str], None]) -> Manifest:
    """The manifest; one that is missing or damaged is made again from the generations that are there.

    Raises:
        RunError: There are no checkpoints, or a newer program wrote them.
    """
    try:
        value = json.loads(vault.read(MANIFEST))
        _refuse_newer(value["schema"], MANIFEST)
        return Manifest(dict(value["engine"]), tuple(Stored(**row) for row in value["generations"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, RunError):
            raise
        found = [name for name in vault.names(FOLDER) if name.endswith(".json") and "/." not in name]
        if not found:
            raise RunError(
                "the run has no checkpoints: it was made by a program from before there were any, or it stopped before "
                "its first one. Nothing was changed; search again in a new directory."
            ) from None
        say(f"{MANIFEST} is missing or damaged ({error}); going by the checkpoints that are there")
        return Manifest({}, tuple(Stored(name, "") for name in found))


def _refuse_newer(schema: Any, what: str) -> None:
    if type(schema) is not int or schema > SCHEMA:
        raise RunError(f"{what} has schema {schema!r}; this program reads up to {SCHEMA}: update it")


def read_generation(vault: Vault, stored: Stored) -> dict[str, Any]:
    """A generation, brought to this schema.

    Raises:
        DamagedError: It is gone or has changed.
        RunError: A newer program wrote it.
    """
    try:
        data = fetch(vault, stored) if stored.sha256 else vault.read(stored.name)
    except OSError as error:
        raise DamagedError(f"{stored.name} cannot be read: {error}") from None
    if hashlib.sha256(data).hexdigest()[:16] != stored.name.rsplit("-", 1)[-1].removesuffix(".json"):
        raise DamagedError(f"{stored.name} has changed: its SHA-256 is not the one in its name")
    value = json.loads(data)
    _refuse_newer(value["schema"], stored.name)
    while value["schema"] < SCHEMA:
        value = MIGRATIONS[value["schema"]](value)
    return value


def standing_of(
    value: Mapping[str, Any], events: list[dict[str, Any]]
) -> tuple[Standing, dict[tuple[int, int], Stored]]:
    """A generation rolled forward by what the log tells after it; parcels as references, yet to be fetched."""
    standing = Standing(quarantined=list(value["quarantined"]), seconds=value["seconds"], searched=value["searched"])
    standing.verdicts = {row["key"]: _verdict(row) for row in value["verdicts"]}
    parcels: dict[tuple[int, int], Stored] = {}
    for island, epoch, name, digest, counts, timing in value["islands"]:
        measured, candidates = _timing_of(timing)
        standing.last[island] = Last(epoch, Stored(name, digest), Counts(**counts), measured, *candidates)
    for island, epoch, name, digest in value["migrants"]:
        parcels[island, epoch] = Stored(name, digest)
    for event in events:
        if event["event"] == "epoch":
            _roll(standing, parcels, event)
        _take_input(standing, event)
    return standing, parcels


def _take_input(standing: Standing, event: Mapping[str, Any]) -> None:
    """What the log tells of inputs: verdicts, the first of a program counts, and quarantines."""
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
    standing.last[island] = Last(epoch, stored, counts, measured, candidates[0], earlier)
    parcels[island, epoch] = Stored(f"{MIGRANTS}/{name}", event["migrants"])
    parcels.pop((event["neighbour"], epoch - 2), None)
    standing.seconds = max(standing.seconds, event["seconds"])


def epoch_fields(done: EpochDone, neighbour: int, seconds: float) -> dict[str, Any]:
    """What the log tells of an epoch: enough to go on from it."""
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
    """Where a campaign goes on: its standing, the checkpoints on record, the number of the next generation."""

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
        except (DamagedError, KeyError, TypeError, ValueError) as error:
            if isinstance(error, RunError):
                raise
            problems.append(f"{stored[place].name}: {error}")
            say(f"checkpoint {stored[place].name} is unusable ({error}); trying the one before")
            continue
        return Restored(standing, _readable(vault, stored[: place + 1]), number)
    raise RunError(f"no checkpoint of the run is whole; nothing was changed. {'; '.join(problems)}")


def _try_both(run: Path, vault: Vault, value: dict[str, Any], say: Callable[[str], None]) -> Standing:
    """A generation with the log on top, or alone where a file that the log names is damaged."""
    events = list(read_events(run, value["log_bytes"]))
    try:
        return _fetched(vault, *standing_of(value, events))
    except (DamagedError, KeyError, TypeError) as error:
        say(f"what the log tells after the checkpoint cannot be used ({error}); going on from the checkpoint alone")
    kept = [event for event in events if event["event"] != "epoch"]
    return _fetched(vault, *standing_of(value, kept))


def _readable(vault: Vault, stored: tuple[Stored, ...]) -> tuple[Generation, ...]:
    found = []
    for one in stored:
        try:
            found.append(Generation(one, _needs(read_generation(vault, one))))
        except (DamagedError, RunError, ValueError):
            continue
    return tuple(found)

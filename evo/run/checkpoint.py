"""Checkpoints: what a campaign goes on from after anything.

manifest.json              schema, engine, SHA-256 of the campaign, and three generations, the newest last, each with its own
checkpoints/NNN-SHA.json   a generation: how far every island has come, with the SHA-256 of every state it names
checkpoints/states/        states, one an island in each kept generation and the newest
checkpoints/migrants/      emigrants that have not been picked up

States are written by whoever ran the epoch, the event log names each one as its epoch ends, and a generation is written
every few seconds. So a crash loses the epochs under way and nothing else: the newest generation is rolled forward by the
log. Where a file is damaged an older generation takes over, and running on from it gives the same bits.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from evo.run.run_format import DAMAGE, DamagedError, RunError
from evo.run.standing_data import MIGRATIONS, SCHEMA
from evo.run.vault import Stored, Vault, fetch

MANIFEST, FOLDER = "manifest.json", "checkpoints"
KEPT = 3
SELF_CHECKED = 4
"""From this schema on the manifest holds a SHA-256 of itself."""


@dataclass(frozen=True)
class Generation:
    """A standing on record: its file, and the names of all blobs that it needs."""

    stored: Stored
    needs: frozenset[str]


def write_generation(vault: Vault, number: int, value: dict[str, Any]) -> Generation:
    """Keep a generation under its number and digest.

    Raises:
        OSError: It cannot be written.
    """
    data = json.dumps(value, separators=(",", ":")).encode()
    digest = hashlib.sha256(data).hexdigest()
    stored = Stored(f"{FOLDER}/{number:06d}-{digest[:16]}.json", digest)
    vault.write(stored.name, data)
    return Generation(stored, needs_of(value))


def needs_of(value: Mapping[str, Any]) -> frozenset[str]:
    """Names of all blobs that a generation needs."""
    return frozenset([row[2] for row in value["islands"]] + [row[2] for row in value["migrants"]])


@dataclass(frozen=True)
class Manifest:
    """Facts that a run states of itself.

    Attributes:
        engine: What made it; empty where that is not known.
        campaign: SHA-256 of its campaign; empty where that is not known.
        generations: Those that count, oldest first.
    """

    engine: dict[str, str]
    campaign: str
    generations: tuple[Stored, ...]


def write_manifest(vault: Vault, manifest: Manifest) -> None:
    """Say which generations count.

    Raises:
        OSError: It cannot be written; the one before stays.
    """
    value = {"schema": SCHEMA, **asdict(manifest)}
    vault.write(MANIFEST, json.dumps({**value, "sha256": _digest(value)}, indent=1).encode())


def _digest(value: Mapping[str, Any]) -> str:
    """SHA-256 of a manifest's fields but the digest itself."""
    fields = {name: field for name, field in value.items() if name != "sha256"}
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def read_manifest(vault: Vault, say: Callable[[str], None]) -> Manifest:
    """The manifest; one that is missing or damaged is made again from the generations that are there.

    Raises:
        RunError: There are no checkpoints, or a newer program wrote them.
    """
    try:
        value = json.loads(vault.read(MANIFEST))
        _refuse_newer(value["schema"], MANIFEST)
        if value["schema"] >= SELF_CHECKED and value["sha256"] != _digest(value):
            raise DamagedError("its SHA-256 is not the one that it holds")
        generations = tuple(Stored(**row) for row in value["generations"])
        return Manifest(dict(value["engine"]), str(value.get("campaign", "")), generations)
    except (OSError, *DAMAGE) as error:
        if isinstance(error, RunError):
            raise
        found = [name for name in vault.names(FOLDER) if name.endswith(".json") and "/." not in name]
        if not found:
            raise RunError(
                "the run has no checkpoints: it was made by a program from before there were any, or it stopped before "
                "its first one. Nothing was changed; search again in a new directory."
            ) from None
        say(f"{MANIFEST} is missing or damaged ({error}); going by the checkpoints that are there, whoever made them")
        return Manifest({}, "", tuple(Stored(name, "") for name in found))


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

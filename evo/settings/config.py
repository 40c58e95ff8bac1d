"""Campaign: one typed, validated value that says everything a search depends on. TOML in, resolved TOML out."""

import copy
import dataclasses
import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_type_hints

import msgspec
import tomli_w

from evaluators.timing.contexts import CALL, LOOP
from evo.run.run_format import require_file
from evo.settings import whole
from evo.settings.checks import DEFAULT_EPOCH, CampaignError, check, check_target
from evo.settings.search import SearchSettings
from search_spaces.own.expressions import parse_expression
from search_spaces.reductions import reductions_of
from search_spaces.space import SearchSpace, bounded_space, float32_spaces, real_space
from search_spaces.suggestions import hint
from search_spaces.targets import NAN, RELATIVE, Target, find_target

DEFAULT_MINUTES = 3.0
RAY_FROM_MINUTES = 10.0
MAX_OPS = 32
ISLANDS, ISLANDS_FLOAT32 = 8, 2
"""For each core. 100,000 programs of a float32 core go further in two populations than in eight."""
DEFAULT_NAME = "expression"
CLASSICAL_OPERATIONS = 150_000_000
BEFORE_THEY_WERE_KEPT: dict[str, Any] = {"measure": LOOP, "until_exhausted": False}
"""Keys of a resolved campaign as of one that is older than they: kernels were measured in a loop, and all the time was spent."""


class Campaign(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=False):
    """A search campaign.

    What the found programs depend on: target, target_expr, domain, outside, error, real, cores, seed, evaluations (or, stopping early, minutes and until_exhausted), max_ops, islands,
    epoch_evaluations, search, and with measure_time the times on record; the hand-made kernels also on classical_operations. What they do not depend on, bit for bit: workers, executor, address, storage, backend. Which of the found
    kernels are exported depends on times, and so on measure.

    Attributes:
        target: Name of a row of the target table, or of the user's own target that target_expr defines.
        target_expr: An expression in x (search_spaces/own/language.py), or None.
        domain: Closed interval of the search; None for the row's own in the reals, and in float32 for the whole line
            where a reduction carries the row there, else for the row's own. Required with target_expr.
        outside: What a float32 kernel on a bounded domain returns outside it: nan, or clamp for the value at the nearest
            end.
        error: relative or absolute, of a search in the reals; None for the row's own, or relative with target_expr.
            Float32 kernels are judged in ulp.
        real: Search in the reals: error against operation count, no float32.
        cores: Names of the cores to search for, of float32 kernels on the whole line; None for all that the target's
            reductions need. Each gets an equal share of the evaluations and random numbers of its own, so that it finds
            the same beside any others.
        seed: Of every random choice.
        minutes: Wall time of the search, or None for no limit; no epoch starts later, and those under way are finished.
        evaluations: Distinct canonical programs to fit in all, or None for no limit.
        until_exhausted: Whether a search of so many minutes ends earlier once every island has stood still
            (evo/schedule/exhaustion.py); None for yes in float32, and no in the reals. A number of evaluations is spent in any case.
        max_ops: Most operations that depend on x, 1 to 32.
        islands: Populations that evolve apart and exchange migrants in a ring; so many for each core of a kernel. None
            for 8 in the reals and 2 in float32.
        epoch_evaluations: Evaluations of one island between two exchanges.
        classical_operations: Budget of the classical forms that a search is compared with: multiply-adds of 256 bits, counted
            and never timed (evaluators/minimax/meter.py). The default is about a minute of one core; 0 leaves the forms out.
        workers: Epochs that run at once; by default the cores of this machine, or with an address all of the cluster's.
        executor: auto, local or ray; auto is ray from 10 minutes on or with an address.
        address: Of a running Ray cluster, HOST:PORT; None for a private one.
        storage: Folder or fsspec URL of the checkpoints, seen by every worker; None for the run directory.
        measure_time: Whether programs of a float32 search that are slower, as measured, than better ones stay at home;
            measured times are logged inputs, and a replay reads them. Taken on the processor unless backend is gpu.
        measure: call, fused or loop: the time by which kernels are chosen, of a float32 search. A row of CONTEXTS in
            evaluators/timing/contexts.py; a resolved campaign without it is older, and means loop.
        backend: auto, cpu or gpu: where kernels are compiled, verified and timed.
        whole: Search whole kernels: programs over 32-bit words from x alone (evo/settings/whole.py). Then `domain` and
            `error` say where and how they are judged, and an evaluation is a program or prologue run on the sample.
        inputs: With whole, normal, finite or all: the inputs in place of a domain; None for the target's own.
        ops: With whole, names of operations of the table in search_spaces/whole/word_ops.py; None for the default set.
        op: With whole, found kernels that are operations of one operand: pairs of a name and the text of a program.
        start: With whole, the text of a program to begin from beside y = x; None for y = x alone.
        search: Settings of the evolution, the same defaults for every target.
    """

    target: str
    target_expr: str | None = None
    domain: tuple[float, float] | None = None
    outside: str = NAN
    error: str | None = None
    real: bool = False
    cores: tuple[str, ...] | None = None
    seed: int = 0
    minutes: float | None = None
    evaluations: int | None = None
    until_exhausted: bool | None = None
    max_ops: int = 12
    islands: int | None = None
    epoch_evaluations: int = DEFAULT_EPOCH
    classical_operations: int = CLASSICAL_OPERATIONS
    workers: int | None = None
    executor: str = "auto"
    address: str | None = None
    storage: str | None = None
    measure_time: bool = False
    measure: str = CALL
    backend: str = "auto"
    whole: bool = False
    inputs: str | None = None
    ops: tuple[str, ...] | None = None
    op: tuple[tuple[str, str], ...] | None = None
    start: str | None = None
    search: SearchSettings = SearchSettings()

    def spaces(self) -> tuple[SearchSpace, ...]:
        """The search spaces that the campaign draws: one, or of float32 kernels on the whole line one a core.

        Raises:
            ValueError: Unknown target, bad expression, or a domain that no float32 kernel can have.
        """
        target = self.row()
        if self.real:
            return (real_space(target, self.max_ops),)
        if self.bounded():
            return (bounded_space(target, self.outside, self.max_ops),)
        return float32_spaces(target, self.max_ops, self.cores)

    def searched(self) -> int:
        """Searches that go on side by side: one a core, one of whole kernels."""
        return 1 if self.whole else len(self.spaces())

    def populations(self) -> int:
        """Islands for each core, the default filled in."""
        if self.islands is not None:
            return self.islands
        if self.whole:
            return max(whole.LEAST_ISLANDS, self.workers or 1)
        return ISLANDS if self.real else ISLANDS_FLOAT32

    def space(self) -> SearchSpace:
        """The first of its search spaces, all of a campaign in the reals or on a bounded domain.

        Raises:
            ValueError: As for `spaces`.
        """
        return self.spaces()[0]

    def bounded(self) -> bool:
        """True if the campaign's kernels serve a bounded domain: one is given, or no reduction reaches the whole line."""
        return not (self.real or self.whole) and (self.domain is not None or not reductions_of(self.target))

    def row(self) -> Target:
        """The target: a row of the table or the user's own, with the campaign's domain and error.

        Raises:
            ValueError: Unknown target, or bad expression.
        """
        if self.target_expr is not None and self.domain is not None:
            return parse_expression(self.target_expr, self.target, self.domain, self.error or RELATIVE)
        row = find_target(self.target)
        return dataclasses.replace(row, real_domain=self.domain or row.real_domain, error=self.error or row.error)

    def toml(self) -> str:
        """The resolved campaign as TOML; None is left out."""
        return tomli_w.dumps(_without_none(msgspec.to_builtins(self)))


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    return list(value) if isinstance(value, tuple) else value


def resolve(table: dict[str, Any], assignments: Sequence[str] = ()) -> Campaign:
    """A campaign from a table of its fields and `key=value` assignments, every default filled in.

    Raises:
        CampaignError: An unknown key, a value of the wrong type or outside its range.
    """
    try:
        campaign = _converted(table, assignments)
    except RecursionError:
        raise CampaignError("campaign: tables or arrays are nested deeper than a campaign has any") from None
    campaign = _with_defaults(campaign)
    check(campaign)
    check_target(campaign)
    return campaign


def _converted(table: dict[str, Any], assignments: Sequence[str]) -> Campaign:
    table = copy.deepcopy(table)
    for assignment in assignments:
        _assign(table, assignment)
    if table.get("target_expr") is not None:
        table = {"target": DEFAULT_NAME, **table}
    if table.get("whole") is True:
        table = {**whole.DEFAULTS, **table}
    _refuse_unknown("search", table.get("search"), SearchSettings)
    try:
        return msgspec.convert(table, Campaign)
    except msgspec.ValidationError as error:
        raise CampaignError(_explain(error)) from None


def load_resolved(path: Path, changes: dict[str, Any]) -> Campaign:
    """The campaign of a run from its resolved TOML; keys that are younger than the run mean what it did.

    Raises:
        CampaignError: See `load`.
    """
    return load(path, changes, absent=BEFORE_THEY_WERE_KEPT)


def load(
    path: Path,
    overrides: dict[str, Any],
    assignments: Sequence[str] = (),
    absent: Mapping[str, Any] = MappingProxyType({}),
) -> Campaign:
    """A campaign from a TOML file, command-line values on top; `absent` are values of keys that the file may lack.

    Raises:
        CampaignError: The file cannot be read, is not TOML, or describes no valid campaign.
    """
    try:
        require_file(path)
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CampaignError(f"cannot read campaign file {str(path)!r}: {error}") from None
    return resolve({**absent, **table, **overrides}, assignments)


def _assign(table: dict[str, Any], assignment: str) -> None:
    key, equals, text = assignment.partition("=")
    if not equals or not key:
        raise CampaignError(
            f"--set takes key=value, was given {assignment!r}. For example: --set search.population.tournament=4"
        )
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        value = text
    *path, last = key.split(".")
    for part in path:
        table = table.setdefault(part, {})
        if not isinstance(table, dict):
            raise CampaignError(f"--set {assignment}: {part!r} is a value, not a table")
    table[last] = value


def _refuse_unknown(path: str, table: Any, kind: Any) -> None:
    """Refuse keys of a nested table that are no settings: conversion would pass over them.

    Raises:
        CampaignError: With the nearest key and all there are.
    """
    if not isinstance(table, dict):
        return
    hints = get_type_hints(kind)
    for key, value in table.items():
        if key not in hints:
            near = hint(key, hints, 1).replace("'", f"'{path}.", 1)
            raise CampaignError(f"campaign: unknown key '{path}.{key}'.{near} Known keys: {', '.join(hints)}")
        if dataclasses.is_dataclass(hints[key]):
            _refuse_unknown(f"{path}.{key}", value, hints[key])


def _explain(error: msgspec.ValidationError) -> str:
    text = str(error)
    names = [field.name for field in msgspec.structs.fields(Campaign)]
    if "unknown field" in text:
        given = text.split("`")[1]
        return f"campaign: {text}.{hint(given, names, 1)} Known keys: {', '.join(names)}"
    return f"campaign: {text}"


def _with_defaults(campaign: Campaign) -> Campaign:
    if campaign.whole:
        campaign = whole.with_budget(campaign, DEFAULT_MINUTES)
    minutes = campaign.minutes
    if minutes is None and campaign.evaluations is None:
        minutes = DEFAULT_MINUTES
    executor = campaign.executor
    if executor == "auto":
        long = minutes is not None and minutes >= RAY_FROM_MINUTES
        executor = "ray" if campaign.address or long else "local"
    everywhere = campaign.workers is None and campaign.address is not None
    workers = None if everywhere else campaign.workers if campaign.workers is not None else os.cpu_count() or 1
    storage = campaign.storage
    if storage and "://" not in storage:
        storage = str(Path(storage).absolute())  # a run may be resumed from elsewhere
    islands = campaign.populations()
    given = {"minutes": minutes, "executor": executor, "workers": workers, "storage": storage, "islands": islands}
    if campaign.until_exhausted is None:
        given["until_exhausted"] = not (campaign.real or campaign.whole)
    return msgspec.structs.replace(campaign, **given)

"""The provenance of a campaign's kernels: given, found, and the command that searches again."""

import json
import shlex

import msgspec

from evo.engine import source_digest
from evo.settings import whole
from evo.settings.config import Campaign
from results.record.record import Provenance
from search_spaces.space import core_name
from search_spaces.targets import NAN

_SYMBOLS = {"add": "+", "sub": "-", "mul": "*", "div": "/"}


def provenance_of(campaign: Campaign, evaluations: int) -> Provenance:
    """Provenance of a campaign's kernels; `evaluations` in place of `minutes` repeats the search exactly."""
    default = msgspec.to_builtins(Campaign(target=campaign.target))
    given = msgspec.to_builtins(campaign)
    flags = [f"--seed {campaign.seed}", f"--evaluations {evaluations}", *subject_flags(campaign)]
    if campaign.max_ops != default["max_ops"]:
        flags.append(f"--max-ops {campaign.max_ops}")
    if campaign.islands not in (None, msgspec.structs.replace(campaign, islands=None).populations()):
        flags.append(f"--set islands={campaign.islands}")
    if campaign.epoch_evaluations != default["epoch_evaluations"]:
        flags.append(f"--set epoch_evaluations={campaign.epoch_evaluations}")
    if campaign.classical_operations != default["classical_operations"]:
        flags.append(f"--classical-operations {campaign.classical_operations}")
    if campaign.cores is not None:
        flags.append(f"--set {shlex.quote(_cores(campaign))}")
    if campaign.measure != default["measure"]:
        flags.append(f"--set measure={campaign.measure}")
    if campaign.measure_time:
        flags.append("--set measure_time=true")
    flags += [f"--set search.{key}" for key in _changed(default["search"], given["search"])]
    return Provenance(
        found="the core's structure and constants, from the identity program",
        given=f"the reduction ({_given(campaign)}), the operations {_operations(campaign)}",
        command=f"run.py search {shlex.quote(campaign.target)} {' '.join(flags)}",
        campaign=campaign.toml(),
        seed=campaign.seed,
        evaluations=evaluations,
        engine=source_digest(),
        cores=tuple(core_name(space.slot) for space in campaign.spaces() if space.slot and len(campaign.spaces()) > 1),
    )


def whole_command(campaign: Campaign, evaluations: int) -> str:
    """The command that repeats a search of whole kernels exactly; a program that it started from is left for the user to name."""
    default = whole.DEFAULTS
    flags = ["--whole", f"--seed {campaign.seed}", f"--evaluations {evaluations}", *subject_flags(campaign)]
    flags += [f"--error {campaign.error}"] if campaign.error is not None else []
    flags += [f"--inputs {campaign.inputs}"] if campaign.inputs is not None else []
    flags += [f"--ops {','.join(campaign.ops)}"] if campaign.ops is not None else []
    flags += [f"--max-ops {campaign.max_ops}"] if campaign.max_ops != default["max_ops"] else []
    flags += [f"--op {name}={name.upper()}.words" for name, _ in campaign.op or ()]
    flags += ["--start PROGRAM.words"] if campaign.start is not None else []
    flags.append(f"--islands {campaign.populations()}")
    if campaign.epoch_evaluations != default["epoch_evaluations"]:
        flags.append(f"--epoch-evaluations {campaign.epoch_evaluations}")
    return f"run.py search {shlex.quote(campaign.target)} {' '.join(flags)}"


def _cores(campaign: Campaign) -> str:
    return f"cores={json.dumps(campaign.cores)}"


def subject_flags(campaign: Campaign) -> list[str]:
    """Flags that name the function and its domain; ends of a domain are the shortest decimals of their float64."""
    flags = [] if campaign.target_expr is None else [f"--target-expr {shlex.quote(campaign.target_expr)}"]
    if campaign.domain is not None:
        flags.append(f"--domain={campaign.domain[0]!r},{campaign.domain[1]!r}")
    if campaign.bounded() and campaign.outside != NAN:
        flags.append(f"--set outside={campaign.outside}")
    return flags


def _given(campaign: Campaign) -> str:
    return "guards of the domain" if campaign.bounded() else "range reduction, reconstruction, special values"


def _operations(campaign: Campaign) -> str:
    return " ".join(_SYMBOLS.get(op, op) for op in campaign.space().ops)


def _changed(default: dict, given: dict) -> list[str]:
    """`key=value` of every nested setting that is not its default."""
    rows = []
    for key, value in given.items():
        if isinstance(value, dict):
            rows += [f"{key}.{row}" for row in _changed(default[key], value)]
        elif value != default[key]:
            rows.append(f"{key}={value}")
    return rows

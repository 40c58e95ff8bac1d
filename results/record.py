"""Record: a kernel with exact constants, every verification by fingerprint, where it came from. One JSON file each."""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

import msgspec

from evaluators.files import write_atomic
from evaluators.report import EXHAUSTIVE, CostReport, ErrorReport, Fingerprint, to_json
from evo.ancestry import Ancestry
from search_spaces.lowering import throughput_cost
from search_spaces.program import Program, ProgramError, parse

SCHEMA = 2
"""2: kernels on a bounded domain, whose `subject` an older reader would pass over."""
RECORDS = Path(__file__).resolve().parent / "records"
WORST_SWEPT, WORST_SAMPLED = 100, 10
EVOLVED, CLASSICAL = "evolved", "classical"


class RecordError(ValueError):
    """A record that cannot be used; the message says which, why and what to do."""


@dataclass(frozen=True)
class LengthDifference:
    """How a compiled kernel's results change with its surroundings, against the long vector.

    Attributes:
        setting: "length 1", "length 7" or "fused": inside a larger jitted function.
        inputs: Inputs compared, the worst ones among them.
        different: How many results differ in a bit.
        max_ulp: Largest error in this setting over those inputs.
    """

    setting: str
    inputs: int
    different: int
    max_ulp: float


@dataclass(frozen=True)
class Verification:
    """What was measured on one backend under one fingerprint."""

    format: str
    fingerprint: Fingerprint
    error: ErrorReport
    cost: CostReport | None
    lengths: tuple[LengthDifference, ...]


@dataclass(frozen=True)
class Provenance:
    """Where a kernel comes from.

    Attributes:
        found: What search found.
        given: What was given to it.
        command: Reproduces it.
        campaign: The resolved campaign as TOML.
        seed: The campaign's seed.
        evaluations: Distinct programs fitted before it was reported.
        cores: Names of the cores that shared them equally, in order; empty for one.
        engine: Digest of the source that decides what an epoch does (evo/engine.py); empty before it was kept.
    """

    found: str
    given: str
    command: str
    campaign: str
    seed: int
    evaluations: int
    cores: tuple[str, ...] = ()
    engine: str = ""


@dataclass(frozen=True)
class Subject:
    """What a kernel computes, besides the name of its target; all None for a row of the table on the whole line.

    Attributes:
        expression: Of a user's own function of x.
        domain: Ends of a bounded domain as hex floats, both inside.
        outside: What the kernel returns outside it: nan, or clamp for the value at the nearest end.
    """

    expression: str | None = None
    domain: tuple[str, str] | None = None
    outside: str | None = None


@dataclass(frozen=True)
class Record:
    """One kernel.

    Attributes:
        schema: Version of this format.
        target: Name of the target row.
        hash: Of the kernel program; the record's name.
        kind: EVOLVED or CLASSICAL.
        reduction: Name of the reduction row.
        source: The core as `def f(x, C):`.
        core: The float32 core as program text.
        kernel: The whole float32 kernel as program text.
        core_ops: Operations of the core's real program that depend on x.
        kernel_ops: Operations of the kernel that depend on x.
        verifications: One per format and fingerprint.
        provenance: Where it comes from.
        subject: What it computes, besides the target's name.
        ancestry: How each core came about; empty where that is not known.
    """

    schema: int
    target: str
    hash: str
    kind: str
    reduction: str
    source: str
    core: str
    kernel: str
    core_ops: int
    kernel_ops: int
    verifications: tuple[Verification, ...]
    provenance: Provenance
    subject: Subject = Subject()
    ancestry: tuple[Ancestry, ...] = ()

    def program(self) -> Program:
        """The kernel."""
        return parse(self.kernel)

    def verification(self, export_format: str) -> Verification | None:
        """The first verification of a format, exhaustive ones before sampled ones."""
        rows = [v for v in self.verifications if v.format == export_format]
        return min(rows, key=lambda v: v.error.mode, default=None)

    def under(self, export_format: str, fingerprint: Fingerprint) -> Verification | None:
        """The verification of a format under a fingerprint."""
        key = (export_format, fingerprint)
        return next((v for v in self.verifications if (v.format, v.fingerprint) == key), None)

    def timed(self) -> Verification | None:
        """The first verification of the compiled kernel that was timed."""
        return next((v for v in self.verifications if v.format == "jax" and v.cost is not None), None)

    def cost(self) -> float:
        """Predicted throughput cost of the kernel, in additions."""
        return throughput_cost(self.program())


def brief(error: ErrorReport) -> ErrorReport:
    """An error report as records keep it: of the worst inputs those that mpmath recomputed, of a sample the first few."""
    kept = WORST_SWEPT if error.mode == EXHAUSTIVE else WORST_SAMPLED
    return dataclasses.replace(error, worst_inputs=error.worst_inputs[:kept])


def dumps(record: Record) -> str:
    """The record's JSON text."""
    return json.dumps(to_json(record), indent=1, allow_nan=False) + "\n"


def write(record: Record, path: Path) -> None:
    """Write a record atomically.

    Raises:
        OSError: The folder cannot be written or the disk is full.
    """
    write_atomic(path, dumps(record))


def read(path: Path) -> Record:
    """The record in a file.

    Raises:
        RecordError: The file is missing, truncated, of a newer schema, or its kernel is not what its hash says.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RecordError(f"no record at {str(path)!r}") from None
    except (OSError, ValueError) as error:
        raise RecordError(f"record {str(path)!r} is unreadable or truncated: {error}") from None
    if isinstance(value, dict) and isinstance(value.get("schema"), int) and value["schema"] > SCHEMA:
        raise RecordError(
            f"record {str(path)!r} has schema {value['schema']}; this program reads up to {SCHEMA}: update it"
        )
    try:
        record = msgspec.convert(value, Record, strict=False)
        program = record.program()
    except (msgspec.ValidationError, ProgramError) as error:
        raise RecordError(f"record {str(path)!r} is not valid: {error}") from None
    if program.hash() != record.hash:
        raise RecordError(f"record {str(path)!r} was changed: its kernel has hash {program.hash()}, not {record.hash}")
    return record


def committed(target: str, folder: Path = RECORDS) -> list[Record]:
    """All records of a target, most accurate JAX kernel first.

    Raises:
        RecordError: One of them cannot be read.
    """
    rows = [read(path) for path in sorted((folder / target).glob("*.json"))]
    return sorted(rows, key=lambda r: (jax_ulp(r), r.cost(), r.hash))


def jax_ulp(record: Record) -> float:
    """The bound of the JAX kernel; inf where it was never verified."""
    verification = record.verification("jax")
    return verification.error.max_ulp if verification else float("inf")


def with_verification(record: Record, verification: Verification) -> Record:
    """The record with one verification more; one of the same format and fingerprint gives way, and keeps its place."""
    replaced = record.under(verification.format, verification.fingerprint)
    if replaced is None:
        return dataclasses.replace(record, verifications=(*record.verifications, verification))
    rows = tuple(verification if v is replaced else v for v in record.verifications)
    return dataclasses.replace(record, verifications=rows)

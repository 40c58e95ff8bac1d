"""Record: a kernel with exact constants, every verification by fingerprint, where it came from. One JSON file each."""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluators.files import write_atomic
from evaluators.project import require_writable
from evaluators.report import EXHAUSTIVE, CostReport, ErrorReport, Fingerprint, from_json, to_json
from evo.ancestry import Ancestry
from results.record.record_seals import SEALED_FROM, check_seals, read_object, sealed
from search_spaces.composed import arguments_of
from search_spaces.programs.lowering import throughput_cost
from search_spaces.programs.parsing import parse
from search_spaces.programs.program import Program

SCHEMA = 3
"""2: kernels on a bounded domain, whose `subject` an older reader would pass over.

3: a seal in the file (results/record/record_seals.py), and fields for names of values, the kind of the outputs hash and what was given,
which hold nothing yet. A record of an older schema is read as one of this, and written as one.
"""
RECORDS = Path(__file__).resolve().parents[1] / "records"
PAIRS = RECORDS.parent / "composed"
"""Of functions of two arguments: one file each, by name."""
WORST_SWEPT, WORST_SAMPLED = 100, 10
EVOLVED, CLASSICAL = "evolved", "classical"


class RecordError(ValueError):
    """A record that cannot be used; the message says which, why and what to do."""


@dataclass(frozen=True)
class LengthDifference:
    """Change of a compiled kernel's results with its surroundings, against the long vector.

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
    """Measurements on one backend under one fingerprint.

    Attributes:
        format: Export format.
        fingerprint: Where all of it holds.
        error: See ErrorReport.
        cost: Time in a loop, or None.
        lengths: Changes of the results with their surroundings.
        uses: Times as a call and fused, where they were measured.
    """

    format: str
    fingerprint: Fingerprint
    error: ErrorReport
    cost: CostReport | None
    lengths: tuple[LengthDifference, ...]
    uses: tuple[CostReport, ...] = ()


@dataclass(frozen=True)
class Provenance:
    """Origin of a kernel.

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
    """Function of a kernel, besides the name of its target; all None for a row of the table on the whole line.

    Attributes:
        expression: Of a user's own function of x.
        domain: Ends of a bounded domain as hex floats, both inside.
        outside: What the kernel returns outside it: nan, or clamp for the value at the nearest end.
    """

    expression: str | None = None
    domain: tuple[str, str] | None = None
    outside: str | None = None


@dataclass(frozen=True)
class Given:
    """One thing that the search did not find but was given.

    Attributes:
        kind: What it is, in a word: reduction, operations, specials, parity, start, ...
        name: Which one, as the tables of search_spaces name it.
        note: What a reader should know of it besides; often empty.
    """

    kind: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class Around:
    """Core that the kernel of a function of two arguments is composed around, and the sample that it was measured on.

    Attributes:
        core: Hash of the record whose core it has.
        seed: Of the sample of pairs (results/composed/pairs.py).
    """

    core: str
    seed: int


@dataclass(frozen=True)
class Record:
    """One kernel, of one argument or of two.

    Attributes:
        schema: Version of this format: SCHEMA of every record that was read.
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
        names: A name for each value of the kernel program, inputs before constants before instructions; an empty text for a value
            without one, and no names at all where they are not known. The hash does not cover them: they change no bit.
        given: What was given to the search, a row each; empty where only the words of `provenance.given` say it.
        around: Of a function of two arguments alone, whose source, core, provenance and ancestry are those of the core's record.
            Its file holds only what that record does not (results/composed/statement.py).
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
    names: tuple[str, ...] = ()
    given: tuple[Given, ...] = ()
    around: Around | None = None

    @property
    def arguments(self) -> int:
        """Number of arguments of the kernel."""
        return arguments_of(self.target)

    def program(self) -> Program:
        """The kernel."""
        return parse(self.kernel)

    def verification(self, export_format: str) -> Verification | None:
        """The first verification of a format, exhaustive ones before sampled ones."""
        rows = [v for v in self.verifications if v.format == export_format]
        return min(rows, key=lambda v: v.error.mode, default=None)

    @property
    def is_swept(self) -> bool:
        """True if the compiled JAX kernel was run over every float32."""
        verification = self.verification("jax")
        return verification is not None and verification.error.mode == EXHAUSTIVE

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


def fields_of(record: Record) -> dict[str, Any]:
    """Content of a record's file as JSON data; of a function of two arguments, only the part that its core's record lacks."""
    value = to_json(dataclasses.replace(record, schema=SCHEMA))
    for verification in value["verifications"]:
        _leave_out_what_goes_without_saying(verification)
    around = value.pop("around")
    if around is None:
        return value
    whole = {**value, **around, "name": record.target}
    return {name: whole[name] for name in ("name", "core", "hash", "seed", "verifications", "schema")}


def _leave_out_what_goes_without_saying(verification: dict[str, Any]) -> None:
    """Keep the text of records from before times had contexts: `cost` is in a loop, and there may be no `uses`, nor a second hash."""
    if verification["cost"] is not None:
        del verification["cost"]["context"]
    if not verification["uses"]:
        del verification["uses"]
    if verification["error"]["outputs_sha256"] is None:
        del verification["error"]["outputs_sha256"]


def dumps(record: Record) -> str:
    """The record's JSON text, with its seals."""
    return json.dumps(sealed(fields_of(record)), indent=1, allow_nan=False) + "\n"


def write(record: Record, path: Path) -> None:
    """Write a record atomically.

    Raises:
        OSError: The folder cannot be written or the disk is full.
    """
    require_writable(path)
    write_atomic(path, dumps(record))


def read(path: Path) -> Record:
    """The record in a file; one of an older schema as one of this. A function of two arguments has its name as its file's.

    Raises:
        RecordError: The file is missing, truncated, too large or of a newer schema, a field holds what it may not
            (results/record/record_rules.py), the kernel is not what its hash says, or a seal does not fit.
    """
    from results.composed.statement import read_statement

    return {1: _read, 2: read_statement}[arguments_of(path.stem)](path)


def _read(path: Path) -> Record:
    from results.record.record_rules import check_record

    try:
        value = read_object(path)
    except FileNotFoundError:
        raise RecordError(f"no record at {str(path)!r}") from None
    except (OSError, ValueError) as error:
        raise RecordError(f"record {str(path)!r} is unreadable or truncated: {error}") from None
    schema = schema_of(value)
    if schema > SCHEMA:
        raise RecordError(f"record {str(path)!r} has schema {schema}; this program reads up to {SCHEMA}: update it")
    try:
        record = from_json(Record, value)
        check_record(record)
        program = record.program()
    except (TypeError, ValueError) as error:
        raise RecordError(f"record {str(path)!r} is not valid: {error}") from None
    if program.hash() != record.hash:
        raise RecordError(f"record {str(path)!r} was changed: its kernel has hash {program.hash()}, not {record.hash}")
    if schema >= SEALED_FROM:
        check_seals_of(value, f"record {str(path)!r}")
    return dataclasses.replace(record, schema=SCHEMA)


def schema_of(value: Any) -> int:
    """The schema that JSON data states; 0 where it states none."""
    stated = value.get("schema") if isinstance(value, dict) else None
    return stated if type(stated) is int else 0


def check_seals_of(value: dict[str, Any], what: str) -> None:
    """Check a file's seals.

    Raises:
        RecordError: One is missing or does not fit; the message begins with `what`.
    """
    try:
        check_seals(value)
    except ValueError as error:
        raise RecordError(f"{what}: {error}. Take the file again from where it came") from None


def committed(target: str, folder: Path = RECORDS) -> list[Record]:
    """All records of a target, most accurate JAX kernel first.

    Raises:
        RecordError: One of them cannot be read.
    """
    paths = (folder / target).glob("*.json") if arguments_of(target) == 1 else PAIRS.glob(f"{target}.json")
    rows = [read(path) for path in sorted(paths)]
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

"""Commands over runs and records: record, export, compare."""

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from evaluators.files import write_atomic
from evaluators.reference.oracle import build_oracle
from evaluators.timing.baselines import CLASSICAL, baselines
from evaluators.timing.contexts import CALL
from evaluators.timing.interleaved import Setting
from evo.run.run_format import RUN_KERNELS, RunError, read_front
from results.bench.comparison import DEFAULT, measure, record_implementation, with_proof
from results.bench.row import ComparisonRow
from results.export.library import generate, meeting
from results.export.table import FORMATS, write_export
from results.library.kernel_index import KERNELS
from results.record.listing import bar_rows, by_subject, fast_rows, kernel_names, recorded_names, target_rows
from results.record.record import RECORDS, Record, RecordError, Subject, committed, jax_ulp, read, write
from results.record.record_speeds import by_use
from results.record.subjects import target_named
from search_spaces.composed import arguments_of
from search_spaces.reductions import reductions_of
from search_spaces.targets import find_target

__all__ = [
    "bar_rows",
    "compare_targets",
    "export_to",
    "fast_rows",
    "record_run",
    "run_records",
    "target_rows",
    "winners",
]


def run_records(run: Path) -> list[Record]:
    """All records of a run, most accurate first.

    Raises:
        RunError: It is no run directory, or has made no kernels.
        RecordError: A record is unreadable.
    """
    front = read_front(run)
    records = [read(path) for path in sorted((run / RUN_KERNELS).glob("*/record.json"))]
    if not records:
        kind = "a real-valued run makes none" if front.number_format == "real" else "it did not finish"
        raise RunError(f"{str(run)!r} holds no kernels: {kind}")
    return sorted(records, key=lambda r: (jax_ulp(r), r.cost(), r.hash))


def winners(records: list[Record], max_ulp: float | None) -> list[Record]:
    """Records within a bound, those left out that another beats in both error and measured time; competitors stay."""
    within = [r for r in records if max_ulp is None or jax_ulp(r) <= max_ulp]
    kept, best = [], None
    for record in within:
        if record.kind == CLASSICAL:
            kept.append(record)
        elif best is None or _ns(record) < best:
            best = _ns(record)
            kept.append(record)
    return kept


def _ns(record: Record) -> float:
    """Time as a call, of an older record in a loop; inf where it was not timed."""
    verification = record.verification("jax")
    if verification is None:
        return float("inf")
    called = [cost for cost in verification.uses if cost.context == CALL]
    return next((cost.ns_per_element for cost in [*called, verification.cost] if cost is not None), float("inf"))


def record_run(run: Path, max_ulp: float | None, folder: Path = RECORDS) -> list[Path]:
    """Add a run's winners and their hand-made competitors to the records; returns the files written.

    Records are append-only: one that exists stays as it is.

    Raises:
        RunError: The run has no kernels within the bound.
    """
    chosen = winners(run_records(run), max_ulp)
    if not any(r.kind != CLASSICAL for r in chosen):
        bound = "" if max_ulp is None else f" within {max_ulp} ulp"
        raise RunError(f"{str(run)!r} has no evolved kernel{bound}: search longer, or raise --max-ulp")
    written = []
    for record in chosen:
        path = folder / record.target / f"{record.hash}.json"
        if not path.exists():
            write(record, path)
            written.append(path)
    return written


def export_to(source: str, export_format: str | None, max_ulp: float | None, out: Path | None) -> list[Path]:
    """Export from a run, a record file, a target's records, or all targets; returns the files written.

    The kernel is the fastest evolved one within `max_ulp`, or without it the one that meets its row of results/record/bars.py.
    All targets without a format: the whole library, results/kernels.

    Raises:
        ValueError: Unknown format, target or source, or nothing within the bound.
    """
    if export_format is None:
        if source != "all" or max_ulp is not None:
            raise ValueError(
                f"only `export all` goes without --to, and without --max-ulp; --to takes {', '.join(FORMATS)}"
            )
        return generate(out or KERNELS)
    if export_format not in FORMATS:
        raise ValueError(f"--to is {export_format!r}; allowed: {', '.join(FORMATS)}")
    folder, wanted = out or Path("."), (export_format, max_ulp)
    if source == "all":
        writers = FORMATS[export_format].writers
        names = [name for name in kernel_names() if arguments_of(name) in writers and committed(name)]
        return [_export_best(_of_one_domain(name), name, wanted, folder) for name in names]
    return [_export_best(_records_of(source), source, wanted, folder)]


def _records_of(source: str) -> list[Record]:
    """The records of a file, a run or a target.

    Raises:
        ValueError: It is none of them, or has none.
    """
    path = Path(source)
    if path.suffix == ".json":
        return [read(path)]
    if path.is_dir():
        return run_records(path)
    records = _of_one_domain(_known(source, kernel_names()))
    if not records:
        _refuse_unrecorded(source)
    return records


def _known(name: str, known: Sequence[str]) -> str:
    """A target's name, of the table or of a user's own function on record.

    Raises:
        ValueError: It is neither.
    """
    return name if name in known else find_target(name).name


def _refuse_unrecorded(target: str) -> NoReturn:
    raise RecordError(f"no kernel of {target!r} is on record: run `run.py search {target}` and `run.py record RUN`")


def _of_one_domain(name: str) -> list[Record]:
    """A target's records on the whole line, or on its one domain.

    Raises:
        RecordError: There are several domains to choose from.
    """
    groups = {subject: records for subject, records in by_subject(name).items() if records}
    if len(groups) > 1 and Subject() not in groups:
        raise RecordError(f"{name}: records on {len(groups)} domains; export one by its file in {RECORDS / name}")
    return groups.get(Subject(), next(iter(groups.values()), []))


def _export_best(records: list[Record], source: str, wanted: tuple[str, float | None], out: Path) -> Path:
    export_format, max_ulp = wanted
    evolved = [r for r in records if r.kind != CLASSICAL] or records
    within = [r for r in evolved if max_ulp is None or jax_ulp(r) <= max_ulp]
    if not within:
        nearest = min(evolved, key=jax_ulp)
        raise RecordError(f"{source}: no kernel within {max_ulp:g} ulp; the most accurate has {jax_ulp(nearest):.4f}")
    best = _fastest(within) if max_ulp is not None else meeting(within)
    if out.suffix == FORMATS[export_format].suffix:
        write_atomic(out, FORMATS[export_format].export(best))
        return out
    return write_export(best, export_format, out)


def _fastest(records: list[Record]) -> Record:
    """By the worse of call and fused; where there is no stock to compare with, by its time."""
    used = by_use(records)
    return max(records, key=lambda record: (used.get(record.hash, 0.0), -_ns(record)))


def compare_targets(target: str, exhaustive: bool, setting: Setting = DEFAULT) -> list[ComparisonRow]:
    """Baselines and recorded kernels of a target, or of all, measured in one go for each domain that has kernels.

    Raises:
        ValueError: Unknown target, or one without a float32 kernel.
    """
    rows: list[ComparisonRow] = []
    for name in recorded_names() if target == "all" else [_known(target, recorded_names())]:
        for subject, records in by_subject(name).items():
            if records or (subject == Subject() and reductions_of(name)):
                row = target_named(name, subject)
                kernels = [record_implementation(record, setting.vector_bits) for record in records]
                subjects = [*baselines(row, setting.vector_bits), *kernels]
                made = [m.row() for m in measure(subjects, build_oracle(row), exhaustive, setting=setting)]
                proofs = dict(zip((kernel.name for kernel in kernels), records, strict=True))
                rows += [
                    with_proof(one, proofs[one.implementation]) if one.implementation in proofs else one for one in made
                ]
    if not rows:
        _refuse_unrecorded(target)
    return rows

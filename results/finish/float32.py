"""Steps from a campaign's states to verified, exported float32 kernels and the table beside stock and libraries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evaluators.backends import jax_backend
from evaluators.backends.source import to_source
from evaluators.callbacks import StageCallback
from evaluators.minimax.certify import Certificate, certify
from evaluators.reference.oracle import Oracle
from evaluators.report import EXHAUSTIVE, CostReport, ErrorReport
from evaluators.timing.baselines import EVOLVED, Implementation, baselines
from evaluators.timing.c_compiler import compiler
from evaluators.timing.contexts import CALL
from evaluators.timing.interleaved import Setting
from evo.ancestry import Ancestry
from evo.run.run_format import RUN_KERNELS, FileEntry, KernelEntry
from results.bench.comparison import RUNS, Measurement, kernel_implementation, time_all, times_in_use, with_errors
from results.export.table import SWEPT, write_export
from results.finish.assembly import Kernel
from results.finish.cores import Core
from results.finish.refinement import refined, sweep_with
from results.finish.shortlist import bounds_of, shortlist, undominated, worth_exporting
from results.record.record import SCHEMA, Provenance, Record, Verification, brief, write
from results.record.subjects import subject_of
from results.verification.lengths import length_differences
from results.verification.verifications import of_c, of_python
from search_spaces.programs.lowering import raise_to_real
from search_spaces.slots import Slot
from search_spaces.space import SearchSpace
from search_spaces.targets import ABSOLUTE, ULP, Target

EXPORTED, SHOWN = 6, 16
"""Most kernels of a run that are swept over every float32 and exported, and that are timed."""
COMPETITORS = 2
"""Most hand-made kernels that are kept for comparison, swept and moved like the evolved."""
EXPORTING = "verifying and exporting kernels"


@dataclass(frozen=True)
class Finished:
    """A finished run: its front and every implementation measured in one go."""

    front: tuple[KernelEntry, ...]
    measured: tuple[Measurement, ...]


@dataclass(frozen=True)
class Chosen:
    """Kernels that are worth keeping, by error and measured time.

    Attributes:
        exported: Evolved kernels that are swept and written as files.
        rivals: Hand-made kernels that are treated alike.
        shown: Evolved kernels of the front, with all exported ones among them.
    """

    exported: tuple[Kernel, ...]
    rivals: tuple[Kernel, ...]
    shown: tuple[Kernel, ...]


@dataclass(frozen=True)
class Swept:
    """Kernels after their sweeps.

    Attributes:
        moved: As they are now, by the names they had: a sweep may move constants on.
        reports: Errors over every float32, by the names they have now.
    """

    moved: Mapping[str, Kernel]
    reports: Mapping[str, ErrorReport]

    def kernel(self, before: Kernel) -> Kernel:
        """A kernel as it is now."""
        return self.moved.get(before.name, before)


@dataclass(frozen=True)
class Finisher:
    """Maker of finished kernels from the cores of a search.

    Attributes:
        spaces: What was searched, one a core.
        oracle: References of the target.
        run: The run directory.
        provenance: Of the evolved kernels, with the seed of the grid searches.
        progress: Told (what, done, total).
        measure: Context of the times by which kernels are chosen.
    """

    spaces: Sequence[SearchSpace]
    oracle: Oracle[Target]
    run: Path
    provenance: Provenance
    progress: StageCallback
    measure: str = CALL

    def finish(self, evolved: Sequence[Kernel], classical: Sequence[Kernel]) -> Finished:
        """Time, verify, export and compare; which kernels are worth it is decided by error and measured time."""
        chosen = self._choose(evolved, classical)
        swept = self._sweep(chosen)
        found, table = self._compare(chosen, swept)
        return Finished(self._write_all(chosen, swept, found), table)

    def _choose(self, evolved: Sequence[Kernel], classical: Sequence[Kernel]) -> Chosen:
        listed, hands = shortlist(evolved, SHOWN), shortlist(classical, SHOWN // 2)
        times = self._times([*listed, *hands])
        bounds = bounds_of(self.oracle.target.name)
        exported = worth_exporting(listed, times, bounds, EXPORTED)
        rivals = worth_exporting(hands, times, bounds, COMPETITORS)
        front = undominated(listed, times)
        return Chosen(tuple(exported), tuple(rivals), tuple(k for k in listed if k in front or k in exported))

    def _sweep(self, chosen: Chosen) -> Swept:
        """Over every float32; what surprises its dense check moves on and is swept again."""
        wanted = [*chosen.exported, *chosen.rivals]
        sweep = sweep_with(self.oracle, self.progress)
        done = refined(kernels=wanted, sweep=sweep, spaces=self.spaces, oracle=self.oracle, seed=self.provenance.seed)
        moved = {before.name: after for before, (after, _) in zip(wanted, done, strict=True)}
        return Swept(moved, {kernel.name: report for kernel, report in done})

    def _compare(self, chosen: Chosen, swept: Swept) -> tuple[dict[str, Measurement], tuple[Measurement, ...]]:
        """Everything that was measured, by name, and the rows of the table: stock, libraries, hand-made, exported kernels."""
        subjects = [_implementation(swept.kernel(k)) for k in chosen.exported]
        rest = [_implementation(k) for k in chosen.shown if k not in chosen.exported]
        hand_made = [_implementation(swept.kernel(k)) for k in chosen.rivals]
        self.progress("timing kernels beside stock and libraries", 0, 1)
        stock, domain = baselines(self.oracle.target), self.oracle.target.timing_domain
        everything = [*stock, *subjects, *hand_made, *rest]
        uses, costs = times_in_use(everything, domain), time_all(everything, domain, runs=RUNS)
        self.progress("sampling the errors of stock and of kernels that are not swept", 0, 1)
        sampled = with_errors([*stock, *rest], costs, self.oracle, False)
        table = [m for m in sampled if m.implementation.kind != EVOLVED]
        table += [self._measured(one, swept.reports, costs) for one in [*hand_made, *subjects]]
        found = {m.implementation.name: replace(m, uses=uses[m.implementation.name]) for m in [*sampled, *table]}
        return found, tuple(found[m.implementation.name] for m in table)

    def _write_all(self, chosen: Chosen, swept: Swept, found: Mapping[str, Measurement]) -> tuple[KernelEntry, ...]:
        """Records and files of what was swept; the entries of the front, cheapest first."""
        entries, total = list[KernelEntry](), len(chosen.shown) + len(chosen.rivals)
        for place, kernel in enumerate(map(swept.kernel, chosen.shown)):
            self.progress(EXPORTING, place, total)
            measured = found[kernel.name]
            files = self._export(kernel, measured) if kernel.name in swept.reports else {}
            entries.append(self._entry(kernel, measured, files))
        for place, kernel in enumerate(map(swept.kernel, chosen.rivals), len(chosen.shown)):
            self.progress(EXPORTING, place, total)
            self._export(kernel, found[kernel.name])
        return tuple(sorted(entries, key=lambda e: (e.ops, e.max_ulp)))

    def _measured(
        self, made: Implementation, errors: Mapping[str, ErrorReport], costs: Mapping[str, CostReport]
    ) -> Measurement:
        domain = None if self.oracle.target.outside is None else self.oracle.target.real_domain
        return Measurement(implementation=made, error=errors[made.name], cost=costs.get(made.name), domain=domain)

    def _times(self, kernels: Sequence[Kernel]) -> dict[str, float]:
        """ns per element by name, in one interleaved run."""
        self.progress("timing all candidates", 0, 1)
        made = [*baselines(self.oracle.target)[:1], *(_implementation(k) for k in kernels)]
        setting = Setting(context=self.measure)
        costs = time_all(made, self.oracle.target.timing_domain, setting=setting, runs=RUNS)
        return {name: cost.ns_per_element for name, cost in costs.items()}

    def _export(self, kernel: Kernel, measured: Measurement) -> dict[str, FileEntry]:
        """Write the kernel's record and its files; returns the files by format."""
        record = self._record(kernel, measured)
        folder = self.run / RUN_KERNELS / record.hash
        write(record, folder / "record.json")
        files = {}
        for name in SWEPT:
            verification = record.verification(name)
            if verification is not None:
                path = write_export(record, name, folder / name)
                error = verification.error
                files[name] = FileEntry(str(path.relative_to(self.run)), error.max_ulp, error.mode == EXHAUSTIVE)
        return files

    def _record(self, kernel: Kernel, measured: Measurement) -> Record:
        kind = measured.implementation.kind
        lengths = length_differences(kernel.program, self.oracle, measured.error.worst_inputs)
        bound = max([measured.error.max_ulp, *(row.max_ulp for row in lengths)])
        error = brief(replace(measured.error, max_ulp=bound))
        compiled = Verification(
            format="jax",
            fingerprint=jax_backend.fingerprint(),
            error=error,
            cost=measured.cost,
            lengths=lengths,
            uses=measured.uses,
        )
        verifications = [compiled]
        if kind == EVOLVED:
            verifications.append(of_python(kernel.program, self.oracle))
            if compiler() is not None:
                verifications.append(of_c(kernel.program, self.oracle))
        provenance = self.provenance if kind == EVOLVED else replace(self.provenance, found="nothing", given=_HAND_MADE)
        return Record(
            schema=SCHEMA,
            target=self.oracle.target.name,
            hash=kernel.program.hash(),
            kind=kind,
            reduction=kernel.reduction.name,
            source=_source(kernel),
            core="\n".join(str(core.program) for core in kernel.cores),
            kernel=str(kernel.program),
            core_ops=_core_ops(kernel),
            kernel_ops=kernel.program.op_count(),
            verifications=tuple(verifications),
            provenance=provenance,
            subject=subject_of(self.oracle.target),
            ancestry=_ancestries(kernel),
        )

    def _entry(self, kernel: Kernel, measured: Measurement, files: dict[str, FileEntry]) -> KernelEntry:
        errors = [self._core_error(core, slot) for core, slot in zip(kernel.cores, kernel.reduction.slots, strict=True)]
        worst, row = max(errors, key=lambda one: one.max_error), measured.row()
        return KernelEntry(
            ops=_core_ops(kernel),
            max_error=worst.max_error,
            max_error_float64=worst.max_error_float64,
            witness=worst.witness,
            limit_points=tuple(x.hex() for x in worst.limit_points),
            source=_source(kernel),
            certified=True,
            kernel_ops=kernel.program.op_count(),
            max_ulp=files["jax"].max_ulp if files else measured.error.max_ulp,
            exhaustive=measured.error.mode == EXHAUSTIVE,
            ns_per_element=measured.cost.ns_per_element if measured.cost else None,
            baseline_ns_per_element=measured.cost.baseline_ns_per_element if measured.cost else None,
            file=files["jax"].path if files else None,
            files=files,
            record=kernel.program.hash() if files else None,
            kernel=kernel.program.hash(),
            ancestry=_ancestries(kernel),
            call_ns=row.call_ns,
            call_ratio=row.call_ratio,
            fused_ns=row.fused_ns,
            fused_ratio=row.fused_ratio,
        )

    def _core_error(self, core: Core, slot: Slot) -> Certificate:
        """Error of the core in exact arithmetic: in ulp of its own value, or, of a part of a kernel, the absolute error."""
        error = ULP if slot.factor is None else ABSOLUTE
        return certify(raise_to_real(core.program), slot.target, slot.domain, error)


def _source(kernel: Kernel) -> str:
    """The cores as Python functions: f, or where there are several by the names of their slots."""
    texts = [to_source(raise_to_real(core.program)) for core in kernel.cores]
    if len(texts) == 1:
        return texts[0]
    named = zip(texts, kernel.reduction.slots, strict=True)
    return "\n\n".join(text.replace("def f(", f"def {slot.name}(", 1) for text, slot in named)


def _ancestries(kernel: Kernel) -> tuple[Ancestry, ...]:
    """Ancestry of each core; empty where none was evolved."""
    found = tuple(core.ancestry for core in kernel.cores)
    return found if any(one.steps for one in found) else ()


def _core_ops(kernel: Kernel) -> int:
    return sum(raise_to_real(core.program).op_count() for core in kernel.cores)


_HAND_MADE = (
    "a minimax polynomial core by hand, its constants moved on the float grid by the same search; the reduction"
)


def _implementation(kernel: Kernel) -> Implementation:
    return kernel_implementation(kernel.name, kernel.kind, kernel.program)

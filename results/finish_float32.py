"""From a campaign's states to verified, exported float32 kernels and the table beside stock and libraries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from evaluators.accuracy import SweepOptions, sample, sweep
from evaluators.backends import jax_backend, numpy_backend
from evaluators.backends.source import to_source
from evaluators.baselines import CLASSICAL, EVOLVED, Implementation, baselines
from evaluators.certify import certify
from evaluators.oracle import Oracle
from evaluators.report import EXHAUSTIVE
from evo.run_format import KERNELS, FileEntry, KernelEntry
from results.comparison import Measured, Progress, kernel_implementation, measure, time_all
from results.cores import Core, Kernel, kernels_of
from results.export.table import FORMATS, write_export
from results.lengths import length_differences
from results.pieces import in_pieces
from results.record import SCHEMA, Provenance, Record, Verification, write
from results.subjects import subject_of
from search_spaces.lowering import raise_to_real
from search_spaces.space import SearchSpace

EXPORTED = 4
"""Most kernels of a run that are swept over every float32 and exported."""
EXPORT_ULP = 64.0
"""A kernel with a larger error is listed with its sampled error and not exported."""

CLEARLY = 0.95
"""Timing noise must not decide: a reduction further down the table has to take less than this share of the time."""
WINNER_ULPS = (1.0, 4.0)
"""The fastest kernel within each bound is a winner and always exported."""


@dataclass(frozen=True)
class Finished:
    """A finished run: its front and every implementation measured in one go."""

    front: tuple[KernelEntry, ...]
    measured: tuple[Measured, ...]


@dataclass(frozen=True)
class Finisher:
    """What finishing needs besides the cores.

    Attributes:
        space: What was searched.
        oracle: References of the target.
        run: The run directory.
        provenance: Of the evolved kernels.
        progress: Told (what, done, total).
    """

    space: SearchSpace
    oracle: Oracle
    run: Path
    provenance: Provenance
    progress: Progress

    def finish(self, evolved: Sequence[Core], classical: Sequence[Core]) -> Finished:
        """Choose a reduction for each core by time, verify, export and compare."""
        chosen = self._fastest(kernels_of(self.space, [*evolved, *classical]))
        ours, hands = chosen[: len(evolved)], chosen[len(evolved) :]
        exported = _worth_exporting(ours)
        subjects = {k: _implementation(k, EVOLVED) for k in exported} | {
            k: _implementation(k, CLASSICAL) for k in hands
        }
        rest = {k: _implementation(k, EVOLVED) for k in ours if k not in exported}
        whole = measure([*baselines(self.oracle.target), *subjects.values()], self.oracle, True, self.progress)
        sampled = measure([*baselines(self.oracle.target)[:1], *rest.values()], self.oracle, False)
        found = {m.implementation.name: m for m in [*sampled, *whole]}
        winner = _winner([(k, found[k.core.name]) for k in exported])
        entries = []
        for kernel in ours:
            measured = found[kernel.core.name]
            files = self._export(kernel, measured, kernel is winner) if kernel in exported else {}
            entries.append(self._entry(kernel, measured, files))
        for kernel in hands:
            self._export(kernel, found[kernel.core.name], False)
        entries.sort(key=lambda e: (e.ops, e.max_ulp))
        names = {k.core.name: k for k in chosen}
        shown = [m for m in whole if m.implementation.name not in names or names[m.implementation.name] in subjects]
        return Finished(tuple(entries), tuple(shown))

    def _fastest(self, kernels: Sequence[Kernel]) -> list[Kernel]:
        """For each core a reduction, in the order of the cores: the table's first unless another is CLEARLY faster."""
        made = {f"{k.core.name} / {k.reduction.name}": k for k in kernels}
        named = [replace(_implementation(k, EVOLVED), name=name) for name, k in made.items()]
        stock = baselines(self.oracle.target)[:1]
        costs = time_all([*stock, *named], self.oracle.target.timing_domain)
        best: dict[str, tuple[float, Kernel]] = {}
        for name, kernel in made.items():
            ns = costs[name].ns_per_element
            if kernel.core.name not in best or ns < CLEARLY * best[kernel.core.name][0]:
                best[kernel.core.name] = (ns, kernel)
        return [kernel for _, kernel in best.values()]

    def _export(self, kernel: Kernel, measured: Measured, winner: bool) -> dict[str, FileEntry]:
        """Write the kernel's record and its files; returns the files by format."""
        record = self._record(kernel, measured, winner)
        folder = self.run / KERNELS / record.hash
        write(record, folder / "record.json")
        files = {}
        for name in FORMATS:
            verification = record.verification(name)
            if verification is not None:
                path = write_export(record, name, folder / name)
                error = verification.error
                files[name] = FileEntry(str(path.relative_to(self.run)), error.max_ulp, error.mode == EXHAUSTIVE)
        return files

    def _record(self, kernel: Kernel, measured: Measured, winner: bool) -> Record:
        kind = measured.implementation.kind
        lengths = length_differences(kernel.program, self.oracle, measured.error.worst_inputs)
        bound = max([measured.error.max_ulp, *(row.max_ulp for row in lengths)])
        error = replace(measured.error, max_ulp=bound)
        compiled = Verification("jax", jax_backend.fingerprint(), error, measured.cost, lengths)
        verifications = [compiled]
        if kind == EVOLVED:
            verifications.append(self._python_verification(kernel, winner))
        real = raise_to_real(kernel.core.program)
        provenance = self.provenance if kind == EVOLVED else replace(self.provenance, found="nothing", given=_HAND_MADE)
        return Record(
            SCHEMA,
            self.oracle.target.name,
            kernel.program.hash(),
            kind,
            kernel.reduction.name,
            to_source(real),
            str(kernel.core.program),
            str(kernel.program),
            real.op_count(),
            kernel.program.op_count(),
            tuple(verifications),
            provenance,
            subject_of(self.oracle.target),
        )

    def _python_verification(self, kernel: Kernel, winner: bool) -> Verification:
        """NumPy takes some 20 ns an element: every input for the winner, a sample for the others."""
        name, options = kernel.core.name, SweepOptions(ftz=kernel.reduction.flushes, daz=False)
        run = {name: in_pieces(numpy_backend.compile_program(kernel.program))}
        if winner:
            told: Callable[[int, int], None] = lambda done, total: self.progress(f"{name} in NumPy", done, total)  # noqa: E731
            report = sweep(run, self.oracle, options, told)[name]
        else:
            report = sample(run, self.oracle, options, (), np.random.default_rng(0))[name]
        return Verification("python", numpy_backend.fingerprint(), report, None, ())

    def _entry(self, kernel: Kernel, measured: Measured, files: dict[str, FileEntry]) -> KernelEntry:
        real = raise_to_real(kernel.core.program)
        certificate = certify(real, self.space.target, self.space.domain, self.space.error)
        return KernelEntry(
            ops=real.op_count(),
            max_error=certificate.max_error,
            max_error_float64=certificate.max_error_float64,
            witness=certificate.witness,
            limit_points=tuple(x.hex() for x in certificate.limit_points),
            source=to_source(real),
            certified=True,
            kernel_ops=kernel.program.op_count(),
            max_ulp=files["jax"].max_ulp if files else measured.error.max_ulp,
            exhaustive=measured.error.mode == EXHAUSTIVE,
            ns_per_element=measured.cost.ns_per_element if measured.cost else None,
            baseline_ns_per_element=measured.cost.baseline_ns_per_element if measured.cost else None,
            file=files["jax"].path if files else None,
            files=files,
            record=kernel.program.hash() if files else None,
        )


_HAND_MADE = (
    "a minimax polynomial core by hand, its constants moved on the float grid by the same search; the reduction"
)


def _implementation(kernel: Kernel, kind: str) -> Implementation:
    return kernel_implementation(kernel.core.name, kind, kernel.program)


def _winner(measured: Sequence[tuple[Kernel, Measured]]) -> Kernel | None:
    """The fastest kernel within the first of WINNER_ULPS: its Python form too is swept over every float32."""
    rows = [
        (m.cost.ns_per_element, i) for i, (_, m) in enumerate(measured) if m.error.max_ulp <= WINNER_ULPS[0] and m.cost
    ]
    return measured[min(rows)[1]][0] if rows else None


def _worth_exporting(kernels: Sequence[Kernel]) -> list[Kernel]:
    """At most EXPORTED kernels below EXPORT_ULP, cheapest first.

    The cheapest within each of WINNER_ULPS (with a margin for what the dense check has not seen), the most accurate, and
    then the cheapest of the rest.
    """
    good = sorted((k for k in kernels if k.core.grid_ulp <= EXPORT_ULP), key=lambda k: (k.core.cost, k.core.grid_ulp))
    first = [next((k for k in good if k.core.grid_ulp <= 0.97 * bound), None) for bound in WINNER_ULPS]
    wanted = [k for k in [*first, *good[-1:], *good] if k is not None]
    chosen = list({k.core.name: k for k in wanted}.values())[:EXPORTED]
    return [k for k in good if k in chosen]

"""The comparison table: kernels beside stock jax, NumPy, the C library and the hand-made competitor."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from evaluators.backends import jax_backend
from evaluators.callbacks import StageCallback
from evaluators.reference.oracle import Oracle
from evaluators.report import EXHAUSTIVE, CostReport, ErrorReport
from evaluators.sweep.accuracy import SweepOptions, sample, sweep
from evaluators.timing.baselines import STOCK, Implementation, jax_implementation
from evaluators.timing.c_libraries import left_out
from evaluators.timing.contexts import USES
from evaluators.timing.interleaved import VECTOR_BITS, Setting, Timing, least_disturbed
from evaluators.timing.yardstick import YARDSTICK, slowed, yardstick
from results.bench.row import ComparisonRow, ratio_cells
from results.export.escaping import csv_cell
from results.record.cover import differences, here
from results.record.naming import kernel_name
from results.record.record import Record
from search_spaces.programs.program import Program
from search_spaces.targets import Target

DEFAULT = Setting()
RUNS = 5
"""Number of interleaved runs, where times decide or are kept."""
MOST_SLOWED = 1.04
"""A run in which the yardstick takes so many times the least it ever took is disturbed."""


@dataclass(frozen=True)
class Measurement:
    """An implementation with what was measured on it, on a bounded domain or the whole line (None)."""

    implementation: Implementation
    error: ErrorReport
    cost: CostReport | None
    domain: tuple[float, float] | None
    setting: Setting = DEFAULT
    uses: tuple[CostReport, ...] = ()

    def row(self) -> ComparisonRow:
        """Row of the table."""
        error, cost = self.error, self.cost
        call, fused = (next((one for one in self.uses if one.context == name), None) for name in USES)
        return ComparisonRow(
            target=error.target,
            implementation=self.implementation.name,
            kind=self.implementation.kind,
            max_ulp=error.max_ulp,
            exhaustive=error.mode == EXHAUSTIVE,
            witness=error.witness,
            ns_per_element=cost.ns_per_element if cost else None,
            ratio_to_stock=cost.ratio_to_stock if cost else None,
            domain=self.domain,
            resident=self.setting.resident.name,
            vector_bits=self.setting.vector_bits,
            spread=cost.spread if cost else None,
            library=self.implementation.library,
            slowed=cost.slowed if cost else None,
            call_ns=call.ns_per_element if call else None,
            call_ratio=call.ratio_to_stock if call else None,
            fused_ns=fused.ns_per_element if fused else None,
            fused_ratio=fused.ratio_to_stock if fused else None,
        )


def kernel_implementation(name: str, kind: str, kernel: Program, vector_bits: int | None = None) -> Implementation:
    """A float32 kernel as the JAX backend prints it."""
    function = jax_backend.load(jax_backend.print_program(kernel).module)["kernel"]
    return jax_implementation(name, kind, function, vector_bits)


def record_implementation(record: Record, vector_bits: int | None = None) -> Implementation:
    """A record's kernel."""
    return kernel_implementation(kernel_name(record.kind, record.hash), record.kind, record.program(), vector_bits)


def with_proof(row: ComparisonRow, record: Record) -> ComparisonRow:
    """The row of a record's kernel with the error that the record proves for where this process computes, if it does."""
    swept = (v for v in record.verifications if v.format == "jax" and v.error.mode == EXHAUSTIVE)
    proof = next((v.error for v in swept if not differences([v.fingerprint], here())), None)
    return row if proof is None else replace(row, proved_ulp=proof.max_ulp, proved_witness=proof.witness)


def time_all(
    implementations: Sequence[Implementation],
    domain: tuple[float, float],
    rounds: int | None = None,
    setting: Setting = DEFAULT,
    runs: int = 1,
) -> dict[str, CostReport]:
    """Times of all implementations that have a fast path, by name, from one interleaved run.

    Args:
        implementations: With the stock function, to which ratios are.
        domain: What inputs are drawn from.
        rounds: None for the setting's.
        setting: Of the arrays, the vectors and the context.
        runs: Of which the least disturbed counts.
    """
    made = {i.name: i.block_in(setting, domain) for i in implementations}
    blocks = {name: block for name, block in made.items() if block is not None} | {YARDSTICK: yardstick()}
    timings = least_disturbed(blocks, rounds or setting.rounds, runs)
    slower = slowed(timings.pop(YARDSTICK), here().device)
    stock = next((timings[i.name] for i in implementations if i.kind == STOCK and i.name in timings), None)
    return {name: _cost(timing, stock, setting, slower) for name, timing in timings.items()}


def times_in_use(
    implementations: Sequence[Implementation], domain: tuple[float, float], setting: Setting = DEFAULT, runs: int = RUNS
) -> dict[str, tuple[CostReport, ...]]:
    """Times as a call and fused, by name, each context in interleaved runs of its own, of which the least disturbed counts."""
    found: dict[str, tuple[CostReport, ...]] = {one.name: () for one in implementations}
    for context in USES:
        costs = time_all(implementations, domain, setting=replace(setting, context=context), runs=runs)
        found = {name: (*uses, *filter(None, [costs.get(name)])) for name, uses in found.items()}
    return found


def _cost(timing: Timing, stock: Timing | None, setting: Setting, slower: float) -> CostReport:
    ns = timing.ns_per_element
    ratio = stock.ns_per_element / ns if stock is not None and ns > 0 else None
    return CostReport(
        ns_per_element=ns,
        baseline_ns_per_element=stock.ns_per_element if stock else None,
        ratio_to_stock=ratio,
        rounds=timing.rounds,
        elements=setting.elements,
        vector_bits=setting.vector_bits,
        spread=timing.spread,
        slowed=slower,
        context=setting.context,
    )


def errors_of(
    implementations: Sequence[Implementation],
    oracle: Oracle[Target],
    exhaustive: bool,
    progress: StageCallback | None = None,
) -> dict[str, ErrorReport]:
    """Errors of all implementations by name: over every input where asked for and fast enough, else sampled."""
    found: dict[str, ErrorReport] = {}
    for flushes in (True, False):
        for whole in (True, False):
            group = {
                i.name: i.evaluate
                for i in implementations
                if i.flushes == flushes and (exhaustive and i.vectorised) == whole
            }
            if not group:
                continue
            options = SweepOptions(ftz=flushes, daz=flushes)
            if whole:
                label = f"every float32 through {len(group)} {'compiled' if flushes else 'library'} kernels"
                report = None if progress is None else lambda done, total, label=label: progress(label, done, total)
                found |= sweep(group, oracle, options, report)
            else:
                found |= sample(kernels=group, oracle=oracle, options=options, near=(), rng=np.random.default_rng(0))
    return found


def measure(
    implementations: Sequence[Implementation],
    oracle: Oracle[Target],
    exhaustive: bool,
    progress: StageCallback | None = None,
    setting: Setting = DEFAULT,
) -> list[Measurement]:
    """Errors and times of all implementations; times first, while nothing else runs."""
    uses = times_in_use(implementations, oracle.target.timing_domain, setting)
    costs = time_all(implementations, oracle.target.timing_domain, setting=setting)
    found = with_errors(implementations, costs, oracle, exhaustive, progress)
    return [replace(measured, setting=setting, uses=uses[measured.implementation.name]) for measured in found]


def with_errors(
    implementations: Sequence[Implementation],
    costs: Mapping[str, CostReport],
    oracle: Oracle[Target],
    exhaustive: bool,
    progress: StageCallback | None = None,
) -> list[Measurement]:
    """Errors of all implementations beside their times, which were taken in the default setting."""
    errors = errors_of(implementations, oracle, exhaustive, progress)
    domain = None if oracle.target.outside is None else oracle.target.real_domain
    return [Measurement(i, errors[i.name], costs.get(i.name), domain) for i in implementations]


def libraries_left_out(setting: Setting = DEFAULT) -> list[str]:
    """The reason that a vector library is not in the table."""
    return left_out(setting.vector_bits or VECTOR_BITS[0])


def disturbance(rows: Sequence[ComparisonRow]) -> str | None:
    """A warning where other work on this machine slowed the runs that times come from; None where it did not."""
    slower = max((row.slowed or 0.0 for row in rows), default=0.0)
    if slower <= MOST_SLOWED:
        return None
    return (
        f"other work slows this machine: a fixed vector loop took {slower:.2f} times the least it ever took here. Vector code suffers "
        "more than scalar code, so that ratios of kernels to scalar functions are too low"
    )


def to_csv(rows: Sequence[ComparisonRow]) -> str:
    """The rows as CSV with a header line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([field.name for field in fields(ComparisonRow)])
    for row in rows:
        writer.writerow([_csv_cell(value) for value in _values(row)])
    return out.getvalue()


def _values(row: ComparisonRow) -> list[Any]:
    return [getattr(row, field.name) for field in fields(ComparisonRow)]


def _csv_cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return " ".join(map(repr, value))
    return "" if value is None else csv_cell(value)


def cells(row: ComparisonRow) -> tuple[str, ...]:
    """The row as text: implementation, kind, max ulp, witness, times, in a loop with their spread, ratios to stock.

    Times and ratios are as a call, fused, in a loop, in this order.
    """
    ulp, witness = error_cells(row)
    return (
        row.implementation,
        row.kind,
        ulp,
        witness,
        *ratio_cells(row),
        *(_ns_text(ns) for ns in (row.call_ns, row.fused_ns, row.ns_per_element)),
        "-" if row.spread is None else f"{row.spread:.1%}",
    )


def _ns_text(ns: float | None) -> str:
    return "-" if ns is None else f"{ns:.3f}"


PROVED = "proved: over every float32, as the kernel's record states it for this machine's jax, architecture and flags"


def error_cells(row: ComparisonRow) -> tuple[str, str]:
    """Largest error and its input as text: measured over every float32, or proved by the record, or sampled.

    A sample that is worse than what the record proves is shown beside it: one of them is wrong.
    """
    ulp, proved = _ulp_text(row.max_ulp), row.proved_ulp
    if row.exhaustive or proved is None:
        return (ulp if row.exhaustive else f"{ulp} (sampled)"), row.witness
    if row.max_ulp > proved:
        return f"{ulp} (sampled, NOT the {_ulp_text(proved)} proved)", row.witness
    return f"{_ulp_text(proved)} (proved)", row.proved_witness or "-"


def _ulp_text(ulp: float) -> str:
    return f"{ulp:.3f}" if ulp < 1e4 else f"{ulp:.3g}"

"""Rank correlation of what predicts a kernel's time with its measured time: `python tests/bench/bench_predictor.py [COUNT]`.

Kernels are reductions of the table, drawn at random, around random cores (Horner, Estrin, rational), besides those on record
for the same targets. All are timed in one interleaved run; Spearman's coefficient stands for each model that works here.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evaluators.backends.jax_backend import dispatch_inline
from evaluators.timing.cost import kernel_function, throughput
from evaluators.timing.interleaved import Setting, jax_block, setting_named, time_blocks, timing_inputs
from results.record.record import committed
from search_spaces.ops import FLOAT
from search_spaces.programs.lowering import Builder, lower
from search_spaces.programs.parts import REAL, Const, Port, ProgramError
from search_spaces.programs.program import Program
from search_spaces.reductions import REDUCTIONS
from search_spaces.targets import TARGETS

TimedKernel = tuple[str, Program, tuple[float, float]]


def measured(program: Program, domain: tuple[float, float], setting: Setting, rounds: int = 60) -> float:
    """ns per element of a kernel."""
    inputs = timing_inputs(domain, np.random.default_rng(0), setting.resident)
    block = jax_block(kernel_function(program), inputs, setting.vector_bits)
    return time_blocks({"kernel": block}, rounds)["kernel"].ns_per_element


@dataclass(frozen=True, slots=True)
class CostModel:
    """One way to say what a kernel costs.

    Attributes:
        name: Its name.
        unit: Of what it gives.
        deterministic: Whether it gives the same figure every time.
        cost: Of a float32 kernel that is to be timed on a domain, in a setting; None where it does not work here.
    """

    name: str
    unit: str
    deterministic: bool
    cost: Callable[[Program, tuple[float, float], Setting], float | None]


def _llvm_mca(program: Program, domain: tuple[float, float], setting: Setting) -> float | None:
    from evaluators.backends.object_code import cycles_per_element

    return cycles_per_element(kernel_function(program), setting.vector_bits)


# fmt: off
_MODELS = (
    CostModel("operations", "operations",         True,  lambda program, domain, setting: float(program.op_count())),
    CostModel("throughput", "multiply-adds",        True,  lambda program, domain, setting: throughput(program, setting.vector_bits)),
    CostModel("llvm-mca",   "cycles per element", True,  _llvm_mca),
    CostModel("measured",   "ns per element",     False, measured),
)
# fmt: on
COST_MODELS = {row.name: row for row in _MODELS}


def random_core(rng: np.random.Generator) -> Program:
    """A polynomial of degree 2 to 9, by Horner's rule or in pairs, or a quotient of two."""
    builder = Builder(REAL, (Port("x", FLOAT),))

    def constant() -> int:
        return builder.const(Const(FLOAT, Decimal(repr(float(rng.uniform(0.1, 1.0))))))

    def horner(degree: int, x: int) -> int:
        value = constant()
        for _ in range(degree):
            value = builder.emit("add", builder.emit("mul", value, x), constant())
        return value

    def pairs(degree: int) -> int:
        square, value = builder.emit("mul", 0, 0), horner(1, 0)
        for _ in range(degree // 2):
            value = builder.emit("add", builder.emit("mul", value, square), horner(1, 0))
        return value

    form, degree = rng.integers(3), int(rng.integers(2, 10))
    if form == 0:
        result = horner(degree, 0)
    elif form == 1:
        result = pairs(degree)
    else:
        result = builder.emit("div", horner(degree // 2, 0), horner(degree // 2, 0))
    return builder.build([("y", result)])


def random_kernels(count: int, rng: np.random.Generator) -> list[TimedKernel]:
    """Kernels that the JAX backend can print."""
    found: list[TimedKernel] = []
    while len(found) < count:
        reduction = REDUCTIONS[list(REDUCTIONS)[rng.integers(len(REDUCTIONS))]]
        kernel = reduction.kernel(*(lower(random_core(rng)) for _ in reduction.slots))
        try:
            kernel_function(kernel)
        except ProgramError:
            continue
        found.append((reduction.name, kernel, TARGETS[reduction.target].timing_domain))
    return found


def recorded_kernels() -> list[TimedKernel]:
    """Kernels on record that serve the whole line."""
    return [
        (f"{target.name} {record.hash[:8]}", record.program(), target.timing_domain)
        for target in TARGETS.values()
        for record in committed(target.name)
        if record.subject.domain is None
    ]


def spearman(a: list[float], b: list[float]) -> float:
    """Correlation of ranks, ties by their mean rank."""

    def ranks(values: list[float]) -> np.ndarray:
        array = np.array(values)
        return np.array([(array < v).sum() + ((array == v).sum() - 1) / 2 for v in array])

    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


def main(count: int, setting: Setting) -> None:
    """Print every kernel's figures and the coefficients."""
    kernels = [*random_kernels(count, np.random.default_rng(0)), *recorded_kernels()]
    rng = np.random.default_rng(1)
    blocks = {
        f"{i}": jax_block(kernel_function(k), timing_inputs(d, rng, setting.resident), setting.vector_bits)
        for i, (_, k, d) in enumerate(kernels)
    }
    measured = [timing.ns_per_element for timing in time_blocks(blocks, 60).values()]
    models = [row for row in COST_MODELS.values() if row.deterministic]
    predicted = {row.name: [row.cost(k, d, setting) for _, k, d in kernels] for row in models}
    print("kernel".ljust(28), "ns".rjust(8), *(name.rjust(12) for name in predicted))
    for i in np.argsort(measured):
        cells = ("-" if values[i] is None else f"{values[i]:.3f}" for values in predicted.values())
        print(kernels[i][0].ljust(28), f"{measured[i]:8.3f}", *(cell.rjust(12) for cell in cells))
    print(f"Spearman's rank correlation with the time measured, {len(kernels)} kernels:")
    for name, values in predicted.items():
        known = [(v, m) for v, m in zip(values, measured, strict=True) if v is not None]
        if len(known) > 2:
            print(f"  {name}: {spearman(*map(list, zip(*known, strict=True))):.3f} of {len(known)} kernels")


if __name__ == "__main__":
    dispatch_inline()
    bits = int(sys.argv[2]) if len(sys.argv) > 2 else None
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40, setting_named("L1", bits))

"""Costs of float32 kernels: models that rank them without a clock, and the clock.

The throughput model is a sum: each live operation that depends on x counts its weight, and so does each bound that keeps a
product from being contracted (evaluators/backends/jax_backend.py). A weight is what one more such operation adds to the time
of a loop over vectors full of multiply-adds, in multiply-adds; `calibrate` measures weights, in chains of a probe row each,
and WEIGHTS is what it gave on one machine. Port conflicts, latencies and loads of constants are not in the sum: llvm-mca sees those, on XLA's own code.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from evaluators.backends import jax_backend
from evaluators.timing.interleaved import VECTOR_BITS, Setting, jax_block, time_blocks, timing_inputs
from search_spaces.ops import FLOAT, INT, OPS
from search_spaces.programs.lowering import drop_dead
from search_spaces.programs.parts import FLOAT32, Const, Instr, Output, Port
from search_spaces.programs.program import Program


@dataclass(frozen=True, slots=True)
class Weight:
    """An operation's weight in multiply-adds of the same vector width."""

    op: str
    bits256: float
    bits512: float


BOUND = "max"
"""The operation that a bound on a product is."""


@dataclass(frozen=True, slots=True)
class Probe:
    """A chain whose step holds `op` and others whose weights are known by then.

    Attributes:
        op: Whose weight it measures.
        step: Operations that lead from v to the next v, as (name, operation, operands); operands are v, earlier names, the
            floats C to G and the integers K, L and ONE.
        share: Operations between which what is left is divided evenly.
    """

    op: str
    step: tuple[tuple[str, str, tuple[str, ...]], ...]
    share: tuple[str, ...]


def _on_floats(op: str, *args: str, share: tuple[str, ...] = ()) -> Probe:
    return Probe(op, (("a", op, args), ("v", "add", ("a", "C"))), share or (op,))


def _on_ints(op: str, *args: str, after: str = "iadd") -> Probe:
    """Probe of an operation and another between which LLVM cannot merge constants."""
    step = (("i", "bits", ("v",)), ("j", op, args), ("k", after, ("j", "L")), ("v", "from_bits", ("k",)))
    return Probe(op, step, (op, after) if op == "ixor" else (op,))


def _shifted(op: str) -> Probe:
    """Probe of a shift and the value itself: LLVM would merge shifts across a constant."""
    step = (("i", "bits", ("v",)), ("j", op, ("i", "ONE")), ("k", "ixor", ("j", "i")), ("v", "from_bits", ("k",)))
    return Probe(op, step, (op,))


# fmt: off
PROBES = (
    Probe("fma", (("v", "fma", ("v", "C", "D")),), ("fma",)),
    Probe("add", (("v", "add", ("v", "C")),), ("add",)),
    Probe("sub", (("v", "sub", ("v", "C")),), ("sub",)),
    Probe("mul", (("v", "mul", ("v", "C")),), ("mul",)),
    _on_floats("div", "C", "v"),
    _on_floats("sqrt", "v"),
    _on_floats("round", "v"),
    _on_floats("abs", "v"),
    _on_floats("min", "v", "D"),
    _on_floats("max", "v", "D"),
    Probe("lt", (("b", "lt", ("v", "C")), ("a", "fma", ("v", "D", "E")), ("v", "select", ("b", "a", "v"))), ("lt", "select")),
    Probe("both", (("b", "lt", ("v", "C")), ("c", "lt", ("D", "v")), ("e", "both", ("b", "c")), ("a", "fma", ("v", "D", "E")), ("v", "select", ("e", "a", "v"))), ("both",)),
    Probe("either", (("b", "lt", ("v", "C")), ("c", "lt", ("D", "v")), ("e", "either", ("b", "c")), ("a", "fma", ("v", "D", "E")), ("v", "select", ("e", "a", "v"))), ("either",)),
    Probe("to_int", (("i", "to_int", ("v",)), ("a", "to_float", ("i",)), ("v", "add", ("a", "C"))), ("to_int", "to_float")),
    _on_ints("ixor", "i", "K"),
    _on_ints("iand", "i", "K"),
    _on_ints("ior",  "i", "K"),
    _on_ints("isub", "K", "i", after="ixor"),
    _on_ints("imul", "i", "K", after="ixor"),
    _shifted("shl"),
    _shifted("shr"),
    _shifted("ushr"),
    Probe("ilt", (("i", "bits", ("v",)), ("b", "ilt", ("i", "K")), ("j", "iadd", ("i", "L")), ("k", "iselect", ("b", "j", "i")), ("v", "from_bits", ("k",))), ("ilt", "iselect")),
)
FREE = ("neg", "bits", "from_bits")  # a sign goes into the fma that uses it; a cast is no instruction

_WEIGHTS = (
    #       op             256    512
    Weight("add",       0.87,  0.31),
    Weight("sub",       0.86,  0.27),
    Weight("mul",       0.87,  1.02),
    Weight("div",       3.02,  3.41),
    Weight("neg",       0.00,  0.00),
    Weight("sqrt",      3.80,  6.89),
    Weight("fma",       1.00,  1.00),
    Weight("round",     0.79,  0.57),
    Weight("lt",        0.46,  0.45),
    Weight("select",    0.46,  0.45),
    Weight("abs",       0.80,  0.87),
    Weight("min",       0.86,  0.61),
    Weight("max",       0.88,  0.75),
    Weight("to_int",    1.92,  1.84),
    Weight("bits",      0.00,  0.00),
    Weight("from_bits", 0.00,  0.00),
    Weight("iadd",      0.73,  0.40),
    Weight("shl",       0.74,  0.48),
    Weight("shr",       0.91,  0.37),
    Weight("ushr",      0.93,  0.58),
    Weight("isub",      0.86,  0.80),
    Weight("imul",      0.88,  1.16),
    Weight("iand",      0.87,  0.62),
    Weight("ior",       0.75,  0.67),
    Weight("ixor",      0.73,  0.40),
    Weight("ilt",       0.71,  1.08),
    Weight("iselect",   0.71,  1.08),
    Weight("to_float",  1.92,  1.84),
    Weight("both",      2.63,  1.31),
    Weight("either",    2.79,  2.40),
)
BASE = {256: 0.0, 512: 0.0}
"""A load and a store beside all that: they run on ports of their own."""
# fmt: on
WEIGHTS = {256: {row.op: row.bits256 for row in _WEIGHTS}, 512: {row.op: row.bits512 for row in _WEIGHTS}}

OPERANDS = {"C": 1.25, "D": 0.75, "E": 1.5, "F": 0.875, "G": 0.375, "K": 0x3F812345, "L": 0x00054321, "ONE": 1}
BESIDE = (("w", "fma", ("w", "F", "G")), ("w", "fma", ("w", "G", "F")))
"""The commonest operations of kernels. Beside them an operation on other ports costs little; in a chain alone, much."""

SHORT_CHAIN, LONG_CHAIN = 4, 12


def counts(program: Program) -> Counter[str]:
    """Operations that take time, by name: live, dependent on x, bounds of products included."""
    depends, live, first = program.depends_on_input(), program.live(), program.first_instr
    found = Counter(i.op for k, i in enumerate(program.instrs, first) if depends[k] and live[k])
    text = jax_backend.print_program(program).function
    found[BOUND] += text.count("lax.max(") + text.count("lax.min(")
    return found


def throughput(program: Program, vector_bits: int | None = None, weights: Mapping[str, float] | None = None) -> float:
    """Predicted time of a kernel in multiply-adds, by weights of the table unless others are given.

    Raises:
        ProgramError: The JAX backend cannot print the program.
    """
    bits = vector_bits or VECTOR_BITS[0]
    table = WEIGHTS[bits] if weights is None else weights
    return BASE[bits] + sum(table[op] * count for op, count in counts(program).items())


def chain(probe: Probe, steps: int) -> Program:
    """A kernel of a probe's step so many times over, each with constants of its own and beside BESIDE of another chain."""
    consts = [_constant(name, step) for step in range(steps) for name in OPERANDS]
    index = {"v": 0, "w": 0}
    instrs: list[Instr] = []
    for step in range(steps):
        index |= {name: 1 + step * len(OPERANDS) + i for i, name in enumerate(OPERANDS)}
        for name, op, args in (*probe.step, *BESIDE):
            instrs.append(Instr(op, tuple(index[arg] for arg in args)))
            index[name] = len(consts) + len(instrs)
    instrs.append(Instr("add", (index["v"], index["w"])))
    outputs = (Output("y", len(consts) + len(instrs)),)
    return drop_dead(Program(FLOAT32, (Port("x", FLOAT),), tuple(consts), tuple(instrs), outputs))


def _constant(name: str, step: int) -> Const:
    value = OPERANDS[name]
    if isinstance(value, float):
        return Const(FLOAT, value + step / 64)
    return Const(INT, value if name == "ONE" else value + 977 * step)


def calibrate(setting: Setting, rounds: int = 60) -> dict[str, float]:
    """Weights of every operation in multiply-adds, as this machine has them; a quarter of a minute."""
    inputs = timing_inputs((0.5, 1.5), np.random.default_rng(0), setting.resident)
    programs = {(p.op, n): chain(p, n) for p in PROBES for n in (SHORT_CHAIN, LONG_CHAIN)}
    blocks = {
        f"{op} {n}": jax_block(kernel_function(p), inputs, setting.vector_bits) for (op, n), p in programs.items()
    }
    times = {name: timing.ns_per_element for name, timing in time_blocks(blocks, rounds).items()}
    span = LONG_CHAIN - SHORT_CHAIN
    steps = {p.op: (times[f"{p.op} {LONG_CHAIN}"] - times[f"{p.op} {SHORT_CHAIN}"]) / span for p in PROBES}
    unit = steps["fma"] / (len(BESIDE) + 1)  # a step of this probe is nothing else
    weights: dict[str, float] = dict.fromkeys(FREE, 0.0)
    for probe in PROBES:
        known = [op for _, op, _ in (*probe.step, *BESIDE) if op not in probe.share]
        left = steps[probe.op] / unit - sum(weights[op] for op in known) if probe.op != "fma" else 1.0
        weights |= dict.fromkeys(probe.share, max(left, 0.0) / len(probe.share))
    return {name: weights[name] for name in OPS}


def kernel_function(program: Program) -> Callable[..., object]:
    """The kernel as the JAX backend prints it.

    Raises:
        ProgramError: The backend cannot print it.
    """
    return jax_backend.load(jax_backend.print_program(program).module)["kernel"]

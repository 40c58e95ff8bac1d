"""Random typed programs over the op table, for property tests; seeds repeat them."""

from decimal import Decimal

import numpy as np

from search_spaces.ops import FLOAT, INT, OPS, REAL_OPS, Op
from search_spaces.programs.parts import FLOAT32, REAL, Const, Instr, Output, Port
from search_spaces.programs.program import Program


def random_const(kind: str, number_format: str, rng: np.random.Generator) -> Const:
    """A constant of ordinary size, now and then an edge of the format."""
    if kind == INT:
        return Const(INT, int(rng.integers(0, 32)))
    value = float(np.float32(rng.normal() * 2.0 ** rng.integers(-3, 4)))
    if number_format == REAL:
        return Const(FLOAT, Decimal(repr(value)) if rng.random() < 0.7 else Decimal(f"{rng.normal():.30f}"))
    edges = (0.0, -0.0, 1.0, 2.0**-126, float("inf"))
    return Const(FLOAT, value if rng.random() < 0.8 else edges[rng.integers(len(edges))])


def random_program(seed: int, number_format: str = FLOAT32, length: int = 12) -> Program:
    """A well-formed program of float, int and bool values (of floats alone in the reals) with one to three outputs."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, 4))
    kinds = [FLOAT] * count if number_format == REAL else [str(k) for k in rng.choice([FLOAT, INT], count)]
    ports = tuple(Port(f"x{i}", kind) for i, kind in enumerate([FLOAT, *kinds[1:]]))
    wanted = [FLOAT, FLOAT] + ([INT] if number_format == FLOAT32 else [])
    consts = tuple(random_const(kind, number_format, rng) for kind in wanted[: int(rng.integers(0, 4))])
    types = [port.type for port in ports] + [const.type for const in consts]
    rows = [OPS[name] for name in REAL_OPS] if number_format == REAL else list(OPS.values())
    instrs: list[Instr] = []
    for _ in range(int(rng.integers(0, length + 1))):
        op = _applicable(rows, types, rng)
        args = [_pick(types, kind, rng) for kind in op.args]
        if op.name in ("shl", "shr", "ushr"):  # defined for amounts of 0 to 31 alone: the constant
            if number_format == REAL or len(consts) < len(wanted):
                continue
            args[1] = len(ports) + len(consts) - 1
        instrs.append(Instr(op.name, tuple(args)))
        types.append(op.result)
    picked = rng.integers(0, len(types), int(rng.integers(1, 4)))
    outputs = tuple(Output(f"y{i}", int(value)) for i, value in enumerate(picked))
    return Program(number_format, ports, consts, tuple(instrs), outputs)


def _applicable(rows: list[Op], types: list[str], rng: np.random.Generator) -> Op:
    possible = [op for op in rows if set(op.args) <= set(types)]
    return possible[rng.integers(len(possible))]


def _pick(types: list[str], kind: str, rng: np.random.Generator) -> int:
    """A value of a type, recent ones preferred so that programs grow deep."""
    places = [i for i, given in enumerate(types) if given == kind]
    return places[-1 - min(int(rng.geometric(0.4)) - 1, len(places) - 1)]

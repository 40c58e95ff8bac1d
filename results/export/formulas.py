"""Programs as formulas over the reals: one expression, with a name for what is used twice; every constant exact."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from evaluators.backends.printing import use_counts
from results.record.record import Record
from results.record.subjects import reduction_of
from search_spaces.programs.parsing import parse
from search_spaces.programs.parts import Const, Instr
from search_spaces.programs.program import Program

SUM, PRODUCT, POWER, ATOM = range(1, 5)
"""Binding strength of a text, loosest first."""
KERNEL = "kernel"


@dataclass(frozen=True)
class Term:
    """Notation of an operation: its template over a, b, c, how tightly that binds, how tightly operands must."""

    template: str
    binds: int
    operands: tuple[int, ...]


@dataclass(frozen=True)
class Notation:
    """A language of formulas.

    Attributes:
        terms: By operation; a square has a row of its own, "square".
        bracketed: A text in brackets.
        name: Of a constant, c, or a shared value, t, by its number.
    """

    terms: Mapping[str, Term]
    bracketed: Callable[[str], str]
    name: Callable[[str, int], str]


@dataclass(frozen=True)
class NamedProgram:
    """A program of one input x to be written, its name and what it stands for."""

    name: str
    meaning: str
    program: Program


def formulas_of(record: Record) -> tuple[NamedProgram, ...]:
    """A record's cores, and the whole kernel where no operation of it needs words, integers or a choice.

    Raises:
        RecordError: Its reduction is unknown.
    """
    texts = re.split(r"\n(?=program )", record.core.strip())
    found = []
    for slot, text in zip(reduction_of(record).slots, texts, strict=True):
        low, high = slot.domain
        meaning = f"core {slot.name} of the reduction, at x = {slot.argument} in [{low:.9g}, {high:.9g}]"
        found.append(NamedProgram(slot.name, meaning, parse(text)))
    whole = record.program()
    if all(instr.op in REAL_TERMS for instr in whole.instrs):
        found.append(NamedProgram(KERNEL, "the whole kernel", whole))
    return tuple(found)


REAL_TERMS = frozenset({"add", "sub", "mul", "div", "neg", "sqrt", "fma", "abs", "min", "max"})
"""Operations that a formula over the reals can hold."""


def written(program: Program, notation: Notation) -> tuple[list[tuple[str, str]], str]:
    """(definitions of shared values, in order; the result's text) of a program of one output."""
    uses, first, live = use_counts(program), program.first_instr, program.live()
    texts: dict[int, tuple[str, int]] = {0: ("x", ATOM)}
    for number in range(len(program.consts)):
        texts[1 + number] = (notation.name("c", number), ATOM)
    shared: list[tuple[str, str]] = []
    for index, instr in enumerate(program.instrs, first):
        if not live[index]:
            continue
        text, binds = _text(instr, texts, notation)
        if uses[index] > 1 and index != program.outputs[0].value:
            name = notation.name("t", len(shared))
            shared.append((name, text))
            text, binds = name, ATOM
        texts[index] = text, binds
    return shared, texts[program.outputs[0].value][0]


def _text(instr: Instr, texts: Mapping[int, tuple[str, int]], notation: Notation) -> tuple[str, int]:
    if instr.op == "fma":
        product = _term("mul", instr.args[:2], texts, notation)
        return _filled(notation.terms["add"], (product, texts[instr.args[2]]), notation)
    return _term(instr.op, instr.args, texts, notation)


def _term(op: str, args: tuple[int, ...], texts: Mapping[int, tuple[str, int]], notation: Notation) -> tuple[str, int]:
    if op == "mul" and args[0] == args[1]:
        op, args = "square", args[:1]
    return _filled(notation.terms[op], tuple(texts[arg] for arg in args), notation)


def _filled(term: Term, operands: tuple[tuple[str, int], ...], notation: Notation) -> tuple[str, int]:
    fitted = (
        text if binds >= least else notation.bracketed(text)
        for (text, binds), least in zip(operands, term.operands, strict=True)
    )
    return term.template.format(**dict(zip("abc", fitted, strict=False))), term.binds


def binary_parts(const: Const) -> tuple[int, int] | None:
    """(m, e) with the constant equal to m * 2**e and m odd or zero; None where it is infinite or nan."""
    value = float(const.value)
    if not math.isfinite(value):
        return None
    over, under = value.as_integer_ratio()
    twos = (over & -over).bit_length() - 1 if over else 0
    return over >> twos, twos - (under.bit_length() - 1)

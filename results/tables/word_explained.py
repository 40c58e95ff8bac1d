"""A program of words in words: what each operation does, and which two of its values r and s its result is a head of.

A head is what the end of a program makes of two values: s p(r), p(r) + c s, p(r), or the bits of a word, p a polynomial;
the integer of a value may be added to its word.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from search_spaces.whole.word_ops import FLOAT_WORD, WORD_OPS
from search_spaces.whole.words import WordsInstr, WordsProgram, format_word

Monomial = tuple[int, int]
"""Powers of r and of s."""
Polynomial = dict[Monomial, float]

SCALED, ADDED, ALONE = "s p(r)", "p(r) + c s", "p(r)"
MOST_DEGREE = 16


@dataclass(frozen=True)
class Head:
    """The end of a program as a polynomial of two of its values.

    Attributes:
        kind: SCALED, ADDED or ALONE.
        r: The value that the polynomial is of.
        s: The other value; None of ALONE.
        coefficients: Of p, the constant first.
        slope: c of ADDED; else 0.
        of_bits: Whether the head, made an integer, is the word of the result.
        ops: Operations of the head.
        shift: The value that is added to the word of the head; None for none.
    """

    kind: str
    r: int
    s: int | None
    coefficients: tuple[float, ...]
    slope: float
    of_bits: bool
    ops: int
    shift: int | None = None


def head_of(program: WordsProgram) -> Head | None:
    """The head with most operations; None where the result is no polynomial of two values, or of one that is none itself."""
    output, of_bits = program.output, False
    last = _instr(program, output)
    if last is not None and last.op == "iadd":
        pairs = (last.args, last.args[::-1])
        heads = [(_longest(program, a, False), b) for a, b in pairs if not 0 < b < program.first_instr]
        shifted = [replace(head, shift=shift) for head, shift in heads if head is not None]
        return max(shifted, key=lambda h: h.ops, default=None)
    if last is not None and last.op == "to_int":
        output, of_bits = last.args[0], True
    return _longest(program, output, of_bits)


def _longest(program: WordsProgram, output: int, of_bits: bool) -> Head | None:
    """The head of a value with most operations."""
    live = [v for v in range(program.first_instr + len(program.instrs)) if not 0 < v < program.first_instr]
    found: list[Head] = []
    for r in live:
        for s in (None, *live):
            if r != s and (head := _head_at(program, output, r, s, of_bits)) is not None:
                found.append(head)
    return max(found, key=lambda h: (h.ops, -len(h.coefficients), h.s is None, h.r), default=None)


def _instr(program: WordsProgram, value: int) -> WordsInstr | None:
    place = value - program.first_instr
    return program.instrs[place] if place >= 0 else None


def _head_at(program: WordsProgram, output: int, r: int, s: int | None, of_bits: bool) -> Head | None:
    if output in (r, s):
        return None
    known: dict[int, Polynomial | None] = {r: {(1, 0): 1.0}}
    if s is not None:
        known[s] = {(0, 1): 1.0}
    before = len(known)
    p = _expanded(program, output, known)
    if p is None:
        return None
    ops = sum(1 for value in list(known)[before:] if value >= program.first_instr)
    powers = {b for _, b in p}
    degree = max((a for a, _ in p), default=0)
    uses_r = degree > 0
    if not uses_r or degree > MOST_DEGREE:
        return None
    if s is None:
        return Head(ALONE, r, None, _coefficients(p, 0), 0.0, of_bits, ops)
    if powers == {1}:
        return Head(SCALED, r, s, _coefficients(p, 1), 0.0, of_bits, ops)
    if powers == {0, 1} and [a for a, b in p if b == 1] == [0]:
        return Head(ADDED, r, s, _coefficients(p, 0), p[0, 1], of_bits, ops)
    return None


def _coefficients(p: Polynomial, power: int) -> tuple[float, ...]:
    terms = {a: value for (a, b), value in p.items() if b == power}
    return tuple(terms.get(a, 0.0) for a in range(max(terms) + 1))


def _expanded(program: WordsProgram, value: int, known: dict[int, Polynomial | None]) -> Polynomial | None:
    """A value as a polynomial of r and s; None where it is none."""
    if value in known:
        return known[value]
    if 0 < value < program.first_instr:
        word = np.uint32(program.constants[value - 1])
        number = float(word.view(np.float32))
        known[value] = {(0, 0): number} if np.isfinite(number) else None
        return known[value]
    instr = _instr(program, value)
    if instr is None or instr.op not in _ALGEBRA:
        known[value] = None
        return None
    parts = [_expanded(program, a, known) for a in instr.args]
    made = None if any(part is None for part in parts) else _ALGEBRA[instr.op](*parts)
    known.pop(value, None)
    known[value] = made
    return made


def _sum(a: Polynomial, b: Polynomial, sign: float = 1.0) -> Polynomial:
    out = dict(a)
    for key, value in b.items():
        out[key] = out.get(key, 0.0) + sign * value
    return {key: value for key, value in out.items() if value != 0.0}


def _product(a: Polynomial, b: Polynomial) -> Polynomial:
    out: Polynomial = {}
    for (i, j), u in a.items():
        for (k, m), v in b.items():
            out[i + k, j + m] = out.get((i + k, j + m), 0.0) + u * v
    return out


_ALGEBRA = {
    "add": _sum,
    "sub": lambda a, b: _sum(a, b, -1.0),
    "mul": _product,
    "fma": lambda a, b, c: _sum(_product(a, b), c),
    "neg": lambda a: {key: -value for key, value in a.items()},
}

# fmt: off
_SAID = {
    "add":      "{a} + {b}",
    "sub":      "{a} - {b}",
    "mul":      "{a} * {b}",
    "fma":      "{a} * {b} + {c}, rounded once",
    "div":      "{a} / {b}",
    "sqrt":     "square root of {a}",
    "neg":      "-{a}",
    "abs":      "|{a}|",
    "min":      "the lesser of {a} and {b}",
    "max":      "the greater of {a} and {b}",
    "round":    "the integer nearest to {a}",
    "to_int":   "{a} as an integer, toward zero",
    "to_float": "the integer in the bits of {a}, as a number",
    "iadd":     "the bits of {a} plus {b}: where the exponent is part of them, a step on the logarithm's line",
    "isub":     "{a} minus the bits of {b}: the logarithm's sign turned",
    "shl":      "the bits of {a} shifted left by {b}: what leaves at the top is dropped, as whole periods are",
    "shr":      "the bits of {a} shifted right by {b}, with the sign: the logarithm divided by 2**{b}",
    "ushr":     "the bits of {a} shifted right by {b}: the logarithm divided by 2**{b}",
    "iand":     "the bits of {a} that {b} keeps",
    "ior":      "the bits of {a} with those of {b} set",
    "ixor":     "the bits of {a} with those of {b} turned over",
    "lt":       "1 where {a} < {b}, else 0",
    "select":   "{b} unless {a} is 0, then {c}",
}
# fmt: on


def name_of(program: WordsProgram, value: int, kind: str = FLOAT_WORD) -> str:
    """A value's name in the program's text; of a constant its text."""
    if 0 < value < program.first_instr:
        return format_word(program.constants[value - 1], kind)
    return "x" if value == 0 else f"v{value - program.first_instr}"


def sentences(program: WordsProgram) -> Iterator[str]:
    """Each instruction as the program's text has it, and in words."""
    for place, instr in enumerate(program.instrs, program.first_instr):
        reads = WORD_OPS[instr.op].args
        names = [name_of(program, a, kind) for a, kind in zip(instr.args, reads, strict=True)]
        said = _SAID[instr.op].format(**dict(zip("abc", names, strict=False)))
        call = f"{name_of(program, place)} = {instr.op}({', '.join(names)})"
        yield f"{call:40} # {said}"


def polynomial_text(coefficients: tuple[float, ...], of: str = "r") -> str:
    """A polynomial for people, in four digits."""
    terms = []
    for power, value in enumerate(coefficients):
        if value == 0.0:
            continue
        variable = "" if power == 0 else f" {of}" if power == 1 else f" {of}^{power}"
        sign = "-" if value < 0 else "+"
        terms.append(f"{sign} {abs(value):.5g}{variable}")
    text = " ".join(terms) or "0"
    return text.removeprefix("+ ").replace("- ", "-", 1) if text.startswith("- ") else text.removeprefix("+ ")


def head_sentence(program: WordsProgram, head: Head) -> str:
    """The head in words."""
    r, p = name_of(program, head.r), polynomial_text(head.coefficients)
    if head.kind == SCALED:
        said = f"s p(r), s = {name_of(program, head.s or 0)}, r = {r}, p(r) = {p}"
    elif head.kind == ADDED:
        said = f"p(r) + {head.slope:.5g} s, s = {name_of(program, head.s or 0)}, r = {r}, p(r) = {p}"
    else:
        said = f"p(r), r = {r}, p(r) = {p}"
    if head.shift is not None:
        return f"the word of the result is the bits of {name_of(program, head.shift)} plus those of {said}"
    return f"the word of the result is an integer, {said}" if head.of_bits else f"the result is {said}"

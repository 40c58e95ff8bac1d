"""A labelled program as few statements: values by their names, nameless ones inside the expression that uses them.

Nothing moves: a value stands inside an expression where the language computes it at the very place that it has in the
program, so that the operations come in the same order as in one line each. Only negations of named values, which are exact,
stand where they are used. A program without labels is printed with one line an operation.
"""

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evaluators.backends.printing import encloses, use_counts
from search_spaces import steps
from search_spaces.programs.parts import CORE, Instr
from search_spaces.programs.program import Program
from search_spaces.programs.value_names import distinct

WIDTH = 110
_MOST_OPERATIONS = 4
"""Of an expression that stands inside another one."""
_ONCE = frozenset(
    [
        "add",
        "sub",
        "mul",
        "div",
        "neg",
        "sqrt",
        "fma",
        "lt",
        "abs",
        "bits",
        "from_bits",
        "to_float",
        "iadd",
        "isub",
        "imul",
        "shl",
        "shr",
        "iand",
        "ior",
        "ixor",
        "ilt",
        "both",
        "either",
    ]
)
"""Operations whose operands stand once in the text of every backend."""
_NOUNS = {
    "add": "total", "sub": "difference", "mul": "product", "div": "quotient", "neg": "minus", "sqrt": "root", "fma": "total",
    "round": "nearest", "lt": "less", "select": "chosen", "abs": "size", "min": "least", "max": "largest", "to_int": "whole",
    "bits": "word", "from_bits": "number", "iadd": "word", "isub": "word", "imul": "word", "shl": "shifted", "shr": "shifted",
    "ushr": "shifted", "iand": "masked", "ior": "joined", "ixor": "turned", "ilt": "less", "iselect": "chosen",
    "to_float": "number", "both": "both", "either": "either",
}  # fmt: skip
_RESERVED = frozenset(
    [
        "auto",
        "bool",
        "case",
        "char",
        "const",
        "default",
        "do",
        "double",
        "enum",
        "extern",
        "float",
        "goto",
        "inline",
        "int",
        "long",
        "register",
        "near",
        "far",
        "small",
        "restrict",
        "short",
        "signed",
        "sizeof",
        "static",
        "struct",
        "switch",
        "typedef",
        "union",
        "unsigned",
        "void",
        "volatile",
        "hidden",
        "nothing",
        "functools",
        "jax",
        "jnp",
        "lax",
        "np",
        "pl",
        "y_ref",
        "x_ref",
    ]
)
"""Words of C, macros of its compilers on Windows, and names that stand in exported text."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A value of a program as text.

    Attributes:
        index: The value's index.
        name: The value's name.
        text: The expression that computes it.
        heading: Lines about the block that begins here, and about the step, where it is the program's first of its name.
        step: The step that begins here, where it is not the first of its name.
    """

    index: int
    name: str
    text: str
    heading: tuple[str, ...] = ()
    step: str = ""


def is_labelled(program: Program) -> bool:
    """True if the program's values have names or belong to blocks."""
    return any(instr.label.block for instr in program.instrs)


def names_of(program: Program) -> list[str]:
    """The name of every value in printed text."""
    if not is_labelled(program):
        return program.names()
    inputs = [port.name for port in program.inputs]
    consts = [const.label.name or "constant" for const in program.consts]
    inner, counts = list[str](), dict[str, int]()
    inside = _nested(program)
    for index, instr in enumerate(program.instrs, program.first_instr):
        label, is_core = instr.label, instr.label.block.startswith(CORE)
        name = label.name or _NOUNS[instr.op]
        if not label.name and is_core and index not in inside:
            counts[label.step] = counts.get(label.step, 0) + 1
            name = f"{label.step}{counts[label.step]}"
        inner.append("" if index in inside else name)
    named = [*inputs, *consts, *(name for name in inner if name)]
    free = iter(distinct(named, _RESERVED)[len(inputs) + len(consts) :])
    first = distinct(named, _RESERVED)[: len(inputs) + len(consts)]
    return [*first, *(next(free) if name else "" for name in inner)]


def statements(program: Program, write: Callable[[int, list[str]], str]) -> Iterator[Assignment]:
    """The statements of a program.

    Args:
        program: Labelled or not.
        write: Text of an instruction, by its position and the texts of all values before it.
    """
    names, inside = names_of(program), _nested(program)
    texts, block, step, explained = list(names), "", "", set[str]()
    for index, instr in enumerate(program.instrs, program.first_instr):
        text = write(index - program.first_instr, texts)
        if index in inside:
            texts[index] = text if _is_call(text) else f"({text})"
            continue
        label = instr.label
        heading = _heading(label.block) if label.block != block else ()
        begins = label.step if label.step != step and not label.block.startswith(CORE) else ""
        block, step = label.block, label.step
        if begins and begins not in explained:
            explained.add(begins)
            heading, begins = (*heading, *_heading(_explained(begins))), ""
        yield Assignment(index, names[index], text, heading, begins)


def _is_call(text: str) -> bool:
    """True if a text is one call, such as f(a, g(b))."""
    name, _, rest = text.partition("(")
    return bool(name) and all(c.isalnum() or c in "._" for c in name) and encloses(rest)


def _heading(block: str) -> tuple[str, ...]:
    return tuple(line for part in block.split("\n\n") for line in textwrap.wrap(part, WIDTH - 6))


def _explained(step: str) -> str:
    """A step's name and the first sentence about it, with its bound."""
    return f"{step}: {(getattr(steps, step).__doc__ or '').partition(chr(10))[0]}"


def _stands_once(op: str, place: int) -> bool:
    """True if an operand stands once in every backend's text, and before anything computed from operands left of it."""
    chosen = op in ("select", "iselect") and place == 0
    return chosen or (op in _ONCE and (op, place) != ("fma", 2))


def _nested(program: Program) -> frozenset[int]:
    """Values that stand inside the expression that uses them, the operands of one evaluated from left to right."""
    if not is_labelled(program):
        return frozenset()
    return frozenset(_Nesting(program).inside)


class _Nesting:
    """One pass over a program: each instruction takes in the nameless values that are computed right before it."""

    def __init__(self, program: Program) -> None:
        self.program, self.first, self.uses = program, program.first_instr, use_counts(program)
        self.inside = set[int]()
        self.begin = list(range(self.first + len(program.instrs)))
        self.sizes = [1] * len(self.begin)
        for index, instr in enumerate(program.instrs, self.first):
            self._take(index, instr)

    def _take(self, index: int, instr: Instr) -> None:
        before = index - 1
        for place, arg in reversed(list(enumerate(instr.args))):
            while self._is_minus(before):
                before -= 1
            if self._is_minus(arg) and instr.op in _ONCE:
                self.inside.add(arg)
                self.sizes[index] += 1
            elif arg == before and _stands_once(instr.op, place) and self._fits(arg, instr):
                self.inside.add(arg)
                self.sizes[index] += self.sizes[arg]
                before = self.begin[arg] - 1
        self.begin[index] = before + 1

    def _fits(self, arg: int, user: Instr) -> bool:
        same = self._free(arg) and self.program.instrs[arg - self.first].label.block == user.label.block
        return same and self.sizes[arg] <= _MOST_OPERATIONS

    def _free(self, index: int) -> bool:
        return index >= self.first and not self.program.instrs[index - self.first].label.name and self.uses[index] == 1

    def _is_minus(self, index: int) -> bool:
        """True if the value is a nameless negation of a named value, an input or a constant."""
        instr = self.program.instrs[index - self.first]
        return self._free(index) and instr.op == "neg" and instr.args[0] not in self.inside


def python_lines(program: Program, write: Callable[[int, list[str]], str]) -> list[str]:
    """The statements as lines of a Python function, blocks under comments."""
    lines = list[str]()
    for line in statements(program, write):
        lines += [f"    # {text}" for text in line.heading]
        comment = f"  # {line.step}" if line.step else ""
        lines.append(f"    {line.name} = {line.text}{comment}")
    return lines


def targets(names: list[str], assigned: str) -> list[str]:
    """The names that a tuple is assigned to, in one line, or in several within parentheses."""
    whole = f"    {', '.join(names)},{assigned}"
    if len(whole) <= WIDTH or not any("_" in name for name in names):
        return [whole]
    return [
        "    (",
        *textwrap.wrap(", ".join(names) + ",", WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8),
        f"    ){assigned}",
    ]

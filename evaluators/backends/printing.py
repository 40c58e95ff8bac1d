"""Parts that every printer of float32 programs shares: names, constants, the lines of a function."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from search_spaces.ops import FLOAT, OPS
from search_spaces.programs.parts import FLOAT32, Const, ProgramError, format_const
from search_spaces.programs.program import Program


@dataclass(frozen=True, slots=True)
class Printed:
    """A program as text of one backend.

    Attributes:
        imports: Import lines the text needs.
        helpers: Definitions the function calls; empty where the language has the operation.
        function: The function itself, `def NAME(INPUTS)`, returning the outputs in order (one: bare, more: a tuple).
    """

    imports: str
    helpers: str
    function: str

    @property
    def module(self) -> str:
        """The whole as one module's text."""
        return "\n\n".join(part.rstrip() for part in (self.imports, self.helpers, self.function) if part) + "\n"


def require_float32(program: Program) -> None:
    """Refuse what a kernel printer cannot print.

    Raises:
        ProgramError: The program is real; it must be lowered first.
    """
    if program.number_format != FLOAT32:
        raise ProgramError("only float32 programs are printed as kernels; lower() makes one of a real program")


def use_counts(program: Program) -> Counter[int]:
    """Number of uses of each value, outputs included; instructions that no output needs do not count."""
    live = program.live()[program.first_instr :]
    uses = Counter(arg for instr, needed in zip(program.instrs, live, strict=True) if needed for arg in instr.args)
    uses.update(out.value for out in program.outputs)
    return uses


def decimal_comment(const: Const) -> str:
    """A decimal reading of a float constant, for the comment beside its hex form."""
    return f"  # {const.value:.9g}" if const.type == FLOAT else ""


def hex_text(const: Const) -> str:
    """Shortest exact text of a constant: hex floats without trailing zeros."""
    text = format_const(const)
    if "p" not in text or "." not in text:
        return text
    mantissa, exponent = text.split("p")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{mantissa}p{exponent}"


def instruction_text(program: Program, position: int, template: str, names: list[str]) -> str:
    """One instruction through its op's template."""
    operands = dict(zip("abc", (names[arg] for arg in program.instrs[position].args), strict=False))
    alone = {letter: _ALONE.search(template.replace(f"{{{letter}}}", "\0")) is not None for letter in operands}
    return template.format(**{letter: bare(text) if alone[letter] else text for letter, text in operands.items()})


_ALONE = re.compile(r"(?<=[(,])( ?)\x00(?=[,)])")
"""An operand that is a whole argument of a call."""


def bare(text: str) -> str:
    """An expression without the parentheses around it."""
    return text[1:-1] if text.startswith("(") and encloses(text[1:]) else text


def encloses(rest: str) -> bool:
    """True if the first parenthesis that a text closes without having opened it is its last character."""
    depth = list(accumulate((char == "(") - (char == ")") for char in rest))
    return -1 in depth and depth.index(-1) == len(rest) - 1


def return_line(program: Program, names: list[str]) -> str:
    """The return statement."""
    return "    return " + ", ".join(names[out.value] for out in program.outputs)


def known_template(program: Program, position: int, attribute: str) -> str:
    """The op's template for a backend, by the name of its column."""
    return getattr(OPS[program.instrs[position].op], attribute)

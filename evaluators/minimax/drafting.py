"""Programs of classical shapes while they are written: Horner chains, fractions, squarings, x - z in front."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from search_spaces.programs.parsing import parse
from search_spaces.programs.program import Program


@dataclass(frozen=True)
class Shape:
    """Shape that a form inherits from the target: f(x) = z(x) g(u), u = x or x**2; g is approximated.

    Attributes:
        square: Whether u = x**2: the target has a parity.
        zero: A zero of the target that the form must have: 0 of an odd one, an end of the domain under relative error;
            z(x) = x - zero, or 1 without a zero.
        root: Whether z(x) = sqrt(x) in its place: zero is 0 and the target's operations include the square root.
    """

    square: bool
    zero: float | None
    root: bool = False

    def degree(self, inner: int) -> int:
        """Degree in x of a polynomial of this degree in u."""
        return inner * (2 if self.square else 1) + (self.zero is not None and not self.root)


@dataclass
class Draft:
    """A program while it is written, as the lines of its text.

    Attributes:
        consts: Lines of the constants.
        instrs: Lines of the instructions.
        variable: Name of u.
    """

    consts: list[str] = field(default_factory=list)
    instrs: list[str] = field(default_factory=list)
    variable: str = "x"

    def enter(self, shape: Shape) -> None:
        """Make u."""
        if shape.square:
            self.variable = self.op("mul", "x", "x")

    def leave(self, value: str, shape: Shape) -> Program:
        """The finished program: z(x) times the value."""
        if shape.root:
            value = self.op("mul", value, self.op("sqrt", "x"))
        elif shape.zero is not None:
            factor = "x" if shape.zero == 0.0 else self.op("sub", "x", self.const(Decimal(shape.zero)))
            value = self.op("mul", value, factor)
        return self.program(value)

    def const(self, value: Decimal) -> str:
        """Name of a new constant."""
        self.consts.append(f"c{len(self.consts)}: float = {value}")
        return f"c{len(self.consts) - 1}"

    def op(self, name: str, *args: str) -> str:
        """Name of a new instruction's value."""
        self.instrs.append(f"v{len(self.instrs)} = {name}({', '.join(args)})")
        return f"v{len(self.instrs) - 1}"

    def horner(self, coefficients: Sequence[Decimal], last: str | None = None) -> str:
        """c0 + u (c1 + u (...)); `last` stands in front of the coefficients where it is given."""
        *rest, top = [self.const(c) for c in coefficients]
        if last is not None:
            rest = [last, *rest]
        value = top
        for name in reversed(rest):
            value = self.op("add", self.op("mul", value, self.variable), name)
        return value

    def estrin(self, coefficients: Sequence[Decimal]) -> str:
        """The same polynomial with neighbours paired at every level: (c0 + c1 u) + (c2 + c3 u) u**2 + ..."""
        terms, power = [self.const(c) for c in coefficients], self.variable
        while len(terms) > 1:
            pairs = [terms[i : i + 2] for i in range(0, len(terms), 2)]
            terms = [self.op("add", self.op("mul", p[1], power), p[0]) if len(p) == 2 else p[0] for p in pairs]
            if len(terms) > 1:
                power = self.op("mul", power, power)
        return terms[0]

    def fraction(self, coefficients: Sequence[Decimal]) -> str:
        """c0 + c1 / (u + c2 + c3 / (u + c4 + ...)), an odd number of coefficients."""
        first, *rest = [self.const(c) for c in coefficients]
        tail: str | None = None
        for upper, shift in zip(reversed(rest[::2]), reversed(rest[1::2]), strict=True):
            inner = self.op("add", self.variable, shift)
            inner = inner if tail is None else self.op("add", inner, tail)
            tail = self.op("div", upper, inner)
        return first if tail is None else self.op("add", tail, first)

    def program(self, result: str) -> Program:
        """The finished program."""
        head = "program real (x: float) -> (y: float)"
        return parse("\n".join([head, *self.consts, *self.instrs, f"return y={result}"]))


def squared(program: Program, times: int) -> Program:
    """The program's value squared so many times."""
    result = program.outputs[0].value
    lines = str(program).splitlines()[:-1]
    name = program.names()[result]
    for k in range(times):
        lines.append(f"s{k} = mul({name}, {name})")
        name = f"s{k}"
    return parse("\n".join([*lines, f"return {program.outputs[0].name}={name}"]))

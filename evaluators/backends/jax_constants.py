"""Float constants of JAX text: literals, but for those that a compiler would combine with another value.

A literal costs nothing. A constant behind an `optimization_barrier` is an argument of the compiled call, 80 ns each, and what is
done to it stays undone. It is needed where one of these, each seen in jax 0.10.2 or 0.12, would change a bit:

- XLA's simplifier adds constants of a sum of a sum, (x + C) - D, and multiplies those of a product of a product, also across the
  kernel's edge, where the caller's constant is the other one;
- a sum with zero and a product with one or minus one are dropped: -0 and subnormals pass, and a product before them is contracted;
- a selection with a constant arm, times a constant, is multiplied at compile time, so that an fma of it rounds twice;
- a product by a constant that is added and used again is computed twice in scalar code, and the copy with one use is contracted;
- a division by a selection with the arm one is dropped there, and subnormals pass.

`hidden_constants` is the one place that decides. Of two constants that would be combined one is hidden.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from math import frexp

from evaluators.backends.printing import decimal_comment, hex_text, use_counts
from evaluators.backends.readable import targets
from search_spaces.ops import FLOAT
from search_spaces.programs.parts import Const, Instr
from search_spaces.programs.program import Program

NOTHING = "nothing"
Hiding = Callable[[Program], Mapping[int, str]]
"""Picks constants of a program: the reason by the constant's value index."""

SUM, PRODUCT = "would be added to another constant", "would be multiplied by another constant"
ZERO, UNIT = "a sum with it would be dropped", "a product with it would be dropped"
ARM, DIVISOR = "would be multiplied with what is selected", "a division by it would be dropped"
SHARED = "its product would be contracted in scalar code"
_KINDS = {SUM: ("add", "sub", "fma"), PRODUCT: ("mul",)}
_MOVES = ("neg", "abs")


def all_constants(program: Program) -> dict[int, str]:
    """Every float constant: the text with which the text that ships is compared."""
    consts = enumerate(program.consts, len(program.inputs))
    return {index: "all are" for index, const in consts if const.type == FLOAT}


def hidden_constants(program: Program) -> dict[int, str]:
    """Constants that must stay behind the barrier, by value index, with the reason; the rest are literals."""
    uses = _Uses(program)
    pairs = list(uses.pairs())
    hidden = {one: reason for reason, one, other in reversed(pairs) if one == other}
    while open_pairs := [pair for pair in pairs if not hidden.keys() & set(pair[1:])]:
        counts = Counter(const for _, *both in open_pairs for const in both)
        chosen = max(counts, key=lambda const: (counts[const], -const))
        hidden[chosen] = next(reason for reason, *both in open_pairs if chosen in both)
    return dict(sorted(hidden.items()))


Pair = tuple[str, int, int]
"""The reason, and two constants of which one must be hidden; twice the same where it must be that one."""


class _Uses:
    """The uses of a program's constants."""

    def __init__(self, program: Program) -> None:
        self.program, self.first = program, program.first_instr
        self.counts = use_counts(program)
        self.returned = {self.moved(output.value) for output in program.outputs}

    def pairs(self) -> Iterator[Pair]:
        """Every pair, in the order of the program."""
        for index, instr in enumerate(self.program.instrs, self.first):
            yield from self.neutral(instr)
            yield from self.combined(index, instr)
            yield from self.selected(instr)
            yield from self.shared(index, instr)

    def neutral(self, instr: Instr) -> Iterator[Pair]:
        """Zeros that are added and ones that are multiplied."""
        for reason, args, values in ((ZERO, _addends(instr), (0.0,)), (UNIT, _factors(instr), (1.0, -1.0))):
            yield from ((reason, arg, arg) for arg in self.consts(args) if self.value(arg) in values)

    def combined(self, index: int, instr: Instr) -> Iterator[Pair]:
        """Constants of a sum of a sum, or of a product of a product."""
        for reason, args in ((SUM, _addends(instr)), (PRODUCT, _factors(instr))):
            others = [self.moved(arg) for arg in args]
            at_edge = (index in self.returned and instr.op in _KINDS[reason]) or any(map(self.is_input, others))
            for const in self.consts(args):
                inner = [c for other in others for c in self.inside(other, reason)]
                yield from ((reason, const, other) for other in [*inner, *[const] * at_edge])

    def selected(self, instr: Instr) -> Iterator[Pair]:
        """Constant factors of selections with a constant arm; ones among the arms of a divisor."""
        factors = _factors(instr)
        arms = [arm for factor in factors for arm in self.arms(factor)]
        yield from ((ARM, const, arm) for const in self.consts(factors) for arm in arms)
        if instr.op == "div":
            yield from ((DIVISOR, arm, arm) for arm in self.arms(instr.args[1]) if self.value(arm) == 1.0)

    def shared(self, index: int, instr: Instr) -> Iterator[Pair]:
        """Constant factors of a product that is added and used again."""
        if (
            instr.op == "mul"
            and self.counts[index] > 1
            and any(index in _addends(user) for user in self.program.instrs)
        ):
            inexact = [const for const in self.consts(_factors(instr)) if abs(frexp(self.value(const))[0]) != 0.5]
            yield from ((SHARED, const, const) for const in inexact)

    def inside(self, value: int, reason: str) -> list[int]:
        """Constants of the sum or product that a value is."""
        instr = self.instr(value)
        if instr is None or instr.op not in _KINDS[reason]:
            return []
        return self.consts(_addends(instr) if reason == SUM else _factors(instr))

    def arms(self, value: int) -> list[int]:
        """Constants among which a value is selected, also inside a sum."""
        instr = self.instr(self.moved(value))
        if instr is None or instr.op not in ("select", "add", "sub"):
            return []
        args = instr.args[1:] if instr.op == "select" else instr.args
        own = self.consts(args) if instr.op == "select" else []
        return own + [arm for arg in args for arm in self.arms(arg)]

    def moved(self, value: int) -> int:
        """The value whose sign alone was changed."""
        instr = self.instr(value)
        return value if instr is None or instr.op not in _MOVES else self.moved(instr.args[0])

    def instr(self, value: int) -> Instr | None:
        """The instruction that makes a value."""
        return self.program.instrs[value - self.first] if value >= self.first else None

    def consts(self, args: tuple[int, ...]) -> list[int]:
        """The constants among operands."""
        return [arg for arg in args if not self.is_input(arg) and arg < self.first]

    def is_input(self, value: int) -> bool:
        """True of the program's inputs."""
        return value < len(self.program.inputs)

    def value(self, const: int) -> float:
        """A constant's number."""
        return float(self.program.consts[const - len(self.program.inputs)].value)


def _addends(instr: Instr) -> tuple[int, ...]:
    return instr.args if instr.op in ("add", "sub") else instr.args[2:] if instr.op == "fma" else ()


def _factors(instr: Instr) -> tuple[int, ...]:
    return instr.args[:2] if instr.op in ("mul", "fma") else ()


def constant_lines(program: Program, names: list[str], hidden: Mapping[int, str], nothing: bool) -> list[str]:
    """Statements that define the constants: integers and literals first, then those that are hidden."""
    named = [(index, names[index], const) for index, const in enumerate(program.consts, len(program.inputs))]
    lines = [f"    {name} = np.int32({const.value})" for _, name, const in named if const.type != FLOAT]
    literals = [(name, const) for index, name, const in named if const.type == FLOAT and index not in hidden]
    lines += [f"    {name} = {_number(const)}{decimal_comment(const)}" for name, const in literals]
    behind = [(name, const, hidden[index]) for index, name, const in named if index in hidden]
    if not behind and not nothing:
        return lines
    lines.append("    # Behind a barrier a compiler cannot combine them with other values.")
    lines += targets([name for name, _, _ in behind] + [NOTHING] * nothing, " = lax.optimization_barrier((")
    lines += [f"        {_number(const)},  # {name}: {const.value:.9g}, {reason}" for name, const, reason in behind]
    lines += [
        f"        np.float32(-0.0),  # {NOTHING}: added to a quotient or root that XLA would merge with its use"
    ] * nothing
    lines.append("    ))")
    return lines


def _number(const: Const) -> str:
    return f'np.float32(float.fromhex("{hex_text(const)}"))'

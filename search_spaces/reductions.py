"""The reduction table: a typed prologue and epilogue around a core, with the core's domain.

kernel = epilogue after core after prologue. The prologue maps x to the core's argument r and whatever else the epilogue
needs; the epilogue maps the core's value y, those extras and x to the result. Both are float32 programs, given and not
searched; what evolution finds is the core.
"""

from dataclasses import dataclass

from search_spaces.lowering import compose, only, rename
from search_spaces.program import Program, ProgramError, parse


@dataclass(frozen=True, slots=True)
class Reduction:
    """One way to carry a core on a short interval to the whole float line.

    Attributes:
        name: Its name.
        target: The target it serves.
        prologue: float32 program x -> (r, ...).
        epilogue: float32 program (y, ..., x) -> (result).
        core_target: The function the core approximates, a row of the target table.
        core_domain: Closed interval that holds every r.
        exact_points: Arguments r at which the core must return the float32 nearest to the exact value.
        flushes: Whether results below the normal range are zero by construction.
        why: The identity and the bound at each step.
    """

    name: str
    target: str
    prologue: Program
    epilogue: Program
    core_target: str
    core_domain: tuple[float, float]
    exact_points: tuple[float, ...]
    flushes: bool
    why: str

    def kernel(self, core: Program) -> Program:
        """Epilogue after core after prologue; the core's one input and output may have any names.

        Raises:
            ProgramError: The core is not a float32 program of one input and one output.
        """
        if len(core.inputs) != 1 or len(core.outputs) != 1:
            raise ProgramError(
                f"a core has one input and one output, this has {len(core.inputs)} and {len(core.outputs)}"
            )
        named = rename(core, ["r"], ["y"])
        return only(compose(compose(self.prologue, named), self.epilogue), "result")


_SCALE = """\
program float32 (y: float, k: int, x: float) -> (result: float)
width: int = 23
inf: float = inf
zero: float = 0x0p+0
top: float = 0x1p+7
bottom: float = -0x1.f8p+6
shift = shl(k, width)
b = bits(y)
moved = iadd(b, shift)
scaled = from_bits(moved)
above = add(x, inf)
inside = lt(x, top)
upper = select(inside, scaled, above)
below = lt(x, bottom)
result = select(below, zero, upper)
return result
"""

_WHY = """\
x = k + r with k the nearest integer and |r| <= 1/2; both steps are exact for |x| < 2^22 (Sterbenz), and 2^x = 2^k 2^r.
The core's y lies in [2^-1/2, 2^1/2], so adding k to its exponent field multiplies by 2^k without rounding as long as the
result is normal: -126 <= x < 128. From 2^7 on x + inf is inf, and nan for nan; below -126 the result is flushed to zero.
{rounding}"""

# fmt: off
_ROWS = (
    Reduction(
        name="exponent_split_round", target="exp2",
        prologue=parse("""\
program float32 (x: float) -> (r: float, k: int)
n = round(x)
r = sub(x, n)
k = to_int(n)
return r, k
"""),
        epilogue=parse(_SCALE), core_target="exp2", core_domain=(-0.5, 0.5), exact_points=(0.0,), flushes=True,
        why=_WHY.format(rounding="k comes from the rounding instruction and a conversion."),
    ),
    Reduction(
        name="exponent_split_magic", target="exp2",
        prologue=parse("""\
program float32 (x: float) -> (r: float, k: int)
magic: float = 0x1.8p+23
t = add(x, magic)
n = sub(t, magic)
r = sub(x, n)
k = bits(t)
return r, k
"""),
        epilogue=parse(_SCALE), core_target="exp2", core_domain=(-0.5, 0.5), exact_points=(0.0,), flushes=True,
        why=_WHY.format(rounding="x + 1.5*2^23 is rounded to an integer whose low bits are k; a shift by 23 drops the rest."),
    ),
)
# fmt: on
REDUCTIONS: dict[str, Reduction] = {row.name: row for row in _ROWS}


def reductions_of(target: str) -> tuple[Reduction, ...]:
    """The rows that serve a target, in table order."""
    return tuple(row for row in _ROWS if row.target == target)

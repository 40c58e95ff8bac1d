"""Float constants of JAX text: one array behind an `optimization_barrier`.

A compiler cannot combine what it cannot see: XLA's simplifier adds the constants of (x + C) - D and multiplies those of a product of a
product, across the kernel's edge too; it drops a sum with zero and a product with one; LLVM, for rows of a few values, turns literals
into short vectors in which a product and its sum are no longer one fma (exp2 on an array of 528 x 5 then has other bits in 8 % of its
values, in jax 0.12). Behind a barrier of its own each constant is an argument of the compiled call, 80 ns each; the array is one
argument, and as fast as literals.
"""

from evaluators.backends.printing import decimal_comment, hex_text
from evaluators.backends.readable import targets
from search_spaces.ops import FLOAT
from search_spaces.programs.parts import Const
from search_spaces.programs.program import Program

NOTHING = "nothing"


def constant_lines(program: Program, names: list[str], nothing: bool, one_by_one: bool) -> list[str]:
    """Statements that define the constants: integers as literals, then floats behind the barrier.

    Args:
        program: A float32 program.
        names: Of its values.
        nothing: Whether the text needs a hidden -0, NOTHING.
        one_by_one: Whether each float is an argument of its own: the text that the shipped one is compared with.
    """
    named = list(zip(names[len(program.inputs) : program.first_instr], program.consts, strict=True))
    lines = [f"    {name} = np.int32({const.value})" for name, const in named if const.type != FLOAT]
    floats = [(name, const) for name, const in named if const.type == FLOAT]
    hidden = [name for name, _ in floats] + [NOTHING] * nothing
    if not hidden:
        return lines
    lines.append(
        "    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call."
    )
    lines += targets(
        hidden, " = lax.optimization_barrier((" if one_by_one else " = lax.optimization_barrier(np.array(("
    )
    lines += [f"        {_number(const)},{_comment(name, const)}" for name, const in floats]
    lines += [
        f"        np.float32(-0.0),  # {NOTHING}: added to a quotient or root that XLA would merge with its use"
    ] * nothing
    lines.append("    ))" if one_by_one else "    )))")
    return lines


def _comment(name: str, const: Const) -> str:
    return f"  # {name}: {const.value:.9g}" if const.label.name else decimal_comment(const)


def _number(const: Const) -> str:
    return f'np.float32(float.fromhex("{hex_text(const)}"))'

"""Even and odd: of an expression by its form or as checked at points, of a float32 program bit for bit."""

import ast
from collections.abc import Callable
from typing import Any

from search_spaces.own.singular import real_value
from search_spaces.programs.program import Program
from search_spaces.targets import EVEN, NO_PARITY, ODD

ODD_FUNCTIONS = frozenset(
    "sin tan asin atan sinh tanh asinh atanh csc cot csch coth erf erfi erfinv sinpi si fresnels fresnelc sign".split()  # noqa: SIM905
)
EVEN_FUNCTIONS = frozenset("abs cos sec cosh sech sinc cospi npdf".split())  # noqa: SIM905
BOTH = "zero"
"""The parity of zero, which is even and odd."""
POINTS = 64
AGREED_BITS, POINT_BITS = 140, 160
BY_FORM, AT_POINTS = "by its form", f"as checked at {POINTS} points"


def parity_of(tree: ast.expr, function: Callable[[Any, Any], Any], reach: float, mp: Any) -> tuple[str, str]:
    """(EVEN, ODD or NO_PARITY, the ground for it) of an expression in x on [-reach, reach].

    Args:
        tree: The expression.
        function: Its value on a context and a number.
        reach: Larger end of the domain.
        mp: A context.
    """
    form = form_parity(tree)
    if form != NO_PARITY and mirrored(function, reach, mp, 1) == form:
        return form, BY_FORM
    seen = mirrored(function, reach, mp, POINTS)
    return seen, AT_POINTS if seen != NO_PARITY else ""


def form_parity(node: ast.expr) -> str:
    """The parity that the form of an expression in x shows; NO_PARITY where it shows none."""
    if isinstance(node, ast.Constant):
        return EVEN
    if isinstance(node, ast.Name):
        return ODD if node.id == "x" else EVEN
    if isinstance(node, ast.UnaryOp):
        return form_parity(node.operand)
    if isinstance(node, ast.BinOp):
        return _of_two(node)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _of_call(node.func.id, [form_parity(argument) for argument in node.args])
    return NO_PARITY


def _of_two(node: ast.BinOp) -> str:
    left, right = form_parity(node.left), form_parity(node.right)
    if isinstance(node.op, (ast.Add, ast.Sub)):
        return left if left == right else NO_PARITY
    if isinstance(node.op, (ast.Mult, ast.Div)):
        return product(left, right)
    power = _whole(node.right)
    if power is None:
        return EVEN if left == right == EVEN else NO_PARITY
    return left if power % 2 else EVEN if left != NO_PARITY else NO_PARITY


def _whole(node: ast.expr) -> int | None:
    """The value of a whole number, signed or not."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        inner = _whole(node.operand)
        return None if inner is None else -inner if isinstance(node.op, ast.USub) else inner
    value = node.value if isinstance(node, ast.Constant) else None
    return int(value) if isinstance(value, (int, float)) and value == int(value) else None


def _of_call(name: str, parities: list[str]) -> str:
    if NO_PARITY in parities:
        return NO_PARITY
    if all(parity == EVEN for parity in parities) or name == "hypot" or (name in EVEN_FUNCTIONS and parities == [ODD]):
        return EVEN
    return ODD if name in ODD_FUNCTIONS and parities == [ODD] else NO_PARITY


def product(left: str, right: str) -> str:
    """The parity of a product or a quotient."""
    if NO_PARITY in (left, right):
        return NO_PARITY
    if BOTH in (left, right):
        return BOTH
    return EVEN if left == right else ODD


def mirrored(function: Callable[[Any, Any], Any], reach: float, mp: Any, count: int) -> str:
    """The parity with which 0 and so many points of (0, reach] with their mirror images agree, to AGREED_BITS bits."""
    kept = {EVEN, ODD}
    with mp.workprec(POINT_BITS):
        middle = real_value(function, mp, mp.zero)
        if middle is None:
            return NO_PARITY
        kept -= {ODD} if middle else set()
        for k in range(1, count + 1):
            x = mp.mpf(reach) * mp.frac(k * mp.phi) * mp.ldexp(1, -(k % 8) * (k % 2))
            right, left = real_value(function, mp, x), real_value(function, mp, -x)
            if right is None or left is None:
                return NO_PARITY
            least = mp.ldexp(max(abs(right), abs(left)), -AGREED_BITS)
            kept &= {parity for parity, off in ((EVEN, right - left), (ODD, right + left)) if abs(off) <= least}
    return kept.pop() if len(kept) == 1 else NO_PARITY


def program_parity(program: Program) -> str:
    """EVEN or ODD where a float32 program of one input has f(-x) = f(x), or f(-x) = -f(x), bit for bit; else NO_PARITY.

    Rounding to nearest is symmetric, so that parities of rounded sums, products, quotients and fused products are those of
    the exact ones. The sign of a result that is zero is not told: a difference that cancels is +0 for x and for -x.
    """
    parities = [ODD, *(BOTH if float(const.value) == 0 else EVEN for const in program.consts)]
    for instr in program.instrs:
        parities.append(_of_instruction(instr.op, [parities[arg] for arg in instr.args]))
    found = parities[program.outputs[0].value]
    return NO_PARITY if found == BOTH else found


def _of_instruction(name: str, given: list[str]) -> str:
    if name == "fma":
        return _sum(product(given[0], given[1]), given[2])
    if name in ("add", "sub"):
        return _sum(*given)
    if name in ("mul", "div"):
        return product(*given)
    if name == "neg":
        return given[0]
    if name == "abs":
        return EVEN if given[0] == ODD else given[0]
    return EVEN if all(parity in (EVEN, BOTH) for parity in given) else NO_PARITY


def _sum(left: str, right: str) -> str:
    if BOTH in (left, right):
        return right if left == BOTH else left
    return left if left == right else NO_PARITY

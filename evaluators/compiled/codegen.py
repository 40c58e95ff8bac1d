"""Source text of the search's interpreter, written from the op table's templates."""

from evaluators import project
from evaluators.compiled.cache import load_generated
from evaluators.compiled.forms import DENSE, NODES, OP_FORMS, OpForm
from search_spaces.ops import OPS

HEAD = f'''"""Generated from the op table by evaluators/compiled/codegen.py; not edited by hand."""

import math

from {project.PREFIX}evaluators.compiled.cache import strict
from {project.PREFIX}evaluators.compiled.pairs import pair_add, pair_div, pair_mul, pair_sqrt, pair_sub

'''


def _letters(form: OpForm) -> list[tuple[str, str]]:
    """Template variable and where it comes from, for every operand: a row of values or the constant."""
    rows = iter(("p", "q"))
    return [(letter, next(rows) if kind == "v" else "s") for letter, kind in zip("abc", form.operands, strict=False)]


def _loads(form: OpForm, wanted: str) -> str:
    """Assignments of the template variables that the expression `wanted` mentions."""
    parts = [
        f"{letter} = {'s' if row == 's' else f'v[{row}, j]'}"
        for letter, row in _letters(form)
        if letter in wanted.replace("math.sqrt", "")
    ]
    return "; ".join(parts) + ("; " if parts else "")


def forward(points: int) -> str:
    """Source of `values{points}`, the interpreter on so many points."""
    lines = [
        "@strict",
        f"def values{points}(op, left, right, const, n, v):",
        f'    """Fill rows 1..n of v with the values of the instructions on {points} points; row 0 is x."""',
        "    for i in range(n):",
        "        k = op[i]; p = left[i]; q = right[i]; s = const[i]; o = i + 1",
    ]
    for code, form in enumerate(OP_FORMS):
        text = OPS[form.op].compiled
        lines.append(f"        {'if' if code == 0 else 'elif'} k == {code}:  # {form.name}")
        lines.append(f"            for j in range({points}):")
        lines.append(f"                {_loads(form, text)}v[o, j] = {text}")
    return "\n".join(lines) + "\n\n\n"


def _paired(points: int) -> str:
    lines = [
        "@strict",
        f"def pairs{points}(op, left, right, const, low, n, v, w):",
        f'    """As values{points} in double-double: low parts of the constants in low, of the values in w."""',
        "    for i in range(n):",
        "        k = op[i]; p = left[i]; q = right[i]; s = const[i]; z = low[i]; o = i + 1",
    ]
    for code, form in enumerate(OP_FORMS):
        args = ", ".join("s, z" if row == "s" else f"v[{row}, j], w[{row}, j]" for _, row in _letters(form))
        lines.append(f"        {'if' if code == 0 else 'elif'} k == {code}:  # {form.name}")
        lines.append(f"            for j in range({points}):")
        lines.append(f"                v[o, j], w[o, j] = pair_{form.op}({args})")
    return "\n".join(lines) + "\n\n\n"


def _reverse(points: int) -> str:
    lines = [
        "@strict",
        f"def slopes{points}(op, left, right, const, n, v, g, jac):",
        '    """Fill jac with the derivative of each constant, in the order of instructions, by reverse accumulation.',
        "",
        "    Row n of g holds the weight of the output on entry; rows 1..n - 1 are scratch. Returns the number of constants.",
        '    """',
        "    for i in range(1, n):",
        f"        for j in range({points}):",
        "            g[i, j] = 0.0",
        "    total = 0",
        "    for i in range(n):",
        "        k = op[i]",
        f"        if {' or '.join(f'k == {i}' for i, form in enumerate(OP_FORMS) if 'c' in form.operands)}:",
        "            total += 1",
        "    t = total",
        "    for i in range(n - 1, -1, -1):",
        "        k = op[i]; p = left[i]; q = right[i]; s = const[i]; o = i + 1",
    ]
    for code, form in enumerate(OP_FORMS):
        lines.append(f"        {'if' if code == 0 else 'elif'} k == {code}:  # {form.name}")
        partials = OPS[form.op].partials
        if partials is None:
            raise ValueError(f"op {form.op!r} has no partials; the search needs them. Add them to its row.")
        for (_, row), partial in zip(_letters(form), partials, strict=True):
            if row == "s":
                lines.append("            t -= 1")
                head, target = "            ", "jac[t, j] ="
            else:
                lines.append(f"            if {row} > 0:")
                head, target = "                ", f"g[{row}, j] +="
            value = "y = v[o, j]; " if "y" in partial else ""
            lines.append(f"{head}for j in range({points}):")
            lines.append(f"{head}    {_loads(form, partial)}{value}{target} g[o, j] * ({partial})")
    lines.append("    return total")
    return "\n".join(lines) + "\n"


SOURCE = HEAD + "".join(forward(count) + _paired(count) for count in (NODES, DENSE)) + _reverse(NODES)
_module = load_generated("search", SOURCE)
values64 = _module.values64
values256 = _module.values256
pairs64 = _module.pairs64
pairs256 = _module.pairs256
slopes64 = _module.slopes64

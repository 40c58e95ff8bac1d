"""The SymPy format: a record's formulas as expressions with exact rational constants, beside their LaTeX."""

import math

from evaluators.backends.printing import hex_text
from results.export.escaping import python_docstring
from results.export.formulas import (
    ATOM,
    POWER,
    PRODUCT,
    SUM,
    NamedProgram,
    Notation,
    Term,
    binary_parts,
    formulas_of,
    written,
)
from results.export.header import constant, name_of, verification_of
from results.export.latex_format import display, formula_sentences
from results.record.record import Record
from search_spaces.programs.parts import Const

NAME = "sympy"

# fmt: off
SYMPY = Notation(
    terms={
        "add":    Term("{a} + {b}",                                   SUM,     (SUM, PRODUCT)),
        "sub":    Term("{a} - {b}",                                   SUM,     (SUM, PRODUCT)),
        "mul":    Term("{a} * {b}",                                   PRODUCT, (PRODUCT, POWER)),
        "square": Term("{a} ** 2",                                    POWER,   (ATOM,)),
        "div":    Term("{a} / {b}",                                   PRODUCT, (PRODUCT, POWER)),
        "neg":    Term("-{a}",                                        PRODUCT, (PRODUCT,)),
        "sqrt":   Term("sympy.sqrt({a})",                             ATOM,    (SUM,)),
        "abs":    Term("sympy.Abs({a})",                              ATOM,    (SUM,)),
        "min":    Term("sympy.Min({a}, {b})",                         ATOM,    (SUM, SUM)),
        "max":    Term("sympy.Max({a}, {b})",                         ATOM,    (SUM, SUM)),
    },
    bracketed=lambda text: f"({text})",
    name=lambda letter, number: f"{letter}{number}",
)
# fmt: on

_TAIL = """\
FORMULAS = {{
{formulas}
}}
LATEX = {{
{latex}
}}

if __name__ == "__main__":
    for text in LATEX.values():
        print(text)
"""


def export(record: Record) -> str:
    """The text of `<target>.py`: FORMULAS, expressions in x by name; LATEX, the text of each.

    Raises:
        RecordError: The record was never verified as compiled by XLA.
    """
    formulas = formulas_of(record)
    head = python_docstring(formula_sentences(record, verification_of(record, "jax"), formulas)) + "\nimport sympy\n\n"
    rows = {"TARGET": name_of(record), "FORMAT": NAME, "RECORD": record.hash}
    facts = "".join(f"{constant(name, value)}\n" for name, value in rows.items()) + '\nx = sympy.Symbol("x", real=True)'
    tail = _TAIL.format(
        formulas="\n".join(f'    "{formula.name}": _{formula.name}(),' for formula in formulas),
        latex="\n".join(f'    "{formula.name}": r"""{display(formula)}""",' for formula in formulas),
    )
    return "\n\n\n".join((head + facts, *map(_function, formulas), tail.rstrip())) + "\n"


def _function(formula: NamedProgram) -> str:
    shared, text = written(formula.program, SYMPY)
    lines = [f"{SYMPY.name('c', i)} = {_exact(const)}" for i, const in enumerate(formula.program.consts)]
    lines += [f"{name} = {value}" for name, value in shared]
    body = "\n".join(f"        {line}" for line in (*lines, f"return {text}"))
    head = f'def _{formula.name}():\n    """{formula.name}: {formula.meaning}."""\n'
    return f"{head}    with sympy.evaluate(False):  # as the program computes it; .doit() or sympy.expand go on from there\n{body}"


def _exact(const: Const) -> str:
    parts = binary_parts(const)
    if parts is None:
        value = float(const.value)
        return "sympy.nan" if math.isnan(value) else "sympy.oo" if value > 0 else "-sympy.oo"
    odd, power = parts
    number = f"sympy.Integer({odd << power})" if power >= 0 else f"sympy.Rational({odd}, 2**{-power})"
    return f"{number}  # {hex_text(const)}, about {float(const.value):.9g}"

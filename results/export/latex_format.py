"""The LaTeX format: a record's formulas for a paper, with constants as integers times powers of two; needs amsmath."""

import math

from evaluators.backends.printing import hex_text
from results.export.escaping import latex_comment
from results.export.formulas import (
    ATOM,
    KERNEL,
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
from results.export.header import bound_sentence, name_of, origin, verification_of, wrap
from results.record.record import Record, Verification
from search_spaces.programs.parts import Const
from search_spaces.visible import visible

NAME = "latex"

# fmt: off
LATEX = Notation(
    terms={
        "add":    Term("{a} + {b}",                        SUM,     (SUM, PRODUCT)),
        "sub":    Term("{a} - {b}",                        SUM,     (SUM, PRODUCT)),
        "mul":    Term(r"{a} \, {b}",                      PRODUCT, (PRODUCT, POWER)),
        "square": Term("{a}^{{2}}",                        POWER,   (ATOM,)),
        "div":    Term(r"\frac{{{a}}}{{{b}}}",             ATOM,    (SUM, SUM)),
        "neg":    Term("-{a}",                             SUM,     (PRODUCT,)),
        "sqrt":   Term(r"\sqrt{{{a}}}",                    ATOM,    (SUM,)),
        "abs":    Term(r"\lvert {a} \rvert",               ATOM,    (SUM,)),
        "min":    Term(r"\min\left({a}, {b}\right)",       ATOM,    (SUM, SUM)),
        "max":    Term(r"\max\left({a}, {b}\right)",       ATOM,    (SUM, SUM)),
    },
    bracketed=lambda text: rf"\left({text}\right)",
    name=lambda letter, number: f"{letter}_{{{number}}}",
)
# fmt: on


def export(record: Record) -> str:
    """The text of `<target>.tex`, a fragment to be read by input.

    Raises:
        RecordError: The record was never verified as compiled by XLA.
    """
    lines = formula_sentences(record, verification_of(record, "jax"), formulas_of(record))
    blocks = (f"{latex_comment([formula.meaning])}\n{display(formula)}" for formula in formulas_of(record))
    return "\n\n".join((latex_comment(lines), *blocks)) + "\n"


def formula_sentences(record: Record, verification: Verification, formulas: tuple[NamedProgram, ...]) -> list[str]:
    """The header's lines: what the formulas are, what the kernel around them was measured to do."""
    what = "core, and the whole kernel," if any(f.name == KERNEL for f in formulas) else "core"
    return [
        f"{name_of(record)}: the {what} of kernel {visible(record.hash)} as formulas over the reals.",
        "",
        wrap(
            "Constants are exact; the roundings of float32 are left out. With them, compiled by XLA, the kernel's max "
            f"error is {bound_sentence(record, verification)}."
        ),
        *origin(record),
    ]


def display(formula: NamedProgram) -> str:
    """One align* environment: constants, shared values, the result."""
    shared, text = written(formula.program, LATEX)
    rows = [_constant_row(const, number) for number, const in enumerate(formula.program.consts)]
    rows += [rf"{name} &= {value} \\" for name, value in shared]
    name = formula.name.replace("_", r"\_")
    left = name if len(name) == 1 else rf"\mathrm{{{name}}}"
    return "\n".join((r"\begin{align*}", *rows, f"{left}(x) &= {text}", r"\end{align*}"))


def _constant_row(const: Const, number: int) -> str:
    return rf"{LATEX.name('c', number)} &= {_exact(const)} \\ % {hex_text(const)}, about {float(const.value):.9g}"


def _exact(const: Const) -> str:
    parts = binary_parts(const)
    if parts is None:
        value = float(const.value)
        return r"\text{nan}" if math.isnan(value) else r"\infty" if value > 0 else r"-\infty"
    odd, power = parts
    if 0 <= power < 16:
        return str(odd << power)
    return rf"{odd} \cdot 2^{{{power}}}"

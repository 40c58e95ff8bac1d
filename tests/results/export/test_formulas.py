"""Exported SymPy and LaTeX files: the program over the reals, exactly; the LaTeX is read back and evaluated too."""

import dataclasses
import re
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.util import find_spec

import mpmath
import numpy as np
import pytest

from evaluators.backends.jax_backend import load
from results.export.formulas import KERNEL, REAL_TERMS, formulas_of
from results.export.latex_format import LATEX, display
from results.export.library import meeting
from results.export.sympy_format import SYMPY
from results.export.table import FORMATS, write_export
from results.record.record import CLASSICAL, Record, RecordError, Subject, committed
from search_spaces.ops import OPS
from search_spaces.programs.parsing import parse
from search_spaces.programs.program import Program
from tests.results.small import small_record
from tests.results.small_bounded import bounded_record

pytestmark = [
    pytest.mark.skipif(find_spec("sympy") is None, reason="no SymPy here"),  # importing it takes seconds
    pytest.mark.filterwarnings("ignore:bitcount function is deprecated"),  # SymPy calls it, mpmath 1.4 warns
]
DIGITS = 60
SELECTION = ("exp2", "log2", "tanh", "acos", "erf_inv", "sin", "tan", "lgamma")
each_target = pytest.mark.parametrize("target", SELECTION)
EXACT = {
    "abs": abs,
    "min": lambda a, b: b if b < a else a,
    "max": lambda a, b: b if a < b else a,
}


def record_of(target: str) -> Record:
    return meeting([r for r in committed(target) if r.kind != CLASSICAL and r.subject == Subject()])


@cache
def module_of(target: str) -> dict:
    return load(FORMATS["sympy"].export(record_of(target)))


def exactly(program: Program, x: mpmath.mpf) -> mpmath.mpf:
    values = [x, *(mpmath.mpf(float(const.value)) for const in program.consts)]
    for instr in program.instrs:
        meaning = EXACT.get(instr.op) or OPS[instr.op].real
        assert meaning is not None
        values.append(meaning(*(values[arg] for arg in instr.args)))
    return values[program.outputs[0].value]


def domain_of(record: Record, name: str) -> tuple[float, float]:
    from results.record.subjects import reduction_of

    return {slot.name: slot.domain for slot in reduction_of(record).slots}.get(name, (-1.0, 1.0))


def points(record: Record, name: str) -> list[mpmath.mpf]:
    low, high = domain_of(record, name)
    return [mpmath.mpf(float(x)) for x in np.linspace(low, high, 23)[1:-1]]


def close(got, want) -> bool:
    return abs(got - want) <= abs(want) * mpmath.mpf(10) ** (5 - DIGITS) + mpmath.mpf(10) ** -DIGITS


@each_target
def test_the_expression_is_the_program_over_the_reals(target):
    import sympy

    record, module = record_of(target), module_of(target)
    formulas = formulas_of(record)
    assert set(module["FORMULAS"]) == {formula.name for formula in formulas}
    with mpmath.workdps(DIGITS):
        for formula in formulas:
            function = sympy.lambdify(module["x"], module["FORMULAS"][formula.name], "mpmath")
            for x in points(record, formula.name):
                got, want = function(x), exactly(formula.program, x)
                assert close(got, want), f"{formula.name} at {mpmath.nstr(x, 20)}: {got} is not {want}"


def group(text: str, start: int) -> int:
    """Position at which the brace at `start` is closed."""
    depth = 0
    for position in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0:
            return position
    raise ValueError(f"unbalanced: {text[start:]}")


def unbraced(text: str, head: str, groups: int, form: str) -> str:
    """Every `head{...}{...}` through a form over its groups."""
    while (start := text.find(head + "{")) >= 0:
        end, found = start + len(head), []
        for _ in range(groups):
            last = group(text, end)
            found.append(text[end + 1 : last])
            end = last + 1
        text = text[:start] + form.format(*found) + text[end:]
    return text


def python_of(latex: str) -> str:
    text = re.sub(r"([ct])_\{(\d+)\}", r"\1\2", latex).replace(r"\left(", "(").replace(r"\right)", ")")
    text = re.sub(r"(-?\d+) \\cdot 2\^\{(-?\d+)\}", r"(mpf(\1) * mpf(2) ** \2)", text)
    text = unbraced(text, r"\frac", 2, "(({}) / ({}))")
    text = unbraced(text, r"\sqrt", 1, "sqrt({})")
    return text.replace("^{2}", " ** 2").replace(r"\,", "*")


@each_target
def test_the_latex_of_a_core_reads_back_as_the_program(target):
    record = record_of(target)
    for formula in formulas_of(record):
        if formula.name == KERNEL:
            continue
        lines = [line.split(" % ")[0].removesuffix(r" \\") for line in display(formula).splitlines()[1:-1]]
        *rows, last = [line.split(" &= ") for line in lines]
        assert last[0].endswith("(x)")
        with mpmath.workdps(DIGITS):
            for x in points(record, formula.name):
                names = {"x": x, "mpf": mpmath.mpf, "sqrt": mpmath.sqrt}
                for left, right in rows:
                    names[python_of(left)] = eval(python_of(right), names)
                got = eval(python_of(last[1]), names)
                assert close(got, exactly(formula.program, x)), f"{formula.name} at {mpmath.nstr(x, 20)}"


@each_target
def test_every_constant_is_exact_in_both_texts(target):
    record = record_of(target)
    texts = FORMATS["sympy"].export(record), FORMATS["latex"].export(record)
    for formula in formulas_of(record):
        for const in formula.program.consts:
            value = Fraction(Decimal(const.value))
            top, power = value.numerator, value.denominator.bit_length() - 1
            if power:
                assert f"sympy.Rational({top}, 2**{power})" in texts[0]
                assert rf"{top} \cdot 2^{{{-power}}}" in texts[1]


def test_a_kernel_of_arithmetic_alone_is_written_whole_and_no_other():
    import sympy

    record = bounded_record("bell", "nan")
    assert not all(instr.op in REAL_TERMS for instr in record.program().instrs)
    assert KERNEL not in load(FORMATS["sympy"].export(record))["FORMULAS"]
    # Its core as if it were the kernel: that needs no choice.
    plain = dataclasses.replace(record, kernel=record.core, hash=parse(record.core).hash())
    module = load(FORMATS["sympy"].export(plain))
    function = sympy.lambdify(module["x"], module["FORMULAS"][KERNEL], "mpmath")
    with mpmath.workdps(DIGITS):
        for x in points(plain, KERNEL):
            assert close(function(x), exactly(plain.program(), x))


def test_both_notations_write_every_operation_that_a_formula_can_hold():
    for notation in (LATEX, SYMPY):
        assert set(notation.terms) == (REAL_TERMS - {"fma"}) | {"square"}
        for name, term in notation.terms.items():
            assert len(term.operands) == (1 if name == "square" else len(OPS[name].args))


def test_headers_say_what_is_left_out_and_files_print_themselves(tmp_path):
    record = record_of("tanh")
    compiled = record.verification("jax")
    assert compiled is not None
    for name in ("latex", "sympy"):
        path = write_export(record, name, tmp_path)
        text = " ".join(path.read_text().replace("\n% ", " ").split())
        assert "the roundings of float32 are left out" in text
        assert f"max error is {compiled.error.max_ulp:.4f} ulp over every one" in text
        assert record.provenance.command in text
        assert FORMATS[name].export(record) == path.read_text()
    tex = (tmp_path / "tanh.tex").read_text()
    assert tex.count("{") == tex.count("}")
    assert display(formulas_of(record)[0]) in tex
    assert module_of("tanh")["LATEX"]["y"] == display(formulas_of(record)[0])


def test_a_record_that_was_never_verified_has_no_formulas(tmp_path):
    bare = dataclasses.replace(small_record(), verifications=())
    for name in ("latex", "sympy"):
        with pytest.raises(RecordError, match="was never verified as 'jax'"):
            write_export(bare, name, tmp_path)
    assert len(formulas_of(small_record())) == 1
    assert formulas_of(small_record())[0].program == parse(small_record().core)

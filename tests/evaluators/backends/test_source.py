"""Source text: any arithmetic runs it, reading undoes printing, and nothing else gets in."""

import ast
from decimal import Decimal
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluators.backends.source import from_source, to_source
from evaluators.minimax.certify import outputs_float64
from search_spaces.ops import FLOAT, OPS
from search_spaces.programs.parsing import parse
from search_spaces.programs.parts import Const, Instr, Output, Port, ProgramError
from search_spaces.programs.program import Program, identity
from tests.sentences import whole

PRINTED_OPS = ("add", "sub", "mul", "div", "neg", "sqrt")
LOGISTIC = """program real (x: float) -> (y: float)
c0: float = 0.25
c1: float = -1.5E-7
v0 = mul(x, c0)
v1 = neg(v0)
v2 = sqrt(x)
v3 = add(v2, v1)
v4 = div(c1, v3)
return y=v4
"""


@st.composite
def real_programs(draw: st.DrawFn) -> Program:
    digits = st.decimals(min_value=-1000, max_value=1000, allow_nan=False, allow_infinity=False, places=12)
    consts = tuple(Const(FLOAT, value) for value in draw(st.lists(digits, max_size=4)))
    instrs: list[Instr] = []
    for i in range(draw(st.integers(0, 10))):
        op = draw(st.sampled_from(PRINTED_OPS))
        operand = st.integers(0, len(consts) + i)
        instrs.append(Instr(op, tuple(draw(operand) for _ in OPS[op].args)))
    output = draw(st.integers(0, len(consts) + len(instrs)))
    return Program("real", (Port("x", FLOAT),), consts, tuple(instrs), (Output("y", output),))


def run(text: str, x: Any, number: Any) -> Any:
    scope: dict[str, Any] = {}
    exec(text, scope)
    return scope["f"](x, number)


@given(real_programs())
@settings(max_examples=80, deadline=None)
def test_reading_a_printed_program_gives_the_same_text_and_the_same_values(program: Program) -> None:
    text = to_source(program)
    again = from_source(text)
    points = np.array([0.125, 0.75, 1.5])
    np.testing.assert_array_equal(outputs_float64(again, points), outputs_float64(program, points), err_msg=text)
    assert again.op_count() == program.op_count(), text
    assert from_source(to_source(again)) == again, text


@given(real_programs())
@settings(max_examples=40, deadline=None)
def test_printed_operations_that_depend_on_x_number_the_op_count(program: Program) -> None:
    text = to_source(program)
    depends, printed = {"x"}, 0
    for statement in ast.parse(text).body[0].body[:-1]:  # type: ignore[attr-defined]
        if {node.id for node in ast.walk(statement.value) if isinstance(node, ast.Name)} & depends:
            depends.add(statement.targets[0].id)
            printed += 1
    assert printed == program.op_count(), text


@pytest.mark.parametrize(("number", "tolerance"), [(float, 1e-15), (np.float32, 1e-6), (mpmath.mpf, 1e-15)])
def test_the_text_runs_in_the_arithmetic_of_c(number: type, tolerance: float) -> None:
    exact = -1.5e-7 / (0.7**0.5 - 0.7 * 0.25)
    got = run(to_source(parse(LOGISTIC)), number("0.7"), number)
    assert isinstance(got, number)
    assert float(got) == pytest.approx(exact, rel=tolerance)


def test_the_text_runs_in_decimal_arithmetic_with_every_stored_digit() -> None:
    digits = "1.00000000000000000000000000000000000000001"
    program = Program("real", (Port("x", FLOAT),), (Const(FLOAT, Decimal(digits)),), (), (Output("y", 1),))
    assert run(to_source(program), Decimal(0), Decimal) == Decimal(digits)


def test_the_identity_prints_as_its_argument() -> None:
    assert to_source(identity()) == "def f(x, C):\n    return x\n"
    assert from_source("def f(x, C):\n    return x") == identity()


def test_nested_expressions_are_read() -> None:
    program = from_source('def f(x, C):\n    a = C("2") * x + C("-1")\n    return -(a / x) ** C("0.5")\n')
    assert [instr.op for instr in program.instrs] == ["mul", "add", "div", "sqrt", "neg"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("return x ** C('2')", r"line 2, column 12: .* is not allowed"),
        ("return x + 1.5", r"line 2, column 16: '1.5' is not allowed. Allowed: x, "),
        ("return C('0x1p3')", r"line 2, column 12: '0x1p3' is not a decimal number"),
        ("return C('inf')", "is not a decimal number"),
        ("return C('1_0')", "is not a decimal number"),
        ("return x.real", "'x.real' is not allowed"),
        ("return __import__('os')", "is not allowed"),
        ("return (lambda: x)()", "is not allowed"),
        ("return y", r"line 2, column 12: 'y' is not defined. Defined so far: x"),
        ("x = C('1')\n    return x", "expected 'NAME = EXPRESSION' with a name other than x and C"),
        ("a = b = x\n    return a", "expected 'NAME = EXPRESSION'"),
        ("a = x", "the last statement must be 'return EXPRESSION'"),
        ("return", "the last statement must be 'return EXPRESSION'"),
        ("import os\n    return x", "line 2, column 5: expected 'NAME = EXPRESSION'"),
        ("return x +", "line 2: not Python text: invalid syntax"),
        (
            "return " + " + ".join(["x"] * 5000),
            "line 1: an expression is nested too deeply; use one assignment an operation",
        ),
    ],
)
def test_everything_else_is_refused_with_its_place(body: str, message: str) -> None:
    with pytest.raises(ProgramError, match=message):
        from_source(f"def f(x, C):\n    {body}\n")


@pytest.mark.parametrize("head", ["def g(x, C):", "def f(x):", "def f(x, C=float):", "def f(x: int, C):"])
def test_another_signature_is_refused(head: str) -> None:
    with pytest.raises(ProgramError, match=whole("line 1, column 1: the function must read 'def f(x, C):'")):
        from_source(f"{head}\n    return x\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("class f:\n    return x\n", "line 1: expected one function, 'def f(x, C):', and nothing else"),
        ("def f(x, C):\n    return '\ud800'\n", "line 1: not Python text: it holds half a surrogate pair"),
    ],
)
def test_a_text_that_is_no_function_is_refused(text: str, said: str) -> None:
    with pytest.raises(ProgramError, match=whole(said)):
        from_source(text)


def test_only_real_programs_of_one_input_and_one_output_are_printed() -> None:
    with pytest.raises(ProgramError, match=whole("source text is for real programs of one input and one output")):
        to_source(identity("float32"))

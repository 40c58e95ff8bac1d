import ast
import re
from typing import Any

import mpmath
import numpy as np
import pytest

from evaluators.compiled.kernel import run_float32
from search_spaces.ops import BOOL, FLOAT, INT, OPS, REAL_OPS, TYPES, Op
from search_spaces.programs.parsing import parse

ROWS = list(OPS.values())
REAL_ROWS = [OPS[name] for name in REAL_OPS]
each_row = pytest.mark.parametrize("op", ROWS, ids=lambda op: op.name)
each_real_row = pytest.mark.parametrize("op", REAL_ROWS, ids=lambda op: op.name)
CONTEXT: Any = mpmath.MPContext()
CONTEXT.prec = 200


def operands(op: Op, seed: int) -> list[Any]:
    rng = np.random.default_rng(seed)
    return [CONTEXT.mpf(float(v)) for v in rng.uniform(0.5, 3.0, len(op.args))]


@each_row
def test_a_row_has_a_name_known_types_a_meaning_and_a_cost(op):
    assert OPS[op.name] is op
    assert re.fullmatch(r"[a-z_]+", op.name)
    assert op.args
    assert set(op.args) | {op.result} <= set(TYPES)
    assert op.meaning.strip()
    assert op.cost >= 0.0


@each_row
@pytest.mark.parametrize("column", ["numpy", "jax"])
def test_a_printers_template_is_an_expression_that_uses_every_operand_and_no_other(op, column):
    template = getattr(op, column)
    used = set(re.findall(r"{(\w)}", template))
    assert used == set("abc"[: len(op.args)])
    ast.parse(template.format(a="a", b="b", c="c"), mode="eval")


@each_row
def test_the_compiled_template_is_an_expression_over_its_operands(op):
    names = {node.id for node in ast.walk(ast.parse(op.compiled, mode="eval")) if isinstance(node, ast.Name)}
    letters = set("abc"[: len(op.args)])
    assert letters <= names
    assert names - letters <= {"math", "np", "fma", "rint", "to_int"}


@each_row
def test_real_meaning_and_derivative_come_together_for_float_rows_alone(op):
    assert (op.real is None) == (op.partials is None)
    if op.real is not None:
        assert set(op.args) == {FLOAT} == {op.result}
        assert op.partials is not None
        assert len(op.partials) == len(op.args)


@each_real_row
@pytest.mark.parametrize("seed", range(3))
def test_partials_are_the_derivatives_of_the_real_meaning(op, seed):
    values, step = operands(op, seed), CONTEXT.mpf(2) ** -60
    names = dict(zip("abc", values, strict=False)) | {"y": op.real(*values)}
    for place, partial in enumerate(op.partials):
        stated = CONTEXT.mpf(eval(partial, {"__builtins__": {}}, names))
        above, below = ([v + s * (i == place) for i, v in enumerate(values)] for s in (step, -step))
        slope = (op.real(*above) - op.real(*below)) / (2 * step)
        # A central difference errs by step^2 f'''/6, far below 2^-100 here; 1.0 / b and the like err by 2^-53 of float64.
        assert abs(stated - slope) <= 2.0**-90 * (1 + abs(slope)), f"{op.name} operand {place}: {stated} is not {slope}"


@each_real_row
def test_the_compiled_row_rounds_the_real_meaning_once(op):
    names = ", ".join(f"x{i}: float" for i in range(len(op.args)))
    args = ", ".join(f"x{i}" for i in range(len(op.args)))
    program = parse(f"program float32 ({names}) -> (y: float)\ny = {op.name}({args})\nreturn y=y\n")
    columns = [np.random.default_rng(i).uniform(0.5, 3.0, 200).astype(np.float32) for i in range(len(op.args))]
    (got,) = run_float32(program, columns)
    for place, row in enumerate(zip(*columns, strict=True)):
        exact = op.real(*(CONTEXT.mpf(float(v)) for v in row))
        half = CONTEXT.mpf(float(np.spacing(np.abs(got[place])))) / 2
        assert abs(CONTEXT.mpf(float(got[place])) - exact) <= half, f"{op.name}{tuple(float(v).hex() for v in row)}"


@each_row
def test_operands_may_be_exchanged_exactly_where_the_row_says_so(op):
    if len(op.args) != 2:
        assert not op.commutative
        return
    kind = op.args[0]
    assert op.args == (kind, kind)
    text = f"program float32 (p: {kind}, q: {kind}) -> (y: {op.result})\n"
    here, there = (parse(f"{text}y = {op.name}({a})\nreturn y=y\n") for a in ("p, q", "q, p"))
    rng = np.random.default_rng(1)
    if kind == INT:
        p, q = rng.integers(0, 32, (2, 500)).astype(np.int32)
    else:
        p, q = rng.normal(size=(2, 500)).astype(np.float32)
        p[0], q[0] = 0.0, -0.0
    if kind == BOOL:
        p, q = p < 0, q < 0
    same = run_float32(here, [p, q])[0].tobytes() == run_float32(there, [p, q])[0].tobytes()
    assert same == op.commutative


def test_real_ops_are_those_with_a_real_meaning():
    assert tuple(op.name for op in ROWS if op.real is not None) == REAL_OPS

"""Stages written as functions: operators become operations, in Python's order, and local variables give names."""

import pytest

from search_spaces import ops
from search_spaces.programs.lowering import compose
from search_spaces.programs.parsing import parse
from search_spaces.programs.parts import Label
from search_spaces.programs.program import Program
from search_spaces.programs.tracing import (
    Bool,
    Float,
    Int,
    Outputs,
    bits,
    constant,
    fma,
    from_bits,
    larger,
    select,
    select_word,
    smaller,
    sqrt,
    stage,
    to_float,
    to_int,
    trace,
    unsigned_shift,
)
from search_spaces.steps import fast_two_sum
from tests.sentences import whole

TEXT = """\
program float32 (x: float) -> (r: float, n: float)
magic: float = 0x1.8p+23
t = add(x, magic)
n = sub(t, magic)
r = sub(x, n)
return r, n
"""


def shifted(x: Float) -> Outputs:
    """x = n + r."""
    n = (x + 1.5 * 2.0**23) - 1.5 * 2.0**23
    return {"r": x - n, "n": n}


def test_a_function_writes_the_program_that_text_describes():
    assert trace(shifted) == parse(TEXT)
    assert str(trace(shifted)) == str(parse(TEXT))


def test_every_operation_of_the_table_can_be_written():
    def all_of_them(x: Float, y: Float, k: Int, j: Int, yes: Bool) -> Outputs:
        floats = [x + y, x - y, x * y, x / y, -x, sqrt(x), fma(x, y, x), round(x), abs(x), smaller(x, y), larger(x, y)]
        floats += [1.0 + x, 1.0 - x, 1.0 / x, select(yes, x, y), from_bits(k), to_float(k)]
        whole = [k + j, k - j, 1 - k, k * j, k << j, k >> j, unsigned_shift(k, j), k & j, k | j, k ^ j]
        whole += [bits(x), to_int(x), select_word(yes, k, j)]
        bools = [x < y, x > y, k < j, k > j, yes & yes, yes | yes]
        return {f"out{i}": value for i, value in enumerate([*floats, *whole, *bools])}

    assert {instr.op for instr in trace(all_of_them).instrs} == set(ops.OPS)


def test_constants_are_numbered_by_first_use_but_for_those_that_are_given():
    def two(x: Float) -> Outputs:
        return {"y": (x + 2.0) * 3.0}

    assert [const.value for const in trace(two).consts] == [2.0, 3.0]
    assert [const.value for const in trace(two, 3.0, 7.0).consts] == [3.0, 2.0]  # 7 is never used


def test_a_constant_can_be_an_operand_alone():
    def nan(x: Float) -> Outputs:
        return {"y": select(x < 0.0, from_bits(constant(0x7FC00000, x)), x)}

    assert [instr.op for instr in trace(nan).instrs] == ["lt", "from_bits", "select"]


def test_values_are_named_as_local_variables_and_outputs_by_the_caller_last():
    @stage()
    def summed(x: Float, y: Float) -> Outputs:
        """x + y, exactly."""
        head, rest = fast_two_sum(x, y)
        return {"total": head + rest}

    assert [instr.label for instr in summed.instrs] == [
        Label("head", "fast_two_sum", "x + y, exactly."),
        Label("back", "fast_two_sum", "x + y, exactly."),
        Label("rest", "fast_two_sum", "x + y, exactly."),
        Label("total", "", "x + y, exactly."),
    ]


def test_names_survive_composition_and_are_no_part_of_a_program():
    @stage()
    def doubled(n: Float) -> Outputs:
        """y = 2 n."""
        return {"y": n + n}

    kernel = compose(trace(shifted), doubled)
    plain = parse(str(kernel))
    assert [instr.label.name for instr in kernel.instrs] == ["", "n", "r", "y"]
    assert [instr.label.block for instr in kernel.instrs] == ["x = n + r."] * 3 + ["y = 2 n."]
    assert (kernel, kernel.hash()) == (plain, plain.hash())
    assert {instr.label for instr in plain.instrs} == {Label()}


def test_python_cannot_decide_by_a_value():
    def branching(x: Float) -> Outputs:
        return {"y": x if x < 1.0 else -x}

    said = "a value of a program has no truth yet: use select(condition, a, b), and & and | for bools"
    with pytest.raises(TypeError, match=whole(said)):
        trace(branching)


def test_a_stage_is_a_program():
    assert isinstance(stage()(shifted), Program)


def test_a_docstring_can_say_what_the_function_around_it_knows():
    turn = 0.75

    @stage(turn=turn)
    def joined(x: Float) -> Outputs:
        """Below {turn:.6g}, x."""
        return {"y": select(x < turn, x, 2.0)}

    assert {instr.label.block for instr in joined.instrs} == {"Below 0.75, x."}
    assert [const.label.name for const in joined.consts] == ["three_quarters", "two"]

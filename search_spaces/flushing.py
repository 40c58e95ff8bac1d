"""Flush to zero written out: a float32 program that gives with gradual underflow what it gives where the processor flushes.

A processor that flushes takes subnormal operands of arithmetic for zeros (DAZ) and makes zeros of subnormal results (FTZ);
what only moves a word keeps it. Steps for both are put where they can be seen: before arithmetic on an input, or on an
input that was only moved, and after arithmetic whose result is only moved until it leaves. Values between arithmetic stay
as they are: whether one of them is subnormal and counts, a sweep of the kernel decides.
"""

from dataclasses import replace

from search_spaces.ops import FLOAT
from search_spaces.programs.lowering import Builder
from search_spaces.programs.parts import Const, Label
from search_spaces.programs.program import Program

SMALLEST_NORMAL = 2.0**-126
ARITHMETIC = frozenset({"add", "sub", "mul", "div", "sqrt", "fma", "lt", "min", "max"})
"""Operations that take subnormal operands for zeros, and but for the last three make zeros of subnormal results."""
_MOVES = frozenset({"neg", "abs", "select"})
_CHOICES = frozenset({"min", "max"})
_WORDS = frozenset({"bits", "from_bits", "iand", "ior", "ixor", "iselect"})
"""Operations that carry a float's word on, as where a sign is put back."""


def flushed(program: Program) -> Program:
    """The same program for a processor with gradual underflow."""
    moved, leaving = _only_moved(program), _leaving(program)
    out, first = Builder(program.number_format, program.inputs), program.first_instr
    handle = dict(enumerate(range(len(program.inputs))))
    for index, const in enumerate(program.consts, len(program.inputs)):
        handle[index] = out.const(const)
    as_operand: dict[int, int] = {}

    def operand(index: int) -> int:
        if index not in moved:
            return handle[index]
        if index not in as_operand:
            as_operand[index] = _flush(out, handle[index], _label(program, index))
        return as_operand[index]

    for index, instr in enumerate(program.instrs, first):
        args = [operand(a) if instr.op in ARITHMETIC else handle[a] for a in instr.args]
        handle[index] = out.emit(instr.op, *args, label=instr.label)
        if index in leaving:
            handle[index] = _flush(out, handle[index], instr.label)
    names = [(output.name, handle[output.value]) for output in program.outputs]
    if program.cold is None:
        return out.build(names)
    built = out.build([*names, ("cold", handle[program.cold.value])])
    cold = replace(program.cold, value=built.outputs[-1].value)
    return replace(built, outputs=built.outputs[:-1], cold=cold)


def _label(program: Program, index: int) -> Label:
    """Label of an instruction, or an input's name."""
    first = program.first_instr
    return program.instrs[index - first].label if index >= first else Label(program.inputs[index].name)


def _flush(out: Builder, value: int, label: Label) -> int:
    smallest = out.const(Const(FLOAT, SMALLEST_NORMAL, Label("smallest_normal")))
    zero = out.const(Const(FLOAT, 0.0, Label("zero")))
    size = out.emit("abs", value, label=replace(label, name=""))
    of = f"{label.name}_" if label.name else ""
    subnormal = out.emit("lt", size, smallest, label=replace(label, name=f"{of}subnormal"))
    zero_of_sign = replace(label, name=f"{of}zero" if of else "signed_zero")
    signed_zero = out.emit("mul", value, zero, label=zero_of_sign)  # the zero keeps the sign
    return out.emit("select", subnormal, signed_zero, value, label=replace(label, name=f"{of}flushed"))


def _only_moved(program: Program) -> set[int]:
    """Float inputs, and values that are one of them up to their signs."""
    moved = {i for i, port in enumerate(program.inputs) if port.type == FLOAT}
    for index, instr in enumerate(program.instrs, program.first_instr):
        if instr.op in _MOVES and moved.intersection(instr.args):
            moved.add(index)
    return moved


def _leaving(program: Program) -> set[int]:
    """Results of arithmetic that reach an output through moves alone."""
    reached = {output.value for output in program.outputs}
    for index in range(program.first_instr + len(program.instrs) - 1, program.first_instr - 1, -1):
        instr = program.instrs[index - program.first_instr]
        if index in reached and instr.op in _MOVES | _WORDS | _CHOICES:
            reached.update(instr.args)
    first = program.first_instr
    return {i for i in reached if i >= first and program.instrs[i - first].op in ARITHMETIC - _CHOICES - {"lt"}}

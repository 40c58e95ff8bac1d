"""Conversion of a real program to a float32 program that says where every rounding is, and composition of programs."""

import math
import struct
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from search_spaces.ops import FLOAT, OPS
from search_spaces.programs.parts import FLOAT32, REAL, UNLABELLED, Const, Instr, Label, Output, Port, ProgramError
from search_spaces.programs.program import Program


class Builder:
    """Grows a program value by value; equal constants share one slot, instructions keep their order."""

    def __init__(self, number_format: str, inputs: Sequence[Port]) -> None:
        self.number_format = number_format
        self.inputs = tuple(inputs)
        self.consts: list[Const] = []
        self.instrs: list[Instr] = []
        self._const_slots: dict[tuple[str, str], int] = {}

    def const(self, const: Const) -> int:
        """Handle of a constant: negative until `build` numbers the values."""
        text = const.value.hex() if isinstance(const.value, float) else str(const.value)
        key = (const.type, text)
        if key not in self._const_slots:
            self._const_slots[key] = len(self.consts)
            self.consts.append(const)
        return -1 - self._const_slots[key]

    def emit(self, op: str, *args: int, label: Label = UNLABELLED) -> int:
        """Handle of a new instruction's value."""
        self.instrs.append(Instr(op, args, label))
        return len(self.inputs) + len(self.instrs) - 1

    def build(self, outputs: Sequence[tuple[str, int]]) -> Program:
        """The program, values numbered inputs, constants, instructions; what no output needs is dropped."""
        shift, count = len(self.consts), len(self.inputs)

        def number(handle: int) -> int:
            if handle < 0:
                return count - 1 - handle
            return handle if handle < count else handle + shift

        instrs = tuple(Instr(i.op, tuple(number(a) for a in i.args), i.label) for i in self.instrs)
        named = tuple(Output(name, number(handle)) for name, handle in outputs)
        return drop_dead(Program(self.number_format, self.inputs, tuple(self.consts), instrs, named))


def drop_dead(program: Program) -> Program:
    """The same program without constants and instructions that no output needs; inputs stay."""
    live, keep = program.live(), {}
    ports, first = len(program.inputs), program.first_instr
    for index in range(len(live)):
        if index < ports or live[index]:
            keep[index] = len(keep)
    return replace(
        program,
        consts=tuple(c for i, c in enumerate(program.consts, ports) if i in keep),
        instrs=tuple(
            Instr(instr.op, tuple(keep[a] for a in instr.args), instr.label)
            for i, instr in enumerate(program.instrs, first)
            if i in keep
        ),
        outputs=tuple(Output(out.name, keep[out.value]) for out in program.outputs),
        cold=None if program.cold is None else replace(program.cold, value=keep[program.cold.value]),
    )


def ordinary(program: Program) -> Program:
    """The program without its cold part, for inputs that do not need it; the program itself where it has none."""
    if program.cold is None:
        return program
    first, same = program.first_instr, list(range(program.first_instr))
    for index, instr in enumerate(program.instrs, first):
        chosen = instr.op in ("select", "iselect") and instr.args[0] == program.cold.value
        same.append(same[instr.args[2]] if chosen else index)
    return drop_dead(
        replace(
            program,
            instrs=tuple(Instr(i.op, tuple(same[a] for a in i.args), i.label) for i in program.instrs),
            outputs=tuple(Output(out.name, same[out.value]) for out in program.outputs),
            cold=None,
        )
    )


def to_float32(value: Decimal) -> float:
    """The float32 nearest to a decimal, ties to even, inf beyond the largest.

    Going through float64 would round twice: a decimal next to a midpoint of two float32 is compared exactly.
    """
    try:
        first = struct.unpack("<f", struct.pack("<f", float(value)))[0]
    except OverflowError:
        return math.copysign(math.inf, value)
    if math.isinf(first):
        return first
    bits = struct.unpack("<i", struct.pack("<f", first))[0]
    near = [struct.unpack("<f", struct.pack("<i", bits + d))[0] for d in (0, -1, 1) if -(2**31) <= bits + d < 2**31]
    return min((n for n in near if math.isfinite(n)), key=lambda n: abs(Fraction(n) - Fraction(value)))


def _fused_products(program: Program) -> dict[int, int]:
    """Operand position of the product that each add or sub (by value index) swallows.

    A product is swallowed when the sum is its only use; of two such products the left one goes.
    """
    uses = Counter(arg for instr in program.instrs for arg in instr.args)
    uses.update(out.value for out in program.outputs)
    first, fused = program.first_instr, {}
    for index, instr in enumerate(program.instrs, first):
        if instr.op not in ("add", "sub"):
            continue
        for position, arg in enumerate(instr.args):
            if arg >= first and program.instrs[arg - first].op == "mul" and uses[arg] == 1:
                fused[index] = position
                break
    return fused


def lower(program: Program) -> Program:
    """The float32 program of a real one: constants rounded, single-use products contracted into `fma`.

    a*b + c -> fma(a, b, c);  a*b - c -> fma(a, b, -c);  c - a*b -> fma(-a, b, c). This is the contraction that
    compilers make by themselves, written down, so that every rounding is known and the same everywhere.

    Raises:
        ProgramError: The program is not real.
    """
    if program.number_format != REAL:
        raise ProgramError(f"lower takes a real program, was given a {program.number_format} one")
    program = drop_dead(program)
    fused = _fused_products(program)
    swallowed = {program.instrs[i - program.first_instr].args[position] for i, position in fused.items()}
    out = Builder(FLOAT32, program.inputs)
    handle = dict(enumerate(range(len(program.inputs))))
    for index, const in enumerate(program.consts, len(program.inputs)):
        handle[index] = out.const(Const(FLOAT, to_float32(const.value)))  # type: ignore[arg-type]
    for index, instr in enumerate(program.instrs, program.first_instr):
        if index in swallowed:
            continue
        if instr.op == "div" and handle[instr.args[1]] < 0:
            divisor = program.consts[instr.args[1] - len(program.inputs)].value
            reciprocal = out.const(Const(FLOAT, to_float32(1 / divisor)))  # type: ignore[operator]
            handle[index] = out.emit("mul", handle[instr.args[0]], reciprocal)
        elif index in fused:
            handle[index] = _emit_fma(out, program, handle, (instr, fused[index]))
        else:
            handle[index] = out.emit(instr.op, *(handle[a] for a in instr.args))
    return out.build([(o.name, handle[o.value]) for o in program.outputs])


def _emit_fma(out: Builder, program: Program, handle: dict[int, int], site: tuple[Instr, int]) -> int:
    instr, position = site
    a, b = (handle[arg] for arg in program.instrs[instr.args[position] - program.first_instr].args)
    addend = handle[instr.args[1 - position]]
    if instr.op == "sub" and position == 0:
        addend = _negate(out, addend)
    elif instr.op == "sub":
        a = _negate(out, a)
    return out.emit("fma", a, b, addend)


def _negate(out: Builder, handle: int) -> int:
    if handle < 0:
        const = out.consts[-1 - handle]
        return out.const(Const(const.type, -const.value))
    return out.emit("neg", handle)


def raise_to_real(program: Program) -> Program:
    """The real program of a float32 core: its constants as exact decimals, each `fma` a product and a sum.

    `lower` of the result is the core again, up to the order of its values.

    Raises:
        ProgramError: An operation has no real meaning.
    """
    out = Builder(REAL, program.inputs)
    handle = dict(enumerate(range(len(program.inputs))))
    negated: dict[int, int] = {}  # values of `neg`, by what they negate
    for index, const in enumerate(program.consts, len(program.inputs)):
        handle[index] = out.const(Const(FLOAT, Decimal(const.value)))
    for index, instr in enumerate(program.instrs, program.first_instr):
        a = instr.args
        if instr.op == "neg":
            negated[index] = a[0]
        elif instr.op == "fma":
            first, addend = negated.get(a[0], a[0]), negated.get(a[2], a[2])
            product = out.emit("mul", handle[first], handle[a[1]])
            if a[0] in negated:
                handle[index] = out.emit("sub", handle[addend], product)
            else:
                handle[index] = out.emit("sub" if a[2] in negated else "add", product, handle[addend])
        else:
            handle[index] = out.emit(instr.op, *(handle[arg] for arg in a))
    return out.build([(o.name, handle[o.value]) for o in program.outputs])


def compose(first: Program, then: Program) -> Program:
    """One program: `then` after `first`, its inputs bound by name to the outputs or the inputs of `first`.

    Outputs of `first` that `then` does not produce itself stay outputs, so a prologue's (r, k) and a core's r -> y
    compose to (y, r, k); a final composition keeps what is asked for (see `only`).

    Raises:
        ProgramError: An input of `then` has no namesake, or the formats differ.
    """
    if first.number_format != then.number_format:
        raise ProgramError(
            f"cannot compose a {first.number_format} program with a {then.number_format} one: lower the real one first"
        )
    out = Builder(first.number_format, first.inputs)
    known = {port.name: i for i, port in enumerate(first.inputs)}
    handles = _inline(out, first, list(range(len(first.inputs))))
    known.update({o.name: handles[o.value] for o in first.outputs})
    missing = [port.name for port in then.inputs if port.name not in known]
    if missing:
        raise ProgramError(f"input {missing[0]!r} is not produced. Produced: {', '.join(known)}")
    inner = _inline(out, then, [known[port.name] for port in then.inputs])
    produced = {o.name: inner[o.value] for o in then.outputs}
    kept = [(o.name, handles[o.value]) for o in first.outputs if o.name not in produced]
    return out.build([*produced.items(), *kept])


def chain(*programs: Program) -> Program:
    """Programs composed in order."""
    whole = programs[0]
    for program in programs[1:]:
        whole = compose(whole, program)
    return whole


def passed(name: str) -> Program:
    """A float32 program that gives its one input, a float: a stage that has nothing to compute."""
    return Program(FLOAT32, (Port(name, FLOAT),), (), (), (Output(name, 0),))


def _inline(out: Builder, program: Program, inputs: list[int]) -> list[int]:
    handles = inputs + [out.const(c) for c in program.consts]
    for instr in program.instrs:
        handles.append(out.emit(instr.op, *(handles[a] for a in instr.args), label=instr.label))
    return handles


def share_products(program: Program) -> Program:
    """Products that occur twice, up to sign, and once in an fma, computed once: an fma of one adds it rounded.

    Compilers share such a product and then contract none of its uses; where cores meet a reduction that squares the same
    argument, the program has to say so. It costs no operation more.
    """
    twice = shared_products(program)
    if not twice:
        return program
    out = Builder(program.number_format, program.inputs)
    handles, products = list(range(len(program.inputs))), dict[tuple[int, ...], int]()
    handles += [out.const(const) for const in program.consts]
    for instr in program.instrs:
        given = [handles[a] for a in instr.args]
        factors, negative = _product(program, instr)
        if instr.op not in ("fma", "mul") or factors not in twice:
            handles.append(out.emit(instr.op, *given, label=instr.label))
            continue
        if factors not in products:
            label = instr.label if instr.op == "mul" and not negative else replace(instr.label, name="")
            products[factors] = out.emit("mul", *(handles[f] for f in factors), label=label)
        product = products[factors]
        if instr.op == "mul":
            handles.append(out.emit("neg", product, label=instr.label) if negative else product)
        elif negative:
            handles.append(out.emit("sub", given[2], product, label=instr.label))
        else:
            handles.append(out.emit("add", product, given[2], label=instr.label))
    return out.build([(o.name, handles[o.value]) for o in program.outputs])


def shared_products(program: Program) -> set[tuple[int, ...]]:
    """Factors, in order and without signs, of the products that occur twice, once at least in an fma."""
    fused = Counter(_product(program, i)[0] for i in program.instrs if i.op == "fma")
    rounded = {_product(program, i)[0] for i in program.instrs if i.op == "mul"}
    return {factors for factors, count in fused.items() if count > 1 or factors in rounded}


def _product(program: Program, instr: Instr) -> tuple[tuple[int, ...], bool]:
    """The first two operands without signs, in order, and whether their product without signs is to be negated."""
    negative, factors = False, list[int]()
    for arg in instr.args[:2]:
        bare = arg
        while bare >= program.first_instr and program.instrs[bare - program.first_instr].op == "neg":
            bare, negative = program.instrs[bare - program.first_instr].args[0], not negative
        factors.append(bare)
    return tuple(sorted(factors)), negative


def only(program: Program, name: str) -> Program:
    """The program with one of its outputs, dead values dropped.

    Raises:
        ProgramError: No output has that name.
    """
    chosen = tuple(o for o in program.outputs if o.name == name)
    if not chosen:
        raise ProgramError(f"no output {name!r}. Outputs: {', '.join(o.name for o in program.outputs)}")
    return drop_dead(replace(program, outputs=chosen))


def rename(program: Program, inputs: Sequence[str], outputs: Sequence[str]) -> Program:
    """The same program with other port names."""
    ports = tuple(Port(name, port.type) for name, port in zip(inputs, program.inputs, strict=True))
    outs = tuple(Output(name, out.value) for name, out in zip(outputs, program.outputs, strict=True))
    return replace(program, inputs=ports, outputs=outs)


def throughput_cost(program: Program) -> float:
    """Sum of the op table's cost over live operations that depend on an input, without the cold part."""
    program = ordinary(program)
    depends, live, first = program.depends_on_input(), program.live(), program.first_instr
    return sum(OPS[instr.op].cost for i, instr in enumerate(program.instrs, first) if depends[i] and live[i])

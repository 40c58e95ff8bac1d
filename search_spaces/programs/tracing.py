"""Stages of kernels written as Python functions: operators on values emit operations, local variables give them names.

    @stage()
    def reduce(x: Float) -> Outputs:
        \"\"\"x = n + r, |r| <= 1/2.\"\"\"
        n = round(x)
        return {"r": x - n}

An operation is emitted where Python evaluates it, from left to right: the order of a program is that of its function. A
Python number is a constant. Constants are numbered by first use; where kernels on record number them otherwise, `stage`
is given them in that order, because their numbers are part of a kernel's text and so of its hash.
"""

import inspect
import sys
from collections.abc import Callable
from contextlib import contextmanager
from types import FrameType
from typing import Any, cast

from search_spaces.ops import BOOL, FLOAT, INT, OPS
from search_spaces.programs.lowering import Builder
from search_spaces.programs.parts import FLOAT32, Const, Instr, Label, Port
from search_spaces.programs.program import Program
from search_spaces.programs.value_names import Scope, constant_name, scope_of


class Value:
    """A value of the program that is being written."""

    __slots__ = ("handle", "trace")

    def __init__(self, trace: "Trace", handle: int) -> None:
        self.trace = trace
        self.handle = handle

    def __bool__(self) -> bool:
        """No value is known yet.

        Raises:
            TypeError: Always; Python's `if`, `and` and `or` do not become operations.
        """
        raise TypeError("a value of a program has no truth yet: use select(condition, a, b), and & and | for bools")


class Float(Value):
    """A float32, rounded once by every operation."""

    __slots__ = ()

    def __add__(self, other: "Number") -> "Float":
        """a + b, rounded."""
        return emit("add", self, other)

    def __radd__(self, other: float) -> "Float":
        """b + a, rounded."""
        return emit("add", other, self)

    def __sub__(self, other: "Number") -> "Float":
        """a - b, rounded."""
        return emit("sub", self, other)

    def __rsub__(self, other: float) -> "Float":
        """b - a, rounded."""
        return emit("sub", other, self)

    def __mul__(self, other: "Number") -> "Float":
        """a b, rounded and never part of an fma."""
        return emit("mul", self, other)

    def __truediv__(self, other: "Number") -> "Float":
        """a / b, rounded."""
        return emit("div", self, other)

    def __rtruediv__(self, other: float) -> "Float":
        """b / a, rounded."""
        return emit("div", other, self)

    def __neg__(self) -> "Float":
        """-a, exact."""
        return emit("neg", self)

    def __abs__(self) -> "Float":
        """|a|, exact."""
        return emit("abs", self)

    def __round__(self) -> "Float":
        """The integer nearest to a, ties to even."""
        return emit("round", self)

    def __lt__(self, other: "Number") -> "Bool":
        """a < b, false for nan."""
        return emit("lt", self, other)

    def __gt__(self, other: "Number") -> "Bool":
        """b < a, false for nan."""
        return emit("lt", other, self)


class Int(Value):
    """An int32, with wrap-around."""

    __slots__ = ()

    def __add__(self, other: "Word") -> "Int":
        """a + b."""
        return emit("iadd", self, other)

    def __sub__(self, other: "Word") -> "Int":
        """a - b."""
        return emit("isub", self, other)

    def __rsub__(self, other: int) -> "Int":
        """b - a."""
        return emit("isub", other, self)

    def __mul__(self, other: "Word") -> "Int":
        """a b."""
        return emit("imul", self, other)

    def __lshift__(self, other: "Word") -> "Int":
        """a 2^b."""
        return emit("shl", self, other)

    def __rshift__(self, other: "Word") -> "Int":
        """a / 2^b, rounded down; the sign stays."""
        return emit("shr", self, other)

    def __and__(self, other: "Word") -> "Int":
        """Bits set in both."""
        return emit("iand", self, other)

    def __or__(self, other: "Word") -> "Int":
        """Bits set in either."""
        return emit("ior", self, other)

    def __xor__(self, other: "Word") -> "Int":
        """Bits set in one of them."""
        return emit("ixor", self, other)

    def __lt__(self, other: "Word") -> "Bool":
        """a < b."""
        return emit("ilt", self, other)

    def __gt__(self, other: "Word") -> "Bool":
        """b < a."""
        return emit("ilt", other, self)


class Bool(Value):
    """The outcome of a comparison."""

    __slots__ = ()

    def __and__(self, other: "Bool") -> "Bool":
        """Both."""
        return emit("both", self, other)

    def __or__(self, other: "Bool") -> "Bool":
        """Either."""
        return emit("either", self, other)


_STEPS = f"{str(__package__).rpartition('.')[0]}.steps"
Number = Float | float
Word = Int | int
Outputs = dict[str, Any]
"""Outputs of a stage, by name: values, or numbers for constants."""
_CLASSES: dict[str, type[Value]] = {FLOAT: Float, INT: Int, BOOL: Bool}
_TYPES = {kind: name for name, kind in _CLASSES.items()}


class Trace:
    """A program that grows as a function runs, and the names that its values have there."""

    def __init__(self, inputs: list[Port]) -> None:
        self.builder = Builder(FLOAT32, inputs)
        self.inputs = [_CLASSES[port.type](self, i) for i, port in enumerate(inputs)]
        self.names: dict[int, str] = {}
        self.steps: list[tuple[int, int, str]] = []
        self._started: list[int] = []

    def handle(self, value: Value | float) -> int:
        """Handle of a value, or of a number as a constant."""
        if isinstance(value, Value):
            return value.handle
        return self.builder.const(Const(INT if isinstance(value, int) else FLOAT, value))

    @contextmanager
    def naming(self) -> Any:
        """Names what local variables hold when the functions that run meanwhile return, the outermost last."""
        before = sys.getprofile()
        sys.setprofile(self._watch)
        try:
            yield
        finally:
            sys.setprofile(before)

    def _watch(self, frame: FrameType, event: str, _: Any) -> None:
        if event not in ("call", "return") or frame.f_globals is globals():
            return
        step = frame.f_globals.get("__name__") == _STEPS
        if event == "call" and step:
            self._started.append(len(self.builder.instrs))
        elif event == "return":
            if step:
                self.steps.append((self._started.pop(), len(self.builder.instrs), frame.f_code.co_name))
            self._name(frame)

    def _name(self, frame: FrameType) -> None:
        code, mine = frame.f_code, dict[int, str]()
        if code.co_name.startswith("<"):
            return
        given = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        for local, held in frame.f_locals.items():
            several = isinstance(held, list)
            for i, value in enumerate(held if several else [held]):
                if local not in given and local.strip("_") and isinstance(value, Value) and value.trace is self:
                    mine.setdefault(value.handle, f"{local.strip('_')}_{i}" if several else local.strip("_"))
        self.names |= mine

    def program(self, outputs: Outputs, block: str, scope: Scope) -> Program:
        """The program of what a function gave, its values labelled; constants have names in the scope."""
        named, builder = [(name, self.handle(value)) for name, value in outputs.items()], self.builder
        of_step = {i: name for start, end, name in self.steps for i in range(start, end)}
        self.names |= {handle: name for name, handle in named}
        builder.consts = [
            Const(c.type, c.value, Label(constant_name(cast(float, c.value), scope))) for c in builder.consts
        ]
        names = (self.names.get(len(builder.inputs) + i, "") for i in range(len(builder.instrs)))
        builder.instrs = [
            Instr(instr.op, instr.args, Label(name, of_step.get(i, ""), block))
            for (i, instr), name in zip(enumerate(builder.instrs), names, strict=True)
        ]
        return builder.build(named)


def trace(function: Callable[..., Outputs], *constants: float, **said: object) -> Program:
    """The program that a function of typed values writes.

    Args:
        function: Its parameters are the inputs, annotated Float, Int or Bool; its docstring says what is computed.
        constants: In this order before all others.
        said: What stands in braces in the docstring.
    """
    annotations = inspect.get_annotations(function)
    ports = [Port(name, _TYPES[kind]) for name, kind in annotations.items() if name != "return"]
    writing = Trace(ports)
    for number in constants:
        writing.handle(number)
    with writing.naming():
        outputs = function(*writing.inputs)
    own = inspect.getclosurevars(function)
    known = {name: value for name, value in said.items() if isinstance(value, int | float)}
    scope = scope_of(known, own.nonlocals, function.__globals__, vars(sys.modules.get(_STEPS, sys)))
    block = inspect.cleandoc(function.__doc__ or "")
    return writing.program(outputs, block.format_map(said) if said else block, scope)


def stage(*constants: float, **said: object) -> Callable[[Callable[..., Outputs]], Program]:
    """Decorator: the program of a function, as `trace` gives it."""
    return lambda function: trace(function, *constants, **said)


def emit(op: str, *args: Value | float) -> Any:
    """The value of an operation of the table, one of whose operands is a value."""
    writing = next(arg for arg in args if isinstance(arg, Value)).trace
    kinds = OPS[op].args
    handles = [
        writing.handle(float(arg) if kind == FLOAT and isinstance(arg, int) else arg)
        for kind, arg in zip(kinds, args, strict=True)
    ]
    return _CLASSES[OPS[op].result](writing, writing.builder.emit(op, *handles))


def constant(number: float, beside: Value) -> Any:
    """A number as a value of the program that another is part of, where all operands of an operation are numbers."""
    trace = beside.trace
    return (Int if isinstance(number, int) else Float)(trace, trace.handle(number))


def fma(a: Number, b: Number, c: Number) -> Float:
    """a b + c, rounded once."""
    return emit("fma", a, b, c)


def sqrt(a: Float) -> Float:
    """The root of a, rounded."""
    return emit("sqrt", a)


def smaller(a: Number, b: Number) -> Float:
    """The smaller of both; a, where one is nan or both are zeros."""
    return emit("min", a, b)


def larger(a: Number, b: Number) -> Float:
    """The larger of both; a, where one is nan or both are zeros."""
    return emit("max", a, b)


def select(condition: Bool, a: Number, b: Number) -> Float:
    """The first number where the condition holds, the second elsewhere."""
    return emit("select", condition, a, b)


def select_word(condition: Bool, a: Word, b: Word) -> Int:
    """The first word where the condition holds, the second elsewhere."""
    return emit("iselect", condition, a, b)


def bits(a: Float) -> Int:
    """The word of a float."""
    return emit("bits", a)


def from_bits(a: Int) -> Float:
    """The float of a word."""
    return emit("from_bits", a)


def to_int(a: Float) -> Int:
    """A towards zero, as an integer."""
    return emit("to_int", a)


def to_float(a: Int) -> Float:
    """A as a float, rounded."""
    return emit("to_float", a)


def unsigned_shift(a: Int, by: Word) -> Int:
    """A shifted to the right, zeros from the left."""
    return emit("ushr", a, by)

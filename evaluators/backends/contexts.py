"""A printed kernel's bits wherever programs use it, beside those of the text in which each constant has a barrier of its own.

Alone, at lengths 1 and 7, in rows of 5, behind x + c and x * c, before 0.5 y + x, and inside a larger function that also returns it,
at one width of vectors. What the simplifier or code generation does with constants that it sees shows here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from evaluators.backends import jax_backend
from evaluators.backends.lengths import SHORT_LENGTHS
from search_spaces.programs.program import Program

BLOCK = 1 << 16
"""Length of a call, as in a sweep."""
SHORT_CALLS = 1 << 12
WIDTHS = (256, 512)
SHIFT, FACTOR = np.float32(1.7), np.float32(0.7)
ALONE = "alone"
ROW, ROWS = 5, "rows of 5"
Kernel = Callable[..., Any]
Compiled = Callable[..., np.ndarray]


@dataclass(frozen=True, slots=True)
class Context:
    """One use of a kernel.

    Attributes:
        used: The whole function of x and further arguments, made of the kernel.
        before: Work on x before the kernel.
        after: Work on the kernel's y and x.
    """

    used: Callable[[Kernel], Kernel]
    before: Kernel = lambda x: x
    after: Callable[[Any, Any], Any] = lambda y, x: y


# fmt: off
CONTEXTS = {
    ALONE:          Context(lambda f: f),
    "f(x + c)":     Context(lambda f: lambda x, *more: f(x + SHIFT, *more),      before=lambda x: x + SHIFT),
    "f(x c)":       Context(lambda f: lambda x, *more: f(x * FACTOR, *more),     before=lambda x: x * FACTOR),
    "0.5 f(x) + x": Context(lambda f: lambda x, *more: 0.5 * f(x, *more) + x,    after=lambda y, x: 0.5 * y + x),
    "fused":        Context(lambda f: lambda x, *more: _larger(f(x, *more), x)),
}
# fmt: on


def _larger(y: Any, x: Any) -> Any:
    return y, y * 3.0 + x


def changed(program: Program, inputs: Sequence[np.ndarray], vector_bits: int) -> dict[str, int]:
    """Number of inputs, by context, where the text's bits differ and barriers for each constant would keep them.

    Args:
        program: A kernel.
        inputs: Its arguments, arrays whose length is a multiple of BLOCK; contexts concern the first.
        vector_bits: One of WIDTHS.
    """
    return Comparison(_text(program, False), _text(program, True), inputs, vector_bits).changed()


class Comparison:
    """Two texts of one kernel on the same inputs: one that ships, and one whose bits are right."""

    def __init__(self, ships: str, right: str, inputs: Sequence[np.ndarray], vector_bits: int) -> None:
        self.inputs, self.vector_bits = tuple(inputs), vector_bits
        self.kernel, self.hidden = (jax_backend.load(text)["kernel"] for text in (ships, right))
        self.same_text = ships == right

    def changed(self) -> dict[str, int]:
        """See above; none where both texts are one."""
        if self.same_text:
            return dict.fromkeys([*CONTEXTS, *map(_length, SHORT_LENGTHS), ROWS], 0)
        alone = _compiled(self.hidden, self.vector_bits)
        found = {name: self._in_context(name, context, alone) for name, context in CONTEXTS.items()}
        short = {_length(length): self._at_length(length, alone) for length in SHORT_LENGTHS}
        return found | short | {ROWS: self._in_rows(alone)}

    def _in_context(self, name: str, context: Context, alone: Compiled) -> int:
        first, then = (_compiled(f, self.vector_bits) for f in (context.before, context.after))
        wanted = _blocks(lambda x, *more: then(alone(first(x), *more), x), self.inputs)
        got = _blocks(_compiled(context.used(self.kernel), self.vector_bits), self.inputs)
        differ = _differ(got, wanted)
        if differ.any() and name != ALONE:
            other = _blocks(_compiled(context.used(self.hidden), self.vector_bits), self.inputs)
            differ &= _differ(got, other)
        return int(differ.sum())

    def _at_length(self, length: int, alone: Compiled) -> int:
        step = max(1, len(self.inputs[0]) // (length * SHORT_CALLS))
        spread = [np.resize(x[::step], BLOCK) for x in self.inputs]
        x = [array[: length * SHORT_CALLS] for array in spread]
        wanted = alone(*spread)[: length * SHORT_CALLS]
        got = _blocks(_compiled(self.kernel, self.vector_bits), x, length)
        differ = _differ(got, wanted)
        if differ.any():
            differ &= _differ(got, _blocks(_compiled(self.hidden, self.vector_bits), x, length))
        return int(differ.sum())

    def _in_rows(self, alone: Compiled) -> int:
        """In an array whose rows are ROW long: short vectors across a row, which a compiler may use with constants that it sees."""
        x = [array[: BLOCK - BLOCK % ROW] for array in self.inputs]
        rows = [array.reshape(-1, ROW) for array in x]
        wanted = alone(*(array[:BLOCK] for array in self.inputs))[: len(x[0])]
        got = _compiled(self.kernel, self.vector_bits)(*rows).reshape(-1)
        differ = _differ(got, wanted)
        if differ.any():
            differ &= _differ(got, _compiled(self.hidden, self.vector_bits)(*rows).reshape(-1))
        return int(differ.sum())


def _length(length: int) -> str:
    return f"length {length}"


@cache
def _text(program: Program, one_by_one: bool) -> str:
    return jax_backend.print_program(program, one_by_one=one_by_one).module


def _compiled(function: Callable[..., Any], vector_bits: int) -> Compiled:
    import jax

    made = jax.jit(function, compiler_options={"xla_cpu_prefer_vector_width": vector_bits})

    def run(*x: np.ndarray) -> np.ndarray:
        got = made(*x)
        return np.asarray(got[0] if isinstance(got, tuple) else got)

    return run


def _blocks(run: Compiled, inputs: Sequence[np.ndarray], length: int = BLOCK) -> np.ndarray:
    starts = range(0, len(inputs[0]), length)
    return np.concatenate([run(*(x[start : start + length] for x in inputs)) for start in starts])


def _differ(got: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    return (got.view(np.uint32) != wanted.view(np.uint32)) & ~(np.isnan(got) & np.isnan(wanted))

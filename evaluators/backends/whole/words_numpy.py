"""Programs of words as NumPy text, total on every word by itself: the definition of search_spaces/whole/word_ops.py written out."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np

from evaluators.backends.printing import Printed
from evaluators.backends.whole.words_plan import Plan, decimal, plan_of
from search_spaces.whole.word_ops import FLOAT_WORD, WORD_OPS, Words
from search_spaces.whole.words import WordsProgram

NAME = "numpy"

_FLOAT = '''\
def _float(word):
    """Words as float32, subnormals as zeros of their sign."""
    return np.where(word & np.uint32(0x7F800000), word, word & np.uint32(0x80000000)).view(np.float32)
'''
_WORD = '''\
def _word(value):
    """Words of results of arithmetic: subnormals are zeros of their sign, NaN is one word."""
    word = np.asarray(value, np.float32).view(np.uint32)
    word = np.where(word & np.uint32(0x7F800000), word, word & np.uint32(0x80000000))
    return np.where(np.isnan(value), np.uint32(0x7FC00000), word)
'''
_ROUNDED = '''\
def _rounded(exact):
    """The word of a float64 that is exact, or rounded to odd; what rounds to less than 2**-126 is a zero of its sign."""
    word = _word(exact.astype(np.float32))
    tiny = np.abs(exact) < 2.0**-126 * (1.0 - 2.0**-25)
    return np.where(tiny, word & np.uint32(0x80000000), word)
'''
_MUL = '''\
def _mul(a, b):
    """a * b, rounded once: the product of two float32 is exact in float64."""
    return _rounded(np.multiply(a, b, dtype=np.float64))
'''
_FMA = '''\
def _fma(a, b, c):
    """a * b + c, rounded once: the sum is first rounded to odd in float64 (Boldo and Melquiond 2008)."""
    p = np.multiply(a, b, dtype=np.float64)
    s = np.asarray(p + c)
    t = s - p
    rest = (p - (s - t)) + (c - t)
    even = (s.view(np.uint64) & np.uint64(1)) == 0
    inexact = np.isfinite(s) & (rest != 0.0) & even & np.isfinite(rest)
    return _rounded(np.where(inexact, np.nextafter(s, np.where(rest > 0.0, np.inf, -np.inf)), s))
'''
_TO_INT = '''\
def _to_int(a):
    """int32 toward zero, saturated; 0 for NaN."""
    exact = np.trunc(np.where(np.isnan(a), np.float32(0), a).astype(np.float64))
    return np.clip(exact, -(2.0**31), 2.0**31 - 1.0).astype(np.int32).view(np.uint32)
'''
_SHR = '''\
def _shr(a, b):
    """a shifted right with its sign."""
    return (a.view(np.int32) >> (b & np.uint32(31)).view(np.int32)).view(np.uint32)
'''
_NEEDS = {
    "_float": (_FLOAT, ()),
    "_word": (_WORD, ()),
    "_rounded": (_ROUNDED, ("_word",)),
    "_mul": (_MUL, ("_rounded",)),
    "_fma": (_FMA, ("_rounded",)),
    "_to_int": (_TO_INT, ()),
    "_shr": (_SHR, ()),
}
# fmt: off
TEMPLATES = {
    "add":      "_word({a} + {b})",
    "sub":      "_word({a} - {b})",
    "mul":      "_mul({a}, {b})",
    "fma":      "_fma({a}, {b}, {c})",
    "div":      "_word({a} / {b})",
    "sqrt":     "_word(np.sqrt({a}))",
    "neg":      "{a} ^ np.uint32(0x80000000)",
    "abs":      "{a} & np.uint32(0x7FFFFFFF)",
    "min":      "_word(np.where({b} < {a}, {b}, {a}))",
    "max":      "_word(np.where({a} < {b}, {b}, {a}))",
    "round":    "_word(np.rint({a}))",
    "to_int":   "_to_int({a})",
    "to_float": "{a}.view(np.int32).astype(np.float32).view(np.uint32)",
    "iadd":     "{a} + {b}",
    "isub":     "{a} - {b}",
    "shl":      "{a} << ({b} & np.uint32(31))",
    "shr":      "_shr({a}, {b})",
    "ushr":     "{a} >> ({b} & np.uint32(31))",
    "iand":     "{a} & {b}",
    "ior":      "{a} | {b}",
    "ixor":     "{a} ^ {b}",
    "lt":       "({a} < {b}).astype(np.uint32)",
    "select":   "np.where({a} != 0, {b}, {c})",
}
# fmt: on
WORD_MOVES = ("neg", "abs", "select")
"""They read their operands as words, whatever those hold."""


def print_words(program: WordsProgram, name: str = "kernel") -> Printed:
    """The program as a NumPy function of a uint32 array, and of uint32 words."""
    plan = plan_of(program)
    lines = [f"def {name}(x):"]
    lines += [_constant_line(plan, value) for value in range(1, plan.program.first_instr)]
    for position, instr in enumerate(plan.program.instrs):
        reads = WORD_OPS[instr.op].args
        texts = [_operand(plan, a, kind, instr.op) for a, kind in zip(instr.args, reads, strict=True)]
        text = TEMPLATES[instr.op].format(**dict(zip("abc", texts, strict=False)))
        lines.append(f"    {plan.name(plan.program.first_instr + position)} = {text}")
    out = plan.name(plan.program.output)
    lines.append(f"    return {f'np.full_like(x, {out})' if plan.is_constant(plan.program.output) else out}")
    function = "\n".join(lines) + "\n"
    return Printed("import numpy as np", helpers(function), function)


def helpers(function: str) -> str:
    """Definitions of the functions that a text calls, in the order of the table."""
    wanted: set[str] = set()
    for name, (_, needs) in reversed(_NEEDS.items()):
        if f"{name}(" in function or name in wanted:
            wanted |= {name, *needs}
    return "\n\n".join(text for name, (text, _) in _NEEDS.items() if name in wanted)


def kinds_of(plan: Plan, value: int) -> set[str]:
    """The letters by which a constant is read."""
    return {
        kind
        for instr in plan.program.instrs
        for a, kind in zip(instr.args, WORD_OPS[instr.op].args, strict=True)
        if a == value
    }


def _constant_line(plan: Plan, value: int) -> str:
    word = plan.word(value)
    read = ", ".join(decimal(word, kind) for kind in sorted(kinds_of(plan, value)))
    return f"    {plan.name(value)} = np.uint32(0x{word:08X})" + (f"  # {read}" if read else "")


def _operand(plan: Plan, value: int, kind: str, op: str) -> str:
    name = plan.name(value)
    if kind != FLOAT_WORD or op in WORD_MOVES:
        return name
    return f"{name}.view(np.float32)" if value in plan.clean else f"_float({name})"


def load(text: str) -> dict[str, Any]:
    """The names a printed module defines."""
    module = ModuleType("printed")
    exec(compile(text, "<printed words>", "exec"), module.__dict__)
    return module.__dict__


def compile_words(program: WordsProgram) -> Callable[[Words], Words]:
    """The printed text as a function of words."""
    function = load(print_words(program).module)["kernel"]

    def run(x: Words) -> Words:
        with np.errstate(all="ignore"):
            return np.asarray(function(x), np.uint32)

    return run

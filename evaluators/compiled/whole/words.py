"""Programs of words (search_spaces/whole/words.py), interpreted: bit for bit what the definition in NumPy gives.

A program is three arrays: `op`, codes of the operations; `arg`, where each operand is: 0 is x, k the value of the k-th
instruction, CONSTANT a word in the third array, `word`. Each constant belongs to one operand of one instruction, so parts
of programs are copied without renumbering. Points are columns of one table of rows of 32-bit words, seen as int32 and as
float32: row 0 is x, row k the k-th value, and each constant has a row behind them.
"""

from dataclasses import dataclass

import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from evaluators import project
from evaluators.compiled.cache import load_generated, opaque, strict
from search_spaces.whole.word_ops import WORD_OPS, Words
from search_spaces.whole.words import WordsInstr, WordsProgram

MOST_WORD_OPS = 40
"""Instructions of a program; the search allows 32."""
ARGS = 3
CONSTANT = -1
ROWS = 1 + MOST_WORD_OPS + ARGS * MOST_WORD_OPS
CODES = {name: code for code, name in enumerate(WORD_OPS)}
NAMES = tuple(WORD_OPS)
COLUMNS = 256
"""Points of a table of rows."""

_HEAD = f'''"""Generated from the table in evaluators/compiled/whole/words.py; not edited by hand."""

import math

import numpy as np
from numba import carray
from numba.core import types

from {project.PREFIX}evaluators.compiled.cache import strict
from {project.PREFIX}evaluators.compiled.intrinsics import fma, rint, to_int_saturated

LEAST = np.float32(2.0**-126)
ZERO = np.float32(0.0)
UP, UP2 = np.float32(4096.0), np.float32(2.0**24)
SCALED_LEAST = np.float32(2.0**-102)
NAN = np.float32(np.nan)


'''
# A product of words scaled up by 2**24 is rounded as with exponents without bound.
# fmt: off
_TEMPLATES = {
    "add":      ("ff",  "w", "a + b"),
    "sub":      ("ff",  "w", "a - b"),
    "mul":      ("ff",  "s", "a * b",         "(a * UP) * (b * UP)"),
    "fma":      ("fff", "s", "fma(a, b, c)",  "fma(a * UP, b * UP, c * UP2)"),
    "div":      ("ff",  "w", "a / b"),
    "sqrt":     ("f",   "w", "np.sqrt(a)"),
    "neg":      ("i",   "i", "a ^ np.int32(-2147483648)"),
    "abs":      ("i",   "i", "a & np.int32(2147483647)"),
    "min":      ("ff",  "w", "b if b < a else a"),
    "max":      ("ff",  "w", "b if a < b else a"),
    "round":    ("f",   "w", "rint(a)"),
    "to_int":   ("f",   "i", "to_int_saturated(a)"),
    "to_float": ("i",   "f", "np.float32(a)"),
    "iadd":     ("ii",  "i", "a + b"),
    "isub":     ("ii",  "i", "a - b"),
    "shl":      ("ii",  "i", "a << (b & np.int32(31))"),
    "shr":      ("ii",  "i", "a >> (b & np.int32(31))"),
    "ushr":     ("ii",  "i", "np.uint32(a) >> np.uint32(b & np.int32(31))"),
    "iand":     ("ii",  "i", "a & b"),
    "ior":      ("ii",  "i", "a | b"),
    "ixor":     ("ii",  "i", "a ^ b"),
    "lt":       ("ff",  "i", "1 if a < b else 0"),
    "select":   ("iii", "i", "b if a != 0 else c"),
}
# fmt: on
_OPAQUE = f'''

SIGNATURE = types.void(
    *(types.CPointer(types.int64), types.CPointer(types.int64), types.int64, types.int64),
    *(types.CPointer(types.int32), types.CPointer(types.float32), types.int64),
)


def run_rows_at(op, arg, first, n, i, f, count):
    """The same at addresses."""
    shape = ({ROWS}, {COLUMNS})
    operations, operands = carray(op, {MOST_WORD_OPS}), carray(arg, ({MOST_WORD_OPS}, {ARGS}))
    run_rows(operations, operands, first, n, carray(i, shape), carray(f, shape), count, {MOST_WORD_OPS})
'''
_ROW_OF = dict(zip("abc", "pqr", strict=True))


def _branch(name: str) -> list[str]:
    args, result, text, *scaled = _TEMPLATES[name]
    lines = ["for j in range(count):"]
    for letter, kind in zip("abc", args, strict=False):
        row = _ROW_OF[letter]
        lines.append(f"    {letter} = {kind}[{row}, j]")
        if kind == "f":
            lines.append(f"    {letter} = math.copysign(ZERO, {letter}) if abs({letter}) < LEAST else {letter}")
    if result == "i":
        return [*lines, f"    i[o, j] = np.int32({text})"]
    lines.append(f"    y = np.float32({text})")
    if result == "s":
        lines.append(f"    y = math.copysign(ZERO, y) if abs({scaled[0]}) < SCALED_LEAST else y")
    if result == "w":
        lines.append("    y = math.copysign(ZERO, y) if abs(y) < LEAST else y")
    return [*lines, "    f[o, j] = y if y == y else NAN"]


def _source() -> str:
    lines = [
        "@strict",
        "def run_rows(op, arg, first, n, i, f, count, most):",
        '    """Values of instructions first..n - 1 on the first `count` columns; constants have their rows already."""',
        "    for t in range(first, n):",
        "        k = op[t]; p = arg[t, 0]; q = arg[t, 1]; r = arg[t, 2]; o = t + 1",
        "        p = p if p >= 0 else most + 1 + 3 * t",
        "        q = q if q >= 0 else most + 2 + 3 * t",
        "        r = r if r >= 0 else most + 3 + 3 * t",
    ]
    for name, code in CODES.items():
        lines.append(f"        {'if' if code == 0 else 'elif'} k == {code}:  # {name}")
        lines += ["            " + line for line in _branch(name)]
    return "\n".join(lines) + "\n"


_SYMBOL = "evonumerics_run_rows"
_module = load_generated("words", _HEAD + _source() + _OPAQUE)
_opaque = opaque(_module.run_rows_at, _module.SIGNATURE, _SYMBOL)


@intrinsic
def run_rows(typingctx, op, arg, first, n, i, count):
    """Values of instructions first..n - 1 on the first `count` columns of the contiguous rows i.

    A call by name of what is compiled once: numba would compile the operations again into each function that calls them.
    """

    def emit(context, builder, signature, args):
        word, number = ir.IntType(32), ir.IntType(64)
        kinds = [
            number.as_pointer(),
            number.as_pointer(),
            number,
            number,
            word.as_pointer(),
            ir.FloatType().as_pointer(),
        ]
        function = cgutils.get_or_insert_function(
            builder.module, ir.FunctionType(ir.VoidType(), [*kinds, number]), _SYMBOL
        )
        data = [
            context.make_array(kind)(context, builder, args[k]).data
            for k, kind in enumerate(signature.args)
            if isinstance(kind, types.Array)
        ]
        floats = builder.bitcast(data[2], kinds[5])
        builder.call(function, [data[0], data[1], args[2], args[3], data[2], floats, args[5]])
        return context.get_dummy_value()

    return types.void(op, arg, types.int64, types.int64, i, types.int64), emit


@strict
def fill_constant(t, j, word, i, count):
    """The row of operand j of instruction t."""
    row = MOST_WORD_OPS + 1 + 3 * t + j
    for m in range(count):
        i[row, m] = word


@strict
def fill_constants(arg, word, n, i, count):
    """The rows of all constants."""
    for t in range(n):
        for j in range(ARGS):
            if arg[t, j] < 0:
                fill_constant(t, j, word[t, j], i, count)


@strict
def run_words(op, arg, word, n, x, out):
    """The words that a program returns; its output is the last value."""
    i = np.zeros((ROWS, COLUMNS), np.int32)
    fill_constants(arg, word, n, i, COLUMNS)
    for start in range(0, len(x), COLUMNS):
        count = min(COLUMNS, len(x) - start)
        for j in range(count):
            i[0, j] = x[start + j]
        run_rows(op, arg, 0, n, i, count)  # pyright: ignore[reportCallIssue]
        for j in range(count):
            out[start + j] = i[n, j]


@dataclass(frozen=True)
class WordsCode:
    """A program as arrays: codes (n,), operands (n, 3), words of constants (n, 3) int32. The last value is the output."""

    op: np.ndarray
    arg: np.ndarray
    word: np.ndarray


def encode_words(program: WordsProgram) -> WordsCode:
    """The arrays of a program whose output is an instruction; what it does not need is left out.

    Raises:
        ValueError: The program has more than MOST_WORD_OPS instructions.
    """
    live = program._live()
    kept = [place for place in range(program.first_instr, program.output + 1) if live[place]]
    if not kept:
        return _moved_word(program)
    if len(kept) > MOST_WORD_OPS:
        raise ValueError(f"the program has {len(kept)} operations; at most {MOST_WORD_OPS} are interpreted")
    number = {place: k for k, place in enumerate(kept, 1)} | {0: 0}
    op, arg, word = _empty(len(kept))
    for t, place in enumerate(kept):
        instr = program.instrs[place - program.first_instr]
        op[t] = CODES[instr.op]
        for j, a in enumerate(instr.args):
            is_constant = 0 < a < program.first_instr
            arg[t, j] = CONSTANT if is_constant else number[a]
            word[t, j] = np.uint32(program.constants[a - 1]).view(np.int32) if is_constant else 0
    return WordsCode(op, arg, word)


def _empty(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return np.zeros(count, np.int64), np.zeros((count, ARGS), np.int64), np.zeros((count, ARGS), np.int32)


def _moved_word(program: WordsProgram) -> WordsCode:
    """x or a constant alone, as `ior(value, 0)`."""
    op, arg, word = _empty(1)
    op[0], arg[0, 1] = CODES["ior"], CONSTANT
    if program.output:
        arg[0, 0] = CONSTANT
        word[0, 0] = np.uint32(program.constants[program.output - 1]).view(np.int32)
    return WordsCode(op, arg, word)


def decode_words(op: np.ndarray, arg: np.ndarray, word: np.ndarray) -> WordsProgram:
    """The program of arrays; equal words share one constant."""
    constants: dict[int, int] = {}
    rows = []
    for t in range(len(op)):
        name = NAMES[op[t]]
        args: list[tuple[bool, int]] = []
        for j in range(len(WORD_OPS[name].args)):
            if arg[t, j] < 0:
                value = int(word[t, j]) & 0xFFFFFFFF
                args.append((True, constants.setdefault(value, 1 + len(constants))))
            else:
                args.append((False, int(arg[t, j])))
        rows.append((name, args))
    first = len(constants)

    def index(is_constant: bool, number: int) -> int:
        return number if is_constant or number == 0 else number + first

    instrs = tuple(WordsInstr(name, tuple(index(*a) for a in args)) for name, args in rows)
    return WordsProgram(tuple(constants), instrs, first + len(instrs))


def run_program(program: WordsProgram, x: Words) -> Words:
    """The words that evaluate_words gives, by compiled loops."""
    code = encode_words(program)
    out = np.empty(x.shape, np.int32)
    flat = np.ascontiguousarray(x).view(np.int32).ravel()
    run_words(code.op, code.arg, code.word, len(code.op), flat, out.ravel())
    return out.view(np.uint32)

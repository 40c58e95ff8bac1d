"""Float32 programs over the whole op table, interpreted: the reference that every backend is compared with bit for bit.

Values share one buffer of 32-bit words, seen as float32 or int32; a bool is an int32 of 0 or 1. Every operation rounds
as its row says: nothing is contracted, reordered or skipped. With `flush`, subnormal inputs and results of float
operations count as zero of the same sign, as they do inside XLA on a CPU.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from evaluators import project
from evaluators.compiled.cache import load_generated
from search_spaces.ops import BOOL, FLOAT, INT, OPS, Op
from search_spaces.programs.parts import FLOAT32, ProgramError
from search_spaces.programs.program import Program

BLOCK, FIRST_BLOCK = 512, 64
"""Points interpreted at a time: a buffer of 60 values then fills 120 KiB, within a second-level cache. The first ones alone
where they may show that the rest need not be looked at."""
MOST_ARGS = 3
CODES = {name: code for code, name in enumerate(OPS)}

_HEAD = f'''"""Generated from the op table by evaluators/compiled/kernel.py; not edited by hand."""

import math

import numpy as np

from {project.PREFIX}evaluators.compiled.cache import strict
from {project.PREFIX}evaluators.compiled.intrinsics import fma, rint, to_int

LEAST = np.float32(2.0**-126)
ZERO = np.float32(0.0)


@strict
def flush_row(row, count):
    """Replace subnormals by zeros of the same sign."""
    for j in range(count):
        y = row[j]
        row[j] = math.copysign(ZERO, y) if abs(y) < LEAST else y


'''


def _view(kind: str) -> str:
    return "f" if kind == FLOAT else "i"


def _load(letter: str, kind: str) -> str:
    rows = dict(zip("abc", ("p", "q", "r"), strict=True))
    value = f"{_view(kind)}[{rows[letter]}, j]"
    return f"{value} != 0" if kind == BOOL else value


def _branch(op: Op) -> list[str]:
    """Lines that compute one op on `count` points."""
    # bits and from_bits rename a word: their operand is read as what the result is stored as.
    renames = op.name in ("bits", "from_bits")
    loads = "; ".join(
        f"{letter} = {_load(letter, op.result if renames else kind)}"
        for letter, kind in zip("abc", op.args, strict=False)
    )
    store = {FLOAT: "f[o, j] = np.float32({})", INT: "i[o, j] = np.int32({})", BOOL: "i[o, j] = np.int32({})"}
    body = [f"for j in range({count}):" for count in (BLOCK, "count")]
    inner = f"{loads}; {store[op.result].format(op.compiled)}"
    # A literal count lets the compiler drop the remainder loop.
    return [
        f"if count == {BLOCK}:",
        f"    {body[0]}",
        f"        {inner}",
        "else:",
        f"    {body[1]}",
        f"        {inner}",
    ]


def _source() -> str:
    lines = [
        "@strict",
        "def interpret(op, args, first, n, f, i, count, flush):",
        '    """Fill rows first..first + n - 1 with the values of the instructions on the first `count` columns."""',
        "    for t in range(n):",
        "        k = op[t]; p = args[t, 0]; q = args[t, 1]; r = args[t, 2]; o = first + t",
    ]
    for name, code in CODES.items():
        lines.append(f"        {'if' if code == 0 else 'elif'} k == {code}:  # {name}")
        lines += ["            " + line for line in _branch(OPS[name])]
        if OPS[name].result == FLOAT and name not in ("select", "from_bits", "neg", "abs", "min", "max"):
            lines += ["            if flush:", "                flush_row(f[o], count)"]
    lines.append("")
    return "\n".join(lines) + _DRIVERS


_DRIVERS = f'''

@strict
def run_blocks(op, args, floats, consts, outputs, words, results, flush):
    """Interpret a program on every point: words (ports, points) int32 to results (outputs, points) int32.

    `floats` says which ports are float: an int's word is no subnormal.
    """
    ports = len(floats)
    first = ports + len(consts)
    n = len(op)
    i = np.zeros((first + n, {BLOCK}), np.int32)
    f = i.view(np.float32)
    for m in range(len(consts)):
        for j in range({BLOCK}):
            i[ports + m, j] = consts[m]
    points = words.shape[1]
    for start in range(0, points, {BLOCK}):
        count = min({BLOCK}, points - start)
        for m in range(ports):
            for j in range(count):
                i[m, j] = words[m, start + j]
            if flush and floats[m]:
                flush_row(f[m], count)
        interpret(op, args, first, n, f, i, count, flush)
        for m in range(len(outputs)):
            for j in range(count):
                results[m, start + j] = i[outputs[m], j]


@strict
def score_blocks(op, args, consts, output, x, reference, inverse_ulp, flush, limit):
    """Largest error in ulp of a program of one float input, and the index of its first place.

    Points after a block with an error above the limit are not looked at.
    """
    first = 1 + len(consts)
    n = len(op)
    i = np.zeros((first + n, {BLOCK}), np.int32)
    f = i.view(np.float32)
    for m in range(len(consts)):
        for j in range({BLOCK}):
            i[1 + m, j] = consts[m]
    worst = -1.0
    place = 0
    start = 0
    size = {FIRST_BLOCK} if limit < np.inf else {BLOCK}
    while start < len(x) and worst <= limit:
        count = min(size, len(x) - start)
        for j in range(count):
            f[0, j] = x[start + j]
        if flush:
            flush_row(f[0], count)
        interpret(op, args, first, n, f, i, count, flush)
        largest = 0.0
        good = True
        for j in range(count):
            error = abs(np.float64(f[output, j]) - reference[start + j]) * inverse_ulp[start + j]
            good &= error <= np.inf
            largest = max(largest, error)
        if not (good and largest <= worst):
            for j in range(count):
                error = abs(np.float64(f[output, j]) - reference[start + j]) * inverse_ulp[start + j]
                if not error <= np.inf:
                    return np.inf, start + j
                if error > worst:
                    worst = error
                    place = start + j
        start += count
        size = {BLOCK}
    return worst, place
'''

_module = load_generated("kernel", _HEAD + _source())


@dataclass(frozen=True)
class KernelCode:
    """A float32 program as arrays.

    Attributes:
        op: Op of every instruction, its place in the op table.
        args: Operands, (instructions, 3); unused ones are 0.
        consts: Constants as 32-bit words.
        outputs: Value of every output.
        program: What was encoded.
    """

    op: np.ndarray
    args: np.ndarray
    consts: np.ndarray
    outputs: np.ndarray
    program: Program


@lru_cache(maxsize=256)
def encode_kernel(program: Program) -> KernelCode:
    """The arrays of a float32 program.

    Raises:
        ProgramError: The program is a real one.
    """
    if program.number_format != FLOAT32:
        raise ProgramError("only a float32 program says where every rounding is; lower the real one first")
    op = np.array([CODES[instr.op] for instr in program.instrs], np.int64)
    args = np.zeros((len(op), MOST_ARGS), np.int64)
    for row, instr in zip(args, program.instrs, strict=True):
        row[: len(instr.args)] = instr.args
    words = [_word(const.type, const.value) for const in program.consts]
    outputs = np.array([output.value for output in program.outputs], np.int64)
    return KernelCode(op, args, np.array(words, np.int32), outputs, program)


def _word(kind: str, value: object) -> np.int32:
    return np.float32(value).view(np.int32) if kind == FLOAT else np.int32(value)  # type: ignore[arg-type]


_DTYPES = {FLOAT: np.dtype(np.float32), INT: np.dtype(np.int32), BOOL: np.dtype(np.bool_)}


def _as_words(array: np.ndarray, kind: str, name: str) -> np.ndarray:
    array = np.asarray(array)
    if array.dtype != _DTYPES[kind]:
        raise TypeError(f"input {name!r} has dtype {array.dtype}; it must be {_DTYPES[kind]}")
    flat = np.ascontiguousarray(array).ravel()
    return flat.astype(np.int32) if kind == BOOL else flat.view(np.int32)


def run_float32(
    program: Program, inputs: Mapping[str, np.ndarray] | Sequence[np.ndarray], flush: bool = False
) -> tuple[np.ndarray, ...]:
    """Values of the outputs of a float32 program, one array an output, in the shape of the inputs.

    Inputs come by name or in the order of the program's ports and have one shape.

    Raises:
        ProgramError: The program is a real one.
        TypeError: An input's dtype is not float32, int32 or bool as its port says.
        ValueError: Inputs are missing or have different shapes.
    """
    code = encode_kernel(program)
    arrays = [inputs[port.name] for port in program.inputs] if isinstance(inputs, Mapping) else list(inputs)
    shapes = {np.shape(array) for array in arrays}
    if len(arrays) != len(program.inputs) or len(shapes) != 1:
        raise ValueError(f"the program takes {len(program.inputs)} inputs of one shape; given shapes {sorted(shapes)}")
    ports = [_as_words(a, port.type, port.name) for a, port in zip(arrays, program.inputs, strict=True)]
    words = np.stack(ports)
    results = np.empty((len(code.outputs), words.shape[1]), np.int32)
    floats = np.array([port.type == FLOAT for port in program.inputs])
    _module.run_blocks(code.op, code.args, floats, code.consts, code.outputs, words, results, flush)
    types = program.types()
    kinds = [types[output.value] for output in program.outputs]
    (shape,) = shapes
    return tuple(_from_words(row, kind).reshape(shape) for row, kind in zip(results, kinds, strict=True))


def _from_words(row: np.ndarray, kind: str) -> np.ndarray:
    return row != 0 if kind == BOOL else row.view(_DTYPES[kind])


def score_float32(
    code: KernelCode,
    constants: np.ndarray,
    x: np.ndarray,
    reference: np.ndarray,
    inverse_ulp: np.ndarray,
    flush: bool = False,
    limit: float = np.inf,
) -> tuple[float, int]:
    """Largest error in ulp of a float32 program of one float input with these constants, and where it first occurs.

    A nan counts as inf at the first place it occurs. An error above `limit` may be returned before all points are seen.
    `constants` are the words of all of the program's in order, seen as
    float32;
    `reference` float64; `inverse_ulp` float64, one over the ulp of the reference (0 leaves a point out). One compiled
    pass: 2**23 points cost tens of milliseconds.

    Raises:
        TypeError: A dtype is not as said.
        ValueError: The number of constants or points differs, or the program has not one float input and one output.
    """
    for array, dtype in ((constants, np.float32), (x, np.float32), (reference, np.float64), (inverse_ulp, np.float64)):
        if array.dtype != dtype:
            raise TypeError(f"an array of {array.dtype} stands where {np.dtype(dtype)} belongs")
    if constants.shape != code.consts.shape or not len(x) == len(reference) == len(inverse_ulp) or len(x) == 0:
        raise ValueError(
            f"{len(code.consts)} constants and equal numbers of points are needed; given {constants.shape} constants, "
            f"{len(x)} x, {len(reference)} references, {len(inverse_ulp)} inverse ulps"
        )
    _check_simple(code)
    words = constants.view(np.int32)
    output = int(code.outputs[0])
    worst, place = _module.score_blocks(code.op, code.args, words, output, x, reference, inverse_ulp, flush, limit)
    return float(worst), int(place)


def errors_float32(
    code: KernelCode, constants: np.ndarray, points: tuple[np.ndarray, np.ndarray, np.ndarray], flush: bool
) -> np.ndarray:
    """The errors whose largest `score_float32` gives, at points (x, reference, inverse_ulp); a nan counts as inf."""
    x, reference, inverse_ulp = points
    results = np.empty((1, len(x)), np.int32)
    ports = (np.ones(1, np.bool_), constants.view(np.int32), code.outputs)
    _module.run_blocks(code.op, code.args, *ports, x.view(np.int32)[None], results, flush)
    with np.errstate(invalid="ignore", over="ignore"):
        errors = np.abs(results[0].view(np.float32).astype(np.float64) - reference) * inverse_ulp
    return np.nan_to_num(errors, nan=np.inf, posinf=np.inf)


def _check_simple(code: KernelCode) -> None:
    """Refuse programs that are not of one float input and one output; cheap, as it runs each time."""
    program = code.program
    if len(program.inputs) != 1 or len(code.outputs) != 1 or program.inputs[0].type != FLOAT:
        raise ValueError(
            f"a program of one float input and one output is needed, was given {len(program.inputs)} inputs and "
            f"{len(code.outputs)} outputs"
        )

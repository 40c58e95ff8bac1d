"""The NumPy backend: each operation one ufunc, so each rounding is NumPy's own.

NumPy has no fma; `_fma` computes it in float64 and rounds to odd before the last rounding, which makes the result that
of a single rounding (Boldo and Melquiond, IEEE Trans. Comput. 57(4), 2008: p + 2 bits suffice, and 53 >= 24 + 2).
Subnormal results are gradual here, where XLA on the CPU flushes them.
"""

from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np

from evaluators.backends import machine
from evaluators.backends.printing import (
    Printed,
    decimal_comment,
    hex_text,
    instruction_text,
    known_template,
    require_float32,
    return_line,
)
from evaluators.backends.readable import names_of, python_lines
from evaluators.report import Fingerprint
from search_spaces.ops import FLOAT
from search_spaces.programs.lowering import ordinary
from search_spaces.programs.program import Program

NAME = "numpy"

_FMA = '''\
def _fma(a, b, c):
    """a * b + c, rounded once to float32.

    The product is exact in float64. Rounding the sum to float64 first does no harm unless it lands on the midpoint of
    two float32, or below their normal range; there it is rounded to odd instead: where TwoSum's error is not zero and
    the last bit is even, it moves to the odd neighbour on the side of the exact value.
    """
    p = np.multiply(a, b, dtype=np.float64)
    s = np.asarray(p + c)
    y = s.astype(np.float32)
    bits = s.view(np.int64)
    if not (((bits & 0x1FFFFFFF) == 0x10000000).any() or (np.abs(y) < np.float32(2.0**-126)).any()):
        return y
    t = s - p
    e = (p - (s - t)) + (c - t)
    away = np.where((e > 0) == (s > 0), np.int64(1), np.int64(-1))
    odd = np.where((e != 0) & (e == e) & ((bits & 1) == 0), bits + away, bits)
    return odd.view(np.float64).astype(np.float32)
'''
_TO_INT = '''\
def _to_int(a):
    """A rounded float32 as int32; any value where it does not fit."""
    return np.where(np.abs(a) < np.float32(2.0**31), a, np.float32(0)).astype(np.int32)
'''
_HELPERS = {"fma": _FMA, "to_int": _TO_INT}


def print_program(program: Program, name: str = "kernel") -> Printed:
    """The program as a NumPy function over float32 arrays of any one shape.

    Raises:
        ProgramError: The program is not float32.
    """
    require_float32(program)
    used = {instr.op for instr in program.instrs}
    helpers = [text for op, text in _HELPERS.items() if op in used]
    if program.cold is None:
        return Printed("import numpy as np", "\n\n".join(helpers), _function(program, name))
    helpers += [_function(ordinary(program), f"{name}_ordinary"), _function(program, f"{name}_whole")]
    text = _COLD.format(name=name, threshold=program.cold.threshold.hex())
    return Printed("import numpy as np", "\n\n".join(helpers), text)


_COLD = """\
def {name}(x):
    size = np.abs(x)
    cold = (size >= np.float32(float.fromhex("{threshold}"))) & (size < np.inf)
    return {name}_whole(x) if cold.any() else {name}_ordinary(x)
"""


def _function(program: Program, name: str) -> str:
    names = names_of(program)
    lines = [f"def {name}({', '.join(port.name for port in program.inputs)}):"]
    for value, const in zip(names[len(program.inputs) :], program.consts, strict=False):
        text = f'np.float32(float.fromhex("{hex_text(const)}"))' if const.type == FLOAT else f"np.int32({const.value})"
        lines.append(f"    {value} = {text}{decimal_comment(const)}")
    lines += python_lines(program, partial(_instruction, program))
    lines.append(return_line(program, names))
    return "\n".join(lines) + "\n"


def _instruction(program: Program, position: int, texts: list[str]) -> str:
    return instruction_text(program, position, known_template(program, position, "numpy"), texts)


def load(text: str) -> dict[str, Any]:
    """The names a printed module defines."""
    module = ModuleType("printed")
    exec(compile(text, "<printed numpy kernel>", "exec"), module.__dict__)
    return module.__dict__


def compile_program(program: Program) -> Callable[..., Any]:
    """The printed text as a function of float32 (or int32) arrays of one shape."""
    function = load(print_program(program).module)["kernel"]

    def run(*inputs: np.ndarray) -> Any:
        with np.errstate(all="ignore"):
            return function(*inputs)

    return run


def fingerprint() -> Fingerprint:
    """Fingerprint of NumPy on this machine: results are valid under it."""

    def scale(x: np.ndarray, factor: np.float32) -> np.ndarray:
        with np.errstate(all="ignore"):
            return x * factor

    ftz, daz = machine.probe_flushing(scale)
    return Fingerprint(
        backend=NAME,
        isa=machine.isa(),
        device=machine.cpu_name(),
        versions=machine.versions("numpy"),
        flags=(),
        vector_bits=None,
        ftz=ftz,
        daz=daz,
    )

"""The C format: one C11 header on the C library's <math.h> alone; a function of a number and one of an array."""

import textwrap

from evaluators.backends import c_backend
from evaluators.report import EXHAUSTIVE
from results.export.header import domain_of, sentences, verification_of
from results.record import Record, Verification
from search_spaces.flushing import flushed

NAME = "c"

_USE = """\
Use: float {name}(float), and void {name}_array(const float *x, float *y, size_t n) with y = x allowed.
Build: any C11 compiler, without -ffast-math, in the default rounding mode; the same bits whether underflow is gradual or
flushed. With an instruction for fma (gcc -O3 -march=native) the array loop becomes vector code; without, fmaf is a call."""


def export(record: Record) -> str:
    """The text of `<target>.h`.

    Raises:
        RecordError: The record was never verified in this format.
    """
    verification = verification_of(record, NAME)
    name = function_name(record)
    guard = f"{name}_{record.hash}".upper()
    parts = (
        _comment([*sentences(record, verification), "", *_USE.format(name=name).splitlines()]),
        f"#ifndef {guard}\n#define {guard}",
        _facts(record, verification),
        code(record),
        "#endif",
    )
    return "\n\n".join(parts) + "\n"


def function_name(record: Record) -> str:
    """The scalar function's name."""
    return f"{record.target}_f32"


def code(record: Record) -> str:
    """All that is compiled: includes, guards, the kernel with its flushing written out, the loop."""
    name, program = function_name(record), flushed(record.program())
    printed = c_backend.print_program(program, name)
    loop = c_backend.array_loop(program, name)
    parts = (printed.imports, c_backend.GUARDS, printed.helpers, printed.function, loop, c_backend.GUARDS_END)
    return "\n\n".join(part.rstrip() for part in parts if part)


def _comment(lines: list[str]) -> str:
    text = textwrap.indent("\n".join(lines).replace("*/", "* /"), " * ", lambda _: True)
    return "/*\n" + "\n".join(line.rstrip() for line in text.splitlines()) + "\n */"


def _facts(record: Record, verification: Verification) -> str:
    """What the Python files state, as macros."""
    error, guard = verification.error, function_name(record).upper()
    rows = {
        "TARGET": f'"{record.target}"',
        **{key: f'"{text}"' for key, text in domain_of(record).items()},
        "FORMAT": f'"{NAME}"',
        "MAX_ULP": repr(error.max_ulp) if error.max_ulp != float("inf") else "INFINITY",
        "EXHAUSTIVE": int(error.mode == EXHAUSTIVE),
        "FTZ": int(error.ftz),
        "DAZ": int(error.daz),
        "WITNESS": f'"{error.witness}"',
        "OUTPUTS_HASH": "NULL" if error.outputs_hash is None else f'"{error.outputs_hash}"',
        "RECORD": f'"{record.hash}"',
    }
    return "\n".join(f"#define {guard}_{key} {text}" for key, text in rows.items())

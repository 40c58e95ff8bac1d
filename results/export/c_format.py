"""The C format: one C11 header on the C library's <math.h> alone; a function of a number and one of an array."""

from evaluators.backends import c_backend
from evaluators.report import EXHAUSTIVE
from results.export.escaping import c_comment, c_string
from results.export.header import domain_of, hash_kind, hash_of, name_of, sentences, verification_of
from results.record.record import Record, Verification
from results.record.subjects import labelled
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
    function = function_name(record)
    guard = f"{function}_{hash_of(record)}".upper()
    parts = (
        c_comment([*sentences(record, verification), "", *_USE.format(name=function).splitlines()]),
        f"#ifndef {guard}\n#define {guard}",
        _facts(record, verification),
        code(record),
        "#endif",
    )
    return "\n\n".join(parts) + "\n"


def function_name(record: Record) -> str:
    """The scalar function's name."""
    return f"{name_of(record)}_f32"


def code(record: Record) -> str:
    """All that is compiled: includes, guards, the kernel with its flushing written out, the loop."""
    function, program = function_name(record), flushed(labelled(record))
    printed = c_backend.print_program(program, function)
    loop = c_backend.array_loop(program, function)
    parts = (printed.imports, c_backend.GUARDS, printed.helpers, printed.function, loop, c_backend.GUARDS_END)
    return "\n\n".join(part.rstrip() for part in parts if part)


def _facts(record: Record, verification: Verification) -> str:
    """Facts that the Python files state, as macros."""
    error, guard = verification.error, function_name(record).upper()
    rows = {
        "TARGET": c_string(name_of(record)),
        **{key: c_string(text) for key, text in domain_of(record).items()},
        "FORMAT": c_string(NAME),
        "MAX_ULP": repr(error.max_ulp) if error.max_ulp != float("inf") else "INFINITY",
        "EXHAUSTIVE": int(error.mode == EXHAUSTIVE),
        "FTZ": int(error.ftz),
        "DAZ": int(error.daz),
        "WITNESS": c_string(error.witness),
        "OUTPUTS_HASH": "NULL" if error.outputs_hash is None else c_string(error.outputs_hash),
        **{key: c_string(kind) for key, kind in hash_kind(error).items()},
        "RECORD": c_string(record.hash),
    }
    return "\n".join(f"#define {guard}_{key} {text}" for key, text in rows.items())

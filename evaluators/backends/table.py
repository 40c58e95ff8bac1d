"""The backend table: one row a backend."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from evaluators.backends import c_backend, jax_backend, numpy_backend
from evaluators.backends.printing import Printed
from evaluators.report import Fingerprint
from search_spaces.programs.program import Program


@dataclass(frozen=True, slots=True)
class Backend:
    """One way to run a float32 program.

    Attributes:
        name: Its name in reports.
        format: Name of the export format that carries its text.
        print_program: Program and function name to text.
        compile_program: Program to a function of float32 arrays of one shape.
        fingerprint: Probes where its results are valid.
    """

    name: str
    format: str
    print_program: Callable[..., Printed]
    compile_program: Callable[[Program], Callable[..., Any]]
    fingerprint: Callable[[], Fingerprint]


# fmt: off
_ROWS = (
    Backend("jax",   "jax",    jax_backend.print_program,   jax_backend.compile_program,   jax_backend.fingerprint),
    Backend("numpy", "python", numpy_backend.print_program, numpy_backend.compile_program, numpy_backend.fingerprint),
    Backend("c",     "c",      c_backend.print_program,     c_backend.compile_program,     c_backend.fingerprint),
)
# fmt: on
BACKENDS: dict[str, Backend] = {row.name: row for row in _ROWS}

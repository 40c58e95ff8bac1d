"""The C backend: C11 text whose compiled form has exactly the roundings of the program, scalar and vectorised.

C lets a compiler contract a * b + c; gcc does so by default and knows no FP_CONTRACT, so its own pragma says it again.
Errno and traps are switched off in the same place, or gcc would not vectorise a root or a choice. Text built with
-ffast-math is refused by the preprocessor. Where the processor has no fma instruction, fmaf of the C library is called.

C underflows gradually, and the text is of the program as given: `search_spaces.flushing.flushed` writes the flushing out.
"""

import ctypes
from collections.abc import Callable
from dataclasses import replace
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
)
from evaluators.backends.readable import names_of, statements
from evaluators.report import Fingerprint
from evaluators.timing.c_compiler import NATIVE, built, compiler, compiler_version, refuse_without_compiler
from search_spaces.ops import FLOAT
from search_spaces.programs.lowering import ordinary
from search_spaces.programs.parts import Const
from search_spaces.programs.program import Program

NAME = "c"
_TYPES = {FLOAT: "float", "int": "int32_t", "bool": "int"}

INCLUDES = "#include <math.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <string.h>"
GUARDS = """\
#ifdef __FAST_MATH__
#error "compile without -ffast-math: every rounding of this kernel counts"
#endif
#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#elif defined(__GNUC__)
#pragma GCC push_options
#pragma GCC optimize("fp-contract=off", "no-math-errno", "no-trapping-math")
#endif"""
GUARDS_END = """\
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC pop_options
#endif"""
_WORDS = """\
static inline int32_t {name}_word(float a) {{ int32_t word; memcpy(&word, &a, sizeof word); return word; }}

static inline float {name}_float(int32_t a) {{ float value; memcpy(&value, &a, sizeof value); return value; }}
"""
_ROOT = """\
/* A root that sets no errno, which would keep loops from becoming vector code. */
#define {name}_root sqrtf
#ifdef __clang__
#if __has_builtin(__builtin_elementwise_sqrt)
#undef {name}_root
#define {name}_root __builtin_elementwise_sqrt
#endif
#elif defined(__GNUC__)
extern float sqrtf(float) __attribute__((const));
#endif
"""
_COLD = """\
static inline int {name}_is_cold(float x) {{ return fabsf(x) >= {threshold}f && fabsf(x) < INFINITY; }}

static inline float {name}(float x) {{ return {name}_is_cold(x) ? {name}_whole(x) : {name}_ordinary(x); }}
"""
_LOOP = """\
static inline void {name}_array(const float *x, float *y, size_t n) {{
    for (size_t i = 0; i < n; ++i) y[i] = {name}(x[i]);
}}
"""
_COLD_LOOP = """\
/* Pieces without a huge argument, nearly all, take the short loop; both give the same bits. */
static inline void {name}_array(const float *x, float *y, size_t n) {{
    for (size_t start = 0; start < n; start += 256) {{
        size_t end = n - start < 256 ? n : start + 256;
        int32_t cold = 0;
        for (size_t i = start; i < end; ++i) cold |= {name}_is_cold(x[i]);
        if (cold) for (size_t i = start; i < end; ++i) y[i] = {name}_whole(x[i]);
        else for (size_t i = start; i < end; ++i) y[i] = {name}_ordinary(x[i]);
    }}
}}
"""


def print_program(program: Program, name: str = "kernel") -> Printed:
    """The program as a C function of floats and int32_t; one output is returned, several go through pointers.

    Raises:
        ProgramError: The program is not float32.
    """
    require_float32(program)
    used = {instr.op for instr in program.instrs}
    words = _WORDS.format(name=name) if used & {"bits", "from_bits"} else ""
    root = _ROOT.format(name=name) if "sqrt" in used else ""
    if program.cold is None:
        helpers = "\n".join(part for part in (words, root) if part)
        return Printed(INCLUDES, helpers, _function(program, name, name))
    whole = replace(program, cold=None)
    parts = (
        words,
        root,
        _function(ordinary(program), f"{name}_ordinary", name),
        _function(whole, f"{name}_whole", name),
    )
    text = _COLD.format(name=name, threshold=program.cold.threshold.hex())
    return Printed(INCLUDES, "\n".join(part for part in parts if part), text)


def array_loop(program: Program, name: str) -> str:
    """`NAME_array`, the loop over an array that compilers vectorise; in place is allowed, overlap is not."""
    return (_LOOP if program.cold is None else _COLD_LOOP).format(name=name)


def _function(program: Program, function: str, prefix: str) -> str:
    names, types = names_of(program), program.types()
    arguments = [f"{_TYPES[port.type]} {port.name}" for port in program.inputs]
    single = len(program.outputs) == 1
    if not single:
        arguments += [f"{_TYPES[types[out.value]]} *out{i}" for i, out in enumerate(program.outputs)]
    result = _TYPES[types[program.outputs[0].value]] if single else "void"
    lines = [f"static inline {result} {function}({', '.join(arguments)}) {{"]
    for value, const in zip(names[len(program.inputs) :], program.consts, strict=False):
        lines.append(f"    const {_TYPES[const.type]} {value} = {_constant(const)};{_comment(const)}")

    def write(position: int, texts: list[str]) -> str:
        text = instruction_text(program, position, known_template(program, position, "c"), texts)
        text = text.replace("float_bits(", f"{prefix}_word(").replace("bits_float(", f"{prefix}_float(")
        return text.replace("sqrtf(", f"{prefix}_root(")

    for line in statements(program, write):
        lines += [f"    /* {text.replace('*/', '* /')} */" for text in line.heading]
        comment = f" /* {line.step} */" if line.step else ""
        lines.append(f"    const {_TYPES[types[line.index]]} {line.name} = {line.text};{comment}")
    if single:
        lines.append(f"    return {names[program.outputs[0].value]};")
    else:
        lines += [f"    *out{i} = {names[out.value]};" for i, out in enumerate(program.outputs)]
    return "\n".join([*lines, "}"]) + "\n"


def _comment(const: Const) -> str:
    text = decimal_comment(const).replace("  # ", "")
    return f" /* {text} */" if text else ""


def _constant(const: Const) -> str:
    text = hex_text(const)
    if const.type != FLOAT:
        return "INT32_MIN" if const.value == -(2**31) else text
    return {"inf": "INFINITY", "-inf": "-INFINITY", "nan": "NAN"}.get(text, f"{text}f")


def compile_program(program: Program) -> Callable[..., Any]:
    """The printed text, compiled for this machine, over arrays of one shape.

    Raises:
        RuntimeError: There is no C compiler that works here.
    """
    printed, types = print_program(program), program.types()
    returned = [types[out.value] for out in program.outputs]
    text = "\n\n".join((printed.imports, GUARDS, printed.helpers, printed.function, _columns(program, returned)))
    shared = built("program", text, NATIVE)
    if shared is None:
        refuse_without_compiler()
    loop = ctypes.CDLL(str(shared)).columns

    def run(*inputs: np.ndarray) -> Any:
        given = [np.ascontiguousarray(x) for x in inputs]
        made = [np.empty(given[0].shape, np.float32 if kind == FLOAT else np.int32) for kind in returned]
        loop(ctypes.c_size_t(given[0].size), *(ctypes.c_void_p(a.ctypes.data) for a in (*given, *made)))
        return tuple(made) if len(made) > 1 else made[0]

    return run


def _columns(program: Program, returned: list[str]) -> str:
    """A loop over columns of inputs and outputs, under a name that can be looked up."""
    heads = [f"const {_TYPES[port.type]} *a{i}" for i, port in enumerate(program.inputs)]
    heads += [f"{_TYPES[kind]} *y{i}" for i, kind in enumerate(returned)]
    arguments = [f"a{i}[i]" for i in range(len(program.inputs))]
    call = f"kernel({', '.join([*arguments, *(f'y{i} + i' for i in range(len(returned)) if len(returned) > 1)])})"
    body = f"y0[i] = {call}" if len(returned) == 1 else call
    return f"void columns(size_t n, {', '.join(heads)}) {{\n    for (size_t i = 0; i < n; ++i) {body};\n}}\n"


def fingerprint() -> Fingerprint:
    """Fingerprint of the C compiler and of this machine: results are valid under it.

    Raises:
        RuntimeError: There is no C compiler.
    """
    path = compiler()
    if path is None:
        refuse_without_compiler()
    versions = (("compiler", compiler_version(path)), *machine.versions("numpy"))
    return Fingerprint(
        backend=NAME,
        isa=machine.isa(),
        device=machine.cpu_name(),
        versions=versions,
        flags=NATIVE,
        vector_bits=None,
        ftz=False,
        daz=False,
    )

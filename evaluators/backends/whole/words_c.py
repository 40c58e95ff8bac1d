"""Programs of words as C11 text: one function of a word, total on every word, the same bits whether underflow is gradual or not.

fmaf of the C library is one instruction where the processor has one. How a product of float32 rounds to less than 2**-126 is
asked of the same product scaled by a power of two, which is rounded as with exponents without bound.
"""

import ctypes
from collections.abc import Callable, Sequence

import numpy as np

from evaluators.backends.c_backend import GUARDS, GUARDS_END, INCLUDES
from evaluators.backends.printing import Printed
from evaluators.backends.whole.words_numpy import WORD_MOVES, kinds_of
from evaluators.backends.whole.words_plan import Plan, decimal, plan_of
from evaluators.timing.c_compiler import NATIVE, built, refuse_without_compiler
from search_spaces.whole.word_ops import FLOAT_WORD, WORD_OPS, Words
from search_spaces.whole.words import WordsProgram

NAME = "c"

WORD_HELPERS = """\
#ifndef EVONUMERICS_WORDS
#define EVONUMERICS_WORDS
static inline float words_as_float(uint32_t word) { float value; memcpy(&value, &word, sizeof value); return value; }

static inline uint32_t words_of_float(float value) { uint32_t word; memcpy(&word, &value, sizeof word); return word; }

/* Subnormal words are read, and written, as zeros of their sign. */
static inline uint32_t words_flushed(uint32_t word) { return word & 0x7F800000u ? word : word & 0x80000000u; }

static inline float words_float(uint32_t word) { return words_as_float(words_flushed(word)); }

/* The word of a result of arithmetic: there is one NaN. */
static inline uint32_t words_result(float value) {
    return value != value ? 0x7FC00000u : words_flushed(words_of_float(value));
}

/* The same, and what is tiny before its exponent is bounded is a zero; `scaled` is the result times 2**24. */
static inline uint32_t words_product(float value, float scaled) {
    uint32_t word = words_result(value);
    return fabsf(scaled) < 0x1p-102f ? word & 0x80000000u : word;
}

static inline uint32_t words_mul(float a, float b) {
    return words_product(a * b, (a * 0x1p12f) * (b * 0x1p12f));
}

static inline uint32_t words_fma(float a, float b, float c) {
    return words_product(fmaf(a, b, c), fmaf(a * 0x1p12f, b * 0x1p12f, c * 0x1p24f));
}

/* Toward zero and saturated; 0 for NaN. */
static inline uint32_t words_to_int(float a) {
    float inside = a < 0x1p31f && a >= -0x1p31f ? a : 0.0f;
    uint32_t beyond = a >= 0x1p31f ? 0x7FFFFFFFu : a < -0x1p31f ? 0x80000000u : 0u;
    return (uint32_t)(int32_t)inside | beyond;
}

static inline uint32_t words_shr(uint32_t a, uint32_t count) {
    uint32_t sign = a & 0x80000000u ? 0xFFFFFFFFu : 0u;
    return ((a ^ sign) >> (count & 31u)) ^ sign;
}
#endif
"""
# fmt: off
TEMPLATES = {
    "add":      "words_result({a} + {b})",
    "sub":      "words_result({a} - {b})",
    "mul":      "words_mul({a}, {b})",
    "fma":      "words_fma({a}, {b}, {c})",
    "div":      "words_result({a} / {b})",
    "sqrt":     "words_result(sqrtf({a}))",
    "neg":      "{a} ^ 0x80000000u",
    "abs":      "{a} & 0x7FFFFFFFu",
    "min":      "words_result({b} < {a} ? {b} : {a})",
    "max":      "words_result({a} < {b} ? {b} : {a})",
    "round":    "words_result(rintf({a}))",
    "to_int":   "words_to_int({a})",
    "to_float": "words_of_float((float)(int32_t){a})",
    "iadd":     "{a} + {b}",
    "isub":     "{a} - {b}",
    "shl":      "{a} << ({b} & 31u)",
    "shr":      "words_shr({a}, {b})",
    "ushr":     "{a} >> ({b} & 31u)",
    "iand":     "{a} & {b}",
    "ior":      "{a} | {b}",
    "ixor":     "{a} ^ {b}",
    "lt":       "(uint32_t)({a} < {b})",
    "select":   "{a} ? {b} : {c}",
}
# fmt: on


def print_words(program: WordsProgram, name: str = "kernel") -> Printed:
    """The program as a C function `uint32_t NAME(uint32_t x)`."""
    plan = plan_of(program)
    lines = [f"static inline uint32_t {name}(uint32_t x) {{"]
    lines += [_constant_line(plan, value) for value in range(1, plan.program.first_instr)]
    for position, instr in enumerate(plan.program.instrs):
        reads = WORD_OPS[instr.op].args
        texts = [_operand(plan, a, kind, instr.op) for a, kind in zip(instr.args, reads, strict=True)]
        text = TEMPLATES[instr.op].format(**dict(zip("abc", texts, strict=False)))
        lines.append(f"    const uint32_t {plan.name(plan.program.first_instr + position)} = {text};")
    lines.append(f"    return {plan.name(plan.program.output)};")
    return Printed(INCLUDES, WORD_HELPERS, "\n".join([*lines, "}"]) + "\n")


def _constant_line(plan: Plan, value: int) -> str:
    word = plan.word(value)
    read = ", ".join(decimal(word, kind) for kind in sorted(kinds_of(plan, value)))
    return f"    const uint32_t {plan.name(value)} = 0x{word:08X}u;" + (f" /* {read} */" if read else "")


def _operand(plan: Plan, value: int, kind: str, op: str) -> str:
    name = plan.name(value)
    if kind != FLOAT_WORD or op in WORD_MOVES:
        return name
    return f"words_as_float({name})" if value in plan.clean else f"words_float({name})"


_COLUMN = """\
void column{number}(size_t n, const uint32_t *x, uint32_t *y) {{
    for (size_t i = 0; i < n; ++i) y[i] = kernel{number}(x[i]);
}}
"""


def compile_all(programs: Sequence[WordsProgram]) -> list[Callable[[Words], Words]]:
    """The printed texts of programs, compiled together for this machine.

    Raises:
        RuntimeError: There is no C compiler that works here.
    """
    printed = [print_words(program, f"kernel{i}") for i, program in enumerate(programs)]
    columns = [_COLUMN.format(number=i) for i in range(len(programs))]
    functions = [text for one, column in zip(printed, columns, strict=True) for text in (one.function, column)]
    shared = built("words", "\n\n".join((INCLUDES, GUARDS, WORD_HELPERS, *functions, GUARDS_END)), NATIVE)
    if shared is None:
        refuse_without_compiler()
    library = ctypes.CDLL(str(shared))
    return [_called(getattr(library, f"column{i}")) for i in range(len(programs))]


def _called(column: Callable[..., None]) -> Callable[[Words], Words]:
    def run(x: Words) -> Words:
        given, made = np.ascontiguousarray(x, np.uint32), np.empty(x.shape, np.uint32)
        column(ctypes.c_size_t(given.size), *(ctypes.c_void_p(a.ctypes.data) for a in (given, made)))
        return made

    return run


def compile_words(program: WordsProgram) -> Callable[[Words], Words]:
    """The printed text of one program, compiled for this machine.

    Raises:
        RuntimeError: There is no C compiler that works here.
    """
    return compile_all([program])[0]

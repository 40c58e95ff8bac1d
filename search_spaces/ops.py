"""The operation table: one row an operation, everything the project knows about it.

A program is typed. `float` values are reals in a real program and float32 in a float32 program; `int` values are
int32 with wrap-around; `bool` values come from comparisons and feed `select`.

In a float32 program every float row rounds once, to nearest even, and nothing else happens: `mul` followed by `add`
rounds twice, `fma` once. A printer that cannot keep this promise must say so (evaluators/backends).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

FLOAT, INT, BOOL = "float", "int", "bool"
TYPES = (FLOAT, INT, BOOL)


@dataclass(frozen=True, slots=True)
class Op:
    """One operation.

    Attributes:
        name: Its name in program text.
        args: Types of its operands.
        result: Type of its value.
        meaning: What a float32 program computes, exactly.
        real: The same over the reals, on mpmath numbers; None where an op has no real meaning.
        partials: Derivative with respect to each operand, over a, b, c (operands) and y (value), as templates for
            the compiled loops; None where no derivative is used.
        compiled: Scalar template for the compiled interpreter, over a, b, c.
        numpy: Template of the NumPy printer.
        jax: Template of the JAX printer; what it must guard is written in that printer.
        c: Template of the C printer, an expression of C11.
        cost: Relative throughput cost on an x86 core at 256-bit vectors (add = 1); a model, see evaluators/timing/cost.py.
        commutative: Whether the operands may be exchanged without changing a bit.
    """

    name: str
    args: tuple[str, ...]
    result: str
    meaning: str
    real: Callable[..., Any] | None
    partials: tuple[str, ...] | None
    compiled: str
    numpy: str
    jax: str
    c: str
    cost: float
    commutative: bool = False


def _mp_sqrt(a: Any) -> Any:
    return a.context.sqrt(a)


F, I, B = FLOAT, INT, BOOL  # noqa: E741  column headings below
# fmt: off
_ROWS = (
    #  name         args       result  meaning                               real                      partials                   compiled            numpy                                 jax                                             c                                                  cost
    Op("add",       (F, F),    F, "a + b, rounded",                          lambda a, b: a + b,       ("1.0", "1.0"),            "a + b",            "{a} + {b}",                          "{a} + {b}",                                    "{a} + {b}",                                       1.0, commutative=True),
    Op("sub",       (F, F),    F, "a - b, rounded",                          lambda a, b: a - b,       ("1.0", "-1.0"),           "a - b",            "{a} - {b}",                          "{a} - {b}",                                    "{a} - {b}",                                       1.0),
    Op("mul",       (F, F),    F, "a * b, rounded, never part of an fma",    lambda a, b: a * b,       ("b", "a"),                "a * b",            "{a} * {b}",                          "{a} * {b}",                                    "{a} * {b}",                                       1.0, commutative=True),
    Op("div",       (F, F),    F, "a / b, rounded; IEEE at b = 0",           lambda a, b: a / b,       ("1.0 / b", "-y / b"),     "a / b",            "{a} / {b}",                          "{a} / {b}",                                    "{a} / {b}",                                       5.0),
    Op("neg",       (F,),      F, "-a, exact",                               lambda a: -a,             ("-1.0",),                 "-a",               "-{a}",                               "-{a}",                                         "-{a}",                                            0.0),
    Op("sqrt",      (F,),      F, "square root, rounded",                    _mp_sqrt,                 ("0.5 / y",),              "math.sqrt(a)",     "np.sqrt({a})",                       "lax.sqrt({a})",                                "sqrtf({a})",                                      6.0),
    Op("fma",       (F, F, F), F, "a * b + c, rounded once",                 lambda a, b, c: a * b + c, ("b", "a", "1.0"),        "fma(a, b, c)",     "_fma({a}, {b}, {c})",                "{a} * {b} + {c}",                              "fmaf({a}, {b}, {c})",                             1.0),
    Op("round",     (F,),      F, "nearest integer, ties to even",           None,                     None,                      "rint(a)",          "np.rint({a})",                       "lax.round({a}, lax.RoundingMethod.TO_NEAREST_EVEN)", "rintf({a})",                                      1.5),
    Op("lt",        (F, F),    B, "a < b; false for NaN",                    None,                     None,                      "a < b",            "{a} < {b}",                          "{a} < {b}",                                    "{a} < {b}",                                       1.0),
    Op("select",    (B, F, F), F, "b if a else c",                           None,                     None,                      "b if a else c",    "np.where({a}, {b}, {c})",            "jnp.where({a}, {b}, {c})",                     "{a} ? {b} : {c}",                                 1.0),
    Op("abs",       (F,),      F, "a without its sign, exact",               None,                     None,                      "math.fabs(a)",          "np.abs({a})",                        "jnp.abs({a})",                                 "fabsf({a})",                                      1.0),
    Op("min",       (F, F),    F, "b if b < a else a: a for a NaN in either or zeros of either sign", None, None,               "b if b < a else a", "np.where({b} < {a}, {b}, {a})",     "jnp.where({b} < {a}, {b}, {a})",               "{b} < {a} ? {b} : {a}",                           1.0),
    Op("max",       (F, F),    F, "b if a < b else a: a for a NaN in either or zeros of either sign", None, None,               "b if a < b else a", "np.where({a} < {b}, {b}, {a})",     "jnp.where({a} < {b}, {b}, {a})",               "{a} < {b} ? {b} : {a}",                           1.0),
    Op("to_int",    (F,),      I, "a as int32, toward zero; any value for |a| >= 2**31 or NaN", None,    None,                      "to_int(a)",        "_to_int({a})",                       "lax.convert_element_type({a}, jnp.int32)",     "(int32_t)(fabsf({a}) < 0x1p31f ? {a} : 0.0f)",    1.0),
    Op("bits",      (F,),      I, "bit pattern of a",                        None,                     None,                      "a",                "{a}.view(np.int32)",                 "lax.bitcast_convert_type({a}, jnp.int32)",     "float_bits({a})",                                 0.0),
    Op("from_bits", (I,),      F, "float32 with bit pattern a",              None,                     None,                      "a",                "{a}.view(np.float32)",               "lax.bitcast_convert_type({a}, jnp.float32)",   "bits_float({a})",                                 0.0),
    Op("iadd",      (I, I),    I, "a + b modulo 2**32",                      None,                     None,                      "a + b",            "{a} + {b}",                          "{a} + {b}",                                    "(int32_t)((uint32_t){a} + (uint32_t){b})",        1.0, commutative=True),
    Op("shl",       (I, I),    I, "a * 2**b modulo 2**32, 0 <= b < 32",      None,                     None,                      "a << b",           "np.left_shift({a}, {b})",            "lax.shift_left({a}, {b})",                     "(int32_t)((uint32_t){a} << {b})",                 1.0),
    Op("shr",       (I, I),    I, "floor(a / 2**b), 0 <= b < 32",            None,                     None,                      "a >> b",           "np.right_shift({a}, {b})",           "lax.shift_right_arithmetic({a}, {b})",         "{a} >> {b}",                                      1.0),
    Op("ushr",      (I, I),    I, "floor(a / 2**b) of a as an unsigned number, 0 <= b < 32", None,      None,                      "np.uint32(a) >> np.uint32(b)", "({a}.view(np.uint32) >> {b}.view(np.uint32)).view(np.int32)", "lax.shift_right_logical({a}, {b})", "(int32_t)((uint32_t){a} >> {b})",                 1.0),
    Op("isub",      (I, I),    I, "a - b modulo 2**32",                      None,                     None,                      "a - b",            "{a} - {b}",                          "{a} - {b}",                                    "(int32_t)((uint32_t){a} - (uint32_t){b})",        1.0),
    Op("imul",      (I, I),    I, "a * b modulo 2**32",                      None,                     None,                      "a * b",            "{a} * {b}",                          "{a} * {b}",                                    "(int32_t)((uint32_t){a} * (uint32_t){b})",        2.0, commutative=True),
    Op("iand",      (I, I),    I, "a and b, bit by bit",                     None,                     None,                      "a & b",            "{a} & {b}",                          "{a} & {b}",                                    "{a} & {b}",                                       1.0, commutative=True),
    Op("ior",       (I, I),    I, "a or b, bit by bit",                      None,                     None,                      "a | b",            "{a} | {b}",                          "{a} | {b}",                                    "{a} | {b}",                                       1.0, commutative=True),
    Op("ixor",      (I, I),    I, "a exclusive-or b, bit by bit",            None,                     None,                      "a ^ b",            "{a} ^ {b}",                          "{a} ^ {b}",                                    "{a} ^ {b}",                                       1.0, commutative=True),
    Op("ilt",       (I, I),    B, "a < b",                                   None,                     None,                      "a < b",            "{a} < {b}",                          "{a} < {b}",                                    "{a} < {b}",                                       1.0),
    Op("iselect",   (B, I, I), I, "b if a else c",                           None,                     None,                      "b if a else c",    "np.where({a}, {b}, {c})",            "jnp.where({a}, {b}, {c})",                     "{a} ? {b} : {c}",                                 1.0),
    Op("to_float",  (I,),      F, "a, rounded",                              None,                     None,                      "a",                "{a}.astype(np.float32)",             "lax.convert_element_type({a}, jnp.float32)",   "(float){a}",                                      1.0),
    Op("both",      (B, B),    B, "a and b",                                 None,                     None,                      "a & b",            "{a} & {b}",                          "{a} & {b}",                                    "{a} & {b}",                                       1.0, commutative=True),
    Op("either",    (B, B),    B, "a or b",                                  None,                     None,                      "a | b",            "{a} | {b}",                          "{a} | {b}",                                    "{a} | {b}",                                       1.0, commutative=True),
)
# fmt: on
OPS: dict[str, Op] = {op.name: op for op in _ROWS}

REAL_OPS = tuple(op.name for op in _ROWS if op.real is not None)
"""Operations a real program may use. `fma` is among them: over the reals it is a * b + c."""

"""The instruction forms of the search: an operation and which of its operands is a constant.

Every instruction of an encoded program depends on x and has at most one constant operand, which is its own. A form
that another one covers is absent: v - c is v + (-c), v / c is v * (1 / c), and c + v is v + c.
"""

from dataclasses import dataclass

import numpy as np

from search_spaces.ops import OPS


@dataclass(frozen=True, slots=True)
class OpForm:
    """One way to apply an operation.

    Attributes:
        name: Its name here.
        op: Row of the op table.
        operands: One letter an operand: "v" a value, "c" the instruction's constant.
        neutral: The constant with which the instruction does nothing, or nan.
    """

    name: str
    op: str
    operands: str
    neutral: float = float("nan")


# fmt: off
OP_FORMS = (
    OpForm("add",  "add",  "vv"),
    OpForm("addc", "add",  "vc", neutral=0.0),
    OpForm("sub",  "sub",  "vv"),
    OpForm("rsub", "sub",  "cv"),
    OpForm("mul",  "mul",  "vv"),
    OpForm("mulc", "mul",  "vc", neutral=1.0),
    OpForm("div",  "div",  "vv"),
    OpForm("rdiv", "div",  "cv"),
    OpForm("sqrt", "sqrt", "v"),
)
# fmt: on
ADD, ADDC, SUB, RSUB, MUL, MULC, DIV, RDIV, SQRT = range(len(OP_FORMS))

HAS_CONST = np.array(["c" in form.operands for form in OP_FORMS])
COST = np.array([OPS[form.op].cost for form in OP_FORMS])
FMA_COST = OPS["fma"].cost
NODES, DENSE = 64, 256
"""Points of the fit and of the dense check: literals in the compiled loops, so that the compiler unrolls them."""

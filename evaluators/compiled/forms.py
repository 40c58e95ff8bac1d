"""The instruction forms of the search: an operation and which of its operands is a constant.

Every instruction of an encoded program depends on x and has at most one constant operand, which is its own. A form
that another one covers is absent: v - c is v + (-c), v / c is v * (1 / c), and c + v is v + c.
"""

from dataclasses import dataclass

import numpy as np

from search_spaces.ops import OPS


@dataclass(frozen=True, slots=True)
class Form:
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
FORMS = (
    Form("add",  "add",  "vv"),
    Form("addc", "add",  "vc", neutral=0.0),
    Form("sub",  "sub",  "vv"),
    Form("rsub", "sub",  "cv"),
    Form("mul",  "mul",  "vv"),
    Form("mulc", "mul",  "vc", neutral=1.0),
    Form("div",  "div",  "vv"),
    Form("rdiv", "div",  "cv"),
    Form("sqrt", "sqrt", "v"),
)
# fmt: on
ADD, ADDC, SUB, RSUB, MUL, MULC, DIV, RDIV, SQRT = range(len(FORMS))

HAS_CONST = np.array(["c" in form.operands for form in FORMS])
COST = np.array([OPS[form.op].cost for form in FORMS])
FMA_COST = OPS["fma"].cost
NODES, DENSE = 64, 256
"""Points of the fit and of the dense check: literals in the compiled loops, so that the compiler unrolls them."""

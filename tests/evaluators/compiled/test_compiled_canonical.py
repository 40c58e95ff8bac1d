from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluators.compiled.encoding import Code, decode, encode
from evaluators.compiled.forms import HAS_CONST, OP_FORMS
from evo.compiled.single import canonical
from search_spaces.ops import OPS
from search_spaces.programs.parsing import parse
from search_spaces.programs.parts import ProgramError
from tests.sentences import whole

BINARY = np.array([form.operands == "vv" for form in OP_FORMS])


def random_code(seed: int, most: int = 12) -> Code:
    """A program in the forms of + - * / with every kind of edge; not canonical."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, most + 1))
    op = rng.integers(0, len(OP_FORMS) - 1, n)
    left = np.array([rng.integers(0, i + 1) if rng.random() < 0.5 else i for i in range(n)])
    right = np.array([rng.integers(0, i + 1) for i in range(n)]) * BINARY[op]
    const = rng.normal(size=n) * HAS_CONST[op]
    return Code(op.astype(np.int8), left.astype(np.int8), right.astype(np.int8), const, np.zeros(n))


def value(code: Code, x: float) -> float:
    """The real meaning of a code at x, through Program and the op table."""
    program = decode(code)
    values = [np.float64(x), *(np.float64(str(const.value)) for const in program.consts)]
    with np.errstate(all="ignore"):
        for instr in program.instrs:
            real = OPS[instr.op].real
            assert real is not None
            values.append(real(*[values[a] for a in instr.args]))
    return float(values[program.outputs[0].value])


def same_code(a: Code, b: Code) -> bool:
    arrays = zip((a.op, a.left, a.right, a.low), (b.op, b.left, b.right, b.low), strict=True)
    return all(np.array_equal(p, q) for p, q in arrays) and np.array_equal(a.const, b.const, equal_nan=True)


@given(st.integers(0, 2**32))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_encode_is_the_inverse_of_decode_on_canonical_programs(seed):
    code = canonical(random_code(seed))
    if code is not None and np.isfinite(code.const).all():
        assert same_code(encode(decode(code)), code), f"seed {seed}"
        low = code.const * 2.0**-54 * np.random.default_rng(seed).random(code.ops) ** 9
        finer = replace(code, low=low * (code.const + low == code.const))
        assert same_code(encode(decode(finer)), finer), f"seed {seed}"


@given(st.integers(0, 2**32))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_the_canonical_form_is_the_same_function(seed):
    code = random_code(seed)
    settled = canonical(code)
    if settled is None:
        return
    for x in (0.37, 1.9, -2.3):
        before, after = value(code, x), value(settled, x)
        if np.isfinite(before) and np.isfinite(after):  # rewriting may cancel exactly where the original did not
            near = value(code, x * (1 + 2**-40))
            slack = 1e-6 * abs(before) + 1e3 * abs(near - before)
            assert abs(after - before) <= slack, f"seed {seed} x {x.hex()} {before.hex()} {after.hex()}"


@given(st.integers(0, 2**32))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_the_canonical_form_is_idempotent_and_never_longer(seed):
    code = random_code(seed)
    settled = canonical(code)
    if settled is not None:
        again = canonical(settled)
        assert settled.ops <= code.ops, f"seed {seed}"
        assert again is not None, f"seed {seed}"
        assert same_code(again, settled), f"seed {seed}"


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        ("c0: float = 2\nc1: float = 3\nv0 = mul(c0, x)\nv1 = mul(c1, v0)", 1),
        ("c0: float = 2\nc1: float = 3\nv0 = add(c0, x)\nv1 = sub(c1, v0)", 1),
        ("c0: float = 2\nc1: float = 3\nv0 = mul(c0, x)\nv1 = div(c1, v0)", 1),
        ("c0: float = 2\nc1: float = 3\nv0 = div(c0, x)\nv1 = div(c1, v0)", 1),
        ("c0: float = 2\nc1: float = 3\nc2: float = 5\nv9 = mul(x, c0)\nv0 = add(c1, v9)\nv1 = div(c2, v0)", 2),
        ("c0: float = 2\nc1: float = 3\nv0 = mul(x, c0)\nv9 = mul(x, c1)\nv1 = mul(v0, v9)", 2),
        ("v9 = mul(x, x)\nv8 = mul(x, x)\nv1 = add(v9, v8)", 2),
    ],
)
def test_redundant_operations_disappear(text, ops):
    last = text.splitlines()[-1].split(" ")[0]
    code = canonical(encode(parse(f"program real (x: float) -> (y: float)\n{text}\nreturn y={last}\n")))
    assert code is not None
    assert code.ops == ops


@pytest.mark.parametrize("op", ["sub", "div"])
def test_a_difference_or_quotient_of_one_value_has_no_canonical_form(op):
    text = f"program real (x: float) -> (y: float)\nv0 = mul(x, x)\nv1 = {op}(v0, v0)\nreturn y=v1\n"
    assert canonical(encode(parse(text))) is None


def test_commuted_operands_have_one_canonical_form():
    texts = ("v0 = mul(x, x)\nv1 = add(v0, x)", "v0 = mul(x, x)\nv1 = add(x, v0)")
    a, b = (canonical(encode(parse(f"program real (x: float) -> (y: float)\n{text}\nreturn y=v1\n"))) for text in texts)
    assert a is not None
    assert b is not None
    assert same_code(a, b)


def test_only_real_programs_of_one_input_are_encoded():
    with pytest.raises(ProgramError, match=whole("only a real program of one input and one output can be searched")):
        encode(parse("program float32 (x: float) -> (y: float)\nv0 = mul(x, x)\nreturn y=v0\n"))
    with pytest.raises(ProgramError, match="the output does not depend on the input"):
        encode(parse("program real (x: float) -> (y: float)\nc0: float = 1\nreturn y=c0\n"))

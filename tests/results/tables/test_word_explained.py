import pytest

from results.tables.word_explained import (
    ADDED,
    ALONE,
    SCALED,
    head_of,
    head_sentence,
    name_of,
    polynomial_text,
    sentences,
)
from search_spaces.whole.word_ops import WORD_OPS
from search_spaces.whole.words import parse_words

RSQRT = """words x
a = ushr(x, 1)
y = isub(0x5f37599e, a)
h = mul(x, 0.5)
t = mul(h, y)
u = fma(t, y, -1.5)
v = mul(u, y)
w = neg(v)
return w
"""


def test_the_famous_program_is_a_polynomial_of_half_x_y_squared_times_y():
    program = parse_words(RSQRT.replace("u = fma(t, y, -1.5)", "q = mul(t, y)\nu = sub(q, 1.5)"))
    head = head_of(program)
    assert head is not None
    assert head.kind == SCALED
    assert name_of(program, head.s or 0) == "v1"
    assert head.coefficients == pytest.approx((1.5, -1.0))
    assert "s p(r), s = v1, r = v4, p(r) = 1.5 - 1 r" in head_sentence(program, head)


def test_heads_of_other_kinds_are_told_apart():
    added = parse_words("words x\na = shl(x, 3)\nb = to_float(a)\nc = mul(b, b)\nd = fma(x, 0.25, c)\nreturn d\n")
    head = head_of(added)
    assert head is not None
    assert (head.kind, head.slope) == (ADDED, 0.25)
    alone = head_of(parse_words("words x\na = ior(x, 7)\nb = fma(a, 2.0, 1.0)\nreturn b\n"))
    assert alone is not None
    assert (alone.kind, alone.coefficients) == (ALONE, (1.0, 2.0))
    bits = head_of(parse_words("words x\na = fma(x, 8388608.0, 1065000000.0)\nb = to_int(a)\nreturn b\n"))
    assert bits is not None
    assert bits.of_bits


def test_a_head_whose_word_a_value_is_added_to_is_told_with_it():
    program = parse_words(
        "words x\na = round(x)\nr = min(x, a)\nk = to_int(a)\nt = shl(k, 23)\np = fma(r, 0.5, 0.75)\ny = iadd(t, p)\nreturn y\n"
    )
    head = head_of(program)
    assert head is not None
    assert head_sentence(program, head) == (
        "the word of the result is the bits of v3 plus those of p(r), r = v1, p(r) = 0.75 + 0.5 r"
    )


def test_a_result_made_of_bits_alone_has_no_head():
    assert head_of(parse_words("words x\na = ushr(x, 1)\nb = isub(0x5f37599e, a)\nreturn b\n")) is None


def test_every_operation_has_its_sentence():
    for op in WORD_OPS.values():
        args = ", ".join(["x", "3", "2.5"][: len(op.args)])
        (line,) = sentences(parse_words(f"words x\na = {op.name}({args})\nreturn a\n"))
        assert line.startswith(f"v0 = {op.name}(")
        assert len(line.split("# ")[1]) > 1


@pytest.mark.parametrize(
    ("coefficients", "text"),
    [((1.5, -1.0), "1.5 - 1 r"), ((-1.5, 0.0, 2.0), "-1.5 + 2 r^2"), ((0.0, -0.5), "-0.5 r"), ((0.0,), "0")],
)
def test_polynomials_are_written_as_people_do(coefficients, text):
    assert polynomial_text(coefficients) == text

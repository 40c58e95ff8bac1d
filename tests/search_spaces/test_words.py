import math
from fractions import Fraction

import numpy as np
import pytest

from search_spaces.whole.word_ops import DEFAULT_OPS, WORD_OPS
from search_spaces.whole.words import (
    WordsError,
    WordsInstr,
    WordsProgram,
    canonical,
    evaluate_words,
    format_word,
    parse_word,
    parse_words,
)
from tests.evaluators.backends.random_words import random_program, words_of


def one(op: str, *args: int) -> int:
    return int(WORD_OPS[op].define(*(np.array([a], np.uint32) for a in args))[0])


def word(value: float) -> int:
    return int(np.float32(value).view(np.uint32))


def test_every_operation_gives_a_word_for_every_word():
    rng = np.random.default_rng(1)
    with np.errstate(all="ignore"):
        for op in WORD_OPS.values():
            result = op.define(*(words_of(rng, 10000) for _ in op.args))
            assert result.dtype == np.uint32, op.name
            if op.result == "f" and op.name not in ("neg", "abs", "select"):
                low = result & 0x7FFFFFFF
                assert not np.any((low > 0) & (low < 0x800000)), f"{op.name} writes a subnormal"
                assert np.all(result[low > 0x7F800000] == 0x7FC00000), f"{op.name} writes another NaN"


@pytest.mark.parametrize(
    ("op", "args", "wanted"),
    [
        ("to_int", (word(3e9),), 0x7FFFFFFF),
        ("to_int", (word(-3e9),), 0x80000000),
        ("to_int", (word(math.inf),), 0x7FFFFFFF),
        ("to_int", (0x7FC00000,), 0),
        ("to_int", (word(-2.75),), 0xFFFFFFFE),
        ("shl", (1, 33), 2),
        ("shr", (0x80000000, 31), 0xFFFFFFFF),
        ("ushr", (0x80000000, 63), 1),
        ("add", (0x80000001, 0x80000000), 0x80000000),
        ("lt", (1, 2), 0),
        ("lt", (0, 0x800000), 1),
        ("min", (word(1.0), 1), 0),
        ("min", (0xFFC12345, word(1.0)), 0x7FC00000),
        ("sub", (word(math.inf), word(math.inf)), 0x7FC00000),
        ("neg", (1,), 0x80000001),
        ("select", (2, 0x12345, 7), 0x12345),
        ("select", (0, 5, 7), 7),
        ("round", (word(2.5),), word(2.0)),
        ("to_float", (0xFFFFFFFF,), word(-1.0)),
        # (1 - 2**-24) 2**-126 is tiny with exponents without bound; the nearest word would be 2**-126
        ("mul", (0x3F7FFFFF, 0x00800000), 0),
        ("mul", (0x3F800001, 0x80800000), 0x80800001),
    ],
)
def test_edges_are_as_the_table_says(op: str, args: tuple[int, ...], wanted: int):
    with np.errstate(all="ignore"):
        assert one(op, *args) == wanted


def test_fma_rounds_once():
    rng = np.random.default_rng(2)
    a, b = (rng.normal(size=4000).astype(np.float32) for _ in range(2))
    # c close to a half ulp away from a * b, where rounding twice goes wrong most often
    c = (-(a * b) + (a * b) * rng.choice([0.0, 2.0**-24, 2.0**-25, 1.0], 4000)).astype(np.float32)
    c[:1000] = (a[:1000] * np.float32(2**29)).astype(np.float32)
    got = WORD_OPS["fma"].define(*(v.view(np.uint32) for v in (a, b, c))).view(np.float32)
    for x, y, z, value in zip(a, b, c, got, strict=True):
        exact = Fraction(float(x)) * Fraction(float(y)) + Fraction(float(z))
        near = [np.nextafter(value, np.float32(d)) for d in (-math.inf, math.inf)]
        error = abs(Fraction(float(value)) - exact)
        assert all(error <= abs(Fraction(float(n)) - exact) for n in near), (x.hex(), y.hex(), z.hex())


def test_text_gives_the_same_program_back():
    rng = np.random.default_rng(3)
    for _ in range(300):
        program = canonical(random_program(rng, tuple(WORD_OPS), 8))
        again = parse_words(str(program))
        assert str(again) == str(program)
        x = words_of(rng, 50)
        assert np.array_equal(evaluate_words(again, x), evaluate_words(program, x))


def test_canonical_form_keeps_every_bit_and_gives_one_hash():
    rng = np.random.default_rng(4)
    for _ in range(300):
        program = random_program(rng, tuple(DEFAULT_OPS), 10)
        short = canonical(program)
        x = words_of(rng, 50)
        assert np.array_equal(evaluate_words(program, x), evaluate_words(short, x)), str(program)
        assert short.ops <= program.ops
        assert canonical(short) == short
        assert short.hash == program.hash


def test_constants_round_trip_as_float_and_as_integer():
    rng = np.random.default_rng(5)
    for value in words_of(rng, 2000):
        for kind in "fi":
            assert parse_word(format_word(int(value), kind)) == value


def test_the_famous_program_is_read_counted_and_right():
    text = """words x  # fast rsqrt
    h = mul(x, 0.5)
    a = shr(x, 1)
    y = isub(0x5f3759df, a)
    t = mul(h, y)
    u = mul(t, y)
    w = sub(1.5, u)
    z = mul(y, w)
    return z
    """
    program = parse_words(text)
    assert program.ops == 7
    x = np.linspace(1.0, 4.0, 1000, dtype=np.float32)
    y = evaluate_words(program, x.view(np.uint32)).view(np.float32)
    assert np.max(np.abs(y * np.sqrt(x) - 1.0)) < 1.76e-3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("words x\na = ad(x, 1)\nreturn a\n", "Did you mean 'add'"),
        ("words x\na = add(x, y)\nreturn a\n", "line 2: 'y' has no value yet."),
        ("words x\na = add(x)\nreturn a\n", "takes 2 operands; given 1"),
        ("words x\nx = neg(x)\nreturn x\n", "'x' has a value already"),
        (
            "words x\na = iadd(x, 99999999999)\nreturn a\n",
            "line 2: '99999999999' is no constant; allowed: an integer such as 0x7f800000 or -3, a float such as 1.5 or 2e-5",
        ),
        ("a = neg(x)\n", "a program is `words x`"),
    ],
)
def test_a_text_that_is_wrong_says_where(text: str, said: str):
    with pytest.raises(WordsError, match=said.replace("(", r"\(")):
        parse_words(text)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda: WordsProgram((), (WordsInstr("ad", (0, 0)),), 1),
            "value 1: unknown op 'ad'. Did you mean 'add'? Known: add,",
        ),
        (lambda: WordsProgram((), (WordsInstr("add", (0,)),), 1), "value 1: add takes 2 operands; given 1"),
        (
            lambda: WordsProgram((), (WordsInstr("neg", (1,)),), 1),
            "value 1: operands (1,) must be values before it, 0 to 0",
        ),
        (lambda: WordsProgram((), (), 3), "the output is value 3; there are 1"),
        (lambda: WordsProgram((2**32,), (), 0), "the constant 4294967296 is no 32-bit word; allowed: 0 to 2**32 - 1"),
        (
            lambda: parse_words("a = neg(x)\n"),
            "a program is `words x`, at most 254 instructions, `return name`; given 'a = neg(x)\\n'",
        ),
        (lambda: parse_words("words x\na = 3\nreturn a\n"), "line 2: 'a = 3' is not `name = op(operand, ...)`"),
        (lambda: parse_words("words x\nx = neg(x)\nreturn x\n"), "line 2: 'x' has a value already"),
        (lambda: parse_words("words x\na = neg(y)\nreturn a\n"), "line 2: 'y' has no value yet."),
    ],
)
def test_the_whole_sentence_says_what_is_wrong(make, said: str):
    with pytest.raises(WordsError) as error:
        make()
    assert said in str(error.value)

import dataclasses
import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_spaces.ops import FLOAT, INT
from search_spaces.programs.parsing import parse
from search_spaces.programs.parts import FLOAT32, REAL, Const, Instr, Output, Port, ProgramError, is_float32
from search_spaces.programs.program import Program, identity
from tests.evaluators.backends.random_programs import random_program
from tests.sentences import whole

TEXT = """program float32 (x: float, k: int) -> (r: float, w: int)
c0: float = 0x1.8000000000000p+23
c1: int = 23
v0 = add(x, c0)
v1 = bits(v0)
v2 = shl(v1, c1)
v3 = iadd(v2, k)
return r=v0, w=v3
"""
HEAD = "program float32 (x: float, k: int) -> (y: float)\n"


@given(st.integers(0, 2**32), st.sampled_from([FLOAT32, REAL]))
@settings(max_examples=300)
def test_parse_is_the_inverse_of_print(seed, number_format):
    program = random_program(seed, number_format)
    again = parse(str(program))
    assert again == program, f"seed {seed}\n{program}"
    assert again.hash() == program.hash()


def test_the_text_is_canonical():
    assert str(parse(TEXT)) == TEXT


def test_the_hash_is_that_of_the_text_and_stays_what_it_is():
    assert identity().hash() == parse("program real (x: float) -> (y: float)\nreturn y=x\n").hash()
    assert parse(TEXT).hash() == "5ab5043a1f0bdc12"


def test_names_of_values_comments_and_blanks_do_not_matter():
    loose = """
    program float32 (x: float, k: int) -> (r: float, w: int)   # a comment
    magic: float = 0x3p+22

    width: int = 23
    t = add( x , magic )
    b = bits(t)
    s = shl(b, width)
    moved = iadd(s, k)
    return r=t, w=moved
    """
    assert parse(loose) == parse(TEXT)


def test_a_bare_output_has_the_name_of_its_value():
    assert parse("program real (x: float) -> (x: float)\nreturn x\n").outputs == (Output("x", 0),)


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("return y=x\n", 0),
        ("v0 = mul(x, x)\nreturn y=v0\n", 1),
        ("v0 = mul(x, x)\nv1 = add(v0, v0)\nv2 = add(v0, v1)\nreturn y=v1\n", 2),  # v2 is not needed
        ("c0: float = 0x1p+0\nv0 = add(c0, c0)\nv1 = mul(v0, x)\nreturn y=v1\n", 1),  # v0 does not depend on x
        ("v0 = mul(x, x)\nv1 = mul(v0, v0)\nv2 = add(v1, v0)\nreturn y=v2\n", 3),  # v0 is shared: it counts once
    ],
)
def test_operations_that_depend_on_an_input_and_are_needed_count_once(body, count):
    assert parse(HEAD + body).op_count() == count


@given(st.integers(0, 2**32))
@settings(max_examples=100)
def test_the_operation_count_is_at_most_the_instructions(seed):
    program = random_program(seed)
    assert 0 <= program.op_count() <= len(program.instrs)
    assert sum(program.live()) <= len(program.types())


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("program float32 (x: float) -> (y: float)\nv0 = add(x, z)\nreturn y=v0\n", 2, "'z' is not defined"),
        (
            "\n\nprogram float32 x -> y\nreturn y=x\n",
            3,
            "line 3: expected 'program FORMAT (NAME: TYPE, ...) -> (NAME: TYPE, ...)'",
        ),
        ("program float32 (x: double) -> (y: float)\nreturn y=x\n", 1, "TYPE in float, int, bool"),
        ("program float32 (x: float) -> (y: float)\nx = neg(x)\nreturn y=x\n", 2, "line 2: 'x' is defined twice"),
        ("program float32 (x: float, x: float) -> (y: float)\nreturn y=x\n", 1, "'x' is defined twice"),
        (
            "program float32 (x: float) -> (y: float)\nv0 = neg(x)\nc: int = 3\nreturn y=v0\n",
            3,
            "line 3: constants come before instructions",
        ),
        (
            "program float32 (x: float) -> (y: float)\nc: float = abc\nreturn y=c\n",
            2,
            "line 2: 'abc' is not a constant of type 'float' in a float32 program",
        ),
        ("program float32 (x: float) -> (y: float)\nc: float = 0.1\nreturn y=c\n", 2, "'0.1' is not a constant"),
        ("program real (x: float) -> (y: float)\nc: float = 0x1p+0\nreturn y=c\n", 2, "is not a constant"),
        (
            "program float32 (x: float) -> (y: float)\nnonsense\nreturn y=x\n",
            2,
            "line 2: expected 'NAME: TYPE = VALUE' or 'NAME = OP(...)', was 'nonsense'",
        ),
        (
            "program float32 (x: float) -> (y: float)\nv0 = neg(x)\ny = v0\n",
            3,
            "line 3: the last line must be 'return NAME=VALUE, ...', was 'y = v0'",
        ),
        ("program float32 (x: float) -> (y: float)\nreturn y=v9\n", 2, "'v9' is not defined"),
    ],
)
def test_an_error_names_the_line_and_what_belongs_there(text, line, words):
    with pytest.raises(ProgramError, match=f"line {line}") as error:
        parse(text)
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            HEAD + "v0 = addd(x, x)\nreturn y=v0\n",
            "instruction 0: unknown op 'addd'. Did you mean 'add'? Known ops: abs, add, ",
        ),
        (HEAD + "v0 = add(x, k)\nreturn y=v0\n", "instruction 0: 'add' takes (float, float), was given (float, int)"),
        (HEAD + "v0 = add(x)\nreturn y=v0\n", "takes (float, float), was given (float)"),
        (
            HEAD + "c0: float = 0x1.0000000000001p+0\nreturn y=c0\n",
            "constant 1.0000000000000002 of type 'float' in a float32 program; allowed: a float that is exactly a float32",
        ),
        (HEAD + "c0: int = 2147483648\nreturn y=x\n", "int in [-2**31, 2**31)"),
        (
            "program real (x: float) -> (y: float)\nv0 = round(x)\nreturn y=v0\n",
            "instruction 0: 'round' has no real meaning. Allowed: add, sub, ",
        ),
        (
            "program float16 (x: float) -> (y: float)\nreturn y=x\n",
            "unknown number format 'float16'. Known: real, float32",
        ),
        ("program real (x: float) -> (y: float)\n", "at least"),
    ],
)
def test_what_is_not_well_formed_is_refused(text, words):
    with pytest.raises(ProgramError) as error:
        parse(text)
    assert words in str(error.value)


def test_construction_checks_what_parsing_cannot_write():
    x = (Port("x", FLOAT),)
    with pytest.raises(ProgramError, match=whole("instruction 0: 'neg' takes values (1,); only 0..0 exist yet")):
        Program(FLOAT32, x, (), (Instr("neg", (1,)),), (Output("y", 1),))
    with pytest.raises(ProgramError, match=whole("output 'y' names value 5; there are 1 values")):
        Program(FLOAT32, x, (), (), (Output("y", 5),))
    with pytest.raises(ProgramError, match="given as a Decimal"):
        Program(REAL, x, (Const(FLOAT, 1.0),), (), (Output("y", 0),))
    with pytest.raises(ProgramError, match="exactly a float32"):
        Program(FLOAT32, x, (Const(FLOAT, Decimal(1)),), (), (Output("y", 0),))
    with pytest.raises(ProgramError, match="an int in"):
        Program(FLOAT32, x, (Const(INT, 1.0),), (), (Output("y", 0),))


def test_a_program_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        identity().number_format = FLOAT32  # type: ignore[misc]


@given(st.floats(width=32))
def test_every_float32_survives_text_bit_for_bit(value):
    assert is_float32(value)
    program = Program(FLOAT32, (Port("x", FLOAT),), (Const(FLOAT, value),), (), (Output("y", 1),))
    again = parse(str(program)).consts[0].value
    assert isinstance(again, float)
    assert (math.isnan(again) and math.isnan(value)) or again.hex() == value.hex()


@pytest.mark.parametrize("value", [0.1, 1e300, 2.0**-150, 1 + 2.0**-24])
def test_what_float32_does_not_hold_is_known(value):
    assert not is_float32(value)


REAL_HEAD = "program real (x: float) -> (y: float)\n"
# fmt: off
ABSURD = {
    "a program has at most 1,000,000 characters, was given 1,000,001": "x" * 1_000_001,
    "line 1: a program has at most 10,000 lines of at most 5,000 characters": "program " + "(" * 200_000,
    "line 10001: a program has at most 10,000 lines":                  "a = add(x, x)\n" * 10_001,
    "is not a constant of type 'float' in a real":                     REAL_HEAD + "c: float = 1e1000000000\nreturn y=x\n",
    "line 2: 'sNaN' is not a constant":                                REAL_HEAD + "c: float = sNaN\nreturn y=x\n",
    "line 2: 'Infinity' is not a constant":                            REAL_HEAD + "c: float = Infinity\nreturn y=x\n",
    "line 2: '0x1.8p+99999' is not a constant":                        REAL_HEAD.replace("real", "float32") + "c: float = 0x1.8p+99999\nreturn y=x\n",
    "line 2: '0x..p+1' is not a constant":                             REAL_HEAD.replace("real", "float32") + "c: float = 0x..p+1\nreturn y=x\n",
    "is not a constant of type 'int'":                                 REAL_HEAD.replace("real", "float32") + f"c: int = {'9' * 4900}\nreturn y=x\n",
    "line 2: '0x1.0p+99999' is not a hex float":                       REAL_HEAD.replace("real", "float32") + "cold v0 from 0x1.0p+99999\nreturn y=x\n",
    "is not NAME: TYPE":                                               REAL_HEAD.replace("x: float", "x'\"{}: float") + "return y=x\n",
    "is not NAME: TYPE with":                                          REAL_HEAD.replace("x: float", "x" * 65 + ": float") + "return y=x\n",
    "and 960 more":                                                    REAL_HEAD + "".join(f"v{i} = add(x, x)\n" for i in range(999)) + "return y=nowhere\n",
}
# fmt: on


@pytest.mark.parametrize("words", ABSURD)
def test_absurd_texts_are_refused_in_a_sentence(words):
    with pytest.raises(ProgramError) as error:
        parse(ABSURD[words])
    assert words in str(error.value)


def test_zero_and_minus_zero_are_two_constants_so_that_nothing_kept_by_program_mixes_them():
    head = "program float32 (x: float) -> (y: float)\n"
    zero, minus = (parse(f"{head}c: float = {text}\nreturn y=c\n") for text in ("0x0.0p+0", "-0x0.0p+0"))
    assert zero != minus
    assert hash(zero.consts[0]) != hash(minus.consts[0])

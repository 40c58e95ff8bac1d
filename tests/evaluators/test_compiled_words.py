import numpy as np
import pytest

from evaluators.compiled.whole.words import decode_words, encode_words, run_program
from search_spaces.whole.word_ops import WORD_OPS
from search_spaces.whole.words import canonical, evaluate_words, parse_words
from tests.evaluators.backends.random_words import random_program, words_of


@pytest.mark.parametrize("programs", [5_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_random_programs_give_the_words_of_the_definition_on_raw_words(programs: int):
    rng = np.random.default_rng(programs)
    for _ in range(programs):
        program = random_program(rng, tuple(WORD_OPS), 8)
        x = words_of(rng, 24)
        assert np.array_equal(run_program(program, x), evaluate_words(program, x)), str(program)


def test_each_operation_gives_the_words_of_the_definition():
    rng = np.random.default_rng(12)
    for name in WORD_OPS:
        for _ in range(20):
            program = random_program(rng, (name,), 1)
            x = words_of(rng, 5000)
            assert np.array_equal(run_program(program, x), evaluate_words(program, x)), str(program)


def test_arrays_give_the_same_program_back():
    rng = np.random.default_rng(13)
    for _ in range(300):
        program = canonical(random_program(rng, tuple(WORD_OPS), 8))
        code = encode_words(program)
        assert canonical(decode_words(code.op, code.arg, code.word)).hash == program.hash


def test_x_and_a_constant_alone_are_programs():
    x = np.arange(5, dtype=np.uint32)
    assert np.array_equal(run_program(parse_words("words x\na = neg(x)\nreturn x\n"), x), x)
    assert np.array_equal(run_program(parse_words("words x\na = neg(x)\nreturn 7\n"), x), np.full(5, 7))

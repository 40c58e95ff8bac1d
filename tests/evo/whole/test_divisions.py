import numpy as np

from evo.settings.config import resolve
from evo.whole.divisions import MOST_OPS, divisions, found_divisions
from evo.whole.posing import problem_of
from search_spaces.whole.word_ops import DEFAULT_OPS
from search_spaces.whole.words import WordsProgram, evaluate_words, parse_words

NEWTON = """words x
a = isub(0x7ef311c3, x)
b = fma(x, a, -2.0)
c = mul(a, b)
d = neg(c)
e = fma(x, d, -2.0)
f = mul(d, e)
g = neg(f)
return g
"""


def error(program: WordsProgram) -> float:
    """Largest relative error of a program for 1 / x."""
    x = np.geomspace(1e-30, 1e30, 5000).astype(np.float32)
    return float(
        np.max(np.abs(evaluate_words(program, x.view(np.uint32)).view(np.float32) * x.astype(np.float64) - 1.0))
    )


def test_programs_that_divide_are_found_from_nothing():
    programs = found_divisions(DEFAULT_OPS)
    assert [p.ops for p in programs] == sorted({p.ops for p in programs})
    assert programs[-1].ops <= MOST_OPS
    errors = [error(program) for program in programs]
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] < 1e-4


def test_a_found_kernel_that_divides_is_one_of_them_and_another_is_not():
    better, other = parse_words(NEWTON), parse_words("words x\na = mul(x, x)\nreturn a\n")
    programs = divisions(DEFAULT_OPS, [better, other])
    assert other not in programs
    assert (better in programs) == (error(better) < error(found_divisions(DEFAULT_OPS)[-1]))


def test_a_search_with_a_division_or_of_an_exact_target_needs_none():
    assert problem_of(resolve({"target": "to_bfloat16", "whole": True})).divisions == ()
    given = {"target": "rsqrt", "whole": True, "ops": ("add", "mul", "div")}
    assert problem_of(resolve(given)).divisions == ()

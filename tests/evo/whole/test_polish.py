import numpy as np

from evaluators.compiled.whole.words import encode_words
from evo.compiled.whole.whole_tune import make_bench
from evo.whole.archive import Entry, dense_error
from evo.whole.domain import domain_of
from evo.whole.polish import polished
from evo.whole.problem import WholeProblem
from search_spaces.whole.whole_targets import RELATIVE, reciprocal
from search_spaces.whole.words import parse_words

ROUGH = """words x
s = isub(0x7ef311c7, x)
t = mul(x, s)
p = fma(t, -0.94, 1.9)
y = mul(s, p)
return y
"""


def test_exchange_lowers_the_largest_error_on_the_dense_inputs_and_nothing_else_changes():
    problem = WholeProblem(domain_of([(1.0, 4.0)]), RELATIVE, reciprocal)
    program = parse_words(ROUGH)
    dense = problem.dense(0)
    code = encode_words(program)
    before, _ = dense_error(dense, code)
    entry = polished(Entry(4, before, program), dense, RELATIVE, make_bench(), np.random.default_rng(1))
    assert [i.op for i in entry.program.instrs] == [i.op for i in program.instrs]
    assert entry.error < 0.2 * before
    code = encode_words(entry.program)
    assert dense_error(dense, code)[0] == entry.error
    assert entry.error < 2.0e-3

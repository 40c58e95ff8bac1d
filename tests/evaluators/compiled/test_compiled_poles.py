"""Zeros of a divisor inside the domain: pole, limit, or refused."""

import numpy as np
import pytest

from evaluators.compiled.encoding import encode
from evaluators.compiled.poles import LIMIT, NOWHERE, POLE, inner_zeros
from evo.compiled.measures import real_error
from evo.compiled.setting import make_work
from evo.compiled.single import load
from evo.inputs import data_of
from evo.problem import problem_of
from evo.settings.config import resolve
from search_spaces.programs.parsing import parse

# fmt: off
CASES = [
    ("cos",  ["t = add(x, c2)", "y = div(c1, t)"],                                      (1.0, 1.0),        NOWHERE),
    ("cos",  ["t = add(x, c2)", "y = div(c1, t)"],                                      (1.0, -0.3),       POLE),
    ("cos",  ["t = add(x, c2)", "y = div(c1, t)"],                                      (1e-12, -0.3),     POLE),
    ("cos",  ["t = mul(x, x)", "q = div(c1, t)", "s = add(q, c2)", "y = div(c1, s)"],   (2.0, 3.0),        LIMIT),
    ("cos",  ["q = div(c1, x)", "s = add(q, c2)", "y = div(c1, s)"],                    (2.0, 1.0),        LIMIT),
    ("cos",  ["t = add(x, c2)", "q = div(c1, t)", "s = add(q, c1)", "y = div(c1, s)"],  (2.0, 1.3),        NOWHERE),
    ("exp2", ["t = add(x, c2)", "q = div(c1, t)", "s = add(t, q)", "y = div(c1, s)"],   (400.0, -0.3),     LIMIT),
    ("exp2", ["t = add(x, c2)", "q = div(c1, t)", "s = add(t, q)", "y = add(s, c1)"],   (1e-9, -0.3),      POLE),
    ("sin",  ["q = div(c1, x)", "s = add(q, x)", "y = div(c2, s)"],                     (2.0, 2.0),        NOWHERE),
    ("tanh", ["t = mul(x, x)", "q = div(c1, t)", "s = add(q, c2)", "y = div(x, s)"],    (2.0, 3.0),        NOWHERE),
    ("atan", ["t = add(x, c2)", "q = div(c1, t)", "s = add(q, t)", "y = div(x, s)"],    (400.0, 0.1),      LIMIT),
]
# fmt: on


@pytest.mark.parametrize(("target", "lines", "constants", "expected"), CASES)
def test_a_zero_of_a_divisor_is_nowhere_a_limit_or_a_pole(target, lines, constants, expected):
    campaign = resolve({"target": target, "real": True})
    data = data_of(problem_of(campaign.space(), campaign.search))
    work, _ = make_work(data)
    head = "".join(f"c{i + 1}: float = {value!r}\n" for i, value in enumerate(constants))
    program = parse("program real (x: float) -> (y: float)\n" + head + "\n".join(lines) + "\nreturn y\n")
    n = load(work.child, encode(program))
    assert np.isfinite(real_error(work.child, n, False, data, work))
    assert inner_zeros(work.child, n, data, work) == expected

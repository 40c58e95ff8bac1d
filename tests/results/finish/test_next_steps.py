"""Proposals after a search whose best is poor: commands that run as they are."""

import shlex
from typing import Any

import pytest

from evo.run.run_format import RunSummary
from evo.settings.config import resolve
from results.bench.row import ComparisonRow
from results.finish.next_steps import MOST_STEPS, next_steps
from tests.results.reported import classical_form, program, summary
from tests.test_command_line import call

OWN = {"target": "mine", "target_expr": "exp(-x*x)", "domain": (0.0, 2.0), "minutes": 1.0}


def row(kind: str, max_ulp: float) -> ComparisonRow:
    return ComparisonRow("mine", f"{kind} bbe37626", kind, max_ulp, True, "0x1p+0", 0.4, 1.2)


def front(ops: int = 5, **given: Any) -> RunSummary:
    return summary(front=(program(ops, 1e-3),), **given)


FORM, POOR_FORM = (classical_form(5, error, "Horner, degree 5") for error in (1e-6, 1e-2))

# fmt: off
POOR = [
    # campaign                                  front                            rows                                 words
    (OWN,                                       front(),                         [row("evolved", 9.0)],               ("9 ulp, more than the 4.9", "--minutes 3 --seed 1")),
    (OWN,                                       front(),                         [row("evolved", 0.9), row("classical", 0.7)], ("has 0.9 ulp; the hand-made one, classical bbe37626, has 0.7", "--seed 1")),
    (OWN,                                       front(12),                       [row("evolved", 9.0)],               ("uses all 12", "--max-ops 16 --minutes 3")),
    ({**OWN, "max_ops": 16},                    front(16),                       [row("evolved", 9.0)],               ("--max-ops 16 --minutes 3 --seed 1",)),
    (OWN,                                       front(),                         [row("evolved", 900.0)],             ("--domain=0.0,1.0", "--seed 1")),
    ({**OWN, "domain": (-2.0, 2.0)},            front(),                         [row("evolved", float("inf"))],      ("--domain=-1.0,1.0",)),
    (OWN,                                       front(),                         [row("stock", 0.9)],                 ("No kernel was found.", "--domain=0.0,1.0")),
    ({"target": "exp2", "evaluations": 1000},   front(),                         [row("evolved", 9.0)],               ("run.py search exp2 --evaluations 3000 --seed 1",)),
    ({**OWN, "real": True},                     front(classical=(FORM,)),         [],                                  ("At 5 operations a classical form is better, Horner, degree 5: 1e-06 against 0.001", "--real")),
    ({"target": "log", "real": True, "domain": (0.5, 1.0), "minutes": 1.0},
                                                front(classical=(FORM,)),         [],                                  ("--error absolute", "zero at an end", "--seed 1")),
]
GOOD = [
    (OWN,                                       front(),                         [row("evolved", 0.9), row("classical", 0.89)]),
    (OWN,                                       front(finished=False),           []),
    ({**OWN, "real": True},                     front(classical=(POOR_FORM,)), []),
]
# fmt: on


@pytest.mark.parametrize(("given", "found", "rows", "words"), POOR)
def test_after_a_poor_search_one_or_two_commands_follow_that_run_as_they_are(given, found, rows, words, capsys):
    lines = next_steps(resolve(dict(given)), found, rows)
    text = "\n".join(lines)
    assert all(word in text for word in words), text
    assert lines[0].endswith(" What next:")
    assert 1 <= len(lines) - 1 <= MOST_STEPS
    for line in lines[1:]:
        command = shlex.split(line[line.index("run.py ") :])
        code, out, err = call(capsys, *command[1:], "--dry-run")
        assert code == 0, err
        assert 'target = "' in out


@pytest.mark.parametrize(("given", "found", "rows"), GOOD)
def test_after_a_good_search_or_an_interrupted_one_nothing_follows(given, found, rows):
    assert next_steps(resolve(dict(given)), found, rows) == []


def test_a_search_for_an_expression_says_what_it_takes_of_it(capsys):
    code, out, _ = call(capsys, "search", "--target-expr", "sin(x)/x", "--domain", "-1,1", "--dry-run")
    assert code == 0
    assert "# expression: given as sin(x)/x; even, by its form; at x = 0 its limit 1, from both sides" in out

"""A campaign of whole kernels: its keys, the evaluations that minutes come to, and what is refused in a sentence."""

import math
import re
import tomllib

import numpy as np
import pytest

from evo.compiled.whole.whole_constants import MOST_FOUND
from evo.run.whole_format import given_of
from evo.settings import whole
from evo.settings.config import CampaignError, resolve
from evo.whole.domain import Domain, domain_of
from evo.whole.posing import defined_part, posed_of, problem_of
from search_spaces.whole.words import parse_words


def made(**given):
    return resolve({"target": "rsqrt", "whole": True, **given})


def test_minutes_become_evaluations_by_a_rule_on_record():
    campaign = made(minutes=2.0, workers=3)
    assert campaign.evaluations == 2 * 60 * whole.RATE * 3
    assert whole.rule_of(campaign) == "2 minutes x 60 x 320,000 evaluations a second and worker x 3 workers"
    again = resolve(tomllib.loads(campaign.toml()))
    assert again == campaign


def test_evaluations_go_before_minutes():
    campaign = made(minutes=2.0, evaluations=10**6)
    assert campaign.evaluations == 10**6
    assert whole.rule_of(campaign) == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"domain": (1.00000001, 1.00000002)}, "the domain [1.00000001, 1.00000002] holds no float32. Give two ends"),
        ({"domain": (2.0, 1.0)}, "the domain [2.0, 1.0] holds no float32"),
        (
            {"ops": ("lt", "to_int")},
            "the operations lt, to_int make no float: their results are small integers. Add one that does, such as add, mul or isub",
        ),
        ({"ops": ()}, "the operations (none) make no float"),
        ({"ops": ("add", "mull")}, "unknown operation 'mull'. Did you mean 'mul'? Known: add, sub, mul"),
        (
            {"target": "log", "domain": (-1.0, 1.0)},
            "log has no real value at x = -1, inside the domain: give a --domain A,B on which it is finite",
        ),
        ({"target": "recip", "domain": (-1.0, 1.0)}, "recip is infinite or beyond float32 at x = "),
        ({"target": "atan2"}, "whole kernels are functions of one argument x, and atan2 has two"),
        (
            {"evaluations": 100},
            "the budget is 100 evaluations, less than one epoch of 300,000: give more minutes or evaluations, or a smaller "
            "--epoch-evaluations",
        ),
        ({"minutes": 1e-4, "workers": 1}, "less than one epoch"),
        ({"error": "relativ"}, "error is 'relativ'; allowed with whole kernels: relative, ulp, absolute, mixed, wrong"),
        (
            {"error": "wrong"},
            "error is 'wrong', a count of inputs that are not exact, and rsqrt is exact nowhere; allowed: relative, ulp, "
            "absolute, mixed",
        ),
        ({"inputs": "some"}, "inputs is 'some'; allowed: normal, finite, all"),
        (
            {"inputs": "normal", "domain": (1.0, 2.0)},
            "inputs and domain both say where a kernel is judged: leave out one of them",
        ),
        ({"start": "words x\na = ad(x, x)\nreturn a\n"}, "start is no program of words: value 1: unknown op 'ad'"),
        (
            {"start": "words x\na = add(x, x)\nb = add(a, a)\nreturn b\n", "max_ops": 1},
            "start has 2 operations, and max_ops is 1: raise --max-ops",
        ),
        (
            {"op": (("add", "words x\na = add(x, x)\nreturn a\n"),)},
            "op 'add' is no name for a found kernel: it must be of a-z, 0-9 and _, given once, and of none of the operations",
        ),
        (
            {"op": (("f", "words x\na = ad(x, x)\nreturn a\n"),)},
            "op f is no program of words: value 1: unknown op 'ad'",
        ),
        (
            {"op": (("f", "words x\na = add(x, x)\nb = add(a, a)\nreturn b\n"),), "max_ops": 1},
            "op f has 2 operations, and max_ops is 1: a found kernel's operations are counted wherever it is used",
        ),
        ({"op": (("f", "words x\nreturn x\n"),)}, "op f has 0 operations, and max_ops is 16: a found kernel's"),
        (
            {"op": tuple((f"f{i}", "words x\na = add(x, x)\nreturn a\n") for i in range(5))},
            "op names 5 found kernels; at most 4 are operations",
        ),
        ({"real": True}, "real does not go with whole kernels: leave out real, or whole"),
        ({"max_ops": 33}, "max_ops is 33; allowed: 1 to 32"),
        ({"target": "nosuch"}, "unknown target 'nosuch'. Known targets: acos"),
        ({"target": "mine", "target_expr": "x*x"}, "target_expr needs a domain: --domain A,B, or domain = [A, B] in a"),
    ],
)
def test_what_cannot_be_searched_is_refused_in_a_sentence(given, said):
    with pytest.raises(ValueError, match=re.escape(said)) as caught:
        made(**given)
    assert "\n" not in str(caught.value)


def test_a_domain_has_a_float32_and_a_target_a_value_somewhere():
    with pytest.raises(ValueError, match=r"the domain holds no float32: \(\)\. Give two ends, the lower first\."):
        Domain(())
    with pytest.raises(
        ValueError, match="the target has a finite value on no part of the float line: give --domain A,B"
    ):
        defined_part(lambda x: math.nan, "absolute")


def test_keys_of_whole_kernels_go_with_whole_alone():
    with pytest.raises(CampaignError, match="ops goes with a search of whole kernels: add --whole, or leave it out"):
        resolve({"target": "rsqrt", "ops": ("add",)})


def test_found_kernels_stand_in_the_campaign_and_are_said():
    text = "words x\na = mul(x, x)\nb = mul(a, x)\nreturn b\n"
    campaign = made(op=(("cube", text), ("again", text)), start="words x\na = neg(x)\nreturn a\n")
    assert resolve(tomllib.loads(campaign.toml())) == campaign
    assert [str(program) for program in problem_of(campaign).found] == [str(parse_words(text))] * 2
    said = "start; cube, a found kernel of 2 operations; again, a found kernel of 2 operations"
    assert given_of(campaign) == said
    assert given_of(made()) == "nothing"
    assert whole.MOST_FOUND == MOST_FOUND


def test_a_target_has_the_domain_and_error_of_the_table():
    posed = posed_of(made())
    assert posed.intervals == ((2.0**-126, float(np.finfo(np.float32).max)),)
    assert posed.error == "relative"
    assert posed_of(made(target="sin")).error == "absolute"
    assert posed_of(made(target="to_e4m3fn", inputs="normal")).intervals == ((-448.0, -(2.0**-6)), (2.0**-6, 448.0))


def test_another_target_has_the_part_of_the_line_where_it_is_finite_and_normal():
    (low, high), *rest = posed_of(made(target="log1p")).intervals[::-1]
    assert high == float(np.finfo(np.float32).max)
    assert low == 2.0**-126
    assert rest[-1][0] == float(np.nextafter(np.float32(-1.0), np.float32(0.0)))
    low, high = posed_of(made(target="sinh")).intervals[-1]
    assert np.isfinite(np.float32(np.sinh(np.float64(high))))
    assert 89.0 < high < 89.5


def test_references_are_those_of_the_function():
    problem = problem_of(made(target="mine", target_expr="exp(-x*x)", domain=(0.0, 2.0)))
    x = np.linspace(0.0, 2.0, 999).astype(np.float32)
    assert np.allclose(problem.reference(x), np.exp(-(x.astype(np.float64) ** 2)), rtol=1e-12, atol=0.0)
    assert problem.domain == domain_of(((0.0, 2.0),)) or problem.domain.count < domain_of(((0.0, 2.0),)).count

"""Targets of a campaign: every row and a user's expression pose problems; bad input ends in a sentence."""

import math
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest

from evaluators.minimax.certify import certify
from evo.island import Migrants, front, run_epoch, start
from evo.problem import problem_of
from evo.samples import NEAR
from evo.settings.config import DEFAULT_NAME, Campaign, CampaignError, load, resolve
from search_spaces.programs.parts import FLOAT32
from search_spaces.targets import ABSOLUTE, ARITHMETIC, NAN, OUTSIDE, RELATIVE, TARGETS, ULP
from tests.evaluators.representatives import representatives

MP: Any = mpmath.MPContext()
BELL = {"target": "bell", "target_expr": "exp(-x*x)", "domain": [0.0, 1.0], "real": True}


@pytest.mark.parametrize("name", representatives(sorted(TARGETS), 5))
def test_every_row_poses_a_problem_and_an_epoch_finds_certified_programs(name: str) -> None:
    campaign = resolve({"target": name, "real": True, "max_ops": 5})
    space = campaign.space()
    assert (space.domain, space.error) == (TARGETS[name].real_domain, TARGETS[name].error)
    problem = problem_of(space, campaign.search)
    state = run_epoch(problem, start(problem, 0, 0), Migrants(), 0, 0, 0, 3000)
    entries = sorted(front(problem, state), key=lambda entry: entry.real_error)
    assert all(entry.ops <= 5 for entry in entries)
    pairs = [(entry, certify(entry.program, space.target, space.domain, space.error)) for entry in entries]
    # A program that is not zero where the target is has a huge relative error there, which no sample shows; at a zero
    # that is not at 0 (log at 1, ndtri at 1/2) only an exact constant helps, and few evaluations do not find it.
    best, certificate = min(pairs, key=lambda pair: pair[1].max_error)
    if name in ("log", "log2", "log10", "ndtri"):
        best, certificate = pairs[0][0], None
    assert best.error < 0.5, (name, str(best.program))  # 5 operations for the waves of Ai are few
    # The search sees 256 points: what it believes is what a certificate finds, to 10 %.
    assert certificate is None or certificate.max_error == pytest.approx(best.error, rel=0.1), (name, str(best.program))


@pytest.mark.parametrize("name", ["sin", "tan", "atan", "tanh"])
def test_samples_stand_close_beside_a_zero_inside_the_domain(name: str) -> None:
    campaign = resolve({"target": name, "real": True})
    problem = problem_of(campaign.space(), campaign.search)
    half = 0.5 * (problem.dense.x[-1] - problem.dense.x[0])
    for part in (problem.fit, problem.dense):
        nearest = np.sort(part.x[np.argsort(np.abs(part.x))[:2]])
        np.testing.assert_allclose(nearest, [-NEAR * half, NEAR * half], rtol=1e-9)
        assert np.all(np.diff(part.x) > 0)


@pytest.mark.parametrize(("domain", "nearest"), [((-1.0, 1.0), 1e-9), ((0.0, 1.0), 0.0), ((0.5, 1.0), 0.5)])
def test_samples_stand_next_to_0_where_it_is_inside_the_domain(domain: tuple[float, float], nearest: float) -> None:
    campaign = resolve({"target": "cos", "real": True, "domain": domain})
    problem = problem_of(campaign.space(), campaign.search)
    assert np.min(np.abs(problem.dense.x)) == pytest.approx(nearest, rel=0.1)
    assert len(np.unique(problem.dense.x)) == len(problem.dense.x)


def test_an_expression_is_a_target_of_a_search_in_the_reals() -> None:
    campaign = resolve(dict(BELL))
    space = campaign.space()
    assert campaign.real
    assert (space.target.name, space.domain, space.error) == ("bell", (0.0, 1.0), RELATIVE)
    problem = problem_of(space, campaign.search)
    np.testing.assert_allclose(problem.dense.values, np.exp(-(problem.dense.x**2)), rtol=1e-15)


def test_an_expression_without_a_name_gets_one() -> None:
    assert resolve({"target_expr": "x + 1", "domain": (0.0, 1.0)}).target == DEFAULT_NAME


@pytest.mark.parametrize("changed", [{"error": "absolute"}, {"real": False, "outside": "clamp"}])
def test_a_campaign_with_an_expression_survives_its_own_toml(tmp_path: Path, changed: dict[str, Any]) -> None:
    campaign = resolve({**BELL, **changed, "seed": 3})
    path = tmp_path / "campaign.toml"
    path.write_text(campaign.toml(), encoding="utf-8")
    assert load(path, {}) == campaign
    assert campaign.space() == load(path, {}).space()


def test_domain_and_error_override_the_row_of_a_search_in_the_reals() -> None:
    campaign = resolve({"target": "exp2", "real": True, "domain": [-1, 3], "error": "absolute"})
    space = campaign.space()
    assert (space.domain, space.error, space.kernel.error) == ((-1.0, 3.0), ABSOLUTE, ABSOLUTE)
    assert resolve({"target": "exp2", "real": True}).space().domain == (0.0, 1.0)


@pytest.mark.parametrize("outside", OUTSIDE)
@pytest.mark.parametrize("name", ["sin", "log", "bessel_i_half", "expression"])
def test_without_real_a_bounded_target_poses_a_float32_problem_and_an_epoch_makes_progress(
    name: str, outside: str
) -> None:
    if name == "expression":
        given = {"target_expr": "exp(-x*x)", "domain": (0.0, 1.0)}
    else:
        given = {"target": name, "domain": TARGETS[name].real_domain}
    campaign = resolve({**given, "max_ops": 6, "outside": outside})
    space = campaign.space()
    assert (space.error, space.number_format, space.kernel.outside) == (ULP, FLOAT32, outside)
    assert space.ops == (TARGETS[name].ops if name in TARGETS else ARITHMETIC)
    problem = problem_of(space, campaign.search)
    assert np.isfinite(problem.score.weights).all()
    first, last = (run_epoch(problem, start(problem, 0, 0), Migrants(), 0, 0, 0, count) for count in (10, 6000))
    assert min(e.error for e in front(problem, last)) < 0.01 * min(e.error for e in front(problem, first))


def test_a_domain_bounds_the_kernels_of_a_row_that_has_a_reduction_to_the_whole_line() -> None:
    whole, part = resolve({"target": "exp2"}), resolve({"target": "exp2", "domain": (0.0, 0.5)})
    assert (whole.bounded(), part.bounded()) == (False, True)
    assert whole.space().kernel == TARGETS["exp2"]
    assert (part.space().kernel.real_domain, part.space().kernel.outside) == ((0.0, 0.5), NAN)


# fmt: off
BAD: list[tuple[dict[str, Any], str]] = [
    ({"target_expr": "x + 1"},                                          r"^target_expr needs a domain: --domain A,B, or domain = \[A, B\] in a campaign file$"),
    ({**BELL, "target": "exp2"},                                        "^target is 'exp2': with target_expr it names your own function; allowed: .*, and no name of the target table$"),
    ({**BELL, "target": "a/b"},                                         "letters, digits and _"),
    ({**BELL, "target": "lambda"},                                      "no keyword"),
    ({**BELL, "target": "x" * 65},                                      "at most 64 letters"),
    ({**BELL, "error": "ulp"},                                          "error is 'ulp'; allowed: relative, absolute"),
    ({**BELL, "domain": [1.0, 0.0]},                                    "low < high; was given 1.0, 0.0"),
    ({**BELL, "domain": [0.0, math.inf]},                               "two finite numbers"),
    ({**BELL, "domain": [0.0]},                                         "domain"),
    ({**BELL, "real": False, "error": "relative"},                      "add --real"),
    ({**BELL, "outside": "wrap"},                                       "outside is 'wrap'; allowed: nan, clamp"),
    ({**BELL, "real": False, "target_expr": "x - 0.5"},                 "zero at x = 0.5.*--real"),
    ({**BELL, "real": False, "target_expr": "1/(x - 0.5)"},             "x = 0.5.*pole"),
    ({**BELL, "real": False, "domain": [1.0, 1.00000001]},              "fewer than two float32"),
    ({**BELL, "real": False, "domain": [1e-40, 1.0]},                   "subnormal"),
    ({"target": "airy_ai7"},                                            "zero at x = 0.33.*--real"),
    ({**BELL, "target_expr": "exp(-x*y)"},                              "position 8: unknown name 'y'"),
    ({**BELL, "target_expr": "x - 0.5"},                                "zero at x = 0.5.*--error absolute"),
    ({**BELL, "target_expr": "1/(x - 0.5)", "error": "absolute"},       "x = 0.5.*pole"),
    ({"target": "log2", "real": True, "domain": [-1.0, 1.0]},           "x = -1"),
]
# fmt: on


@pytest.mark.parametrize(("table", "message"), BAD)
def test_bad_targets_are_refused_with_a_sentence(table: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        resolve(dict(table))


def test_campaigns_of_the_table_are_as_before() -> None:
    campaign = resolve({"target": "exp2"})
    assert isinstance(campaign, Campaign)
    assert (campaign.target_expr, campaign.domain, campaign.error, campaign.real) == (None, None, None, False)
    with pytest.raises(CampaignError, match="target_exp"):
        resolve({"target": "exp2", "target_exp": "x"})


def test_what_is_advised_at_a_zero_is_not_refused() -> None:
    for table in ({"target_expr": "x - 0.5", "domain": (0.0, 1.0)}, {"target": "airy_ai7"}):
        with pytest.raises(CampaignError) as caught:
            resolve(dict(table))
        assert "--real --error absolute" in str(caught.value)
        assert "error absolute)" not in str(caught.value).replace("--real --error absolute)", "")
        resolve({**table, "real": True, "error": "absolute"})
    with pytest.raises(ValueError, match=r"\(--error absolute\)"):
        resolve({"target_expr": "x - 0.5", "domain": (0.0, 1.0), "real": True})
    resolve({"target_expr": "x - 0.5", "domain": (0.5, 1.0)})

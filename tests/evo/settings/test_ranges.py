"""Every number of a campaign has a range, and nothing outside it gets as far as a search."""

import dataclasses
import math
import types
import typing
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from evo.population import PopulationSettings
from evo.settings.checks import DEFAULT_EPOCH, MOST_TEXT, CampaignError
from evo.settings.config import Campaign, load, resolve
from evo.settings.constants import FitSettings
from evo.settings.ranges import CAMPAIGN_RANGES, FIT_RANGES, POPULATION_RANGES, WEIGHT_RANGE, Range
from evo.settings.search import SearchSettings
from search_spaces.naming import MOST_NAME
from tests.sentences import whole

TABLES: dict[str, tuple[type, dict[str, Range]]] = {
    "": (Campaign, CAMPAIGN_RANGES),
    "search.population.": (PopulationSettings, POPULATION_RANGES),
    "search.fit.": (FitSettings, FIT_RANGES),
}
ROWS = [(prefix, name) for prefix, (_, table) in TABLES.items() for name in table]


def parts(hint: Any) -> set[Any]:
    """The types in an annotation."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is not None:
        return {part for inner in typing.get_args(hint) for part in parts(inner)}
    return {hint}


def numeric(kind: type) -> Iterator[str]:
    for name, hint in typing.get_type_hints(kind).items():
        if parts(hint) & {int, float}:
            yield name


def given(path: str, value: Any) -> dict[str, Any]:
    *above, last = path.split(".")
    table: dict[str, Any] = {last: value}
    for name in reversed(above):
        table = {name: table}
    return {"target": "exp2", **table}


def absurd(prefix: str, name: str) -> Iterator[Any]:
    kind, table = TABLES[prefix]
    hint, row = typing.get_type_hints(kind)[name], table[name]
    whole = float not in parts(hint)
    below = row.low if row.above else row.low - 1
    values = [below, row.high * 2 + 1, -1, 10**40, -(10**40)]
    values += [] if whole else [math.nan, math.inf, -math.inf, 1e308]
    for value in values:
        number = int(value) if whole else float(value)
        if number in row:
            continue
        yield [number] * len(typing.get_args(hint)) if tuple in {typing.get_origin(hint)} else number


def test_every_number_of_a_campaign_has_a_range():
    for kind, table in TABLES.values():
        assert set(numeric(kind)) - {"domain", "weights"} == set(table)
    assert {field.name for field in dataclasses.fields(SearchSettings)} == {"population", "fit", "weights"}


@pytest.mark.parametrize(("prefix", "name"), ROWS)
def test_absurd_values_are_refused_with_the_field_and_what_is_allowed(prefix, name):
    found = list(absurd(prefix, name))
    assert len(found) >= 3
    for value in found:
        with pytest.raises(CampaignError) as error:
            resolve(given(prefix + name, value))
        text = str(error.value)
        assert f"{name} is " in text, value
        assert f"allowed: {TABLES[prefix][1][name].allowed}" in text
        assert "\n" not in text
        assert len(text) < 400


@pytest.mark.parametrize(("prefix", "name"), ROWS)
def test_both_ends_of_a_range_and_the_default_are_allowed(prefix, name):
    kind, table = TABLES[prefix]
    row = table[name]
    assert row.high in row
    assert (row.low in row) != row.above
    assert not any(value in row for value in (math.nan, -math.inf))
    if prefix:
        default = getattr(kind(), name)
        assert all(value in row for value in (default if isinstance(default, tuple) else (default,)))


@pytest.mark.parametrize("value", [math.nan, math.inf, -1.0, 1e300])
def test_a_weight_that_is_no_weight_is_refused(value):
    assert value not in WEIGHT_RANGE
    with pytest.raises(CampaignError, match=r"search\.weights of 'insert' is .*; allowed: a number from 0 to 1e30"):
        resolve({"target": "exp2", "search": {"weights": [["insert", value]]}})


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (
            {"epoch_evaluations": 20_000, "evaluations": 15_000},
            "epoch_evaluations is 20000; allowed: at most 15,000, for an epoch is finished once it has begun and must not take more "
            "than the search's 15,000 evaluations",
        ),
        ({"epoch_evaluations": 10**6, "evaluations": 5}, f"at most {DEFAULT_EPOCH:,}"),
        ({"epoch_evaluations": 10**6, "minutes": 1.0}, "at most 600,000, .* more than what a core fits in 1 minutes"),
    ],
)
def test_an_epoch_longer_than_the_budget_is_refused(table, words):
    with pytest.raises(CampaignError, match=words):
        resolve({"target": "exp2", **table})


def test_the_default_epoch_goes_with_every_budget():
    assert resolve({"target": "exp2", "evaluations": 1}).epoch_evaluations == DEFAULT_EPOCH
    assert resolve({"target": "exp2", "minutes": 0.001}).epoch_evaluations == DEFAULT_EPOCH
    assert resolve({"target": "exp2", "evaluations": 10**9, "epoch_evaluations": 10**5}).epoch_evaluations == 10**5


TEXTS = [field.name for field in msgspec.structs.fields(Campaign) if str in parts(field.type)]


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_without_end_is_refused_and_cut_in_the_message(name):
    text = "x" * (MOST_TEXT + 1)
    given = {"cores": [text], "ops": [text], "op": [["name", text]]}
    table = {"target": "exp2", name: given.get(name, text)}
    with pytest.raises(ValueError, match=r"allowed|characters|domain") as error:
        resolve(table)
    assert len(str(error.value)) < 400


def test_the_length_of_a_text_is_said_with_what_is_allowed():
    said = f"campaign: 'xxx... has {MOST_TEXT + 1:,} characters; allowed: {MOST_TEXT:,}"
    with pytest.raises(CampaignError, match=whole(said)):
        resolve({"target": "x" * (MOST_TEXT + 1)})


def test_the_name_of_a_users_function_has_an_end():
    own = {"target_expr": "exp(x)", "domain": [0.0, 1.0], "real": True}
    assert resolve({"target": "f" * MOST_NAME, **own}).target == "f" * MOST_NAME
    with pytest.raises(CampaignError, match="at most 64 letters"):
        resolve({"target": "f" * (MOST_NAME + 1), **own})


@pytest.mark.parametrize(
    "text",
    ["seed = " + "[" * 100_000, "a" + ".a" * 20_000 + " = 1", "seed = " + "9" * 10_000],
    ids=lambda text: text[:10],
)
def test_a_campaign_file_nested_without_end_is_refused_in_a_sentence(tmp_path, text):
    path = tmp_path / "campaign.toml"
    path.write_text('target = "exp2"\n' + text)
    with pytest.raises(CampaignError) as error:
        load(path, {})
    assert "\n" not in str(error.value)


def test_a_table_nested_without_end_is_refused():
    table: dict[str, Any] = {}
    for _ in range(2_000):
        table = {"search": table}
    with pytest.raises(
        CampaignError, match=whole("campaign: tables or arrays are nested deeper than a campaign has any")
    ):
        resolve({"target": "exp2", **table})


@pytest.mark.parametrize("assignment", ["seed=" + "[" * 100_000, "a" + ".a" * 20_000 + "=1", "seed=" + "9" * 10_000])
def test_an_assignment_nested_without_end_is_refused_in_a_sentence(assignment):
    with pytest.raises(CampaignError) as error:
        resolve({"target": "exp2"}, [assignment])
    assert len(str(error.value)) < 1000


@pytest.mark.parametrize(
    ("domain", "real", "words"),
    [
        ([0.0, 1e39], False, "ends at 1e\\+39, beyond the largest float32"),
        (
            [0.0, 1e300],
            True,
            r"^the domain \[0.0, 1e\+300\] is beyond what float64 can search: squares over- or underflow\. Scale x so that the larger end is near 1$",
        ),
        ([0.0, 1e-320], True, "beyond what float64 can search"),
        (
            [1.0, 1.0 + 2.0**-50],
            True,
            r"^the domain \[1.0, .*\] is too narrow for float64: its width is below 2\*\*-40 of its larger end\. Widen it$",
        ),
        ([0.0, 1e6], True, "^at x = .*: target 'exp2' overflows float64. Choose a domain where it does not$"),
        ([0.0, 1e36], True, "target 'exp2' overflows at x"),
        ([0.0, math.nan], True, "two finite numbers, low < high"),
        ([0.0, math.inf], False, "two finite numbers, low < high"),
    ],
)
def test_a_domain_beyond_the_numbers_is_refused(domain, real, words):
    with pytest.raises(ValueError, match=words):
        resolve({"target": "exp2", "domain": domain, "real": real})


def test_a_domain_beyond_the_numbers_is_no_pole():
    with pytest.raises(ValueError, match="overflows") as error:
        resolve({"target": "exp2", "domain": [0.0, 1e6], "real": True})
    assert "pole" not in str(error.value)

"""Committed records come out of a search from y = x again."""

import pytest

from results.record.record import CLASSICAL, RECORDS, Record, read
from results.verification.reproduce import campaign_of, reproduce

SEARCHED_AGAIN = ("rsqrt", "cbrt")
"""Targets of small campaigns: 120,000 evaluations."""


def small_records() -> list[Record]:
    """The first evolved record of each of them."""
    rows = ((read(path) for path in sorted((RECORDS / target).glob("*.json"))) for target in SEARCHED_AGAIN)
    return [next(record for record in records if record.kind != CLASSICAL) for records in rows]


@pytest.mark.exhaustive
@pytest.mark.parametrize("record", small_records(), ids=lambda record: f"{record.target}-{record.hash[:8]}")
def test_a_search_with_the_records_seed_and_budget_makes_the_same_kernel(record):
    again = reproduce(record, 2, lambda *_: None)
    assert again.evaluations == campaign_of(record, 2).evaluations
    assert again.found, f"{record.hash} is not among {again.kernels}"


def test_a_records_campaign_is_bounded_by_its_evaluations_alone():
    record = small_records()[0]
    campaign = campaign_of(record, 1)
    assert (campaign.target, campaign.seed) == (record.target, record.provenance.seed)
    assert (campaign.minutes, campaign.evaluations) == (None, record.provenance.evaluations)


def test_a_record_from_before_contexts_were_named_was_measured_in_a_loop():
    record = small_records()[0]
    assert "measure =" not in record.provenance.campaign
    assert campaign_of(record, 1).measure == "loop"


def test_only_the_records_own_cores_are_searched_again_each_with_what_it_had():
    record = small_records()[1]
    assert len(record.provenance.cores) == 2
    assert campaign_of(record, 1).evaluations == record.provenance.evaluations // 2

"""Committed records come out of a search from y = x again."""

import pytest

from results.record import CLASSICAL, RECORDS, Record, read
from results.reproduce import campaign_of, reproduce

SMALL = 50_000
"""Evaluations of a record that is searched for again in every run of these tests."""


def small_records() -> list[Record]:
    """One evolved record of each target whose campaign was that small."""
    records = [read(path) for path in sorted(RECORDS.glob("*/*.json"))]
    small = [r for r in records if r.kind != CLASSICAL and r.provenance.evaluations <= SMALL]
    return list({record.target: record for record in small}.values())


def test_there_are_records_of_small_campaigns():
    assert len(small_records()) >= 2


@pytest.mark.exhaustive
@pytest.mark.parametrize("record", small_records(), ids=lambda record: f"{record.target}-{record.hash[:8]}")
def test_a_search_with_the_records_seed_and_budget_makes_the_same_kernel(record):
    again = reproduce(record, 2, lambda *_: None)
    assert again.evaluations == record.provenance.evaluations
    assert again.found, f"{record.hash} is not among {again.kernels}"


def test_a_records_campaign_is_bounded_by_its_evaluations_alone():
    record = small_records()[0]
    campaign = campaign_of(record, 1)
    assert (campaign.target, campaign.seed) == (record.target, record.provenance.seed)
    assert (campaign.minutes, campaign.evaluations) == (None, record.provenance.evaluations)

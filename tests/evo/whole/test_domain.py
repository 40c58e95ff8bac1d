import math

import numpy as np
import pytest

from evo.whole.domain import domain_of, places_of, values_at
from search_spaces.whole.whole_targets import FINITE, NORMALS, POSITIVE_NORMALS
from tests.sentences import whole


def test_places_are_in_the_order_of_the_line_and_lead_back():
    x = np.array([-math.inf, -1.0, -1e-40, -0.0, 0.0, 1e-45, 1.0, math.inf], np.float32)
    places = places_of(x)
    assert np.all(np.diff(places) > 0)
    assert np.array_equal(values_at(places).view(np.uint32), x.view(np.uint32))


def test_domains_count_their_inputs():
    assert domain_of(POSITIVE_NORMALS).count == 254 << 23
    assert domain_of(NORMALS).count == 508 << 23
    assert domain_of(FINITE).count == 2 * (255 << 23)
    assert domain_of([(1.0, 2.0)]).count == (1 << 23) + 1
    assert domain_of([(0.0, 0.0)]).count == 2


def test_ends_that_are_no_float32_are_rounded_into_the_interval():
    ends = domain_of([(0.1, 0.7)]).ends()
    assert 0.1 <= float(ends[0]) < 0.1000001
    assert 0.6999999 < float(ends[1]) <= 0.7


@pytest.mark.parametrize("interval", [(2.0, 1.0), (1.0 + 1e-9, 1.0 + 2e-9), (math.nan, 1.0)])
def test_a_domain_without_float32_is_refused(interval: tuple[float, float]):
    with pytest.raises(
        ValueError, match=whole("the domain [..., ...] holds no float32. Give two ends, the lower first.")
    ):
        domain_of([interval])


def test_ranks_run_through_all_intervals():
    domain = domain_of([(-1.0, -1.0), (0.0, 0.0), (2.0, 2.0)])
    assert domain.at(np.arange(domain.count)).tolist() == [-1.0, -0.0, 0.0, 2.0]
    assert domain.holds(np.array([-1.0, 0.0, -0.0, 1.0, math.nan], np.float32)).tolist() == [
        True,
        True,
        True,
        False,
        False,
    ]

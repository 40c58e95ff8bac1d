import numpy as np
import pytest

from results.bench import surroundings
from results.bench.surroundings import SURROUNDINGS, surroundings_rows
from tests.sentences import whole

THRESHOLD = 2.0**17


def test_arrays_hold_what_their_names_say():
    arrays = surroundings._arrays((-100.0, 100.0), THRESHOLD)
    huge = {kind: int(np.count_nonzero(np.abs(x) >= THRESHOLD, axis=1).max()) for kind, x in arrays.items()}
    elements = arrays[""].shape[1]
    assert huge == {
        "": 0,
        ", one argument beyond the threshold": 1,
        ", |x| < 98304": 0,
        ", |x| < 2^100": elements,
    }


@pytest.mark.parametrize("place", [place for place in SURROUNDINGS if not place.startswith("fused")])
def test_every_place_gives_the_function_of_every_element(place: str):
    x = np.linspace(-3, 3, 64, dtype=np.float32)
    assert np.array_equal(SURROUNDINGS[place](lambda v: v * 2)(x), x * 2)


def test_a_target_without_a_cold_part_is_refused():
    with pytest.raises(ValueError, match=whole("no kernel of exp on record has a cold part: choose another --target")):
        surroundings_rows("exp")

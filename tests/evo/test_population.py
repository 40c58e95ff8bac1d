import pytest

from evo.population import PopulationSettings


@pytest.mark.parametrize(
    "wrong", [{"slots": 0}, {"tournament": 0}, {"elite_parents": 1.5}, {"memory_bits": 1}, {"refit": -0.1}]
)
def test_settings_out_of_range_are_refused(wrong):
    with pytest.raises(ValueError, match="allowed: "):
        PopulationSettings(**wrong)

import pytest

from results.finish.assembly import combinations
from results.finish.cores import Core, float32_core
from search_spaces.programs.program import identity
from tests.sentences import whole


def core(cost: float, error: float) -> Core:
    return Core(f"{cost}", identity("float32"), error, cost)


FIRST = [core(1, 8.0), core(3, 0.5), core(5, 0.1)]
SECOND = [core(2, 4.0), core(4, 0.2)]


def summed(cores: tuple[Core, ...]) -> tuple[float, float]:
    return sum(c.cost for c in cores), sum(c.grid_ulp for c in cores)


def test_combinations_are_the_pareto_front_by_summed_cost_and_error():
    front = [summed(cores) for cores in combinations([FIRST, SECOND])]
    assert front == [(3, 12.0), (5, 4.5), (7, 0.7), (9, 0.30000000000000004)]


def test_a_long_front_is_thinned_with_both_ends_kept():
    many = [core(cost, 2.0**-cost) for cost in range(40)]
    front = combinations([many])
    assert len(front) <= 17
    assert (front[0], front[-1]) == ((many[0],), (many[-1],))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "program real (x: float) -> (y: float)\nreturn y=x\n",
            "a real program of 1 inputs and 1 outputs is no core; allowed: float32, one and one",
        ),
        (
            "program float32 (x: float, z: float) -> (y: float)\nreturn y=x\n",
            "a float32 program of 2 inputs and 1 outputs is no core; allowed: float32, one and one",
        ),
    ],
)
def test_a_core_is_a_float32_program_of_one_input_and_one_output(text, said):
    with pytest.raises(ValueError, match=whole(said)):
        float32_core(text)


def test_no_core_no_kernel():
    assert combinations([FIRST, []]) == []


def test_of_coarse_combinations_those_good_to_12_bits_are_kept_beside_the_ends():
    coarse = [core(k, 8000.0 * 0.9**k) for k in range(60)]
    kept = [c[0].grid_ulp for c in combinations([[*coarse, core(99, 0.5)]])]
    fast = [c.grid_ulp for c in coarse if c.grid_ulp <= 2048]
    assert {coarse[0].grid_ulp, fast[0], fast[-1], 0.5} <= set(kept)
    assert sum(ulp <= 2048 for ulp in kept) >= 6
    assert len(kept) <= 9
    assert kept == sorted(kept, reverse=True)

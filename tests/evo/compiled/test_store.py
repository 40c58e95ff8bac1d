import numpy as np

from evo.compiled.store import (
    ERROR,
    FACTS,
    FIT_ERROR,
    PRINT,
    REAL_ERROR,
    clear,
    empty_store,
    enter,
    get,
    immigrate,
    keep_best,
    make_raw,
    merge,
)

NICHE = 1


def facts(error: float, print_: float = 0.0, real: float | None = None) -> np.ndarray:
    row = np.zeros(FACTS)
    row[[ERROR, REAL_ERROR, FIT_ERROR]] = error, error if real is None else real, error if real is None else real
    row[PRINT] = print_
    return row


def raw_of(constant: float):
    raw = make_raw()
    raw.op[0], raw.const[0] = 1, constant
    return raw


def errors(store) -> list[float]:
    return sorted(store.facts[NICHE, : store.size[NICHE], ERROR].tolist())


def test_the_oldest_dies_under_ageing_and_the_worst_without():
    for ageing, left in ((True, [1.0, 2.0, 4.0]), (False, [1.0, 2.0, 3.0])):
        store = empty_store(2, 3)
        for error in (3.0, 4.0, 2.0):
            assert enter(store, NICHE, ageing, raw_of(error), 1, facts(error))
        assert enter(store, NICHE, ageing, raw_of(1.0), 1, facts(1.0))
        assert errors(store) == left


def test_a_program_no_better_than_the_worst_of_a_full_niche_stays_out():
    store = empty_store(2, 2)
    for error in (1.0, 2.0):
        enter(store, NICHE, True, raw_of(error), 1, facts(error))
    assert not enter(store, NICHE, True, raw_of(3.0), 1, facts(3.0))
    assert errors(store) == [1.0, 2.0]


def test_one_function_is_not_kept_twice():
    for put in (lambda s, r, f: enter(s, NICHE, True, r, 1, f), lambda s, r, f: keep_best(s, NICHE, ERROR, r, 1, f)):
        store = empty_store(2, 4)
        assert put(store, raw_of(1.0), facts(1.0, 0.5))
        assert not put(store, raw_of(2.0), facts(1.0, 0.5 + 1e-4))
        assert put(store, raw_of(3.0), facts(1.0, -0.5))
        assert store.size[NICHE] == 2


def test_an_archive_keeps_the_best_of_its_column_in_any_order():
    rng = np.random.default_rng(5)
    values = [float(v) for v in range(12)]
    for _ in range(20):
        store = empty_store(2, 4)
        for v in rng.permutation(values):
            keep_best(store, NICHE, ERROR, raw_of(v), 1, facts(1.0 + v))
        assert errors(store) == [1.0, 2.0, 3.0, 4.0]


def test_an_archive_by_the_error_before_rounding_ignores_the_rounded_one():
    store = empty_store(2, 1)
    keep_best(store, NICHE, REAL_ERROR, raw_of(1.0), 1, facts(0.5, real=0.4))
    assert keep_best(store, NICHE, REAL_ERROR, raw_of(2.0), 1, facts(0.9, real=0.1))
    assert errors(store) == [0.9]


def test_programs_come_out_as_they_went_in_and_merge():
    source, target = empty_store(2, 4), empty_store(2, 4)
    enter(source, NICHE, True, raw_of(7.0), 1, facts(1.0))
    scratch, row = make_raw(), np.zeros(FACTS)
    merge(source, target, ERROR, scratch, row)
    immigrate(source, target, True, scratch, row)
    assert target.size.tolist() == [0, 1]
    assert get(target, NICHE, 0, scratch, row) == 1
    assert (scratch.op[0], scratch.const[0], row[ERROR]) == (1, 7.0, 1.0)
    clear(target)
    assert target.size.sum() == 0

"""The choice of kernels to time and sweep: by error on the dense check, predicted cost and measured time alone."""

from results.bench.stock_errors import stock_errors
from results.finish.assembly import EXPORT_ULP, Kernel
from results.finish.shortlist import (
    BESIDE_STOCK,
    CLEARLY,
    MARGIN,
    NEARLY,
    bounds_of,
    shortlist,
    undominated,
    worth_exporting,
)
from results.record.bars import BARS, FAST_ULP
from search_spaces.programs.parsing import parse
from search_spaces.reductions import REDUCTIONS
from search_spaces.targets import TARGETS

PROGRAM = parse("program float32 (x: float) -> (result: float)\nresult = abs(x)\nreturn result\n")


def kernel(name: str, ulp: float, cost: float = 1.0) -> Kernel:
    return Kernel(name, "evolved", (), REDUCTIONS["acosh_one_piece"], PROGRAM, ulp, cost)


def names(kernels: list[Kernel]) -> list[str]:
    return [k.name for k in kernels]


def test_a_kernel_that_is_nearly_as_cheap_as_a_more_accurate_one_is_timed_too():
    near, far = kernel("near", 1.1, 10 * NEARLY * 0.99), kernel("far", 1.2, 10 * NEARLY * 1.01)
    assert names(shortlist([far, near, kernel("best", 1.0, 10)], 9)) == ["best", "near"]


def test_a_shortlist_keeps_both_ends_and_is_never_empty():
    front = [kernel(str(i), 1 + i, 100 - i) for i in range(40)]
    kept = shortlist(front, 5)
    assert len(kept) == 5
    assert names(kept)[::4] == ["0", "39"]
    assert names(shortlist([kernel("hopeless", 2 * EXPORT_ULP)], 5)) == ["hopeless"]


def test_a_less_accurate_kernel_stays_only_where_it_is_clearly_faster():
    front = [kernel("a", 1.0), kernel("b", 1.1), kernel("c", 1.2)]
    times = {"a": 1.0, "b": CLEARLY * 1.001, "c": CLEARLY * 0.999}
    assert names(undominated(front, times)) == ["a", "c"]


def test_the_fastest_within_each_bound_and_the_most_accurate_are_swept():
    front = [kernel("best", 0.6), kernel("fine", 0.9), kernel("fast", 500.0), kernel("none", 2 * FAST_ULP)]
    times = {"best": 4.0, "fine": 3.0, "fast": 1.0, "none": 0.5}
    assert names(worth_exporting(front, times, [1.0, FAST_ULP], 9)) == ["best", "fine", "fast"]
    assert names(worth_exporting(front, times, [1.0, FAST_ULP], 1)) == ["fine"]


def test_a_clearly_faster_kernel_within_a_bound_is_swept_without_a_margin():
    bound = 1.5
    safe, bold = kernel("safe", MARGIN * bound * 0.99), kernel("bold", MARGIN * bound * 1.01)
    for share, wanted in ((0.9, ["safe", "bold"]), (0.99, ["safe"])):
        times = {"safe": 1.0, "bold": share}
        assert names(worth_exporting([safe, bold], times, [bound], 9)) == wanted
    assert names(worth_exporting([bold], {"bold": 1.0}, [bound], 9)) == ["bold"]
    assert names(worth_exporting([safe, kernel("out", bound * 1.01)], {"safe": 1.0, "out": 0.5}, [bound], 9)) == [
        "safe"
    ]


def test_a_kernel_that_should_be_clearly_cheaper_is_swept_whatever_the_clock_said():
    accurate, short = kernel("accurate", 0.9, 10.0), kernel("short", 1.3, 10.0 * CLEARLY * 0.99)
    times = {"accurate": 1.0, "short": 1.1}
    assert names(worth_exporting([accurate, short], times, [1.0, 1.5], 9)) == ["accurate", "short"]
    for other in (kernel("short", 1.3, 10.0 * CLEARLY * 1.01), kernel("short", 1.5, 1.0)):
        assert names(worth_exporting([accurate, other], times, [1.0, 1.5], 9)) == ["accurate"]


def test_bounds_are_those_of_the_table_and_stock_s_error_then_that_of_the_fast_kernels():
    stock = stock_errors()
    for name in {row.target for row in BARS} & set(TARGETS):
        stated = {bound for row in BARS if row.target == name for bound in (row.stretch[0], row.max_ulp)}
        error = max(1.0, stock[name].max_ulp)
        beside = {error, BESIDE_STOCK * error} if error < FAST_ULP else set()
        assert bounds_of(name) == [*sorted(stated | beside), FAST_ULP]
    assert stock["tanh"].max_ulp in bounds_of("tanh")
    assert {1.0, BESIDE_STOCK} <= set(bounds_of("rsqrt"))
    assert stock["gelu_tanh"].max_ulp not in bounds_of("gelu_tanh")

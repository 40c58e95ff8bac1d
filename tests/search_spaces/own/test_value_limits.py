"""A value that is too large or takes too long ends in a sentence, wherever it is asked for."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import mpmath
import pytest

from evaluators.minimax import posed
from evaluators.minimax.posed import PosedError, require_posed
from evaluators.reference.oracle import build_oracle
from evaluators.reference.oracle_build import PieceBuilder
from evo.settings.config import resolve
from search_spaces.own import expressions, formulas, value_limits
from search_spaces.own.expressions import parse_domain
from search_spaces.own.expressions import parse_expression as row
from search_spaces.own.formulas import EndlessError, Formula, OutOfReachError
from search_spaces.own.language import ExpressionError, parse
from search_spaces.own.value_limits import TooSlowError, in_time
from tests.sentences import whole

SLOW = "chebyt(1e9, x)"
"""mpmath adds a term at a time, for hours."""


@pytest.fixture
def impatient(monkeypatch):
    """A limit of a fifth of a second."""
    for module in (expressions, formulas):
        monkeypatch.setattr(module, "in_time", lambda compute, seconds=2.0: in_time(compute, min(seconds, 0.2)))


def at(text: str, x: float = 0.5):
    return Formula(text)(mpmath.MPContext(), mpmath.mpf(x))


@pytest.mark.parametrize(
    "text",
    [
        *("9**9**9", "9**9**9**9", "x**-(9**9**9)", "(x+1)**(10**9)", "power(9, power(9, 9))", "2**(10**8)*x"),
        *(
            "exp(1e9+x)",
            "exp(exp(exp(9)))",
            "factorial(1e9)",
            "gamma(1e10)",
            "hermite(1e7,x)",
            "sinh(1e6+x)",
            "1/exp(-1e9)",
        ),
    ],
)
def test_what_is_too_large_is_called_an_overflow_at_its_point_and_no_pole(text):
    with pytest.raises(OutOfReachError, match=r"overflows at x = 0\.5: a value above 2\*\*65536") as error:
        at(text)
    assert text in str(error.value)


@pytest.mark.parametrize(
    ("text", "want"),
    [("exp(-1e30)", 0.0), ("exp(exp(10))**0", 1.0), ("(-x)**3", -0.125), ("0**2", 0), ("0e999999999999", 0)],
)
def test_what_is_small_or_within_reach_is_a_value(text, want):
    assert float(at(text)) == want


def test_infinities_and_complex_powers_are_left_to_mpmath():
    context = mpmath.MPContext()
    assert value_limits.power(context, context.inf, context.mpf(2)) == context.inf
    assert abs(value_limits.power(context, context.mpf(-2), context.mpf("0.5")) ** 2 + 2) < 1e-12
    assert parse("1/x")(context, {"x": context.mpf(4)}) == 0.25


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1e999999999*x", "position 1: numbers are from 1e-10000 to 1e10000 in size"),
        ("x*1e-99999999999999999999", "position 3: numbers are from"),
        ("0x1p+99999*x", "position 1: '0x1p\\+99999' is beyond the largest float64"),
        ("(" * 300 + "x" + ")" * 300, "position 201: too many nested parentheses"),
        ("-" * 3000 + "x", "nested deeper than 200"),
        ("+x" * 1900, "nested deeper than 200"),
        ("x" + "**x" * 900, "nested deeper than 200"),
        ("[" * 150 + "]" * 150, "is not part of the language"),
        ("lambda: " + "-" * 3900 + "1", "expression '.*' cannot be read: |not part of the language"),
    ],
    ids=lambda text: text[:14],
)
def test_absurd_texts_are_refused_where_they_are_absurd(text, words):
    with pytest.raises(ExpressionError, match=words) as error:
        parse(text)
    assert len(str(error.value)) < 1000 or "not part of the language" in str(error.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0,9**9**9", "'9\\*\\*9\\*\\*9' is not a finite real number: a value above 2\\*\\*65536"),
        ("0,1/0", "'1/0' is not a finite real number: a division by zero"),
        ("0,log(-1)", "is not a finite real number"),
        ("0" * 100_000, "^a domain is A,B, two numbers such as 0,1 or -pi/4,pi/4; was given '000"),
    ],
    ids=lambda text: text[:10],
)
def test_a_domain_that_is_no_pair_of_numbers_is_refused(text, words):
    with pytest.raises(ExpressionError, match=words) as error:
        parse_domain(text)
    assert len(str(error.value)) < 400


def test_the_end_of_a_domain_has_a_limit_of_time_too(impatient):
    with pytest.raises(ExpressionError, match=r"is not a finite real number: more than 0\.2 s of processor time"):
        expressions._number_of("chebyt(1e9, 1/3)")


@pytest.mark.parametrize(
    "compute",
    [
        lambda: at(SLOW),
        lambda: require_posed(row(SLOW), (0.0, 1.0), "absolute"),
        lambda: resolve({"target_expr": SLOW, "domain": [0.25, 0.5]}),
        lambda: PieceBuilder(row(SLOW)).build(),
        lambda: build_oracle(row(SLOW)),
    ],
    ids=["reference", "posed", "campaign", "filter", "oracle"],
)
def test_a_value_that_takes_too_long_ends_in_a_sentence_with_the_expression_and_the_point(impatient, compute):
    with pytest.raises(
        OutOfReachError,
        match=whole(
            "expression 'chebyt(1e9, x)' takes too long at x = ...: more than 0.2 s of processor time, "
            "and a search needs thousands of values. Choose smaller parameters"
        ),
    ):
        compute()


def test_many_values_that_each_take_long_are_refused(monkeypatch):
    monkeypatch.setattr(posed, "GRID_SECONDS", 0.0)
    said = (
        "target 'expression' takes ... s a value near x = 0, and a search needs 10,000 and more. Write it so that mpmath is faster, "
        "or choose smaller parameters"
    )
    with pytest.raises(PosedError, match=whole(said)):
        require_posed(row("exp(x)"), (0.0, 1.0), "relative")


def test_a_series_that_does_not_converge_is_a_sentence():
    said = "expression 'besselj(1e6,1e6*x+1e6)' has no value that mpmath can find at x = 0.5: ..."
    with pytest.raises(OutOfReachError, match=whole(said)):
        at("besselj(1e6,1e6*x+1e6)")


def busy(seconds: float) -> str:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass
    return "done"


def test_only_the_thread_whose_time_is_up_is_stopped():
    with ThreadPoolExecutor(4) as pool:
        slow = [pool.submit(in_time, lambda: busy(60.0), 0.2) for _ in range(2)]
        quick = [pool.submit(in_time, lambda: busy(0.05), 30.0) for _ in range(2)]
        assert [future.result() for future in quick] == ["done", "done"]
        for future in slow:
            with pytest.raises(TooSlowError, match=r"more than 0\.2 s of processor time"):
                future.result()
    assert not value_limits._watched


def test_nothing_arrives_after_a_value_that_was_just_in_time():
    for _ in range(3):
        try:
            in_time(lambda: busy(0.19), 0.2)
        except TooSlowError:
            continue
        finally:
            assert busy(0.05) == "done", "an error meant for the value before"
            assert not value_limits._watched


def test_waiting_is_no_time():
    assert in_time(lambda: time.sleep(0.5) or "done", 0.3) == "done"


def test_limits_hold_one_within_another():
    with pytest.raises(TooSlowError):
        in_time(lambda: [in_time(lambda: busy(0.1), 30.0) for _ in range(100)], 0.4)
    assert in_time(lambda: in_time(lambda: busy(0.05), 30.0), 30.0) == "done"
    with pytest.raises(TooSlowError, match=r"0\.2 s"):
        in_time(lambda: in_time(lambda: busy(60.0), 0.2), 30.0)
    assert not value_limits._watched


@pytest.mark.parametrize(
    "text", ["chebyt(1e9, x) / x", "1/chebyt(1e9, x)", "x/chebyt(1e9,x)", "sin(x)/x + chebyt(1e9, x)"]
)
def test_looking_for_parity_and_limits_has_an_end_too(impatient, text):
    with pytest.raises(EndlessError, match="takes too long at x = "):
        row(text, domain=(-1.0, 1.0))


@pytest.mark.parametrize("text", ["exp(1/x)", "x**(1/x**99)", "gamma(1/x)"])
def test_what_grows_beyond_all_numbers_on_one_side_has_no_limit(text):
    assert Formula(text).limit(mpmath.MPContext(), mpmath.mpf(0)) is None


def test_what_a_value_raises_is_its_own():
    with pytest.raises(ZeroDivisionError):
        in_time(lambda: 1 / 0)
    assert not value_limits._watched


def test_the_watch_ends_where_nothing_is_watched(monkeypatch):
    monkeypatch.setattr(value_limits, "LOOK_SECONDS", 0.001)
    assert in_time(lambda: 1) == 1
    deadline = time.monotonic() + 30
    while any(thread.name == "value-limits" for thread in threading.enumerate()) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(thread.name == "value-limits" for thread in threading.enumerate())
    assert in_time(lambda: 2) == 2

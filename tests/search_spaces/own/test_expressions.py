"""Expressions: right to any precision inside the whitelist, refused with a position outside it."""

import ast
import copy
from typing import Any

import mpmath
import pytest

from search_spaces.own.expressions import parse_domain, parse_expression
from search_spaces.own.language import CONSTANTS, FUNCTIONS, MAX_DEPTH, MAX_LENGTH, ExpressionError, parse
from search_spaces.targets import ABSOLUTE, ARITHMETIC, EVEN, NO_PARITY, RELATIVE
from tests.sentences import whole

MP: Any = mpmath.MPContext()
MP.prec = 300


def value(text: str, x: str = "0.375") -> Any:
    return parse(text)(MP, {"x": MP.mpf(x)})


# fmt: off
RIGHT: list[tuple[str, Any]] = [
    ("x",                     lambda x: x),
    (" -x + +2 ",             lambda x: 2 - x),
    ("2*x**3 - x/7",          lambda x: 2 * x**3 - x / 7),
    ("-x**2",                 lambda x: -(x**2)),
    ("2**-x",                 lambda x: MP.power(2, -x)),
    ("2**3**2",               lambda x: MP.mpf(512)),
    ("(1 - x)*(1 + x)",       lambda x: 1 - x * x),
    ("1e-3*x + .5 + 1_000",   lambda x: MP.mpf(1) / 1000 * x + MP.mpf("1000.5")),
    ("0x1.8p+1*x + 0X.8P0",   lambda x: 3 * x + MP.mpf("0.5")),
    ("exp(-x*x)*erf(x)",      lambda x: MP.exp(-x * x) * MP.erf(x)),
    ("sqrt(2/(pi*x))*sinh(x)", lambda x: MP.besseli(MP.mpf(1) / 2, x)),
    ("airyai(-7*x, 1)",       lambda x: MP.airyai(-7 * x, derivative=1)),
    ("abs(-x) + log(x, 2) + e", lambda x: x + MP.log(x) / MP.log(2) + MP.e),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), RIGHT)
def test_values_are_right_to_the_precision_of_the_context(text: str, expected: Any) -> None:
    x = MP.mpf("0.375")
    assert abs(value(text) - expected(x)) <= abs(expected(x)) * MP.mpf(2) ** -280, text


def test_decimal_numbers_are_what_is_written_and_not_their_float64() -> None:
    assert value("0.1*x", "10") - 1 == 0 or abs(value("0.1*x", "10") - 1) < MP.mpf(2) ** -295
    assert value("0x1.999999999999ap-4") == MP.mpf(0.1)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_of_the_whitelist_exists_and_checks_its_arguments(name: str) -> None:
    least, most = FUNCTIONS[name]
    for count in range(least, most + 1):
        text = f"{name}({', '.join(['x', '2', '1', '0.25'][:count])})"
        result = parse(text)(MP, {"x": MP.mpf("0.375")})
        assert isinstance(result, (MP.mpf, MP.mpc, int)), text
    said = f"expression '2 + {name}(...)', position 5: {name} takes ... arguments, was given {most + 1}"
    with pytest.raises(ExpressionError, match=whole(said)):
        parse(f"2 + {name}({', '.join(['x'] * (most + 1))})")
    with pytest.raises(ExpressionError, match=rf"'{name}' is a function: write {name}\(\.\.\.\)"):
        parse(name)


@pytest.mark.parametrize("name", CONSTANTS)
def test_every_constant_of_the_whitelist_is_a_number(name: str) -> None:
    assert value(f"x - x + {name}") == +getattr(MP, name)


# fmt: off
REFUSED: list[tuple[str, int, str]] = [
    ("x + y",              5, "expression 'x + y', position 5: unknown name 'y'. Known: x, pi, "),
    ("x + sinn(x)",        5, "unknown function 'sinn'. Did you mean 'sin'? Known: x, pi"),
    ("  0x1.8p+1 + z",    12, "unknown name 'z'"),
    ("1 + (x",             5, "'(' was never closed"),
    ("x < 1",              1, "'x < 1' (Compare) is not part of the language; it has + - * / ** ( ), x, pi"),
    ("1 + (x) // 2",       9, "the operator FloorDiv is not part of the language"),
    ("(x + 1)^2",          8, "the operator BitXor (a power is **) is not part of the language"),
    ("x if x else 1",      1, "(IfExp) is not part of the language"),
    ("x.real",             1, "'x.real' (Attribute) is not part of the language"),
    ("1j*x",               1, "1j is not a real number"),
    ("x + 'a'",            5, "'a' is not a real number"),
    ("x + True",           5, "True is not a real number"),
    ("x + [1]",            5, "'[1]' (List) is not part of the language"),
    ("sin(*x)",            5, "(Starred) is not part of the language"),
    ("sin(x=x)",           1, "sin takes 1 arguments"),
    ("not x",              1, "(UnaryOp) is not part of the language"),
    ("lambda: 1",          1, "(Lambda) is not part of the language"),
    ("(lambda: 1)()",      1, "unknown function"),
    ("__import__('os')",   1, "unknown function '__import__'"),
    ("sin.__class__(x)",   1, "unknown function 'sin.__class__'"),
    ("mp.sin(x)",          1, "unknown function 'mp.sin'"),
    ("x = 1",              3, "expression 'x = 1'"),
]
# fmt: on


@pytest.mark.parametrize(("text", "position", "what"), REFUSED)
def test_anything_else_is_refused_with_its_position(text: str, position: int, what: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert what in str(caught.value)
    assert f"position {position}: " in str(caught.value), str(caught.value)


NO_LINE = (
    f"an expression is one line of 1 to {MAX_LENGTH} ASCII characters, was given ... For example: exp(-x*x) * (1 + x)"
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *((text, NO_LINE) for text in ("", "  ", "x\n+1", "x + ½", "x" * (MAX_LENGTH + 1))),
        ("+" * 1990 + "x", f"expression '+++...', position ...: nested deeper than {MAX_DEPTH}"),
        ("(" * 900 + "x" + ")" * 900, "expression '(((...', position 201: too many nested parentheses"),
    ],
)
def test_texts_beyond_the_limits_are_refused_and_never_crash(text: str, said: str) -> None:
    with pytest.raises(ExpressionError, match=whole(said)):
        parse(text)


def test_deep_expressions_end_in_a_sentence() -> None:
    assert value("x" + " + x" * (MAX_DEPTH - 1), "1") == MAX_DEPTH
    with pytest.raises(ExpressionError, match=f"nested deeper than {MAX_DEPTH}"):
        parse("x" + " + x" * (MAX_DEPTH + 1))


def test_nothing_in_the_whitelist_is_an_attribute_that_reaches_further() -> None:
    for name in [*FUNCTIONS, *CONSTANTS]:
        assert name.isidentifier()
        assert not name.startswith("_")
        assert isinstance(ast.parse(name, mode="eval").body, ast.Name)


def test_a_user_target_is_a_row_with_the_given_domain_and_error() -> None:
    target = parse_expression("exp(-x*x)", "bell", (-1.0, 2.0), ABSOLUTE)
    assert (target.name, target.real_domain, target.error) == ("bell", (-1.0, 2.0), ABSOLUTE)
    assert (target.parity, target.ops, target.specials, target.stock) == (EVEN, ARITHMETIC, (), None)
    assert parse_expression("exp(-x*x)", "bell", (0.5, 2.0)).parity == NO_PARITY
    assert target.reference(MP, MP.mpf(2)) == MP.exp(-4)
    assert "exp(-x*x)" in target.citation
    assert parse_expression("x", "line", (1.0, 2.0)).error == RELATIVE


def test_equal_texts_make_equal_targets() -> None:
    first, second = (parse_expression("exp(-x*x)", "bell", (0.0, 1.0)) for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)
    assert copy.deepcopy(first) == first
    assert first != parse_expression("exp(-x*x) ", "bell", (0.0, 1.0))


def test_a_domain_is_two_constant_expressions() -> None:
    assert parse_domain("0,1") == (0.0, 1.0)
    assert parse_domain(" -pi/4 , 2**-3") == (-float.fromhex("0x1.921fb54442d18p-1"), 0.125)
    for text in ("1", "1,2,3", "1,x", "1/0,2", "0,sqrt(-1)", ",1", "nan,1"):
        with pytest.raises(ExpressionError):
            parse_domain(text)

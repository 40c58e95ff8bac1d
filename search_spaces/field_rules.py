"""One language of rules for what each field of data that others wrote may hold, and the walk that applies them.

Data are JSON data, or a dataclass made of them: objects and dataclasses have rules by field. Tables of rules stand where the data are:
in evo/run/run_rules.py for run directories, in results/record/report_rules.py for reports, in results/record/record_rules.py for records, in
results/library/kernel_index.py for the index. A rule holds for no value of a wrong type, and raises for none.
"""

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from search_spaces.naming import ALLOWED, is_name
from search_spaces.programs.parts import is_float32
from search_spaces.visible import shown

MOST_INTEGER = 2**63
_HEX_FLOAT = re.compile(r"-?0x[01]\.[0-9a-f]{13}p[+-][0-9]{1,4}|-?0x0\.0p\+0|-?inf|nan")
"""As `float.hex` writes it; every float has one such text."""


class FieldError(ValueError):
    """A field that holds what it may not; the message says which, what it holds and what is allowed."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Rule for a value without parts: the allowed values in words, and a test that never raises."""

    allowed: str
    holds: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Many:
    """A list or a tuple of at most so many, each under one rule."""

    most: int
    each: "AnyRule"
    least: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """An object of any names, each under one rule."""

    each: "AnyRule"


@dataclass(frozen=True, slots=True)
class Maybe:
    """Rule that allows null besides the values of another rule."""

    rule: "AnyRule"


@dataclass(frozen=True, slots=True)
class Relation:
    """Rule between fields of one object; `field` is the one that the message shows, empty for all of them."""

    field: str
    allowed: str
    holds: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of an object or a dataclass: one a field, and relations between fields.

    Attributes:
        fields: Those that must be there. Fields without a rule are passed over: newer programs add fields.
        relations: Held against the object when every field is well.
        possible: Rules of fields that may be absent.
    """

    fields: Mapping[str, "AnyRule"]
    relations: tuple[Relation, ...] = ()
    possible: Mapping[str, "AnyRule"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Nested:
    """A dataclass, under the rules that the table has for its type; or where that is optional None."""

    optional: bool = False


AnyRule = Rule | Many | Named | Maybe | Rules | Nested
Table = Mapping[type, Rules]


def check(value: Any, table: Table, place: str = "") -> None:
    """Apply a table to a dataclass, which stands at a place of a file, and to all that it holds.

    Raises:
        FieldError: A field does not hold what its rule allows.
    """
    if found := fault(value, table[type(value)], table, place):
        raise FieldError(found)


def fault(value: Any, rule: AnyRule, table: Table | None = None, place: str = "") -> str:
    """The first thing that is wrong with a value, with its place such as `front[3].ops`; empty where nothing is."""
    match rule:
        case Rule():
            return "" if rule.holds(value) else _refused(place, value, rule.allowed)
        case Maybe():
            return "" if value is None else fault(value, rule.rule, table, place)
        case Many():
            return _fault_of_many(value, rule, table, place)
        case Named():
            return _fault_of_named(value, rule, table, place)
        case Nested():
            return _fault_of_nested(value, rule, table, place)
        case Rules():
            return _fault_of_fields(value, rule, table, place)


def _fault_of_many(value: Any, rule: Many, table: Table | None, place: str) -> str:
    if not isinstance(value, (list, tuple)) or not rule.least <= len(value) <= rule.most:
        return _refused(place, value, _count_of(rule))
    return _first(fault(item, rule.each, table, f"{place}[{number}]") for number, item in enumerate(value))


def _fault_of_named(value: Any, rule: Named, table: Table | None, place: str) -> str:
    if not isinstance(value, dict):
        return _refused(place, value, "an object")
    return _first(fault(item, rule.each, table, _below(place, name)) for name, item in value.items())


def _fault_of_nested(value: Any, rule: Nested, table: Table | None, place: str) -> str:
    if value is None and rule.optional:
        return ""
    known = (table or {}).get(type(value))
    return _refused(place, value, "an object") if known is None else fault(value, known, table, place)


def _count_of(rule: Many) -> str:
    if rule.most == MOST_INTEGER:
        return "a list"
    return f"{rule.least} to {rule.most:,} of them" if rule.least < rule.most else f"a list of {rule.most:,}"


def _fault_of_fields(value: Any, rules: Rules, table: Table | None, place: str) -> str:
    held = _fields_of(value)
    if held is None:
        return _refused(place, value, "an object")
    lacking = [name for name in rules.fields if name not in held]
    if lacking:
        return f"{place or 'it'} has no {lacking[0]!r}"
    known = {**rules.possible, **rules.fields}
    found = _first(fault(item, known[name], table, _below(place, name)) for name, item in held.items() if name in known)
    return found or _first(
        _refused(_below(place, one.field), held[one.field] if one.field else value, one.allowed)
        for one in rules.relations
        if not one.holds(value)
    )


def _fields_of(value: Any) -> Mapping[str, Any] | None:
    if isinstance(value, dict):
        return value
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return None
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}


def _first(faults: Iterable[str]) -> str:
    return next(filter(None, faults), "")


def _below(place: str, name: str) -> str:
    if not name:
        return place
    shown_name = name if name.isidentifier() and len(name) <= 40 else repr(name[:40])
    return f"{place}.{shown_name}" if place else shown_name


def _refused(place: str, given: Any, allowed: str) -> str:
    return f"{place or 'it'} is {shown(given)}; allowed: {allowed}"


def any_number(rule: AnyRule) -> Many:
    """A list under a rule, as long as a file is."""
    return Many(MOST_INTEGER, rule)


def line(most: int) -> Rule:
    """One line of text."""
    return Rule(
        f"one line of at most {most:,} characters that all print",
        lambda text: isinstance(text, str) and len(text) <= most and text.isprintable(),
    )


def text_of_lines(most: int) -> Rule:
    """A text of several lines."""
    return Rule(
        f"a text of at most {most:,} characters that all print, line ends apart",
        lambda text: isinstance(text, str) and len(text) <= most and text.replace("\n", "").isprintable(),
    )


def matching(pattern: str, allowed: str) -> Rule:
    """A text that a regular expression describes from end to end."""
    compiled = re.compile(pattern, re.ASCII)
    return Rule(allowed, lambda text: isinstance(text, str) and compiled.fullmatch(text) is not None)


def hex_digits(count: int) -> Rule:
    """A hash."""
    return matching(f"[0-9a-f]{{{count}}}", f"{count} hex digits in lower case")


def one_of(*allowed: Any) -> Rule:
    """One of a few values."""
    return Rule(" or ".join(map(repr, allowed)), lambda value: any(value is a or _equal(value, a) for a in allowed))


def _equal(value: Any, allowed: Any) -> bool:
    return type(value) is type(allowed) and value == allowed


def count(least: int = 0, most: int = MOST_INTEGER) -> Rule:
    """A whole number."""
    return Rule(f"a whole number from {least:,} to {most:,}", lambda n: type(n) is int and least <= n <= most)


def real(least: float = 0.0, infinite: bool = False, above: bool = False) -> Rule:
    """A number that is no nan, at or above the least one, with infinity or without."""
    most = "inf" if infinite else "1e308"
    least_words = f"above {least:g}" if above else f"from {least:g} on"
    words = f"a number {least_words}, {'or inf' if infinite else 'finite'}, never nan"
    return Rule(words, lambda v: type(v) in (int, float) and _within(v, least, float(most), above))


def _within(value: float, least: float, most: float, above: bool) -> bool:
    return (least < value if above else least <= value) and value <= most


def or_none(rule: Rule) -> Rule:
    """A rule, or nothing."""
    return Rule(f"{rule.allowed}, or null", lambda value: value is None or rule.holds(value))


def is_hex_float(text: Any) -> bool:
    """True if a text is a float64 as `float.hex` writes it."""
    if not isinstance(text, str) or _HEX_FLOAT.fullmatch(text) is None:
        return False
    try:
        return float.fromhex(text).hex() == text
    except OverflowError:
        return False


def _is_hex_float32s(text: Any) -> bool:
    parts = text.split(", ") if isinstance(text, str) and len(text) < 100 else [text]
    return len(parts) <= 2 and all(is_hex_float(part) and is_float32(float.fromhex(part)) for part in parts)


NAME = Rule(f"a name: {ALLOWED}", is_name)
WORD = matching(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}", "a word of at most 100 letters, digits, _ and -")
FLAG = Rule("true or false", lambda value: isinstance(value, bool))
INPUTS = Rule("a float32 as float.hex writes it, or two with a comma between", _is_hex_float32s)
WORDS = Rule(
    "one line of 1 to 1,000 characters, not all blank", lambda text: line(1000).holds(text) and bool(text.strip())
)
ULPS = real(infinite=True)

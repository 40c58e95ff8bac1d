"""What each field of data that others wrote may hold: rules, and the walk that applies them to a dataclass.

Tables of rules stand here for what every report holds, in results/record/record_rules.py for records, in results/library/kernel_index.py for
the index. Nothing here needs msgspec: a rule holds for no value of a wrong type.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from evaluators.report import BLAKE3, EXHAUSTIVE, SAMPLED, SHA256, CostReport, ErrorReport, Fingerprint, SpecialFailure
from results.export.escaping import shown
from search_spaces.naming import ALLOWED, is_name
from search_spaces.program_parts import is_float32

MOST_COUNT = 2**63
ALL_INPUTS, ALL_PAIRS = 2**32, 2**64
_HEX_FLOAT = re.compile(r"-?0x[01]\.[0-9a-f]{13}p[+-][0-9]{1,4}|-?0x0\.0p\+0|-?inf|nan")
"""As `float.hex` writes it; every float has one such text."""


class FieldError(ValueError):
    """A field that holds what it may not; the message says which, what it holds and what is allowed."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a field may hold, in words and as a test that no value makes raise."""

    allowed: str
    holds: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Nested:
    """A field that holds a dataclass with rules of its own, or where that is optional None."""

    optional: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """A field that holds a tuple of at most so many, each under one rule."""

    most: int
    each: "Rule | Nested | Many"
    least: int = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """What fields of one dataclass must be to each other; `field` is the one that the message shows."""

    field: str
    allowed: str
    holds: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one dataclass: one a field, and relations between fields."""

    fields: Mapping[str, Rule | Nested | Many]
    relations: tuple[Relation, ...] = ()


Table = Mapping[type, Rules]


def check(value: Any, table: Table, place: str = "") -> None:
    """Apply a table to a dataclass and all that it holds.

    Raises:
        FieldError: A field does not hold what its rule allows.
    """
    rules = table[type(value)]
    for field in dataclasses.fields(value):
        _check_one(getattr(value, field.name), rules.fields[field.name], table, f"{place}{field.name}")
    for relation in rules.relations:
        if not relation.holds(value):
            raise _refused(f"{place}{relation.field}", getattr(value, relation.field), relation.allowed)


def _check_one(value: Any, rule: Rule | Nested | Many, table: Table, place: str) -> None:
    if isinstance(rule, Rule):
        if not rule.holds(value):
            raise _refused(place, value, rule.allowed)
    elif isinstance(rule, Many):
        if not (isinstance(value, tuple) and rule.least <= len(value) <= rule.most):
            raise _refused(place, value, f"{rule.least} to {rule.most:,} of them")
        for number, item in enumerate(value):
            _check_one(item, rule.each, table, f"{place}[{number}]")
    elif not (value is None and rule.optional):
        if type(value) not in table:
            raise _refused(place, value, "an object")
        check(value, table, f"{place}.")


def _refused(place: str, given: Any, allowed: str) -> FieldError:
    return FieldError(f"{place} is {shown(given)}; allowed: {allowed}")


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


def count(least: int = 0, most: int = MOST_COUNT) -> Rule:
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
    """Whether a text is that of a float64 as `float.hex` writes it."""
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
HASH_KIND = Rule(
    f"{SHA256!r}; {BLAKE3!r} is reserved, and this program cannot compare it: update it", lambda kind: kind == SHA256
)

# fmt: off
REPORT_RULES: dict[type, Rules] = {
    Fingerprint: Rules({
        "backend":     WORD,
        "isa":         WORDS,
        "device":      line(300),
        "versions":    Many(64, Many(2, line(300), 2)),
        "flags":       Many(256, line(1000)),
        "vector_bits": or_none(count(1, 1 << 20)),
        "ftz":         FLAG,
        "daz":         FLAG,
    }),
    SpecialFailure: Rules({"given": INPUTS, "expected": INPUTS, "got": INPUTS}),
    CostReport: Rules({
        "ns_per_element":          real(above=True),
        "baseline_ns_per_element": or_none(real(above=True)),
        "ratio_to_stock":          or_none(real(above=True)),
        "rounds":                  count(1),
        "elements":                count(1),
        "vector_bits":             or_none(count(1, 1 << 20)),
        "spread":                  or_none(real()),
        "slowed":                  or_none(real()),
    }),
    ErrorReport: Rules(
        {
            "target":              NAME,
            "mode":                one_of(EXHAUSTIVE, SAMPLED),
            "inputs":              count(1, ALL_PAIRS),
            "max_ulp":             ULPS,
            "witness":             INPUTS,
            "wrong_count":         count(0, ALL_PAIRS),
            "histogram":           Many(65, count(0, ALL_PAIRS), 2),
            "histogram_edges":     Many(64, real(above=True), 1),
            "undecided":           count(0, ALL_PAIRS),
            "monotone_violations": or_none(count(0, ALL_PAIRS)),
            "special_failures":    Many(1000, Nested()),
            "worst_inputs":        Many(1000, INPUTS),
            "outputs_hash":        or_none(hex_digits(64)),
            "ftz":                 FLAG,
            "daz":                 FLAG,
            "daz_saved":           count(0, ALL_PAIRS),
            "seconds":             real(),
            "outputs_hash_kind":   HASH_KIND,
        },
        (
            Relation("inputs", f"{ALL_INPUTS}, for it is exhaustive",
                     lambda e: e.mode != EXHAUSTIVE or e.inputs == ALL_INPUTS),
            Relation("outputs_hash", "a hash of an exhaustive sweep, null of a sample",
                     lambda e: (e.outputs_hash is None) == (e.mode == SAMPLED)),
            Relation("histogram_edges", "ascending numbers, one fewer than counts",
                     lambda e: sorted(set(e.histogram_edges)) == list(e.histogram_edges)
                     and len(e.histogram_edges) + 1 == len(e.histogram)),
            Relation("histogram", "counts that add up to inputs", lambda e: sum(e.histogram) == e.inputs),
            Relation("wrong_count", "as many as the histogram has above 0.5 ulp",
                     lambda e: e.histogram_edges[0] != 0.5 or e.wrong_count == e.inputs - e.histogram[0]),
        ),
    ),
}
# fmt: on
"""What evaluators/report.py's dataclasses may hold."""

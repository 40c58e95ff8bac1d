"""The shape of JSON data: what each field must be, as a table; and the place of the first one that is not."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from search_spaces.parsing import parse
from search_spaces.program_parts import ProgramError

MOST_TEXT = 100_000
"""Characters of a text: the longest source of a kernel is far below."""


@dataclass(frozen=True)
class Leaf:
    """A value without parts.

    Attributes:
        what: What it must be, in words.
        fits: Whether a value is that.
    """

    what: str
    fits: Callable[[Any], bool]


@dataclass(frozen=True)
class ListOf:
    """Any number of items of one shape; of so many where `count` is given."""

    item: "Shape"
    count: int | None = None


@dataclass(frozen=True)
class MapOf:
    """An object of any names."""

    item: "Shape"


@dataclass(frozen=True)
class Fields:
    """An object: fields that must be there, and those that may be. Others are passed over: newer programs add fields."""

    needed: Mapping[str, "Shape"]
    possible: Mapping[str, "Shape"] = field(default_factory=dict)


@dataclass(frozen=True)
class Maybe:
    """The shape, or null."""

    shape: "Shape"


@dataclass(frozen=True)
class Also:
    """The shape, whose parts also go together: `what` says how, and `fits` whether they do."""

    shape: "Shape"
    what: str
    fits: Callable[[Any], bool]


Shape = Leaf | ListOf | MapOf | Fields | Maybe | Also


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= MOST_TEXT


def _is_whole(value: Any) -> bool:
    return type(value) is int and abs(value) < 2**63


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) < 2**1023


def _is_hex(value: Any) -> bool:
    if not isinstance(value, str) or re.fullmatch(r"-?(0x[01]\.[0-9a-f]{1,13}p[+-]\d{1,4}|inf)|nan", value) is None:
        return False
    try:
        return not math.isnan(float.fromhex(value)) or value == "nan"
    except OverflowError:
        return False


def _is_program(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(parse(value))
    except ProgramError:
        return False


def _is_inside(value: Any) -> bool:
    parts = value.split("/") if _is_text(value) else [".."]
    return ".." not in parts and bool(parts[0]) and "\0" not in value and "\\" not in value


# fmt: off
TEXT   = Leaf("a text", _is_text)
FLAG   = Leaf("true or false", lambda value: type(value) is bool)
WHOLE  = Leaf("an integer", _is_whole)
COUNT  = Leaf("an integer from 0", lambda value: _is_whole(value) and value >= 0)
NUMBER = Leaf("a number", _is_number)
ERROR  = Leaf("a number, null, inf or -inf", lambda value: value in (None, "inf", "-inf") or _is_number(value))
BOUND  = Leaf("a number, inf or -inf", lambda value: value is not None and ERROR.fits(value))
HEX    = Leaf("a hex float", _is_hex)
PROGRAM = Leaf("the text of a program", _is_program)
INSIDE = Leaf("a path inside the run directory", _is_inside)
# fmt: on


def fault(value: Any, shape: Shape, where: str = "") -> str:
    """What is wrong with a value, with its place such as `front[3].ops`; nothing where nothing is."""
    if isinstance(shape, Maybe):
        return "" if value is None else fault(value, shape.shape, where)
    if isinstance(shape, Also):
        return fault(value, shape.shape, where) or ("" if shape.fits(value) else f"{where or 'it'} {shape.what}")
    if isinstance(shape, Leaf):
        return "" if shape.fits(value) else f"{where or 'it'} is not {shape.what}"
    if isinstance(shape, ListOf):
        return _fault_of_list(value, shape, where)
    if not isinstance(value, dict):
        return f"{where or 'it'} is not an object"
    if isinstance(shape, MapOf):
        rows = [(name, item, shape.item) for name, item in value.items()]
    else:
        lacking = [name for name in shape.needed if name not in value]
        if lacking:
            return f"{where or 'it'} has no {lacking[0]!r}"
        known = {**shape.possible, **shape.needed}
        rows = [(name, item, known[name]) for name, item in value.items() if name in known]
    return next((found for name, item, one in rows if (found := fault(item, one, _below(where, name)))), "")


def _fault_of_list(value: Any, shape: ListOf, where: str) -> str:
    if not isinstance(value, list):
        return f"{where or 'it'} is not a list"
    if shape.count is not None and len(value) != shape.count:
        return f"{where or 'it'} has {len(value)} items, not {shape.count}"
    return next((found for i, item in enumerate(value) if (found := fault(item, shape.item, f"{where}[{i}]"))), "")


def _below(where: str, name: str) -> str:
    shown = name if name.isidentifier() and len(name) <= 40 else repr(name[:40])
    return f"{where}.{shown}" if where else shown

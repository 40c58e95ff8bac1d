"""Names of constants: words for simple numbers, and for others the name they have where a stage is written."""

import math
from collections.abc import Mapping
from typing import Any

_WORDS = {
    math.inf: "infinity", 1.0: "one", 2.0: "two", 3.0: "three", 4.0: "four", 6.0: "six", 8.0: "eight", 10.0: "ten",
    2.0**-126: "smallest_normal", 0.5: "half", 0.25: "quarter", 0.125: "eighth", 1.5: "three_halves", 0.75: "three_quarters", 2.5: "five_halves",
}  # fmt: skip
_MAGIC, _BIASES = 1.5 * 2.0**23, 1024
"""Adding the first, and an integer up to the second, to a small number rounds it to an integer."""
_FACTORS = (("", 1.0), ("half_", 0.5), ("twice_", 2.0), ("quarter_", 0.25), ("four_times_", 4.0))
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SHORT, _FEW = 10, 100


Scope = Mapping[float, str]
"""Names by number; an int and a float that are equal are one number here, and a name stands for either."""
NO_SCOPE: Scope = {}


def constant_name(number: float, scope: Scope = NO_SCOPE) -> str:
    """The name of a float or a word: a simple number's own, or the one that it has in a scope."""
    if isinstance(number, int):
        return _named_in(number, scope) or (
            f"integer_{number}" if 0 <= number < _FEW else f"word_{number & 0xFFFFFFFF:x}"
        )
    if math.isnan(number):
        return "nan"
    sign, size = "minus_" if math.copysign(1.0, number) < 0 else "", abs(number)
    if size == 0.0 or size in _WORDS:
        return sign + _WORDS.get(size, "zero")
    return _named_in(number, scope) or sign + _plain(size)


def scope_of(*names: Mapping[str, Any]) -> Scope:
    """The names of numbers, and of those in named tuples and in lists, the first of equal ones; zero has none."""
    scope: dict[float, str] = {}
    for name, value in (pair for mapping in names for pair in mapping.items()):
        short = name.strip("_").lower()
        if isinstance(value, int | float):
            scope.setdefault(value, short)
        elif isinstance(value, list) or (isinstance(value, tuple) and hasattr(value, "_fields")):
            parts = zip(getattr(value, "_fields", range(len(value))), value, strict=True)
            for field, part in parts:
                if isinstance(part, int | float):
                    scope.setdefault(part, f"{short}_{field}")
    return scope


def _plain(size: float) -> str:
    mantissa, exponent = math.frexp(size)
    if mantissa == 0.5:
        return f"two_to_{exponent - 1}".replace("-", "minus_")
    if 0.0 <= size - _MAGIC < _BIASES:
        return "magic"
    decimal = repr(size).removesuffix(".0")
    return f"number_{decimal.replace('.', '_')}" if len(decimal) < _SHORT and decimal.count("e") == 0 else "constant"


def _named_in(number: float, scope: Scope) -> str | None:
    if not number or not scope:
        return None
    for prefix, factor in _FACTORS if isinstance(number, float) else _FACTORS[:1]:
        for sign, turned in (("", factor), ("minus_", -factor)):
            name = scope.get(number / turned if turned != 1.0 else number)
            if name is not None:
                return f"{sign}{prefix}{name}"
    return None


def distinct(names: list[str], reserved: frozenset[str]) -> list[str]:
    """Names of which no two are equal and none is reserved: a name's second value is `second_name`, a reserved one becomes `the_name`."""
    taken, result = set(reserved), list[str]()
    for name in names:
        ordinals = (f"{ordinal}_{name}" for ordinal in (("the", *_ORDINALS) if name in reserved else _ORDINALS))
        numbered = (f"{name}_number_{count}" for count in range(len(_ORDINALS) + 2, len(names) + len(_ORDINALS) + 3))
        free = next(text for text in (name, *ordinals, *numbered) if text not in taken)
        taken.add(free)
        result.append(free)
    return result

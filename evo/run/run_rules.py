"""Rules for each field of a run directory's JSON files. A run may come from a stranger: reading stops at the first broken rule."""

import math
import re
from typing import Any

from search_spaces.field_rules import FLAG, AnyRule, Many, Maybe, Named, Relation, Rule, Rules, any_number, count
from search_spaces.programs.parsing import parse
from search_spaces.programs.parts import ProgramError

MOST_TEXT = 100_000
"""Characters of a text: the longest source of a kernel is far below."""
_MOST = 2**63 - 1


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= MOST_TEXT


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


def _is_words(value: Any) -> bool:
    from search_spaces.whole.words import (  # needs numpy, which a mistake in a command does not wait for
        WordsError,
        parse_words,
    )

    try:
        return isinstance(value, str) and bool(parse_words(value))
    except WordsError:
        return False


def _is_inside(value: Any) -> bool:
    parts = value.split("/") if _is_text(value) else [".."]
    return ".." not in parts and bool(parts[0]) and "\0" not in value and "\\" not in value


# fmt: off
TEXT   = Rule(f"a text of at most {MOST_TEXT:,} characters", _is_text)
WHOLE  = count(-_MOST, _MOST)
COUNT  = count(0, _MOST)
NUMBER = Rule("a number", _is_number)
ERROR  = Rule("a number, null, inf or -inf", lambda value: value in (None, "inf", "-inf") or _is_number(value))
BOUND  = Rule("a number, inf or -inf", lambda value: value is not None and ERROR.holds(value))
HEX    = Rule("a hex float", _is_hex)
PROGRAM = Rule("the text of a program", lambda value: _is_words(value) if str(value).startswith("words x\n") else _is_program(value))
WORDS_PROGRAM = Rule("the text of a program of words", _is_words)
INSIDE = Rule("a path inside the run directory", _is_inside)
# fmt: on
_UNITS = ("relative", "absolute", "ulp", "mixed", "wrong")
_UNIT = Rule(f"one of {', '.join(_UNITS)}", lambda value: value in _UNITS)
WORDS = "words"
"""The number format of whole kernels."""
_STEP = Rules({"mutation": TEXT, "ops": COUNT, "cost": NUMBER, "error": BOUND})
_MOVED = Rules({"mutation": TEXT, "ops": COUNT, "cost": NUMBER, "error": ERROR})
_ANCESTRY = any_number(Rules({"steps": any_number(_STEP), "left_out": COUNT}))
_FILE = Rules({"path": INSIDE, "max_ulp": BOUND, "exhaustive": FLAG})

# fmt: off
_OF_KERNELS: dict[str, AnyRule] = {
    "kernel_ops": COUNT, "max_ulp": BOUND, "exhaustive": FLAG, "ns_per_element": Maybe(NUMBER),
    "baseline_ns_per_element": Maybe(NUMBER), "file": Maybe(INSIDE), "files": Named(_FILE), "record": Maybe(INSIDE),
}
_IN_USE: dict[str, AnyRule] = {
    "call_ns": Maybe(NUMBER), "call_ratio": Maybe(NUMBER), "fused_ns": Maybe(NUMBER), "fused_ratio": Maybe(NUMBER),
}
_OF_EVERY_ENTRY: dict[str, AnyRule] = {
    "ops": COUNT, "max_error": BOUND, "max_error_float64": ERROR, "witness": Maybe(HEX), "limit_points": any_number(HEX),
    "source": TEXT, "certified": FLAG,
}
_OF_WHOLE_KERNELS: dict[str, AnyRule] = {
    "error": _UNIT, "max_ulp": Maybe(BOUND), "wrong": Maybe(COUNT), "wrong_zero_signs": Maybe(COUNT), "inputs": COUNT, "exhaustive": FLAG,
    "given": TEXT, "guard_ops": COUNT, "program": WORDS_PROGRAM, "file": Maybe(INSIDE), "files": Named(INSIDE),
}
_WHOLE_ENTRY = Rules({**_OF_EVERY_ENTRY, **_OF_WHOLE_KERNELS}, possible={"ancestry": _ANCESTRY})
_ENTRY = Rules(
    _OF_EVERY_ENTRY,
    (Relation("", f"an entry with all or none of {', '.join(_OF_KERNELS)}",
              lambda entry: len(_OF_KERNELS.keys() & entry) in (0, len(_OF_KERNELS))),),
    possible={"ancestry": _ANCESTRY, "kernel": TEXT, **_OF_KERNELS, **_IN_USE},
)
_CLASSICAL = Rules(
    {"name": TEXT, "ops": COUNT, "max_error": BOUND, "source": TEXT},
    possible={"inner_poles": any_number(HEX)},
)
CAMPAIGN_RULES: Rules = Rules({"target": TEXT, "real": FLAG, "seed": WHOLE}, possible={"whole": FLAG})
"""Keys of campaign.toml that reports read as they stand; a campaign that is to run is validated whole (evo/settings/config.py)."""
FRONT_RULES: Rules = Rules(
    {"target": TEXT, "domain": Many(2, NUMBER, 2), "error": _UNIT, "number_format": TEXT, "seed": WHOLE, "evaluations": COUNT,
     "seconds": NUMBER, "finished": FLAG, "front": any_number(_ENTRY)},
    possible={"duplicates": COUNT, "rejects": COUNT, "refits": COUNT, "classical": any_number(_CLASSICAL), "inner_limits": FLAG,
     "kernel_domain": Maybe(Many(2, NUMBER, 2)), "classical_left_out": any_number(TEXT)},
)
WHOLE_FRONT_RULES: Rules = Rules(
    {**FRONT_RULES.fields, "domain": Many(2, BOUND, 2), "front": any_number(_WHOLE_ENTRY), "intervals": any_number(Many(2, HEX, 2)),
     "operations": any_number(TEXT), "max_ops": COUNT},
    possible=FRONT_RULES.possible,
)
_IMPROVEMENT = Rules({"seconds": NUMBER, "evaluations": COUNT, "island": COUNT, "epoch": COUNT, "ops": COUNT,
                       "error": ERROR, "mutation": TEXT})
STATUS_RULES: Rules = Rules(
    {"phase": TEXT, "target": TEXT, "time": NUMBER, "seconds": NUMBER, "evaluations": COUNT, "rate": NUMBER,
     "budget_left": Rules({"evaluations": Maybe(NUMBER), "seconds": Maybe(NUMBER)}),
     "front": any_number(_MOVED),
     "last_improvement": Maybe(_IMPROVEMENT),
     "workers": Rules({"alive": COUNT, "nodes": COUNT, "running": COUNT, "idle_share": NUMBER}),
     "faults": Rules({"deaths": COUNT, "retries": COUNT, "quarantined": any_number(TEXT)})},
    possible={"message": TEXT},
)
COMPARISON_RULES: Rules = Rules({"rows": any_number(Rules(
    {"implementation": TEXT, "kind": TEXT, "max_ulp": BOUND, "exhaustive": FLAG, "ns_per_element": Maybe(NUMBER),
     "ratio_to_stock": Maybe(NUMBER), "spread": Maybe(NUMBER)},
    possible={"target": TEXT, "witness": Maybe(HEX), "domain": Maybe(Many(2, NUMBER, 2)), "library": Maybe(TEXT), "resident": TEXT,
              "vector_bits": Maybe(COUNT), "slowed": Maybe(NUMBER), "proved_ulp": Maybe(BOUND), "proved_witness": Maybe(HEX), **_IN_USE},
))})
ARCHIVE_RULES: Rules = Rules({"programs": any_number(Rules(
    {"ops": COUNT, "cost": NUMBER, "error": HEX, "mutation": TEXT, "program": PROGRAM},
    possible={"core": COUNT, "real_error": HEX},
))})
_CURVE = Rules(
    {"name": TEXT, "unit": _UNIT, "x": any_number(NUMBER), "error": any_number(Maybe(NUMBER))},
    (Relation("x", "some, each with an error", lambda curve: len(curve["x"]) == len(curve["error"]) > 0),),
)
_MAP = Rules(
    {"low": any_number(NUMBER), "high": any_number(NUMBER), "inputs": COUNT, "worst": Named(any_number(BOUND))},
    (Relation("low", "some, as many as each of high and worst",
              lambda m: {len(m["low"])} == {len(m["high"]), *map(len, m["worst"].values())} != {0}),),
    possible={"target": TEXT},
)
CURVES_RULES: Rules = Rules({"ulp": Maybe(_MAP), "cores": Named(any_number(_CURVE))})
IMPROVED_RULES: Rules = Rules({"evaluations": COUNT, "core": COUNT, "programs": any_number(_MOVED)})
# fmt: on


def front_rules(value: dict[str, Any]) -> Rules:
    """The rules of a front: those of whole kernels where it says so."""
    return WHOLE_FRONT_RULES if value.get("number_format") == WORDS else FRONT_RULES

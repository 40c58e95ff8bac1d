"""The shapes of a run directory's JSON files. A run may come from a stranger: what is not of its shape is not read further."""

from collections.abc import Mapping
from typing import Any

from evo.run.shapes import (
    BOUND,
    COUNT,
    ERROR,
    FLAG,
    HEX,
    INSIDE,
    NUMBER,
    PROGRAM,
    TEXT,
    WHOLE,
    WORDS_PROGRAM,
    Also,
    Fields,
    Leaf,
    ListOf,
    MapOf,
    Maybe,
    Shape,
)

_UNITS = ("relative", "absolute", "ulp", "mixed", "wrong")
_UNIT = Leaf(f"one of {', '.join(_UNITS)}", lambda value: value in _UNITS)
_STEP = Fields({"mutation": TEXT, "ops": COUNT, "cost": NUMBER, "error": BOUND})
_MOVED = Fields({"mutation": TEXT, "ops": COUNT, "cost": NUMBER, "error": ERROR})
_ANCESTRY = ListOf(Fields({"steps": ListOf(_STEP), "left_out": COUNT}))
_FILE = Fields({"path": INSIDE, "max_ulp": BOUND, "exhaustive": FLAG})

# fmt: off
_OF_KERNELS: dict[str, Shape] = {
    "kernel_ops": COUNT, "max_ulp": BOUND, "exhaustive": FLAG, "ns_per_element": Maybe(NUMBER),
    "baseline_ns_per_element": Maybe(NUMBER), "file": Maybe(INSIDE), "files": MapOf(_FILE), "record": Maybe(INSIDE),
}
_OF_WHOLE_KERNELS: dict[str, Shape] = {
    "error": _UNIT, "max_ulp": Maybe(BOUND), "wrong": Maybe(COUNT), "wrong_zero_signs": Maybe(COUNT), "inputs": COUNT, "exhaustive": FLAG,
    "given": TEXT, "guard_ops": COUNT, "program": WORDS_PROGRAM, "file": Maybe(INSIDE), "files": MapOf(INSIDE),
}
_OF_EVERY_ENTRY: dict[str, Shape] = {
    "ops": COUNT, "max_error": BOUND, "max_error_float64": ERROR, "witness": Maybe(HEX), "limit_points": ListOf(HEX),
    "source": TEXT, "certified": FLAG,
}
_ENTRY = Also(Fields(
    _OF_EVERY_ENTRY,
    {"ancestry": _ANCESTRY, **_OF_KERNELS},
), f"has some and not all of {', '.join(_OF_KERNELS)}", lambda entry: len(_OF_KERNELS.keys() & entry) in (0, len(_OF_KERNELS)))
_WHOLE_ENTRY = Fields({**_OF_EVERY_ENTRY, **_OF_WHOLE_KERNELS}, {"ancestry": _ANCESTRY})
_CLASSICAL = Fields(
    {"name": TEXT, "ops": COUNT, "max_error": BOUND, "source": TEXT},
    {"inner_poles": ListOf(HEX)},
)
CAMPAIGN: Shape = Fields({"target": TEXT, "real": FLAG, "seed": WHOLE}, {"whole": FLAG})
"""What reports read of campaign.toml as it stands; a campaign that is to run is validated whole (evo/settings/config.py)."""
FRONT = Fields(
    {"target": TEXT, "domain": ListOf(NUMBER, 2), "error": _UNIT, "number_format": TEXT, "seed": WHOLE, "evaluations": COUNT,
     "seconds": NUMBER, "finished": FLAG, "front": ListOf(_ENTRY)},
    {"duplicates": COUNT, "rejects": COUNT, "refits": COUNT, "classical": ListOf(_CLASSICAL), "inner_limits": FLAG,
     "kernel_domain": Maybe(ListOf(NUMBER, 2)), "classical_left_out": ListOf(TEXT)},
)
WHOLE_FRONT: Shape = Fields(
    {**FRONT.needed, "domain": ListOf(BOUND, 2), "front": ListOf(_WHOLE_ENTRY), "intervals": ListOf(ListOf(HEX, 2)),
     "operations": ListOf(TEXT), "max_ops": COUNT},
    FRONT.possible,
)
_IMPROVEMENT = Fields({"seconds": NUMBER, "evaluations": COUNT, "island": COUNT, "epoch": COUNT, "ops": COUNT,
                       "error": ERROR, "mutation": TEXT})
STATUS: Shape = Fields(
    {"phase": TEXT, "target": TEXT, "time": NUMBER, "seconds": NUMBER, "evaluations": COUNT, "rate": NUMBER,
     "budget_left": Fields({"evaluations": Maybe(NUMBER), "seconds": Maybe(NUMBER)}),
     "front": ListOf(_MOVED),
     "last_improvement": Maybe(_IMPROVEMENT),
     "workers": Fields({"alive": COUNT, "nodes": COUNT, "running": COUNT, "idle_share": NUMBER}),
     "faults": Fields({"deaths": COUNT, "retries": COUNT, "quarantined": ListOf(TEXT)})},
    {"message": TEXT},
)
def front_shape(value: Mapping[str, Any]) -> Shape:
    """The shape that a front must have: that of whole kernels where it says so."""
    return WHOLE_FRONT if value.get("number_format") == "words" else FRONT


COMPARISON: Shape = Fields({"rows": ListOf(Fields(
    {"implementation": TEXT, "kind": TEXT, "max_ulp": BOUND, "exhaustive": FLAG, "ns_per_element": Maybe(NUMBER),
     "ratio_to_stock": Maybe(NUMBER), "spread": Maybe(NUMBER)},
    {"target": TEXT, "witness": Maybe(HEX), "domain": Maybe(ListOf(NUMBER, 2)), "library": Maybe(TEXT)},
))})
ARCHIVE: Shape = Fields({"programs": ListOf(Fields(
    {"ops": COUNT, "cost": NUMBER, "error": HEX, "mutation": TEXT, "program": PROGRAM},
    {"core": COUNT, "real_error": HEX},
))})
_CURVE = Also(
    Fields({"name": TEXT, "unit": _UNIT, "x": ListOf(NUMBER), "error": ListOf(Maybe(NUMBER))}),
    "has an x without an error, or no x", lambda curve: len(curve["x"]) == len(curve["error"]) > 0,
)
_MAP = Also(
    Fields({"low": ListOf(NUMBER), "high": ListOf(NUMBER), "inputs": COUNT, "worst": MapOf(ListOf(BOUND))}, {"target": TEXT}),
    "has columns of different lengths, or none", lambda m: {len(m["low"])} == {len(m["high"]), *map(len, m["worst"].values())} != {0},
)
CURVES: Shape = Fields({"ulp": Maybe(_MAP), "cores": MapOf(ListOf(_CURVE))})
IMPROVED: Shape = Fields({"evaluations": COUNT, "core": COUNT, "programs": ListOf(_MOVED)})
# fmt: on

"""The shapes of a run directory's JSON files. A run may come from a stranger: what is not of its shape is not read further."""

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
    Also,
    Fields,
    Leaf,
    ListOf,
    MapOf,
    Maybe,
    Shape,
)

_UNIT = Leaf("relative, absolute or ulp", lambda value: value in ("relative", "absolute", "ulp"))
_STEP = Fields({"mutation": TEXT, "ops": COUNT, "cost": NUMBER, "error": BOUND})
_MOVED = Fields({"mutation": TEXT, "ops": COUNT, "cost": NUMBER, "error": ERROR})
_ANCESTRY = ListOf(Fields({"steps": ListOf(_STEP), "left_out": COUNT}))
_FILE = Fields({"path": INSIDE, "max_ulp": BOUND, "exhaustive": FLAG})

# fmt: off
_OF_KERNELS: dict[str, Shape] = {
    "kernel_ops": COUNT, "max_ulp": BOUND, "exhaustive": FLAG, "ns_per_element": Maybe(NUMBER),
    "baseline_ns_per_element": Maybe(NUMBER), "file": Maybe(INSIDE), "files": MapOf(_FILE), "record": Maybe(INSIDE),
}
_ENTRY = Also(Fields(
    {"ops": COUNT, "max_error": BOUND, "max_error_float64": ERROR, "witness": Maybe(HEX), "limit_points": ListOf(HEX),
     "source": TEXT, "certified": FLAG},
    {"ancestry": _ANCESTRY, "kernel": TEXT, **_OF_KERNELS},
), f"has some and not all of {', '.join(_OF_KERNELS)}", lambda entry: len(_OF_KERNELS.keys() & entry) in (0, len(_OF_KERNELS)))
_CLASSICAL = Fields(
    {"name": TEXT, "ops": COUNT, "max_error": BOUND, "source": TEXT},
    {"inner_poles": ListOf(HEX)},
)
CAMPAIGN: Shape = Fields({"target": TEXT, "real": FLAG, "seed": WHOLE})
"""What reports read of campaign.toml as it stands; a campaign that is to run is validated whole (evo/settings/config.py)."""
FRONT: Shape = Fields(
    {"target": TEXT, "domain": ListOf(NUMBER, 2), "error": _UNIT, "number_format": TEXT, "seed": WHOLE, "evaluations": COUNT,
     "seconds": NUMBER, "finished": FLAG, "front": ListOf(_ENTRY)},
    {"duplicates": COUNT, "rejects": COUNT, "refits": COUNT, "classical": ListOf(_CLASSICAL), "inner_limits": FLAG,
     "kernel_domain": Maybe(ListOf(NUMBER, 2)), "classical_left_out": ListOf(TEXT)},
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

"""Rules for the dataclasses of evaluators/report.py, where somebody else wrote them."""

from evaluators.report import BLAKE3, EXHAUSTIVE, SAMPLED, SHA256, CostReport, ErrorReport, Fingerprint, SpecialFailure
from evaluators.timing.contexts import CONTEXTS
from search_spaces.field_rules import (
    FLAG,
    INPUTS,
    NAME,
    ULPS,
    WORD,
    WORDS,
    Many,
    Nested,
    Relation,
    Rules,
    count,
    hex_digits,
    line,
    one_of,
    or_none,
    real,
)

ALL_INPUTS, ALL_PAIRS = 2**32, 2**64
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
        "context":                 one_of(*CONTEXTS),
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
            "outputs_hash_kind":   one_of(SHA256, BLAKE3),
            "outputs_sha256":      or_none(hex_digits(64)),
        },
        (
            Relation("inputs", f"{ALL_INPUTS}, for it is exhaustive",
                     lambda e: e.mode != EXHAUSTIVE or e.inputs == ALL_INPUTS),
            Relation("outputs_hash", "a hash of an exhaustive sweep, null of a sample",
                     lambda e: (e.outputs_hash is None) == (e.mode == SAMPLED)),
            Relation("outputs_sha256", "null where outputs_hash is of that kind, or null",
                     lambda e: e.outputs_sha256 is None or (e.outputs_hash is not None and e.outputs_hash_kind != SHA256)),
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
